"""Add the works of sections with free titles, such as those of RenderCV, to a record."""

from __future__ import annotations

import re
from typing import Any

from cvkit.load.bibtex.addresses import read_address
from cvkit.load.bibtex.values import read_doi
from cvkit.load.foreign.add_work import add_work
from cvkit.load.foreign.content import Fields, SourceContent
from cvkit.load.foreign.markup import from_rendercv, plain_of
from cvkit.load.foreign.periods import dates_of
from cvkit.load.foreign.typed_values import authors_of, doi_and_arxiv
from cvkit.model.identifiers import ARCHIVE
from cvkit.model.name import parse_name
from cvkit.model.status_words import split_venue, status_of

_CONFERENCE = re.compile(
    r"\bproc(?:eedings|\.)|conference|symposium|congress|conf\b|acm\b|\bieee\b.*(?:conf|symp)", re.I
)
_ACRONYM = re.compile(r"[A-Za-z]*[A-Z]{2,}[A-Za-z]*[\s'’,]+(?:19|20)?\d\d\b")
"""A conference by its acronym and year: `NeurIPS 2023`."""
_NESTED = re.compile(r"(?:^|\n)\s*[-*+•]\s+|(?<!\d)\s+-\s+|\s+-\s+(?!\d)")
"""The start of a bullet within a bullet. A range of numbers has none."""
_WORKSHOP = re.compile(r"workshop", re.I)
_PREPRINT = re.compile(r"arxiv|biorxiv|medrxiv|preprint|ssrn", re.I)


def bullets_of(fields: Fields) -> list[Any]:
    """The bullets of an entry. In RenderCV, a text behind ` - ` is a bullet below the bullet."""
    found: list[Any] = []
    for line in fields.lines("highlights"):
        first, *others = _NESTED.split(line)
        below = [from_rendercv(text) for text in others if text.strip()]
        text = from_rendercv(first)
        found += [{"text": text, "highlights": below}] if text and below else [text, *below] if text else below
    return found


def points_of(fields: Fields, name: str) -> list[str]:
    """The texts of a list, of which those below another text are beside it."""
    found: list[str] = []
    for line in fields.lines(name):
        parts = [part for part in _NESTED.split(line) if part.strip()]
        if len(parts) > 1:
            fields.report.guess("that bullets within bullets are bullets", parts[1].strip(), fields.at(name))
        found += map(from_rendercv, parts)
    return found


def add_publication(title: str, meaning: str, fields: Fields, content: SourceContent) -> None:
    """Add a publication or a talk."""
    authors = _authors(fields, content.person)
    journal = from_rendercv(fields.word("journal", "publisher", "venue"))
    doi = read_doi(fields.word("doi")) or ""
    url = read_address(fields.word("url")) or ""
    kind = _kind(plain_of(journal), doi, url, title)
    typed = journal
    journal, status = split_venue(typed)
    if status:
        content.report.guess("the status", f"{status}, from {typed}", fields.span)
    if kind == "preprint" and ARCHIVE.fullmatch(journal):
        journal = ""  # it is printed with the arXiv id
    if kind != "talk" or meaning != "talks":
        content.report.guess("the kind", kind, fields.span)
    ids = doi_and_arxiv(doi)
    period = dates_of(fields)
    values: dict[str, Any] = {
        "title": from_rendercv(fields.word("title", "name")),
        "authors": authors,
        "date": period.get("date") or period.get("start") or period.get("end", ""),
        "venue": {"name": journal} if kind != "talk" else {},
        "event": {"name": journal} if kind == "talk" else {},
        **ids,
        "url": url,
        "status": status or "",
        "note": from_rendercv(fields.word("summary")),
        "highlights": bullets_of(fields),
    }  # fmt: skip
    if "note" in period and not status and (status := status_of(period["note"])):
        values["status"] = status
    elif "note" in period:
        values["x-date"] = period["note"]
    if not authors:
        content.report.lacks("authors", fields.span, "add them, or import the works from BibTeX, ORCID or DBLP too")
    add_work(content, kind, values | fields.keep_rest(), fields.span)


def _kind(journal: str, doi: str, url: str, title: str) -> str:
    text = f"{title} {journal}"
    if re.search(r"\btalk|presentation", title, re.I):
        return "talk"
    is_on_arxiv = doi.lower().startswith("10.48550/") or (not doi and "arxiv.org" in url)
    if _PREPRINT.search(journal) or (is_on_arxiv and not journal):
        return "preprint"
    if _WORKSHOP.search(text):
        return "workshop"
    if _CONFERENCE.search(text) or _ACRONYM.match(journal):
        return "conference"
    if re.search(r"thesis|dissertation", text, re.I):
        return "thesis"
    if re.search(r"\bbooks?\b", title, re.I):
        return "book"
    return "journal" if journal or (doi and "arxiv.org" in url) else "other"


def _authors(fields: Fields, person: dict[str, Any]) -> list[Any]:
    """The authors. Stars around a name mean the owner in RenderCV, so it is a spelling of the owner's name."""
    names = fields.words("authors", "author")
    if len(names) == 1:
        names = re.split(r"\s+and\s+|\s*[;&]\s*", names[0])
    starred = {at for at, name in enumerate(names) if re.fullmatch(r"([*_]+)[^*_]+\1", name.strip())}
    plain = [re.sub(r"[*_]", "", name) if name.startswith(("*", "_")) else name for name in names]
    if len(starred) == 1:
        own, aliases = parse_name(plain[min(starred)]).full, person.setdefault("aliases", [])
        if own not in (person.get("name"), *aliases) and "name" in person:
            aliases.append(own)
    return authors_of(plain)
