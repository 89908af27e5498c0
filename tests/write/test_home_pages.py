"""Home pages of every record, rendered by kramdown: nothing is lost, and nothing of the markup is seen."""

from __future__ import annotations

import functools
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from cvkit.commands.read import read
from cvkit.commands.request import Request
from cvkit.commands.select_document import select_document
from cvkit.commands.styles import load_style
from cvkit.write.compose import compose
from cvkit.write.formats import WriterInput
from cvkit.write.site.acad_homepage import anchors
from cvkit.write.site.home_page import Home
from tests.conftest import ROOT, exported
from tests.write.kramdown import is_installed, rendered

SITES = ["academicpages", "acad-homepage"]
RECORDS = [
    *sorted(file.parent for part in ("data", "examples") for file in (ROOT / part).glob("*/cv.yaml")),
    *(ROOT / "tests" / "write" / name for name in ("whole", "people")),
]

pytestmark = pytest.mark.skipif(not is_installed(), reason="kramdown is not installed")


@functools.cache
def names(folder: Path) -> list[str]:
    numbered = read(folder).numbered
    return list(numbered.record.documents) if numbered else []


PAGES = [(folder, name, form) for folder in RECORDS for name in names(folder) for form in SITES]


def body(page: str) -> str:
    """A page as kramdown gets it: without front matter, and without the tags of Liquid that the template has."""
    _, _, text = page.split("---\n", 2)
    return re.sub(r"^\{%.*%\}\n", "", text, flags=re.MULTILINE)


def tree(page: str) -> ET.Element:
    """The elements of the page. It is well-formed once its named entities are characters."""
    html = rendered(body(page)).replace("&nbsp;", "\u00a0")
    html = re.sub(r"<(img|br|hr)((?:\s[^<>]*?)?)\s*/?>", r"<\1\2/>", html)
    return ET.fromstring(f"<main>{html}</main>")


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("folder", "name", "form"), PAGES, ids=lambda value: getattr(value, "name", value))
def test_a_home_page_has_each_work_once_and_no_markup_in_its_text(folder: Path, name: str, form: str) -> None:
    numbered = read(folder).numbered
    assert numbered
    request = Request(folder, name)
    document = select_document(numbered, request)[1]
    page = compose(numbered, document, load_style(document.style))
    text = exported(request, form)
    assert not re.search(r"\{[{%]", body(text)), "Liquid"
    main = tree(text)
    seen = words("".join(main.itertext()))
    shown = text.count("<!-- cvkit: id=")
    assert shown == sum(bool(work.id) for work in page.works)
    typed = words((folder / "cv.yaml").read_text(encoding="utf-8"))
    for literal in ("**", "\\", "[[", "markdown=", "{:", "<!--", "](", "&amp;", "&lt;", "{#"):
        assert literal not in seen or literal in typed, literal
    ids = [element.get("id") for element in main.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    if form == "acad-homepage":
        home = Home(WriterInput(numbered, document, load_style(document.style)))
        assert set(anchors(home).values()) <= set(ids)
    headings = [section for section in page.sections if not section.id.startswith("summary")]
    assert len(list(main.iter("h1" if form == "acad-homepage" else "h2"))) >= len(headings)
    assert not list(main.iter("table")) and not list(main.iter("pre"))


def test_marks_of_equal_contributors_are_seen_and_pictures_have_words() -> None:
    page = exported(Request(ROOT / "data" / "wei-huang", "home"), "acad-homepage")
    main = tree(page)
    boxes = [element for element in main.iter("div") if element.get("class") == "paper-box"]
    assert len(boxes) == 9
    seen = words("".join(main.itertext()))
    assert "Kwunhang Wong*, Songqi Wang*, Wei Huang, Xinyuan Zhang" in seen
    pictures = [element for box in boxes for element in box.iter("img")]
    assert len(pictures) == 9 + 6 and all(picture.get("alt") for picture in pictures)
    owners = [element for box in boxes for element in box.iter("strong") if element.text == "Wei Huang"]
    assert len(owners) == 9
    toggles = [element for element in main.iter("a") if element.get("class") == "fakelink"]
    assert len(toggles) == len([e for e in main.iter("div") if e.get("class") == "abstract"]) == 6
    assert [element.get("href") for element in main.iter("a") if element.get("href") == ""] == []
