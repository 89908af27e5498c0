"""The place and the days of a meeting within the title of its proceedings, as DBLP writes them."""

from __future__ import annotations

import re
from typing import NamedTuple

from cvkit.load.foreign.countries import country_names
from cvkit.model.date_readings import readings_of_date
from cvkit.model.lazy_pattern import lazy_pattern

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
_MONTH += r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
_DAYS = lazy_pattern(
    rf",\s+({_MONTH} \d{{1,2}}(?:\s?(?:-|–|—|/|to)\s?(?:{_MONTH} )?\d{{1,2}})?,? \d{{4}})(?=[,.]|\s*$)"
)
"""The days of a meeting behind its name and its place."""
_ONLINE = lazy_pattern(
    r"(?:fully )?(?:virtual|online|virtually|hybrid)(?: (?:event|conference|meeting|workshop))?", re.IGNORECASE
)
_OTHER_COUNTRIES = frozenset(
    (
        "UK;USA;U.S.A.;US;Korea;Scotland;England;Wales;Northern Ireland;Macao;Turkey;Viet Nam;The Netherlands"
        ";Czech Republic;Republic of Korea;P.R. China;P. R. China;United States of America;Republic of Ireland"
    ).split(";")
)
"""Names of countries beside those of ISO 3166."""
_WITH_STATES = frozenset({"USA", "US", "U.S.A.", "United States of America", "United States", "Canada", "Australia"})
"""Countries whose places can have a state before them."""
_STATE = lazy_pattern(r"[A-Z]{2,3}|[A-Z][a-z]+(?: [A-Z][a-z]+)?")


class MeetingTitle(NamedTuple):
    """The parts of a title of proceedings."""

    end: int
    """The end of the name of the meeting in the title."""
    rest: int
    """The start of the text behind the days, such as `, Proceedings, Part I`; the length of the title for none."""
    place: str
    date: str


def split_meeting(title: str) -> MeetingTitle | None:
    """The place and the days in a title of proceedings; None if it has no days.

    >>> split_meeting("Symposium on Y, SOSP 2021, Koblenz, Germany, October 26-29, 2021")
    MeetingTitle(end=25, rest=64, place='Koblenz, Germany', date='2021-10-26/2021-10-29')
    """
    found = _DAYS.search(title)
    dates = readings_of_date(found[1]) if found else []
    if not found or len(dates) != 1:
        return None
    end, place = _place_before(title[: found.start()])
    rest = found.end()
    if not place and (online := re.match(rf", ({_ONLINE.pattern})(?=[,.]|$)", title[rest:], re.IGNORECASE)):
        place, rest = online[1], rest + online.end()
    return MeetingTitle(end, rest, place, dates[0])


def _place_before(text: str) -> tuple[int, str]:
    """The end of the name of a meeting, and the place behind it; empty if it has none that is certain."""
    parts = text.split(", ")
    count = 0
    last = re.split(r" / |\s*\+\s*", parts[-1])[-1]
    if _ONLINE.fullmatch(parts[-1]):
        count = 1
    elif last in _OTHER_COUNTRIES or last in country_names():
        has_state = (
            last in _WITH_STATES and len(parts) > 3 and _STATE.fullmatch(parts[-2]) and not _has_digit(parts[-3])
        )
        is_alone = len(parts) > 1 and _has_digit(parts[-2])
        count = 3 if has_state else 1 if is_alone else 2
    if not 0 < count < len(parts):
        return len(text), ""
    place = ", ".join(parts[-count:])
    return len(text) - len(place) - 2, place


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
