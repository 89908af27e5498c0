"""The addresses of links, in a form that every format can print."""

from __future__ import annotations

import re
from urllib.parse import quote

from cvkit.model.url import SCHEMES


def ascii_address(url: str) -> str:
    """Return an address in ASCII only (RFC 3986); `%` before two hex digits is kept as an existing escape.

    >>> ascii_address("https://a.example/ä?q=50%")
    'https://a.example/%C3%A4?q=50%25'
    """
    address, hash_sign, fragment = url.strip().partition("#")
    if hash_sign and fragment:
        return f"{_quoted(address)}#{_quoted(fragment).replace('#', '%23')}"
    return _quoted(address)


def is_allowed(url: str) -> bool:
    """Whether a CV may link to an address; `check` tests it first, and each writer of links tests it again."""
    return url.partition(":")[0].lower() in SCHEMES


def _quoted(part: str) -> str:
    part = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return quote(part, safe="%:/?@!$&'()*+,;=-._~#")
