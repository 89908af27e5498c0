"""Add the entries of a résumé in the form of JSON Resume to the sections of a record."""

from __future__ import annotations

import re
from typing import Any

from cvkit.load.bibtex.addresses import read_address
from cvkit.load.bibtex.values import read_doi
from cvkit.load.foreign.add_work import add_work
from cvkit.load.foreign.content import Fields, SourceContent
from cvkit.load.foreign.markup import from_markdown, markdown_points
from cvkit.load.foreign.periods import dates_of, degree_dates
from cvkit.load.foreign.typed_values import authors_of, date_of, doi_and_arxiv
from cvkit.model.activity import GRANT_STATUSES
from cvkit.model.status_words import split_venue

_NO_AUTHORS = "JSON Resume has no authors: add them, or import the works from BibTeX, ORCID or DBLP too"


def _highlights(fields: Fields, *names: str) -> list[str]:
    return [from_markdown(line) for line in fields.lines(*names or ("highlights",))]


def text_of(fields: Fields, *names: str) -> str:
    """A text with Markdown, or several texts as one."""
    return " ".join(filter(None, (from_markdown(line) for line in fields.lines(*names))))


def text_and_points(fields: Fields, *names: str) -> tuple[str, list[str]]:
    """A text, and the items of a Markdown list that it may contain."""
    rest, points = markdown_points("\n".join(fields.lines(*names)))
    return from_markdown(rest), [from_markdown(point) for point in points]


def _url(fields: Fields) -> str:
    text = fields.word("url", "website")
    found = read_address(text) if text else ""
    if text and not found:
        fields.report.unread(fields.label("url"), text, fields.span)
    return found or ""


def _work(fields: Fields, content: SourceContent) -> None:
    name, position = text_of(fields, "name", "company"), text_of(fields, "position")
    summary, points = text_and_points(fields, "summary")
    values: dict[str, Any] = {
        "role": position if name else "",
        "organization": name or position or "?",
        "department": text_of(fields, "department"),
        "location": text_of(fields, "location"),
        **dates_of(fields),
        "highlights": [*_highlights(fields), *points],
    }
    _note(values, [summary, text_of(fields, "description")])
    content.add("experience", values | {"x-url": _url(fields)} | fields.keep_rest(), fields.span)


def _note(values: dict[str, Any], texts: list[str]) -> None:
    values["note"] = "; ".join(filter(None, [values.get("note", ""), *texts]))


def _volunteer(fields: Fields, content: SourceContent) -> None:
    summary, points = text_and_points(fields, "summary")
    values: dict[str, Any] = {
        "role": text_of(fields, "position"),
        "organization": text_of(fields, "organization", "company") or "?",
        **dates_of(fields),
    }
    _note(values, [summary])
    values |= {"x-highlights": [*_highlights(fields), *points], "x-url": _url(fields)}
    content.add("service", values | fields.keep_rest(), fields.span)


def _education(fields: Fields, content: SourceContent) -> None:
    score = text_of(fields, "score", "gpa")
    summary, points = text_and_points(fields, "summary")
    values: dict[str, Any] = {
        "degree": text_of(fields, "studyType", "degree"),
        "field": text_of(fields, "area"),
        "institution": text_of(fields, "institution") or "?",
        "location": text_of(fields, "location"),
        **degree_dates(fields),
        "thesis": text_of(fields, "thesis"),
        "advisor": text_of(fields, "advisor"),
        "minor": text_of(fields, "minor"),
        "grade": score,
        "honors": _highlights(fields, "honors"),
        "courses": _highlights(fields, "courses"),
        "highlights": [*_highlights(fields, "highlights"), *points],
    }
    _note(values, [summary])
    content.add("education", values | {"x-url": _url(fields)} | fields.keep_rest(), fields.span)


def _award(fields: Fields, content: SourceContent) -> None:
    values = {
        "title": text_of(fields, "title", "name") or "?",
        "by": text_of(fields, "awarder"),
        "date": date_of(fields, "date"),
        "note": text_of(fields, "summary"),
        "x-url": _url(fields),
    }
    content.add("honors", values | fields.keep_rest(), fields.span)


def _certificate(fields: Fields, content: SourceContent) -> None:
    values = {
        "title": text_of(fields, "name", "title") or "?",
        "by": text_of(fields, "issuer"),
        "date": date_of(fields, "date"),
        "url": _url(fields),
        "note": text_of(fields, "summary"),
    }
    content.add("certifications", values | fields.keep_rest(), fields.span)


def _publication(fields: Fields, content: SourceContent) -> None:
    url, publisher = _url(fields), text_of(fields, "publisher", "journal")
    doi = read_doi(url) or ""
    ids = doi_and_arxiv(doi) if doi else {}
    authors = authors_of(fields.words("authors"))
    summary = text_of(fields, "summary")
    kind = _kind(publisher, doi, url)
    typed = publisher
    publisher, status = split_venue(typed)
    if status:
        content.report.guess("the status", f"{status}, from {typed}", fields.span)
    content.report.guess("the kind", kind, fields.span)
    if not authors:
        content.report.lacks("authors", fields.span, _NO_AUTHORS)
    fields.skip("label")
    values: dict[str, Any] = {
        "title": text_of(fields, "name", "title"),
        "authors": authors,
        "date": date_of(fields, "releaseDate", "date"),
        "venue": {"name": publisher},
        **ids,
        "url": "" if doi else url,
        "status": status or "",
        "note": "" if authors else summary,
    }
    if authors and summary:  # the export of cvkit repeats authors and venue there
        values["x-summary"] = summary
    add_work(content, kind, values | fields.keep_rest(), fields.span)


def _kind(publisher: str, doi: str, url: str) -> str:
    is_on_arxiv = doi.lower().startswith("10.48550/") or (not doi and "arxiv.org" in url)
    if re.search("arxiv|preprint", publisher, re.I) or (is_on_arxiv and not publisher):
        return "preprint"
    if re.search(r"workshop", publisher, re.I):
        return "workshop"
    if re.search(r"\bproc|conference|symposium", publisher, re.I):
        return "conference"
    return "journal" if publisher else "other"


def _skill(fields: Fields, content: SourceContent) -> None:
    values: dict[str, Any] = {
        "name": text_of(fields, "name") or "Skills",
        "level": text_of(fields, "level"),
        "items": _highlights(fields, "keywords"),
        "note": text_of(fields, "summary"),
    }
    content.add("skills", values | fields.keep_rest(), fields.span)


def _language(fields: Fields, content: SourceContent) -> None:
    values = {"name": text_of(fields, "language", "name") or "?", "level": text_of(fields, "fluency", "level")}
    keywords = _highlights(fields, "keywords")
    content.add("languages", values | {"note": ", ".join(keywords)} | fields.keep_rest(), fields.span)


def _interest(fields: Fields, content: SourceContent) -> None:
    name, keywords = text_of(fields, "name"), ", ".join(_highlights(fields, "keywords"))
    text = keywords or text_of(fields, "summary")
    values = {"label": name, "text": text} if text else {"bullet": name}
    content.add_own("Interests", values | fields.keep_rest(), fields.span)


def _reference(fields: Fields, content: SourceContent) -> None:
    name, text = text_of(fields, "name"), text_of(fields, "reference", "summary")
    values = {"label": name, "text": text} if text and name else {"text": text or name}
    rest = {key: value for key, value in fields.keep_rest().items() if key not in ("x-phone", "x-email")}
    content.add_own("References", values | rest, fields.span)


def _project(fields: Fields, content: SourceContent) -> None:
    name, kind, url = text_of(fields, "name", "title"), fields.word("type"), _url(fields)
    summary, points = text_and_points(fields, "summary")
    description = "; ".join(filter(None, [text_of(fields, "description"), summary]))
    entity, roles, period = text_of(fields, "entity"), text_of(fields, "roles", "role"), dates_of(fields)
    highlights, keywords = [*_highlights(fields), *points], _highlights(fields, "keywords")
    if kind == "grant":
        values: dict[str, Any] = {"title": name, "role": roles, "funder": entity, **period, "url": url}
        values |= {"number": fields.word("number"), "share": fields.word("share"), **_money(fields)}
        values["status"] = fields.word("status") if fields.typed.get("status") in GRANT_STATUSES else ""
        values["investigators"] = authors_of(fields.words("investigators"))
        _note(values, [description])
        content.add("grants", values | {"highlights": highlights} | fields.keep_rest(), fields.span)
    elif kind == "research":
        values = {"title": name or "?", "role": roles, "organization": entity, **period}
        _note(values, [description])
        content.add("research", values | {"highlights": highlights, "x-url": url} | fields.keep_rest(), fields.span)
    elif kind in ("application", "software", "library"):
        date = period.get("date") or period.get("start", "")
        values = {"title": name, "date": date, "url": url, "description": description, "highlights": highlights}
        values |= {"x-entity": entity, "x-roles": roles, "x-keywords": keywords}
        add_work(content, "software", values | fields.keep_rest(), fields.span)
        content.report.guess("the meaning of a project", "software, from its type", fields.span)
    else:
        values = {"title": name or "?", "role": roles, "organization": entity, **period, "url": url}
        values["location"] = text_of(fields, "location")
        values |= {"description": description, "highlights": highlights, "x-keywords": keywords, "x-type": kind}
        content.add("projects", values | fields.keep_rest(), fields.span)


def _money(fields: Fields) -> dict[str, str]:
    """The amounts of a grant, which `cvkit export` writes as `250000 EUR`."""
    found = {}
    for name, key in (("amount", "amount"), ("ownAmount", "own_amount")):
        if match := re.fullmatch(r"(\d+(?:\.\d+)?)(?: ([A-Z]{3}))?", str(fields.typed.get(name, ""))):
            fields.skip(name)
            found[key] = match[1]
            found |= {"currency": match[2]} if match[2] else {}
    return found


def _presentation(fields: Fields, content: SourceContent) -> None:
    values = {
        "title": text_of(fields, "name", "title"),
        "date": date_of(fields, "date", "releaseDate"),
        "event": {"name": text_of(fields, "event"), "place": text_of(fields, "location")},
        "note": text_of(fields, "description", "summary"),
        "url": _url(fields),
    }
    add_work(content, "talk", values | fields.keep_rest(), fields.span)


def _teaching(fields: Fields, content: SourceContent) -> None:
    values = {
        "title": text_of(fields, "course", "name", "title") or "?",
        "role": text_of(fields, "role", "position"),
        "organization": text_of(fields, "institution"),
        "location": text_of(fields, "location"),
        **dates_of(fields),
        "url": _url(fields),
    }
    _note(values, [text_of(fields, "description", "summary")])
    content.add("teaching", values | fields.keep_rest(), fields.span)


def _portfolio(fields: Fields, content: SourceContent) -> None:
    values = {"title": text_of(fields, "name", "title") or "?", "text": text_of(fields, "description", "summary")}
    values |= {"x-category": text_of(fields, "category"), "x-url": _url(fields), **dates_of(fields)}
    content.add_own("Portfolio", values | fields.keep_rest(), fields.span)


RESUME_SECTIONS = {
    "work": _work,
    "volunteer": _volunteer,
    "education": _education,
    "awards": _award,
    "certificates": _certificate,
    "publications": _publication,
    "skills": _skill,
    "languages": _language,
    "interests": _interest,
    "references": _reference,
    "projects": _project,
    "presentations": _presentation,
    "teaching": _teaching,
    "portfolio": _portfolio,
}
"""Key of a résumé → the function that adds one of its entries."""
