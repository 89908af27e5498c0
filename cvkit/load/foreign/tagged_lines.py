"""Records of lines with tags, as PubMed and RIS have them."""

from __future__ import annotations

from cvkit.load.foreign.content import SourceContent
from cvkit.load.yaml_file import UNPRINTABLE
from cvkit.model.source import Span


class TaggedRecord:
    """The lines of one record, each a tag with a text. It knows which lines were read."""

    def __init__(self, file: str, line: int) -> None:
        self.file = file
        self.line = line
        self.lines: list[tuple[str, str]] = []
        self.numbers: list[int] = []
        self.used: set[tuple[str, str]] = set()

    def __bool__(self) -> bool:
        return bool(self.lines)

    @property
    def span(self) -> Span:
        """The first line of the record."""
        return self._span_at(self.numbers[0] if self.numbers else self.line)

    def line_span(self, number: int, row: str) -> Span:
        """The span of a line."""
        return Span(number, 0, number, len(row))

    def put(self, tag: str, text: str, number: int) -> None:
        """Add a line."""
        self.lines.append((tag, UNPRINTABLE.sub(" ", text).strip()))
        self.numbers.append(number)

    def extend(self, text: str) -> None:
        """Continue the text of the last line."""
        tag, before = self.lines[-1]
        self.lines[-1] = (tag, UNPRINTABLE.sub(" ", f"{before} {text}").strip())

    def all(self, *tags: str) -> list[str]:
        """The texts of the lines with one of some tags, in their order, without empty ones."""
        self.skip(*tags)
        return [text for tag, text in self.lines if tag in tags and text]

    def first(self, *tags: str) -> str:
        """The first text of the first tag that has one. Other texts of these tags are not read by this."""
        found = next((text for tag in tags for other, text in self.lines if other == tag and text), "")
        self.used.update((tag, found) for tag in tags)
        return found

    def skip(self, *tags: str) -> None:
        """Count all lines with some tags as read."""
        self.used.update(line for line in self.lines if line[0] in tags)

    def span_of(self, tag: str) -> Span:
        """The span of the first line with a tag."""
        return next(
            (self._span_at(at) for (one, _), at in zip(self.lines, self.numbers, strict=True) if one == tag), self.span
        )

    def leave_out_rest(self, content: SourceContent) -> None:
        """Report the lines that were not read."""
        for (tag, text), at in zip(self.lines, self.numbers, strict=True):
            if (tag, text) not in self.used and text:
                content.report.left_out(tag, self._span_at(at))

    @staticmethod
    def _span_at(number: int) -> Span:
        return Span(number, 0, number, 5)
