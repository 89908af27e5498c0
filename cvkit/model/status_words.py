"""The status that words such as `under review at Journal of Examples` state, and the text beside it."""

from __future__ import annotations

import re

from cvkit.model.biblatex_names import STATUSES
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.work import Status

_PREPOSITION = lazy_pattern(
    r"\s(?:to|at|in|by|with|for|on|bei|à|au|en|a|para|presso)\s+(?:the\s+)?(?=\S)", re.IGNORECASE
)
"""The words between a status and a venue."""
LONGEST_STATUS = 60
"""The largest number of characters of the words before a venue."""
_BEFORE_STATUS = lazy_pattern(
    r"(?:(?:currently|now|already|recently|just|has been|was|is|conditionally|provisionally|this|manuscript|paper"
    r"|article|preprint) )+(?=\S)"
)
"""Words before a status that do not change it."""


def status_of(text: str) -> Status | None:
    """The status that words such as `in press` mean; None if the whole text means none."""
    words = " ".join(text.lower().replace("-", " ").strip(" .,;:()[]").split())
    return STATUSES.get(words) or STATUSES.get(_BEFORE_STATUS.sub("", words))


def split_status(text: str) -> tuple[str, Status | None]:
    """A text without the status at its end in parentheses, and the status. If it is only a status, no text is left.

    >>> split_status("Journal of Examples (Submitted)")
    ('Journal of Examples', 'submitted')
    """
    if status := _status_phrase(text):
        return "", status
    found = re.fullmatch(r"(.*?)\s*[(\[]([^()\[\]]+)[)\]]\s*\.?", text, re.DOTALL)
    if found and (status := _status_phrase(found[2])):
        return found[1], status
    return text, None


def split_venue(text: str) -> tuple[str, Status | None]:
    """A venue without the status at its start or end, and the status.

    >>> split_venue("Submitted to Journal of Examples")
    ('Journal of Examples', 'submitted')
    """
    rest, status = split_status(text)
    if status:
        return rest, status
    at, status = status_before(text)
    return text[at:], status


def status_before(text: str) -> tuple[int, Status | None]:
    """The status at the start of a venue, and the offset of the venue behind it.

    >>> status_before("Submitted to Journal of Examples")
    (13, 'submitted')
    """
    at, status = 0, None
    for found in _PREPOSITION.finditer(text[:LONGEST_STATUS]):
        if named := _status_phrase(text[: found.start()]):
            at, status = found.end(), named
    return at, status


def _status_phrase(text: str) -> Status | None:
    """The status that a whole text means. A paper about work in progress has appeared, so these words mean none."""
    return None if "progress" in text.lower() else status_of(text)
