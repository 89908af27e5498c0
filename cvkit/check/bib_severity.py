"""Make warnings of the mistakes in files that others wrote, if no label depends on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.rule import RULES, DependsOn
from cvkit.model.source import YamlMap


def is_in_bib(root: YamlMap, section: str, index: int) -> bool:
    """Whether a work was read from a `.bib` file."""
    entry = root[section][index]
    return isinstance(entry, YamlMap) and entry.file.endswith(".bib")


def of_author_list(root: YamlMap, section: str, index: int, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics of an author list, with warnings for errors in a `.bib` file, unless the record is strict."""
    if _is_strict(root) or not is_in_bib(root, section, index):
        return list(diagnostics)
    return [_warning(one) for one in diagnostics]


def of_import(root: YamlMap, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics of the sources of an import, with warnings for errors after which the record has every work."""
    if _is_strict(root):
        return list(diagnostics)
    return [one if RULES[one.code].hides is DependsOn.RECORD else _warning(one) for one in diagnostics]


def _is_strict(root: YamlMap) -> bool:
    settings = root.get("bibtex")
    return isinstance(settings, YamlMap) and settings.get("strict") == "true"


def _warning(diagnostic: Diagnostic) -> Diagnostic:
    """A diagnostic, with a warning for an error."""
    return replace(diagnostic, severity=Severity.WARNING) if diagnostic.is_error else diagnostic
