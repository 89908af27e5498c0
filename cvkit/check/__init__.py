"""Check: turn a `Source` into a typed `Record`, with a diagnostic for each mistake in it."""

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
"""Codes of files that cannot be read. The record may have works in such a file, which the check does not see."""

UNREAD_AUTHORS_CODES = frozenset({"V110", "V112", "V115"})
"""Codes of author lists that cannot be parsed. The owner may be in such a list, so V124 is not reported."""


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
    misread = [diagnostic.path for diagnostic in diagnostics if diagnostic.code in UNREAD_AUTHORS_CODES]
    is_partial = any(diagnostic.is_error and diagnostic.code in UNREAD_FILE_CODES for diagnostic in source.diagnostics)
    diagnostics += [p for p in check_rules(source.root) if not (is_partial and p.code == "V125")]
    recovered = recover(values, source, misread)
    diagnostics += recovered.diagnostics
    if is_partial:  # works that seem to be missing may be in the file that could not be read
        recovered = replace(recovered, places=recovered.places | {(section,) for section in WORK_SECTIONS})
    record = recovered.record
    if record is None:
        return Checked(recovered, tuple(diagnostics))
    found = [*check_people(record), *check_consistency(record, today), *check_duplicates(record)]
    diagnostics += [p for p in found if recovered.is_reliable(p) and not (misread and p.code == "V124")]
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
