"""Each style in each of its options, with long lists, wide labels and little to show: nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cvkit.load.style_folder import style_names
from cvkit.styling import load_style
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


@pytest.mark.parametrize(("style", "name", "value"), list(chosen()))
def test_each_value_of_each_option_is_set(make, style: str, name: str, value: str) -> None:  # type: ignore[no-untyped-def]
    options = json.dumps({name: value})
    pdf = make(f"{RECORD}{works(4)}documents: {{full: {{style: {style}, options: {options}}}}}\n")
    for part in (
        "University of Somewhere",
        "[J4]",
        "Bo Larsen†, Ada Miller†, and Chandra Rao*",
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
