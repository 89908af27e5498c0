"""The lines of a long name do not touch each other, and a name in another script does not break."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import needs_tex
from tests.typeset.conftest import typeset

NAME = "Maximiliana-Alexandrina Theodora von Wolkenstein-Rodenegg und Hohenlohe-Langenburg"


@pytest.mark.parametrize("style", ["classic", "modern", "compact", "dossier", "moderncv"])
def test_the_lines_of_a_long_name_do_not_touch(style: str, tmp_path: Path) -> None:
    needs_tex()
    text = f"cvkit: 1\nperson: {{name: {NAME}, email: a@example.org}}\ndocuments: {{full: {{style: {style}}}}}\n"
    (tmp_path / "cv.yaml").write_text(text + "honors: [{title: A, date: 2020}]\n", encoding="utf-8")
    words = re.findall(
        r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<',
        typeset(tmp_path / "cv.yaml", tmp_path / "x.pdf").text("-bbox"),
    )
    lines = sorted({(float(top), float(bottom)) for top, bottom, word in words if word in NAME.split()})
    assert len(lines) > 1
    assert all(bottom <= top for (_, bottom), (top, _) in pairwise(lines)), lines


def test_the_lines_of_a_long_name_have_one_distance_in_moderncv(tmp_path: Path) -> None:
    needs_tex()
    name = "Maximiliana Theodora Example-Sample von und zu Longstreet the Third"
    text = f"cvkit: 1\nperson: {{name: {name}, position: Professor}}\ndocuments: {{full: {{style: moderncv}}}}\n"
    (tmp_path / "cv.yaml").write_text(text + "honors: [{title: A, date: 2020}]\n", encoding="utf-8")
    words = re.findall(
        r'yMin="([\d.]+)" xMax="[\d.]+" yMax="[\d.]+">([^<]*)<',
        typeset(tmp_path / "cv.yaml", tmp_path / "x.pdf").text("-bbox"),
    )
    lines = sorted({round(float(top)) for top, word in words if word in name.split()})
    distances = {below - above for above, below in pairwise(lines)}
    assert len(lines) > 3
    assert max(distances) - min(distances) <= 1, lines


@pytest.mark.parametrize("style", ["classic", "modern", "compact", "dossier", "moderncv"])
@pytest.mark.parametrize("title", ["", "title: Ph.D."])
def test_a_native_name_that_does_not_fit_is_on_the_next_line(style: str, title: str, tmp_path: Path) -> None:
    needs_tex()
    native = "見本田エグザンプルハイム・マクシミリアーナ"
    name = f"{{given: Maximiliana, family: Exampleheim-Mihonda, native: {native}}}"
    text = f"cvkit: 1\nperson: {{name: {name}, {title}}}\ndocuments: {{full: {{style: {style}}}}}\n"
    (tmp_path / "cv.yaml").write_text(text + "honors: [{title: A, date: 2020}]\n", encoding="utf-8")
    words = re.findall(
        r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<',
        typeset(tmp_path / "cv.yaml", tmp_path / "x.pdf").text("-bbox"),
    )
    heights = {(float(top), float(bottom)) for top, bottom, word in words if word[0] in native}
    assert len({top for top, _ in heights}) == 1, words
    assert "".join(word for *_, word in words if word[0] in native) == native
    latin = max(float(bottom) for _, bottom, word in words if word.endswith("-Mihonda"))
    assert style in ("classic", "compact", "dossier") or min(heights)[0] >= latin - 1
