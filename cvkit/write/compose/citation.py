"""The line with the source of a publication, in the order and with the punctuation of a citation style.

The styles define authors, title and source together. In a CV, the title and the authors are on separate lines, with
labels and markers. So only the source follows the style, with the date at the position that the style gives it:

- APA: Publication Manual of the American Psychological Association, 7th ed., chapters 9 and 10. It has no place of
  the publisher, and no number of pages.
- IEEE: IEEE Reference Style Guide for Authors, 2023. It has no number of pages.
- Vancouver: Citing Medicine, National Library of Medicine, 2nd ed., chapters 1 to 6.

The order and the punctuation are those of the style in every language, and the words are terms of the language: `In`,
`Chapter 5`, `pp.` In English each style has some of its own (`vancouver.pages`).

A book series, the number of a chapter and an arXiv identifier are printed in each style, also where its manual leaves
them out, because a reader of a CV needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cvkit.model.date import Date, PartialDate
from cvkit.model.inline import Emphasis, Inlines, plain_text
from cvkit.model.work import Appeared
from cvkit.write.compose.cited_source import CitedSource
from cvkit.write.compose.dates import date_text
from cvkit.write.compose.phrase import (
    Phrase,
    PhrasePart,
    capitalized,
    join_phrases,
    localized,
    phrase,
    sentences,
    stop_after,
)
from cvkit.write.compose.source_parts import (
    MEETINGS,
    MONOGRAPHS,
    Editors,
    Imprint,
    Printing,
    doi_link,
    imprint,
    pages_and_article,
    venue_names,
)
from cvkit.write.locales import Locale


def source_line(work: Appeared, style: str, locale: Locale, editors: Editors, printing: Printing) -> Inlines:
    """Return the venue and the date of a work in a citation style: `apa`, `ieee` or `vancouver`.

    `editors` are the editors of the volume, and `printing` says what the document asks for.
    """
    line = phrase(_STYLES[style](CitedSource(work, style, locale, editors, imprint(work, locale, printing))))
    return Phrase(line, line.texts)  # its style decides on capitals: IEEE continues the sentence of the title


def _apa(source: CitedSource) -> Inlines:
    """`(2025). In A. Editor (Ed.), *Venue* (2nd ed., pp. 1–9). Publisher. https://doi.org/…`."""
    work = source.work
    venue = source.venue(with_short=True)
    editors, genre = source.edited(" ({})"), source.genre
    pages, number = pages_and_article(work)
    article, edition = source.words("article", number=number), source.edition
    behind_pages: list[PhrasePart] = [article, source.version]
    book = join_phrases(", ", [edition, *source.numbers, source.chapter, source.counted_pages(pages), *behind_pages])
    if work.kind == "thesis":  # Title [PhD thesis, University]
        genre, venue = phrase("[", join_phrases(", ", [genre, venue]), "]"), ()
    named: list[PhrasePart] = [editors, _italic(venue)] if source.is_part else [venue, editors]
    if source.is_part or work.kind in MONOGRAPHS:
        names = join_phrases(", ", named)
        volume = join_phrases(" ", [names, _bracketed("(", book, ")")])
        where = source.words("in_volume", volume=volume) if names and source.is_part else volume
    else:
        numbers = phrase(_italic(phrase(source.volume)), f"({work.issue})" if work.issue else "")
        where = join_phrases(
            ", ", [_italic(venue), editors, numbers, pages, article, edition, source.chapter, source.version]
        )
    collection = source.collection(" ", ", ")
    dated = phrase("(", source.year or source.status or source.words("undated"), ")")
    behind: list[PhrasePart] = [
        source.status if source.year else (),
        source.archive,
        doi_link(work, "https://doi.org/"),
    ]
    return _sentences([dated, genre, where, collection, source.place, source.imprint.publisher, *behind], source.locale)


def _ieee(source: CitedSource) -> Inlines:
    """`in *Venue*, A. Editor, Ed., 2nd ed. Berlin: Publisher, Oct. 2022, ch. 1, pp. 1–9, doi: …`."""
    work = source.work
    is_thesis, is_meeting = work.kind == "thesis", work.kind in MEETINGS
    (pages, article), genre, venue = pages_and_article(work), source.genre, source.venue()
    named = venue if work.kind in MONOGRAPHS - {"chapter"} else _italic(venue)
    title: list[PhrasePart] = [
        genre if is_thesis else "",
        source.words("in_volume", volume=named) if source.is_part or is_meeting else named,
        "" if is_thesis else genre,
        source.version,
        *source.numbers,
        source.words("in_volume", volume=source.collection(", ", ", ")),
        source.edited(", {}"),
        source.edition,
        source.place,
    ]
    counted: list[PhrasePart] = [
        source.chapter,
        source.counted_pages(pages),
        source.words("article", number=article),
    ]
    when = date_text(work.date, source.locale, with_day=False) if work.date else ""
    behind: list[PhrasePart] = [source.status, source.archive, doi_link(work, "doi: ")]
    published = source.imprint.in_one(source.locale.colon)
    if not source.is_part and work.kind not in MONOGRAPHS:  # the date of an article follows the pages
        return join_phrases(", ", [*title, published, *counted, when, *behind])
    rest = join_phrases(", ", [published, when, *counted, *behind])
    is_book = work.kind in ("book", "chapter") and published  # a full stop is before the publisher of a book
    first = join_phrases(", ", title)
    return join_phrases(stop_after(first) if is_book else ", ", [first, rest])


def _vancouver(source: CitedSource) -> Inlines:
    """`Venue. 2025 Jan;12(3):124-35`, `In: Editor A, editor. Book. 2nd ed. Place: Publisher; 2022. p. 1-9`."""
    work, locale, venue = source.work, source.locale, source.venue()
    pages, article = pages_and_article(work, "-")
    pages = _shortened(pages)
    numbered = plain_text(source.words("article", number=article))  # without a capital, as the pages
    editors, chapter, genre = source.edited(", {}"), source.chapter, source.genre
    year = source.year or source.status or _bracketed("[", source.words("undated"), "]")
    before = _bracketed("[", genre, "]") if work.kind == "thesis" else ()
    behind: list[PhrasePart] = [
        () if before else genre,
        source.version,
        locale.counted(locale.styled("vancouver", "page_count"), work.page_count)
        if work.page_count is not None
        else "",
        _bracketed("(", source.collection(locale.semicolon, locale.semicolon), ")"),
        source.status if source.year else (),
        source.archive,
        doi_link(work, "doi:"),
    ]
    if not source.is_part and work.kind not in MONOGRAPHS:
        when = _year_first(work.date, locale, with_day=False) if work.date and source.year else year
        volume = f"{source.volume}{f'({work.issue})' if work.issue else ''}"
        numbers = "".join(filter(None, [volume and f";{volume}", (located := pages or article) and f":{located}"]))
        first: list[PhrasePart] = [
            venue,
            editors,
            source.edition,
            chapter,
            source.place,
            source.imprint.in_one(source.locale.colon),
        ]
        return _sentences([*first, phrase(when, numbers), numbered if pages else "", *behind], locale)
    book: list[PhrasePart] = [source.edition, *source.numbers]
    counted = join_phrases(locale.semicolon, [chapter, source.counted_pages(pages), numbered])
    published = source.imprint
    if source.is_part:
        event = work.event
        meeting: list[PhrasePart] = [
            localized(event.name, locale) if event and venue_names(work, locale) else (),
            _year_first(event.date, locale) if event and event.date else "",
            source.place,
        ]
        named = _sentences([editors, join_phrases(locale.semicolon, [venue, *meeting])], locale)
        first = [before, source.words("in_volume", volume=named), *book]
    else:
        if not published.publisher:  # a university or an institute publishes its theses and reports
            published, venue = Imprint(venue, published.place), ()
        first = [before, venue, editors, *book, source.place]
    return _sentences(
        [*first, join_phrases(locale.semicolon, [published.in_one(locale.colon), year]), counted, *behind], locale
    )


_STYLES: dict[str, Callable[[CitedSource], Inlines]] = {"apa": _apa, "ieee": _ieee, "vancouver": _vancouver}


def _bracketed(before: str, part: PhrasePart, after: str) -> Inlines:
    """Return a part with the texts around it; empty if the part is empty."""
    inlines = phrase(part)
    return phrase(before, inlines, after) if inlines else ()


def _italic(text: Inlines) -> Inlines:
    return (Emphasis(text),) if text else ()


def _year_first(date: Date, locale: Locale, with_day: bool = True) -> str:
    """Return a date or a range as Citing Medicine writes it: `2022 Oct 23-27`, `2022 Sept 30-Oct 2`.

    A language whose own dates begin with the year keeps them.
    """
    if locale.dates.is_year_first:
        return date_text(date, locale, with_day)
    texts: list[str] = []
    before: PartialDate | None = None
    for moment in filter(None, [date.start, date.end]):
        is_same_year = before is not None and before.year == moment.year
        is_same_month = is_same_year and before is not None and before.month == moment.month
        month = locale.months[moment.month - 1].rstrip(".") if moment.month and not is_same_month else ""
        year = "" if is_same_year else str(moment.year)
        day = str(moment.day) if moment.day and with_day else ""
        texts.append(" ".join(filter(None, [year, month, day])))
        before = moment
    return "-".join(filter(None, texts))


def _shortened(pages: str) -> str:
    """Return a page range whose last page omits the digits that it shares with the first: `124-35`."""
    first, dash, last = pages.partition("-")
    if not (dash and first.isdecimal() and last.isdecimal() and len(first) == len(last)):
        return pages
    shared = next((at for at in range(len(first) - 1) if first[at] != last[at]), len(first) - 1)
    return f"{first}-{last[shared:]}"


def _sentences(parts: Iterable[PhrasePart], locale: Locale) -> Inlines:
    """Join the non-empty parts as sentences that begin with a capital."""
    return sentences(capitalized(part, locale) for part in parts)
