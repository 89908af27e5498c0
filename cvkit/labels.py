"""The labels of a record: shown, and locked for good."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from cvkit.build import Made, Request, read, read_without_errors
from cvkit.choose import chosen_document
from cvkit.model.problem import CvkitError, ExitStatus, Problem


def label_rows(record: Path) -> tuple[list[dict[str, object]], tuple[Problem, ...]]:
    """The labels of a record in the order in which it prints them, each with what is known of its work."""
    from cvkit.model.selection import Listing
    from cvkit.model.work import LISTS
    from cvkit.number.roles import role_of
    from cvkit.number.select import select

    _, numbered, problems = read_without_errors(record)
    _, document = chosen_document(numbered, Request(record))
    shown: dict[str, Listing] = {}
    for section, listing in [*document.listings, *((section, document) for section in LISTS)]:
        if section in LISTS:
            shown.setdefault(section, listing)
    whole = {name: Listing(order=listing.order, group_by=listing.group_by) for name, listing in shown.items()}
    rows: list[dict[str, object]] = [
        {
            "id": listed.work.id,
            "series": listed.label.series,
            "number": listed.label.number,
            "label": listed.label.text,
            "title": listed.work.title.plain(),
            "pinned": listed.path in numbered.pinned,
            "locked": listed.path in numbered.locked,
            "owner_role": role_of(listed.work, numbered.record),
            "year": listed.work.date.year if listed.work.date else None,
            "kind": listed.work.kind,
        }
        for section, listing in whole.items()
        for group in select(numbered, section, listing)
        for listed in group.works
        if listed.label
    ]
    return rows, problems


def lock_numbers(record: Path, moves: Sequence[str] = ()) -> Made:
    """Write the lock of a record: a line for each number that has none; `moves` are ids whose number is retired first.

    A lock that has every number already is left alone.

    Raises:
        CvkitError: the record or its lock has errors, or nothing of an id to move is locked; nothing was written.
    """
    from cvkit.check.lock import lines_of
    from cvkit.deliver import deliver
    from cvkit.number.lock import new_lines, retired
    from cvkit.number.lock_file import lock_text

    found = read(record, lambda lock: functools.reduce(retired, moves, lock))
    if found.numbered is None or any(problem.is_error for problem in found.problems):
        raise CvkitError("the record has errors", ExitStatus.PROBLEMS, problems=found.problems)
    source, lock = found.source, found.lock or ()
    new = new_lines(lock, found.numbered)
    text = lock_text(source.texts.get(source.lock_file, ""), source.lock or (), lock, new)
    if sorted(lines_of(text), key=str) != sorted([*lock, *new], key=str):
        hint = "write each of its entries on one line, as in `- {id: …, series: …, number: …, title: …}`"
        raise CvkitError(f"{source.lock_file} cannot be added to as it is written", ExitStatus.PROBLEMS, hint)
    if source.lock is not None and text == source.texts.get(source.lock_file):
        return Made((), found.problems)
    return Made(tuple(deliver({Path(source.lock_file): text.encode()})), found.problems)
