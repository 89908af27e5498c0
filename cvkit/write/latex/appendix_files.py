"""A CV as part of a thesis: one file for each section and one that inputs them, or pages in the size of the thesis."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from cvkit.write.blocks import Page
from cvkit.write.latex import Fragment, write_fragment
from cvkit.write.latex.escape import escape_comment

WRITTEN = "% Written by cvkit appendix"
"""The beginning of the comment at the top of each file."""
APPENDIX_FILES = "cv-*.tex"
"""The names of the files with sections."""


def write_sections(page: Page) -> dict[str, Fragment]:
    """Return the TeX of each section by the name of its file without the ending: `cv-publications`."""
    return {f"cv-{section.id}": write_fragment(replace(page, sections=(section,))) for section in page.sections}


def appendix_files(sections: Mapping[str, Fragment], record: str, without_t1: Collection[str]) -> dict[str, str]:
    """Return the texts of the files by name: `cv-publications.tex` and the other sections, then `cv.tex`.

    `without_t1` are the names of the files that pdfLaTeX cannot typeset.
    """
    files = {
        name: _head(record, name, [name] if name in without_t1 else []) + fragment.text
        for name, fragment in sections.items()
    }
    files["cv"] = _head(record, "cv", without_t1) + "".join(f"\\CVKinput{{{name}}}\n" for name in sections)
    return {f"{name}.tex": text for name, text in files.items()}


def on_paper(preamble: str, width: float, height: float) -> str:
    """Return a preamble for paper of another size, in units of 1/72 inch, with the same margins."""
    return preamble.replace(r"\begin{document}", rf"\CVKpaper{{{width:g}bp}}{{{height:g}bp}}" + "\n\\begin{document}")


def _head(record: str, name: str, without_t1: Collection[str]) -> str:
    """The comment of four lines that explains how to use a file."""
    engines = "with pdfLaTeX, \\usepackage[T1]{fontenc} too."
    if without_t1:
        engines = f"with XeLaTeX or LuaLaTeX, because pdfLaTeX cannot print {', '.join(without_t1)}."
    lines: Sequence[str] = (
        f"{WRITTEN} from the record {escape_comment(record)}. The next run replaces it: edit the record instead.",
        r"% In the preamble of the thesis: \usepackage[level=section]{cvkit}",
        r"%   level=chapter, …: headings of that level; numbered: with numbers; toc=false: not in the contents.",
        rf"% To print it: \input{{{name}}}; {engines}",
    )
    return "\n".join(lines) + "\n"
