"""The projects of JSON Resume: lines of research and grants."""

from __future__ import annotations

from typing import Any

from cvkit.model.activity import Grant
from cvkit.model.career import Research
from cvkit.write.address import ascii_address
from cvkit.write.data_view import Localizer, iso_period


def resume_projects(localizer: Localizer) -> list[dict[str, Any]]:
    """Return the research and the grants of a document as projects."""

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

    return [*localizer.each("research", one), *localizer.each("grants", grant)]


def _money(amount: str | None, currency: str | None) -> str:
    return " ".join(filter(None, (amount, currency))) if amount else ""
