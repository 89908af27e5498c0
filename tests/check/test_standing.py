"""Students without a status: those whose periods are all over are alumni."""

from __future__ import annotations

import datetime as dt

import pytest

from cvkit.check.career_facts import with_standing
from cvkit.model.record import Record

DAY = dt.date(2026, 6, 15)
STANDINGS = {
    "current": [{}, {"start": "2024"}, {"start": "2024", "end": "present"}, {"start": "2024", "end": "2026-06"},
                {"periods": [{"date": "2020"}, {"start": "2025", "end": "present"}]}, {"date": "2026"},
                {"date": "2020", "status": "current"}, {"date": "2020", "expected": "2027"}],
    "alumni": [{"start": "2020", "end": "2024"}, {"date": "2025"}, {"start": "2020", "end": "2026-06-14"},
               {"periods": [{"date": "2020"}, {"date": "2021/2022"}]}, {"end": "present", "status": "alumni"}],
}  # fmt: skip


@pytest.mark.parametrize(("standing", "periods"), [(one, p) for one, all_of in STANDINGS.items() for p in all_of])
def test_the_periods_of_a_student_decide_where_no_status_is_typed(standing: str, periods: dict[str, object]) -> None:
    typed = {"cvkit": "1", "person": {"name": "Ada Miller"}, "supervision": [{"name": "Bo Fictive", **periods}]}
    assert with_standing(Record.model_validate(typed), DAY).supervision[0].status == standing
