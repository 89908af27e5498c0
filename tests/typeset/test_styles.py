"""Each style in each of its options, with long lists, wide labels and little to show: nothing is lost."""

from __future__ import annotations

import io
import json
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from cvkit.commands.styles import load_style
from cvkit.load.style_folder import style_files, style_names
from cvkit.system.programs import find_program
from cvkit.typeset.run import Job, Run
from tests.conftest import needs_tex
from tests.typeset.conftest import Typeset, flat, typeset

RECORD = """\
cvkit: 1
person: {name: Ada Miller, title: Ph.D., affiliation: Institute of Examples, email: ada@example.org}
numbering: {label: "[{series}{number}]"}
education:
  - {institution: University of Somewhere, degree: Ph.D., start: 2015-09, end: 2019-08, thesis: On *most* things}
research:
  - title: Sorting
    organizations: [Institute of Examples]
    highlights: [Sorted things, "Sorted `other` things in $O(n \\\\log n)$", Sorted no things]
service:
  - {role: Chair, organization: Conference on Examples, kind: committee, start: 2020, end: present}
  - {role: reviewer, organization: Journal of Examples, dates: [2021-02, {date: 2021-03, count: 2}]}
supervision:
  - {name: Bo Larsen, degree: MS, periods: [{start: 2024-spring, end: present}], current_position: Baker}
honors: [{title: Best Example, date: 2020, by: Society of Examples}]
patents: [{id: p, title: Sorter, inventors: Ada Miller, number: 12-3, country: KR, granted: 2021-03-04}]
"""
LONG = "Institute for the Study of Institutes whose Names are Longer than any Line of a Page could Hold"


def works(count: int) -> str:
    """A list of works with marks, venues and figures."""
    entries = (
        f"  - {{id: w{i}, kind: journal, title: A study of the thing number {i} and of all that it can be good for,"
        f' authors: "Bo Larsen†, Ada Miller†, and Chandra Rao*", venue: {{name: Journal of Examples, issn: 1234-5679}},'
        f" date: {2024 - i // 12}-{12 - i % 12:02}-07, volume: {i}, pages: 1-{i},"
        " metrics: [{type: jif, value: 6.2, year: 2023, top_percent: 9.4}]}\n"
        for i in range(count)
    )
    return "publications:\n" + "".join(entries)


def chosen() -> Iterator[tuple[str, str, str]]:
    """Every value of every option of every style that is not its default."""
    for style in style_names():
        for name, option in load_style(style).options.items():
            values = {
                "choice": option.choices,
                "boolean": ("true", "false"),
                "color": ("8A1F1F",),
                "length": (option.min or "", option.max or ""),
            }[option.type]
            for value in values:
                if value != option.default:
                    yield style, name, value


@pytest.fixture
def make(tmp_path: Path) -> Iterator[object]:
    needs_tex()

    def run(text: str, *options: str) -> Typeset:
        (tmp_path / "cv.yaml").write_text(text, encoding="utf-8")
        return typeset(tmp_path / "cv.yaml", tmp_path / "cv.pdf", *options)

    yield run


def shown(style: str, name: str) -> bool:
    """Whether a normal run tests an option: all of one style, and of the others those that their own classes decide."""
    return style == "classic" or name in ("days", "spacing", "paper")


@pytest.mark.parametrize(
    ("style", "name", "value"),
    [pytest.param(*c, marks=[] if shown(*c[:2]) else [pytest.mark.slow]) for c in chosen()],
)
def test_each_value_of_each_option_is_set(make, style: str, name: str, value: str) -> None:  # type: ignore[no-untyped-def]
    options = json.dumps({name: value})
    pdf = make(f"{RECORD}{works(4)}documents: {{full: {{style: {style}, options: {options}}}}}\n")
    for part in (
        "University of Somewhere",
        "[J4]",
        "Bo Larsen†, Ada Miller†, and Chandra Rao*",
        ". IF 6.2 · ",
        "[P1]",
        "Best Example",
    ):
        assert part in pdf.flat
    assert ("ISSN 1234-5679" in pdf.flat) == (name == "issn")
    assert ("7 Dec. 2024" in pdf.flat) == (name == "days")


@pytest.mark.parametrize("style", style_names())
@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_a_list_of_hundreds_has_every_label(make, style: str, engine: str) -> None:  # type: ignore[no-untyped-def]
    text = make(RECORD + works(300), "-s", style, "--engine", engine).flat
    assert [n for n in range(1, 301) if f"[J{n}]" not in text] == []


BODY = r"""
\CVKmeta{name={Ada Miller}, document={CV}, title={Ada Miller}, author={Ada Miller}, language={en}}
\begin{CVKscope}{}
\CVKhead{name={Ada Miller}, photo={%s}, updated={Last updated Nov. 2026}}
\CVKsection{id={about}, title={About}}
\CVKtext{text={Somebody.}}
\end{CVKscope}
"""


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex", "lualatex"])
@pytest.mark.parametrize("name", ["photo.png", "photo.PDF"])
def test_a_photo_stands_in_the_column_of_modern_in_its_own_proportions(tmp_path: Path, engine: str, name: str) -> None:
    needs_tex()
    if not find_program(engine):
        pytest.skip(f"needs {engine}")
    job = Job(engine, "\\documentclass{cvkit-modern}\n\\begin{document}\n", style_files("modern"))
    with Run(job) as run:
        (run.folder / name).write_bytes(picture(name))
        run.send_body(BODY % name)
        outcome = run.wait()
    assert outcome.pdf, outcome.log[-2000:]
    file = tmp_path / "cv.pdf"
    file.write_bytes(outcome.pdf)
    assert Typeset(file).flat == "Ada Miller About Somebody. Last updated Nov. 2026"
    reader = pypdf.PdfReader(file)
    assert width_and_height(reader) == pytest.approx((26 * 72 / 25.4, 13 * 72 / 25.4), abs=0.1)


def picture(name: str) -> bytes:
    """A picture of 40 by 20 points."""
    if name.lower().endswith(".pdf"):
        writer, content = pypdf.PdfWriter(), io.BytesIO()
        page = writer.add_blank_page(40, 20)
        page.merge_page(pypdf.PageObject.create_blank_page(width=40, height=20))  # a page that has content
        writer.write(content)
        return content.getvalue()

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 40, 20, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * 40) * 20)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def width_and_height(reader: pypdf.PdfReader) -> tuple[float, float]:
    """How large the one picture of the first page is printed, in points of PDF."""
    content = reader.pages[0].get_contents()
    assert content is not None
    placed = rb"([\d.]+) 0 0 ([\d.]+) [\d.-]+ [\d.-]+ cm\s+(?:q\s+)?(/\w+) Do"
    found = re.search(placed, content.get_data())
    assert found, content.get_data()[:500]
    drawn = reader.pages[0]["/Resources"]["/XObject"][found[3].decode()]  # type: ignore[index]
    left, low, right, high = map(float, drawn.get("/BBox", (0, 0, 1, 1)))  # an image fills the unit square
    return float(found[1]) * (right - left), float(found[2]) * (high - low)


@pytest.mark.parametrize("style", style_names())
def test_the_least_record_is_a_page(make, style: str) -> None:  # type: ignore[no-untyped-def]
    pdf = make("cvkit: 1\nperson: {name: Ada Miller}\n", "-s", style)
    assert pdf.flat == "Ada Miller"


@pytest.mark.parametrize("style", style_names())
def test_a_long_name_does_not_run_into_its_date(make, style: str) -> None:  # type: ignore[no-untyped-def]
    entry = f"{{organization: {LONG}, role: {LONG}, location: Somewhere, start: 2011-09, end: 2017-08}}"
    text = make(f"cvkit: 1\nperson: {{name: Ada Miller}}\nexperience: [{entry}]\n", "-s", style).flat
    assert LONG in text.replace("Sept. 2011 – Aug. 2017 ", "").replace("Somewhere ", "")
    assert "Sept. 2011 – Aug. 2017" in text


@pytest.mark.parametrize("style", style_names())
def test_three_hundred_authors_are_set(make, style: str) -> None:  # type: ignore[no-untyped-def]
    names = [f"A{chr(97 + i % 26)} B{chr(97 + i // 26)}" for i in range(299)]
    authors = ", ".join([*names, "Ada Miller"])
    work = f'publications: [{{id: w, kind: journal, title: T, date: 2020, authors: "{authors}"}}]'
    text = make(f"cvkit: 1\nperson: {{name: Ada Miller}}\n{work}\n", "-s", style).flat
    assert flat(", ".join([*names, "and Ada Miller"])) in text
