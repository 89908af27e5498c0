"""Keys that a bibliography gives twice: both entries are works, and the later one gets an id of its own."""

from __future__ import annotations

from cvkit.model.ids import free_id
from cvkit.model.problem import Place, Problem, Severity
from cvkit.model.source import Mapping, Sequence
from cvkit.model.work import LISTS


def separate_keys(root: Mapping) -> list[Problem]:
    """Give each work of a record's `.bib` files whose key another has an id of its own, with a warning."""
    sections = [root[name] for name in root if name in LISTS and isinstance(root[name], Sequence)]
    entries = [entry for section in sections for entry in section if isinstance(entry, Mapping)]
    taken = {entry["id"] for entry in entries if isinstance(entry.get("id"), str)}
    first: dict[str, Mapping] = {}
    problems = []
    for work in entries:
        if not work.file.endswith(".bib"):
            continue
        key = work["id"]
        other = first.setdefault(key, work)
        if other is not work:
            work["id"] = free_id(key, taken)
            taken.add(work["id"])
            problems.append(repeated_key(work, other, key, f"the id of this work is `{work['id']}`"))
    return problems


def repeated_key(work: Mapping, other: Mapping, key: str, consequence: str) -> Problem:
    """The warning that two works have one key."""
    mark = work.key_marks["id"]
    where = "" if work.file == other.file else f"{other.file}, "
    first = f"first in {where}line {other.key_marks['id'].line + 1}"
    place = Place(work.file, mark.line + 1, mark.column + 1, mark.end_column + 1)
    hint = "give one of the two another key"
    message = f"the key `{key}` is given twice ({first}): {consequence}"
    return Problem("L113", message, hint, place=place, severity=Severity.WARNING)
