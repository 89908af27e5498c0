"""What of a PDF stands on pages that are too many."""

from __future__ import annotations

import io
from dataclasses import dataclass


@dataclass(frozen=True)
class Overflow:
    """How much is too much."""

    lines: int
    anchors: tuple[str, ...]
    """The destinations that stand there, in order."""


def overflow(pdf: bytes, most: int) -> Overflow:
    """What stands behind the first so many pages of a PDF of ours; each page's first line is its running head."""
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
