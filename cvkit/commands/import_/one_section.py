"""Bring the entries of one work into one section. Services have a patent or a dataset in different lists.

A work of the record stays in its section, and an entry of a source moves there. Of two new entries, the one in
`publications` moves to the section of its kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cvkit.commands.import_.combine import EntryDict
from cvkit.commands.import_.evidence import Described, is_recognized
from cvkit.commands.import_.found_entries import FoundEntries
from cvkit.commands.import_.identify import described
from cvkit.load.foreign.add_work import as_patent, as_publication
from cvkit.model.work import SECTION_OF_KIND


def unite_sections(found: FoundEntries, known: Mapping[str, Sequence[EntryDict]]) -> None:
    """Move the entries of sources to the section of their work. `known` has the works of the record by section."""
    for kind, section in SECTION_OF_KIND.items():
        if not known.get(section) and not found.entries(section):
            continue
        published = [_seen(entry, kind) for entry in known.get("publications", ())]
        for entry in found.entries(section) if published else ():
            if _is_known(_seen(entry, kind), published, kind):
                found.put_into(entry, section, "publications", as_publication(entry, kind))
        others = [_seen(entry, kind) for entry in (*known.get(section, ()), *found.entries(section))]
        for entry in found.entries("publications") if others else ():
            seen = _seen(entry, kind)
            if _is_known(seen, others, kind) and not _is_known(seen, published, kind):
                moved = as_patent(entry) if kind == "patent" else dict(entry)
                moved.pop("kind", None)
                found.put_into(entry, "publications", section, moved)


def _seen(entry: Mapping[str, Any], kind: str) -> Described:
    """The description of an entry as a publication."""
    return described(entry if "kind" in entry else as_publication(entry, kind))


def _is_known(seen: Described, others: Sequence[Described], kind: str) -> bool:
    """Whether one of the others is the same work of a kind. A paper and the talk about it are two works."""
    return any(
        (seen.kind == kind or (seen.kind == "other" and seen.identifiers & other.identifiers))
        and other.kind == kind
        and is_recognized(seen, other, has_years=kind != "patent")
        for other in others
        if seen.kind in (kind, "other")
    )
