"""A curriculum vitae as part of a thesis: a file a section and one that inputs them all, or pages of its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cvkit.write.blocks import Page
from cvkit.write.latex import write_fragment
from cvkit.write.latex.escape import escape_comment

WRITTEN = "% Written by cvkit appendix"
"""What the head of each of these files begins with."""


def write_appendix(page: Page, record: str) -> dict[str, str]:
    """The files by name: `cv-publications.tex` and its like, then `cv.tex`."""
    sections = {f"cv-{section.id}": section for section in page.sections}
    files = {
        name: _head(record, name) + write_fragment(replace(page, sections=(section,)))
        for name, section in sections.items()
    }
    files["cv"] = _head(record, "cv") + "".join(f"\\CVKinput{{{name}}}\n" for name in sections)
    return {f"{name}.tex": text for name, text in files.items()}


def on_paper(preamble: str, width: float, height: float) -> str:
    """A preamble for paper of another size, in units of 1/72 inch; a page's margins stay as they are."""
    return preamble.replace(r"\begin{document}", rf"\CVKpaper{{{width:g}bp}}{{{height:g}bp}}" + "\n\\begin{document}")


def _head(record: str, name: str) -> str:
    """How to use a file, in four lines."""
    lines: Sequence[str] = (
        f"{WRITTEN} from the record {escape_comment(record)}, and anew each time: change the record, not this file.",
        r"% In the preamble of the thesis: \usepackage[level=section]{cvkit}",
        r"%   level=chapter, …: headings of that level; numbered: with numbers; toc=false: not in the contents.",
        rf"% Where it shall stand: \input{{{name}}}; with pdfLaTeX, \usepackage[T1]{{fontenc}} too.",
    )
    return "\n".join(lines) + "\n"
