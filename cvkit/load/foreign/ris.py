"""RIS, which publishers, EndNote and many databases write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cvkit.load.bibtex.addresses import read_address
from cvkit.load.bibtex.date_fields import read_date
from cvkit.load.bibtex.values import read_arxiv, read_doi, read_isbns, read_issns
from cvkit.load.foreign.add_work import add_work
from cvkit.load.foreign.content import SourceContent
from cvkit.load.foreign.markup import from_html
from cvkit.load.foreign.tagged_lines import TaggedRecord
from cvkit.load.foreign.typed_values import author_value, date_of_parts, doi_and_arxiv, pages_text, title_text
from cvkit.model.ids import legal_id
from cvkit.model.name import Name, is_suffix, parse_name

_KINDS = {
    "JOUR": "journal", "JFULL": "journal", "ABST": "journal", "EJOUR": "journal", "INPR": "journal",
    "CONF": "conference", "CPAPER": "conference", "CHAP": "chapter", "ECHAP": "chapter", "ENCYC": "chapter",
    "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "THES": "thesis", "RPRT": "report", "STAND": "report",
    "DATA": "dataset", "COMP": "software", "PAT": "patent", "UNPB": "preprint", "PREPRINT": "preprint",
    "SLIDE": "talk", "GEN": "other", "MISC": "other", "ELEC": "other", "MGZN": "other", "NEWS": "other",
    "BLOG": "other",
}  # fmt: skip
"""Type of a record → kind."""
_MEETINGS = frozenset({"talk", "conference"})
_LINE = re.compile(r"\ufeff?([A-Z][A-Z0-9])  ?- ?(.*)")


def fill(text: str, content: SourceContent) -> None:
    """Read the records of a RIS file."""
    for record in _records(text, content):
        _record(record, content)


def _records(text: str, content: SourceContent) -> Iterator[TaggedRecord]:
    record = TaggedRecord(content.file, 0)
    for number, row in enumerate(text.splitlines()):
        found = _LINE.fullmatch(row.rstrip())
        if found and found[1] in ("TY", "ER") and record:
            yield record
            record = TaggedRecord(content.file, number)
        if found and found[1] != "ER":
            record.put(found[1], found[2], number)
        elif row.strip() and not found:
            if record:
                record.extend(row.strip())
            else:
                content.report.unread("line", row.strip(), record.line_span(number, row))
    if record:
        yield record


def _record(record: TaggedRecord, content: SourceContent) -> None:
    typed = record.first("TY").upper()
    kind = _KINDS.get(typed, "other")
    if typed not in _KINDS:
        content.report.guess("the kind", f"other, from {typed or 'nothing'}", record.span)
    title = record.first("TI", "T1", "CT") or (record.first("BT") if kind == "book" else "")
    venue = record.first("JF", "JO", "T2", "JA", "J2", "T3", *(["BT"] if kind != "book" else []))
    short = next((text for tag in ("J2", "JA", "JO") if (text := record.first(tag)) and text != venue), "")
    publisher = record.first("PB")
    if kind in ("thesis", "report", "book", "dataset", "software", "other") and not venue:
        venue, publisher = publisher, ""
    doi_text = record.first("DO", "DI")
    doi = read_doi(doi_text) or next((doi for one in record.all("UR") if (doi := read_doi(one))), "")
    if doi_text and not doi:
        content.report.unread("DO", doi_text, record.span_of("DO"))
    urls = [url for one in record.all("UR") if (url := read_address(one)) and not read_doi(one)]
    arxiv = (
        next((one for text in record.all("AN", "M1") if (one := read_arxiv(text))), "") if kind == "preprint" else ""
    )
    first, last = record.first("SP"), record.first("EP")
    numbers = " ".join(record.all("SN"))
    issns, isbns = read_issns(numbers), read_isbns(numbers)
    place = from_html(record.first("CY", "PP"))
    where = {
        "name": from_html(venue),
        "short": from_html(short) if short != venue else "",
        "publisher": from_html(publisher),
        "publisher_place": place if publisher and kind not in _MEETINGS else "",
        "issn": issns[0] if issns else "",
        "eissn": issns[1] if len(issns) > 1 else "",
        "isbn": isbns[0] if isbns else "",
    }
    if numbers and not issns and not isbns:
        content.report.unread("SN", numbers, record.span_of("SN"))
    issue, key = record.first("IS", "CP"), record.first("ID")
    values: dict[str, Any] = {
        "id": legal_id(key) if re.search(r"[A-Za-z]", key) else "",
        "title": title_text(title),
        "authors": [_author(text) for text in record.all("AU", "A1")],
        "editors": [_author(text) for text in record.all("ED", "A2")]
        if kind in ("book", "chapter", "conference")
        else [],
        "date": _date(record, content),
        "venue": {key: value for key, value in where.items() if value} if kind != "talk" else {},
        "event": {"name": from_html(venue) if kind == "talk" else "", "place": place if kind in _MEETINGS else ""},
        "volume": record.first("VL"),
        "issue": "" if kind in ("report", "patent") else issue,
        "number": issue if kind in ("report", "patent") else "",
        "pages": pages_text(f"{first}-{last}" if last and last != first and "-" not in first else first),
        **doi_and_arxiv(doi, arxiv),
        "url": urls[0] if urls else "",
        "links": [{"label": re.sub(r"^https?://(?:www\.)?|/$", "", url), "url": url} for url in urls[1:]],
        "abstract": from_html(record.first("AB", "N2")),
        "note": from_html(" ".join(record.all("N1"))),
        "genre": from_html(record.first("M3")) if kind in ("thesis", "report") else "",
        "version": record.first("ET") if kind == "software" else "",
        "edition": record.first("ET") if kind != "software" else "",
        "x-place": place if kind not in _MEETINGS and not publisher else "",
    }
    if typed == "INPR":
        values["status"] = "in-press"
    if not values["authors"] and not values["editors"]:
        content.report.lacks("authors", record.span, "add them to the record by hand")
    record.leave_out_rest(content)
    add_work(content, kind, values, record.span)


def _author(text: str) -> Any:
    """An author: `Family, Given, Suffix`, or a group without a comma and with several words that are no name."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 3 and is_suffix(parts[2]):
        return author_value(Name(parts[1], parts[0], "", parts[2]))
    return author_value(parse_name(text))


def _date(record: TaggedRecord, content: SourceContent) -> str:
    """The date: `2024/03/15/other` in `DA`, or `PY` and `Y1`. Parts can be empty."""
    texts = [text for tag in ("DA", "PY", "Y1") if (text := record.first(tag))]
    best = ""
    for text in texts:
        parts = [part.strip() for part in text.split("/")]
        date = date_of_parts(parts[:3]) if re.fullmatch(r"\d{1,4}", parts[0]) else read_date(text).date
        if len(date) > len(best) and (not best or date.startswith(best)):
            best = date
    for text in texts:
        if rest := "/".join(text.split("/")[3:]).strip("/ "):
            content.report.left_out(f"date {rest}", record.span)
    if texts and not best:
        content.report.unread("PY", texts[0], record.span)
    return best
