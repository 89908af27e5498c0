"""Add the venue and the event of a work."""

from __future__ import annotations

import re

from cvkit.load.bibtex.date_fields import read_date
from cvkit.load.bibtex.entry_reader import BibField
from cvkit.load.bibtex.file_report import LeftOutFields
from cvkit.load.bibtex.meeting_title import MeetingTitle, split_meeting
from cvkit.load.bibtex.same_value import characters_of
from cvkit.load.bibtex.tidy_tree import first_characters, tidy, without_first_characters
from cvkit.load.bibtex.values import (
    is_same_isbn,
    read_isbns,
    read_issns,
    read_issue,
    read_volume,
    with_right_digit,
    wrong_number,
)
from cvkit.load.bibtex.work_builder import WorkBuilder
from cvkit.model.biblatex_names import NUMBERED, VENUE_FIELDS, kind_with_own_type
from cvkit.model.identifiers import ARCHIVE
from cvkit.model.inline import Inline, Inlines, Link, Str, plain_text
from cvkit.model.letters import fold
from cvkit.model.parsed_text import ParsedText
from cvkit.model.source import YamlMap
from cvkit.model.work import WorkKind

HELD: frozenset[WorkKind] = frozenset({"conference", "workshop", "poster", "wip", "demo", "talk"})
"""Kinds whose `address` is that of the meeting, unless there is a publisher."""

_OF_MEETINGS = ("eventdate", "venue", "location", "address")
"""Fields with the place and the days of a meeting."""
_SYNONYMS = (
    ("journaltitle", "journal"),
    ("institution", "school", "university", "organization", "publisher"),
)
"""Fields that can state one venue."""


def put_venue(work: WorkBuilder, kind: WorkKind) -> None:
    """Add the venue and the event of a work."""
    fields = work.fields
    venue = YamlMap(work.work.file, work.entry.span)
    field, name = None, None
    for name in VENUE_FIELDS[kind_with_own_type(kind)]:
        field = work.first((name,))
        is_archive = field and ARCHIVE.fullmatch(re.sub(r"[{}]", "", field.tex))
        if field and not is_archive and not _is_link(work, field):
            break
        field = None
    for synonyms in _SYNONYMS if field else ():
        if name and name in synonyms:
            work.first((name, *(other for other in synonyms if other != name)))
    proceedings = _proceedings_in_journal(work, kind, field)
    if proceedings and proceedings is field:
        field = _journal(work)
        name = field.name if field else name
    title = work.text(field) if field else None
    if field and title and field.name.startswith(("journal", "booktitle")):
        title = work.without_status(title, field)
        if title.lower().startswith("available at ssrn"):
            title = ParsedText((Str("SSRN", start=title.inlines[0].start),))
        if field.name == "booktitle":
            title = volume_title(work, title)
    meeting = _meeting(work, kind, field, title)
    if meeting and title:
        title = ParsedText(tidy((*first_characters(title.inlines, meeting.end), *_behind(title, meeting.rest))))
    is_publisher = kind in ("book", "chapter") and name == "publisher"
    if field and title and not is_publisher:
        work.put("name", title, field, venue)
    if venue:
        work.put_text("short", ("shortjournal",), venue)
    is_google = kind == "patent" and "publisher" in fields and "google" in fields["publisher"].tex.lower()
    if is_publisher or (name != "publisher" and not is_google):
        work.put_text("publisher", ("publisher",), venue)
    _put_serial_numbers(work, venue)
    is_event_place = bool(fields.get("location") and fields.get("address"))
    is_at_meeting = kind in HELD and "publisher" not in venue
    if is_at_meeting and not (field and field.name == "organization"):
        work.put_text("publisher", ("organization",), venue)  # Google Scholar has the publisher of proceedings there
    if not is_at_meeting and kind != "patent":  # the location of a patent is its country
        work.put_text("publisher_place", ("address",) if is_event_place else ("location", "address"), venue)
    if venue:
        first = next(iter(venue))
        venue.span = venue.value_spans[first]
        work.put("venue", venue, field or BibField("", venue.key_spans[first], venue.span, None))
    event = YamlMap(work.work.file, work.entry.span)
    if name != "eventtitle" or not field:
        work.put_text("name", ("eventtitle",), event)
    if proceedings and (volume := work.text(proceedings)):
        work.put("name", volume_title(work, volume), proceedings, event)
    if when := work.first(("eventdate",)):
        read = read_date(work.word(when) or "")
        work.put_read("date", read.date if read.date and read.is_whole else None, when, event)
    # The ACM writes the place of the conference as `location` if `address` is the place of the publisher.
    places = ("venue", "location") if is_event_place else ("venue",)
    work.put_text("place", (*places, "location", "address") if is_at_meeting else places, event)
    if meeting and field:
        work.put("place", meeting.place, field, event)
        work.put("date", meeting.date, field, event)
    if event:
        names = ("eventtitle", "eventdate", "venue", "location", "address", "booktitle")
        first_field = next(f for f in map(fields.get, names) if f)
        event.span = first_field.span
        work.put("event", event, first_field)


def _meeting(
    work: WorkBuilder, kind: WorkKind, field: BibField | None, title: ParsedText | None
) -> MeetingTitle | None:
    """The place and the days in the `booktitle` of a paper at a meeting, if no field of its own states them."""
    stated = any(one.tex.strip() for name in _OF_MEETINGS if (one := work.fields.get(name)))
    is_volume = field is not None and field.name == "booktitle" and kind in HELD
    found = split_meeting(title) if is_volume and title and not stated else None
    is_whole = found and title and len(plain_text(_behind(title, found.rest))) == len(title) - found.rest
    return found if is_whole else None


def _behind(title: ParsedText, at: int) -> Inlines:
    """The text of a title from a character on."""
    return without_first_characters(title.inlines, at) if at < len(title) else ()


def _journal(work: WorkBuilder) -> BibField | None:
    return next((f for name in ("journaltitle", "journal") if (f := work.fields.get(name)) and f.tex.strip()), None)


def _proceedings_in_journal(work: WorkBuilder, kind: WorkKind, venue: BibField | None) -> BibField | None:
    """The `booktitle` of a work that appeared in a journal: then it names the meeting, and the volume is the journal's.

    INSPIRE and MathSciNet write both. A `booktitle` that repeats the journal is no other fact.
    """
    journal, volume = _journal(work), work.fields.get("booktitle")
    if not venue or not journal or not volume or not volume.tex.strip() or ARCHIVE.fullmatch(journal.tex):
        return None
    if (work.word(journal) or "").lower() == (work.word(volume) or "").lower():
        work.used.update((journal.name, volume.name))
        return None
    is_numbered = any(name in work.fields for name in ("volume", "number"))
    is_named = "eventtitle" in work.fields and bool(work.fields["eventtitle"].tex.strip())
    if is_named or not (venue is journal or (venue is volume and kind in HELD and is_numbered)):
        return None
    work.used.update((journal.name, volume.name))
    return volume


def whole_title(work: WorkBuilder, title: ParsedText) -> ParsedText:
    """The title of a volume, behind the title of the work in several volumes that it is part of."""
    parts = [(work.first((name,)), mark) for name, mark in (("maintitle", ""), ("mainsubtitle", ": "))]
    parts = [(field, mark) for field, mark in parts if field and work.text(field) != title]
    found: list[Inline] = []
    for field, mark in parts:
        text = work.inlines(field) or () if field else ()
        found += [*([Str(mark, start=text[0].start)] if mark and text and found else []), *text]
    if found and title.inlines:
        found.append(Str(" " if plain_text(found).endswith(("?", "!", ".")) else ". ", start=title.inlines[0].start))
    return ParsedText(tidy([*found, *title.inlines]))


def volume_title(work: WorkBuilder, title: ParsedText) -> ParsedText:
    """The whole title of the volume in which a work appeared, with its subtitle and the addition to its title."""
    found = [*whole_title(work, title).inlines]
    for name, mark in (("booksubtitle", ": "), ("booktitleaddon", ". ")):
        if (field := work.first((name,))) and (text := work.inlines(field)):
            found += [Str(mark, start=text[0].start), *text]
    return ParsedText(tidy(found))


def put_number(work: WorkBuilder, kind: WorkKind) -> None:
    """Add the edition, the collection, and the `number`: of the work itself, in the collection, or of the issue."""
    work.put_text("edition", ("edition",))
    collection = YamlMap(work.work.file, work.entry.span)
    series = work.first(("series",)) if kind != "journal" else None
    if series and not _is_venue(work, series):
        work.put_text("title", ("series",), collection)
        collection.span = series.span
    if kind in NUMBERED:
        work.put_word("number", ("number",))
    elif collection:
        work.put_word("number", ("number",), collection)
        if "number" in collection:
            collection["number"] = read_volume(read_issue(collection["number"]))
    else:
        work.put_word("issue", ("number",))
    if "issue" not in work.work:
        work.put_word("issue", ("issue",))
    elif "number" in work.fields:
        work.beside["issue"] = work.fields["number"]
    if collection and series:
        work.put("collection", collection, series)


def _is_venue(work: WorkBuilder, series: BibField) -> bool:
    """Whether a series is the venue itself, as ADS writes it for proceedings in a journal."""
    volume = work.fields.get("booktitle")
    names = [work.work.get("venue", {}).get("name", ""), characters_of(volume.tex) if volume else ""]
    return fold(characters_of(series.tex)) in map(fold, filter(None, names))


def _is_link(work: WorkBuilder, field: BibField) -> bool:
    """Whether a field is only an address, as `howpublished` often is. Then it is one of the addresses of the work."""
    if "\\" not in field.tex and "http" not in field.tex:
        return False
    found = work.inlines(field)
    is_named = field.name != "howpublished" and "://" not in plain_text(found or ())
    if found and len(found) == 1 and isinstance(found[0], Link) and not is_named:
        address = found[0].url
    elif re.fullmatch(r"\s*https?://\S+\s*", field.tex):
        address = field.tex
    else:
        return False
    work.addresses.append((field, address))
    return True


def _put_serial_numbers(work: WorkBuilder, venue: YamlMap) -> None:
    """Add the ISSNs and the ISBN of a venue. The second ISSN is that of the electronic edition."""
    for name, keys, reader in (
        ("issn", ("issn", "eissn"), read_issns),
        ("eissn", ("eissn",), read_issns),
        ("isbn", ("isbn",), read_isbns),
    ):
        if not (field := work.first((name,))):
            continue
        numbers = reader(work.word(field) or "")
        if name == "isbn" and not numbers and (serial := read_issns(field.tex)):  # CNKI writes the ISSN there
            numbers, keys = serial[:1], ("issn",)
        elif name == "issn" and not numbers and (numbers := read_isbns(field.tex)):
            keys = ("isbn",)
        if not numbers:
            work.unread(field, with_right_digit(work.word(field) or ""))
        elif right := wrong_number(name, work.word(field) or ""):  # beside a right one
            work.unread(field, right)
        free = [key for key in keys if key not in venue]
        for number in numbers:
            if number in venue.values():
                continue
            if free:
                work.put(free.pop(0), number, field, venue)
            elif not any(is_same_isbn(number, str(other)) for other in venue.values()):
                work.report.add(LeftOutFields, f"another number in `{name}`", work.place(field))
