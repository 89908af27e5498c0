"""Add the date and the status of a work. They decide its label, so a value that cannot be read can be an error."""

from __future__ import annotations

import re
from typing import get_args

from cvkit.load.bibtex.date_fields import read_date, read_parts, status_of
from cvkit.load.bibtex.entry_reader import BibField
from cvkit.load.bibtex.file_report import LeftOutFields
from cvkit.load.bibtex.work_builder import WorkBuilder
from cvkit.model.work import UNDATED, PatentStatus, Status, WorkKind
from cvkit.model.work_date import NO_DATE

PATENT_ONLY = frozenset(get_args(PatentStatus)) - frozenset(get_args(Status))
"""The statuses that only a work of the section `patents` can have."""

HAS_APPEARED = frozenset({"preprint", "published", "epublish", "ppublish"})
"""Words of `pubstate` for a work that has appeared; the last two are those of PubMed."""


def put_date(work: WorkBuilder, key: str) -> None:
    """Add the date. A `year` can also be a status, or say that there is no date."""
    month, day = work.first(("month",)), work.first(("day",))
    for field in [found for name in ("date", "year") if (found := work.first((name,)))]:
        word = work.word(field) or ""
        read = read_date(word)
        if read.status and not work.has_appeared() and "status" not in work.work:
            work.put("status", read.status, field)
        elif read.status and not read.date and work.work.get("status") != read.status:
            work.unread(field)  # it has appeared, so this word is no date
        if read.date:
            date = read
            if field.name == "year" and re.fullmatch(r"\d{4}", read.date):
                date = read_parts(read.date, _word(work, month), _word(work, day))
                if not date.is_whole:
                    work.unread(month if month and len(date.date) == 4 else day or month or field)
            if not read.is_whole:
                work.unread(field)
            work.put(key, date.date, field)
            work.undecided.pop(key, None)
            return
        work.undated = work.undated or field
        if word and not read.is_whole:
            work.undecided.setdefault(key, (word, field))


def _word(work: WorkBuilder, field: BibField | None) -> str:
    return (work.word(field) or "") if field else ""


def put_status(work: WorkBuilder, kind: WorkKind) -> None:
    """Add the status of `pubstate`."""
    if field := work.first(("pubstate",)):
        word = work.word(field)
        if leave_out_patent_status(work, kind, word or "", field):
            return
        is_plain = kind == "preprint" and word == "prepublished"  # Zotero writes it for each
        if not word or word.lower() in HAS_APPEARED or is_plain:
            return
        if status := status_of(word):
            work.put("status", status, field)
        else:
            work.undecided["status"] = (word, field)


def leave_out_patent_status(work: WorkBuilder, kind: WorkKind, word: str, field: BibField) -> bool:
    """Leave out a status such as `granted`, which only the section `patents` has, and say whether it is one.

    It decides no label, so a file with patents can be used for publications.
    """
    is_one = kind == "patent" and word.strip().lower() in PATENT_ONLY
    if is_one:
        work.report.add(LeftOutFields, field.name, work.report.place(field.key_span))
    return is_one


def settle(work: WorkBuilder, is_numbered: bool, needs_date: bool) -> None:
    """Decide about values that could not be read, and add `n.d.` if the work needs a date and has none.

    If the work is numbered, these values are added as typed, and the check stage reports them as errors. Otherwise
    they are left out.
    """
    for key, (word, field) in work.undecided.items():
        if is_numbered:
            work.put(key, word, field)
        else:
            work.unread(field)
    if needs_date and "date" not in work.work and work.work.get("status") not in UNDATED:
        nowhere = BibField("", work.entry.key_span, work.entry.key_span, None)
        work.put("date", NO_DATE, work.undated or nowhere)
