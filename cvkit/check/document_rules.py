"""Rules about documents and about the sections that a record defines: their names, and the sections that they show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvkit.check.list_keys import check_list_keys
from cvkit.check.suggest import synonym_of
from cvkit.model.diagnostic import Diagnostic, KeyPath, Pointed, Replacement
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.record import SECTIONS
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.selection import MERGED
from cvkit.model.source import YamlMap, YamlSeq


class WrongDocumentName(Rule):
    """A document with the name of a section, or with a name that no file can have.

    The name of a document becomes part of the name of its file, and so does the name of a section. Two files could then
    have the same name. Give the document another name, with letters, digits, `-` and `_`.
    ```yaml
    honors: [{title: A Prize}]
    documents: {honors: {style: classic}}
    ```
    ```yaml
    honors: [{title: A Prize}]
    documents: {only-honors: {style: classic}}
    ```
    """

    code = "V126"
    depends_on = DependsOn.VALUE
    message = "a document cannot be named `{name}`"
    hint = "give it another name, such as `only-{name}`"
    fix = "give it another name"


class _NotAFileName(WrongDocumentName):
    hint = "the name becomes part of a file name: use only letters, digits, - and _"


class UnknownSection(Rule):
    """A document shows a section that does not exist.

    A document shows the sections of cvkit, and those that the record defines itself under `sections`. This name is
    neither, so the section would be missing from the document. Use the name in the hint, or define the section under
    `sections`.
    ```yaml
    honors: [{title: A Prize}]
    documents: {full: {sections: [prizes]}}
    ```
    ```yaml
    honors: [{title: A Prize}]
    documents: {full: {sections: [honors]}}
    ```
    """

    code = "V127"
    depends_on = DependsOn.VALUE
    message = "there is no section `{section}`"
    fix = "use the section in the hint"


class OwnSectionOfCvkit(Rule):
    """A section of your own with the name of a section of cvkit.

    cvkit has a section of this name, with fields for its entries. A section of your own does not have these fields.
    Write the section at the top level, or give your own section another name.
    ```yaml
    sections: {honors: [A Prize]}
    ```
    ```yaml
    honors: [{title: A Prize}]
    ```
    """

    code = "V128"
    depends_on = DependsOn.VALUE
    message = "cvkit has its own section `{name}`"
    hint = "write `{name}:` at the top level, or give this section another name"
    fix = "write it at the top level"


class _NameOfMerged(OwnSectionOfCvkit):
    message = "`{name}` is the name of sections that a document prints as one"
    hint = "give this section another name"


def check_documents(root: YamlMap) -> Iterator[Diagnostic]:
    """The diagnostics of the documents and of the user's own sections."""
    yield from documents_have_their_own_names(root)
    yield from documents_show_sections_that_there_are(root)
    yield from check_list_keys(root)
    yield from own_sections_have_their_own_names(root)


def documents_have_their_own_names(root: YamlMap) -> Iterator[Diagnostic]:
    """A document has a name that no section has, and that can be part of a file name."""
    documents = root.get("documents")
    for name in documents if isinstance(documents, YamlMap) else ():
        is_section, is_file_name = name in SECTIONS, re.fullmatch(r"\w[\w.-]*", name)
        if is_section or not is_file_name:
            rule = WrongDocumentName if is_file_name else _NotAFileName
            yield rule.at(("documents", name), "key", name=name)


def documents_show_sections_that_there_are(root: YamlMap) -> Iterator[Diagnostic]:
    """A document names only sections that cvkit or the record defines. A section without entries is allowed."""
    documents, own = root.get("documents"), root.get("sections")
    known = [*SECTIONS, *(own if isinstance(own, YamlMap) else ()), MERGED]
    for name, document in documents.items() if isinstance(documents, YamlMap) else ():
        shown = document.get("sections") if isinstance(document, YamlMap) else None
        for index, item in enumerate(shown if isinstance(shown, YamlSeq) else ()):
            section = item if isinstance(item, str) else next(iter(item), None) if isinstance(item, YamlMap) else None
            if section is not None and section not in known:
                path: KeyPath = ("documents", name, "sections", index)
                at = (*path, section) if isinstance(item, YamlMap) else path
                part: Pointed = "key" if isinstance(item, YamlMap) else "value"
                yield _unknown_section(at, part, section, known)
            if section == MERGED and isinstance(item, YamlMap):
                at = ("documents", name, "sections", index, section, "of")
                yield from _unknown_parts(item[section], known[:-1], at)


def _unknown_section(path: KeyPath, part: Pointed, name: str, known: list[str]) -> Diagnostic:
    """The diagnostic of a section that does not exist, with the section that another word for it means."""
    in_other_case = [one for one in known if one.casefold() == name.casefold()]
    if meant := in_other_case[0] if len(in_other_case) == 1 else synonym_of(name, known):
        new = [Replacement(meant, part)]
        return UnknownSection.at(path, part, section=name, hint=f"did you mean `{meant}`?", corrections=new)
    return UnknownSection.at(path, part, section=name, hint=did_you_mean(name, known))


def _unknown_parts(listing: object, known: list[str], path: KeyPath) -> Iterator[Diagnostic]:
    """Report sections that a document merges and that do not exist."""
    named = listing.get("of") if isinstance(listing, YamlMap) else None
    for at, part in enumerate(named if isinstance(named, YamlSeq) else [named]):
        if isinstance(part, str) and part not in known:
            place = (*path, at) if isinstance(named, YamlSeq) else path
            yield _unknown_section(place, "value", part, known)


def own_sections_have_their_own_names(root: YamlMap) -> Iterator[Diagnostic]:
    """A section that the record defines has a name that no section of cvkit has."""
    own = root.get("sections")
    for name in own if isinstance(own, YamlMap) else ():
        if name in SECTIONS or name == MERGED:
            rule = _NameOfMerged if name == MERGED else OwnSectionOfCvkit
            yield rule.at(("sections", name), "key", name=name)
