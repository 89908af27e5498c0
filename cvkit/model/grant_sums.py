"""The sums of grants that texts print as `{{sum:grants,awarded}}`: one for each currency."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cvkit.model.activity import EXACT, GRANT_STATUSES, Grant
from cvkit.model.did_you_mean import did_you_mean

SUMMED = "grants"
"""The section whose amounts are added, which is the first term of a sum."""
OWN_PARTS = "own"
"""The term that adds the owner's parts of the amounts instead of the whole amounts."""


@dataclass
class GrantSum:
    """The sum of the grants to which the terms apply."""

    totals: dict[str, Decimal] = field(default_factory=dict)
    """Currency → sum, in the order of the grants; the currency is empty if the grants state none."""
    left_out: list[int] = field(default_factory=list)
    """The indexes of the grants that state no amount to add."""


def sum_grants(grants: Sequence[Grant], terms: Iterable[str]) -> GrantSum:
    """The sum of grants. A term is a status, a currency, a tag, or `own`.

    A grant must match one term of each sort that occurs: `awarded,completed,EUR` adds the awarded and the completed
    grants in euros. Hidden grants are not added.
    """
    asked = {*terms}
    found = GrantSum()
    for index, grant in enumerate(grants):
        sorts: list[tuple[Sequence[str], set[str]]] = [
            (GRANT_STATUSES, {grant.standing}),
            (_currencies(grants), {grant.currency or ""}),
            (_tags(grants), {*grant.tags}),
        ]
        applies = all(asked & own for known, own in sorts if asked & {*known})
        if grant.hidden or not applies:
            continue
        amount = grant.own_part if OWN_PARTS in asked else grant.whole
        if amount is None:
            found.left_out.append(index)
        else:
            currency = grant.currency or ""
            found.totals[currency] = EXACT.add(found.totals.get(currency, Decimal()), amount)
    return found


def unknown_sum_term(grants: Sequence[Grant], terms: Sequence[str]) -> tuple[int, str] | None:
    """The index of the first term that has no meaning in a sum of these grants, with a hint; None if all have one."""
    if terms[0] != SUMMED:
        return 0, f"write `{SUMMED}`, as in `{{{{sum:{SUMMED},awarded}}}}`"
    known = [*GRANT_STATUSES, OWN_PARTS, *_currencies(grants), *_tags(grants)]
    for index, term in enumerate(terms[1:], 1):
        if term not in known:
            return index, did_you_mean(term, known, f"write one of: {', '.join(known)}")
    return None


def _currencies(grants: Iterable[Grant]) -> list[str]:
    return sorted({grant.currency for grant in grants if grant.currency})


def _tags(grants: Iterable[Grant]) -> list[str]:
    return sorted({tag for grant in grants for tag in grant.tags})
