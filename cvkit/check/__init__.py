"""Check: a `Source` in, a typed `Record` out, with every problem that keeps documents from being made of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from cvkit.check.content import check_content
from cvkit.check.people import check_people
from cvkit.check.prepare import prepare
from cvkit.check.rules import check_rules
from cvkit.check.salvage import Mended, mend
from cvkit.check.twins import check_twins
from cvkit.model.document import Document
from cvkit.model.problem import Problem
from cvkit.model.record import SECTIONS, Record
from cvkit.model.selection import Listing
from cvkit.model.source import Source
from cvkit.model.work import LISTS

__all__ = ["Checked", "check"]

UNREAD = frozenset({"L001", "L002", "L003", "L006", "L007", "L101"})
"""What keeps works that the record has from being seen."""

MISREAD = frozenset({"V110", "V112", "V115"})
"""What keeps an author list from being read: nobody knows who is in it, the owner of the record perhaps."""


@dataclass(frozen=True)
class Checked:
    """A record that has been looked at: as it is, or mended where the model refuses it, and every problem found."""

    mended: Mended
    problems: tuple[Problem, ...]

    @property
    def record(self) -> Record | None:
        """The record, mended where it had to be; none where that is impossible."""
        return self.mended.record


def check(source: Source, today: dt.date) -> Checked:
    """The record that a source states, with its problems as of a day, which is handed in: no clock is asked here.

    Documents come out complete: a record without any has one, `full`, and one that names no sections has all.
    """
    values, problems = prepare(source.root)
    misread = [problem.path for problem in problems if problem.code in MISREAD]
    is_partial = any(problem.is_error and problem.code in UNREAD for problem in source.problems)
    problems += [p for p in check_rules(source.root) if not (is_partial and p.code == "V125")]
    mended = mend(values, source, misread)
    problems += mended.problems
    if is_partial:  # what is not in the record may be in the file that could not be read
        mended = replace(mended, places=mended.places | {(section,) for section in LISTS})
    record = mended.record
    if record is None:
        return Checked(mended, tuple(problems))
    doubts = [*check_people(record), *check_content(record, today), *check_twins(record)]
    problems += [p for p in doubts if mended.trusts(p) and not (misread and p.code == "V124")]
    printed: list[str] = []
    for key in source.root:  # those of the user's own stand where the record has them
        printed += record.sections if key == "sections" else [key] if key in SECTIONS else []
    documents = record.documents or {"full": Document()}
    everything = tuple({name: Listing()} for name in printed)
    complete = {
        name: document if document.sections else document.model_copy(update={"sections": everything})
        for name, document in documents.items()
    }
    record = record.model_copy(update={"documents": complete})
    return Checked(replace(mended, record=record), tuple(problems))
