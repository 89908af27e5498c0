"""Check: turn a `Source` into a typed `Record`, with a diagnostic for each wrong value in it.

`commands/checks.py` lists the checks of several values, which run on the record.
"""

from __future__ import annotations

from dataclasses import replace

from cvkit.check.normalize import normalize, with_advice_for_cut_values
from cvkit.check.pydantic_errors import UnknownKey
from cvkit.check.recover import Recovered, recover
from cvkit.model.diagnostic import Diagnostic
from cvkit.model.document import Document
from cvkit.model.record import SECTIONS, Record
from cvkit.model.rule import RULES, DependsOn
from cvkit.model.selection import Listing
from cvkit.model.source import Source
from cvkit.model.value_class import dataclass
from cvkit.model.work import WORK_SECTIONS

__all__ = ["Checked", "check_record"]


@dataclass(frozen=True)
class Checked:
    """A typed record, recovered if the model refuses it, and the diagnostics of its values."""

    source: Source
    """The source of the record, without the works that `mine: true` leaves out."""
    recovered: Recovered
    diagnostics: tuple[Diagnostic, ...]

    @property
    def record(self) -> Record | None:
        """The record, recovered if it has errors; None if it cannot be recovered."""
        return self.recovered.record


def check_record(source: Source) -> Checked:
    """The record of a source, and the diagnostics of its values.

    The documents of the result are complete. A record without documents gets one with the name `full`, and a document
    without sections gets all sections of the record.
    """
    values, diagnostics = normalize(source.root)
    if source.mine:
        from cvkit.check.own_works import leave_out_others

        source, values, diagnostics = leave_out_others(source, values, diagnostics)
    misread = [diagnostic.path for diagnostic in diagnostics if _hidden_by(diagnostic) is DependsOn.AUTHORS]
    hidden = frozenset(filter(None, map(_hidden_by, [*source.diagnostics, *diagnostics])))
    recovered = recover(values, source, misread)
    places = recovered.places
    if DependsOn.RECORD in hidden:  # works that seem to be missing may be in the file that could not be read
        places |= {(section,) for section in WORK_SECTIONS}
        hidden |= {DependsOn.IDS}
    recovered = replace(recovered, places=places, hidden=hidden)
    diagnostics = with_advice_for_cut_values([*diagnostics, *recovered.diagnostics])
    if any(one.code == UnknownKey.code for one in diagnostics):
        from cvkit.check.role_advice import with_advice_for_roles

        diagnostics = with_advice_for_roles(diagnostics, source)
    record = recovered.record
    if record is None:
        return Checked(source, recovered, tuple(diagnostics))
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
    return Checked(source, replace(recovered, record=record), tuple(diagnostics))


def _hidden_by(diagnostic: Diagnostic) -> DependsOn | None:
    """The part of the record that cannot be read because of a mistake. A warning hides nothing."""
    return RULES[diagnostic.code].hides if diagnostic.is_error else None
