"""A style as its `style.yaml` states it: a LaTeX class, what it needs, the options that it offers."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from cvkit.model.fields import Model, Word

_LENGTH = re.compile(r"\d+(\.\d+)?(pt|mm|cm|in)")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


class Option(Model):
    """Something about a style that a document may choose."""

    type: Literal["choice", "boolean", "length", "color"]
    default: Word
    choices: tuple[Word, ...] = ()
    description: Word

    def refusal(self, value: str) -> str:
        """Why a value is none for this option; nothing if it is one."""
        match self.type:
            case "boolean":
                return "" if value in ("true", "false") else "write true or false"
            case "length":
                return (
                    "" if value in self.choices or _LENGTH.fullmatch(value) else "write a length such as 11pt or 20mm"
                )
            case "color":
                is_one = value in self.choices or _COLOUR.fullmatch(value)
                return "" if is_one else "write six digits such as 1F3A5F" + "".join(f", or {c}" for c in self.choices)
            case "choice":
                return "" if value in self.choices else f"write one of: {', '.join(self.choices)}"


class Fonts(Model):
    """The font families that a style is designed for, by the names that `doctor` looks for."""

    family: Word
    fallback: Word
    cjk: Word | None = None


class Style(Model):
    """One style."""

    title: Word
    description: Word
    latex_class: Annotated[Word, Field(validation_alias="class")]
    engines: tuple[Literal["pdflatex", "xelatex", "lualatex"], ...]
    fonts: Fonts
    packages: tuple[Word, ...] = ()
    options: dict[Word, Option] = {}
