"""The fields of works that the citation style of a document omits from the line of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from cvkit.model.author import AuthorList
from cvkit.model.date import Date
from cvkit.model.inline import plain_text
from cvkit.model.text import Text
from cvkit.model.work import Work
from cvkit.write.blocks import WorkBlock, parts_of
from cvkit.write.compose.resolve import Resolver
from cvkit.write.formats import WriterInput
from cvkit.write.locales import load_locale
from cvkit.write.omitted_fields import FieldTable, facts_of

CODES = frozenset(
    {
        "significance",
        "contribution",
        "status",
        "country",
        "url",
        "repository",
        "links.url",
        "metrics.type",
        "metrics.quartile",
    }
)
"""Fields whose values are not printed as typed, or only on request. Every citation style has them, or their links."""


_WORD = re.compile(r"[^\W_]+")


def uncited_fields(table: FieldTable, inputs: WriterInput) -> dict[str, list[Work]]:
    """Return the paths of the fields that a citation style omits, each with its works, once for each value.

    A field that `table` omits in any case is not among them.
    """
    if inputs.document.citation == "house":
        return {}
    resolved = Resolver(inputs.numbered, load_locale(inputs.document))
    found: dict[str, list[Work]] = {}
    for block in inputs.page.works:
        work = inputs.numbered.work(block.origins[0])
        words = _words(" ".join(_texts(block)))
        for path, value in facts_of(work, lambda path: False):
            if path not in CODES and table.has(work, path) and not _is_in(value, path, work, words, resolved, inputs):
                found.setdefault(path, []).append(work)
    return found


def _texts(block: WorkBlock) -> Iterator[str]:
    """Yield the texts of a work on the page, without its date for a column of dates, which few styles have."""
    parts = parts_of(replace(block, when="", anchor="", label="", id="", origins=()))
    return (part for part in parts if isinstance(part, str))


def _words(text: str) -> str:
    """Return the letters and digits of a text, with a space around each word and without separators of thousands."""
    plain = re.sub("(?<=[0-9]),(?=[0-9]{3})", "", text)
    return f" {' '.join(_WORD.findall(plain))} "


def _is_in(value: Any, path: str, work: Work, words: str, resolved: Resolver, inputs: WriterInput) -> bool:
    """Whether a work on the page has a value."""
    match value:
        case AuthorList():
            return all(_words(author.parts.family or author.parts.literal) in words for author in value)
        case Text():
            text = plain_text(resolved(value.inlines(inputs.document.language)))
        case Date():
            text = str(value.year)
        case int() if path == "author_count":
            return True  # printed with the number of unnamed authors
        case _:
            text = str(value)
    if path == "pages":  # a style can omit the digits that two pages share
        text = re.split(r"[-–—]", text)[0]
    return _words(text) in words
