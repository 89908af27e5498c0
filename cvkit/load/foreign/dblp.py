"""DBLP's XML: the page of a person, or single records."""

from __future__ import annotations

import html
import re
from typing import Any

from cvkit.load.bibtex.addresses import read_address
from cvkit.load.bibtex.values import read_arxiv, read_doi
from cvkit.load.foreign.add_work import add_work
from cvkit.load.foreign.content import Fields, SourceContent
from cvkit.load.foreign.markup import from_html
from cvkit.load.foreign.typed_values import author_value, doi_and_arxiv, isbn_of, orcid_in, pages_text, title_text
from cvkit.load.foreign.work_ids import work_ids
from cvkit.load.foreign.xml_tree import Element
from cvkit.model.name import parse_name

_KINDS = {
    "article": "journal", "inproceedings": "conference", "incollection": "chapter", "book": "book",
    "phdthesis": "thesis", "mastersthesis": "thesis", "data": "dataset", "proceedings": "other",
}  # fmt: skip
"""Element of a record → kind."""
_READ = frozenset("author editor title year month volume number pages booktitle journal publisher school isbn ee "
                  "series".split())  # fmt: skip
_MARKUP = frozenset({"i", "sub", "sup", "tt"})
_HOMONYM = re.compile(r"\s\d{4}$")


def fill(root: Element, content: SourceContent) -> None:
    """Read the XML of a person or of records."""
    pid, name = root.attributes.get("pid", ""), root.attributes.get("name", "")
    if name:
        content.person["name"] = _name(name)
    if pid:
        content.person.setdefault("profiles", {})["dblp"] = pid
    for key in root.attributes:
        if key not in ("pid", "name"):
            content.report.left_out(f"{root.name}.{key}", root.span)
    for child in root.all():
        if child.name == "person":
            _person(child, content)
        elif child.name == "r":
            for record in child.all():
                _record(record, pid, content)
        elif child.name in _KINDS:
            _record(child, pid, content)
        elif child.name == "www":
            _person(child, content)
        else:
            content.report.left_out(child.name, child.span)


def _name(text: str) -> str:
    """A name without the number that distinguishes namesakes at DBLP."""
    return _HOMONYM.sub("", text)


def _person(person: Element, content: SourceContent) -> None:
    names = [one.text for one in person.all("author")]
    if names:
        content.person.setdefault("name", _name(names[0]))
        content.person["aliases"] = [_name(name) for name in names[1:]]
        if _HOMONYM.search(names[0]):
            content.person["x-dblp"] = names[0]
    links = content.person.setdefault("links", [])
    for one in person.all("url"):
        if orcid := orcid_in(one.text) if "orcid.org" in one.text else "":
            content.person["orcid"] = orcid
        elif url := read_address(one.text):
            links.append({"label": re.sub(r"^https?://(?:www\.)?|/$", "", url), "url": url})
        else:
            content.report.unread("url", one.text, one.span)
    notes = [note for note in person.all("note") if note.attributes.get("type") == "affiliation"]
    current = [note for note in notes if not note.attributes.get("label", "").startswith("former")]
    if current:
        content.person["affiliation"] = from_html(current[0].text)
    for note in person.all("note"):
        if note is not (current[0] if current else None):
            content.report.left_out(f"note: {note.text[:60]}", note.span)
    for other in person.all():
        if other.name not in ("author", "url", "note"):
            content.report.left_out(f"person.{other.name}", other.span)
        for name in other.attributes:
            if other.name == "author":
                content.report.left_out(f"person.author.{name}", other.span)
    for name in person.attributes:
        content.report.left_out(f"{person.name}.{name}", person.span)


def _record(record: Element, pid: str, content: SourceContent) -> None:
    kind = _KINDS.get(record.name)
    if kind is None:
        content.report.left_out(f"record of type {record.name}", record.span)
        return
    published = record.attributes.get("publtype", "")
    journal, volume = record.text_at("journal"), record.text_at("volume")
    arxiv = read_arxiv(volume.removeprefix("abs/")) if volume.startswith("abs/") else None
    if arxiv or published.startswith("informal") or journal == "CoRR":
        kind = "preprint"
    elif published == "software":
        kind = "software"
    elif published == "data":
        kind = "dataset"
    series = record.text_at("series")
    doi, urls = "", []
    for link in record.all("ee"):
        found = read_doi(link.text) if "doi.org/" in link.text else None
        if found and not doi:
            doi = found
        elif not found and (url := read_address(link.text)):
            if "wikidata.org/" in url:
                content.report.left_out("ee of Wikidata", link.span)
            else:
                urls.append(url)
    fields = Fields(None, content, record.name, record.span)
    values: dict[str, Any] = {
        "id": re.sub(r"^DBLP:", "", record.attributes.get("key", "")).replace("/", "-"),
        "title": title_text(_html(record.first("title"))),
        "authors": [_author(one) for one in record.all("author") if one.text],
        "editors": [_author(one) for one in record.all("editor") if one.text],
        "date": _date(record, fields),
        "venue": {} if kind == "preprint" else _venue(record, journal, fields),
        "volume": "" if arxiv or (series and kind != "journal") else volume,
        "issue": record.text_at("number") if kind != "preprint" else "",
        "pages": pages_text(record.text_at("pages")),
        "genre": {"phdthesis": "phdthesis", "mastersthesis": "mathesis"}.get(record.name, ""),
        **doi_and_arxiv(doi, arxiv or ""),
        "collection": {"title": from_html(series), "number": volume if kind != "journal" else ""} if series else {},
        **work_ids({"dblp": record.attributes.get("key", "")}),
        "url": urls[0] if urls else "",
        "links": [{"label": url.split("/")[2].removeprefix("www."), "url": url} for url in urls[1:]],
    }
    if "withdrawn" in published:
        values["note"] = "withdrawn"
    if record.name == "proceedings":
        values["authors"] = []
    if kind in ("conference", "chapter") and record.text_at("booktitle"):
        content.report.guess("the name of a venue, which DBLP abbreviates", record.text_at("booktitle"), record.span)
    for name in record.attributes:
        if name not in ("key", "publtype"):
            content.report.left_out(f"{record.name}.{name}", record.span)
    for child in record.all():
        if child.name not in _READ:
            content.report.left_out(f"{record.name}.{child.name}", child.span)
        for name in child.attributes:
            if name != "orcid":
                content.report.left_out(f"{child.name}.{name}", child.span)
    add_work(content, kind, values, record.span)


def _author(element: Element) -> Any:
    return author_value(parse_name(_name(element.text)), orcid=orcid_in(element.attributes.get("orcid", "")))


def _date(record: Element, fields: Fields) -> str:
    from cvkit.load.bibtex.date_fields import read_parts

    year, month = record.text_at("year"), record.text_at("month")
    if not re.fullmatch(r"\d{4}", year):
        if year:
            fields.report.unread("year", year, record.span)
        return ""
    return read_parts(year, month, "").date or year


def _venue(record: Element, journal: str, fields: Fields) -> dict[str, str]:
    booktitle = re.sub(r"\s*\(\d+\)$", "", record.text_at("booktitle"))
    school, publisher = record.text_at("school"), record.text_at("publisher")
    name = journal or booktitle or school or publisher
    isbn = isbn_of([one.text for one in record.all("isbn")], fields) if record.first("isbn") else ""
    found = {
        "name": from_html(name),
        "isbn": isbn,
        "publisher": publisher if publisher != name else "",
    }
    return {key: value for key, value in found.items() if value}


def _html(element: Element | None) -> str:
    """The text of an element with its markup as HTML."""
    if element is None:
        return ""
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(html.escape(child, quote=False))
        elif child.name in _MARKUP:
            parts.append(f"<{child.name}>{_html(child)}</{child.name}>")
        else:
            parts.append(_html(child))
    return "".join(parts)
