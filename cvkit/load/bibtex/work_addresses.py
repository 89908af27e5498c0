"""Add the DOI and the addresses of a work."""

from __future__ import annotations

import re

from cvkit.load.bibtex.addresses import parse_address
from cvkit.load.bibtex.entry_reader import BibField
from cvkit.load.bibtex.file_report import LeftOutFields
from cvkit.load.bibtex.kinds import arxiv_of
from cvkit.load.bibtex.values import TWO_DOIS, read_doi, read_url
from cvkit.load.bibtex.work_builder import WorkBuilder

_OTHER_ADDRESS = re.compile(r"https?://\S*[\s,;]+(https?://[^\s{}\"'<>]+)", re.IGNORECASE)
"""An address behind another one."""


def put_addresses(work: WorkBuilder) -> None:
    """Add `doi` and `url`. A DOI that is in `url` belongs to `doi`."""
    if field := work.first(("doi",)):
        doi = read_doi(field.tex)
        if doi or not (found := arxiv_of(work.entry)) or found[0] != field.tex.strip("{} "):
            work.put_read("doi", doi, field)
        second = read_doi(field.tex[two.end(1) :]) if (two := TWO_DOIS.search(field.tex)) else None
        if second and doi and second.lower() != doi.lower():
            work.report.add(LeftOutFields, "second DOI of `doi`", work.place(field))
    if field := work.first(("url",)):
        _put_url(work, field)


def put_other_addresses(work: WorkBuilder) -> None:
    """Add the addresses of fields that are only an address, such as `howpublished`, to a work without another."""
    field = work.fields.get("howpublished")
    if field and re.fullmatch(r"(?:\\url)?[\s{]*(?:https?://|www\.)[^\s{}]+[\s}]*", field.tex):
        work.used.add(field.name)
        work.addresses.append((field, field.tex.removeprefix("\\url")))
    for one, typed in work.addresses:
        address = read_url(typed)
        doi = work.work.get("doi", "")
        if address.doi and not doi:
            work.put("doi", address.doi, one)
        elif address.doi and address.doi.lower() == doi.lower():
            continue
        elif "url" not in work.work:
            _put_url(work, one._replace(tex=typed))
        elif (address.url or parse_address(typed)) != work.work["url"]:
            work.leave_out(one, work.fields.get("url", one))


def _put_url(work: WorkBuilder, field: BibField) -> None:
    """Add the address in a field as the link of the work, or as its DOI.

    The address of the DOI that the work has is no other fact.
    """
    field = field._replace(tex=re.sub(r"^<go to \w+>://\S*\s*", "", field.tex, flags=re.IGNORECASE))  # EndNote
    if not field.tex:
        return
    address = read_url(field.tex)
    doi = address.doi or work.work.get("doi", "")
    if any(not doi or doi.lower() not in other.lower() for other in _OTHER_ADDRESS.findall(field.tex)):
        work.report.add(LeftOutFields, "second address of `url`", work.place(field))
    if address.doi:
        if "doi" not in work.work:
            work.put("doi", address.doi, field)
        elif address.doi.lower() != work.work["doi"].lower():
            if field.tex.strip().startswith("http"):
                work.put("url", parse_address(field.tex), field)
            else:
                work.leave_out(field, work.fields.get("doi", field))
    else:
        work.put_read("url", address.url, field)
