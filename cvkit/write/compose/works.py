"""Blocks of works: label, title, authors with their markers, venue, details, date, metrics."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

from cvkit.model.date import Date
from cvkit.model.distinction import Acceptance, Metric
from cvkit.model.document import Document
from cvkit.model.inline import Inlines, Link, Str, plain_text
from cvkit.model.record import Record
from cvkit.model.selection import Listing
from cvkit.model.work import Appeared, Dataset, Patent, Software, Talk, Work, people_of
from cvkit.number import Label
from cvkit.number.roles import AuthorMarkers
from cvkit.write.blocks import LabelledLink, WorkBlock
from cvkit.write.compose.byline import BylineComposer
from cvkit.write.compose.citation import source_line
from cvkit.write.compose.dates import TIE, date_in_year_text, date_text
from cvkit.write.compose.phrase import genre_of, in_words, join_phrases, localized, parenthesized, phrase
from cvkit.write.locales import Locale

TO_THE_DAY = frozenset({"conference", "workshop", "poster", "wip", "demo", "talk", "patent"})
"""Kinds whose date is printed with the day, because they happen on a day."""

PUBMED = "https://pubmed.ncbi.nlm.nih.gov/{}/"
PMC = "https://pmc.ncbi.nlm.nih.gov/articles/{}/"

_RANGE = re.compile(r"(?<=[\dA-Za-z])\s*[-–—]+\s*(?=[\dA-Za-z])")


class WorkComposer:
    """Composes the blocks of the works of one record."""

    def __init__(self, record: Record, document: Document, locale: Locale) -> None:
        self.record = record
        self.locale = locale
        self.citation = document.citation
        self.markers = AuthorMarkers(record, document.markers)
        self.bylines = BylineComposer(record, self.markers, locale)

    def legend(self, works: Iterable[Work]) -> tuple[tuple[str, str], ...]:
        """Return the markers that occur in the author lists of works, each with its meaning."""
        meanings = self.markers.legend([people_of(work) for work in works])
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
        date = printed_date(work)
        block = self._patent(work) if isinstance(work, Patent) else self._published(work, listing)
        return replace(
            block,
            id=work.id or "",
            anchor=label.anchor if label else "",
            label=label.text if label else "",
            items=self._items(work),
            abstract=localized(work.abstract, self.locale) if not isinstance(work, Patent) else (),
            abstract_label=self.locale.abstract,
            when=date_text(date, self.locale, with_day=False) if date else "",
            title_addon=localized(work.title_addon, self.locale),
            note=localized(work.note, self.locale),
            authors=authors,
            after_authors=after_authors,
            links=self._links(work, block.url),
        )

    def _published(self, work: Appeared, listing: Listing) -> WorkBlock:
        locale = self.locale
        editors = self.bylines.editors(work, listing)
        if self.citation != "house":
            return WorkBlock(
                title=localized(work.title, locale),
                url=work.url or "",  # the DOI is in the line of the source
                details=source_line(work, self.citation, locale, editors),
                metrics=tuple(self._metrics(work)),
                issn=_issn(work),
            )
        date, date_in_year, day, day_in_year = self._date(work)
        status = locale.status[work.status] if work.status else ""
        archive = _archive(work)
        return WorkBlock(
            title=localized(work.title, locale),
            url=_address(work),
            venue=self._venue(work),
            volume=_volume(work) if work.venue else archive or _volume(work),
            details=join_phrases(
                ", ", [editors, *self._details(work), *self._release(work), archive if work.venue else None, status]
            ),
            place=localized(work.event.place, locale) if work.event else (),
            date=date,
            date_in_year=date_in_year,
            year=str(work.date.year) if work.date else "",
            day=day,
            day_in_year=day_in_year,
            metrics=tuple(self._metrics(work)),
            issn=_issn(work),
        )

    def _patent(self, work: Patent) -> WorkBlock:
        locale = self.locale
        office = locale.patents.get(work.country or "", locale.patent.format(country=work.country or "").strip())
        event = next((e for e in ("granted", "published", "filed") if getattr(work, e)), "")
        date = date_text(work.date, locale) if work.date else ""
        return WorkBlock(
            title=localized(work.title, locale),
            year=str(work.date.year) if work.date else "",
            url=work.url or "",
            details=join_phrases(
                ", ",
                [
                    TIE.join(filter(None, [office[:1].upper() + office[1:], *(work.number or "").split()])),
                    locale.patent_events[event].format(date=date) if event else None,
                    _patent_status(work, event, locale),
                ],
            ),
            metrics=tuple(self._tags(work)),
        )

    def _venue(self, work: Appeared) -> Inlines:
        """Return every venue with its short name; without a venue, the host or event, or the archive of a preprint."""
        venues = [*filter(None, [work.venue]), *work.also_in]
        named = [phrase(localized(v.name, self.locale), parenthesized(localized(v.short, self.locale))) for v in venues]
        if not named and isinstance(work, Talk):
            named = [localized(host, self.locale) for host in work.hosts]
        if not named and work.event and work.event.name:
            return localized(work.event.name, self.locale)
        if not named and work.arxiv and work.kind == "preprint":
            return phrase(self.locale.preprint)
        return in_words(named, self.locale)

    def _details(self, work: Appeared) -> list[Inlines | str | None]:
        locale = self.locale
        pages = work.pages and _RANGE.sub("–", work.pages)
        form = locale.pages if pages and re.search(r"[–,]", pages) else locale.page
        is_named = work.venue or (isinstance(work, Talk) and work.hosts)
        event = localized(work.event.name, locale) if work.event and is_named else ()
        return [
            event,
            form.format(pages=pages).replace(" ", TIE) if pages else None,
            locale.article.format(number=work.article_number).replace(" ", TIE) if work.article_number else None,
            locale.page_count.format(count=work.page_count).replace(" ", TIE) if work.page_count else None,
            join_phrases(" ", [genre_of(work, locale), work.number]),
            localized(work.venue.publisher, locale) if work.venue else None,
        ]

    def _release(self, work: Appeared) -> list[Inlines | str | None]:
        """Return the hosts of a talk that are not its venue, and its type; of other works the version and license."""
        if isinstance(work, Talk):
            hosts = [localized(host, self.locale) for host in work.hosts] if work.venue or work.also_in else []
            return [*hosts, localized(work.role, self.locale)]
        if isinstance(work, Software | Dataset):
            return [self.locale.version.format(version=work.version) if work.version else None, work.license]
        return []

    def _items(self, work: Work) -> tuple[Inlines, ...]:
        """Return the description and the highlights of a work, one line each."""
        if isinstance(work, Patent):
            return ()
        described = isinstance(work, Software | Dataset) and work.description
        return tuple(localized(text, self.locale) for text in (*([described] if described else []), *work.highlights))

    def _date(self, work: Appeared) -> tuple[str, str, str, str]:
        """Return the date to print, with and without its year, and both with the days if the former omit them."""
        date = printed_date(work)
        if date is None:
            return "", "", "", ""
        is_same_year = work.date and work.date.year == date.year

        def both(with_day: bool) -> tuple[str, str]:
            whole = date_text(date, self.locale, with_day)
            return whole, date_in_year_text(date, self.locale, with_day) if is_same_year else whole

        printed, with_day = both(work.kind in TO_THE_DAY), both(with_day=True)
        return (*printed, *(with_day if with_day != printed else ("", "")))

    def _metrics(self, work: Appeared) -> list[Inlines]:
        locale = self.locale
        found = self._tags(work)
        for metric in work.metrics:
            found += map(phrase, _metric(metric, locale))
        found += [
            phrase(localized(rating.scheme, locale), f" {rating.value}", parenthesized(str(rating.year or "")))
            for rating in work.ratings
        ]
        if work.acceptance:
            found.append(phrase(_acceptance(work.acceptance, locale)))
        found += [localized(badge, locale) for badge in work.badges]
        for award in work.awards:
            when = date_text(award.date, locale, with_day=False) if award.date else None
            found.append(
                phrase(
                    localized(award.title, locale),
                    parenthesized(join_phrases(", ", [localized(award.by, locale), when])),
                )
            )
        return [metric for metric in found if metric]

    def _tags(self, work: Work) -> list[Inlines]:
        """Return the texts of those tags of a work for which the record has one."""
        return [localized(self.record.tags[tag], self.locale) for tag in work.tags if tag in self.record.tags]

    def _links(self, work: Work, address: str) -> tuple[LabelledLink, ...]:
        """Return the links of a work, with its repository unless one of them or the link of the title leads there."""
        links = tuple(LabelledLink(localized(link.label, self.locale), link.url) for link in work.links)
        if isinstance(work, Patent):
            return links
        if ids := work.ids:
            links += tuple(
                LabelledLink(phrase(name), address.format(number))
                for name, address, number in (("PubMed", PUBMED, ids.pmid), ("PMC", PMC, ids.pmcid))
                if number
            )
        code = work.repository
        if not code or code in {address, *(link.url for link in links)}:
            return links
        return (*links, LabelledLink(phrase(self.locale.code), code))


def _patent_status(work: Patent, event: str, locale: Locale) -> str:
    """Return the status of a patent, unless the event with its date says as much."""
    steps = ["", "filed", "published", "granted", "abandoned", "expired"]
    is_later = steps.index(work.status or "") > steps.index(event)
    return locale.patent_events[work.status or ""].format(date="").strip() if is_later else ""


def printed_date(work: Work) -> Date | None:
    """Return the date of a work; for a kind that happens on a day, the date of its event if it has one."""
    event = work.event if not isinstance(work, Patent) and work.kind in TO_THE_DAY else None
    return event.date if event and event.date else work.date


def _address(work: Appeared) -> str:
    """Return the address of the link on the title: the `url`, else the DOI, else the repository of software."""
    return work.url or _doi_address(work.doi) or (work.repository if isinstance(work, Software) else "") or ""


def _doi_address(doi: str | None) -> str:
    """Return the address of a DOI, percent-encoded: a DOI may contain characters that have a meaning in an address."""
    return f"https://doi.org/{quote(doi, safe='/:;().,_-+')}" if doi else ""


def _volume(work: Appeared) -> Inlines:
    return phrase(f"{work.volume or ''}({work.issue})" if work.issue else work.volume)


def _archive(work: Appeared) -> Inlines:
    """Return the arXiv identifier of a work, as a link to its page on arXiv."""
    return (Link(f"https://arxiv.org/abs/{work.arxiv}", (Str(f"arXiv:{work.arxiv}"),)),) if work.arxiv else ()


def _issn(work: Appeared) -> str:
    """Return the ISSNs and ISBNs of every venue of a work."""
    names = {"issn": "ISSN", "eissn": "eISSN", "isbn": "ISBN"}
    venues = [*filter(None, [work.venue]), *work.also_in]
    numbers = [(kind, getattr(venue, field)) for venue in venues for field, kind in names.items()]
    return ", ".join(f"{kind}{TIE}{number}" for kind, number in dict.fromkeys(numbers) if number)


def _metric(metric: Metric, locale: Locale) -> list[str]:
    """Return the texts of a metric: `IF 10.6`, `JCR 2023 top 2.2%`, `Q1`.

    Without `top`, the year of the edition follows the factor: `IF 10.6 (JCR 2023)`.
    """
    factor = locale.impact_factor.format(value=locale.decimals(metric.value)) if metric.value else ""
    edition = locale.edition.format(year=metric.year) if metric.year else ""
    top = locale.top_percent.format(percent=locale.decimals(metric.top_percent)) if metric.top_percent else ""
    quartile = f"Q{metric.quartile}" if metric.quartile else ""
    if factor and edition and not top:
        factor, edition = f"{factor} ({edition})", ""
    return list(filter(None, [factor, f"{edition} {top}".strip(), quartile]))


def _acceptance(acceptance: Acceptance, locale: Locale) -> str:
    accepted, submitted, rate = acceptance.accepted, acceptance.submitted, acceptance.rate
    counts = ""
    if accepted is not None and submitted:
        counts = locale.acceptance_counts.format(accepted=locale.number(accepted), submitted=locale.number(submitted))
        rate = rate or f"{100 * accepted / submitted:.1f}"
    if not rate:
        return ""
    return locale.acceptance.format(rate=locale.decimals(rate)) + (f" ({counts})" if counts else "")
