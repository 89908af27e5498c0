"""The links between works: which work replaced another (`version_of`), and which corrects it (`erratum_of`)."""

from __future__ import annotations

import functools
from collections import defaultdict

from cvkit.model.diagnostic import KeyPath
from cvkit.model.record import Record
from cvkit.model.value_class import dataclass
from cvkit.model.work import Work


@dataclass(frozen=True)
class VersionChains:
    """The works of a record that are versions of each other. Hidden works neither replace others nor are replaced."""

    record: Record

    @functools.cached_property
    def paths(self) -> dict[str, KeyPath]:
        """The key path of each work with an id."""
        return {work.id: (section, index) for section, index, work in self.record.works() if work.id}

    @functools.cached_property
    def _earlier(self) -> dict[str, list[Work]]:
        found: dict[str, list[Work]] = defaultdict(list)
        for _, _, work in self.record.works():
            if not work.hidden and (last := self.last(work)) and last.id:
                found[last.id].append(work)
        return found

    def last(self, work: Work) -> Work | None:
        """The version that replaced a work, at the end of the chain; None if there is none."""
        last, seen = None, {work.id}
        while (name := getattr(work, "version_of", None)) in self.paths and name not in seen:
            seen.add(name)
            section, index = self.paths[name]
            work = getattr(self.record, str(section))[index]
            last = last if work.hidden else work
        return last

    def earlier(self, work: Work) -> list[Work]:
        """The versions that a work replaced, in the order of the record."""
        return self._earlier.get(work.id, []) if work.id else []

    @functools.cached_property
    def _errata(self) -> dict[str, list[Work]]:
        found: dict[str, list[Work]] = defaultdict(list)
        for _, _, work in self.record.works():
            name = getattr(work, "erratum_of", None)
            if name and not work.hidden:
                found[name].append(work)
        return found

    def corrected(self, work: Work) -> Work | None:
        """The work that an erratum corrects; None for any other work, and if that work is hidden."""
        name = getattr(work, "erratum_of", None)
        if name not in self.paths:
            return None
        section, index = self.paths[name]
        found: Work = getattr(self.record, str(section))[index]
        return None if found.hidden else found

    def errata(self, work: Work) -> list[Work]:
        """The errata of a work, in the order of the record."""
        return self._errata.get(work.id, []) if work.id else []
