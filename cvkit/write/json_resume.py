"""JSON Resume: the document as data in the form of version 1.0.0, for its themes and readers.

What that form has no field for stands in fields of its own beside them, as it allows: `label` and `authors` of works.
"""

from __future__ import annotations

import json
from typing import Any

from cvkit.model.career import Education, Experience, Honor, Research, Service, Spanning
from cvkit.model.date import Date
from cvkit.model.person import Person
from cvkit.model.text import Text
from cvkit.number.select import Listed
from cvkit.write.address import ascii_address
from cvkit.write.blocks import Legend
from cvkit.write.compose.phrase import sentences
from cvkit.write.formats import Material
from cvkit.write.outline import authors_line, venue_line
from cvkit.write.spoken import Speaker, iso, without_empty
from cvkit.write.txt import plain

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def write(material: Material) -> str:
    """The document as JSON Resume; of single sections, no more than those."""
    speaker = Speaker(material)
    value = {"$schema": SCHEMA, **without_empty({name: make(speaker) for name, make in PARTS.items()})}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _basics(speaker: Speaker) -> dict[str, Any]:
    person = speaker.record.person
    shown = {
        name: None if name in speaker.material.document.hide else getattr(person, name) for name in Person.model_fields
    }
    links = shown["links"] or ()
    profiles = [{"network": speaker.say(link.label), "url": ascii_address(link.url)} for link in links]
    if shown["orcid"]:
        address = f"https://orcid.org/{shown['orcid']}"
        profiles.insert(0, {"network": "ORCID", "username": shown["orcid"], "url": address})
    place = [speaker.say(shown[name]) for name in ("affiliation", "location")]
    return without_empty(
        {
            "name": person.name.parts.full,
            "label": speaker.say(shown["position"] or shown["title"]),
            "email": shown["email"],
            "phone": shown["phone"],
            "url": ascii_address(links[0].url) if links else "",
            "summary": " ".join(map(speaker.say, speaker.entries("summary"))),
            "location": without_empty({"address": ", ".join(filter(None, place))}),
            "profiles": profiles,
        }
    )


def _work(speaker: Speaker) -> list[dict[str, Any]]:
    def one(post: Experience) -> dict[str, Any]:
        return {
            "name": _hosts(post.hosts, speaker),
            "position": speaker.say(post.role),
            "location": speaker.say(post.location),
            **_period(post),
            "summary": _sentence(speaker, post.department, post.lab, post.note),
            "highlights": _texts(post.highlights, speaker),
        }

    return [without_empty(one(post)) for post in speaker.entries("experience")]


def _volunteer(speaker: Speaker) -> list[dict[str, Any]]:
    def one(service: Service) -> dict[str, Any]:
        dates = [dated.date for dated in service.dates]
        first = min(dates, key=lambda date: date.first_day, default=None)
        last = max(dates, key=lambda date: date.last_day, default=None)
        return {
            "organization": _hosts(service.hosts, speaker),
            "position": speaker.say(service.role),
            **_period(service),
            **without_empty({"startDate": iso(first), "endDate": _iso_end(last)}),
            "summary": speaker.say(service.note),
        }

    def member(membership: Any) -> dict[str, Any]:
        return {
            "organization": _hosts(membership.hosts, speaker),
            "position": speaker.say(membership.role),
            **_period(membership),
            "summary": speaker.say(membership.note),
        }

    services = [without_empty(one(service)) for service in speaker.entries("service")]
    return [*services, *(without_empty(member(entry)) for entry in speaker.entries("memberships"))]


def _education(speaker: Speaker) -> list[dict[str, Any]]:
    def one(education: Education) -> dict[str, Any]:
        return {
            "institution": speaker.say(education.institution),
            "area": speaker.say(education.field),
            "studyType": speaker.say(education.degree),
            **_period(education),
            "thesis": speaker.say(education.thesis),
            "advisor": speaker.say(education.advisor),
            "honors": _texts(education.honors, speaker),
        }

    return [without_empty(one(education)) for education in speaker.entries("education")]


def _awards(speaker: Speaker) -> list[dict[str, Any]]:
    def one(honor: Honor) -> dict[str, Any]:
        return {
            "title": speaker.say(honor.title),
            "date": iso(honor.date),
            "awarder": speaker.say(honor.by),
            "summary": _sentence(speaker, honor.work, honor.event, honor.note),
        }

    return [without_empty(one(honor)) for honor in speaker.entries("honors")]


def _certificates(speaker: Speaker) -> list[dict[str, Any]]:
    return [
        without_empty(
            {
                "name": speaker.say(certificate.title),
                "date": iso(certificate.date),
                "issuer": speaker.say(certificate.by),
                "url": ascii_address(certificate.url or ""),
            }
        )
        for certificate in speaker.entries("certifications")
    ]


def _publications(speaker: Speaker) -> list[dict[str, Any]]:
    def one(listed: Listed) -> dict[str, Any]:
        block = speaker.block(listed)
        authors = plain(authors_line(block, Legend(())))
        summary = plain(sentences([authors, venue_line(block)]))
        return {
            "name": speaker.say(listed.work.title),
            "label": block.label,
            "authors": [author.parts.full for author in listed.work.authors],
            "publisher": plain(block.venue).replace("\u00a0", " "),
            "releaseDate": iso(listed.work.date),
            "url": ascii_address(block.url),
            "summary": summary.replace("\u00a0", " "),
        }

    return [without_empty(one(listed)) for listed in speaker.works()]


def _projects(speaker: Speaker) -> list[dict[str, Any]]:
    def one(research: Research) -> dict[str, Any]:
        return {
            "name": speaker.say(research.title),
            "entity": _hosts(research.hosts, speaker),
            "roles": _texts((research.role,) if research.role else (), speaker),
            **_period(research),
            "description": speaker.say(research.note),
            "highlights": _texts(research.highlights, speaker),
        }

    def grant(grant: Any) -> dict[str, Any]:
        return {
            "name": speaker.say(grant.title),
            "type": "grant",
            "entity": speaker.say(grant.funder),
            "roles": _texts((grant.role,) if grant.role else (), speaker),
            **_period(grant),
            "url": ascii_address(grant.url or ""),
            "description": _sentence(speaker, grant.note),
            "highlights": _texts(grant.highlights, speaker),
        }

    research = [without_empty(one(entry)) for entry in speaker.entries("research")]
    return [*research, *(without_empty(grant(entry)) for entry in speaker.entries("grants"))]


def _skills(speaker: Speaker) -> list[dict[str, Any]]:
    return [
        without_empty(
            {
                "name": speaker.say(skill.name),
                "level": speaker.say(skill.level),
                "keywords": _texts(skill.items, speaker),
            }
        )
        for skill in speaker.entries("skills")
    ]


def _languages(speaker: Speaker) -> list[dict[str, Any]]:
    return [
        without_empty({"language": speaker.say(language.name), "fluency": speaker.say(language.level)})
        for language in speaker.entries("languages")
    ]


def _references(speaker: Speaker) -> list[dict[str, Any]]:
    return [
        without_empty(
            {
                "name": speaker.say(referee.name),
                "reference": ", ".join(
                    filter(
                        None,
                        [
                            *(speaker.say(text) for text in (referee.relation, referee.position, referee.department)),
                            _hosts(referee.hosts, speaker),
                            referee.email,
                            referee.phone,
                        ],
                    )
                ),
            }
        )
        for referee in speaker.entries("referees")
    ]


def _meta(speaker: Speaker) -> dict[str, Any]:
    """What the signs behind names mean."""
    legend = speaker.legend()
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
"""The parts of a résumé, each with what makes it."""


def _period(entry: Spanning) -> dict[str, str]:
    """From when to when; what goes on has no end."""
    end = entry.end if isinstance(entry.end, Date) else None
    return without_empty({"startDate": iso(entry.start or entry.date), "endDate": _iso_end(end or entry.date)})


def _iso_end(date: Date | None) -> str:
    return iso(Date(date.end or date.start)) if date else ""


def _hosts(hosts: Any, speaker: Speaker) -> str:
    return speaker.words.conjunction.join(map(speaker.say, hosts))


def _texts(texts: tuple[Text, ...], speaker: Speaker) -> list[str]:
    return [speaker.say(text) for text in texts]


def _sentence(speaker: Speaker, *texts: Text | None) -> str:
    return "; ".join(speaker.say(text) for text in texts if text)
