"""Profiles in networks, from the name of the network and the user name."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from cvkit.load.bibtex.addresses import read_address
from cvkit.load.foreign.markup import from_plain
from cvkit.model.profiles import SERVICES, ProfileService

_OTHERS = {
    "imdb": "https://imdb.com/name/{}",
    "instagram": "https://instagram.com/{}",
    "telegram": "https://t.me/{}",
    "whatsapp": "https://wa.me/{}",
    "leetcode": "https://leetcode.com/u/{}",
    "reddit": "https://reddit.com/user/{}",
    "facebook": "https://facebook.com/{}",
}
"""Name of a network that has no key in `profiles` → the address of a profile."""
_KEYS = {re.sub("[^a-z]", "", service.name.lower()): key for key, service in SERVICES.items() if key != "orcid"} | {
    "twitter": "x"
}
"""Name of a service in small letters without spaces → its key in `profiles`. An ORCID iD has a field of its own."""


def add_profile(person: dict[str, Any], network: str, user: str, address: str = "") -> bool:
    """Add a profile to a person: to `profiles` if cvkit knows the service, else to `links`. False if it has no address.

    >>> person = {}
    >>> add_profile(person, "GitHub", "adamiller"), person
    (True, {'profiles': {'github': 'adamiller'}})
    """
    key = _KEYS.get(re.sub("[^a-z]", "", network.lower()))
    if key and (name := _id_at(SERVICES[key], user, address)):
        person.setdefault("profiles", {}).setdefault(key, name)
        return True
    url = profile_address(network, user, address)
    links = person.setdefault("links", [])
    if url and not any(link["url"].rstrip("/") == url.rstrip("/") for link in links):
        links.append({"label": from_plain(network) or re.sub(r"^https?://(?:www\.)?|/$", "", url), "url": url})
    return bool(url)


def add_known_address(person: dict[str, Any], label: str, address: str) -> bool:
    """Add the address of a profile to `profiles`, if its label says no more than the service. False if it is another.

    >>> person = {}
    >>> add_known_address(person, "GitHub", "https://github.com/adamiller"), person
    (True, {'profiles': {'github': 'adamiller'}})
    """
    word = re.sub("[^a-z]", "", label.lower())
    for service, key in _KEYS.items():
        if word in ("", service, f"my{service}", f"{service}profile") and (name := _id_at(SERVICES[key], "", address)):
            return bool(person.setdefault("profiles", {}).setdefault(key, name) == name)
    return False


def _id_at(service: ProfileService, user: str, address: str) -> str:
    """The id of a profile at a service: the user name, or the end of an address; empty if neither is an id."""
    start = re.escape(service.address.partition("{}")[0]).replace("www\\.", "(?:www\\.)?")
    for text in filter(None, (user, address)):
        found = re.fullmatch(f"{start}({service.form})/?", text) if service.address else None
        if found:
            return found[1]
    return user.removeprefix("@") if re.fullmatch(service.form, user.removeprefix("@")) else ""


def profile_address(network: str, user: str, address: str = "") -> str:
    """The address of a profile: the given one, or the one of the network; empty if neither is known."""
    if url := read_address(address) if address else None:
        return url
    if not user:
        return ""
    if re.match(r"https?://", user) and (url := read_address(user)):
        return url
    template = _OTHERS.get(re.sub(r"[^a-z]", "", network.lower()))
    return template.format(quote(user.removeprefix("@"), safe="/@:~.")) if template else ""
