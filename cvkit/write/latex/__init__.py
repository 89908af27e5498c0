"""LaTeX: turn blocks into a preamble and a body of macros of the vocabulary; the body is the same in every style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pylatex.base_classes import Command, LatexObject
from pylatex.utils import NoEscape

from cvkit.model.inline import plain_text
from cvkit.model.running_text import placeholders_of
from cvkit.model.style import Style
from cvkit.model.value_class import dataclass
from cvkit.write.blocks import Page
from cvkit.write.formats import WriterInput
from cvkit.write.latex.block_macros import block_macro, head_macro, running_line
from cvkit.write.latex.claim import obstacle
from cvkit.write.latex.objects import Characters, ChineseQuotes, Macro, PdfString, PlainWord, Quotes, Scope
from cvkit.write.page_part import LATIN, PagePart, Punctuation

__all__ = ["Fragment", "Manuscript", "preamble_of", "write", "write_fragment", "write_latex"]


@dataclass(frozen=True)
class Fragment:
    """TeX that prints parts of a page."""

    text: str
    parts: tuple[tuple[int, PagePart], ...]
    """The first line of each part, from 1, and the part."""


@dataclass(frozen=True)
class Manuscript:
    r"""A document as TeX, ready for typesetting; the preamble ends with `\begin{document}`."""

    preamble: str
    fragment: Fragment
    anchors: tuple[str, ...]
    """The link destinations that the PDF must have, in order."""
    prints_page_count: bool = False
    """Whether a header or footer has the number of pages."""

    @property
    def body(self) -> str:
        """The TeX between the preamble and the end."""
        return self.fragment.text

    @property
    def whole(self) -> str:
        """The document as one file."""
        return f"{self.preamble}{self.body}\\end{{document}}\n"


def write(inputs: WriterInput) -> str:
    """Return the document as one LaTeX file; if sections are requested, only the body."""
    if inputs.sections:
        return write_fragment(inputs.page).text
    claims = not obstacle(inputs.page, inputs.document, inputs.style, inputs.numbered.record, inputs.photo)
    return write_latex(inputs.page, inputs.style, inputs.document.options, claims=claims).whole


def write_latex(page: Page, style: Style, options: Mapping[str, str], *, claims: bool) -> Manuscript:
    """Return the document in a style, with the chosen options of that style.

    `claims` is whether its PDF may claim to be accessible and archival.
    """
    anchors = tuple(block.anchor for block in page.works if block.anchor)
    running = (*page.running.header, *page.running.footer)
    prints_page_count = any("pages" in placeholders_of(text) for text in running)
    return Manuscript(preamble_of(style, options), _body(page, claims=claims), anchors, prints_page_count)


def preamble_of(style: Style, options: Mapping[str, str]) -> str:
    """Return the text before the body; it needs no record, so TeX can read it while cvkit loads the record."""
    chosen = [
        NoEscape(f"{name}={options[name]}")
        for name, option in style.options.items()
        if options.get(name, option.default) != option.default
    ]
    document_class = Command("documentclass", NoEscape(style.latex_class), chosen or None)
    return f"{document_class.dumps()}\n\\begin{{document}}\n"


def write_fragment(page: Page) -> Fragment:
    """Return only the sections, as input for any LaTeX document that loads `cvkit.sty`."""
    return _scope("", page, [])


def _body(page: Page, *, claims: bool) -> Fragment:
    meta = Macro(
        "meta",
        {
            "name": Characters(page.name),
            "document": Characters(page.heading),
            "title": PdfString(page.title),
            "author": PdfString(page.name),
            "language": PlainWord(page.language),
            "standard": PlainWord("ua-1" if claims else ""),
            "header": running_line(page.running.header),
            "footer": running_line(page.running.footer),
        },
        inline=False,
    )
    fragment = _scope(f"{meta.dumps()}\n", page, [(page.head, head_macro(page.shown_head))])
    lines = meta.dumps().split("\n")
    first = next((number for number, line in enumerate(lines, 1) if line.startswith(("  header=", "  footer="))), None)
    running = [(first, page.running)] if first else []
    return replace(fragment, parts=((1, page.head), *running, *fragment.parts))


def _scope(before: str, page: Page, objects: list[tuple[PagePart, LatexObject]]) -> Fragment:
    """The text `before`, and a scope with the given parts of a page and its sections."""
    for section in page.sections:
        title = Characters(plain_text(section.title))
        objects.append((section, Macro("section", {"id": PlainWord(section.id), "title": title})))
        objects += [(block, block_macro(block)) for block in section.blocks]
    macros = [NoEscape(written.dumps()) for _, written in objects]
    labels = _widest(block.label or (block.year if block.year[4:] else "") for block in page.works)
    values = {
        "widest": Characters(", ".join(labels)) if labels else None,
        **_punctuation(page.head.punctuation),
    }
    scope = Scope(values, macros)
    line = before.count("\n") + 2  # the scope begins with a line of its own
    parts = []
    for (part, _), macro in zip(objects, macros, strict=True):
        parts.append((line, part))
        line += macro.count("\n") + 1
    return Fragment(f"{before}{scope.dumps()}\n", tuple(parts))


def _punctuation(marks: Punctuation) -> dict[str, Characters]:
    """The punctuation of a language, where it is not that of English."""
    keys = ("comma", "colon", "semicolon", "stop")
    own = {key: Characters(getattr(marks, key)) for key in keys if getattr(marks, key) != getattr(LATIN, key)}
    if marks.quotes != LATIN.quotes:
        own["quotes"] = Quotes(marks.quotes)
    elif "stop" in own:
        own["quotes"] = ChineseQuotes(marks.quotes)
    return own


def _widest(labels: Iterable[str]) -> list[str]:
    """The longest label of each prefix, for the style to measure: letters differ in width, and digits do not.

    Years such as `2022–2024` in the place of a label count too. A single year is narrower than the column.
    """
    longest: dict[str, str] = {}
    for label in filter(None, labels):
        letters = label.rstrip("0123456789])")
        longest[letters] = max(longest.get(letters, ""), label, key=len)
    return list(longest.values())
