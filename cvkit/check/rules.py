"""Rules that span entries, one function each. They check the record as typed, so one run reports all mistakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from cvkit.check.career_words import key_of_break
from cvkit.check.document_rules import check_documents
from cvkit.check.status_phrases import read_status_phrase
from cvkit.check.suggest import guess_key
from cvkit.model.diagnostic import Diagnostic, KeyPath, Replacement, Severity
from cvkit.model.fields import MissingField
from cvkit.model.record import SECTIONS, Record
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.source import YamlMap, YamlSeq
from cvkit.model.work import UNDATED, WORK_SECTIONS
from cvkit.model.yaml_flow import flow


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


class _NobodyNamedInBib(NobodyNamed):
    hint = "add a field `author = {{…}}`, `collaboration = {{…}}` or `editor = {{…}}`"


class _NobodyNamedInSeveral(_NobodyNamedInBib):
    message = "{count} works in this file have no authors, no collaboration and no editors, first this one"


def check_rules(root: YamlMap) -> list[Diagnostic]:
    """The diagnostics of all rules that span entries."""
    rules = (
        ids_are_unique,
        entries_have_what_they_need,
        publications_name_somebody,
        check_documents,
    )
    return [diagnostic for rule in rules for diagnostic in rule(root)]


def ids_are_unique(root: YamlMap) -> Iterator[Diagnostic]:
    """One id names one entry, whatever its section."""
    first: dict[str, YamlMap] = {}
    for path, entry in _identified(root):
        name = entry.get("id")
        if not isinstance(name, str):
            continue
        if name in first:
            other = first[name]
            line = other.value_spans["id"].line + 1
            yield RepeatedId.at((*path, "id"), id=name, file=other.file, line=line)
        first.setdefault(name, entry)


NEEDED = {
    "publications": (
        ("date",),
        "add a line `date: …`, or `status:` in-preparation, submitted, accepted or in-press",
    ),
    "experience": (
        ("organization", "organizations"),
        "add a line `organization: …` with the name of the employer; for a break, name the break: "
        "`organization: Parental leave`",
    ),
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
            if section == "experience" and (key := key_of_break(entry, (section, index))):
                if key == "role":  # any other is reported as an unknown key
                    yield _break(entry, (section, index))
                continue
            if section != "publications" or not _is_undated(entry, (section, index)):
                yield MissingField.at((section, index), "entry", field=fields[0], hint=hint)


def _break(entry: YamlMap, path: KeyPath) -> Diagnostic:
    """The diagnostic of a break of a career that is typed as a role without an organization."""
    hint = f"for a break, write `{flow({'organization': entry['role']})[1:-1]}` instead of `role`"
    new = [Replacement("organization", "key", (*path, "role"))]
    return MissingField.at(path, "entry", field="organization", hint=hint, corrections=new)


def _is_undated(work: YamlMap, path: KeyPath) -> bool:
    """Whether a work needs no date: its status says so, or a text in the place of its status or venue does."""
    if work.get("status") in UNDATED:
        return True
    texts = {key: value for key, value in work.items() if isinstance(value, str) and read_status_phrase(value)}
    return any(key in ("status", "venue") or guess_key(key, path, Record).field == "venue" for key in texts)


PEOPLE = ("authors", "collaboration", "editors")
"""The fields that name the people of a work."""


def publications_name_somebody(root: YamlMap) -> Iterator[Diagnostic]:
    """A publication has authors, a collaboration or editors. Without them it begins with its title.

    The works of one `.bib` file are one warning.
    """
    entries = root.get("publications")
    of_file: defaultdict[str, list[tuple[KeyPath, int]]] = defaultdict(list)
    for index, entry in enumerate(entries if isinstance(entries, YamlSeq) else ()):
        if not isinstance(entry, YamlMap) or any(field in entry.key_spans for field in PEOPLE):
            continue
        path: KeyPath = ("publications", index)
        if not any(guess_key(key, path, Record).field in PEOPLE for key in entry.key_spans):
            if entry.file.endswith(".bib"):
                of_file[entry.file].append((path, entry.span.line + 1))
            else:
                yield NobodyNamed.at(path, "entry")
    for found in of_file.values():
        (path, _), *others = found
        rule = _NobodyNamedInSeveral if others else _NobodyNamedInBib
        yield replace(rule.at(path, "entry", count=len(found)), lines=tuple(line for _, line in found))


def work_entries(root: YamlMap) -> Iterator[tuple[str, int, YamlMap]]:
    """The works of the record, each with its section and index."""
    for section in root:  # in the order of the files, so that a repeated id is reported at the later entry
        entries = root[section] if section in WORK_SECTIONS else None
        for index, entry in enumerate(entries if isinstance(entries, YamlSeq) else ()):
            if isinstance(entry, YamlMap):
                yield section, index, entry


def _identified(root: YamlMap) -> Iterator[tuple[KeyPath, YamlMap]]:
    """The entries of all sections that can have an id, each with its key path."""
    for section in root:  # in the order of the files, so that a repeated id is reported at the later entry
        own = root[section] if section == "sections" else None
        lists: list[tuple[KeyPath, object]] = []
        lists += [((section, title), entries) for title, entries in own.items()] if isinstance(own, YamlMap) else []
        lists += [((section,), root[section])] if section in SECTIONS else []
        for path, entries in lists:
            for index, entry in enumerate(entries if isinstance(entries, YamlSeq) else ()):
                if isinstance(entry, YamlMap):
                    yield (*path, index), entry
