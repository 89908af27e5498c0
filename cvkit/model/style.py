"""A style as its `style.yaml` states it: a LaTeX class, what it needs, the options that it offers."""

import re
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from cvkit.model.author import Role
from cvkit.model.fields import Model, Word

Engine = Literal["pdflatex", "xelatex", "lualatex"]

POINTS = {"pt": 1.0, "mm": 72.27 / 25.4, "cm": 72.27 / 2.54, "in": 72.27}
"""Units of TeX in its points, of which an inch has 72.27."""

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(pt|mm|cm|in)")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


class Option(Model):
    """Something about a style that a document may choose."""

    type: Literal["choice", "boolean", "length", "color"]
    default: Word
    choices: tuple[Word, ...] = ()
    min: Word | None = None
    max: Word | None = None
    description: Word

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
        if value == self.default:
            return ""
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
    latex_class: Annotated[Word, Field(validation_alias="class")]
    engines: tuple[Engine, ...]
    fonts: Fonts
    packages: tuple[Word, ...] = ()
    """The LaTeX files that its class loads."""
    options: dict[Word, Option] = {}
    fit: tuple[dict[Word, Word], ...] = ()
    """How far it lets a document be tightened until it fits its pages: settings of options, the loosest first."""
    markers: dict[Word, Role] = {}
    """The signs of marks, where the style has its own."""

    @model_validator(mode="after")
    def _fits_by_its_own_options(self) -> Self:
        for name, value in (setting for settings in self.fit for setting in settings.items()):
            hint = self.options[name].refusal(value) if name in self.options else f"it has: {', '.join(self.options)}"
            if hint:
                said = {"name": name, "value": value, "hint": hint, "field": "fit"}
                raise PydanticCustomError("fit", "`{name}: {value}` is no setting of an option of the style", said)
        return self
