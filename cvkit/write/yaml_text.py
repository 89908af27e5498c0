"""Values as YAML text of a record: on one line, or as entries of the file of a section."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

YamlValue = str | Mapping[str, Any] | Sequence[Any]

_PLAIN = re.compile(r"[^\W_][^\x00-\x1f:#,\[\]{}\"'\\\x7f-\u00a0\u2028\u2029\ufeff]*(?<!\s)")
"""Scalars that need no quotes, also within brackets."""

_EMPTY_WORDS = frozenset({"null", "Null", "NULL"})
WIDEST = 100
"""Mappings and lists that are wider have one line for each item."""


def flow(value: YamlValue) -> str:
    """Return a value on one line.

    >>> flow({"scheme": "NRF: 1", "value": "2"})
    '{scheme: "NRF: 1", value: 2}'
    """
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def scalar(text: str) -> str:
    """Return a text as a scalar, in quotes only if it needs them; every brace is escaped."""
    if _PLAIN.fullmatch(text) and text not in _EMPTY_WORDS and "  " not in text:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return a text in quotes, with its braces and unprintable characters escaped."""
    literal = json.dumps(text, ensure_ascii=False)
    return "".join(c if (c.isprintable() and c not in "{}") else _escape(c) for c in literal)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def entry_lines(entry: Mapping[str, Any]) -> list[str]:
    """Return an entry of a section as the lines of its keys; the first line begins with a dash."""
    lines = [line for key, value in entry.items() for line in key_lines(key, value)]
    return [("- " if at == 0 else "  ") + line for at, line in enumerate(lines)]


def key_lines(key: str, value: YamlValue) -> list[str]:
    """Return the lines of one key; a long list has one line for each item."""
    line = f"{scalar(key)}: {flow(value)}"
    if isinstance(value, str) or len(line) <= WIDEST:
        return [line]
    if isinstance(value, Mapping):
        return [f"{scalar(key)}:", *(f"  {part}" for name, item in value.items() for part in key_lines(name, item))]
    return [f"{scalar(key)}:", *(f"  - {flow(item)}" for item in value)]
