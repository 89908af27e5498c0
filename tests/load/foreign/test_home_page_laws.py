"""Laws: a home page, its record after an import, and the page of that record are the same, for random records."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvkit.commands.export import export_document
from cvkit.commands.import_ import ImportRequest, import_sources
from cvkit.commands.read import read
from cvkit.commands.request import Request
from cvkit.write.to_yaml import to_yaml

TEMPLATES = ["academicpages", "acad-homepage"]
FEWER = settings(max_examples=max(40, settings().max_examples // 4))
"""Each example is two exports and an import."""

PIECES = (
    "Ada Institute of the Sky Größe 김철수 naïve x|y {{x}} {%x%} <b> &amp; 'quoted' \"so\" 🎉 A–B 2024 (a 1. - # "
    "--- ... "
    "**bold** *light* `co|de` H~2~O \\[[x\\]] \\$5 \\*star :smile: C++ Ph.D. Now, one, two; three: "
    "[a](https://a.example/x_(y))"
).split()
"""Words of texts, and characters with a meaning for kramdown, Liquid, HTML or the lines of the page."""
TEXT = (
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4)
    .map(" ".join)
    .filter(lambda text: any(map(str.isalpha, text)))
)
YEAR = st.integers(1950, 2039).map(str)
MONTH = st.builds("{}-{:02}".format, YEAR, st.integers(1, 12))
DAY = st.builds("{}-{:02}".format, MONTH, st.integers(1, 28))
SEASON = st.builds("{}-{}".format, YEAR, st.sampled_from(["spring", "autumn"]))
DATE = st.one_of(YEAR, MONTH, DAY, SEASON)
RANGE = st.builds("{}/{}".format, st.just("2019-03"), st.sampled_from(["2019-05", "2021-01"]))
URL = st.just("https://a.example/x_(y)?a=1&b=2")
TEXTS = st.lists(TEXT, min_size=1, max_size=2)
SPAN = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"date": st.one_of(DATE, RANGE)}),
    st.fixed_dictionaries(
        {"start": st.sampled_from(["1940", "1941-02"])}, optional={"end": st.one_of(DATE, st.just("present"))}
    ),
)

EXPECTED = st.fixed_dictionaries({"expected": DATE}, optional={"start": st.sampled_from(["1940", "1941-09"])})


def entry(
    names: str,
    optional: str = "",
    *,
    spans: bool = False,
    span: st.SearchStrategy[dict[str, Any]] = SPAN,
    **more: st.SearchStrategy[Any],
) -> st.SearchStrategy[Any]:
    """An entry with texts in some fields, and perhaps a period, of the form `span`."""
    further = dict.fromkeys(optional.split(), TEXT) | more
    found = st.fixed_dictionaries(dict.fromkeys(names.split(), TEXT), optional=further)
    return st.builds(lambda one, span: one | span, found, span) if spans else found


SECTIONS = {
    "summary": TEXT,
    "research": entry("title", "role organization location note", spans=True, highlights=TEXTS),
    "experience": entry("organization", "role department location lab supervisor note", spans=True, highlights=TEXTS),
    "education": entry("institution", "degree field location lab thesis advisor note", spans=True, highlights=TEXTS,
                       span=st.one_of(SPAN, EXPECTED)),
    "grants": entry("title", "role funder note", spans=True, url=URL, amount=st.just("250000"), highlights=TEXTS,
                    number=st.just("EX-1"), status=st.sampled_from(["pending", "awarded"])),
    "honors": entry("title", "by event work note", date=st.one_of(DATE, RANGE)),
    "memberships": entry("organization", "role note", spans=True),
    "certifications": entry("title", "by note", date=DATE, expires=DATE, url=URL, number=st.just("N1")),
    "languages": entry("name", "level note"),
    "skills": entry("name", "level note", items=TEXTS),
    "news": entry("text", "note", date=st.one_of(YEAR, MONTH)),
    "media": entry("title", "outlet note", date=DATE, url=URL),
    "referees": entry("name", "position department organization location relation", url=URL,
                      email=st.just("a@b.example")),
    "teaching": entry("title", "role level department organization location note", spans=True, url=URL,
                      dates=st.lists(YEAR, min_size=2, max_size=2, unique=True)),
    "supervision": entry("name", "degree role organization topic note current_position", spans=True,
                         span=st.one_of(st.fixed_dictionaries({"periods": st.lists(SPAN, max_size=2)}), EXPECTED),
                         status=st.sampled_from(["current", "alumni"])),
    "service": st.one_of(
        entry("role", "organization note", spans=True, kind=st.sampled_from(["committee", "board", "other"])),
        entry("organization", role=st.just("reviewer"),
              dates=st.lists(st.one_of(YEAR, MONTH), max_size=2, unique=True)),
    ),
}  # fmt: skip
OWN = st.one_of(
    TEXT,
    entry("bullet", "note"),
    entry("text", spans=True),
    entry("label text"),
    entry("title", "role location note", spans=True, highlights=TEXTS),
)


def part_of(page: str, name: str) -> str:
    """A part of a page between its markers."""
    found = re.search(rf"<!-- cvkit:begin {name} -->\n(.*?)<!-- cvkit:end -->", page, re.DOTALL)
    return found[1] if found else ""


def exported(folder: Path, record: dict[str, Any], form: str) -> str:
    folder.mkdir(exist_ok=True)
    (folder / "cv.yaml").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    content = export_document(Request(folder), form).content
    assert isinstance(content, str)
    return content


def imported(folder: Path, page: str) -> Path:
    """The folder of the record that an import makes of a page."""
    source = folder / "about.md"
    source.write_text(page, encoding="utf-8")
    done = import_sources(ImportRequest([str(source)], folder / "back", "Ada Miller"))
    assert [one for one in done.diagnostics if one.is_error] == [], page
    return folder / "back"


HEAD = {"cvkit": "1", "numbering": "none", "person": {"name": "Ada Miller"}}
LISTS = {name: st.lists(entries, min_size=1, max_size=3) for name, entries in SECTIONS.items() if name != "summary"}
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "summary": TEXT,
        **LISTS,
        "sections": st.fixed_dictionaries({"Own words": st.lists(OWN, min_size=1, max_size=3)}),
    },
)


@pytest.mark.parametrize("template", TEMPLATES)
@FEWER
@given(sections=RECORDS)
def test_each_section_of_a_page_is_the_same_after_an_import(template: str, sections: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as place:
        page = exported(Path(place), HEAD | sections, template)
        again = export_document(Request(imported(Path(place), page)), template).content
    assert isinstance(again, str)
    names = ["own-1" if name == "sections" else name for name in sections]
    assert {name: part_of(again, name) for name in names} == {name: part_of(page, name) for name in names}


NAMES = ["Ada Miller", "Bo van der Berg", "Cy Rao-Dee", "김철수", "O'Neil, Dee"]
PERSON = st.builds(
    lambda name, role: {"name": name} | role,
    st.sampled_from(NAMES),
    st.sampled_from([{}, {"equal_contributor": True}, {"corresponding": True}]),
)
TITLE = TEXT.filter(lambda text: sum(map(str.isalpha, text)) > 2 and "](" not in text)  # a title is a link itself
SHARED = {
    "doi": st.just("10.1000/a(b)c"), "repository": st.just("https://github.com/a/b"), "highlights": TEXTS,
    "links": st.just([{"label": "slides", "url": "https://a.example/s"}]),
}  # fmt: skip
WORK = st.one_of(
    st.fixed_dictionaries(
        {
            "kind": st.just("journal"),
            "date": YEAR,
            "venue": st.just({"name": "Journal of Examples", "short": "JoE"}),
            "volume": st.just("12"),
        },
        optional={"issue": st.just("3"), "pages": st.just("1–20"), **SHARED},
    ),
    st.fixed_dictionaries(
        {"kind": st.just("conference"), "date": YEAR, "venue": st.just({"name": "Conference on X", "short": "ConX"})},
        optional={"event": st.just({"place": "Elsewhere"}), **SHARED},
    ),
    st.just({"kind": "preprint", "date": "2025-05", "arxiv": "2505.01658"}),
)
BOXED = {"picture": {"file": "https://a.example/p_(1).png", "alt": "A | B"}, "abstract": "A \\*b\\* & <c>"}
ENTRY = st.builds(
    lambda title, authors, work, more: {"title": title, "authors": authors, **work, **more},
    TITLE,
    st.lists(PERSON, min_size=1, max_size=3, unique_by=lambda one: str(one["name"])),
    WORK,
    st.sampled_from(
        [{}, {"picture": {"file": "https://a.example/p_(1).png", "alt": "A | B"}, "abstract": "A \\*b\\* & <c>"}]
    ),
)
SHOWN = tuple("id title arxiv doi repository links highlights venue volume issue pages".split())
IN_BOXES = (*SHOWN, "picture", "abstract")


def facts(folder: Path, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """The facts of the works of a record, with texts as parsed."""
    numbered = read(folder).numbered
    assert numbered
    return [
        {name: to_yaml(work).get(name) for name in names}
        | {"people": [(one.parts.full, one.equal_contributor, one.corresponding) for one in work.authors]}
        for work in numbered.record.publications
    ]


@pytest.mark.parametrize("template", TEMPLATES)
@FEWER
@given(works=st.lists(ENTRY, min_size=1, max_size=3, unique_by=lambda one: str(one["title"])))
def test_the_works_of_a_page_are_those_of_the_record(template: str, works: list[dict[str, Any]]) -> None:
    works = [{"id": f"work-{at}--x", **work} for at, work in enumerate(works)]
    with tempfile.TemporaryDirectory() as place:
        home = {"documents": {"full": {"order": "as-listed", "sections": [{"publications": {"group_by": "none"}}]}}}
        page = exported(Path(place), HEAD | {"publications": works} | home, template)
        names = SHOWN if template == "academicpages" else IN_BOXES
        assert facts(imported(Path(place), page), names) == facts(Path(place), names)
