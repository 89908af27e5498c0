"""Each field of a `.bib` entry becomes fields of a work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cvkit.load import load
from cvkit.load.bibtex import parse_bib
from cvkit.model.diagnostic import Diagnostic, Severity
from tests.conftest import Result
from tests.load.bibtex.conftest import as_yaml

Problems = Callable[[Path], list[dict[str, Any]]]


def work(fields: str, kind: str = "article", **more: Any) -> dict[str, Any]:
    """The one work of a file with one entry."""
    text = f"@{kind}{{w,\n author = {{Ada Miller and Bo Larsen and Chandra Rao}}, title = {{T}},\n {fields}}}\n"
    works, diagnostics = parse_bib(text, "w.bib", more.get("section", "publications"), more.get("numbering"))
    assert without_notes(diagnostics) == []
    return dict(as_yaml(works[0]))


def without_notes(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    return [one for one in diagnostics if one.severity is not Severity.NOTE]


DATES = {
    "date = {2024}": "2024",
    "date = {2024-05}": "2024-05",
    "date = {2024-05-06}": "2024-05-06",
    "date = {2024-21}": "2024-spring",
    "date = {2024-24}": "2024-winter",
    "date = {2022-10-23/2022-10-27}": "2022-10-23/2022-10-27",
    "date = {2024?}": "2024",
    "date = {2024-05~}": "2024-05",
    "date = {2024/..}": "2024",
    "date = {2024-05-06T10:00:00}": "2024-05-06",
    "date = {2024}, year = 1999": "2024",
    "year = 2024": "2024",
    "year = {{2024}}": "2024",
    'year = "2024", month = jan': "2024-01",
    "year = 2024, month = {January}": "2024-01",
    "year = 2024, month = {Sept.}": "2024-09",
    "year = 2024, month = 3": "2024-03",
    "year = 2024, month = {03}": "2024-03",
    'year = 2024, month = nov # "~10"': "2024-11-10",
    'year = 2024, month = "10~" # nov': "2024-11-10",
    "year = 2024, month = nov, day = 7": "2024-11-07",
    "year = 2024, month = {October 23--27}": "2024-10-23/2024-10-27",
    "year = 2024, month = {July/August}": "2024-07/2024-08",
    'year = 2024, month = jul # "-" # aug': "2024-07/2024-08",
    "year = 2024, month = {Spring}": "2024-spring",
    "year = 2024, month = {}": "2024",
}


@pytest.mark.parametrize(("fields", "date"), DATES.items())
def test_dates(fields: str, date: str) -> None:
    assert work(fields)["date"] == date


@pytest.mark.parametrize(
    ("fields", "status"),
    {
        "pubstate = {inpreparation}": "in-preparation",
        "pubstate = {submitted}": "submitted",
        "pubstate = {forthcoming}": "accepted",
        "pubstate = {inpress}, year = 2024": "in-press",
        "pubstate = {prepublished}, year = 2024": "online-first",
        "year = {in press}": "in-press",
        "year = {to appear}": "accepted",
        "year = {Under review}": "submitted",
    }.items(),
)
def test_status(fields: str, status: str) -> None:
    assert work(fields)["status"] == status


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "", "journal"),
        ("InProceedings", "", "conference"),
        ("conference", "", "conference"),
        ("inproceedings", "entrysubtype = {workshop}", "workshop"),
        ("inproceedings", "entrysubtype = {poster}", "poster"),
        ("inproceedings", "entrysubtype = {demo}", "demo"),
        ("inproceedings", "entrysubtype = {wip}", "wip"),
        ("article", "entrysubtype = {magazine}", "journal"),
        ("book", "", "book"),
        ("incollection", "", "chapter"),
        ("inreference", "booktitle = {Encyclopedia}", "chapter"),
        ("encyclopedia", "booktitle = {Encyclopedia}", "chapter"),
        ("dictionary", "", "book"),
        ("inbook", "", "chapter"),
        ("phdthesis", "", "thesis"),
        ("mastersthesis", "", "thesis"),
        ("techreport", "", "report"),
        ("patent", "", "patent"),
        ("software", "", "software"),
        ("dataset", "", "dataset"),
        ("misc", "", "other"),
        ("online", "", "other"),
        ("online", "eprinttype = {arxiv}, eprint = {2301.01234}", "preprint"),
        ("misc", "archiveprefix = {arXiv}, eprint = {hep-th/9901001}", "preprint"),
        ("misc", "howpublished = {bioRxiv}", "preprint"),
        ("misc", "pubstate = {preprint}", "preprint"),
        ("article", "journal = {arXiv:2301.01234}", "preprint"),
        ("unpublished", "eventtitle = {ConEx}", "talk"),
        ("unpublished", "", "other"),
    ],
)
def test_kinds(kind: str, fields: str, expected: str) -> None:
    assert work(fields, kind)["kind"] == expected


def test_a_journal_and_its_numbers() -> None:
    found = work(
        "journal = {J. of \\& Ex}, shortjournal = {JEx}, publisher = {Press}, issn = {1234-5679}, volume = {12},"
        " number = {3}, pages = {101--120}, eid = {17}, doi = {https://doi.org/10.1000/x}, pagetotal = 20"
    )
    assert found["venue"] == {"name": "J. of & Ex", "short": "JEx", "publisher": "Press", "issn": "1234-5679"}
    expected = {"volume": "12", "issue": "3", "pages": "101-120", "article_number": "17", "doi": "10.1000/x"}
    assert {key: found[key] for key in expected} == expected
    assert found["page_count"] == "20"


def test_a_report_has_a_number_and_a_thesis_a_school() -> None:
    assert work("institution = {I}, number = {TR-7}", "techreport")["number"] == "TR-7"
    assert work("school = {U}", "phdthesis")["venue"] == {"name": "U"}


@pytest.mark.parametrize(
    ("kind", "fields", "genre"),
    [
        ("phdthesis", "", "phdthesis"),
        ("mastersthesis", "", "mathesis"),
        ("techreport", "", "techreport"),
        ("techreport", "type = {Working Paper}", "Working Paper"),
        ("thesis", "type = {bathesis}", "bathesis"),
        ("thesis", "", None),
        ("article", "type = {Article}", None),
        ("dataset", "type = {Field recordings}", "Field recordings"),
        ("dataset", "type = {Dataset}", None),
        ("software", "type = {R package}", "R package"),
        ("software", "type = {software}", None),
        ("data", "type = {data}", None),
    ],
)
def test_the_genre_of_a_work(kind: str, fields: str, genre: str | None) -> None:
    assert work(fields, kind).get("genre") == genre


def test_a_subtitle_goes_behind_the_title() -> None:
    assert work("subtitle = {S}")["title"] == "T: S"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("titleaddon = {(WIP)}", {"title_addon": "(WIP)"}),
        ("note = {N}", {"note": "N"}),
        ("addendum = {A}", {"note": "A"}),
        ("note = {N.}, addendum = {A}", {"note": "N. A"}),
        ("note = {N?}, addendum = {A}", {"note": "N? A"}),
    ],
)
def test_the_addon_of_the_title_and_the_note(fields: str, expected: dict[str, str]) -> None:
    found = work(fields)
    assert {key: found[key] for key in ("title_addon", "note") if key in found} == expected


OF_SERVICES: dict[str, dict[str, str]] = {
    "note = {original-date: 2022-12-01T10:00:00Z}": {},  # Zotero
    "note = {11-1234/X}": {},  # CNKI: the number of the journal in China
    "note = {Miller, Ada\nLarsen, Bo\neng\n2017/03/04 06:00\nJ. 2017 Mar;14(2):33}": {},  # PubMed, by EndNote
    "note = {With data of 2017/03/04}": {"note": "With data of 2017/03/04"},
    "pages = {17-00123-17-00123}": {"article_number": "17-00123"},  # J-STAGE
    "pages = {S1-1--S1-9}": {"pages": "S1-1–S1-9"},
    "volume = {advpub}": {},  # J-STAGE: not in a volume yet
    "crossref = {10.1000/x}": {"doi": "10.1000/x"},  # SciELO
}


@pytest.mark.parametrize(("fields", "expected"), OF_SERVICES.items())
def test_values_that_services_write_into_other_fields(fields: str, expected: dict[str, str]) -> None:
    every_work = work("")
    assert {key: value for key, value in work(fields).items() if key not in every_work} == expected


def test_annotations_say_what_each_author_was() -> None:
    found = work(
        "author+an = {1=equal-contributor; 2=equal-contributor,corresponding; 3=student,self},"
        ' author+an:orcid = {1="0000-0002-1825-0097"}, author+an:affiliation = {3="A; B","C \\& D"},'
        " author+an:role = {3=corresponding}"
    )
    assert found["authors"] == [
        {"name": "Ada Miller", "equal_contributor": "true", "orcid": "0000-0002-1825-0097"},
        {"name": "Bo Larsen", "equal_contributor": "true", "corresponding": "true"},
        {"name": "Chandra Rao", "advisee": "true", "affiliations": ["A; B", "C & D"], "corresponding": "true"},
    ]


@pytest.mark.parametrize(
    ("word", "role"),
    {
        "equal": ("equal_contributor", "true"),
        "equal_contrib": ("equal_contributor", "true"),
        "co-first": ("equal_contributor", "first"),
        "joint_first": ("equal_contributor", "first"),
        "co_senior": ("equal_contributor", "senior"),
        "corresp": ("corresponding", "true"),
        "corr": ("corresponding", "true"),
        "is_corresponding": ("corresponding", "true"),
        "student": ("advisee", "true"),
    }.items(),
)
def test_other_words_for_roles(word: str, role: tuple[str, str]) -> None:
    assert work(f"author+an = {{2={word};}}")["authors"][1] == {"name": "Bo Larsen", role[0]: role[1]}


def test_groups_of_equal_contributors() -> None:
    found = work(
        'author+an = {1=equal-contributor; 2=equal-contributor}, author+an:equalgroup = {1="first"; 2="first"; 3="a"}'
    )
    assert [author["equal_contributor"] for author in found["authors"]] == ["first", "first", "a"]


@pytest.mark.parametrize(
    ("label", "form", "expected"),
    [
        ("J.15", None, {"pin": "15"}),
        ("C.15", None, {"pin": "15", "series": "C"}),
        ("[J15]", "[{series}{number}]", {"pin": "15"}),
        ("15", "{number}", {"pin": "15"}),
        ("J1-15", "{series}-{number}", {"pin": "15", "series": "J1"}),
    ],
)
def test_a_shorthand_is_a_pin_that_the_label_format_reads(
    label: str, form: str | None, expected: dict[str, str], bib: Callable[..., Path], cvkit: Callable[..., Result]
) -> None:
    import json

    more = f"numbering: {{label: {json.dumps(form)}, gaps: warning}}\n" if form else ""
    entry = f"@article{{w, author={{Ada Miller}}, title={{T}}, year=2001, shorthand={{{label}}}}}"
    rows = json.loads(cvkit("numbers", bib(entry, more), "--format", "json").out)
    assert [row["label"] for row in rows] == [label]
    assert rows[0]["pinned"] is True
    assert rows[0]["series"] == expected.get("series", "J")


def test_a_computed_shorthand_is_no_pin() -> None:
    found = work("shorthand = {J.15}, x-computed = {shorthand}")
    assert "pin" not in found and not any(key.startswith("x-") for key in found)


def test_own_fields() -> None:
    found = work(
        "x-jif = {6.20}, x-jif-year = {2023}, x-jcr-top = {9.4}, x-jcr-quartile = {Q1}, x-accepted = 16,"
        ' x-submitted = 42, x-acceptance-rate = {38}, x-ratings = {[{scheme: "NRF: BK21+", value: "2"}]},'
        " x-eissn = {1424-8220}, journal = {J}, x-hidden = {true}, x-version-of = {other}, x-mine = {a {b} c}"
    )
    assert found["metrics"] == [{"type": "jif", "value": "6.20", "year": "2023", "top_percent": "9.4", "quartile": "1"}]
    assert found["acceptance"] == {"accepted": "16", "submitted": "42", "rate": "38"}
    assert found["ratings"] == [{"scheme": "NRF: BK21+", "value": "2"}]
    assert found["venue"] == {"name": "J", "eissn": "1424-8220"}
    assert (found["hidden"], found["version_of"], found["x-mine"]) == ("true", "other", "a {b} c")


def test_patents() -> None:
    found = work(
        "number = {10-1749706}, type = {patentkr}, date = {2017-06-15}, holder = {ETRI}", "patent", section="patents"
    )
    expected = {"inventors": ["Ada Miller", "Bo Larsen", "Chandra Rao"], "number": "10-1749706", "country": "KR"}
    assert {key: found[key] for key in expected} == expected
    assert found["granted"] == "2017-06-15"
    assert work("type = {patreqde}, date = 2017", "patent", section="patents")["filed"] == "2017"


@pytest.mark.parametrize(
    ("fields", "event"),
    [
        ("number = {CN101234567A}", "published"),
        ("number = {CN101234567B}", "granted"),
        ("number = {WO 2019/123456 A1}", "published"),
        ("number = {EP 1 234 567 B1}", "granted"),
        ("number = {EP1234567A2}", "published"),
        ("number = {US 2019/0123456 A1}", "published"),
        ("number = {US20190123456}", "published"),
        ("number = {US 4,123,456 A}", "granted"),
        ("number = {US8123456B2}", "granted"),
        ("number = {10-2018-0012345}, type = {출원}", "filed"),
        ("number = {10-1234567}, type = {등록}", "granted"),
        ("number = {62/123,456}, type = {Provisional patent application}", "filed"),
        ("number = {16/123,456}, note = {Pending}", "filed"),
        ("number = {DE102018}, type = {Patentanmeldung}", "filed"),
    ],
)
def test_the_date_of_a_patent_is_that_of_its_step(fields: str, event: str) -> None:
    found = work(f"{fields}, year = 2020", "patent", section="patents")
    assert {name: found[name] for name in ("filed", "published", "granted") if name in found} == {event: "2020"}


def test_the_type_of_a_patent_that_says_more_is_named_as_left_out() -> None:
    fields = "author = {Ada Miller}, title = {T}, number = {1}, year = 2020"
    for kind, count in (("Utility model", 1), ("patentus", 0), ("Patent", 0)):
        diagnostics = parse_bib(f"@patent{{w, {fields}, type = {{{kind}}}}}", "w.bib", "patents")[1]
        assert [one.message for one in diagnostics] == ["left out: type (1)"] * count


INHERITING = """
@inproceedings{a, author={Ada Miller}, title={A}, crossref={v}, pages={1--2}}
@inproceedings{b, author={Ada Miller}, title={B}, crossref={v}, publisher={Own}, xdata={x, y}}
@xdata{x, note={From x}, xdata={z}}
@xdata{y, note={From y}}
@xdata{z, doi={10.1000/z}, keywords={t}}
@proceedings{v, title={Proceedings of ConEx}, editor={Dee Young}, publisher={Press}, year=2019, month=oct,
  eventtitle={Conference on Examples}, eventdate={2019-10-23/2019-10-27}, venue={Somewhere}, shorthand={C.9}}
"""


def test_entries_inherit_and_those_that_only_lend_are_no_works() -> None:
    works, diagnostics = parse_bib(INHERITING, "w.bib", "publications")
    assert without_notes(diagnostics) == []
    a, b = works
    assert a["title"] == "A"
    assert a["venue"] == {"name": "Proceedings of ConEx", "publisher": "Press"}
    assert a["event"] == {"name": "Conference on Examples", "date": "2019-10-23/2019-10-27", "place": "Somewhere"}
    assert (a["date"], "pin" in a) == ("2019-10", False)
    assert (b["venue"]["publisher"], b["note"], b["doi"], b["tags"]) == ("Own", "From x", "10.1000/z", ["t"])


def test_inheriting_ends_however_long_and_tangled_it_is() -> None:
    row = "".join(f"@misc{{a{n}, title={{T}}, xdata={{a{n + 1}}}}}\n" for n in range(3000))
    assert {p.code for p in parse_bib(row, "w.bib", "publications")[1]} == {"L106"}
    keys = [", ".join(f"x{level}-{n}" for n in range(30)) for level in range(12)]
    web = "".join(
        f"@xdata{{x{level}-{n}, note={{N}}, xdata={{{keys[level + 1]}}}}}\n" for level in range(11) for n in range(30)
    )
    web += "".join(f"@xdata{{x11-{n}, note={{N}}}}\n" for n in range(30))
    works, diagnostics = parse_bib(f"@misc{{a, title={{T}}, xdata={{{keys[0]}}}}}\n{web}", "w.bib", "publications")
    assert (len(works), works[0]["note"], diagnostics) == (1, "N", [])


def test_what_is_wrong_with_an_inherited_value_is_told_where_it_stands(
    bib: Callable[..., Path], diagnostics: Problems
) -> None:
    found = diagnostics(bib(INHERITING.replace("10.1000/z", r"\foo").replace("From x", r"\bar")))
    told = [(p["code"], p["line"], p["column"]) for p in found if p["severity"] == "warning"]
    assert told == [("L104", 4, 17), ("L130", 6, 16)]


def test_one_record_mixes_bib_and_yaml(tmp_path: Path, cvkit: Callable[..., Result]) -> None:
    (tmp_path / "new.bib").write_text("@article{b, author={Ada Miller}, title={B}, journal={J}, date={2024}}")
    (tmp_path / "old.yaml").write_text("- {id: a, kind: journal, title: A, authors: Ada Miller, date: 2020}\n")
    (tmp_path / "patents.bib").write_text("@patent{p, author={Ada Miller}, title={P}, date={2022}, location={KR}}")
    head = "cvkit: 1\nperson: {name: Ada Miller}\n"
    (tmp_path / "cv.yaml").write_text(f"{head}publications: [new.bib, old.yaml]\npatents: patents.bib\n")
    assert [line.split()[0] for line in cvkit("numbers", tmp_path).out.splitlines()[1:]] == ["J.2", "J.1", "P.1"]


def test_marks_typed_behind_names_are_read_where_markers_declares_them(
    bib: Callable[..., Path], cvkit: Callable[..., Result], diagnostics: Problems
) -> None:
    names = r"Miller, Ada$^{\dagger,*}$ and Larsen, Bo\textsuperscript{\textdagger} and Rao, Chandra"
    record = bib(f"@article{{a, author={{{names}}}, title={{T}}, journal={{J}}, year=2020}}")
    assert diagnostics(record) == []
    assert "Ada~Miller" in (tex := cvkit("export", record, "--to", "tex").out) or "Ada Miller" in tex
    assert cvkit("export", record, "--to", "txt").out.count("†") >= 2
    strict = bib(f"@article{{a, author={{{names}}}, title={{T}}, year=2020}}", "markers: {'#': corresponding}\n")
    assert {p["code"] for p in diagnostics(strict)} == {"L120"}


def test_a_later_stage_tells_its_diagnostics_at_the_field_of_the_bib(
    bib: Callable[..., Path], diagnostics: Problems
) -> None:
    text = (
        "@article{a,\n  author = {Ada Miller and\n            Bo Larsen$^\\ddag$},\n  title = {T [@nobody]},\n"
        "  date = {2024-13},\n  journal = {J},\n  x-rating = {mine},\n  x-ratings = {[{scheme: S}]},\n}\n"
        "@article{b,\n  author = {Ada Miller},\n  title = {U},\n  year = 2020,\n  pubstate = {submitted},\n"
        "  shorthand = {J.1}}\n"
    )
    found = [(p["code"], p["line"], p["column"], p["end_column"]) for p in diagnostics(bib(text))]
    assert found == [("L120", 3, 13, 30), ("L130", 5, 11, 18), ("L130", 8, 16, 29)]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path, diagnostics: Problems) -> None:
    text = "@article{a,\r\n  author = {Ada Miller},\r\n  title = {T \\foo},\r\n  year = 2020}\r\n"
    (tmp_path / "w.bib").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\npublications: w.bib\n")
    assert [(p["code"], p["line"], p["column"]) for p in diagnostics(tmp_path)] == [("L104", 3, 14)]


GODEL = "@misc{a, author={Kurt Gödel}, title={“Götter”}, year=2020}\n"
ENCODINGS = {
    "latin-1": (GODEL.replace("“", "``").replace("”", "''").encode("latin-1"), (1, 24), "byte 0xF6"),
    "windows-1252": (GODEL.encode("cp1252"), (1, 24), "byte 0xF6"),
    "first UTF-8 and then Latin-1": (GODEL.encode() + b"% caf\xe9", (2, 6), "byte 0xE9"),
    "UTF-16": (GODEL.encode("utf-16"), (1, 1), "UTF-16"),
}


@pytest.mark.parametrize(("content", "place", "words"), ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("strict", ["", "bibtex: {strict: true}\n"])
def test_a_bib_that_is_not_utf_8_is_read_with_a_warning(
    tmp_path: Path, diagnostics: Problems, content: bytes, place: tuple[int, int], words: str, strict: str
) -> None:
    (tmp_path / "w.bib").write_bytes(content)
    (tmp_path / "cv.yaml").write_text(f"cvkit: 1\nperson: {{name: Kurt Godel}}\n{strict}publications: w.bib\n")
    [found] = [p for p in diagnostics(tmp_path) if p["code"] == "L002"]
    assert (found["line"], found["column"], found["severity"]) == (*place, "error" if strict else "warning")
    assert words in found["message"]
    [work] = load(tmp_path).root["publications"]
    assert (work["title"], work["authors"]) == ("“Götter”", ["Kurt Gödel"])


def test_a_bib_that_does_not_exist(tmp_path: Path, diagnostics: Problems) -> None:
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\npublications: [v.bib]\n")
    assert {p["code"] for p in diagnostics(tmp_path)} >= {"L001"}


def test_bibtex_cannot_hold_other_sections(bib: Callable[..., Path], diagnostics: Problems) -> None:
    assert [p["code"] for p in diagnostics(bib("", section="education"))][:1] == ["L006"]


def test_a_field_that_was_probably_meant_to_be_another_is_told(bib: Callable[..., Path], diagnostics: Problems) -> None:
    text = "@article{a, author={Ada Miller}, title={T}, year=2020, jurnal={J}, mycustom={x}, file={y}}"
    found = [p for p in diagnostics(bib(text)) if p["severity"] != "note"]
    assert [(p["code"], p["severity"], p["column"], p["hint"]) for p in found] == [
        ("L110", "warning", 56, "did you mean `journal`?")
    ]


def test_one_diagnostic_of_unknown_fields_has_the_hint_of_each(bib: Callable[..., Path], diagnostics: Problems) -> None:
    text = "@article{a, author={Ada Miller}, title={T}, yaer=2020, date=2020, jurnal={J}, numbered={false}}"
    (found,) = [p for p in diagnostics(bib(text)) if p["code"] == "L110"]
    assert found["hint"] == "did you mean `year`? did you mean `journal`? did you mean `x-numbered`?"


def test_an_abstract_with_macros_keeps_nothing_from_being_made(bib: Callable[..., Path], diagnostics: Problems) -> None:
    found = diagnostics(bib(r"@article{a, author={Ada Miller}, title={T}, year=2020, abstract={As in \cite{x}}}"))
    assert [(p["code"], p["severity"]) for p in found] == [("L104", "warning")]


MATH_TITLES = {
    r"Dust at $M_\odot \gtrsim 10$": [],
    r"A search at $\sqrt{s}=13~\mathrm{TeV}$": [],
    r"On $\less$i$\greater$": [],
    r"Of $\bigl(x\Bigr)$ and $\displaystyle\sum\limits_x$": [],
    r"By $\operatorname*{argmax}_x$ or \[x\]": [],
    r"The \alpha-Fe of \sim 5": [],
    r"If $x\equiv 1\pmod{p}$ or $a\lt b\bmod 2$": [],
    r"In $_{\rm J}$, ${\bf x}$, $\ensuremath{\alpha}$": [],
    r"To $\xrightarrow{f}$": [],
    r"A $\mbox{low-rank}$ bound in $\mathbb{R}^n$": [],
    r"A $\foo{x}+\alpha$": [("L104", "warning", 44, "`\\foo` is not allowed")],
    r"A $x+\gamm$": [("L104", "warning", 46, "`\\gamm` is not allowed")],
    r"A $x_1_2$ b": [("L104", "warning", 47, "has `_` twice")],
    "A $" + "{" * 40 + "x" + "}" * 40 + "$": [("L104", "warning", 77, "deeper than 32 levels")],
}


@pytest.mark.parametrize(("title", "expected"), MATH_TITLES.items())
def test_math_in_a_title_never_keeps_a_work_from_being_printed(
    bib: Callable[..., Path], diagnostics: Problems, title: str, expected: list[tuple[str, str, int, str]]
) -> None:
    found = diagnostics(bib(f"@article{{a, author={{Ada Miller}}, title={{{title}}}, year=2020}}"))
    assert [(p["code"], p["severity"], p["column"]) for p in found] == [case[:3] for case in expected]
    assert all(case[3] in p["message"] for p, case in zip(found, expected, strict=True))


UNKNOWN_MATH = {
    r"$\bigl(\alpha\bigr)$": r"$(\alpha)$",
    r"$10\,{\rm M_\odot}$": r"$10\,{\mathrm{M_\odot}}$",
    r"$\xrightarrow{f}x$": r"$\overset{f}{\rightarrow}x$",
    r"\[x\]": "$x$",
    r"$\foo{x}+\alpha$": r"${x}+\alpha$",
    r"$x+\foo$": r"$x+\text{foo}$",
    r"$x_1_\foo$": "x_1_foo",
    r"$x^\foo 2$": r"$x^\text{foo}2$",
}


@pytest.mark.parametrize(("title", "text"), UNKNOWN_MATH.items())
def test_unknown_math_gives_its_text(title: str, text: str) -> None:
    (work,), _ = parse_bib(f"@article{{a, title={{A {title}}}}}", "w.bib", "publications")
    assert as_yaml(work["title"]) == f"A {text}"


def test_strings_that_double_do_not_fill_the_memory() -> None:
    strings = "@string{s0 = {xxxxxxxxxx}}\n" + "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 60))
    _, diagnostics = parse_bib(strings, "w.bib", "publications")
    assert {p.code for p in diagnostics} == {"L103"}


def test_ten_times_the_entries_take_some_ten_times_as_long() -> None:
    import time

    def seconds(count: int) -> float:
        text = "".join(f"@article{{w{n}, author={{A{n} Miller}}, title={{T{n}}}, year=2020}}\n" for n in range(count))
        start = time.process_time()
        works, diagnostics = parse_bib(text, "w.bib", "publications")
        assert (len(works), diagnostics) == (count, [])
        return time.process_time() - start

    seconds(10)
    assert min(seconds(3000) for _ in range(3)) < 20 * min(seconds(300) for _ in range(3))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("poster", "poster"), ("preprint", "preprint"), ("talk", "talk"), ("presentation", "talk"), ("newspaper", "other"),
     ("jurthesis", "thesis"), ("Poster", "poster"), ("entry-encyclopedia", "chapter"), ("encyclopedia", "book")],
)  # fmt: skip
def test_types_that_programs_make_up_are_kinds(kind: str, expected: str) -> None:
    assert work("year = 2020, howpublished = {X}", kind)["kind"] == expected


@pytest.mark.parametrize("kind", ["artcle", "webpage", "foo", "slides", "blog"])
def test_an_entry_of_an_unknown_type_is_a_work_with_a_warning(kind: str) -> None:
    text = f"@{kind}{{w, author = {{Ada Miller}}, title = {{T}}, year = 2020}}\n"
    works, diagnostics = parse_bib(text, "w.bib", "publications")
    assert [(one["id"], one["kind"]) for one in works] == [("w", "other")]
    assert [(one.code, one.is_error) for one in diagnostics] == [("L109", False)]


def test_a_set_is_no_work() -> None:
    text = "@set{s, entryset = {w, v}}\n@misc{w, author = {Ada Miller}, title = {T}, year = 2020}\n"
    works, diagnostics = parse_bib(text, "w.bib", "publications")
    assert ([one["id"] for one in works], diagnostics) == (["w"], [])
