"""Parse an author list that is typed as one text into one mapping for each author, and report its mistakes.

The rules are those of the reference page on authors. `;` separates names; without a `;`, commas and `and` or `&` do.
A marker behind a name states a role, which the record's `markers` declare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cvkit.model.author import ROLE_FIELDS, UNNAMED_GROUP, RoleField, is_marker
from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.fields import MissingField
from cvkit.model.name import is_suffix, is_unspaced_script, parse_name
from cvkit.model.open_list import is_open_end, split_open_end
from cvkit.model.rule import DependsOn, Rule

DEGREES = frozenset({"phd", "ph.d", "md", "m.d", "msc", "m.sc", "dr", "prof"})

_SEPARATOR = re.compile(r"\s*(,|;|(?:(?<=\s)|^)and(?=[\s,]|$)|(?<=\s)&(?=\s|$)|(?<=\S)&(?=[^\W\d_]))\s*", re.IGNORECASE)
_SEMICOLON = re.compile(r"\s*(;)\s*")
_TWO_NAMES = re.compile(r"\s(and|&)\s", re.IGNORECASE)
_LEADING_AND = re.compile(r"(?:and|&)\s+", re.IGNORECASE)
_TYPED_MARKER = re.compile(r"\[([^\[\]\s])\]|\^([^\s^])\^|\\(\S)|(\S)")


class UndeclaredMarker(Rule):
    """A marker that `markers` does not declare, or a marker that is not after a name.

    A marker is a character after the name of an author, and states a role in the work, as † and * do. `markers` gives
    each marker its meaning. cvkit would print an unknown marker as a part of the name. Declare the marker in `markers`,
    write it directly after the name, or delete it.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller‡, Bo Fictive‡"}]
    ```
    ```yaml
    markers: {‡: senior}
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller‡, Bo Fictive‡"}]
    ```
    """

    code = "V106"
    depends_on = DependsOn.ENTRY
    message = "the marker `{marker}` after {name} is not declared"
    hint = (
        'declare its meaning in `markers`, as in `markers: {{"{marker}": equal_contributor}}`; declared now: {declared}'
    )
    fix = "declare it, or move it"


class _MarkerBeforeName(UndeclaredMarker):
    message = "`{marker}` is before a name"
    hint = "write a marker directly after the name"


class _MarkerWithoutName(UndeclaredMarker):
    message = "the marker `{marker}` is not after a name"
    hint = "write it directly after a name"


class _NamelessAuthor(MissingField):
    message = "an author has no name"
    hint = "write a name between the braces"


class NoPerson(Rule):
    """`et al.`, `others` or `…` within an author list, or without any author.

    These words say that a list names only some of the authors. They can only be at its end, behind at least one author.
    Write the authors that follow them before them, or name all authors.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, et al., Bo Fictive"}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, Cy Fictive, Bo Fictive"}]
    ```
    """

    code = "V110"
    depends_on = DependsOn.VALUE
    hides = DependsOn.AUTHORS
    message = "`{text}` names no person"
    hint = "write at least one author"
    fix = "write it at the end of the list, behind at least one author"


class _NoPersonWithin(NoPerson):
    hint = "write it at the end of the list"


class DegreeInName(Rule):
    """A degree in an author list.

    A degree is not part of a name, and author lists show no degrees. cvkit leaves it out. Delete it from the list.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, Ph.D., Bo Fictive"}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, Bo Fictive"}]
    ```
    """

    code = "V111"
    severity = Severity.WARNING
    depends_on = DependsOn.VALUE
    message = "`{degree}` is a degree, not a part of a name; cvkit leaves it out"
    hint = "delete it from the author list"
    fix = "delete it"


class FamilyNameFirst(Rule):
    """`Family, Given` in a list where commas separate the names.

    Commas separate the names of this list. A family name with its given name after a comma would be two people. Write
    the given name first, or separate the names with `;`. If they are two people, put each name in braces.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Miller, Ada"}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller"}]
    ```
    """

    code = "V112"
    depends_on = DependsOn.VALUE
    hides = DependsOn.AUTHORS
    message = "`{first}, {second}` looks like two people"
    hint = "write `{second} {first}`, or separate the names with `;`; write two people as `{{{first}}}, {{{second}}}`"
    fix = "write the given name first, or separate the names with `;`"


class OneWordName(Rule):
    """A name of one word.

    A name of one word is most often a mistake, and the document would show half a name. Write the given name and the
    family name. If one word is the whole name, put it in braces.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, Suharto"}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, {Suharto}"}]
    ```
    """

    code = "V113"
    severity = Severity.WARNING
    depends_on = DependsOn.VALUE
    message = "the name `{name}` has only one word"
    hint = "write the given name and the family name, or `{{{name}}}` if this is the whole name"
    fix = "write the whole name, or put it in braces"


class TwoNamesInOneItem(Rule):
    """An item of an author list that contains two names.

    Each item of a list is one person. cvkit would print the two names as one. Give each name its own item. Put a group
    with `and` in its name in braces.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: [Ada Miller and Bo Fictive]}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: [Ada Miller, Bo Fictive]}]
    ```
    """

    code = "V115"
    depends_on = DependsOn.VALUE
    hides = DependsOn.AUTHORS
    message = "`{text}` contains two names in one item of the list"
    hint = "give each name its own item"
    fix = "give each name its own item"


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
    text: str, markers: Mapping[str, str | RoleField], path: KeyPath
) -> tuple[list[dict[str, Any]], list[Diagnostic]]:
    """The authors of a list that is typed as one text, as mappings of the record, and the diagnostics of the list.

    `markers` has the role of each marker: the name of a role that cvkit knows, or the field that states another role.
    The words that end an open list are no author; `split_open_end` finds them.
    """
    diagnostics: list[Diagnostic] = []
    text, open_end = split_open_end(text)
    names = _joined(list(_names(text)), path, diagnostics)
    _refuse_turned_names(names, text, path, diagnostics)
    if not names and not diagnostics:
        diagnostics.append(NoPerson.at(path, at=0, text=open_end or text.strip()))
    return _with_first_group([_author(name, markers, path, diagnostics) for name in names]), diagnostics


def parse_author(
    text: str, markers: Mapping[str, str | RoleField], path: KeyPath
) -> tuple[dict[str, Any], list[Diagnostic]]:
    """One author of a list that has an item for each author, and its diagnostics. A comma is part of the name here."""
    diagnostics: list[Diagnostic] = []
    two = _TWO_NAMES.search(_outside_braces(text))
    if two:
        diagnostics.append(TwoNamesInOneItem.at(path, at=two.start(1), text=text))
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
    if is_open_end(piece):
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
        named, open_end = ("", piece.text) if is_open_end(piece.text) else split_open_end(piece.text)
        if open_end:
            at = piece.at + piece.text.index(open_end, len(named))
            diagnostics.append(_NoPersonWithin.at(path, at=at, text=open_end))
            piece.text = named
            if not named:
                continue
        if before and (not piece.text or is_suffix(piece.text) or piece.text.rstrip(".").lower() in DEGREES):
            if is_suffix(piece.text):
                before.text += f" {piece.text}"
            elif piece.text:
                diagnostics.append(DegreeInName.at(path, at=piece.at, degree=piece.text))
            before.markers += piece.markers
            before.separator = piece.separator
        elif piece.text.startswith("{") and not piece.text.strip("{} "):
            diagnostics.append(_NamelessAuthor.at(path, at=piece.at))
        elif piece.text:
            names.append(piece)
        elif piece.markers:
            marker, at = piece.markers[0]
            diagnostics.append(_MarkerWithoutName.at(path, at=at, marker=marker))
    return names


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
        diagnostics.append(DegreeInName.at(path, at=name.at, degree=degree))


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
            diagnostics.append(FamilyNameFirst.at(path, at=name.at, first=name.text, second=following.text))
            at += 2
        else:
            diagnostics.append(OneWordName.at(path, at=name.at, name=name.text))
            at += 1


def _is_one_word(name: _Name) -> bool:
    return " " not in name.text and not name.text.startswith("{") and not is_unspaced_script(name.text)


def _author(
    name: _Name, markers: Mapping[str, str | RoleField], path: KeyPath, diagnostics: list[Diagnostic]
) -> dict[str, Any]:
    if not name.text.startswith("{") and is_marker(name.text[0]):
        diagnostics.append(_MarkerBeforeName.at(path, at=name.at, marker=name.text[0]))
    author: dict[str, Any] = {"name": name.text}
    parts = parse_name(name.text)
    if parts.literal:
        author = {"literal": parts.literal}
    for marker, at in name.markers:
        role = markers.get(marker)
        if role is None:
            declared = ", ".join(f"`{known}`" for known in markers) or "none"
            diagnostics.append(UndeclaredMarker.at(path, at=at, marker=marker, name=parts.full, declared=declared))
        elif role:
            key, value = ROLE_FIELDS[role] if isinstance(role, str) else role
            author[key] = [*author.get(key, []), value] if key == "roles" else value
    return author
