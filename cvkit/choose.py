"""Which document of a record is made, in which style, and what its file is called."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from cvkit.model.document import Document
from cvkit.model.problem import CvkitError, ExitStatus
from cvkit.number import Numbered
from cvkit.request import Request
from cvkit.styling import load_style, named_style


def chosen_document(numbered: Numbered, request: Request) -> tuple[str, Document]:
    """The document that was asked for, in the style that was; else `full`, else the record's first.

    Raises:
        CvkitError: there is no such document, section of it, or style.
    """
    documents = numbered.record.documents
    name = request.document or ("full" if "full" in documents else next(iter(documents)))
    if name not in documents:
        raise _unknown("document", name, list(documents))
    chosen = documents[name]
    there = list(dict(chosen.listings))
    for section in request.sections:
        if section not in there:
            raise _unknown("section", section, there)
    style_name = named_style(request.record, request.style or chosen.style)
    options = dict(chosen.options) if request.style in (None, chosen.style) else {}
    if chosen.paper:
        options["paper"] = chosen.paper
    markers = chosen.markers or load_style(style_name).markers
    return name, chosen.model_copy(update={"style": style_name, "options": options, "markers": markers})


def _unknown(what: str, name: str, known: Sequence[str]) -> CvkitError:
    nearest = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean `{nearest[0]}`?" if nearest else f"there is: {', '.join(known)}"
    return CvkitError(f"there is no {what} `{name}`", ExitStatus.USAGE, hint)


def stem_of(record: str, document: str, sections: Sequence[str]) -> str:
    """The name of an output file: `ada-miller`, `ada-miller-short`, `ada-miller-short-publications`."""
    return "-".join([record, *([] if document == "full" else [document]), *sections])
