"""Patents: the fields of an entry of the section `patents`, and the patents of Google Scholar."""

from __future__ import annotations

import re
from typing import NamedTuple, get_args

from cvkit.load.bibtex.entry_reader import BibEntry, BibField
from cvkit.load.bibtex.same_value import characters_of
from cvkit.load.bibtex.values import MAX_ABSENT, read_url
from cvkit.load.bibtex.work_builder import WorkBuilder
from cvkit.load.bibtex.work_dates import put_date
from cvkit.model.work import PatentStatus

_NOTES = (
    re.compile(
        r"\s*(?:(?P<office>[A-Z]{2})\s+)?Patent\s*(?P<application>App(?:\.|lication))?\s*(?:No\.?\s*)?"
        r"(?P<number>[A-Z]{0,3}[\d,/.-]*\d[A-Z]?\d?)\s*\.?\s*"
    ),
    re.compile(r"\s*(?P<number>(?P<office>[A-Z]{2})\d{6,}[A-Z]\d?)\s*"),
    re.compile(r"\s*(?P<number>特(?:許|(?P<application>[願開]))第?\s*[\d-]+号?)\s*"),
)
"""The notes of patents: those of Google Scholar, which are `US Patent 8,972,000` and `US Patent App. 12/345,678`,
of China (`CN100000001A`) and of Japan (`特許第5000001号`)."""


_REQUEST = re.compile(
    r"^patreq|\bappl|pending|filed|anmeldung|demande|solicitud|заявка|출원|공개|出願|公開|申请|申請|公开", re.IGNORECASE
)
"""The type of an application in words, and the localisation keys of biblatex."""
_PLAIN_TYPE = re.compile(r"(?:pat(?:ent|req)(?:\w\w)?|patente?s?)?", re.IGNORECASE)
"""The type of a patent that says no more than that it is one."""
_PUBLISHED_REQUEST = re.compile(
    r"(?:WO|PCT)\W*\d.*|(?:CN|DE|EP|ES|FR|GB|JP|KR|TW)[\W\d]+A[12]?|US[\W\d]+A[1259]|US\W*20\d\d\W?\d{7}"
)
"""The number of a published application, by its office and its kind code (WIPO ST.16): `CN101234567A`."""


class PatentNote(NamedTuple):
    """The office of a patent, or an empty text, its number, and whether it is an application."""

    office: str
    number: str
    is_application: bool


def patent_note(entry: BibEntry) -> PatentNote | None:
    """The office and the number in the note of a patent that is an `@misc` or `@article`."""
    note = entry.fields.get("note")
    if not note or entry.type not in ("misc", "article"):
        return None
    found = next((match for form in _NOTES if (match := form.fullmatch(note.tex))), None)
    if not found:
        return None
    groups = found.groupdict()
    return PatentNote(groups.get("office") or "", groups["number"], bool(groups.get("application")))


def is_same_number(patent: PatentNote, number: str) -> bool:
    """Whether the number in a note is a number of a patent: its digits are in it."""
    return re.sub(r"\D", "", patent.number) in re.sub(r"\D", "", number)


def country_of(work: WorkBuilder) -> tuple[str, BibField] | None:
    """The country of a patent, and the field that names it."""
    if (place := work.first(("location", "address", "nationality"))) and (country := work.word(place)):
        return re.sub(r"\bcountry(\w\w)\b", lambda found: found[1].upper(), country), place
    kind = work.first(("type",))
    named = re.fullmatch(r"(?:patent|patreq)(\w\w)", kind.tex.strip().lower()) if kind else None
    return (named[1].upper(), kind) if named and kind else None


def put_country(work: WorkBuilder, *, is_sorted: bool) -> None:
    """Add the country of a patent that is not in the section `patents`: before the number, or as a key of the user."""
    used, number = set(work.used), work.work.get("number", "")
    country = country_of(work)
    if country and is_sorted:
        work.put("x-country", *country)
    elif country and re.fullmatch("[A-Z]{2}", country[0]) and number.replace(",", "").isdecimal():
        work.put("number", f"{country[0]} {number}", work.fields["number"])
    else:
        work.used = used  # the fields are reported as left out


def put_patent(work: WorkBuilder) -> None:
    """Add the office, the number, the status and the dates of an entry of the section `patents`."""
    kind = work.first(("type",))
    typed = characters_of(kind.tex).strip() if kind else ""
    if country := country_of(work):
        work.put("country", *country)
    work.put_word("number", ("number",))
    if (typed_note := work.first(("note",))) and (patent := patent_note(work.entry)):
        if "number" not in work.work:
            work.put("number", patent.number, typed_note)
        work.put("country", patent.office, typed_note)
        typed = "patreq" if patent.is_application else typed
    if url := work.first(("url",)):
        work.put_read("url", read_url(url.tex).url, url)
    status = work.first(("pubstate",))
    word = (work.word(status) or "").lower() if status else ""
    if status and word in get_args(PatentStatus):
        work.put("status", word, status)
    elif status and word:
        work.unread(status)
    if word not in ("filed", "published"):
        is_published = _PUBLISHED_REQUEST.fullmatch(work.work.get("number", "").strip())
        said = (typed, characters_of(typed_note.tex) if typed_note and len(typed_note.tex) < MAX_ABSENT else "")
        word = "published" if is_published else "filed" if any(map(_REQUEST.search, said)) else "granted"
    put_date(work, word)
    if not (_PLAIN_TYPE.fullmatch(typed) or _REQUEST.search(typed)):
        work.used.discard("type")  # it is reported as left out
