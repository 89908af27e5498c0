"""`cvkit pdf --png`: a picture of each page beside the PDF, and no file of the user is lost."""

from __future__ import annotations

import re
import shlex
import time
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from tests.conftest import Result, needs_tex

Run = Callable[..., Result]

LONG = "cvkit: 1\nperson: {name: Ada Miller}\nhonors: [" + ", ".join(["{title: A prize}"] * 90) + "]\n"
SHORT = "cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: A prize}]\n"
DOCUMENTS = "documents: {full: {}, letter: {paper: letter}, '1': {}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a record of two pages, `ada`."""
    needs_tex()
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "cv.yaml").write_text(LONG, encoding="utf-8")
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.is_file())


def shorten(folder: Path) -> None:
    (folder / "ada" / "cv.yaml").write_text(SHORT, encoding="utf-8")


def test_each_page_is_a_picture(cvkit: Run, folder: Path) -> None:
    result = cvkit("pdf", "ada", "--png", cwd=folder)
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == ["ada.pdf", "ada-1.png", "ada-2.png"]
    assert len(pypdf.PdfReader(folder / "ada.pdf").pages) == 2
    for number in (1, 2):
        with Image.open(folder / f"ada-{number}.png") as page:
            assert (page.format, page.size, page.mode) == ("PNG", (1241, 1754), "RGB")
            assert [round(dots) for dots in page.info["dpi"]] == [150, 150]
            dark = sum(page.convert("L").histogram()[:128])
            assert 1000 < dark < page.width * page.height / 4
    contents = [(folder / name).read_bytes() for name in ("ada-1.png", "ada-2.png")]
    assert contents[0] != contents[1]
    cvkit("pdf", "ada", "--png", cwd=folder)
    assert contents == [(folder / name).read_bytes() for name in ("ada-1.png", "ada-2.png")]


@pytest.mark.parametrize(
    ("output", "expected"),
    [("out/", ["out/ada.pdf", "out/ada-1.png", "out/ada-2.png"]),
     ("my cv.pdf", ["my cv.pdf", "my cv-1.png", "my cv-2.png"]),
     ("cv.v2", ["cv.v2", "cv.v2-1.png", "cv.v2-2.png"]), ("CV.PDF", ["CV.PDF", "CV-1.png", "CV-2.png"])],
)  # fmt: skip
def test_pictures_are_beside_their_pdf(cvkit: Run, folder: Path, output: str, expected: list[str]) -> None:
    result = cvkit("pdf", "ada", "--png", "-o", output, cwd=folder)
    assert [Path(line).as_posix() for line in result.out.splitlines()] == expected
    assert all((folder / name).is_file() for name in expected)


def test_all_documents_have_pictures(cvkit: Run, folder: Path) -> None:
    (folder / "ada" / "cv.yaml").write_text(SHORT + DOCUMENTS, encoding="utf-8")
    assert cvkit("pdf", "ada", "--all", "--png", "-o", "out", cwd=folder).status == 0
    assert names(folder / "out") == [
        "ada-1-1.png", "ada-1.pdf", "ada-1.png", "ada-letter-1.png", "ada-letter.pdf", "ada.pdf",
    ]  # fmt: skip
    with Image.open(folder / "out" / "ada-letter-1.png") as page:
        assert page.width == 1275 and abs(page.height - 1650) <= 1


def test_pages_of_an_earlier_longer_pdf_are_deleted(cvkit: Run, folder: Path) -> None:
    cvkit("pdf", "ada", "--png", cwd=folder)
    made = (folder / "ada-2.png").read_bytes()
    for name in ("ada-3.png", "ada-02.png", "ada-x.png", "adam-2.png", "other-3.png"):
        (folder / name).write_bytes(made)
    Image.new("RGB", (9, 9)).save(folder / "ada-4.png")
    (folder / "ada-5.png").symlink_to("ada-02.png")
    (folder / "ada-6.png").mkdir()
    shorten(folder)
    result = cvkit("pdf", "ada", "--png", cwd=folder)
    assert result.out.splitlines() == ["ada.pdf", "ada-1.png"]
    kept = ["ada-02.png", "ada-1.png", "ada-4.png", "ada-5.png", "ada-x.png", "ada.pdf", "adam-2.png", "other-3.png"]
    assert names(folder) == kept
    assert (folder / "ada-6.png").is_dir()


def test_a_run_without_pictures_deletes_none(cvkit: Run, folder: Path) -> None:
    cvkit("pdf", "ada", "--png", cwd=folder)
    shorten(folder)
    cvkit("pdf", "ada", cwd=folder)
    assert names(folder) == ["ada-1.png", "ada-2.png", "ada.pdf"]


def test_a_page_that_the_record_uses_is_kept(cvkit: Run, folder: Path) -> None:
    cvkit("pdf", "ada", "--png", "-o", "ada/cv.pdf", cwd=folder)
    record = folder / "ada" / "cv.yaml"
    record.write_text(SHORT.replace("Miller}", "Miller, photo: cv-2.png}"), encoding="utf-8")
    result = cvkit("pdf", "ada", "--png", "-o", "ada/cv.pdf", cwd=folder)
    assert result.status == 0
    assert names(folder / "ada") == ["cv-1.png", "cv-2.png", "cv.pdf", "cv.yaml"]


@pytest.mark.parametrize("is_link", [False, True])
def test_a_picture_of_the_user_is_kept_and_nothing_is_written(cvkit: Run, folder: Path, is_link: bool) -> None:
    Image.new("RGB", (9, 9)).save(folder / "mine.png")
    if is_link:
        (folder / "ada-2.png").symlink_to("mine.png")
    else:
        (folder / "mine.png").rename(folder / "ada-2.png")
    before = {name: (folder / name).read_bytes() for name in names(folder)}
    result = cvkit("pdf", "ada", "--png", cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert "cvkit did not write ada-2.png" in result.err
    assert {name: (folder / name).read_bytes() for name in names(folder)} == before
    hint = re.search(r"-o (\S+)", result.err)
    assert hint and cvkit("pdf", "ada", "--png", "-o", hint[1], cwd=folder).status == 0


def test_a_picture_is_never_written_over_a_source(cvkit: Run, folder: Path) -> None:
    photo = folder / "ada" / "ada-1.png"
    Image.new("RGB", (30, 40), "red").save(photo)
    before = photo.read_bytes()
    text = LONG.replace("Miller}", "Miller, photo: ada-1.png}") + "documents: {full: {style: modern}}\n"
    (folder / "ada" / "cv.yaml").write_text(text, encoding="utf-8")
    result = cvkit("pdf", "ada", "--png", "-o", "ada/", cwd=folder)
    assert (result.status, photo.read_bytes()) == (2, before)
    assert not (folder / "ada" / "ada.pdf").exists()


def test_all_or_nothing_is_written(cvkit: Run, folder: Path) -> None:
    (folder / "ada-2.png").mkdir()
    assert cvkit("pdf", "ada", "--png", cwd=folder).status == 5
    assert names(folder) == []


def test_an_unchanged_record_gets_its_pictures_without_tex(
    cvkit: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CVKIT_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    time.sleep(0.05)  # a file that was just written may change again within one tick of the clock
    cvkit("pdf", "ada", cwd=folder)

    def refuse(program: str, *_: object) -> None:
        raise AssertionError(f"{program} was started")

    monkeypatch.setattr("cvkit.typeset.run.start_tex", refuse)
    result = cvkit("pdf", "ada", "--png", cwd=folder)
    assert (result.status, result.out.split()) == (0, ["ada.pdf", "ada-1.png", "ada-2.png"])


def test_a_picture_is_no_pdf(cvkit: Run, folder: Path) -> None:
    result = cvkit("pdf", "ada", "-o", "cv.png", cwd=folder)
    assert result.status == 2 and names(folder) == []
    hint = re.search(r"name a PDF: (.*)", result.err)
    assert hint and cvkit("pdf", "ada", *shlex.split(hint[1]), cwd=folder).status == 0
    assert names(folder) == ["cv-1.png", "cv-2.png", "cv.pdf"]
