"""A warning or error of TeX names the entry whose text it was typesetting, also if another entry has the same text."""

from __future__ import annotations

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
from cvkit.model.diagnostic import CvkitError
from cvkit.typeset.typesetter import Typesetter
from cvkit.write.compose import compose
from tests.conftest import WIDE_FORMULAS, Result, needs_tex, new_style

Run = Callable[..., Result]

WIDE = f"${'x' * 120}$"
"""A formula that is wider than a line. It cannot break, and `WIDE_FORMULAS` does not shrink it."""
NO_FONT = "\ua015"
HEAD = "cvkit: 1\nperson: {name: Ada Miller}\n"

PLACES: dict[str, str] = {
    "the second of two talks, of which the first is hidden": """
talks:
  - {title: TEXT, date: 2020, authors: Ada Miller, hidden: true}
  - {title: TEXT, date: 2021, authors: Ada Miller}  # here 13
""",
    "a work that another document shows": """
publications:
  - {id: a, kind: journal, title: TEXT, date: 2020, authors: Ada Miller}
  - {id: b, kind: journal, title: TEXT, date: 2021, authors: Ada Miller}  # here 35
documents: {full: {sections: [{publications: {where: {ids: b}}}]}}
""",
    "a talk that is newer than the one above it": """
talks:
  - {title: Short, date: 2019, authors: Ada Miller}
  - {title: TEXT, date: 2020, authors: Ada Miller}  # here 13
""",
    "a section of the user's own": """
honors: [{title: TEXT, hidden: true}]
sections:
  Other things:
    - text: Nothing
    - text: TEXT  # here 13
""",
    "a paragraph of a section of the user's own": """
sections:
  Other things:
    - Nothing
    - TEXT  # here 7
""",
    "a text above a section": """
honors: [{title: TEXT, hidden: true}, {title: Prize}]
documents:
  full:
    sections:
      - honors:
          text: TEXT  # here 17
""",
    "the second paragraph of a summary": """
summary:
  - Nothing
  - TEXT  # here 5
""",
    "a summary of one paragraph": """
summary: TEXT  # here 10
""",
    "a summary of one paragraph, in two languages": """
summary:
  ko: TEXT
  en: A good TEXT  # here 14
""",
    "a row of reviews of two journals": """
service:
  - {role: reviewer, organization: Journal, dates: [2021]}
  - {role: reviewer, organization: TEXT, dates: [2020]}  # here 36
""",
    "a course": """
teaching:
  - {title: Nothing, dates: [2021]}
  - {title: TEXT, dates: [2020]}  # here 13
""",
    "a student in a group": """
supervision:
  - {name: Bo Bee, degree: MS, status: current, periods: [{start: 2020, end: present}]}
  - {name: Cy Dee, degree: MS, topic: TEXT, status: alumni, periods: [{start: 2020, end: 2021}]}  # here 39
""",
    "the language of the document": """
honors:
  - title:
      ko: TEXT
      en: A good TEXT  # here 18
""",
}


@pytest.fixture(params=PLACES)
def placed(request: pytest.FixtureRequest) -> tuple[str, int, int]:
    """A record, with the line and the column of the text that is printed."""
    yaml = HEAD + PLACES[request.param].lstrip("\n")
    [(line, column)] = [
        (number, int(found[1]))
        for number, row in enumerate(yaml.splitlines(), 1)
        if (found := re.search(r"# here (\d+)", row))
    ]
    return yaml, line, column


def test_a_character_without_a_glyph_is_reported_at_the_printed_value(
    cvkit: Run, tmp_path: Path, placed: tuple[str, int, int]
) -> None:
    needs_tex()
    yaml, line, column = placed
    file = tmp_path / "cv.yaml"
    file.write_text(yaml.replace("TEXT", NO_FONT), encoding="utf-8")
    result = cvkit("pdf", file, "-o", tmp_path / "x.pdf")
    assert re.findall(r"cv\.yaml:(\d+):(\d+): error\[T101\]", result.err) == [(str(line), str(column))], result.err


def test_a_line_that_is_too_wide_is_reported_at_the_printed_entry(
    cvkit: Run, tmp_path: Path, placed: tuple[str, int, int]
) -> None:
    needs_tex()
    yaml, line, _ = placed
    file = tmp_path / "cv.yaml"
    file.write_text(yaml.replace("TEXT", WIDE), encoding="utf-8")
    style = new_style(cvkit, file, WIDE_FORMULAS)
    result = cvkit("pdf", file, "-s", style, "-o", tmp_path / "x.pdf")
    [(found, excerpt)] = re.findall(r"cv\.yaml:(\d+):\d+: warning\[T104\].*\n +\d+ \| +(.*)", result.err)
    assert result.status == 0
    assert excerpt.startswith(("- title:", "ko:")) if "ko:" in yaml else (found == str(line)), result.err


def test_an_error_of_tex_is_reported_at_the_printed_value(tmp_path: Path, placed: tuple[str, int, int]) -> None:
    """An undefined macro is inserted into the TeX, because a record alone cannot contain one."""
    needs_tex()
    yaml, line, _ = placed
    file = tmp_path / "cv.yaml"
    file.write_text(yaml.replace("TEXT", "Word"), encoding="utf-8")
    failure = stopped(file, "Word")
    [diagnostic] = failure.diagnostics
    assert (diagnostic.code, diagnostic.place and diagnostic.place.line) == ("T102", line)


def stopped(file: Path, word: str, document: str | None = None) -> CvkitError:
    """The error of TeX for a record, if a word is followed by an undefined macro."""
    request = Request(file, document)
    source, numbered, _ = read_without_errors(file)
    name, chosen = select_document(numbered, request)
    tex = tex_document(compose(numbered, chosen, load_style(chosen.style), (), name), chosen, source, numbered.record)
    assert word in tex.body
    fragment = replace(tex.fragment, text=tex.body.replace(word, f"{word}\\undefined "))
    with Typesetter() as typesetter, pytest.raises(CvkitError) as failure, locate_errors(source):
        typesetter.finish(typesetter.start(replace(tex, fragment=fragment)))
    return failure.value


def test_errors_in_the_person_are_reported_at_the_person(cvkit: Run, tmp_path: Path) -> None:
    needs_tex()
    file = tmp_path / "cv.yaml"
    file.write_text(f"cvkit: 1\ntags: {{x: {NO_FONT}}}\nperson:\n  name: Ada Miller\n  position: {NO_FONT}\n")
    result = cvkit("pdf", file, "-o", tmp_path / "x.pdf")
    assert "cv.yaml:5:13: error[T101]" in result.err
    file.write_text(
        "cvkit: 1\nperson:\n  name: Ada Miller\n  position: Clerk\nhonors: [{title: Clerk, hidden: true}]\n"
    )
    [diagnostic] = stopped(file, "Clerk").diagnostics
    assert str(diagnostic.place) == f"{file}:4:13"
    [diagnostic] = stopped(file, "Miller").diagnostics
    assert diagnostic.place and (diagnostic.place.line in (2, 3))


def test_each_document_of_a_record_names_its_own_entries(cvkit: Run, tmp_path: Path) -> None:
    needs_tex()
    file = tmp_path / "cv.yaml"
    rows = [f"  - {{id: {name}, kind: journal, title: {WIDE}, date: 2020, authors: Ada Miller}}\n" for name in "ab"]
    documents = "".join(f"  {name}: {{sections: [{{publications: {{where: {{ids: {name}}}}}}}]}}\n" for name in "ba")
    file.write_text(f"{HEAD}publications:\n{''.join(rows)}documents:\n{documents}", encoding="utf-8")
    (tmp_path / "out").mkdir()
    style = new_style(cvkit, file, WIDE_FORMULAS)
    result = cvkit("pdf", file, "-s", style, "--all", "-o", tmp_path / "out")
    assert re.findall(r"cv\.yaml:(\d+):\d+: warning\[T104\]", result.err) == ["5", "4"], result.err


def test_all_wide_lines_and_missing_characters_of_a_document_are_reported_at_once(cvkit: Run, tmp_path: Path) -> None:
    needs_tex()
    file = tmp_path / "cv.yaml"
    yaml = (
        "honors:\n  - {title: TEXT}\n  - {title: Prize}\n  - {title: TEXT}\n"
        "experience:\n  - role: Clerk\n    organization: TEXT\n    date: 2020\n    highlights: [Fine, TEXT, TEXT]\n"
    )
    file.write_text(HEAD + yaml.replace("TEXT", WIDE), encoding="utf-8")
    style = new_style(cvkit, file, WIDE_FORMULAS)
    result = cvkit("pdf", file, "-s", style, "-o", tmp_path / "x.pdf")
    assert re.findall(r"cv\.yaml:(\d+):\d+: warning\[T104\]", result.err) == ["4", "6", "8"], result.err
    file.write_text(HEAD + yaml.replace("TEXT", NO_FONT), encoding="utf-8")
    result = cvkit("pdf", file, "-o", tmp_path / "x.pdf")
    places = ["4:13", "6:13", "9:19", "11:24", "11:27"]
    assert re.findall(r"cv\.yaml:(\d+:\d+): error\[T101\]", result.err) == places, result.err


def test_the_appendix_names_only_values_that_it_prints(cvkit: Run, tmp_path: Path) -> None:
    file = tmp_path / "cv.yaml"
    yaml = "honors:\n  - {title: {ko: 대상, en: Prize}}\n  - {title: 대상, hidden: true}\n  - {title: 대상}\n"
    file.write_text(HEAD + yaml, encoding="utf-8")
    result = cvkit("appendix", file, "--into", tmp_path / "thesis", "--engine", "pdflatex")
    assert re.findall(r"cv\.yaml:(\d+):(\d+): error\[T111\]", result.err) == [("6", "13")], result.err


MESSAGES = {
    "a character that two entries lack": (
        "", "honors:\n  - {title: One}\n  - {title: Two \ua015}\ntalks:\n  - {title: A \ua015, date: 2020}\n",
        1, ["cv.yaml:5:17: error[T101]", "cv.yaml:7:15: error[T101]"],
    ),
    "a character that the style prints": (
        r"\AtEndDocument{\char40981 }", "honors: [{title: One}]\n",
        1, ["error[T101]: no font has the character \ua015 (U+A015), which is in no entry: the style prints it"],
    ),
    "an error in the preamble": (
        r"\undefined", "honors: [{title: One}]\n",
        4, ["TeX stopped before the first entry:\n   | ./cvkit-own.cls"],
    ),
    "an error in a hook of the style": (
        r"\renewcommand\CVKsetdated{\CVKuse{title}\undefined}", "honors:\n  - {title: One}\n",
        4, ["cv.yaml:4:5: error[T102]", "Undefined control sequence"],
    ),
    "an error at the end of the document": (
        r"\AtEndDocument{\undefined}", "honors: [{title: One}]\n",
        4, ["TeX stopped on page 1, after the last entry:\n   | "],
    ),
    "more than the memory of TeX": (
        r"\AtEndDocument{\def\x{Long}\@whilenum1>0\do{\edef\x{\x\x}}}", "honors: [{title: One}]\n",
        4, ["TeX capacity exceeded", "hint: the PDF was not written; if the document is long, add `options: {pdf_st"],
    ),
    "a wide header": (
        r"\def\@oddhead{\hbox to\textwidth{\hbox to1.5\textwidth{}}}", "honors: [{title: One}]\n",
        0, ["warning[T104]: a line in the header or footer of page 1, in no entry, is "],
    ),
    "a wide line of the second entry": (
        WIDE_FORMULAS, f"honors:\n  - {{title: One}}\n  - {{title: {WIDE}}}\n  - {{title: Three}}\n",
        0, ["cv.yaml:5:5: warning[T104]: a line is "],
    ),
}  # fmt: skip
"""A message of TeX → what a style has at its end, the rest of a record, the exit status, and parts of the output."""


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
@pytest.mark.parametrize(("style", "rest", "status", "parts"), MESSAGES.values(), ids=MESSAGES)
def test_a_message_of_tex_names_its_entry_or_says_that_it_has_none(
    cvkit: Run, tmp_path: Path, style: str, rest: str, status: int, parts: list[str], engine: str
) -> None:
    needs_tex()
    if engine == "pdflatex" and "char" in style:
        pytest.skip("pdfLaTeX has no such character code")
    file = tmp_path / "cv.yaml"
    file.write_text(HEAD + rest, encoding="utf-8")
    name = new_style(cvkit, file, style)
    result = cvkit("pdf", "cv.yaml", "--style", name, "--engine", engine, "-o", "x.pdf", cwd=tmp_path)
    assert result.status == status, result.err
    assert [part for part in parts if part not in result.err] == [], result.err
