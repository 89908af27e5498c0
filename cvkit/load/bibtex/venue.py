"""Find the kind, the venue and the arXiv id of an entry."""

from __future__ import annotations

import re
from typing import get_args

from cvkit.load.bibtex.addresses import parse_address
from cvkit.load.bibtex.date_fields import read_date
from cvkit.load.bibtex.entry_reader import BibEntry, BibField
from cvkit.load.bibtex.patents import patent_note
from cvkit.load.bibtex.values import is_absent, read_isbns, read_issns
from cvkit.load.bibtex.work_builder import WorkBuilder
from cvkit.model.biblatex_names import FOREIGN, KIND_OF_TYPE, VENUE_FIELDS, kind_with_own_type
from cvkit.model.inline import Link
from cvkit.model.source import YamlMap
from cvkit.model.work import WorkKind

_ARCHIVE = re.compile(r"\s*(?:arxiv\b.*|corr|computing research repository.*)", re.IGNORECASE | re.DOTALL)
_ARXIV_ID = re.compile(
    r"(?:arxiv[:./]|abs/|pdf/|^)\s*(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)", re.I
)
_SERVERS = re.compile(r"(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|research ?square|hal)\b", re.IGNORECASE)


def kind_of(entry: BibEntry) -> WorkKind:
    """The kind of a work: `entrysubtype` if it names a kind, else derived from the entry type and the venue."""
    fields = entry.fields
    subtype = _tex(fields, "entrysubtype").strip().lower()
    if subtype in get_args(WorkKind):
        return subtype  # type: ignore[return-value]
    if patent_note(entry):
        return "patent"
    kind = KIND_OF_TYPE[entry.type]
    appeared = _tex(fields, "journaltitle") or _tex(fields, "journal")
    if kind == "journal" and _ARCHIVE.fullmatch(appeared.replace("{", "").replace("}", "")):
        return "preprint"
    if entry.type in FOREIGN:
        return kind
    if kind in ("other", "preprint"):
        if _tex(fields, "pubstate").strip().lower() == "preprint" or _is_archived(fields):
            return "preprint"
        if entry.type == "unpublished" and "eventtitle" in fields:
            return "talk"
        return "other"
    return kind


def _is_archived(fields: dict[str, BibField]) -> bool:
    """Whether an entry without a venue names a preprint server."""
    names = ("eprinttype", "archiveprefix", "howpublished", "publisher", "organization", "journal", "journaltitle")
    return any(_SERVERS.match(_tex(fields, name).strip(" {")) for name in names)


def arxiv_of(entry: BibEntry) -> tuple[str, BibField] | None:
    """The arXiv id of an entry, and the field that states it."""
    fields = entry.fields
    server = (_tex(fields, "eprinttype") or _tex(fields, "archiveprefix")).strip().lower()
    if (eprint := fields.get("eprint")) and server in ("", "arxiv"):
        address = parse_address(eprint.tex)
        found = _ARXIV_ID.search(address)
        if found or (server and address):
            return (found[1] if found else address), eprint
    for name in ("journal", "journaltitle", "howpublished", "volume", "doi", "note"):
        field = fields.get(name)
        if field and re.search("arxiv|abs/", field.tex, re.IGNORECASE) and (found := _ARXIV_ID.search(field.tex)):
            return found[1], field
    return None


def put_venue(work: WorkBuilder, kind: WorkKind) -> None:
    """Add the venue and the event of a work."""
    fields = work.fields
    venue = YamlMap(work.work.file, work.entry.span)
    field, name = None, None
    for name in VENUE_FIELDS[kind_with_own_type(kind)]:
        field = work.first((name,))
        if field and not (name.startswith("journal") and _ARCHIVE.fullmatch(field.tex)) and not _is_link(work, field):
            break
        field = None
    title = work.text(field) if field else None
    if field and title and field.name.startswith("journal"):
        title = work.without_status(title, field)
    if field and title:
        work.put("name", title, field, venue)
        work.put_text("short", ("shortjournal",), venue)
        if name != "publisher":
            work.put_text("publisher", ("publisher",), venue)
        _put_serial_numbers(work, venue)
        venue.span = field.span
        work.put("venue", venue, field)
    event = YamlMap(work.work.file, work.entry.span)
    if name != "eventtitle" or not field:
        work.put_text("name", ("eventtitle",), event)
    if when := work.first(("eventdate",)):
        read = read_date(work.word(when) or "")
        work.put_read("date", read.date if read.date and read.is_whole else None, when, event)
    # The ACM writes the place of the conference as `location` if `address` is the place of the publisher.
    both = bool(fields.get("location") and fields.get("address"))
    work.put_text("place", ("venue", "location") if both else ("venue",), event)
    if event:
        first = next(f for f in map(fields.get, ("eventtitle", "eventdate", "venue", "location")) if f)
        event.span = first.span
        work.put("event", event, first)


def _is_link(work: WorkBuilder, field: BibField) -> bool:
    """Whether a field is only a URL, as `howpublished` often is. Add that URL to the work if it has none."""
    if "\\" not in field.tex and "http" not in field.tex:
        return False
    found = work.inlines(field)
    if found and len(found) == 1 and isinstance(found[0], Link):
        if not work.first(("url",)):
            work.put("url", found[0].url, field)
        return True
    is_link = bool(re.fullmatch(r"\s*https?://\S+\s*", field.tex))
    if is_link and not work.first(("url",)):
        work.put_url(field)
    return is_link


def _put_serial_numbers(work: WorkBuilder, venue: YamlMap) -> None:
    """Add the ISSNs and the ISBN of a venue. The second ISSN is that of the electronic edition."""
    for name, keys, reader in (
        ("issn", ("issn", "eissn"), read_issns),
        ("eissn", ("eissn",), read_issns),
        ("isbn", ("isbn",), read_isbns),
    ):
        if not (field := work.first((name,))):
            continue
        found = [number for number in reader(work.word(field) or "") if number not in venue.values()]
        if not found and not is_absent(field.tex) and not reader(field.tex):
            work.unread(field)
        for key, number in zip(keys, found, strict=False):
            work.put(key, number, field, venue)


def _tex(fields: dict[str, BibField], name: str) -> str:
    return fields[name].tex if name in fields else ""
