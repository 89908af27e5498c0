"""No output overwrites a protected file, however its path is written."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, ItemsView
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.deliver import deliver
from cvkit.deliver.protect import Protected
from cvkit.model.diagnostic import CvkitError, ExitStatus

NAMES = ("cv.yaml", "CV.yaml", "é.bib", "e\u0301.bib", "new")
FOLDERS = ("", "sub", "linked", "sub/deep", "missing")
PLACES = [f"{folder}/{name}".lstrip("/") for folder in FOLDERS for name in NAMES]


def protected(*files: Path) -> Protected:
    return Protected({str(file): "the record itself" for file in files})


def is_refused(target: Path | str, *files: Path) -> bool:
    try:
        protected(*files).refuse([target])
    except CvkitError as error:
        assert error.status is ExitStatus.USAGE
        assert str(target) in error.message and "the record itself" in error.message
        return True
    return False


def spell(folder: Path, place: str, how: int) -> Path:
    """A path in one of the ways that lead to the same file."""
    path = folder / place
    detour = folder / "sub" / ".." / place if how & 1 else path
    return Path(os.path.relpath(detour)) if how & 2 else detour


@given(
    files=st.dictionaries(st.sampled_from(PLACES), st.binary(max_size=4), max_size=5),
    links=st.dictionaries(st.sampled_from(PLACES), st.tuples(st.booleans(), st.sampled_from(PLACES)), max_size=3),
    sources=st.lists(st.sampled_from(PLACES), min_size=1, max_size=3),
    target=st.sampled_from(PLACES),
    how=st.integers(0, 3),
)
def test_what_stands_at_a_protected_path_never_changes(
    files: dict[str, bytes], links: dict[str, tuple[bool, str]], sources: list[str], target: str, how: int
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sub" / "deep").mkdir(parents=True)
        (folder / "linked").symlink_to("sub")
        for place, content in files.items():
            if (folder / place).parent.is_dir():
                (folder / place).write_bytes(content)
        for place, (is_hard, to) in links.items():
            path, to_path = folder / place, folder / to
            if path.parent.is_dir() and not os.path.lexists(path):
                if not is_hard:
                    path.symlink_to(to_path)
                elif to_path.is_file():
                    path.hardlink_to(to_path)
        before = [content_of(folder / source) for source in sources]
        written = spell(folder, target, how)
        try:
            deliver({written: b"output"}, protected(*(folder / source for source in sources)))
        except CvkitError:
            assert content_of(folder / target) == content_of(written)
        else:
            assert content_of(folder / target) == b"output"
        assert [content_of(folder / source) for source in sources] == before
        if any(Path(folder / target) == folder / source for source in sources):
            assert is_refused(written, *(folder / source for source in sources))


def content_of(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def test_any_other_file_may_be_written(tmp_path: Path) -> None:
    source = tmp_path / "cv.yaml"
    source.write_bytes(b"")
    (tmp_path / "copy").write_bytes(b"")
    (tmp_path / "link").symlink_to("copy")
    for name in ("copy", "link", "cv.yaml2", "cv", "sub/cv.yaml", "missing/cv.yaml"):
        assert not is_refused(tmp_path / name, source)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("cv.yaml", "CV.YAML"),
        ("straße.bib", "STRASSE.bib"),
        ("é.bib", "e\u0301.bib"),
        ("E\u0301.bib", "é.bib"),
        ("ﬁle.yaml", "FILE.yaml"),
        ("한글.yaml", unicodedata.normalize("NFD", "한글.yaml")),
        ("sub/CV.yaml", "SUB/cv.yaml"),
    ],
)
@pytest.mark.parametrize("exists", [True, False])
def test_a_missing_name_that_another_disk_would_take_for_a_source_is_refused(
    tmp_path: Path, source: str, target: str, exists: bool
) -> None:
    if exists and "/" not in source:
        (tmp_path / source).write_bytes(b"")
    assert is_refused(tmp_path / target, tmp_path / source)


def test_two_files_whose_names_differ_only_in_case_are_two(tmp_path: Path) -> None:
    (tmp_path / "cv.yaml").write_bytes(b"one")
    if (tmp_path / "CV.yaml").exists():  # this disk ignores case
        assert is_refused(tmp_path / "CV.yaml", tmp_path / "cv.yaml")
        return
    (tmp_path / "CV.yaml").write_bytes(b"two")
    assert not is_refused(tmp_path / "CV.yaml", tmp_path / "cv.yaml")


def test_one_file_under_two_cases_is_one_as_on_a_disk_that_ignores_case(tmp_path: Path) -> None:
    (tmp_path / "cv.yaml").write_bytes(b"one")
    if not (tmp_path / "CV.yaml").exists():
        (tmp_path / "CV.yaml").hardlink_to(tmp_path / "cv.yaml")  # what such a disk answers for that name
    assert is_refused(tmp_path / "CV.yaml", tmp_path / "cv.yaml")


def test_a_source_that_an_editor_replaces_meanwhile_stays_protected(tmp_path: Path) -> None:
    source, new = tmp_path / "cv.yaml", tmp_path / "new"
    source.write_bytes(b"old")
    (tmp_path / "link").symlink_to("cv.yaml")
    guard = protected(source)
    guard.refuse([tmp_path / "x"])  # it has looked at the files
    new.write_bytes(b"new")
    new.replace(source)
    for target in (source, tmp_path / "link"):
        with pytest.raises(CvkitError):
            guard.refuse([target])


def test_odd_paths_are_left_to_the_system(tmp_path: Path) -> None:
    source = tmp_path / "cv.yaml"
    (tmp_path / "loop").symlink_to("loop")
    for target in ("", ".", "/", "a\0b", "x" * 300, tmp_path / "loop", tmp_path / "loop" / "cv.yaml", tmp_path):
        assert not is_refused(target, source)
    Protected({"a\0b": "odd"}).refuse(["c\0d"])


class Swapped(dict[Path, bytes]):
    """Files of which something is replaced when their paths have been compared, and before they are written."""

    swap: Callable[[], object]

    def items(self) -> ItemsView[Path, bytes]:
        self.swap()
        return super().items()


def replace_by_link(file: Path, target: Path) -> None:
    if file.is_dir():
        file.rmdir()
    file.unlink(missing_ok=True)
    file.symlink_to(target)


SWAPS: dict[str, Callable[[Path], object]] = {
    "a link to the record": lambda folder: replace_by_link(folder / "out" / "cv.pdf", folder / "rec" / "cv.yaml"),
    "a relative link": lambda folder: replace_by_link(folder / "out" / "cv.pdf", Path("../rec/cv.yaml")),
    "a link to a link": lambda folder: (
        replace_by_link(folder / "link", folder / "rec" / "cv.yaml"),
        replace_by_link(folder / "out" / "cv.pdf", folder / "link"),
    ),
    "a link to a missing source": lambda folder: replace_by_link(
        folder / "out" / "cv.pdf", folder / "rec" / "numbers.lock"
    ),
    "a second name of the record": lambda folder: (folder / "out" / "cv.pdf").hardlink_to(folder / "rec" / "cv.yaml"),
    "a folder that is a link": lambda folder: replace_by_link(folder / "out", folder / "rec"),
}


@pytest.mark.parametrize("kind", SWAPS)
@pytest.mark.parametrize("count", [1, 2])
def test_an_output_that_becomes_a_link_meanwhile_overwrites_no_source(tmp_path: Path, kind: str, count: int) -> None:
    (tmp_path / "rec").mkdir()
    (tmp_path / "out").mkdir()
    source, lock = tmp_path / "rec" / "cv.yaml", tmp_path / "rec" / "numbers.lock"
    source.write_bytes(b"the record")
    guard = protected(source, lock)
    name = "cv.yaml" if kind == "a folder that is a link" else "cv.pdf"
    files = Swapped({tmp_path / "out" / name: b"new", tmp_path / "other.pdf": b"new"})
    if count == 1:
        del files[tmp_path / "other.pdf"]
    files.swap = lambda: SWAPS[kind](tmp_path)
    with pytest.raises(CvkitError) as failure:
        deliver(files, guard)
    assert failure.value.status is ExitStatus.USAGE
    assert source.read_bytes() == b"the record" and not lock.exists()
    assert not (tmp_path / "other.pdf").exists()
    assert sorted(file.name for file in (tmp_path / "rec").iterdir()) == ["cv.yaml"]
