"""Find the values of a source that an import neither put into the record nor reported."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from cvkit.load.foreign.countries import country_name
from cvkit.load.yaml_file import parse_yaml
from cvkit.model.source import EMPTY

Keys = tuple[str, ...]
"""The keys that lead to a value in a source."""

DECIDING = frozenset("type publtype type_crossref entry TY PT PST external-id-type external-id-relationship network "
                     "is_corresponding primary sequence genre".split())  # fmt: skip
"""Keys whose value decides a kind or the key of another value."""
_MONTHS = "january february march april may june july august september october november december".split()
_DERIVED = (
    (r"^https?://(?:www\.|dx\.)?(?:doi\.org|arxiv\.org/abs|orcid\.org|github\.com|twitter\.com|openalex\.org|"
     r"dblp\.org/rec|pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pmc/articles)/", ""),
    (r" 0\d{3}$|^https?://www\.scopus\.com/\S*authorID=|^http://id\.crossref\.org/isbn/|^10\.48550/arxiv\.", ""),
    (r"\((?:Electronic|Print|Linking)\)", ""), (r"\[(?:doi|pii)\]", ""),
    (r"\bfall\b", "autumn"), (r"^(\d+)-(?=\d\d$)", ""), (r"\bworkshop paper\b", "workshop"),
    (r"^(\d{4})/(\d\d)//(\w+)$", r"\1-\2"),
)  # fmt: skip
"""Pattern of the part of a value that a record states in another way, and the replacement."""


def missing(data: bytes, name: str, record: str, report: str) -> list[str]:
    """The values of a source that are neither in the record nor in the report, each as `keys: value`."""
    found = _words(f"{record}\n{report}")
    seen, flat = {*found, *(word.lstrip("0") for word in found)}, "".join(found)
    named = {
        word for listed in re.findall(r"left out[^:\n]*: ([^\n]*)", report) for word in re.findall(r"[\w.-]+", listed)
    }
    named |= {re.sub(r"^(?:work|author)\.", "", word) for word in named}  # an item of a list has one of these names
    is_coarse = "the precision of a date" in report
    lost = []
    for keys, value in values(data, name):
        if set(keys[-1:]) & DECIDING or any(".".join(keys[at:end]) in named for at, end in _parts(keys)):
            continue
        words = _words(country_name(value))
        for pattern, derived in _DERIVED:
            value = re.sub(pattern, derived, value, flags=re.IGNORECASE)
        is_date = bool(re.fullmatch(r"\d{4}(-\d\d?)+", value))
        for text in (_words(value), words):
            joined = "".join(text)
            if not joined or joined in flat or (not is_date and all(map(seen.__contains__, text))):
                break
            if is_date and is_coarse and (joined[:6] in flat or joined.endswith("0101")):
                break
        else:
            lost.append(f"{'.'.join(keys)}: {value}")
    return lost


def values(data: bytes, name: str) -> Iterator[tuple[Keys, str]]:
    """All values of a source, each with its keys."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    if name.endswith(".json"):
        yield from _of_tree(json.loads(text), ())
    elif name.endswith((".yaml", ".yml")):
        yield from _of_tree(parse_yaml(text, name)[0], ())
    elif name.endswith(".xml"):
        named = re.sub(r"&(?!amp|lt|gt|quot|apos)\w+;", lambda found: html.unescape(found[0]), text)
        yield from _of_element(ElementTree.fromstring(named), ())
    else:
        yield from _of_lines(text)


def _parts(keys: Keys) -> Iterator[tuple[int, int]]:
    """The ends of each run of keys."""
    return ((at, end) for at in range(len(keys)) for end in range(at + 1, len(keys) + 1))


def _of_tree(tree: Any, keys: Keys) -> Iterator[tuple[Keys, str]]:
    match tree:
        case {"year": _}:  # the three parts of a date are one value
            parts = (tree.get(part) for part in ("year", "month", "day"))
            yield keys, _date(part.get("value") if isinstance(part, dict) else part for part in parts)
        case dict():
            for key, value in tree.items():
                yield from _of_tree(value, (*keys, str(key)))
        case list() if keys[-1:] == ("date-parts",) and all(isinstance(one, list) for one in tree):
            yield from ((keys, _date(moment)) for moment in tree)
        case list():
            for value in tree:
                yield from _of_tree(value, keys)
        case _ if tree is not None and tree is not EMPTY and not isinstance(tree, bool):
            yield keys, str(tree)


def _date(parts: Any) -> str:
    return "-".join(str(part).rjust(2, "0") for part in parts if part)


def _of_element(element: ElementTree.Element, keys: Keys) -> Iterator[tuple[Keys, str]]:
    keys = (*keys, element.tag.rpartition("}")[2])
    for key, value in element.attrib.items():
        yield (*keys, key.rpartition("}")[2]), value
    parts = {child.tag.rpartition("}")[2]: child.text for child in element}
    if "year" in parts and len(parts) <= 3:
        yield keys, _date(parts.get(part) for part in ("year", "month", "day"))
    elif not parts or (element.text or "").strip():
        yield keys, " ".join("".join(element.itertext()).split())
    else:
        for child in element:
            yield from _of_element(child, keys)


def _of_lines(text: str) -> Iterator[tuple[Keys, str]]:
    tag, value = "", ""
    for row in text.splitlines():
        if found := re.fullmatch(r"([A-Z][A-Z0-9]{1,3}) *- ?(.*)", row):
            yield (tag,), value
            tag, value = found[1], found[2]
        else:
            value += f" {row.strip()}"
    yield (tag,), value


def _words(text: str) -> list[str]:
    """The words of a text without its markup, accents and the zeros before numbers."""
    while (plain := html.unescape(text)) != text:
        text = plain
    folded = unicodedata.normalize("NFKD", re.sub(r"</?[A-Za-z][^<>]*>", "", text)).casefold()
    words = re.findall(r"[^\W_]+", "".join(c for c in folded if not unicodedata.combining(c)))
    numbers = {word: f"{at:02}" for at, name in enumerate(_MONTHS, 1) for word in (name[:3], name)}
    return [numbers.get(word, word) for word in words]
