"""The comparison with golden files fails where it must: what never fails proves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import GOLDEN, compare_golden


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    file = tmp_path / "kept.txt"
    file.write_text("one\ntwo\n", encoding="utf-8")
    return file


def test_the_same_text_passes(kept: Path) -> None:
    compare_golden(kept, "one\ntwo\n", accepts=False)


@pytest.mark.parametrize("text", ["one\nTwo\n", "one\ntwo", "one\ntwo\n\n", "one\ntwo\nthree\n", "", "one\ntwo \n"])
def test_a_changed_text_fails(kept: Path, text: str) -> None:
    with pytest.raises(pytest.fail.Exception):
        compare_golden(kept, text, accepts=False)
    assert kept.read_text(encoding="utf-8") == "one\ntwo\n"


def test_a_failure_shows_what_changed(kept: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"(?s)-two.*\+2"):
        compare_golden(kept, "one\n2\n", accepts=False)


def test_a_missing_file_fails_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="--accept"):
        compare_golden(tmp_path / "gone.txt", "one\n", accepts=False)
    assert list(tmp_path.iterdir()) == []


def test_accepting_writes_the_text_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "new" / "file.txt"
    compare_golden(file, "한글\n", accepts=True)
    assert file.read_bytes() == "한글\n".encode()
    compare_golden(file, "한글\n", accepts=False)


def test_no_golden_file_is_empty_or_has_lines_of_windows() -> None:
    files = [file for file in GOLDEN.rglob("*") if file.is_file()]
    assert files
    assert all(file.read_bytes().strip() and b"\r\n" not in file.read_bytes() for file in files)
