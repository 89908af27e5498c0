"""The data of schema.org in a page of HTML: it says what the page shows and nothing else, whatever the texts are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from cvkit.commands.read import read
from cvkit.commands.request import Request
from cvkit.write.html.elements import data_for_script
from tests.conftest import ROOT, Result, exported

Run = Callable[..., Result]
Make = Callable[..., Path]
RECORDS = [
    *sorted(file.parent for folder in ("data", "examples") for file in (ROOT / folder).glob("*/cv.yaml")),
    *(ROOT / "tests" / "write" / name for name in ("whole", "scripts", "people")),
]


class Shown(HTMLParser):
    """The words and the addresses of the body of a page, and its data."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.addresses, self.data, self.inside = "", set[str](), "", ""
        self.feed(page)
        self.words = spaced(self.words)
        self.graph = json.loads(self.data)["@graph"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag if tag in ("script", "body", "style") else self.inside
        self.addresses |= {str(value) for name, value in attrs if name == "href"}

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.data += data
        elif self.inside == "body":
            self.words += data


def spaced(text: str) -> str:
    return " ".join(text.split())


def bare(text: str) -> str:
    """A text without white space, and with straight quotes."""
    return re.sub(r"\s|[“”„«»「」]|'", lambda found: '"' if found[0] in "“”„«»「」" else "", text.replace("’", ""))


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a value, with its key."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, key)
    else:
        yield key, value


@pytest.mark.parametrize("folder", RECORDS, ids=lambda folder: folder.name)
def test_the_data_says_only_what_the_page_shows(folder: Path) -> None:
    numbered = read(folder).numbered
    assert numbered
    for name in numbered.record.documents:
        shown = Shown(exported(Request(folder, name), "html"))
        for key, text in leaves(shown.graph):
            if key in ("url", "sameAs", "codeRepository"):
                assert text in shown.addresses, (name, key, text)
            elif key == "propertyID" or key.startswith("@"):
                continue
            elif key.startswith("date"):
                assert text[:4] in shown.words, (name, key, text)
            else:
                assert bare(text) in bare(shown.words) or text in str(shown.addresses), (name, key, text)


RECORD = """\
cvkit: 1
person:
  name: {given: Ada, family: Miller, native: 밀러}
  title: Ph.D.
  position: Professor
  affiliation: [Institute, "College"]
  location: Town
  email: ada@example.org
  phone: +1 555 010 0199
  orcid: 0000-0002-1825-0097
  profiles: {github: ada}
  links: [{label: Home, url: "https://ada.example"}]
education:
  - {institution: First School, degree: B.S., start: 2001, end: 2005}
  - {institution: Present School, degree: Ph.D., start: 2020, end: present}
  - {institution: Hidden School, hidden: true}
honors: [{title: A Prize, date: 2021}, {title: A Prize, date: 2020}, {title: Other, date: 2000, tags: [old]}]
publications:
  - {id: one, kind: journal, title: "The *One*: $x^2$", authors: "Bo Bee, Ada Miller", date: 2020-03-04,
     doi: 10.1000/x, url: "https://a.example/", venue: {name: Journal}, volume: 3, issue: 2, pages: 1-9}
  - {id: two, kind: thesis, title: Two, authors: Ada Miller, date: 2006, venue: {name: First School}}
  - {id: three, kind: conference, title: Three, authors: "Ada Miller, Bo Bee, Cy Dee", date: 2021-01,
     venue: {name: Meeting}, event: {date: 2020-12-01/2020-12-03}}
  - {id: four, kind: book, title: Four, editors: "Ada Miller, Bo Bee", date: 2010, venue: {publisher: Press}}
  - {id: five, kind: preprint, title: Five, authors: Ada Miller, status: submitted, arxiv: "2501.00001"}
talks: [{id: six, title: Six, date: 2019-05-06}]
documents:
  full: {}
  bare:
    hide: [native, title, position, affiliation, location, email, phone, orcid, profiles, links]
    sections: [{publications: {where: {ids: [three]}, max_authors: 1}}, {honors: {where: {tags: [old]}}}]
"""


def graph(cvkit: Run, record: Make, document: str = "full") -> list[dict[str, Any]]:
    result = cvkit("export", record("", RECORD), "-d", document, "--to", "html")
    assert result.status == 0, result.err
    return Shown(result.out).graph


def test_the_owner_and_the_works_have_the_types_of_schema_org(cvkit: Run, record: Make) -> None:
    owner, *works = graph(cvkit, record)
    assert owner == {
        "@type": "Person",
        "@id": "#owner",
        "name": "Ada Miller",
        "alternateName": "밀러",
        "honorificSuffix": "Ph.D.",
        "jobTitle": ["Professor"],
        "affiliation": [{"@type": "Organization", "name": name} for name in ("Institute", "College")],
        "address": "Town",
        "email": ["ada@example.org"],
        "telephone": ["+1 555 010 0199"],
        "url": ["https://ada.example"],
        "sameAs": ["https://orcid.org/0000-0002-1825-0097", "https://github.com/ada"],
        "alumniOf": [{"@type": "Organization", "name": "First School"}],
        "award": ["A Prize", "Other"],
    }
    found = {work.get("headline") or work["name"]: work for work in works}
    assert found["The One: x²"] == {
        "@type": "ScholarlyArticle",
        "@id": "#cvk.J.1",
        "headline": "The One: x²",
        "author": [{"@type": "Person", "name": "Bo Bee"}, {"@id": "#owner"}],
        "datePublished": "2020-03",
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "2",
            "isPartOf": {
                "@type": "PublicationVolume",
                "volumeNumber": "3",
                "isPartOf": {"@type": "Periodical", "name": "Journal"},
            },
        },
        "pagination": "1–9",
        "identifier": [{"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1000/x"}],
        "sameAs": ["https://doi.org/10.1000/x"],
        "url": "https://a.example/",
    }
    assert (found["Two"]["@type"], found["Two"]["publisher"]["name"]) == ("Thesis", "First School")
    assert found["Three"]["datePublished"] == "2021-01"
    assert (found["Four"]["@type"], len(found["Four"]["editor"])) == ("Book", 2) and "author" not in found["Four"]
    assert found["Five"]["creativeWorkStatus"] == "under review" and "datePublished" not in found["Five"]
    assert (found["Six"]["author"], found["Six"]["datePublished"]) == ([{"@id": "#owner"}], "2019-05-06")


def test_the_data_has_nothing_that_a_document_leaves_out(cvkit: Run, record: Make) -> None:
    owner, work = graph(cvkit, record, "bare")
    assert owner == {"@type": "Person", "@id": "#owner", "name": "Ada Miller", "award": ["Other"]}
    assert work["author"] == [{"@id": "#owner"}] and work["headline"] == "Three"


@pytest.mark.parametrize(
    "text",
    ["</script><b>", "<!--<script>", "]]>", 'a"b\\c', "a\u2028b\u2029c", "\u007f\u0085\ufffe", "x" * 40_000, "𝒳 王"],
)
def test_no_text_ends_the_data(text: str) -> None:
    written = data_for_script({"name": text})
    assert not re.search("[<\u2028\u2029\u0080-\u009f\ufffe]", written)
    assert json.loads(written)["name"] == re.sub("[\u007f-\u009f\ufffe]", " ", text)


QUOTED = """\
person:
  name: {given: Ada "Bo", family: O'Brien, native: "Ада О'Браен"}
  title: Dr. "h. c."
  location: O'Fallon
  affiliation: King's "College"
documents: {full: {language: LANGUAGE, names: NAMES}}
publications:
- {id: a, kind: journal, title: 'On "why" it''s $x^2$ in [J](https://a.example) 5 %',
   authors: ["Ada O'Brien", "Bo D'Arc", "Li ’t Hooft"], date: 2020, venue: {name: "Journal of \\"Quotes\\"'s"}}
honors: [{title: "The \\"Best\\" prize's"}]
"""


@pytest.mark.parametrize("language", ["en", "fr", "de", "ja", "cs"])
@pytest.mark.parametrize("names", ["full", "initials", "family-first"])
def test_data_has_the_quotes_and_spaces_of_the_record(
    record: Callable[..., Path], cvkit: Run, language: str, names: str
) -> None:
    text = QUOTED.replace("LANGUAGE", language).replace("NAMES", names)
    owner, work = Shown(cvkit("export", record(text, head="cvkit: 1\n"), "--to", "html").out).graph
    assert owner["name"] in ('Ada "Bo" O\'Brien', "Ада О'Браен")
    assert owner["honorificSuffix"] == 'Dr. "h. c."'
    assert owner["address"] == "O'Fallon"
    assert owner["affiliation"][0]["name"] == 'King\'s "College"'
    assert owner["award"] == ['The "Best" prize\'s']
    assert work["headline"] == 'On "why" it\'s x² in J 5 %'
    assert work["isPartOf"]["name"] == 'Journal of "Quotes"\'s'
    [second, third] = [author["name"] for author in work["author"][-2:]]
    assert "D'Arc" in second and "’t Hooft" in third
