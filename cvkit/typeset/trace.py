"""From a line of TeX back to the record: which entry wrote the block that it is in, and which value its key."""

from __future__ import annotations

import re
from typing import Any

from cvkit.model.diagnostic import KeyPath
from cvkit.model.source import Source, texts_of_value

_SECTION = re.compile(r"\\CVKsection\{id=\{([^}]*?)(?:-\d+)?\}")
_COMMAND = re.compile(r"\\[A-Za-z]+")


def entry_at(source: Source, body: str, line: int, key: str = "") -> KeyPath:
    """The path of the value that a line of the body comes from, or of its entry; empty where none is found.

    `key` is the one of the macro's keys that TeX was setting. A block begins with a line of its own, and says what its
    entry says: the entry of its section that has most of its words is the one.
    """
    lines = body.splitlines()[:line]
    start = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].startswith("\\CVK")), None)
    if start is None:
        return ()
    block = lines[start:]
    named = [found[1] for text in lines[:start] if (found := _SECTION.match(text))]
    section = "person" if block[0].startswith("\\CVKhead") else named[-1] if named else ""
    said = _letters("\n".join(block))
    weights: dict[KeyPath, int] = {}
    # What the record names itself is called otherwise in TeX: then it is looked for everywhere.
    within: tuple[Any, KeyPath] = (source.root[section], (section,)) if section in source.root else (source.root, ())
    values = [(path, _letters(text)) for path, text in texts_of_value(*within)]
    for path, text in values:
        if len(text) > 1 and text in said:
            weights[_entry_of(path)] = weights.get(_entry_of(path), 0) + len(text)
    if not weights:
        return ()
    entry = max(weights, key=lambda path: weights[path])
    wanted = _letters("".join(text for text in block if key and text.startswith(f"  {key}={{")))
    parts = [(len(text), path) for path, text in values if text and text in wanted and _entry_of(path) == entry]
    return max(parts)[1] if parts else entry


def _entry_of(path: KeyPath) -> KeyPath:
    """The item of a section that a path lies in; of what has no items, the whole."""
    first = next((at for at, step in enumerate(path) if isinstance(step, int)), 0)
    return path[: first + 1]


def _letters(text: str) -> str:
    """The letters and digits of a text, whatever markup is between them."""
    return "".join(character for character in _COMMAND.sub("", text) if character.isalnum())
