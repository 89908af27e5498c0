"""Hundreds of malformed records, each a few lines: every fault at its line and column, no traceback, nothing written.

The files in `inputs/` hold many records, `styles.txt` many styles, each behind a line `%%% name`, with what is expected
of it in comments as in `cases/`. Records that are no text, and command lines, stand below.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.check.test_problems import expected, reported
from tests.conftest import Result

Run = Callable[..., Result]
Make = Callable[[str], Path]
HERE = Path(__file__).parent


def inputs(file: Path) -> dict[str, str]:
    """The texts of a file, by their names."""
    parts = re.split(r"^%%% ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {f"{file.stem}: {part.partition(chr(10))[0]}": part.partition("\n")[2] for part in parts}


INPUTS = {name: text for file in sorted((HERE / "inputs").glob("*.txt")) for name, text in inputs(file).items()}
STYLES = inputs(HERE / "styles.txt")


@pytest.mark.parametrize("text", INPUTS.values(), ids=INPUTS.keys())
def test_a_malformed_record_is_told_at_the_line_and_column(cvkit: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text(text, encoding="utf-8", newline="")
    wanted = list(expected(text))
    result = cvkit("check", file, "--format", "json", cwd=tmp_path)
    found = reported(result)
    assert sorted(place for place, _ in found) == sorted(place for place, _ in wanted)
    for place, words in wanted:
        assert any(place == at and words in f"{p['message']} | {p['hint']}" for at, p in found), words
    assert (result.status, result.err) == (int(any(place.severity == "error" for place, _ in wanted)), "")
    assert [entry.name for entry in tmp_path.iterdir()] == ["cv.yaml"]


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES.keys())
def test_a_malformed_style_is_told_at_the_line_and_column(cvkit: Run, tmp_path: Path, text: str) -> None:
    record = "cvkit: 1\nperson: {name: Ada Miller}\ndocuments: {full: {style: ./own}}\n"
    (tmp_path / "cv.yaml").write_text(record, encoding="utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "cvkit-own.cls").touch()
    (tmp_path / "own" / "style.yaml").write_text(text, encoding="utf-8")
    wanted = list(expected(text))
    result = cvkit("check", tmp_path, "--format", "json")
    found = reported(result)
    assert sorted(place for place, _ in found) == sorted(place for place, _ in wanted) != []
    for place, words in wanted:
        assert any(place == at and words in f"{p['message']} | {p['hint']}" for at, p in found), words
    assert (result.status, result.err) == (1, "")
    made = cvkit("pdf", tmp_path, "-o", tmp_path / "cv.pdf")
    assert made.status == 1 and str(Path("own") / "style.yaml") in made.err
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["cv.yaml", "own"]


def test_there_are_nearly_400_records_that_say_what_is_expected_of_them() -> None:
    assert len(INPUTS) >= 380
    assert [name for name, text in INPUTS.items() if not list(expected(text))] == []


HEAD = b"cvkit: 1\nperson: {name: Ada Miller}\n"
BYTES = [
    (HEAD.decode().encode("utf-16"), ("L002", 1, 1)),
    (HEAD.decode().encode("utf-16-le"), ("L003", 1, 2)),
    ("\ufeff".encode("utf-16-be") + HEAD.decode().encode("utf-16-be"), ("L002", 1, 1)),
    (HEAD + "honors: [{title: Prêt}]\n".encode("latin-1"), ("L002", 3, 20)),
    (HEAD + "honors: [{title: 한글}]\n".encode("euc-kr"), ("L002", 3, 18)),
    (HEAD + "honors: [{title: “x”}]\n".encode("cp1252"), ("L002", 3, 18)),
    (HEAD + "honors: [{title: 한".encode()[:-1], ("L002", 3, 18)),
    (HEAD + b"honors: [{title: A\x00B}]\n", ("L003", 3, 19)),
    (HEAD + b"honors: [{title: A\x1bB}]\n", ("L003", 3, 19)),
    (HEAD + b"honors: [{title: A\x7fB}]\n", ("L003", 3, 19)),
    (HEAD + "honors: [{title: A\u0080B}]\n".encode(), ("L003", 3, 19)),
    (HEAD + "# a\u2028b\nx: \u009d\n".encode(), ("L003", 5, 4)),
    (HEAD + b"honors: [{title: \xed\xa0\x80}]\n", ("L002", 3, 18)),
    (HEAD + b"honors: [{title: \xf8\x88\x80\x80\x80}]\n", ("L002", 3, 18)),
    (HEAD + "honors: [{title: A\ufffeB}]\n".encode(), ("L003", 3, 19)),
    (b"\xef\xbb\xbf" + HEAD + b"honors: x\n", ("V103", 3, 9)),
    (HEAD.replace(b"\n", b"\r\n") + b"honors: x\r\n", ("V103", 3, 9)),
    (HEAD.replace(b"\n", b"\r") + b"honors: x\r", ("V103", 3, 9)),
    (b"", ("L006", 1, 1)),
    (b"\xef\xbb\xbf", ("L006", 1, 1)),
    (b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", ("L002", 2, 2)),
    (b"\x89PNG\r\n\x1a\n", ("L002", 1, 1)),
    (b"{\"cvkit\": 1, \"person\": []}", ("V103", 1, 24)),
    *((HEAD + b"a: " + b"[" * depth, ("L003", 3, 68)) for depth in (66, 200, 999, 1000, 1001, 5000)),
    *((HEAD + b"a: " + b"[" * depth + b"]" * depth + b"\n", ("L003", 3, 68)) for depth in (65, 1000, 5000)),
    (HEAD + b"a: " + b"[" * 64 + b"]" * 64 + b"\n", ("V101", 3, 1)),
    (HEAD + b"a: " + b"{" * 5000, ("L003", 3, 5)),
    (HEAD + b"a: " + b"{k: " * 5000, ("L003", 3, 260)),
    (HEAD + b"a: " + b"[\n" * 5000, ("L003", 67, 1)),
    (HEAD + "é: 한글 🎓\r\na: ".encode() + b"[" * 1001, ("L003", 4, 68)),
    (HEAD + b"a: " + b"[" * 1100 + b"%", ("L003", 3, 68)),
    (HEAD + b"a: \"b\" d\nc: " + b"[" * 1001, ("L003", 3, 8)),
    (HEAD + b"a: *b\nc: " + b"[" * 1001, ("L003", 3, 4)),
    (HEAD + b"? " + b"[" * 1001, ("L003", 3, 3)),
    (HEAD + b"a:\n" + b"- " * 5000, ("L003", 4, 129)),
    (HEAD + b"a:\n" + b"- " * 40 + b"[" * 5000, ("L003", 4, 105)),
    (HEAD + b"a:\n" + b"- " * 600 + b"[" * 600, ("L003", 4, 129)),
    (HEAD + b"a:\n" + b"".join(b" " * depth + b"k:\n" for depth in range(1, 1200)), ("L003", 68, 66)),
    (b"[" * 5000, ("L003", 1, 66)),
    (HEAD + b"".join(b"x-%d: &a%d [%s]\n" % (i, i, b"*a%d, *a%d" % (i - 1, i - 1) if i else b"1") for i in range(40)),
     ("L003", 22, 7)),
]  # fmt: skip


@pytest.mark.parametrize(("content", "wanted"), BYTES, ids=range(len(BYTES)))
def test_bytes_that_are_no_record_are_told_at_their_place(
    cvkit: Run, tmp_path: Path, content: bytes, wanted: tuple[str, int, int]
) -> None:
    (tmp_path / "cv.yaml").write_bytes(content)
    result = cvkit("check", tmp_path, "--format", "json")
    diagnostic = json.loads(result.out)[0]
    assert (diagnostic["code"], diagnostic["line"], diagnostic["column"]) == wanted
    assert (result.status, result.err) == (1, "")


COMMANDS = """\
check --format
check --format yaml RECORD
check --stict RECORD
check -x
check RECORD/cv.yaml
check gone
check RECORD gone
check /dev/null
check .
numbers RECORD RECORD
numbers RECORD --move one
numbers RECORD --lock --move gone
numbers RECORD --lock --move
numbers RECORD --format csv
numbers gone
pdf RECORD -o
pdf RECORD -d gone
pdf RECORD -d honors
pdf RECORD -s gone
pdf RECORD -s ../classic
pdf RECORD -s /etc
pdf RECORD --section gone
pdf RECORD --section publications
pdf RECORD --engine tex
pdf RECORD --engin pdflatex
pdf RECORD RECORD
export RECORD
export RECORD --to
export RECORD --to xyz
export RECORD --to tex --section gone
export RECORD --to tex -d gone
export RECORD --to tex -s gone
export gone --to tex
pdf RECORD --set
pdf RECORD --set person
pdf RECORD --set honors.9.title=B
pdf RECORD --set =x
pdf RECORD --all -o x.pdf --section gone
pdf RECORD --max-pages 0
pdf gone --watch
pdf RECORD -o gone/x.pdf --section gone
export RECORD --to bib
appendix
appendix RECORD
appendix RECORD --into
appendix RECORD --into x --merge y.pdf -o z.pdf
appendix RECORD --merge gone.pdf -o z.pdf
appendix RECORD --merge RECORD
appendix RECORD --into x --engine tex
appendix RECORD --into x --section gone
appendix RECORD --after 2
appendix gone --into x
batch
batch gone
batch RECORD --jobs 0
batch RECORD --jobs many
import
import gone.bib
import RECORD
import gone.bib -o x
import RECORD -o x
new
new RECORD
styles gone
styles --new own gone
styles --new ../own RECORD
styles --new own --from gone RECORD
styles classik
preview gone
preview RECORD --port 99999
preview RECORD -d gone
schema --gone
explain
explain V999
explain V101 V102
schema RECORD
doctor --instal
wibble
--wibble
""".splitlines()


@pytest.mark.parametrize("line", COMMANDS)
def test_a_wrong_command_line_is_told_and_writes_nothing(cvkit: Run, record: Make, tmp_path: Path, line: str) -> None:
    file = record("honors: [{title: A Prize}]\n")
    arguments = [word.replace("RECORD", str(file)) for word in line.split()]
    result = cvkit(*arguments, cwd=tmp_path if line != "check ." else tmp_path.parent)
    assert (result.status, result.out) == (2, "")
    assert result.err.strip() and "Traceback" not in result.err
    assert [entry.name for entry in tmp_path.iterdir()] == ["cv.yaml"]
