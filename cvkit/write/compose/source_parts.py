"""The parts of the source of a work that the house form and the citation styles share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from urllib.parse import quote, unquote

from cvkit.model.date import Date
from cvkit.model.identifiers import ARCHIVE
from cvkit.model.inline import Inlines, Link, Str, plain_text
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.page_range import with_dash
from cvkit.model.style import Style
from cvkit.model.value_class import dataclass
from cvkit.model.work import Appeared, Talk, Work, WorkKind
from cvkit.write.compose.dates import TIE, date_text
from cvkit.write.compose.phrase import (
    PhrasePart,
    fill_template,
    join_phrases,
    localized,
    own_words,
    parenthesized,
    phrase,
    role_of_talk,
)
from cvkit.write.locales import Locale

MEETINGS: frozenset[WorkKind] = frozenset({"conference", "workshop", "poster", "wip", "demo"})
"""Kinds that are presented at a meeting and appear in its proceedings."""
NAMED_KINDS: frozenset[WorkKind] = frozenset({"poster", "wip", "demo"})
"""Kinds that are no papers, and of which nothing else in a citation says so."""

MONOGRAPHS: frozenset[WorkKind] = frozenset({"book", "chapter", "thesis", "report"})
"""Kinds whose volume is a book."""

_WORD_BEFORE = lazy_pattern(r"(?:[^\W\d_]+\.|[^\W\d_]{2,}\s|§+)\s*\w*\d")
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMBERED = lazy_pattern(
    rf"(?:(\d+)(?:st|nd|rd|th|er?|\.)?|({'|'.join(_ORDINALS)}))(?:\s*(?:ed|edition|Aufl|Auflage)\.?)?", re.IGNORECASE
)
"""An edition that is a number, as a person or a program types it: `2`, `2nd`, `Second edition`."""
_SAYS_EDITION = lazy_pattern(r"\bed(?:s|n|ition)?\b|éd|edici|aufl|ausg|изд|wyd|版|판|巻", re.IGNORECASE)
_ARXIV_DOI = "10.48550/arxiv."


@dataclass(frozen=True)
class Printing:
    """The facts that a document prints only if it asks for them."""

    publisher: bool = False
    """The publishers of articles and of proceedings."""
    doi: bool = False
    """The DOI in addition to a link to it."""
    significance: bool = False
    contribution: bool = False

    @classmethod
    def chosen(cls, style: Style, options: Mapping[str, str]) -> Printing:
        """Return what the options of a document and the defaults of its style ask for."""
        return cls(**{field.name: style.is_on(field.name, options) for field in fields(cls)})


@dataclass(frozen=True)
class Editors:
    """The editors of the volume in which a work appeared."""

    names: str = ""
    are_several: bool = False

    def followed_by(self, one: str, several: str) -> str:
        """Return the names with the word for one editor or for several; empty if there are no names."""
        return self.names and self.names + (several if self.are_several else one)


@dataclass(frozen=True)
class Imprint:
    """The publisher of a work, and the place of its publisher."""

    publisher: Inlines = ()
    place: Inlines = ()

    def __bool__(self) -> bool:
        return bool(self.publisher or self.place)

    def in_one(self, colon: str) -> Inlines:
        """`Berlin: Springer`."""
        return join_phrases(colon, [self.place, self.publisher])


def imprint(work: Appeared, locale: Locale, printing: Printing) -> Imprint:
    """Return the publisher of a work, if it is printed.

    The publisher of an article or of proceedings is printed if the document asks for it, or if nothing else says where
    the work appeared. The name of a venue of a book is that of its publisher.
    """
    venue = work.venue
    if not venue:
        return Imprint()
    is_usual = work.kind != "journal" and work.kind not in MEETINGS
    if not (is_usual or printing.publisher or not venue.name):
        return Imprint()
    publisher = venue.publisher or (venue.name if work.kind == "book" else None)
    return Imprint(localized(publisher, locale), localized(venue.publisher_place, locale))


def named_kind(work: Appeared, locale: Locale) -> Inlines:
    """Return the kind of a work that would else read as a paper, `(poster)`, unless its own words name it."""
    if work.kind not in NAMED_KINDS or work.genre:
        return ()
    kind = locale.genres[work.kind]
    note = localized(work.note, locale)
    words = " ".join(map(plain_text, [localized(work.title, locale), *venue_names(work, locale), note]))
    is_said = any(name in words.replace("-", " ").casefold() for name in (work.kind, kind.casefold()))
    return () if is_said else own_words(locale.in_parentheses(kind).strip())


def venue_names(work: Appeared, locale: Locale, with_short: bool = True) -> list[Inlines]:
    """Return the names of the venues of a work, each with its short name in parentheses, unless the name ends with it.

    A book appears in no venue: it is one. Only its publisher can be given as a venue. arXiv is no venue beside an
    arXiv identifier, which prints too.
    """
    named = [(venue.name or venue.publisher, venue.short) for venue in work.also_in]
    if work.venue:
        is_publisher = work.kind == "book" and not work.venue.publisher
        if not names_archive(work, locale):
            named.insert(0, (None if is_publisher else work.venue.name, work.venue.short))
    texts = [
        _with_short(localized(name, locale), localized(short, locale) if with_short else (), locale)
        for name, short in named
    ]
    return [text for text in texts if text]


def names_archive(work: Appeared, locale: Locale) -> bool:
    """Whether the venue of a work is arXiv, and it has an arXiv identifier."""
    name = plain_text(localized(work.venue.name, locale)) if work.venue and work.arxiv else ""
    return bool(ARCHIVE.fullmatch(name))


def _with_short(name: Inlines, short: Inlines, locale: Locale) -> Inlines:
    if not name or not short:
        return name or short
    is_named = plain_text(name).endswith(tuple(f"{a}{plain_text(short)}{b}" for a, b in ("()", "（）")))
    return name if is_named else phrase(name, parenthesized(short, locale))


def is_serial(work: Appeared) -> bool:
    """Whether a work appeared in a journal, or in proceedings that are published as one."""
    return work.kind not in MONOGRAPHS and (bool(work.issue) or work.kind not in MEETINGS)


def page_range(work: Appeared, dash: str = "–") -> str:
    """Return the pages of a work; `1-` and `1ff` are `1 ff.`.

    An article number that equals the pages is not repeated.
    """
    if not work.pages or work.pages == work.article_number:
        return ""
    pages = work.pages.strip()
    if open_range := re.fullmatch(r"(\w+)-", pages):
        return f"{open_range[1]} ff."
    if following := re.fullmatch(r"(\d+)\s*(ff?)\.?", pages):
        return f"{following[1]} {following[2]}."
    return with_dash(pages, dash)


def pages_and_article(work: Appeared, dash: str = "–") -> tuple[str, str]:
    """Return the pages and the article number of a work as printed.

    One number such as `e12` in the pages is an article number: publishers number articles so, but no pages.
    """
    pages, article = page_range(work, dash), work.article_number or ""
    is_article = not article and re.fullmatch(r"e\d+", pages, re.IGNORECASE)
    return ("", pages) if is_article else (pages, article)


def labelled_pages(pages: str, one: str, several: str) -> str:
    """Return pages in the form for one page or for several; empty if there are none.

    Pages with a word for something else before them stay as typed: `Sp. 310` is a column, `fol. 12r` a leaf.
    """
    if not pages or _WORD_BEFORE.match(pages):
        return pages
    return (several if re.search(r"[–,-]| ff?\.", pages) else one).format(pages=pages)


def edition_of(work: Appeared, locale: Locale) -> Inlines:
    """Return the edition of a book: `2nd ed.`, `revised ed.`; a text that says that it is an edition stays."""
    text = localized(work.edition, locale)
    if found := _NUMBERED.fullmatch(plain_text(text)):
        number = int(found[1] or _ORDINALS.index(found[2].lower()) + 1)
        return own_words(locale.counted("numbered_edition", number))
    if not text or _SAYS_EDITION.search(plain_text(text)):
        return text
    return fill_template(locale.named_edition, edition=text)


def volume_of(work: Appeared) -> str:
    """Return the volume of a work, without the word for it: each form has its own."""
    return re.sub(r"^(?:vol|volume|Bd|Band)\b\.?\s*(?=\w)", "", work.volume or "", flags=re.IGNORECASE)


def volume_of_collection(work: Appeared) -> str:
    """Return the volume of a work if it counts in the collection, which then has no number of its own."""
    is_counted = work.collection and not work.collection.number and not is_serial(work)
    return volume_of(work) if is_counted else ""


def volume_of_book(work: Appeared) -> str:
    """Return the volume of a work if it is that of a book."""
    is_book = work.kind in MONOGRAPHS and not work.issue and not volume_of_collection(work)
    return volume_of(work) if is_book else ""


def number_in_collection(work: Appeared) -> str:
    """Return the number of a work in its collection, unless it is called a volume."""
    return (work.collection and work.collection.number) or ""


def collection_of(work: Appeared, locale: Locale, before: str = TIE, number: PhrasePart = None) -> Inlines:
    """Return the collection of a work with its number, and the text before the number.

    `number` is the number with its word; without it, it is printed alone.
    """
    title = localized(work.collection.title, locale) if work.collection else ()
    return join_phrases(before, [title, number or volume_of_collection(work) or number_in_collection(work)])


def archive_of(work: Appeared) -> Inlines:
    """Return the arXiv identifier of a work, as a link to its page on arXiv."""
    return (Link(f"https://arxiv.org/abs/{work.arxiv}", (Str(f"arXiv:{work.arxiv}"),)),) if work.arxiv else ()


def doi_link(work: Appeared, before: str) -> Inlines:
    """Return the DOI of a work as a link, unless it only repeats the arXiv identifier."""
    if not work.doi or repeats_arxiv(work):
        return ()
    return (Link(doi_address(work.doi), (Str(f"{before}{work.doi}"),)),)


def repeats_arxiv(work: Appeared) -> bool:
    """Whether the DOI of a work is that of arXiv for the same identifier."""
    unversioned = re.sub(r"v\d+$", "", work.arxiv or "")
    return bool(work.doi and unversioned) and (work.doi or "").lower() == f"{_ARXIV_DOI}{unversioned}".lower()


def is_doi_address(url: str, doi: str) -> bool:
    """Whether an address is one of those that lead to a DOI."""
    return bool(re.fullmatch(rf"https?://(?:dx\.)?doi\.org/{re.escape(doi)}", unquote(url), re.IGNORECASE))


def doi_address(doi: str | None) -> str:
    """Return the address of a DOI, percent-encoded: a DOI may contain characters that have a meaning in an address."""
    return f"https://doi.org/{quote(doi, safe='/:;().,_-+')}" if doi else ""


def role_as_sentence(work: Work, locale: Locale) -> Inlines:
    """Return the role of a talk that begins with a capital, `Invited talk`, if its venue is printed before it."""
    if not isinstance(work, Talk) or not work.role or not (work.venue or work.hosts or work.event):
        return ()
    role = role_of_talk(work, locale)
    return role if plain_text(role)[:1].isupper() else ()


def host_of(work: Appeared, locale: Locale) -> list[Inlines]:
    """Return the organizations at which a talk was given."""
    return [localized(host, locale) for host in work.hosts] if isinstance(work, Talk) else []


def serial_numbers(work: Appeared) -> str:
    """Return the ISSNs and ISBNs of every venue of a work."""
    names = {"issn": "ISSN", "eissn": "eISSN", "isbn": "ISBN"}
    venues = [*filter(None, [work.venue]), *work.also_in]
    numbers = [(kind, getattr(venue, field)) for venue in venues for field, kind in names.items()]
    return ", ".join(f"{kind}{TIE}{number}" for kind, number in dict.fromkeys(numbers) if number)


def volume_behind_name(work: Appeared) -> Inlines:
    """Return the volume and issue behind the name of a journal or proceedings; those of a book are details."""
    if volume_of_book(work) or volume_of_collection(work):
        return ()
    return phrase(volume_of(work), f"({work.issue})" if work.issue else "")


def when_text(date: Date | None, locale: Locale) -> str:
    """Return a date as year and month."""
    return date_text(date, locale, with_day=False) if date else ""
