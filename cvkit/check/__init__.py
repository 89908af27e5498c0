"""Check: a `Source` in, a typed `Record` out, with every problem that keeps documents from being made of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from cvkit.check.consistency import check_consistency
from cvkit.check.duplicates import check_duplicates
from cvkit.check.normalize import normalize
from cvkit.check.people import check_people
from cvkit.check.recover import Recovered, recover
from cvkit.check.rules import check_rules
from cvkit.model.diagnostic import Diagnostic
from cvkit.model.document import Document
from cvkit.model.record import SECTIONS, Record
from cvkit.model.selection import Listing
from cvkit.model.source import Source
from cvkit.model.work import WORK_SECTIONS

__all__ = ["Checked", "check_record"]

UNREAD_FILE_CODES = frozenset({"L001", "L002", "L003", "L006", "L007", "L101"})
"""What keeps works that the record has from being seen."""

UNREAD_AUTHORS_CODES = frozenset({"V110", "V112", "V115"})
"""What keeps an author list from being read: nobody knows who is in it, the owner of the record perhaps."""


@dataclass(frozen=True)
class Checked:
    """A record that has been looked at: as it is, or mended where the model refuses it, and every problem found."""

    recovered: Recovered
    diagnostics: tuple[Diagnostic, ...]

    @property
    def record(self) -> Record | None:
        """The record, mended where it had to be; none where that is impossible."""
        return self.recovered.record


def check_record(source: Source, today: dt.date) -> Checked:
    """The record that a source states, with its problems as of a day, which is handed in: no clock is asked here.

    Documents come out complete: a record without any has one, `full`, and one that names no sections has all.
    """
    values, diagnostics = normalize(source.root)
    misread = [diagnostic.path for diagnostic in diagnostics if diagnostic.code in UNREAD_AUTHORS_CODES]
    is_partial = any(diagnostic.is_error and diagnostic.code in UNREAD_FILE_CODES for diagnostic in source.diagnostics)
    diagnostics += [p for p in check_rules(source.root) if not (is_partial and p.code == "V125")]
    recovered = recover(values, source, misread)
    diagnostics += recovered.diagnostics
    if is_partial:  # what is not in the record may be in the file that could not be read
        recovered = replace(recovered, places=recovered.places | {(section,) for section in WORK_SECTIONS})
    record = recovered.record
    if record is None:
        return Checked(recovered, tuple(diagnostics))
    doubts = [*check_people(record), *check_consistency(record, today), *check_duplicates(record)]
    diagnostics += [p for p in doubts if recovered.is_reliable(p) and not (misread and p.code == "V124")]
    printed: list[str] = []
    for key in source.root:  # those of the user's own stand where the record has them
        printed += record.sections if key == "sections" else [key] if key in SECTIONS else []
    documents = record.documents or {"full": Document()}
    everything = tuple({name: Listing()} for name in printed)
    complete = {
        name: document if document.sections else document.model_copy(update={"sections": everything})
        for name, document in documents.items()
    }
    record = record.model_copy(update={"documents": complete})
    return Checked(replace(recovered, record=record), tuple(diagnostics))
