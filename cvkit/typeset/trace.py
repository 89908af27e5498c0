"""Trace a line of TeX back to the record: find the entry of its block, and the value of its key."""

from __future__ import annotations

import re
from typing import Any

from cvkit.model.diagnostic import KeyPath
from cvkit.model.source import Source, texts_of_value

_SECTION = re.compile(r"\\CVKsection\{id=\{([^}]*?)(?:-\d+)?\}")
_COMMAND = re.compile(r"\\[A-Za-z]+")


def entry_at(source: Source, body: str, line: int, key: str = "") -> KeyPath:
    """The key path of the value from which a line of the body comes, or of its entry; empty if none is found.

    `key` is the key of the macro that TeX was typesetting. A block begins on a new line and has the words of its entry.
    So the entry is the one of its section that shares the most text with the block.
    """
    lines = body.splitlines()[:line]
    start = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].startswith("\\CVK")), None)
    if start is None:
        return ()
    block = lines[start:]
    named = [found[1] for text in lines[:start] if (found := _SECTION.match(text))]
    section = "person" if block[0].startswith("\\CVKhead") else named[-1] if named else ""
    block_text = _letters("\n".join(block))
    weights: dict[KeyPath, int] = {}
    # A section that the user named has another name in TeX. Then search the whole record.
    within: tuple[Any, KeyPath] = (source.root[section], (section,)) if section in source.root else (source.root, ())
    values = [(path, _letters(text)) for path, text in texts_of_value(*within)]
    for path, text in values:
        if len(text) > 1 and text in block_text:
            weights[_entry_of(path)] = weights.get(_entry_of(path), 0) + len(text)
    if not weights:
        return ()
    entry = max(weights, key=lambda path: weights[path])
    wanted = _letters("".join(text for text in block if key and text.startswith(f"  {key}={{")))
    parts = [(len(text), path) for path, text in values if text and text in wanted and _entry_of(path) == entry]
    return max(parts)[1] if parts else entry


def _entry_of(path: KeyPath) -> KeyPath:
    """The key path of the entry that contains a path; of the whole section if that has no entries."""
    first = next((at for at, step in enumerate(path) if isinstance(step, int)), 0)
    return path[: first + 1]


def _letters(text: str) -> str:
    """The letters and digits of a text, without the markup between them."""
    return "".join(character for character in _COMMAND.sub("", text) if character.isalnum())
