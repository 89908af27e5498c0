"""The projects of JSON Resume: lines of research, grants and projects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cvkit.model.activity import Grant, Project
from cvkit.model.career import Research
from cvkit.write.address import ascii_address
from cvkit.write.data_view import Localizer, iso_period


def resume_projects(localizer: Localizer) -> list[dict[str, Any]]:
    """Return the research, the grants and the projects of a document."""

    def one(research: Research) -> dict[str, Any]:
        return {
            "name": localizer.text(research.title),
            "type": "research",
            "entity": localizer.hosts(research.hosts),
            "roles": localizer.texts((research.role,) if research.role else ()),
            **iso_period(research),
            "description": localizer.text(research.note),
            "location": localizer.text(research.location),
            "highlights": localizer.texts(research.highlights),
        }

    def grant(grant: Grant) -> dict[str, Any]:
        return {
            "name": localizer.text(grant.title),
            "type": "grant",
            "entity": localizer.text(grant.funder),
            "roles": localizer.texts((grant.role,) if grant.role else ()),
            **iso_period(grant),
            "url": ascii_address(grant.url or ""),
            "description": localizer.sentence(grant.note),
            "number": grant.number,
            "investigators": [person.parts.full for person in grant.investigators],
            "amount": _money(grant.amount, grant.currency),
            "ownAmount": _money(grant.own_amount, grant.currency),
            "share": grant.share,
            "status": grant.status,
            "highlights": localizer.texts(grant.highlights),
        }

    def project(project: Project) -> dict[str, Any]:
        return {
            "name": localizer.text(project.title),
            "entity": localizer.hosts(project.hosts),
            "roles": localizer.texts((project.role,) if project.role else ()),
            **iso_period(project),
            "url": ascii_address(project.url or ""),
            "description": localizer.sentence(project.description, project.note),
            "location": localizer.text(project.location),
            "links": [{"label": localizer.text(link.label), "url": ascii_address(link.url)} for link in project.links],
            "highlights": localizer.texts(project.highlights),
        }

    sections: dict[str, Callable[[Any], dict[str, Any]]] = {"research": one, "grants": grant, "projects": project}
    return [value for section, entry in sections.items() for value in localizer.each(section, entry)]


def _money(amount: str | None, currency: str | None) -> str:
    return " ".join(filter(None, (amount, currency))) if amount else ""
