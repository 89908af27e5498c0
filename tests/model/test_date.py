"""Dates keep the precision that they were typed with, and stand for the days that they may be."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from cvkit.model.date import Date, Present, parse_date, parse_end

PERIODS = [
    ("2025", "2025-01-01", "2025-12-31"),
    ("2025-01", "2025-01-01", "2025-01-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2023-02", "2023-02-01", "2023-02-28"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("2000-02", "2000-02-01", "2000-02-29"),
    ("2025-01-13", "2025-01-13", "2025-01-13"),
    ("2024-02-29", "2024-02-29", "2024-02-29"),
    ("2024-spring", "2024-03-01", "2024-05-31"),
    ("2024-summer", "2024-06-01", "2024-08-31"),
    ("2024-autumn", "2024-09-01", "2024-11-30"),
    ("2024-fall", "2024-09-01", "2024-11-30"),
    ("2024-winter", "2024-01-01", "2024-12-31"),
    ("2022-10-23/2022-10-27", "2022-10-23", "2022-10-27"),
    ("2022-10/2023", "2022-10-01", "2023-12-31"),
    ("2022 / 2024", "2022-01-01", "2024-12-31"),
    ("2022/2022", "2022-01-01", "2022-12-31"),
    ("0001", "0001-01-01", "0001-12-31"),
    ("9999-12", "9999-12-01", "9999-12-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), PERIODS)
def test_a_date_is_a_period(text: str, first: str, last: str) -> None:
    date = parse_date(text)
    assert (date.first_day.isoformat(), date.last_day.isoformat()) == (first, last)


IMPOSSIBLE = [
    "2023-02-29",
    "1900-02-29",
    "2020-13",
    "2020-00",
    "2020-04-31",
    "2020-01-00",
    "2020-01-32",
    "0000",
    "0000-01",
]
MALFORMED = [
    "20-1",
    "2020-1",
    "2020-1-1",
    "20200101",
    "2020/",
    "/2020",
    "2020/2021/2022",
    "01/02/2020",
    "2020.01",
    "2020-",
    "-2020",
    "12020",
    "2020-Spring",
    "2020-spring-01",
    "spring",
    "spring 2020",
    "2020 spring",
    "Jan 2020",
    "January",
    "",
    "present",
    "now",
    "2020-01-01T00:00",
    "x",
    "2020?",
    "2020~",
    "20XX",
    "٢٠٢٠",
    "２０２０",
    "²⁰²⁰",
    "2020\n-01",
]


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_date_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_date(text)
    assert refused.value.type == "V105"
    assert "is not a date: " in str(refused.value)


@pytest.mark.parametrize("text", MALFORMED)
def test_what_has_not_the_form_of_a_date_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_date(text)
    assert refused.value.type == "V105"
    assert "is not a date: " not in str(refused.value)


@pytest.mark.parametrize("text", ["2022-10-27/2022-10-23", "2021/2020", "2020-06/2020-spring"])
def test_a_range_that_ends_before_it_starts_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_date(text)
    assert refused.value.type == "V204"


def test_what_still_goes_on_ends_at_present_and_nowhere_else() -> None:
    assert parse_end("present") == Present()
    assert parse_end("2020") == parse_date("2020")
    for text in ("Present", "now", "today"):
        with pytest.raises(PydanticCustomError):
            parse_end(text)


DAYS = st.dates(min_value=dt.date(1000, 1, 1))
TEXTS = st.one_of(
    DAYS.map(dt.date.isoformat),
    DAYS.map(lambda day: f"{day.year:04}-{day.month:02}"),
    DAYS.map(lambda day: f"{day.year:04}"),
    st.builds(
        lambda day, season: f"{day.year:04}-{season}", DAYS, st.sampled_from(["spring", "summer", "autumn", "winter"])
    ),
)


@given(TEXTS)
def test_a_date_reads_back_from_what_it_prints(text: str) -> None:
    date = parse_date(text)
    assert parse_date(str(date)) == date
    assert str(date) == text
    assert date.first_day <= date.last_day


@given(TEXTS, TEXTS)
def test_a_range_has_the_days_of_both_its_ends(first: str, last: str) -> None:
    start, end = sorted([parse_date(first), parse_date(last)], key=lambda date: (date.last_day, date.first_day))
    date = parse_date(f"{start}/{end}")
    assert date == Date(start.start, end.start)
    assert (date.first_day, date.last_day) == (start.first_day, end.last_day)
    assert date.year == end.year


@given(st.text())
def test_any_text_is_a_date_or_is_refused_in_words(text: str) -> None:
    try:
        assert parse_date(text).first_day <= parse_date(text).last_day
    except PydanticCustomError as refused:
        assert refused.type in {"V105", "V204"}


@pytest.mark.parametrize("value", [2020, None, ["2020"], {"year": "2020"}, True])
def test_only_a_text_is_a_date(value: object) -> None:
    with pytest.raises(PydanticCustomError):
        parse_date(value)
