"""A work on its way from an entry: fields are read, and put in with the marks of where they came from."""

from __future__ import annotations

import re
from typing import Any

from cvkit.load.bibtex.entries import Entry, Field
from cvkit.load.bibtex.lines import Lines
from cvkit.load.bibtex.tex import TexError, read_address, read_tex
from cvkit.model.inline import Inlines, plain_text
from cvkit.model.markdown_source import write_markdown
from cvkit.model.problem import Place, Problem, Severity
from cvkit.model.source import Mapping, Mark

ADDRESSES = frozenset({"doi", "url"})

_DOI_ADDRESS = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_RANGE = re.compile(r"\s*[-–—]+\s*")


class Faults:
    """What is wrong with the works of one file."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.problems: list[Problem] = []

    def tell(self, code: str, message: str, hint: str, mark: Mark, severity: Severity = Severity.ERROR) -> None:
        """Tell a problem with what a mark covers."""
        end = mark.end_column if mark.end_line == mark.line else mark.column + 1
        place = Place(self.lines.file, mark.line + 1, mark.column + 1, max(end, mark.column + 1) + 1)
        problem = Problem(code, message, hint, place=place, severity=severity)
        if problem not in self.problems[-20:]:  # what several inherit is told once
            self.problems.append(problem)

    def tell_within(
        self,
        code: str,
        message: str,
        hint: str,
        field: Field,
        at: int,
        length: int = 1,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Tell a problem with some characters of a field's TeX."""
        mark = field.mark
        if field.at is not None:
            mark = self.lines.mark(field.at + at, field.at + at + length)
        self.tell(code, message, hint, mark, severity)


class Draft:
    """One work that is being put together."""

    def __init__(self, entry: Entry, faults: Faults) -> None:
        self.entry = entry
        self.fields = entry.fields
        self.faults = faults
        self.work = Mapping(faults.lines.file, entry.mark)

    def put(self, key: str, value: Any, field: Field, into: Mapping | None = None) -> None:
        """Put a value into the work, or a mapping of it; nothing is put that is empty, and what is broken has a key."""
        target = self.work if into is None else into
        if value is None or value == "":
            if value is None:
                target.key_marks.setdefault(key, field.key_mark)
                target.value_marks.setdefault(key, field.mark)
            return
        target[key] = value
        target.key_marks[key] = field.key_mark
        target.value_marks[key] = field.mark

    def first(self, names: tuple[str, ...]) -> Field | None:
        """The first of several fields that there is and that is not empty."""
        return next((f for name in names if (f := self.fields.get(name)) and (f.tex.strip() or f.is_unread)), None)

    def inlines(self, field: Field) -> Inlines | None:
        """The tree of a field; none where it cannot be read, which is told."""
        if field.is_unread:
            return None
        try:
            return read_tex(field.tex)
        except TexError as error:
            self.faults.tell_within("L104", error.message, error.hint, field, error.at, error.length)
            return None

    def text(self, field: Field) -> str | None:
        """A field as Markdown."""
        found = self.inlines(field)
        return None if found is None else write_markdown(found)

    def word(self, field: Field) -> str | None:
        """A field as characters without markup."""
        found = self.inlines(field)
        return None if found is None else plain_text(found).replace("\u00a0", " ").strip()

    def put_text(self, key: str, names: tuple[str, ...], into: Mapping | None = None) -> None:
        """Put the first of several fields, as text."""
        if field := self.first(names):
            self.put(key, self.text(field), field, into)

    def put_word(self, key: str, names: tuple[str, ...], into: Mapping | None = None) -> None:
        """Put the first of several fields, as a word."""
        if field := self.first(names):
            if key in ADDRESSES:
                address = read_address(field.tex)
                self.put(key, _DOI_ADDRESS.sub("", address) if key == "doi" else address, field, into)
                return
            word = self.word(field)
            self.put(key, _RANGE.sub("-", word) if word and key == "pages" else word, field, into)
