"""A record whose works are counted."""

from __future__ import annotations

from dataclasses import dataclass

from cvkit.model.diagnostic import KeyPath
from cvkit.model.record import Record
from cvkit.model.work import Work


@dataclass(frozen=True)
class Label:
    """What a work is cited by."""

    series: str
    number: int
    text: str

    @property
    def anchor(self) -> str:
        """The name of the place in a document where the work stands, whatever the label's format."""
        return f"cvk.{self.series}.{self.number}"


@dataclass(frozen=True)
class Numbered:
    """A record whose works are counted; works are told by where they stand: `("publications", 3)`."""

    record: Record
    labels: dict[KeyPath, Label]
    newest_first: tuple[KeyPath, ...]
    """All works in the order of their age."""
    pinned: frozenset[KeyPath] = frozenset()
    locked: frozenset[KeyPath] = frozenset()

    def work(self, path: KeyPath) -> Work:
        """The work at a path."""
        section, index = path
        work: Work = getattr(self.record, str(section))[index]
        return work

    def listed(self, section: str, order: str) -> list[KeyPath]:
        """The works of a section in an order of printing: all but the hidden ones."""
        paths: list[KeyPath]
        if order == "as-listed":
            paths = [(section, index) for index in range(len(getattr(self.record, section)))]
        else:
            paths = [path for path in self.newest_first if path[0] == section]
            if order == "oldest-first":
                paths.reverse()
        return [path for path in paths if not self.work(path).hidden]
