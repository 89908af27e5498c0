"""Dates as people type them: each reading is a date of a record, and of several readings none is chosen."""

from __future__ import annotations

import pytest

from cvkit.model.date import parse_date
from cvkit.model.date_readings import readings_of_date

READINGS = {
    # two digits for the year
    "12.3.21": "2021-03-12 2021-12-03",
    "3/4/21": "2021-04-03 2021-03-04",
    "21.3.12": "2021-03-12 2012-03-21",
    "13.3.98": "1998-03-13",
    "12-Mar-21": "2021-03-12",
    "Mar '21": "2021-03",
    "sep21": "2021-09",
    "SS21": "2021-summer",
    "WS 21/22": "2021-winter",
    "Fall '21": "2021-autumn",
    # words around a date
    "Epub 2020 Mar 3": "2020-03-03",
    "2020 Mar 3 [Epub ahead of print]": "2020-03-03",
    "Epub ahead of print 2020 Mar 3": "2020-03-03",
    "first published online 3 March 2020": "2020-03-03",
    "2021 (online)": "2021",
    "Monday, March 12, 2021": "2021-03-12",
    "the 12th March 2021": "2021-03-12",
    "2021-03-12T10:00:00Z": "2021-03-12",
    "AY 2021/22": "2021/2022",
    "defended March 2020": "2020-03",
    # separators
    "12-Mar-2021": "2021-03-12",
    "Sept-2021": "2021-09",
    "2021-Sep": "2021-09",
    "12 03 2021": "2021-03-12 2021-12-03",
    "202103": "2021-03",
    # parts of a year, and several days
    "Q1 2021": "2021-01/2021-03",
    "2nd half of 2021": "2021-07/2021-12",
    "March/April 2020": "2020-03/2020-04",
    "2020 Mar-Apr": "2020-03/2020-04",
    "1.-3.5.2021": "2021-05-01/2021-05-03",
    "28.4.-3.5.2021": "2021-04-28/2021-05-03",
    # eras
    "令和3年4月": "2021-04",
    "令和元年": "2019",
    "民國110年": "2021",
    # no date, or one with a fact that the date would not have
    "~2021": "",
    "until 2021": "",
    "Mar 21": "",
    "5.6.": "",
    "March 12-14, 2021 (Seoul)": "",
    "31.4.2020": "",
    "accepted 3 March 2020": "",
}
"""Text → its readings."""


@pytest.mark.parametrize("text", READINGS)
def test_a_date_as_people_type_it_has_these_readings(text: str) -> None:
    assert readings_of_date(text) == READINGS[text].split()


@pytest.mark.parametrize("text", READINGS)
def test_each_reading_is_a_date_of_a_record(text: str) -> None:
    for reading in readings_of_date(text):
        assert str(parse_date(reading)) == reading
