"""Find a last page that is nearly empty."""

from __future__ import annotations

from cvkit.typeset.tex_log import TexLog

LEAST_LINES = 5
"""The least number of lines of text on a last page; each heading is one line."""
LEAST_LINES_TO_FIT = 8
"""The same for a document that may `fit`, whose lines are pulled in by tighter steps."""


def lines_of_end(pdf: bytes | None, log: TexLog, most: int) -> int | None:
    """The number of lines of text on the last of several pages, if it may have fewer than `most`; else None.

    `log` is that of the run that made the PDF. TeX knows the height of the text, and only the PDF shows its lines. It
    is read if the text is not high: a page of four times as many lines has as many lines of text, whatever its headings
    and its gaps.
    """
    last = log.last_page
    if pdf is None or last is None or not log.pages or log.pages == 1 or last.height > 4 * most * last.leading:
        return None
    from cvkit.pdf.page_lines import lines_between

    bottom = last.top + last.height + last.leading / 2
    return lines_between(pdf, log.pages - 1, last.top, bottom, last.leading)
