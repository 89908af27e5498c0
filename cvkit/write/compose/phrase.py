"""Phrases out of parts, some of which may be missing: a missing part takes its punctuation with it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cvkit.model.inline import Inline, Inlines, Plain, plain_text
from cvkit.model.text import Text
from cvkit.write.words import Words

Part = Inlines | str | None

FULL_STOPS = (".", "!", "?", "…", "。", "！", "？", "．")
"""The signs that end a sentence, also those of Chinese and Japanese."""


def said(text: Text | None, words: Words) -> Inlines:
    """A text in the language of the words; nothing where there is none."""
    return text.inlines(words.language) if text else ()


def phrase(*parts: Part) -> Inlines:
    """The parts one behind another; neighbouring plain texts become one."""
    whole: list[Inline] = []
    for part in parts:
        inlines: Inlines = (Plain(part),) if isinstance(part, str) else part or ()
        for inline in inlines:
            if isinstance(inline, Plain) and whole and isinstance(whole[-1], Plain):
                whole[-1] = Plain(whole[-1].text + inline.text)
            elif inline != Plain(""):
                whole.append(inline)
    return tuple(whole)


def joined(separator: str, parts: Iterable[Part]) -> Inlines:
    """The parts that there are, with a separator between them."""
    there = [part for part in map(phrase, parts) if part]
    return phrase(*there[:1], *(piece for part in there[1:] for piece in (separator, part)))


def sentences(parts: Iterable[Part]) -> Inlines:
    """The parts that there are, with a full stop between two unless the first has one already."""
    whole: Inlines = ()
    for part in map(phrase, parts):
        whole = joined(stop_after(whole), [whole, part])
    return whole


def stop_after(sentence: Inlines) -> str:
    """What stands between a sentence and the next: a full stop, unless it ends with one, and a space."""
    return " " if plain_text(sentence).endswith(FULL_STOPS) else ". "


def filled(form: str, **parts: Part) -> Inlines:
    """The parts put into a form such as `{degree} in {field}`, in the form's order."""
    pieces = re.split(r"\{(\w+)\}", form)
    return phrase(*(parts[piece] if at % 2 else piece for at, piece in enumerate(pieces)))


def enclosed(part: Part) -> Inlines:
    """The part in parentheses, with a space before; nothing where there is none."""
    inlines = phrase(part)
    return phrase(" (", inlines, ")") if inlines else ()


def in_words(parts: list[Inlines], words: Words) -> Inlines:
    """The parts as a sentence names them: `A`, `A and B`, `A, B, and C`."""
    match parts:
        case []:
            return ()
        case [only]:
            return only
        case [first, second]:
            return phrase(first, words.conjunction, second)
        case _:
            return phrase(joined(", ", parts[:-1]), words.last_conjunction, parts[-1])
