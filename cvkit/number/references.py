"""Check the references and counts in texts: each must name an entry with a label, or works of the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from cvkit.model.diagnostic import Diagnostic, KeyPath
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.inline import CrossRef, Inlines, PrintedCount
from cvkit.model.record import Record
from cvkit.model.text import Text
from cvkit.number.counts import unknown_count_term
from cvkit.number.numbered import Numbered


def check_references(numbered: Numbered) -> list[Diagnostic]:
    """Report references to entries that are missing or have no label, and counts of something unknown."""
    labelled = {str(numbered.work(path).id) for path in numbered.labels}
    known = {str(work.id) for _, _, work in numbered.record.works() if work.id}
    diagnostics: list[Diagnostic] = []
    for path, inline in _references_and_counts(numbered.record):
        if isinstance(inline, CrossRef):
            diagnostics += _references(path, inline, labelled, known)
        elif unknown := unknown_count_term(numbered, inline.terms):
            term, hint = unknown
            diagnostics.append(
                _diagnostic(
                    "N305",
                    f"`{term}` counts nothing in this record",
                    hint,
                    path,
                    rf"\{{\{{count:(?=[^}}]*{re.escape(term)})[^}}]*",
                )
            )
    return diagnostics


def _references(path: KeyPath, reference: CrossRef, labelled: set[str], known: set[str]) -> Iterator[Diagnostic]:
    for name in reference.ids:
        if name not in known:
            hint = did_you_mean(name, known, "write the id of a publication or patent")
            yield _diagnostic("N303", f"there is no entry `{name}` for this reference", hint, path, _reference_to(name))
        elif name not in labelled:
            hint = "give its kind a series, or use words"
            yield _diagnostic(
                "N304", f"the entry `{name}` has no label for this reference", hint, path, _reference_to(name)
            )


def _reference_to(name: str) -> str:
    """The pattern of a reference in a text as typed."""
    return rf"(?<=@){re.escape(name)}(?=\s*[;\]])"


def _diagnostic(code: str, message: str, hint: str, path: KeyPath, pattern: str) -> Diagnostic:
    return Diagnostic(code, message, hint, path, find=pattern)


def _references_and_counts(record: Record) -> Iterator[tuple[KeyPath, CrossRef | PrintedCount]]:
    """Every reference and count in a text of the record, with the path of the text."""
    for path, text in texts_of(record, ()):
        for language, inlines in text.versions:
            where = (*path, language) if language else path
            yield from ((where, inline) for inline in _within(inlines))


def texts_of(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Text]]:
    """Every text in a part of the record, with its path. `path` is the path of the part."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in value.model_fields_set - {"own"}:
            yield from texts_of(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts_of(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_of(item, (*path, key))


def _within(inlines: Inlines) -> Iterator[CrossRef | PrintedCount]:
    for inline in inlines:
        if isinstance(inline, CrossRef | PrintedCount):
            yield inline
        else:
            yield from _within(getattr(inline, "children", ()))
