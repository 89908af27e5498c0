"""The record as it stands in its files: plain values, each of which knows its line and column."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from cvkit.model.problem import LOCK, Path, Place, Problem
from cvkit.model.scalar import spots


class Mark(NamedTuple):
    """Where a value begins and ends in its file; lines and columns count from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


class Empty:
    """The value of a key that has none: nothing typed, `~` or `null`."""

    def __repr__(self) -> str:
        return "nothing"


EMPTY = Empty()


class Mapping(dict[str, Any]):
    """A YAML mapping; a key that was typed keeps its mark even when its value is taken out."""

    __slots__ = ("file", "is_flow", "key_marks", "mark", "value_marks")

    def __init__(self, file: str, mark: Mark, is_flow: bool = False) -> None:
        super().__init__()
        self.file = file
        self.mark = mark
        self.is_flow = is_flow
        """Whether it was typed in braces."""
        self.key_marks: dict[str, Mark] = {}
        self.value_marks: dict[str, Mark] = {}


class Sequence(list[Any]):
    """A YAML sequence."""

    __slots__ = ("file", "mark", "marks")

    def __init__(self, file: str, mark: Mark) -> None:
        super().__init__()
        self.file = file
        self.mark = mark
        self.marks: list[Mark] = []


@dataclass(frozen=True)
class Source:
    """All that was read for one record.

    `root` is the mapping of `cv.yaml` with the sections that are files put in; `texts` has the text of every
    file by the name that problems show; `name` is the record's own name, from its folder or file; `lock` has the
    lines of the lock, which stands in `lock_file`.
    """

    name: str
    root: Mapping
    texts: dict[str, str]
    problems: tuple[Problem, ...] = ()
    lock_file: str = LOCK
    lock: Sequence | None = None
    overrides: dict[Path, Place] = field(default_factory=dict)
    """What the command line sets, by where it stands in `root`, with its place there."""
    photo: bytes = b""
    """The person's picture, which stands in `photo_file`."""
    photo_file: str = ""
    named: dict[str, str] = field(default_factory=dict)
    """Each file that the record names, or named before the command line set another, with its part in words."""

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The same problems with place, excerpt and entry filled in, in the order of the files."""
        placed = [self._locate(problem) for problem in problems]
        order = {file: rank for rank, file in enumerate(self.texts)}
        return tuple(
            sorted(
                dict.fromkeys(placed),
                key=lambda p: (order.get(p.place.file, -1), *p.place[1:3]) if p.place else (-1, 0, 0),
            )
        )

    def find_text(self, wanted: str) -> Problem | None:
        """Place the first value of the record that holds `wanted`: an unfinished problem to add a message to."""
        for path, text in texts_within(self.root, ()):
            if (at := text.find(wanted)) >= 0:
                return self._locate(Problem(code="", message="", path=path, at=at))
        return None

    def values_of(self, sections: Iterable[str]) -> Iterator[tuple[Path, str]]:
        """Every text of some sections with its path."""
        for section in sections:
            yield from texts_within(self.root.get(section), (section,))

    @property
    def files(self) -> list[str]:
        """All that was read, and the lock, which may come."""
        return [*self.texts, self.lock_file, *([self.photo_file] if self.photo_file else [])]

    @property
    def has_references(self) -> bool:
        """Whether any text may refer to another entry, or print a total."""
        return any("[@" in text or "{{count:" in text for text in self.texts.values())

    def _locate(self, problem: Problem) -> Problem:
        if problem.place is None:
            problem = replace(problem, place=self._place(problem), entry=self._entry(problem.path))
        if problem.place is not None and not problem.excerpt:
            lines = self._lines(problem.place.file)
            if problem.place.line <= len(lines):
                problem = replace(problem, excerpt=lines[problem.place.line - 1])
        return problem

    def _place(self, problem: Problem) -> Place:
        """The place of a path, or of the nearest value around it that was typed."""
        path = problem.path
        if self.overrides:
            for depth in range(len(path), 0, -1):
                if path[:depth] in self.overrides:
                    return self.overrides[path[:depth]]
        around: Mapping | Sequence = self.root
        if self.lock is not None and path[:1] == (LOCK,):
            around, path = self.lock, path[1:]
        value: Any = around
        mark, file = around.mark, around.file
        for depth, step in enumerate(path):
            wants_key = problem.part == "key" and depth == len(path) - 1
            if isinstance(value, Mapping) and step in value.key_marks:
                mark, file = (value.key_marks if wants_key else value.value_marks)[str(step)], value.file
                value = value.get(str(step))
            elif isinstance(value, Sequence) and isinstance(step, int) and step < len(value):
                mark, file, value = value.marks[step], value.file, value[step]
            else:
                break
            if isinstance(value, Mapping | Sequence):
                around = value
                if not wants_key:
                    mark, file = value.mark, value.file
        if problem.part == "entry":
            mark, file = around.mark, around.file
        elif problem.at is not None and isinstance(value, str):
            mark = self._character(problem.at, file, mark, value)
        elif problem.find:
            mark = self._found(problem.find, file, mark)
        return self._as_place(file, mark)

    def _lines(self, file: str) -> list[str]:
        """The lines of a file; none of one that was not read."""
        if file not in self._split:
            self._split[file] = self.texts.get(file, "").splitlines()
        return self._split[file]

    @functools.cached_property
    def _split(self) -> dict[str, list[str]]:
        return {}

    def _character(self, at: int, file: str, mark: Mark, value: str) -> Mark:
        """Where one character of a value stands, however it was typed; the whole value where that is not known."""
        places = spots(self._lines(file), (mark.line, mark.column), (mark.end_line, mark.end_column), value)
        if not places or at >= len(places):
            return mark
        line, column = places[at]
        return Mark(line, column, line, column + 1)

    def _found(self, pattern: str, file: str, mark: Mark) -> Mark:
        """Where a pattern is found between the beginning and the end of a value; the whole value if it is not."""
        lines = self._lines(file)
        for number in range(mark.line, min(mark.end_line + 1, len(lines))):
            start = mark.column if number == mark.line else 0
            end = mark.end_column if number == mark.end_line else len(lines[number])
            if found := re.compile(pattern).search(lines[number], start, end):
                return Mark(number, found.start(), number, found.end())
        return mark

    def _as_place(self, file: str, mark: Mark) -> Place:
        line = self._lines(file)[mark.line : mark.line + 1]
        end = mark.end_column if mark.end_line == mark.line else len(line[0]) if line else mark.column + 1
        return Place(file, mark.line + 1, mark.column + 1, max(end, mark.column + 1) + 1)

    def _entry(self, path: Path) -> str:
        """What the user calls the item of a section that `path` lies in."""
        value: Any = {LOCK: self.lock} if path[:1] == (LOCK,) else self.root
        for depth, step in enumerate(path):
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                break
            if depth and isinstance(step, int):
                break
        if not isinstance(value, Mapping) or value is self.root:
            return ""
        names = (value.get(key) for key in ("id", "title", "name", "organization", "institution", "role"))
        return next((name for name in names if isinstance(name, str)), "")


def texts_within(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text of a tree with its path, in the order of the file."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from texts_within(child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from texts_within(child, (*path, index))
