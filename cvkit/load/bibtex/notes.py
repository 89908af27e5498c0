"""Add the note of a work, which is in `note` and `addendum`."""

from __future__ import annotations

import re

from cvkit.load.bibtex.author_notes import marker_meaning
from cvkit.load.bibtex.entry_reader import BibField
from cvkit.load.bibtex.file_report import LeftOutFields
from cvkit.load.bibtex.patents import is_same_number, patent_note
from cvkit.load.bibtex.same_value import characters_of, repeats
from cvkit.load.bibtex.tidy_tree import first_characters, tidy, without_first_characters
from cvkit.load.bibtex.work_builder import WorkBuilder
from cvkit.model.inline import Str
from cvkit.model.parsed_text import ParsedText
from cvkit.model.source import YamlMap
from cvkit.model.status_words import split_status, status_before

_OF_SERVICES = re.compile(
    r"(?P<words>cited\s+by(?=:?\s*(?:\(since\s+\d+\)\s*)?\d)|\[TLDR\]|\[PubMed Central:|\[DOI:|AAI(?=\d{6,}$)"
    r"|[\[(]?(?:online;?\s+)?(?:last\s+)?accessed\b|abgerufen\s+am|working paper or preprint$"
    r"|CAN(?=\s+\d+:\d+)|\d\d-\d{4}/(?=[A-Z]{1,2}\d?$)|(?=.*\sxD;))"
    r"|(?P<key>(?:Publisher(?:\s+Copyright)?|Funding\s+Information|Place|Conference\s+Name|Export\s+Date"
    r"|Query\s+date|Section|_eprint|original-date|PMID|PMCID|ISBN|ISSN|Number|Issue|Journal\s+Abbreviation|Times\s+Cited"
    r"|OCLC|Company|Distributor|Pages(?=:\s*\d)|Google-Books-ID|Citation\s+Key|Bandiera_abtest|Cc_license_type|Cg_type"
    r"|Primary_atype|Subject_term|Page\s+Version\s+ID|ZSCC|Library\s+Catalog|ADS\s+Bibcode|Archive\s+Location"
    r"|Cited\s+Reference\s+Count|Comment(?=:.*\b\d+\s+(?:pages?|figures?|tables?)\b))):",
    re.IGNORECASE,
)
"""The beginning of a note that a service wrote: Scopus, Zotero, Pure, Publish or Perish, HAL, TeXMed, ProQuest, CAplus,
CNKI.

`xD;` is what EndNote leaves of the line breaks of a database.
"""
_OF_PUBMED = re.compile(r"^\s*\d{4}/\d\d/\d\d(?: \d\d:\d\d)?\s*$", re.MULTILINE)
"""A line of the note that EndNote makes of PubMed's names, languages, types, dates and citation."""
LONGEST_VENUE = 150
"""The largest number of characters of a venue in a note."""

_ARXIV = re.compile(r"arXiv:\s*\S+(?:\s*\[[\w., -]+\])?\.?", re.IGNORECASE)
"""A note that is only the arXiv id, as Zotero writes it."""
_ARTICLE_NUMBER = re.compile(r"Id/No\s+(\w+)\.?")
"""A note that is only the number of the article, as zbMATH writes it. Its `pages` then are how many pages it has."""


def put_note(work: WorkBuilder, is_patent: bool) -> None:
    """Add the note. The status of a patent (`is_patent`) is never read from it."""
    if field := work.first(("note",)):
        _put(work, field, is_patent)
    if (field := work.first(("addendum",))) and (text := work.text(field)):
        if note := work.work.get("note"):
            stop = Str(" " if note.endswith((".", "?", "!")) else ". ", start=text.inlines[0].start)
            text = ParsedText(tidy((*note.inlines, stop, *text.inlines)))
        work.put("note", text, field)
    for name in ("annote", "annotation"):
        if (field := work.fields.get(name)) and name not in work.used and not is_patent:
            _put_status_of_annotation(work, name, field)


def _put_status_of_annotation(work: WorkBuilder, name: str, field: BibField) -> None:
    """Add the status that an annotation is, as a note can be one. A record has no place for other annotations."""
    words = characters_of(field.tex)
    text = work.text(field) if split_status(words)[1] or status_before(words)[1] else None
    if text and not _without_status(work, work.without_status(text, field), field):
        work.used.add(name)


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
    word = work.word(field) or ""
    if text and _ARXIV.fullmatch(word) and work.work.get("arxiv", "-").lower() in word.lower():
        return
    if (meaning := marker_meaning(word)) and meaning.is_whole and work.fields.get("author"):
        return  # the authors have the role
    if article := _ARTICLE_NUMBER.fullmatch(word):
        work.put("article_number", article[1], field)
        if work.work.get("pages", "").isdecimal():
            work.put("page_count", work.work["pages"], work.fields["pages"])
            work.remove("pages")
        return
    patent = patent_note(work.entry)
    if text and patent and is_same_number(patent, work.work.get("number", patent.number)):
        if "number" not in work.work:
            number = patent.number
            work.put("number", number if number.startswith(patent.office) else f"{patent.office} {number}", field)
        return
    if text and not is_patent:
        text = _without_status(work, work.without_status(text, field), field)
    work.put("note", text, field)


def _without_status(work: WorkBuilder, text: ParsedText, field: BibField) -> ParsedText:
    """A note without the status and the venue that it is: `Under review at X`. They are those of the work.

    If the work has another venue, it is another version that was submitted there, so the text stays a note.
    """
    at, status = status_before(text)
    year = work.work.get("date", "")[:4]
    rest = re.sub(rf",? *\(?{year}\)?$" if year.isdigit() else "$", "", text[at:].rstrip(" ."))
    if not status or not _is_venue(rest):
        return text
    venue = work.work.get("venue", {})
    named = [*venue.values(), *work.work.get("event", {}).values()]
    is_same = any(repeats(rest, str(one)) or repeats(str(one), rest) for one in named if isinstance(one, ParsedText))
    inlines = first_characters(without_first_characters(text.inlines, at), len(rest))
    if not inlines or ("name" in venue and not is_same) or not work.put_status(status, field):
        return text
    if not is_same:
        venue = venue or YamlMap(work.work.file, field.span)
        work.put("name", ParsedText(inlines), field, venue)
        work.put("venue", venue, field)
    return ParsedText(())


def _is_venue(text: str) -> bool:
    """Whether a text behind `submitted to` is a venue: it begins as a name, and no further sentence follows."""
    first = text.split(" ")[0]
    is_name = bool(first) and (not first[0].islower() or any(letter.isupper() for letter in first))
    return is_name and len(text) <= LONGEST_VENUE and not re.search(r"[;:]\s|://|[a-z]{4,}[.!?]\s+[A-Z]", text)
