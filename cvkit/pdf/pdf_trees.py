"""Read values of a PDF. Trees of names and numbers (ISO 32000, 7.9.6, 7.9.7) become pairs, and one node again.

pypdf does not replace this module. In a tree with /Kids, as large theses have, its `add_named_destination_array`
writes /Names beside /Kids, which is invalid, and its `set_page_label` finds no /Nums. Its `named_destinations` decodes
names, so that a name of other bytes no longer fits its links.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, NameObject

Pair = tuple[Any, Any]


def pairs_of(tree: Any, leaf: str) -> list[Pair]:
    """The keys and values of a tree in order; `leaf` is /Names or /Nums."""
    pairs: list[Pair] = []
    seen: set[int] = set()
    todo = [tree]
    while todo:
        node = todo.pop()
        node = node.get_object() if node is not None else None
        if not isinstance(node, DictionaryObject) or id(node) in seen:
            continue
        seen.add(id(node))
        entries: list[Any] = list(node.get(leaf, ()))
        pairs += zip(entries[::2], entries[1::2], strict=False)
        todo += reversed(node.get("/Kids", ()))
    return pairs


def tree_of(pairs: Iterable[Pair], leaf: str) -> DictionaryObject:
    """A tree with a single node; the pairs must be sorted by their keys."""
    return DictionaryObject({NameObject(leaf): ArrayObject(part for pair in pairs for part in pair)})


def name_bytes(name: Any) -> bytes:
    """The bytes of a name in the file: all bytes of a string, or the bytes after the slash of a name object."""
    if isinstance(name, NameObject):
        return str(name)[1:].encode("utf-8", "surrogateescape")
    original: bytes = name.original_bytes
    return original


def value_of(holder: DictionaryObject, key: str) -> Any:
    """The value of a key in a dictionary, also if it is an indirect object; None if the key is missing."""
    value = holder.get(key)
    return None if value is None else value.get_object()
