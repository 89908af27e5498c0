"""A message of TeX is reported at the value or the entry that TeX was setting."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cvkit.commands.read import locate_errors, read_without_errors
from cvkit.commands.request import Request
from cvkit.commands.select_document import select_document
from cvkit.commands.styles import load_style
from cvkit.commands.tex_document import tex_document
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.source import Source
from cvkit.typeset.failure import WideLine
from cvkit.typeset.tex_input import TexDocument
from cvkit.typeset.trace import Trace
from cvkit.typeset.typesetter import Pdf, Typesetter
from cvkit.write.compose import compose
from tests.conftest import ROOT, WIDE_FORMULAS, Result, needs_tex, new_style

RECORD = ROOT / "data" / "jemin-lee"


def traced(record: Path) -> tuple[list[str], Trace, Source]:
    document = written(Request(record))
    return document.body.splitlines(), Trace(document.fragment, document.source, document.record), document.source


def written(request: Request) -> TexDocument:
    found, numbered, _ = read_without_errors(request.record)
    _, document = select_document(numbered, request)
    page = compose(numbered, document, load_style(document.style), (), request.document or "")
    return tex_document(page, document, found, numbered.record, request.engine)


def typeset(document: TexDocument, body: str) -> Pdf:
    """Typeset a document with another body."""
    fragment = replace(document.fragment, text=body)
    with locate_errors(document.source), Typesetter() as typesetter:
        return typesetter.finish(typesetter.start(replace(document, fragment=fragment)))


def test_every_line_of_every_work_and_entry_leads_to_its_own_entry() -> None:
    lines, trace, source = traced(RECORD)
    starts = [number for number, line in enumerate(lines) if line.startswith("\\CVKwork{")]
    wrong = []
    for first in starts:
        end = lines.index("}", first) + 1
        path = trace.of_line(end).path
        printed = letters(next(line for line in lines[first:end] if line.startswith("  title={")))
        wrong += [path] if letters(source.root[path[0]][path[1]]["title"]) not in printed else []
    assert (len(starts), wrong) == (43, [])


def letters(text: str) -> str:
    return "".join(c for c in re.sub(r"\\[A-Za-z]+", "", text) if c.isalnum())


def test_a_key_of_a_macro_leads_to_the_value_that_it_prints() -> None:
    lines, trace, source = traced(RECORD)
    at = next(number for number, line in enumerate(lines, 1) if "Future Generation Computer Systems" in line)
    end = lines.index("}", at) + 1
    entry = trace.of_line(end).path
    assert source.root[entry[0]][entry[1]]["venue"]["name"] == "Future Generation Computer Systems"
    assert trace.of_line(end, "venue").path == (*entry, "venue", "name")
    assert trace.of_line(end, "authors").path == (*entry, "authors")
    assert trace.of_line(end, "no-such-key").path == entry
    assert trace.of_line(2).path == ("person",)


SAME = """
publications:
  - {id: a, kind: journal, title: Same words, title_addon: Same words, date: 2020, authors: Ada Miller, note: Same,
     venue: {name: "Same *words*", short: S, publisher: Same words}}
documents: {full: {sections: [publications], citation: CITATION, options: {publisher: true}}}
"""


@pytest.mark.parametrize(
    ("citation", "key", "value"),
    [
        ("house", "title", ("title",)),
        ("house", "titleaddon", ("title_addon",)),
        ("house", "nokey", ()),
        ("house", "venue", ("venue", "name")),
        ("house", "details", ("venue", "publisher")),
        ("house", "note", ("note",)),
        ("apa", "details", ("venue", "name")),
    ],
)
def test_a_key_of_a_macro_leads_to_its_own_value_among_equal_ones(
    tmp_path: Path, citation: str, key: str, value: tuple[str, ...]
) -> None:
    text = f"cvkit: 1\nperson: {{name: Ada Miller}}{SAME.replace('CITATION', citation)}"
    (tmp_path / "cv.yaml").write_text(text, encoding="utf-8")
    lines, trace, _ = traced(tmp_path)
    line = next(number for number, line in enumerate(lines, 1) if "title={Same words}" in line)
    assert trace.of_line(line, key).path == ("publications", 0, *value)


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex", "lualatex"])
def test_an_error_of_tex_is_told_at_the_value_with_what_tex_showed(tmp_path: Path, engine: str) -> None:
    """TeX that a style could have brought in is put into a body: a record alone can hold none."""
    import shutil

    needs_tex()
    if not shutil.which(engine):
        pytest.skip(f"{engine} is not installed")
    file = tmp_path / "cv.yaml"
    file.write_text(
        "cvkit: 1\nperson: {name: Ada Miller}\nhonors:\n"
        "  - {title: First thing, by: Somebody}\n  - {title: A *second* thing, by: Somebody}\n",
        encoding="utf-8",
    )
    document = written(Request(file, engine=engine))
    with pytest.raises(CvkitError) as failure:
        typeset(document, document.body.replace("second}", "second}\\undefined "))
    [diagnostic] = failure.value.diagnostics
    assert failure.value.status is ExitStatus.TYPESETTING
    assert (diagnostic.code, diagnostic.entry) == ("T102", "A *second* thing")
    assert diagnostic.place is not None
    assert str(diagnostic.place) == f"{file}:5:13"
    assert "Undefined control sequence" in diagnostic.message
    assert "\n   | " in failure.value.message
    assert "second}\\undefined" in failure.value.message.replace(" ", "")


def test_a_line_that_is_too_wide_is_told_with_its_entry(tmp_path: Path, cvkit: Callable[..., Result]) -> None:
    needs_tex()
    file = tmp_path / "cv.yaml"
    long = f"${'x' * 200}$"
    rows = f"honors:\n  - {{title: First}}\n  - {{title: {long}}}\n"
    file.write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\n{rows}", encoding="utf-8")
    style = new_style(cvkit, file, WIDE_FORMULAS)
    result = cvkit("pdf", file, "-s", style, "-o", tmp_path / "x.pdf")
    assert result.status == 0
    assert f"{file}:5:5: warning[T104]" in result.err


def test_verbose_keeps_the_log_and_names_it(tmp_path: Path, cvkit: Callable[..., Result]) -> None:
    needs_tex()
    file = tmp_path / "cv.yaml"
    file.write_text("cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: A}]\n", encoding="utf-8")
    result = cvkit("pdf", file, "-o", tmp_path / "x.pdf", "--verbose")
    assert (result.status, result.out) == (0, f"{tmp_path / 'x.pdf'}\n")
    assert f"TeX's log is in {tmp_path / 'x.log'}" in result.err
    assert "Output written on cv.pdf (1 page" in (tmp_path / "x.log").read_text(encoding="utf-8")
    file.write_text("cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: \ua015}]\n", encoding="utf-8")
    result = cvkit("pdf", file, "-o", tmp_path / "y.pdf", "--verbose")
    assert result.status == 1
    assert str(tmp_path / "y.log") in result.err
    assert "U+A015" in (tmp_path / "y.log").read_text(encoding="utf-8")
    assert not (tmp_path / "y.pdf").exists()


@pytest.mark.parametrize("name", ["x.log", "x.LOG"])
def test_the_log_never_replaces_the_pdf(tmp_path: Path, cvkit: Callable[..., Result], name: str) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text("cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: A}]\n", encoding="utf-8")
    result = cvkit("pdf", file, "-o", tmp_path / name, "--verbose")
    assert (result.status, result.out) == (2, "")
    assert "the PDF, and TeX's log would replace it" in result.err and "x-output.pdf" in result.err
    assert [entry.name for entry in tmp_path.iterdir()] == ["cv.yaml"]


EMOJI = "📖 🎉 🔥 ❤️ 👍🏽 🇰🇷 ☀ ✅"


@pytest.mark.parametrize("engine", ["auto", "lualatex"])
def test_emoji_print(tmp_path: Path, engine: str) -> None:
    import shutil
    import subprocess

    from tests.typeset.conftest import flat, typeset

    needs_tex()
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
    if "Symbola" not in listed or (engine != "auto" and not shutil.which(engine)):
        pytest.skip("Symbola or the engine is not installed")
    file = tmp_path / "cv.yaml"
    title = json.dumps(f"**News** {EMOJI} [link 🔥](https://a.example) 👩‍💻", ensure_ascii=False)
    file.write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\nhonors: [{{title: {title}}}]\n", encoding="utf-8")
    printed = flat(typeset(file, tmp_path / "x.pdf", "--engine", engine).text())
    assert f"News {EMOJI} link 🔥 👩‍💻".replace("\ufe0f", "") in printed


@pytest.mark.parametrize(("text", "what"), [("a 📖", "emoji"), ("a 대한", "Korean, Chinese or Japanese")])
def test_a_font_that_is_missing_altogether_is_told_where_it_is_needed(tmp_path: Path, text: str, what: str) -> None:
    """The vocabulary is told other families, which no machine has."""
    needs_tex()
    file = tmp_path / "cv.yaml"
    file.write_text(f"cvkit: 1\n# 📖 대\nperson: {{name: Ada Miller}}\nhonors: [{{title: {text}}}]\n", encoding="utf-8")
    document = written(Request(file))
    with pytest.raises(CvkitError) as failure:
        typeset(document, "\\def\\CVKemojifonts{None}\\def\\CVKcjkfonts{None} " + document.body)
    [diagnostic] = failure.value.diagnostics
    assert failure.value.status is ExitStatus.MISSING
    assert (diagnostic.code, str(diagnostic.place)) == ("T103", f"{file}:4:20")
    assert what in diagnostic.message
    assert "doctor" in diagnostic.hint


IN_BIB = {
    "title = {A {Study} of\n  \\emph{the 대} word}": "3:13",
    'title = {M{\\"u}ller & ü 대}': "2:25",
    "title = {A}, subtitle = {B 대}": "2:28",
    "title = {A}, note = {B}, addendum = {대}": "2:38",
    "title = m # {B대}": "2:9",
}


@pytest.mark.parametrize(("fields", "place"), IN_BIB.items())
def test_a_character_of_a_bib_file_leads_to_its_place_in_the_tex(tmp_path: Path, fields: str, place: str) -> None:
    (tmp_path / "works.bib").write_text(
        f"@string{{m={{A}}}} @article{{a, author = {{Ada Miller}}, year = 2020, journal=m,\n{fields}}}\n",
        encoding="utf-8",
    )
    (tmp_path / "cv.yaml").write_text(
        "cvkit: 1\nperson: {name: Ada Miller}\npublications: works.bib\n", encoding="utf-8"
    )
    _, trace, source = traced(tmp_path)
    [diagnostic] = source.located([trace.of_character("대")[0].place(WideLine.at(width=1.0))])
    assert str(diagnostic.place) == f"{tmp_path / 'works.bib'}:{place}"
