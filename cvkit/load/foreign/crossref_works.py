"""Works of Crossref's REST API: one work, or a list of them."""

from __future__ import annotations

import re
from typing import Any

from cvkit.load.foreign.add_work import add_work
from cvkit.load.foreign.content import Fields, SourceContent
from cvkit.load.foreign.markup import from_html
from cvkit.load.foreign.typed_values import (
    author_value,
    date_of_parts,
    doi_and_arxiv,
    doi_in,
    isbn_of,
    issns_of,
    name_text,
    orcid_in,
    pages_text,
    title_text,
)
from cvkit.model.name import Name
from cvkit.model.source import Span, YamlMap, YamlSeq

_KINDS = {
    "journal-article": "journal", "proceedings-article": "conference", "posted-content": "preprint",
    "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter", "reference-entry": "chapter",
    "book": "book", "monograph": "book", "edited-book": "book", "reference-book": "book", "dissertation": "thesis",
    "report": "report", "report-component": "report", "dataset": "dataset", "database": "dataset",
    "standard": "report", "other": "other", "article-journal": "journal", "paper-conference": "conference",
    "chapter": "chapter", "thesis": "thesis", "article": "preprint",
}  # fmt: skip
"""Type of a work at Crossref → kind."""
_NO_WORKS = frozenset("peer-review component grant journal journal-issue journal-volume proceedings proceedings-series "
                      "book-series report-series".split())  # fmt: skip

_ABSTRACT_HEADING = re.compile(r"<(?:jats:)?title>\s*Abstract\s*</(?:jats:)?title>", re.IGNORECASE)


def fill(parsed: Any, content: SourceContent) -> None:
    """Read the answer of the API, or a list of works."""
    if isinstance(parsed, YamlSeq):
        items = [Fields(one, content, "work", span) for one, span in zip(parsed, parsed.spans, strict=True)]
    else:
        root = Fields(parsed, content, "", Span(0, 0, 0, 0))
        message = root.child("message") if root.has("message") else root
        items = message.children("items") if message.has("items") else [message]
        if message is not root:
            root.leave_out("status", "message-type", "message-version")
            root.leave_out_rest()
        if message.has("items"):
            message.leave_out_rest()
    works: dict[str, YamlMap] = {}
    related: list[tuple[str, str]] = []
    for item in items:
        if item.typed:
            _work(item, content, works, related)
    for preprint, paper in related:
        if preprint in works and paper in works and works[preprint] is not works[paper]:
            entry = works[preprint]
            for part in (entry, entry.key_spans, entry.value_spans):
                part.pop("x-published-as", None)
            entry["version_of"] = works[paper]["id"]
            entry.key_spans["version_of"] = entry.value_spans["version_of"] = entry.span


def _work(item: Fields, content: SourceContent, works: dict[str, YamlMap], related: list[tuple[str, str]]) -> None:
    typed = item.word("type")
    if typed in _NO_WORKS:
        content.report.left_out(f"work of type {typed}: {_title(item)}", item.span)
        item.skip_all()
        return
    kind = _KINDS.get(typed, "other")
    if typed not in _KINDS:
        content.report.guess("the kind", f"other, from {typed or 'nothing'}", item.span)
    item.name = "work"
    title = _title(item)
    doi = doi_in(item, "DOI")
    date = _date(item)
    authors = _people(item, "author", content, date)
    titles = [from_html(text) for text in item.words("container-title")]
    # Of proceedings and books, the first of two titles is that of the series.
    venue = titles[-1] if titles and kind in ("conference", "chapter") else next(iter(titles), "")
    others = [title for title in titles if title != venue]
    publisher = from_html(item.word("publisher"))
    institution = next((from_html(one.word("name")) for one in item.children("institution")), "")
    if kind == "preprint":
        venue = venue or institution or publisher
        publisher = publisher if publisher != venue else ""
    where = {
        "name": venue or institution or publisher,
        "short": short if (short := from_html(first_word(item, "short-container-title"))) != venue else "",
        "publisher": publisher if venue or institution else "",
        **issns_of(item.words("ISSN"), item, _issn_kinds(item)),
        "isbn": isbn_of(item.words("ISBN"), item),
    }
    volume = item.word("volume")
    values: dict[str, Any] = {
        "title": title,
        "authors": authors,
        "editors": _people(item, "editor", content, date) if kind in ("book", "chapter") else [],
        "date": date,
        "venue": {key: value for key, value in where.items() if value},
        "collection": {"title": others[0]} if others and kind in ("conference", "chapter") else {},
        "x-container-title": others if kind not in ("conference", "chapter") else others[1:],
        "volume": volume,
        "issue": item.word("issue"),
        "pages": pages_text(item.word("page")),
        "article_number": item.word("article-number"),
        "event": _event(item.child("event")) if item.has("event") else {},
        **doi_and_arxiv(doi),
        "genre": from_html(item.word("degree")) if kind == "thesis" else "",
        "abstract": from_html(
            re.sub(r"<(jats:)?title>\s*Abstract\s*</\1?title>", "", item.word("abstract"), flags=re.I)
        ),
    }
    if kind == "journal" and item.has("published-online") and not item.has("published-print") and not volume:
        values["status"] = "online-first"
    if kind == "conference" and item.has("event"):
        values["event"].setdefault("name", "")
    if item.has("update-to"):
        updates = {one.word("type") or "update" for one in item.children("update-to")}
        values["x-updates"] = ", ".join(sorted(updates))
    relation = item.child("relation")
    for name, preprint_first in (("has-preprint", False), ("is-preprint-of", True)):
        for one in relation.children(name):
            other = doi_in(one, "id") if one.word("id-type") == "doi" else ""
            one.leave_out_rest()
            if other:
                pair = (doi, other) if preprint_first else (other, doi)
                related.append((pair[0].lower(), pair[1].lower()))
                values["x-published-as" if preprint_first else "x-preprint"] = other
    relation.leave_out_rest()
    if not authors:
        content.report.lacks("authors", item.span, "add them to the record by hand")
    for name in ("published-online", "published", "issued"):
        if (other := crossref_date(item.child(name))) and not date.startswith(other):
            content.report.left_out(f"{name} {other}", item.at(name))
    item.skip("published-print", "URL")
    item.leave_out_rest()
    works[doi.lower()] = add_work(content, kind, values, item.span)


def first_word(item: Fields, name: str) -> str:
    """The first text of a list."""
    return next(iter(item.words(name)), "")


def _title(item: Fields) -> str:
    title, subtitle = title_text(first_word(item, "title")), title_text(first_word(item, "subtitle"))
    if subtitle and subtitle.lower() not in title.lower():
        title = f"{title}: {subtitle}"
    item.leave_out("original-title", "short-title")
    if title.isupper() and len(title) > 20:
        item.report.guess("that a title in capitals is right", title[:40], item.span)
    return title


def _issn_kinds(item: Fields) -> list[str]:
    """The medium of each ISSN, in the order of `ISSN`."""
    media = {one.word("value"): one.word("type") for one in item.children("issn-type")}
    return [media.get(issn, "") for issn in item.words("ISSN")]


def _people(item: Fields, key: str, content: SourceContent, date: str) -> list[Any]:
    found = []
    for one in item.children(key):
        given, family, group = one.word("given"), one.word("family"), one.word("name", "literal")
        one.leave_out("sequence", "authenticated-orcid", "role", "prefix")
        affiliations = [from_html(text) for part in one.children("affiliation") if (text := part.word("name"))]
        orcid = orcid_in(one.word("ORCID"))
        suffix = one.word("suffix")
        one.skip("affiliation")
        one.leave_out_rest()
        if family and given:
            words = family.split()
            small = next((at for at, word in enumerate(words) if not word[:1].islower()), 0)
            name = Name(given, " ".join(words[small:]), " ".join(words[:small]), suffix)
        elif family or group or given:
            name = Name(literal=re.sub(r"[{}]", "", group or family or given))
        else:
            continue
        found.append(author_value(name, orcid=orcid, affiliations=affiliations))
        if affiliations and date >= content.affiliations.get(name_text(name), ("", ""))[0]:
            content.affiliations[name_text(name)] = (date, affiliations[0])
    return found


def _date(item: Fields) -> str:
    for name in ("published-print", "published-online", "issued", "published"):
        if item.has(name) and (date := crossref_date(item.child(name))):
            return date
    return ""


def crossref_date(date: Fields) -> str:
    """The date in `date-parts`; empty if there is none, as in `[[null]]`."""
    parts = date.raw("date-parts")
    first = parts[0] if isinstance(parts, YamlSeq) and parts else None
    if not isinstance(first, YamlSeq):
        return ""
    return date_of_parts([part if isinstance(part, str) else "" for part in first], date, "date-parts")


def _event(event: Fields) -> dict[str, str]:
    start, end = crossref_date(event.child("start")), crossref_date(event.child("end"))
    date = f"{start}/{end}" if start and end and end > start else start
    found = {"name": from_html(event.word("name")), "place": from_html(event.word("location")), "date": date}
    event.leave_out_rest()
    return {key: value for key, value in found.items() if value}
