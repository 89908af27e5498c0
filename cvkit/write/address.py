"""Addresses that links lead to, as every format may print them."""

from __future__ import annotations

import re
from urllib.parse import quote

from cvkit.model.url import SCHEMES


def ascii_address(url: str) -> str:
    """An address in ASCII alone (RFC 3986); `%` before two hex digits is an escape already made.

    >>> ascii_address("https://a.example/ä?q=50%")
    'https://a.example/%C3%A4?q=50%25'
    """
    address, hash_sign, fragment = url.strip().partition("#")
    if hash_sign and fragment:
        return f"{_quoted(address)}#{_quoted(fragment).replace('#', '%23')}"
    return _quoted(address)


def is_allowed(url: str) -> bool:
    """Whether a CV may link to an address; the check has seen to it, and what writes links looks again."""
    return url.partition(":")[0].lower() in SCHEMES


def _quoted(part: str) -> str:
    part = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return quote(part, safe="%:/?@!$&'()*+,;=-._~#")
