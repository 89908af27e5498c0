"""The script that compares home pages finds each difference of the facts, and none between equal pages."""

from __future__ import annotations

import pytest

from cvkit.commands.request import Request
from tests.compare_pages import differences, facts_of
from tests.conftest import ROOT, exported
from tests.write.kramdown import is_installed

pytestmark = pytest.mark.skipif(not is_installed(), reason="kramdown is not installed")
PAGES = {
    "academicpages": ("donghyun-lee", 18),
    "acad-homepage": ("wei-huang", 9),
}
CHANGES = {
    ("academicpages", "Seongchan Kim\\*", "Seongchan Kim"): "author 2 Seongchan Kim",
    ("academicpages", "***Donghyun Lee***\\*", "Donghyun Lee\\*"): "author 3 Donghyun Lee*",
    ("academicpages", "[[code](https://github.com/donghyunli/QTTNet)]", ""): "link code https://github.com",
    ("academicpages", "**Small**, 2025", "**Small**, 2024"): "venue Small, 2024",
    ("academicpages", "\\[May\\]", "\\[Jun\\]"): "date 1: [Jun]",
    ("acad-homepage", "Wong\\*, Songqi Wang\\*", "Wong*, Songqi Wang*"): "author 1 Kwunhang Wong",
    ("acad-homepage", "ICCAD 2024", "ICCAD 2023"): "badge ICCAD 2023",
    ("acad-homepage", "*2025.09*", "*2025.08*"): "date 1: 2025.08",
    ("acad-homepage", "AISTATS, and", "and"): "service AISTATS",
}


def page(template: str) -> str:
    return exported(Request(ROOT / "data" / PAGES[template][0], "home"), template)


@pytest.mark.parametrize("template", PAGES)
def test_equal_pages_have_no_differences(template: str) -> None:
    assert list(differences(page(template), page(template))) == []
    works = [
        name for name, found in facts_of(page(template)).items() if any(fact.startswith("author 1") for fact in found)
    ]
    assert len(works) == PAGES[template][1]


@pytest.mark.parametrize(("change", "wanted"), CHANGES.items())
def test_each_difference_is_found(change: tuple[str, str, str], wanted: str) -> None:
    template, old, new = change
    before = page(template)
    assert old in before
    found = list(differences(before, before.replace(old, new, 1)))
    assert any(wanted in line for line in found), found
