"""Blocks of works: label, title, authors with their markers, venue, details, date, metrics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cvkit.model.author import AuthorList
from cvkit.model.date import Date
from cvkit.model.document import Document
from cvkit.model.inline import Inlines, plain_text
from cvkit.model.selection import Listing
from cvkit.model.style import Style
from cvkit.model.work import Appeared, Dataset, Patent, Software, Talk, Work
from cvkit.number import Label, Numbered
from cvkit.number.roles import AuthorMarkers
from cvkit.write.blocks import BulletBlock, WorkBlock
from cvkit.write.compose.bullets import bullets
from cvkit.write.compose.byline import BylineComposer
from cvkit.write.compose.citation import source_line
from cvkit.write.compose.dates import TIE, date_in_year_text, date_text
from cvkit.write.compose.distinctions import distinctions
from cvkit.write.compose.links_of_work import address_of, doi_of, links_of
from cvkit.write.compose.patent_line import patent_line
from cvkit.write.compose.phrase import (
    PhrasePart,
    genre_of,
    in_words,
    join_phrases,
    localized,
    own_words,
    phrase,
    role_of_talk,
    sentences,
)
from cvkit.write.compose.source_parts import (
    MEETINGS,
    Editors,
    Printing,
    archive_of,
    collection_of,
    edition_of,
    host_of,
    imprint,
    labelled_pages,
    named_kind,
    names_archive,
    pages_and_article,
    role_as_sentence,
    serial_numbers,
    venue_names,
    volume_behind_name,
    volume_of_book,
    when_text,
)
from cvkit.write.compose.version_texts import VersionTexts
from cvkit.write.locales import Locale

TO_THE_DAY = frozenset({"conference", "workshop", "poster", "wip", "demo", "talk", "patent"})
"""Kinds whose date is printed with the day, because they happen on a day."""


class WorkComposer:
    """Composes the blocks of the works of one record."""

    def __init__(self, numbered: Numbered, document: Document, style: Style, locale: Locale) -> None:
        self.record = numbered.record
        self.locale = locale
        self.citation = document.citation
        self.printing = Printing.chosen(style, document.options)
        self.markers = AuthorMarkers(self.record, document.markers)
        self.bylines = BylineComposer(self.record, self.markers, locale)
        self.versions = VersionTexts(numbered, locale)

    def legend(self, lists: Iterable[AuthorList]) -> tuple[tuple[str, str], ...]:
        """Return the markers that occur in author lists, each with its meaning."""
        meanings = self.markers.legend([*lists])
        return tuple((self.markers.signs[meaning], self._meaning(meaning)) for meaning in meanings)

    def _meaning(self, meaning: str) -> str:
        """Return the text of a legend: that of the record, else that of the language, else the name of the role."""
        role = self.record.roles.get(meaning)
        if role and role.legend:
            return plain_text(localized(role.legend, self.locale))
        if meaning in self.locale.markers:
            return self.locale.markers[meaning]
        return meaning if role else self.locale.markers["equal_contributor"]

    def block(self, work: Work, label: Label | None, listing: Listing) -> WorkBlock:
        """Return the block of one work of a list."""
        # The owner as the only speaker of a talk needs no mention.
        is_alone = isinstance(work, Talk) and len(work.authors) == 1 and not work.is_open
        is_own = is_alone and self.record.owner.index(work.authors) == 0
        authors, after_authors = ((), ()) if is_own else self.bylines.line(work, listing)
        block = self._patent(work) if isinstance(work, Patent) else self._published(work, listing)
        role = role_as_sentence(work, self.locale) if self.citation == "house" else ()
        return replace(
            block,
            id=work.id or "",
            anchor=label.anchor if label else "",
            label=label.text if label else "",
            items=self._items(work),
            abstract=localized(work.abstract, self.locale) if not isinstance(work, Patent) else (),
            abstract_label=self.locale.abstract,
            title_addon=self._behind_title(work, listing),
            note=sentences([role, localized(work.note, self.locale)], self.locale.stop),
            authors=authors,
            after_authors=after_authors,
            versions=self.versions.of(work),
            links=links_of(work, block.url, self.locale),
        )

    def _behind_title(self, work: Work, listing: Listing) -> Inlines:
        addon = localized(work.title_addon, self.locale)
        if addon or isinstance(work, Patent) or listing.groups == "kind":
            return addon
        return named_kind(work, self.locale)

    def _published(self, work: Appeared, listing: Listing) -> WorkBlock:
        editors = self.bylines.editors(work, listing)
        is_house = self.citation == "house"
        block = self._house(work, editors) if is_house else self._cited(work, editors)
        return replace(
            block,
            title=localized(work.title, self.locale),
            metrics=(*self._tags(work), *distinctions(work, self.locale)),
            issn=serial_numbers(work),
            status=self.locale.status[work.status] if work.status else "",
        )

    def _cited(self, work: Appeared, editors: Editors) -> WorkBlock:
        """Return the block of a work in a citation style; its details contain the date and the DOI."""
        return WorkBlock(
            title=(),
            url=work.url or "",
            details=source_line(work, self.citation, self.locale, editors, self.printing),
        )

    def _house(self, work: Appeared, editors: Editors) -> WorkBlock:
        locale = self.locale
        date, date_in_year, day, day_in_year = self._date(work)
        venue, archive = self._venue(work), archive_of(work)
        has_venue = work.venue and not names_archive(work, locale)
        behind_venue = archive if archive and not has_venue else volume_behind_name(work)
        details = [
            *self._details(work, editors, has_volume=behind_venue != archive),
            *self._release(work),
            archive if behind_venue != archive else None,
            own_words(locale.status[work.status]) if work.status else None,
        ]
        return WorkBlock(
            title=(),
            url=address_of(work),
            venue=venue,
            volume=behind_venue,
            details=join_phrases(locale.comma, details),
            place=localized(work.event.place, locale) if work.event else (),
            date=date,
            date_in_year=date_in_year,
            year=work.date.years if work.date else "",
            day=day,
            day_in_year=day_in_year,
            when=when_text(printed_date(work), locale),
            exact=(day or date) if (happened := printed_date(work)) and happened.has_days else "",
            doi=doi_of(work, self.printing),
        )

    def _patent(self, work: Patent) -> WorkBlock:
        return WorkBlock(
            title=localized(work.title, self.locale),
            year=work.date.years if work.date else "",
            url=work.url or "",
            when=when_text(work.date, self.locale),
            details=patent_line(work, self.locale),
            metrics=self._tags(work),
        )

    def _venue(self, work: Appeared) -> Inlines:
        """Return every venue with its short name; without a venue, the host or event, or the archive of a preprint."""
        named = venue_names(work, self.locale) or host_of(work, self.locale)
        if not named and work.event and work.event.name:
            return localized(work.event.name, self.locale)
        if not named and work.arxiv and work.kind == "preprint":
            return phrase(self.locale.preprint)
        return in_words(named, self.locale)

    def _details(self, work: Appeared, editors: Editors, *, has_volume: bool) -> list[PhrasePart]:
        locale = self.locale
        pages, article = pages_and_article(work)
        is_named = venue_names(work, locale) or host_of(work, locale)
        event = localized(work.event.name, locale) if work.event and is_named else ()
        volume = volume_of_book(work) or ("" if has_volume else plain_text(volume_behind_name(work)))
        genre, is_named_first = (
            join_phrases(" ", [genre_of(work, locale), work.number]),
            work.kind in ("thesis", "report"),
        )
        return [
            event,
            genre if is_named_first else None,
            editors.followed_by(*map(locale.in_parentheses, (locale.editor, locale.editors))),
            edition_of(work, locale),
            _tied(locale.volume.format(number=volume)) if volume else None,
            collection_of(work, locale),
            _tied(locale.chapter.format(number=work.chapter)) if work.chapter else None,
            _tied(labelled_pages(pages, locale.page, locale.pages)) if pages else None,
            _tied(locale.article.format(number=article)) if article else None,
            _tied(locale.counted("page_count", work.page_count)) if work.page_count is not None else None,
            None if is_named_first else genre,
            imprint(work, locale, self.printing).in_one(locale.colon),
        ]

    def _release(self, work: Appeared) -> list[PhrasePart]:
        """Return the hosts of a talk that are not its venue, and its type; of other works the version and license."""
        if isinstance(work, Talk):
            hosts = [localized(host, self.locale) for host in work.hosts] if work.venue or work.also_in else []
            return [*hosts, () if role_as_sentence(work, self.locale) else role_of_talk(work, self.locale)]
        if isinstance(work, Software | Dataset):
            version = own_words(self.locale.version.format(version=work.version)) if work.version else None
            return [version, work.license]
        return []

    def _items(self, work: Work) -> tuple[BulletBlock, ...]:
        """Return the description and the highlights of a work, and the texts for dossiers, one line each."""
        described = isinstance(work, Software | Dataset) and work.description
        highlights = () if isinstance(work, Patent) else work.highlights
        found = list(bullets((*([described] if described else []), *highlights), self.locale))
        if work.significance and self.printing.significance:
            found.append(BulletBlock(phrase(self.locale.significance, localized(work.significance, self.locale))))
        if work.contribution and self.printing.contribution:
            found.append(BulletBlock(phrase(self.locale.contribution, localized(work.contribution, self.locale))))
        return tuple(found)

    def _date(self, work: Appeared) -> tuple[str, str, str, str]:
        """Return the date to print, with and without its year, and both with the days if the former omit them."""
        date = printed_date(work)
        if date is None:
            return "", "", "", ""
        is_same_year = work.date and work.date.year == date.year

        def both(with_day: bool) -> tuple[str, str]:
            whole = date_text(date, self.locale, with_day)
            rest = date_in_year_text(date, self.locale, with_day) if is_same_year else whole
            return whole, "" if date.has_only_years else rest

        printed, with_day = both(work.kind in TO_THE_DAY), both(with_day=True)
        if work.date and not is_same_year and work.kind in MEETINGS:  # its proceedings appeared in another year
            appeared = self.locale.patent_events["published"].format(date=date_text(work.date, self.locale, False))
            printed, with_day = ((f"{whole}{self.locale.comma}{appeared}", rest) for whole, rest in (printed, with_day))
        return (*printed, *(with_day if with_day != printed else ("", "")))

    def _tags(self, work: Work) -> tuple[Inlines, ...]:
        """Return the texts of those tags of a work for which the record has one."""
        return tuple(localized(self.record.tags[tag], self.locale) for tag in work.tags if tag in self.record.tags)


def _tied(text: str) -> Inlines:
    """Return words of cvkit that stay on one line."""
    return own_words(text.replace(" ", TIE))


def printed_date(work: Work) -> Date | None:
    """Return the date of a work; for a kind that happens on a day, the date of its event if it has one."""
    event = work.event if not isinstance(work, Patent) and work.kind in TO_THE_DAY else None
    return event.date if event and event.date else work.date
