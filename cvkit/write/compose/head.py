"""The name block: the owner's name, position and contacts."""

from __future__ import annotations

import re
from typing import Any

from cvkit.model.document import Document
from cvkit.model.inline import Inlines, plain_text
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.links import NamedLink
from cvkit.model.name import is_unspaced_script
from cvkit.model.person import Person, PersonMetric
from cvkit.model.phone import phone_address
from cvkit.model.profiles import Profiles
from cvkit.model.url import short_address
from cvkit.write.blocks import Contact, Head
from cvkit.write.compose.dates import date_text
from cvkit.write.compose.phrase import in_words, join_phrases, localized, parenthesized, phrase
from cvkit.write.locales import Locale


def head_block(person: Person, document: Document, locale: Locale) -> Head:
    """Return the name block of a document, without the fields that the document hides."""
    shown = person.model_copy(update={name: _NOTHING.get(name) for name in document.hide if name != "native"})
    name = locale.with_apostrophes(person.name.parts.full)
    language, native = "", ""
    if person.name.native and "native" not in document.hide:
        language, native = person.name.native.version(locale.language)
        native = locale.with_apostrophes(native)
    if native == name:  # it is printed once
        language, native = "", ""
    if native and locale.own_name_first:
        name, language, native = native, "", name
    position, affiliation = _posts(shown, locale)
    before, behind = _around_name(localized(shown.title, locale))
    if is_unspaced_script(name):
        before, behind = "", localized(shown.title, locale)
    return Head(
        name=f"{before}\u00a0{name}" if before else name,
        name_alone=name,
        prefix=before,
        title=behind,
        native=native,
        native_language=language,
        position=position,
        affiliation=affiliation,
        location=localized(shown.location, locale),
        contacts=tuple(_contacts(shown, locale)),
        figures=tuple(_figure(metric, locale) for metric in shown.metrics),
        photo=shown.photo.file if shown.photo else "",
        photo_alt=(plain_text(localized(shown.photo.alt, locale)) or name) if shown.photo else "",
        updated=locale.updated.format(date=date_text(shown.updated, locale)) if shown.updated else "",
        origins=(("person",),),
    )


_WORD_BEFORE = (
    r"(?:univ|ao|apl|em|hon|assoc|asst|ass)\.[ -]?prof\.?|prof(?:\.|essor)?(?:[ªa]\.?)?|pd|priv\.-doz\.|do[zcç]\."
    r"|dr[ae]?\.?(?:-ing\.?)?|dott\.(?:ssa)?|[rmjt]h?[nu]?dr\.|mgr\.?|ing\.|drs\.|ir\.|mag\.|dipl\.-[a-z]+\.|pr\.?"
    r"|sir|dame|rev\.|(?:mr|mrs|ms|mx)\.?|mme|hab\.|inż\."
)
_FACULTY = r"(?:rer|nat|med|phil|jur|iur|oec|pol|soc|techn|theol|habil|dent|vet|sc|agr|math|publ|h|c|mult|hum)\.|h\.c\."
_BEFORE_NAME = lazy_pattern(rf"((?:{_WORD_BEFORE})(?: (?:{_WORD_BEFORE}|{_FACULTY}))*)(?:, (.+))?", re.IGNORECASE)
"""The titles that people write before the name, and the degrees behind it: `Prof. Dr. rer. nat., PhD`."""


def _around_name(title: Inlines) -> tuple[str, Inlines]:
    """Return the part of a title that is printed before the name, and the part behind it.

    >>> _around_name(phrase("Prof. Dr.")), _around_name(phrase("PhD"))
    (('Prof. Dr.', ()), ('', (Str(text='PhD'),)))
    """
    text = plain_text(title)
    found = _BEFORE_NAME.fullmatch(text) if title == phrase(text) else None
    return (found[1].replace(" ", "\u00a0"), phrase(found[2] or "")) if found else ("", title)


_NOTHING: dict[str, Any] = {
    "profiles": Profiles.model_construct(),
    **dict.fromkeys(("position", "affiliation", "email", "phone", "links", "metrics"), ()),
}
"""The empty value of a hidden field, if it is not None."""


def _posts(person: Person, locale: Locale) -> tuple[Inlines, Inlines]:
    """Return the positions and the affiliations. If there are equally many, they are pairs, in the second text."""
    positions, affiliations = (
        [localized(text, locale) for text in texts] for texts in (person.position, person.affiliation)
    )
    if 1 < len(positions) == len(affiliations):
        return (), join_phrases(
            locale.semicolon, [join_phrases(locale.comma, pair) for pair in zip(positions, affiliations, strict=True)]
        )
    return in_words(positions, locale), in_words(affiliations, locale)


def _contacts(person: Person, locale: Locale) -> list[Contact]:
    contacts: list[Contact] = []
    contacts += [Contact("email", phrase(email), f"mailto:{email}") for email in person.email]
    contacts += [Contact("phone", phrase(phone), phone_address(phone)) for phone in person.phone]
    if person.orcid:
        contacts.append(Contact("orcid", phrase(f"ORCID {person.orcid}"), f"https://orcid.org/{person.orcid}"))
    contacts += [Contact("link", phrase(one.short), one.url) for one in person.profiles.without_orcid()]
    return contacts + [Contact("link", _with_address(link, locale), link.url) for link in person.links]


def _with_address(link: NamedLink, locale: Locale) -> Inlines:
    """The label of a link and its address, which a reader of paper needs too."""
    label, address = localized(link.label, locale), short_address(link.url)
    return label if address.lower() in plain_text(label).lower() else join_phrases(locale.colon, [label, address])


def _figure(metric: PersonMetric, locale: Locale) -> Inlines:
    """`Citations 1,234 (Google Scholar, May 2025)`."""
    value = locale.number(int(metric.value)) if metric.value.isdecimal() else metric.value
    when = date_text(metric.as_of, locale) if metric.as_of else ""
    return phrase(
        localized(metric.label, locale),
        f" {value}",
        parenthesized(join_phrases(locale.comma, [localized(metric.source, locale), when]), locale),
    )
