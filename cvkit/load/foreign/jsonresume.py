"""JSON Resume: version 1.0, the older keys that academicpages still uses, and the additions of `cvkit export`."""

from __future__ import annotations

import re
from typing import Any

from cvkit.load.bibtex.addresses import read_address
from cvkit.load.foreign.content import Fields, SourceContent
from cvkit.load.foreign.countries import country_name
from cvkit.load.foreign.markup import from_markdown
from cvkit.load.foreign.networks import add_profile
from cvkit.load.foreign.resume_entries import RESUME_SECTIONS, text_and_points
from cvkit.load.foreign.typed_values import email_of, orcid_in
from cvkit.model.name import parse_name
from cvkit.model.source import Span

_PRIVATE = ("address", "postalCode")


def fill(parsed: Any, content: SourceContent) -> None:
    """Read a résumé."""
    root = Fields(parsed, content, "", Span(0, 0, 0, 0))
    root.leave_out("$schema", "meta")
    fill_person(root.child("basics"), content)
    fill_sections(root, content)


def fill_sections(root: Fields, content: SourceContent) -> None:
    """Read the sections of a résumé, which are keys of `root`."""
    for name, add in RESUME_SECTIONS.items():
        for fields in root.children(name):
            add(fields, content)
    root.leave_out_rest()


def fill_person(basics: Fields, content: SourceContent) -> None:
    """Read the part about the person."""
    person = content.person
    if name := basics.word("name"):
        person["name"] = name if len(name.split()) == 2 else parse_or_literal(name, basics)
    person["position"] = from_markdown(basics.word("label", "headline"))
    text, points = text_and_points(basics, "summary")
    content.summary += [*text.split("\n\n"), *points] if text else points
    person["email"] = email_of(basics, "email")
    if basics.has("phone"):
        phone = basics.word("phone")
        if content.takes_private:
            person["phone"] = phone
        else:
            content.report.private("phone", basics.at("phone"))
    person["affiliation"] = from_markdown(basics.word("affiliation"))
    links: list[dict[str, str]] = person.setdefault("links", [])
    if address := basics.word("url", "website"):
        if url := read_address(address):
            links.append({"label": re.sub(r"^https?://(?:www\.)?|/$", "", url), "url": url})
        else:
            content.report.unread("basics.url", address, basics.at("url" if basics.has("url") else "website"))
    if image := basics.word("image", "picture"):
        hint = "download it into the folder, and add `photo` to `person`"
        content.report.left_out(f"image {image[:60]}: {hint}", basics.span)
    place(basics.child("location"), content)
    profiles(basics.children("profiles"), content)
    basics.leave_out_rest()


def parse_or_literal(name: str, fields: Fields) -> Any:
    """A name of several words. It does not say which of them are the family name, so this is a guess."""
    parsed = parse_name(name)
    if parsed.literal:
        return name
    fields.report.guess("the family name", f"{parsed.particle} {parsed.family}".strip(), fields.span)
    return name


def place(location: Fields, content: SourceContent) -> None:
    """Read a place. The street is private."""
    if isinstance(location.typed, dict) and not location.typed:
        return
    for name in _PRIVATE:
        if location.has(name):
            if content.takes_private:
                content.person["x-" + name] = location.word(name)
            else:
                content.report.private(name, location.at(name))
                location.skip(name)
    parts = [location.word(name) for name in ("city", "region")]
    parts += [country_name(location.word(name)) for name in ("countryCode", "country")]
    content.person["location"] = from_markdown(", ".join(dict.fromkeys(filter(None, parts))))
    location.leave_out_rest()


def profiles(found: list[Fields], content: SourceContent) -> None:
    """Read profiles in networks as links; the one at ORCID is the ORCID iD."""
    links = content.person.setdefault("links", [])
    for one in found:
        network, user, address = one.word("network"), one.word("username"), one.word("url", "website")
        orcid = orcid_in(user) or orcid_in(address)
        if orcid and "orcid" in (network + address).lower():
            content.person["orcid"] = orcid
        elif (link := next((link for link in links if address and link["url"] == address), None)) and network:
            link["label"] = from_markdown(network)
        elif (network or user) and not add_profile(content.person, network, user, address):
            content.report.unread("profiles", f"{network} {user}".strip(), one.span)
        elif address and user and user.removeprefix("@").lower() not in address.lower():
            content.report.left_out(f"profile address {address}", one.at("url"))
        one.leave_out_rest()
