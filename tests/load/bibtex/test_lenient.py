"""A `.bib` file is what others wrote: cvkit reads what makes sense, and reports the rest once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cvkit.load.bibtex import parse_bib
from cvkit.model.diagnostic import Severity
from cvkit.model.name import parse_name
from cvkit.model.numbering import Numbering
from cvkit.model.source import YamlMap
from tests.conftest import Result
from tests.load.bibtex.conftest import as_yaml

Problems = Callable[[Path], list[dict[str, Any]]]


def works_of(text: str, **more: Any) -> list[YamlMap]:
    return list(parse_bib(text, "w.bib", "publications", **more)[0])


def work(fields: str, kind: str = "article") -> dict[str, Any]:
    """The one work of a file with one entry, whatever cvkit reports."""
    (only,) = works_of(f"@{kind}{{w, author = {{Ada Miller}}, title = {{T}}, {fields}}}\n")
    return dict(only)


def bare_work(fields: str) -> dict[str, Any]:
    """The one work of a file with an entry that has only the given fields."""
    (only,) = works_of(f"@article{{w, {fields}}}\n")
    return dict(only)


def told(text: str, **more: Any) -> list[tuple[str, str]]:
    """The severity and the message of each diagnostic of a file."""
    return [(str(one.severity), one.message) for one in parse_bib(text, "w.bib", "publications", **more)[1]]


def messages(fields: str, kind: str = "misc") -> list[str]:
    """The warnings and errors of a file with one entry."""
    text = f"@{kind}{{w, author = {{Ada Miller}}, title = {{T}}, {fields}}}\n"
    return [f"{severity}: {message}" for severity, message in told(text) if severity != "note"]


SERIAL_NUMBERS = {
    "issn = {0009-7322, 1524-4539}": {"issn": "0009-7322", "eissn": "1524-4539"},
    "issn = {1533-4406 (Electronic)}": {"issn": "1533-4406"},
    "issn = {0028-4793 (Print) 1533-4406 (Online) 0028-4793}": {
        "issn": "0028-4793",
        "eissn": "1533-4406",
    },
    "issn = {00097322}": {"issn": "0009-7322"},
    "issn = {ISSN 0009-7322}": {"issn": "0009-7322"},
    "issn = {0009–7322}": {"issn": "0009-7322"},
    "issn = {1}": {},
    "issn = {0009-7323}": {},
    "issn = {n/a}": {},
    "isbn = {978-3-16-148410-0 (hardcover)}": {"isbn": "978-3-16-148410-0"},
    "isbn = {3-16-148410-X, 978-3-16-148410-0}": {"isbn": "3-16-148410-X"},
    "isbn = {9783161484100}": {"isbn": "9783161484100"},
    "isbn = {12345}": {},
}


@pytest.mark.parametrize(("fields", "expected"), SERIAL_NUMBERS.items())
def test_the_well_formed_serial_numbers_of_a_field_are_read(fields: str, expected: dict[str, str]) -> None:
    venue = work(f"journal = {{J}}, {fields}")["venue"]
    assert {key: venue[key] for key in ("issn", "eissn", "isbn") if key in venue} == expected


JOURNALS = {
    r"\apj": "The Astrophysical Journal",
    r"{\apj}": "The Astrophysical Journal",
    r"\mnras": "Monthly Notices of the Royal Astronomical Society",
    r"\aap": "Astronomy and Astrophysics",
    r"\nat": "Nature",
    r"\jcap, Suppl.": "Journal of Cosmology and Astroparticle Physics, Suppl.",
    r"\foo": "foo",
    r"\foo{Journal of} Examples": "Journal of Examples",
}


@pytest.mark.parametrize(("tex", "name"), JOURNALS.items())
def test_journal_macros_are_names(tex: str, name: str) -> None:
    assert work(f"journal = {{{tex}}}")["venue"]["name"] == name


OLD_DOI = "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"
ADDRESSES = {
    "url = {www.example.org/x}": {"url": "https://www.example.org/x"},
    "url = {example.org}": {"url": "https://example.org"},
    "url = {{https://example.org/x}}": {"url": "https://example.org/x"},
    r"url = {\url{https://example.org/a_b}}": {"url": "https://example.org/a_b"},
    "url = {http:/example.org/x}": {"url": "http://example.org/x"},
    "url = {https://example.org/a https://example.org/b}": {"url": "https://example.org/a"},
    "url = {<a href='https://example.org/x'>link</a>}": {"url": "https://example.org/x"},
    "url = {Available at https://example.org/x}": {"url": "https://example.org/x"},
    "url = {doi:10.1000/x}": {"doi": "10.1000/x"},
    "url = {https://doi:10.1000/x}": {"doi": "10.1000/x"},
    "url = {10.1000/x}": {"doi": "10.1000/x"},
    "url = {10.1000/x}, doi = {10.1000/y}": {"doi": "10.1000/y"},
    "url = {see the library}": {},
    "url = {javascript:alert(1)}": {},
    "url = {ftp://example.org/x}": {},
    "howpublished = {https://example.org/x}": {"url": "https://example.org/x"},
    r"howpublished = {\url{www.example.org/x}}": {"url": "https://www.example.org/x"},
    "doi = {10/hh5r}": {"doi": "10/hh5r"},
    "doi = {{10.1000/x}}": {"doi": "10.1000/x"},
    "doi = {https://doi.org/10.1000/x}": {"doi": "10.1000/x"},
    "doi = {http://dx.doi.org/10.1000/a\\_b}": {"doi": "10.1000/a_b"},
    "doi = {DOI: 10.1000/x.}": {"doi": "10.1000/x"},
    "doi = {https://doi-org.proxy.example.org/10.1000/x}": {"doi": "10.1000/x"},
    r"doi = {10.1002/(SICI)1097-0258(19980815)17:15$<$1661::AID-SIM968$>$3.0.CO;2-2}": {"doi": OLD_DOI},
    r"doi = {10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2}": {"doi": OLD_DOI},
    r"doi = {10.1002/(SICI)1097-0258(19980815)17:15{\textless}1661::AID-SIM968{\textgreater}3.0.CO;2-2}": {
        "doi": OLD_DOI
    },
    r"doi = {10.1002/(SICI)1097-0258(19980815)17:15&lt;1661::AID-SIM968&gt;3.0.CO;2-2}": {"doi": OLD_DOI},
    r"doi = {https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15%3C1661::AID-SIM968%3E3.0.CO;2-2}": {"doi": OLD_DOI},
    "doi = {10.1000/x, 10.1000/y}": {"doi": "10.1000/x"},
    "doi = {10.1000/x 10.1000/y}": {"doi": "10.1000/x"},
    "doi = {https://doi.org/10.1000/x; https://doi.org/10.1000/y}": {"doi": "10.1000/x"},
    "doi = {10.1000/x, doi: 10.1000/x}": {"doi": "10.1000/x"},
    "doi = {10.1000/\n  x.y}": {"doi": "10.1000/x.y"},
    "doi = {n/a}": {},
    "doi = {}": {},
    "doi = {unknown number 7}": {},
}


@pytest.mark.parametrize(("fields", "expected"), ADDRESSES.items())
def test_addresses_and_dois(fields: str, expected: dict[str, str]) -> None:
    found = work(fields, "misc")
    assert {key: found[key] for key in ("doi", "url") if key in found} == expected


DATES = {
    "year = {n.d.}": "n.d.",
    "year = {2020a}": "2020",
    "year = {c. 2019}": "2019",
    "year = {ca. 2019}": "2019",
    "year = {[2021]}": "2021",
    r"year = {[2021] \copyright 2021}": "2021",
    r"year = {\copyright{}2021}": "2021",
    "year = {(2021)}": "2021",
    "year = {2019--2021}": "2019/2021",
    "year = {2021/2022}": "2021/2022",
    "year = {2021/22}": "2021/2022",
    "date = {2024-13}": "2024",
    "year = {March 2020}": "2020-03",
    "year = {12 March 2020}": "2020-03-12",
    "year = {03/2020}": "2020-03",
    "year = {2020-3-5}": "2020-03-05",
    "date = {2020/03/05}": "2020-03-05",
    "date = {1988~}": "1988",
    "date = {1988?}": "1988",
    "date = {199X}": "1990/1999",
    "date = {1995-XX}": "1995",
    "date = {2020-00-00}": "2020",
    "date = {2016-09-20T13:24:55+02:00}": "2016-09-20",
    "date = {-0044}": "n.d.",
    "year = {-44}": "n.d.",
    "year = {c. 380 BC}": "n.d.",
    "year = {44 B.C.E.}": "n.d.",
    "year = {1998-2003}": "1998/2003",
    "date = {1723/1730}": "1723/1730",
    "date = {-0379-02}": "n.d.",
    "date = {Y17000002}": "n.d.",
    "date = {2010/05/06/}": "2010-05-06",
    "date = {2010///}": "2010",
    "year = {2020年}": "2020",
    "year = {2020年12月3日}": "2020-12-03",
    "year = {平成20年}": "2008",
    "year = {令和元年}": "2019",
    "year = {民國109年}": "2020",
    "year = {２０１９}": "2019",
    "year = {２０１９年１２月}": "2019-12",
    "year = 2020, month = {１２}": "2020-12",
    "year = {2013. 5. 12.}": "2013-05-12",
    "year = {2013. 5.}": "2013-05",
    "year = 2020, month = {12月}": "2020-12",
    "year = 2020, month = {5月23日}": "2020-05-23",
    "year = 2020, month = {3월}": "2020-03",
    "year = 2020, month = {2020/03/04/}": "2020-03-04",
    "year = 2020, month = {03-04}": "2020-03/2020-04",
    "year = 2020, month = {WIN}": "2020-winter",
    "year = 2020, month = {2020-Jan (Epub 2019 Dec 13)}": "2020-01",
    "year = 2020, month = {00}": "2020",
    "year = 2020, month = sept": "2020-09",
    "year = 2020, month = june": "2020-06",
    "year = 2020, month = {Maerz}": "2020-03",
    "year = 2020, month = {März}": "2020-03",
    r"year = 2020, month = {M{\"a}rz}": "2020-03",
    "year = 2020, month = {décembre}": "2020-12",
    "year = 2020, month = {enero}": "2020-01",
    "year = 2020, month = {Okt.}": "2020-10",
    "year = 2020, month = feb, day = 31": "2020-02",
    "year = 2020, month = {June 31}": "2020-06",
    "year = 2020, month = 13": "2020",
    "year = 2020, month = janu": "2020",
    "year = 2020, month = {dec/jan}": "2020-12",
    "note = {N}": "n.d.",
}


@pytest.mark.parametrize(("fields", "date"), DATES.items())
def test_dates_as_others_write_them(fields: str, date: str) -> None:
    assert work(fields, "misc")["date"] == date


@pytest.mark.parametrize(
    "word",
    [
        "n.d.",
        "no date",
        "s.d.",
        "s.f.",
        "[s. f.]",
        "z.j.",
        "u.å.",
        "b.d.",
        "б.г.",
        "n/a",
        "forthcoming",
        "2020a",
        "[2020]",
    ],
)
def test_a_date_that_says_its_own_absence_or_decoration_is_not_reported(word: str) -> None:
    assert messages(f"year = {{{word}}}", "article") == []


STATUSES = {
    "note = {submitted}": ("submitted", "n.d.", {}),
    "note = {Under review}": ("submitted", "n.d.", {}),
    "note = {To appear.}, year = 2024": ("accepted", "2024", {}),
    "note = {(in press)}, year = 2024": ("in-press", "2024", {}),
    "journal = {J (Submitted)}, year = 2024": ("submitted", "2024", {"name": "J"}),
    "journal = {J [to appear]}": ("accepted", None, {"name": "J"}),
    "journal = {Submitted}": ("submitted", None, {}),
    "journal = {Submitted to J of \\emph{X}}": ("submitted", None, {"name": "J of X"}),
    "journal = {under review at J}, year = 2024": ("submitted", "2024", {"name": "J"}),
    "journal = {To appear in J}": ("accepted", None, {"name": "J"}),
    "journal = {Research in progress at J}, year = 2024": (None, "2024", {"name": "Research in progress at J"}),
    "year = {in review}": ("submitted", None, {}),
    "year = {2024, in press}": ("in-press", "2024", {}),
    "year = {in press (2024)}": ("in-press", "2024", {}),
    "year = {to appear}": ("accepted", None, {}),
    "year = {Forthcoming}": ("accepted", None, {}),
    "note = {im Druck}, year = 2024": ("in-press", "2024", {}),
    "year = {erscheint 2024}": ("accepted", "2024", {}),
    r"year = {{\`a} para{\^\i}tre}": ("accepted", None, {}),
    "note = {en prensa}, year = 2024": ("in-press", "2024", {}),
    "note = {投稿中}, year = 2024": ("submitted", "2024", {}),
    "journal = {To be submitted to J}, year = 2024": ("in-preparation", "2024", {"name": "J"}),
    "note = {已录用}, year = 2024": ("accepted", "2024", {}),
    "note = {게재 예정}, year = 2024": ("accepted", "2024", {}),
    "note = {в печати}, year = 2024": ("in-press", "2024", {}),
    r"note = {en r\'evision}, year = 2024": ("submitted", "2024", {}),
    "note = {aceptado para publicación}, year = 2024": ("accepted", "2024", {}),
    "note = {[Epub ahead of print]}, year = 2024": ("online-first", "2024", {}),
    "note = {Submitted to the editor in May}, year = 2024": (None, "2024", {}),
    "note = {(work in progress)}, year = 2024": (None, "2024", {}),
    "note = {submitted}, year = 2024, doi = {10.1000/x}": (None, "2024", {}),
    "note = {submitted}, year = 2024, volume = 3": (None, "2024", {}),
    "note = {submitted}, year = 2024, pages = {1--2}": (None, "2024", {}),
    "journal = {J (Submitted)}, year = 2024, volume = 3": (None, "2024", {"name": "J (Submitted)"}),
    "year = {in press}, doi = {10.1000/x}": (None, "n.d.", {}),
}


@pytest.mark.parametrize(("fields", "expected"), STATUSES.items())
def test_a_status_is_read_where_people_write_it(fields: str, expected: tuple[str | None, str | None, Any]) -> None:
    found = work(fields)
    status, date, venue = expected
    assert found.get("status") == status
    assert found.get("date") == (None if date == "n.d." and status else date)
    assert found.get("venue", {}) == venue
    assert ("note" in found) == ("note" in fields and status is None)


@pytest.mark.parametrize(
    ("fields", "code"),
    [("year = {long ago}", "V105"), ("date = {05-13}", "V105"), ("year = 2020, pubstate = {lost}", "V103")],
)
def test_what_decides_a_label_is_an_error_only_if_the_work_is_numbered(
    fields: str, code: str, bib: Callable[..., Path], diagnostics: Problems
) -> None:
    for kind, more, severity in (
        ("article", "", "error"),
        ("misc", "", "warning"),
        ("article", "numbering: none\n", "warning"),
    ):
        text = f"@{kind}{{w, author = {{Ada Miller}}, title = {{T}}, {fields}}}\n"
        found = [(one["severity"], one["code"]) for one in diagnostics(bib(text, more))]
        assert found == [(severity, code if severity == "error" else "L130")]


def test_works_without_a_date_are_last_in_a_list(bib: Callable[..., Path], cvkit: Callable[..., Result]) -> None:
    text = "".join(
        f"@{kind}{{{title}, author = {{Ada Miller}}, title = {{{title}}}, {fields}}}\n"
        for title, kind, fields in (
            ("Undated", "misc", "year = {n.d.}"),
            ("Old", "misc", "year = 1999"),
            ("New", "article", "year = 2020"),
        )
    )
    printed = cvkit("export", bib(text), "--to", "txt").out
    assert sorted(("Undated", "Old", "New"), key=printed.index) == ["New", "Old", "Undated"]


@pytest.mark.parametrize(
    ("section", "kind", "code"),
    [("talks", "unpublished", "L130"), ("software", "software", "L130"), ("patents", "patent", "V105")],
)
def test_an_unreadable_date_is_reported_in_every_section(
    section: str, kind: str, code: str, bib: Callable[..., Path], diagnostics: Problems
) -> None:
    text = f"@{kind}{{w, author = {{Ada Miller}}, title = {{T}}, year = {{long ago}}}}\n"
    assert [one["code"] for one in diagnostics(bib(text, section=section))] == [code]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("},\n", 2),
        ("},\n\n", 2),
        ("}\n}\n", 2),
        ("}\nSome words about the next entry.\n", 2),
        ("}\n%% a comment\n", 2),
        ("}; ", 2),
    ],
)
def test_text_between_entries_is_ignored(text: str, count: int) -> None:
    entry = "@misc{KEY, author = {Ada Miller}, title = {T}, year = 2020"
    file = entry.replace("KEY", "a") + text + entry.replace("KEY", "b") + "}\n"
    assert (len(works_of(file)), told(file)) == (count, [])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("year = 2020, funding = {a}, funding = {b}", []),
        ("year = 2020, year = {2020}", []),
        ("year = 2020, journal = {{J}}, journal = {J}", []),
        ("year = 2020, note = {}, note = {N}", []),
        ("year = 2020, year = 2021", ["error: the field `year` appears twice (first in line 1)"]),
    ],
)
def test_a_field_twice_matters_only_if_it_is_read_and_differs(fields: str, expected: list[str]) -> None:
    assert messages(fields) == expected


def test_an_undefined_string_is_the_word_itself() -> None:
    assert work("journal = nature")["venue"]["name"] == "nature"
    assert messages("journal = nature, year = 2020", "article") == [
        "warning: 1 undefined string: `nature` (line 1); cvkit reads the name as the text"
    ]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("O'Neil2020", "O-Neil2020"),
        ("Ada Miller_2011", "Ada-Miller_2011"),
        ("DBLP:conf/x/Y24", "DBLP:conf/x/Y24"),
        ("10.1016/0304(94)", "10.1016/0304(94)"),
        ("a#b", "a-b"),
        ("Müller2020", "Müller2020"),
    ],
)
def test_any_key_serves(key: str, name: str, bib: Callable[..., Path], cvkit: Callable[..., Result]) -> None:
    record = bib(f"@article{{{key}, author = {{Ada Miller}}, title = {{T}}, year = 2020}}\n")
    assert cvkit("check", record).status == 0
    assert [row["id"] for row in json.loads(cvkit("numbers", record, "--format", "json").out)] == [name]


@pytest.mark.parametrize(
    ("note", "name"),
    {
        "cited By 12; Conference of 11th Conference on Examples": "cited By …",
        "Cited by: 3; All Open Access": "Cited by …",
        "cited By (since 1996)7": "cited By …",
        "Publisher: Example Press": "Publisher: …",
        "Publisher Copyright: {\\textcopyright} 2021 The Authors.": "Publisher Copyright: …",
        "Funding Information: The study was funded.": "Funding Information: …",
        "\\_eprint: https://a.example/x": "_eprint: …",
        "Number: 3\nPublisher: Example Press": "Number: …",
        "Company: Example Press\nDistributor: Example Press": "Company: …",
        "Pages: 2022.05.11.491234\nSection: New Results": "Pages: …",
        "Bandiera\\_abtest: a\nCg\\_type: Example Journals": "Bandiera_abtest: …",
        "Google-Books-ID: aB1cAAAAMAAJ": "Google-Books-ID: …",
        "Times Cited: 12": "Times Cited: …",
        "Comment: 23 pages, 5 figures": "Comment: …",
        "[TLDR] It sorts.": "[TLDR] …",
        "[Online; accessed 3-May-2020]": "[Online; accessed …",
        "Accessed on {YYYY-MM-DD.}": "Accessed …",
        "[PubMed Central:\\href{https://a.example}{PMC1}]": "[PubMed Central …",
        "AAI3500001": "AAI …",
    }.items(),
)
def test_a_note_of_a_service_is_left_out_and_named(note: str, name: str) -> None:
    assert "note" not in work(f"note = {{{note}}}, year = 2020")
    text = f"@misc{{w, author = {{Ada Miller}}, title = {{T}}, year = 2020, note = {{{note}}}, file = {{x}}}}\n"
    assert told(text) == [("note", f"left out: note `{name}` (1), file (1)")]


@pytest.mark.parametrize(
    "note", ["Cited by the court", "Publisher of the year", "A place: Oslo", "Best paper", "Pages: in colour"]
)
def test_a_note_of_a_person_stays(note: str) -> None:
    assert work(f"note = {{{note}}}, year = 2020")["note"] == note


def test_a_note_that_is_the_arxiv_id_is_that_id_only() -> None:
    found = work("note = {arXiv:2301.01234 [cs, math]}, year = 2020")
    assert (found["arxiv"], "note" in found) == ("2301.01234", False)


TEX = {
    r"A\hspace{0pt}-B": "A-B",
    r"A\thinspace B": "A B",
    r"caf\a'e": "café",
    r"\t{oo}": "o\u0361o",
    r"\ce{H2O} and \ce{CO2}": "H2O and CO2",
    r"\SI{5}{\kilo\metre}": "5\u00a0km",
    r"\SI{20}{\percent}": "20%",
    r"\unit{\kg\per\m\squared}": "kg/m²",
    r"\si{\micro\metre}": "µm",
    r"\no~4 et \No~5": "n°\u00a04 et N°\u00a05",
    ",,tief'' und (,,tiefer``)": "„tief” und („tiefer“)",
    "a,,b": "a,,b",
    "О методе <<сеток>>": "О методе «сеток»",
    "a << b >> c": "a << b >> c",
    'Der "`Wald"\'': "Der „Wald“",
    r"\foreignlanguage{german}{Straße}": "Straße",
    r"\textgreek{abc}": "abc",
    r"\textcolor{red}{Hot}": "Hot",
    r"A \foo{Study} of \bar B": "A Study of B",
    r"A \foo[x]{Study}": "A Study",
    r"\href{file:///etc/passwd}{T}": "T",
}


@pytest.mark.parametrize(("tex", "title"), TEX.items())
def test_macros_of_exporters(tex: str, title: str) -> None:
    (only,) = works_of(f"@misc{{w, author = {{Ada Miller}}, title = {{{tex}}}, year = 2020}}")
    assert as_yaml(only["title"]) == title


def test_all_unknown_macros_of_a_file_are_one_warning() -> None:
    text = (
        "@misc{a, author = {Ada Miller}, title = {\\foo{T} \\bar{U}}, year = 2020}\n"
        "@misc{b, author = {Ada Miller}, title = {\\foo{V}}, note = {\\baz}, year = 2020}\n"
    )
    assert told(text) == [
        ("warning", r"4 unknown TeX macros: `\foo` (2), `\bar`, `\baz` (lines 1, 2); cvkit keeps only the arguments")
    ]


OTHERS = {
    "pagetotal = {P5-12}": ("page_count", None),
    "pagetotal = {xii, 300}": ("page_count", "300"),
    "pagetotal = {300 pp.}": ("page_count", "300"),
    "eid = {17}, pages = {17}": ("pages", None),
    "eid = {17}, pages = {1--9}": ("article_number", "17"),
    "pages = {1--}": ("pages", "1 ff."),
    "pages = {pp. 12 -- 44}": ("pages", "12-44"),
    "pages = {--}": ("pages", None),
    r"pages = {1-\&}": ("pages", "1 ff."),
    "pages = {S12+}": ("pages", "S12 ff."),
    "pages = {7-7}": ("pages", "7"),
    "pages = {5〜6}": ("pages", "5-6"),
    r"pages = {p\'ags. 1--10}": ("pages", "1-10"),
    "pages = {101-108 vol.1}": ("pages", "101-108"),
    "pages = {S. N2}": ("pages", "N2"),
    "pages = {С. 12--34}": ("pages", "12-34"),
    "pages = {123-130쪽}": ("pages", "123-130"),
    "pages = {１２～２０}": ("pages", "12-20"),
    "pagetotal = {256 с.}": ("page_count", "256"),
    "pagetotal = {250 págs.}": ("page_count", "250"),
    "pages = {Paper No. 7, 12}": ("article_number", "7"),
    "pages = {ID 12345}": ("article_number", "12345"),
    "pages = {Art. no. 12345}": ("article_number", "12345"),
    "pages = {12345 (10 pages)}": ("page_count", "10"),
    "pages = {12345, 8 pp.}": ("article_number", "12345"),
    "pages = {12, 14}": ("pages", "12, 14"),
    "pages = {123-456.}": ("pages", "123-456"),
    "pages = {1--10}, numpages = {10}": ("page_count", None),
    "pages = {17}, numpages = {10}": ("page_count", "10"),
    "volume = {vol. 3}": ("volume", "3"),
    "volume = {Volume 8 - 2020}": ("volume", "8"),
    "volume = {제3권}": ("volume", "3"),
    "volume = {Т. 12}": ("volume", "12"),
    "volume = {tome II}": ("volume", "II"),
    "volume = {470,}": ("volume", "470"),
    "volume = {Band}": ("volume", "Band"),
    "number = {№ 3}": ("issue", "3"),
    "number = {５}": ("issue", "5"),
    "volume = {n/a}": ("volume", None),
    "number = {no. 2}": ("issue", "2"),
    "number = {Heft 2}": ("issue", "2"),
    "eprint = {2301.01234}, number = {arXiv:2301.01234}": ("issue", None),
    "eprint = {2301.01234}, pages = {arXiv:2301.01234}": ("pages", None),
    "url = {http://dx.doi.org/10.1000/x}, doi = {10.1000/X}": ("url", None),
    "url = {http://dx.doi.org/10.1000/y}, doi = {10.1000/x}": ("url", "http://dx.doi.org/10.1000/y"),
    "url = {https://doi.org/10.1000/x}": ("doi", "10.1000/x"),
    "url = {<Go to ISI>://WOS:1}": ("url", None),
    "shorthand = {KU}": ("pin", None),
    "eprint = {hep-ph/9901001 [hep-ph]}, archiveprefix = {arXiv}": ("arxiv", "hep-ph/9901001"),
    "eprint = {nothing}, archiveprefix = {arXiv}": ("arxiv", None),
}


@pytest.mark.parametrize(("fields", "expected"), OTHERS.items())
def test_other_values(fields: str, expected: tuple[str, str | None]) -> None:
    assert work(fields).get(expected[0]) == expected[1]


def test_values_that_cannot_be_read_are_one_warning_for_each_field() -> None:
    text = "".join(
        f"@article{{a{n}, author = {{Ada Miller}}, title = {{T}}, year = 2020, journal = {{J}}, issn = {{{n}}}}}\n"
        for n in range(1, 13)
    )
    assert told(text) == [("warning", "12 values of `issn` could not be read (lines 1, 2, 3, …)")]


@pytest.mark.parametrize("field", ["issn = {2076-3418}", "isbn = {3-16-148410-0}", "isbn = {978-3-16-148410-1 (hbk.)}"])
def test_a_number_with_a_wrong_last_digit_is_told_as_such(field: str) -> None:
    entry = f"@book{{a, author = {{Ada Miller}}, title = {{T}}, year = 2020, {field}}}\n"
    name = field.split()[0]
    assert told(entry) == [("warning", f"the last digit of 1 value of `{name}` does not match the others (line 1)")]


@pytest.mark.parametrize(
    ("field", "kept"),
    [
        ("issn = {2049-3631, 2076-3417}", {"issn": "2076-3417"}),
        ("isbn = {978-3-16-148410-0 (hbk.), 978-3-16-148410-1}", {"isbn": "978-3-16-148410-0"}),
    ],
)
def test_a_wrong_number_beside_a_right_one_is_told(field: str, kept: dict[str, str]) -> None:
    entry = f"@book{{a, author = {{Ada Miller}}, title = {{T}}, year = 2020, {field}}}\n"
    name = field.split()[0]
    assert told(entry) == [("warning", f"the last digit of 1 value of `{name}` does not match the others (line 1)")]
    assert work(field)["venue"] == kept


@pytest.mark.parametrize(
    ("typed", "authors"),
    [
        ("WANG X M, LI H", ["X. M. WANG", "H. LI"]),
        ("WANG X M, LI H, et al", ["X. M. WANG", "H. LI"]),
        ("LI H and XU Y Z", ["H. LI", "Y. Z. XU"]),
        ("ADA NG and BO LARSEN", ["ADA NG", "BO LARSEN"]),
    ],
)
def test_names_in_capitals_with_initials_behind_them_are_inverted(typed: str, authors: list[str]) -> None:
    found = bare_work(f"title = {{T}}, author = {{{typed}}}")["authors"]
    assert [parse_name(name).full for name in found if name != "et al."] == authors


@pytest.mark.parametrize("code", [" [J]", "[C]//", " [D].", "[EB/OL]", " [J/OL]"])
def test_the_code_of_a_kind_behind_a_title_is_left_out(code: str) -> None:
    assert bare_work(f"title = {{A Study of X{code}}}")["title"] == "A Study of X"
    assert bare_work("title = {The Matrix [A]ij}")["title"] == "The Matrix [A]ij"


def test_a_marker_before_a_given_name_is_one_behind_it() -> None:
    before, behind = (
        bare_work(f"title = {{T}}, author = {{{one} and Larsen, Bo}}") for one in ("Miller, *Ada", "Miller, Ada*")
    )
    assert before["authors"] == behind["authors"]


MEETINGS = {
    "Proceedings of the 2020 Conference on X, Virtual Event, June 3-5, 2020": (
        "Proceedings of the 2020 Conference on X", "Virtual Event", "2020-06-03/2020-06-05",
    ),
    "Conference on Y, SOSP 2021, Koblenz, Germany, October 26-29, 2021": (
        "Conference on Y, SOSP 2021", "Koblenz, Germany", "2021-10-26/2021-10-29",
    ),
    "Symposium on Z, Z 2020, Denver, CO, USA, May 31 - June 2, 2020, Proceedings, Part {I}": (
        "Symposium on Z, Z 2020, Proceedings, Part I", "Denver, CO, USA", "2020-05-31/2020-06-02",
    ),
    "Workshop on W, W 2020, December 6, 2020, virtual": ("Workshop on W, W 2020", "virtual", "2020-12-06"),
    "Workshop on Art, Music, Dance, May 5, 2020": ("Workshop on Art, Music, Dance", None, "2020-05-05"),
    "Workshop on W, Singapore": ("Workshop on W, Singapore", None, None),
}  # fmt: skip
"""Title of proceedings → the name of the volume, the place and the days of the meeting."""


@pytest.mark.parametrize("title", MEETINGS)
def test_the_place_and_the_days_in_a_title_of_proceedings_are_those_of_the_event(title: str) -> None:
    name, place, date = MEETINGS[title]
    found = work(f"booktitle = {{{title}}}", "inproceedings")
    event = found.get("event", {})
    assert (found["venue"]["name"], event.get("place"), event.get("date")) == (name, place, date)
    kept = work(f"booktitle = {{{title}}}, address = {{Oslo}}", "inproceedings")
    assert kept["venue"]["name"] == title.replace("{I}", "I")


def test_fields_without_a_place_are_one_note() -> None:
    text = "".join(
        f"@misc{{a{n}, author = {{Ada Miller}}, title = {{T}}, year = 2020, {field} = {{x}}}}\n"
        for n, field in enumerate(("file", "file", "timestamp", "file"))
    )
    assert told(text) == [("note", "left out: file (3), timestamp (1)")]


def test_an_orcid_that_cannot_be_read_is_left_out() -> None:
    annotation = 'author+an:orcid = {1="0000-0002-1825-0098"}'
    assert work(annotation)["authors"] == ["Ada Miller"]
    wrong = "warning: the last digit of 1 value of `author+an:orcid` does not match the others (line 1)"
    assert messages(annotation) == [wrong]
    orcid = "https://orcid.org/0000-0002-1825-0097"
    assert work(f'author+an:orcid = {{1="{orcid}"}}')["authors"] == [{"name": "Ada Miller", "orcid": orcid}]


def test_words_that_are_no_roles_are_noted_once() -> None:
    text = "".join(
        f"@misc{{{key}, author = {{A. Miller and B. Larsen}}, title = {{{key}}}, author+an = {{{words}}}}}\n"
        for key, words in {"a": "1=visiting,self; 2=visiting", "b": "2=remote,corresponding"}.items()
    )
    (note,) = (message for _, message in told(text) if "visiting" in message)
    assert note == "left out, because no role has this name: visiting (2), remote (1)"
    assert not any("visiting" in message for _, message in told(text, roles={"visiting": {}, "remote": {}}))


def test_notes_are_no_errors_under_strict(bib: Callable[..., Path], cvkit: Callable[..., Result]) -> None:
    record = bib("@misc{a, author = {Ada Miller}, title = {T}, year = 2020, file = {x}, shorthand = {KU}}\n")
    assert cvkit("check", record, "--strict").status == 0
    assert "2 notes" in cvkit("check", record).err + cvkit("check", record).out


KINDS = {
    "talk": "talk",
    "presentation": "talk",
    "poster": "poster",
    "preprint": "preprint",
    "newspaper": "other",
    "jurthesis": "thesis",
    "periodical": "other",
}


@pytest.mark.parametrize(("kind", "expected"), KINDS.items())
def test_types_of_programs_are_kinds(kind: str, expected: str) -> None:
    assert work("year = 2020", kind)["kind"] == expected
    assert messages("year = 2020", kind) == []


def test_all_unknown_types_of_a_file_are_one_warning_or_error() -> None:
    entry = "author = {Ada Miller}, title = {T}, year = 2020"
    text = f"@foo{{a, {entry}}}\n@baz{{b, {entry}}}\n"
    message = "2 unknown entry types: `@foo`, `@baz` (lines 1, 2); cvkit reads these works as `@misc`"
    assert told(text) == [("warning", message)]
    assert told(text, numbering=Numbering(series={"O": ("other",)})) == [("error", message)]


PATENTS = {
    "note = {US Patent 8,972,000}": "US 8,972,000",
    "note = {US Patent App. 12/345,678}": "US 12/345,678",
    "note = {EP Patent 1,234,567}": "EP 1,234,567",
}


@pytest.mark.parametrize(("note", "number"), PATENTS.items())
def test_patents_of_google_scholar(
    note: str, number: str, bib: Callable[..., Path], cvkit: Callable[..., Result]
) -> None:
    text = '@misc{m, author = {Ada Miller}, title = {T}, year = {2015}, month = mar # "~3",\n'
    text += f" publisher = {{Google Patents}}, {note}}}\n"
    (only,) = works_of(text)
    assert (only["kind"], only["number"], only["date"], "note" in only) == ("patent", number, "2015-03-03", False)
    assert [row["label"] for row in json.loads(cvkit("numbers", bib(text), "--format", "json").out)] == ["P.1"]


MACROS = r"""
@preamble{ "\newcommand{\noop}[1]{} \providecommand{\jex}{Journal of Examples}" # " \def\both#1#2{#1 and #2}" }
@preamble{{\newcommand{\opt}[2][dear]{#1 #2}}}
@article{a, author = {Ada Miller}, title = {\both{One}{Two}, \mine{three} \opt{one} \opt[two]{x} \sun x},
journal = {\jex}, year = {\noop{1}2020}}
"""


def test_macros_of_the_record_and_of_the_preamble(bib: Callable[..., Path], cvkit: Callable[..., Result]) -> None:
    record = bib(MACROS, "bibtex: {macros: {mine: 'my #1', jex: J. Ex., sun: '\\alpha'}}\n")
    assert "no problems" in (checked := cvkit("check", record)).err + checked.out
    printed = cvkit("export", record, "--to", "txt").out
    assert "One and Two, my three dear one two x αx" in printed and "J. Ex." in printed and "2020" in printed


@pytest.mark.parametrize("field", ["volume = {0}", "number = {0}", "issue = {0}", "chapter = {{0}}"])
@pytest.mark.parametrize("series", ["", "series = {Notes}, "])
def test_a_number_0_is_left_out_with_a_note(
    bib: Callable[..., Path], diagnostics: Problems, field: str, series: str
) -> None:
    text = "@incollection{a, author = {Ada Miller}, title = {T}, booktitle = {B}, year = 2020, %s}"
    (found,) = [one for one in diagnostics(bib(text % (series + field))) if one["code"] == "L131"]
    assert found["message"] == f"left out: `{field.partition(' ')[0]} = {{0}}` (1)"


@pytest.mark.parametrize("text", [r"\a", r"\b\b", r"#1\a{#1}{#1}", "x" * 5000])
def test_macros_that_contain_themselves_end(text: str) -> None:
    macros = YamlMap("", parse_bib("", "", "publications")[0].span)
    macros["macros"] = {"a": text, "b": r"\a\a"}
    parse_bib(r"@misc{w, author = {Ada Miller}, title = {\a{x} \b}}", "w.bib", "publications", bibtex=macros)


def test_strict_makes_warnings_errors(bib: Callable[..., Path], diagnostics: Problems) -> None:
    text = (
        "@article{a, author = {Ada Miller}, title = {\\foo{T}}, year = 2020,\n"
        " journal = nature, file = {x}, doi = {y}}\n"
        "@article{a, author = {Ada Miller}, title = {U}, year = 2020, journal = {J}}\n"
    )
    for strict, severity in (("false", "warning"), ("true", "error")):
        found = diagnostics(bib(text, f"bibtex: {{strict: {strict}}}\n"))
        assert {(one["code"], one["severity"]) for one in found} == {
            ("L103", severity),
            ("L104", severity),
            ("L113", severity),
            ("L130", severity),
            ("L131", "note"),
        }


def test_the_hint_about_two_versions_has_the_field_of_a_bib_file(
    bib: Callable[..., Path], cvkit: Callable[..., Result]
) -> None:
    entry = "@article{%s, author = {Ada Miller}, title = {Words of a small language}, journal = {J}, year = %s}\n"
    record = bib(entry % ("newer", "2016") + entry % ("older", "2015"))
    found = cvkit("check", record).out
    assert "write `x-version-of = {newer}` into `older`; if they are two works, write `x-ignore = {V211}`" in found


def test_titles_that_differ_in_a_word_are_no_versions_of_one_work_unless_an_identifier_says_so(
    bib: Callable[..., Path], cvkit: Callable[..., Result]
) -> None:
    entry = (
        "@article{%s, author = {Ada Miller}, title = {Robust %s of sorting}, journal = {J}, year = %s, doi = {%s}}\n"
    )
    record = bib(entry % ("a", "graphs", "2016", "10.1000/a") + entry % ("b", "hypergraphs", "2014", "10.1000/b"))
    assert "V211" not in (checked := cvkit("check", record)).out + checked.err
    record = bib(entry % ("a", "graphs", "2016", "10.1000/a") + entry % ("b", "hypergraphs", "2014", "10.1000/a"))
    assert "V210" in (checked := cvkit("check", record)).out + checked.err


def test_a_crossref_without_a_parent_is_a_warning(bib: Callable[..., Path], cvkit: Callable[..., Result]) -> None:
    record = bib("@inproceedings{a, author = {Ada Miller}, title = {T}, year = 2020, crossref = {gone}}\n")
    checked = cvkit("check", record)
    assert checked.status == 0 and "1 key in `crossref` or `xdata` of no entry in this file: `gone`" in (
        checked.out + checked.err
    )


EXPORTED = r"""
@article{Miller2017, author = {Ada Miller}, title = {Rain}, journal = {\apj}, year = {2017}, doi = {10.1000/a}},
@article{Miller2017, author = {Ada Miller}, title = {Snow}, journal = {J}, year = {in press}, issn = {1, 0009-7322}},
@unpublished{O'Neil, author = {Ada Miller}, title = {Sun}, url = {www.example.org}},
@webpage{w, author = {Ada Miller}, title = {Wind \foo{and} rain}, year = {c. 2019}},
@misc{p, author = {Ada Miller}, title = {Device}, year = 2015},
"""


def test_import_and_direct_use_give_the_same_works(
    bib: Callable[..., Path], cvkit: Callable[..., Result], tmp_path: Path
) -> None:
    record = bib(EXPORTED)
    assert cvkit("import", record / "works.bib", "-o", tmp_path / "imported", "--owner", "Ada Miller").status == 0
    printed = [cvkit("export", folder, "--to", "txt").out for folder in (record, tmp_path / "imported")]
    assert printed[0] == printed[1] and "Wind and rain" in printed[0]
    (tmp_path / "listed").mkdir()
    (tmp_path / "listed" / "works.bib").write_text(EXPORTED, encoding="utf-8")
    head = "cvkit: 1\nperson: {name: Ada Miller}\npublications: [works.bib]\n"
    (tmp_path / "listed" / "cv.yaml").write_text(head, encoding="utf-8")
    assert cvkit("export", tmp_path / "listed", "--to", "txt").out == printed[0]


def test_diagnostics_of_a_file_are_in_the_order_of_its_lines() -> None:
    found = parse_bib(EXPORTED, "w.bib", "publications")[1]
    lines = [one.place.line for one in found if one.place]
    assert lines == sorted(lines) and all(one.severity is not Severity.ERROR for one in found)


def test_a_repeated_list_of_keywords_is_one_list() -> None:
    found = work("year = 2020, keyword = {a}, keyword = {b}, keyword = {c, d}", "misc")
    assert found["tags"] == ["a", "b", "c", "d"]
    assert messages("year = 2020, keyword = {a}, keyword = {b}") == []


def test_an_electronic_serial_number_has_its_own_field() -> None:
    assert work("journal = {J}, eissn = {1533-4406}")["venue"] == {"name": "J", "eissn": "1533-4406"}
    both = work("journal = {J}, issn = {0009-7322}, eissn = {1533-4406}")["venue"]
    assert both == {"name": "J", "issn": "0009-7322", "eissn": "1533-4406"}


def test_an_entry_without_a_key_gets_one_from_its_title() -> None:
    text = "".join(
        f"@article{{{comma} author = {{Ada Miller}}, title = {{Rain in spring}}, year = 2020}}\n" for comma in (",", "")
    )
    assert [one["id"] for one in works_of(text)] == ["rain-in-spring-2020"] * 2
    assert told(text) == [
        ("warning", "no key for `rain-in-spring-2020` (2) (lines 1, 2); cvkit makes one from the title")
    ]


LISTED = {
    "Ada Miller, Bo Larsen, and others": ["Ada Miller", "Bo Larsen", "et al."],
    "Ada Miller, Bo Larsen, and Chandra Rao, and others": ["Ada Miller", "Bo Larsen", "Chandra Rao", "et al."],
    "Miller, Ada, and others": ["Miller, Ada", "et al."],
    "Ada Miller, Bo Larsen, et al. (12 authors)": ["Ada Miller", "Bo Larsen", "et al."],
    "Miller, Ada and Larsen, Bo and 37 others": ["Miller, Ada", "Larsen, Bo", "et al."],
    "Miller, Ada and others (40)": ["Miller, Ada", "et al."],
    "Miller, Ada and Larsen, Bo for the ABC Collaboration": ["Miller, Ada", "Larsen, Bo", "ABC Collaboration"],
    r"Ada Miller, Bo Larsen, \& Chandra Rao": ["Ada Miller", "Bo Larsen", "Chandra Rao"],
    "Dan Stone and García Márquez, Ana María, and others": ["Dan Stone", "García Márquez, Ana María", "et al."],
}


@pytest.mark.parametrize(("authors", "names"), LISTED.items())
def test_a_comma_before_and_follows_names_of_a_list(authors: str, names: list[str]) -> None:
    (only,) = works_of(f"@misc{{w, author = {{{authors}}}, title = {{T}}, year = 2020}}")
    assert only["authors"] == names


def test_macros_with_the_names_of_html_entities() -> None:
    (only,) = works_of(r"@misc{w, author = {Ada Miller}, title = {A {\amp} B {\lt} C\rsquo s}, year = 2020}")
    assert only["title"] == "A & B < C’s"


def test_a_part_inherits_what_it_lacks_whatever_the_capitals_of_the_key() -> None:
    text = (
        "@incollection{a, title = {A}, crossref = {BOOK}}\n"
        "@inbook{b, author = {Bo Larsen}, title = {B}, crossref = {book}}\n"
        "@inbook{c, volume = 2, crossref = {book}}\n"
        "@book{Book, author = {Ada Miller}, author+an = {1=corresponding}, title = {Sorts}, year = 2019}\n"
    )
    a, b, c, _ = works_of(text)
    assert (a["venue"]["name"], b["authors"], c["kind"], c["title"]) == ("Sorts", ["Bo Larsen"], "book", "Sorts")
    assert a["authors"] == c["authors"] != b["authors"]


@pytest.mark.parametrize("string", ["@string{}", "@string{nov}", "@string{1x}"])
def test_a_string_that_cannot_be_read_loses_no_work(string: str) -> None:
    found = told(f"{string}\n@misc{{w, author = {{Ada Miller}}, title = {{T}}, year = 2020}}")
    assert [severity for severity, _ in found] == ["warning"]


def test_an_edited_book_is_a_work_and_proceedings_only_lend_their_fields() -> None:
    text = (
        "@inproceedings{a, author = {Ada Miller}, title = {A}, crossref = {p}}\n"
        "@proceedings{p, title = {P}, editor = {Dee Young}, year = 2019}\n"
        "@incollection{b, author = {Ada Miller}, title = {B}, crossref = {c}}\n"
        "@collection{c, title = {C}, editor = {Ada Miller}, year = 2020}\n"
    )
    assert [one["id"] for one in works_of(text)] == ["a", "b", "c"]


def test_a_book_with_only_a_book_title_has_that_title() -> None:
    (only,) = works_of("@proceedings{p, booktitle = {Proceedings of ConEx}, editor = {Dee Young}, year = 2019}")
    assert only["title"] == "Proceedings of ConEx"


def test_a_patent_of_google_scholar_in_the_section_of_patents(
    bib: Callable[..., Path], diagnostics: Problems, cvkit: Callable[..., Result]
) -> None:
    text = "@misc{m, author = {Ada Miller}, title = {T}, year = {2015}, note = {US Patent 8,972,000}}\n"
    record = bib(text, section="patents")
    assert [one for one in diagnostics(record) if one["severity"] != "note"] == []
    assert "8,972,000" in cvkit("export", record, "--to", "txt").out


@pytest.mark.parametrize("fields", ["x-hidden = {perhaps}", "x-metrics = {[{type: none}]}", "x-jcr-quartile = {9}"])
def test_a_wrong_value_of_an_extension_field_is_left_out(
    fields: str, bib: Callable[..., Path], diagnostics: Problems
) -> None:
    text = f"@article{{w, author = {{Ada Miller}}, title = {{T}}, year = 2020, x-jif = {{6.2}}, {fields}}}\n"
    assert [(one["code"], one["severity"]) for one in diagnostics(bib(text))] == [("L130", "warning")]
    (only,) = works_of(text)
    assert only["metrics"] == [{"type": "jif", "value": "6.2"}]


def test_an_import_knows_the_macros_of_the_record_that_it_updates(cvkit: Callable[..., Result], tmp_path: Path) -> None:
    source, record = tmp_path / "x.bib", tmp_path / "record"
    source.write_text("@misc{a, author = {Ada Miller}, title = {A}, year = 2020}\n")
    cvkit("import", source, "-o", record)
    main = record / "cv.yaml"
    main.write_text(main.read_text(encoding="utf-8") + "\nbibtex: {macros: {mine: my word}}\n", encoding="utf-8")
    source.write_text("@misc{a, author = {Ada Miller}, title = {A}, year = 2020, note = {\\mine}}\n")
    assert cvkit("import", source, "-o", record).status == 0
    assert "note: my word\n" in (record / "publications.yaml").read_text(encoding="utf-8")


def test_characters_that_cannot_be_printed_are_one_warning() -> None:
    text = "@misc{a, author = {Ada Miller}, title = {T\x07}, year = 2020, note = {\x07\x08}}\n"
    assert told(text) == [
        ("warning", "3 characters that cannot be printed: U+0007 (2), U+0008 (line 1); cvkit reads a space")
    ]


NOTES_BEHIND_NAMES = {
    "Holm, Carla (corresponding author) and Ada Miller": ["Carla Holm*", "Ada Miller"],
    r"Ada Miller\footnote{Corresponding author} and Bo Larsen": ["Ada Miller*", "Bo Larsen"],
    r"Ada Miller\thanks{Equal contribution.} and Larsen, Bo \thanks{These authors contributed equally}": [
        "Ada Miller†",
        "Bo Larsen†",
    ],
    r"Ada Miller (equal contribution) and Larsen, Bo (equal contribution) and Cy Rao*": [
        "Ada Miller†",
        "Bo Larsen†",
        "Cy Rao*",
    ],
    r"Ada Miller\thanks{Corresponding author: ada@example.org, or by post} and Bo Larsen": ["Ada Miller*", "Bo Larsen"],
    r"Ada Miller\thanks{Supported by a grant, and by others} and Bo Larsen\footnotemark[1]": [
        "Ada Miller",
        "Bo Larsen",
    ],
    r"Miller*, Ada and Larsen$^{\dagger}$, Bo and {de la Cruz}\textsuperscript{*}, Juan and Rao\dag, Jr., Cy": [
        "Ada Miller*",
        "Bo Larsen†",
        "Juan de la Cruz*",
        "Cy Rao Jr.†",
    ],
    "Miller*, Ada and Larsen*, Bo}, note={* Equal contribution": ["Ada Miller†", "Bo Larsen†"],
    "Ada Miller and {} and Bo Larsen": ["Ada Miller", "Bo Larsen"],
    "Ada Miller and Bo (Bob) Larsen": ["Ada Miller", "Bo (Bob) Larsen"],
}


@pytest.mark.parametrize(
    "name",
    [
        "Miller, Ada [0000-0002-1825-0097]",
        "Ada Miller (ORCID: 0000-0002-1825-0097)",
        "Ada Miller 0000-0002-1825-0097",
        "Ada Miller (https://orcid.org/0000-0002-1825-0097)",
    ],
)
def test_an_orcid_behind_a_name_is_that_of_the_author(name: str) -> None:
    (only,) = works_of(f"@misc{{w, author = {{Bo Larsen and {name} and Cy Rao}}, title = {{T}}, year = 2020}}")
    assert [one if isinstance(one, str) else one.get("orcid") for one in only["authors"]] == [
        "Bo Larsen",
        "0000-0002-1825-0097",
        "Cy Rao",
    ]
    assert only["authors"][1]["name"] in ("Miller, Ada", "Ada Miller")


def test_a_digit_behind_a_name_is_never_a_marker() -> None:
    (only,) = works_of("@misc{w, author = {Miller1, Ada and Bo Larsen2 and Rao*, Cy}, title = {T}, year = 2020}")
    assert only["authors"] == [
        {"family": "Miller1", "given": "Ada"},
        {"family": "Larsen2", "given": "Bo"},
        {"name": "Rao, Cy", "markers": "*"},
    ]


def test_a_name_that_begins_with_a_digit_is_that_of_a_group(cvkit: Callable[..., Result], tmp_path: Path) -> None:
    text = "@misc{w, author = {Ada Miller and 23andMe Research Team and 4th Team* and {3M}}, title = {T}, year = 2020}"
    (only,) = works_of(text)
    groups = [{"literal": "23andMe Research Team"}, {"literal": "4th Team", "markers": "*"}, "{3M}"]
    assert only["authors"] == ["Ada Miller", *groups]
    (tmp_path / "x.bib").write_text(text)
    assert cvkit("import", tmp_path / "x.bib", "-o", tmp_path / "record").status == 0
    printed = cvkit("export", tmp_path / "record", "--to", "txt").out
    assert "Ada Miller, 23andMe Research Team, 4th Team*, and 3M" in printed


@pytest.mark.parametrize(("names", "expected"), NOTES_BEHIND_NAMES.items())
def test_notes_behind_names_state_roles_or_are_left_out(
    bib: Callable[..., Path], cvkit: Callable[..., Result], diagnostics: Problems, names: str, expected: list[str]
) -> None:
    record = bib(f"@article{{a, author={{{names}}}, title={{T}}, journal={{J}}, year=2020}}")
    lines = cvkit("export", record, "--to", "txt").out.splitlines()
    printed = next(line for line in lines if "Miller" in line and line.startswith(" "))
    assert all(name in printed for name in expected)
    assert printed.count("*") + printed.count("†") == "".join(expected).count("*") + "".join(expected).count("†")
    found = {(one["code"], one["severity"]) for one in diagnostics(record)} - {("N209", "note"), ("V151", "warning")}
    has_more = "example.org" in names or "grant" in names
    assert found == ({("L131", "note")} if has_more else set())


@pytest.mark.parametrize("form", ["bib", "items"])
def test_a_marker_beside_that_of_a_group_means_the_first_group(
    bib: Callable[..., Path], cvkit: Callable[..., Result], diagnostics: Problems, form: str
) -> None:
    names = ["Ada Miller†", "Bo Larsen†", "Cy Rao‡", "Di Stone‡"]
    record = bib(
        f"@article{{a, author={{{' and '.join(names)}}}, title={{T}}, journal={{J}}, year=2020}}",
        "markers: {†: equal_contributor, ‡: senior}\n",
    )
    if form == "items":
        text = (record / "cv.yaml").read_text(encoding="utf-8")
        entry = f"[{{id: a, kind: report, title: T, date: 2020, authors: [{', '.join(names)}]}}]"
        (record / "cv.yaml").write_text(text.replace("works.bib", entry), encoding="utf-8")
    assert {one["code"] for one in diagnostics(record)} <= {"N209"}
    assert "Ada Miller†, Bo Larsen†, Cy Rao‡, and Di Stone‡" in cvkit("export", record, "--to", "txt").out


PEOPLE_OF_NO_LABEL = {
    'author+an:orcid = {2="0000-0002-1825-0097"; 3="0000-0002-1825-0097"}': "V116",
    'author+an = {1=equal; 2=equal; 3=equal}, author+an:equalgroup = {3="senior"}': "V122",
}


@pytest.mark.parametrize(("fields", "code"), PEOPLE_OF_NO_LABEL.items())
@pytest.mark.parametrize("strict", ["", "bibtex: {strict: true}\n"])
def test_a_mistake_about_authors_on_which_no_label_depends_is_a_warning(
    bib: Callable[..., Path], diagnostics: Problems, fields: str, code: str, strict: str
) -> None:
    names = "Ada Miller and Bo Larsen and Cy Rao"
    record = bib(f"@article{{a, author={{{names}}}, title={{T}}, journal={{J}}, year=2020, {fields}}}", strict)
    assert ("error" if strict else "warning") in [p["severity"] for p in diagnostics(record) if p["code"] == code]


@pytest.mark.parametrize("strict", ["", "bibtex: {strict: true}\n"])
def test_author_texts_that_are_no_names_are_warnings(
    bib: Callable[..., Path], cvkit: Callable[..., Result], diagnostics: Problems, strict: str
) -> None:
    names = "Ada Miller[1] and Bo Larsen [2,3] and ††"
    record = bib(f"@article{{a, author={{{names}}}, title={{T}}, journal={{J}}, year=2020}}", strict)
    found = {(one["code"], one["severity"]) for one in diagnostics(record)} - {("N209", "note")}
    assert found == {("L120", "error" if strict else "warning"), ("V106", "error" if strict else "warning")}
    if not strict:
        assert "Ada Miller, Bo Larsen, and ††" in cvkit("export", record, "--to", "txt").out


def test_the_patents_of_an_exported_file_can_be_publications(
    tmp_path: Path, cvkit: Callable[..., Result], diagnostics: Problems
) -> None:
    head = "cvkit: 1\nperson: {name: Ada Miller}\n"
    patents = ["status: granted, filed: 2019-02, granted: 2021-03", "status: filed, filed: 2022-02", "granted: 2020-02"]
    entries = "".join(
        f"  - {{id: p{at}, title: Device {at}{at}, inventors: Ada Miller, country: US, {patent}}}\n"
        for at, patent in enumerate(patents)
    )
    for name in ("patents", "publications"):
        (tmp_path / name).mkdir()
    (tmp_path / "patents" / "cv.yaml").write_text(f"{head}patents:\n{entries}", encoding="utf-8")
    exported = cvkit("export", tmp_path / "patents", "--to", "biblatex").out
    (tmp_path / "publications" / "w.bib").write_text(exported, encoding="utf-8")
    (tmp_path / "publications" / "cv.yaml").write_text(f"{head}publications: w.bib\n", encoding="utf-8")
    found = diagnostics(tmp_path / "publications")
    assert {one["severity"] for one in found} == {"note"}
    assert any("pubstate (1)" in one["message"] and "x-status (1)" in one["message"] for one in found)
    assert cvkit("numbers", tmp_path / "publications").out == cvkit("numbers", tmp_path / "patents").out


KINDS_BY_FIELDS = {
    "@conference-paper{w, booktitle = {C}": "conference",
    "@book-chapter{w, booktitle = {B}": "chapter",
    "@unknown-type{w, note = {N}": "other",
    "@article{w, journal = {bioRxiv}": "preprint",
    "@article{w, journal = {SSRN Electronic Journal}": "preprint",
    "@article{w, journal = {Available at SSRN 4000001}": "preprint",
    "@article{w, eprint = {2301.01234}, archiveprefix = {arXiv}": "preprint",
    "@article{w, eprint = {2301.01234}, journal = {J}": "journal",
    "@article{w, eprint = {2301.01234}, doi = {10.1000/x}": "journal",
    "@article{w, journal = {arXiv preprint arXiv:2301.01234}, doi = {10.1000/x}": "journal",
    "@article{w, journal = {arXiv e-prints}, doi = {10.48550/arXiv.2301.01234}": "preprint",
    "@article{w, journal = {bioRxiv}, doi = {10.1101/2021.01.01.000001}": "preprint",
    "@misc{w, eprint = {2301.01234}, archiveprefix = {arXiv}, journal = {J}, volume = 3": "journal",
    "@online{w, url = {https://arxiv.org/abs/2301.01234}, doi = {10.1000/x}": "journal",
    "@techreport{w, institution = {arXiv}, number = {2301.01234}": "preprint",
    "@misc{w, url = {https://arxiv.org/abs/2301.01234}": "preprint",
    "@unpublished{w, note = {working paper or preprint}": "preprint",
    "@misc{w, type = {Invited talk}": "talk",
    "@misc{w, howpublished = {Keynote}": "talk",
    "@misc{w, note = {Ponencia invitada}": "talk",
    "@misc{w, note = {招待講演}": "talk",
    "@misc{w, note = {A talk about rain}": "other",
    "@misc{w, note = {Poster}": "poster",
    "@misc{w, note = {CN100000001A}": "patent",
    "@misc{w, note = {特許第5000001号}": "patent",
    "@book{w, type = {Book chapter}, journal = {Handbook}": "chapter",
}


@pytest.mark.parametrize(("fields", "kind"), KINDS_BY_FIELDS.items())
def test_kinds_that_fields_show(fields: str, kind: str) -> None:
    (only,) = works_of(f"{fields}, author = {{Ada Miller}}, title = {{T}}, year = 2020}}")
    assert only["kind"] == kind


def test_a_service_ends_a_note_of_a_person() -> None:
    assert work("note = {Best paper\nPublisher: Example Press}, year = 2020", "misc")["note"] == "Best paper"


def test_a_volume_inherits_the_title_and_the_author_of_its_work() -> None:
    text = (
        "@mvbook{p, author = {Ada Miller}, title = {Works}, subtitle = {In Two Volumes}, date = {1998/2003}}\n"
        "@book{a, crossref = {p}, title = {Sorts}, volume = 1, date = 1998}\n"
    )
    volume = works_of(text)[1]
    assert (as_yaml(volume["title"]), volume["authors"]) == ("Works: In Two Volumes. Sorts", ["Ada Miller"])


@pytest.mark.parametrize("fields", [r"journal = \apj", "selected = true"])
def test_a_macro_and_a_word_that_is_not_read_are_no_undefined_strings(fields: str) -> None:
    assert messages(f"{fields}, year = 2020", "article") == []


def test_the_number_of_a_report_and_the_group_of_authors() -> None:
    report = work("institution = {CERN}, reportnumber = {EX-7}, year = 2020", "techreport")
    assert report["number"] == "EX-7"
    assert work("group-author = {EXAMPLE}, year = 2020")["collaboration"] == "EXAMPLE"
    assert "collaboration" not in work("group-author = {ADA MILLER}, year = 2020")


def test_works_without_people_are_one_warning_for_each_bib_file(
    bib: Callable[..., Path], diagnostics: Problems
) -> None:
    text = "".join(f"@misc{{w{n}, title = {{T{n}}}, year = 2020}}\n" for n in range(3))
    (only,) = diagnostics(bib(text))
    assert (only["code"], only["line"]) == ("V222", 1)
    assert only["message"].startswith("3 works in this file")


LISTS_IN_OTHER_LANGUAGES = {
    "Ada Miller und Bo Larsen": ["Ada Miller", "Bo Larsen"],
    "Ada Miller, Bo Larsen und Cy Stone": ["Ada Miller", "Bo Larsen", "Cy Stone"],
    "Miller, Ada and Larsen, Bo et Stone, Cy": ["Miller, Ada", "Larsen, Bo", "Stone, Cy"],
    "Miller, A., Larsen, B. y Stone, C.": ["Miller, A.", "Larsen, B.", "Stone, C."],
    "García López, Ana y Ruiz Gómez, Pedro": ["García López, Ana", "Ruiz Gómez, Pedro"],
    "van den Berg, Jan en de Vries, Piet": ["van den Berg, Jan", "de Vries, Piet"],
    "Ada Miller et Bo Larsen et al.": ["Ada Miller", "Bo Larsen", "et al."],
    "Ada Miller och Bo Larsen": ["Ada Miller", "Bo Larsen"],
    "Ada Miller y otros": ["Ada Miller", "et al."],
    "Miller, Ada and otros": ["Miller, Ada", "et al."],
    "Ada Miller und andere": ["Ada Miller", "et al."],
    "Ada Miller u. a.": ["Ada Miller", "et al."],
    "Miller, U. A.": ["Miller, U. A."],
    "Miller, Ada and Larsen, Bo и др.": ["Miller, Ada", "Larsen, Bo", "et al."],
    "Миллер А. и др.": ["Миллер А.", "et al."],
    "Ada Miller i in.": ["Ada Miller", "et al."],
    "Ada Miller m.fl.": ["Ada Miller", "et al."],
    "Miller, Ada et coll.": ["Miller, Ada", "et al."],
    "Ruiz, Luis y de la Fuente, M. A.": ["Ruiz, Luis", "de la Fuente, M. A."],
    "王小明（著）": ["王小明"],
    "王小明 主编": ["王小明"],
    "김철수 (편저)": ["김철수"],
    "José Ortega y Gasset": ["José Ortega y Gasset"],
    "Ortega y Gasset, José": ["Ortega y Gasset, José"],
    "Ramón y Cajal, Santiago and Miller, Ada": ["Ramón y Cajal, Santiago", "Miller, Ada"],
    "Fernando Primo de Rivera y Sáenz de Heredia": ["Fernando Primo de Rivera y Sáenz de Heredia"],
    "Silva e Sousa, Maria": ["Silva e Sousa, Maria"],
    "Ada Y Chen and Y Et": ["Ada Y Chen", "Y Et"],
    "Miller, A and E, B": ["Miller, A", "E, B"],
    "{Institut für Maß und Zahl}": ["{Institut für Maß und Zahl}"],
    "Miller, Ada (Hrsg.) and Larsen, Bo (Hg.)": ["Miller, Ada", "Larsen, Bo"],
    "Miller, Ada and Larsen, Bo (Eds)": ["Miller, Ada", "Larsen, Bo"],
    "Miller, Ada and Larsen, Bo, eds.": ["Miller, Ada", "Larsen, Bo"],
    "Miller, Ada and Edwards, Ed.": ["Miller, Ada", "Edwards, Ed."],
}


@pytest.mark.parametrize(("typed", "names"), LISTS_IN_OTHER_LANGUAGES.items())
@pytest.mark.parametrize("field", ["author", "editor"])
def test_the_words_between_names_and_behind_editors_can_be_of_another_language(
    typed: str, names: list[str], field: str
) -> None:
    (only,) = works_of(f"@book{{w, {field} = {{{typed}}}, title = {{T}}, date = {{2020}}}}\n")
    assert list(only[f"{field}s"]) == names


VOLUMES = {
    "booktitle = {Sorts}, booksubtitle = {A Guide}, maintitle = {Handbook}, mainsubtitle = {All of It}": (
        "Handbook: All of It. Sorts: A Guide"
    ),
    "booktitle = {Sorts}, maintitle = {\\emph{Handbook}}": "*Handbook*. Sorts",
    "booktitle = {Handbook}, maintitle = {Handbook}": "Handbook",
    "maintitle = {Handbook}": "Handbook",
    "booktitle = {Sorts}, booktitleaddon = {Papers of a Meeting}": "Sorts. Papers of a Meeting",
    "booktitle = {Sorts}, booksubtitle = {A Guide}, booktitleaddon = {Notes}": "Sorts: A Guide. Notes",
}


@pytest.mark.parametrize(("fields", "name"), VOLUMES.items())
def test_the_title_of_a_volume_has_its_subtitle_its_addition_and_the_title_of_the_whole_work(
    fields: str, name: str
) -> None:
    assert as_yaml(work(fields, "incollection")["venue"]["name"]) == name


BOOKS = {
    ("mvbook", "maintitle = {T}"): "T",
    ("book", "maintitle = {Works}, mainsubtitle = {All}, subtitle = {Early}, volume = 2"): "Works: All. T: Early",
    ("collection", "maintitle = {\\emph{Works}?}"): "*Works*? T",
    ("article", "maintitle = {Works}"): "T",
    ("collection", "subtitle = {Early}, booktitle = {T}, booksubtitle = {Early}"): "T: Early",
}


@pytest.mark.parametrize(("entry", "title"), BOOKS.items())
def test_the_title_of_a_book_is_behind_that_of_the_work_that_it_is_a_volume_of(
    entry: tuple[str, str], title: str
) -> None:
    kind, fields = entry
    assert as_yaml(work(fields, kind)["title"]) == title


@pytest.mark.parametrize(("kind", "volume"), [("book", "7.2"), ("incollection", "7.2")])
def test_the_part_of_a_volume_is_behind_its_number(kind: str, volume: str) -> None:
    assert work("volume = 7, part = 2, booktitle = {B}", kind)["volume"] == volume
    assert "volume" not in work("part = 2, booktitle = {B}", kind)


NUMBERS_OF_PATENTS = {
    "type = {patentus}, number = {8972000}": "US 8972000",
    "type = {patreqfr}, number = {9500261}": "FR 9500261",
    "type = {patent}, number = {8,972,000}, location = {countryus}": "US 8,972,000",
    "type = {patentus}, number = {US8972000B2}": "US8972000B2",
    "type = {patent}, number = {8972000}, location = {countryfr and countryde}": "8972000",
    "number = {8972000}": "8972000",
}


@pytest.mark.parametrize(("fields", "number"), NUMBERS_OF_PATENTS.items())
def test_the_country_of_a_patent_is_before_a_number_that_does_not_name_it(fields: str, number: str) -> None:
    assert work(fields, "patent")["number"] == number


NO_MAPPING = "`x-own` cannot be read: write your own keys in it, as in {x-mine: value}"
OWN_KEYS = {
    "{word}": NO_MAPPING,
    '{""}': NO_MAPPING,
    "{''}": NO_MAPPING,
    "2020": NO_MAPPING,
    "{null}": NO_MAPPING,
    "{[ab, cd]}": NO_MAPPING,
    "{[[ab, cd], [ef, gh]]}": NO_MAPPING,
    "{[{ab: cd}]}": NO_MAPPING,
    "{{title: X}}": "`x-own` cannot be read: `title` is a field of cvkit, so it cannot be a key of your own",
    "{{mine: 1}}": "`x-own` cannot be read: begin your own keys with `x-`, as in {x-mine: value}",
    "{{x-a: [1}}": "`x-own` cannot be read: a `,` or a bracket is missing before this",
}


@pytest.mark.parametrize("value", OWN_KEYS)
def test_own_keys_that_are_no_mapping_are_reported_and_the_work_stays(value: str) -> None:
    (found,) = works_of(f"@misc{{w, author = {{Ada Miller}}, title = {{T}}, x-own = {value}}}\n")
    assert (found["id"], found["title"]) == ("w", "T")
    assert not any(key in found for key in ("x-a", "ab", "cd", "ef", "own", "x-own"))
    assert messages(f"year = 2020, x-own = {value}") == [f"warning: {OWN_KEYS[value]}"]


def test_own_keys_are_those_of_a_mapping() -> None:
    assert work("x-own = {{x-a: 1, x-b: [2, 3]}}")["x-b"] == ["2", "3"]
    assert messages("year = 2020, x-own = {}") == messages("year = 2020, x-own = {{x-a: 1}}") == []


ANNOTATIONS = {
    'author+an={1=corresponding; 1="ada@example.org"}': ("Ada Miller*", "e-mail address in an annotation (1)"),
    "author+an={1=ada@example.org}": ("Ada Miller", "e-mail address in an annotation (1)"),
    'author+an:email={1="ada@example.org"}': ("Ada Miller", "e-mail address in an annotation (1)"),
    'author+an:corresponding={1="ada@example.org"}': ("Ada Miller*", "e-mail address in an annotation (1)"),
    'author+an:corresponding={1="true"}': ("Ada Miller*", ""),
    'author+an:homepage={1="https://a.example"}': ("Ada Miller", "`homepage` in an annotation (1)"),
    'author+an={1="a text"}': ("Ada Miller", "text in an annotation (1)"),
}
"""An annotation → the printed name, and what the note says that is left out."""


@pytest.mark.parametrize(("annotation", "expected"), ANNOTATIONS.items())
def test_a_value_in_an_annotation_that_has_no_place_is_named(
    bib: Callable[..., Path],
    cvkit: Callable[..., Result],
    diagnostics: Problems,
    annotation: str,
    expected: tuple[str, str],
) -> None:
    record = bib(f"@article{{a, author={{Ada Miller and Bo Larsen}}, {annotation}, title={{T}}, year=2020}}")
    left_out = [one["message"] for one in diagnostics(record) if one["code"] in ("L131", "L105")]
    assert left_out == ([f"left out: {expected[1]}"] if expected[1] else [])
    assert f" {expected[0]} and Bo Larsen" in cvkit("export", record, "--to", "txt").out


ARXIV_IDS = ["2401.00001 [cs.LG]", "{2401.00001 [cs.LG]}", "2401.00001{ [cs.LG]}", "arXiv:2401.00001 {[cs.LG]}"]


@pytest.mark.parametrize("typed", ARXIV_IDS)
def test_an_arxiv_id_has_no_subject_and_no_braces(typed: str) -> None:
    assert work(f"year = 2020, eprint = {{{typed}}}, archiveprefix = {{arXiv}}")["arxiv"] == "2401.00001"
