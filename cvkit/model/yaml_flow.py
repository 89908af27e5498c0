"""Values as YAML text on one line that reads as if a person had typed it.

Every text keeps its characters: readers of YAML 1.1 and 1.2 get the same text, or a number or date that prints like it.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cvkit.model.lazy_pattern import lazy_pattern

YamlValue = str | Mapping[str, Any] | Sequence[Any]

_UNSAFE = "\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
NEEDS_ESCAPE = lazy_pattern(f"[{_UNSAFE}]")
_PLAIN = lazy_pattern(rf"[^\W_](?:[^{_UNSAFE}:# ]|:(?=[^\s{_UNSAFE}])|(?<=[^\s])#| (?=[^ #{_UNSAFE}]))*")
"""Scalars without quotes: no `: `, no ` #`, no two spaces, none at the end."""
_FLOW_PLAIN = lazy_pattern(rf"[^\W_][^{_UNSAFE}?:#,\[\]{{}}\"'\\]*")
"""Scalars without quotes within brackets and braces."""
_OTHER_VALUE = lazy_pattern(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})|0[0-9_]+|[0-9]*_[0-9_]*|[0-9_]+\.[0-9_]*(e[-+]?[0-9]+)?|[0-9]+e[-+]?[0-9]+|[0-9_]+(:[0-5]?[0-9])+(\.[0-9_]*)?"
    r"|0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9].*"
    r"|y|n|yes|no|on|off|true|false|null",
    re.IGNORECASE | re.ASCII,
)
"""Words that a YAML reader takes for a number that prints in another way, a truth value, a day, a time or nothing."""
_FLAGS = frozenset("owner equal_contributor corresponding advisee presenter supervisor hidden numbered".split())
"""The keys of works and authors whose `true` or `false` is a truth value, which the schema requires without quotes."""


def flow(value: YamlValue, write_text: Callable[[str], str] | None = None) -> str:
    """Return a value on one line; `write_text` replaces the function that writes a text within it.

    >>> flow({"scheme": "NRF: 1", "value": "2"})
    '{scheme: "NRF: 1", value: 2}'
    """
    if isinstance(value, str):
        return (write_text or flow_scalar)(value)
    if isinstance(value, Mapping):
        pairs = (
            f"{flow(key, write_text)}: {item if is_flag(key, item) else flow(item, write_text)}"
            for key, item in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(flow(item, write_text) for item in value) + "]"


def scalar(text: str) -> str:
    """Return a text as a scalar outside brackets, in quotes only if it needs them."""
    return _scalar(text, _PLAIN)


def flow_scalar(text: str) -> str:
    """Return a text as a scalar within brackets, in quotes only if it needs them."""
    return _scalar(text, _FLOW_PLAIN)


def quoted(text: str) -> str:
    """Return a text in double quotes, with its unprintable characters escaped."""
    return "".join(c if c.isprintable() else escape_code(c) for c in json.dumps(text, ensure_ascii=False))


def escape_code(character: str) -> str:
    """Return the escape of a character within double quotes."""
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@functools.lru_cache(maxsize=1 << 14)
def _scalar(text: str, plain: re.Pattern[str]) -> str:
    if plain.fullmatch(text) and text == text.strip() and not _is_other_value(text):
        return text
    if NEEDS_ESCAPE.search(text) or not text.isprintable():
        return quoted(text)
    return "'" + text.replace("'", "''") + "'" if set('"\\') & set(text) else f'"{text}"'


def is_flag(key: str, value: YamlValue) -> bool:
    """Whether the value of a key is `true` or `false`, which then must have no quotes."""
    return key in _FLAGS and value in ("true", "false")


def _is_other_value(text: str) -> bool:
    found = _OTHER_VALUE.fullmatch(text)
    if not found or not found["day"]:
        return bool(found)
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return True
    return False
