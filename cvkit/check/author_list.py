"""Parse an author list into one mapping for each author, and report its mistakes. No other module parses authors.

A list is one text, or has an item for each author. `model/open_list.py` finds the words that make it open,
`model/name_list.py` separates the names of a text, and `model/typed_name.py` parses each. A marker behind a name states
a role, which the record's `markers` declare.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from pydantic import ValidationError

from cvkit.check.behind_names import (
    AMONG_OTHERS,
    DegreeInName,
    EmailInName,
    KeyForPerson,
    NameAmongOthers,
    NoPerson,
    NoPersonWithin,
    RoleForPerson,
    left_out_behind,
    refuse_two_names,
    split_role,
)
from cvkit.check.doubtful_names import refuse_doubtful_names, warn_of_initials
from cvkit.check.marker_roles import Markers, apply_markers, with_first_group, with_roles
from cvkit.model.author import DEFAULT_MARKERS, ROLE_FIELDS, Author
from cvkit.model.diagnostic import Diagnostic, KeyPath, Range
from cvkit.model.fields import MissingField
from cvkit.model.name import NAME_PARTS, Name, is_initials, is_suffix
from cvkit.model.name_list import ListedName, only_name, split_list
from cvkit.model.open_list import OPEN_END, OpenEnd, split_open_end
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.typed_name import is_degree, is_email, is_marker, parse_typed_name
from cvkit.model.yaml_flow import flow


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
    hint = "declare its meaning in `markers`, beside those of the other markers: write `markers: {markers}`"
    fix = "declare it, or move it"


class _MarkerBeforeName(UndeclaredMarker):
    message = "`{marker}` is before a name"
    hint = "write a marker directly after the name"


class _DigitBeforeName(_MarkerBeforeName):
    hint = "write a marker directly after the name; if this is a part of the name, write `{{{name}}}` within quotes"


class _MarkerWithoutName(UndeclaredMarker):
    message = "the marker `{marker}` is not after a name"
    hint = "write it directly after a name"


class _NamelessAuthor(MissingField):
    message = "an author has no name"
    hint = "write a name between the braces"


_IDENTITY = ("name", *NAME_PARTS, "orcid", "owner")


def parse_authors(value: Any, markers: Markers, path: KeyPath) -> tuple[Any, list[Diagnostic]]:
    """The authors of a list as mappings of the record, and the diagnostics of the list.

    If the list is open, its last item is `OPEN_END`. `markers` has the role of each marker: the name of a role that
    cvkit knows, or the field that states another role; a marker with an empty role has no meaning. The model reports
    a value that is neither a text nor a list.
    """
    diagnostics: list[Diagnostic] = []
    if isinstance(value, str):
        return _of_text(value, markers, path, diagnostics), diagnostics
    return (_of_items(value, markers, path, diagnostics) if isinstance(value, list) else value), diagnostics


def typed_names(value: Any) -> list[Name]:
    """The names of an author list. An item that the model refuses has none."""
    authors, _ = parse_authors(value, {}, ())
    people = [author for author in authors if isinstance(author, dict)] if isinstance(authors, list) else []
    return [name for author in people if (name := _name_of(author)).full]


def typed_people(items: Any) -> list[Author]:
    """The authors of a list that has an item for each, without their roles; empty for a list that the model refuses."""
    authors, _ = parse_authors(items if isinstance(items, list) else [], {}, ())
    try:
        return [_person(author) for author in authors if author != OPEN_END]
    except ValidationError:
        return []


def _person(author: Any) -> Author:
    """An author with only the fields that say who it is."""
    if not isinstance(author, dict):
        return Author.model_validate(author)
    stated = {key: author[key] for key in _IDENTITY if key in author}
    is_named = list(stated) == ["name"] and isinstance(stated["name"], Name)
    return _author_named(stated["name"]) if is_named else Author.model_validate(stated)


@functools.lru_cache(maxsize=1 << 14)
def _author_named(name: Name) -> Author:
    return Author.model_validate({"name": name})


def _name_of(author: dict[str, Any]) -> Name:
    if isinstance(name := author.get("name"), Name):
        return name
    given, family, particle, suffix, literal = (
        text if isinstance(text := author.get(part), str) else "" for part in NAME_PARTS
    )
    return Name(given, family, particle, suffix, literal)


def _of_text(text: str, markers: Markers, path: KeyPath, diagnostics: list[Diagnostic]) -> list[Any]:
    """The authors of a list that is typed as one text."""
    if found := AMONG_OTHERS.search(text):
        separator = "; " if ";" in text else ", "
        new = separator.join(filter(None, [text[: found.start()], found[1].strip(), OPEN_END]))
        diagnostics.append(NameAmongOthers.at(path, Range(*found.span()), text=found[0].strip(" ,;"), new=new))
        text = new
    named, open_end, *_ = split_open_end(text)
    pieces = _without_open_ends(split_list(named), path, diagnostics)
    names = _joined(pieces, path, diagnostics)
    if any(";" in name.separator or "；" in name.separator for name in names):
        for name in names:
            refuse_two_names(name.text, name.typed.at, path, diagnostics)
    else:
        refuse_doubtful_names(names, path, diagnostics)
    for name in names:
        warn_of_initials(name.text, name.typed.at, path, diagnostics)
    if not names and not diagnostics:
        diagnostics.append(NoPerson.at(path, Range.of(named, 0), text=open_end or named.strip()))
    authors = with_first_group([_author(name, markers, path, diagnostics) for name in names])
    return [*authors, OPEN_END] if authors and open_end else authors


def _of_items(items: list[Any], markers: Markers, path: KeyPath, diagnostics: list[Diagnostic]) -> list[Any]:
    """The authors of a list that has an item for each author."""
    authors: list[Any] = []
    for index, item in enumerate(items):
        at = (*path, index)
        if isinstance(item, str):
            named, open_end, *_ = split_open_end(item) if index == len(items) - 1 else OpenEnd(item)
            if open_end and (named or authors):
                authors += [_of_item(named, markers, at, diagnostics), OPEN_END] if named else [OPEN_END]
                continue
            if open_end:
                diagnostics.append(NoPerson.at(at, text=open_end))
            item = {"literal": item} if open_end else _of_item(item, markers, at, diagnostics)
        elif isinstance(item, dict) and isinstance(item.get("name"), str):
            author = _of_item(item["name"], markers, (*at, "name"), diagnostics)
            item = {**author, **{key: value for key, value in item.items() if key != "name"}}
        if isinstance(item, dict) and isinstance(item.get("markers"), str):
            item = with_roles(item, markers)
        authors.append(item)
    has_group = any(isinstance(item, dict) and "equal_contributor" in item for item in items)
    return authors if has_group else with_first_group(authors)


def _of_item(text: str, markers: Markers, path: KeyPath, diagnostics: list[Diagnostic]) -> dict[str, Any]:
    """One author of a list that has an item for each author. A comma is part of the name here."""
    if found := AMONG_OTHERS.search(text):
        before, name = text[: found.start()], found[1].strip()
        new = "`, `".join(filter(None, [before, name, OPEN_END]))
        diagnostics.append(NameAmongOthers.at(path, Range(*found.span()), text=text, new=new))
        text = before or name
    warn_of_initials(text, 0, path, diagnostics)
    if (only := only_name(text)) and not text.endswith(")") and ": " not in text:
        return {"name": only}
    refuse_two_names(text, 0, path, diagnostics)
    pieces = _without_open_ends([ListedName(parse_typed_name(text))], path, diagnostics)
    names = _joined(pieces, path, diagnostics)
    return _author(names[0], markers, path, diagnostics) if names else {"literal": text}


def _without_open_ends(pieces: list[ListedName], path: KeyPath, diagnostics: list[Diagnostic]) -> list[ListedName]:
    """The pieces without the words that make a list open. These can only be at the end of the list."""
    kept: list[ListedName] = []
    for piece in pieces:
        text = piece.text
        named, open_end, at, *_ = split_open_end(text)
        if open_end:
            part = Range.of(open_end, piece.typed.at + at)
            diagnostics.append(NoPersonWithin.at(path, part, text=open_end))
            piece.typed = piece.typed._replace(text=named)
        if named or not open_end:
            kept.append(piece)
    return kept


def _joined(pieces: list[ListedName], path: KeyPath, diagnostics: list[Diagnostic]) -> list[ListedName]:
    """The names without other pieces. Markers and suffixes are added to the name before; degrees are omitted."""
    names: list[ListedName] = []
    for piece in pieces:
        before = names[-1] if names else None
        text, at = piece.text, piece.typed.at
        diagnostics += left_out_behind(piece.typed, path)
        if before and is_email(text):
            diagnostics.append(EmailInName.at(path, Range.of(text, at), address=text))
        elif before and is_suffix(text):
            before.add(piece, " ")
        elif before and _is_degree_of(before, text):
            if text:
                diagnostics.append(DegreeInName.at(path, Range.of(text, at), degree=text))
            piece.typed = piece.typed._replace(text="")
            before.add(piece, "")
        elif text.startswith("{") and not text.strip("{} "):
            diagnostics.append(_NamelessAuthor.at(path, Range.of(text, at)))
        elif text:
            names.append(piece)
        elif piece.typed.markers:
            marker, at = piece.typed.markers[0]
            diagnostics.append(_MarkerWithoutName.at(path, Range.of(marker, at), marker=marker))
    return names


def _is_degree_of(name: ListedName, text: str) -> bool:
    """Whether a piece is no name but a degree of the name before it. `M.D.` can be a given name behind one word."""
    could_be_given = is_initials(text) or text.rstrip(".") == "Md"
    return not text or (is_degree(text) and (name.typed.is_whole or not could_be_given))


def _author(name: ListedName, markers: Markers, path: KeyPath, diagnostics: list[Diagnostic]) -> dict[str, Any]:
    text, at = name.text, name.typed.at
    if key := re.match(r"([a-z]+(?:_[a-z]+)*):\s", text):
        rule_of_key = RoleForPerson if key[1] in ROLE_FIELDS else KeyForPerson
        diagnostics.append(rule_of_key.at(path, Range.of(text, at), text=text))
    if not text.startswith("{") and is_marker(text[0]):
        rule = _DigitBeforeName if text[0].isdigit() else _MarkerBeforeName
        diagnostics.append(rule.at(path, Range.of(text[0], at), marker=text[0], name=text))
    named, role = split_role(text)
    typed = parse_typed_name(named, at) if role else name.typed._replace(markers=())
    parts = typed.name
    author, undeclared = apply_markers({"name": parts} | role, (*typed.markers, *name.typed.markers), markers)
    for marker in undeclared:
        declared = {known: role if isinstance(role, str) else role.value for known, role in markers.items() if role}
        declared[marker.text] = DEFAULT_MARKERS.get(marker.text, "equal_contributor")
        diagnostics.append(
            UndeclaredMarker.at(path, Range.of(*marker), marker=marker.text, name=parts.full, markers=flow(declared))
        )
    return author
