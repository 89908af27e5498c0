"""References print the labels of other entries, totals print how many there are; both or an error at their place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.commands.request import Request
from cvkit.model.diagnostic import CvkitError, ExitStatus
from tests.conftest import Result, examples, exported

Run = Callable[..., Result]
Make = Callable[[str], Path]
LAW = examples(200)
WORKS = """\
publications:
  - {id: j2, kind: journal, title: Second, authors: Ada Miller, date: 2022, tags: [top]}
  - {id: c1, kind: demo, title: Demo, authors: "Bo Bee, Ada Miller*", date: 2021}
  - {id: j1, kind: journal, title: First, authors: "Bo Bee, Ada Miller", date: 2020}
  - {id: old-report, kind: report, title: Report, authors: Ada Miller, date: 2019}
  - {id: j0, kind: journal, title: Hidden, authors: Ada Miller, date: 2018, hidden: true}
patents:
  - {id: p1, title: Patent, inventors: "Ada Miller, Bo Bee", granted: 2017}
"""


def pointer(label: str) -> str:
    return f"<{label}>"


def readable(tex: str) -> str:
    """TeX with each link to a label as `<J.1>`, which must lead to the place where the label stands."""
    anchors = dict(re.findall(r"  anchor=\{(.*)\},\n  label=\{(.*)\},", tex))

    def shown(found: re.Match[str]) -> str:
        assert anchors.get(found[1]) == found[2], f"the link {found[0]} leads to {anchors.get(found[1])}"
        return pointer(found[2])

    return re.sub(r"\\CVKref\{anchor=\{([^{}]*)\}, text=\{([^{}]*)\}\}", shown, tex)


def printed(cvkit: Run, file: Path, *options: str) -> str:
    result = cvkit("export", file, "--to", "tex", *options)
    assert (result.status, result.err) == (0, "")
    return readable(result.out)


def honor(text: str) -> str:
    return f"honors:\n  - title: {json.dumps(text, ensure_ascii=False)}\n"


def title(cvkit: Run, file: Path, *options: str) -> str:
    """How the title of the only honor is printed."""
    (found,) = re.findall(r"\\CVKdated\{\n  title=\{(.*)\},", printed(cvkit, file, *options))
    return str(found)


PRINTED = [
    ("as in [@j2]", "as in <J.3>"),
    ("[@j1; @c1]", "<J.2>, <C.1>"),
    ("[@j1;@c1]", "<J.2>, <C.1>"),
    ("[@j1; @c1; @p1]", "<J.2>, <C.1>, <P.1>"),
    ("[@j1] and [@j1]", "<J.2> and <J.2>"),
    ("**[@j2]**, *[@c1]*", r"\textbf{<J.3>}, \emph{<C.1>}"),
    ("([@p1])", "(<P.1>)"),
    ("the hidden [@j0]", "the hidden J.1"),
    ("{{count:J}} papers", "2 papers"),
    (r"literal \[@j2]", "literal [@j2]"),
    (r"literal \[@nobody]", "literal [@nobody]"),
    ("code `[@nobody]`", r"code \texttt{[@nobody]}"),
    ("code `{{count:wibble}}`", r"code \texttt{\{\{count:wibble\}\}}"),
    ("a@b.example [1] @j2", "a@b.example [1] @j2"),
    ("[@ j2]", "[@ j2]"),
]


@pytest.mark.parametrize(("text", "wanted"), PRINTED)
def test_a_text_prints_the_labels_and_totals_that_it_names(cvkit: Run, record: Make, text: str, wanted: str) -> None:
    assert title(cvkit, record(WORKS + honor(text))) == wanted


def test_a_label_is_a_link_only_where_its_entry_is_in_the_document(cvkit: Run, record: Make) -> None:
    file = record(WORKS + honor("[@j2; @c1]") + "documents: {full: {where: {kind: [demo, patent]}}}\n")
    assert title(cvkit, file) == "J.3, <C.1>"
    assert title(cvkit, file, "--section", "honors") == "J.3, C.1"


def test_a_label_is_written_in_the_form_of_the_record(cvkit: Run, record: Make) -> None:
    file = record('numbering: {label: "{series}-{number}"}\n' + WORKS + honor("[@j2]"))
    assert title(cvkit, file) == "<J-3>"


def test_where_a_list_is_renumbered_references_have_the_numbers_of_the_page(cvkit: Run, record: Make) -> None:
    document = "documents: {full: {sections: [honors, {publications: {where: {ids: [j2]}, renumber: true}}]}}\n"
    assert title(cvkit, record(WORKS + honor("[@j2]") + document)) == "<J.1>"


def test_where_a_list_is_renumbered_no_reference_leads_to_another_entry(cvkit: Run, record: Make) -> None:
    document = "documents: {full: {sections: [honors, {publications: {where: {ids: [j2, j1]}, renumber: true}}]}}\n"
    assert "<" not in title(cvkit, record(WORKS + honor("[@j0]") + document))


FIELDS = {
    "the person's title": "person: {name: Ada Miller, title: TEXT}",
    "the person's position": "person: {name: Ada Miller, position: TEXT}",
    "the person's affiliation": "person: {name: Ada Miller, affiliation: TEXT}",
    "a highlight": "research: [{title: A, highlights: [TEXT]}]",
    "the title of research": "research: [{title: TEXT}]",
    "the note of research": "research: [{title: A, note: TEXT}]",
    "the role of a post": "experience: [{organization: A, role: TEXT}]",
    "a host": "research: [{title: A, organizations: [B, TEXT]}]",
    "a thesis": "education: [{institution: A, degree: B, thesis: TEXT}]",
    "an honor of a degree": "education: [{institution: A, degree: B, honors: [TEXT]}]",
    "a topic": "supervision: [{name: A, topic: TEXT}]",
    "a position today": "supervision: [{name: A, current_position: TEXT}]",
    "a service": "service: [{role: A, organization: B, note: TEXT}]",
    "a review": "service: [{role: reviewer, organization: TEXT, date: 2020}]",
    "an honor": "honors: [{title: A, work: TEXT}]",
    "the note of an honor": "honors: [{title: A, note: TEXT}]",
    "the text of a tag": "tags: {top: TEXT}",
    "one language of several": "honors: [{title: {en: TEXT, ko: B}}]",
    "the heading of a section": "documents: {full: {sections: [{publications: {title: TEXT}}]}}",
}


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS.keys())
def test_every_text_of_the_record_has_references_and_totals(
    cvkit: Run, record: Callable[..., Path], field: str
) -> None:
    head = "cvkit: 1\n" if field.startswith("person") else "cvkit: 1\nperson: {name: Ada Miller}\n"
    text = field.replace("TEXT", json.dumps("see [@j2], of {{count:J}}"))
    assert re.search(r"see (<J\.3>|J\.3), of 2", printed(cvkit, record(f"{text}\n{WORKS}", head)))


WORK_FIELDS = [
    "note: TEXT",
    "title: TEXT",
    "venue: {name: TEXT}",
    "badges: [TEXT]",
    "awards: [{title: TEXT}]",
    "links: [{label: TEXT, url: 'https://example.org'}]",
]


@pytest.mark.parametrize("field", WORK_FIELDS)
def test_every_text_of_a_work_has_references_and_totals(cvkit: Run, record: Make, field: str) -> None:
    text = field.replace("TEXT", json.dumps("see [@j2], of {{count:J}}"))
    title = "" if field.startswith("title") else "title: A, "
    works = WORKS.replace(
        "patents:", f"  - {{id: b, kind: book, {title}authors: Ada Miller, date: 2000, {text}}}\npatents:"
    )
    assert re.search(r"see (<J\.3>|J\.3), of 2", printed(cvkit, record(works)))


def told(cvkit: Run, file: Path) -> tuple[dict[str, Any], str]:
    """The only problem of a record, and the line of the file from its column on."""
    (diagnostic,) = cvkit("check", file, "--format", "json").diagnostics
    assert diagnostic["severity"] == "error"
    assert cvkit("export", file, "--to", "tex").status == cvkit("numbers", file).status == 1
    return diagnostic, file.read_text(encoding="utf-8").splitlines()[diagnostic["line"] - 1][diagnostic["column"] - 1 :]


WRONG = [
    ("see [@j22]", "N303", "`j22`", "did you mean `j2`?", "j22]"),
    ("see [@old_report]", "N303", "`old_report`", "did you mean `old-report`?", "old_report]"),
    ("see [@j2; @j1], [@nobody]", "N303", "`nobody`", "id", "nobody]"),
    ("see [@j2; @nobody]", "N303", "`nobody`", "id", "nobody]"),
    ("see j222, [@j2], [@j222]", "N303", "`j222`", "did you mean `j2`?", "j222]"),
    ("see [@old-report]", "N304", "`old-report`", "series", "old-report]"),
    ("of {{count:K}}", "N305", "`K`", "", "K}}"),
    ("of {{count:journl}}", "N305", "`journl`", "did you mean `journal`?", "journl}}"),
    ("of {{count:J}}, {{count:J,led}}", "N305", "`led`", "did you mean `lead`?", "led}}"),
    ("of {{count:}}", "N305", "", "", "{{count:}}"),
]


@pytest.mark.parametrize(("text", "code", "name", "hint", "at"), WRONG)
def test_what_names_nothing_is_an_error_at_its_place(
    cvkit: Run, record: Make, text: str, code: str, name: str, hint: str, at: str
) -> None:
    diagnostic, rest = told(cvkit, record(f"honors:\n  - title: {text}\n{WORKS}"))
    assert (diagnostic["code"], rest) == (code, at)
    assert name in diagnostic["message"] and hint in diagnostic["hint"] and diagnostic["hint"]


def test_in_quotes_the_place_is_that_of_the_reference_too(cvkit: Run, record: Make) -> None:
    diagnostic, rest = told(cvkit, record(honor("see [@nobody]") + WORKS))
    assert (diagnostic["code"], rest) == ("N303", 'nobody]"')


def test_what_is_not_text_has_no_references(cvkit: Run, record: Make) -> None:
    file = record(f"honors: [{{title: A, x-mine: '[@nobody] {{{{count:wibble}}}}'}}]\nx-own: '[@nobody]'\n{WORKS}")
    assert cvkit("check", file, "--strict").status == 0


COUNTS = [
    ("J", 2),
    ("C", 1),
    ("P", 1),
    ("J,C", 3),
    ("J, C", 3),
    ("journal", 2),
    ("journal,demo", 3),
    ("patent", 1),
    ("report", 1),
    ("book", 0),
    ("lead", 3),
    ("journal,lead", 1),
    ("journal,conference,lead", 1),
    ("J,C,lead", 1),
    ("sole", 2),
    ("first", 1),
    ("corresponding", 1),
    ("co-author", 1),
    ("corresponding,co-author", 2),
    ("top", 1),
    ("top,C", 0),
    ("top,journal,lead", 1),
]


@pytest.mark.parametrize(("terms", "wanted"), COUNTS)
def test_a_total_counts_any_of_one_sort_and_all_of_several(cvkit: Run, record: Make, terms: str, wanted: int) -> None:
    assert title(cvkit, record(WORKS + honor(f"{{{{count:{terms}}}}}"))) == str(wanted)


def test_a_total_has_a_separator_of_thousands(cvkit: Run, record: Make) -> None:
    works = [
        {"id": f"w{at}", "kind": "journal", "title": "T", "authors": "Ada Miller", "date": "2020"} for at in range(1042)
    ]
    file = record(f"publications: {json.dumps(works)}\n{honor('{{count:J}}')}")
    assert title(cvkit, file, "--section", "honors") == "1,042"


VERSIONS: list[tuple[str, dict[str, tuple[str, str | None]], int]] = [
    ("a paper and its preprint", {"j": ("journal", None), "p": ("preprint", "j")}, 1),
    ("two preprints of a paper", {"j": ("journal", None), "p": ("preprint", "j"), "q": ("preprint", "j")}, 1),
    ("a preprint of what does not count", {"b": ("book", None), "p": ("preprint", "b")}, 1),
    ("two versions of what does not count", {"b": ("book", None), "p": ("preprint", "b"), "q": ("journal", "b")}, 1),
    ("a version of a version", {"j": ("journal", None), "p": ("preprint", "j"), "q": ("preprint", "p")}, 1),
    (
        "a version of a version that does not count",
        {"j": ("journal", None), "b": ("book", "j"), "q": ("preprint", "b")},
        1,
    ),
    ("papers of their own", {"j": ("journal", None), "k": ("journal", None)}, 2),
]


@pytest.mark.parametrize(("works", "wanted"), [row[1:] for row in VERSIONS], ids=[row[0] for row in VERSIONS])
def test_the_versions_of_one_work_count_once(
    cvkit: Run, record: Make, works: dict[str, tuple[str, str | None]], wanted: int
) -> None:
    entries = [
        {"id": name, "kind": kind, "title": name, "authors": "Ada Miller", "date": "2020"}
        | ({"version_of": other} if other else {})
        for name, (kind, other) in works.items()
    ]
    text = f"numbering: {{series: {{J: [journal, preprint]}}}}\npublications: {json.dumps(entries)}\n"
    assert title(cvkit, record(text + honor("{{count:J}}"))) == str(wanted)


def test_a_version_keeps_a_label_of_its_own(cvkit: Run, record: Make) -> None:
    works = WORKS.replace("tags: [top]", "version_of: j1")
    rows = json.loads(cvkit("numbers", record(works), "--format", "json").out)
    assert [row["label"] for row in rows if row["series"] == "J"] == ["J.3", "J.2"]


def test_a_version_of_nothing_is_an_error(cvkit: Run, record: Make) -> None:
    diagnostic, rest = told(cvkit, record(WORKS.replace("tags: [top]", "version_of: nobody")))
    assert "`nobody`" in diagnostic["message"]
    assert rest.startswith("nobody")


@LAW
@given(text=st.text(st.sampled_from("[]@;jc12 \\`*{}count:J,^$"), max_size=24))
def test_any_text_is_printed_or_told_and_never_breaks(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "references.yaml"
    file.write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\n{WORKS}{honor('A ' + text)}", encoding="utf-8")
    try:
        readable(exported(Request(file), "tex"))
    except CvkitError as error:
        assert error.status == ExitStatus.PROBLEMS
        assert error.diagnostics


AHEAD = """publications:
- {id: a, kind: journal, title: A, authors: [Ada Miller], date: 2025, venue: {name: V}}
- {id: b, kind: journal, title: B, authors: [Ada Miller], status: submitted, tags: [top]}
- {id: c, kind: journal, title: C, authors: [Ada Miller], status: in-preparation, series: J, date: 2026}
- {id: d, kind: journal, title: D, authors: [Ada Miller], status: in-press, date: 2026, venue: {name: V}}
"""


@pytest.mark.parametrize(
    ("terms", "wanted"), [("J", 3), ("journal", 3), ("lead", 3), ("journal,lead", 3), ("top", 1), ("journal,top", 1)]
)
def test_a_submitted_work_is_counted_by_its_number_or_its_tag(
    cvkit: Run, record: Make, terms: str, wanted: int
) -> None:
    assert title(cvkit, record(AHEAD + honor(f"{{{{count:{terms}}}}}"))) == str(wanted)
