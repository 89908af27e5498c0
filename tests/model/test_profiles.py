"""Profiles at services: what may be typed, and the address that follows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.model.profiles import SERVICES, Profiles
from tests.conftest import Result

TYPED = {
    ("x", "@ada"): ("https://x.com/ada", "x.com/ada"),
    ("github", "ada-m"): ("https://github.com/ada-m", "github.com/ada-m"),
    ("github", "https://github.com/ada-m/"): ("https://github.com/ada-m", "github.com/ada-m"),
    ("github", "www.github.com/ada-m"): ("https://github.com/ada-m", "github.com/ada-m"),
    ("google_scholar", "A1b2-_AAAAJ"): (
        "https://scholar.google.com/citations?user=A1b2-_AAAAJ",
        "scholar.google.com/citations?user=A1b2-_AAAAJ",
    ),
    ("google_scholar", "https://scholar.google.com/citations?user=A1b2AAAAJ&hl=en"): (
        "https://scholar.google.com/citations?user=A1b2AAAAJ",
        "scholar.google.com/citations?user=A1b2AAAAJ",
    ),
    ("linkedin", "ada"): ("https://www.linkedin.com/in/ada", "linkedin.com/in/ada"),
    ("dblp", "12/345-1"): ("https://dblp.org/pid/12/345-1", "dblp.org/pid/12/345-1"),
    ("mastodon", "@ada@a.example"): ("https://a.example/@ada", "a.example/@ada"),
    ("mastodon", "https://a.example/@ada"): ("https://a.example/@ada", "a.example/@ada"),
    ("youtube", "ada"): ("https://www.youtube.com/@ada", "youtube.com/@ada"),
}
WRONG = [("github", "ada m"), ("github", "https://a.example/ada"), ("dblp", "?q=x"), ("mastodon", "ada"),
         ("google_scholar", "https://scholar.google.com/citations?hl=en"), ("scopus", "ada")]  # fmt: skip


@pytest.mark.parametrize(("typed", "wanted"), TYPED.items())
def test_an_address_follows_from_the_id(typed: tuple[str, str], wanted: tuple[str, str]) -> None:
    (profile,) = Profiles.model_validate(dict([typed]))
    assert (profile.url, profile.short) == wanted
    assert list(Profiles.model_validate({typed[0]: profile.id})) == [profile]


@pytest.mark.parametrize(("key", "typed"), WRONG)
def test_a_profile_that_is_no_id_is_an_error_at_its_place(
    cvkit: Callable[..., Result], record: Callable[[str], Path], key: str, typed: str
) -> None:
    file = record("")
    head = f"person:\n  name: Ada Miller\n  profiles:\n    {key}: {json.dumps(typed)}\n"
    file.write_text(f"cvkit: 1\n{head}", encoding="utf-8")
    (found,) = json.loads(cvkit("check", file, "--format", "json").out)
    assert (found["code"], found["line"]) == ("V172", 5)
    assert SERVICES[key].name in found["message"]


def test_profiles_are_printed_behind_the_orcid_id(cvkit: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "cv.yaml"
    person = "{name: Ada Miller, profiles: {x: ada, orcid: 0000-0002-1825-0097, github: ada}}"
    file.write_text(f"cvkit: 1\nperson: {person}\n", encoding="utf-8")
    out = cvkit("export", file, "--to", "txt").out
    places = [out.find(text) for text in ("ORCID 0000-0002-1825-0097", "github.com/ada", "x.com/ada")]
    assert places == sorted(places) and -1 not in places
    assert out.count("0000-0002-1825-0097") == 1
