"""The people and the money of grants: investigators with their roles, and sums in texts."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.model.activity import GRANT_STATUSES, Grant
from cvkit.model.grant_sums import sum_grants
from tests.conftest import Result, examples

Run = Callable[..., Result]
Make = Callable[[str], Path]

GRANTS = """\
grants:
  - {title: Sea, amount: 1250000, currency: EUR, own_amount: 400000, status: awarded, tags: [big]}
  - {title: Ice, amount: 38500.50, currency: USD, share: 50, status: completed}
  - {title: Fog, amount: 250000, currency: EUR, status: pending}
  - {title: Rain, amount: 1000, currency: EUR, investigators: Ada Miller}
  - {title: Wind, amount: 500, currency: CHF, status: declined}
  - {title: Snow, amount: 900, currency: EUR, hidden: true}
"""
SUMS = {
    "grants": "EUR 1,501,000, USD 38,500.50, and CHF 500",
    "grants,awarded": "EUR 1,251,000",
    "grants,awarded,completed": "EUR 1,251,000 and USD 38,500.50",
    "grants, completed": "USD 38,500.50",
    "grants,EUR,pending": "EUR 250,000",
    "grants,EUR,USD,awarded": "EUR 1,251,000",
    "grants,big": "EUR 1,250,000",
    "grants,own,awarded": "EUR 401,000",
    "grants,own,USD": "USD 19,250.25",
    "grants,own,declined": "0",
}


@pytest.mark.parametrize("terms", SUMS)
def test_a_sum_adds_the_grants_of_each_currency(cvkit: Run, record: Make, terms: str) -> None:
    text = f"summary: {json.dumps(f'Sum: {{{{sum:{terms}}}}}.')}\n"
    shown = cvkit("export", record(text + GRANTS), "--to", "txt", "--section", "summary").out
    assert f"Sum: {SUMS[terms]}." in " ".join(shown.replace("\u00a0", " ").split())


def test_a_sum_is_in_the_language_of_the_document_and_in_a_bibliography(cvkit: Run, record: Make) -> None:
    work = "{id: a, kind: journal, title: T, date: 2020, authors: Ada Miller, note: '{{sum:grants,USD}}'}"
    file = record(f"publications: [{work}]\n" + GRANTS + "documents: {full: {language: de}}\n")
    assert "38.500,50 USD" in cvkit("export", file, "--to", "txt").out.replace("\u00a0", " ")
    assert "38.500,50 USD" in cvkit("export", file, "--to", "bibtex").out.replace("~", " ")


grants = st.lists(
    st.fixed_dictionaries(
        {"title": st.just("T")},
        optional={
            "amount": st.sampled_from(["0", "5", "10.50", "007", "99999999999999999999.99", "7" * 40]),
            "currency": st.sampled_from(["EUR", "USD", "KRW"]),
            "status": st.sampled_from(GRANT_STATUSES),
            "share": st.sampled_from(["0", "33.3", "100", "9" * 30]),
            "tags": st.sampled_from([["a"], ["a", "b"]]),
        },
    ),
    max_size=6,
)


@examples(100)
@given(grants, st.sampled_from([(), ("own",), ("a",)]))
def test_the_sums_of_all_statuses_add_up_to_the_sum(entries: list[dict[str, Any]], terms: tuple[str, ...]) -> None:
    found = [Grant.model_validate(entry) for entry in entries]
    parts = [sum_grants(found, (*terms, status)) for status in GRANT_STATUSES]
    whole = sum_grants(found, terms)
    with localcontext(prec=100):
        for currency, total in whole.totals.items():
            assert sum((part.totals.get(currency, Decimal()) for part in parts), Decimal()) == total
    assert sorted(index for part in parts for index in part.left_out) == whole.left_out


def test_a_grant_without_a_status_is_in_the_group_of_the_awarded_ones(cvkit: Run, record: Make) -> None:
    file = record(f"{GRANTS}documents: {{full: {{sections: [{{grants: {{group_by: status}}}}]}}}}\n")
    awarded = cvkit("export", file, "--to", "md").out.partition("### Awarded")[2].partition("### Pending")[0]
    assert "Sea" in awarded and "Rain" in awarded and "Fog" not in awarded


ROLES = "roles: {pi: {sign: '¶', legend: Principal Investigator}, co: {sign: '#', legend: Co-PI}}\n"
PEOPLE = "investigators: [{name: Bo Fictive, roles: [pi]}, 'Ada Miller#', Cy Fictive]"


@pytest.mark.parametrize("keys", ["{}", "{group_by: none}", "{group_by: status}", "{title: Money}"])
def test_the_roles_of_investigators_are_markers_with_a_legend(cvkit: Run, record: Make, keys: str) -> None:
    text = f"{ROLES}grants:\n  - {{title: Sea, status: pending, {PEOPLE}}}\n"
    file = record(f"{text}documents: {{full: {{sections: [{{grants: {keys}}}]}}}}\n")
    shown = cvkit("export", file, "--to", "md").out.replace("\u00a0", " ")
    assert "Investigators: Bo Fictive¶, **Ada Miller**#, and Cy Fictive" in shown
    assert shown.index("¶ Principal Investigator, # Co-PI") < shown.index("Investigators")


@pytest.mark.parametrize("form", ["html", "txt", "tex", "academicpages", "acad-homepage"])
def test_every_page_has_investigators_and_their_markers(cvkit: Run, record: Make, form: str) -> None:
    shown = cvkit("export", record(f"{ROLES}grants:\n  - {{title: Sea, {PEOPLE}}}\n"), "--to", form).out
    assert shown.index("Principal Investigator") < shown.index("Cy") < len(shown)
    assert shown.count("¶") == 2


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("{max_authors: 1}", "Investigators: Bo Fictive, …, **Ada Miller**, and 2 more"),
        ("{names: initials}", "Investigators: B. Fictive, C. Fictive, **A. Miller**, and D. Fictive"),
    ],
)
def test_a_list_can_shorten_its_investigators(cvkit: Run, record: Make, keys: str, shown: str) -> None:
    people = "Bo Fictive, Cy Fictive, Ada Miller, Di Fictive"
    file = record(
        f"grants:\n  - {{title: Sea, investigators: '{people}'}}\n"
        f"documents: {{full: {{sections: [{{grants: {keys}}}]}}}}\n"
    )
    assert shown in cvkit("export", file, "--to", "md").out.replace("\u00a0", " ")


def test_merged_lists_have_the_legend_of_grants(cvkit: Run, record: Make) -> None:
    text = f"{ROLES}grants:\n  - {{title: Sea, date: 2020, {PEOPLE}}}\nnews: [{{text: N, date: 2021}}]\n"
    file = record(text + "documents: {full: {sections: [{merged: {of: [news, grants]}}]}}\n")
    assert "Principal Investigator" in cvkit("export", file, "--to", "md").out
