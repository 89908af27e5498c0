"""A style as its `style.yaml` states it: a LaTeX class, what it needs, the options that it offers."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from cvkit.model.author import Marker, Role
from cvkit.model.fields import Model, Word
from cvkit.model.parsed_by import ParsedBy

Engine = Literal["pdflatex", "xelatex", "lualatex"]

POINTS = {"pt": 1.0, "mm": 72.27 / 25.4, "cm": 72.27 / 2.54, "in": 72.27}
"""Units of TeX in its points, of which an inch has 72.27."""

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(pt|mm|cm|in)")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_VALUE = re.compile(r"[A-Za-z0-9.-]+")


def parse_option_name(value: Any) -> str:
    """What a class or an option may be called, for TeX reads a list of `name=value,…`.

    Raises:
        PydanticCustomError: it is none.
    """
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise _wrong(
            f"`{value}` cannot be a name here", "", "begin with a letter, and then use only letters, digits, _ and -"
        )
    return value


OptionName = Annotated[str, ParsedBy(parse_option_name, {"type": "string"})]


class Option(Model):
    """Something about a style that a document may choose."""

    type: Literal["choice", "boolean", "length", "color"]
    default: Word
    choices: tuple[Word, ...] = ()
    min: Word | None = None
    max: Word | None = None
    description: Word

    @model_validator(mode="after")
    def _states_values_that_it_takes(self) -> Self:
        for message, field, hint in self._slips():
            raise _wrong(message, field, hint)
        return self

    def _slips(self) -> Iterator[tuple[str, str, str]]:
        """What is wrong with it, in which field, and what to write."""
        if self.type == "length":
            for name, bound in (("min", self.min), ("max", self.max)):
                if _points(bound) is None:
                    yield (
                        f"the `{name}` of a length must be a length",
                        name if bound else "",
                        "write a length, such as 10pt",
                    )
            if (_points(self.min) or 0) > (_points(self.max) or 0):
                yield "`max` is less than `min`", "max", "swap them"
        if self.type == "choice" and not self.choices:
            yield "a choice needs `choices`", "", "write `choices: [one, another]`"
        for field, values in (("choices", self.choices), ("default", (self.default,))):
            for value in values:
                if not _VALUE.fullmatch(value):
                    yield (
                        f"`{value}` cannot be the value of an option",
                        field,
                        "use only letters, digits, points and hyphens",
                    )
        is_word = self.type == "length" and self.default.isalpha()
        if not is_word and (hint := self.fault(self.default)):
            yield f"`{self.default}` is not a value of this option", "default", hint

    @property
    def values(self) -> str:
        """The values that it takes, in words."""
        match self.type:
            case "boolean":
                return "true, false"
            case "color":
                return "six hexadecimal digits"
            case "choice":
                return ", ".join(self.choices)
            case "length":
                bounds = f"{self.min} to {self.max}"
                return bounds if _points(self.default) else f"{self.default}, {bounds}"

    def refusal(self, value: str) -> str:
        """What to write instead of a value that is none for this option; nothing for one that is."""
        return "" if value == self.default else self.fault(value)

    def fault(self, value: str) -> str:
        """The same of any value but the default, which may be a word where the others are lengths."""
        match self.type:
            case "boolean":
                return "" if value in ("true", "false") else "write true or false"
            case "color":
                return "" if _COLOUR.fullmatch(value) else "write six hexadecimal digits such as 1F3A5F"
            case "choice":
                return "" if value in self.choices else f"write one of: {', '.join(self.choices)}"
            case "length":
                bounds = f"write a length from {self.min} to {self.max}"
                length = _points(value)
                is_within = length is not None and (_points(self.min) or 0) <= length <= (_points(self.max) or length)
                return "" if is_within else bounds


def _points(length: str | None) -> float | None:
    """A length in points, so that lengths can be compared."""
    found = _LENGTH.fullmatch(length or "")
    return float(found[1]) * POINTS[found[2]] if found else None


class Fonts(Model):
    """The font families that a style is designed for."""

    family: Word
    fallback: Word
    cjk: Word | None = None
    files: dict[Engine, tuple[Word, ...]] = {}
    """What an engine must find to set `family`; without it the class takes `fallback`."""


class Style(Model):
    """One style."""

    title: Word
    description: Word
    latex_class: Annotated[OptionName, Field(validation_alias="class")]
    engines: tuple[Engine, ...]
    fonts: Fonts
    packages: tuple[Word, ...] = ()
    """The LaTeX files that its class loads."""
    options: dict[OptionName, Option] = {}
    fit: tuple[dict[Word, Word], ...] = ()
    """How far it lets a document be tightened until it fits its pages: settings of options, the loosest first."""
    markers: dict[Marker, Role] = {}
    """The signs of marks, where the style has its own."""

    @model_validator(mode="after")
    def _is_for_an_engine_and_fits_by_its_own_options(self) -> Self:
        if not self.engines:
            raise _wrong("a style needs at least one engine", "engines", f"write one of: {', '.join(get_args(Engine))}")
        for name, value in (setting for settings in self.fit for setting in settings.items()):
            hint = (
                self.options[name].refusal(value)
                if name in self.options
                else f"choose one of: {', '.join(self.options)}"
            )
            if hint:
                raise _wrong(f"`{name}: {value}` is not a setting of an option of this style", "fit", hint)
        return self


def _wrong(message: str, field: str, hint: str) -> PydanticCustomError:
    place = {"field": field} if field else {}
    return PydanticCustomError("style", "{message}", {"message": message, "hint": hint, **place})
