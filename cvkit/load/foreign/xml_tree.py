"""Parse XML into elements that know their line and column.

No entity is expanded, and nothing outside the file is read: a file that declares an entity is refused. The named
characters of HTML, such as `&uuml;`, are read without a declaration, because DBLP writes them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn
from xml.parsers import expat

from cvkit.load.foreign.report import SourceReport, UnreadableSource, UnreadableSourceError
from cvkit.load.yaml_file import MAX_YAML_DEPTH, MAX_YAML_VALUES, TOO_DEEP, TOO_LONG, UNPRINTABLE
from cvkit.model.diagnostic import Place
from cvkit.model.source import Span

_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_OWN_TO_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})


@dataclass(eq=False)
class Element:
    """An element: its name without the prefix of its namespace, its attributes, and its texts and elements in order."""

    name: str
    attributes: dict[str, str]
    span: Span
    children: list[str | Element] = field(default_factory=list)

    def all(self, *names: str) -> Iterator[Element]:
        """The child elements with one of some names, or all child elements."""
        return (one for one in self.children if isinstance(one, Element) and (not names or one.name in names))

    def first(self, *path: str) -> Element | None:
        """The first element at a path of names below this one."""
        found: Element | None = self
        for name in path:
            found = next(found.all(name), None) if found else None
        return found

    @property
    def text(self) -> str:
        """All characters within the element, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def text_at(self, *path: str) -> str:
        """The text of the element at a path; empty if there is none."""
        found = self.first(*path)
        return found.text if found else ""

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()


def parse_xml(text: str, report: SourceReport) -> Element:
    """The root element of an XML text.

    Raises:
        UnreadableSourceError: the text is not XML, declares entities, is nested too deeply, or has too many elements.
    """
    return _Parser(report).parse(_NAMED.sub(_named_character, text))


def _named_character(found: re.Match[str]) -> str:
    if found[1] in _OWN_TO_XML:
        return found[0]
    return html.unescape(found[0]).replace("&", "&amp;").replace("<", "&lt;")


class _Parser:
    def __init__(self, report: SourceReport) -> None:
        self.report = report
        self.open: list[Element] = []
        self.root: Element | None = None
        self.count = 0
        self.expat = expat.ParserCreate()
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self._characters
        self.expat.EntityDeclHandler = self._declares_entity

    def parse(self, text: str) -> Element:
        text = re.sub(r"^\s*<\?xml[^>]*\?>", lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        try:
            self.expat.Parse(text.lstrip(" \t\r") if not text.startswith("\n") else text, True)
        except expat.ExpatError as error:
            reason = expat.errors.messages.get(error.code, "it cannot be parsed")
            self._fail(reason, error.lineno, error.offset)
        if self.root is None:
            self._fail("it has no element", 1, 0)
        return self.root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) > MAX_YAML_DEPTH or self.count > MAX_YAML_VALUES:
            excess = TOO_DEEP if len(self.open) > MAX_YAML_DEPTH else TOO_LONG
            self._fail(f"the file {excess}", self.expat.CurrentLineNumber, self.expat.CurrentColumnNumber)
        line, column = self.expat.CurrentLineNumber - 1, self.expat.CurrentColumnNumber
        span = Span(line, column, line, column + len(name) + 1)
        bare = {key.rpartition(":")[2]: value for key, value in attributes.items() if not key.startswith("xmlns")}
        element = Element(name.rpartition(":")[2], bare, span)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, name: str) -> None:
        self.open.pop()

    def _characters(self, text: str) -> None:
        self.open[-1].children.append(UNPRINTABLE.sub(" ", text) if UNPRINTABLE.search(text) else text)

    def _declares_entity(self, *_: Any) -> None:
        reason = "it declares an entity, which cvkit does not expand"
        self._fail(reason, self.expat.CurrentLineNumber, self.expat.CurrentColumnNumber)

    def _fail(self, reason: str, line: int, column: int) -> NoReturn:
        place = Place(self.report.file, line, column + 1, column + 2)
        raise UnreadableSourceError(UnreadableSource.at(place=place, language="XML", reason=reason))
