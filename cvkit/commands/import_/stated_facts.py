"""Facts of an imported entry that the record states already: in another field, in another language, in another form.

A home page shows less than the record has. So its reader has to guess the field of a text, and it reads one language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cvkit.model.letters import fold

PERIOD = ("start", "date", "end", "expected", "dates")
"""The fields that say when something was."""


def variants(value: Any) -> set[str]:
    """Return the forms in which two texts are compared: one for each language; a list is one text."""
    if isinstance(value, Mapping):
        return {form for text in value.values() for form in variants(text)}
    return {_form(", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))}


def without_stated(found: Mapping[str, Any], current: Mapping[str, Any] | None, before: Any = None) -> dict[str, Any]:
    """Return the fields of a found entry that an import compares with those of the record.

    A field is left out if the record has its facts and the last import (`before`) did not have the field. A period is
    one value: if the source states it in other fields than at the last import, all of them are compared.
    """
    if current is None:
        return dict(found)
    times = {_form(text) for name in PERIOD for text in _texts(current.get(name))}
    stated = {form for name, value in current.items() if name != "id" for form in _forms(value)}

    def is_stated(name: str, value: Any) -> bool:
        if name in PERIOD:
            return name not in current and all(_form(text) in times for text in _texts(value))
        if name in current:
            mine = current[name]
            return isinstance(value, str) and not isinstance(mine, list) and bool(variants(value) & variants(mine))
        forms = [_form(text) for text in _texts(value)]
        return bool(forms) and all(len(form) > 2 and re.search(r"[^\W\d]", form) and form in stated for form in forms)

    old = before or {}
    has_other_period = any(name in old and name not in found for name in PERIOD)
    new = {name for name in found if name not in old and not (has_other_period and name in PERIOD)}
    kept = {name: value for name, value in found.items() if name not in new or not is_stated(name, value)}
    return {name: _more_exact(name, value, current.get(name)) for name, value in kept.items()}


def _more_exact(name: str, value: Any, mine: Any) -> Any:
    """Return the date of the record if a source has only its year or month."""
    return mine if name in PERIOD and str(mine).startswith(f"{value}-") else value


def _forms(value: Any) -> Iterator[str]:
    yield from map(_form, _texts(value))
    if isinstance(value, list | tuple):
        yield from variants(value)


def _texts(value: Any) -> Iterator[str]:
    """Yield all texts in a value."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif value is not None:
        yield str(value)


def _form(text: str) -> str:
    """The letters of a text without the conjunction of a list, which a page prints and a record has not."""
    return fold(re.sub(r", and\b", ",", text))
