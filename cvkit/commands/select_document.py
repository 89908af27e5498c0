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
from cvkit.model.style import Style
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
    style = load_style(style_name)
    options = {**chosen.options, **({"paper": chosen.paper} if chosen.paper else {})}
    if request.style not in (None, chosen.style):
        options = {option: value for option, value in options.items() if _has(style, option, value)}
    markers = chosen.markers or style.markers
    return name, chosen.model_copy(update={"style": style_name, "options": options, "markers": markers})


def _has(style: Style, option: str, value: str) -> bool:
    """Whether a style has an option, with a value among those that are allowed."""
    return option in style.options and not style.options[option].hint_for(value)


def notes_on_options(numbered: Numbered, request: Request) -> tuple[str, ...]:
    """Notes about the options of the requested documents that the style of the command line does not have."""
    notes = []
    for name, document in select_documents(numbered, request):
        typed = numbered.record.documents[name]
        left_out = [option for option in typed.options if option not in document.options]
        left_out += ["paper"] if typed.paper and "paper" not in document.options else []
        if left_out:
            options = ", ".join(f"`{option}`" for option in dict.fromkeys(left_out))
            notes.append(
                f"the style `{request.style}` has no place for the options of the document `{name}`: {options}"
            )
    return tuple(notes)


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
