"""Values as YAML text that reads as if a person had typed it: as keys, or as entries of the file of a section."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Mapping
from typing import Any

from cvkit.model.yaml_flow import NEEDS_ESCAPE, YamlValue, flow, is_flag, scalar

WIDEST = 100
"""Mappings and lists that are wider have one line for each item; a longer text is a block."""


def entry_lines(entry: Mapping[str, Any]) -> list[str]:
    """Return an entry of a section as the lines of its keys; the first line begins with a dash."""
    lines = [line for key, value in entry.items() for line in key_lines(key, value)]
    return [("- " if at == 0 else "  ") + line if line else "" for at, line in enumerate(lines)]


def key_lines(key: str, value: YamlValue) -> list[str]:
    """Return the lines of one key: a long text is a block, and a long list has one line for each item."""
    if is_flag(key, value):
        return [f"{key}: {value}"]
    if isinstance(value, str):
        return [*_text_lines(f"{scalar(key)}:", value)]
    lead = f"{scalar(key)}:"
    if isinstance(value, Mapping):
        line = f"{lead} {flow(value)}"
        parts = (part for name, item in value.items() for part in key_lines(name, item))
    else:
        shown = [flow(item) for item in value]
        line = f"{lead} [{', '.join(shown)}]"
        lines = (
            _text_lines("-", one) if isinstance(one, str) else (f"- {text}",)
            for one, text in zip(value, shown, strict=True)
        )
        parts = (part for item in lines for part in item)
    return [line] if len(line) <= WIDEST or not value else [lead, *(f"  {part}" for part in parts)]


@functools.lru_cache(maxsize=1 << 14)
def _text_lines(lead: str, text: str) -> tuple[str, ...]:
    """Return a text behind a key or a dash: on the same line, or as a folded or literal block."""
    line = f"{lead} {scalar(text)}"
    paragraphs = text.split("\n")
    if len(paragraphs) == 1 and len(line) <= WIDEST:
        return (line,)
    is_clean = text.strip() == text and all(
        not NEEDS_ESCAPE.search(part) and part.isprintable() and part == part.strip() for part in paragraphs
    )
    if not is_clean or not text:
        return (line,)
    if len(paragraphs) > 1:
        return (f"{lead} |-", *(f"  {part}" if part else "" for part in paragraphs))
    if "  " in text:
        return (line,)
    folded = textwrap.wrap(text, WIDEST - 4, break_long_words=False, break_on_hyphens=False)
    return (f"{lead} >-", *(f"  {part}" for part in folded))
