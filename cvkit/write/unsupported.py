"""The features of a document that not every format supports, and how often each one occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from cvkit.model.activity import Certification
from cvkit.model.career import Honor, Spanning
from cvkit.model.date import Date
from cvkit.model.inline import Code, Emphasis, Math, Strong
from cvkit.model.math import Symbol
from cvkit.model.work import WORK_SECTIONS, Patent, Published, Work, people_of
from cvkit.number.roles import AuthorMarkers, roles_of
from cvkit.write.blocks import GroupHeading, Head, WorkBlock, parts_of
from cvkit.write.compose.source_parts import MEETINGS
from cvkit.write.compose.works import TO_THE_DAY, printed_date
from cvkit.write.formats import FORMATS, FORMULAS, LETTERS, Format, WriterInput
from cvkit.write.locales import load_locale
from cvkit.write.omitted_fields import TABLES, FieldTable, entries_of, omitted_fields
from cvkit.write.uncited_fields import uncited_fields


def unsupported_features(form: Format, inputs: WriterInput) -> tuple[str, ...]:
    """Return the features and fields of a document that a format omits, each with its count: `("emphasis (3)",)`."""
    names = (*form.unsupported, *(inputs.style.omits if form.brings_style else ()))
    features = {name: FEATURES[name].count(inputs) for name in names}
    table = TABLES[form.fields]
    if form.is_page and inputs.document.citation != "house":  # which decides itself what it prints of an event
        table = FieldTable({path: when for path, when in table.omitted.items() if path != "event.date"})
    fields = Counter(omitted_fields(table, inputs))
    fields.update(uncited_fields(table, inputs) if form.is_page else {})
    counts = features | dict(sorted(fields.items()))
    return tuple(f"{name} ({count}{_without(name, inputs)})" for name, count in counts.items() if count)


def note_on_omissions(inputs: WriterInput) -> tuple[str, ...]:
    """A note with the features and fields of a document that its PDF omits, if there are some."""
    omitted = unsupported_features(FORMATS["tex"], inputs)
    return (f"the PDF of `{inputs.document_name}` has no place for: {', '.join(omitted)}",) if omitted else ()


def _without(name: str, inputs: WriterInput) -> str:
    """The option of the style that prints a feature, in words; empty if there is none."""
    option = OPTIONS.get(name)
    return f" without the option {option}" if option in inputs.style.options else ""


OPTIONS = {
    "publishers": "publisher",
    "significance of works": "significance",
    "contributions to works": "contribution",
    "ISSNs": "issn",
    "days": "days",
    "days of events": "days",
}
"""The features that an option of the style prints."""


def _count(*kinds: type) -> Callable[[WriterInput], int]:
    """A function that counts the inlines of some types on the page."""
    return lambda inputs: sum(isinstance(part, kinds) for part in parts_of(inputs.page))


def _formulas(inputs: WriterInput) -> int:
    """The formulas that are more than symbols in a row, such as `α`, which are the same as text."""
    formulas = (part.formula for part in parts_of(inputs.page) if isinstance(part, Math))
    return sum(not all(isinstance(part, Symbol) for part in formula.parts) for formula in formulas)


def _letters_without_command(inputs: WriterInput) -> int:
    """The different letters in a classic `.bib` file that are no TeX commands."""
    from cvkit.write.bib import bibtex
    from cvkit.write.bib.tex_text import UNKNOWN

    return len(set(UNKNOWN.findall(bibtex.write(inputs))))


def _section(name: str) -> Callable[[WriterInput], int]:
    """A function that counts the blocks of a section, without the headings of groups."""
    return lambda inputs: sum(
        not isinstance(block, GroupHeading)
        for section in inputs.page.sections
        for block in section.blocks
        if section.id == name
    )


def _works(inputs: WriterInput) -> Iterator[Work]:
    """The works that the document prints."""
    return (entry for section, entry in entries_of(inputs) if section in WORK_SECTIONS)  # type: ignore[misc]


def _is_open(work: Work) -> bool:
    """Whether a work has authors or editors that its lists do not name."""
    editors = getattr(work, "editors", None)
    return (bool(work.authors) and work.has_others) or bool(editors and editors.is_open)


def _has_range(work: Work) -> bool:
    """Whether the date of a work has a day, or is a range."""
    return bool(work.date and (work.date.end or work.date.start.day or work.date.start.season))


def _overlap(one: Date, other: Date) -> bool:
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _dates_beside_events(inputs: WriterInput) -> int:
    """The dates of works that the date of an event replaces, and that are others."""
    count = 0
    for work in _works(inputs):
        event = None if isinstance(work, Patent) else printed_date(work)
        count += bool(event and work.date and not _overlap(event, work.date))
    return count


def _parts_of_dates(inputs: WriterInput) -> int:
    """The dates of honors, certificates and awards with a month or a day that a page omits."""
    count = 0
    for _, entry in entries_of(inputs):
        if isinstance(entry, Honor | Certification) and entry.date:
            count += any(at and (at.month or at.season) for at in (entry.date.start, entry.date.end))
        if isinstance(entry, Published):
            count += sum(bool(award.date and award.date.start.day) for award in entry.awards)
    return count


def _beside_dates(inputs: WriterInput) -> int:
    """The starts and ends of entries that have a date, too, which replaces them."""
    count = 0
    for _, entry in entries_of(inputs):
        for span in (entry, *getattr(entry, "periods", ()), *getattr(entry, "posts", ())):
            if isinstance(span, Spanning) and (span.date or getattr(span, "dates", None)):
                count += bool(span.start) + bool(span.end)
    return count


def _days_of_events(inputs: WriterInput) -> int:
    """The days of events that a style with months only omits."""
    if inputs.prints("days"):
        return 0
    return sum(
        bool(date and date.start.day)
        for work in _works(inputs)
        if work.kind in TO_THE_DAY and not isinstance(work, Patent) and (date := printed_date(work))
    )


def _publishers(inputs: WriterInput) -> int:
    """The publishers of articles and proceedings, and their places, unless the document prints them."""
    count = 0
    for work in _works(inputs):
        if isinstance(work, Published) and (work.kind == "journal" or work.kind in MEETINGS) and work.venue:
            is_omitted = work.venue.name and not inputs.prints("publisher")
            count += bool(is_omitted and (work.venue.publisher or work.venue.publisher_place))
    return count


def _unprinted(inputs: WriterInput, field: str) -> int:
    """The texts of works in a field, unless the document prints them."""
    return 0 if inputs.prints(field) else sum(bool(getattr(work, field)) for work in _works(inputs))


def _roles_without_marker(inputs: WriterInput) -> int:
    """The roles of authors that no marker states."""
    markers = AuthorMarkers(inputs.numbered.record, inputs.document.markers)
    people = (author for work in _works(inputs) for author in people_of(work))
    return sum(len(roles_of(author)) - sum(role in markers.further for role in markers.of(author)) for author in people)


def _outside_of_boxes(inputs: WriterInput) -> int:
    """The works in lists of acad-homepage with an abstract or a Scholar id, which only boxes show."""
    from cvkit.write.site.acad_homepage import boxed_works
    from cvkit.write.site.home_page import Home

    home = Home(inputs)
    boxed = boxed_works(home)
    works = [(home.work(block), block) for block in home.page.works if str(block.origins[0]) not in boxed]
    return sum(bool(block.abstract or getattr(getattr(work, "ids", None), "scholar", None)) for work, block in works)


def _links_without_field(inputs: WriterInput) -> int:
    """The links of works for which al-folio has no button."""
    from cvkit.write.site.al_folio import link_fields

    locale = load_locale(inputs.document)
    works = (work for work in _works(inputs) if not isinstance(work, Patent))
    return sum(not name for work in works for name, _ in link_fields(work, locale))


def _months(inputs: WriterInput) -> int:
    """The dates of works, but for talks, with a month or a season, of which acad-homepage shows the year."""
    works = (work for work in _works(inputs) if work.kind not in ("talk", "patent"))
    return sum(bool(work.date and (work.date.start.month or work.date.start.season)) for work in works)


class Feature(NamedTuple):
    """A feature of documents, and the function that counts it in one."""

    meaning: str
    """For the documentation."""
    count: Callable[[WriterInput], int]


FEATURES = {
    "abstracts and Scholar ids in lists": Feature(
        "the abstract and the Scholar id of works that are not in a box, which has a place for them", _outside_of_boxes
    ),
    "dates beside an event": Feature(
        "the date of a work that appeared in another month than its event, whose date is printed", _dates_beside_events
    ),
    "contributions to works": Feature(
        "the texts about your contribution to works; the option `contribution` prints them",
        lambda inputs: _unprinted(inputs, "contribution"),
    ),
    "days": Feature(
        "the days of works that appear in a month, such as articles; the option `days` prints them",
        lambda inputs: 0 if inputs.prints("days") else sum(bool(work.day) for work in inputs.page.works),
    ),
    "days and ranges": Feature(
        "the days, ranges and seasons of dates", lambda inputs: sum(map(_has_range, _works(inputs)))
    ),
    "days of events": Feature(
        "the days of works that happen on a day, in styles with months only; the option `days` prints them",
        _days_of_events,
    ),
    "emphasis": Feature("italic, bold and code in texts", _count(Emphasis, Strong, Code)),
    "header and footer": Feature(
        "the `header` and the `footer` of the document",
        lambda inputs: bool(inputs.document.header) + bool(inputs.document.footer),
    ),
    "ISSNs": Feature(
        "ISSNs and ISBNs; the option `issn` prints them",
        lambda inputs: 0 if inputs.prints("issn") else sum(bool(work.issn) for work in inputs.page.works),
    ),
    "links without a button": Feature(
        "links with a label that has none of the words pdf, slides, poster, video, blog, website and supp",
        _links_without_field,
    ),
    LETTERS: Feature(
        "letters such as 김, for which TeX has no command: pdfLaTeX stops there, XeLaTeX and LuaLaTeX print them",
        _letters_without_command,
    ),
    "markers": Feature(
        "the markers behind names, and so the roles of authors",
        lambda inputs: sum(len(author.markers) for work in inputs.page.works for author in work.authors),
    ),
    FORMULAS: Feature("formulas with more than symbols in a row: scripts, fractions, roots, words", _formulas),
    "media": Feature("the section `media`", _section("media")),
    "months of works": Feature("the months and days of the dates of works", _months),
    "news": Feature("the section `news`", _section("news")),
    "open author lists": Feature(
        "the end `et al.` of an author list", lambda inputs: sum(map(_is_open, _works(inputs)))
    ),
    "other sections": Feature(
        "sections without works",
        lambda inputs: sum(
            not any(isinstance(block, WorkBlock) for block in section.blocks) for section in inputs.page.sections
        ),
    ),
    "parts of dates": Feature(
        "months and days of honors and certificates, and days of the `awards` of works", _parts_of_dates
    ),
    "person": Feature(
        "`person`, but for the name in author lists",
        lambda inputs: int(replace(inputs.page.head, name="", native_language="", origins=()) != Head("")),
    ),
    "photo": Feature("the photo", lambda inputs: int(bool(inputs.page.head.photo))),
    "photo in PDF": Feature(
        "a photo that is a PDF file", lambda inputs: int(inputs.page.head.photo.lower().endswith(".pdf"))
    ),
    "publishers": Feature(
        "the publishers of articles and proceedings; the option `publisher` prints them", _publishers
    ),
    "roles without a marker": Feature(
        "roles of authors (`presenter`, `advisee`, …) for which the record declares no marker", _roles_without_marker
    ),
    "sections of your own": Feature(
        "the sections in `sections`",
        lambda inputs: sum(
            name in inputs.numbered.record.sections for name, _ in inputs.document.single_listings(inputs.sections)
        ),
    ),
    "significance of works": Feature(
        "the texts about the significance of works; the option `significance` prints them",
        lambda inputs: _unprinted(inputs, "significance"),
    ),
    "starts and ends beside a date": Feature("`start` and `end` of an entry with a `date` or `dates`", _beside_dates),
    "supervision": Feature("the section `supervision`", _section("supervision")),
    "teaching": Feature("the section `teaching`", _section("teaching")),
}
"""The features, by the names in `Format.unsupported`."""
