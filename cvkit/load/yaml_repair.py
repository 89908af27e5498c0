"""The correction of a YAML syntax error, where one line shows it: quotes, a space, an indentation, a bracket."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cvkit.model.diagnostic import Place, Replacement
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.source import Span
from cvkit.model.yaml_flow import flow_scalar, scalar

_KEY = lazy_pattern(r"(?P<lead>[ ]*(?:- +)*)(?P<key>[A-Za-z][\w -]*):(?P<space> +)(?P<value>\S.*)")
"""A line with a key and a value, outside brackets."""
_NO_SPACE = lazy_pattern(r"(?P<lead>[ ]*(?:- +)*)(?P<key>[a-z][a-z_]*):(?P<value>[^\s/].*)")
_NO_COLON = lazy_pattern(r"(?P<lead>[ ]*(?:- +)*)(?P<key>[a-z][a-z_]*) +(?P<value>\S.*)")
_COMMENT = re.compile(r"\s+#.*$")
_NEED_QUOTES = ("text cannot begin with", "value cannot begin with", "after the end of a value", "anchor `&")
"""Parts of our messages about a text that needs quotes."""
LONGEST_LINE = 2000
"""A longer line is not typed by hand."""
_CLOSING = {"[": "]", "{": "}"}


class Repair(NamedTuple):
    """A replacement in one line, and the hint that says the same. The line and the columns count from 0."""

    line: int
    start: int
    end: int
    text: str | None
    """The new text; None if there are two readings."""
    hint: str


def advice_of(message: str, hint: str, span: Span, text: str, file: str) -> tuple[str, list[Replacement]]:
    """The hint about a syntax error with our message, and its correction; the given hint and none if there is none."""
    repair = repair_of(message, span.line, span.column, text.splitlines())
    if repair is None:
        return hint, []
    place = Place(file, repair.line + 1, repair.start + 1, repair.end + 1)
    return repair.hint, [] if repair.text is None else [Replacement(repair.text, place=place)]


def repair_of(message: str, line: int, column: int, lines: Sequence[str]) -> Repair | None:
    """The repair of a syntax error with our message at a place; None if it has none, or several."""
    row = lines[line] if line < len(lines) else ""
    if len(row) > LONGEST_LINE:
        return None
    if "tab is not allowed" in message:
        return _spaces(line, row)
    if "separate a key" in message:
        return _colon(line, column, lines)
    if "bracket is missing" in message:
        return _text_with_brackets(line, column, row)
    if "not aligned" in message:
        return _aligned(line, lines)
    if "no `:`" in message and (found := _NO_COLON.fullmatch(row)):
        return _whole(line, row, f"{found['lead']}{found['key']}: {found['value']}")
    if "before this character has no meaning" in message:
        return _escape(line, column, row)
    if "quoted text that begins here" in message:
        return _closed_quote(line, column, row)
    if "begins here is not closed" in message:
        return _closed_bracket(line, row, lines)
    found = _KEY.fullmatch(row)
    if found and "follow `|`" in message:
        start = found.start("value")
        text = found["value"].lstrip("|>+-0123456789 ")
        return Repair(line, start, len(row), scalar(text), f"write {scalar(text)}")
    if found and found["value"][0] not in "]}" and any(part in message for part in _NEED_QUOTES):
        return _quoted(line, found, "the whole value" if "after the end" in message else "the text")
    return None


def _whole(line: int, row: str, new: str) -> Repair:
    """A repair of a line that changes its key."""
    return Repair(line, 0, len(row), new, f"write `{_COMMENT.sub('', new).strip()}`")


def _spaces(line: int, row: str) -> Repair:
    lead = row[: len(row) - len(row.lstrip(" \t"))]
    return Repair(line, 0, len(lead), lead.replace("\t", "  "), "indent with spaces, two for each tab")


def _colon(line: int, column: int, lines: Sequence[str]) -> Repair | None:
    """A second colon in a line, a line that is indented too far, or a line above whose colon lacks its space."""
    row = lines[line]
    above = next((at for at in range(line - 1, -1, -1) if lines[at].strip()), None)
    if row[:column].strip() and re.fullmatch(r"\s+[a-z][a-z_]*", row[:column]) and above is not None:
        if missing := _NO_SPACE.fullmatch(lines[above]):
            return _whole(above, lines[above], f"{missing['lead']}{missing['key']}: {missing['value']}")
        if (found := _KEY.fullmatch(lines[above])) and len(found["lead"]) < _indent(row):
            return _moved(line, row, len(found["lead"]))
    if (found := _KEY.fullmatch(row)) and found["value"][0] not in "[{" and _is_balanced(found["value"]):
        return _quoted(line, found)
    return _quoted_in_brackets(line, column, row)


def _is_balanced(text: str) -> bool:
    """Whether a text closes no bracket that a line above opened."""
    return all(text.count(closing) <= text.count(opening) for opening, closing in _CLOSING.items())


def _quoted(line: int, found: re.Match[str], words: str = "the text") -> Repair:
    value = _COMMENT.sub("", found["value"])
    is_quoted = value[0] == value[-1] and value[0] in "'\"" and value.count(value[0]) % 2 == 1 and len(value) > 1
    text = value[1:-1] if is_quoted else value
    start = found.start("value")
    new = scalar(text)
    new = new if new != value else f'"{text}"'
    return Repair(line, start, start + len(value), new, f"put {words} in quotes: {new}")


def _quoted_in_brackets(line: int, column: int, row: str) -> Repair | None:
    """A text with a colon in braces. If a comma may be missing instead, there are two readings."""
    before = re.search(r"(?:^|[{,\[])\s*[\w-]+:\s+([^{}\[\],'\"]*)$", row[:column])
    behind = re.match(r":[^{}\[\],'\"]*", row[column:])
    if not before or not behind:
        return None
    text = (before[1] + behind[0]).rstrip()
    if missing := re.search(r"\s([a-z_]+)$", before[1]):
        return Repair(line, column, column, None, f"write a comma before `{missing[1]}`, or put the text in quotes")
    new = flow_scalar(text)
    start = before.start(1)
    return Repair(line, start, start + len(text), new, f"put the text in quotes: {new}")


def _text_with_brackets(line: int, column: int, row: str) -> Repair | None:
    """A text in braces that has brackets or quotes of its own, up to the next key of the line or its last bracket."""
    keys = [found.end() for found in re.finditer(r"[{,]\s*[\w-]+:\s+(?=\S)", row[:column])]
    if not keys:
        return None
    start = keys[-1]
    behind = re.search(r",\s*[\w-]+:(?:\s|$)|[}\]]+\s*,?\s*$", row[start:])
    text = row[start : start + behind.start()].rstrip() if behind else ""
    if not text or text[0] in "[{'\"" or column >= start + len(text):
        return None
    new = flow_scalar(text)
    return Repair(line, start, start + len(text), new, f"put the text in quotes: {new}")


def _aligned(line: int, lines: Sequence[str]) -> Repair | None:
    """The indentation of a line that has none of those above: that of the nearest line."""
    row, indent = lines[line], _indent(lines[line])
    columns: list[int] = []
    for above in reversed(lines[:line]):
        if above.strip() and not above.lstrip().startswith("#"):
            lead = re.match(r" *(?:- +)*", above)
            assert lead
            is_item = row.lstrip().startswith("- ")
            columns.append(_indent(above) if is_item else len(lead[0]))
            if _indent(above) == 0:
                break
    near = sorted(set(columns), key=lambda column: (abs(column - indent), -column))
    return _moved(line, row, near[0]) if near and near[0] != indent else None


def _moved(line: int, row: str, column: int) -> Repair:
    return Repair(line, 0, _indent(row), " " * column, f"begin this line in column {column + 1}, as the lines above")


def _escape(line: int, column: int, row: str) -> Repair | None:
    at = row.rfind("\\", 0, column + 1)
    if at < 0 or at + 1 >= len(row):
        return None
    if row[at + 1] in "&%#$_":
        return Repair(line, at, at + 2, row[at + 1], f"write `{row[at + 1]}`")
    return Repair(line, at, at + 1, "\\\\", "write `\\\\`, or use single quotes")


def _closed_quote(line: int, column: int, row: str) -> Repair | None:
    quote, text = row[column : column + 1], row[column:].rstrip()
    if quote not in ("'", '"') or re.search(r"[,}\]]", text):
        return None
    end = column + len(text)
    return Repair(line, end, end, quote, f"close the quotes: {text}{quote}")


def _closed_bracket(line: int, row: str, lines: Sequence[str]) -> Repair | None:
    """The brackets that a line lacks at its end, if the next line is not within them."""
    following = next((one for one in lines[line + 1 :] if one.strip()), "")
    if _indent(following) > _indent(row) or following.strip()[:1] in ("]", "}") or re.search(r"['\"]", row):
        return None
    opened: list[str] = []
    for character in row:
        if character in _CLOSING:
            opened.append(_CLOSING[character])
        elif character in _CLOSING.values() and (not opened or opened.pop() != character):
            return None
    end = len(_COMMENT.sub("", row).rstrip())
    missing = "".join(reversed(opened))
    return Repair(line, end, end, missing, f"write `{missing}` at the end of the line") if missing else None


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))
