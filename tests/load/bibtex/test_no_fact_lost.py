"""No fact of a `.bib` file is lost in silence: it is in the work, or a diagnostic names it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from cvkit.load.bibtex import parse_bib
from cvkit.load.bibtex.work_reader import STRUCTURE
from cvkit.model.biblatex_names import KNOWN_FIELDS, SITE_FIELDS
from tests.load.bibtex.conftest import as_yaml
from tests.load.bibtex.test_lenient import messages, work, works_of

NUMBERS = {name: str(7000 + at) for at, name in enumerate(
    "volume number issue pages page eid articleno article-number articlenumber art_number elocation-id chapter "
    "pagetotal numpages edition pmid pubmedid pubmed_id pubmed part version".split())}  # fmt: skip
IDS = {name: f"20{at:02}.12345" for at, name in enumerate(("arxiv", "arxivid", "eprint"), start=1)}
ADDRESSES = (
    "url html pdf website project code github dataset demo slides poster video supp blog media openreview".split()
)
VALUES = {
    **{name: f"The {name.replace('-', '').replace('_', '')} Stated" for name in KNOWN_FIELDS | SITE_FIELDS},
    **NUMBERS,
    **IDS,
    **{name: f"https://example.org/{name}" for name in (*ADDRESSES, "repository")},
    "doi": "10.1000/stated",
    "issn": "0009-7322",
    "eissn": "1524-4539",
    "isbn": "978-3-16-148410-0",
    "date": "2011-04",
    "year": "2012",
    "month": "5",
    "day": "23",
    "eventdate": "2013-06-07",
    "pmc": "PMC7101",
    "pmcid": "PMC7102",
    "pubstate": "inpress",
    "shorthand": "J.77",
    "annote": "The annote Stated",
    "annotation": "The annotation Stated",
    "journal": "A Periodical of Sorts",
    "school": "The school Stated",
    "address": "The address Stated",
    "selected": "true",
}
"""Field → a value that it can have, and that no other field has."""
OTHERS = {
    "month": "-05",
    "day": "-23",
    "pubstate": "in-press",
    "shorthand": "77",
    "selected": "selected",
    "isbn": "148410",
}
"""Field → its value in a work, if it is another text."""
TYPES = ("article", "inproceedings", "incollection", "book", "phdthesis", "techreport", "online", "misc", "dataset")
NAMES = sorted(set(VALUES) - STRUCTURE - {"title", "crossref", "xdata"})
SYNONYMS = (
    ("journal", "journaltitle"),
    ("school", "institution", "university", "organization", "publisher"),
    ("location", "address", "venue"),
    ("number", "issue", "volume"),
    ("pages", "page", "eid", "articleno"),
    ("date", "year", "month", "day"),
    ("eprint", "arxiv", "arxivid", "journal", "howpublished", "note", "doi", "url"),
    ("pmid", "pubmedid", "pubmed", "eprint"),
    ("pmcid", "pmc"),
    ("issn", "eissn", "isbn"),
    ("note", "addendum", "annote", "annotation", "howpublished"),
    ("keywords", "keyword"),
    ("award", "award_name"),
    ("url", "html", "website", "howpublished", "doi"),
    ("code", "github", "repository"),
    ("abbr", "shortjournal"),
    ("collaboration", "group-author"),
)
"""Fields that can state one fact."""


def lost(kind: str, fields: dict[str, str]) -> list[str]:
    """The fields of an entry whose values are neither in its work nor in a diagnostic."""
    typed = "".join(f", {name} = {{{value}}}" for name, value in fields.items())
    works, told = parse_bib(f"@{kind}{{w, author = {{Ada Miller}}, title = {{T}}{typed}}}", "w.bib", "publications")
    stated, words = str([as_yaml(one) for one in works]), " ".join(one.message for one in told).replace("`", " ")
    return [
        name
        for name, value in fields.items()
        if OTHERS.get(name, value) not in stated and f" {name} " not in f" {words.replace(',', ' ')} "
    ]


@pytest.mark.parametrize("kind", TYPES)
def test_each_value_of_an_entry_with_all_fields_is_stated_or_named(kind: str) -> None:
    assert lost(kind, {name: VALUES[name] for name in NAMES}) == []


@pytest.mark.parametrize("kind", TYPES)
def test_each_value_of_two_fields_for_one_fact_is_stated_or_named(kind: str) -> None:
    pairs = {pair for names in SYNONYMS for pair in itertools.permutations(names, 2)}
    found = {pair: lost(kind, {name: VALUES[name] for name in pair}) for pair in sorted(pairs)}
    assert {pair: names for pair, names in found.items() if names} == {}


def notes(fields: str, kind: str = "article") -> list[str]:
    """The names in the notes about what is left out."""
    text = f"@{kind}{{w, author = {{Ada Miller}}, title = {{T}}, {fields}}}\n"
    told = [one.message for one in parse_bib(text, "w.bib", "publications")[1] if one.code == "L131"]
    return [name.rpartition(" (")[0] for message in told for name in message.removeprefix("left out: ").split(", ")]


SECOND_VALUES = {
    "eprint = {2001.00001}, arxiv = {2001.00002}": ["`arxiv` beside `eprint`"],
    "eprint = {2001.00001v2}, arxiv = {arXiv:2001.00001}": [],
    "eprint = {2001.00001}, journal = {arXiv preprint arXiv:2001.00002}": ["`journal` beside `eprint`"],
    "eprint = {2001.00001}, journal = {arXiv preprint arXiv:2001.00001}": [],
    "date = {2020-06}, month = 5, day = 3": ["`month` beside `date`", "`day` beside `date`"],
    "date = {2020-06}, month = 6, day = 3": [],
    "date = {2020-06-04}, month = jun, day = 3": ["`day` beside `date`"],
    "date = {2020-06}, year = 2020, month = jun": [],
    "date = {2020-06}, year = 2019": ["`year` beside `date`"],
    "date = {2019/2020}, year = 2020": [],
    "date = {2020}, year = {in press}": ["`year` beside `date`"],
    "doi = {10.1000/x}, url = {doi:10.1000/y}": ["`url` beside `doi`"],
    "doi = {10.1000/x}, url = {https://dx.doi.org/10.1000/X}": [],
    "doi = {10.1000/x}, url = {https://doi.org/10.1000/y}": [],
    "journal = {Journal of Examples}, journaltitle = {Other}": ["`journal` beside `journaltitle`"],
    "journal = {J. Examples}, journaltitle = {Journal of Examples}": [],
    "number = 3, issue = {No. 3}": [],
    "number = 3, issue = 4": ["`issue` beside `number`"],
    "pages = {1--9}, page = {1}": [],
    "pages = {1--9}, page = {12}": ["`page` beside `pages`"],
    "journal = {bioRxiv}, pages = {2020--05}": ["month in `pages`"],
    "pmid = {123}, pubmed = {124}": ["`pubmed` beside `pmid`"],
    "pmid = {123}, eprint = {123}, eprinttype = {pubmed}": [],
    "pmid = {123}, eprint = {124}, eprinttype = {pubmed}": ["`eprint` beside `pmid`"],
    "eprint = {2001.00001}, note = {arXiv:2001.00001 [cs]}": [],
    "journal = {J}, issn = {0009-7322, 1524-4539, 1533-4406}": ["another number in `issn`"],
    "journal = {J}, issn = {0009-7322}, eissn = {0009-7322}": [],
    "journal = {J}, keywords = {a, b}, keyword = {c}": [],
    "journal = {Journal of Examples}, shortjournal = {JE}, abbr = {JE}": [],
}


@pytest.mark.parametrize(("fields", "named"), SECOND_VALUES.items())
def test_a_second_value_for_one_fact_is_named_if_it_differs(fields: str, named: list[str]) -> None:
    assert notes(fields if "year" in fields or "date" in fields else f"{fields}, year = 2020") == named


OF_OTHER_KINDS = {
    ("phdthesis", "school = {University of X}, institution = {{University} of X}"): [],
    ("phdthesis", "school = {University of X}, institution = {College Y}"): ["`school` beside `institution`"],
    ("book", "publisher = {P}, isbn = {3-16-148410-X, 978-3-16-148410-0}"): [],
    ("book", "publisher = {P}, isbn = {3-16-148410-X, 978-0-306-40615-7}"): ["another number in `isbn`"],
    ("misc", r"howpublished = {\url{https://example.org/a}}, url = {https://example.org/b}"): [
        "`howpublished` beside `url`"
    ],
    ("misc", r"howpublished = {\url{https://example.org/a}}, url = {https://example.org/a}"): [],
    ("misc", "howpublished = {https://doi.org/10.1000/x}, doi = {10.1000/x}"): [],
    ("misc", "note = {US Patent 8,972,000}, number = {8972000}"): [],
}


@pytest.mark.parametrize(("entry", "named"), OF_OTHER_KINDS.items())
def test_a_second_value_of_other_kinds(entry: tuple[str, str], named: list[str]) -> None:
    kind, fields = entry
    assert notes(f"{fields}, year = 2020", kind) == named


def test_a_number_in_a_note_that_is_not_that_of_the_patent_stays_a_note() -> None:
    found = work("note = {US Patent 8,972,000}, number = {9111111}, year = 2020", "misc")
    assert (found["number"], found["note"]) == ("9111111", "US Patent 8,972,000")


NOTHING = ["???", "?", "--", "-", "0-0", "0--0", "000", "n/a", "N/A", "N. A.", "TBD", "tba", "none", "Unknown"]
NOTHING += ["null", "nan", "xx--xx", "XXXX", "s.n.", "s. l.", "not available", "to be determined", "k. A.", "___"]


FIELDS = "pages volume number note doi url journal publisher series edition chapter eid issn keywords abstract".split()


@pytest.mark.parametrize("kind", ["article", "book"])
@pytest.mark.parametrize("value", NOTHING)
def test_a_value_that_says_that_there_is_none_is_left_out_and_named(value: str, kind: str) -> None:
    for field in FIELDS:
        typed = f"{field} = {{{value}}}, year = 2020"
        assert set(work(typed, kind)) <= {"id", "kind", "title", "authors", "date"}
        assert messages(typed, kind) == []
        assert notes(typed, kind) == [f"`{field} = {{{value}}}`"]


VALUES_LIKE_NOTHING = {
    "title = {None}": ("title", "None"),
    "author = {Na, Hyun}": ("authors", ["Na, Hyun"]),
    "author = {Unknown}": ("authors", ["Unknown"]),
    "pages = {xx--xxii}": ("pages", "xx-xxii"),
    "volume = {XX}": ("volume", "XX"),
    "pages = {10--10}": ("pages", "10"),
    "volume = {0.5}": ("volume", "0.5"),
    "note = {None of this is new}": ("note", "None of this is new"),
}


@pytest.mark.parametrize(("field", "expected"), VALUES_LIKE_NOTHING.items())
def test_a_word_for_nothing_can_be_a_name_or_a_number(field: str, expected: tuple[str, Any]) -> None:
    rest = {"author": "Ada Miller", "title": "T", "year": "2020"}
    rest.pop(field.split(" ")[0], None)
    typed = "".join(f", {name} = {{{value}}}" for name, value in rest.items())
    key, value = expected
    assert works_of(f"@article{{w, {field}{typed}}}")[0][key] == value


STATUS_AND_VENUE = {
    "Under review at Journal of Examples": ("submitted", "Journal of Examples"),
    "Submitted to \\emph{Journal of Examples}.": ("submitted", "Journal of Examples"),
    "Submitted to the Journal of Examples": ("submitted", "Journal of Examples"),
    "Accepted at Example Conference 2024 (Spotlight)": ("accepted", "Example Conference 2024 (Spotlight)"),
    "Accepted for publication in Journal of Examples, 2024": ("accepted", "Journal of Examples"),
    "Conditionally accepted at Journal of Examples": ("accepted", "Journal of Examples"),
    "To appear in Proc. of the Example Symposium": ("accepted", "Proc. of the Example Symposium"),
    "Currently under review at eExamples": ("submitted", "eExamples"),
    "Revise and resubmit at Journal of Examples": ("submitted", "Journal of Examples"),
    "R\\&R at Journal of Examples": ("submitted", "Journal of Examples"),
    "Forthcoming in Journal of Examples": ("accepted", "Journal of Examples"),
    "In press, Journal of Examples": (None, None),
    "In press at Journal of Examples": ("in-press", "Journal of Examples"),
    "In press": ("in-press", None),
    "Forthcoming": ("accepted", None),
    "Manuscript under review": ("submitted", None),
    "Eingereicht bei Zeitschrift für Beispiele": ("submitted", "Zeitschrift für Beispiele"),
    "Submitted to the editor in May": (None, None),
    "Submitted to Journal of Examples. The data are public; see the site": (None, None),
    "Presented at Example Conference": (None, None),
}


@pytest.mark.parametrize("kind", ["article", "misc", "unpublished", "inproceedings"])
@pytest.mark.parametrize(("note", "expected"), STATUS_AND_VENUE.items())
def test_a_note_that_is_a_status_and_a_venue(note: str, expected: tuple[str | None, str | None], kind: str) -> None:
    status, venue = expected
    found = work(f"note = {{{note}}}, year = 2024", kind)
    assert found.get("status") == status
    assert found.get("venue", {}).get("name") == venue
    assert ("note" in found) == (status is None)
    assert messages(f"note = {{{note}}}, year = 2024", kind) == []


BESIDE_A_VENUE = {
    "journal = {Journal of Examples}, note = {Submitted to Journal of Examples}": ("submitted", None),
    "journal = {Journal of Examples}, note = {Submitted to J. Examples}": ("submitted", None),
    "journal = {Other}, note = {Submitted to Journal of Examples}": (None, "Submitted to Journal of Examples"),
    "journal = {Journal of Examples}, doi = {10.1000/x}, note = {To appear in Journal of Examples}": (
        None,
        "To appear in Journal of Examples",
    ),
    "doi = {10.48550/arXiv.2001.00001}, eprint = {2001.00001}, note = {Submitted to J}": ("submitted", None),
    "journal = {CoRR}, volume = {abs/2001.00001}, note = {Submitted to J}": ("submitted", None),
    "pubstate = {inpress}, note = {Submitted to J}": ("in-press", "Submitted to J"),
}


@pytest.mark.parametrize(("fields", "expected"), BESIDE_A_VENUE.items())
def test_a_status_in_a_note_beside_other_facts(fields: str, expected: tuple[str | None, str | None]) -> None:
    found = work(f"{fields}, year = 2024")
    assert (found.get("status"), found.get("note")) == expected


ANNOTATIONS = {
    "annote = {In preparation}": ("in-preparation", []),
    "annote = {Submitted for publication}": ("submitted", []),
    "annotation = {Accepted for publication}": ("accepted", []),
    "annote = {Peer reviewed}": (None, ["annote"]),
    "annote = {In print}, doi = {10.1000/x}": (None, ["annote"]),
}


@pytest.mark.parametrize(("fields", "expected"), ANNOTATIONS.items())
def test_an_annotation_that_is_a_status(fields: str, expected: tuple[str | None, list[str]]) -> None:
    typed = f"journal = {{J}}, {fields}, year = 2024"
    assert (work(typed).get("status"), notes(typed)) == expected


MARKERS = {
    "annotation = {* Authors contributed equally.}": "equal_contributor",
    "note = {* equal contribution}": "equal_contributor",
    "annote = {* denotes equal contribution}": "equal_contributor",
    "note = {*: corresponding author}": "corresponding",
    "note = {(* indicates equal contribution)}": "equal_contributor",
    "note = {* a joke}": None,
}


@pytest.mark.parametrize(("fields", "role"), MARKERS.items())
def test_a_note_can_state_the_meaning_of_a_marker(fields: str, role: str | None) -> None:
    text = f"@article{{w, author = {{Ada Miller* and Bee, Bo$^*$ and Cy Rao}}, title = {{T}}, {fields}, year = 2024}}"
    first, second, third = (found := works_of(text)[0])["authors"]
    if role is None:
        assert (first["markers"], found["note"]) == ("*", "* a joke")
    else:
        assert (first[role], second[role], third) == ("true", "true", "Cy Rao")
        assert "markers" not in first and "note" not in found


REPEATED = {
    "author = {Miller, Ada}": [],
    "author = {Ada Miller}": [],
    "journal = {{J. of Examples}}, journal = {J. of Examples}": [],
    "doi = {10.1000/x}, doi = {https://doi.org/10.1000/x}": [],
    "doi = {10.1000/x}, doi = {10.1000/y}": ["error: the field `doi` appears twice (first in line 1)"],
    "author = {Bo Larsen}": ["error: the field `author` appears twice (first in line 1)"],
}


@pytest.mark.parametrize(("fields", "told"), REPEATED.items())
def test_a_field_that_appears_twice_is_an_error_only_if_it_says_more(fields: str, told: list[str]) -> None:
    assert messages(f"{fields}, year = 2024") == told


OTHER_KINDS = {
    "@article{w, journal = {Working paper}": ("report", "Working paper"),
    "@article{w, journal = {{Unpublished manuscript}}": ("report", "Unpublished manuscript"),
    "@article{w, journal = {Working Papers of Examples}": ("journal", None),
    "@inproceedings{w, booktitle = {C}, type = {Poster}": ("poster", None),
    "@inproceedings{w, booktitle = {C}, type = {Paper}": ("conference", None),
}


@pytest.mark.parametrize(("entry", "expected"), OTHER_KINDS.items())
def test_a_work_that_is_no_article_is_not_numbered_as_one(entry: str, expected: tuple[str, str | None]) -> None:
    (found,) = works_of(f"{entry}, author = {{Ada Miller}}, title = {{T}}, year = 2020}}")
    assert (found["kind"], found.get("genre")) == expected


WITH_WORDS = {
    "pages = {p 157-175}": ("pages", "157-175"),
    "pages = {pp 1--9}": ("pages", "1-9"),
    "volume = {Vol. 10 (2021), pp.1--12}": ("volume", "10 (2021), pp.1–12"),
    "eid = {Article No. 7}": ("article_number", "7"),
    "doi = {2003.09837v2}": ("arxiv", "2003.09837v2"),
    "doi = {2003.09837}, url = {https://arxiv.org/abs/2003.09837}": ("arxiv", "2003.09837"),
    "journal = {J}, issn = {9783161484100}": ("venue", {"name": "J", "isbn": "9783161484100"}),
}


@pytest.mark.parametrize(("fields", "expected"), WITH_WORDS.items())
def test_values_that_other_fields_have_too_are_read_without_a_warning(fields: str, expected: tuple[str, Any]) -> None:
    key, value = expected
    assert work(f"{fields}, year = 2020")[key] == value
    assert messages(f"{fields}, year = 2020") == []


def test_a_series_that_is_the_venue_is_printed_once() -> None:
    found = work("booktitle = {Series of {Examples}}, series = {Series of Examples}, volume = 7", "inproceedings")
    assert (found["venue"]["name"], found["volume"], "collection" in found) == ("Series of Examples", "7", False)
    assert (
        notes("booktitle = {Series of {Examples}}, series = {Series of Examples}, year = 2020", "inproceedings") == []
    )


LIVES = [
    "Miller, Ada (1946-....)",
    "Miller, Ada (1215?-1285?)",
    "Ada Miller (1946-)",
    "Miller, Ada (1901–1980) and Bo Bee",
]


@pytest.mark.parametrize("typed", LIVES)
def test_the_years_of_life_behind_a_name_are_no_part_of_it(typed: str) -> None:
    text = f"@misc{{w, author = {{{typed}}}, title = {{T}}}}"
    assert works_of(text)[0]["authors"][0] in ("Miller, Ada", "Ada Miller")
    assert [one.message for one in parse_bib(text, "w.bib", "publications")[1]] == [
        "left out: years of life behind a name (1)"
    ]


TEXTS = {
    "title = {The mind\\'s eye}": ("title", "The mind's eye"),
    "title = {Prawo dzi\\'s}": ("title", "Prawo dziś"),
    "title = {The word dzi{\\'s}}": ("title", "The word dziś"),
    "pages = {503 à 518}": ("pages", "503-518"),
    "pages = {503 to 518}": ("pages", "503-518"),
    "note = {OCLC: 1369644063}": ("note", None),
    "note = {Page Version ID: 197000592}": ("note", None),
}


@pytest.mark.parametrize(("fields", "expected"), TEXTS.items())
def test_habits_of_catalogs_and_services(fields: str, expected: tuple[str, str | None]) -> None:
    key, value = expected
    rest = "" if key == "title" else ", title = {T}"
    (found,) = works_of(f"@misc{{w, author = {{Ada Miller}}, {fields}{rest}, year = 2020}}")
    assert as_yaml(found.get(key)) == value


def test_a_value_like_none_that_another_field_of_a_written_entry_states_is_not_named() -> None:
    typed = 'titleaddon = {?}, x-title-addon = {"?"}'
    assert (as_yaml(work(typed)["title_addon"]), notes(f"{typed}, year = 2020")) == ("?", [])


ELLIPSES = ["Rao, V., Dee, C., ... Zee, Z.", "Rao, V., Dee, C., … & Zee, Z.", "Rao, V., Dee, C., . . . Zee, Z."]


@pytest.mark.parametrize("names", ELLIPSES)
def test_an_ellipsis_between_names_makes_the_list_open(names: str) -> None:
    works, told = parse_bib(f"@misc{{w, author = {{{names}}}, title = {{T}}}}", "w.bib", "publications")
    assert as_yaml(works[0])["authors"] == ["Rao, V.", "Dee, C.", "Zee, Z.", "et al."]
    assert any(one.message.endswith("as 3 people") for one in told)


@pytest.mark.parametrize(("field", "named"), [("author", 2), ("editor", 0)])
def test_the_word_for_editors_is_named_behind_an_author(field: str, named: int) -> None:
    text = f"@book{{w, title = {{T}}, year = 2020, {field} = {{Bee, Ann (Eds.) and Dee, Bo (Eds.)}}}}"
    told = [one.message for one in parse_bib(text, "w.bib", "publications")[1]]
    assert told == (["left out: `(Eds.)` behind a name (2)"] if named else [])
