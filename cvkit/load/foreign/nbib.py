"""PubMed's format (MEDLINE, `.nbib`): lines with a tag of four characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cvkit.load.bibtex.date_fields import read_date, read_parts
from cvkit.load.bibtex.values import read_doi
from cvkit.load.foreign.add_work import add_work
from cvkit.load.foreign.content import Fields, SourceContent
from cvkit.load.foreign.markup import from_html
from cvkit.load.foreign.tagged_lines import TaggedRecord
from cvkit.load.foreign.typed_values import author_value, isbn_of, issns_of, orcid_in, pages_text, title_text
from cvkit.load.foreign.work_ids import work_ids
from cvkit.model.name import Name, parse_name

_LINE = re.compile(r"([A-Z]{2,4}) *- ?(.*)")
_KINDS = (
    ("Preprint", "preprint"), ("Book Chapter|Study Guide", "chapter"), ("Books?|Monograph", "book"),
    ("Dataset", "dataset"), ("Technical Report", "report"), ("Academic Dissertation", "thesis"),
)  # fmt: skip
_NOTES = ("Published Erratum", "Retraction of Publication", "Editorial")
"""Types that become the note of a work."""


def fill(text: str, content: SourceContent) -> None:
    """Read the records of a file of PubMed."""
    for record in _records(text, content):
        _record(record, content)


def _records(text: str, content: SourceContent) -> Iterator[TaggedRecord]:
    record = TaggedRecord(content.file, 0)
    for number, row in enumerate(text.splitlines()):
        found = _LINE.fullmatch(row)
        if found and found[1] == "PMID" and record:
            yield record
            record = TaggedRecord(content.file, number)
        if found:
            record.put(found[1], found[2], number)
        elif row.startswith("      ") and record:
            record.extend(row.strip())
        elif row.strip():
            content.report.unread("line", row.strip(), record.line_span(number, row))
    if record:
        yield record


def _record(record: TaggedRecord, content: SourceContent) -> None:
    fields = Fields(None, content, "record", record.span)
    types = " ".join(record.all("PT"))
    kind = next((kind for pattern, kind in _KINDS if re.search(rf"\b(?:{pattern})\b", types)), "journal")
    title = record.first("TI") or record.first("BTI")
    if found := re.fullmatch(r"\[(.*)\]\.?", title):
        title = found[1]
    locations = record.all("LID", "AID")
    doi = next((read_doi(one.removesuffix("[doi]")) for one in locations if one.endswith("[doi]")), None)
    articles = list(dict.fromkeys(one.rpartition(" ")[0] for one in locations if one.endswith("[pii]")))
    issns = record.all("IS")
    media = ["electronic" if "Electronic" in one else "print" if "Print" in one else "" for one in issns]
    pages = _pages(record.first("PG"))
    isbns = record.all("ISBN")
    volume = record.first("VI")
    values: dict[str, Any] = {
        "id": f"pmid{record.first('PMID')}",
        "title": title_text(title),
        "authors": _authors(record),
        "date": _date(record, content),
        "venue": _venue(record, issns_of(issns, fields, media) | {"isbn": isbn_of(isbns, fields) if isbns else ""}),
        "volume": volume,
        "issue": record.first("IP"),
        "pages": pages,
        "doi": doi or "",
        "abstract": from_html(record.first("AB")),
        **work_ids({"pmid": record.first("PMID"), "pmcid": record.first("PMC")}),
    }
    if not pages and articles and not doi:
        values["article_number"] = articles.pop(0)
    for article in articles:
        content.report.left_out(f"LID {article}", record.span_of("LID"))
    values["note"] = "; ".join(note for note in _NOTES if note in types)
    values["retracted"] = "true" if "Retracted Publication" in types else ""
    if kind == "journal" and "Preprint" not in types and not volume and record.first("PST") == "aheadofprint":
        values["status"] = "online-first"
    record.skip("AUID", "AD")
    record.leave_out_rest(content)
    add_work(content, kind, values, record.span)


def _venue(record: TaggedRecord, numbers: dict[str, str]) -> dict[str, str]:
    name, short = from_html(record.first("JT")), from_html(record.first("TA"))
    publisher = from_html(record.first("PB"))
    book = from_html(record.first("BTI")) if record.first("TI") else ""
    name = book or name or short or publisher
    found = {"name": name, "short": short if short != name else "", "publisher": publisher if publisher != name else ""}
    return {key: value for key, value in (found | numbers).items() if value}


def _authors(record: TaggedRecord) -> list[Any]:
    """The authors and groups in their order, each with the ORCID iD and the affiliations that follow it."""
    found: list[dict[str, Any]] = []
    has_full = bool(record.all("FAU"))
    for tag, text in record.lines:
        if tag in ("FAU", "CN") or (tag == "AU" and not has_full):
            name = Name(literal=parse_name(f"{{{text}}}").literal) if tag == "CN" else parse_name(text)
            found.append({"name": name, "affiliations": []})
        elif tag == "AUID" and found:
            found[-1]["orcid"] = orcid_in(text)
        elif tag == "AD" and found:
            found[-1]["affiliations"].append(from_html(text))
    record.skip("FAU", "CN", "AU")
    return [author_value(one.pop("name"), **one) for one in found]


def _pages(text: str) -> str:
    """The pages, with the last one in full: `475-82` is `475-482`."""
    found = re.fullmatch(r"(\d+)-(\d+)", text)
    if found and len(found[2]) < len(found[1]):
        return f"{found[1]}-{found[1][: -len(found[2])]}{found[2]}"
    return pages_text(text)


def _date(record: TaggedRecord, content: SourceContent) -> str:
    text = record.first("DP")
    found = re.fullmatch(r"(\d{4})\s+([A-Za-z]+(?:-[A-Za-z]+)?)(?:\s+(\d{1,2}))?", text)
    read = read_parts(found[1], found[2], found[3] or "") if found else read_date(text)
    if text and (not read.date or not read.is_whole):
        content.report.unread("DP", text, record.span_of("DP"))
    return read.date
