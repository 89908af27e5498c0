"""The checks of a record beyond its single values: one list, with the input that each check needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from cvkit.check.bib_markers import check_bib_markers
from cvkit.check.career_facts import check_career
from cvkit.check.consistency import check_consistency
from cvkit.check.duplicates import check_duplicates
from cvkit.check.grant_amounts import check_grants
from cvkit.check.joined_lines import check_joined_lines
from cvkit.check.lockfile_lines import check_lockfile_presence, check_lost
from cvkit.check.open_lists import check_open_lists
from cvkit.check.people import check_people
from cvkit.check.recover import Recovered
from cvkit.check.role_names import check_role_names
from cvkit.check.rules import check_rules
from cvkit.check.spoken_languages import check_spoken_languages
from cvkit.check.typed_habits import check_typed_habits
from cvkit.check.version_links import check_versions
from cvkit.check.work_links import check_work_links
from cvkit.commands.language_terms import check_languages
from cvkit.commands.missing_fonts import check_fonts
from cvkit.commands.styles import check_styles
from cvkit.model.diagnostic import Diagnostic
from cvkit.model.lockfile import Lockfile
from cvkit.model.record import Record
from cvkit.model.source import Source, YamlMap
from cvkit.model.value_class import dataclass
from cvkit.number import Numbered
from cvkit.number.left_out_versions import check_left_out_versions
from cvkit.number.references import check_references
from cvkit.number.retracted import check_retracted
from cvkit.number.selections import check_selections
from cvkit.number.stated_counts import check_stated_counts
from cvkit.number.undated import check_undated


@dataclass(frozen=True)
class CheckInput:
    """Everything that a check can need. An input that this record does not have is None."""

    path: Path
    """The folder or file of the record."""
    source: Source
    typed: YamlMap
    """The values as typed."""
    today: dt.date
    to_typeset: Source | None = None
    """The source, if the output needs the fonts of this machine."""
    record: Record | None = None
    """The record, recovered if it has errors."""
    numbered: Numbered | None = None
    """The same record with its numbers."""
    numbering_diagnostics: tuple[Diagnostic, ...] = ()
    """The diagnostics that were found while the works were numbered."""
    sound_lock: Lockfile | None = None
    """The lockfile, empty if there is none, unless one of its lines has an error."""
    kept_lock: Lockfile | None = None
    """The same, unless this run changes the lockfile."""


@dataclass(frozen=True)
class Check:
    """A function that reports mistakes, and the fields of `CheckInput` that it gets, in order."""

    find: Callable[..., Iterable[Diagnostic]]
    needs: tuple[str, ...]

    @property
    def sees_recovered_values(self) -> bool:
        """Whether the check reads the record, which may be recovered. Else it reads the values as typed."""
        return self.needs != ("typed",)


CHECKS = (
    Check(check_rules, ("typed",)),
    Check(check_typed_habits, ("typed",)),
    Check(check_joined_lines, ("source",)),
    Check(check_spoken_languages, ("typed",)),
    Check(check_versions, ("typed",)),
    Check(check_work_links, ("typed",)),
    Check(check_role_names, ("typed",)),
    Check(check_bib_markers, ("typed",)),
    Check(check_people, ("record", "typed")),
    Check(check_consistency, ("record", "today", "typed")),
    Check(check_career, ("record", "today")),
    Check(check_grants, ("record", "source")),
    Check(check_duplicates, ("record", "source")),
    Check(check_open_lists, ("record", "typed")),
    Check(tuple, ("numbering_diagnostics",)),
    Check(check_lost, ("source", "record", "sound_lock")),
    Check(check_references, ("source", "numbered")),
    Check(check_stated_counts, ("numbered",)),
    Check(check_selections, ("numbered",)),
    Check(check_left_out_versions, ("numbered",)),
    Check(check_retracted, ("numbered",)),
    Check(check_undated, ("numbered",)),
    Check(check_languages, ("record",)),
    Check(check_styles, ("record", "path")),
    Check(check_fonts, ("to_typeset",)),
    Check(check_lockfile_presence, ("source", "record", "kept_lock")),
)
"""Every check, in the order in which diagnostics of one place are printed."""


def run_checks(given: CheckInput, recovered: Recovered) -> list[Diagnostic]:
    """The diagnostics of all checks whose input is there.

    A diagnostic is left out if it may be wrong because values of the record were refused or could not be read.
    """
    diagnostics: list[Diagnostic] = []
    for check in CHECKS:
        values: list[Any] = [getattr(given, need) for need in check.needs]
        if all(value is not None for value in values):
            is_right = recovered.is_reliable if check.sees_recovered_values else recovered.is_readable
            diagnostics += filter(is_right, check.find(*values))
    return diagnostics
