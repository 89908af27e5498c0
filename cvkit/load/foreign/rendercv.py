"""The YAML file of RenderCV, of version 2 and of the older ones, and the `cv.yml` of al-folio, which follows it."""

from __future__ import annotations

import re
from typing import Any

from cvkit.load.bibtex.addresses import read_address
from cvkit.load.foreign.content import Fields, SourceContent
from cvkit.load.foreign.markup import from_rendercv, plain_of
from cvkit.load.foreign.networks import add_profile
from cvkit.load.foreign.section_entries import OWN_SECTION, YEAR_AT_END, add_entry, add_text
from cvkit.load.foreign.section_titles import meaning_of
from cvkit.load.foreign.typed_values import email_of, one_or_all, orcid_in
from cvkit.model.source import Span, YamlMap, YamlSeq

_OLD_SECTIONS = ("summary", "education", "work_experience", "academic_projects", "personal_projects", "publications",
                 "certificates", "skills", "test_scores", "extracurricular_activities", "custom_sections")  # fmt: skip
"""Sections of the first version, which were keys of `cv`."""


def fill(parsed: Any, content: SourceContent) -> None:
    """Read a file of RenderCV."""
    root = Fields(parsed, content, "", Span(0, 0, 0, 0))
    cv = root.child("cv")
    for name in ("locale", "locale_catalog", "settings", "rendercv_settings"):
        if root.has(name):
            content.report.left_out(name, root.typed.key_spans[name])
            root.skip(name)
    if root.has("design"):
        _design(root.child("design"), content)
    _person(cv, content)
    sections = cv.child("sections") if cv.has("sections") else cv
    order = sections.typed if cv.has("sections") else {name: 0 for name in _OLD_SECTIONS if cv.has(name)}
    cv.skip("section_order")
    titles: dict[str, list[str]] = {}
    for title in order:
        if sections.has(title):
            before = content.sizes
            shown = title if re.search(r"[A-Z ]", title) else title.replace("_", " ").title()
            _section(title, shown, sections, content)
            for name, size in content.sizes.items():
                if size > before.get(name, 0):
                    titles.setdefault(name, []).append("" if shown in (name, name.title()) else shown)
    content.document["sections"] = {name: found[0] if len(found) == 1 else "" for name, found in titles.items()}
    cv.leave_out_rest()
    root.leave_out_rest()


def _design(design: Fields, content: SourceContent) -> None:
    """Read the size of the page. The rest of a design belongs to RenderCV."""
    page = design.child("page")
    size = page.word("size") or design.word("page_size")
    paper = "letter" if "letter" in size else "a4" if "a4" in size else ""
    if paper:
        content.document["paper"] = paper
    elif size:
        content.report.left_out(f"page size {size}", page.span)
    design.skip_all()
    page.skip_all()
    if set(design.typed) - {"page"}:
        content.report.left_out("design", design.span)


def _person(cv: Fields, content: SourceContent) -> None:
    person = content.person
    if name := " ".join(plain_of(from_rendercv(cv.word("name"))).split()):
        person["name"] = name
    person["position"] = from_rendercv(cv.word("headline", "label"))
    person["location"] = from_rendercv(cv.word("location"))
    links: list[dict[str, str]] = person.setdefault("links", [])
    typed = (Fields(_mapping(cv, "email", one), content, "cv", cv.at("email")) for one in cv.words("email"))
    person["email"] = one_or_all([email for one in typed if (email := email_of(one, "email"))])
    phones = cv.words("phone")
    if phones and content.takes_private:
        person["phone"] = one_or_all([one.removeprefix("tel:") for one in phones])
    elif phones:
        content.report.private("phone", cv.at("phone"))
    for website in cv.words("website"):
        if url := read_address(website):
            links.append({"label": re.sub(r"^https?://(?:www\.)?|/$", "", url), "url": url})
        else:
            content.report.unread("cv.website", website, cv.at("website"))
    for one in cv.children("social_networks"):
        network, user = one.word("network"), one.word("username")
        if network.lower() == "orcid":
            person["orcid"] = orcid_in(user)
            if not person["orcid"]:
                content.report.unread("social_networks", f"{network}: {user}", one.span)
        elif (network or user) and not add_profile(person, network, user, one.word("url")):
            content.report.unread("social_networks", f"{network}: {user}", one.span)
        one.leave_out_rest()
    for one in cv.children("custom_connections"):
        label, url = from_rendercv(one.word("placeholder", "label")), read_address(one.word("url"))
        if url:
            links.append({"label": label or url, "url": url})
        elif label:
            content.report.left_out(f"connection {label}", one.span)
        one.skip("fontawesome_icon")
        one.leave_out_rest()
    if cv.has("photo"):
        photo = cv.word("photo")
        content.report.left_out(
            f"photo ({photo}): copy it into the folder, and add `photo` to `person`", cv.at("photo")
        )


def _mapping(fields: Fields, key: str, value: str) -> YamlMap:
    """A mapping of one key, with the span of that key."""
    found = YamlMap(fields.content.file, fields.at(key))
    found[key] = value
    found.key_spans[key] = found.value_spans[key] = fields.at(key)
    return found


def _is_undated_text(entry: Any) -> bool:
    """Whether an entry is one text, without a year at its end."""
    if isinstance(entry, YamlMap):
        entry = next((entry[key] for key in ("number", "reversed_number", "bullet") if key in entry), None)
    return isinstance(entry, str) and not YEAR_AT_END.fullmatch(entry)


def _section(title: str, shown: str, sections: Fields, content: SourceContent) -> None:
    """The entries of one section. The title says where they belong, or else the keys of the entries."""
    entries = sections.raw(title)
    span = sections.at(title)
    if isinstance(entries, str):
        add_text(shown, meaning_of(title), entries, content, span)
        return
    if not isinstance(entries, YamlSeq):
        content.report.unread(f"sections.{title}", entries, span)
        return
    meaning = meaning_of(title)
    if meaning in ("service", "memberships") and any(
        isinstance(one, YamlMap) and "highlights" in one for one in entries
    ):
        meaning = OWN_SECTION  # service and memberships have no place for bullets
    if meaning == "talks" and any(map(_is_undated_text, entries)):
        meaning = OWN_SECTION  # a talk has a date, and a section stays whole
    for entry, at in zip(entries, entries.spans, strict=True):
        if isinstance(entry, str):
            add_text(shown, meaning, entry, content, at)
        elif isinstance(entry, YamlMap):
            add_entry(shown, meaning, Fields(entry, content, title, at), content)
        else:
            content.report.unread(f"sections.{title}", entry, at)
