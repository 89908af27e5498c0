"""Documents of a record: each with its own selection, language, paper and length, all in one go."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.conftest import Result, needs_tex

Run = Callable[..., Result]

WORKS = "\n".join(
    f"- {{id: w{at}, kind: journal, title: Work number {at} on the art of counting things that never end,"
    f" authors: Ada Miller, date: {2000 + at}, venue: {{name: Journal of Examples}}}}"
    for at in range(20, -1, -1)
)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A record of one page and a half."""
    needs_tex()
    folder = tmp_path / "many"
    folder.mkdir()
    (folder / "works.yaml").write_text(WORKS, encoding="utf-8")
    (folder / "cv.yaml").write_text(
        "cvkit: 1\nperson: {name: Ada Miller, phone: +1 555 0100, email: ada@example.org}\n"
        "summary: [" + ", ".join(f"Paragraph {at}" for at in range(9)) + "]\n"
        "publications: works.yaml\n"
        "documents:\n"
        "  full: {}\n"
        "  brief: {sections: [publications], paper: letter, hide: [phone]}\n"
        "  german: {language: de, sections: [summary, publications], limit: 3}\n",
        encoding="utf-8",
    )
    return folder


def text_of(file: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(file).pages)


def test_every_document_is_made_in_one_go(many: Path, cvkit: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"  # the command creates it
    result = cvkit("pdf", many, "--all", "-o", out)
    names = ["many.pdf", "many-brief.pdf", "many-german.pdf"]
    assert (result.status, result.out.split()) == (0, [str(out / name) for name in names])
    assert "555 0100" in text_of(out / "many.pdf")
    assert "555 0100" not in text_of(out / "many-brief.pdf")
    assert PdfReader(out / "many-brief.pdf").pages[0].mediabox.width == pytest.approx(612, abs=0.5)
    german = text_of(out / "many-german.pdf")
    assert "Zusammenfassung" in german and "Publikationen" in german and "J.21" in german and "J.18" not in german


def test_a_record_with_errors_makes_no_document(many: Path, cvkit: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = cvkit("pdf", many, "--all", "-o", out, "--set", "documents.german.style=nowhere")
    assert result.status != 0
    assert not out.exists()


def test_a_document_that_fails_does_not_stop_the_others(many: Path, cvkit: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "many.pdf").write_bytes(b"the last one")
    too_long = ["--set", "documents.full.max_pages=1"]
    for _ in range(2):  # the failure is not lost in the cache
        result = cvkit("pdf", many, "--all", "-o", out, *too_long)
        assert (result.status, result.out.split()) == (1, [str(out / "many-brief.pdf"), str(out / "many-german.pdf")])
        assert "error[T105]" in result.err
        assert "cvkit: the document `full` was not made: a document is too long" in result.err
    assert "J.21" in text_of(out / "many-brief.pdf") and "Publikationen" in text_of(out / "many-german.pdf")
    assert (out / "many.pdf").read_bytes() == b"the last one"
    assert {file.name for file in out.iterdir()} == {"many.pdf", "many-brief.pdf", "many-german.pdf"}


def test_a_document_that_cannot_be_written_does_not_stop_the_others(many: Path, cvkit: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "many-brief.pdf").mkdir(parents=True)
    result = cvkit("pdf", many, "--all", "-o", out)
    assert (result.status, result.out.split()) == (5, [str(out / "many.pdf"), str(out / "many-german.pdf")])
    assert f"cannot write {out / 'many-brief.pdf'}" in result.err
    assert all(text_of(out / name) for name in ("many.pdf", "many-german.pdf"))


def test_one_cause_of_several_failures_is_reported_once(many: Path, cvkit: Run, tmp_path: Path) -> None:
    """No font has the letter (U+A015), which two of the documents print."""
    cv = many / "cv.yaml"
    cv.write_text(cv.read_text(encoding="utf-8").replace("Paragraph 0", "Paragraph \ua015"), encoding="utf-8")
    result = cvkit("pdf", many, "--all", "-o", tmp_path, "--verbose")
    assert (result.status, result.out.split()) == (1, [str(tmp_path / "many-brief.pdf")])
    assert result.err.count("error[T101]") == 2, "the logs of the two differ, and the hints name them"
    result = cvkit("pdf", many, "--all", "-o", tmp_path)
    assert (result.status, result.err.count("error[T101]")) == (1, 1)
    assert "the documents `full`, `german` were not made: a character has no glyph" in result.err


def test_a_document_of_too_many_pages_is_refused_with_what_does_not_fit(many: Path, cvkit: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    out.write_bytes(b"the last one")
    result = cvkit("pdf", many, "-o", out, "--set", "documents.full.max_pages=1")
    assert result.status == 1
    assert "T105" in result.err and "2 pages" in result.err and "J.1" in result.err and "lines more" in result.err
    assert "shorten lists with `limit` or `where`, or write `fit: true` or `style: compact`" in result.err
    assert "J.21" not in result.err
    assert out.read_bytes() == b"the last one"


def test_a_style_tightens_until_the_document_fits_and_says_how(many: Path, cvkit: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    settings = ["--set", "documents.full.max_pages=1", "--set", "documents.full.fit=true"]
    fewer = ["--set", "documents.full.limit=13"]
    assert cvkit("pdf", many, "-o", out, *fewer).status == 0
    assert len(PdfReader(out).pages) == 2, "the test needs a document that does not fit by itself"
    result = cvkit("pdf", many, "-o", out, *settings, *fewer)
    assert (result.status, len(PdfReader(out).pages)) == (0, 1), result.err
    assert "note: the document `full` fits 1 page with {" in result.err
    result = cvkit("pdf", many, "-o", out, *settings)
    assert (result.status, "tightest" in result.err) == (1, True), "beyond the bounds of the style it is refused"


def test_a_value_of_the_command_line_is_pointed_at_there(many: Path, cvkit: Run) -> None:
    result = cvkit("pdf", many, "--set", "documents.full.language=xx")
    assert result.status == 1
    assert "--set:1:25: error[V230]" in result.err
    assert result.err.splitlines()[1].endswith("documents.full.language=xx")
    for wrong in ("documents", "documents..x=1", "publications.99.title=x", "cvkit.x=1", "person=[1, "):
        assert cvkit("pdf", many, "--set", wrong).status in (1, 2), wrong


def test_labels_are_those_of_the_record_in_every_document(many: Path, cvkit: Run, tmp_path: Path) -> None:
    rows = json.loads(cvkit("numbers", many, "--format", "json").out)
    assert [row["label"] for row in rows] == [f"J.{at}" for at in range(21, 0, -1)]
    out = tmp_path / "out.pdf"
    cvkit("pdf", many, "-d", "german", "-o", out)
    assert [label for label in ("J.21", "J.20", "J.19") if label not in text_of(out)] == []


def png(width: int, height: int) -> bytes:
    """A grey picture (ISO/IEC 15948)."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


class TestPhoto:
    def make(self, folder: Path, name: str = "me.png", content: bytes | None = None) -> Path:
        file = folder / name
        if content is None:
            file.write_bytes(png(60, 80))
        else:
            file.write_bytes(content)
        cv = folder / "cv.yaml"
        cv.write_text(cv.read_text().replace("person: {", f"person: {{photo: {name}, "))
        return folder

    def test_a_picture_of_the_record_is_no_hindrance(self, many: Path, cvkit: Run, tmp_path: Path) -> None:
        assert cvkit("pdf", self.make(many), "-o", tmp_path / "out.pdf").status == 0

    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [("me.png", b"no picture", "L009"), ("me.gif", b"GIF89a", "L009"), ("../me.png", b"x", "L007")],
    )
    def test_what_is_no_picture_of_the_record_is_refused(
        self, many: Path, cvkit: Run, name: str, content: bytes, code: str
    ) -> None:
        result = cvkit("check", self.make(many, name, content))
        assert result.status == 1
        assert f"cv.yaml:2:17: error[{code}]" in result.out


def test_chinese_and_japanese_part_their_lines_between_any_two_characters(
    record: Callable[[str], Path], cvkit: Run, tmp_path: Path
) -> None:
    needs_tex()
    zh, ja = "我研究深度学习模型在嵌入式设备上的压缩与加速" * 5, "深層学習モデルの圧縮と高速化を研究しています" * 5
    file = record(f"summary: {{zh: {zh}, ja: {ja}}}\ndocuments: {{zh: {{language: zh}}, ja: {{language: ja}}}}\n")
    result = cvkit("pdf", file, "--all", "-o", tmp_path)
    assert (result.status, result.err) == (0, "")
    assert zh in "".join(text_of(tmp_path / "cv-zh.pdf").split())


def test_a_title_of_ones_own_never_leads_out_of_the_folder(
    record: Callable[[str], Path], cvkit: Run, tmp_path: Path
) -> None:
    needs_tex()
    title = "Open/../../Science: 한글 & b"
    file = record(f"sections:\n  '{title}': [A paragraph.]\n")
    here = tmp_path / "in" / "here"
    here.mkdir(parents=True)
    made = cvkit("pdf", file, "--section", title, cwd=here)
    assert (made.status, made.out) == (0, "cv-open-science-한글-b.pdf\n")
    written = cvkit("export", file, "--to", "txt", "--section", title, "-o", "out/", cwd=here)
    assert (written.status, written.out) == (0, "out/cv-open-science-한글-b.txt\n")
    assert {path.name for path in tmp_path.iterdir()} == {"cv.yaml", "in"}
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["here"]


@pytest.mark.parametrize(
    ("style", "field", "omitted"),
    [
        ("classic", "abstract: Words", "abstract (1, in w)"),
        ("modern", "picture: {file: x.png, alt: A bird}, abstract: Words", "abstract (1, in w), picture (1, in w)"),
        ("compact", "doi: 10.1000/x", ""),
    ],
)
def test_a_note_names_the_fields_that_a_pdf_has_no_place_for(
    tmp_path: Path, cvkit: Run, style: str, field: str, omitted: str
) -> None:
    needs_tex()
    work = f"{{id: w, kind: journal, title: T, authors: Ada Miller, date: 2020, venue: {{name: J}}, {field}}}"
    Image.new("RGB", (9, 9)).save(tmp_path / "x.png")
    text = f"cvkit: 1\nperson: {{name: Ada Miller}}\npublications: [{work}]\n"
    (tmp_path / "cv.yaml").write_text(text, encoding="utf-8")
    result = cvkit("pdf", tmp_path, "-s", style, "-o", tmp_path / "x.pdf")
    note = f"cvkit: note: the PDF of `full` has no place for: {omitted}\n" if omitted else ""
    assert (result.status, result.err) == (0, note)


@pytest.mark.parametrize(
    ("lists", "named"),
    [
        ("[honors, {publications: {limit: 1}}]", "J.1"),
        ("[honors, publications]", ""),
        ("[{publications: {limit: 1}}]", ""),
        ("[honors]", ""),
    ],
)
def test_a_note_names_the_labels_in_texts_whose_works_the_lists_leave_out(
    lists: str, named: str, cvkit: Run, tmp_path: Path
) -> None:
    needs_tex()
    work = "{{id: {0}, kind: journal, title: On {0}, authors: Ada Miller, date: {1}}}"
    text = f"publications: [{work.format('two', 2021)}, {work.format('one', 2020)}]\n"
    text += 'honors: [{title: A Prize, note: "for [@one] and [@two]"}]\n'
    file = tmp_path / "cv.yaml"
    head = "cvkit: 1\nperson: {name: Ada Miller}\n"
    file.write_text(f"{head}{text}documents: {{full: {{sections: {lists}}}}}\n", encoding="utf-8")
    done = cvkit("pdf", file, "-o", tmp_path / "out.pdf")
    assert ("texts of `full` name J.1, which its lists leave out" in done.err) == bool(named)
    assert ("which its lists leave out" in done.err) == bool(named)
