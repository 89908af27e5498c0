"""Advice for a value in the wrong form: the text to write in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from cvkit.check.amounts import currency_codes, read_amount
from cvkit.check.model_fields import choices_at, errors_of_value, first_needed, item_model_at, model_at
from cvkit.check.spoken_languages import languages_in
from cvkit.check.value_shapes import as_entry, as_list, as_mapping, is_plain
from cvkit.check.word_meanings import meant_values
from cvkit.model.date_readings import readings_of_date
from cvkit.model.diagnostic import KeyPath, Replacement
from cvkit.model.fields import Model
from cvkit.model.record import Record
from cvkit.model.value_class import dataclass
from cvkit.model.yaml_flow import flow

WIDEST_HINT = 160
TEXT_KEYS = ("text", "title", "name")
"""Keys of a mapping that have its text."""
_BESIDE = ("expected", "advisor", "url", "note")
"""Keys of such a mapping that mean the same in the entry around it."""

SHAPES = {
    "string_type": ("a text", "write one text"),
    "list_type": ("a list", "begin each item with `- `"),
    "tuple_type": ("a list", "begin each item with `- `"),
    "dict_type": ("a mapping", "write `key: value` lines, indented below it"),
    "model_type": ("a mapping", "write `key: value` lines, indented below it"),
    "whole_number": ("a whole number", "write only digits"),
    "int_type": ("a whole number", "write only digits"),
    "greater_than_equal": ("{ge} or more", "look for a typo"),
    "too_short": ("a list with at least one item", "write an item, or delete the key"),
    "string_too_short": ("a text that is not empty", "give it a value, or delete the line"),
    "string_pattern_mismatch": (
        "a text without spaces and special characters",
        "write it without spaces and without , ; @ [ ] { } \" ' # % \\",
    ),
}
"""Type of an error → the required form of the value, and the hint."""

_NUMBER = ("a number", "write only digits and a point, as in 6.2")
FORMS = {
    "value": _NUMBER,
    "top_percent": _NUMBER,
    "rate": _NUMBER,
    "scale": _NUMBER,
    "hours": ("a number", "write only the number of hours, as in 30"),
    "ects": ("a number", "write only the number, as in 6"),
    "share": ("a number", "write only the number of percent, as in 40"),
    "amount": ("a number", "write only digits, as in 250000"),
    "own_amount": ("a number", "write only digits, as in 250000"),
    "currency": ("a code of three capital letters", "write the code, as in EUR"),
}
"""Field whose text must match a pattern → the required form, and the hint. Any other such field has an id."""


@dataclass(frozen=True)
class Advice:
    """A hint, and the corrections that do the same, if there is only one way."""

    hint: str
    corrections: Sequence[Replacement] = ()


_GROUPS: dict[KeyPath, str] = {("supervision",): "level", ("service",): "kind"}
"""Section → the field that states the group of an entry."""

NAMED: dict[KeyPath, Advice] = {
    ("documents",): Advice("give each document a name: `documents: {full: {style: classic}}`"),
    ("sections",): Advice("give each section a title: `sections: {Outreach: […]}`"),
}
"""Mappings whose keys the user chooses, and the advice for a list in their place."""


def form_of(kind: str, path: KeyPath) -> tuple[str, str]:
    """The form that a value must have, and the hint if nothing better is known."""
    return FORMS.get(str(path[-1]), SHAPES[kind]) if kind == "string_pattern_mismatch" else SHAPES[kind]


def advise(kind: str, path: KeyPath, value: Any, root: type[Model]) -> Advice | None:
    """The advice for a value whose error has a type in `SHAPES`; None if nothing better than its hint is known."""
    match kind:
        case "list_type" | "tuple_type":
            return _list(path, value, root)
        case "dict_type":
            words = isinstance(value, list) and value and all(isinstance(one, str) for one in value)
            if path == ("documents",) and words:
                text = flow({one: {} for one in value})
                return Advice(f"write `documents: {text}`", [Replacement(text, is_yaml=True)])
            return NAMED.get(path)
        case "model_type":
            return _mapping(path, value, root)
        case "string_pattern_mismatch" if isinstance(value, str):
            return _pattern(path, value)
    return None


def in_one_text(texts: Sequence[str]) -> str:
    """Several texts as one, for a field that is one text.

    >>> in_one_text(["A", "B", "C"]), in_one_text(["one, two", "three"])
    ('A, B and C', 'one, two; three')
    """
    if any("," in text or " and " in text or len(text) > 40 for text in texts):
        return "; ".join(texts)
    return " and ".join(filter(None, [", ".join(texts[:-1]), texts[-1]]))


def advise_text(path: KeyPath, value: Any, root: type[Model]) -> Advice | None:
    """The advice for a list of texts, or a mapping with a title, in the place of one text; None for another value."""
    name, around = str(path[-1]), path[:-1]
    if isinstance(value, list) and value and is_plain(value) and all(isinstance(one, str) for one in value):
        text, rest = in_one_text(value), {}
    elif isinstance(value, Mapping) and is_plain(value) and (key := next((k for k in TEXT_KEYS if k in value), None)):
        text, rest = value[key], {one: other for one, other in value.items() if one != key}
    else:
        return None
    if not isinstance(text, str) or not isinstance(path[-1], str) or errors_of_value(around, name, text, root):
        return None
    line = flow({name: text})[1:-1]
    new = [Replacement(flow(text), is_yaml=True)]
    if not rest:
        return Advice(f"write `{line}`", new)
    fields = [one for one in model_at(around, root).model_fields if one in _BESIDE]
    lines = [flow({one: other})[1:-1] for one, other in rest.items()]
    if all(one in fields and not errors_of_value(around, one, other, root) for one, other in rest.items()):
        new += [Replacement(one, "entry", around) for one in lines]
        return Advice(f"write `{line}`, and beside it {' and '.join(map('`{}`'.format, lines))}", new)
    return Advice(f"write `{line}`, and the rest beside it, such as in `note`")


def _list(path: KeyPath, value: Any, root: type[Model]) -> Advice | None:
    if root is Record and len(path) == 1 and isinstance(value, str) and re.fullmatch(r"\S+\.\w{2,5}", value):
        return Advice("begin each entry with `- `, or name a .yaml or .bib file in the record's folder")
    field, around = str(path[-1]), path[:-1]
    if isinstance(value, Mapping) and (key := next(iter(value), "")).startswith("-"):
        return Advice(f"write a space behind each `-`: `- {key[1:]}: …`")
    if isinstance(value, str) and "," not in value and not errors_of_value(around, field, [value], root):
        return _written([value])
    if field == "dates" and isinstance(value, str) and len(dates := readings_of_date(value)) > 1:
        return Advice(f"write {' or '.join(f'[{date}]' for date in dates)}")
    item = item_model_at(path, root)
    if isinstance(value, Mapping) and item and (advice := _one_list(path, value, item, root)):
        return advice
    if advice := _written(as_list(field, value, item)):
        return advice
    if isinstance(value, str) and item and {"label", "url"} <= set(item.model_fields):
        return Advice(f"write it as a list: [{{label: {flow(value)}, url: …}}]")
    return None


def _one_list(path: KeyPath, value: Mapping[str, Any], item: type[Model], root: type[Model]) -> Advice | None:
    """The advice for a section with a list for each group, such as `{phd: [Bo Fictive]}`; None for any other value.

    Texts become entries on one line. Entries of several lines are the user's to move.
    """
    group = _GROUPS.get(path, "")
    _, choices = choices_at((*path, 0, group), root)
    meant = {key: meant_values(group, key, choices) for key in value}
    if not value or not all(isinstance(one, list) and len(meant[key]) == 1 for key, one in value.items()):
        return None
    texts = [(one, meant[key][0]) for key, items in value.items() for one in items]
    entries = [(as_entry(one, item), of) for one, of in texts if isinstance(one, str)]
    if len(entries) == len(texts) and all(entry for entry, _ in entries):
        return _written([{**entry, group: of} for entry, of in entries if entry])
    first = next(iter(value))
    return Advice(f"write one list, and in each entry below `{first}` the line `{group}: {meant[first][0]}`")


def _mapping(path: KeyPath, value: Any, root: type[Model]) -> Advice | None:
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        value = value[0]
    model = model_at(path, root)
    if path[0] == "languages" and isinstance(value, str) and len(several := languages_in(value)) > 1:
        return Advice(f"write an item for each: {' and '.join(f'`{flow(one)}`' for one in several)}")
    if "where" in model.model_fields and isinstance(value, str):
        kinds = meant_values("kind", value, choices_at((*path, "where", "kind"), root)[1])
        if where := {"tags": "selected"} if value == "selected" else {"kind": value} if kinds == [value] else {}:
            return _written({"where": where})
    if advice := _written(as_mapping(value, model)):
        return advice
    needed = first_needed(path, root)
    text = value if isinstance(value, str) and len(value) <= WIDEST_HINT else "…"
    return Advice(f"write `{needed}: {text}`, and the other fields below it") if needed else None


def _written(value: Any) -> Advice | None:
    if value is None:
        return None
    text = flow(value)
    shown = text if len(text) <= WIDEST_HINT else f"{text[: WIDEST_HINT - 1]}…"
    hint = f"write it as a list: {shown}" if isinstance(value, list) else f"write `{shown}`"
    return Advice(hint, [Replacement(text, is_yaml=True)])


def _pattern(path: KeyPath, value: str) -> Advice | None:
    field = str(path[-1])
    if field in ("amount", "own_amount") and (amount := read_amount(value)):
        if amount.currency:
            line = f"currency: {amount.currency}"
            new = [Replacement(amount.digits), Replacement(line, "entry", path[:-1])]
            return Advice(f"write `{field}: {amount.digits}` and `{line}`", new)
        if amount.currencies:
            one_of = " or ".join(f"`currency: {code}`" for code in amount.currencies)
            return Advice(f"write `{field}: {amount.digits}` and {one_of}")
        return Advice(f"write {amount.digits}", [Replacement(amount.digits)])
    if field in ("hours", "ects") and (number := re.fullmatch(r"(\d+(?:\.\d+)?)\s*[^\W\d_][^\d]*", value.strip())):
        return Advice(f"write {number[1]}", [Replacement(number[1])])
    if FORMS.get(field) == _NUMBER and (percent := re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:%|percent)", value.strip())):
        return Advice(f"write {percent[1]}", [Replacement(percent[1])])
    if field == "currency" and (codes := currency_codes(value)):
        return Advice(f"write {' or '.join(codes)}", [Replacement(codes[0])] if len(codes) == 1 else [])
    if field not in FORMS and (name := re.sub(r"[^\w.:/+-]+", "-", value.strip()).strip("-")):
        return Advice(f"write {name}, here and where a text or document names it")
    return None
