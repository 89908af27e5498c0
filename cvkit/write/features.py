"""The features of a document that not every format supports, each with a function that finds its places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from cvkit.model.activity import Certification
from cvkit.model.career import Honor, Spanning
from cvkit.model.date import Date
from cvkit.model.inline import Code, Emphasis, Math, Strong
from cvkit.model.math import Symbol
from cvkit.model.work import WORK_SECTIONS, Patent, Published, Work, people_of
from cvkit.number.roles import AuthorMarkers, roles_of
from cvkit.write.blocks import GroupHeading, WorkBlock, parts_of
from cvkit.write.compose.source_parts import MEETINGS
from cvkit.write.compose.works import TO_THE_DAY, printed_date
from cvkit.write.formats import FORMULAS, LETTERS_WITHOUT_COMMAND, WriterInput
from cvkit.write.head_fields import parts_of_head
from cvkit.write.locales import load_locale
from cvkit.write.omitted_fields import entries_of
from cvkit.write.page_part import PagePart

Find = Callable[[WriterInput], Iterable[object]]
"""A function that returns the places of a feature in a document: entries, once for each value, or parts of the page."""


def _blocks(inputs: WriterInput) -> Iterator[PagePart]:
    """The name block, the header and footer, the headings and the blocks of a document."""
    yield inputs.page.head
    yield inputs.page.running
    for section in inputs.page.sections:
        yield replace(section, blocks=())
        yield from section.blocks


def _entry_of(block: PagePart, inputs: WriterInput) -> object:
    """The first entry of which a block was made; the block itself if it is that of no entry."""
    match block.origins[:1]:
        case ((*path, int() as index),):
            entries: Any = inputs.numbered.record
            for step in path:
                entries = entries[step] if isinstance(entries, Mapping) else getattr(entries, str(step))
            return entries[index]
    return block


def _inlines(*kinds: type, condition: Callable[[Any], bool] = bool) -> Find:
    """A function that returns the entry of each inline on the page that has one of some types and meets a condition."""
    return lambda inputs: (
        _entry_of(block, inputs)
        for block in _blocks(inputs)
        for part in parts_of(block)
        if isinstance(part, kinds) and condition(part)
    )


def _is_more_than_symbols(part: Math) -> bool:
    """Whether a formula is more than symbols in a row, such as `α`, which are the same as text."""
    return not all(isinstance(symbol, Symbol) for symbol in part.formula.parts)


def _letters_without_command(inputs: WriterInput) -> Iterable[str]:
    """The different letters in a classic `.bib` file that are no TeX commands, in their order."""
    from cvkit.write.bib import bibtex
    from cvkit.write.bib.tex_text import UNKNOWN

    return dict.fromkeys(UNKNOWN.findall(bibtex.write(inputs)))


def _section(name: str) -> Find:
    """A function that returns the entries of the blocks of a section, without the headings of groups."""
    return lambda inputs: [
        _entry_of(block, inputs)
        for section in inputs.page.sections
        for block in section.blocks
        if section.id == name and not isinstance(block, GroupHeading)
    ]


def _works_with(condition: Callable[[Work], object]) -> Find:
    """A function that returns the works that meet a condition."""
    return lambda inputs: filter(condition, _works(inputs))


def _blocks_with(condition: Callable[[WorkBlock], object], option: str) -> Find:
    """A function that returns the works whose blocks meet a condition, unless the document prints an option."""
    return lambda inputs: [
        inputs.numbered.work(block.origins[0])
        for block in inputs.page.works
        if condition(block) and not inputs.prints(option)
    ]


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


def _is_beside_event(work: Work) -> bool:
    """Whether the date of an event, which is another, replaces the date of a work."""
    event = None if isinstance(work, Patent) else printed_date(work)
    return bool(event and work.date and not _overlap(event, work.date))


def _parts_of_dates(inputs: WriterInput) -> Iterator[object]:
    """The honors, certificates and works with a date, or that of an award, with a month or a day that a page omits."""
    for _, entry in entries_of(inputs):
        if isinstance(entry, Honor | Certification) and entry.date:
            ends = (entry.date.start, entry.date.end)
            yield from [entry] * any(at and (at.month or at.season) for at in ends)
        if isinstance(entry, Published):
            yield from (entry for award in entry.awards if award.date and award.date.start.day)


def _beside_dates(inputs: WriterInput) -> Iterator[object]:
    """The entries with a start or an end that a date beside it replaces, once for each."""
    for _, entry in entries_of(inputs):
        for span in (entry, *getattr(entry, "periods", ()), *getattr(entry, "posts", ())):
            if isinstance(span, Spanning) and (span.date or getattr(span, "dates", None)):
                yield from [entry] * (bool(span.start) + bool(span.end))


def _has_day_of_event(work: Work) -> bool:
    """Whether a work has the day of an event, which a style with months only omits."""
    date = None if isinstance(work, Patent) or work.kind not in TO_THE_DAY else printed_date(work)
    return bool(date and date.start.day)


def _has_publisher(work: Work) -> bool:
    """Whether an article or a paper has a publisher, or its place, which only an option prints."""
    if not isinstance(work, Published) or not (work.kind == "journal" or work.kind in MEETINGS) or not work.venue:
        return False
    return bool(work.venue.name and (work.venue.publisher or work.venue.publisher_place))


def _unless_printed(option: str, condition: Callable[[Work], object]) -> Find:
    """A function that returns the works that meet a condition, unless the document prints an option."""
    return lambda inputs: [] if inputs.prints(option) else _works_with(condition)(inputs)


def _roles_without_marker(inputs: WriterInput) -> Iterator[object]:
    """The works with a role of an author that no marker states, once for each."""
    markers = AuthorMarkers(inputs.numbered.record, inputs.document.markers)
    for work in _works(inputs):
        for author in people_of(work):
            marked = sum(role in markers.further for role in markers.of(author))
            yield from [work] * (len(roles_of(author)) - marked)


def _outside_of_boxes(inputs: WriterInput) -> Iterator[object]:
    """The works in lists of acad-homepage with an abstract or a Scholar id, which only boxes show."""
    from cvkit.write.site.acad_homepage import boxed_works
    from cvkit.write.site.home_page import Home

    home = Home(inputs)
    boxed = boxed_works(home)
    works = [(home.work(block), block) for block in home.page.works if str(block.origins[0]) not in boxed]
    return (work for work, block in works if block.abstract or getattr(getattr(work, "ids", None), "scholar", None))


def _links_without_field(inputs: WriterInput) -> Iterator[object]:
    """The links of works for which al-folio has no button."""
    from cvkit.write.site.al_folio import link_fields

    locale = load_locale(inputs.document)
    works = (work for work in _works(inputs) if not isinstance(work, Patent))
    return (work for work in works for name, _ in link_fields(work, locale) if not name)


def _has_month(work: Work) -> bool:
    """Whether a work, but for talks, has a month or a season, of which acad-homepage shows the year."""
    date = None if work.kind in ("talk", "patent") else work.date
    return bool(date and (date.start.month or date.start.season))


class Feature(NamedTuple):
    """A feature of documents, and the function that finds it in one."""

    meaning: str
    """For the documentation."""
    found: Find


FEATURES = {
    "abstracts and Scholar ids in lists": Feature(
        "the abstract and the Scholar id of works that are not in a box, which has a place for them", _outside_of_boxes
    ),
    "dates beside an event": Feature(
        "the date of a work that appeared in another month than its event, whose date is printed",
        _works_with(_is_beside_event),
    ),
    "contributions to works": Feature(
        "the texts about your contribution to works; the option `contribution` prints them",
        _unless_printed("contribution", lambda work: work.contribution),
    ),
    "days": Feature(
        "the days of works that appear in a month, such as articles; the option `days` prints them",
        _blocks_with(lambda block: block.day, "days"),
    ),
    "days and ranges": Feature("the days, ranges and seasons of dates", _works_with(_has_range)),
    "days of events": Feature(
        "the days of works that happen on a day, in styles with months only; the option `days` prints them",
        _unless_printed("days", _has_day_of_event),
    ),
    "emphasis": Feature("italic, bold and code in texts", _inlines(Emphasis, Strong, Code)),
    "header and footer": Feature(
        "the `header` and the `footer` of the document",
        lambda inputs: [text for text in (inputs.document.header, inputs.document.footer) if text],
    ),
    "ISSNs": Feature("ISSNs and ISBNs; the option `issn` prints them", _blocks_with(lambda block: block.issn, "issn")),
    "links without a button": Feature(
        "links with a label that has none of the words pdf, slides, poster, video, blog, website and supp",
        _links_without_field,
    ),
    LETTERS_WITHOUT_COMMAND: Feature(
        "letters such as 김, for which TeX has no command: pdfLaTeX stops there, XeLaTeX and LuaLaTeX print them",
        _letters_without_command,
    ),
    "markers": Feature(
        "the markers behind names, and so the roles of authors",
        lambda inputs: [
            inputs.numbered.work(block.origins[0])
            for block in inputs.page.works
            for author in block.authors
            for _ in author.markers
        ],
    ),
    FORMULAS: Feature(
        "formulas with more than symbols in a row: scripts, fractions, roots, words",
        _inlines(Math, condition=_is_more_than_symbols),
    ),
    "media": Feature("the section `media`", _section("media")),
    "months of works": Feature("the months and days of the dates of works", _works_with(_has_month)),
    "news": Feature("the section `news`", _section("news")),
    "open author lists": Feature("the end `et al.` of an author list", _works_with(_is_open)),
    "other sections": Feature(
        "sections without works",
        lambda inputs: [
            section.id
            for section in inputs.page.sections
            if not any(isinstance(block, WorkBlock) for block in section.blocks)
        ],
    ),
    "parts of dates": Feature(
        "months and days of honors and certificates, and days of the `awards` of works", _parts_of_dates
    ),
    "person": Feature(
        "`person`, but for the name in author lists",
        lambda inputs: parts_of_head(inputs.page.head),
    ),
    "photo": Feature("the photo", lambda inputs: [None] * bool(inputs.page.head.photo)),
    "photo in PDF": Feature(
        "a photo that is a PDF file", lambda inputs: [None] * inputs.page.head.photo.lower().endswith(".pdf")
    ),
    "publishers": Feature(
        "the publishers of articles and proceedings; the option `publisher` prints them",
        _unless_printed("publisher", _has_publisher),
    ),
    "roles without a marker": Feature(
        "roles of authors (`presenter`, `advisee`, …) for which the record declares no marker", _roles_without_marker
    ),
    "sections of your own": Feature(
        "the sections in `sections`",
        lambda inputs: [
            None
            for name, _ in inputs.document.single_listings(inputs.sections)
            if name in inputs.numbered.record.sections
        ],
    ),
    "significance of works": Feature(
        "the texts about the significance of works; the option `significance` prints them",
        _unless_printed("significance", lambda work: work.significance),
    ),
    "starts and ends beside a date": Feature("`start` and `end` of an entry with a `date` or `dates`", _beside_dates),
    "supervision": Feature("the section `supervision`", _section("supervision")),
    "teaching": Feature("the section `teaching`", _section("teaching")),
}
"""The features, by the names in `Format.unsupported`."""
