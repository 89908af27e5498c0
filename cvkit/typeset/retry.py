"""The reasons to run TeX again for a document, and the settings of each run."""

from __future__ import annotations

import enum
from dataclasses import replace

from cvkit.model.value_class import dataclass
from cvkit.typeset.run import Outcome, Run
from cvkit.typeset.short_end import LEAST_LINES, LEAST_LINES_TO_FIT
from cvkit.typeset.tex_input import TexDocument
from cvkit.typeset.tex_log import TexLog

MOST_TRIES = 2
"""The number of tighter preambles that are tried to pull in a last page. Each is a run of TeX."""


class Retry(enum.Enum):
    """The reasons to run TeX again for the same document."""

    ALL_FONTS = "the short list of fonts lacks one: use the full list of TeX"
    ALL_GLYPHS = "a character has no glyph, and TeX stopped there: run past it, to find all others"
    LESS_SPACE = "the document has too many pages: use the next tighter preamble"
    SHORT_END = "the last page is nearly empty: use the preamble that may pull its lines in"
    FEWER_PAGES = "the last page of a document that may `fit` has few lines: use the next tighter preamble"
    PAGE_COUNT = "the document prints its number of pages, which is known now"


@dataclass(frozen=True)
class Attempt:
    """The settings of one run of TeX."""

    layout: int = 0
    has_all_fonts: bool = False
    passes_missing_glyphs: bool = False
    pulls_in: bool | None = None
    """Whether the last page is pulled in; none if this was not tried."""
    tries: int = 0
    """The number of tighter preambles that were tried to pull in the last page of a document that may `fit`."""
    pages: int | None = None
    """The number of pages that the document prints."""

    def preamble(self, document: TexDocument) -> str:
        """The preamble of a document for this run."""
        if self.pulls_in:
            return document.pull_in
        return document.tighter[self.layout - 1] if self.layout else document.job.preamble

    def after(self, retry: Retry, pages: int | None) -> Attempt:
        """The settings of the next run, if the last one had a number of pages."""
        match retry:
            case Retry.ALL_FONTS:
                return replace(self, has_all_fonts=True)
            case Retry.ALL_GLYPHS:
                return replace(self, passes_missing_glyphs=True)
            case Retry.LESS_SPACE:
                return Attempt(self.layout + 1)
            case Retry.SHORT_END:
                return replace(self, pulls_in=True)
            case Retry.FEWER_PAGES:
                return replace(self, layout=self.layout + 1, tries=self.tries + 1)
            case Retry.PAGE_COUNT:
                return replace(self, pages=pages)

    def is_last_try(self, document: TexDocument) -> bool:
        """Whether no further preamble is tried to pull in the last page of a document that may `fit`."""
        return self.tries >= MOST_TRIES or self.layout >= len(document.tighter)


def reason_to_retry(
    document: TexDocument, attempt: Attempt, run: Run | None, outcome: Outcome, report: TexLog
) -> Retry | None:
    """The reason to run TeX again after a run, if there is one."""
    if run and run.lacked_a_font(outcome):
        return Retry.ALL_FONTS
    if attempt.passes_missing_glyphs:
        return None
    if report.missing:  # pdfLaTeX needs no second run: the characters of its fonts are known
        return None if document.job.engine == "pdflatex" else Retry.ALL_GLYPHS
    is_too_long = outcome.pdf and document.max_pages and (report.pages or 0) > document.max_pages
    if is_too_long and attempt.layout < len(document.tighter):
        return Retry.LESS_SPACE
    if outcome.pdf and document.tighter:
        has_few = attempt.tries or report.ends_before(LEAST_LINES_TO_FIT)
        if has_few and not is_too_long and not attempt.is_last_try(document):
            return Retry.FEWER_PAGES
    elif outcome.pdf and document.pull_in and attempt.pulls_in is None and report.ends_before(LEAST_LINES):
        return Retry.SHORT_END
    return Retry.PAGE_COUNT if outcome.pdf and document.prints_page_count and not attempt.pages else None
