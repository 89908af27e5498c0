"""Join the parts of a phrase; the punctuation of a missing part is omitted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cvkit.model.inline import Inline, Inlines, Link, Str, plain_text
from cvkit.model.text import Text
from cvkit.model.work import Appeared, Talk
from cvkit.write.compose.dates import TIE
from cvkit.write.locales import Locale

PhrasePart = Inlines | str | None


class Phrase(tuple[Inline, ...]):
    """A text that is composed of others."""

    texts: tuple[Inlines, ...]
    """The texts of the record of which it is composed. They are the objects that the record has."""
    begins_own: bool
    """Whether it begins with a word of cvkit, which gets a capital at the beginning of a sentence."""

    def __new__(cls, inlines: Iterable[Inline], texts: tuple[Inlines, ...] = (), begins_own: bool = False) -> Phrase:
        composed = super().__new__(cls, inlines)
        composed.texts = texts
        composed.begins_own = begins_own
        return composed


UNBROKEN_NOTE = 20
"""The most characters of a text in parentheses that stays on one line."""
FULL_STOPS = (".", "!", "?", "…", "。", "！", "？", "．")
"""The characters that end a sentence, also in Chinese and Japanese."""


def localized(text: Text | None, locale: Locale) -> Inlines:
    """Return a text in the language of the locale, with its quotes; empty if there is no text."""
    typed = text.inlines(locale.language) if text else ()
    shown = locale.with_quotes(typed)
    return typed if shown is typed else Phrase(shown, (typed,))


def genre_of(work: Appeared, locale: Locale) -> Inlines:
    """Return the type of a work. A name that biblatex has for it is printed in words, and so is that of a thesis."""
    genre = localized(work.genre, locale) or phrase("thesis" if work.kind == "thesis" else "")
    named = locale.genres.get(plain_text(genre))
    return own_words(named) if named else genre


_TALKS = {
    **dict.fromkeys(("invited talk", "invited lecture", "invited presentation"), "invited"),
    **dict.fromkeys(("keynote", "keynote talk", "keynote lecture", "keynote speech"), "keynote"),
}
"""English words for a kind of talk → the name of the genre."""


def role_of_talk(work: Talk, locale: Locale) -> Inlines:
    """Return the role of a talk. In another language, a usual English word for it is translated."""
    role = localized(work.role, locale)
    named = _TALKS.get(plain_text(role).lower()) if not locale.language.startswith("en") else None
    return own_words(locale.genres[named]) if named else role


def own_words(text: str) -> Phrase:
    """Return words of cvkit, in the language of the document, as a phrase."""
    return Phrase((Str(text),) if text else (), begins_own=bool(text))


def phrase(*parts: PhrasePart) -> Phrase:
    """Return the parts one after another; adjacent plain strings become one."""
    whole: list[Inline] = []
    texts: list[Inlines] = []
    begins_own = False
    for part in parts:
        if not whole:
            begins_own = isinstance(part, Phrase) and part.begins_own
        if part and not isinstance(part, str):
            texts += part.texts if isinstance(part, Phrase) else (part,)
        inlines: Inlines = (Str(part),) if isinstance(part, str) else part or ()
        for inline in inlines:
            if not isinstance(inline, Str):
                whole.append(inline)
            elif inline.text and whole and isinstance(whole[-1], Str):
                whole[-1] = Str(whole[-1].text + inline.text)
            elif inline.text:
                whole.append(inline)
    return Phrase(whole, tuple(texts), begins_own)


def capitalized(part: PhrasePart, locale: Locale) -> Phrase:
    """Return a phrase as a sentence begins: with a capital if its first word is cvkit's own, and has none (`arXiv`).

    A name of the record is printed as it is typed.
    """
    whole = phrase(part)
    first, *rest = [*whole] or [None]
    if not (whole.begins_own and isinstance(first, Str)):
        return whole
    word = re.split(r"[ \xa0]", first.text)[0]
    text = locale.capital(first.text[:1]) + first.text[1:] if word == word.lower() else first.text
    return Phrase((Str(text), *rest), whole.texts, whole.begins_own)


def join_phrases(separator: str, parts: Iterable[PhrasePart]) -> Phrase:
    """Join the non-empty parts with a separator."""
    present = [part for part in map(phrase, parts) if part]
    return phrase(*present[:1], *(piece for part in present[1:] for piece in (separator, part)))


def sentences(parts: Iterable[PhrasePart], stop: str = ". ") -> Inlines:
    """Join the non-empty parts as sentences, with a full stop after each but the last, unless it has one already.

    `stop` is the full stop of the language, with the space behind it.
    """
    whole: Inlines = ()
    for part in map(phrase, parts):
        whole = join_phrases(stop_after(whole, stop), [whole, part])
    return whole


def stop_after(sentence: Inlines, stop: str = ". ") -> str:
    """Return the text between two sentences: a full stop, unless the first sentence has one, and its space.

    A full stop of Chinese and Japanese has no space, but one of ASCII has.
    """
    text = plain_text(sentence)
    if not text.endswith(FULL_STOPS):
        return stop
    return stop[1:] or " " * text[-1].isascii()


def fill_template(form: str, **parts: PhrasePart) -> Inlines:
    """Return a template such as `{degree} in {field}` with its placeholders replaced by the parts."""
    pieces = re.split(r"\{(\w+)\}", form)
    return phrase(*(parts[piece] if at % 2 else own_words(piece) for at, piece in enumerate(pieces)))


def parenthesized(part: PhrasePart, locale: Locale) -> Inlines:
    """Return the part in the parentheses of the language, with the space before them; empty if the part is empty.

    A short name in parentheses stays on one line.
    """
    inlines = phrase(part)
    if not inlines:
        return ()
    before, after = locale.parenthesized(text := plain_text(inlines))
    if len(text) <= UNBROKEN_NOTE and all(isinstance(inline, Str) for inline in inlines):
        inlines = Phrase((Str(text.replace(" ", TIE)),), inlines.texts)
    return phrase(before, inlines, after)


def linked(text: Inlines, url: str | None) -> Inlines:
    """Return the text as a link to `url`; unchanged without `url`, and if it has a link, because links do not nest."""
    return (Link(url, text),) if url and not any(isinstance(inline, Link) for inline in text) else text


def in_words(parts: Sequence[Inlines], locale: Locale) -> Inlines:
    """Return the parts as a sentence lists them: `A`, `A and B`, `A, B, and C`."""
    if len(parts) < 2:
        return phrase(*parts)
    *others, last = parts
    words = locale.before_last(plain_text(last), is_second=len(others) == 1)
    return phrase(join_phrases(locale.list_comma, others), words, last)
