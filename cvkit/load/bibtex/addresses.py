"""Read the addresses in TeX: remove the escapes, and add the scheme if it is missing."""

from __future__ import annotations

import re

from cvkit.model.url import parse_url

_SPACES = re.compile(r"[ \t\r\n]+")
_HOST = re.compile(r"(?://)?(?:[\w-]+\.)+[A-Za-z]{2,}(?:[:/?#]|$)(?!//)")


def read_address(address: str) -> str | None:
    """The address that a link can have, with `https://` if it has no scheme; None if no document can link to it.

    >>> read_address("www.example.org/x")
    'https://www.example.org/x'
    """
    address = address.strip().strip("<>").rstrip(",;")
    if _HOST.match(address):
        address = f"https://{address.removeprefix('//')}"
    elif broken := re.match(r"(https?):?/+(?=\w)", address, re.IGNORECASE):
        address = f"{broken[1].lower()}://{address[broken.end() :]}"
    try:
        return parse_url(address)
    except ValueError:
        return None


def parse_address(tex: str) -> str:
    r"""The characters of a DOI or URL. biblatex needs no escapes in it, but other programs write `\_` or `{\%}`."""
    text = tex.strip()
    if whole := re.fullmatch(r"\\(?:url|nolinkurl|path)\s*\{(.*)\}", text, re.DOTALL):
        text = whole[1]
    if "\\" in text or "$" in text:
        text = re.sub(r"\$\\sim\$|\{?\\(?:textasciitilde|string~|~)\s*(?:\{\})?\}?", "~", text)
        text = re.sub(r"\{?\\textunderscore\s*(?:\{\})?\}?", "_", text)
        text = re.sub(r"\{\\([_%&#$~^{}])\}|\\([_%&#$~^{}])", lambda found: found[1] or found[2], text)
    text = re.sub(r"\{([_%&#~])\}", r"\1", text)
    first, *others = _SPACES.split(text)
    return first if others and others[0].startswith("http") else "".join([first, *others])
