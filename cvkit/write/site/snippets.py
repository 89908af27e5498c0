"""The lines that a home page needs in files of the site that are the user's own, for the user to paste."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cvkit.model.inline import plain_text
from cvkit.model.profiles import Profile
from cvkit.model.text import Text
from cvkit.write.compose.phrase import localized
from cvkit.write.site.acad_homepage import anchors, heading
from cvkit.write.site.home_page import Home
from cvkit.write.site.kramdown import front_matter_value

BY_ADDRESS = {
    "google_scholar": "googlescholar",
    "orcid": "orcid",
    "dblp": "dblp",
    "researchgate": "researchgate",
    "semantic_scholar": "semantic",
    "arxiv": "arxiv",
    "scopus": "scopus",
    "mastodon": "mastodon",
    "inspire": "inspire-hep",
}
"""Key of `profiles` → the key of the author block whose value is an address."""

BY_ID = {
    "github": "github",
    "linkedin": "linkedin",
    "x": "twitter",
    "bluesky": "bluesky",
    "kaggle": "kaggle",
    "stackoverflow": "stackoverflow",
    "youtube": "youtube",
    "zhihu": "zhihu",
}
"""Key of `profiles` → the key of the author block whose value is the id alone."""

SOCIALS = {
    "google_scholar": "scholar_userid",
    "github": "github_username",
    "linkedin": "linkedin_username",
    "x": "x_username",
}
"""Key of `profiles` → the key of `_data/socials.yml` of al-folio."""

AVATAR_FOLDER = {"academicpages": "", "acad-homepage": "images/"}
"""Template → the folder that the file name of the avatar begins with."""


def config_snippet(home: Home, template: str, config: Mapping[str, Any]) -> str:
    """Return the lines for `_config.yml` that it has no value for; empty if it has all."""
    if template == "al-folio":
        return _scholar_snippet(home, config)
    author = config.get("author")
    given = {key for key, value in author.items() if value} if isinstance(author, Mapping) else set()
    missing = {key: value for key, value in _author(home, template).items() if key not in given}
    lines = [f"  {key}: {front_matter_value(value)}" for key, value in missing.items()]
    return "\n".join(["author:", *lines]) if lines else ""


def _scholar_snippet(home: Home, config: Mapping[str, Any]) -> str:
    """Return the owner's names for the bibliography of al-folio, unless the settings have them."""
    scholar = config.get("scholar")
    name = home.record.person.name.parts
    given = [str(one) for one in (scholar.get("last_name") or [])] if isinstance(scholar, Mapping) else []
    if name.family in given:
        return ""
    family, first = front_matter_value(name.family or name.literal), front_matter_value(name.given)
    return f"scholar:\n  last_name: [{family}]\n  first_name: [{first}]"


def socials_snippet(home: Home, template: str, socials: Mapping[str, Any]) -> str:
    """Return the lines for `_data/socials.yml` of al-folio that it has no value for; empty if it has all."""
    person = home.record.person
    if template != "al-folio":
        return ""
    ids = {SOCIALS[one.key]: one.id for one in person.profiles if one.key in SOCIALS}
    ids |= {"orcid_id": person.orcid} if person.orcid else {}
    lines = [f"{key}: {front_matter_value(value)}" for key, value in ids.items() if not socials.get(key)]
    return "\n".join(lines)


def navigation_snippet(home: Home, template: str, navigation: Mapping[str, Any]) -> str:
    """Return the lines for `_data/navigation.yml` of acad-homepage that it has not; empty if it has all."""
    main = navigation.get("main")
    given = {str(item.get("url")) for item in main if isinstance(item, Mapping)} if isinstance(main, list) else set()
    if template != "acad-homepage":
        return ""
    targets = anchors(home)
    lines = []
    for section in home.page.sections:
        if section.id in targets and (url := f"/#{targets[section.id]}") not in given:
            title = re.sub(r"^\W+", "", heading(section, home))
            lines += [f"  - title: {front_matter_value(title)}", f"    url: {front_matter_value(url)}"]
    return "\n".join(["main:", *lines]) if lines else ""


def _author(home: Home, template: str) -> dict[str, str]:
    """Return the author block that the record makes."""
    person = home.record.person

    def text(*values: Text | None) -> str:
        return ", ".join(plain_text(localized(value, home.locale)) for value in values)

    profiles: list[Profile] = [*person.profiles]
    if person.orcid and not person.profiles.orcid:
        profiles.append(Profile("orcid", person.orcid))
    photo = person.photo.file.rpartition("/")[2] if person.photo else ""
    values = {
        "name": person.name.parts.full,
        "avatar": f"{AVATAR_FOLDER[template]}{photo}" if photo else "",
        "bio": text(*person.position),
        "location": text(person.location),
        "employer": text(*person.affiliation),
        "email": "".join(person.email[:1]),
        "uri": person.links[0].url if person.links else "",
        **{BY_ADDRESS[one.key]: one.url for one in profiles if one.key in BY_ADDRESS},
        **{BY_ID[one.key]: one.id for one in profiles if one.key in BY_ID},
    }
    return {key: value for key, value in values.items() if value}
