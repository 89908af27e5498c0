"""The formats that a document can be written in, in one table.

A format is a module of this package with a function `write`. It takes a `WriterInput` and returns text, or bytes if
the format is binary.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from cvkit.model.document import Document
    from cvkit.model.fields import Model
    from cvkit.model.style import Style
    from cvkit.number import Numbered
    from cvkit.write.blocks import Page


ParseBack = Callable[[str, str], "list[Model | None]"]
"""It takes the text of a `.bib` file and its section, and returns its works; None for an entry that is not valid."""


@dataclass(frozen=True)
class WriterInput:
    """The input of a writer; each format uses the parts that it needs."""

    numbered: Numbered
    document: Document
    style: Style
    sections: tuple[str, ...] = ()
    """The requested sections; empty for all of them."""
    photo: bytes = b""
    """The photo of the person, if the record has one."""
    parse_back: ParseBack | None = None
    """The function that parses the works of a `.bib` text. biblatex finds with it the facts that its fields cannot
    state. It belongs to the earlier stages, so the command passes it."""

    @functools.cached_property
    def page(self) -> Page:
        """The document in blocks, for formats with running text."""
        from cvkit.write.compose import compose

        return compose(self.numbered, self.document, self.sections)

    @functools.cached_property
    def reading(self) -> Page:
        """The page as running text; it has ISSNs only if the document, or by default its style, prints them."""
        option = self.style.options.get("issn")
        if self.document.options.get("issn", option.default if option else "false") == "true":
            return self.page
        from cvkit.write.blocks import Block, WorkBlock

        def without(block: Block) -> Block:
            return replace(block, issn="") if isinstance(block, WorkBlock) else block

        sections = (replace(section, blocks=tuple(map(without, section.blocks))) for section in self.page.sections)
        return replace(self.page, sections=tuple(sections))


@dataclass(frozen=True)
class Format:
    """A format: its writer, the ending of its files, and the features that it does not support."""

    module: str
    """A module below `cvkit.write`, imported at first use."""
    ending: str
    unsupported: tuple[str, ...] = ()
    """The features of a document that the format omits, by their names in `unsupported.py`."""
    is_binary: bool = False
    is_site: bool = False
    """Whether the output is a page of a site that Jekyll builds."""
    brings_style: bool = False
    """Whether the files of the style are written next to the output."""

    def write(self, inputs: WriterInput) -> str | bytes:
        """Return the document in this format."""
        writer = importlib.import_module(f"cvkit.write.{self.module}")
        return cast("str | bytes", writer.write(inputs))


FORMATS = {
    "tex": Format("latex", ".tex", unsupported=("abstracts",), brings_style=True),
    "md": Format("md", ".md", unsupported=("mathematics", "photo")),
    "html": Format("html", ".html", unsupported=("photo in PDF",)),
    "biblatex": Format("bib.biblatex", ".bib", unsupported=("other sections",)),
    "bibtex": Format("bib.bibtex", ".bib", unsupported=("marks", "numbers of authors", "other sections")),
    "txt": Format("txt", ".txt", unsupported=("emphasis", "links in texts", "abstracts", "photo")),
    "docx": Format("docx", ".docx", unsupported=("mathematics", "abstracts", "photo in PDF"), is_binary=True),
    "csljson": Format(
        "csl_json",
        ".csl.json",
        unsupported=(
            "marks",
            "open author lists",
            "numbers of authors",
            "figures",
            "named links",
            "other sections",
        ),
    ),
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
    "academicpages": Format(
        "site.academicpages", ".academicpages.md", unsupported=("mathematics", "abstracts", "photo"), is_site=True
    ),
    "acad-homepage": Format(
        "site.acad_homepage", ".acad-homepage.md", unsupported=("mathematics", "photo"), is_site=True
    ),
}
"""Name → the format."""
