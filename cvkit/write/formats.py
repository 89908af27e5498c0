"""The formats that a document can be written in: one table, a line each.

A format is a module of this package with a function `write`, from `Material` to text, or to bytes where the format is
no text.
"""

from __future__ import annotations

import functools
import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from cvkit.model.document import Document
    from cvkit.model.style import Style
    from cvkit.number import Numbered
    from cvkit.write.blocks import Page


@dataclass(frozen=True)
class Material:
    """What a document is written from; a format takes of it what it needs."""

    numbered: Numbered
    document: Document
    style: Style
    sections: tuple[str, ...] = ()
    """Only these, where some were asked for."""
    photo: bytes = b""
    """The person's picture, where the record has one."""
    plain: bool = False
    """The format without what only newer programs read, where it can be written so."""

    @functools.cached_property
    def page(self) -> Page:
        """The document in blocks, for formats of running text."""
        from cvkit.write.compose import compose

        return compose(self.numbered, self.document, self.sections)


@dataclass(frozen=True)
class Format:
    """A format: who writes it, how its files are named, what it has no place for."""

    module: str
    """A module of `cvkit.write`, loaded when it is asked for."""
    ending: str
    drops: tuple[str, ...] = ()
    """What of a document it cannot carry, in the words of `features.py`."""
    is_binary: bool = False
    brings_style: bool = False
    """Whether the files of the style belong beside it."""

    def write(self, material: Material) -> str | bytes:
        """The document in this format."""
        writer = importlib.import_module(f"cvkit.write.{self.module}")
        return cast("str | bytes", writer.write(material))


FORMATS = {
    "tex": Format("latex", ".tex", drops=("abstracts",), brings_style=True),
    "md": Format("md", ".md", drops=("mathematics", "photo")),
    "html": Format("html", ".html", drops=("photo in PDF",)),
    "bib": Format("bib", ".bib", drops=("other sections",)),
    "txt": Format("txt", ".txt", drops=("emphasis", "links in texts", "abstracts", "photo")),
    "docx": Format("docx", ".docx", drops=("mathematics", "abstracts", "photo in PDF"), is_binary=True),
    "csl": Format("csl", ".csl.json", drops=("marks", "figures", "named links", "other sections")),
    "json": Format(
        "json_resume",
        ".json",
        drops=("photo", "figures", "named links", "supervision", "teaching", "news", "media", "sections of your own"),
    ),
}
