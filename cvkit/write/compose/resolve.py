"""Replace the references, counts and sums in texts by the text that they print."""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from cvkit.model.inline import (
    Code,
    CrossRef,
    Inline,
    Inlines,
    InternalLink,
    Math,
    PrintedCount,
    PrintedFigure,
    PrintedSum,
    Str,
)
from cvkit.number.counts import count_works
from cvkit.number.numbered import Label, Numbered
from cvkit.write.blocks import Page, WorkBlock
from cvkit.write.compose.money import sum_text
from cvkit.write.compose.phrase import Phrase
from cvkit.write.locales import Locale

_T = TypeVar("_T")

_LEAVES = frozenset({Str, Code, Math, str, int, bool, type(None)})
"""The types of values that contain no reference and no count."""


def resolve(page: Page, numbered: Numbered, locale: Locale) -> Page:
    """Return the page with a label for each reference, a number for each count and an amount for each sum.

    A label is a link if the page prints the work.
    """
    return _replaced(page, _printer(numbered, locale, {block.id: block for block in page.works if block.anchor}))


class Resolver:
    """Resolves texts that are not on a page; their labels have no links."""

    def __init__(self, numbered: Numbered, locale: Locale) -> None:
        self.printed = _printer(numbered, locale, {})

    def __call__(self, part: _T) -> _T:
        return _replaced(part, self.printed)


def _printer(numbered: Numbered, locale: Locale, shown: Mapping[str, WorkBlock]) -> Callable[[Inline], Inlines | None]:
    """Return the function that prints a reference, a count or a sum; `shown` maps ids to the works on the page."""
    labels: dict[str | None, Label] = {numbered.work(path).id: label for path, label in numbered.labels.items()}

    def printed(inline: Inline) -> Inlines | None:
        match inline:
            case CrossRef(ids):
                pieces: list[Inline] = []
                for name in ids:
                    block = shown.get(name)
                    pieces += [Str(", "), InternalLink(block.anchor, block.label) if block else Str(labels[name].text)]
                return tuple(pieces[1:])
            case PrintedCount(terms):
                return (Str(locale.number(count_works(numbered, terms))),)
            case PrintedSum(terms):
                return (Str(sum_text(numbered.record.grants, terms, locale)),)
            case _:
                return None

    return printed


def _replaced(part: _T, printed: Callable[[Inline], Inlines | None]) -> _T:
    """Return the same tree of dataclasses and tuples, with each inline replaced for which `printed` returns inlines.

    A part without such inlines is returned itself. It keeps its parsed math, and the trace of TeX finds it.
    """
    if type(part) in _LEAVES:
        return part
    if isinstance(part, tuple):
        if _LEAVES.issuperset(map(type, part)):
            return part
        pieces: list[Any] = []
        for item in part:
            found = printed(item) if isinstance(item, CrossRef | PrintedFigure) else None
            pieces += found if found is not None else [_replaced(item, printed)]
        if all(map(operator.is_, pieces, part)) and len(pieces) == len(part):
            return part
        return Phrase(pieces, part.texts if isinstance(part, Phrase) else (part,))  # type: ignore[return-value]
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        changed = {
            name: replaced
            for name in part.__dataclass_fields__
            if (replaced := _replaced(value := getattr(part, name), printed)) is not value
        }
        return dataclasses.replace(part, **changed) if changed else part
    return part
