"""The bibliography of a site with the template al-folio: BibTeX with the fields that the template prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvkit.model.inline import plain_text
from cvkit.model.text import Text
from cvkit.model.work import Appeared, Patent, Work
from cvkit.number.select import Listed
from cvkit.write.address import ascii_address
from cvkit.write.bib import bib_context, keyed_works
from cvkit.write.bib.biblatex_entry import BibContext, OutputEntry
from cvkit.write.bib.bibtex_entry import bibtex_entry
from cvkit.write.bib.tex_text import TEXT_SYMBOLS, text_tex
from cvkit.write.compose.phrase import localized
from cvkit.write.compose.works import WorkComposer
from cvkit.write.formats import WriterInput
from cvkit.write.html.elements import escaped
from cvkit.write.locales import Locale
from cvkit.write.omitted_fields import prints_venue
from cvkit.write.site.home_page import Home

BIBLIOGRAPHY = "_bibliography/papers.bib"
"""The path of the bibliography in its site."""

PREVIEWS = "assets/img/publication_preview/"
"""The folder of the pictures of works."""

LINK_FIELDS = ("pdf", "slides", "poster", "video", "blog", "website", "supp")
"""The fields for links, each for the link whose label has this word."""

_MARKUP = re.compile(r"[\\`*_\[\]<>~|{}$^&\"']")
"""The characters that mean something in fields that the template takes for Markdown."""

_DECODED = {
    r"\textless{}": r"\&lt;", r"\textgreater{}": r"\&gt;", r"\textbar{}": "|", r"\textbraceleft{}": r"\&\#123;",
    r"\textbraceright{}": r"\&\#125;", r"\textasciigrave{}": r"\&\#96;", r"\textasciitilde{}": r"\&\#126;",
    r"\&{}": r"\&amp;",
} | {tex: sign for sign, tex in TEXT_SYMBOLS.items() if tex.startswith("{$")}  # fmt: skip
"""Macros of characters that the template prints as macros, or as markup, and HTML that it prints as the character."""

_MACRO = re.compile("|".join(map(re.escape, _DECODED)))

KNOWN_MARKERS = frozenset("*∗†‡§¶‖&^")
"""The characters that the template takes for markers at the end of a family name."""


def write(inputs: WriterInput) -> str:
    """Return the works that a document prints as entries, list by list in its order."""
    home, context = Home(inputs), bib_context(inputs)
    composer = WorkComposer(inputs.numbered, inputs.document, inputs.style, home.locale)
    entries = [_entry(one, key, home, composer, context) for _, works in keyed_works(inputs) for key, one in works]
    return "\n".join(map(str, entries))


def _entry(listed: Listed, key: str, home: Home, composer: WorkComposer, context: BibContext) -> OutputEntry:
    work = listed.work
    entry = bibtex_entry(listed, key, context)
    _put_markers(entry, work, composer)
    if home.site.selected and home.site.selected in work.tags:
        entry.put("selected", "true")
    if not isinstance(work, Patent):
        _put_place(entry, work, home)
        _put_fields(entry, work, home)
    if not prints_venue(work):
        _put_venue(entry, work, home)
    entry.fields = {name: _MACRO.sub(lambda found: _DECODED[found[0]], value) for name, value in entry.fields.items()}
    return entry


def _put_place(entry: OutputEntry, work: Appeared, home: Home) -> None:
    """Put the place of the event into the field that the template prints; that of the publisher has the other."""
    entry.fields.pop("address", None)
    if work.venue and work.venue.publisher_place:
        entry.put("address", _plain(work.venue.publisher_place, home))
    if work.event and work.event.place:
        entry.put("location", _plain(work.event.place, home))


def _put_venue(entry: OutputEntry, work: Work, home: Home) -> None:
    """Put the venue of a work whose venue the template does not print into the text that it prints in its place."""
    event = None if isinstance(work, Patent) else work.event
    if isinstance(work, Patent):
        parts = [" ".join(filter(None, (work.country, "patent", work.number)))]
    else:
        texts = [work.venue.name if work.venue else None, *((event.name, event.place) if event else ())]
        parts = [plain_text(localized(text, home.locale)) for text in texts]
        parts = [*filter(None, parts)] or ([f"arXiv:{work.arxiv}"] if work.arxiv else [])
    entry.fields.pop("location", None)  # the template would begin the line with a comma
    entry.put("additional_info", text_tex(_MARKUP.sub(_entity, ", ".join(parts)), ascii_only=True))


def _plain(text: Text, home: Home) -> str:
    return text_tex(plain_text(localized(text, home.locale)), ascii_only=True)


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _put_markers(entry: OutputEntry, work: Work, composer: WorkComposer) -> None:
    """Put the markers behind family names, where the template looks for them, and their meanings into a popover."""
    markers = composer.markers
    signs = [[markers.signs[meaning] for meaning in markers.of(author)] for author in work.authors]
    if not any(signs):
        return
    names = entry.fields["author"].split(" and ")
    if len(names) < len(signs):
        return
    for at, found in enumerate(signs):
        shown = "".join(sign for sign in found if sign in KNOWN_MARKERS)
        family, comma, given = names[at].partition(",")
        names[at] = f"{family}{text_tex(shown)}{comma}{given}" if shown else names[at]
    entry.fields["author"] = " and ".join(names)
    texts = [f"{sign} {meaning}" for sign, meaning in composer.legend([work.authors])]
    entry.put("annotation", text_tex(escaped(", ".join(texts))))


def _put_fields(entry: OutputEntry, work: Appeared, home: Home) -> None:
    venue = work.venue
    entry.put("abbr", text_tex(plain_text(localized(venue.short, home.locale))) if venue and venue.short else None)
    entry.put("arxiv", work.arxiv)
    entry.put("code", ascii_address(work.repository) if work.repository else None)
    entry.put("html", ascii_address(work.url) if work.url else None)
    entry.put("preview", preview_of(work.picture.file) if work.picture else None)
    if work.ids:
        entry.put("pmid", work.ids.pmid)
        entry.put("google_scholar_id", work.ids.scholar)
    awards = [plain_text(localized(award.title, home.locale)) for award in work.awards]
    entry.put("award", text_tex(_MARKUP.sub(_entity, "; ".join(awards))))
    entry.put("award_name", text_tex(awards[0]) if awards else None)
    for name, url in link_fields(work, home.locale):
        entry.put(name, ascii_address(url) if name else None)


def link_fields(work: Appeared, locale: Locale) -> Iterator[tuple[str, str]]:
    """Yield each link of a work with its field; an empty name if there is none, or another link has it."""
    taken: set[str] = set()
    for link in work.links:
        words = plain_text(localized(link.label, locale)).lower()
        name = next((name for name in LINK_FIELDS if name in words and name not in taken), "")
        taken.add(name)
        yield name, link.url


def preview_of(file: str) -> str:
    """Return the value of `preview`: an address is passed through, a file is in the folder of previews."""
    return ascii_address(file) if "://" in file else file.rpartition("/")[2]
