"""JSON Resume: the document as data in the schema of version 1.0.0, for its themes and readers.

The schema allows additional fields. The writer uses them for values without a standard field: `label` and `authors`
of works.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from cvkit.model.career import Education, Experience, Honor, Research, Service, Spanning
from cvkit.model.date import Date
from cvkit.model.person import Person
from cvkit.model.text import Text
from cvkit.model.work import people_of
from cvkit.number.select import Listed
from cvkit.write.address import ascii_address
from cvkit.write.blocks import Legend
from cvkit.write.compose.phrase import sentences
from cvkit.write.data_view import Localizer, iso, without_empty
from cvkit.write.formats import WriterInput
from cvkit.write.text_lines import authors_line, venue_line
from cvkit.write.txt import plain

SCHEMA_ADDRESS = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def write(inputs: WriterInput) -> str:
    """Return the document as JSON Resume; if sections are requested, only those."""
    localizer = Localizer(inputs)
    value = {"$schema": SCHEMA_ADDRESS, **without_empty({name: make(localizer) for name, make in PARTS.items()})}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _basics(localizer: Localizer) -> dict[str, Any]:
    person = localizer.record.person
    shown = {
        name: None if name in localizer.inputs.document.hide else getattr(person, name) for name in Person.model_fields
    }
    links = shown["links"] or ()
    profiles = [
        {"network": one.service, "username": one.id, "url": ascii_address(one.url)}
        for one in shown["profiles"] or ()
        if one.key != "orcid"
    ]
    profiles += [{"network": localizer.text(link.label), "url": ascii_address(link.url)} for link in links]
    if shown["orcid"]:
        address = f"https://orcid.org/{shown['orcid']}"
        profiles.insert(0, {"network": "ORCID", "username": shown["orcid"], "url": address})
    place = [localizer.text(shown[name]) for name in ("affiliation", "location")]
    return without_empty(
        {
            "name": person.name.parts.full,
            "label": localizer.text(shown["position"] or shown["title"]),
            "email": shown["email"],
            "phone": shown["phone"],
            "url": ascii_address(links[0].url) if links else "",
            "summary": " ".join(map(localizer.text, localizer.entries("summary"))),
            "location": without_empty({"address": ", ".join(filter(None, place))}),
            "profiles": profiles,
        }
    )


def _work(localizer: Localizer) -> list[dict[str, Any]]:
    def one(post: Experience) -> dict[str, Any]:
        return {
            "name": _hosts(post.hosts, localizer),
            "position": localizer.text(post.role),
            "location": localizer.text(post.location),
            **_period(post),
            "summary": _sentence(localizer, post.department, post.lab, post.note),
            "highlights": _texts(post.highlights, localizer),
        }

    return [without_empty(one(post)) for post in localizer.entries("experience")]


def _volunteer(localizer: Localizer) -> list[dict[str, Any]]:
    def one(service: Service) -> dict[str, Any]:
        dates = [dated.date for dated in service.dates]
        first = min(dates, key=lambda date: date.first_day, default=None)
        last = max(dates, key=lambda date: date.last_day, default=None)
        return {
            "organization": _hosts(service.hosts, localizer),
            "position": localizer.text(service.role),
            **_period(service),
            **without_empty({"startDate": iso(first), "endDate": _iso_end(last)}),
            "summary": localizer.text(service.note),
        }

    def member(membership: Any) -> dict[str, Any]:
        return {
            "organization": _hosts(membership.hosts, localizer),
            "position": localizer.text(membership.role),
            **_period(membership),
            "summary": localizer.text(membership.note),
        }

    services = [without_empty(one(service)) for service in localizer.entries("service")]
    return [*services, *(without_empty(member(entry)) for entry in localizer.entries("memberships"))]


def _education(localizer: Localizer) -> list[dict[str, Any]]:
    def one(education: Education) -> dict[str, Any]:
        return {
            "institution": localizer.text(education.institution),
            "area": localizer.text(education.field),
            "studyType": localizer.text(education.degree),
            **_period(education),
            "thesis": localizer.text(education.thesis),
            "advisor": localizer.text(education.advisor),
            "honors": _texts(education.honors, localizer),
        }

    return [without_empty(one(education)) for education in localizer.entries("education")]


def _awards(localizer: Localizer) -> list[dict[str, Any]]:
    def one(honor: Honor) -> dict[str, Any]:
        return {
            "title": localizer.text(honor.title),
            "date": iso(honor.date),
            "awarder": localizer.text(honor.by),
            "summary": _sentence(localizer, honor.work, honor.event, honor.note),
        }

    return [without_empty(one(honor)) for honor in localizer.entries("honors")]


def _certificates(localizer: Localizer) -> list[dict[str, Any]]:
    return [
        without_empty(
            {
                "name": localizer.text(certificate.title),
                "date": iso(certificate.date),
                "issuer": localizer.text(certificate.by),
                "url": ascii_address(certificate.url or ""),
            }
        )
        for certificate in localizer.entries("certifications")
    ]


def _publications(localizer: Localizer) -> list[dict[str, Any]]:
    def one(listed: Listed) -> dict[str, Any]:
        block = localizer.block(listed)
        authors = plain(authors_line(block, Legend(())))
        venue = venue_line(replace(block, year=""))  # no year replaces a missing label here, so the date has its year
        summary = plain(sentences([authors, venue]))
        return {
            "name": localizer.text(listed.work.title),
            "label": block.label,
            "authors": [author.parts.full for author in people_of(listed.work)],
            "publisher": plain(block.venue).replace("\u00a0", " "),
            "releaseDate": iso(listed.work.date),
            "url": ascii_address(block.url),
            "summary": summary.replace("\u00a0", " "),
        }

    return [without_empty(one(listed)) for listed in localizer.works()]


def _projects(localizer: Localizer) -> list[dict[str, Any]]:
    def one(research: Research) -> dict[str, Any]:
        return {
            "name": localizer.text(research.title),
            "entity": _hosts(research.hosts, localizer),
            "roles": _texts((research.role,) if research.role else (), localizer),
            **_period(research),
            "description": localizer.text(research.note),
            "highlights": _texts(research.highlights, localizer),
        }

    def grant(grant: Any) -> dict[str, Any]:
        return {
            "name": localizer.text(grant.title),
            "type": "grant",
            "entity": localizer.text(grant.funder),
            "roles": _texts((grant.role,) if grant.role else (), localizer),
            **_period(grant),
            "url": ascii_address(grant.url or ""),
            "description": _sentence(localizer, grant.note),
            "highlights": _texts(grant.highlights, localizer),
        }

    research = [without_empty(one(entry)) for entry in localizer.entries("research")]
    return [*research, *(without_empty(grant(entry)) for entry in localizer.entries("grants"))]


def _skills(localizer: Localizer) -> list[dict[str, Any]]:
    return [
        without_empty(
            {
                "name": localizer.text(skill.name),
                "level": localizer.text(skill.level),
                "keywords": _texts(skill.items, localizer),
            }
        )
        for skill in localizer.entries("skills")
    ]


def _languages(localizer: Localizer) -> list[dict[str, Any]]:
    return [
        without_empty({"language": localizer.text(language.name), "fluency": localizer.text(language.level)})
        for language in localizer.entries("languages")
    ]


def _references(localizer: Localizer) -> list[dict[str, Any]]:
    return [
        without_empty(
            {
                "name": localizer.text(referee.name),
                "reference": ", ".join(
                    filter(
                        None,
                        [
                            *(
                                localizer.text(text)
                                for text in (referee.relation, referee.position, referee.department)
                            ),
                            _hosts(referee.hosts, localizer),
                            referee.email,
                            referee.phone,
                        ],
                    )
                ),
            }
        )
        for referee in localizer.entries("referees")
    ]


def _meta(localizer: Localizer) -> dict[str, Any]:
    """The meanings of the markers behind names."""
    legend = localizer.legend()
    return {"legend": dict(legend)} if legend else {}


PARTS = {
    "basics": _basics,
    "work": _work,
    "volunteer": _volunteer,
    "education": _education,
    "awards": _awards,
    "certificates": _certificates,
    "publications": _publications,
    "skills": _skills,
    "languages": _languages,
    "references": _references,
    "projects": _projects,
    "meta": _meta,
}
"""The parts of a résumé, each with the function that makes it."""


def _period(entry: Spanning) -> dict[str, str]:
    """The start and end dates of an entry; an entry that continues has no end."""
    end = entry.end if isinstance(entry.end, Date) else None
    return without_empty({"startDate": iso(entry.start or entry.date), "endDate": _iso_end(end or entry.date)})


def _iso_end(date: Date | None) -> str:
    return iso(Date(date.end or date.start)) if date else ""


def _hosts(hosts: Any, localizer: Localizer) -> str:
    return localizer.locale.conjunction.join(map(localizer.text, hosts))


def _texts(texts: tuple[Text, ...], localizer: Localizer) -> list[str]:
    return [localizer.text(text) for text in texts]


def _sentence(localizer: Localizer, *texts: Text | None) -> str:
    return "; ".join(localizer.text(text) for text in texts if text)
