"""The column of dates at the left of the text: dates break there in every language, and their letters do not shrink."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cvkit.commands.request import Request
from cvkit.model.career import Education, Spanning
from cvkit.model.language_tag import LANGUAGES
from cvkit.write.compose.dates import degree_text, span_text
from cvkit.write.latex.objects import Characters
from cvkit.write.locales import locale_of
from tests.conftest import needs_tex
from tests.typeset.conftest import typeset as pdf_of
from tests.typeset.test_trace import typeset, written

STRICT = r"""\newdimen\usual \usual=\CVKunit
\def\check#1{\ifdim\CVKunit<\usual\errmessage{#1 has a word that is too wide}\fi}"""
"""TeX that stops at a text that shrinks."""


def dates_of(language: str, style: str) -> set[str]:
    """The periods with the longest words of a language, and the days on which a degree is expected."""
    locale = locale_of(language, style)  # type: ignore[arg-type]
    found = {locale.present}
    for month in range(1, 13):
        span = Spanning.model_validate({"start": f"2020-{month:02}-28", "end": f"2026-{month:02}-28"})
        degree = Education.model_validate(
            {"institution": "A", "degree": "B", "start": f"2020-{month:02}", "expected": f"2026-{month:02}"}
        )
        found |= {span_text(span, locale), degree_text(degree, degree.expected, locale)}
        found |= {degree_text(degree.model_copy(update={"start": None}), degree.expected, locale)}
    return found


@pytest.mark.parametrize("dates", ["short", "long"])
def test_no_date_shrinks_in_the_column(dates: str, tmp_path: Path) -> None:
    needs_tex()
    file = tmp_path / "cv.yaml"
    file.write_text("cvkit: 1\nperson: {name: Ada Миллер}\ndocuments: {full: {style: modern}}\n", encoding="utf-8")
    document = written(Request(file))
    rows = [
        rf"\CVKrow{{text={{{language}}}, date={{{Characters(text).dumps()}\check{{{language}}}}}}}"
        for language in LANGUAGES
        for text in sorted(dates_of(language, dates))
    ]
    assert len(rows) > 25 * len(LANGUAGES)
    body = document.body.replace(r"\end{CVKscope}", "\n".join([STRICT, *rows, r"\end{CVKscope}"]))
    assert typeset(document, body)


@pytest.mark.parametrize("style", ["modern", "dossier", "moderncv"])
def test_a_date_of_two_lines_does_not_move_the_bullets(style: str, tmp_path: Path) -> None:
    needs_tex()
    periods = ["2020", "2020-11-28/2021-12-28", "2020-11-28/2021-12-28", "2020"]
    names = ["A1", "B1", "C1", "D1"]
    entries = [
        {"title": name, "date": period, "highlights": [f"{name}x"]} for name, period in zip(names, periods, strict=True)
    ]
    values = {
        "cvkit": "1",
        "person": {"name": "Ada Miller"},
        "research": entries,
        "documents": {"full": {"style": style, "dates": "long", "language": "de"}},
    }
    (tmp_path / "cv.yaml").write_text(json.dumps(values), encoding="utf-8")
    done = pdf_of(tmp_path / "cv.yaml", tmp_path / "x.pdf")
    words = re.findall(r'yMin="([\d.]+)"[^>]*>([^<]*)</word>', done.text("-bbox"))
    top = {text: float(height) for height, text in words}
    assert top["2021"] > top["B1"] + 5, "the date has two lines"
    for below in ("x", None):
        pairs = zip(names, [f"{name}x" for name in names] if below else names[1:], strict=False)
        distances = [top[second] - top[first] for first, second in pairs]
        assert max(distances) - min(distances) < 1, distances


LONG = "2020-11-28/2021-12-28"
ROWS = {
    "teaching": [
        {"title": "A", "date": "2011"},
        {"title": "B", "dates": ["2019-autumn", "2020-autumn", "2021-autumn", "2022-autumn"]},
        {"title": "C", "date": "2015"},
    ],
    "research": [{"title": "A", "date": "2011"}, {"title": "B", "date": LONG}, {"title": "C", "date": "2015"}],
    "supervision": [
        {"name": "A", "level": "phd", "start": "2011", "end": "2011"},
        {"name": "B", "level": "phd", "start": "2020-11-28", "end": "2021-12-28"},
        {"name": "C", "level": "phd", "start": "2015", "end": "2015"},
    ],
    "skills": [{"name": name, "items": ["x"]} for name in ("2011", "2020 Sonderausstellung Sonderausstellung", "2015")],
}


@pytest.mark.parametrize("style", ["modern", "dossier", "moderncv"])
def test_the_gap_below_a_date_of_several_lines_is_that_between_entries(style: str, tmp_path: Path) -> None:
    needs_tex()
    document = {"style": style, "dates": "long", "language": "de", "order": "as-listed"}
    for section, entries in ROWS.items():
        values = {"cvkit": "1", "person": {"name": "Ada Miller"}, section: entries, "documents": {"full": document}}
        (tmp_path / "cv.yaml").write_text(json.dumps(values), encoding="utf-8")
        done = pdf_of(tmp_path / "cv.yaml", tmp_path / "x.pdf")
        words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>', done.text("-bbox"))
        column = [(float(top), text) for left, top, text in words if float(left) < 150]
        first = next(top for top, text in column if text == "2011")
        last = next(top for top, text in column if text == "2015")
        middle = [top for top, text in column if first < top < last]
        assert max(middle) > min(middle) + 5, f"the date of {section} has several lines"
        assert abs((last - max(middle)) - (min(middle) - first)) < 0.5, (section, first, middle, last)


def test_the_option_days_adds_a_date_beside_the_column_only_for_a_day(tmp_path: Path) -> None:
    needs_tex()
    works = [
        {
            "id": "a",
            "kind": "conference",
            "title": "Event",
            "event": {"date": "2025-06-16/2025-06-20", "place": "Oslo"},
        },
        {"id": "b", "kind": "journal", "title": "Month", "date": "2025-04"},
        {"id": "c", "kind": "journal", "title": "Year", "date": "2024"},
        {"id": "d", "kind": "journal", "title": "Day", "date": "2023-03-09"},
        {"id": "e", "kind": "preprint", "title": "Unnumbered", "arxiv": "2202.00001", "date": "2022-02"},
    ]
    for work in works:
        work |= {"authors": "Ada Miller", "venue": {"name": "A Venue"}}
        work.setdefault("date", "2025-06-16/2025-06-20")
    values = {
        "cvkit": "1",
        "person": {"name": "Ada Miller"},
        "publications": works,
        "documents": {"full": {"style": "modern", "options": {"days": True}}},
    }
    (tmp_path / "cv.yaml").write_text(json.dumps(values), encoding="utf-8")
    text = pdf_of(tmp_path, tmp_path / "out.pdf").flat
    assert "Oslo, 16–20 June 2025" in text
    assert "A Venue, 9 Mar. 2023" in text
    assert [text.count(year) for year in ("2025", "2024", "2023", "2022")] == [3, 1, 2, 1]
