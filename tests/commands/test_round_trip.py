"""Laws: an export that cvkit reads back has the same facts, in every field that the format carries."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cvkit.commands.export import export_document
from cvkit.commands.import_ import ImportRequest, import_sources
from cvkit.commands.request import Request
from cvkit.load import load
from cvkit.load.foreign.content import without_nothing
from cvkit.load.foreign.markup import from_plain, plain_of
from cvkit.model.text import parse_text
from cvkit.write.yaml_text import entry_lines, key_lines
from tests.conftest import ROOT

Entry = dict[str, Any]
Sections = Mapping[str, list[Entry]]

WORD = st.sampled_from(
    "Sorting quiet machines of the dark Größe 김철수 naïve A-B (x) 5*3 [y] $z a_b ~t ^u # 1: É".split()
)
TEXT = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
TITLE = st.builds(lambda a, b: f"{a}{b}", TEXT, st.sampled_from(["", " *quiet*", " **dark** x", " H~2~O", " x^2^"]))
YEAR = st.integers(1950, 2039).map(str)
MONTH = st.builds("{}-{:02}".format, YEAR, st.integers(1, 12))
DAY = st.builds("{}-{:02}".format, MONTH, st.integers(1, 28))
DATE = st.one_of(YEAR, MONTH, DAY)
NAME = st.sampled_from(["Miller, Ada", "van der Berg, Jan", "Larsen, Jr., Bo", "{The X Group}", "Rao, C.", "김, 철수"])
NUMBER = st.integers(1, 999).map(str)
URL = st.sampled_from(["https://example.org/a", "https://example.org/b?c=d#e"])


def fields(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[Entry]:
    return st.fixed_dictionaries(required, optional=optional)


PLAIN = TEXT.map(from_plain)
VENUE = fields(
    {"name": PLAIN},
    {"short": PLAIN, "publisher": PLAIN, "issn": st.just("2076-3417"), "isbn": st.just("978-3-16-148410-0")},
)
AUTHORS = st.lists(NAME, min_size=1, max_size=3, unique=True)
COMMON = {
    "authors": AUTHORS,
    "editors": AUTHORS,
    "volume": NUMBER,
    "issue": NUMBER,
    "pages": st.sampled_from(["1-9", "12", "e5", "475-482"]),
    "event": fields({"name": PLAIN}, {"place": PLAIN, "date": DATE}),
    "doi": st.sampled_from(["10.1000/182", "10.1000/a(b)c"]),
    "url": URL,
    "abstract": PLAIN,
    "page_count": NUMBER,
    "collection": fields({"title": PLAIN}, {"number": NUMBER}),
    "edition": st.sampled_from(["2", "3"]),
    "chapter": NUMBER,
    "note": PLAIN,
    "ids": fields({"pmid": st.just("12345678")}, {"pmcid": st.just("PMC369122")}),
}
PUBLICATION = st.one_of(
    fields({"kind": st.sampled_from(["journal", "conference", "workshop", "poster", "wip", "demo", "chapter", "book"]),
            "title": TITLE, "date": DATE, "venue": VENUE}, {**COMMON, "article_number": st.just("e12")}),
    fields({"kind": st.just("preprint"), "title": TITLE, "date": DATE},
           {"authors": AUTHORS, "arxiv": st.just("2505.01658")}),
    fields({"kind": st.sampled_from(["thesis", "report"]), "title": TITLE, "date": DATE, "venue": VENUE,
            "genre": PLAIN}, {"authors": AUTHORS, "number": NUMBER}),
    fields({"kind": st.just("journal"), "title": TITLE, "venue": VENUE,
            "status": st.sampled_from(["in-preparation", "submitted", "accepted", "in-press"])}, {"authors": AUTHORS}),
)  # fmt: skip
THING = fields(
    {"title": TITLE, "date": DATE}, {"authors": AUTHORS, "version": NUMBER, "description": PLAIN, "url": URL}
)
TALK = fields({"title": TITLE, "date": DATE}, {"authors": AUTHORS, "event": COMMON["event"], "role": PLAIN})
PATENT = fields(
    {"title": TITLE, "inventors": AUTHORS, "granted": DAY},
    {"number": NUMBER, "country": st.sampled_from(["US", "KR"]), "status": st.just("granted"), "url": URL},
)
WORKS: dict[str, st.SearchStrategy[Entry]] = {
    "publications": PUBLICATION, "software": THING, "datasets": THING, "talks": TALK, "patents": PATENT,
}  # fmt: skip


@st.composite
def sections_of_works(draw: st.DrawFn) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for section, entry in WORKS.items():
        if entries := draw(st.lists(entry, max_size=2 if section == "publications" else 1)):
            found[section] = [{"id": f"{section}{at}", **one} for at, one in enumerate(entries)]
    return found


def record_text(sections: Sections, person: Entry) -> str:
    lines = [
        "cvkit: 1",
        "numbering: none",
        "person:",
        *(f"  {row}" for k, v in person.items() for row in key_lines(k, v)),
    ]
    for name, entries in sections.items():
        lines += [f"{name}:", *(f"  {row}" for entry in entries for row in entry_lines(entry))]
    return "\n".join(lines) + "\n"


def there_and_back(sections: Sections, form: str, ending: str, person: Entry) -> tuple[dict[str, list[Entry]], Entry]:
    """The sections and the person of a record that was exported and imported."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "cv.yaml"
        file.write_text(record_text(sections, person), encoding="utf-8")
        exported = export_document(Request(file), form).content
        source = Path(place) / f"x{ending}"
        source.write_text(str(exported), encoding="utf-8")
        done = import_sources(ImportRequest([str(source)], Path(place) / "rec", "Ada Miller", takes_private=True))
        assert [one for one in done.diagnostics if one.is_error] == [], done.diagnostics
        root = load(Path(place) / "rec").root
        found = {
            name: [without_nothing(one) for one in value] for name, value in root.items() if isinstance(value, list)
        }
        return found, without_nothing(root["person"])


def plain(value: Any) -> Any:
    """A value with the characters of its texts, for formats without markup."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    return list(map(plain, value)) if isinstance(value, list) else plain_of(value)


def parsed(value: Any) -> Any:
    r"""A value with its texts as trees: `5*3` and `5\*3` are one text."""
    if isinstance(value, Mapping):
        return {key: parsed(one) for key, one in value.items()}
    return list(map(parsed, value)) if isinstance(value, list) else parse_text(value)


def by_id(sections: Sections) -> dict[str, Entry]:
    return {
        entry["id"]: {"section": name} | entry
        for name, entries in sections.items()
        for entry in entries
        if "id" in entry
    }


PREPRINT = {"id": "publications0", "kind": "preprint", "title": "Sorting", "date": "1950"}
PAPER = PREPRINT | {"id": "publications1", "kind": "journal", "venue": {"name": "J"}}


@given(sections_of_works())
@example({"publications": [PREPRINT, PAPER]})
def test_csl_json(sections: dict[str, list[Entry]]) -> None:
    if not sections:
        return
    found, _ = there_and_back(sections, "csljson", ".json", {"name": "Ada Miller"})
    wanted = by_id(sections)
    for name, entry in by_id(found).items():
        entry.pop("version_of", None)  # an import links a preprint to its paper
        typed = wanted.pop(name)
        if typed["section"] == "talks":  # the export names the owner as the speaker
            typed.setdefault("authors", ["Miller, Ada"])
        assert parsed(entry) == parsed(typed)
    assert wanted == {}


TEXTS = st.lists(PLAIN, min_size=1, max_size=2)
POST = fields(
    {"organization": PLAIN, "start": DATE},
    {"role": PLAIN, "location": PLAIN, "note": PLAIN, "highlights": TEXTS},
).map(lambda one: one | {"end": "present"})
DEGREE = fields(
    {"institution": PLAIN, "start": st.just("2010-09"), "end": st.just("2014-06")},
    {
        "degree": PLAIN,
        "field": PLAIN,
        "thesis": PLAIN,
        "advisor": PLAIN,
        "honors": st.lists(PLAIN, min_size=1, max_size=2),
    },
)
SINCE = {"start": st.just("2019"), "end": st.just("present")}
ONGOING = {"title": PLAIN, **SINCE}
CAREER: dict[str, st.SearchStrategy[Entry]] = {
    "experience": POST,
    "education": DEGREE,
    "honors": fields({"title": PLAIN}, {"date": DATE, "by": PLAIN, "note": PLAIN}),
    "certifications": fields({"title": PLAIN}, {"date": DATE, "by": PLAIN, "url": URL}),
    "skills": fields({"name": PLAIN}, {"level": PLAIN, "items": st.lists(PLAIN, min_size=2, max_size=3)}),
    "languages": fields({"name": PLAIN}, {"level": PLAIN}),
    "grants": fields(ONGOING, {"role": PLAIN, "funder": PLAIN, "url": URL, "note": PLAIN}),
    "research": fields(ONGOING, {"organization": PLAIN, "note": PLAIN}),
    "service": fields({"organization": PLAIN, "role": PLAIN, **SINCE}, {"note": PLAIN}),
}  # fmt: skip
PERSON = fields(
    {"name": st.just("Ada Miller")},
    {"position": PLAIN, "affiliation": PLAIN, "location": PLAIN, "email": st.just("ada@example.org"),
     "phone": st.just("+47 22 85 50 50"), "orcid": st.just("0000-0002-1825-0097"),
     "links": st.just([{"label": "Home page", "url": "https://ada.example.org"}])},
)  # fmt: skip


@st.composite
def careers(draw: st.DrawFn) -> dict[str, list[Entry]]:
    found = {name: draw(st.lists(entry, max_size=1)) for name, entry in CAREER.items()}
    return {name: entries for name, entries in found.items() if entries}


@given(careers(), PERSON)
def test_json_resume(sections: dict[str, list[Entry]], person: Entry) -> None:
    found, owner = there_and_back(sections, "jsonresume", ".json", person)
    found.pop("publications", None)
    assert plain(found) == plain(sections)
    assert plain(owner) == plain(person)


@given(
    st.lists(
        PUBLICATION.map(lambda work: work | {"title": plain_of(work["title"]).rstrip(".")}), min_size=1, max_size=2
    )
)
def test_json_resume_has_the_authors_and_dates_of_works(works: list[Entry]) -> None:
    typed = [{"id": f"w{at}", **one} for at, one in enumerate(works)]
    found, _ = there_and_back({"publications": typed}, "jsonresume", ".json", {"name": "Ada Miller"})
    facts = [
        (plain_of(work["title"]), len(work.get("authors", ())), work["date"] if work["date"] != "n.d." else None)
        for work in found["publications"]
    ]
    assert sorted(facts, key=str) == sorted(
        (
            (plain_of(work["title"]), len(work.get("authors") or work.get("editors", ())), work.get("date"))
            for work in typed
        ),
        key=str,
    )


@given(sections_of_works())
def test_biblatex(sections: dict[str, list[Entry]]) -> None:
    """An import reads the works of a `.bib` file into `publications`; a law of its own says that no field is lost."""
    works = {"publications": sections.get("publications", [])}
    if not works["publications"]:
        return
    found, _ = there_and_back(works, "biblatex", ".bib", {"name": "Ada Miller"})
    assert by_id(found).keys() == by_id(works).keys()
    for name, entry in by_id(found).items():
        typed = by_id(works)[name]
        assert parsed({key: value for key, value in entry.items() if key in typed}) == parsed(typed)


@pytest.mark.parametrize("name", ["jemin-lee", "donghyun-lee", "wei-huang"])
def test_the_works_of_a_real_record_come_back_from_csl(name: str) -> None:
    exported = export_document(Request(ROOT / "data" / name), "csljson").content
    items = json.loads(exported)
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "x.json").write_text(str(exported), encoding="utf-8")
        done = import_sources(ImportRequest([f"{place}/x.json"], Path(place) / "rec"))
        root = load(Path(place) / "rec").root
    assert [one for one in done.diagnostics if one.is_error] == []
    works = [work for section in WORKS for work in root.get(section, []) if isinstance(work, dict)]
    assert {work["id"] for work in works} == {item["id"] for item in items}
    for item in items:
        work = next(one for one in works if one["id"] == item["id"])
        assert len(work.get("authors") or work.get("inventors") or ()) == len(item.get("author", ()))
        assert work.get("doi") == item.get("DOI")
