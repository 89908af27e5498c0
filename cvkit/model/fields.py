"""The base of all models of a record: a frozen model that refuses unknown keys, and small field types.

Modules with models do not use `from __future__ import annotations`: pydantic would compile each type from its text.
"""

import re
from contextvars import ContextVar
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from cvkit.model.diagnostic import Replacement
from cvkit.model.parsed_by import ParsedBy
from cvkit.model.rule import ValueRule

OWN_KEYS = "x-"
"""The prefix of the user's own keys, and the key under which the check collects those of a mapping."""


class MissingField(ValueRule):
    """A required field is missing.

    cvkit cannot print the entry correctly without this field. data/README.md shows the required fields of each section
    in bold. Add the field. A break of your career needs no employer: write `organization: Parental leave`.
    ```yaml
    honors: [{date: 2020}]
    ```
    ```yaml
    honors: [{title: A Prize, date: 2020}]
    ```
    """

    code = "V102"
    message = "`{field}` is missing"
    hint = "add a line `{field}: …`"
    fix = "add it"


class InvalidOrcid(ValueRule):
    """An ORCID iD in the wrong format, or whose last digit does not match the others.

    An ORCID iD has 16 digits. The last one is computed from the others, so cvkit notices a typo in any digit. The link
    of a wrong iD would lead to nobody, or to another person. Compare the digits with your source, and fix the typo.
    ```yaml
    person: {name: Ada Miller, orcid: 0000-0002-1825-0098}
    ```
    ```yaml
    person: {name: Ada Miller, orcid: 0000-0002-1825-0097}
    ```
    """

    code = "V114"
    message = "`{orcid}` is not an ORCID iD"
    hint = "write 16 digits as in 0000-0002-1825-0097"
    fix = "look for a typo"


class _WrongLastDigit(InvalidOrcid):
    message = "the last digit of the ORCID iD `{orcid}` does not match the others"
    hint = "look for a typo in the digits; if the others are right, write {right}"


def _allow_own_keys(schema: dict[str, Any]) -> None:
    schema.get("properties", {}).pop(OWN_KEYS, None)
    schema["patternProperties"] = {"^x-": {}}


_IS_WITHIN_A_MODEL = ContextVar("_IS_WITHIN_A_MODEL", default=False)
NESTED_MODEL = "cvkit_model"
"""The key of a model in the metadata of the schema that calls its validator."""


class Model(BaseModel):
    """A mapping of the record. It is frozen and accepts no unknown keys except the user's own `x-…` keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, json_schema_extra=_allow_own_keys)

    own: dict[str, Any] = Field(default_factory=dict, validation_alias=OWN_KEYS, repr=False)
    """The `x-…` keys, unchanged."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of the model. Within the schema of another it is a call of the model's own validator.

        That is made at its first call. So a run does not make validators for the sections that the record lacks.
        """
        if _IS_WITHIN_A_MODEL.get():
            return core_schema.no_info_plain_validator_function(cls._validate, metadata={NESTED_MODEL: cls})
        token = _IS_WITHIN_A_MODEL.set(True)
        try:
            return handler(source)
        finally:
            _IS_WITHIN_A_MODEL.reset(token)

    @classmethod
    def _validate(cls, value: Any) -> Self:
        valid: Self = cls.__pydantic_validator__.validate_python(value)
        return valid


_FLAG_WORDS = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}


def parse_flag(value: Any) -> bool:
    """Parse `true` or `false`, and nothing else: `no` can mean Norway."""
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    meant = _FLAG_WORDS.get(value.lower()) if isinstance(value, str) else None
    context: dict[str, Any] = {"hint": f"write {meant or 'true or false'}"}
    if meant:
        context["corrections"] = (Replacement(meant),)
    raise PydanticCustomError("flag", "this must be `true` or `false`", context)


Flag = Annotated[bool, ParsedBy(parse_flag, {"type": "boolean"})]

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A literal text without markup: an identifier, a page range, a number with its zeros."""


_T = TypeVar("_T")


class OneOrMore:
    """An annotation for a tuple that can be typed as a single item."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: [value] if isinstance(value, str | dict) else value, handler(source)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        array = handler(schema)
        return {"anyOf": [array["items"], array]}


Several = Annotated[tuple[_T, ...], OneOrMore()]
"""One value, or a list of values; in a selection, any of them matches."""


def split_codes(value: Any) -> Any:
    """The codes of a text, which are separated by commas; any other value unchanged."""
    return re.split(r"[,\s]+", value.strip()) if isinstance(value, str) else value


Codes = Annotated[tuple[Word, ...], BeforeValidator(split_codes, json_schema_input_type=Word | tuple[Word, ...])]
"""Codes of diagnostics. One code needs no list."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[^\s,;@\[\]{}\"'#%\\]+$")]
"""The id of an entry. It is also a BibTeX key, so characters that BibTeX reserves are refused."""


def digits_alone(value: Any) -> Any:
    """Return a text of up to nine digits unchanged; refuse other texts, such as `1.0` and `1_000`."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,9}", value.strip()):
        hint = "write at most nine digits" if value.strip().isdecimal() else "write only digits"
        raise PydanticCustomError("whole_number", "this must be a whole number", {"hint": hint})
    return value


Count = Annotated[int, Field(ge=0), BeforeValidator(digits_alone)]
"""A whole number."""

Positive = Annotated[int, Field(ge=1), BeforeValidator(digits_alone)]
"""A whole number that is at least one."""

DecimalText = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)?$")]
"""A number that is kept as typed: `6.20` keeps its zero."""


def parse_orcid(value: Any) -> str:
    """Parse an ORCID iD, bare or as an address, and verify its last digit (ISO 7064, MOD 11-2). Return it bare.

    Raises:
        PydanticCustomError: the value is not an ORCID iD.
    """
    text = str(value).strip().removeprefix("https://orcid.org/").upper()
    if not re.fullmatch(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]", text):
        spaced = re.sub(
            r"(?<=[0-9])[\s–—.-]*(?=[0-9X])",
            "",
            re.sub(r"^(?:HTTPS?://)?(?:WWW\.)?ORCID(?:\.ORG/| ID)?:?\s*", "", text),
        )
        bare = "-".join(re.findall(r"....", spaced)) if len(spaced) == 16 else ""
        if bare != text and is_orcid(bare):
            raise InvalidOrcid.error(orcid=str(value), hint=f"write {bare}", corrections=[Replacement(bare)])
        raise InvalidOrcid.error(orcid=str(value))
    right = right_orcid(text)
    if text != right:
        raise _WrongLastDigit.error(orcid=text, right=right)
    return text


def right_orcid(text: str) -> str:
    """An ORCID iD with the last digit that matches the others; empty for a text that has not its form."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]", text):
        return ""
    total = 0
    for digit in text.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    return f"{text[:-1]}{'0123456789X'[(12 - total % 11) % 11]}"


def is_orcid(text: str) -> bool:
    """Whether a text is an ORCID iD, bare or as an address, with the right last digit."""
    try:
        parse_orcid(text)
    except PydanticCustomError:
        return False
    return True


Orcid = Annotated[str, ParsedBy(parse_orcid, {"type": "string", "pattern": r"[0-9]{3}[0-9X]$"})]
"""An ORCID iD without the address; its last digit is a check digit."""


def missing_field(field: str, hint: str) -> PydanticCustomError:
    """The error for a field that is required only in some cases."""
    return MissingField.error(field=field, hint=hint)
