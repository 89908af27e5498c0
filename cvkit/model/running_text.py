"""The texts in the header and the footer of a document, with placeholders such as `{page}`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.inline import (
    Emphasis,
    Inline,
    Inlines,
    Link,
    Placeholder,
    Str,
    Strong,
    Subscript,
    Superscript,
    plain_text,
)
from cvkit.model.parsed_by import ParsedBy
from cvkit.model.rule import ValueRule
from cvkit.model.text import BY_LANGUAGE, Text, parse_text

_PLACEHOLDERS = ("name", "page", "pages", "updated")
_LONGEST = 100
_FORMS = [f"{{{name}}}" for name in _PLACEHOLDERS]
_BRACES = re.compile(r"\{([^{}]*)\}")


class UnknownPlaceholder(ValueRule):
    """A `header` or `footer` with a placeholder that does not exist, or that has no value.

    cvkit replaces `{name}` by your name, `{page}` by the number of the page, `{pages}` by the number of pages, and
    `{updated}` by the date `updated` of `person`. It knows no other placeholders. Use one of these.
    ```yaml
    honors: [{title: A Prize}]
    documents: {full: {footer: "{page} of {total}"}}
    ```
    ```yaml
    honors: [{title: A Prize}]
    documents: {full: {footer: "{page} of {pages}"}}
    ```
    """

    code = "V141"
    message = "there is no placeholder `{{{name}}}`"
    fix = "use `{name}`, `{page}`, `{pages}` or `{updated}`"


class NoUpdate(UnknownPlaceholder):
    """`{updated}` in a record without that date."""

    message = "`{{updated}}` is the date `updated` of `person`, which the record does not have"
    hint = "add `updated: 2026-11` to `person`, with the month of the last update"


def parse_running_texts(value: Any) -> tuple[Text, ...]:
    """Parse one text, or up to three, whose placeholders are elements of their trees.

    Raises:
        PydanticCustomError: a value is no text, a text is too long, or a placeholder does not exist.
    """
    values = value if isinstance(value, list | tuple) else [value]
    if not 0 < len(values) <= 3:
        hint = "write them for the left, the middle and the right"
        raise PydanticCustomError("three_texts", "this must be one, two or three texts", {"hint": hint})
    texts = []
    for at, one in enumerate(values):
        try:
            text = parse_text(one)
            texts.append(Text(tuple((language, _parsed(inlines, language)) for language, inlines in text.versions)))
        except PydanticCustomError as error:
            steps = (at,) if values is value else ()
            raise PydanticCustomError(
                error.type, error.message_template, {**(error.context or {}), "steps": steps}
            ) from None
    return tuple(texts)


def _parsed(inlines: Inlines, language: str) -> Inlines:
    place: dict[str, Any] = {"field": language} if language else {}
    if len(plain_text(inlines)) > _LONGEST:
        context = {"hint": f"write at most {_LONGEST} characters", **place}
        raise PydanticCustomError("too_long", "this text is too long for a line", context)
    try:
        return tuple(_with_placeholders(inlines))
    except PydanticCustomError as error:
        raise PydanticCustomError(error.type, error.message_template, {**(error.context or {}), **place}) from None


def placeholders_of(inlines: Inlines) -> set[str]:
    """The placeholders in a text."""
    found: set[str] = set()
    for inline in inlines:
        match inline:
            case Placeholder(terms):
                found |= {*terms}
            case Emphasis(children) | Strong(children) | Superscript(children) | Subscript(children):
                found |= placeholders_of(children)
            case Link(_, children):
                found |= placeholders_of(children)
    return found


def _with_placeholders(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case Str():
                yield from _divided(inline)
            case Emphasis() | Strong() | Superscript() | Subscript() | Link():
                yield replace(inline, children=tuple(_with_placeholders(inline.children)))
            case _:
                yield inline


def _divided(text: Str) -> Iterator[Inline]:
    """Divide characters at their placeholders."""
    end = 0
    for found in _BRACES.finditer(text.text):
        name = found[1].strip()
        if name not in _PLACEHOLDERS:
            at = text.offsets[found.start()] if text.offsets else text.start
            hint = did_you_mean(f"{{{name}}}", _FORMS, f"use one of: {', '.join(_FORMS)}")
            raise UnknownPlaceholder.error(name=name, hint=hint, at=at)
        yield from _characters(text, end, found.start())
        yield Placeholder((name,), start=text.start, end=text.end)
        end = found.end()
    yield from _characters(text, end, len(text.text))


def _characters(text: Str, start: int, end: int) -> Iterator[Str]:
    if start < end:
        yield Str(text.text[start:end], start=text.start, end=text.end, offsets=text.offsets[start:end])


RunningTexts = Annotated[
    tuple[Text, ...],
    ParsedBy(
        parse_running_texts,
        {"anyOf": [*BY_LANGUAGE["anyOf"], {"type": "array", "minItems": 1, "maxItems": 3, "items": BY_LANGUAGE}]},
    ),
]
"""One text in the middle; two, at the left and at the right; or three, at the left, in the middle and at the right."""
