"""Parse a YAML file into values that know their line and column. Every scalar stays the text as typed.

The tree is built from libyaml's events in one pass. So no scalar is converted to a number, a date or a boolean, and
a duplicate key is found. (YAML 1.1 would read `NO` as false and `012` as ten.)
"""

from __future__ import annotations

import gc
import re
from dataclasses import replace
from typing import Any

import yaml

from cvkit.load.yaml_syntax import explain_syntax_error, refused_depth
from cvkit.model.diagnostic import Diagnostic, Place, Severity
from cvkit.model.source import EMPTY, Span, YamlMap, YamlSeq
from cvkit.model.yaml_scalar import character_positions

MAX_YAML_DEPTH = 64
MAX_YAML_VALUES = 2_000_000
TOO_DEEP = "the file is nested more than 64 levels deep"
TOO_LONG = "the file has more than two million values"
SUSPECT = "no record needs that: look for a mistake here"
EMPTY_WORDS = frozenset({"", "~", "null", "Null", "NULL"})

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
"""Control characters, surrogates, noncharacters, and characters that change the direction of text."""

_CUT = re.compile(r"(?<=\S) #")
_Loader = getattr(yaml, "CLoader", yaml.Loader)


class UnreadableYamlError(Exception):
    """The file is not YAML; `diagnostic` is the one error to report."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def parse_yaml(text: str, file: str) -> tuple[Any, Span, list[Diagnostic]]:
    """Parse one YAML text: return the root value, its span, and the diagnostics after which the rest can be read.

    Raises:
        UnreadableYamlError: the text is not YAML, is nested too deeply, or has too many values.
    """
    # The garbage collector would scan the growing tree repeatedly. 10,000 works load in a third of the time without it.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return _Composer(text, file).compose()
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes. cvkit counts lines and columns of characters, as in YAML and in every excerpt.
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        rows = f"{text[: found.start() if found else error.position]}.".splitlines()
        line, column = len(rows) - 1, len(rows[-1]) - 1
        shown = f"U+{error.character:04X}" if isinstance(error.character, int) else repr(error.character)
        message = f"the character {shown} is not allowed in a YAML file"
        raise UnreadableYamlError(
            _diagnostic("L003", file, Span(line, column, line, column), message, "delete it")
        ) from error
    except yaml.YAMLError as error:
        if refused := refused_depth(error):
            # The scanner reads ahead of the events. Parse the text before the refused bracket: it exceeds our limit.
            return parse_yaml(text[:refused], file)
        span, message, hint = explain_syntax_error(error, text)
        raise UnreadableYamlError(_diagnostic("L003", file, span, message, hint)) from error
    finally:
        if was_enabled:
            gc.enable()


class _Composer:
    """Builds the tree of one file from its events."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.text = text
        self.loader = _Loader(text)
        self.diagnostics: list[Diagnostic] = []
        self.cuts = _cuts(text)
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.values = 0
        self.heights: dict[int, int] = {}
        """The depth of each mapping and sequence, by identity. An alias has the depth of its value."""

    def compose(self) -> tuple[Any, Span, list[Diagnostic]]:
        try:
            next_event = self.loader.get_event
            next_event()  # the start of the stream
            event = next_event()
            if isinstance(event, yaml.StreamEndEvent):
                return EMPTY, Span(0, 0, 0, 0), self.diagnostics
            value, span = self._value(next_event(), 0)
            next_event()  # the end of the document
            event = next_event()
            if not isinstance(event, yaml.StreamEndEvent):
                message = "a second YAML document begins here"
                raise self._unreadable(_event_span(event), message, "delete the line `---`: a record is one document")
            return value, span, self.diagnostics
        finally:
            self.loader.dispose()

    def _value(self, event: Any, depth: int) -> tuple[Any, Span]:
        self.values += 1
        if self.values > MAX_YAML_VALUES or depth > MAX_YAML_DEPTH:
            raise self._unreadable(_event_span(event), TOO_DEEP if depth > MAX_YAML_DEPTH else TOO_LONG, SUSPECT)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        if event.tag is not None and not (event.tag == "!" and isinstance(event, yaml.ScalarEvent)):
            message = f"the YAML tag `{event.tag}` is not allowed"
            self.diagnostics.append(_diagnostic("L005", self.file, _event_span(event), message, "delete the tag"))
        before = self.values
        if isinstance(event, yaml.ScalarEvent):
            span = _event_span(event)
            if self.cuts and span[2:] in self.cuts and event.implicit[0]:
                self._cut(event.value, span)
            value: Any = EMPTY if _is_empty(event) else self._printable(event.value, span)
        elif isinstance(event, yaml.MappingStartEvent):
            value, span = self._mapping(event, depth)
        else:
            value, span = self._sequence(event, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, self.values - before + 1)
        return value, span

    def _cut(self, text: str, span: Span) -> None:
        """Warn if ` #` truncates a text that has letters. Two spaces before `#` mean an intended comment."""
        if any(character.isalpha() for character in text):
            at = Span(span.end_line, span.end_column + 1, span.end_line, span.end_column + 1)
            message = f"the text `{text if len(text) <= 40 else text[-40:]}` ends here, because ` #` starts a comment"
            hint = "put the value in quotes, or put two spaces before a comment"
            self.diagnostics.append(
                replace(_diagnostic("L010", self.file, at, message, hint), severity=Severity.WARNING)
            )

    def _printable(self, text: str, span: Span) -> str:
        """Report the unprintable characters of a text and delete them. Escapes in quotes can produce any character."""
        if not UNPRINTABLE.search(text):
            return text
        places = character_positions(self.text.splitlines(), span[:2], span[2:], text)
        for found in UNPRINTABLE.finditer(text):
            line, column = places[found.start()] if places else span[:2]
            message = f"the character U+{ord(found[0]):04X} cannot be printed"
            self.diagnostics.append(
                _diagnostic("L008", self.file, Span(line, column, line, column), message, "delete it")
            )
        return UNPRINTABLE.sub("", text)

    def _alias(self, event: Any, depth: int) -> tuple[Any, Span]:
        if event.anchor not in self.anchors:
            raise self._unreadable(
                _event_span(event),
                f"the anchor `&{event.anchor}` is not defined above",
                "put a text that begins with `*` in quotes",
            )
        value, size = self.anchors[event.anchor]
        self.values += size  # count the values of the alias too: aliases of aliases grow exponentially
        if depth + self.heights.get(id(value), 0) > MAX_YAML_DEPTH:
            raise self._unreadable(_event_span(event), TOO_DEEP, SUSPECT)
        return value, _event_span(event)

    def _mapping(self, start: Any, depth: int) -> tuple[YamlMap, Span]:
        mapping = YamlMap(self.file, _event_span(start), bool(start.flow_style))
        next_event = self.loader.get_event
        while not isinstance(event := next_event(), yaml.MappingEndEvent):
            key_span = _event_span(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._unreadable(
                    key_span, "a key must be a plain word", "put a text that begins with `[`, `{` or `*` in quotes"
                )
            key = self._printable(event.value, key_span)
            value, span = self._value(next_event(), depth + 1)
            if key in mapping.key_spans:
                first = mapping.key_spans[key].line + 1
                message = f"the key `{key}` appears twice (first in line {first})"
                hint = "YAML would drop one without a message: delete one, or merge their values"
                self.diagnostics.append(_diagnostic("L004", self.file, key_span, message, hint))
                continue
            mapping.key_spans[key] = key_span
            mapping.value_spans[key] = span
            mapping[key] = value
        mapping.span = _span(start, event)
        self.heights[id(mapping)] = 1 + max((self.heights.get(id(child), 0) for child in mapping.values()), default=0)
        return mapping, mapping.span

    def _sequence(self, start: Any, depth: int) -> tuple[YamlSeq, Span]:
        sequence = YamlSeq(self.file, _event_span(start))
        next_event = self.loader.get_event
        while not isinstance(event := next_event(), yaml.SequenceEndEvent):
            value, span = self._value(event, depth + 1)
            sequence.append(value)
            sequence.spans.append(span)
        sequence.span = _span(start, event)
        self.heights[id(sequence)] = 1 + max((self.heights.get(id(child), 0) for child in sequence), default=0)
        return sequence, sequence.span

    def _unreadable(self, span: Span, message: str, hint: str) -> UnreadableYamlError:
        return UnreadableYamlError(_diagnostic("L003", self.file, span, message, hint))


def _cuts(text: str) -> set[tuple[int, int]]:
    """The positions at which a text is truncated by a single space and `#`."""
    if " #" not in text:
        return set()
    found = ((line, found.start()) for line, row in enumerate(text.splitlines()) for found in _CUT.finditer(row))
    return set(found)


def _is_empty(event: Any) -> bool:
    is_plain = event.implicit[0]
    return event.value in EMPTY_WORDS if is_plain else not event.value.strip()


def _event_span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line, start.column, end.line, end.column)


def _span(start: Any, end: Any) -> Span:
    return Span(start.start_mark.line, start.start_mark.column, end.end_mark.line, end.end_mark.column)


def _diagnostic(code: str, file: str, span: Span, message: str, hint: str) -> Diagnostic:
    end = span.end_column if span.end_line == span.line else span.column + 1
    place = Place(file, span.line + 1, span.column + 1, max(end, span.column + 1) + 1)
    return Diagnostic(code, message, hint, place=place)
