"""The date of a work, which can be unknown, and that of its retraction."""

import re
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from cvkit.model.date import DATE_SCHEMA, Date, parse_date
from cvkit.model.fields import parse_flag
from cvkit.model.parsed_by import ParsedBy

NO_DATE = "n.d."
"""The date of a work whose date nobody knows."""


def parse_work_date(value: Any) -> Date | None:
    """Parse the date of a work; None for `n.d.`.

    Raises:
        PydanticCustomError: the value is neither a date nor a range nor `n.d.`.
    """
    return None if value is None or value == NO_DATE else parse_date(value)


def parse_retraction(value: Any) -> Date | bool:
    """Parse the retraction of a work: its date, or `true` if nobody knows the date.

    Raises:
        PydanticCustomError: the value is neither a date nor a flag.
    """
    if value in ("true", "false", True, False):
        return parse_flag(value)
    if not re.search(r"\d", str(value)):
        hint = "write true, or the date as in 2024-05"
        raise PydanticCustomError("flag", "this must be `true` or a date", {"hint": hint})
    return parse_date(value)


Retraction = Annotated[Date | bool, ParsedBy(parse_retraction, {"anyOf": [{"type": "boolean"}, DATE_SCHEMA]})]

WorkDate = Annotated[Date | None, ParsedBy(parse_work_date, {"anyOf": [{"const": NO_DATE}, DATE_SCHEMA]})]
