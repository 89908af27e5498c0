"""Convert single values of other formats to the forms of a record: names, dates, identifiers, addresses, pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from cvkit.load.bibtex.addresses import read_address
from cvkit.load.bibtex.date_fields import read_date, read_parts
from cvkit.load.bibtex.values import read_arxiv, read_doi, read_isbns, read_issns, read_pages
from cvkit.load.foreign.content import Fields
from cvkit.load.foreign.markup import from_html
from cvkit.load.foreign.report import SourceReport
from cvkit.model.date import GOING_ON, SEASONS, parse_date
from cvkit.model.fields import parse_orcid
from cvkit.model.identifiers import parse_email
from cvkit.model.name import NAME_PARTS, Name, is_group, parse_name
from cvkit.model.name_list import next_name
from cvkit.model.open_list import split_open_end
from cvkit.model.source import Span
from cvkit.model.typed_name import TITLES, is_degree

ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
"""The DOI of a preprint of arXiv, with its arXiv id."""


def name_text(name: Name) -> str:
    """A name as a user types it in an author list: `Family, Given`, or `{A Group}`.

    >>> name_text(Name("Jan", "Berg", "van der", "Jr."))
    'van der Berg, Jr., Jan'
    """
    if name.literal:
        return name.literal if parse_name(name.literal).literal == name.literal else f"{{{name.literal}}}"
    family = " ".join(filter(None, (name.particle, name.family)))
    if not name.given:
        return f"{{{family}}}" if " " in family else family
    return ", ".join(filter(None, (family, name.suffix, name.given)))


def author_value(name: Name, **further: Any) -> Any:
    """An author of a list: a text if the name says everything, else a mapping. Empty values are left out."""
    extra = {key: value for key, value in further.items() if value}
    typed = name_text(name)
    read = parse_name(typed)
    if all(getattr(read, part) == getattr(name, part) for part in NAME_PARTS) and _is_only_a_name(typed):
        return {"name": typed} | extra if extra else typed
    return {part: text for part in NAME_PARTS if (text := getattr(name, part))} | extra


def authors_of(names: Iterable[str]) -> list[Any]:
    """The authors of a list that has a text for each. Words such as `et al.` are an item of their own."""
    found = []
    for name in filter(str.strip, names):
        end = split_open_end(name)
        found += [author_value(parse_name(end.named))] if end.named else []
        found += [end.words] if end.words else []
    return found


def _is_only_a_name(typed: str) -> bool:
    """Whether an author list reads a text as one name, without markers and degrees."""
    if not typed or is_group(typed):
        return bool(typed)
    first, *words = re.split(r"[\s,]+", typed)
    has_degree = first.rstrip(".").lower() in TITLES or any(map(is_degree, words))
    ends_as_name = typed[-1].isalpha() or (typed[-1] == "." and typed[-2:-1].isalpha())
    return typed[0].isalpha() and ends_as_name and not has_degree and next_name(typed) is None


def put_name(values: dict[str, Any], given: str, family: str, whole: str = "") -> None:
    """Add the name of the owner to a person: its parts, or a whole name that is divided at its only space."""
    if family and given:
        values["name"] = {"given": given, "family": family}
    elif family or given or whole:
        values["name"] = family or given or whole


def doi_in(fields: Fields, *names: str) -> str:
    """The DOI in the first of several keys. A value that is none is reported."""
    text = fields.word(*names)
    found = read_doi(text) if text else ""
    if text and not found:
        _unread(fields, names, text)
    return found or ""


def url_of(fields: Fields, *names: str) -> str:
    """The address in the first of several keys. A value that is none is reported."""
    text = fields.word(*names)
    found = read_address(text) if text else ""
    if text and not found:
        _unread(fields, names, text)
    return found or ""


def email_of(fields: Fields, *names: str) -> str:
    """The e-mail address in the first of several keys. A value that is none is reported."""
    text = fields.word(*names)
    try:
        return parse_email(text) if text else ""
    except ValueError:
        _unread(fields, names, text)
        return ""


def one_or_all(values: Sequence[str]) -> str | list[str]:
    """A value of `person` that can be a text or a list: the text if there is only one."""
    return list(values) if len(values) > 1 else "".join(values)


def orcid_in(text: str) -> str:
    """The ORCID iD in a text, bare or as an address; empty if there is none."""
    found = re.search(r"(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])/?\s*$", text)
    try:
        return parse_orcid(found[1]) if found else ""
    except ValueError:
        return ""


def orcid_of(fields: Fields, *names: str) -> str:
    """The ORCID iD in the first of several keys. A value that is none is reported."""
    text = fields.word(*names)
    found = orcid_in(text)
    if text and not found:
        _unread(fields, names, text)
    return found


def _unread(fields: Fields, names: Sequence[str], text: str) -> None:
    name = next((name for name in names if fields.has(name)), names[0])
    fields.report.unread(fields.label(name), text, fields.at(name))


def doi_and_arxiv(doi: str, arxiv: str = "") -> dict[str, str]:
    """The `doi` and `arxiv` of a work. The DOI that arXiv gives to a preprint is its arXiv id."""
    if found := ARXIV_DOI.fullmatch(doi):
        return {"arxiv": arxiv or read_arxiv(found[1]) or "", **({} if read_arxiv(found[1]) else {"doi": doi})}
    return {"doi": doi, "arxiv": read_arxiv(arxiv) or "" if arxiv else ""}


def issns_of(texts: Sequence[str], fields: Fields, kinds: Sequence[str] = ()) -> dict[str, str]:
    """The `issn` and `eissn` of a venue, from ISSNs and the words `print` or `electronic` for each."""
    found: dict[str, str] = {}
    for at, text in enumerate(texts):
        kind = kinds[at] if at < len(kinds) else ""
        issns = read_issns(text)
        if not issns and text.strip():
            fields.report.unread("ISSN", text, fields.span)
        for issn in issns:
            key = "eissn" if kind == "electronic" or (not kind and "issn" in found) else "issn"
            if issn not in found.values():
                found.setdefault(key, issn)
    return found


def isbn_of(texts: Sequence[str], fields: Fields) -> str:
    """The first ISBN in some texts."""
    found = [isbn for text in texts for isbn in read_isbns(text.rpartition("/")[2])]
    if not found and any(text.strip() for text in texts):
        fields.report.unread("ISBN", texts[0], fields.span)
    return found[0] if found else ""


def date_in(text: str, report: SourceReport, field: str, span: Span) -> str:
    """The date in a text, in the form of a record; empty if there is none, which is reported."""
    text = " ".join(text.split())
    if not text:
        return ""
    season = re.fullmatch(r"(?:(?P<a>\w+),?\s+(?P<b>\d{4})|(?P<c>\d{4}),?\s+(?P<d>\w+))", text)
    if season and (name := (season["a"] or season["d"]).lower()) in {*SEASONS, "fall"}:
        return f"{season['b'] or season['c']}-{'autumn' if name == 'fall' else name}"
    found = read_date(text)
    if not found.date or not found.is_whole:
        report.unread(field, text, span)
    return found.date


def date_of(fields: Fields, *names: str) -> str:
    """The date in the first of several keys, in the form of a record. A value that is none is reported."""
    name = next((name for name in names if fields.has(name)), names[0])
    return date_in(fields.word(*names), fields.report, fields.label(name), fields.at(name))


def end_of(fields: Fields, *names: str) -> str:
    """The end of a period: a date, or `present`."""
    if fields.word(*names).lower() in GOING_ON:
        return "present"
    return date_of(fields, *names)


def date_of_parts(parts: Sequence[str], fields: Fields | None = None, name: str = "date") -> str:
    """The date of a year, a month and a day, as far as they are numbers of a date; empty without a year.

    With `fields`, a part that does not belong to a date is reported under `name`.

    >>> date_of_parts(["2024", "7", ""]), date_of_parts(["2024", "13"])
    ('2024-07', '2024')
    """
    given = [part for part in parts if part]
    date = _date_of_parts(*(*parts, "", "", "")[:3])
    if fields and len(given) > len(date.split("-")) * bool(date):
        fields.report.unread(fields.label(name), "-".join(part.rjust(2, "0") for part in given), fields.at(name))
    return date


def _date_of_parts(year: str, month: str, day: str) -> str:
    if not re.fullmatch(r"\d{1,4}", year) or not int(year):
        return ""
    year = f"{int(year):04}"
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return year
    read = read_parts(year, str(int(month)), str(int(day)) if day.isdigit() else "")
    return read.date or year


def ordered(start: str, end: str) -> bool:
    """Whether a period does not end before it starts."""
    try:
        return not start or not end or end == "present" or parse_date(end).last_day >= parse_date(start).first_day
    except ValueError:
        return False


def start_and_end(start: str, end: str, fields: Fields) -> dict[str, str]:
    """The `start` and `end` of an entry. An end before the start is reported, and left out."""
    if ordered(start, end):
        return {"start": start, "end": end}
    fields.report.unread(fields.label("end (before the start)"), end, fields.span)
    return {"start": start}


def pages_text(text: str) -> str:
    """The pages of a work: `1--9` is `1-9`."""
    return read_pages(text) if text else ""


def title_text(text: str) -> str:
    """A title with HTML as Markdown, without a full stop at its end."""
    found = from_html(text)
    return found[:-1] if found.endswith(".") and not found.endswith(("..", " al.", "etc.")) else found
