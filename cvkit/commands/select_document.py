"""Select the document of a record and its style, and name its output file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cvkit.commands.request import Request
from cvkit.commands.styles import load_style, named_style
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.document import Document
from cvkit.number import Numbered


def home_page_of(numbered: Numbered, request: Request) -> Request:
    """The request with the document of the home page: the first that has `site:`, or else `home`, if none is named."""
    documents = numbered.record.documents
    with_site = [name for name, document in documents.items() if document.site]
    default = with_site[0] if with_site else "home" if "home" in documents else None
    return replace(request, document=request.document or default)


def select_document(numbered: Numbered, request: Request) -> tuple[str, Document]:
    """The requested document in the requested style, with its name. The default is `full`, or else the first document.

    Raises:
        CvkitError: the document, a section or the style does not exist.
    """
    documents = numbered.record.documents
    name = request.document or ("full" if "full" in documents else next(iter(documents)))
    if name not in documents:
        raise _unknown("document", name, list(documents))
    chosen = documents[name]
    sections = list(dict(chosen.listings))
    for section in request.sections:
        if section not in sections:
            raise _unknown("section", section, sections)
    style_name = named_style(request.record, request.style or chosen.style)
    options = dict(chosen.options) if request.style in (None, chosen.style) else {}
    if chosen.paper:
        options["paper"] = chosen.paper
    markers = chosen.markers or load_style(style_name).markers
    return name, chosen.model_copy(update={"style": style_name, "options": options, "markers": markers})


def select_documents(numbered: Numbered, request: Request) -> list[tuple[str, Document]]:
    """The requested document, or every document of the record if the request asks for all, each with its name.

    Raises:
        CvkitError: as in `select_document`.
    """
    names = list(numbered.record.documents) if request.all_documents else [request.document]
    return [select_document(numbered, replace(request, document=name)) for name in names]


def _unknown(what: str, name: str, known: Sequence[str]) -> CvkitError:
    return CvkitError(f"there is no {what} `{name}`", ExitStatus.USAGE, did_you_mean(name, known))


def output_stem(record: str, document: str, sections: Sequence[str]) -> str:
    """The name of an output file: `ada-miller`, `ada-miller-short`, `ada-miller-short-publications`.

    The title of a user-defined section can have any characters. Only its letters and digits are used.
    """
    named = [re.sub(r"\W+", "-", section).strip("-_").lower() or "section" for section in sections]
    return "-".join([record, *([] if document == "full" else [document]), *named])
