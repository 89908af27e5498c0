"""Convert a work to a classic BibTeX entry: types and fields of the standard styles, and accents as TeX macros."""

from __future__ import annotations

from collections.abc import Sequence

from cvkit.model.appearance import Venue
from cvkit.model.author import AuthorList
from cvkit.model.biblatex_names import GENRE_OF_TYPE, MONTHS, kind_with_own_type
from cvkit.model.inline import Inlines, plain_text
from cvkit.model.text import Text
from cvkit.model.work import Appeared, Patent, WorkKind
from cvkit.number.select import Listed
from cvkit.write.bib.biblatex_entry import BibContext, OutputEntry, number_of, pages_tex
from cvkit.write.bib.tex_text import inlines_tex, name_tex, text_tex
from cvkit.write.compose.phrase import genre_of, sentences
from cvkit.write.locales import load_locale
from cvkit.write.text_lines import without_links

BIBTEX_TYPES: dict[WorkKind, str] = {
    "journal": "article",
    "conference": "inproceedings",
    "book": "book",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
}
"""Kind → type; any other kind is `misc`."""

BIBTEX_VENUE_FIELDS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "book": "publisher",
    "phdthesis": "school",
    "mastersthesis": "school",
    "techreport": "institution",
    "misc": "howpublished",
}
"""Type → the field with the name of the venue."""


GENRE_TYPES = {genre: name for name, genre in GENRE_OF_TYPE.items()}


def bibtex_entry(listed: Listed, key: str, writing: BibContext, versions: Sequence[Inlines] = ()) -> OutputEntry:
    """Return the entry of a work in classic BibTeX, which has no fields for markers, labels and metrics.

    `versions` are the texts about its other versions, which become part of the note.
    """
    work = listed.work
    entry = OutputEntry(BIBTEX_TYPES.get(kind_with_own_type(work.kind), "misc"), key)

    def text(value: Text | None, protects: bool = False) -> str | None:
        return inlines_tex(writing.resolved(value), ascii_only=True, protects=protects) if value else None

    if not isinstance(work, Patent) and entry.type in ("phdthesis", "techreport"):
        _put_genre(entry, work, writing)
    collaboration = None if isinstance(work, Patent) else work.collaboration
    group = text(collaboration)
    if collaboration and work.authors.has_group(plain_text(writing.resolved(collaboration))):
        group = None
    entry.put("author", _names(writing.authors_of(work), group, is_open=work.has_others))
    if not isinstance(work, Patent):
        entry.put("editor", _names(work.editors, None, is_open=work.editors.is_open))
    entry.put("title", text(work.title, protects=True))
    venue: Venue | None = None if isinstance(work, Patent) else work.venue
    if venue:
        entry.put(BIBTEX_VENUE_FIELDS[entry.type], text(venue.name))
        if entry.type == "book" and venue.publisher:  # the venue of a book is its publisher, or else its series
            entry.put("series", text(venue.name))
        entry.put("publisher", text(venue.publisher))
        entry.put("address", text(venue.publisher_place))
        entry.put("issn", _word(", ".join(filter(None, (venue.issn, venue.eissn)))))
        entry.put("isbn", _word(venue.isbn))
    elif isinstance(work, Patent):
        office = " ".join(filter(None, (work.country, "patent", "application" * work.is_application, work.number)))
        entry.put("howpublished", text_tex(office, ascii_only=True))
    elif work.arxiv:
        entry.put("howpublished", f"arXiv:{work.arxiv}")
    if work.date:
        moment = work.date.end or work.date.start
        entry.put("year", str(moment.year))
        entry.put("month", MONTHS[moment.month - 1] if moment.month else None)
    if not isinstance(work, Patent):
        entry.put("volume", _word(work.volume))
        if work.collection:
            entry.put("series", text(work.collection.title))
        entry.put("number", _word(number_of(work) or work.issue or work.number))
        entry.put("edition", text(work.edition))
        entry.put("chapter", _word(work.chapter))
        entry.put("pages", pages_tex(work.pages, ascii_only=True))
        if work.event and entry.type in ("inproceedings", "misc"):
            entry.put("address", text(work.event.place))
        entry.put("doi", work.doi)
        if work.arxiv:
            entry.put("eprint", work.arxiv)
            entry.put("archiveprefix", "arXiv")
        entry.put("abstract", text(work.abstract))
    entry.put("url", work.url)
    # The standard styles have no fields for the addon of a title, the versions and the status.
    facts = [writing.resolved(part) if part else None for part in (work.title_addon, work.note)]
    texts = [without_links(writing.resolved_all(version)) for version in versions]
    entry.put("note", inlines_tex(sentences([*facts, *texts, _status(work.status)]), ascii_only=True))
    return entry


def _put_genre(entry: OutputEntry, work: Appeared, writing: BibContext) -> None:
    """Set the type of the entry by the genre of a thesis or report, or the field `type` if none has that genre."""
    locale = load_locale(writing.document)
    own = work.genre and GENRE_TYPES.get(plain_text(work.genre.inlines(writing.document.language)))
    if own:
        entry.type = own
    else:
        entry.put("type", inlines_tex(writing.resolved_all(genre_of(work, locale)), ascii_only=True))


def _names(authors: AuthorList, group: str | None, *, is_open: bool) -> str:
    """Return the names of a field, with a collaboration as the last of them."""
    names = [name_tex(author.parts, ascii_only=True) for author in authors]
    return " and ".join([*names, *([f"{{{group}}}"] if group else []), *(["others"] if names and is_open else [])])


def _word(word: str | None) -> str | None:
    return text_tex(word, ascii_only=True) if word else None


def _status(status: str | None) -> str | None:
    return None if status in (None, "published", "granted") else str(status).replace("-", " ").capitalize()
