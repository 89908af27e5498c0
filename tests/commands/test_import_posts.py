"""An import knows the posts that a record lists at one employer, and adds only posts that it does not list."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import Result

Run = Callable[..., Result]

RECORD = """\
cvkit: 1
person: {name: Ada Miller}
experience:
  - organization: {en: Harbour University, de: Hafenuniversität}
    posts:
      - {role: Professor, start: 2021-10, end: present}
      - {role: Lecturer, start: 2016, end: 2021}
"""
WORK = [
    {"name": "Harbour University", "position": "Professor", "startDate": "2021-10"},
    {"name": "Harbour University", "position": "Lecturer", "startDate": "2016-02", "endDate": "2021-09"},
]


def imported(cvkit: Run, folder: Path, work: list[dict[str, Any]]) -> list[Any]:
    (folder / "cv.yaml").write_text(RECORD, encoding="utf-8")
    source = folder.parent / "resume.json"
    source.write_text(json.dumps({"basics": {"name": "Ada Miller"}, "work": work}), encoding="utf-8")
    assert cvkit("import", source, "-o", folder).status == 0
    posts: list[Any] = yaml.safe_load((folder / "cv.yaml").read_text(encoding="utf-8"))["experience"]
    return posts


def test_posts_at_one_employer_are_not_added_again(cvkit: Run, tmp_path: Path) -> None:
    (folder := tmp_path / "record").mkdir()
    assert imported(cvkit, folder, WORK) == yaml.safe_load(RECORD)["experience"]


def test_another_post_at_this_employer_is_an_entry_of_its_own(cvkit: Run, tmp_path: Path) -> None:
    (folder := tmp_path / "record").mkdir()
    dean = {"name": "Harbour University", "position": "Dean", "startDate": "2024"}
    first, second = sorted(imported(cvkit, folder, [*WORK, dean]), key=lambda entry: "posts" not in entry)
    assert first == yaml.safe_load(RECORD)["experience"][0]
    assert (second["organization"], second["role"]) == ("Harbour University", "Dean")
