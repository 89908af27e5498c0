"""The features of a document that not every format supports, and how often each one occurs."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cvkit.model.inline import Code, Emphasis, Link, Math, Strong
from cvkit.model.work import WORK_SECTIONS, Work
from cvkit.number.select import select
from cvkit.write.blocks import GroupHeading, WorkBlock
from cvkit.write.formats import Format, WriterInput


def unsupported_features(form: Format, inputs: WriterInput) -> tuple[str, ...]:
    """Return the features of a document that a format does not support, each with its count: `("emphasis (3)",)`."""
    counts = ((name, FEATURES[name](inputs)) for name in form.unsupported)
    return tuple(f"{name} ({count})" for name, count in counts if count)


def parts_of(part: Any) -> Iterator[Any]:
    """Yield a part of the page and, at every depth, the parts within it."""
    yield part
    inner: Iterable[Any] = ()
    if isinstance(part, tuple):
        inner = part
    elif dataclasses.is_dataclass(part):
        inner = (getattr(part, field.name) for field in dataclasses.fields(part))
    for piece in inner:
        yield from parts_of(piece)


def _count(*kinds: type) -> Callable[[WriterInput], int]:
    """A function that counts the inlines of some types on the page."""
    return lambda inputs: sum(isinstance(part, kinds) for part in parts_of(inputs.page))


def _section(name: str) -> Callable[[WriterInput], int]:
    """A function that counts the blocks of a section, without the headings of groups."""
    return lambda inputs: sum(
        not isinstance(block, GroupHeading)
        for section in inputs.page.sections
        for block in section.blocks
        if section.id == name
    )


def _works(inputs: WriterInput) -> Iterator[Work]:
    """The works that the document prints."""
    for section, listing in inputs.document.single_listings(inputs.sections):
        if section in WORK_SECTIONS:
            yield from (listed.work for group in select(inputs.numbered, section, listing) for listed in group.works)


def _is_open(work: Work) -> bool:
    """Whether a work has authors or editors that its lists do not name."""
    editors = getattr(work, "editors", None)
    return (bool(work.authors) and work.has_others) or bool(editors and editors.is_open)


FEATURES: dict[str, Callable[[WriterInput], int]] = {
    "abstracts": lambda inputs: sum(bool(work.abstract) for work in inputs.page.works),
    "emphasis": _count(Emphasis, Strong, Code),
    "figures": lambda inputs: sum(len(work.metrics) for work in inputs.page.works),
    "links in texts": _count(Link),
    "marks": lambda inputs: sum(len(author.markers) for work in inputs.page.works for author in work.authors),
    "mathematics": _count(Math),
    "named links": lambda inputs: sum(len(work.links) for work in inputs.page.works),
    "other sections": lambda inputs: sum(
        not any(isinstance(block, WorkBlock) for block in section.blocks) for section in inputs.page.sections
    ),
    "sections of your own": lambda inputs: sum(
        name in inputs.numbered.record.sections for name, _ in inputs.document.single_listings(inputs.sections)
    ),
    **{name: _section(name) for name in ("supervision", "teaching", "news", "media")},
    "numbers of authors": lambda inputs: sum(bool(getattr(work, "author_count", None)) for work in _works(inputs)),
    "open author lists": lambda inputs: sum(map(_is_open, _works(inputs))),
    "photo in PDF": lambda inputs: int(inputs.page.head.photo.lower().endswith(".pdf")),
    "photo": lambda inputs: int(bool(inputs.page.head.photo)),
}
"""The functions that count each feature, by the name in `Format.unsupported`."""
