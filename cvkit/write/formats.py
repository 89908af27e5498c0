"""The formats that a document can be written in: one table, a line each.

A format is a module of this package with a function `write`, from `WriterInput` to text, or to bytes where the format
is not text.
"""

from __future__ import annotations

import functools
import importlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from cvkit.model.document import Document
    from cvkit.model.style import Style
    from cvkit.number import Numbered
    from cvkit.write.blocks import Page


@dataclass(frozen=True)
class WriterInput:
    """What a document is written from; a format takes of it what it needs."""

    numbered: Numbered
    document: Document
    style: Style
    sections: tuple[str, ...] = ()
    """Only these, where some were asked for."""
    photo: bytes = b""
    """The person's picture, where the record has one."""

    @functools.cached_property
    def page(self) -> Page:
        """The document in blocks, for formats of running text."""
        from cvkit.write.compose import compose

        return compose(self.numbered, self.document, self.sections)

    @functools.cached_property
    def reading(self) -> Page:
        """The page as running text: ISSNs are there only where the document, or else its style, wants them printed."""
        stated = self.style.options.get("issn")
        if self.document.options.get("issn", stated.default if stated else "false") == "true":
            return self.page
        from cvkit.write.blocks import Block, WorkBlock

        def without(block: Block) -> Block:
            return replace(block, issn="") if isinstance(block, WorkBlock) else block

        sections = (replace(section, blocks=tuple(map(without, section.blocks))) for section in self.page.sections)
        return replace(self.page, sections=tuple(sections))


@dataclass(frozen=True)
class Format:
    """A format: who writes it, how its files are named, what it has no place for."""

    module: str
    """A module below `cvkit.write`, loaded when it is asked for."""
    ending: str
    unsupported: tuple[str, ...] = ()
    """What of a document it cannot carry, in the words of `unsupported.py`."""
    is_binary: bool = False
    brings_style: bool = False
    """Whether the files of the style belong beside it."""

    def write(self, inputs: WriterInput) -> str | bytes:
        """The document in this format."""
        writer = importlib.import_module(f"cvkit.write.{self.module}")
        return cast("str | bytes", writer.write(inputs))


FORMATS = {
    "tex": Format("latex", ".tex", unsupported=("abstracts",), brings_style=True),
    "md": Format("md", ".md", unsupported=("mathematics", "photo")),
    "html": Format("html", ".html", unsupported=("photo in PDF",)),
    "biblatex": Format("bib.biblatex", ".bib", unsupported=("other sections",)),
    "bibtex": Format("bib.bibtex", ".bib", unsupported=("other sections",)),
    "txt": Format("txt", ".txt", unsupported=("emphasis", "links in texts", "abstracts", "photo")),
    "docx": Format("docx", ".docx", unsupported=("mathematics", "abstracts", "photo in PDF"), is_binary=True),
    "csljson": Format("csl_json", ".csl.json", unsupported=("marks", "figures", "named links", "other sections")),
    "jsonresume": Format(
        "json_resume",
        ".json",
        unsupported=(
            "photo",
            "figures",
            "named links",
            "supervision",
            "teaching",
            "news",
            "media",
            "sections of your own",
        ),
    ),
}
