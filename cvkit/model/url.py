"""Addresses that a record can link to."""

import re
from typing import Annotated, Any

from cvkit.model.diagnostic import Replacement
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.parsed_by import ParsedBy
from cvkit.model.rule import ValueRule

SCHEMES = ("https", "http", "mailto", "tel")

_HOST = lazy_pattern(r"(?:[a-z][a-z0-9-]*\.)+[a-z]{2,}/", re.IGNORECASE)
_SCHEME = lazy_pattern(r"([A-Za-z][A-Za-z0-9+.-]*):(.+)", re.DOTALL)


class RefusedLink(ValueRule):
    """A link that a CV should not have, such as `javascript:`.

    A CV goes to strangers. Its links open pages, mail or telephone numbers, and never run code. Begin the address with
    `https:`, `http:`, `mailto:` or `tel:`.
    ```yaml
    person: {name: Ada Miller, links: [{label: Home, url: www.example.org}]}
    ```
    ```yaml
    person: {name: Ada Miller, links: [{label: Home, url: "https://www.example.org"}]}
    ```
    """

    code = "V108"
    message = "a CV cannot link to `{url}`"
    hint = "begin it with https:, http:, mailto: or tel:"
    fix = "begin it with https:"


def parse_url(value: Any) -> str:
    """Parse an address of the record.

    Raises:
        PydanticCustomError: the address has no scheme (RFC 3986 §3.1), a scheme that is not allowed in a CV, or
            control characters.
    """
    if not isinstance(value, str):
        raise RefusedLink.error(message="a link must be one text", hint="write https://…")
    url = value.strip()
    found = _SCHEME.fullmatch(url)
    if not found or found[1].lower() not in SCHEMES or any(ord(c) < 32 or c == "\x7f" for c in url):
        if not found and re.fullmatch(r"[\w-]+/[\w.-]+", url):
            choice = f"write https://github.com/{url} if it is on GitHub, and else the whole address"
            raise RefusedLink.error(url=url, hint=choice)
        if found or not re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", url):
            whole = f"https://{url.replace(' ', '%20')}" if _HOST.match(url) and not found else ""
            hint = f"write {whole}" if whole else None if found else "begin it with https://"
            raise RefusedLink.error(url=url, hint=hint, corrections=[Replacement(whole)] if whole else [])
        raise RefusedLink.error(url=url, hint=f"write https://{url}", corrections=[Replacement(f"https://{url}")])
    return url


UrlField = Annotated[str, ParsedBy(parse_url, {"type": "string", "pattern": "^(https?|mailto|tel):"})]


def short_address(url: str) -> str:
    """An address as it is printed.

    >>> short_address("https://www.example.org/")
    'example.org'
    """
    return re.sub(r"^https?://(?:www\.)?|/$|^mailto:|^tel:", "", url)
