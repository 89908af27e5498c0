"""Find a last page that is nearly empty."""

from __future__ import annotations

from cvkit.typeset.tex_log import TexLog

LEAST_LINES = 5
"""The least number of lines of text on a last page; each heading is one line."""
HIGHEST = 4 * LEAST_LINES
"""The height of a page in lines that surely has as many lines of text, whatever its headings and its gaps."""


def has_short_end(pdf: bytes | None, log: TexLog) -> bool:
    """Whether the last of several pages has too few lines of text. `log` is that of the run that made the PDF.

    TeX knows the height of the text, and only the PDF shows its lines. It is read if the text is not high.
    """
    last = log.last_page
    if pdf is None or last is None or not log.pages or log.pages == 1 or last.height > HIGHEST * last.leading:
        return False
    from cvkit.pdf.page_lines import lines_between

    bottom = last.top + last.height + last.leading / 2
    return lines_between(pdf, log.pages - 1, last.top, bottom, last.leading) < LEAST_LINES
