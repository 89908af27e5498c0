"""Add the works of an ORCID record, from their summaries or in full."""

from __future__ import annotations

from typing import Any

from cvkit.load.bibtex.addresses import read_address
from cvkit.load.bibtex.values import read_arxiv, read_doi
from cvkit.load.foreign.add_work import add_work
from cvkit.load.foreign.content import Fields, SourceContent, own_key
from cvkit.load.foreign.markup import from_html
from cvkit.load.foreign.typed_values import (
    author_value,
    date_of_parts,
    doi_and_arxiv,
    isbn_of,
    issns_of,
    orcid_in,
    title_text,
)
from cvkit.load.foreign.work_ids import work_ids
from cvkit.model.name import Name, parse_name
from cvkit.model.source import YamlMap

_KINDS = {
    "journal-article": "journal", "review": "journal", "conference-paper": "conference",
    "conference-output": "conference", "conference-abstract": "conference", "conference-poster": "poster",
    "preprint": "preprint", "working-paper": "preprint", "book": "book", "edited-book": "book", "monograph": "book",
    "book-chapter": "chapter", "encyclopedia-entry": "chapter", "dictionary-entry": "chapter",
    "dissertation": "thesis", "dissertation-thesis": "thesis", "report": "report", "technical-standard": "report",
    "data-set": "dataset", "software": "software", "patent": "patent", "lecture-speech": "talk",
    "conference-presentation": "talk",
}  # fmt: skip
"""Type of a work at ORCID → kind; any other is `other`."""

CLUTTER = ("source", "put-code", "path", "visibility", "created-date", "last-modified-date", "display-index",
            "external-ids")  # fmt: skip
"""Values that ORCID keeps for itself."""
_HELPERS = frozenset({"chair-or-translator", "assignee", "support-staff"})
"""Roles of contributors who are neither authors nor editors."""
_NO_AUTHORS = "import works.bib too: on your ORCID page, choose Works, Actions, Export works to BibTeX"


def orcid_value(fields: Fields, name: str) -> str:
    """A text that JSON wraps in `{value: …}`."""
    found = fields.typed.get(name)
    fields.used.add(name)
    if isinstance(found, YamlMap):
        inner = Fields(found, fields.content, f"{fields.name}.{name}", fields.at(name))
        return inner.word("value", "content")
    return fields.word(name)


def orcid_date(fields: Fields, name: str) -> str:
    """A date that is a mapping of year, month and day, each of which may be empty."""
    date = fields.child(name)
    return date_of_parts([orcid_value(date, part) for part in ("year", "month", "day")], fields, name)


def add_orcid_work(summaries: list[Fields], content: SourceContent) -> None:
    """A work, from the summaries of a group. The preferred one decides, and the others fill in what it lacks."""
    if not summaries:
        return
    ranked = sorted(summaries, key=lambda one: -int(index) if (index := one.word("display-index")).isdigit() else 0)
    typed = ranked[0].word("type").lower().replace("_", "-")
    kind = _KINDS.get(typed, "other")
    values: dict[str, Any] = {}
    for fields in ranked:
        for key, value in _work_values(fields, kind, content).items():
            is_more_exact = key == "date" and value.startswith(values.get("date", value))
            if value and (key not in values or is_more_exact):
                values[key] = value
    span = ranked[0].span
    if typed not in _KINDS:
        content.report.guess("the kind", f"other, from {typed or 'nothing'}", span)
        values["x-orcid-type"] = typed if typed not in ("", "other") else ""
    if not values.get("authors"):
        content.report.lacks("authors", span, _NO_AUTHORS)
    add_work(content, kind, values, span)


def _work_values(fields: Fields, kind: str, content: SourceContent) -> dict[str, Any]:
    title = fields.child("title")
    text = title_text(orcid_value(title, "title"))
    if subtitle := title_text(orcid_value(title, "subtitle")):
        text = f"{text}: {subtitle}"
    title.leave_out("translated-title")
    place = from_html(orcid_value(fields, "journal-title"))
    where: dict[str, Any] = {}
    if place:
        where = {"event": {"name": place}} if kind == "talk" else {"venue": {"name": place}}
    ids = _identifiers(fields, content)
    venue = ids.pop("venue")
    if venue and "venue" in where:
        where["venue"] |= venue
    url = read_address(orcid_value(fields, "url")) or ""
    if ids.get("doi") and read_doi(url):
        url = ""
    contributors = fields.child("contributors").children("contributor")
    people: dict[str, list[Any]] = {"authors": [], "editors": []}
    for one in contributors:
        name, field, person = _contributor(one)
        if field and person:
            people[field].append(person)
        elif name:
            content.report.left_out(f"contributor {name}", one.span)
    abstract = from_html(orcid_value(fields, "short-description"))
    date = orcid_date(fields, "publication-date")
    fields.leave_out(*CLUTTER, "citation", "language-code", "country", "type")
    fields.leave_out_rest()
    return {"title": text, **people, "date": date, **where, **ids, "url": url,
            "abstract": abstract}  # fmt: skip


def _contributor(fields: Fields) -> tuple[str, str, Any]:
    """The name of a contributor, the field for the role, empty if there is none, and the person."""
    name = parse_name(orcid_value(fields, "credit-name"))
    role = fields.child("contributor-attributes").word("contributor-role").lower()
    if not name.full:
        return "", "", None
    field = "editors" if role == "editor" else "" if role in _HELPERS else "authors"
    orcid = fields.child("contributor-orcid")
    parts = (getattr(name, part) for part in ("given", "family", "particle", "suffix", "literal"))
    person = author_value(Name(*parts), orcid=orcid_in(orcid.word("path") or orcid.word("uri")))
    orcid.skip("uri", "path", "host")
    return name.full, field, person


def _identifiers(fields: Fields, content: SourceContent) -> dict[str, Any]:
    doi = arxiv = ""
    issns, isbns = [], []
    further: dict[str, Any] = {}
    databases: dict[str, str] = {}
    for one in fields.child("external-ids").children("external-id"):
        kind, value = one.word("external-id-type").lower(), one.word("external-id-value")
        relation = one.word("external-id-relationship").lower().replace("_", "-") or "self"
        if kind == "doi":
            found = read_doi(value)
            if not found:
                content.report.unread("external-id (doi)", value, one.at("external-id-value"))
            elif relation == "self":
                doi = doi or found
            else:
                further[f"x-doi-{relation}"] = found
        elif kind == "arxiv" and relation == "self":
            arxiv = read_arxiv(value) or arxiv
        elif kind == "issn":
            issns.append(value)
        elif kind == "pat":
            further |= {"number": value, "country": value[:2] if value[:2].isalpha() else ""}
        elif kind == "isbn":
            isbns.append(value)
        elif value and relation != "self":
            further[own_key(f"{kind}-{relation}")] = value
        elif value:
            databases.setdefault(kind, value)
    venue = {**issns_of(issns, fields), "isbn": isbn_of(isbns, fields)}
    return {
        **doi_and_arxiv(doi, arxiv),
        **work_ids(databases),
        **further,
        "venue": {key: value for key, value in venue.items() if value},
    }
