"""Addresses that a record can link to."""

import re
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from cvkit.model.parsed_by import ParsedBy

SCHEMES = ("https", "http", "mailto", "tel")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.+)", re.DOTALL)


def parse_url(value: Any) -> str:
    """Parse an address of the record.

    Raises:
        PydanticCustomError: the address has no scheme (RFC 3986 §3.1), a scheme that is not allowed in a CV, or
            control characters.
    """
    if not isinstance(value, str):
        raise PydanticCustomError("url_scheme", "a link must be one text", {"hint": "write https://…"})
    url = value.strip()
    found = _SCHEME.fullmatch(url)
    if not found or found[1].lower() not in SCHEMES or any(ord(c) < 32 or c == "\x7f" for c in url):
        hint = "begin it with https://" if not found else "begin it with https:, http:, mailto: or tel:"
        raise PydanticCustomError("url_scheme", "a CV cannot link to `{url}`", {"url": url, "hint": hint})
    return url


UrlField = Annotated[str, ParsedBy(parse_url, {"type": "string", "pattern": "^(https?|mailto|tel):"})]
