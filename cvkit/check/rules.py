"""Rules that span entries, one function each. They check the record as typed, so one run reports all mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvkit.check.suggest import guess_key
from cvkit.model.diagnostic import Diagnostic, KeyPath, Pointed, Severity
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.fields import MissingField
from cvkit.model.record import SECTIONS, Record
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.source import YamlMap, YamlSeq
from cvkit.model.work import UNDATED, WORK_SECTIONS


class RepeatedId(Rule):
    """Two entries with the same id.

    An id belongs to one entry of the whole record. cvkit keeps numbers by id, and references name entries by id, so it
    must know which entry is meant. Give one of the two another id. If one of them is in the lockfile, change the other.
    ```yaml
    publications:
      - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}
      - {id: one, kind: journal, title: U, date: 2021, authors: Ada Miller}
    ```
    ```yaml
    publications:
      - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}
      - {id: two, kind: journal, title: U, date: 2021, authors: Ada Miller}
    ```
    """

    code = "V107"
    depends_on = DependsOn.ENTRY
    message = "the id `{id}` appears twice (first in {file}, line {line})"
    hint = "give one of the two another id"
    fix = "give one of the two another id"


class NobodyNamed(Rule):
    """A publication without authors, collaboration and editors.

    Nobody is named for this work, so it begins with its title. A work has `authors`, a `collaboration` or `editors`.
    Add the one that applies.
    ```yaml
    publications:
      - {id: one, kind: journal, title: T, date: 2020}
      - {id: two, kind: journal, title: U, date: 2021, authors: Ada Miller}
    ```
    ```yaml
    publications:
      - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}
      - {id: two, kind: journal, title: U, date: 2021, authors: Ada Miller}
    ```
    """

    code = "V222"
    severity = Severity.WARNING
    depends_on = DependsOn.ENTRY
    message = "this work has no authors, no collaboration and no editors, so it begins with its title"
    hint = "add a line `authors: …`, `collaboration: …` or `editors: …`"
    fix = "add the people who made it"


class UnknownVersion(Rule):
    """`version_of` names an entry that does not exist.

    `version_of` names the id of another work of the record, and this other work counts instead. If the id does not
    exist, the work would count twice. Use the id in the hint, or write the id of the other version.
    ```yaml
    publications: [{id: one, kind: preprint, title: T, date: 2020, authors: Ada Miller, version_of: tow}]
    ```
    ```yaml
    publications:
      - {id: one, kind: preprint, title: T, date: 2020, authors: Ada Miller, version_of: two}
      - {id: two, kind: journal, title: T, date: 2021, authors: Ada Miller}
    ```
    """

    code = "V125"
    depends_on = DependsOn.IDS
    message = "there is no other entry `{id}`"
    hint = "write the id of the other version"
    fix = "use the id in the hint"


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


def check_rules(root: YamlMap) -> list[Diagnostic]:
    """The diagnostics of all rules that span entries."""
    rules = (
        ids_are_unique,
        entries_have_what_they_need,
        publications_name_somebody,
        versions_are_of_entries,
        documents_have_their_own_names,
        documents_show_sections_that_there_are,
        own_sections_have_their_own_names,
    )
    return [diagnostic for rule in rules for diagnostic in rule(root)]


def ids_are_unique(root: YamlMap) -> Iterator[Diagnostic]:
    """One id names one entry, whatever its section."""
    first: dict[str, tuple[str, int]] = {}
    for section, index, entry in _entries(root):
        name = entry.get("id")
        if not isinstance(name, str):
            continue
        if name in first:
            where, at = first[name]
            other = root[where][at]
            line = other.value_spans["id"].line + 1
            yield RepeatedId.at((section, index, "id"), id=name, file=other.file, line=line)
        first.setdefault(name, (section, index))


NEEDED = {
    "publications": (
        ("date",),
        "add a line `date: …`, or `status:` in-preparation, submitted, accepted or in-press",
    ),
    "experience": (("organization", "organizations"), "add a line `organization: …` with the name of the employer"),
    "memberships": (("organization", "organizations"), "add a line `organization: …` with the name of the society"),
    "service": (
        ("role", "organization", "organizations"),
        "add a line `role: reviewer` or `organization: …`",
    ),
}
"""Section → fields of which an entry needs at least one, and the hint. The model itself checks required fields."""


def entries_have_what_they_need(root: YamlMap) -> Iterator[Diagnostic]:
    """Each entry has one of the fields in `NEEDED`. A publication that has not appeared yet needs no date."""
    for section, (fields, hint) in NEEDED.items():
        entries = root.get(section)
        for index, entry in enumerate(entries if isinstance(entries, YamlSeq) else ()):
            if not isinstance(entry, YamlMap) or any(field in entry.key_spans for field in fields):
                continue
            if any(guess_key(key, (section, index), Record).field in fields for key in entry.key_spans):
                continue  # the field has a misspelled key, which is reported as an unknown key
            if section != "publications" or entry.get("status") not in UNDATED:
                yield MissingField.at((section, index), "entry", field=fields[0], hint=hint)


PEOPLE = ("authors", "collaboration", "editors")
"""The fields that name the people of a work."""


def publications_name_somebody(root: YamlMap) -> Iterator[Diagnostic]:
    """A publication has authors, a collaboration or editors. Without them it begins with its title."""
    entries = root.get("publications")
    for index, entry in enumerate(entries if isinstance(entries, YamlSeq) else ()):
        if not isinstance(entry, YamlMap) or any(field in entry.key_spans for field in PEOPLE):
            continue
        path: KeyPath = ("publications", index)
        if not any(guess_key(key, path, Record).field in PEOPLE for key in entry.key_spans):
            yield NobodyNamed.at(path, "entry")


def versions_are_of_entries(root: YamlMap) -> Iterator[Diagnostic]:
    """The id in `version_of` belongs to another entry of the record."""
    ids = [entry["id"] for _, _, entry in _entries(root) if isinstance(entry.get("id"), str)]
    for section, index, entry in _entries(root):
        name = entry.get("version_of")
        if isinstance(name, str) and (name not in ids or name == entry.get("id")):
            hint = did_you_mean(name, [other for other in ids if other != entry.get("id")], UnknownVersion.hint)
            yield UnknownVersion.at((section, index, "version_of"), id=name, hint=hint)


def _entries(root: YamlMap) -> Iterator[tuple[str, int, YamlMap]]:
    """The works of the record, each with its section and index."""
    for section in root:  # in the order of the files, so that a repeated id is reported at the later entry
        entries = root[section] if section in WORK_SECTIONS else None
        for index, entry in enumerate(entries if isinstance(entries, YamlSeq) else ()):
            if isinstance(entry, YamlMap):
                yield section, index, entry


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
    known = [*SECTIONS, *(own if isinstance(own, YamlMap) else ())]
    for name, document in documents.items() if isinstance(documents, YamlMap) else ():
        shown = document.get("sections") if isinstance(document, YamlMap) else None
        for index, item in enumerate(shown if isinstance(shown, YamlSeq) else ()):
            section = item if isinstance(item, str) else next(iter(item), None) if isinstance(item, YamlMap) else None
            if section is not None and section not in known:
                path: KeyPath = ("documents", name, "sections", index)
                at = (*path, section) if isinstance(item, YamlMap) else path
                part: Pointed = "key" if isinstance(item, YamlMap) else "value"
                yield UnknownSection.at(at, part, section=section, hint=did_you_mean(section, known))


def own_sections_have_their_own_names(root: YamlMap) -> Iterator[Diagnostic]:
    """A section that the record defines has a name that no section of cvkit has."""
    own = root.get("sections")
    for name in own if isinstance(own, YamlMap) else ():
        if name in SECTIONS:
            yield OwnSectionOfCvkit.at(("sections", name), "key", name=name)
