"""Parse a YAML file into values that know their line and column. Every scalar stays the text as typed.

The tree is built from libyaml's events in one pass. So no scalar is converted to a number, a date or a boolean, and
a duplicate key is found. (YAML 1.1 would read `NO` as false and `012` as ten.)
"""

from __future__ import annotations

import gc
import re
from typing import Any

import yaml

from cvkit.load.yaml_repair import advice_of
from cvkit.load.yaml_syntax import explain_syntax_error, refused_depth
from cvkit.model.diagnostic import Diagnostic, Place, Severity
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.source import EMPTY, Span, YamlMap, YamlSeq
from cvkit.model.yaml_scalar import character_positions

MAX_YAML_DEPTH = 64
MAX_YAML_VALUES = 2_000_000
TOO_DEEP = "is nested more than 64 levels deep"
TOO_LONG = "has more than two million values"
EMPTY_WORDS = frozenset({"", "~", "null", "Null", "NULL"})

UNPRINTABLE = lazy_pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
"""Control characters, surrogates, noncharacters, and characters that change the direction of text."""

_CUT = re.compile(r"(?<=\S) #")
_Loader = getattr(yaml, "CLoader", yaml.Loader)


class NotYaml(Rule):
    """A file is not YAML.

    The text breaks a rule of YAML, so cvkit cannot read the file. A colon and a space separate a key from its value. A
    text cannot begin with `[`, `{`, `*`, `&`, `@` or `%`. The lines of one list begin in the same column. Put a text
    that contains such characters in quotes, close every bracket, and align the lines of a list.
    ```yaml
    honors: [{title: Prize: the best}]
    ```
    ```yaml
    honors: [{title: "Prize: the best"}]
    ```
    """

    code = "L003"
    depends_on = DependsOn.VALUE
    hides = DependsOn.RECORD
    message = "this is not YAML: {reason}"
    hint = "check the quotes, brackets and indentation here"
    fix = "check the quotes, brackets and indentation at this place"


class _TooMuch(NotYaml):
    message = "the file {excess}"
    hint = "no record needs that: look for a mistake here"


class _ForbiddenCharacter(NotYaml):
    message = "the character {character} is not allowed in a YAML file"
    hint = "delete it"


class _SecondDocument(NotYaml):
    message = "a second YAML document begins here"
    hint = "delete the line `---`: a record is one document"


class _UndefinedAnchor(NotYaml):
    message = "the anchor `&{anchor}` is not defined above"
    hint = "put a text that begins with `*` in quotes"


class _KeyNotAWord(NotYaml):
    message = "a key must be a plain word"
    hint = "put a text that begins with `[`, `{{` or `*` in quotes"


class RepeatedKey(Rule):
    """A key appears twice in one mapping.

    Two lines of one mapping have the same key. YAML would keep the last value and drop the first without a message.
    Delete one of the two, or merge their values.
    ```yaml
    honors: [{title: A Prize, date: 2020, date: 2021}]
    ```
    ```yaml
    honors: [{title: A Prize, date: 2021}]
    ```
    """

    code = "L004"
    message = "the key `{key}` appears twice (first in line {first})"
    hint = "YAML would drop one without a message: delete one, or merge their values"
    fix = "delete one of the two, or merge their values"


class YamlTag(Rule):
    """A YAML tag (`!…`).

    Other programs convert a value as its tag says. cvkit converts nothing: every value is the text that you typed, and
    no value is ever run as code. Delete the tag.
    ```yaml
    honors: [{title: !!str A Prize}]
    ```
    ```yaml
    honors: [{title: A Prize}]
    ```
    """

    code = "L005"
    message = "the YAML tag `{tag}` is not allowed"
    hint = "delete the tag"
    fix = "delete it; every value is text"


class UnprintableCharacter(Rule):
    r"""A character that cannot be printed: a control character, or one that changes the direction of the text.

    The value contains a control character, half of a character (a surrogate), or a character that changes the direction
    of the text around it. Such characters come with text that was copied from elsewhere. They cannot be printed, and
    they can make one text look like another. Delete the character. If you cannot see it, type the words around it
    again.
    ```yaml
    honors: [{title: "A\u202e Prize"}]
    ```
    ```yaml
    honors: [{title: "A Prize"}]
    ```
    """

    code = "L008"
    message = "the character U+{number:04X} cannot be printed"
    hint = "delete it"
    fix = "delete it"


class CommentInValue(Rule):
    """` #` ends a value early, because it starts a comment.

    In YAML, a space and `#` start a comment. The rest of the line is not part of the value, so the document would not
    show it. Put the value in quotes. If you want a comment, write it on a line of its own, or put two spaces before the
    `#`.
    ```yaml
    honors:
      - title: Winner of category # 3
    ```
    ```yaml
    honors:
      - title: "Winner of category # 3"
    ```
    """

    code = "L010"
    severity = Severity.WARNING
    message = "the text `{text}` ends here, because ` #` starts a comment"
    hint = "put the value in quotes, or put two spaces before a comment"
    fix = "put the value in quotes, or put two spaces before a comment"


class UnreadableYamlError(Exception):
    """The file is not YAML; `diagnostic` is the one error to report."""

    def __init__(self, diagnostic: Diagnostic, *, is_local: bool = False) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
        self.is_local = is_local
        """Whether the rest of the file can still have meaning."""


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
        place = _place(file, Span(line, column, line, column))
        raise UnreadableYamlError(_ForbiddenCharacter.at(place=place, character=shown)) from error
    except yaml.YAMLError as error:
        if refused := refused_depth(error):
            # The scanner reads ahead of the events. Parse the text before the refused bracket: it exceeds our limit.
            return parse_yaml(text[:refused], file)
        span, message, hint = explain_syntax_error(error, text)
        hint, corrections = advice_of(message, hint, span, text, file)
        diagnostic = NotYaml.at(place=_place(file, span), message=message, hint=hint, corrections=corrections)
        raise UnreadableYamlError(diagnostic, is_local=True) from error
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
        self.anchors: dict[str, tuple[Any, int, int]] = {}
        """The value of each anchor, the number of its values, and its depth."""
        self.values = 0

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
                raise UnreadableYamlError(_SecondDocument.at(place=self._place(event)))
            return value, span, self.diagnostics
        finally:
            self.loader.dispose()

    def _value(self, event: Any, depth: int) -> tuple[Any, Span]:
        self.values += 1
        if self.values > MAX_YAML_VALUES or depth > MAX_YAML_DEPTH:
            excess = TOO_DEEP if depth > MAX_YAML_DEPTH else TOO_LONG
            raise UnreadableYamlError(_TooMuch.at(place=self._place(event), excess=excess))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        if event.tag is not None and not (event.tag == "!" and isinstance(event, yaml.ScalarEvent)):
            self.diagnostics.append(YamlTag.at(place=self._place(event), tag=event.tag))
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
            self.anchors[event.anchor] = (value, self.values - before + 1, _height(value))
        return value, span

    def _cut(self, text: str, span: Span) -> None:
        """Warn if ` #` truncates a text that has letters. Two spaces before `#` mean an intended comment."""
        if any(character.isalpha() for character in text):
            at = Span(span.end_line, span.end_column + 1, span.end_line, span.end_column + 1)
            self.diagnostics.append(CommentInValue.at(place=_place(self.file, at), text=text[-40:]))

    def _printable(self, text: str, span: Span) -> str:
        """Report the unprintable characters of a text and delete them. Escapes in quotes can produce any character."""
        if not UNPRINTABLE.search(text):
            return text
        places = character_positions(self.text.splitlines(), span[:2], span[2:], text)
        for found in UNPRINTABLE.finditer(text):
            line, column = places[found.start()] if places else span[:2]
            place = _place(self.file, Span(line, column, line, column))
            self.diagnostics.append(UnprintableCharacter.at(place=place, number=ord(found[0])))
        return UNPRINTABLE.sub("", text)

    def _alias(self, event: Any, depth: int) -> tuple[Any, Span]:
        if event.anchor not in self.anchors:
            raise UnreadableYamlError(self._undefined(event), is_local=True)
        value, size, height = self.anchors[event.anchor]
        self.values += size  # count the values of the alias too: aliases of aliases grow exponentially
        if depth + height > MAX_YAML_DEPTH:
            raise UnreadableYamlError(_TooMuch.at(place=self._place(event), excess=TOO_DEEP))
        return value, _event_span(event)

    def _undefined(self, event: Any) -> Diagnostic:
        """The diagnostic of a text that begins with `*`, with the quotes that it needs."""
        hint, new = advice_of(_UndefinedAnchor.message, _UndefinedAnchor.hint, _event_span(event), self.text, self.file)
        return _UndefinedAnchor.at(place=self._place(event), anchor=event.anchor, hint=hint, corrections=new)

    def _mapping(self, start: Any, depth: int) -> tuple[YamlMap, Span]:
        mapping = YamlMap(self.file, _event_span(start), bool(start.flow_style))
        next_event = self.loader.get_event
        while not isinstance(event := next_event(), yaml.MappingEndEvent):
            key_span = _event_span(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise UnreadableYamlError(_KeyNotAWord.at(place=self._place(event)))
            key = self._printable(event.value, key_span)
            value, span = self._value(next_event(), depth + 1)
            if key in mapping.key_spans:
                first = mapping.key_spans[key].line + 1
                self.diagnostics.append(RepeatedKey.at(place=_place(self.file, key_span), key=key, first=first))
                continue
            mapping.key_spans[key] = key_span
            mapping.value_spans[key] = span
            mapping[key] = value
        mapping.span = _span(start, event)
        return mapping, mapping.span

    def _sequence(self, start: Any, depth: int) -> tuple[YamlSeq, Span]:
        sequence = YamlSeq(self.file, _event_span(start))
        next_event = self.loader.get_event
        while not isinstance(event := next_event(), yaml.SequenceEndEvent):
            value, span = self._value(event, depth + 1)
            sequence.append(value)
            sequence.spans.append(span)
        sequence.span = _span(start, event)
        return sequence, sequence.span

    def _place(self, event: Any) -> Place:
        return _place(self.file, _event_span(event))


def _cuts(text: str) -> set[tuple[int, int]]:
    """The positions at which a text is truncated by a single space and `#`."""
    if " #" not in text:
        return set()
    found = ((line, found.start()) for line, row in enumerate(text.splitlines()) for found in _CUT.finditer(row))
    return set(found)


def _height(value: Any) -> int:
    """The depth of a value: 0 for a text, 1 for a list of texts."""
    if isinstance(value, YamlMap | YamlSeq):
        return 1 + max(map(_height, value.values() if isinstance(value, YamlMap) else value), default=0)
    return 0


def _is_empty(event: Any) -> bool:
    is_plain = event.implicit[0]
    return event.value in EMPTY_WORDS if is_plain else not event.value.strip()


def _event_span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line, start.column, end.line, end.column)


def _span(start: Any, end: Any) -> Span:
    return Span(start.start_mark.line, start.start_mark.column, end.end_mark.line, end.end_mark.column)


def _place(file: str, span: Span) -> Place:
    end = span.end_column if span.end_line == span.line else span.column + 1
    return Place(file, span.line + 1, span.column + 1, max(end, span.column + 1) + 1)
