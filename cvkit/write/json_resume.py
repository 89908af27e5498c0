"""JSON Resume: the document as data in the schema of version 1.0.0, for its themes and readers.

The schema allows additional fields. The writer uses them for values without a standard field: `label` and `authors`
and `doi` of works, `expires` of certificates, `affiliation` of the person.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cvkit.model.activity import Certification
from cvkit.model.career import Education, Experience, Honor, Post, Service
from cvkit.model.inline import Inlines
from cvkit.model.person import Person
from cvkit.model.profile import Language, Referee, Skill
from cvkit.model.work import people_of
from cvkit.number.select import Listed
from cvkit.write.address import ascii_address
from cvkit.write.blocks import BulletBlock, Legend
from cvkit.write.compose.phrase import phrase, sentences
from cvkit.write.data_view import Localizer, iso, iso_end, iso_period, without_empty
from cvkit.write.formats import WriterInput
from cvkit.write.resume_projects import resume_projects
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
    native = None if "native" in localizer.inputs.document.hide else person.name.native
    profiles = [
        {"network": one.service, "username": one.id, "url": ascii_address(one.url)}
        for one in shown["profiles"] or ()
        if one.key != "orcid"
    ]
    profiles += [{"network": localizer.text(link.label), "url": ascii_address(link.url)} for link in links]
    if shown["orcid"]:
        address = f"https://orcid.org/{shown['orcid']}"
        profiles.insert(0, {"network": "ORCID", "username": shown["orcid"], "url": address})
    label = ", ".join(map(localizer.text, shown["position"] or ()))
    email, phone = (list(shown[name] or ()) for name in ("email", "phone"))
    return without_empty(
        {
            "name": person.name.parts.full,
            "nativeName": native.version(localizer.locale.language)[1] if native else "",
            "title": localizer.text(shown["title"]) if label else "",
            "label": label or localizer.text(shown["title"]),
            "email": "".join(email[:1]),
            "phone": "".join(phone[:1]),
            "contacts": [*email[1:], *phone[1:]],
            "url": ascii_address(links[0].url) if links else "",
            "summary": " ".join(map(localizer.text, localizer.entries("summary"))),
            "affiliation": ", ".join(map(localizer.text, shown["affiliation"] or ())),
            "location": without_empty({"region": localizer.text(shown["location"])}),
            "profiles": profiles,
            "metrics": [_characters(figure) for figure in localizer.inputs.page.head.figures],
        }
    )


def _work(localizer: Localizer) -> list[dict[str, Any]]:
    def one(post: Experience) -> dict[str, Any]:
        return {
            "name": localizer.hosts(post.hosts),
            "position": localizer.text(post.role),
            "location": localizer.text(post.location),
            **iso_period(post),
            "summary": localizer.sentence(post.department, post.lab, post.note),
            "supervisor": localizer.text(post.supervisor),
            "highlights": localizer.texts(post.highlights),
        }

    def each(employer: Experience) -> list[dict[str, Any]]:
        """The post itself, or each of several posts at one employer. The employer is left out if it has no facts."""
        whole = without_empty(one(employer))
        shared = {name: whole[name] for name in ("name", "location") if name in whole}
        posts = [shared | without_empty(_post(post, localizer)) for post in employer.posts]
        return posts if posts and not whole.keys() - shared.keys() else [whole, *posts]

    return [post for employer in localizer.entries("experience") for post in each(employer)]


def _post(post: Post, localizer: Localizer) -> dict[str, Any]:
    return {
        "position": localizer.text(post.role),
        "location": localizer.text(post.location),
        **iso_period(post),
        "department": localizer.text(post.department),
        "summary": localizer.text(post.note),
        "highlights": localizer.texts(post.highlights),
    }


def _volunteer(localizer: Localizer) -> list[dict[str, Any]]:
    def one(service: Service) -> dict[str, Any]:
        dates = [dated.date for dated in service.dates]
        first = min(dates, key=lambda date: date.first_day, default=None)
        last = max(dates, key=lambda date: date.last_day, default=None)
        return {
            "organization": localizer.hosts(service.hosts),
            "position": localizer.text(service.role),
            **iso_period(service),
            **without_empty({"startDate": iso(first), "endDate": iso_end(last)}),
            "count": service.count,
            "dates": [without_empty({"date": iso(dated.date), "count": dated.count}) for dated in service.dates],
            "summary": localizer.text(service.note),
        }

    def member(membership: Any) -> dict[str, Any]:
        return {
            "organization": localizer.hosts(membership.hosts),
            "position": localizer.text(membership.role),
            **iso_period(membership),
            "summary": localizer.text(membership.note),
        }

    return [*localizer.each("service", one), *localizer.each("memberships", member)]


def _education(localizer: Localizer) -> list[dict[str, Any]]:
    def one(education: Education) -> dict[str, Any]:
        period = iso_period(education)
        return {
            "institution": localizer.text(education.institution),
            "area": localizer.text(education.field),
            "studyType": localizer.text(education.degree),
            **period,
            "endDate": period.get("endDate") or iso(education.expected),
            "expected": iso(education.expected),
            "minor": localizer.text(education.minor),
            "score": localizer.text(education.grade),
            "courses": localizer.texts(education.courses),
            "thesis": localizer.text(education.thesis),
            "advisor": localizer.text(education.advisor),
            "committee": localizer.texts(education.committee),
            "honors": localizer.texts(education.honors),
            "location": localizer.text(education.location),
            "lab": localizer.text(education.lab),
            "summary": localizer.text(education.note),
            "highlights": localizer.texts(education.highlights),
        }

    return localizer.each("education", one)


def _awards(localizer: Localizer) -> list[dict[str, Any]]:
    def one(honor: Honor) -> dict[str, Any]:
        return {
            "title": localizer.text(honor.title),
            "date": iso(honor.date),
            "awarder": localizer.text(honor.by),
            "summary": localizer.sentence(honor.work, honor.event, honor.note),
        }

    return localizer.each("honors", one)


def _certificates(localizer: Localizer) -> list[dict[str, Any]]:
    def one(certificate: Certification) -> dict[str, Any]:
        return {
            "name": localizer.text(certificate.title),
            "date": iso(certificate.date),
            "issuer": localizer.text(certificate.by),
            "url": ascii_address(certificate.url or ""),
            "number": certificate.number,
            "expires": iso(certificate.expires),
            "summary": localizer.text(certificate.note),
        }

    return localizer.each("certifications", one)


def _publications(localizer: Localizer) -> list[dict[str, Any]]:
    def one(listed: Listed) -> dict[str, Any]:
        block = localizer.block(listed)
        authors = plain(authors_line(block, Legend(())))
        venue = venue_line(replace(block, year=""))  # no year replaces a missing label here, so the date has its year
        summary = plain(sentences([authors, venue, *block.versions]))
        return {
            "name": localizer.text(listed.work.title),
            "titleAddon": _characters(block.title_addon),
            "label": block.label,
            "authors": [author.parts.full for author in people_of(listed.work)],
            "publisher": plain(block.venue).replace("\u00a0", " ") or localizer.publisher(listed.work),
            "releaseDate": iso(listed.work.date),
            "url": ascii_address(block.url),
            "doi": getattr(listed.work, "doi", None),
            "summary": summary.replace("\u00a0", " "),
            "abstract": _characters(block.abstract),
            "highlights": _bullets(block.items),
            "facts": [_characters(fact) for fact in (*block.metrics, phrase(block.issn)) if fact],
            "links": [{"label": _characters(link.text), "url": ascii_address(link.url)} for link in block.links],
        }

    return [without_empty(one(listed)) for listed in localizer.works()]


def _bullets(items: Iterable[BulletBlock]) -> list[str]:
    """Return bullets as characters, as `texts` does."""
    lines = ([_characters(item.text), *(f"– {below}" for below in _bullets(item.items))] for item in items)
    return [line for found in lines for line in found]


def _skills(localizer: Localizer) -> list[dict[str, Any]]:
    def one(skill: Skill) -> dict[str, Any]:
        return {
            "name": localizer.text(skill.name),
            "level": localizer.text(skill.level),
            "keywords": localizer.texts(skill.items),
            "summary": localizer.text(skill.note),
        }

    return localizer.each("skills", one)


def _languages(localizer: Localizer) -> list[dict[str, Any]]:
    def one(language: Language) -> dict[str, Any]:
        return {
            "language": localizer.text(language.name),
            "fluency": localizer.text(language.level),
            "summary": localizer.text(language.note),
        }

    return localizer.each("languages", one)


def _references(localizer: Localizer) -> list[dict[str, Any]]:
    def one(referee: Referee) -> dict[str, Any]:
        texts = map(localizer.text, (referee.relation, referee.position, referee.department))
        place = (localizer.hosts(referee.hosts), localizer.text(referee.location))
        facts = (*texts, *place, referee.email, referee.phone, localizer.text(referee.note))
        return {
            "name": localizer.text(referee.name),
            "reference": ", ".join(filter(None, facts)),
            "url": ascii_address(referee.url or ""),
        }

    return localizer.each("referees", one)


def _meta(localizer: Localizer) -> dict[str, Any]:
    """The meanings of the markers behind names, and the date of the last update."""
    updated = None if "updated" in localizer.inputs.document.hide else localizer.record.person.updated
    return without_empty({"lastModified": iso(updated), "legend": dict(localizer.legend())})


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
    "projects": resume_projects,
    "meta": _meta,
}
"""The parts of a résumé, each with the function that makes it."""


def _characters(inlines: Inlines) -> str:
    return plain(inlines).replace("\u00a0", " ")
