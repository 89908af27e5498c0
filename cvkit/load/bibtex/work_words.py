"""Add the fields of a work that are words: volume, issue, pages, numbers, identifiers."""

from __future__ import annotations

import re

from cvkit.load.bibtex.file_report import LeftOutFields
from cvkit.load.bibtex.kinds import arxiv_of, other_arxiv_ids
from cvkit.load.bibtex.values import read_arxiv, read_page_count, read_paper_number
from cvkit.load.bibtex.venue import put_number
from cvkit.load.bibtex.work_addresses import put_addresses, put_other_addresses
from cvkit.load.bibtex.work_builder import WorkBuilder
from cvkit.model.biblatex_names import WORD_FIELDS
from cvkit.model.printed_words import WITH_WORD, parts_of_volume, without_printed_word
from cvkit.model.status_words import status_of
from cvkit.model.work import WorkKind

_WHOLE = frozenset({"book", "thesis", "report"})
"""Kinds of works that are no part of another."""


def put_words(work: WorkBuilder, kind: WorkKind) -> None:
    """Add the volume, issue, pages, numbers and identifiers of a work."""
    for key, names in WORD_FIELDS.items():
        work.put_word(key, names)
    if "volume" in work.work and (part := work.first(("part",))):  # as biblatex prints it: `7.2`
        work.put("volume", f"{work.work['volume']}.{work.word(part)}", work.fields["volume"])
    put_addresses(work)
    put_other_addresses(work)
    put_number(work, kind)
    _separate_issue(work)
    if kind == "report" and "number" not in work.work:
        work.put_word("number", ("reportnumber",))
    _correct_pages(work, kind)
    _put_arxiv(work)
    _remove_repeated_ids(work)
    for key in WITH_WORD:
        if isinstance(value := work.work.get(key), str):  # editors are a list here
            work.work[key] = without_printed_word(key, value)


def _put_arxiv(work: WorkBuilder) -> None:
    """Add the arXiv id. Another id in another field is left out."""
    if not (found := arxiv_of(work.entry)):
        return
    typed, field = found
    work.put_read("arxiv", read_arxiv(typed), field)
    work.used.add(field.name)
    for name, other in other_arxiv_ids(work.entry, field):
        if _unversioned(other) == _unversioned(typed):
            work.used.add(name)
        elif name in work.used:
            work.leave_out(work.fields[name], field)
        else:
            work.beside.setdefault(name, field)
    if work.work.get("volume", "").startswith("abs/"):
        work.remove("volume")


def _unversioned(arxiv: str) -> str:
    return re.sub(r"v\d+$", "", arxiv.lower())


def _separate_issue(work: WorkBuilder) -> None:
    """Separate the issue and the pages from a volume that names them, as INSPEC writes it."""
    parts = parts_of_volume(work.work.get("volume", ""))
    if all(work.work.get(field, part) == part for field, part in parts.items() if field != "volume"):
        for field, part in parts.items():
            if work.work.get(field) != part:
                work.put(field, part, work.fields["volume"])


def _correct_pages(work: WorkBuilder, kind: WorkKind) -> None:
    """Correct the pages: programs write other things there, and other fields repeat them."""
    if work.work.get("article_number") == work.work.get("pages"):
        work.remove("pages")
    field, pages = work.fields.get("pages"), work.work.get("pages", "")
    if not field or not pages:
        return
    if status := status_of(pages):
        work.remove("pages")
        if not {"doi", "volume"} & work.fields.keys() and "status" not in work.work:
            work.put("status", status, field)
    elif paper := read_paper_number(work.word(field) or ""):
        work.remove("pages")
        work.put("article_number", paper.number, field)
        work.put("page_count", paper.pages, field)
    elif repeated := re.fullmatch(r"(\w+-\w+)[-–]\1", pages):  # J-STAGE: `17-00123-17-00123`
        work.remove("pages")
        work.put("article_number", repeated[1], field)
    elif (count := _count_in_pages(kind, pages)) and "page_count" not in work.work:
        work.remove("pages")
        work.put("page_count", count, field)
    elif kind == "preprint" and re.fullmatch(r"\d{4}-\d{2}", pages):  # Google Scholar writes the month there
        work.remove("pages")
        work.report.add(LeftOutFields, "month in `pages`", work.place(field))
    elif "-" in pages and "numpages" in work.fields and "pagetotal" not in work.fields:
        work.remove("page_count")
    elif pages == "1" and "-" in field.tex and work.work.get("volume", "PP") == "PP":  # early access at IEEE
        for key in ("pages", "volume", "issue"):
            work.remove(key)


def _count_in_pages(kind: WorkKind, pages: str) -> str | None:
    """How many pages a work has, if its `pages` say so: `8p.`, or one number in a work that is no part of another."""
    return read_page_count(pages) if kind in _WHOLE or "p" in pages.lower() else None


def _remove_repeated_ids(work: WorkBuilder) -> None:
    """Remove numbers and pages that only repeat the id of a preprint, as ADS and Better BibTeX write them."""
    eprint = work.fields["eprint"].tex.strip() if "eprint" in work.fields else ""
    ids = {text.lower() for text in (work.work.get("arxiv", ""), eprint) if text}
    for key in ("pages", "article_number", "number", "issue"):
        if work.work.get(key, "").lower().rpartition(":")[2] in ids:
            work.remove(key)
            work.used.add("eprint")
    if eprint and eprint in (work.work.get("volume"), work.work.get("doi"), work.work.get("url")):
        work.used.add("eprint")
