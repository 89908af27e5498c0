"""The end of an author list can state the number of all authors, and a group behind them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cvkit.commands.read import Read, read

ENDS: list[tuple[str | list[str], list[str], int, str]] = [
    ("Bo Bee et al. (40 authors)", ["Bo Bee"], 40, ""),
    ("Bo Bee, Cy Dee, and 37 others", ["Bo Bee", "Cy Dee"], 39, ""),
    ("Bo Bee, Cy Dee, … and 1,310 more", ["Bo Bee", "Cy Dee"], 1312, ""),
    ("Bo Bee, + 5 more", ["Bo Bee"], 6, ""),
    ("Bo Bee, +5", ["Bo Bee"], 6, ""),
    ("Bo Bee (and 12 further authors)", ["Bo Bee"], 13, ""),
    ("Bo Bee and 12 co-authors", ["Bo Bee"], 13, ""),
    ("Bo Bee; Cy Dee; [40 authors in total]", ["Bo Bee", "Cy Dee"], 40, ""),
    ("Bo Bee und 37 weitere", ["Bo Bee"], 38, ""),
    ("김철수, 이영희 외 3명", ["김철수", "이영희"], 5, ""),
    ("王小明等40人", ["王小明"], 40, ""),
    ("山田太郎 ほか3名", ["山田太郎"], 4, ""),
    (["Bo Bee", "Dee, Cy", "and 37 others"], ["Bo Bee", "Cy Dee"], 39, ""),
    (["Bo Bee", "Dee, Cy et al. (40 authors)"], ["Bo Bee", "Cy Dee"], 40, ""),
    ("Bo Bee, Cy Dee, EXAMPLE Collaboration", ["Bo Bee", "Cy Dee"], 0, "EXAMPLE Collaboration"),
    ("Bo Bee, Cy Dee, and the EXAMPLE Collaboration", ["Bo Bee", "Cy Dee"], 0, "EXAMPLE Collaboration"),
    ("Bo Bee for the EXAMPLE Collaboration", ["Bo Bee"], 0, "EXAMPLE Collaboration"),
    ("Bee, Bo and Dee, Cy on behalf of the First Consortium", ["Bo Bee", "Cy Dee"], 0, "First Consortium"),
    (["Bo Bee", "for the EXAMPLE Collaboration"], ["Bo Bee"], 0, "EXAMPLE Collaboration"),
    ("Bo Bee, EXAMPLE Collaboration, et al. (40 authors)", ["Bo Bee"], 40, "EXAMPLE Collaboration"),
    ("The EXAMPLE Collaboration", [], 0, "The EXAMPLE Collaboration"),
    ("Bo Bee, {EXAMPLE Collaboration}", ["Bo Bee", "EXAMPLE Collaboration"], 0, ""),
    ("EXAMPLE Collaboration, Bo Bee", ["EXAMPLE Collaboration", "Bo Bee"], 0, ""),
]


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"authors": "Bo Bee, et al. (40)"}, "V265", "write `(40 authors)` for the number of all authors"),
    ({"authors": "Bo Bee, Cy Dee", "editors": "Ed Fee and 3 others"}, "V265", "write `et al.`"),
    ({"authors": "Bo Bee, [37 authors], Cy Dee"}, "V110", "write it at the end of the list"),
    ({"authors": "Bo Bee et al. (40 authors)", "author_count": 41}, "V223", "delete one of the two"),
    ({"authors": "Bo Bee, Cy Dee et al. (1 authors)"}, "V223", "write `author_count: 2` or more"),
    ({"authors": ["Bo Bee", "Cy Dee for the EXAMPLE Collaboration"]}, "V115", "give each name its own item"),
]


def _read(record: Callable[[str], Path], **values: Any) -> Read:
    entry = {"id": "one", "kind": "report", "title": "T", "date": "2020", **values}
    return read(record(f"publications:\n  - {json.dumps(entry, ensure_ascii=False)}\n"))


@pytest.mark.parametrize(("authors", "names", "count", "group"), ENDS, ids=str)
def test_a_number_and_a_group_at_the_end_of_a_list_are_facts_of_the_work(
    authors: str | list[str], names: list[str], count: int, group: str, record: Callable[[str], Path]
) -> None:
    found = _read(record, authors=authors)
    assert found.numbered is not None, found.diagnostics
    (work,) = found.numbered.record.publications
    assert [author.parts.full for author in work.authors] == names
    assert (work.author_count or 0, work.collaboration and work.collaboration.plain()) == (count, group or None)


@pytest.mark.parametrize(("values", "code", "hint"), WRONG, ids=str)
def test_an_end_that_cannot_be_read_is_an_error_with_the_text_to_write(
    values: dict[str, Any], code: str, hint: str, record: Callable[[str], Path]
) -> None:
    errors = [one for one in _read(record, **values).diagnostics if one.is_error]
    assert [one.code for one in errors] == [code]
    assert hint in errors[0].hint
