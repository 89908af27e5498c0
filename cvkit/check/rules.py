"""Rules that span entries, one function each. They check the record as typed, so one run reports all mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvkit.check.suggest import guess_key
from cvkit.model.diagnostic import Diagnostic, KeyPath, Pointed
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.record import SECTIONS, Record
from cvkit.model.source import YamlMap, YamlSeq
from cvkit.model.work import UNDATED, WORK_SECTIONS


def check_rules(root: YamlMap) -> list[Diagnostic]:
    """The diagnostics of all rules that span entries."""
    rules = (
        ids_are_unique,
        entries_have_what_they_need,
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
            message = f"the id `{name}` appears twice (first in {other.file}, line {line})"
            yield Diagnostic("V107", message, "give one of the two another id", (section, index, "id"))
        first.setdefault(name, (section, index))


NEEDED = {
    "publications": (("date",), "write date: 2025-01, or status: in-preparation, submitted, accepted or in-press"),
    "experience": (("organization", "organizations"), "write organization: and the name of the employer"),
    "memberships": (("organization", "organizations"), "write organization: and the name of the society"),
    "service": (("role", "organization", "organizations"), "write role: reviewer, or organization: and its name"),
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
                yield Diagnostic("V102", f"`{fields[0]}` is missing", hint, (section, index), "entry")


def versions_are_of_entries(root: YamlMap) -> Iterator[Diagnostic]:
    """The id in `version_of` belongs to another entry of the record."""
    ids = [entry["id"] for _, _, entry in _entries(root) if isinstance(entry.get("id"), str)]
    for section, index, entry in _entries(root):
        name = entry.get("version_of")
        if isinstance(name, str) and (name not in ids or name == entry.get("id")):
            hint = did_you_mean(
                name, [other for other in ids if other != entry.get("id")], "write the id of the other version"
            )
            yield Diagnostic("V125", f"there is no other entry `{name}`", hint, (section, index, "version_of"))


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
            hint = f"give it another name, such as `only-{name}`"
            if not is_file_name:
                hint = "its name becomes part of a file name: use only letters, digits, - and _"
            yield Diagnostic("V126", f"a document cannot be named `{name}`", hint, ("documents", name), "key")


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
                yield Diagnostic("V127", f"there is no section `{section}`", did_you_mean(section, known), at, part)


def own_sections_have_their_own_names(root: YamlMap) -> Iterator[Diagnostic]:
    """A section that the record defines has a name that no section of cvkit has."""
    own = root.get("sections")
    for name in own if isinstance(own, YamlMap) else ():
        if name in SECTIONS:
            hint = f"write `{name}:` at the top level, or give this section another name"
            yield Diagnostic("V128", f"cvkit has its own section `{name}`", hint, ("sections", name), "key")
