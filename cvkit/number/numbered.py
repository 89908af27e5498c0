"""A record whose works have labels."""

from __future__ import annotations

from cvkit.model.diagnostic import KeyPath
from cvkit.model.record import Record
from cvkit.model.value_class import dataclass
from cvkit.model.work import Work


@dataclass(frozen=True)
class Label:
    """The series and number of a work, and the text that prints them."""

    series: str
    number: int
    text: str

    @property
    def anchor(self) -> str:
        """The name of the link target of the work in a document. It does not depend on the format of the label."""
        return f"cvk.{self.series}.{self.number}"


@dataclass(frozen=True)
class Numbered:
    """A record whose works have labels. A key path identifies a work: `("publications", 3)`."""

    record: Record
    labels: dict[KeyPath, Label]
    newest_first: tuple[KeyPath, ...]
    """The paths of all works, from the newest to the oldest."""
    pinned: frozenset[KeyPath] = frozenset()
    locked: frozenset[KeyPath] = frozenset()

    def work(self, path: KeyPath) -> Work:
        """The work at a key path."""
        section, index = path
        work: Work = getattr(self.record, str(section))[index]
        return work

    def listed(self, section: str, order: str) -> list[KeyPath]:
        """The paths of a section's works in the given order, without hidden works."""
        paths: list[KeyPath]
        if order == "as-listed":
            paths = [(section, index) for index in range(len(getattr(self.record, section)))]
        else:
            paths = [path for path in self.newest_first if path[0] == section]
            if order == "oldest-first":
                paths.reverse()
        return [path for path in paths if not self.work(path).hidden]
