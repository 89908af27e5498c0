"""Find the content of a PDF that does something by itself, such as a script, with the pages that have it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from cvkit.pdf.pdf_trees import value_of

ACTIVE = {
    "/JavaScript": "a script",
    "/Launch": "an action that starts a program",
    "/SubmitForm": "an action that sends a form",
    "/ImportData": "an action that reads a file",
    "/GoToE": "an action on an embedded file",
    "/Rendition": "an action that plays a medium",
    "/RichMediaExecute": "an action that runs a medium",
    "/Movie": "an action that plays a film",
    "/Sound": "an action that plays a sound",
}
"""Actions that do more than go to a page, by their type (ISO 32000, 12.6.4)."""
LEADING = ("/GoTo", "/Named")
"""Actions that may start automatically: they go to a page of the same document."""
SIGNATURE = "a signature"
LISTED_PAGES = 5
"""The largest number of pages that a text lists."""

Parts = Iterator[tuple[int | None, DictionaryObject]]


def active_content(reader: PdfReader) -> dict[str, str]:
    """The kinds of active content of a PDF, each with its place in words: `a script` → `on pages 3 and 5`.

    Raises:
        Exception: a part of the PDF cannot be read.
    """
    found: dict[str, list[int | None]] = {}
    for page, part in dictionaries(reader):
        if kind := _activity(part):
            found.setdefault(kind, []).append(page)
    opening = value_of(reader.root_object, "/OpenAction")
    if isinstance(opening, DictionaryObject) and opening.get("/S") not in (*LEADING, *ACTIVE):
        found["an action that starts when it is opened"] = [None]
    return {kind: _place(pages) for kind, pages in found.items()}


def dictionaries(reader: PdfReader) -> Parts:
    """Every dictionary of a PDF that can be reached, once, with the number of the first page that has it, from 1.

    Those that belong to no page come last.
    """
    pages = [page.indirect_reference for page in reader.pages]
    notes = [list(value_of(page, "/Annots") or ()) for page in reader.pages]
    # A page can lead to other pages, and a field of a form to fields on other pages: both belong to their own page.
    owned = {item.idnum for item in itertools.chain(pages, *notes) if isinstance(item, IndirectObject)}
    seen: set[int] = set()
    for number, (page, own) in enumerate(zip(pages, notes, strict=True), 1):
        for start in (page, *own):
            first = start.get_object() if start is not None else None
            yield from ((number, part) for part in _reachable(first, seen, owned))
    yield from ((None, part) for part in _reachable(reader.root_object, seen, owned))


def _reachable(first: Any, seen: set[int], owned: set[int]) -> Iterator[DictionaryObject]:
    """A dictionary, and every other that it leads to and that is neither seen yet nor owned by a page."""
    todo: list[Any] = [first]
    while todo:
        item = todo.pop()
        if isinstance(item, IndirectObject):
            if item.idnum in seen or item.idnum in owned:
                continue
            seen.add(item.idnum)
            item = item.get_object()
        if isinstance(item, DictionaryObject):
            yield item
            todo.extend(item.values())
        elif isinstance(item, ArrayObject):
            todo.extend(item)


def _activity(part: DictionaryObject) -> str:
    """The active content in a dictionary of a PDF, in words; empty for most."""
    kind = str(part.get("/S", ""))
    if kind in ACTIVE and part.get("/Type", "/Action") == "/Action":
        return ACTIVE[kind]
    if "/JS" in part:
        return ACTIVE["/JavaScript"]
    if "/XFA" in part:
        return "a form that is a program"
    if "/ByteRange" in part and "/Contents" in part:
        return SIGNATURE
    by_itself = value_of(part, "/AA") or {}
    if any(action.get_object().get("/S") not in (*LEADING, *ACTIVE) for action in by_itself.values()):
        return "an action that starts by itself"
    return ""


def _place(pages: list[int | None]) -> str:
    """The pages as words; empty if the content belongs to the whole document."""
    numbers = [str(number) for number in dict.fromkeys(pages) if number]
    if len(numbers) < 2:
        return f"on page {numbers[0]}" if numbers else ""
    shown, rest = numbers[:LISTED_PAGES], len(numbers) - LISTED_PAGES
    last = f"{rest} more" if rest > 0 else shown.pop()
    return f"on pages {', '.join(shown)} and {last}"
