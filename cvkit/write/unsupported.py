"""State what a format omits of a document: features and fields, each with its count and its first entry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from cvkit.model.inline import plain_text
from cvkit.model.text import Text
from cvkit.write.features import FEATURES
from cvkit.write.formats import FORMATS, Format, WriterInput
from cvkit.write.omitted_fields import TABLES, FieldTable, omitted_fields
from cvkit.write.uncited_fields import uncited_fields


class Omitted(NamedTuple):
    """The features and fields of a document that a format omits, each with its count."""

    names: tuple[str, ...] = ()
    """Those without a place, each with its first entry: `("emphasis (3)", "venue.short (2, first in miller2020)")`."""
    on_request: Mapping[str, tuple[str, int]] = {}
    """Option of the style that prints a feature, and that the document does not state → the feature and its count."""

    @property
    def features(self) -> tuple[str, ...]:
        """All features and fields that are omitted, each with its count."""
        return (*self.names, *(f"{name} ({count})" for name, count in self.on_request.values()))

    def sentences(self, subject: str) -> tuple[str, ...]:
        """The notes on what `subject`, such as `md`, omits; none if it omits nothing."""
        found = (f"{subject} has no place for: {', '.join(self.names)}",) if self.names else ()
        named = ", ".join(f"{name} ({count})" for name, count in self.on_request.values())
        return (*found, _on_request(subject, named, self.on_request)) if named else found


def _on_request(subject: str, named: str, options: Collection[str]) -> str:
    """The note on features that options print."""
    line = ", ".join(f"{option}: true" for option in options)
    return (
        f"not printed in {subject}: {named}; to print them, write `options: {{{line}}}` into the document, or `false`"
    )


def unsupported_features(form: Format, inputs: WriterInput) -> Omitted:
    """Return the features and fields of a document that a format omits.

    A feature that an option prints is not among them if the document states this option.
    """
    names = (*form.unsupported, *(inputs.style.omits if form.brings_style else ()))
    features = {name: [*FEATURES[name].found(inputs)] for name in names}
    table = TABLES[form.fields]
    if form.is_page and inputs.document.citation != "house":  # which decides itself what it prints of an event
        table = FieldTable({path: when for path, when in table.omitted.items() if path != "event.date"})
    omitted, uncited = omitted_fields(table, inputs), uncited_fields(table, inputs) if form.is_page else {}
    fields = {path: [*omitted.get(path, ()), *uncited.get(path, ())] for path in sorted({*omitted, *uncited})}
    found = {name: entries for name, entries in (features | fields).items() if entries}
    asked = {name: option for name in found if (option := OPTIONS.get(name)) in inputs.style.options and option}
    return Omitted(
        tuple(f"{name} ({len(found[name])}{_first_of(found[name])})" for name in found if name not in asked),
        {option: (name, len(found[name])) for name, option in asked.items() if option not in inputs.document.options},
    )


def notes_on_omissions(documents: Iterable[WriterInput]) -> tuple[str, ...]:
    """The notes on the features and fields of documents that their PDFs omit; one note for each set of options."""
    found = {one.document_name: unsupported_features(FORMATS["tex"], one) for one in documents}
    by_options: dict[tuple[str, ...], list[str]] = {}
    for name, omitted in found.items():
        by_options.setdefault(tuple(omitted.on_request), []).append(name)
    notes: list[str] = []
    for name, omitted in found.items():
        names = by_options[tuple(omitted.on_request)]
        shown = omitted if len(names) == 1 else omitted._replace(on_request={})
        notes += shown.sentences(f"the PDF of `{name}`")
        if omitted.on_request and names[-1] == name and len(names) > 1:
            named = ", ".join(feature for feature, _ in omitted.on_request.values())
            several = f"the PDFs of {', '.join(f'`{one}`' for one in names)}"
            notes.append(_on_request(several, named, omitted.on_request))
    return tuple(notes)


_NAMES = ("id", "title", "name", "role", "organization", "institution", "text", "label")
"""The fields of an entry that can name it."""
MOST_NAMES = 6
"""The most sections, or parts of `person`, that a note names."""
LONGEST_NAME = 30
"""The most characters of the name of an entry in a note."""


def _first_of(entries: Sequence[object]) -> str:
    """The id or the title of the first entry, in words; empty if it has none. Names that are no entries are listed."""
    if isinstance(entries[0], str):
        shown = [str(one) for one in entries[:MOST_NAMES]]
        return f": {', '.join([*shown, *['…'] * (len(entries) > MOST_NAMES)])}"
    names = (getattr(entries[0], name, None) for name in _NAMES)
    first = next(filter(None, names), "")
    text = first.plain() if isinstance(first, Text) else first if isinstance(first, str) else plain_text(first)
    short = text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1].rstrip()}…"
    return f", {'first ' * (len(entries) > 1)}in {short}" if text else ""


OPTIONS = {
    "publishers": "publisher",
    "significance of works": "significance",
    "contributions to works": "contribution",
    "ISSNs": "issn",
    "days": "days",
    "days of events": "days",
}
"""The features that an option of the style prints."""
