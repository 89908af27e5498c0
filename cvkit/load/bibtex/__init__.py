"""Parse a `.bib` file, BibTeX or biblatex, into works of the same form as works typed in YAML.

Each value knows its line and column in the `.bib` file, so a later stage reports its diagnostics there. The steps are
`raw_entries` (split the file), `entry_reader` (parse the values), `crossref` (inherit fields) and `work_reader` (make
the fields of the record).
"""

from __future__ import annotations

import gc
from collections.abc import Collection
from typing import Any

from cvkit.load.bibtex.crossref import CrossrefResolver
from cvkit.load.bibtex.entry_reader import EntryReader
from cvkit.load.bibtex.file_report import FileReport, GroupedRule, as_strict
from cvkit.load.bibtex.line_index import LineIndex
from cvkit.load.bibtex.macros import declared_macros
from cvkit.load.bibtex.raw_entries import split_blocks
from cvkit.load.bibtex.work_reader import WorkReader
from cvkit.load.yaml_file import UNPRINTABLE, UnprintableCharacter
from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.numbering import Numbering
from cvkit.model.source import Span, YamlMap, YamlSeq

__all__ = ["parse_bib", "parse_sections"]


class UnprintableCharacters(GroupedRule, UnprintableCharacter):
    """Characters of a `.bib` file that cannot be printed."""

    severity = Severity.WARNING
    noun = "character"
    message = "{count} that cannot be printed: {names} ({lines}); cvkit reads a space"
    hint = "delete them"


def parse_bib(
    text: str,
    file: str,
    section: str,
    numbering: Any = None,
    roles: Any = None,
    bibtex: Any = None,
) -> tuple[YamlSeq, list[Diagnostic]]:
    """The works of one `.bib` text for a section of a record, and the diagnostics of the text.

    `numbering`, `roles` and `bibtex` are the record's values of those keys, as typed. A `shorthand` must be a label in
    the format of `numbering`, an annotation can name one of `roles`, and `bibtex` has macros and makes warnings errors.
    Every entry is a work, or has a diagnostic, or exists only so that others inherit from it.
    """
    sections, diagnostics = _read(text, file, section, numbering, roles, bibtex)
    return sections.get(section) or _no_works(file), diagnostics


def parse_sections(
    text: str, file: str, numbering: Any = None, roles: Any = None, bibtex: Any = None
) -> tuple[dict[str, YamlSeq], list[Diagnostic]]:
    """The works of one `.bib` text, each in the section of its kind, and the diagnostics of the text."""
    return _read(text, file, None, numbering, roles, bibtex)


def _no_works(file: str) -> YamlSeq:
    return YamlSeq(file, Span(0, 0, 0, 0))


def _read(
    text: str, file: str, section: str | None, numbering: Any, roles: Any, bibtex: Any
) -> tuple[dict[str, YamlSeq], list[Diagnostic]]:
    was_enabled = gc.isenabled()
    gc.disable()  # as for YAML: the garbage collector would scan the growing tree repeatedly
    try:
        return _sections(text, file, section, numbering, roles, bibtex)
    finally:
        if was_enabled:
            gc.enable()


def _sections(
    text: str, file: str, section: str | None, typed: Any, roles: Any, bibtex: Any
) -> tuple[dict[str, YamlSeq], list[Diagnostic]]:
    report = FileReport(LineIndex(text, file))
    for character in UNPRINTABLE.finditer(text):
        if character[0] != "\r":
            place = report.lines.place(character.start())
            report.add(UnprintableCharacters, f"U+{ord(character[0]):04X}", place)
    numbering = _numbering(typed)
    settings = bibtex if isinstance(bibtex, YamlMap) else {}
    # A work of an unknown type is of the kind `other`. If that kind is numbered, the type decides a label.
    unknown_types = Severity.ERROR if numbering.default_series("other", None) else Severity.WARNING
    reader = EntryReader(report, declared_macros(settings.get("macros")), unknown_types)
    entries = reader.read(split_blocks(UNPRINTABLE.sub(lambda c: c[0] if c[0] == "\r" else " ", text)))
    resolver = CrossrefResolver(entries, report)
    names = frozenset(name for name in roles if isinstance(name, str)) if isinstance(roles, Collection) else frozenset()
    works = WorkReader(report, section, numbering, names)
    found: dict[str, YamlSeq] = {}
    for entry in resolver.works(entries):
        name, work = works.read(entry)
        section_works = found.setdefault(name, _no_works(file))
        section_works.append(work)
        section_works.spans.append(entry.span)
    diagnostics = [*report.diagnostics(), *works.doubts.diagnostics()]
    return found, as_strict(diagnostics, settings)


def _numbering(typed: Any) -> Numbering:
    """The valid keys of the record's numbering. The check stage reports the others."""
    if isinstance(typed, Numbering):
        return typed
    if typed == "none":
        return Numbering(series={})
    if not isinstance(typed, YamlMap):
        return Numbering()
    valid = {}
    for key in ("series", "label"):
        if key in typed:
            try:
                valid[key] = getattr(Numbering.model_validate({key: typed[key]}), key)
            except ValueError:  # also the base class of pydantic's ValidationError
                continue
    return Numbering(**valid)
