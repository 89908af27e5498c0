"""An author of one work: who, and in what role."""

import unicodedata
from typing import Annotated, Any, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from cvkit.model.fields import Flag, Model, Orcid, Word, missing_field
from cvkit.model.name import Name, parse_name
from cvkit.model.parsed_by import ParsedBy
from cvkit.model.text import TextField

Role = Literal["equal_contributor", "corresponding", "first", "senior"]
"""What a sign behind a name may say; `first` and `senior` are groups of equal contributors."""
DEFAULT_MARKERS: dict[str, Role] = {"†": "equal_contributor", "*": "corresponding"}
UNNAMED_GROUP = "true"


def is_marker(character: str) -> bool:
    """Whether a character behind a name states a role: it is no letter, accent, full stop or closing bracket."""
    return unicodedata.category(character)[0] not in "LM" and character not in ".)]}"


def parse_marker(value: Any) -> str:
    """A sign that can stand behind a name.

    Raises:
        PydanticCustomError: it never can, since it belongs to names or parts them, or is no single character.
    """
    text = str(value).strip()
    if len(text) != 1 or not is_marker(text) or text in SEPARATORS:
        hint = "use one character that is not a letter and does not separate names, such as † ‡ § * 1"
        raise PydanticCustomError("sign", "`{sign}` cannot be a marker", {"sign": text, "hint": hint})
    return text


SEPARATORS = frozenset(",;{")
"""Characters that part names, or hold one together."""

Marker = Annotated[str, ParsedBy(parse_marker, {"type": "string"})]
"""What stands behind a name and states a role."""


def parse_group(value: Any) -> str:
    """Which group of equal contributors an author is in: `true` for the unnamed one, or its name; none for `false`."""
    if isinstance(value, str) and value:
        return "" if value == "false" else value
    raise PydanticCustomError(
        "group", "this must be `true` or the name of a group", {"hint": "write true, first or senior"}
    )


class Author(Model):
    """One person, or group, in a work's author list."""

    name: Word | None = None
    """The whole name, as `Given Family` or `Family, Given`; or the parts below."""
    given: Word | None = None
    family: Word | None = None
    particle: Word | None = None
    suffix: Word | None = None
    literal: Word | None = None
    orcid: Orcid | None = None
    equal_contributor: Annotated[str, ParsedBy(parse_group, {"anyOf": [{"type": "boolean"}, {"type": "string"}]})] = ""
    corresponding: Flag = False
    advisee: Flag = False
    affiliations: tuple[TextField, ...] = ()

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if not (self.name or self.family or self.literal):
            raise missing_field("name", "write name: Given Family, or given: and family:")
        return self

    @property
    def parts(self) -> Name:
        """The name in its parts."""
        if self.name:
            return parse_name(self.name)
        return Name(self.given or "", self.family or "", self.particle or "", self.suffix or "", self.literal or "")
