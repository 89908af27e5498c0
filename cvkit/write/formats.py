"""The formats that a document can be written in, in one table.

A format is a module of this package with a function `write`. It takes a `WriterInput` and returns text, or bytes if
the format is binary.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from cvkit.model.value_class import dataclass

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
    document_name: str = ""
    """The name of the document in the record, for diagnostics about the output."""

    @property
    def as_typed(self) -> WriterInput:
        """The same with quotes as typed and Latin punctuation, for data and home pages, which programs read."""
        from cvkit.write.locales.terms import latin_marks

        terms = {**latin_marks(self.document.language), **self.document.terms}
        return replace(self, document=self.document.model_copy(update={"smart": False, "terms": terms}))

    @functools.cached_property
    def page(self) -> Page:
        """The document in blocks, for formats with running text."""
        from cvkit.write.compose import compose

        return compose(self.numbered, self.document, self.style, self.sections, self.document_name)

    def prints(self, option: str) -> bool:
        """Whether an option that is true or false is true for the document, or by default for its style."""
        return self.style.is_on(option, self.document.options)

    @functools.cached_property
    def reading(self) -> Page:
        """The page as running text; it has ISSNs and days if the document, or by default its style, prints them."""
        from cvkit.write.blocks import Block, WorkBlock

        def chosen(block: Block) -> Block:
            if not isinstance(block, WorkBlock):
                return block
            if self.prints("days") and block.day:
                block = replace(block, date=block.day, date_in_year=block.day_in_year)
            return block if self.prints("issn") else replace(block, issn="")

        sections = (replace(section, blocks=tuple(map(chosen, section.blocks))) for section in self.page.sections)
        return replace(self.page, sections=tuple(sections))


@dataclass(frozen=True)
class Format:
    """A format: its writer, the ending of its files, and the features that it does not support."""

    module: str
    """A module below `cvkit.write`, imported at first use."""
    ending: str
    unsupported: tuple[str, ...] = ()
    """The features of a document that the format omits, by their names in `unsupported.py`."""
    fields: str = "page"
    """The name of the table of fields that the format omits, in `omitted_fields.py`."""
    is_binary: bool = False
    is_site: bool = False
    """Whether the output is a file of a site that Jekyll builds."""
    brings_style: bool = False
    """Whether the files of the style are written next to the output."""

    @property
    def is_page(self) -> bool:
        """Whether the format prints works in the citation style of the document."""
        return self.fields not in ("biblatex", "bibtex", "csl", "al-folio")

    def write(self, inputs: WriterInput) -> str | bytes:
        """Return the document in this format."""
        writer = importlib.import_module(f"cvkit.write.{self.module}")
        return cast("str | bytes", writer.write(inputs))


FORMULAS = "mathematics as formulas; it is plain text"
LETTERS_WITHOUT_COMMAND = "letters without a TeX command, so pdfLaTeX stops there"
_PAGE = (
    "publishers",
    "dates beside an event",
    "parts of dates",
    "starts and ends beside a date",
    "roles without a marker",
    "significance of works",
    "contributions to works",
)
"""The features that no page prints, or only on request."""

FORMATS = {
    "tex": Format(
        "latex",
        ".tex",
        unsupported=("ISSNs", "days", *_PAGE),
        fields="page without abstracts",
        brings_style=True,
    ),
    "md": Format("md", ".md", unsupported=(FORMULAS, "photo", "header and footer", "ISSNs", "days", *_PAGE)),
    "html": Format("html", ".html", unsupported=("photo in PDF", "ISSNs", "days", *_PAGE)),
    "biblatex": Format("bib.biblatex", ".bib", unsupported=("person", "other sections"), fields="biblatex"),
    "bibtex": Format(
        "bib.bibtex",
        ".bib",
        unsupported=(
            "person",
            "markers",
            "roles without a marker",
            LETTERS_WITHOUT_COMMAND,
            "days and ranges",
            "other sections",
        ),
        fields="bibtex",
    ),
    "txt": Format(
        "txt",
        ".txt",
        unsupported=("emphasis", FORMULAS, "photo", "header and footer", "ISSNs", "days", *_PAGE),
        fields="page without abstracts",
    ),
    "docx": Format(
        "docx",
        ".docx",
        unsupported=(FORMULAS, "photo in PDF", "ISSNs", "days", *_PAGE),
        fields="page without abstracts",
        is_binary=True,
    ),
    "csljson": Format(
        "csl_json",
        ".csl.json",
        unsupported=("person", "markers", "roles without a marker", "open author lists", "other sections"),
        fields="csl",
    ),
    "jsonresume": Format(
        "json_resume",
        ".json",
        unsupported=(
            FORMULAS,
            "photo",
            *_PAGE,
            "supervision",
            "teaching",
            "news",
            "media",
            "sections of your own",
        ),
        fields="json resume",
    ),
    "academicpages": Format(
        "site.academicpages",
        ".academicpages.md",
        unsupported=("person", FORMULAS, "photo", "header and footer", "ISSNs", "days", *_PAGE),
        fields="page without abstracts",
        is_site=True,
    ),
    "acad-homepage": Format(
        "site.acad_homepage",
        ".acad-homepage.md",
        unsupported=(
            "person",
            FORMULAS,
            "photo",
            "header and footer",
            "ISSNs",
            "days",
            "months of works",
            "abstracts and Scholar ids in lists",
            *_PAGE,
        ),
        fields="page with pictures",
        is_site=True,
    ),
    "al-folio": Format(
        "site.al_folio",
        ".al-folio.bib",
        unsupported=("person", "roles without a marker", "days and ranges", "links without a button", "other sections"),
        fields="al-folio",
        is_site=True,
    ),
}
"""Name → the format."""


def formats_of_file(name: str) -> list[str]:
    """The formats that a file can have by the ending of its name, without those of home pages.

    >>> formats_of_file("cv.md"), formats_of_file("works.json"), formats_of_file("works.csl.json")
    (['md'], ['csljson', 'jsonresume'], ['csljson'])
    """
    endings = {form: row.ending for form, row in FORMATS.items() if not row.is_site}
    fitting = [form for form, ending in endings.items() if name.lower().endswith(ending)]
    if not fitting:
        return []
    longest = max((endings[form] for form in fitting), key=len)
    return [form for form, ending in endings.items() if ending.endswith(longest)]
