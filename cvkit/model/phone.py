"""Telephone numbers: as typed for readers, and as the address that a telephone dials."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from cvkit.model.diagnostic import Replacement
from cvkit.model.parsed_by import ParsedBy
from cvkit.model.rule import ValueRule
from cvkit.model.yaml_flow import flow

LEAST_DIGITS = 3
"""The shortest numbers, such as extensions within an institute."""


class InvalidPhone(ValueRule):
    """A telephone number without digits, or two numbers in one text.

    A click on the number dials it, so the text must be one number. Write the number with the code of its country, as in
    `+49 30 1234567`. Write several numbers as a list.
    ```yaml
    person: {name: Ada Miller, phone: on request}
    ```
    ```yaml
    person: {name: Ada Miller, phone: +49 30 1234567}
    ```
    """

    code = "V260"
    message = "`{text}` is not a telephone number"
    hint = "write the number, as in +49 30 1234567, or delete the line"
    fix = "write it as in +49 30 1234567"


def parse_phone(value: Any) -> str:
    """Parse a telephone number, and return it as typed, without `tel:`.

    Raises:
        PydanticCustomError: the value is not one telephone number.
    """
    if isinstance(value, Mapping) and len(value) == 1 and _digits(str(number := next(iter(value.values())))) > 5:
        new = f"{number} ({next(iter(value))})"
        message = "a telephone number must be one text"
        raise InvalidPhone.error(
            message=message, hint=f"write {new}", corrections=[Replacement(flow(new), is_yaml=True)]
        )
    if not isinstance(value, str):
        raise InvalidPhone.error(message="a telephone number must be one text", hint="write it as in +49 30 1234567")
    text = value.strip().removeprefix("tel:").strip()
    several = [part.strip() for part in re.split(r"[,;]|\s/\s", text)]
    if len(several) > 1 and all(_digits(part) > 5 for part in several):
        new = flow(several)
        raise InvalidPhone.error(
            message=f"`{text}` is more than one number",
            hint=f"write {new}",
            corrections=[Replacement(new, is_yaml=True)],
        )
    if _digits(text) < LEAST_DIGITS:
        raise InvalidPhone.error(text=text)
    return text


def phone_address(phone: str) -> str:
    """The `tel:` address of a telephone number (RFC 3966).

    In an international number, `(0)` is the digit that only callers within the country dial.

    >>> phone_address("+49 (0)30 1234-56"), phone_address("030 1234 ext. 56")
    ('tel:+4930123456', 'tel:0301234;ext=56')
    """
    number, _, extension = re.sub(r"(?i)\s*(?:ext\.?|extension|x)\s*(?=[0-9]+$)", ";", phone).partition(";")
    if number.lstrip().startswith(("+", "00")):
        number = re.sub(r"\(\s*0\s*\)", "", number)
    digits = "".join(c for c in number if c.isdigit() or c == "+")
    return f"tel:{digits}" + (f";ext={extension}" if extension else "")


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


Phone = Annotated[str, ParsedBy(parse_phone, {"type": "string", "pattern": "[0-9].*[0-9].*[0-9]"})]
"""A telephone number as typed."""
