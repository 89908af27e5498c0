"""The line with the source of a publication, in the order and with the punctuation of a citation style.

The styles define authors, title and source together. In a CV, the title and the authors are on separate lines, with
labels and markers. So only the source follows the style, with the date at the position that the style gives it:

- APA: Publication Manual of the American Psychological Association, 7th ed., chapters 9 and 10. It has no place of
  the publisher, and no number of pages.
- IEEE: IEEE Reference Style Guide for Authors, 2023. It has no number of pages.
- Vancouver: Citing Medicine, National Library of Medicine, 2nd ed., chapters 1 to 6.

A book series, the number of a chapter and an arXiv identifier are printed in each style, also where its manual leaves
them out, because a reader of a CV needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cvkit.model.date import Date, PartialDate
from cvkit.model.inline import Emphasis, Inlines
from cvkit.model.value_class import dataclass
from cvkit.model.work import Appeared, Talk
from cvkit.write.compose.dates import date_text
from cvkit.write.compose.phrase import (
    Phrase,
    PhrasePart,
    capitalized,
    genre_of,
    in_words,
    join_phrases,
    localized,
    own_words,
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
    archive_of,
    collection_of,
    doi_link,
    edition_of,
    host_of,
    imprint,
    is_serial,
    labelled_pages,
    pages_and_article,
    venue_names,
    volume_of,
    volume_of_collection,
)
from cvkit.write.locales import Locale


def source_line(work: Appeared, style: str, locale: Locale, editors: Editors, printing: Printing) -> Inlines:
    """Return the venue and the date of a work in a citation style: `apa`, `ieee` or `vancouver`.

    `editors` are the editors of the volume, and `printing` says what the document asks for.
    """
    line = phrase(_STYLES[style](_Source(work, locale, editors, imprint(work, locale, printing))))
    return Phrase(line, line.texts)  # its style decides on capitals: IEEE continues the sentence of the title


@dataclass(frozen=True)
class _Source:
    """A work whose source is printed, and the parts of the source that do not depend on the style."""

    work: Appeared
    locale: Locale
    editors: Editors
    imprint: Imprint

    @property
    def is_part(self) -> bool:
        """Whether the work is a part of proceedings or of a book, and not of a journal."""
        return self.work.kind == "chapter" or (self.work.kind in MEETINGS and not is_serial(self.work))

    @property
    def volume(self) -> str:
        """The volume, unless it is that of the collection."""
        return "" if volume_of_collection(self.work) else volume_of(self.work)

    @property
    def year(self) -> str:
        return self.work.date.years if self.work.date else ""

    @property
    def status(self) -> Inlines:
        """The status in words; empty for a published work."""
        return own_words(self.locale.status.get(self.work.status or "", ""))

    @property
    def edition(self) -> Inlines:
        return edition_of(self.work, self.locale)

    @property
    def place(self) -> Inlines:
        """The place of the event."""
        return localized(self.work.event.place, self.locale) if self.work.event else ()

    @property
    def archive(self) -> Inlines:
        """The arXiv identifier, unless it is in the position of the venue."""
        return archive_of(self.work) if self.venue() != archive_of(self.work) else ()

    def venue(self, with_short: bool = False) -> Inlines:
        """The names of the venues; without a venue, the hosts of a talk, the event, or the archive."""
        named = venue_names(self.work, self.locale, with_short) or host_of(self.work, self.locale)
        if not named and self.work.event and self.work.event.name:
            return localized(self.work.event.name, self.locale)
        # A book is no part of an archive: its arXiv identifier is behind the publisher.
        return in_words(named, self.locale) if named else () if self.work.kind == "book" else archive_of(self.work)

    def genre(self, numbered: str) -> Inlines:
        """The type of a work with its number: `Working Paper 12`; `numbered` is the form of a number without a type."""
        work = self.work
        genre = genre_of(work, self.locale)
        if isinstance(work, Talk) and not genre:
            genre = localized(work.role, self.locale)
        if not genre and work.number:
            return phrase(numbered.format(number=work.number))
        return join_phrases(" ", [genre, work.number])

    def version(self, form: str) -> str:
        """The version of software or of a dataset."""
        version = getattr(self.work, "version", None)
        return form.format(version=version) if version else ""


def _apa(source: _Source) -> Inlines:
    """`(2025). In A. Editor (Ed.), *Venue* (2nd ed., pp. 1–9). Publisher. https://doi.org/…`."""
    work = source.work
    venue = source.venue(with_short=True)
    editors = source.editors.followed_by(" (Ed.)", " (Eds.)")
    pages, number = pages_and_article(work)
    article, edition, chapter = _labelled("Article ", number), source.edition, _labelled("Chapter ", work.chapter)
    counted = labelled_pages(pages, "p. {pages}", "pp. {pages}")
    volume = [_labelled("Vol. ", source.volume), _labelled("No. ", work.issue)]
    version = source.version("Version {version}")
    book = join_phrases(", ", [edition, *volume, chapter, counted, article, version])
    genre = source.genre("No. {number}")
    if work.kind == "thesis":  # Title [PhD thesis, University]
        genre, venue = phrase("[", join_phrases(", ", [genre, venue]), "]"), ()
    named: list[PhrasePart] = [editors, _italic(venue)] if source.is_part else [venue, editors]
    if source.is_part or work.kind in MONOGRAPHS:
        names = join_phrases(", ", named)
        before = "In " if names and source.is_part else ""
        where = phrase(before, join_phrases(" ", [names, _bracketed("(", book, ")")]))
    else:
        numbers = phrase(_italic(phrase(source.volume)), f"({work.issue})" if work.issue else "")
        where = join_phrases(", ", [_italic(venue), editors, numbers, pages, article, edition, chapter, version])
    collection = collection_of(work, source.locale, " No. ", ", Vol. ")
    dated = phrase("(", source.year or source.status or "n.d.", ")")
    behind: list[PhrasePart] = [
        source.status if source.year else (),
        source.archive,
        doi_link(work, "https://doi.org/"),
    ]
    return _sentences([dated, genre, where, collection, source.place, source.imprint.publisher, *behind])


def _ieee(source: _Source) -> Inlines:
    """`in *Venue*, A. Editor, Ed., 2nd ed. Berlin: Publisher, Oct. 2022, ch. 1, pp. 1–9, doi: …`."""
    work = source.work
    is_thesis, is_meeting = work.kind == "thesis", work.kind in MEETINGS
    (pages, article), genre, venue = pages_and_article(work), source.genre("Rep. {number}"), source.venue()
    before = "in " if venue and (source.is_part or is_meeting) else ""
    title: list[PhrasePart] = [
        genre if is_thesis else "",
        phrase(before, venue if work.kind in MONOGRAPHS - {"chapter"} else _italic(venue)),
        "" if is_thesis else genre,
        source.version("version {version}"),
        _labelled("vol. ", source.volume),
        _labelled("no. ", work.issue),
        _bracketed("in ", collection_of(work, source.locale, ", no. ", ", vol. "), ""),
        source.editors.followed_by(", Ed.", ", Eds."),
        source.edition,
        source.place,
    ]
    counted: list[PhrasePart] = [
        _labelled("ch. ", work.chapter),
        labelled_pages(pages, "p. {pages}", "pp. {pages}"),
        _labelled("Art. no. ", article),
    ]
    when = date_text(work.date, source.locale, with_day=False) if work.date else ""
    behind: list[PhrasePart] = [source.status, source.archive, doi_link(work, "doi: ")]
    published = source.imprint.in_one()
    if not source.is_part and work.kind not in MONOGRAPHS:  # the date of an article follows the pages
        return join_phrases(", ", [*title, published, *counted, when, *behind])
    rest = join_phrases(", ", [published, when, *counted, *behind])
    is_book = work.kind in ("book", "chapter") and published  # a full stop is before the publisher of a book
    named = join_phrases(", ", title)
    return join_phrases(stop_after(named) if is_book else ", ", [named, rest])


def _vancouver(source: _Source) -> Inlines:
    """`Venue. 2025 Jan;12(3):124-35`, `In: Editor A, editor. Book. 2nd ed. Place: Publisher; 2022. p. 1-9`."""
    work, locale, venue = source.work, source.locale, source.venue()
    pages, article = pages_and_article(work, "-")
    pages = _shortened(pages)
    editors = source.editors.followed_by(", editor", ", editors")
    year = source.year or source.status or "[date unknown]"
    chapter = _labelled("Chapter ", work.chapter)
    genre = source.genre("Report No.: {number}")
    before = _bracketed("[", genre, "]") if work.kind == "thesis" else ()
    behind: list[PhrasePart] = [
        () if before else genre,
        source.version("Version {version}"),
        f"{work.page_count} p." if work.page_count is not None else "",
        _bracketed("(", collection_of(work, locale, "; no. ", "; vol. "), ")"),
        source.status if source.year else (),
        source.archive,
        doi_link(work, "doi:"),
    ]
    if not source.is_part and work.kind not in MONOGRAPHS:
        month = work.date.start.month if work.date else None
        when = phrase(year, f" {_month(month, locale)}" if month else "")
        volume = f"{source.volume}{f'({work.issue})' if work.issue else ''}"
        numbers = f"{_labelled(';', volume)}{_labelled(':', pages or article)}"
        first: list[PhrasePart] = [venue, editors, source.edition, chapter, source.place, source.imprint.in_one()]
        return _sentences([*first, phrase(when, numbers), article if pages else "", *behind])
    book: list[PhrasePart] = [source.edition, _labelled("Vol. ", source.volume), _labelled("No. ", work.issue)]
    counted = join_phrases("; ", [chapter, labelled_pages(pages, "p. {pages}", "p. {pages}"), article])
    published = source.imprint
    if source.is_part:
        event = work.event
        meeting: list[PhrasePart] = [
            localized(event.name, locale) if event and venue_names(work, locale) else (),
            _year_first(event.date, locale) if event and event.date else "",
            source.place,
        ]
        named = _sentences([editors, join_phrases("; ", [venue, *meeting])])
        first = [before, _bracketed("In: ", named, ""), *book]
    else:
        if not published.publisher:  # a university or an institute publishes its theses and reports
            published, venue = Imprint(venue, published.place), ()
        first = [before, venue, editors, *book, source.place]
    return _sentences([*first, join_phrases("; ", [published.in_one(), year]), counted, *behind])


_STYLES: dict[str, Callable[[_Source], Inlines]] = {"apa": _apa, "ieee": _ieee, "vancouver": _vancouver}


def _labelled(before: str, value: str | None) -> str:
    """Return a value with the text before it; empty if there is no value."""
    return f"{before}{value}" if value else ""


def _bracketed(before: str, part: PhrasePart, after: str) -> Inlines:
    """Return a part with the texts around it; empty if the part is empty."""
    inlines = phrase(part)
    return phrase(before, inlines, after) if inlines else ()


def _italic(text: Inlines) -> Inlines:
    return (Emphasis(text),) if text else ()


def _month(month: int, locale: Locale) -> str:
    return locale.months[month - 1].rstrip(".")


def _year_first(date: Date, locale: Locale) -> str:
    """Return a date or a range as Citing Medicine writes it: `2022 Oct 23-27`, `2022 Sept 30-Oct 2`."""
    texts: list[str] = []
    before: PartialDate | None = None
    for moment in filter(None, [date.start, date.end]):
        is_same_year = before is not None and before.year == moment.year
        is_same_month = is_same_year and before is not None and before.month == moment.month
        month = _month(moment.month, locale) if moment.month and not is_same_month else ""
        year = "" if is_same_year else str(moment.year)
        texts.append(" ".join(filter(None, [year, month, str(moment.day or "")])))
        before = moment
    return "-".join(filter(None, texts))


def _shortened(pages: str) -> str:
    """Return a page range whose last page omits the digits that it shares with the first: `124-35`."""
    first, dash, last = pages.partition("-")
    if not (dash and first.isdecimal() and last.isdecimal() and len(first) == len(last)):
        return pages
    shared = next((at for at in range(len(first) - 1) if first[at] != last[at]), len(first) - 1)
    return f"{first}-{last[shared:]}"


def _sentences(parts: Iterable[PhrasePart]) -> Inlines:
    """Join the non-empty parts as sentences that begin with a capital."""
    return sentences(map(capitalized, parts))
