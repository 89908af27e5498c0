"""Add a work of a source to the section of its kind, with the fields that the section has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from cvkit.load.bibtex.values import read_arxiv
from cvkit.load.foreign.content import SourceContent, own_key, without_nothing
from cvkit.model.biblatex_names import NUMBERED
from cvkit.model.source import Span, YamlMap
from cvkit.model.work import SECTION_OF_KIND, UNDATED, Status
from cvkit.model.work_date import NO_DATE

_ORDER = ("id", "kind", "title", "title_addon", "authors", "inventors", "author_count", "collaboration", "editors",
          "role", "date", "status", "country", "number", "filed", "published", "granted", "venue",
          "collection", "edition", "volume", "issue", "chapter", "pages", "article_number", "event", "doi", "arxiv",
          "url", "links")  # fmt: skip
"""The order in which the fields of a work are written. The others follow."""
_ARXIV = re.compile(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/([\w./-]+?)(?:\.pdf)?/?$")
_RANK = {name: at for at, name in enumerate(_ORDER)}
_OF_PATENTS = frozenset({"id", "key", "title", "title_addon", "url", "links", "note", "country", "number", "tags"})
_DAYS_OF_PATENTS = ("granted", "published", "filed")
_ONLY_OF_TALKS = ("role", "organization")
_ONLY_OF_THINGS = ("version", "license", "description")


def add_work(content: SourceContent, kind: str, values: Mapping[str, Any], span: Span) -> YamlMap:
    """Add a work of a kind. Values that its section has no field for are kept under keys that begin with `x-`."""
    from cvkit.load.foreign.markup import plain_of

    found = {key: value for key, one in values.items() if (value := without_nothing(one)) not in ("", [], {})}
    if not found.get("title"):
        found["title"] = "Untitled"
        content.report.lacks("a title", span, "write the title into the record")
    if not plain_of(found["title"]).strip():
        found["title"] = "Untitled"
    for name in ("authors", "editors", "inventors"):
        if name in found:
            found[name] = _distinct(found[name], content, span)
    on_arxiv = _ARXIV.match(found.get("url", ""))
    arxiv = read_arxiv(on_arxiv[1]) if on_arxiv else None
    if arxiv and found.setdefault("arxiv", arxiv).partition("v")[0] == arxiv.partition("v")[0]:
        del found["url"]
    is_unsigned_patent = kind == "patent" and not (found.get("authors") or found.get("inventors"))
    section = "publications" if is_unsigned_patent else SECTION_OF_KIND.get(kind, "publications")
    if section == "publications":
        found["kind"] = kind
        if "date" not in found and found.get("status") not in UNDATED:
            found["date"] = NO_DATE
        if "number" in found and kind not in NUMBERED:
            found[own_key("number")] = found.pop("number")
        if found.get("status") not in (None, *get_args(Status)):
            found[own_key("status")] = found.pop("status")
        _keep_as_own(found, ("country", *_DAYS_OF_PATENTS))
    if section == "patents":
        found = as_patent(found)
    foreign: tuple[str, ...] = _ONLY_OF_TALKS if section != "talks" else ()
    foreign += _ONLY_OF_THINGS if section not in ("software", "datasets") else ()
    _keep_as_own(found, foreign if section != "patents" else ())
    if (venue := found.get("venue")) and "name" not in venue:
        if name := venue.get("short") or venue.get("publisher"):
            found["venue"] = {"name": name} | venue
        else:
            del found["venue"]
            found |= {own_key(key): value for key, value in venue.items()}
    if "collection" in found and "title" not in found["collection"]:
        found[own_key("collection-number")] = found.pop("collection")["number"]
    return content.add(section, _ordered(found), span)


def _distinct(people: list[Any], content: SourceContent, span: Span) -> list[Any]:
    """The people of a list, each ORCID iD only once: a person who is given twice is left out, a wrong iD too."""
    distinct: list[Any] = []
    known: set[str] = set()
    for one in people:
        orcid = one.get("orcid") if isinstance(one, dict) else None
        if orcid and one in distinct:
            content.report.left_out("a person given twice in one work", span)
            continue
        if orcid in known:
            content.report.unread("orcid (of another author of the work)", str(orcid), span)
            rest = {key: value for key, value in one.items() if key != "orcid"}
            one = rest["name"] if list(rest) == ["name"] else rest
        known.add(orcid or "")
        distinct.append(one)
    return distinct


def as_publication(entry: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """An entry of a section of its own as one of `publications`, with a kind. The last day of a patent is its date."""
    found = {"authors" if key == "inventors" else key: value for key, value in entry.items()} | {"kind": kind}
    if kind == "patent":
        last = next((key for key in _DAYS_OF_PATENTS if key in found), "")
        found["date"] = found.pop(last, NO_DATE)
        _keep_as_own(found, ("country", *_DAYS_OF_PATENTS))
        if found.get("status") not in (None, *get_args(Status)):
            _keep_as_own(found, ("status",))
    _keep_as_own(found, (*_ONLY_OF_TALKS, *_ONLY_OF_THINGS))
    return _ordered(found)


def as_patent(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a patent: its authors are inventors, and its date is that of the grant if no other is known."""
    own = {own_key(name): name for name in ("country", *_DAYS_OF_PATENTS)}
    found = {own.get(key, key): value for key, value in entry.items() if key != "kind"}
    patent: dict[str, Any] = {}
    for key, value in found.items():
        if key == "authors":
            patent["inventors"] = value
        elif key == "date":
            step = status if (status := found.get("status")) in ("filed", "published") else "granted"
            date = value.partition("/")[0]
            if date != NO_DATE and step not in found and not (step == "granted" and date == found.get("filed")):
                patent[step] = date
        elif key == "status":
            if value in ("filed", "published", "granted", "abandoned", "expired"):
                patent[key] = value
        elif key in _OF_PATENTS or key in ("filed", "published", "granted", "inventors"):
            patent[key] = value
        else:
            patent[key if key.startswith("x-") else own_key(key)] = value
    return _ordered(patent)


def _keep_as_own(found: dict[str, Any], names: tuple[str, ...]) -> None:
    """Keep values under keys that begin with `x-`."""
    for name in names:
        if name in found:
            found[own_key(name)] = found.pop(name)


def _ordered(found: Mapping[str, Any]) -> dict[str, Any]:
    """The fields in the order in which a work is written."""
    return dict(sorted(found.items(), key=lambda item: _RANK.get(item[0], len(_RANK))))
