"""Parse an author list that is typed as one text into one mapping for each author, and report its mistakes.

The rules are those of the reference page on authors. `;` separates names; without a `;`, commas and `and` or `&` do.
A marker behind a name states a role, which the record's `markers` declare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cvkit.model.author import UNNAMED_GROUP, is_marker
from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.name import is_suffix, is_unspaced_script, parse_name

DEGREES = frozenset({"phd", "ph.d", "md", "m.d", "msc", "m.sc", "dr", "prof"})
UNNAMED_REST = re.compile(r"(et\s+al\.?|others|…|\.\.\.)", re.IGNORECASE)

_SEPARATOR = re.compile(r"\s*(,|;|(?:(?<=\s)|^)and(?=[\s,]|$)|(?<=\s)&(?=\s|$)|(?<=\S)&(?=[^\W\d_]))\s*", re.IGNORECASE)
_SEMICOLON = re.compile(r"\s*(;)\s*")
_TWO_NAMES = re.compile(r"\s(and|&)\s", re.IGNORECASE)
_REST_BEHIND = re.compile(r"\s+(et\s+al\.?|and\s+others)$", re.IGNORECASE)
_LEADING_AND = re.compile(r"(?:and|&)\s+", re.IGNORECASE)
_TYPED_MARKER = re.compile(r"\[([^\[\]\s])\]|\^([^\s^])\^|\\(\S)|(\S)")


@dataclass
class _Name:
    """One name of a list, its offset in the text, and the markers behind it with their offsets."""

    text: str
    at: int
    raw: str
    """The piece of the list as typed, with its markers."""
    markers: list[tuple[str, int]] = field(default_factory=list)
    separator: str = ""
    """The separator behind the name, in lower case."""


def parse_authors(
    text: str, markers: Mapping[str, str], path: KeyPath
) -> tuple[list[dict[str, Any]], list[Diagnostic]]:
    """The authors of a list that is typed as one text, as mappings of the record, and the diagnostics of the list."""
    diagnostics: list[Diagnostic] = []
    names = _joined(list(_names(text)), path, diagnostics)
    _refuse_turned_names(names, text, path, diagnostics)
    if not names and not diagnostics:
        diagnostics.append(_nobody(text.strip(), path, 0))
    return _with_first_group([_author(name, markers, path, diagnostics) for name in names]), diagnostics


def parse_author(text: str, markers: Mapping[str, str], path: KeyPath) -> tuple[dict[str, Any], list[Diagnostic]]:
    """One author of a list that has an item for each author, and its diagnostics. A comma is part of the name here."""
    diagnostics: list[Diagnostic] = []
    two = _TWO_NAMES.search(_outside_braces(text))
    if two:
        message = f"`{text}` contains two names in one item of the list"
        diagnostics.append(Diagnostic("V115", message, "give each name its own item", path, at=two.start(1)))
    names = _joined([_split_markers(text, 0)], path, diagnostics)
    return (_author(names[0], markers, path, diagnostics) if names else {"literal": text}), diagnostics


def _names(text: str) -> Iterator[_Name]:
    """The pieces between the separators, with their markers split off. Text within braces is never separated."""
    hidden = _outside_braces(text)
    separator = _SEMICOLON if ";" in hidden else _SEPARATOR
    start = 0
    for found in separator.finditer(hidden):
        name = _split_markers(text[start : found.start()], start)
        name.separator = found[1].lower()
        yield name
        start = found.end()
    yield _split_markers(text[start:], start)


def _outside_braces(text: str) -> str:
    """The text with each group in braces replaced by as many `x`, so that no separator is found within braces."""
    return re.sub(r"\{[^{}]*\}", lambda found: "x" * len(found[0]), text)


def _split_markers(piece: str, at: int) -> _Name:
    r"""Split a piece into a name and the markers behind it. `[†]`, `^†^` and `\*` are other ways to type a marker."""
    if lead := _LEADING_AND.match(piece):
        piece, at = piece[lead.end() :], at + lead.end()
    end = len(piece)
    if UNNAMED_REST.fullmatch(piece.strip()):
        return _Name(piece.strip(), at, piece)
    markers: list[tuple[str, int]] = []
    while found := _last_marker(piece[:end]):
        end, marker, marker_at = found
        markers.insert(0, (marker, at + marker_at))
    name = piece[:end].rstrip()
    return _Name(name.strip(), at + len(name) - len(name.lstrip()), piece, markers)


def _last_marker(text: str) -> tuple[int, str, int] | None:
    """The last marker of a text: the offset of the marker with its brackets or escape, the marker, and its offset."""
    text = text.rstrip()
    for width in (3, 2, 1):
        found = _TYPED_MARKER.fullmatch(text[-width:]) if width <= len(text) else None
        if found and found.lastindex and is_marker(found[found.lastindex]):
            start = len(text) - width
            return start, found[found.lastindex], start + found.start(found.lastindex)
    return None


def _joined(pieces: list[_Name], path: KeyPath, diagnostics: list[Diagnostic]) -> list[_Name]:
    """The names without other pieces. Markers and suffixes are added to the name before; degrees are omitted."""
    names: list[_Name] = []
    for piece in pieces:
        before = names[-1] if names else None
        _drop_degrees(piece, path, diagnostics)
        if UNNAMED_REST.fullmatch(piece.text):
            diagnostics.append(_nobody(piece.text, path, piece.at))
            continue
        if rest := _REST_BEHIND.search(piece.text):
            diagnostics.append(_nobody(rest[1], path, piece.at + rest.start(1)))
            piece.text = piece.text[: rest.start()]
        if before and (not piece.text or is_suffix(piece.text) or piece.text.rstrip(".").lower() in DEGREES):
            if is_suffix(piece.text):
                before.text += f" {piece.text}"
            elif piece.text:
                diagnostics.append(_degree(piece.text, path, piece.at))
            before.markers += piece.markers
            before.separator = piece.separator
        elif piece.text.startswith("{") and not piece.text.strip("{} "):
            diagnostics.append(
                Diagnostic("V102", "an author has no name", "write a name between the braces", path, at=piece.at)
            )
        elif piece.text:
            names.append(piece)
        elif piece.markers:
            message = f"the marker `{piece.markers[0][0]}` is not after a name"
            diagnostics.append(
                Diagnostic("V106", message, "write it directly after a name", path, at=piece.markers[0][1])
            )
    return names


def _nobody(text: str, path: KeyPath, at: int) -> Diagnostic:
    hint = "list every author; use `max_authors` to shorten the printed list"
    return Diagnostic("V110", f"`{text}` names no person", hint, path, at=at)


def _with_first_group(authors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same authors. If a marker names a group, the marker without a group means the group `first`."""
    groups = {author.get("equal_contributor") for author in authors} - {None}
    if len(groups) < 2 or UNNAMED_GROUP not in groups:
        return authors
    return [a | {"equal_contributor": "first"} if a.get("equal_contributor") == UNNAMED_GROUP else a for a in authors]


def _drop_degrees(name: _Name, path: KeyPath, diagnostics: list[Diagnostic]) -> None:
    """Delete the degrees from a name, such as `Miller, Ada, Ph.D.`, and report the first of them."""
    if name.text.startswith("{"):
        return
    words = re.split(r"(,?\s+)", name.text)
    kept = [at for at in range(0, len(words), 2) if words[at].rstrip(".,").lower() not in DEGREES]
    if kept and len(kept) < (len(words) + 1) // 2:
        degree = next(words[at] for at in range(0, len(words), 2) if at not in kept)
        name.text = "".join(words[at - 1] * (at != kept[0]) + words[at] for at in kept).rstrip(" ,")
        diagnostics.append(_degree(degree, path, name.at))


def _degree(degree: str, path: KeyPath, at: int) -> Diagnostic:
    message = f"`{degree}` is a degree, not a part of a name; cvkit leaves it out"
    return Diagnostic("V111", message, "delete it from the author list", path, at=at, severity=Severity.WARNING)


def _refuse_turned_names(names: list[_Name], text: str, path: KeyPath, diagnostics: list[Diagnostic]) -> None:
    """Report names such as `Lee, Jemin`, which the comma would make two people, and names of one word."""
    if ";" in _outside_braces(text):
        return
    at = 0
    while at < len(names):
        name = names[at]
        following = names[at + 1] if at + 1 < len(names) else None
        if not _is_one_word(name):
            at += 1
        elif following and name.separator == "," and not name.markers and _is_one_word(following):
            message = f"`{name.text}, {following.text}` looks like two people"
            two = f"`{{{name.text}}}, {{{following.text}}}`"
            hint = f"write `{following.text} {name.text}`, or separate the names with `;`; write two people as {two}"
            diagnostics.append(Diagnostic("V112", message, hint, path, at=name.at))
            at += 2
        else:
            message = f"the name `{name.text}` has only one word"
            hint = f"write the given name and the family name, or `{{{name.text}}}` if this is the whole name"
            diagnostics.append(Diagnostic("V113", message, hint, path, at=name.at, severity=Severity.WARNING))
            at += 1


def _is_one_word(name: _Name) -> bool:
    return " " not in name.text and not name.text.startswith("{") and not is_unspaced_script(name.text)


def _author(name: _Name, markers: Mapping[str, str], path: KeyPath, diagnostics: list[Diagnostic]) -> dict[str, Any]:
    if not name.text.startswith("{") and is_marker(name.text[0]):
        message = f"`{name.text[0]}` is before a name"
        diagnostics.append(Diagnostic("V106", message, "write a marker directly after the name", path, at=name.at))
    author: dict[str, Any] = {"name": name.text}
    parts = parse_name(name.text)
    if parts.literal:
        author = {"literal": parts.literal}
    for marker, at in name.markers:
        role = markers.get(marker)
        if role is None:
            declared = ", ".join(f"`{known}`" for known in markers) or "none"
            message = f"the marker `{marker}` after {parts.full} is not declared"
            example = f'`markers: {{"{marker}": equal_contributor}}`'
            hint = f"declare its meaning in `markers`, as in {example}; declared now: {declared}"
            diagnostics.append(Diagnostic("V106", message, hint, path, at=at))
        elif role == "equal_contributor":
            author["equal_contributor"] = UNNAMED_GROUP
        elif role in ("first", "senior"):
            author["equal_contributor"] = role
        elif role:
            author[role] = "true"
    return author
