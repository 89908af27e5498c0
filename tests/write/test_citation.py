"""The line that says where a work appeared, in the styles that a document may ask for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from tests.conftest import Result, needs_tex

PAPER = (
    "kind: journal, venue: {name: Journal of Examples, short: JoE, publisher: Example Press}, date: 2024-03-05,"
    " volume: 12, issue: 3, pages: 124-135, doi: 10.1000/182"
)
TALK = (
    "kind: conference, venue: {name: Conference on Examples}, date: 2022-10-23/2022-10-27, pages: 7,"
    " event: {place: 'Tel Aviv, Israel'}"
)
ONLINE = "kind: journal, venue: {name: Examples Int.}, date: 2024, article_number: 17"
COMING = "kind: journal, venue: {name: Journal of Examples}, status: in-press"

LINES = [
    ("apa", PAPER, "(2024). Journal of Examples (JoE), 12(3), 124–135. Example Press. https://doi.org/10.1000/182"),
    ("apa", TALK, "(2022). In Conference on Examples (p. 7). Tel Aviv, Israel"),
    ("apa", ONLINE, "(2024). Examples Int., Article 17"),
    ("apa", COMING, "(in press). Journal of Examples"),
    ("ieee", PAPER, "Journal of Examples, vol. 12, no. 3, pp. 124–135, Mar. 2024, doi: 10.1000/182"),
    ("ieee", TALK, "in Conference on Examples, Tel Aviv, Israel, p. 7, Oct. 2022"),
    ("ieee", ONLINE, "Examples Int., Art. no. 17, 2024"),
    ("ieee", COMING, "Journal of Examples, in press"),
    ("vancouver", PAPER, "Journal of Examples. 2024 Mar;12(3):124-35. doi:10.1000/182"),
    ("vancouver", TALK, "In: Conference on Examples; Tel Aviv, Israel. 2022. p. 7"),
    ("vancouver", ONLINE, "Examples Int. 2024:17"),
    ("vancouver", COMING, "Journal of Examples. in press"),
]


@pytest.mark.parametrize(("style", "work", "line"), LINES)
def test_a_line_follows_its_style(
    record: Callable[[str], Path], cvkit: Callable[..., Result], style: str, work: str, line: str
) -> None:
    file = record(
        f"publications: [{{id: a, title: A title, authors: Ada Miller, {work}}}]\n"
        f"documents: {{full: {{citation: {style}}}}}\n"
    )
    out = cvkit("export", file, "--to", "txt").out
    assert " ".join(out.split()).endswith(f"A title Ada Miller {line}")


def test_the_house_form_is_what_is_printed_unasked(record: Callable[[str], Path], cvkit: Callable[..., Result]) -> None:
    file = record(f"publications: [{{id: a, title: A title, authors: Ada Miller, {PAPER}}}]\n")
    assert "Journal of Examples (JoE) 12(3), pp. 124–135, Example Press, Mar. 2024" in " ".join(
        cvkit("export", file, "--to", "txt").out.split()
    ).replace("\u00a0", " ")


@pytest.mark.parametrize("form", ["txt", "md", "html", "jsonresume"])
@pytest.mark.parametrize("citation", ["house", "apa", "ieee", "vancouver"])
def test_a_note_ends_the_citation_and_an_addon_follows_the_title(
    record: Callable[[str], Path], cvkit: Callable[..., Result], citation: str, form: str
) -> None:
    file = record(
        f"publications: [{{id: a, title: A title, title_addon: (WIP), note: With code, authors: Ada Miller, {TALK}}}]\n"
        f"documents: {{full: {{citation: {citation}}}}}\n"
    )
    out = " ".join(cvkit("export", file, "--to", form).out.split())
    assert form == "jsonresume" or "A title (WIP)" in out
    assert re.search(r"(2022|Israel|p\. 7)\. With code", out.replace("\u00a0", " "))


def test_no_full_stop_is_printed_twice_before_a_note(
    record: Callable[[str], Path], cvkit: Callable[..., Result]
) -> None:
    work = "{title: A title, authors: Ada Miller, kind: other, venue: {name: Press Inc.}, note: With code, date: n.d.}"
    out = cvkit("export", record(f"publications: [{work}]\n"), "--to", "txt").out
    assert "Inc. With code" in " ".join(out.split())


@pytest.mark.parametrize("style", ["classic", "compact", "modern"])
def test_styles_print_the_note_behind_the_citation(
    record: Callable[[str], Path], cvkit: Callable[..., Result], tmp_path: Path, style: str
) -> None:
    needs_tex()
    more = "title_addon: (WIP), note: With code., repository: 'https://a.example'"
    work = f"{{id: a, title: A title, authors: Ada Miller, {more}, {TALK}}}"
    file = record(f"publications: [{work}]\n")
    assert cvkit("pdf", file, "-s", style, "-o", tmp_path / "out.pdf").status == 0
    page = " ".join(pypdf.PdfReader(tmp_path / "out.pdf").pages[0].extract_text().split())
    assert "(WIP)" in page
    assert re.search(r"(2022|Israel)\. With code\. code", page)
