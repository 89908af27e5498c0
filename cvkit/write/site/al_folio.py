"""The bibliography of a site with the template al-folio: BibTeX with the fields that the template prints."""

from __future__ import annotations

from cvkit.model.inline import plain_text
from cvkit.model.work import Appeared, Patent, Work
from cvkit.number.select import Listed
from cvkit.write.address import ascii_address
from cvkit.write.bib import bib_context, keyed_works
from cvkit.write.bib.biblatex_entry import BibContext, OutputEntry
from cvkit.write.bib.bibtex_entry import bibtex_entry
from cvkit.write.bib.tex_text import text_tex
from cvkit.write.compose.phrase import localized
from cvkit.write.compose.works import WorkComposer
from cvkit.write.formats import WriterInput
from cvkit.write.html.elements import escaped
from cvkit.write.site.home_page import Home

BIBLIOGRAPHY = "_bibliography/papers.bib"
"""The path of the bibliography in its site."""

PREVIEWS = "assets/img/publication_preview/"
"""The folder of the pictures of works."""

LINK_FIELDS = ("pdf", "slides", "poster", "video", "blog", "website", "supp")
"""The fields for links, each for the link whose label has this word."""

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
        _put_fields(entry, work, home)
    return entry


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
    texts = [f"{sign} {meaning}" for sign, meaning in composer.legend([work])]
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
    entry.put("award", text_tex("; ".join(awards)))
    entry.put("award_name", text_tex(awards[0]) if awards else None)
    for link in work.links:
        words = plain_text(localized(link.label, home.locale)).lower()
        name = next((name for name in LINK_FIELDS if name in words and name not in entry.fields), None)
        if name:
            entry.put(name, ascii_address(link.url))


def preview_of(file: str) -> str:
    """Return the value of `preview`: an address is passed through, a file is in the folder of previews."""
    return ascii_address(file) if "://" in file else file.rpartition("/")[2]
