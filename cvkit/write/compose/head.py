"""The name block: who the person is, and how to reach them."""

from __future__ import annotations

from cvkit.model.document import Document
from cvkit.model.inline import Inlines
from cvkit.model.person import Person, PersonMetric
from cvkit.write.blocks import Contact, Head
from cvkit.write.compose.dates import date_text
from cvkit.write.compose.phrase import enclosed, joined, phrase, said
from cvkit.write.words import Words


def head_block(person: Person, document: Document, words: Words) -> Head:
    """The name block of a document, without what it hides."""
    shown = person.model_copy(update={name: _NOTHING.get(name) for name in document.hide if name != "native"})
    name = person.name.parts.full
    native = "" if "native" in document.hide else person.name.native or ""
    if native and words.own_name_first:
        name, native = native, name
    return Head(
        name=name,
        title=said(shown.title, words),
        native=native,
        position=said(shown.position, words),
        affiliation=said(shown.affiliation, words),
        location=said(shown.location, words),
        contacts=tuple(_contacts(shown, words)),
        figures=tuple(_figure(metric, words) for metric in shown.metrics),
        photo=shown.photo or "",
        updated=words.updated.format(date=date_text(shown.updated, words)) if shown.updated else "",
    )


_NOTHING: dict[str, tuple[()]] = {"links": (), "metrics": ()}
"""What a field that is hidden holds, where that is not none."""


def _contacts(person: Person, words: Words) -> list[Contact]:
    contacts: list[Contact] = []
    if person.email:
        contacts.append(Contact("email", phrase(person.email), f"mailto:{person.email}"))
    if person.phone:
        contacts.append(Contact("phone", phrase(person.phone), phone_address(person.phone)))
    if person.orcid:
        contacts.append(Contact("orcid", phrase(f"ORCID {person.orcid}"), f"https://orcid.org/{person.orcid}"))
    return contacts + [Contact("link", said(link.label, words), link.url) for link in person.links]


def phone_address(phone: str) -> str:
    """A telephone number as the address that dials it (RFC 3966)."""
    return "tel:" + "".join(c for c in phone if c.isdigit() or c == "+")


def _figure(metric: PersonMetric, words: Words) -> Inlines:
    """`Citations 1,234 (Google Scholar, May 2025)`."""
    value = words.number(int(metric.value)) if metric.value.isdecimal() else metric.value
    when = date_text(metric.as_of, words) if metric.as_of else ""
    return phrase(said(metric.label, words), f" {value}", enclosed(joined(", ", [said(metric.source, words), when])))
