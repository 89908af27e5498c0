"""The warning about an accent that is too light, and the colour in its hint."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.check.colors import _NAMES, color_digits
from cvkit.check.contrast import LEAST_FOR_TEXT, contrast_to_white
from tests.conftest import Result

Run = Callable[..., Result]


def warnings(cvkit: Run, folder: Path, accent: str) -> list[str]:
    """The hints of V143."""
    (folder / "cv.yaml").write_text(
        "cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: A Prize}]\n"
        f'documents: {{full: {{options: {{accent: "{accent}"}}}}}}\n',
        encoding="utf-8",
    )
    found = cvkit("check", folder, "--format", "json").diagnostics
    return [diagnostic["hint"] for diagnostic in found if diagnostic["code"] == "V143"]


@pytest.mark.parametrize("accent", ["FFFFFF", "777777", "5dade2", "FF0000", "FFFF00", "E8A33D"])
def test_the_hint_has_a_colour_that_is_dark_enough(cvkit: Run, tmp_path: Path, accent: str) -> None:
    (hint,) = warnings(cvkit, tmp_path, accent)
    darker = re.search(r"accent: (\w+)", hint)
    assert darker
    assert not warnings(cvkit, tmp_path, darker[1])


@pytest.mark.parametrize("accent", ["000000", "1B4F72", "767676", "595959"])
def test_a_dark_accent_is_no_problem(cvkit: Run, tmp_path: Path, accent: str) -> None:
    assert not warnings(cvkit, tmp_path, accent)


def test_the_digits_of_each_name_are_dark_enough() -> None:
    for name in _NAMES:
        assert contrast_to_white(color_digits(name)) >= LEAST_FOR_TEXT, name


@pytest.mark.parametrize("text", ["nocolor", "#12345", "rgb(1, 2)", "256, 0, 0", "12345", ""])
def test_another_text_is_no_colour(text: str) -> None:
    assert color_digits(text) == ""
