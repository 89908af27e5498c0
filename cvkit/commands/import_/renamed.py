"""Find new works that may be known works under a new title: a submitted paper can be published under another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cvkit.commands.import_.combine import KEY
from cvkit.commands.import_.evidence import UNSETTLED, share_author
from cvkit.commands.import_.identify import TrackedWork, described
from cvkit.commands.import_.known_record import MAIN, WORKS
from cvkit.commands.import_.summary import SummaryLine
from cvkit.model.work import UNDATED


def renamed(works: Sequence[TrackedWork], section: str) -> Iterator[SummaryLine]:
    """A line for each new work with the key of a work that had not appeared and that the source no longer has.

    A key is no proof, so both works stay, and the line says how to join them.
    """
    lost = {str(work.before[KEY]): work for work in works if work.before and work.current and not work.found}
    for work in works:
        known = lost.get(str(work.now[KEY])) if work.is_new else None
        if not known or not known.current:
            continue
        was_open = known.current.get("status") in UNDATED or described(known.current).kind in UNSETTLED
        if was_open and share_author(described(work.now), described(known.current)):
            file = WORKS if section == "publications" else MAIN
            yield SummaryLine(
                f"perhaps the same work: {work.id} has the key of {known.id}, which the source no longer has; if it is"
                f" the same under a new title, delete {known.id} from {file}, and change the id of {work.id} to"
                f" {known.id}"
            )
