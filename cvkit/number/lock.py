"""The lock: numbers that were given stay given, whatever happens to dates, titles and order."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Sequence

from cvkit.model.lock import Locked
from cvkit.model.problem import LOCK, CvkitError, ExitStatus, Path, Problem
from cvkit.model.record import Record
from cvkit.model.work import Publication, Work
from cvkit.number.numbered import Numbered

HEAD = """\
# The numbers that were given to works, a line a work. `cvkit numbers --lock` adds lines and changes none.
# Keep this file under version control beside the record.
"""

Slot = tuple[str, int]


def hold_to_lock(
    lock: Sequence[Locked] | None,
    counted: Sequence[Path],
    work_at: dict[Path, Work],
    series: dict[Path, str | None],
    pins: dict[Path, int],
    record: Record,
) -> tuple[dict[Path, int], set[Slot], list[Problem]]:
    """The numbers that the lock holds, by work; those that it has retired; and where the record breaks it."""
    if lock is None:
        return {}, set(), _missing_lock(record)
    problems = _lock_against_itself(lock)
    lines = {line.id: line for line in reversed(lock) if not line.retired}
    retired = {line.slot for line in lock if line.retired}
    there = {work.id for work in work_at.values() if work.id}
    gone = [line for line in lines.values() if line.id not in there]
    held: dict[Path, int] = {}
    for path, work in work_at.items():
        line = lines.get(work.id or "")
        if line is None:
            if path in counted:
                problems += _renamed(work, path, gone, record)
        elif series[path] != line.series:
            problems.append(_moved(work, path, line, series[path], record))
        else:
            held[path] = line.number
    slots = {line.slot: line for line in lock}
    for path, pin in pins.items():
        problems += _pin_against_lock(path, pin, work_at[path], str(series[path]), held, slots, record)
    return held, retired, problems


def _missing_lock(record: Record) -> list[Problem]:
    if not record.numbering.lock:
        return []
    hint = f"run `cvkit numbers --lock` to write it, or take {LOCK} back from version control"
    return [Problem("N201", "the record says `lock: true`, and has no lock", hint, ("numbering", "lock"))]


def _lock_against_itself(lock: Sequence[Locked]) -> list[Problem]:
    """One id twice, or one number twice in a series."""
    problems = []
    ids: set[str] = set()
    slots: set[Slot] = set()
    hint = "take the file back from version control: a lock is only added to"
    for index, line in enumerate(lock):
        if not line.retired and line.id in ids:
            problems.append(Problem("N202", f"`{line.id}` is locked twice", hint, (LOCK, index, "id")))
        if line.slot in slots:
            message = f"{line.series} {line.number} is locked twice"
            problems.append(Problem("N202", message, hint, (LOCK, index, "number")))
        if not line.retired:
            ids.add(line.id)
        slots.add(line.slot)
    return problems


def _renamed(work: Work, path: Path, gone: Iterable[Locked], record: Record) -> list[Problem]:
    """A new id with the title or DOI of a locked work that is gone."""
    doi = work.doi if isinstance(work, Publication) else None
    line = next((line for line in gone if line.is_of(work.title.plain(), doi)), None)
    if line is None:
        return []
    label = record.numbering.label_of(line.series, line.number)
    message = f"`{work.id}` looks like `{line.id}`, which is locked as {label} and is gone"
    keep = f"write `id: {line.id}` to keep {label}"
    hint = f"{keep}; if it is another work, write `retired: true` into the line of `{line.id}` in {LOCK}"
    return [Problem("N203", message, hint, (*path, "id"))]


def _moved(work: Work, path: Path, line: Locked, now: str | None, record: Record) -> Problem:
    """A locked work that counts in another series now, or in none."""
    label = record.numbering.label_of(line.series, line.number)
    where = f"counts in the series {now}" if now else "counts in no series"
    message = f"`{work.id}` is locked as {label}, and now {where}"
    field = next((key for key in ("series", "numbered", "kind", "status") if key in work.model_fields_set), None)
    new = (
        f"; or run `cvkit numbers --lock --move {work.id}`, which retires {label} and gives a new number" if now else ""
    )
    return Problem("N204", message, f"write `series: {line.series}` to keep it{new}", (*path, field) if field else path)


def _pin_against_lock(
    path: Path,
    pin: int,
    work: Work,
    series: str,
    held: dict[Path, int],
    slots: dict[Slot, Locked],
    record: Record,
) -> list[Problem]:
    """A pin that the lock forbids: another number for a locked work, or a number that another work has or had."""
    wanted = record.numbering.label_of(series, pin)
    if path in held and held[path] != pin:
        label = record.numbering.label_of(series, held[path])
        message = f"`{work.id}` is locked as {label}, and the pin wants {wanted}"
        hint = f"delete the pin; or run `cvkit numbers --lock --move {work.id}` to retire {label}"
        return [Problem("N205", message, hint, (*path, "pin"))]
    line = slots.get((series, pin))
    if path not in held and line is not None:
        message = f"the pin wants {wanted}, which is locked for `{line.id}`"
        return [Problem("N205", message, "delete the pin, or give another number", (*path, "pin"))]
    return []


def retired(lock: Sequence[Locked], name: str) -> tuple[Locked, ...]:
    """The lock with the number of one work retired, so that the work can be given another.

    Raises:
        CvkitError: no number of that id is locked.
    """
    if not any(line.id == name and not line.retired for line in lock):
        nearest = difflib.get_close_matches(name, [line.id for line in lock], n=1)
        hint = f"did you mean `{nearest[0]}`?" if nearest else "`cvkit numbers` shows what is locked"
        raise CvkitError(f"no number of `{name}` is locked", ExitStatus.USAGE, hint)
    return tuple(line.model_copy(update={"retired": True}) if line.id == name else line for line in lock)


def with_new_lines(lock: Sequence[Locked], numbered: Numbered) -> list[Locked]:
    """The lock, with a line for each number that has none."""
    lines = list(lock)
    slots = {line.slot for line in lock}
    for path, label in numbered.labels.items():
        work = numbered.work(path)
        if (label.series, label.number) not in slots:
            doi = work.doi if isinstance(work, Publication) else None
            title = work.title.plain()
            lines.append(Locked(id=str(work.id), series=label.series, number=label.number, title=title, doi=doi))
    return lines


def lock_text(lines: Iterable[Locked]) -> str:
    """A lock as it is written: YAML, in the order of series and number."""
    ordered = sorted(lines, key=lambda line: (line.series, line.number))
    return HEAD + "".join(f"- {{{_fields(line)}}}\n" for line in ordered)


def _fields(line: Locked) -> str:
    fields = [f"id: {_quoted(line.id)}", f"series: {_quoted(line.series)}", f"number: {line.number}"]
    fields.append(f"title: {_quoted(line.title)}")
    if line.doi:
        fields.append(f"doi: {_quoted(line.doi)}")
    if line.retired:
        fields.append("retired: true")
    return ", ".join(fields)


def _quoted(text: str) -> str:
    """A text as YAML takes it between braces: bare where it is a word, else in quotes."""
    is_word = text.replace("-", "").replace("_", "").isalnum() and text.isascii() and text[0].isalpha()
    return text if is_word and text.lower() != "null" else json.dumps(text, ensure_ascii=False)
