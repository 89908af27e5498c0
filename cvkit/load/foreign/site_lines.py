"""The items of lists on a home page, and the fields that their lines have.

A page joins the fields of an entry with commas. They are read in the order in which cvkit writes them; a text with more
commas than fields goes into the last field, so that the page of the imported record is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cvkit.load.foreign.site_dates import leading_period, trailing_dates, trailing_period
from cvkit.load.foreign.site_text import joined_text, split_text, typed
from cvkit.model.inline import Emphasis, Inlines, Link, Str
from cvkit.model.source import Span

Values = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """An item of a list on a page."""

    text: Inlines
    span: Span
    inner: Sequence[Inlines] = ()
    """The items of the list within it."""
    group: str = ""
    """The heading above it, below that of the section."""
    section: str = ""
    """The section that a comment names, in a list of several sections."""
    is_dotted: bool = False
    """Whether dates come first on this page: `*2025.09*: text`."""


@dataclass
class Line:
    """The parts of an item: its pieces between commas, and its date."""

    pieces: list[Inlines]
    period: Values
    item: Item
    inner: list[Inlines] = field(default_factory=list)


LINE_FIELDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "research": (("title",), ("title", "organization"), ("title", "role", "organization"),
                 ("title", "role", "organization", "location")),
    "experience": (("organization",), ("role", "organization"), ("role", "organization", "location"),
                   ("role", "department", "organization", "location")),
    "education": (("institution",), ("degree", "institution"), ("degree", "institution", "location")),
    "grants": (("title",), ("title", "funder"), ("title", "role", "funder")),
    "projects": (("title",), ("title", "organization"), ("title", "role", "organization"),
                 ("title", "role", "organization", "location")),
    "honors": (("title",), ("title", "by")),
    "memberships": (("organization",), ("organization", "role")),
    "certifications": (("title",), ("title", "by")),
    "teaching": (("title",), ("title", "organization"), ("title", "role", "organization")),
    "service": (("organization",), ("role", "organization")),
    "referees": (("name",), ("name", "organization"), ("name", "position", "organization")),
}  # fmt: skip
"""Section → the fields of a line with one piece, with two, and so on; the last field has the rest."""
LINKED = ("grants", "projects", "certifications", "teaching", "media", "referees")
"""The sections whose entries have `url`, to which the first field links."""
DATED = ("honors", "certifications", "news", "media")
"""The sections whose entries have `date` alone."""
WITHOUT_DATE = ("languages", "skills", "referees")
AT_END = ("teaching", "service")
"""The sections whose dates can follow the text on every page."""


def line_of(section: str, item: Item) -> Line:
    """Return the parts of an item of a section."""
    is_degree = section == "education"
    period, text = leading_period(item.text, is_single=section in DATED, is_degree=is_degree)
    pieces = split_text(text, ", ")
    if not period and section in AT_END:
        kept, dates = trailing_dates(pieces)
        if len(dates) > 1 or (dates and item.is_dotted):
            return Line(kept, {"dates": dates}, item, [*item.inner])
    if not period and section not in WITHOUT_DATE and (not item.is_dotted or section == "service"):
        pieces, period = trailing_period(pieces, is_single=section in DATED, is_degree=is_degree)
    return Line(pieces or [(Str("?"),)], period, item, [*item.inner])


def values_of_line(section: str, line: Line) -> Values:
    """Return the fields of an entry from its pieces, its date and the items within it."""
    forms = LINE_FIELDS[section]
    names = forms[min(len(line.pieces), len(forms)) - 1]
    texts = [*line.pieces[: len(names) - 1], joined_text(line.pieces[len(names) - 1 :], ", ")]
    values: Values = dict(zip(names, texts, strict=True))
    if section in LINKED and len(texts[0]) == 1 and isinstance(link := texts[0][0], Link):
        values |= {names[0]: link.children, "url": link.url}
    found = {name: text if isinstance(text, str) else typed(text) for name, text in values.items()}
    return {**found, **line.period, **_inner(line)}


def _inner(line: Line) -> Values:
    return {"highlights": [typed(text) for text in line.inner]} if line.inner else {}


def without(kind: type[Emphasis], text: Inlines) -> Inlines:
    """Return the inside of emphasis that is a whole text; any other text as it is."""
    return text[0].children if len(text) == 1 and isinstance(text[0], kind) else text
