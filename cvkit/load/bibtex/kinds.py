"""Find the kind and the arXiv id of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from cvkit.load.bibtex.addresses import parse_address
from cvkit.load.bibtex.entry_reader import BibEntry, BibField
from cvkit.load.bibtex.patents import patent_note
from cvkit.load.bibtex.values import DOI_OF_SERVER, read_doi
from cvkit.model.biblatex_names import FOREIGN, KIND_OF_TYPE
from cvkit.model.identifiers import ARCHIVE
from cvkit.model.work import WorkKind

_ARXIV_ID = re.compile(
    r"(?:arxiv(?:[:./]|\s+(?:e-?prints?|preprint)[:,]?\s)|abs/|pdf/|^)\s*(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)",
    re.I,
)
_SERVERS = re.compile(r"(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|research ?square|hal)\b", re.IGNORECASE)
_SERVER = re.compile(
    r"(?:(?:bio|med|chem|eng|tech|psy|soc|earth|eco|edu|law|sport|ai|food|meta)r?arxiv|(?:bio|med|chem|eng|tech)rxiv|osf"
    r"|osf preprints|research ?square|preprints(?:\.org)?|authorea|ess open archive|ssrn(?: electronic journal)?"
    r"|available at ssrn\b.*|electron(?:ic|\.) colloquium (?:on )?comput\S* complex\S*"
    r"|iacr cryptol\S* eprint arch\S*|cryptology eprint archive)(?: preprint.*)?",
    re.IGNORECASE | re.DOTALL,
)
"""A preprint server, where the name of a journal would be."""
_TALK = re.compile(
    r"(?:(?:invited|contributed|plenary|keynote|oral|conference|public|departmental|guest) )*"
    r"(?:talk|presentation|lecture|keynote|seminar|colloquium|tutorial)|\(?(?:eingeladener )?vortrag\)?"
    r"|conférence(?: invitée)?|communication orale|ponencia(?: invitada)?|charla(?: invitada)?|palestra"
    r"|招待講演|口頭発表",
    re.IGNORECASE,
)
_POSTER = re.compile(
    r"\(?(?:conference )?poster(?: presentation| session)?\)?|affiche|póster|ポスター(?:発表)?", re.IGNORECASE
)
_TYPE_OF_REPORT = re.compile(
    r"(?:unpublished )?(?:working|discussion|white|term|seminar) paper|(?:unpublished )?manuscript|mimeo"
    r"|technical report|arbeitspapier|document de travail|documento de trabajo",
    re.IGNORECASE,
)
"""The type of a report, where the name of a journal would be."""
_HAL_PREPRINT = re.compile(r"working paper or preprint", re.IGNORECASE)


def kind_of(entry: BibEntry) -> WorkKind:
    """The kind of a work: `entrysubtype` if it names a kind, else derived from the entry type and other fields."""
    fields = entry.fields
    subtype = _tex(fields, "entrysubtype").lower()
    if subtype in get_args(WorkKind):
        return subtype  # type: ignore[return-value]
    if patent_note(entry):
        return "patent"
    kind = KIND_OF_TYPE[entry.type]
    if entry.type in ("encyclopedia", "dictionary") and not _tex(fields, "booktitle"):
        return "book"  # the whole work of reference, and not one of its articles
    if entry.type in FOREIGN:
        return kind
    if kind == "conference" and _POSTER.fullmatch(_tex(fields, "type")):
        return "poster"
    if kind == "journal" and _TYPE_OF_REPORT.fullmatch(_journal(fields)):
        return "report"
    if kind == "journal":
        return "preprint" if _is_preprint(entry) else kind
    if kind == "report" and ARCHIVE.fullmatch(_tex(fields, "institution")):
        return "preprint"
    if kind == "book" and _tex(fields, "type").lower() == "book chapter":  # Scopus
        return "chapter"
    if kind in ("other", "preprint"):
        if _tex(fields, "pubstate").lower() == "preprint":
            return "preprint"
        if _is_archived(fields):
            return "journal" if _has_appeared(fields) else "preprint"
        words = [_tex(fields, name) for name in ("type", "note", "howpublished")]
        if (entry.type == "unpublished" and "eventtitle" in fields) or any(map(_TALK.fullmatch, words)):
            return "talk"
        if any(map(_POSTER.fullmatch, words)):
            return "poster"
        return "preprint" if any(map(_HAL_PREPRINT.fullmatch, words)) else "other"
    return kind


def _is_preprint(entry: BibEntry) -> bool:
    """Whether an `@article` appeared on a preprint server only: it names the server, or an arXiv id and no journal."""
    fields = entry.fields
    if (journal := _journal(fields)) and not ARCHIVE.fullmatch(journal):
        return bool(_SERVER.fullmatch(journal))
    is_dated = any(_tex(fields, name) for name in ("booktitle", "volume", "pages", "pubstate")) and not journal
    return not is_dated and not _has_appeared(fields) and bool(journal or arxiv_of(entry))


def _has_appeared(fields: dict[str, BibField]) -> bool:
    """Whether an entry with an arXiv id appeared elsewhere too: it has a journal, or the DOI of a publisher."""
    journal, doi = _journal(fields), read_doi(_tex(fields, "doi"))
    if journal and not ARCHIVE.fullmatch(journal):
        return not _SERVER.fullmatch(journal)
    return bool(doi) and not DOI_OF_SERVER.match(doi or "")


def _journal(fields: dict[str, BibField]) -> str:
    return _tex(fields, "journaltitle") or _tex(fields, "journal")


def _is_archived(fields: dict[str, BibField]) -> bool:
    """Whether an entry without a venue names a preprint server."""
    names = ("eprinttype", "archiveprefix", "howpublished", "publisher", "organization", "journal", "journaltitle")
    if any(_SERVERS.match(_tex(fields, name)) for name in names):
        return True
    return "arxiv.org/" in _tex(fields, "url").lower() or bool(_tex(fields, "arxiv") or _tex(fields, "arxivid"))


def server_of(entry: BibEntry) -> str:
    """The archive whose id `eprint` is, in lower case; empty if no field names it."""
    return (_tex(entry.fields, "eprinttype") or _tex(entry.fields, "archiveprefix")).lower()


def arxiv_of(entry: BibEntry) -> tuple[str, BibField] | None:
    """The arXiv id of an entry, and the field that states it."""
    fields = entry.fields
    server = server_of(entry)
    if (eprint := fields.get("eprint")) and server in ("", "arxiv"):
        address = parse_address(eprint.tex)
        found = _ARXIV_ID.search(address)
        if found or (server and address):
            return (found[1] if found else address), eprint
    for name in ("arxiv", "arxivid"):
        if (field := fields.get(name)) and field.tex.strip():
            found = _ARXIV_ID.search(field.tex.strip())
            return (found[1] if found else field.tex), field
    for name in ("journal", "journaltitle", "howpublished", "volume", "doi", "note", "url"):
        field = fields.get(name)
        tex = _tex(fields, name)
        if field and ("arxiv" in tex.lower() or "abs/" in tex.lower()) and (found := _ARXIV_ID.search(tex)):
            return found[1], field
    if (doi := fields.get("doi")) and (found := re.fullmatch(r"\d{4}\.\d{4,5}(?:v\d+)?", _tex(fields, "doi"))):
        return found[0], doi
    if ARCHIVE.fullmatch(_tex(fields, "institution")) and (number := fields.get("number")):
        found = _ARXIV_ID.search(number.tex)
        return (found[1], number) if found else None
    return None


def other_arxiv_ids(entry: BibEntry, read: BibField) -> Iterator[tuple[str, str]]:
    """The fields besides the one that was read in which only an arXiv id can be, each with its id."""
    names = ["arxiv", "arxivid", *(["eprint"] if server_of(entry) in ("", "arxiv") else [])]
    venues = ["journal", "journaltitle", "howpublished", "booktitle", "institution"]
    for name in (*names, *(name for name in venues if ARCHIVE.fullmatch(_tex(entry.fields, name)))):
        if (field := entry.fields.get(name)) and field.name != read.name and (tex := _tex(entry.fields, name)):
            if found := _ARXIV_ID.search(parse_address(tex) if name == "eprint" else tex):
                yield name, found[1]
            elif name in names:
                yield name, tex


def _tex(fields: dict[str, BibField], name: str) -> str:
    """The TeX of a field without braces; empty if there is none."""
    return fields[name].tex.replace("{", "").replace("}", "").strip(" \t\r\n") if name in fields else ""
