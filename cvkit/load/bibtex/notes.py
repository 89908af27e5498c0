"""Add the note of a work, which is in `note` and `addendum`."""

from __future__ import annotations

from cvkit.load.bibtex.entry_reader import BibField
from cvkit.load.bibtex.patents import patent_note
from cvkit.load.bibtex.work_builder import WorkBuilder


def put_note(work: WorkBuilder, is_patent: bool) -> None:
    """Add the note. The status of a patent (`is_patent`) is never read from it."""
    if field := work.first(("note",)):
        _put(work, field, is_patent)
    if (field := work.first(("addendum",))) and (text := work.text(field)):
        note = work.work.get("note", "")
        stop = "" if not note else " " if note.endswith((".", "?", "!")) else ". "
        work.put("note", f"{note}{stop}{text}", field)


def _put(work: WorkBuilder, field: BibField, is_patent: bool) -> None:
    """Add a note. A note that is a status is the status of the work, and that of a patent names the patent."""
    text = work.text(field)
    if text and (patent := patent_note(work.entry)):
        if "number" not in work.work:
            work.put("number", f"{patent['office'] or ''} {patent['number']}".strip(), field)
        return
    if text and not is_patent:
        text = work.without_status(text, field)
    work.put("note", text, field)
