"""The header and the footer of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cvkit.model.diagnostic import KeyPath
from cvkit.model.document import Document
from cvkit.model.inline import Emphasis, Inline, Inlines, Link, Placeholder, Str, Strong, Subscript, Superscript
from cvkit.model.person import Person
from cvkit.model.running_text import placeholders_of
from cvkit.model.text import Text
from cvkit.write.blocks import Running
from cvkit.write.compose.dates import date_text
from cvkit.write.compose.phrase import Phrase, localized
from cvkit.write.locales import Locale


def running_texts(document: Document, path: KeyPath, name: str, person: Person, locale: Locale) -> Running:
    """Return the texts of a document, whose key path is given. Only the numbers of pages are still placeholders."""
    typed = [localized(text, locale) for text in (*document.header, *document.footer)]
    values = {"name": name, "updated": date_text(person.updated, locale) if person.updated else ""}
    return Running(
        header=_in_places(document.header, values, locale),
        footer=_in_places(document.footer, values, locale),
        has_updated="updated" in set[str]().union(*map(placeholders_of, typed)),
        origins=((*path, "header"), (*path, "footer")),
    )


def _in_places(texts: tuple[Text, ...], values: Mapping[str, str], locale: Locale) -> tuple[Inlines, ...]:
    """Return the texts at the left, in the middle and at the right."""
    if not texts:
        return ()
    shown = [_filled(localized(text, locale), values) for text in texts]
    nothing: Inlines = ()
    return (
        (shown[0], shown[1] if len(shown) > 2 else nothing, shown[-1])
        if len(shown) > 1
        else (nothing, shown[0], nothing)
    )


def _filled(text: Inlines, values: Mapping[str, str]) -> Phrase:
    return Phrase((_with_values(inline, values) for inline in text), getattr(text, "texts", (text,)))


def _with_values(inline: Inline, values: Mapping[str, str]) -> Inline:
    match inline:
        case Placeholder((name,)) if name in values:
            return Str(values[name])
        case Emphasis() | Strong() | Superscript() | Subscript() | Link():
            return replace(inline, children=tuple(_with_values(child, values) for child in inline.children))
        case _:
            return inline
