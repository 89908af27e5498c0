"""BibTeX and biblatex as a source: a `.bib` file in, works out that look as if they had been typed in YAML.

Each value knows its line and column in the `.bib`, so whatever a later stage finds is told there. A file goes
through `blocks` (split), `entries` (values), `inherit` (crossref), `work` (fields of the record).
"""

from __future__ import annotations

import gc
from typing import Any

from cvkit.load.bibtex.crossref import CrossrefResolver
from cvkit.load.bibtex.entry_reader import EntryReader
from cvkit.load.bibtex.line_index import LineIndex
from cvkit.load.bibtex.raw_entries import split_blocks
from cvkit.load.bibtex.work_reader import WorkReader
from cvkit.load.yaml_file import UNPRINTABLE
from cvkit.model.diagnostic import Diagnostic
from cvkit.model.numbering import Numbering
from cvkit.model.source import Span, YamlMap, YamlSeq

__all__ = ["parse_bib"]


def parse_bib(text: str, file: str, section: str, numbering: Any = None) -> tuple[YamlSeq, list[Diagnostic]]:
    """The works of one `.bib` text for a section of a record, and what is wrong with it.

    `numbering` is what the record says of its numbers, as typed: a `shorthand` is a label of that form. Every entry
    is among the works, or is named by a problem, or is only there to be inherited from.
    """
    was_enabled = gc.isenabled()
    gc.disable()  # as with YAML: the collector would walk the growing tree again and again
    try:
        return _read(text, file, section, numbering)
    finally:
        if was_enabled:
            gc.enable()


def _read(text: str, file: str, section: str, numbering: Any) -> tuple[YamlSeq, list[Diagnostic]]:
    lines = LineIndex(text, file)
    diagnostics = [
        lines.diagnostic("L008", f"the character U+{ord(found[0]):04X} cannot be printed", "delete it", found.start())
        for found in UNPRINTABLE.finditer(text)
        if found[0] != "\r"
    ]
    reader = EntryReader(lines)
    entries = reader.read(split_blocks(UNPRINTABLE.sub(lambda c: c[0] if c[0] == "\r" else " ", text)))
    heirs = CrossrefResolver(entries, lines)
    works = WorkReader(lines, section, _numbering(numbering))
    found = YamlSeq(file, Span(0, 0, 0, 0))
    for entry in heirs.works(entries):
        found.append(works.read(entry))
        found.spans.append(entry.span)
    return found, diagnostics + reader.diagnostics + heirs.diagnostics + works.errors.diagnostics


def _numbering(typed: Any) -> Numbering:
    """The rules of counting as far as they are right; what is wrong with them the check tells."""
    if isinstance(typed, Numbering):
        return typed
    if typed == "none":
        return Numbering(series={})
    if not isinstance(typed, YamlMap):
        return Numbering()
    right = {}
    for key in ("series", "label"):
        if key in typed:
            try:
                right[key] = getattr(Numbering.model_validate({key: typed[key]}), key)
            except ValueError:  # pydantic's refusal is one
                continue
    return Numbering(**right)
