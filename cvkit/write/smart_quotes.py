"""Replace straight quotes and apostrophes by those of a language, and spaces by no-break spaces where it has them.

French has them beside its punctuation. A line of Czech and Polish does not end in a word of one letter.

Only the characters themselves decide: the letters beside a quote, and whether it has a partner. A quote without a
partner, a prime (`6'2"`, `5'-UTR`, `N,N'-`) and an address stay as typed. All other characters stay, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cvkit.model.inline import Emphasis, Inline, Inlines, Link, Str, Strong, Subscript, Superscript
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.scripts import UNSPACED, has_letters

APOSTROPHE = "’"
_QUOTES = "'\"“”„‟‘’‚‛«»‹›「」『』"
_OPENS_BEFORE = "([{<–—-/=+¿¡"
"""Characters before an opening quote; it can also follow a space, or begin the text."""

_ADDRESS = lazy_pattern(r"(?:https?://|www\.)\S+|\S+@\S+\.\w\S*")
_FEET = re.compile(r"(?<!\w)\d+'\s?\d+(?:\.\d+)?\"?")
"""`6'2"`."""
_ELIDED = lazy_pattern(r"'(?:\d\ds?|t|s|n|em|tis|twas|til)(?![\w'])", re.IGNORECASE)
"""A word that begins with an apostrophe: `'90s`, `'t Hooft`, `'s-Hertogenbosch`."""
_AND = re.compile(r"(?<!\w)'n'(?!\w)", re.IGNORECASE)
"""`rock 'n' roll`."""
_ELIDING = frozenset("cdjlmnst")
"""The letters that French writes before an apostrophe: `l'(in)stabilité`."""
_ONE_LETTER_WORDS = {"cs": "[aikosuvz]", "pl": "[aiouwz]"}
"""Language → its words of one letter, behind which a line does not break."""
_PERCENT = re.compile(r"(?<=[\d}]) (?=%)")
"""The space between a number, or its placeholder in a term, and `%`."""
_SHORT_NAME = lazy_pattern(r"(?<=[(（])[^()（）]{1,20}(?=[)）])")
"""A short name in parentheses, which stays on one line: `(ICCV Workshop)`."""
_OBJECT = "\ufffc"
"""It represents code, math or a reference, which is never changed."""


def smart_text(text: str, quotes: str, language: str = "") -> str:
    """Return a text with the quotes of a language, which are those of `Locale.quotes`, and its no-break spaces.

    >>> smart_text('the "Users View"', "“ ” ‘ ’")
    'the “Users View”'
    """
    return "".join(_replaced(text, quotes, language))


def smart_inlines(inlines: Inlines, quotes: str, language: str = "") -> Inlines:
    """Return a tree with the quotes of a language; the same tree if nothing changes. Code, math and addresses stay."""
    text = _characters(inlines)
    if language not in ("fr", *_ONE_LETTER_WORDS) and not any(sign in text for sign in ("'", '"', " %", "(", "（")):
        return inlines
    pieces = _replaced(text, quotes, language)
    return inlines if pieces == list(text) else _rebuilt(inlines, iter(pieces))


def within_quotes(inlines: Inlines, quotes: str) -> Inlines:
    """Return a text as it is printed in quotes: its outer quotes are the inner ones of the language."""
    text = _characters(inlines)
    pieces = list(text)
    opening, closing, *inner = quotes.split(" ")
    for outer, quote in zip((opening, closing), inner, strict=True):
        for found in re.finditer(re.escape(outer), text):
            pieces[found.start() : found.end()] = [quote, *[""] * (len(outer) - 1)]
    return inlines if pieces == list(text) else _rebuilt(inlines, iter(pieces))


def _characters(inlines: Sequence[Inline]) -> str:
    """Return the characters of a tree, with one character for each element that is never changed."""
    parts = []
    for inline in inlines:
        match inline:
            case Str(text):
                parts.append(text)
            case Emphasis() | Strong() | Superscript() | Subscript() | Link():
                parts.append(_characters(inline.children))
            case _:
                parts.append(_OBJECT)
    return "".join(parts)


def _rebuilt(inlines: Sequence[Inline], pieces: Iterator[str]) -> Inlines:
    """Return a tree with the next pieces in the place of its characters."""
    kept: list[Inline] = []
    for inline in inlines:
        match inline:
            case Str(text):
                kept.append(_with_pieces(inline, [next(pieces) for _ in text]))
            case Emphasis() | Strong() | Superscript() | Subscript():
                children = _rebuilt(inline.children, pieces)
                kept.append(type(inline)(children, start=inline.start, end=inline.end))
            case Link(url):
                kept.append(Link(url, _rebuilt(inline.children, pieces), start=inline.start, end=inline.end))
            case _:
                next(pieces)
                kept.append(inline)
    return tuple(kept)


def _with_pieces(text: Str, pieces: Sequence[str]) -> Str:
    """Return a text with a piece for each character; each new character has the offset of the one that it replaces."""
    offsets = [at for at, piece in zip(text.offsets, pieces, strict=False) for _ in piece]
    return Str("".join(pieces), start=text.start, end=text.end, offsets=offsets)


def _replaced(text: str, quotes: str, language: str) -> list[str]:
    """Return the piece that each character of a text becomes."""
    pieces = list(text)
    if "'" in text or '"' in text:
        pieces = _Quoter(text, quotes.split(" ")).pieces()
    if language == "fr":
        for at in range(1, len(text) - 1):
            if text[at] == " " and (sign := text[at + 1]) in ":;?!»" and text[at - 1] != " ":
                pieces[at] = "\u00a0" if sign in ":»" else "\u202f"
            elif text[at] == " " and text[at - 1] == "«":
                pieces[at] = "\u00a0"
    if " %" in text:
        for space in _PERCENT.finditer(text):
            pieces[space.start()] = "\u00a0"
    for name in _SHORT_NAME.finditer(text):
        for at in range(*name.span()):
            pieces[at] = pieces[at].replace(" ", "\u00a0")
    if words := _ONE_LETTER_WORDS.get(language):
        for word in re.finditer(rf"(?<![^\s(\[{{„«]){words} (?=\S)", text, re.IGNORECASE):
            pieces[word.end() - 1] = "\u00a0"
    return pieces


@dataclass
class _Quoter:
    """Decides what each straight quote of one text is, from left to right."""

    text: str
    quotes: Sequence[str]
    """Opening and closing, and both within others."""
    open: list[tuple[str, int]] = field(default_factory=list)
    """The opening quotes without a partner so far: the character and its place."""
    pairs: list[tuple[int, int]] = field(default_factory=list)
    """The places of the quotes of each pair."""

    def pieces(self) -> list[str]:
        """Return the piece that each character becomes."""
        self.found = list(self.text)
        literal = {at for form in (_ADDRESS, _FEET) for run in form.finditer(self.text) for at in range(*run.span())}
        elided = {run.start() for run in _ELIDED.finditer(self.text) if self._is_at_start(run.start())}
        elided |= {at for run in _AND.finditer(self.text) for at in (run.start(), run.end() - 1)}
        for at, character in enumerate(self.text):
            if at in literal:
                continue
            if at in elided:
                self.found[at] = APOSTROPHE
            elif character == '"':
                self._double(at)
            elif character == "'":
                self._single(at)
        self._leave_open(0)
        self._print_pairs()
        return self.found

    def _beside(self, at: int) -> tuple[str, str]:
        """Return the nearest characters on both sides that are no quotes; empty at an end of the text."""
        before = self.text[:at].rstrip(_QUOTES)[-1:]
        return before, self.text[at + 1 :].lstrip(_QUOTES)[:1]

    def _is_at_start(self, at: int) -> bool:
        """Whether a quote is at the start of a word."""
        before, _ = self._beside(at)
        return not before or before.isspace() or before in _OPENS_BEFORE

    def _double(self, at: int) -> None:
        before, after = self._beside(at)
        is_opening = bool(after) and not after.isspace() and self._is_at_start(at)
        if is_opening or (not self._close('"', at) and after and is_cjk(before + after)):
            self.open.append(('"', at))

    def _single(self, at: int) -> None:
        before, after = self._beside(at)
        next_one = self.text[at + 1 : at + 2]
        if self._is_at_start(at):
            if after and not after.isspace():
                self.open.append(("'", at))
        elif self._is_prime(at, next_one):
            return
        elif before.isalnum() and next_one.isalnum() and not is_cjk(before + after):
            self.found[at] = APOSTROPHE
        elif not self._close("'", at):
            if is_cjk(before) and after:
                self.open.append(("'", at))
            elif not before.isdigit() and (not self._is_one_letter(at) or self._is_elision(at, next_one)):
                self.found[at] = APOSTROPHE

    def _is_prime(self, at: int, next_one: str) -> bool:
        """Whether a quote in a word is a prime: `5'-UTR`, `5'UTR`, `N,N'-`, `f'(x)`."""
        before = self.text[at - 1]
        if before.isdigit():
            return next_one == "-" or next_one.isdigit() or (next_one.isalpha() and next_one != "s")
        if not self._is_one_letter(at):
            return False
        return next_one == "-" or (next_one == "(" and not self._is_elision(at, next_one))

    def _is_elision(self, at: int, next_one: str) -> bool:
        """Whether a quote replaces a vowel of a French word with one letter: `l'(in)stabilité`, `d'« art »`."""
        return self.text[at - 1].lower() in _ELIDING and bool(next_one) and not next_one.isspace()

    def _is_one_letter(self, at: int) -> bool:
        """Whether the word before a quote is a single letter."""
        return bool(re.search(r"(?<![^\W\d_])[^\W\d_]$", self.text[:at]))

    def _close(self, quote: str, at: int) -> bool:
        """Pair a closing quote with the last open one of its kind, if it has one within the other kind."""
        partner = next((index for index in reversed(range(len(self.open))) if self.open[index][0] == quote), None)
        if partner is None or (quote == "'" and partner < len(self.open) - 1):
            return False
        self._leave_open(partner + 1)
        _, start = self.open.pop()
        self.pairs.append((start, at))
        return True

    def _print_pairs(self) -> None:
        """Give each pair its quotes: a double one within another pair has those that the other does not have."""
        around: list[tuple[int, bool]] = []
        for start, end in sorted(self.pairs):
            while around and around[-1][0] < start:
                around.pop()
            is_inner = self.text[start] == "'" or bool(around and not around[-1][1])
            around.append((end, is_inner))
            self.found[start], self.found[end] = self.quotes[2:] if is_inner else self.quotes[:2]

    def _leave_open(self, first: int) -> None:
        """Give up the open quotes from an index on: a single one is an apostrophe, a double one stays as typed."""
        for quote, at in self.open[first:]:
            if quote == "'":
                self.found[at] = APOSTROPHE
        del self.open[first:]


def is_cjk(text: str) -> bool:
    """Whether a text has a Chinese or Japanese character, beside which a quote has no space."""
    return has_letters(text, UNSPACED)
