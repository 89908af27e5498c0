"""The hint for a key that has no field: the line to write for its fact, such as a note."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from cvkit.model.yaml_flow import flow

_PERSONAL = "birthdate birthday birth_date date_of_birth birthplace place_of_birth nationality citizenship gender age"
_PERSONAL_HINT = (
    "cvkit prints no personal data with the name; to print it, write a section of your own, "
    "such as `sections: {{Personal: [{{label: {label}, text: {text}}}]}}`"
)
_HINTS = {
    **dict.fromkeys(_PERSONAL.split(), _PERSONAL_HINT),
    "volumes": "write it as a note: `note: {text} volumes`",
    "translator": "write it as a note: `note: translated by {text}`",
    "translators": "write it as a note: `note: translated by {text}`",
    "invited": "write it as the role: `role: invited talk`",
    "preprint": "write the preprint as a work of its own, with `version_of: …` and the id of this one",
    "budget": "write it as a note: `note: {text}`",
}
"""Key without a field of its own → the hint."""


def hint_for_absent_field(key: str, value: Any) -> str | None:
    """The hint for a key that has no field, with the line to write; None for any other key."""
    word = key.lower().replace("-", "_")
    text = flow(value) if isinstance(value, str) else "…"
    return _HINTS[word].format(label=key.replace("_", " ").capitalize(), text=text) if word in _HINTS else None


def hint_for_new_key(key: str, value: Any, fields: Collection[str], others: str) -> str:
    """The hint for a key that looks like no field of an entry: its note can have the fact. `others` are known keys."""
    if "note" not in fields or not isinstance(value, str):
        return others
    return f"to print it, write it as a note: `note: {flow(_in_words(key, value))}`; {others}"


def _in_words(key: str, value: str) -> str:
    """A key with its value as a note prints them: `60 hours`, `7.5 ECTS`, `expected 2027`, `mentor: Bo Lee`."""
    word = key.replace("_", " ").replace("-", " ")
    if value.lower() in ("true", "yes"):
        return word
    if re.fullmatch(r"\d+(?:[.,]\d+)?", value) and word.endswith("s"):
        unit = word.upper() if word in ("ects", "sws") else word
        return f"{value} {unit.removesuffix('s') if value == '1' else unit}"
    return f"{word} {value}" if word.endswith("ed") else f"{word}: {value}"
