"""A part that is missing takes its punctuation along; a part that is there is printed."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Result

Run = Callable[..., Result]
Make = Callable[[str], Path]
Entry = dict[str, Any]

REQUIRED: dict[str, Entry] = {
    "research": {"title": "Atitle"},
    "experience": {"organization": "Aorganization"},
    "education": {"institution": "Ainstitution"},
    "publications": {"kind": "journal", "title": "Atitle", "authors": "Ada Miller, Bo Anauthor", "status": "accepted"},
    "patents": {"title": "Atitle", "inventors": "Ada Miller, Bo Aninventor"},
    "supervision": {"name": "Bo Aname"},
    "service": {"role": "Arole"},
    "honors": {"title": "Atitle"},
    "grants": {"title": "Atitle"},
    "projects": {"title": "Atitle"},
    "teaching": {"title": "Atitle"},
}
SPAN = {"start": "2019-02", "end": "2021-11", "date": "2023-06"}
OPTIONAL: dict[str, Entry] = {
    "research": {
        "organizations": ["Aone", "Atwo"],
        "role": "Arole",
        "location": "Alocation",
        "highlights": ["Ahigh"],
        "note": "Anote",
        **SPAN,
    },
    "experience": {
        "organizations": ["Asecond", "Athird"],
        "department": "Adept",
        "role": "Arole",
        "location": "Alocation",
        "lab": "Alab",
        "supervisor": "Asuper",
        "posts": [
            {"role": "Apost", "department": "Adivision", "start": "2019-02", "end": "2020", "note": "Aremark"},
            {"role": "Aformer", "location": "Aplace", "date": "2018", "highlights": ["Adeed"]},
        ],
        "highlights": ["Ahigh", "Ahigher"],
        "note": "Anote",
        **SPAN,
    },
    "education": {
        "degree": "Adegree",
        "field": "Afield",
        "location": "Alocation",
        "lab": "Alab",
        "thesis": "Athesis",
        "advisor": "Anadvisor",
        "committee": ["Anexpert", "Areader"],
        "minor": "Aminor",
        "grade": "Agrade",
        "courses": ["Acourse", "Alesson"],
        "honors": ["Anhonor", "Another"],
        "highlights": ["Ahigh"],
        "note": "Anote",
        **SPAN,
    },
    "publications": {
        "venue": {"name": "Avenue", "short": "Ashort", "issn": "1234-5679"},
        "date": "2023-06-14",
        "volume": "11",
        "issue": "22",
        "pages": "33-44",
        "page_count": 55,
        "article_number": "a66",
        "event": {"name": "Anevent", "place": "Aplace"},
        "doi": "10.1000/adoi",
        "arxiv": "2505.01658",
        "url": "https://a.example/work",
        "links": [{"label": "Alink", "url": "https://a.example/link"}],
        "metrics": [{"type": "jif", "value": "8.80", "year": 2022, "top_percent": "9.9", "quartile": 1}],
        "ratings": [{"scheme": "Ascheme", "value": "R4"}],
        "acceptance": {"accepted": 1042, "submitted": 5404},
        "awards": [{"title": "Anaward", "by": "Agiver", "date": "2021"}],
        "also_in": [{"name": "Alsoin", "short": "Ashorter"}],
        "badges": ["Abadge"],
        "open_access": True,
        "retracted": "2024-05",
        "note": "Anote",
        "tags": ["told"],
    },
    "patents": {
        "status": "granted",
        "country": "KR",
        "number": "10-12",
        "filed": "2019-01-02",
        "published": "2020-03-04",
        "granted": "2021-05-06",
        "url": "https://a.example/p",
        "note": "Anote",
        "tags": ["told"],
        "links": [{"label": "Alink", "url": "https://a.example/l"}],
    },
    "supervision": {
        "degree": "Adegree",
        "role": "Arole",
        "organization": "Anorg",
        "level": "phd",
        "topic": "Atopic",
        "thesis": "Athesis",
        "co_advisors": "Anadvisor",
        "url": "https://a.example/student",
        "committee": ["Anexpert", "Areader"],
        "note": "Anote",
        "status": "alumni",
        "current_position": "Aposition",
        "periods": [{"start": "2019-02", "end": "2020"}, {"date": "2021", "role": "Another", "organization": "Atwo"}],
    },
    "service": {
        "organization": "Anorg",
        "kind": "committee",
        "count": 3,
        "note": "Anote",
        **SPAN,
        "dates": ["2022-02", {"date": "2022-04", "count": 2}],
    },
    "honors": {"date": "2021", "by": "Agiver", "event": "Anevent", "work": "Awork", "note": "Anote"},
    "grants": {
        "role": "Arole",
        "investigators": "Ada Miller, Bo Anauthor*",
        "funder": "Afunder",
        "number": "Anumber",
        "amount": "250000",
        "currency": "EUR",
        "own_amount": "75000.5",
        "share": "30",
        "status": "pending",
        "url": "https://a.example/grant",
        "highlights": ["Ahigh"],
        "note": "Anote",
        **SPAN,
    },
    "projects": {
        "role": "Arole",
        "organization": "Anorg",
        "location": "Alocation",
        "description": "Adescription",
        "url": "https://a.example/project",
        "links": [{"label": "Alink", "url": "https://a.example/link"}],
        "highlights": ["Ahigh"],
        "note": "Anote",
        **SPAN,
    },
    "teaching": {
        "code": "Acode 101",
        "role": "Arole",
        "level": "Alevel",
        "department": "Adept",
        "organization": "Anorg",
        "location": "Alocation",
        "enrolment": 1200,
        "hours": "30.5",
        "ects": 6,
        "evaluation": {"value": "4.60", "scale": "5"},
        "url": "https://a.example/course",
        "highlights": ["Ahigh"],
        "note": "Anote",
        **SPAN,
        "dates": ["2022-spring", "2023-autumn"],
    },
}
EXCLUSIVE = [{"date", "start"}, {"date", "end"}, {"date", "dates"}, {"start", "dates"}, {"end", "dates"}]
"""Fields of which one entry has one; a work's date is no period."""

RUN = random.Random(20200229)
BAD = re.compile(
    r", ,|,,|(?<!\{\}) ,|\( | \)|\(\)|\[\]|  |;;|; ;|\.\.|\. \.|~~|~ | ~|(?<!\\)~[,;.)]|–\s*[,;})]|, \)|[,;] *$"
)
"""Punctuation that has lost what stood beside it."""


def subsets(section: str) -> Iterator[Entry]:
    """An entry without and with each field, with each pair, with all but one, with all, and some at random."""
    fields = list(OPTIONAL[section])
    chosen = [[], fields, *([name] for name in fields), *([n for n in fields if n != name] for name in fields)]
    chosen += [[one, other] for at, one in enumerate(fields) for other in fields[at + 1 :]]
    chosen += [RUN.sample(fields, RUN.randint(2, len(fields))) for _ in range(60)]
    for names in chosen:
        kept = [name for name in fields if name in names]
        if section != "publications":
            for pair in EXCLUSIVE:
                if pair <= set(kept):
                    kept.remove(min(pair & set(kept), key=lambda name: name in {"start", "end"}))
        yield {**REQUIRED[section], **{name: OPTIONAL[section][name] for name in kept}}


def text_of(section: str, entries: list[Entry]) -> str:
    """A record with one section, without the warnings about posts that have no end."""
    lines = [f"  - {json.dumps(entry, ensure_ascii=False)}\n" for entry in entries]
    return f"ignore: V263\ntags: {{told: Atag}}\n{section}:\n{''.join(lines)}"


def tex_of(cvkit: Run, file: Path) -> str:
    result = cvkit("export", file, "--to", "tex")
    assert result.status == 0
    notes = r"(cvkit: note: tex has no place for: .*\n)?(cvkit: note: not printed in tex: .*\n)?"
    assert re.fullmatch(rf"(\d+ notes?: run cvkit check .*\n)?{notes}", result.err)
    return result.out


def values_of(tex: str) -> list[str]:
    r"""What stands in the keys of the macros that show an entry, one text a key."""
    body = tex.partition(r"\begin{CVKscope}")[2]
    several = re.findall(r"^  [a-z]+=\{(.*)\},$", body, re.MULTILINE)
    single = re.findall(r"^\\CVKrow\{text=\{(.*?)\}(?:, date=\{(.*)\})?\}$", body, re.MULTILINE)
    return [*several, *(value for row in single for value in row if value)]


def numbered_ids(section: str, entries: list[Entry]) -> list[Entry]:
    if section not in {"publications", "patents"}:
        return entries
    return [{"id": f"w{at}", **e, **({"doi": f"{e['doi']}{at}"} if "doi" in e else {})} for at, e in enumerate(entries)]


@pytest.mark.parametrize("section", REQUIRED)
def test_no_subset_of_fields_leaves_punctuation_behind(cvkit: Run, record: Make, section: str) -> None:
    entries = list(subsets(section))
    values = values_of(tex_of(cvkit, record(text_of(section, numbered_ids(section, entries)))))
    assert len(values) > len(entries)
    bad = {value for value in values if BAD.search(value) or value != value.strip() or re.match(r"[,;.)–]", value)}
    assert not bad


@pytest.mark.parametrize("section", REQUIRED)
def test_every_subset_of_fields_has_its_braces_balanced_and_none_empty(cvkit: Run, record: Make, section: str) -> None:
    tex = tex_of(cvkit, record(text_of(section, numbered_ids(section, list(subsets(section))))))
    depth = 0
    for brace in re.findall(r"\\.|[{}]", tex, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        assert depth >= 0
    assert depth == 0
    assert not re.search(r"\\(?:emph|textbf|texttt|CVK\w+)\{\}|=\{\}", tex)


SHOWN_AS = {
    ("publications", "pages"): ["33–44"],
    ("publications", "page_count"): ["55"],
    ("publications", "arxiv"): ["2505.01658"],
    ("publications", "doi"): ["https://doi.org/10.1000/adoi"],
    ("publications", "event"): ["Anevent", "Aplace"],
    ("publications", "metrics"): ["8.80", "2022", "9.9", "Q1"],
    ("publications", "acceptance"): ["1,042", "5,404", "19.3"],
    ("publications", "date"): ["June", "2023", "14"],
    ("publications", "tags"): ["Atag"],
    ("publications", "open_access"): ["open access"],
    ("publications", "retracted"): ["retracted May 2024"],
    ("patents", "tags"): ["Atag"],
    ("patents", "country"): ["Korean patent"],
    ("patents", "filed"): ["filed", "2019"],
    ("patents", "published"): ["published", "2020"],
    ("patents", "granted"): ["granted", "2021"],
    ("patents", "status"): [],
    ("experience", "posts"): [
        "Apost, Adivision (Aremark)}, date={Feb. 2019 – 2020}",
        "Aformer, Aplace}, date={2018}",
        "Adeed",
    ],
    ("supervision", "level"): ["PhD student"],
    ("teaching", "enrolment"): ["1,200 students"],
    ("teaching", "hours"): ["30.5 h"],
    ("teaching", "ects"): ["6 ECTS"],
    ("teaching", "evaluation"): ["evaluation 4.60/5"],
    ("teaching", "dates"): ["Spring 2022, Autumn 2023"],
    ("supervision", "status"): ["Alumni"],
    ("supervision", "periods"): ["2019", "2020", "2021", "Another", "Atwo"],
    ("grants", "investigators"): ["Investigators: ", "Bo Anauthor\\CVKmark{*}"],
    ("grants", "amount"): ["250,000"],
    ("grants", "currency"): [],
    ("grants", "own_amount"): ["own share 75,000.5"],
    ("service", "kind"): ["Chairs"],
    ("service", "count"): ["(3)"],
    ("service", "dates"): ["Feb.", "Apr.", "(2)", "2022"],
}


def leaves(value: Any) -> Iterator[str]:
    """The texts of a value, none for its keys."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield str(value)


@pytest.mark.parametrize(
    ("section", "field"), [(section, name) for section, names in OPTIONAL.items() for name in names]
)
def test_every_field_is_printed_where_it_stands_alone(cvkit: Run, record: Make, section: str, field: str) -> None:
    entry = {**REQUIRED[section], field: OPTIONAL[section][field]}
    if field in {"volume", "issue"}:
        entry["venue"] = {"name": "V"}
    tex = tex_of(cvkit, record(text_of(section, numbered_ids(section, [entry])))).replace("~", " ")
    if field in SPAN and section not in {"publications", "honors"}:
        wanted = {"start": ["Feb. 2019"], "end": ["Nov. 2021"], "date": ["June 2023"]}[field]
    else:
        wanted = SHOWN_AS.get((section, field), list(leaves(entry[field])))
    assert [text for text in wanted if text not in tex] == []


PHRASES = [
    ("publications", {"volume": "11", "issue": "22", "venue": {"name": "V"}}, "volume={11(22)}"),
    ("publications", {"issue": "22", "venue": {"name": "V"}}, "volume={(22)}"),
    ("publications", {"pages": "7", "venue": {"name": "V"}}, "details={p. 7, accepted}"),
    ("publications", {"pages": "7--9", "venue": {"name": "V"}}, "details={pp. 7–9, accepted}"),
    ("publications", {"venue": {"name": "V", "short": "S"}, "also_in": [{"name": "W"}]}, "venue={V (S) and W}"),
    ("publications", {"kind": "report", "number": "R77"}, "details={R77, accepted}"),
    ("publications", {"kind": "preprint", "arxiv": "2505.01658"}, "venue={arXiv preprint}"),
    ("publications", {"acceptance": {"rate": "38"}}, r"\CVKmetric{Acceptance 38\%}"),
    ("publications", {"acceptance": {"accepted": 1, "submitted": 3}}, r"\CVKmetric{Acceptance 33.3\% (1 of 3)}"),
    ("publications", {"retracted": True}, r"metrics={\CVKmetric{retracted}}"),
    ("publications", {"retracted": False, "open_access": True}, r"metrics={\CVKmetric{open access}}"),
    ("patents", {"country": "NO", "number": "7", "granted": "2020"}, "details={Norway patent 7, granted 2020}"),
    ("patents", {"country": "NO", "number": "7", "filed": "2020"}, "details={Norway patent application 7, filed 2020}"),
    ("patents", {"number": "7", "filed": "2020"}, "details={Patent application 7, filed 2020}"),
    ("patents", {"country": "WO", "number": "7", "filed": "2020"}, "details={PCT application 7, filed 2020}"),
    ("patents", {"country": "KR", "number": "7", "status": "filed"}, "details={Korean patent application 7, filed}"),
    ("patents", {"country": "KR", "number": "7", "status": "abandoned"}, "{Korean patent application 7, abandoned}"),
    ("patents", {"country": "KR", "number": "7", "status": "expired"}, "details={Korean patent 7, expired}"),
    ("patents", {"country": "KR", "number": "7"}, "details={Korean patent 7}"),
    ("patents", {"country": "EA", "number": "7"}, "details={EA patent 7}"),
    ("patents", {"country": "Ruritania", "number": "7"}, "details={Ruritania patent 7}"),
    ("patents", {"number": "7"}, "details={Patent 7}"),
    ("education", {"degree": "BA", "field": "Art"}, "role={BA in Art}"),
    ("education", {"thesis": "On *x*"}, r"\CVKnote{Thesis: \emph{On \emph{x}}}"),
    ("education", {"start": "2022", "expected": "2999-06"}, "date={2022 – expected June 2999}"),
    ("education", {"expected": "2999"}, "date={expected 2999}"),
    ("education", {"start": "2022", "end": "present", "expected": "2999"}, "date={2022 – Present, expected 2999}"),
    ("education", {"courses": ["A", "B"], "minor": "C"}, r"notes={\CVKnote{Minor: C}\CVKnote{Courses: A, B}}"),
    ("supervision", {"level": "ms", "role": "intern"}, "role={MS student, intern}"),
    (
        "supervision",
        {"level": "ms", "periods": [{"date": "2020", "role": "intern"}, {"date": "2021", "role": "assistant"}]},
        "role={MS student, intern; assistant}",
    ),
    ("supervision", {"level": "ms", "degree": "M.Sc."}, "role={M.Sc. student}"),
    ("supervision", {"level": "other", "role": "intern"}, "role={intern}"),
    ("supervision", {"thesis": "T", "topic": "U"}, r"topic={U. Thesis: \emph{T}}"),
    ("supervision", {"start": "2022", "expected": "2999"}, "– expected 2999"),
    ("supervision", {"expected": "2999"}, "expected 2999"),
    ("supervision", {"co_advisors": ["B", "C"], "committee": "D"}, "topic={Co-advised with B and C. Committee: D}"),
    ("teaching", {"hours": 30, "ects": 6, "enrolment": 2}, r"text={\emph{Atitle}, 30 h, 6 ECTS, 2 students}"),
    ("teaching", {"code": "CS 1", "enrolment": 1, "note": "N"}, r"text={CS 1 \emph{Atitle}, 1 student (N)}"),
    ("teaching", {"evaluation": {"value": "4.6"}}, r"text={\emph{Atitle}, evaluation 4.6}"),
    ("teaching", {"highlights": ["H"], "code": "CS 1", "enrolment": 30}, r"notes={\CVKnote{30 students}}"),
    ("experience", {"organizations": ["B", "C"]}, "title={Aorganization, B, and C}"),
    ("supervision", {"degree": "MS", "organization": "X"}, "role={MS student, X}"),
    ("honors", {"by": "B", "event": "E", "work": "W"}, "detail={W, E, B}"),
    ("service", {"organization": "X", "note": "N", "count": 2}, "text={Arole, X (2) (N)}"),
    (
        "grants",
        {"investigators": "B. Ann, A. Miller*, et al."},
        "{Investigators: B. Ann, A. Miller\\CVKmark{*}, et al.}",
    ),
    ("grants", {"investigators": "Ada Miller"}, "{Investigators: \\CVKowner{Ada Miller}}"),
    (
        "grants",
        {"amount": "9000.50", "currency": "EUR", "own_amount": "4500.25"},
        "EUR 9,000.50, own share EUR 4,500.25}",
    ),
    ("grants", {"currency": "USD", "own_amount": "1200", "share": "40"}, "{own share USD 1,200 (40\\%)}"),
    ("grants", {"share": "12.5", "number": "7"}, "{own share 12.5\\%, grant 7}"),
]


@pytest.mark.parametrize(("section", "fields", "wanted"), PHRASES)
def test_these_fields_make_this_phrase(cvkit: Run, record: Make, section: str, fields: Entry, wanted: str) -> None:
    entry = {**REQUIRED[section], **fields}
    tex = tex_of(cvkit, record(text_of(section, numbered_ids(section, [entry])))).replace("~", " ")
    assert wanted in tex


def test_reviews_of_one_year_share_a_row(cvkit: Run, record: Make) -> None:
    text = "service:\n"
    for organization, dates in {"A": "2022", "B": "2021, 2022-03", "C": "2021-05"}.items():
        text += f"  - {{role: reviewer, organization: {organization}, dates: [{dates}]}}\n"
    rows = re.findall(r"\\CVKrow\{(.*)\}", tex_of(cvkit, record(text)))
    assert rows == ["text={A; B,~Mar.}, date={2022}", "text={B; C,~May}, date={2021}"]


def test_reviews_of_several_years_have_a_row_with_all_of_them(cvkit: Run, record: Make) -> None:
    text = "service:\n"
    for organization, dates in {
        "A": "date: 2025",
        "B": "dates: [2023, 2024, 2026]",
        "C": "start: 2024, end: present",
        "D": "date: 2020-05",
        "E": "dates: [2023-02, {date: 2024-05, count: 2}]",
        "G": "dates: [{date: 2018, count: 2}, {date: 2019, count: 3}]",
        "F": "count: 3",
    }.items():
        text += f"  - {{role: reviewer, organization: {organization}, {dates}}}\n"
    rows = re.findall(r"\\CVKrow\{(.*)\}", tex_of(cvkit, record(text)).replace("~", " "))
    assert rows == [
        "text={C}, date={2024 – Present}",
        "text={F (3)}",
        "text={B}, date={2023, 2024, 2026}",
        "text={A}, date={2025}",
        "text={E}, date={Feb. 2023, May (2) 2024}",
        "text={D}, date={May 2020}",
        "text={G}, date={2018 (2), 2019 (3)}",
    ]


def test_a_review_over_several_years_has_a_row_with_its_range(cvkit: Run, record: Make) -> None:
    text = "service:\n"
    for organization, dates in {
        "A": "dates: [2022/2024]",
        "B": "date: 2023/2025",
        "C": "dates: [2019, 2021/2023]",
    }.items():
        text += f"  - {{role: reviewer, organization: {organization}, {dates}}}\n"
    rows = re.findall(r"\\CVKrow\{(.*)\}", tex_of(cvkit, record(text)).replace("~", " "))
    ranges = ["text={A}, date={2022–2024}", "text={B}, date={2023 – 2025}", "text={C}, date={2021–2023}"]
    assert rows == [*ranges, "text={C}, date={2019}"]


@pytest.mark.parametrize(
    "role", ["ad hoc reviewer", "Peer referee", "Gutachterin", "Reviewer for A Journal", "External reviewer"]
)
def test_a_role_that_says_reviewer_is_among_the_reviews(cvkit: Run, record: Make, role: str) -> None:
    text = f"service: [{{role: {role}, organization: B}}, {{role: chair, organization: C}}]\n"
    tex = tex_of(cvkit, record(text))
    assert tex.index("{chair, C}") < tex.index(r"\CVKgroup{title={Reviewer}}") < tex.index(f"{role}, B")


@pytest.mark.parametrize(
    ("language", "role", "printed"),
    [
        ("en", "Invited talk", "Invited talk"),
        ("de", "Invited talk", "eingeladener Vortrag"),
        ("ko", "invited lecture", "초청 강연"),
        ("fr", "keynote", "conférence plénière"),
        ("fr", "panel", "panel"),
    ],
)
def test_a_usual_role_of_a_talk_is_in_the_language_of_the_document(
    cvkit: Run, record: Make, language: str, role: str, printed: str
) -> None:
    text = f"talks: [{{title: T, role: {role}}}]\ndocuments: {{full: {{language: {language}}}}}\n"
    assert printed in cvkit("export", record(text), "--to", "txt").out


DATED: dict[str, Entry] = {
    **{section: fields for section, fields in REQUIRED.items() if section not in ("publications", "patents")},
    "publications": {"kind": "thesis", "title": "Atitle", "authors": "Ada Miller"},
    "talks": {"title": "Atitle"},
    "software": {"title": "Atitle"},
    "memberships": {"organization": "Aorganization"},
    "certifications": {"title": "Atitle"},
    "news": {"text": "Atext"},
    "media": {"title": "Atitle"},
}


@pytest.mark.parametrize("section", DATED)
def test_the_column_of_dates_has_both_years_of_a_range(cvkit: Run, record: Make, section: str) -> None:
    entry = {**DATED[section], "date": "2022/2024"}
    text = cvkit("export", record(text_of(section, numbered_ids(section, [entry]))), "--to", "txt", "-o", "-").out
    lines = [line for line in text.splitlines() if "2024" in line]
    assert len(lines) == 1
    assert re.search(r"^2022–2024  |  2022 ?– ?2024$", lines[0])


def test_a_section_of_one_kind_has_no_heading_of_that_kind(cvkit: Run, record: Make) -> None:
    works = "".join(f"  - {{title: T{at}, event: {{name: A}}, date: 202{at}}}\n" for at in range(2))
    papers = "publications:\n" + "".join(
        f"  - {{id: {kind}, kind: {kind}, title: T, authors: Ada Miller, venue: {{name: A}}, date: 2020}}\n"
        for kind in ("journal", "conference")
    )
    tex = tex_of(cvkit, record(f"{papers}talks:\n{works}documents: {{full: {{group_by: kind}}}}\n"))
    assert re.findall(r"\\CVKgroup\{title=\{(.*?)\}", tex) == ["Journal Articles", "Conference Papers"]


@pytest.mark.parametrize("section", REQUIRED)
def test_a_hidden_entry_is_shown_nowhere(cvkit: Run, record: Make, section: str) -> None:
    full = {**REQUIRED[section], **OPTIONAL[section], "hidden": True}
    if section in {"service", "research", "experience", "education"}:
        del full["date"]
    tex = tex_of(cvkit, record(text_of(section, numbered_ids(section, [full]))))
    assert r"\CVKsection" not in tex
    assert not re.search(r"\bA[a-z]{3,}\b", tex.partition(r"\CVKhead")[2].replace("Ada", ""))


def test_sections_stand_in_the_order_of_the_record(cvkit: Run, record: Make) -> None:
    order = list(REQUIRED)[::-1]
    text = "".join(f"{name}: [{json.dumps({**REQUIRED[name], 'x-own': name})}]\n" for name in order)
    text = text.replace('"kind": "journal"', '"id": "one", "kind": "journal"').replace(
        '"inventors"', '"id": "two", "inventors"'
    )
    assert re.findall(r"\\CVKsection\{id=\{(\w+)\}", tex_of(cvkit, record(text))) == order


def test_the_head_says_what_the_record_says_of_the_person(cvkit: Run, record: Callable[..., Path]) -> None:
    head = """cvkit: 1
person:
  name: {given: Ada, family: Miller, native: 밀러}
  title: Dr.
  position: Aposition
  affiliation: An affiliation
  location: Alocation
  email: ada_m@a.example
  phone: +1 (23) 45-6
  orcid: 0000-0002-1825-0097
  links: [{label: Home, url: "https://a.example/~ada"}]
"""
    tex = tex_of(cvkit, record("", head))
    for wanted in (
        "Ada Miller",
        r"\CVKcjk{밀러}",
        "Dr.",
        "Aposition",
        "An affiliation",
        "Alocation",
        r"mailto:ada\_m@a.example",
        "tel:+123456",
        "https://orcid.org/0000-0002-1825-0097",
        r"https://a.example/\string~ada",
    ):
        assert wanted in tex


@pytest.mark.parametrize(
    "person", ["{name: Ada Miller}", "{name: Ada Miller, title: Dr.}", "{name: Ada Miller, location: X}"]
)
def test_a_person_of_few_words_has_a_head_without_gaps(cvkit: Run, record: Callable[..., Path], person: str) -> None:
    tex = tex_of(cvkit, record("", f"cvkit: 1\nperson: {person}\n"))
    assert "={}" not in tex


def test_the_real_record_leaves_no_punctuation_behind(cvkit: Run, jemin_lee: Path) -> None:
    values = values_of(tex_of(cvkit, jemin_lee))
    assert len(values) > 300
    assert [value for value in values if BAD.search(value)] == []
