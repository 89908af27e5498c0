"""Rules about the language of a document, and about the words that a document replaces."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cvkit.check.word_meanings import meant_values
from cvkit.model.diagnostic import Diagnostic, KeyPath, Replacement
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.document import Document
from cvkit.model.language_tag import LANGUAGES, known_language
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.value_class import dataclass

NAMED_AT_MOST = 8
"""The number of missing terms that a message names."""


class UnknownLanguage(Rule):
    """A language that cvkit does not know.

    Section titles, months and other fixed words are printed in the language of the document. cvkit has no words in this
    language. Write one of the languages in the hint, or give all words of yours in `terms`: data/LANGUAGES.md lists
    them. A longer tag is allowed: `de-AT` prints as `de`.
    ```yaml
    documents: {full: {language: dee}}
    ```
    ```yaml
    documents: {full: {language: de-AT}}
    ```
    """

    code = "V230"
    depends_on = DependsOn.VALUE
    message = "cvkit does not know the language `{language}`"
    fix = "write one of the languages in the hint"


class UnknownTerm(Rule):
    """A key of `terms` that is not the name of a fixed word.

    A misspelt key would change nothing. data/LANGUAGES.md lists the names. Write the one in the hint.
    ```yaml
    documents: {full: {terms: {publication: Papers}}}
    ```
    ```yaml
    documents: {full: {terms: {publications: Papers}}}
    ```
    """

    code = "V231"
    depends_on = DependsOn.VALUE
    message = "there is no term `{name}`"
    fix = "write the name in the hint"


class MissingTerms(Rule):
    """The words of a new language are incomplete.

    The document is in a language that cvkit does not know, and gives its words in `terms`. Each word that is missing
    would be missing from the pages, or be printed in another language. Add those that the message names.
    ```yaml
    documents: {full: {language: sw, terms: {publications: Machapisho}}}
    ```
    ```yaml
    documents: {full: {language: en, terms: {publications: Papers}}}
    ```
    """

    code = "V232"
    depends_on = DependsOn.VALUE
    message = "the language `{language}` has no {names}"
    hint = "add them to `terms`; data/LANGUAGES.md explains each"
    fix = "add the terms that the message names"


class WrongTerm(Rule):
    """A text in `terms` that cvkit cannot print.

    Some terms have places for a value, such as `{pages}`. Other names in braces have no value. Lists such as `months`
    must have all their parts. Write the text as the hint says.
    ```yaml
    documents: {full: {terms: {pages: "pp. {page}"}}}
    ```
    ```yaml
    documents: {full: {terms: {pages: "pp. {pages}"}}}
    ```
    """

    code = "V233"
    depends_on = DependsOn.VALUE
    message = "`{name}` {mistake}"
    fix = "write the text as the hint says"


@dataclass(frozen=True)
class KnownTerms:
    """The fixed words of cvkit."""

    names: tuple[str, ...]
    required: tuple[str, ...]
    """The names of those that a new language must have."""
    is_term: Callable[[str], bool]
    """Whether a name is that of a term, or of a plural form of one."""
    mistake: Callable[[str, str], tuple[str, str] | None]
    """The mistake in the text of a term, and the hint for it; None if it has none."""


def check_language(document: Document, path: KeyPath, known: KnownTerms) -> Iterator[Diagnostic]:
    """Diagnostics about the language and the terms of the document at a key path."""
    for name, text in document.terms.items():
        at = (*path, "terms", name)
        if not known.is_term(name):
            hint = did_you_mean(name, known.names, "data/LANGUAGES.md lists the names of all terms")
            yield UnknownTerm.at(at, "key", name=name, hint=hint)
        elif found := known.mistake(name, text):
            mistake, hint = found
            yield WrongTerm.at(at, name=name, mistake=mistake, hint=hint)
    if known_language(document.language):
        return
    if not document.terms:
        meant = meant_values("language", document.language, LANGUAGES)
        one_of = f"write one of: {', '.join(LANGUAGES)}"
        hint = f"did you mean `{meant[0]}`?" if meant else did_you_mean(document.language, LANGUAGES, one_of)
        new = [Replacement(meant[0])] if len(meant) == 1 else []
        yield UnknownLanguage.at((*path, "language"), language=document.language, hint=hint, corrections=new)
    elif missing := [name for name in known.required if name not in document.terms]:
        more = f" and {len(missing) - NAMED_AT_MOST} more terms" if len(missing) > NAMED_AT_MOST else ""
        names = ", ".join(f"`{name}`" for name in missing[:NAMED_AT_MOST]) + more
        yield MissingTerms.at((*path, "terms"), language=document.language, names=names)
