"""The doubts about the author fields of a `.bib` file: one diagnostic for each kind and file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cvkit.load.bibtex.author_field import AuthorField, split_at_commas
from cvkit.load.bibtex.file_report import place_of
from cvkit.load.bibtex.line_index import LineIndex
from cvkit.load.bibtex.names import without_indexes
from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.open_list import is_open_end
from cvkit.model.rule import Rule
from cvkit.model.source import Span

MOST_LINES = 5
"""The maximum number of lines that one diagnostic names."""


class UndeclaredMarkers(Rule):
    """Markers behind names in a `.bib` file that `markers` does not declare.

    A marker behind a name, such as ‡, states a role. `markers` gives each marker its meaning. cvkit keeps the other
    markers in the data, and prints none of them. Declare them in `markers`, or delete them from the file.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada‡ and Larsen, Bo‡}, journal = {J}, date = {2020}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada and Larsen, Bo}, journal = {J}, date = {2020}}
    ```
    """

    code = "L120"
    severity = Severity.WARNING
    message = "markers that are not declared: {markers}; cvkit keeps them and does not print them"
    hint = 'declare their meaning in `markers`, as in `markers: {{"{first}": {role}}}`, or delete them'
    fix = "declare them in `markers`, or delete them"


class _Indexes(UndeclaredMarkers):
    message = "numbers and letters in superscript or brackets behind names: {markers}; cvkit leaves them out"
    hint = 'delete them; an affiliation is `author+an:affiliation = {{1="…"}}`'


class CommasBetweenNames(Rule):
    """An author field of a `.bib` file in which commas, `;` or `&` separate the names.

    In BibTeX, `and` separates names, and a comma separates the parts of one name. cvkit reads the field as several
    people if its pieces can only be names. If a piece has two readings, cvkit reads it as BibTeX does: as one person.
    Other programs may read the field differently. Write `and` between the names. If a family name has several words,
    put it in braces.
    ```bibtex
    @article{one, title = {A Study}, author = {Ada Miller, Bo Larsen, Chandra Rao}, journal = {J}, date = {2020}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Ada Miller and Bo Larsen and Chandra Rao}, journal = {J}, date = {2020}}
    ```
    """

    code = "L121"
    severity = Severity.WARNING
    message = "names are separated without `and` in {lines}: cvkit reads `{text}` as {count} people"
    hint = "write `and` between the names"
    fix = "write `and` between the names"


class _TwoReadings(CommasBetweenNames):
    message = "a comma in {lines} can separate two names: cvkit reads `{text}` as one person, as BibTeX does"
    hint = "if they are several people, write `{several}`; if it is one, write `{one}`"


class NameDoubts:
    """The doubts about the author fields of one file, for one diagnostic of each kind."""

    def __init__(self, lines: LineIndex) -> None:
        self.lines = lines
        self.indexes: Counter[str] = Counter()
        self.index_spans: list[Span] = []
        self.separated: list[tuple[Span, str, int]] = []
        self.doubtful: list[tuple[Span, str]] = []

    def add_indexes(self, tex: str, span: Span) -> None:
        """Add the numbers and letters in superscript behind a name."""
        if indexes := without_indexes(tex)[1]:
            self.indexes.update(indexes)
            self.index_spans.append(span)

    def add_field(self, field: AuthorField, tex: str, span: Span) -> None:
        """Add a field in which commas separate names, or can separate names."""
        if field.doubtful:
            self.doubtful.append((span, field.doubtful))
        elif field.has_separators:
            people = [piece for piece in field.names if not is_open_end(piece.tex)]
            self.separated.append((span, tex, len(people)))

    def diagnostics(self) -> Iterator[Diagnostic]:
        """The warnings: at most one of each kind."""
        if self.index_spans:
            indexes = ", ".join(f"{index} ({count})" for index, count in self.indexes.most_common())
            yield with_lines(
                _Indexes.at(place=place_of(self.lines.file, self.index_spans[0]), markers=indexes), self.index_spans
            )
        if self.separated:
            span, tex, count = self.separated[0]
            lines = self._lines([span for span, _, _ in self.separated])
            text = " ".join(tex.split())
            found = CommasBetweenNames.at(place=place_of(self.lines.file, span), lines=lines, text=text, count=count)
            yield with_lines(found, [span for span, _, _ in self.separated])
        if self.doubtful:
            span, tex = self.doubtful[0]
            first, *others = split_at_commas(" ".join(tex.split()))
            lines = self._lines([span for span, _ in self.doubtful])
            several, one = " and ".join([first, *others]), f"{{{first}}}, {' '.join(others)}"
            text = " ".join(tex.split())
            found = _TwoReadings.at(
                place=place_of(self.lines.file, span), lines=lines, text=text, several=several, one=one
            )
            yield with_lines(found, [span for span, _ in self.doubtful])

    @staticmethod
    def _lines(spans: list[Span]) -> str:
        """The lines of some spans, in words: `line 3`, `lines 3, 9, …`."""
        lines = list(dict.fromkeys(str(span.line + 1) for span in spans))
        shown = ", ".join([*lines[:MOST_LINES], *(["…"] if len(lines) > MOST_LINES else [])])
        return f"line {shown}" if len(lines) == 1 else f"{len(lines)} fields (lines {shown})"


def with_lines(diagnostic: Diagnostic, spans: Iterable[Span]) -> Diagnostic:
    """A diagnostic of several places, with the line of each."""
    return replace(diagnostic, lines=tuple(span.line + 1 for span in spans))
