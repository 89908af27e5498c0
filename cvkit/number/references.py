"""References and totals in texts: does what they name exist, and has it a label."""

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
    """References to what is not there or has no label, and totals of what is unknown."""
    labelled = {str(numbered.work(path).id) for path in numbered.labels}
    known = {str(work.id) for _, _, work in numbered.record.works() if work.id}
    diagnostics: list[Diagnostic] = []
    for path, inline in _named(numbered.record):
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
            yield _diagnostic("N303", f"there is no entry `{name}` to refer to", hint, path, _reference_to(name))
        elif name not in labelled:
            hint = "give its kind a series, or write what it is in words"
            yield _diagnostic("N304", f"the entry `{name}` has no label to refer to", hint, path, _reference_to(name))


def _reference_to(name: str) -> str:
    """What finds a reference in a text."""
    return rf"(?<=@){re.escape(name)}(?=\s*[;\]])"


def _diagnostic(code: str, message: str, hint: str, path: KeyPath, sign: str) -> Diagnostic:
    return Diagnostic(code, message, hint, path, find=sign)


def _named(record: Record) -> Iterator[tuple[KeyPath, CrossRef | PrintedCount]]:
    """Every reference and total in a text of the record, with the path of the text."""
    for path, text in texts_of(record, ()):
        for language, inlines in text.versions:
            where = (*path, language) if language else path
            yield from ((where, inline) for inline in _within(inlines))


def texts_of(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Text]]:
    """Every text of a part of the record, with its path; `path` is that of the part."""
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
