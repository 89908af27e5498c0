r"""Parse math into a tree: TeX with only the commands of `math_symbols`.

The tree is the permission: nothing that does not parse reaches a writer, and each writer renders the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.math_symbols import (
    ARGUMENTS,
    DELIMITERS,
    MATH_COMMANDS,
    MATH_SYMBOLS,
    TEXT_STYLES,
    SymbolForm,
    SymbolKind,
)
from cvkit.model.rule import ValueRule
from cvkit.model.value_class import dataclass

MAX_MATH_DEPTH = 32
"""The largest depth of groups and commands in math. TeX has a limit as well."""


@dataclass(frozen=True)
class Symbol:
    r"""One symbol, by its token: `x`, `12`, `+`, `\alpha`."""

    typed: str

    @property
    def form(self) -> SymbolForm:
        """The printed form."""
        kind: SymbolKind = "number" if self.typed[0].isdecimal() else "letter" if self.typed.isalpha() else "ordinary"
        return MATH_SYMBOLS.get(self.typed) or SymbolForm(self.typed, kind)


@dataclass(frozen=True)
class MathRow:
    """Parts side by side: the whole math, or a group in braces."""

    parts: tuple[MathPart, ...] = ()


@dataclass(frozen=True)
class Fenced:
    r"""Parts between brackets that have their height: `\left( … \right)`."""

    opening: Symbol
    parts: tuple[MathPart, ...]
    closing: Symbol


@dataclass(frozen=True)
class Scripted:
    """A part with its subscript and its superscript."""

    base: MathPart
    sub: MathPart | None
    sup: MathPart | None


@dataclass(frozen=True)
class MathCommand:
    """A command with its arguments: a fraction, a root, an accent, a style of letters."""

    name: str
    arguments: tuple[MathPart, ...]


@dataclass(frozen=True)
class MathWords:
    """Text within math."""

    command: str
    text: str


MathPart = Symbol | MathRow | Fenced | Scripted | MathCommand | MathWords


class InvalidMath(ValueRule):
    r"""Math with a command that is not allowed, with braces that do not match, or nested too deeply.

    The characters `$…$` enclose math, for a formula in a title. cvkit allows only commands that print symbols. It
    refuses commands that read, define or repeat, because a text must never run code. It also refuses braces that do not
    match, because TeX would stop there, and more than 32 levels of braces. Fix the braces, or write the formula in
    words. To print the character `$`, write `\$`.
    ```yaml
    honors: [{title: 'For $O(n^{2)$ sorting'}]
    ```
    ```yaml
    honors: [{title: 'For $O(n^{2})$ sorting'}]
    ```
    """

    code = "V109"
    message = "{reason} in the math `{math}`"
    hint = "write it in words, or put `\\` before each `$`"
    fix = "fix it, or write it in words"


class MathError(ValueError):
    """The math is not allowed, or TeX would refuse it. `at` is the offset of the wrong part, `length` its length."""

    def __init__(self, message: str, at: int, length: int = 1, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.length = length
        self.hint = hint or InvalidMath.hint


_TOKEN = lazy_pattern(r"\\(?:[A-Za-z]+|.)|\^\^|[0-9]+(?:[.,][0-9]+)*|.", re.DOTALL)
_REFUSED = frozenset('\\ $ & # % " ` ^^'.split())
OLD_STYLES = {r"\rm": r"\mathrm", r"\bf": r"\mathbf", r"\it": r"\mathit", r"\cal": r"\mathcal", r"\sf": r"\mathsf",
              r"\tt": r"\mathtt"}  # fmt: skip
"""Commands of plain TeX that set the style of the rest of a group → the commands with that group as an argument."""
_WORDS = lazy_pattern(r"\s*(?:\{((?:[^\\{}$#%&^_~]|\\[ %&#_$])*)\}|([^\W_]))")
_KNOWN = MATH_COMMANDS | MATH_SYMBOLS.keys()
_END = ("", "}", r"\right")


def parse_math(source: str, unknown: list[MathError] | None = None) -> MathRow:
    """Parse math.

    If `unknown` is a list, an unknown command is not an error: it is added to the list, and its name or its argument
    becomes part of the tree. A style of plain TeX is no error either.

    Raises:
        MathError: the math is not allowed.
    """
    reader = _Reader(source, unknown)
    parts = reader.sequence(0)
    if reader.ahead:
        raise reader.error(f"`{reader.ahead}` is not opened")
    return MathRow(parts)


class _Reader:
    """Reads one formula from left to right. `ahead` is the next token, at offset `at`; it is empty at the end."""

    def __init__(self, source: str, unknown: list[MathError] | None) -> None:
        self.source = source
        self.unknown = unknown
        self.end = 0
        self.advance()

    def advance(self) -> str:
        """Go to the next token. Return the one before."""
        before = getattr(self, "ahead", "")
        while self.source[self.end : self.end + 1].isspace():
            self.end += 1
        self.at = self.end
        found = _TOKEN.match(self.source, self.at)
        self.ahead = found[0] if found else ""
        self.end = found.end() if found else self.at
        return before

    def error(self, message: str, hint: str = "") -> MathError:
        """The error for the next token."""
        return MathError(message, min(self.at, max(0, len(self.source) - 1)), max(1, len(self.ahead)), hint)

    def sequence(self, depth: int) -> tuple[MathPart, ...]:
        """Parse parts with their scripts up to the end, or to the token that closes the group."""
        if depth > MAX_MATH_DEPTH:
            raise self.error(f"the nesting is deeper than {MAX_MATH_DEPTH} levels", "delete the braces around braces")
        parts: list[MathPart] = []
        while self.ahead not in _END:
            if self.unknown is not None and self.ahead in OLD_STYLES:
                style = OLD_STYLES[self.advance()]
                parts.append(MathCommand(style, (MathRow(self.sequence(depth + 1)),)))
                break
            base: MathPart = MathRow() if self.ahead in ("^", "_") else self.part(depth)
            scripts: dict[str, MathPart] = {}
            while self.ahead in ("^", "_"):
                if self.ahead in scripts:
                    raise self.error(f"a symbol has `{self.ahead}` twice")
                sign = self.advance()
                scripts[sign] = self.argument(depth)
            if "^" in scripts and self.ahead == "'":
                raise self.error("a symbol has `'` behind `^`", "write the `'` before the `^`")
            parts.append(Scripted(base, scripts.get("_"), scripts.get("^")) if scripts else base)
        return tuple(parts)

    def argument(self, depth: int) -> MathPart:
        """Parse the argument of a command, or a script: one group, one command or one character."""
        if self.ahead in ("^", "_", r"\left", *_END):
            raise self.error("a symbol is missing")
        if self.ahead[0].isdecimal() and len(self.ahead) > 1:  # TeX takes one digit: `x^12` is x¹2
            self.ahead, self.end = self.ahead[0], self.at + 1
        return self.part(depth)

    def part(self, depth: int) -> MathPart:
        """Parse one symbol, one group, or one command with its arguments."""
        if self.ahead in _REFUSED or (self.ahead[0] == "\\" and self.ahead not in _KNOWN):
            return self.refused(depth)
        if self.ahead in TEXT_STYLES:
            return self.words()
        first_at, first = self.at, self.advance()
        if first == "{":
            parts = self.sequence(depth + 1)
            self.close("{", "}", first_at)
            return MathRow(parts)
        if first == r"\left":
            opening = self.delimiter()
            parts = self.sequence(depth + 1)
            self.close(first, r"\right", first_at)
            return Fenced(opening, parts, self.delimiter())
        if first == r"\sqrt" and self.ahead == "[":
            return self.root(depth)
        if first in ARGUMENTS:
            if depth > MAX_MATH_DEPTH:
                raise self.error(f"the nesting is deeper than {MAX_MATH_DEPTH} levels")
            return MathCommand(first, tuple(self.argument(depth + 1) for _ in range(ARGUMENTS[first])))
        return Symbol(first)

    def root(self, depth: int) -> MathPart:
        r"""Parse the rest of a root with a degree, `\sqrt[3]{x}`: the degree is a superscript before the root."""
        at, _ = self.at, self.advance()
        degree: list[MathPart] = []
        while self.ahead not in ("]", *_END):
            degree.append(self.argument(depth + 1))
        self.close("[", "]", at)
        root = MathCommand(r"\sqrt", (self.argument(depth + 1),))
        return MathRow((Scripted(MathRow(), None, MathRow(tuple(degree))), root))

    def close(self, opening: str, closing: str, at: int) -> None:
        if self.ahead != closing:
            raise MathError(f"`{opening}` is not closed", at, len(opening))
        self.advance()

    def delimiter(self) -> Symbol:
        if self.ahead not in DELIMITERS:
            raise self.error(r"a bracket is missing behind `\left` or `\right`", r"write `\left.` for no bracket")
        return Symbol(self.advance())

    def words(self) -> MathWords:
        found = _WORDS.match(self.source, self.end)
        if not found:
            raise self.error(f"the argument of `{self.ahead}` is not plain text", "write it outside the `$…$`")
        command, self.end = self.ahead, found.end()
        self.advance()
        return MathWords(command, re.sub(r"\\(.)", r"\1", found[1] or found[2] or ""))

    def refused(self, depth: int) -> MathPart:
        """An unknown command becomes its argument or its name, if that is allowed."""
        hint = did_you_mean(self.ahead, MATH_COMMANDS, "") if self.ahead[1:].isalpha() else ""
        error = self.error(f"`{self.ahead}` is not allowed", hint)
        if self.unknown is None or not self.ahead[1:].isalpha():
            raise error
        self.unknown.append(error)
        name = self.advance()
        return self.part(depth) if self.ahead == "{" else MathWords(r"\text", name[1:])


def math_source(part: MathPart) -> str:
    r"""The TeX of a part of a tree. It parses to that part.

    >>> math_source(parse_math(r"\frac {a}b ^2"))
    '\\frac{a}b^2'
    """
    match part:
        case Symbol(token):
            return token
        case MathWords(command, text):
            escaped = re.sub(r"[%&#_$]", r"\\\g<0>", text)
            return f"{command}{{{escaped}}}"
        case MathRow(parts):
            return "{" + row_source(parts) + "}"
        case Fenced(opening, parts, closing):
            return join_tex([r"\left", opening.typed, *map(math_source, parts), r"\right", closing.typed])
        case Scripted(base, sub, sup):
            scripts = [join_tex([sign, math_source(script)]) for sign, script in (("_", sub), ("^", sup)) if script]
            return ("" if base == MathRow() else math_source(base)) + "".join(scripts)
        case MathCommand(name, arguments):
            return join_tex([name, *map(math_source, arguments)])


def row_source(parts: Iterable[MathPart]) -> str:
    """The TeX of parts side by side."""
    return join_tex(map(math_source, parts))


def join_tex(pieces: Iterable[str]) -> str:
    """Join pieces of TeX, with a space where two of them would become one: a command and a letter, two numbers."""
    joined = ""
    for piece in pieces:
        before = r"\\[A-Za-z]+$" if piece[:1].isalpha() else r"\d[.,]?$" if piece[:1].isdigit() else None
        needs_space = before and re.search(before, joined)
        joined += f" {piece}" if needs_space else piece
    return joined
