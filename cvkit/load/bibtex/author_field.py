"""Read an author field: separate its names, and make an author of each.

`and` separates names. Many files use commas or `;` instead. Commas are read as separators if the pieces can only be
names of their own. Otherwise they separate the parts of one name, as in BibTeX.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from cvkit.load.bibtex.line_index import LineIndex
from cvkit.load.bibtex.names import hide_groups, parse_name_tex, split_names, without_indexes
from cvkit.load.bibtex.parsed_tex import TexError
from cvkit.model.author import DEFAULT_MARKERS
from cvkit.model.diagnostic import Diagnostic, Place, Severity
from cvkit.model.name import NAME_PARTS, is_family, is_initials, is_suffix, is_unspaced_script, parse_name
from cvkit.model.name_list import is_whole_east_asian, next_name
from cvkit.model.open_list import is_open_end, split_open_end
from cvkit.model.rule import Rule
from cvkit.model.source import Span
from cvkit.model.typed_name import is_degree, is_symbol, is_whole_name, parse_typed_name

MOST_LINES = 5
"""The maximum number of lines that one diagnostic names."""

_SEPARATOR = re.compile(r"[;；、]|(?<=\s)\\?&(?=\s)")
_COMMA = re.compile(r"(?<!\\)[,，]")
_ONE_NAME = re.compile(r"(?:[^\s,;&]+,)?[^,;&]*[^\s,;:&]")
"""The usual form of a name: one word before its only comma, or no comma. It needs no further look."""
_PLAIN = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .,'-])*[^\W\d_]\.?")
"""A name without markers."""
_END = re.compile(r"(?<!\\)[\s,;:，；、]+$")


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
    message = "numbers and letters in superscript behind names: {markers}; cvkit leaves them out"
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
    message = "no `and` separates the names in {lines}: cvkit reads `{text}` as {count} people"
    hint = "write `and` between the names"
    fix = "write `and` between the names"


class _TwoReadings(CommasBetweenNames):
    message = "a comma in {lines} can separate two names: cvkit reads `{text}` as one person, as BibTeX does"
    hint = "if they are several people, write `{several}`; if it is one, write `{one}`"


class NamePiece(NamedTuple):
    """The TeX of one name, and its offset in the field."""

    tex: str
    at: int


class AuthorField(NamedTuple):
    """The names of an author field, and the piece that has two readings, if there is one."""

    names: list[NamePiece]
    doubtful: str = ""
    has_separators: bool = False
    """Whether something else than `and` separates names."""


def split_authors(tex: str) -> AuthorField:
    """The names of an author field."""
    pieces = [NamePiece(*piece) for piece in split_names(tex)]
    if pieces:
        pieces[-1:] = _without_open_end(pieces[-1])
    named = [piece for piece in pieces if not is_open_end(piece.tex)]
    if not re.search(r"[,;&，；、]", tex):
        return AuthorField(pieces)
    names: list[NamePiece] = []
    doubtful = ""
    for piece in pieces:
        if _ONE_NAME.fullmatch(piece.tex) and piece.tex.isascii():
            names.append(piece)
            continue
        for part in _split_at_separators(piece):
            others = [other.tex for other in named if other is not piece]
            found, is_doubtful = _split_at_commas(part, others, is_first=piece is pieces[0])
            names += found
            doubtful = doubtful or (part.tex if is_doubtful else "")
    return AuthorField(names, doubtful, len(names) > len(pieces))


def _without_open_end(piece: NamePiece) -> list[NamePiece]:
    """The piece, and the words that make a list open as a second piece, so that its commas are read without them."""
    before, words = split_open_end(piece.tex)
    if not before or not words or words not in hide_groups(piece.tex):
        return [piece]
    return [NamePiece(before, piece.at), NamePiece(words, piece.at + piece.tex.rindex(words))]


def _split_at_separators(piece: NamePiece) -> list[NamePiece]:
    """Split a piece at `;` and `、`, and at `&` between whole names."""
    parts = _split(_SEPARATOR, piece)
    if len(parts) > 1 and "&" in hide_groups(piece.tex) and not all(is_whole_name(_text(part.tex)) for part in parts):
        return [_trimmed(piece)]
    return parts


def _split_at_commas(piece: NamePiece, others: list[str], *, is_first: bool) -> tuple[list[NamePiece], bool]:
    """Split a piece at commas that separate names. The second value says whether it has two readings.

    Two names with a comma are two people only in `Ada Miller, Bo Larsen and Dan Stone`. Elsewhere they are one person
    with a family name of several words: `Dan Stone and García Márquez, Ana María`.
    """
    parts = _split(_COMMA, piece)
    first = parts[0].tex if parts else ""
    if len(parts) < 2 or (len(parts) == 2 and " " not in hide_groups(first) and not is_unspaced_script(first)):
        return [_trimmed(piece)], False
    texts = [_text(part.tex) for part in parts]
    if is_suffix(texts[1]) or any(is_suffix(text) or is_degree(text) for text in texts[2:3]) or "" in texts:
        return [_trimmed(piece)], False
    are_names = [_is_name(text) for text in texts]
    if len(parts) > 2:
        if are_names[0] and (len(parts) > 3 or all(are_names)):
            return parts, False
        if len(parts) % 2 == 0 and all(map(_is_pair, texts[::2], texts[1::2])):
            ends = [part.at + len(part.tex) for part in parts[1::2]]
            starts = [part.at for part in parts[::2]]
            pairs = zip(starts, ends, strict=True)
            return [NamePiece(piece.tex[start - piece.at : end - piece.at], start) for start, end in pairs], False
        return [_trimmed(piece)], True
    if all(map(_ends_in_initials, texts)) or (all(are_names) and is_unspaced_script("".join(texts))):
        return parts, False
    if not all(are_names) or is_family(texts[0]) or is_initials(texts[1].split()[-1]):  # `Miller Larsen, Ada K`
        return [_trimmed(piece)], False
    if any(_COMMA.search(hide_groups(other)) for other in others):
        return [_trimmed(piece)], False
    if is_first and len(others) == 1 and all(map(_is_name, others)):
        return parts, False
    return [_trimmed(piece)], is_first


def _split(separator: re.Pattern[str], piece: NamePiece) -> list[NamePiece]:
    """The pieces between separators outside braces. Empty pieces are omitted; markers belong to the name before."""
    parts: list[NamePiece] = []
    start = 0
    hidden = hide_groups(piece.tex)
    for end, following in [*(found.span() for found in separator.finditer(hidden)), (len(hidden), 0)]:
        part = _trimmed(NamePiece(piece.tex[start:end], piece.at + start))
        if parts and part.tex and not re.search(r"\w", _text(part.tex)):
            last = parts.pop()
            part = NamePiece(piece.tex[last.at - piece.at : end].strip(), last.at)
        if part.tex:
            parts.append(part)
        start = following
    return parts


def _trimmed(piece: NamePiece) -> NamePiece:
    """A piece without the separators that other programs leave at its ends."""
    start = len(piece.tex) - len(piece.tex.lstrip(" \t\r\n,;，；、"))
    return NamePiece(_END.sub("", piece.tex[start:]), piece.at + start)


def _text(tex: str) -> str:
    """The characters of a name; empty if it cannot be read."""
    try:
        return parse_typed_name(parse_name_tex(tex).get("name", ""), allow_digits=False).text
    except TexError:
        return ""


def _is_name(text: str) -> bool:
    """Whether a text can only be a whole name: `Ada Miller`, `Miller A.`, `김철수`."""
    if is_unspaced_script(text):
        return is_whole_east_asian(text)
    return is_whole_name(text) and not is_family(text)


def _ends_in_initials(text: str) -> bool:
    return is_whole_name(text) and is_initials(text.split()[-1]) and parse_name(text).order_is_stated


def _is_pair(family: str, given: str) -> bool:
    return is_family(family) or is_initials(given)


def author_of(parts: dict[str, str], declared: Collection[str]) -> tuple[str | dict[str, str], str]:
    """An author in a form that the check stage reads, and the markers behind the name that are not declared.

    `parts` are those of `parse_name_tex`. The author is the name with its declared markers, or a mapping. Digits and
    letters are never markers.
    """
    text = parts.get("name")
    if text is None or text.startswith("{"):
        return parts if text is None else text, ""
    if _PLAIN.fullmatch(text) and text.rstrip(".")[-1].isalpha() and next_name(text) is None:
        return text, ""
    start = next((at for at, character in enumerate(text) if not is_symbol(character)), len(text))
    typed = parse_typed_name(text[start:], allow_digits=False)
    if not typed.text:
        return text, ""
    markers = text[:start].strip() + "".join(marker.text for marker in typed.markers)
    undeclared = "".join(marker for marker in markers if marker not in declared)
    if next_name(typed.text) is not None:
        author: dict[str, str] = {"literal": typed.text}
    elif typed.text[-1].isalpha() or typed.text[-1] in ".)]}'’":
        if not start and not undeclared:
            return _END.sub("", text), ""
        author = {"name": typed.text}
    else:
        author = {part: value for part in NAME_PARTS if (value := getattr(typed.name, part))}
    return author | ({"markers": markers} if markers else {}), undeclared


class NameDoubts:
    """The doubts about the author fields of one file, for one diagnostic of each kind."""

    def __init__(self, lines: LineIndex) -> None:
        self.lines = lines
        self.markers: Counter[str] = Counter()
        self.marker_spans: list[Span] = []
        self.indexes: Counter[str] = Counter()
        self.index_spans: list[Span] = []
        self.separated: list[tuple[Span, str, int]] = []
        self.doubtful: list[tuple[Span, str]] = []

    def add_markers(self, undeclared: str, span: Span) -> None:
        """Add markers that are not declared."""
        if undeclared:
            self.markers.update(undeclared)
            self.marker_spans.append(span)

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
            self.separated.append((span, tex, len(field.names)))

    def diagnostics(self) -> Iterator[Diagnostic]:
        """The warnings: at most one of each kind."""
        if self.marker_spans:
            markers = ", ".join(f"{marker} ({count})" for marker, count in self.markers.most_common())
            place = self._place(self.marker_spans[0])
            first = next(iter(self.markers))
            role = DEFAULT_MARKERS.get(first, "equal_contributor")
            yield _with_lines(
                UndeclaredMarkers.at(place=place, markers=markers, first=first, role=role), self.marker_spans
            )
        if self.index_spans:
            indexes = ", ".join(f"{index} ({count})" for index, count in self.indexes.most_common())
            yield _with_lines(_Indexes.at(place=self._place(self.index_spans[0]), markers=indexes), self.index_spans)
        if self.separated:
            span, tex, count = self.separated[0]
            lines = self._lines([span for span, _, _ in self.separated])
            text = " ".join(tex.split())
            found = CommasBetweenNames.at(place=self._place(span), lines=lines, text=text, count=count)
            yield _with_lines(found, [span for span, _, _ in self.separated])
        if self.doubtful:
            span, tex = self.doubtful[0]
            first, *others = (part.tex for part in _split(_COMMA, NamePiece(tex, 0)))
            lines = self._lines([span for span, _ in self.doubtful])
            several, one = " and ".join([first, *others]), f"{{{first}}}, {' '.join(others)}"
            text = " ".join(tex.split())
            found = _TwoReadings.at(place=self._place(span), lines=lines, text=text, several=several, one=one)
            yield _with_lines(found, [span for span, _ in self.doubtful])

    def _place(self, span: Span) -> Place:
        end = span.end_column if span.end_line == span.line else span.column + 1
        return Place(self.lines.file, span.line + 1, span.column + 1, max(end, span.column + 1) + 1)

    @staticmethod
    def _lines(spans: list[Span]) -> str:
        """The lines of some spans, in words: `line 3`, `lines 3, 9, …`."""
        lines = list(dict.fromkeys(str(span.line + 1) for span in spans))
        shown = ", ".join([*lines[:MOST_LINES], *(["…"] if len(lines) > MOST_LINES else [])])
        return f"line {shown}" if len(lines) == 1 else f"{len(lines)} fields (lines {shown})"


def _with_lines(diagnostic: Diagnostic, spans: Iterable[Span]) -> Diagnostic:
    return replace(diagnostic, lines=tuple(span.line + 1 for span in spans))
