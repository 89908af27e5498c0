"""Add the note of a work, which is in `note` and `addendum`."""

from __future__ import annotations

import re

from cvkit.load.bibtex.entry_reader import BibField
from cvkit.load.bibtex.file_report import LeftOutFields
from cvkit.load.bibtex.patents import patent_note
from cvkit.load.bibtex.tidy_tree import tidy
from cvkit.load.bibtex.work_builder import WorkBuilder
from cvkit.model.inline import Str
from cvkit.model.parsed_text import ParsedText

_OF_SERVICES = re.compile(
    r"(?P<words>cited\s+by(?=:?\s*(?:\(since\s+\d+\)\s*)?\d)|\[TLDR\]|\[PubMed Central:|\[DOI:|AAI(?=\d{6,}$)"
    r"|[\[(]?(?:online;?\s+)?(?:last\s+)?accessed\b|abgerufen\s+am|working paper or preprint$"
    r"|CAN(?=\s+\d+:\d+)|\d\d-\d{4}/(?=[A-Z]{1,2}\d?$)|(?=.*\sxD;))"
    r"|(?P<key>(?:Publisher(?:\s+Copyright)?|Funding\s+Information|Place|Conference\s+Name|Export\s+Date"
    r"|Query\s+date|Section|_eprint|original-date|PMID|PMCID|ISBN|ISSN|Number|Issue|Journal\s+Abbreviation|Times\s+Cited"
    r"|Archive\s+Location|Cited\s+Reference\s+Count|Comment(?=:.*\b\d+\s+(?:pages?|figures?|tables?)\b))):",
    re.IGNORECASE,
)
"""The beginning of a note that a service wrote: Scopus, Zotero, Pure, Publish or Perish, HAL, TeXMed, ProQuest, CAplus,
CNKI.

`xD;` is what EndNote leaves of the line breaks of a database.
"""
_OF_PUBMED = re.compile(r"^\s*\d{4}/\d\d/\d\d(?: \d\d:\d\d)?\s*$", re.MULTILINE)
"""A line of the note that EndNote makes of PubMed's names, languages, types, dates and citation."""
_ARXIV = re.compile(r"arXiv:\s*\S+(?:\s*\[[\w., -]+\])?\.?", re.IGNORECASE)
"""A note that is only the arXiv id, as Zotero writes it."""


def put_note(work: WorkBuilder, is_patent: bool) -> None:
    """Add the note. The status of a patent (`is_patent`) is never read from it."""
    if field := work.first(("note",)):
        _put(work, field, is_patent)
    if (field := work.first(("addendum",))) and (text := work.text(field)):
        if note := work.work.get("note"):
            stop = Str(" " if note.endswith((".", "?", "!")) else ". ", start=text.inlines[0].start)
            text = ParsedText(tidy((*note.inlines, stop, *text.inlines)))
        work.put("note", text, field)


def _put(work: WorkBuilder, field: BibField, is_patent: bool) -> None:
    """Add a note. A note that is a status is the status of the work, and that of a patent names the patent.

    A note that a service wrote is left out, and so is the arXiv id, which is a field of its own.
    """
    if _OF_PUBMED.search(field.tex):
        work.report.add(LeftOutFields, "note of PubMed", work.place(field))
        return
    lines = field.tex.split("\n")
    for at, line in enumerate(lines):
        if written := _OF_SERVICES.match(re.sub(r"[\\{}]", "", line).strip()):
            name = f"{written['key']}:" if written["key"] else (written["words"] or written[0] or "xD;").strip(" :")
            work.report.add(LeftOutFields, f"note `{' '.join(name.split())} …`", work.place(field))
            field = field._replace(tex="\n".join(lines[:at]))
            break
    text = work.text(field)
    if text and "arxiv" in work.work and _ARXIV.fullmatch(work.word(field) or ""):
        return
    if text and (patent := patent_note(work.entry)):
        if "number" not in work.work:
            number = patent.number
            work.put("number", number if number.startswith(patent.office) else f"{patent.office} {number}", field)
        return
    if text and not is_patent:
        text = work.without_status(text, field)
    work.put("note", text, field)
