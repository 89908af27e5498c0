"""A document as TeX, ready for typesetting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from cvkit.model.source import Source
from cvkit.model.value_class import dataclass
from cvkit.typeset.run import Job

if TYPE_CHECKING:
    from cvkit.model.record import Record
    from cvkit.model.style import Requires
    from cvkit.write.latex import Fragment


@dataclass(frozen=True)
class TexDocument:
    """A document as TeX, ready for typesetting."""

    job: Job
    fragment: Fragment
    """The TeX between the preamble and the end."""
    source: Source
    record: Record
    """The record whose texts the fragment prints. The cause of an error is found in it and in `source`."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The pictures that the body names."""
    anchors: tuple[str, ...] = ()
    """The link destinations that the PDF must have, in order."""
    max_pages: int | None = None
    tighter: tuple[str, ...] = ()
    """Preambles that need less space. They are tried in order while the document has more than `max_pages`."""
    pull_in: str = ""
    """A preamble that needs less space, for a document whose last page is nearly empty; empty if there is none."""
    requires: Requires | None = None
    """The requirements of a style of the user; None for a style of cvkit."""
    prints_page_count: bool = False
    """Whether a header or footer has the number of pages, for which TeX runs again."""

    @property
    def body(self) -> str:
        """The text of the fragment."""
        return self.fragment.text
