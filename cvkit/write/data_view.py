"""The selection of a document as data: entries, and their texts as characters, for formats without pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from cvkit.model.bullet import Bullet
from cvkit.model.career import Spanning
from cvkit.model.date import Date, PartialDate
from cvkit.model.inline import Inlines
from cvkit.model.text import Text
from cvkit.model.work import WORK_SECTIONS, Appeared, Patent, Work, people_of
from cvkit.number.select import Listed, select
from cvkit.number.select_entries import select_entries
from cvkit.write.blocks import WorkBlock
from cvkit.write.compose.phrase import genre_of
from cvkit.write.compose.resolve import Resolver
from cvkit.write.compose.works import WorkComposer
from cvkit.write.formats import WriterInput
from cvkit.write.locales import load_locale
from cvkit.write.txt import plain


class Localizer:
    """The entries of a document, and their texts in its language."""

    def __init__(self, inputs: WriterInput) -> None:
        self.inputs = inputs = inputs.as_typed
        self.record = inputs.numbered.record
        self.locale = load_locale(inputs.document)
        self._resolved = Resolver(inputs.numbered, self.locale)
        self._composer = WorkComposer(inputs.numbered, inputs.document, inputs.style, self.locale)

    def text(self, text: Text | None) -> str:
        """Return a text as characters; empty for `None`."""
        return plain(self.inlines(text)).replace("\u00a0", " ") if text else ""

    def texts(self, texts: tuple[Text, ...]) -> list[str]:
        """Return texts as characters; bullets below a bullet follow it, each behind a dash."""
        found: list[str] = []
        for text in texts:
            found.append(self.text(text))
            found += (f"– {below}" for below in self.texts(text.items if isinstance(text, Bullet) else ()))
        return found

    def sentence(self, *texts: Text | None) -> str:
        """Return several texts as one, without those that are missing."""
        return self.locale.semicolon.join(self.text(text) for text in texts if text)

    def hosts(self, hosts: Sequence[Text]) -> str:
        """Return organizations as one text."""
        return self.locale.conjunction.join(map(self.text, hosts))

    def inlines(self, text: Text) -> Inlines:
        """Return a text as an inline tree, with its references and counts printed."""
        return self._resolved(text.inlines(self.locale.language))

    def genre(self, work: Appeared) -> Inlines:
        """Return the type of a work in words."""
        return self._resolved(genre_of(work, self.locale))

    def versions(self, work: Work) -> tuple[Inlines, ...]:
        """Return the texts about the other versions of a work."""
        return self._resolved(self._composer.versions.of(work))

    def publisher(self, work: Work) -> str:
        """Return the publisher of a work, else the name of its venue."""
        venue = None if isinstance(work, Patent) else work.venue
        return self.text(venue.publisher or venue.name) if venue else ""

    def block(self, listed: Listed) -> WorkBlock:
        """Return a work as the block of a page."""
        return self._resolved(self._composer.block(listed.work, listed.label, self.inputs.document))

    def legend(self) -> tuple[tuple[str, str], ...]:
        """Return the meanings of the markers behind authors' names: (marker, meaning)."""
        return self._composer.legend(people_of(listed.work) for listed in self.works())

    def works(self) -> Iterator[Listed]:
        """Yield the works that the document prints, each once, in the order of the document."""
        seen = set()
        for name, listing in self._listings():
            if name not in WORK_SECTIONS:
                continue
            for group in select(self.inputs.numbered, name, listing):
                for listed in group.works:
                    if listed.path not in seen:
                        seen.add(listed.path)
                        yield listed

    def entries(self, section: str) -> list[Any]:
        """Return the entries that the document prints of a section without works."""
        return [
            entry
            for name, listing in self._listings()
            if name == section
            for _, entry in select_entries((section,), getattr(self.record, section), listing)
        ]

    def each(self, section: str, one: Callable[[Any], dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the values of each entry of a section without works, without empty ones."""
        return [without_empty(one(entry)) for entry in self.entries(section)]

    def _listings(self) -> Iterator[tuple[str, Any]]:
        return iter(self.inputs.document.single_listings(self.inputs.sections))


def iso(date: Date | None) -> str:
    """Return the start of a period in ISO 8601, as precise as typed; a season becomes its year."""
    return iso_moment(date.start) if date else ""


def iso_end(date: Date | None) -> str:
    """Return the end of a period in ISO 8601, or its start if it is one date."""
    return iso_moment(date.end or date.start) if date else ""


def iso_moment(moment: PartialDate) -> str:
    """Return one date in ISO 8601: `2025`, `2025-01` or `2025-01-13`."""
    return str(moment.year) if moment.season else str(moment)


def iso_period(entry: Spanning) -> dict[str, str]:
    """Return the start and end dates of an entry in ISO 8601; an entry that continues has no end."""
    end = entry.end if isinstance(entry.end, Date) else None
    return without_empty({"startDate": iso(entry.date or entry.start), "endDate": iso_end(entry.date or end)})


def without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values without the keys whose value is empty."""
    return {key: value for key, value in values.items() if value not in ("", None, [], {}, ())}
