"""Lines that YAML joins to one text although they look like a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cvkit.model.diagnostic import Diagnostic, KeyPath
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.source import Source, Typed, YamlMap, YamlSeq

_BULLET = lazy_pattern(r"\s*[-*•]\s+\S")


class JoinedBullets(Rule):
    """Bullets below a bullet, which YAML joins to one text.

    A line that is indented below a text belongs to this text in YAML, with its `-`. All would be printed as one line.
    Begin the `-` of each bullet in the same column. A bullet of `highlights` with bullets below it ends in a colon.
    """

    code = "V264"
    depends_on = DependsOn.VALUE
    message = "YAML joins this line and {count} below it to one text"
    hint = "begin each `-` in column {column}, as that of the first"
    fix = "begin each bullet in the same column"
    no_example = "it takes the lines of a file"


class _BulletsBelow(JoinedBullets):
    hint = "write a colon behind this line, or begin each `-` in column {column}, as that of the first"


class _BulletsInText(JoinedBullets):
    hint = "put the lines into a list of their own, such as `highlights`, or delete the dashes"


def check_joined_lines(source: Source) -> Iterator[Diagnostic]:
    """Report texts of YAML files over several lines, of which the later ones begin as bullets."""
    files = {file: text.splitlines() for file, text in source.texts.items() if not file.endswith(".bib")}
    for path, typed in _scalars(source.root, ()):
        lines = files.get(typed.file, [])[typed.span.line + 1 : typed.span.end_line + 1]
        first = files[typed.file][typed.span.line] if typed.file in files else ""
        bullets = [line for line in lines if _BULLET.match(line)]
        if not bullets or first[typed.span.column : typed.span.column + 1] in "|>'\"":
            continue
        if isinstance(path[-1], int) and (dash := first.rfind("- ", 0, typed.span.column)) >= 0:
            rule = _BulletsBelow if path[-2:-1] == ("highlights",) else JoinedBullets
            yield rule.at(path, count=len(bullets), column=dash + 1)
        else:
            yield _BulletsInText.at(path, count=len(bullets))


def _scalars(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Typed]]:
    """Each text over several lines, with its key path and its place."""
    if isinstance(value, YamlMap):
        for key, child in value.items():
            if isinstance(child, str):
                if value.value_spans[key].end_line > value.value_spans[key].line:
                    yield (*path, key), Typed(value.file, value.value_spans[key])
            else:
                yield from _scalars(child, (*path, key))
    elif isinstance(value, YamlSeq):
        for at, (child, span) in enumerate(zip(value, value.spans, strict=False)):
            if isinstance(child, str):
                if span.end_line > span.line:
                    yield (*path, at), Typed(value.file, span)
            else:
                yield from _scalars(child, (*path, at))
