"""A part of a record that cannot be read hides no other mistake, and causes no false diagnostic."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cvkit.commands.explain import explanations
from cvkit.model.rule import RULES, DependsOn
from tests.check.test_beside_refused import codes
from tests.conftest import Result

Run = Callable[..., Result]
EXPLAINED = explanations()

WORK = {"id": "one", "kind": "preprint", "title": "A work", "date": "2020", "authors": "Bo Fictive"}
UNREAD_FILES: dict[str, tuple[str, bytes | None]] = {
    "L001": ("absent.yaml", None),
    "L002": ("latin.yaml", "- {title: Étude}".encode("latin-1")),
    "L003": ("broken.yaml", b"- {title: One two: three}"),
    "L006": ("mapping.yaml", b"title: One work"),
    "L007": ("../outside.yaml", None),
    "L101": ("broken.bib", b"@article{two, title = {A"),
}
"""Code → a file that cannot be read for its reason: the name and the content."""
UNREAD_AUTHORS: dict[str, Any] = {
    "V110": "Bo Fictive, et al., Cy Fictive",
    "V112": "Fictive, Bo",
    "V115": ["Bo Fictive and Cy Fictive"],
}
"""Code → authors that cannot be separated for its reason."""
SOUND_LINE = "- {id: gone, series: J, number: 1, title: On the sorting of examples}\n"
OF_LINES = {"N203": "new", "N207": "gone"}
"""Code → the id of a work that the lockfile contradicts for its reason."""


def codes_that_hide(part: DependsOn) -> set[str]:
    return {code for code in EXPLAINED if RULES[code].hides is part}


def test_each_code_that_hides_a_part_of_the_record_is_tried_here() -> None:
    assert codes_that_hide(DependsOn.RECORD) == set(UNREAD_FILES)
    assert codes_that_hide(DependsOn.AUTHORS) == set(UNREAD_AUTHORS)
    assert {code for code in EXPLAINED if RULES[code].depends_on is DependsOn.LOCKFILE} == set(OF_LINES)


@pytest.mark.parametrize("code", UNREAD_FILES)
def test_an_entry_that_may_be_in_an_unreadable_file_is_not_shown_as_missing(
    code: str, cvkit: Run, tmp_path: Path
) -> None:
    works = [WORK | {"version_of": "two"}]
    (tmp_path / "works.yaml").write_text(json.dumps(works), encoding="utf-8")
    record = {"publications": ["works.yaml"], "honors": [{"title": "A Prize", "note": "for [@two]"}]}
    assert codes(cvkit, tmp_path, record) == {"V124", "V125", "N303"}
    name, content = UNREAD_FILES[code]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert codes(cvkit, tmp_path, {**record, "publications": ["works.yaml", name]}) == {code}


@pytest.mark.parametrize("code", UNREAD_AUTHORS)
def test_an_owner_who_may_be_in_an_unreadable_author_list_is_not_shown_as_missing(
    code: str, cvkit: Run, tmp_path: Path
) -> None:
    assert codes(cvkit, tmp_path, {"publications": [WORK]}) == {"V124"}
    assert codes(cvkit, tmp_path, {"publications": [WORK | {"authors": UNREAD_AUTHORS[code]}]}) == {code}


@pytest.mark.parametrize("code", OF_LINES)
def test_a_work_is_not_shown_as_another_one_if_a_line_of_the_lockfile_is_not_valid(
    code: str, cvkit: Run, tmp_path: Path
) -> None:
    title = "On the sorting of examples" if code == "N203" else "Another subject"
    work = WORK | {"id": OF_LINES[code], "kind": "journal", "title": title, "authors": "Ada Miller"}
    assert codes(cvkit, tmp_path, {"publications": [work]}, SOUND_LINE) == {code}
    assert codes(cvkit, tmp_path, {"publications": [work]}, f"{SOUND_LINE}- no line\n") == {"N206"}


def test_a_style_that_cannot_be_read_is_shown_beside_a_refused_entry(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "style.yaml").write_text("title: Mine\nclass: absent\n", encoding="utf-8")
    record = {"publications": [WORK | {"date": "2020-99"}], "documents": {"full": {"style": "./mine"}}}
    assert codes(cvkit, tmp_path, record) >= {"V105", "L001"}
