"""`ignore` leaves out warnings: on an entry, at the top of the record, and never an error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import WIDE_FORMULAS, Result, needs_tex, new_style

Run = Callable[..., Result]
HEAD = "cvkit: 1\nperson: {name: Ada Miller}\nnumbering: none\n"
SUHARTO = "kind: journal, title: T, date: 2020, authors: 'Ada Miller, Suharto'"
SUKARNO = "kind: journal, title: U, date: 2021, authors: 'Ada Miller, Sukarno'"
FIRST = "kind: journal, title: A study of small examples, date: 2020, authors: Ada Miller"
SECOND = "kind: preprint, title: A study of small examples, date: 2019, authors: Ada Miller"
OTHERS = "kind: journal, title: V, date: 2020, authors: Bo Larsen"
OPEN = "kind: journal, title: W, date: 2020, authors: 'Ada Miller, et al.'"


def works(*entries: str) -> str:
    return "publications:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


def found(cvkit: Run, record: Path, *options: str) -> list[str]:
    return [one["code"] for one in cvkit("check", record, "--format", "json", *options).diagnostics]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (works(SUHARTO), ["V113"]),
        (works(f"{SUHARTO}, ignore: [V113]"), []),
        (works(f"{SUHARTO}, ignore: V113"), []),
        (works(f"{SUHARTO}, ignore: [V113]", SUKARNO), ["V113"]),
        (f"ignore: [V113]\n{works(SUHARTO, SUKARNO)}", []),
        (f"ignore: V113\n{works(f'{SUHARTO}, ignore: V113', SUKARNO)}", []),
        (works(FIRST, SECOND), ["V211"]),
        (works(FIRST, f"{SECOND}, ignore: [V211]"), []),
        (works(f"{FIRST}, ignore: [V211]", SECOND), ["V161", "V211"]),
        (f"ignore: [V211]\n{works(FIRST, SECOND)}", ["V161", "V211"]),
        (f"ignore: [V124]\n{works(OTHERS)}", ["V124", "V161"]),
        (works(OPEN), ["V221"]),
        (works(f"{OPEN}, ignore: [V221]"), ["V161", "V221"]),
        (f"ignore: [V221]\n{works(OPEN)}", []),
        ("honors: [{title: A, ignore: [V113]}]\n", ["V161"]),
        ("sections: {More: [{text: A, ignore: [V113]}]}\n", ["V161"]),
        ("honors: [{title: A, ignore: [T104]}]\n", []),
        ("honors: [{title: A, ignore: [V999, V113]}]\n", ["V160"]),
        ("ignore: [X]\nhonors: [{title: A}]\n", ["V160"]),
        ("honors: [{titel: A, ignore: [V101, V102]}]\n", ["V101"]),
        ("honors: [{title: A, ignore: {V113: x}}]\n", ["V103"]),
        ("honors:\n  - title: A #b\n", ["L010"]),
        ("honors:\n  - title: A #b\n    ignore: L010\n", []),
        ("honors:\n  - title: A #b\n  - title: B\n    ignore: L010\n", ["L010", "V161"]),
        ("ignore: L010\nhonors:\n  - title: A #b\n", []),
    ],
)
def test_a_code_is_ignored_where_the_record_says_so(cvkit: Run, tmp_path: Path, text: str, codes: list[str]) -> None:
    (tmp_path / "cv.yaml").write_text(HEAD + text, encoding="utf-8")
    assert sorted(found(cvkit, tmp_path)) == codes
    assert sorted(found(cvkit, tmp_path, "--strict")) == codes


def test_the_lockfile_is_never_ignored(cvkit: Run, tmp_path: Path) -> None:
    head = HEAD.replace("none", "{lock: true}")
    (tmp_path / "cv.yaml").write_text(f"{head}ignore: [N201]\n{works(f'id: a, {FIRST}')}", encoding="utf-8")
    assert sorted(found(cvkit, tmp_path)) == ["N201"]


@pytest.mark.parametrize(
    ("field", "codes"),
    [
        ("", ["L112", "V208"]),
        ("x-ignore = {V208}", ["L112"]),
        ("x-ignore = {V208, L112}", []),
        ("x-ignore = {[V208, L112]}", []),
        ("x-ignore = {V208 L112 V211}", ["V161"]),
        ("x-ignore = {V280}", ["L112", "V160", "V208"]),
    ],
)
def test_an_entry_of_a_bib_file_has_x_ignore(cvkit: Run, tmp_path: Path, field: str, codes: list[str]) -> None:
    (tmp_path / "cv.yaml").write_text(f"{HEAD}publications: own.bib\n", encoding="utf-8")
    entry = "@article{%s, author = {Miller, Ada}, journal = {J}, title = {%s}, date = {%s}, %s\n}\n"
    later = entry % ("one", "T", "2041", "x-tags = {[a, b},\n" + field)
    (tmp_path / "own.bib").write_text(later + entry % ("two", "U", "2020", ""), encoding="utf-8")
    assert sorted(found(cvkit, tmp_path)) == codes
    assert ("delete `V211` from `x-ignore`" in cvkit("check", tmp_path).out) == ("V161" in codes)


def test_an_unknown_code_gets_a_hint(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / "cv.yaml").write_text(f"{HEAD}{works(f'{SUHARTO}, ignore: [V1113]')}", encoding="utf-8")
    result = cvkit("check", tmp_path)
    assert result.status == 1
    assert "there is no code `V1113`" in result.out and "did you mean `V113`?" in result.out


def test_a_warning_of_typesetting_can_be_ignored(cvkit: Run, tmp_path: Path) -> None:
    needs_tex()
    wide = f"${'m' * 200}$"
    honor = f"honors: [{{title: {wide}, date: 2020%s}}]\n"
    (tmp_path / "cv.yaml").write_text(HEAD, encoding="utf-8")
    style = new_style(cvkit, tmp_path, WIDE_FORMULAS)
    for ignored in ("", ", ignore: T104"):
        (tmp_path / "cv.yaml").write_text(HEAD + honor % ignored, encoding="utf-8")
        result = cvkit("pdf", tmp_path, "-s", style, "-o", tmp_path / "cv.pdf")
        assert (result.status, "warning[T104]" in result.err) == (0, not ignored)


def test_an_export_to_bib_keeps_it(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / "cv.yaml").write_text(f"{HEAD}{works(f'id: a, {SUHARTO}, ignore: [V113]')}", encoding="utf-8")
    result = cvkit("export", tmp_path, "--to", "biblatex")
    assert (result.status, result.err) == (0, "")
    assert "x-ignore" in result.out


def test_works_that_mine_leaves_out_are_always_reported(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / "cv.yaml").write_text(
        f"{HEAD}ignore: V153\npublications: {{files: [own.yaml], mine: true}}\n", encoding="utf-8"
    )
    (tmp_path / "own.yaml").write_text(f"- {{id: a, {FIRST}}}\n- {{id: b, {OTHERS}}}\n", encoding="utf-8")
    assert sorted(found(cvkit, tmp_path)) == ["V153", "V161"]
