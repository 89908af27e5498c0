"""The profiles of a person at services on the internet: each is an id, from which the address follows."""

import re
from collections.abc import Iterator
from typing import Any, Self

from pydantic import ValidationInfo, field_validator

from cvkit.model.fields import Model, Word
from cvkit.model.rule import ValueRule
from cvkit.model.url import short_address
from cvkit.model.value_class import dataclass


@dataclass(frozen=True)
class ProfileService:
    """A service: its name in words, and the address of a profile with `{}` at the place of the id."""

    name: str
    address: str
    form: str = r"[^\s/?#<>\"]+"
    """The form of an id."""


SERVICES = {
    "github": ProfileService("GitHub", "https://github.com/{}"),
    "gitlab": ProfileService("GitLab", "https://gitlab.com/{}"),
    "google_scholar": ProfileService("Google Scholar", "https://scholar.google.com/citations?user={}", r"[\w-]+"),
    "linkedin": ProfileService("LinkedIn", "https://www.linkedin.com/in/{}"),
    "dblp": ProfileService("DBLP", "https://dblp.org/pid/{}", r"[\w-]+(/[\w-]+)*"),
    "orcid": ProfileService("ORCID", "https://orcid.org/{}"),
    "semantic_scholar": ProfileService(
        "Semantic Scholar", "https://www.semanticscholar.org/author/{}", r"[\w-]+(/[0-9]+)?"
    ),
    "openalex": ProfileService("OpenAlex", "https://openalex.org/{}"),
    "openreview": ProfileService("OpenReview", "https://openreview.net/profile?id={}"),
    "researchgate": ProfileService("ResearchGate", "https://www.researchgate.net/profile/{}"),
    "scopus": ProfileService("Scopus", "https://www.scopus.com/authid/detail.uri?authorId={}", r"[0-9]+"),
    "web_of_science": ProfileService("Web of Science", "https://www.webofscience.com/wos/author/record/{}"),
    "inspire": ProfileService("INSPIRE", "https://inspirehep.net/authors/{}", r"[0-9]+"),
    "arxiv": ProfileService("arXiv", "https://arxiv.org/a/{}"),
    "huggingface": ProfileService("Hugging Face", "https://huggingface.co/{}"),
    "kaggle": ProfileService("Kaggle", "https://www.kaggle.com/{}"),
    "stackoverflow": ProfileService("Stack Overflow", "https://stackoverflow.com/users/{}", r"[0-9]+(/[\w-]+)?"),
    "bluesky": ProfileService("Bluesky", "https://bsky.app/profile/{}"),
    "mastodon": ProfileService("Mastodon", "", r"@?[^\s/?#<>\"@]+@[^\s/?#<>\"@]+\.[^\s/?#<>\"@]+"),
    "x": ProfileService("X", "https://x.com/{}"),
    "youtube": ProfileService("YouTube", "https://www.youtube.com/@{}"),
    "zhihu": ProfileService("Zhihu", "https://www.zhihu.com/people/{}"),
}
"""Key of `profiles` → the service, in the order in which profiles are printed."""


class InvalidProfile(ValueRule):
    """A profile that is not an id of its service.

    cvkit makes the address of a profile from the id. With this text, the link would lead nowhere. Write only the id, as
    the address of your profile ends with it. Write an address of another form under `links`.
    ```yaml
    person: {name: Ada Miller, profiles: {github: ada miller}}
    ```
    ```yaml
    person: {name: Ada Miller, profiles: {github: adamiller}}
    ```
    """

    code = "V172"
    message = "`{text}` is not an id of {service}"
    hint = "write the end of the address `{address}`"
    fix = "write only the id, as the address ends with it"


@dataclass(frozen=True)
class Profile:
    """One profile: the key of its service, the id, and its address."""

    key: str
    id: str

    @property
    def service(self) -> str:
        """The name of the service in words."""
        return SERVICES[self.key].name

    @property
    def url(self) -> str:
        """The address of the profile."""
        if self.key == "mastodon":
            user, _, host = self.id.removeprefix("@").partition("@")
            return f"https://{host}/@{user}"
        return SERVICES[self.key].address.format(self.id)

    @property
    def short(self) -> str:
        """The address as it is printed: `github.com/user`."""
        return short_address(self.url)


class Profiles(Model):
    """The ids of a person at services."""

    github: Word | None = None
    gitlab: Word | None = None
    google_scholar: Word | None = None
    linkedin: Word | None = None
    dblp: Word | None = None
    orcid: Word | None = None
    semantic_scholar: Word | None = None
    openalex: Word | None = None
    openreview: Word | None = None
    researchgate: Word | None = None
    scopus: Word | None = None
    web_of_science: Word | None = None
    inspire: Word | None = None
    arxiv: Word | None = None
    huggingface: Word | None = None
    kaggle: Word | None = None
    stackoverflow: Word | None = None
    bluesky: Word | None = None
    mastodon: Word | None = None
    x: Word | None = None
    youtube: Word | None = None
    zhihu: Word | None = None

    @field_validator(*SERVICES)
    @classmethod
    def _is_id(cls, value: str | None, info: ValidationInfo) -> str | None:
        """The id alone, also if the whole address is typed."""
        key = str(info.field_name)
        if value is None:
            return None
        service = SERVICES[key]
        if key == "mastodon":
            typed = re.sub(r"^https?://([^/]+)/@([^/]+)/?$", r"\2@\1", value)
        else:
            before, _, after = service.address.partition("{}")
            start = re.escape(re.sub(r"^https://(www\.)?", "", before))
            typed = re.sub(rf"^(https?://)?(www\.)?{start}", "", value).removesuffix("/").removesuffix(after)
            typed = typed.removeprefix("@")
            typed = re.sub(r"&\w+=[\w-]*$", "", typed) if key == "google_scholar" else typed
        if not re.fullmatch(service.form, typed):
            raise InvalidProfile.error(text=value, service=service.name, address=service.address.format("…"))
        return typed

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        """The profiles of the person, in the order of the services."""
        return (Profile(key, value) for key in SERVICES if (value := getattr(self, key)))

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def without_orcid(self) -> Self:
        """The same profiles without that of ORCID, which is printed by itself."""
        return self.model_copy(update={"orcid": None})
