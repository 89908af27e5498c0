"""Parse the annotations of an author field, with the roles of the authors.

They are those of biblatex (manual, §3.7): `author+an = {1=equal-contributor; 2=corresponding,student}`, and named ones:
`author+an:orcid = {1="0000-0002-1825-0097"}`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from cvkit.load.bibtex.file_report import GroupedRule
from cvkit.model.author import ROLE_FIELDS, UNNAMED_GROUP
from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.rule import Rule
from cvkit.model.typed_name import is_email

ROLE_ANNOTATIONS: dict[str, tuple[str, str]] = {
    "equal-contributor": ("equal_contributor", UNNAMED_GROUP),
    "corresponding": ("corresponding", "true"),
    "student": ("advisee", "true"),
    "graduate-student": ("advisee", "graduate"),
    "undergraduate-student": ("advisee", "undergraduate"),
    "postdoc": ("advisee", "postdoc"),
    "presenter": ("presenter", "true"),
    "supervisor": ("supervisor", "true"),
    "owner": ("owner", "true"),
    "not-owner": ("owner", "false"),
} | {
    alias: role
    for role, aliases in {
        ("equal_contributor", UNNAMED_GROUP): "equal equal-contrib equal-contribution equally-contributed",
        ("equal_contributor", "first"): "co-first cofirst joint-first",
        ("equal_contributor", "senior"): "co-senior cosenior joint-senior",
        ("corresponding", "true"): "corresp corr is-corresponding corresponding-author",
        ("advisee", "true"): "advisee mentee",
        ("advisee", "graduate"): "graduate grad grad-student phd phd-student ms-student masters-student",
        ("advisee", "undergraduate"): "undergraduate undergrad undergrad-student ug",
        ("advisee", "postdoc"): "post-doc postdoctoral",
        ("presenter", "true"): "presenting presenting-author speaker",
        ("supervisor", "true"): "advisor adviser supervising mentor",
    }.items()
    for alias in aliases.split()
}
"""Word of an annotation → field of an author and its value. cvkit itself writes only the words of the first part."""

IGNORED_ANNOTATIONS = frozenset({"self", "highlight", "deceased", "me", "bold", "underline"})
"""Words that the record states in another way, or has no field for."""

VALUE_ANNOTATIONS = {
    "equalgroup": "equal_contributor",
    "orcid": "orcid",
    "affiliation": "affiliations",
    "marker": "markers",
}
"""Named annotation → the field of an author that it contains."""

_SPEC = re.compile(r"\s*(\d+)?(?:\s*:\s*\w+)?\s*=(.*)", re.DOTALL)
_WORD = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([^,"]*))\s*(?:,|$)', re.DOTALL)


class WrongAnnotation(Rule):
    """An annotation for an author that does not exist, or, as a warning, one that cannot be read.

    An annotation states the role of one author, as a marker does in YAML. Its number is the position of the author in
    the list. Here the author does not exist, or the word is missing or misspelt, so the role would be missing from the
    document. Number the authors from 1. Put `;` between authors, and `,` between the words of one author.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, author+an = {2=corresponding},
      journal = {J}, date = {2020}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, author+an = {1=corresponding},
      journal = {J}, date = {2020}}
    ```
    """

    code = "L105"
    severity = Severity.WARNING
    message = "`{text}` is not an annotation"
    hint = "write, for example, 1=corresponding; 2=student"
    fix = "number the authors from 1: `1=corresponding; 2=student`"


class _NoAuthorNamed(WrongAnnotation):
    message = "`{text}` names no author"
    hint = "write the number of the author before `=`, as in 2=corresponding"


class _NoSuchAuthor(WrongAnnotation):
    severity = Severity.ERROR
    message = "there is no author {number}: the number of authors is {count}"
    hint = "count the authors from 1"


class _NoWord(WrongAnnotation):
    message = "the annotation of author {number} has no word"
    hint = "write a word after `=`, as in 1=corresponding"


class _NumberAsWord(WrongAnnotation):
    message = "the annotation `{word}` must be a word, not a number"


class _MisspeltWord(WrongAnnotation):
    message = "unknown annotation `{word}`"
    hint = "did you mean `{nearest}`?"


class UnknownWords(GroupedRule, WrongAnnotation):
    """Words in the annotations of one file that are no roles."""

    severity = Severity.NOTE
    noun = "word"
    shows_each_count = True
    message = "left out, because no role has this name: {names}"


def how_to_declare(word: str) -> str:
    """The hint for a word that is no role."""
    return f'declare a role in the record, as in `roles: {{{word}: {{sign: "#"}}}}`, or delete the word'


class AnnotationError(NamedTuple):
    """The diagnostic of a mistake in an annotation, and the offset and length of the mistake in the field."""

    diagnostic: Diagnostic | None
    at: int
    length: int
    unknown: str = ""
    """A word that is no role. `UnknownWords` reports those of a file together."""
    left_out: str = ""
    """Words for a value that has no place in a record. `LeftOutFields` reports those of a file together."""


def parse_annotations(
    field: str, tex: str, count: int, declared: Collection[str] = ()
) -> tuple[list[tuple[int, str, Any]], list[AnnotationError]]:
    """The roles in an annotation field (index of the author, field, value), and the mistakes in it.

    `declared` has the names of the roles that the record declares.
    """
    name = field.partition(":")[2]
    roles: list[tuple[int, str, Any]] = []
    errors: list[AnnotationError] = []
    for spec, at in _specs(tex):
        found = _SPEC.fullmatch(spec)
        length = max(1, len(spec.strip()))
        at += len(spec) - len(spec.lstrip())
        if not found:
            errors.append(AnnotationError(WrongAnnotation.at(text=spec.strip()), at, length))
        elif not found[1]:
            errors.append(AnnotationError(_NoAuthorNamed.at(text=spec.strip()), at, length))
        elif not 1 <= int(found[1]) <= count:
            errors.append(AnnotationError(_NoSuchAuthor.at(number=found[1], count=count), at, len(found[1])))
        elif not found[2].strip():
            errors.append(AnnotationError(_NoWord.at(number=found[1]), at, length))
        else:
            of_author, wrong = _words(name, found[2], at + found.start(2) - (len(spec) - len(spec.lstrip())), declared)
            roles += [(int(found[1]) - 1, key, value) for key, value in of_author]
            errors += wrong
    return roles, errors


def _specs(tex: str) -> Iterator[tuple[str, int]]:
    """The pieces between semicolons outside quotes, each with its offset."""
    for found in re.finditer(r'(?:"(?:[^"\\]|\\.)*"|[^;"]|")+', tex):
        if found[0].strip():
            yield found[0], found.start()


def _words(
    name: str, text: str, at: int, declared: Collection[str]
) -> tuple[list[tuple[str, Any]], list[AnnotationError]]:
    """The roles (field, value) that the words after one `=` name, and the mistakes in them."""
    roles: list[tuple[str, Any]] = []
    errors: list[AnnotationError] = []
    for found in _WORD.finditer(text):
        word = (found[1] if found[1] is not None else found[2]).strip()
        if not word:
            continue
        place = at + found.start() + len(found[0]) - len(found[0].lstrip())
        if name in VALUE_ANNOTATIONS:
            roles.append((VALUE_ANNOTATIONS[name], [word] if VALUE_ANNOTATIONS[name] == "affiliations" else word))
            continue
        is_declared = word in declared and word not in ROLE_FIELDS
        role = ("roles", word) if is_declared else ROLE_ANNOTATIONS.get(hyphened(word))
        if role:
            roles.append(role)
        elif name or is_email(word) or found[1] is not None:
            if (stated := ROLE_ANNOTATIONS.get(hyphened(name))) and word.lower() not in ("false", "no"):
                roles.append(stated)
            if not stated or is_email(word):
                what = "e-mail address" if is_email(word) else f"`{name}`" if name else "text"
                errors.append(AnnotationError(None, place, len(word), left_out=f"{what} in an annotation"))
        elif word.lower() in IGNORED_ANNOTATIONS:
            continue
        elif re.match(r"\d+\s*=", word):
            hint = "separate authors with `;`, and the words of one author with `,`"
            errors.append(AnnotationError(_NumberAsWord.at(word=word, hint=hint), place, len(word)))
        elif word.isdigit():
            errors.append(AnnotationError(_NumberAsWord.at(word=word), place, len(word)))
        elif nearest := difflib.get_close_matches(word.lower(), [*declared, *ROLE_ANNOTATIONS], n=1, cutoff=0.75):
            errors.append(AnnotationError(_MisspeltWord.at(word=word, nearest=nearest[0]), place, len(word)))
        else:
            errors.append(AnnotationError(UnknownWords.at(names=word), place, len(word), word))
    return roles, errors


def hyphened(word: str) -> str:
    """A word as the annotations write it: `equal contribution` is `equal-contribution`."""
    return word.lower().replace("_", "-").replace(" ", "-")
