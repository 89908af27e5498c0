"""The record of a researcher at ORCID, as JSON or XML of the public API 3.0, or its works in full."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from cvkit.load.bibtex.addresses import read_address
from cvkit.load.foreign.content import Fields, SourceContent
from cvkit.load.foreign.countries import country_name
from cvkit.load.foreign.markup import from_html, from_markdown
from cvkit.load.foreign.networks import add_known_address, add_profile
from cvkit.load.foreign.orcid_works import CLUTTER, add_orcid_work, orcid_date, orcid_value
from cvkit.load.foreign.periods import of_degree
from cvkit.load.foreign.typed_values import (
    author_value,
    one_or_all,
    orcid_in,
    put_name,
    start_and_end,
)
from cvkit.load.foreign.xml_tree import Element
from cvkit.model.name import parse_name
from cvkit.model.source import EMPTY, Span, YamlMap, YamlSeq


def fill(parsed: Any, content: SourceContent) -> None:
    """Read an ORCID record, the list of its works, or works in full."""
    if isinstance(parsed, Element):
        parsed = _as_tree(parsed, content)
        if not isinstance(parsed, YamlMap):
            return
    content.clutter = (*CLUTTER, "disambiguated-organization", "external-id-relationship", "external-id-normalized")
    root = Fields(parsed, content, "", Span(0, 0, 0, 0))
    root.leave_out("preferences", "history", "path", "last-modified-date")
    identifier = root.child("orcid-identifier")
    if orcid := orcid_in(identifier.word("path") or identifier.word("uri")):
        content.person["orcid"] = orcid
        identifier.skip("uri", "host")
    _person(root.child("person"), content)
    activities = root.child("activities-summary") if root.has("activities-summary") else root
    activities.leave_out("last-modified-date", "path")
    for section, fields in _affiliations(activities):
        _affiliation(section, fields, content)
    for section in ("experience", "education"):  # positions and invited positions, degrees and qualifications
        content.sections[section].sort(key=_newest_first, reverse=True)
    for group in activities.child("fundings").children("group"):
        _funding(group, content)
    _reviews(activities.child("peer-reviews"), content)
    in_full = {code: work for item in root.children("bulk") if (code := (work := item.child("work")).word("put-code"))}
    works = activities.child("works") if activities.has("works") else activities
    works.leave_out("last-modified-date", "path")
    for group in works.children("group"):
        group.leave_out("last-modified-date", "external-ids")
        summaries = group.children("work-summary")
        whole = [in_full.pop(code) for one in summaries if (code := one.word("put-code")) in in_full]
        add_orcid_work([*whole, *summaries] if len(whole) < len(summaries) else whole, content)
    for work in in_full.values():
        add_orcid_work([work], content)
    if root.has("title") and root.has("type"):
        add_orcid_work([Fields(parsed, content, "work", root.span)], content)
        return
    if not activities.child("research-resources").has("group"):
        activities.skip("research-resources")
    activities.leave_out_rest()
    root.leave_out_rest()


def _as_tree(element: Element, content: SourceContent) -> Any:
    """An element in the form that the JSON of the same record has."""
    children = list(element.all())
    if not children:
        return element.text or EMPTY
    tree = YamlMap(content.file, element.span)

    def put(key: str, value: Any, span: Span) -> None:
        if key in tree and isinstance(tree[key], YamlSeq) and key in repeated:
            tree[key].append(value)
            tree[key].spans.append(span)
            return
        if key in repeated:
            several = YamlSeq(content.file, span)
            several.append(value)
            several.spans.append(span)
            value = several
        tree[key] = value
        tree.key_spans[key] = tree.value_spans[key] = span

    counts = Counter(child.name for child in children)
    repeated = {name for name, count in counts.items() if count > 1}
    for name, text in element.attributes.items():
        put(name, text, element.span)
    for child in children:
        put(child.name, _as_tree(child, content), child.span)
    return tree


def _person(person: Fields, content: SourceContent) -> None:
    person.leave_out(*CLUTTER)
    name = person.child("name")
    name.leave_out(*CLUTTER)
    put_name(content.person, orcid_value(name, "given-names"), orcid_value(name, "family-name"))
    aliases = [credit] if (credit := orcid_value(name, "credit-name")) else []
    aliases += [orcid_value(one, "content") for one in person.child("other-names").children("other-name")]
    content.person["aliases"] = [alias for alias in dict.fromkeys(aliases) if alias]
    if text := from_markdown("\n\n".join(person.child("biography").lines("content"))):
        content.summary += text.split("\n\n")
    emails = person.child("emails").children("email")
    if emails:
        for one in emails:
            one.leave_out(*CLUTTER, "verified")
        emails.sort(key=lambda one: one.word("primary") != "true")
        content.person["email"] = one_or_all([text for one in emails if (text := one.word("email"))])
    links = content.person.setdefault("links", [])
    for one in person.child("researcher-urls").children("researcher-url"):
        address = orcid_value(one, "url")
        if (url := read_address(address)) and not add_known_address(content.person, one.word("url-name"), url):
            links.append({"label": from_html(one.word("url-name")) or url.partition("//")[2].rstrip("/"), "url": url})
        elif address and not url:
            content.report.unread("researcher-url.url", address, one.at("url"))
    for one in person.child("external-identifiers").children("external-identifier"):
        label, user = one.word("external-id-type"), one.word("external-id-value")
        network = next((name for word, name in _NETWORKS.items() if word in label.lower()), label)
        if label and not add_profile(content.person, network, user, orcid_value(one, "external-id-url")):
            content.report.left_out(f"{label} {user}", one.span)
    countries = [orcid_value(one, "country") for one in person.child("addresses").children("address")]
    if countries:
        content.person["location"] = country_name(countries[0])
        for country in countries[1:]:
            content.report.left_out(f"address {country_name(country)}", person.at("addresses"))
    keywords = [orcid_value(one, "content") for one in person.child("keywords").children("keyword")]
    if keywords:
        content.add_own("Keywords", {"text": from_html(", ".join(filter(None, keywords)))}, person.at("keywords"))
    person.leave_out_rest()


_NETWORKS = {
    "scopus": "Scopus",
    "researcherid": "Web of Science",
    "google scholar": "Google Scholar",
    "github": "GitHub",
}
"""A part of the type of an identifier at ORCID → the service."""

_SECTIONS = {
    "employments": ("employment-summary", "experience"),
    "invited-positions": ("invited-position-summary", "experience"),
    "educations": ("education-summary", "education"),
    "qualifications": ("qualification-summary", "education"),
    "distinctions": ("distinction-summary", "honors"),
    "memberships": ("membership-summary", "memberships"),
    "services": ("service-summary", "service"),
}


def _affiliations(activities: Fields) -> Iterator[tuple[str, Fields]]:
    for name, (summary, section) in _SECTIONS.items():
        for group in activities.child(name).children("affiliation-group"):
            group.leave_out("last-modified-date", "external-ids")
            wrapped = itertools.chain([group], group.children("summaries"))
            for one in wrapped:
                for fields in one.children(summary):
                    yield section, fields


def _newest_first(entry: YamlMap) -> tuple[str, str]:
    start = str(entry.get("start", ""))
    end = next((str(entry[name]) for name in ("end", "date", "expected") if name in entry), "")
    return ("9999" if end == "present" or (start and not end) else end, start)


def _affiliation(section: str, fields: Fields, content: SourceContent) -> None:
    fields.leave_out(*CLUTTER)
    organization = fields.child("organization")
    organization.leave_out("disambiguated-organization")
    place = organization.child("address")
    city, region, country = place.word("city"), place.word("region"), country_name(place.word("country"))
    location = from_html(", ".join(filter(None, (city, region if region != city else "", country))))
    name, role = from_html(organization.word("name")) or "?", from_html(fields.word("role-title"))
    department = from_html(fields.word("department-name"))
    start, end = orcid_date(fields, "start-date"), orcid_date(fields, "end-date")
    url = read_address(orcid_value(fields, "url")) or ""
    is_open = not end and section in ("experience", "memberships", "service")
    period = start_and_end(start, end or ("present" if is_open and start else ""), fields)
    match section:
        case "experience":
            values = {"role": role, "department": department, "organization": name, "location": location, **period}
        case "education":
            values = {
                "degree": role,
                "institution": name,
                "location": location,
                **of_degree(period),
                "note": department,
            }
        case "honors":
            values = {
                "title": role or name,
                "by": name if role else "",
                "date": start,
                "note": department,
                "x-location": location,
            }
        case "memberships":
            values = {"organization": name, "role": role, **period, "note": department, "x-location": location}
        case _:
            values = {
                "role": role,
                "organization": name,
                "kind": "other",
                **period,
                "note": department,
                "x-location": location,
            }
    entry = content.add(section, values | {"x-url": url}, fields.span)
    if section == "education" and not end and start:
        content.report.guess("that you still study", entry.get("institution", ""), fields.span)
    fields.leave_out_rest()


def _funding(group: Fields, content: SourceContent) -> None:
    group.leave_out("last-modified-date", "external-ids")
    for fields in group.children("funding-summary"):
        title = from_html(orcid_value(fields.child("title"), "title"))
        number, url = "", read_address(orcid_value(fields, "url")) or ""
        for one in fields.child("external-ids").children("external-id"):
            if one.word("external-id-type") in ("grant_number", "proposal-id"):
                number = number or one.word("external-id-value")
                url = url or read_address(orcid_value(one, "external-id-url")) or ""
        fields.leave_out(*CLUTTER)
        organization = fields.child("organization")
        funder = from_html(organization.word("name"))
        start, end = orcid_date(fields, "start-date"), orcid_date(fields, "end-date")
        if fields.word("type") == "award":
            values: dict[str, Any] = {"title": title or funder or "Untitled", "by": funder, "date": start, "x-url": url}
            content.add("honors", values, fields.span)
        else:
            amount = fields.child("amount")
            value = re.sub(r"[ ,']", "", orcid_value(amount, "value"))
            currency = amount.word("currency-code")
            is_sum = re.fullmatch(r"\d+(\.\d+)?", value) and re.fullmatch("[A-Z]{3}", currency)
            money = {"amount": value, "currency": currency} if is_sum else {}
            people = [orcid_value(one, "credit-name") for one in fields.child("contributors").children("contributor")]
            values = {"title": title or funder or "Untitled", "funder": funder, "number": number, **money}
            values["investigators"] = [author_value(parse_name(person)) for person in people if person]
            content.add("grants", values | start_and_end(start, end, fields) | {"url": url}, fields.span)
        fields.leave_out_rest()
        break  # the others of a group describe the same grant


_KIND_OF_ROLE = {"editor": "board", "chair": "committee", "member": "committee", "organizer": "committee"}
"""The role in a review at ORCID, if it is not `reviewer` → the kind of service."""


def _reviews(reviews: Fields, content: SourceContent) -> None:
    """Reviews, summed for each role, organization and year."""
    years: dict[tuple[str, str], Counter[str]] = {}
    spans: dict[tuple[str, str], Span] = {}
    reviews.leave_out("last-modified-date", "path")
    for group in reviews.children("group"):
        for inner in [*group.children("peer-review-group"), group]:
            for fields in inner.children("peer-review-summary"):
                name = from_html(fields.child("convening-organization").word("name")) or "?"
                role = fields.word("reviewer-role").lower()
                key = (role if role in _KIND_OF_ROLE else "reviewer", name)
                date = orcid_date(fields, "completion-date")
                if len(date) > 4:
                    content.report.left_out("completion-date", fields.at("completion-date"))
                years.setdefault(key, Counter())[date[:4]] += 1
                spans.setdefault(key, fields.span)
    for (role, name), counts in years.items():
        dates = [{"date": year, "count": count} for year, count in sorted(counts.items(), reverse=True) if year]
        kind = _KIND_OF_ROLE.get(role, role)
        values = {"role": role, "kind": kind, "organization": name, "dates": dates}
        content.add("service", values | ({"count": counts[""]} if not dates else {}), spans[role, name])
        content.report.guess("the journal of reviews, from the organization", name, spans[role, name])
