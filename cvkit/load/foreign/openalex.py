"""Works and authors of OpenAlex: one, or a list of them."""

from __future__ import annotations

import re
from typing import Any

from cvkit.load.bibtex.addresses import read_address
from cvkit.load.bibtex.values import read_doi
from cvkit.load.foreign.add_work import add_work
from cvkit.load.foreign.content import Fields, SourceContent
from cvkit.load.foreign.markup import from_html, from_plain
from cvkit.load.foreign.networks import add_profile
from cvkit.load.foreign.typed_values import author_value, doi_and_arxiv, issns_of, name_text, orcid_in, title_text
from cvkit.load.foreign.work_ids import work_ids
from cvkit.model.name import parse_name
from cvkit.model.source import Span, YamlMap, YamlSeq

_KINDS = {
    "article": "journal", "review": "journal", "letter": "journal", "preprint": "preprint", "book": "book",
    "book-chapter": "chapter", "reference-entry": "chapter", "dissertation": "thesis", "report": "report",
    "standard": "report", "dataset": "dataset", "software": "software", "other": "other", "editorial": "journal",
    "conference-paper": "conference", "conference-abstract": "conference",
}  # fmt: skip
"""Type of a work at OpenAlex → kind."""
_NO_WORKS = frozenset({"paratext", "peer-review", "libguides", "supplementary-materials", "grant"})
_CONFERENCES = frozenset({"proceedings-article", "proceedings"})


def fill(parsed: Any, content: SourceContent) -> None:
    """Read the answer of the API, or a list of works."""
    if isinstance(parsed, YamlSeq):
        items = [Fields(one, content, "work", span) for one, span in zip(parsed, parsed.spans, strict=True)]
    else:
        root = Fields(parsed, content, "", Span(0, 0, 0, 0))
        items = root.children("results") if root.has("results") else [root]
        if root.has("results"):
            root.leave_out("meta", "group_by")
            root.leave_out_rest()
    for item in items:
        if re.match(r"https://openalex\.org/A\d", item.word("id")):
            _author(item, content)
        elif item.typed:
            _work(item, content)


def _author(item: Fields, content: SourceContent) -> None:
    item.name = "author"
    person = content.person
    person["name"] = item.word("display_name")
    person["aliases"] = [name for name in item.words("display_name_alternatives") if name != person["name"]]
    person["orcid"] = orcid_in(item.word("orcid"))
    institutions = item.children("last_known_institutions")
    if institutions:
        person["affiliation"] = from_plain(institutions[0].word("display_name"))
        content.report.guess("the affiliation, the last that OpenAlex knows", person["affiliation"], item.span)
    person.setdefault("profiles", {})["openalex"] = item.word("id").rpartition("/")[2]
    ids = item.child("ids")
    ids.skip("openalex", "orcid")
    for network in ("scopus", "twitter", "wikipedia"):
        if user := ids.word(network):
            is_address = user.startswith("http")
            add_profile(person, network, user.rpartition("=")[2] if is_address else user, user if is_address else "")
    item.leave_out_rest()


def _work(item: Fields, content: SourceContent) -> None:
    item.name = "work"
    typed, crossref = item.word("type"), item.word("type_crossref")
    if typed in _NO_WORKS or item.word("is_paratext") == "true":
        title = from_plain(item.word("title", "display_name"))
        content.report.left_out(f"work of type {typed or 'paratext'}: {title} ({item.word('id')})", item.span)
        item.skip_all()
        return
    location = item.child("primary_location")
    source = location.child("source")
    source.name = "source"
    kind = _KINDS.get(typed, "other")
    if kind in ("journal", "other") and (crossref in _CONFERENCES or source.word("type") == "conference"):
        kind = "conference"
    if typed not in _KINDS:
        content.report.guess("the kind", f"other, from {typed or 'nothing'}", item.span)
    elif kind == "journal" and source.word("type") not in ("journal", ""):
        content.report.guess("the kind", kind, item.span)
    doi_text = item.word("doi")
    doi = read_doi(doi_text) or ""
    if doi_text and not doi:
        content.report.unread("doi", doi_text, item.at("doi"))
    date = _date(item)
    authors = [author for one in item.children("authorships") if (author := _authorship(one, content, date))]
    if item.word("is_authors_truncated") == "true" and authors:
        authors.append("et al.")
        content.report.lacks(
            "all authors", item.span, "OpenAlex lists only 100: import the work from Crossref by its DOI"
        )
    biblio = item.child("biblio")
    first, last = biblio.word("first_page"), biblio.word("last_page")
    landing = read_address(location.word("landing_page_url")) or ""
    publisher = from_plain(source.word("host_organization_name"))
    name = from_plain(source.word("display_name"))
    ids = item.child("ids")
    ids.skip("doi")
    source.skip("type")
    for one in item.children("authorships"):
        one.leave_out("author_position")
    values: dict[str, Any] = {
        "title": title_text(item.word("title", "display_name")),
        "authors": authors,
        "date": date,
        "venue": {"name": name, "publisher": publisher if publisher != name else "", **_issns(source)} if name else {},
        "volume": biblio.word("volume"),
        "issue": biblio.word("issue"),
        "pages": f"{first}-{last}" if first and last and first != last else first,
        **doi_and_arxiv(doi),
        "url": "" if read_doi(landing) else landing,
        "abstract": _abstract(item),
        **work_ids(
            {"openalex": ids.word("openalex") or item.word("id"), "pmid": ids.word("pmid"), "pmcid": ids.word("pmcid")}
        ),
    }
    if item.word("is_retracted") == "true":
        values["note"] = "retracted"
    if not authors:
        content.report.lacks("authors", item.span, "add them to the record by hand")
    item.skip("display_name", "id", "publication_year", "publication_date", "abstract_inverted_index", "title")
    item.leave_out_rest()
    add_work(content, kind, values, item.span)


def _issns(source: Fields) -> dict[str, str]:
    first = source.word("issn_l")
    return issns_of([first, *(issn for issn in source.words("issn") if issn != first)] if first else [], source)


def _authorship(one: Fields, content: SourceContent, date: str) -> Any:
    author = one.child("author")
    raw, shown = one.word("raw_author_name"), author.word("display_name")
    name = parse_name(raw or shown)
    if not name.full:
        return None
    affiliations = [from_plain(text) for text in one.words("raw_affiliation_strings", "raw_affiliation_string")]
    if not affiliations:
        affiliations = [from_plain(part.word("display_name")) for part in one.children("institutions")]
    affiliations = list(dict.fromkeys(filter(None, affiliations)))
    if affiliations and date >= content.affiliations.get(name_text(name), ("", ""))[0]:
        content.affiliations[name_text(name)] = (date, affiliations[0])
    is_corresponding = one.word("is_corresponding") == "true"
    orcid = orcid_in(author.word("orcid"))
    corresponding = "true" if is_corresponding else ""
    return author_value(name, orcid=orcid, corresponding=corresponding, affiliations=affiliations)


def _date(item: Fields) -> str:
    """The month of a date. OpenAlex gives a day always, also if it knows only the year."""
    date, year = item.word("publication_date"), item.word("publication_year")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        found = date[:4] if date.endswith("-01-01") else date[:7]
        item.report.guess("the precision of a date", "year" if len(found) == 4 else "month", item.span)
        return found
    return year if re.fullmatch(r"\d{4}", year) else ""


def _abstract(item: Fields) -> str:
    """The abstract, which OpenAlex gives as words with their positions."""
    index = item.raw("abstract_inverted_index")
    if not isinstance(index, YamlMap):
        return ""
    words = [
        (int(at), word)
        for word, places in index.items()
        for at in (places if isinstance(places, YamlSeq) else [])
        if isinstance(at, str) and at.isdigit() and len(at) < 7
    ]
    return from_html(" ".join(word for _, word in sorted(words)))
