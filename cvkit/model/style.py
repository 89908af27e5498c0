"""A style as described by its `style.yaml`: a LaTeX class, its requirements, and its options."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from cvkit.model.author import Marker, Role
from cvkit.model.fields import Model, Word, split_codes
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.parsed_by import ParsedBy

Engine = Literal["pdflatex", "xelatex", "lualatex"]

POINTS = {"pt": 1.0, "mm": 72.27 / 25.4, "cm": 72.27 / 2.54, "in": 72.27}
"""Units of TeX → their length in TeX points. An inch has 72.27 points."""

_LENGTH = lazy_pattern(r"(\d+(?:\.\d+)?)(pt|mm|cm|in)")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_NAME = lazy_pattern(r"[A-Za-z][A-Za-z0-9_-]*")
_VALUE = re.compile(r"[A-Za-z0-9.-]+")


def parse_option_name(value: Any) -> str:
    """Parse the name of a class or an option. The name must be safe in the TeX list `name=value,…`.

    Raises:
        PydanticCustomError: the value is not such a name.
    """
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise _wrong(
            f"`{value}` cannot be a name here", "", "begin with a letter, and then use only letters, digits, _ and -"
        )
    return value


OptionName = Annotated[str, ParsedBy(parse_option_name, {"type": "string"})]


FileNames = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]*$")], ...],
    BeforeValidator(split_codes),
]
"""Names of files or packages: a list, or one text. They become arguments of programs, so the characters are limited."""


class Option(Model):
    """An option of a style: its type, its default, and the values that a document can choose."""

    type: Literal["choice", "boolean", "length", "color"]
    default: Word
    choices: tuple[Word, ...] = ()
    min: Word | None = None
    max: Word | None = None
    description: Word

    @model_validator(mode="after")
    def _states_values_that_it_takes(self) -> Self:
        for message, field, hint in self._mistakes():
            raise _wrong(message, field, hint)
        return self

    def _mistakes(self) -> Iterator[tuple[str, str, str]]:
        """The mistakes of the option: message, field and hint."""
        if self.type == "length":
            for name, bound in (("min", self.min), ("max", self.max)):
                if _points(bound) is None:
                    yield (
                        f"the `{name}` of an option of type length must be a length",
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
        if not is_word and (hint := self._non_default_hint(self.default)):
            yield f"the default `{self.default}` is not a value of this option", "default", hint

    @property
    def values(self) -> str:
        """The allowed values, in words."""
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

    def hint_for(self, value: str) -> str:
        """A hint for a value that is not allowed for this option; empty for an allowed value."""
        return "" if value == self.default else self._non_default_hint(value)

    def _non_default_hint(self, value: str) -> str:
        """The same, without the exception for the default, which can be a word for an option of the type `length`."""
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
                return "" if is_within else f"write {new}" if (new := self.with_unit(value)) else bounds

    def with_unit(self, value: str) -> str:
        """A number with the unit that makes it a length of this option; empty if it is none."""
        found = _LENGTH.fullmatch(self.default if _points(self.default) else self.min or "")
        new = f"{value}{found[2]}" if found else ""
        return (
            new if self.type == "length" and _points(value) is None and _points(new) and not self.hint_for(new) else ""
        )


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
    """Engine → the files that it needs for `family`. If one is missing, the class uses `fallback`."""


class Requires(Model):
    """The parts of a TeX installation that a style needs."""

    tex: FileNames = ()
    """The LaTeX files that its class loads."""
    debian: FileNames = ()
    """The packages of Debian that contain them."""


class Style(Model):
    """One style."""

    title: Word
    description: Word
    latex_class: Annotated[OptionName, Field(validation_alias="class")]
    engines: tuple[Engine, ...]
    fonts: Fonts
    requires: Requires = Requires.model_construct()
    options: dict[OptionName, Option] = {}
    omits: tuple[Literal["photo", "days of events"], ...] = ()
    """The content that it does not print: the photo; the days of events, unless its option `days` is true."""
    fit: tuple[dict[Word, Word], ...] = ()
    """Steps to tighten a document until it fits its pages. Each step sets options; the loosest step comes first."""
    markers: dict[Marker, Role] = {}
    """The markers of the style, if it has its own."""

    @model_validator(mode="before")
    @classmethod
    def _has_its_older_key(cls, values: Any) -> Any:
        """Read `packages`, the earlier name of `requires: {tex: …}`, so that older styles of users still work."""
        if isinstance(values, dict) and "packages" in values and "requires" not in values:
            files = values["packages"]
            return {key: value for key, value in values.items() if key != "packages"} | {"requires": {"tex": files}}
        return values

    def is_on(self, option: str, chosen: Mapping[str, str]) -> bool:
        """Whether a boolean option is true, by the values that a document chose, or by default."""
        default = self.options[option].default if option in self.options else "false"
        return chosen.get(option, default) == "true"

    @model_validator(mode="after")
    def _is_for_an_engine_and_fits_by_its_own_options(self) -> Self:
        if not self.engines:
            raise _wrong("a style needs at least one engine", "engines", f"write one of: {', '.join(get_args(Engine))}")
        for name, value in (setting for settings in self.fit for setting in settings.items()):
            hint = (
                self.options[name].hint_for(value)
                if name in self.options
                else f"choose one of: {', '.join(self.options)}"
            )
            if hint:
                raise _wrong(f"`{name}: {value}` is not a setting of an option of this style", "fit", hint)
        return self


def _wrong(message: str, field: str, hint: str) -> PydanticCustomError:
    place = {"field": field} if field else {}
    return PydanticCustomError("style", "{message}", {"message": message, "hint": hint, **place})
