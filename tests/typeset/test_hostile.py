"""A page prints the characters of the record: none of them is ever TeX, and no text harms the machine."""

from __future__ import annotations

import itertools
import json
import string
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result, needs_tex
from tests.typeset.conftest import Typeset, flat, typeset

ENGINES = ["pdflatex", "xelatex"]
MARKDOWN = "*_`[]^~$\\"

ATTACKS = [
    r"\input{/etc/passwd}",
    r"\immediate\write18{touch pwned}",
    r"\openout7=../pwned \write7{x}",
    r"\csname end\endcsname{document}",
    "^^5cinput{/etc/passwd}",
    r"\def\x{\x}\x",
    "}}} \\bye {{{",
    "% comment \\",
    r"\directlua{os.execute('touch pwned')}",
    "#1 ##2 &amp; <b>x</b> {{7*7}} ${HOME}",
    r"\end{document}",
    r"\catcode`\%=12",
]


def as_markdown(text: str) -> str:
    """A text with what the small Markdown would take made literal."""
    return "".join(f"\\{c}" if c in MARKDOWN else c for c in text)


def make(tmp_path: Path, texts: list[str]) -> Path:
    file = tmp_path / "cv.yaml"
    entries = "".join(f"  - {{title: {json.dumps(as_markdown(text))}}}\n" for text in texts)
    typed = "documents: {full: {smart: false}}\n"
    file.write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\nhonors:\n{entries}{typed}", encoding="utf-8")
    return file


@pytest.mark.parametrize("engine", ENGINES)
def test_every_pair_of_ascii_characters_prints_as_typed(tmp_path: Path, engine: str) -> None:
    needs_tex()
    signs = string.digits + string.ascii_letters[::9] + string.punctuation
    pairs = ["".join(pair) for pair in itertools.product(signs, repeat=2)]
    rows = [" ".join(pairs[at : at + 20]) for at in range(0, len(pairs), 20)]
    printed = flat(typeset(make(tmp_path, rows), tmp_path / "p.pdf", "--engine", engine).text())
    wrong = [row for row in rows if row not in printed]
    assert wrong == []


@pytest.mark.parametrize("engine", ENGINES)
def test_code_prints_as_typed_too(tmp_path: Path, engine: str) -> None:
    needs_tex()
    code = "a--b ''c'' <<d>> ,,e f---g ?x !y \\h {i} %j ~k \"l\""
    file = tmp_path / "cv.yaml"
    head = "cvkit: 1\nperson: {name: Ada Miller}\n"
    file.write_text(f"{head}honors: [{{title: {json.dumps(f'`{code}`')}}}]\n", encoding="utf-8")
    assert code in flat(typeset(file, tmp_path / "p.pdf", "--engine", engine).text())


@pytest.mark.parametrize("engine", ENGINES)
def test_tex_in_a_text_is_text(tmp_path: Path, engine: str) -> None:
    needs_tex()
    folder = tmp_path / "record"
    folder.mkdir()
    printed = flat(typeset(make(folder, ATTACKS), folder / "p.pdf", "--engine", engine).text())
    assert [text for text in ATTACKS if flat(text) not in printed] == []
    assert sorted(file.name for file in folder.iterdir()) == ["cv.yaml", "p.pdf"]
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("engine", ENGINES)
def test_letters_signs_and_math_of_many_kinds_print(tmp_path: Path, engine: str) -> None:
    needs_tex()
    words = "Łukasz Erdős Boğaziçi Ştefan naïve Straße ½ × ° € § © • … – — ‘x’ “y” †‡ ffi office".split()
    signs = ["α ≤ β", "x → y", "≥ 95 %", "−5"]
    printed = flat(typeset(make(tmp_path, [*words, *signs]), tmp_path / "p.pdf", "--engine", engine).text())
    assert [word for word in words if fold(word) not in fold(printed)] == []


def fold(text: str) -> str:
    """A text with signs that have an equivalent written out: T1 fonts set `…` as three full stops."""
    return unicodedata.normalize("NFKC", text)


def test_a_character_without_a_glyph_is_told_with_its_place_and_nothing_is_written(
    tmp_path: Path, cvkit: Callable[..., Result]
) -> None:
    needs_tex()
    file = make(tmp_path, ["plain", "strange \ua015 sign"])
    target = tmp_path / "old.pdf"
    target.write_bytes(b"the last good one")
    result = cvkit("pdf", file, "-o", target)
    assert result.status == 1
    assert f"{file}:5:" in result.err
    assert "error[T101]" in result.err
    assert "U+A015" in result.err
    assert target.read_bytes() == b"the last good one"
    assert sorted(f.name for f in tmp_path.iterdir()) == ["cv.yaml", "old.pdf"]


def test_a_character_that_pdflatex_lacks_is_told_too(tmp_path: Path, cvkit: Callable[..., Result]) -> None:
    needs_tex()
    result = cvkit("pdf", make(tmp_path, ["Чехов"]), "-o", tmp_path / "x.pdf", "--engine", "pdflatex")
    assert result.status == 1
    assert "error[T101]" in result.err
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("engine", [*ENGINES, "auto"])
def test_every_sign_of_a_mark_has_a_glyph(tmp_path: Path, engine: str) -> None:
    needs_tex()
    file = tmp_path / "cv.yaml"
    groups = ["first", "senior", "a", "b", "c", "d"]
    authors = [{"name": f"Ada M{g}", "equal_contributor": g} for g in groups for _ in range(2)]
    work = {"id": "w", "kind": "journal", "title": "T", "date": "2020", "authors": authors}
    record = {"cvkit": "1", "person": {"name": "Ada Mfirst"}, "publications": [work], "people": {}}
    record["people"] = {f"{g}{i}": {"name": f"Ada M{g}"} for g in groups for i in range(2)}
    record["person"] = {"name": "Bo Nobody", "aliases": []}
    file.write_text(json.dumps(record), encoding="utf-8")
    from cvkit.commands.pdf import make_pdf
    from cvkit.commands.request import Request

    made = make_pdf(Request(file, engine=None if engine == "auto" else engine, output=tmp_path / "p.pdf"))
    printed = flat(Typeset(made.files[0]).text())
    assert [sign for sign in "†‡§¶‖#" if sign not in printed] == []
