"""CSL-JSON, which Zotero, Mendeley, Pandoc and `cvkit export --to csljson` write, also in YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from cvkit.load.bibtex.date_fields import read_date
from cvkit.load.bibtex.values import read_arxiv, read_page_count
from cvkit.load.foreign.add_work import add_work
from cvkit.load.foreign.content import Fields, SourceContent, own_key
from cvkit.load.foreign.markup import from_html, from_plain
from cvkit.load.foreign.typed_values import (
    author_value,
    date_of_parts,
    doi_and_arxiv,
    doi_in,
    isbn_of,
    issns_of,
    orcid_in,
    pages_text,
    title_text,
    url_of,
)
from cvkit.load.foreign.work_ids import work_ids
from cvkit.model.date import SEASONS
from cvkit.model.ids import legal_id
from cvkit.model.name import Name, parse_name
from cvkit.model.source import Span, YamlMap, YamlSeq

_KINDS = {
    "article-journal": "journal", "review": "journal", "review-book": "journal", "paper-conference": "conference",
    "article": "preprint", "book": "book", "classic": "book", "chapter": "chapter", "entry": "chapter",
    "entry-dictionary": "chapter", "entry-encyclopedia": "chapter", "thesis": "thesis", "report": "report",
    "standard": "report", "patent": "patent", "software": "software", "dataset": "dataset", "speech": "talk",
    "document": "other", "manuscript": "journal", "article-magazine": "other", "article-newspaper": "other",
    "post-weblog": "other", "post": "other", "webpage": "other",
}  # fmt: skip
"""Type of an item → kind."""

_GENRES = (
    (r"workshop", "workshop"), (r"poster", "poster"), (r"work[- ]in[- ]progress|\bwip\b", "wip"), (r"\bdemo", "demo"),
)  # fmt: skip
_KIND_GENRES = frozenset({"workshop paper", "poster", "work in progress", "demonstration", "preprint"})
"""Genres that only state the kind."""
_STATUSES = {
    "in-preparation", "submitted", "accepted", "in-press", "online-first", "filed", "granted", "abandoned", "expired",
    "published",
}  # fmt: skip
_SEASON_NAMES = tuple(SEASONS)
_LINE = re.compile(r"(?:^|\n|;\s)\s*(?P<key>[\w.-]+(?: \w+)?)\s*:\s*(?P<value>[^\n;]+)")
_KNOWN_LINES = frozenset(
    "arxiv pmid pmcid doi isbn issn publisher _eprint google-books-id read_status zscc oclc mr".split()
) | {"ads bibcode", "citation key", "conference name"}
"""Names of lines in Zotero's Extra that say something about a work, or that programs write for themselves."""
_OF_PROGRAMS = (
    "citation-label",
    "language",
    "source",
    "accessed",
    "title-short",
    "shortTitle",
    "categories",
    "copyright",
)
"""Fields that Zotero and other programs keep for themselves."""


def fill(parsed: Any, content: SourceContent) -> None:
    """Read a list of items, one item, or a mapping with `items` or `references`."""
    root = Fields(parsed if isinstance(parsed, YamlMap) else None, content, "", Span(0, 0, 0, 0))
    if isinstance(parsed, YamlSeq):
        items = [Fields(one, content, "item", span) for one, span in zip(parsed, parsed.spans, strict=True)]
    elif root.has("items") or root.has("references"):
        items = [*root.children("items"), *root.children("references")]
        root.leave_out_rest()
    else:
        items = [root]
    for item in items:
        if item.typed:
            _item(item, content)


def _item(item: Fields, content: SourceContent) -> None:
    typed, genre = item.word("type"), from_html(item.word("genre"))
    kind = _kind(typed, genre, item)
    key = item.word("citation-key") or item.word("id")
    if item.word("id") != key or "://" in key:
        content.report.left_out("id", item.at("id"))
    item.leave_out(*_OF_PROGRAMS)
    extra = _extra(item)
    authors = _names(item, "author")
    editors = _names(item, "editor")
    venue: dict[str, Any] = {
        "name": from_html(item.word("container-title")),
        "short": from_html(item.word("container-title-short") or item.word("journalAbbreviation")),
    }
    item.leave_out("journalAbbreviation")
    publisher = from_html(item.word("publisher") or extra.pop("publisher", ""))
    number, article = item.word("number"), ""
    doi = doi_in(item, "DOI") or extra.pop("doi", "")
    arxiv = _arxiv(item, publisher, number, extra)
    if arxiv and kind in ("preprint", "journal") and number.lower().replace("arxiv:", "").startswith(arxiv[:9]):
        number = ""
    if kind == "preprint" and publisher.lower() == "arxiv":
        publisher = ""
    venue |= {**issns_of(_several(item, "ISSN"), item), "isbn": isbn_of(_several(item, "ISBN"), item)}
    talk_host = ""
    if kind == "talk" and publisher and not venue["name"]:
        talk_host, publisher = publisher, ""
    if not venue["name"]:
        venue["name"], publisher = publisher, ""
    venue["publisher"] = publisher
    place = from_html(item.word("publisher-place"))
    is_of_event = place == from_html(item.word("event-place"))
    venue["publisher_place"] = place if publisher and not is_of_event else ""
    if number and kind not in ("report", "patent", "thesis", "software", "dataset", "other"):
        number, article = "", number
    country = ""
    if kind == "patent":
        country = item.word("jurisdiction") or item.word("authority")
    values: dict[str, Any] = {
        "id": legal_id(key) if key and "://" not in key else "",
        "title": title_text(item.word("title")),
        "authors": authors,
        "editors": editors,
        "venue": _without_empty(venue),
        "organization": talk_host,
        "volume": item.word("volume"),
        "issue": item.word("issue"),
        "pages": pages_text(item.word("page")),
        "number": number,
        "article_number": article,
        "version": item.word("version"),
        "collection": _without_empty(
            {"title": from_html(item.word("collection-title")), "number": item.word("collection-number")}
        ),
        "edition": from_html(item.word("edition")),
        "chapter": item.word("chapter-number"),
        "event": _event(item),
        **doi_and_arxiv(doi, arxiv),
        "url": url_of(item, "URL"),
        "status": status if (status := item.word("status").lower().replace(" ", "-")) in _STATUSES else "",
        "genre": genre if genre.lower() not in _KIND_GENRES and kind != "patent" else "",
        **_date(item, "issued"),
        **{own_key(name): _date(item, name).get("date", "") for name in ("available-date", "original-date")},
        "filed" if kind == "patent" else "x-submitted": _date(item, "submitted").get("date", ""),
        "country": country,
        "note": from_plain(extra.pop("note", "")),
        **work_ids({name: extra.pop(name) for name in ("pmid", "pmcid") if name in extra}),
        **{own_key(name.replace(".", "-")): value for name, value in extra.items()},
    }  # fmt: skip
    pages = item.word("number-of-pages")
    values["page_count"] = read_page_count(pages) or ""
    if pages and not values["page_count"]:
        content.report.unread("number-of-pages", pages, item.at("number-of-pages"))
    abstract = from_html(item.word("abstract"))
    values["description" if kind in ("software", "dataset") else "abstract"] = abstract
    if typed == "manuscript" and not values["status"]:
        values["status"] = "in-preparation"
        content.report.guess("the status of a manuscript", "in-preparation", item.span)
    if kind == "patent":
        for name in ("venue", "event", "organization", "page_count", "genre", "collection", "edition", "chapter"):
            if values.get(name):
                values[f"x-{name}"] = values.pop(name)
    if values["url"] and values.get("arxiv") and values["url"].endswith(f"arxiv.org/abs/{values['arxiv']}"):
        values["url"] = ""
    if place and not is_of_event and not venue["publisher_place"]:
        values["x-publisher-place"] = place
    rest = item.keep_rest()
    if kind == "talk" and values["genre"]:
        values["role"] = values.pop("genre")
    add_work(content, kind, values | {k: v for k, v in rest.items() if k not in values}, item.span)


def _kind(typed: str, genre: str, item: Fields) -> str:
    kind = _KINDS.get(typed)
    if kind is None:
        item.report.guess("the kind", f"other, from {typed or 'nothing'}", item.span)
        return "other"
    if kind in ("conference", "other") and genre:
        kind = next((one for pattern, one in _GENRES if re.search(pattern, genre, re.IGNORECASE)), kind)
    if kind == "talk" and re.search("poster", genre, re.IGNORECASE):
        kind = "poster"
    return kind


def _several(item: Fields, name: str) -> list[str]:
    return re.split(r"[,;]\s*|\s(?=\d)", " ".join(item.words(name))) if item.has(name) else item.words(name)


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _names(item: Fields, key: str) -> list[Any]:
    return [author for one in item.children(key) if (author := _name(one))]


def _name(fields: Fields) -> Any:
    fields.leave_out("static-ordering", "comma-suffix", "sequence", "authenticated-orcid")
    affiliations = [from_html(text) for one in fields.children("affiliation") if (text := one.word("name"))]
    literal = fields.word("literal", "name")
    given, family = fields.word("given"), fields.word("family")
    particle = " ".join(filter(None, (fields.word("dropping-particle"), fields.word("non-dropping-particle"))))
    orcid = orcid_in(fields.word("ORCID"))
    suffix = fields.word("suffix")
    fields.leave_out_rest()
    if not (family or literal or given):
        return None
    if not family:
        parsed = parse_name(f"{{{literal or given}}}")
        return author_value(Name(literal=parsed.literal), orcid=orcid, affiliations=affiliations)
    if not particle:
        words = family.split()
        small = next((at for at, word in enumerate(words) if not word[:1].islower()), 0)
        particle, family = " ".join(words[:small]), " ".join(words[small:]) or family
    return author_value(Name(given, family, particle, suffix), orcid=orcid, affiliations=affiliations)


def _date(item: Fields, name: str) -> dict[str, str]:
    """The `date` of a CSL date: parts, a literal text, or EDTF."""
    value = item.raw(name)
    if isinstance(value, str):
        found = read_date(value)
        if not found.is_whole:
            item.report.unread(name, value, item.at(name))
        return {"date": found.date}
    if not isinstance(value, YamlMap):
        return {"date": ""}
    date = Fields(value, item.content, name, item.at(name))
    parts = date.raw("date-parts")
    moments = [_moment(one, date) for one in parts if isinstance(one, YamlSeq)] if isinstance(parts, YamlSeq) else []
    moments = [one for one in moments if one]
    season = date.word("season")
    literal = date.word("literal", "raw", "edtf")
    if moments and season and len(moments[0]) == 4:
        at = int(season) - 1 if season.isdigit() else -1
        name_of = (
            _SEASON_NAMES[at % 20] if season.isdigit() and at % 20 < 4 else season.lower().replace("fall", "autumn")
        )
        if name_of in SEASONS:
            moments = [f"{moments[0]}-{name_of}"]
    if not moments and literal:
        found = read_date(literal)
        if not found.is_whole or not found.date:
            item.report.unread(name, literal, item.at(name))
        moments = [found.date] if found.date else []
        if found.status:
            return {"date": found.date, "status": found.status}
    if date.word("circa") not in ("", "false", "0") and moments:
        item.report.guess("an uncertain date", moments[0], item.at(name))
    date.leave_out_rest()
    if len(moments) > 1 and moments[1] > moments[0]:
        return {"date": "/".join(moments[:2])}
    return {"date": moments[0] if moments else ""}


def _moment(parts: Sequence[Any], date: Fields) -> str:
    return date_of_parts([part if isinstance(part, str) else "" for part in parts], date, "date-parts")


def _event(item: Fields) -> dict[str, str]:
    event = item.child("event") if isinstance(item.typed.get("event"), YamlMap) else None
    name = from_html(event.word("name") if event else item.word("event-title", "event"))
    place = from_html(item.word("event-place"))
    date = _date(item, "event-date").get("date", "")
    return _without_empty({"name": name, "place": place, "date": date})


def _arxiv(item: Fields, publisher: str, number: str, extra: dict[str, str]) -> str:
    """The arXiv id, which programs write in different fields."""
    archive, place = (str(item.typed.get(name, "")) for name in ("archive", "archive_location"))
    archive = archive.lower()
    found = read_arxiv(place) if archive in ("arxiv", "arxiv.org", "") else ""
    if found:
        item.skip("archive", "archive_location")
    texts = [extra.pop("arxiv", ""), number if number.lower().startswith("arxiv:") else "",
             number if publisher.lower() == "arxiv" else ""]  # fmt: skip
    return found or next((one for text in texts if text and (one := read_arxiv(text.split()[0]))), "") or ""


def _extra(item: Fields) -> dict[str, str]:
    """The lines `key: value` of a note, as Zotero writes them, and the rest as `note`."""
    text = "\n".join(item.lines("note"))
    found: dict[str, str] = {}

    def take(line: re.Match[str]) -> str:
        key = line["key"].lower()
        if key not in _KNOWN_LINES and not key.startswith("tex."):
            return line[0]
        found.setdefault(key, line["value"].strip())
        return ""

    rest = _LINE.sub(take, text).strip()
    for key in ("PMID", "PMCID"):
        if value := item.word(key):
            found[key.lower()] = value
    return found | ({"note": " ".join(rest.split())} if rest else {})
