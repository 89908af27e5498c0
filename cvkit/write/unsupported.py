"""State what a format omits of a document: features and fields, each with its count and its first entry."""

from __future__ import annotations

from collections.abc import Sequence

from cvkit.model.inline import plain_text
from cvkit.model.text import Text
from cvkit.write.features import FEATURES
from cvkit.write.formats import FORMATS, Format, WriterInput
from cvkit.write.omitted_fields import TABLES, FieldTable, omitted_fields
from cvkit.write.uncited_fields import uncited_fields


def unsupported_features(form: Format, inputs: WriterInput) -> tuple[str, ...]:
    """Return the features and fields of a document that a format omits, each with its count and its first entry.

    For example, `("emphasis (3)", "venue.short (2, first in miller2020)")`.
    """
    names = (*form.unsupported, *(inputs.style.omits if form.brings_style else ()))
    features = {name: [*FEATURES[name].found(inputs)] for name in names}
    table = TABLES[form.fields]
    if form.is_page and inputs.document.citation != "house":  # which decides itself what it prints of an event
        table = FieldTable({path: when for path, when in table.omitted.items() if path != "event.date"})
    omitted, uncited = omitted_fields(table, inputs), uncited_fields(table, inputs) if form.is_page else {}
    fields = {path: [*omitted.get(path, ()), *uncited.get(path, ())] for path in sorted({*omitted, *uncited})}
    found = {name: entries for name, entries in (features | fields).items() if entries}
    return tuple(
        f"{name} ({len(entries)}{_without(name, inputs)}{_first_of(entries)})" for name, entries in found.items()
    )


def note_on_omissions(inputs: WriterInput) -> tuple[str, ...]:
    """A note with the features and fields of a document that its PDF omits, if there are some."""
    omitted = unsupported_features(FORMATS["tex"], inputs)
    return (f"the PDF of `{inputs.document_name}` has no place for: {', '.join(omitted)}",) if omitted else ()


_NAMES = ("id", "title", "name", "role", "organization", "institution", "text", "label")
"""The fields of an entry that can name it."""
LONGEST_NAME = 30
"""The most characters of the name of an entry in a note."""


def _first_of(entries: Sequence[object]) -> str:
    """The id or the title of the first entry, in words; empty if it has none, or if it is no entry."""
    if isinstance(entries[0], str):
        return ""
    names = (getattr(entries[0], name, None) for name in _NAMES)
    first = next(filter(None, names), "")
    text = first.plain() if isinstance(first, Text) else first if isinstance(first, str) else plain_text(first)
    short = text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1].rstrip()}…"
    return f", {'first ' * (len(entries) > 1)}in {short}" if text else ""


def _without(name: str, inputs: WriterInput) -> str:
    """The option of the style that prints a feature, in words; empty if there is none."""
    option = OPTIONS.get(name)
    return f" without the option {option}" if option in inputs.style.options else ""


OPTIONS = {
    "publishers": "publisher",
    "significance of works": "significance",
    "contributions to works": "contribution",
    "ISSNs": "issn",
    "days": "days",
    "days of events": "days",
}
"""The features that an option of the style prints."""
