"""Check: turn a `Source` into a typed `Record`, with a diagnostic for each mistake in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from cvkit.check.consistency import check_consistency
from cvkit.check.duplicates import check_duplicates
from cvkit.check.normalize import normalize
from cvkit.check.open_lists import check_open_lists
from cvkit.check.people import check_people
from cvkit.check.recover import Recovered, recover
from cvkit.check.role_names import check_role_names
from cvkit.check.rules import check_rules
from cvkit.model.diagnostic import Diagnostic
from cvkit.model.document import Document
from cvkit.model.record import SECTIONS, Record
from cvkit.model.rule import RULES, DependsOn
from cvkit.model.selection import Listing
from cvkit.model.source import Source
from cvkit.model.work import WORK_SECTIONS

__all__ = ["Checked", "check_record"]


@dataclass(frozen=True)
class Checked:
    """A checked record, recovered if the model refuses it, and all its diagnostics."""

    recovered: Recovered
    diagnostics: tuple[Diagnostic, ...]

    @property
    def record(self) -> Record | None:
        """The record, recovered if it has errors; None if it cannot be recovered."""
        return self.recovered.record


def check_record(source: Source, today: dt.date) -> Checked:
    """The record of a source, and its diagnostics on the day `today`. The caller passes the day; no clock is read here.

    The documents of the result are complete. A record without documents gets one with the name `full`, and a document
    without sections gets all sections of the record.
    """
    values, diagnostics = normalize(source.root)
    misread = [diagnostic.path for diagnostic in diagnostics if _hidden_by(diagnostic) is DependsOn.AUTHORS]
    hidden = frozenset(filter(None, map(_hidden_by, [*source.diagnostics, *diagnostics])))
    recovered = recover(values, source, misread)
    places = recovered.places
    if DependsOn.RECORD in hidden:  # works that seem to be missing may be in the file that could not be read
        places |= {(section,) for section in WORK_SECTIONS}
        hidden |= {DependsOn.IDS}
    recovered = replace(recovered, places=places, hidden=hidden)
    typed = [*check_rules(source.root), *check_role_names(source.root)]
    diagnostics += [p for p in typed if RULES[p.code].depends_on not in hidden]
    diagnostics += recovered.diagnostics
    record = recovered.record
    if record is None:
        return Checked(recovered, tuple(diagnostics))
    found = [*check_people(record), *check_consistency(record, today), *check_duplicates(record)]
    found += check_open_lists(record, source.root)
    diagnostics += filter(recovered.is_reliable, found)
    printed: list[str] = []
    for key in source.root:  # the user's own sections are printed at the position of the key `sections`
        printed += record.sections if key == "sections" else [key] if key in SECTIONS else []
    documents = record.documents or {"full": Document()}
    everything = tuple({name: Listing()} for name in printed)
    complete = {
        name: document if document.sections else document.model_copy(update={"sections": everything})
        for name, document in documents.items()
    }
    record = record.model_copy(update={"documents": complete})
    return Checked(replace(recovered, record=record), tuple(diagnostics))


def _hidden_by(diagnostic: Diagnostic) -> DependsOn | None:
    """The part of the record that cannot be read because of a mistake."""
    return RULES[diagnostic.code].hides
