"""The settings of latexmk, which builds a LaTeX document by itself, also on Overleaf."""

from __future__ import annotations

from collections.abc import Sequence

LATEXMK_FILE = "latexmkrc"
WRITTEN_LATEXMK = "# Written by cvkit export: latexmk and Overleaf build the document with these settings."
"""The first line of the file."""
MODES = {"pdflatex": 1, "lualatex": 4, "xelatex": 5}
"""The number of each engine in latexmk."""
SHOWN_CHARACTERS = 8


def latexmk_settings(engine: str, lacking: Sequence[str] = ()) -> str:
    """Return the text of the file for an engine. `lacking` are the characters for which pdfLaTeX has no font."""
    lines = [WRITTEN_LATEXMK]
    if engine != "pdflatex":
        if characters := list(dict.fromkeys(lacking)):
            shown = " ".join(characters[:SHOWN_CHARACTERS]) + (" …" if characters[SHOWN_CHARACTERS:] else "")
            lines.append(f"# {engine}, because pdfLaTeX has no font for: {shown}")
            lines.append("# Overleaf has fonts of Noto for them. Elsewhere, `cvkit doctor` names the fonts to install.")
        lines.append(f"$pdflatex = '{engine} %O %S';  # also if pdfLaTeX is chosen, as on Overleaf by default")
    return "\n".join([*lines, f"$pdf_mode = {MODES[engine]};  # {engine}", ""])
