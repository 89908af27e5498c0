"""Facts of works for dossiers and lists: grants, retractions, errata, refereed works, groups, texts on request."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result

Run = Callable[..., Result]
Make = Callable[[str], Path]

WORKS = """\
grants: [{id: sea, title: Sea}, {id: ice, title: Ice}]
publications:
  - {id: a, kind: journal, title: Alpha, authors: Ada Miller, date: 2024, funding: [sea, ice], open_access: true}
  - {id: b, kind: journal, title: Beta, authors: Ada Miller, date: 2023, refereed: false, funding: ice}
  - {id: c, kind: book, title: Gamma, authors: Ada Miller, date: 2022, refereed: true, retracted: true}
  - {id: d, kind: report, title: Delta, authors: Ada Miller, date: 2021, genre: techreport, retracted: 2022-05-03}
  - {id: e, kind: conference, title: Epsilon, authors: Ada Miller, status: accepted}
  - {id: f, kind: journal, title: Zeta, authors: Ada Miller, status: submitted}
patents:
  - {id: p, title: Eta, inventors: Ada Miller, country: EP, status: granted, granted: 2020, funding: sea}
  - {id: q, title: Theta, inventors: Ada Miller, country: KR, status: filed, filed: 2019}
"""


def listed(cvkit: Run, record: Make, keys: str, section: str = "publications") -> list[str]:
    """The headings and the titles of a list, in their order."""
    file = record(f"{WORKS}documents: {{full: {{sections: [{{{section}: {keys}}}]}}}}\n")
    text = cvkit("export", file, "--to", "md", "--section", section).out
    return re.findall(r"(?:### .+)|Alpha|Beta|Gamma|Delta|Epsilon|Zeta|Eta|Theta", text)


LISTS = {
    "{where: {funding: sea}}": ["Alpha"],
    "{where: {funding: [sea, ice]}}": ["Alpha", "Beta"],
    "{where: {refereed: true}}": ["Alpha", "Gamma", "Epsilon"],
    "{where: {refereed: false, until: 2025}}": ["Beta", "Delta", "### Under Review", "Zeta"],
    "{where: {retracted: true}}": ["Gamma", "Delta"],
    "{where: {retracted: false, kind: [book, report, conference]}}": ["Epsilon"],
    "{where: {kind: [journal, book]}, group_by: refereed}": [
        "### Refereed", "Alpha", "Gamma", "### Not Refereed", "Beta", "### Under Review", "Zeta",
    ],
    "{where: {kind: journal, until: 2024}, group_by: open_access}": [
        "### Open access", "Alpha", "### Other Works", "Beta", "### Under Review", "Zeta",
    ],
    "{where: {ids: [e, a, c]}, group_by: status}": ["### Accepted", "Epsilon", "### Published", "Alpha", "Gamma"],
    "{where: {ids: [d, c]}, group_by: genre}": ["### Technical report", "Delta", "### Other Works", "Gamma"],
}  # fmt: skip
PATENTS = {
    "{where: {funding: sea}}": ["Eta"],
    "{group_by: status}": ["### Granted", "Eta", "### Filed", "Theta"],
    "{group_by: country}": ["### European patent", "Eta", "### Korean patent", "Theta"],
}


@pytest.mark.parametrize("keys", LISTS)
def test_a_list_has_the_works_of_its_keys_in_their_groups(cvkit: Run, record: Make, keys: str) -> None:
    assert listed(cvkit, record, keys) == LISTS[keys]


@pytest.mark.parametrize("keys", PATENTS)
def test_so_has_a_list_of_patents(cvkit: Run, record: Make, keys: str) -> None:
    assert listed(cvkit, record, keys, "patents") == PATENTS[keys]


@pytest.mark.parametrize(
    ("section", "field"), [("patents", "refereed"), ("publications", "country"), ("talks", "license")]
)
def test_a_list_has_no_groups_by_a_field_that_its_works_lack(
    cvkit: Run, record: Make, section: str, field: str
) -> None:
    document = f"{{sections: [{{{section}: {{group_by: {field}}}}}]}}"
    file = record(f"{WORKS}talks: [{{id: t, title: T}}]\ndocuments: {{d: {document}}}\n")
    assert cvkit("check", file).status == 1


ERRATUM = """\
publications:
  - {id: two, kind: journal, title: "Erratum: Tides", authors: Ada Miller, date: 2024, erratum_of: one}
  - {id: one, kind: journal, title: Tides, authors: Ada Miller, date: 2023-02, venue: {name: Sea}, retracted: 2024-05}
"""


@pytest.mark.parametrize("citation", ["house", "apa", "ieee", "vancouver"])
@pytest.mark.parametrize("form", ["md", "txt", "html", "tex"])
def test_an_erratum_and_its_work_name_each_other(cvkit: Run, record: Make, form: str, citation: str) -> None:
    file = record(f"{ERRATUM}documents: {{full: {{citation: {citation}}}}}\n")
    markup = r"<[^>]+>|\\CVKref\{anchor=\{[^}]*\}, text=|\]\([^)]*\)|[\[{}]"
    text = re.sub(markup, "", cvkit("export", file, "--to", form).out)
    assert "erratum to J.1" in text
    assert "erratum: J.2" in text
    assert "retracted May 2024" in text.replace("\u00a0", " ").replace("~", " ")


def test_data_formats_say_that_a_work_is_retracted(cvkit: Run, record: Make) -> None:
    file = record(ERRATUM)
    _, work = json.loads(cvkit("export", file, "--to", "csljson").out)
    assert (work["status"], work["note"]) == ("retracted", "retracted May 2024. erratum: J.2")
    assert "x-retracted = {2024-05}" in cvkit("export", file, "--to", "biblatex").out
    _, work = json.loads(cvkit("export", file, "--to", "jsonresume").out)["publications"]
    assert "retracted May 2024" in work["summary"]


def test_a_hidden_erratum_is_not_named(cvkit: Run, record: Make) -> None:
    file = record(ERRATUM.replace("erratum_of: one", "erratum_of: one, hidden: true"))
    text = cvkit("export", file, "--to", "md").out
    assert "rratum" not in text


TEXTS = "id: a, kind: journal, title: T, date: 2024, authors: Ada Miller, significance: Solid, contribution: Planned it"


@pytest.mark.parametrize("style", ["classic", "modern", "compact"])
@pytest.mark.parametrize("option", ["significance", "contribution"])
def test_a_text_for_dossiers_is_printed_on_request_and_else_reported(
    cvkit: Run, record: Make, style: str, option: str
) -> None:
    text = f"publications: [{{{TEXTS}}}]\n"
    printed = {"significance": "Significance: Solid", "contribution": "Contribution: Planned it"}
    file = record(f"{text}documents: {{full: {{style: {style}, options: {{{option}: true}}}}}}\n")
    done = cvkit("export", file, "--to", "md")
    names = {"significance": "significance of works", "contribution": "contributions to works"}
    assert [name for name, words in printed.items() if words in done.out] == [option]
    (other,) = {*printed} - {option}
    assert f"not printed in md: {names[other]} (1); to print them, write `options: {{{other}: true}}` into" in done.err
    assert names[option] not in done.err


def test_a_count_and_a_group_are_in_the_language_of_the_document(cvkit: Run, record: Make) -> None:
    document = "{language: de, sections: [{publications: {group_by: refereed}}]}"
    file = record(f"{WORKS}documents: {{full: {document}}}\n")
    text = cvkit("export", file, "--to", "md").out.replace("\u00a0", " ")
    assert "### Begutachtet" in text and "### Nicht begutachtet" in text
    assert "zurückgezogen 3. Mai 2022" in text and "Open Access" in text
