"""Measure the part of a PDF that exceeds a page limit."""

from __future__ import annotations

import io
from dataclasses import dataclass


@dataclass(frozen=True)
class Overflow:
    """The content of the pages after a page limit."""

    lines: int
    anchors: tuple[str, ...]
    """The destinations on these pages, in order."""


def overflow(pdf: bytes, most: int) -> Overflow:
    """The content after the first `most` pages of a PDF by cvkit. The running head of each page is not counted."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(pdf))
    pages = reader.pages[most:]
    lines = sum(max(0, len([line for line in page.extract_text().splitlines() if line.strip()]) - 1) for page in pages)
    at: dict[str, tuple[int, float]] = {}
    for name, destination in reader.named_destinations.items():
        number = reader.get_destination_page_number(destination)
        if number is not None and number >= most:
            at[str(name)] = (number, -float(destination.top or 0))
    return Overflow(lines, tuple(sorted(at, key=lambda name: at[name])))
