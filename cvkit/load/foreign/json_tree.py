"""Parse JSON into the same tree as YAML: mappings, lists and texts that know their line and column.

A number and a truth value are the text as typed, so `012` and `6.20` of other programs keep their zeros. The depth and
the number of values are limited, as in YAML.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from cvkit.load.bibtex.line_index import LineIndex
from cvkit.load.foreign.report import SourceReport, UnreadableSource, UnreadableSourceError
from cvkit.load.yaml_file import MAX_YAML_DEPTH, MAX_YAML_VALUES, TOO_DEEP, TOO_LONG, UNPRINTABLE
from cvkit.model.source import EMPTY, YamlMap, YamlSeq

_TOKEN = re.compile(
    r'[ \t\r\n]*(?:(?P<text>"[^"\\]*(?:\\.[^"\\]*)*")|(?P<plain>-?[0-9][0-9.eE+-]*|true|false|null|NaN|-?Infinity)|'
    r"(?P<bracket>[\[\]{},:]))",
    re.DOTALL,
)
_EMPTY_WORDS = frozenset({"null", "NaN", "Infinity", "-Infinity"})


def parse_json(text: str, report: SourceReport) -> Any:
    """The tree of a JSON text. Of two values of one key, the last is kept, as in other programs, and one is reported.

    Raises:
        UnreadableSourceError: the text is not JSON, is nested too deeply, or has too many values.
    """
    return _Parser(text, report).whole()


class _Parser:
    def __init__(self, text: str, report: SourceReport) -> None:
        self.text = text
        self.report = report
        self.lines = LineIndex(text, report.file)
        self.at = 0
        self.start = 0
        self.values = 0

    def whole(self) -> Any:
        value = self._value(self._next(), 0)
        rest = self.text[self.at :].strip()
        if rest:
            self.start = self.text.index(rest, self.at)
            self._fail("the value ends here, and more text follows")
        return value

    def _next(self) -> re.Match[str]:
        found = _TOKEN.match(self.text, self.at)
        if found is None:
            space = re.compile(r"[ \t\r\n]*").match(self.text, self.at)
            self.start = space.end() if space else self.at
            here = self.text[self.start : self.start + 1]
            if here == '"':
                self._fail("a text is not closed")
            self._fail(f"`{here}` is not expected here" if here else "the file ends too early")
        self.at, self.start = found.end(), found.start(found.lastgroup or 0)
        return found

    def _value(self, token: re.Match[str], depth: int) -> Any:
        self.values += 1
        if depth > MAX_YAML_DEPTH or self.values > MAX_YAML_VALUES:
            self._fail(f"the file {TOO_DEEP if depth > MAX_YAML_DEPTH else TOO_LONG}")
        match token.lastgroup, token[token.lastgroup or 0]:
            case "text", typed:
                return self._text(typed)
            case "plain", typed:
                return EMPTY if typed in _EMPTY_WORDS else typed
            case _, "{":
                return self._mapping(depth)
            case _, "[":
                return self._list(depth)
            case _, bracket:
                self._fail(f"`{bracket}` is not expected here")

    def _text(self, typed: str) -> str:
        if "\\" not in typed:
            text = typed[1:-1]
        else:
            try:
                text = json.loads(typed, strict=False)
            except ValueError:
                self._fail("a text has an escape that JSON does not know")
        return UNPRINTABLE.sub(" ", text) if UNPRINTABLE.search(text) else text

    def _mapping(self, depth: int) -> YamlMap:
        first = self.start
        found = YamlMap(self.report.file, self.lines.span(first, first + 1), is_flow=True)
        token = self._next()
        while token["bracket"] != "}":
            if token.lastgroup != "text":
                self._fail("a key in quotes is expected here")
            key, key_span = self._text(token["text"]), self.lines.span(self.start, self.at)
            if self._next()["bracket"] != ":":
                self._fail("`:` is expected here")
            token = self._next()
            start = self.start
            value = self._value(token, depth + 1)
            if key in found:
                self.report.unread(f"{key} (given twice, and the last counts)", found[key], found.value_spans[key])
            found[key] = value
            found.key_spans[key], found.value_spans[key] = key_span, self.lines.span(start, self.at)
            token = self._after_item("}")
        found.span = self.lines.span(first, self.at)
        return found

    def _list(self, depth: int) -> YamlSeq:
        first = self.start
        found = YamlSeq(self.report.file, self.lines.span(first, first + 1))
        token = self._next()
        while token["bracket"] != "]":
            start = self.start
            found.append(self._value(token, depth + 1))
            found.spans.append(self.lines.span(start, self.at))
            token = self._after_item("]")
        found.span = self.lines.span(first, self.at)
        return found

    def _after_item(self, end: str) -> re.Match[str]:
        """The token after an item: the end, or the next item behind a comma. A comma before the end is allowed."""
        token = self._next()
        if token["bracket"] == ",":
            return self._next()
        if token["bracket"] != end:
            self._fail(f"`,` or `{end}` is expected here")
        return token

    def _fail(self, reason: str) -> NoReturn:
        """Raise the error for the current token."""
        place = self.lines.place(min(self.start, len(self.text)))
        raise UnreadableSourceError(UnreadableSource.at(place=place, language="JSON", reason=reason))
