"""Dates as they print: no more exact than they were typed, and each year once."""

from __future__ import annotations

from typing import get_args

import pytest

from cvkit.model.career import DatedCount, Spanning, once
from cvkit.model.date import parse_date
from cvkit.model.document import DateStyle
from cvkit.model.language_tag import LANGUAGES
from cvkit.write.compose.dates import date_text, dates_text, span_text
from cvkit.write.locales import locale_of

ENGLISH = locale_of("en")

PRINTED = [
    ("2025", "2025"),
    ("2025-01", "Jan. 2025"),
    ("2025-05", "May 2025"),
    ("2025-01-13", "13 Jan. 2025"),
    ("2024-spring", "Spring 2024"),
    ("2024-fall", "Autumn 2024"),
    ("2022-10-23/2022-10-27", "23–27 Oct. 2022"),
    ("2025-09-30/2025-10-02", "30 Sept. – 2 Oct. 2025"),
    ("2024-12-30/2025-01-02", "30 Dec. 2024 – 2 Jan. 2025"),
    ("2022/2024", "2022–2024"),
    ("2022/2022", "2022"),
    ("2022-03/2022-03", "Mar. 2022"),
    ("2022-03/2023-04", "Mar. 2022 – Apr. 2023"),
    ("2022-spring/2023-spring", "Spring 2022 – Spring 2023"),
    ("2022-03/2024", "Mar. 2022 – 2024"),
]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("typed", "printed"), PRINTED)
def test_a_date_prints_like_this(typed: str, printed: str) -> None:
    assert plain(date_text(parse_date(typed), ENGLISH)) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("2025-01-13", "Jan. 2025"),
        ("2022-10-23/2022-10-27", "Oct. 2022"),
        ("2025-09-30/2025-10-02", "Sept. 2025 – Oct. 2025"),
        ("2024-spring", "Spring 2024"),
        ("2025", "2025"),
    ],
)
def test_a_date_to_the_month_leaves_out_the_day(typed: str, printed: str) -> None:
    assert plain(date_text(parse_date(typed), ENGLISH, with_day=False)) == printed


SPANS = [
    ({"start": "2018-12", "end": "present"}, "Dec. 2018 – Present"),
    ({"start": "2022", "end": "2025"}, "2022 – 2025"),
    ({"start": "2022", "end": "2022"}, "2022"),
    ({"start": "2022-03-01", "end": "2022-03-01"}, "1 Mar. 2022"),
    ({"start": "2022"}, "2022 –"),
    ({"end": "2022"}, "2022"),
    ({"end": "present"}, "Present"),
    ({"date": "2022-05"}, "May 2022"),
    ({"start": "2020-05-01", "end": "2020-05-20"}, "1–20 May 2020"),
    ({"start": "2020-05-01", "end": "2020-07-03"}, "1 May – 3 July 2020"),
    ({"start": "2020-05", "end": "2020-05-20"}, "May 2020 – 20 May 2020"),
    ({"start": "2024-spring", "end": "present"}, "Spring 2024 – Present"),
    ({}, ""),
]


@pytest.mark.parametrize(("span", "printed"), SPANS)
def test_a_period_prints_like_this(span: dict[str, str], printed: str) -> None:
    assert plain(span_text(Spanning.model_validate(span), ENGLISH)) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "2022/2024",
        "2022/2022",
        "2022-03/2022-05",
        "2022-03/2022-03",
        "2022-03/2024",
        "2022-03/2022-03-05",
        "2022-spring/2023-autumn",
        "2022-05-01/2022-05-20",
        "2022-05-01/2022-05-01",
        "2022-05-01/2022-07-03",
        "2022-12-30/2023-01-02",
    ],
)
@pytest.mark.parametrize("style", get_args(DateStyle))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_range_prints_as_its_start_and_its_end_do(typed: str, style: DateStyle, language: str) -> None:
    start, end = typed.split("/")
    locale = locale_of(language, dates=style)
    printed = span_text(Spanning.model_validate({"date": typed}), locale)
    assert printed == span_text(Spanning.model_validate({"start": start, "end": end}), locale)


SEVERAL = [
    (["2022-02", "2022-03", {"date": "2022-04", "count": "2"}], "Feb., Mar., Apr. (2) 2022"),
    (["2024", "2021"], "2021, 2024"),
    (["2025-08", "2025-05", "2025-03"], "Mar., May, Aug. 2025"),
    (["2022-01", "2022-02", "2021"], "2021; Jan., Feb. 2022"),
    (["2021"], "2021"),
    ([{"date": "2021", "count": "3"}], "2021 (3)"),
    (["2022-05-03"], "3 May 2022"),
    (["2022-spring", "2022-autumn"], "Spring, Autumn 2022"),
    (["2022-10-23/2022-10-27"], "23–27 Oct. 2022"),
]


@pytest.mark.parametrize(("dates", "printed"), SEVERAL)
def test_several_dates_name_each_year_once(dates: list[object], printed: str) -> None:
    counted = [DatedCount.model_validate(once(date)) for date in dates]
    assert plain(dates_text(counted, ENGLISH)) == printed


@pytest.mark.parametrize("typed", [typed for typed, _ in PRINTED])
def test_no_line_ends_within_a_date_but_behind_a_dash(typed: str) -> None:
    text = date_text(parse_date(typed), ENGLISH)
    assert " " not in text.replace("– ", "")


def test_a_range_within_one_year_is_printed_whole() -> None:
    date = parse_date("2024-12-30/2025-01-02")
    counted = [DatedCount(date=date)]
    assert plain(dates_text(counted, ENGLISH)).count("2025") == 1
    assert "2024" in dates_text(counted, ENGLISH)
