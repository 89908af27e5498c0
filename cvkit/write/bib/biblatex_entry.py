"""Convert a work to a biblatex entry: a type, a key, and ordered fields. Each value is TeX without its outer braces."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from cvkit.model.author import UNNAMED_GROUP, Author, AuthorList
from cvkit.model.biblatex_names import (
    BROADER,
    ENTRY_TYPES,
    NUMBERED,
    PUBSTATES,
    TYPED,
    VENUE_FIELDS,
    kind_with_own_type,
)
from cvkit.model.date import SEASON_CODES, Date, PartialDate
from cvkit.model.document import Document
from cvkit.model.ids import derived_id, free_id
from cvkit.model.inline import (
    CrossRef,
    Emphasis,
    Inline,
    Inlines,
    Link,
    PrintedFigure,
    Str,
    Strong,
    Subscript,
    Superscript,
)
from cvkit.model.markdown_source import to_markdown
from cvkit.model.name import Name
from cvkit.model.page_range import with_dash
from cvkit.model.text import Text
from cvkit.model.work import Appeared, Dataset, Patent, Software, Talk, Work, WorkKind, people_of
from cvkit.write.bib.tex_text import inlines_tex, name_tex, text_tex

RAW = re.compile(r"(?![{\[\"'\s])[^{}\\\x00-\x1f\x7f-\xa0\u2028\u2029]*(?<!\s)")
"""A text that an `x-…` field can contain as typed."""

ADVISEE_WORDS = {
    "true": "student",
    "graduate": "graduate-student",
    "undergraduate": "undergraduate-student",
    "postdoc": "postdoc",
}
"""Level of an advisee → its word in an annotation."""

_PLAIN_KEY = re.compile(r"[\w:./+-]+")
_NOT_IN_KEYS = re.compile(r"[^\w:./+-]+")


@dataclass(frozen=True)
class BibContext:
    """The document, whose language texts have, and functions for the facts that the record decides."""

    document: Document
    shown: Callable[[CrossRef | PrintedFigure], str]
    """The text that a reference or a count prints."""
    authors_of: Callable[[Work], AuthorList] = lambda work: work.authors

    def text(self, text: Text, protects: bool = False) -> str:
        """Return a text as TeX; `protects` puts braces around its capitals."""
        return inlines_tex(self.resolved(text), protects=protects)

    def resolved(self, text: Text) -> Inlines:
        """Return a text in the language, with its references and counts replaced by the text that they print."""
        return self.resolved_all(text.inlines(self.document.language))

    def resolved_all(self, inlines: Inlines) -> Inlines:
        """Return a text with its references and counts replaced by the text that they print."""
        return tuple(map(self._resolved, inlines))

    def _resolved(self, inline: Inline) -> Inline:
        if isinstance(inline, CrossRef | PrintedFigure):
            return Str(self.shown(inline))
        if isinstance(inline, Emphasis | Strong | Superscript | Subscript | Link):
            return dataclasses.replace(inline, children=tuple(map(self._resolved, inline.children)))
        return inline


@dataclass
class OutputEntry:
    """An entry that is still being built; its string is the text in the file."""

    type: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: str | None) -> None:
        """Set a field, unless the value is empty."""
        if value:
            self.fields[name] = value

    def __str__(self) -> str:
        bare = {"month"}  # the name of a BibTeX string, which styles print in their own language
        lines = [f"  {n} = {v},\n" if n in bare else f"  {n} = {{{v}}},\n" for n, v in self.fields.items()]
        return f"@{self.type}{{{self.key},\n{''.join(lines)}}}\n"


def citation_key(work: Work, taken: set[str], authors: Sequence[Author] = (), ids: Collection[str] = ()) -> str:
    """Return a key for a work that is not in `taken`, and add it there.

    The key is the id, with the characters replaced that BibTeX cannot read; without an id, it is made of the first of
    the authors, the year and the title, and differs from all `ids`.
    """
    if work.id:
        wanted = work.id if _PLAIN_KEY.fullmatch(work.id) else _NOT_IN_KEYS.sub("-", work.id).strip("-") or "work"
        key = free_id(wanted, taken)
    else:
        people = authors or people_of(work)
        group = getattr(work, "collaboration", None)
        name = people[0].parts if people else Name(literal=group.plain() if group else "")
        wanted = derived_id(name, str(work.date.year) if work.date else "", work.title.plain())
        key = free_id(_NOT_IN_KEYS.sub("-", wanted), {*taken, *ids})
    taken.add(key)
    return key


def biblatex_entry(work: Work, key: str, writing: BibContext) -> OutputEntry:
    """Return the entry of a work with the standard fields of biblatex; `complete` adds other facts as `x-…` fields."""
    kind = kind_with_own_type(work.kind)
    entry = OutputEntry(ENTRY_TYPES[kind][0], key)
    if work.kind in BROADER:
        entry.put("entrysubtype", work.kind)
    elif work.kind == "preprint":
        entry.put("entrysubtype", "preprint")
    authors = writing.authors_of(work)
    put_authors(entry, authors, writing, is_open=bool(authors) and work.has_others)
    if not isinstance(work, Patent):
        put_authors(entry, work.editors, writing, "editor", work.editors.is_open)
        entry.put("collaboration", writing.text(work.collaboration) if work.collaboration else None)
    entry.put("title", writing.text(work.title, protects=True))
    entry.put("titleaddon", writing.text(work.title_addon) if work.title_addon else None)
    if isinstance(work, Patent):
        _put_patent(entry, work)
    else:
        _put_publication(entry, work, kind, writing)
    entry.put("url", _address(work.url))
    entry.put("keywords", ", ".join(map(text_tex, work.tags)))
    entry.put("note", writing.text(work.note) if work.note else None)
    return entry


def put_authors(
    entry: OutputEntry, authors: AuthorList, writing: BibContext, name: str = "author", is_open: bool = False
) -> None:
    """Set the names of a field, with `and others` for an open list, and the annotations of each person.

    The annotations state the roles, ORCID and affiliations.
    """
    entry.put(name, " and ".join([*(name_tex(author.parts) for author in authors), *(["others"] if is_open else [])]))
    annotations = {}
    for at, author in enumerate(authors, 1):
        roles = ["equal-contributor"] if author.equal_contributor else []
        roles += ["corresponding"] if author.corresponding else []
        roles += [ADVISEE_WORDS[author.advisee]] if author.advisee else []
        roles += [role for role in ("presenter", "supervisor") if getattr(author, role)]
        roles += [role for role in author.roles if not re.search(r'[,;="{}\\]', role)]
        roles += [] if author.owner is None else ["owner" if author.owner else "not-owner"]
        if roles:
            annotations[at] = ",".join(roles)
    entry.put(f"{name}+an", "; ".join(f"{at}={roles}" for at, roles in annotations.items()))
    named = {
        "equalgroup": [
            [text_tex(a.equal_contributor)] if a.equal_contributor != UNNAMED_GROUP else [] for a in authors
        ],
        "orcid": [[a.orcid or ""] for a in authors],
        "marker": [[text_tex(a.markers or "")] for a in authors],
        "affiliation": [[writing.text(place) for place in a.affiliations] for a in authors],
    }
    for annotation, values in named.items():
        valid = [[text for text in texts if text and not re.search(r'[";]', text)] for texts in values]
        quoted = [f'{at}="' + '","'.join(texts) + '"' for at, texts in enumerate(valid, 1) if texts]
        entry.put(f"{name}+an:{annotation}", "; ".join(quoted))


def _put_publication(entry: OutputEntry, work: Appeared, kind: WorkKind, writing: BibContext) -> None:
    _put_venue(entry, work, kind, writing)
    entry.put("date", biblatex_date(work.date))
    entry.put("volume", _word(work.volume))
    if work.collection and kind != "journal":  # the series of a journal is another thing: its old and new series
        entry.put("series", writing.text(work.collection.title))
    entry.put("number", _word(number_of(work)))
    entry.put("edition", writing.text(work.edition) if work.edition else None)
    entry.put("chapter", _word(work.chapter))
    entry.put("pages", pages_tex(work.pages))
    entry.put("eid", _word(work.article_number))
    entry.put("pagetotal", str(work.page_count) if work.page_count is not None else None)
    entry.put("pubstate", PUBSTATES[work.status][0] if work.status in PUBSTATES else None)
    entry.put("doi", _address(work.doi))
    if work.arxiv:
        entry.put("eprint", _address(work.arxiv))
        entry.put("eprinttype", "arxiv")
    if work.genre and work.kind in TYPED:
        entry.put("type", writing.text(work.genre))
    if isinstance(work, Talk):
        entry.put("type", writing.text(work.role) if work.role else None)
    if isinstance(work, Software | Dataset):
        entry.put("version", _word(work.version))
    entry.put("abstract", writing.text(work.abstract) if work.abstract else None)
    _put_figures(entry, work)


def number_of(work: Appeared) -> str | None:
    """Return the number that the field `number` contains: that of the work, the issue, or that in the collection."""
    if work.kind in NUMBERED:
        return work.number
    return work.issue or (work.collection.number if work.collection else None)


def pages_tex(pages: str | None, ascii_only: bool = False) -> str | None:
    """Return pages with the dash of TeX in each range."""
    return "--".join(text_tex(page, ascii_only) for page in with_dash(pages, "--").split("--")) if pages else None


def _put_venue(entry: OutputEntry, work: Appeared, kind: WorkKind, writing: BibContext) -> None:
    """Set the fields of the venue, and of the event at which the work was presented."""
    containers = VENUE_FIELDS[kind]
    if work.venue:
        venue = work.venue
        if containers and venue.name:
            entry.put(containers[0], writing.text(venue.name))
        if venue.short and kind == "journal":
            entry.put("shortjournal", writing.text(venue.short))
        elif venue.short:
            entry.put("x-short", _as_typed(to_markdown(writing.resolved(venue.short))))
        if containers[:1] != ("publisher",) or kind == "book" or not venue.name:
            entry.put("publisher", writing.text(venue.publisher) if venue.publisher else None)
        entry.put("location", writing.text(venue.publisher_place) if venue.publisher_place else None)
        entry.put("issn", _word(venue.issn))
        entry.put("x-eissn", _as_typed(venue.eissn))
        entry.put("isbn", _word(venue.isbn))
    if work.event:
        entry.put("eventtitle", writing.text(work.event.name) if work.event.name else None)
        entry.put("eventdate", biblatex_date(work.event.date))
        entry.put("venue", writing.text(work.event.place) if work.event.place else None)


def _put_figures(entry: OutputEntry, work: Appeared) -> None:
    """Set the short `x-…` fields: those of a single impact factor, and those of the acceptance rate."""
    if len(work.metrics) == 1 and (metric := work.metrics[0]).type == "jif":
        entry.put("x-jif", metric.value)
        entry.put("x-jif-year", str(metric.year) if metric.year is not None else None)
        entry.put("x-jcr-top", metric.top_percent)
        entry.put("x-jcr-quartile", metric.quartile)
    if work.acceptance:
        for name in ("accepted", "submitted"):
            count = getattr(work.acceptance, name)
            entry.put(f"x-{name}", str(count) if count is not None else None)
        entry.put("x-acceptance-rate", work.acceptance.rate)


def _put_patent(entry: OutputEntry, work: Patent) -> None:
    is_request = not work.granted
    entry.put("type", "patreq" if is_request else "patent")
    entry.put("number", _word(work.number))
    entry.put("location", _word(work.country))
    entry.put("date", biblatex_date(work.date))
    entry.put("pubstate", work.status if work.status in ("filed", "published") else None)


def _word(word: str | None) -> str | None:
    return text_tex(word) if word else None


def _as_typed(text: str | None) -> str | None:
    """Return a text for an `x-…` field as typed, or None if such a field cannot contain it."""
    return text if text and RAW.fullmatch(text) else None


def _address(address: str | None) -> str | None:
    """Return an address unescaped, because biblatex reads it verbatim; None if it has a brace, backslash or space."""
    return address if address and not re.search(r"[{}\\\s]", address) else None


def biblatex_date(date: Date | None) -> str | None:
    """Return a date in the EDTF format of biblatex: seasons are months from 21 on."""
    if date is None:
        return None
    return "/".join(_moment(moment) for moment in (date.start, date.end) if moment)


def _moment(moment: PartialDate) -> str:
    if moment.season:
        return f"{moment.year:04}-{SEASON_CODES[moment.season]}"
    parts = (f"{moment.year:04}", moment.month and f"{moment.month:02}", moment.day and f"{moment.day:02}")
    return "-".join(part for part in parts if part)
