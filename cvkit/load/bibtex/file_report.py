"""Collect the diagnostics of one `.bib` file. Those of one kind become one diagnostic, with a count and the lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from cvkit.load.bibtex.line_index import LineIndex
from cvkit.model.diagnostic import Diagnostic, Place, Severity
from cvkit.model.plural import counted
from cvkit.model.rule import Ignorable, Rule
from cvkit.model.source import Span, YamlMap

MAX_LINES = 3
"""The maximum number of lines that one diagnostic names."""

MAX_HINTS = 5
"""The maximum number of hints that one diagnostic joins."""


class GroupedRule(Rule):
    """Base of the rules whose diagnostics are joined, one for each file.

    Its texts can use `count` (how many, with the noun), `names` (each with its count), `lines` and `field`.
    """

    ignorable = Ignorable.AT_TOP
    noun: ClassVar[str]
    shows_each_count: ClassVar[bool] = False
    joins_hints: ClassVar[bool] = False
    """Whether the hint has those of several names; otherwise it has that of the first."""


class UnreadValues(GroupedRule):
    """Values of a field in a `.bib` file that cvkit cannot read, and leaves out.

    A `.bib` file is often written by a program or by somebody else. If a value is not in the format of its field,
    cvkit leaves it out and reads the rest of the entry. There is one warning for each field of a file. Fix the values,
    or delete the field. The last digit of an ISSN or ISBN is computed from the others: if it does not match them, there
    is a typo in one of the digits.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}, issn = {1}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}, issn = {2076-3417}}
    ```
    """

    code = "L130"
    severity = Severity.WARNING
    noun = "value"
    message = "{count} of `{field}` could not be read ({lines})"
    hint = "cvkit uses only the part that it can read, if there is one: fix them, or delete the field"
    fix = "fix the values, or delete the field"


class _WrongLastDigits(UnreadValues):
    message = "the last digit of {count} of `{field}` does not match the others ({lines})"


class LeftOutFields(GroupedRule):
    """Fields of a `.bib` file that have no place in a record.

    Programs write fields for their own use, such as `file` and `timestamp`. cvkit leaves them out, and lists them once
    for each file. No change is necessary. For a field of your own that cvkit must keep, begin its name with `x-`.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}, file = {one.pdf}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}, x-file = {one.pdf}}
    ```
    """

    code = "L131"
    severity = Severity.NOTE
    noun = "field"
    shows_each_count = True
    message = "left out: {names}"
    hint = "these fields have no place in a record; to keep a field, begin its name with `x-`"
    fix = "to keep a field, begin its name with `x-`"


@dataclass
class _Group:
    """The diagnostics of one kind."""

    hints: dict[str, None] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    places: dict[Place, None] = field(default_factory=dict)
    seen: set[tuple[str, Place]] = field(default_factory=set)
    severity: Severity | None = None


class FileReport:
    """The diagnostics of one file, single ones and groups."""

    def __init__(self, lines: LineIndex) -> None:
        self.lines = lines
        self.single: list[Diagnostic] = []
        self.groups: dict[tuple[type[GroupedRule], str], _Group] = {}

    def report(self, diagnostic: Diagnostic, place: Place) -> None:
        """Report a diagnostic at a place. A field is reported once if several entries inherit it."""
        diagnostic = replace(diagnostic, place=place)
        if diagnostic not in self.single[-20:]:
            self.single.append(diagnostic)

    def add(
        self,
        rule: type[GroupedRule],
        name: str,
        place: Place,
        field: str = "",
        hint: str | None = None,
        severity: Severity | None = None,
    ) -> None:
        """Add to the group of a rule, and of a field if the rule has one diagnostic for each field."""
        group = self.groups.setdefault((rule, field), _Group(severity=severity))
        if hint:
            group.hints[hint] = None
        if (name, place) not in group.seen:
            group.seen.add((name, place))
            group.names[name] += 1
            group.places[place] = None

    def has(self, rule: type[GroupedRule], name: str) -> bool:
        """Whether a name is in the group of a rule."""
        return (rule, "") in self.groups and name in self.groups[rule, ""].names

    def unread(self, field: str, place: Place, right: str = "") -> None:
        """Add a value that could not be read: a number that would be `right` with another last digit, or any."""
        hint = f"look for a typo in the digits; if the others are right, write {right}" if right else None
        self.add(_WrongLastDigits if right else UnreadValues, field, place, field, hint)

    def diagnostics(self) -> Iterator[Diagnostic]:
        """All diagnostics, in the order of their places."""
        found = [*self.single, *self._grouped()]
        yield from sorted(found, key=lambda one: (one.place.line, one.place.column) if one.place else (0, 0))

    def _grouped(self) -> Iterator[Diagnostic]:
        for (rule, of_field), group in self.groups.items():
            found_in = sorted({place.line for place in group.places})
            diagnostic = rule.at(
                place=min(group.places),
                severity=group.severity,
                hint=" ".join(list(group.hints)[: MAX_HINTS if rule.joins_hints else 1]) or None,
                field=of_field,
                count=counted(len(group.places), rule.noun),
                names=", ".join(
                    f"{name} ({count})" if count > 1 or rule.shows_each_count else name
                    for name, count in group.names.most_common()
                ),
                lines=_listed(found_in),
            )
            yield replace(diagnostic, lines=tuple(found_in))

    def place(self, span: Span) -> Place:
        """The place of a span of the file."""
        return place_of(self.lines.file, span)


def place_of(file: str, span: Span) -> Place:
    """The place of a span; of a span of several lines, its first character."""
    end = span.end_column if span.end_line == span.line else span.column + 1
    return Place(file, span.line + 1, span.column + 1, max(end, span.column + 1) + 1)


def as_strict(diagnostics: list[Diagnostic], settings: Any) -> list[Diagnostic]:
    """The diagnostics of `.bib` files; with `strict: true` in the record's settings of BibTeX, warnings are errors."""
    if not isinstance(settings, YamlMap) or settings.get("strict") != "true":
        return diagnostics
    return [replace(one, severity=Severity.ERROR) if one.severity is Severity.WARNING else one for one in diagnostics]


def _listed(lines: list[int]) -> str:
    """The first of some lines: `line 3`, `lines 3, 17, 40, …`."""
    shown = [*map(str, lines[:MAX_LINES]), *(["…"] if len(lines) > MAX_LINES else [])]
    return f"line{'s' * (len(lines) > 1)} {', '.join(shown)}"
