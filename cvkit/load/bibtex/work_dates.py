"""Add the date and the status of a work. They decide its label, so a value that cannot be read can be an error."""

from __future__ import annotations

import re
from typing import get_args

from cvkit.load.bibtex.date_fields import read_date, read_parts
from cvkit.load.bibtex.entry_reader import BibField
from cvkit.load.bibtex.file_report import LeftOutFields
from cvkit.load.bibtex.work_builder import WorkBuilder
from cvkit.model.status_words import status_of
from cvkit.model.work import UNDATED, PatentStatus, Status, WorkKind
from cvkit.model.work_date import NO_DATE

PATENT_ONLY = frozenset(get_args(PatentStatus)) - frozenset(get_args(Status))
"""The statuses that only a work of the section `patents` can have."""

HAS_APPEARED = frozenset({"preprint", "published", "epublish", "ppublish"})
"""Words of `pubstate` for a work that has appeared; the last two are those of PubMed."""


def put_date(work: WorkBuilder, key: str) -> None:
    """Add the date. A `year` can also be a status, or say that there is no date."""
    month, day, year = (work.first((name,)) for name in ("month", "day", "year"))
    for field in filter(None, (work.first(("date",)), year)):
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
                if day and not month:
                    work.used.discard("day")
                if not date.is_whole:
                    work.unread(month if month and len(date.date) == 4 else day or month or field)
            if not read.is_whole:
                work.unread(field)
            text = _with_parts(work, date.date, field, year, month, day) if field.name == "date" else date.date
            work.put(key, text, field)
            work.undecided.pop(key, None)
            return
        work.undated = work.undated or field
        if word and not read.is_whole:
            work.undecided.setdefault(key, (word, field))
    work.used -= {"month", "day"}


def _with_parts(
    work: WorkBuilder,
    date: str,
    field: BibField,
    year: BibField | None,
    month: BibField | None,
    day: BibField | None,
) -> str:
    """The date of `date`, or that of `year`, `month` and `day`, if it is more exact. Other parts are left out."""
    of_year = read_date(_word(work, year)).date if year else date[:4]
    if not of_year or (of_year not in date and date not in of_year):
        differing = [year, month, day]
    elif not re.fullmatch(r"\d{4}", of_year):
        differing = [month, day]
    else:
        typed = _word(work, month) or (date[5:7] if date.startswith(f"{of_year}-") else "")
        month_only = read_parts(of_year, typed, "")
        whole = read_parts(of_year, typed, _word(work, day)) if day else month_only
        if whole.is_whole and re.fullmatch(rf"{date}(?:-.*)?", whole.date):
            return whole.date
        is_in_date = [one.is_whole and one.date in date for one in (month_only, whole)]
        differing = [None if is_in_date[0] else month, None if is_in_date[1] else day]
    for part in filter(None, differing):
        work.leave_out(part, field)
    return date


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
