"""Phrases out of parts, some of which may be missing: a missing part takes its punctuation with it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cvkit.model.inline import Inline, Inlines, Str, plain_text
from cvkit.model.text import Text
from cvkit.write.locales import Locale

PhrasePart = Inlines | str | None

FULL_STOPS = (".", "!", "?", "…", "。", "！", "？", "．")
"""The signs that end a sentence, also those of Chinese and Japanese."""


def localized(text: Text | None, locale: Locale) -> Inlines:
    """A text in the language of the words; nothing where there is none."""
    return text.inlines(locale.language) if text else ()


def phrase(*parts: PhrasePart) -> Inlines:
    """The parts one behind another; neighbouring plain texts become one."""
    whole: list[Inline] = []
    for part in parts:
        inlines: Inlines = (Str(part),) if isinstance(part, str) else part or ()
        for inline in inlines:
            if isinstance(inline, Str) and whole and isinstance(whole[-1], Str):
                whole[-1] = Str(whole[-1].text + inline.text)
            elif inline != Str(""):
                whole.append(inline)
    return tuple(whole)


def join_phrases(separator: str, parts: Iterable[PhrasePart]) -> Inlines:
    """The parts that there are, with a separator between them."""
    there = [part for part in map(phrase, parts) if part]
    return phrase(*there[:1], *(piece for part in there[1:] for piece in (separator, part)))


def sentences(parts: Iterable[PhrasePart]) -> Inlines:
    """The parts that there are, with a full stop between two unless the first has one already."""
    whole: Inlines = ()
    for part in map(phrase, parts):
        whole = join_phrases(stop_after(whole), [whole, part])
    return whole


def stop_after(sentence: Inlines) -> str:
    """What stands between a sentence and the next: a full stop, unless it ends with one, and a space."""
    return " " if plain_text(sentence).endswith(FULL_STOPS) else ". "


def fill_template(form: str, **parts: PhrasePart) -> Inlines:
    """The parts put into a form such as `{degree} in {field}`, in the form's order."""
    pieces = re.split(r"\{(\w+)\}", form)
    return phrase(*(parts[piece] if at % 2 else piece for at, piece in enumerate(pieces)))


def parenthesized(part: PhrasePart) -> Inlines:
    """The part in parentheses, with a space before; nothing where there is none."""
    inlines = phrase(part)
    return phrase(" (", inlines, ")") if inlines else ()


def in_words(parts: list[Inlines], locale: Locale) -> Inlines:
    """The parts as a sentence names them: `A`, `A and B`, `A, B, and C`."""
    match parts:
        case []:
            return ()
        case [only]:
            return only
        case [first, second]:
            return phrase(first, locale.conjunction, second)
        case _:
            return phrase(join_phrases(", ", parts[:-1]), locale.last_conjunction, parts[-1])
