"""The line with the source of a publication, in the order and with the punctuation of a citation style.

The styles define authors, title and source together. In a CV, the title and the authors are on separate lines, with
labels and markers. So only the source follows the style, with the date at the position that the style gives it:

- APA: Publication Manual of the American Psychological Association, 7th ed., chapters 9 and 10;
- IEEE: IEEE Reference Style Guide for Authors, 2023;
- Vancouver: Citing Medicine, National Library of Medicine, 2nd ed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cvkit.model.inline import Emphasis, Inlines, Link, Str, plain_text
from cvkit.model.work import Appeared
from cvkit.write.compose.dates import date_text
from cvkit.write.compose.phrase import genre_of, in_words, join_phrases, localized, parenthesized, phrase
from cvkit.write.locales import Locale

DASHES = re.compile(r"\s*[-–—]+\s*")
MEETINGS = frozenset({"conference", "workshop", "poster", "wip", "demo", "chapter"})
"""Kinds that appear as a part of proceedings or of a book."""


def source_line(work: Appeared, style: str, locale: Locale, editors: str = "") -> Inlines:
    """Return the venue and the date of a work in a citation style: `apa`, `ieee` or `vancouver`.

    `editors` are the editors of the volume, as they are printed.
    """
    return _STYLES[style](work, locale, editors)


def _apa(work: Appeared, locale: Locale, editors: str) -> Inlines:
    """`(2025). In *Venue* (pp. 1–9). Publisher. https://doi.org/…`."""
    venue = _italic(_venue(work, locale))
    when = str(work.date.year) if work.date else locale.status.get(work.status or "", "") or "n.d."
    pages = _pages(work, "–")
    if work.kind in MEETINGS:
        counted = f"{'pp.' if '–' in pages else 'p.'} {pages}" if pages else _number(work, "Article ")
        source = phrase("In " if venue else "", join_phrases(", ", [editors, venue]), parenthesized(counted))
    else:
        volume = phrase(_italic(phrase(work.volume)), f"({work.issue})" if work.issue else "")
        source = join_phrases(", ", [venue, editors, volume, pages, _number(work, "Article ")])
    doi = _doi(work, "https://doi.org/")
    if work.kind == "thesis":  # Title [PhD thesis, University]
        source = phrase("[", join_phrases(", ", [genre_of(work, locale), venue]), "]")
    elif genre := _genre(work, locale):
        source = _sentences([genre, source], ())
    return _sentences([f"({when})", source, _place(work, locale), _publisher(work, locale)], doi)


def _ieee(work: Appeared, locale: Locale, editors: str) -> Inlines:
    """`in *Venue*, Place, Oct. 2022, vol. 1, no. 2, pp. 1–9, doi: …`."""
    pages = _pages(work, "–")
    venue = _italic(_venue(work, locale, short=False))
    parts: list[Inlines | str] = [
        genre_of(work, locale) if work.kind == "thesis" else "",
        phrase("in " if venue and work.kind in MEETINGS else "", venue),
        "" if work.kind == "thesis" else _genre(work, locale),
        editors,
        _place(work, locale),
        f"vol. {work.volume}" if work.volume else "",
        f"no. {work.issue}" if work.issue else "",
        f"{'pp.' if '–' in pages else 'p.'} {pages}" if pages else "",
        _number(work, "Art. no. "),
        date_text(work.date, locale, with_day=False) if work.date else locale.status.get(work.status or "", ""),
        _doi(work, "doi: "),
    ]
    return join_phrases(", ", parts)


def _vancouver(work: Appeared, locale: Locale, editors: str) -> Inlines:
    """`Venue. 2025 Jan;12(3):124-35`, `In: Venue; 2022 Oct; Place. Publisher; 2022. p. 1-9`."""
    pages = _shortened(_pages(work, "-"))
    venue = _venue(work, locale, short=False)
    year = str(work.date.year) if work.date else locale.status.get(work.status or "", "")
    if work.kind in MEETINGS:
        where = join_phrases(
            "; ", [phrase("In: " if venue else "", join_phrases(". ", [editors, venue])), _place(work, locale)]
        )
        imprint = join_phrases("; ", [_publisher(work, locale), year])
        return _sentences([where, imprint, f"p. {pages}" if pages else _number(work, "")], _doi(work, "doi:"))
    month = ""
    if work.date and work.date.start.month:
        month = " " + locale.months[work.date.start.month - 1].rstrip(".")
    volume = f"{work.volume or ''}{f'({work.issue})' if work.issue else ''}"
    numbers = f"{f';{volume}' if volume else ''}{f':{pages}' if pages else _number(work, ':')}"
    dated = phrase(f"{year}{month}{numbers}" if year else "")
    if work.kind == "thesis":
        parts = [phrase("[", genre_of(work, locale), "]"), join_phrases("; ", [venue, dated])]
    else:
        parts = [venue, phrase(editors), dated, _genre(work, locale)]
    return _sentences(parts, _doi(work, "doi:"))


_STYLES: dict[str, Callable[[Appeared, Locale, str], Inlines]] = {"apa": _apa, "ieee": _ieee, "vancouver": _vancouver}


def _venue(work: Appeared, locale: Locale, short: bool = True) -> Inlines:
    venues = [*filter(None, [work.venue]), *work.also_in]
    named = [
        phrase(localized(v.name, locale), parenthesized(localized(v.short, locale)) if short else ()) for v in venues
    ]
    if not named and work.event and work.event.name:
        return localized(work.event.name, locale)
    if not named and work.arxiv:
        return phrase(f"arXiv:{work.arxiv}")
    return in_words(named, locale)


def _italic(text: Inlines) -> Inlines:
    return (Emphasis(text),) if text else ()


def _pages(work: Appeared, dash: str) -> str:
    return DASHES.sub(dash, work.pages) if work.pages else ""


def _shortened(pages: str) -> str:
    """Return a page range whose last page omits the digits that it shares with the first: `124-35`."""
    first, dash, last = pages.partition("-")
    if not (dash and first.isdecimal() and last.isdecimal() and len(first) == len(last)):
        return pages
    shared = next((at for at in range(len(first) - 1) if first[at] != last[at]), len(first) - 1)
    return f"{first}-{last[shared:]}"


def _genre(work: Appeared, locale: Locale) -> Inlines:
    """The type of a work with its number: `Working Paper 12`."""
    genre = genre_of(work, locale)
    return join_phrases(" ", [genre, work.number]) if genre else ()


def _number(work: Appeared, before: str) -> str:
    return f"{before}{work.article_number}" if work.article_number else ""


def _place(work: Appeared, locale: Locale) -> Inlines:
    return localized(work.event.place, locale) if work.event else ()


def _publisher(work: Appeared, locale: Locale) -> Inlines:
    return localized(work.venue.publisher, locale) if work.venue else ()


def _doi(work: Appeared, before: str) -> Inlines:
    return (Link(f"https://doi.org/{work.doi}", (Str(f"{before}{work.doi}"),)),) if work.doi else ()


def _sentences(parts: Sequence[Inlines | str], last: Inlines) -> Inlines:
    """Join the non-empty parts with a full stop and a space, or only a space behind a part that ends a sentence."""
    whole: Inlines = ()
    for part in filter(None, map(phrase, [*parts, last])):
        stop = "" if not whole else " " if plain_text(whole).endswith((".", "?", "!", "…")) else ". "
        whole = phrase(whole, stop, part)
    return whole
