"""Make warnings of the mistakes in author lists of `.bib` files: others wrote them, and no label depends on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.source import YamlMap


def is_in_bib(root: YamlMap, section: str, index: int) -> bool:
    """Whether a work was read from a `.bib` file."""
    entry = root[section][index]
    return isinstance(entry, YamlMap) and entry.file.endswith(".bib")


def of_author_list(root: YamlMap, section: str, index: int, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics of an author list, with warnings for errors in a `.bib` file, unless the record is strict."""
    settings = root.get("bibtex")
    is_strict = isinstance(settings, YamlMap) and settings.get("strict") == "true"
    if is_strict or not is_in_bib(root, section, index):
        return list(diagnostics)
    return [replace(one, severity=Severity.WARNING) if one.is_error else one for one in diagnostics]
