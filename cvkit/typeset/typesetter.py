"""The typesetter: it starts TeX early, typesets several documents at once, and runs TeX again where that helps."""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import TracebackType

from cvkit.load.style_folder import style_files
from cvkit.model.diagnostic import CvkitError, Diagnostic
from cvkit.model.value_class import dataclass
from cvkit.system.programs import MissingProgramError
from cvkit.system.sandbox import SECONDS
from cvkit.typeset.failure import check_required_files, check_size, failure_of, missing_tex, wide_lines, without_glyphs
from cvkit.typeset.font_cache import knows_fonts
from cvkit.typeset.retry import MOST_TRIES, Attempt, Retry, reason_to_retry
from cvkit.typeset.run import Job, Outcome, Run
from cvkit.typeset.short_end import LEAST_LINES, LEAST_LINES_TO_FIT, lines_of_end
from cvkit.typeset.tex_input import TexDocument
from cvkit.typeset.tex_log import TexLog, parse_log


@dataclass(frozen=True)
class Pdf:
    """A typeset document."""

    content: bytes
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    installed: tuple[str, ...]
    """The files of the TeX installation from which it was made."""
    layout: int = 0
    """The number of the preamble: 0 is that of the job, and n is number n of the tighter ones."""
    has_short_end: bool = False
    """Whether the last of several pages is nearly empty."""
    fill_of_last_page: float = 1.0
    """The part of the height of the last page that has text, from 0 to 1."""


@dataclass(frozen=True)
class TypesetResult:
    """The PDF of a document, or the reason why there is none."""

    pdf: Pdf | None
    error: CvkitError | None
    log: str
    """The log of the last run of TeX; empty if TeX was not started."""

    def pdf_or_error(self) -> Pdf:
        """The PDF.

        Raises:
            CvkitError: there is none.
        """
        if self.pdf is None:
            assert self.error
            raise self.error
        return self.pdf


class Typesetting:
    """A document that is being typeset. `Typesetter.finish` returns its PDF."""

    def __init__(self, document: TexDocument) -> None:
        self.document = document
        self.attempt = Attempt()
        self.run: Run | None = None
        self.error: CvkitError | None = None
        """The reason why TeX could not be started."""
        self.log = ""
        """The log of the last run of TeX that has ended."""


class Typesetter:
    """Typesets documents. At the end of the context, every run of TeX is ended."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """`seconds` is the time limit of each run of TeX."""
        self._seconds = seconds
        self._early: Run | None = None
        self._runs: list[Run] = []
        self.last_job: Job | None = None
        """The job of the first document of the last `run`."""

    def __enter__(self) -> Typesetter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.ExitStack() as stack:
            for run in self._runs:
                stack.push(run)
        self._runs, self._early = [], None

    # -- the early start ----------------------------------------------------------------------------------------------

    def start_early(self, job: Job) -> None:
        """Start TeX on the preamble that the next document probably has. Without TeX, nothing happens."""
        if self._early and not (self.is_waiting and self._early.job == job):
            self._end(self._early)
            self._early = None
        if self._early is None:
            with contextlib.suppress(OSError, MissingProgramError, CvkitError):
                self._early = self._opened(Run(job, self._seconds))

    @property
    def is_waiting(self) -> bool:
        """Whether an early run waits for a document."""
        return self._early is not None and self._early.is_waiting

    # -- documents ----------------------------------------------------------------------------------------------------

    def run(self, documents: Iterable[TexDocument]) -> Iterator[TypesetResult]:
        """Typeset documents, as many at once as there are processors, and yield the results in order.

        A document that fails does not stop the others.
        """
        started: deque[Typesetting] = deque()
        for position, document in enumerate(documents):
            started.append(self.start(document))
            if position == 0:
                self.last_job = document.job
            if len(started) >= (os.cpu_count() or 1):
                yield self._result(started.popleft())
        yield from map(self._result, started)

    def start(self, document: TexDocument) -> Typesetting:
        """Send a document to TeX. `finish` raises the error if that is impossible."""
        typesetting = Typesetting(document)
        try:
            if document.requires:
                check_required_files(document.requires, document.job.files)
            self._send(typesetting)
        except CvkitError as error:
            typesetting.error = error
            if typesetting.run:
                self._end(typesetting.run)
        return typesetting

    def finish(self, typesetting: Typesetting) -> Pdf:
        """Wait for the PDF of a document, running TeX again for each reason in `Retry`, and verify it.

        The PDF may still have more pages than `max_pages`, if no preamble is tight enough.

        Raises:
            CvkitError: there is no usable PDF; if the reason is in the record, the error has its key path.
        """
        from cvkit.pdf.verify import OF_CVKIT, OF_OWN_STYLE, verify_pdf  # loaded while TeX runs
        from cvkit.typeset.trace import Trace

        if typesetting.error:
            raise typesetting.error
        document = typesetting.document
        trace = Trace(document.fragment, document.source, document.record)
        missing: dict[tuple[str, int | None], None] = {}
        outcome, report = self._wait(typesetting)
        whole: tuple[Attempt, Outcome, TexLog] | None = None
        """The first try of a document that may `fit`, which is kept if no tighter one has fewer pages."""
        while retry := reason_to_retry(document, typesetting.attempt, typesetting.run, outcome, report):
            missing |= dict.fromkeys(report.missing)
            before = typesetting.attempt, outcome, report
            if retry is Retry.FEWER_PAGES:
                whole = whole or before
            typesetting.attempt = typesetting.attempt.after(retry, report.pages)
            self._send(typesetting)
            outcome, report = self._wait(typesetting)
            if retry is Retry.SHORT_END and (outcome.pdf is None or report.ends_before(LEAST_LINES)):
                attempt, outcome, report = before
                typesetting.attempt, typesetting.log = replace(attempt, pulls_in=False), outcome.log
            if whole and not (typesetting.run and typesetting.run.lacked_a_font(outcome)):
                if outcome.pdf and (report.pages or 0) < (whole[2].pages or 0):
                    typesetting.attempt, whole = replace(typesetting.attempt, tries=MOST_TRIES), None
                elif typesetting.attempt.is_last_try(document):
                    attempt, outcome, report = whole
                    typesetting.attempt, typesetting.log = replace(attempt, tries=MOST_TRIES), outcome.log
                    whole = None
        missing |= dict.fromkeys(report.missing)
        if missing or "Error: pdfLaTeX cannot set" in outcome.log:
            raise without_glyphs(missing, trace, document.job.engine)
        if outcome.pdf is None or report.pages is None:
            raise failure_of(outcome, report, trace, document.requires)
        check_size(report.pages)
        verify_pdf(outcome.pdf, report.pages, document.anchors, OF_OWN_STYLE if document.requires else OF_CVKIT)
        warnings = wide_lines(report, trace)
        layout = typesetting.attempt.layout
        is_short, fill = report.ends_before(LEAST_LINES), report.fill_of_last_page
        return Pdf(outcome.pdf, report.pages, warnings, outcome.installed, layout, is_short, fill)

    def _result(self, typesetting: Typesetting) -> TypesetResult:
        try:
            return TypesetResult(self.finish(typesetting), None, typesetting.log)
        except CvkitError as error:
            return TypesetResult(None, error, typesetting.log)

    # -- runs of TeX --------------------------------------------------------------------------------------------------

    def _send(self, typesetting: Typesetting) -> None:
        """Start TeX with the settings of the present attempt, or take the early run, and send the body."""
        document, attempt = typesetting.document, typesetting.attempt
        job, body = document.job, document.body
        if (preamble := attempt.preamble(document)) != job.preamble:
            job = replace(job, preamble=preamble)
        if attempt.passes_missing_glyphs:
            body = f"\\tracinglostchars=2 {body}"
        if attempt.pages:
            body = f"\\def\\CVKpagecount{{{attempt.pages}}}{body}"
        typesetting.run = self._run_of(job, has_all_fonts=attempt.has_all_fonts)
        typesetting.run.send_body(body, document.pictures)

    def _wait(self, typesetting: Typesetting) -> tuple[Outcome, TexLog]:
        run = typesetting.run
        assert run
        try:
            outcome = run.wait()
            report = parse_log(outcome.log or outcome.terminal)
            least = LEAST_LINES_TO_FIT if typesetting.document.tighter else LEAST_LINES
            return outcome, replace(report, end_lines=lines_of_end(outcome.pdf, report, least))
        finally:
            typesetting.log = run.log
            self._end(run)

    def _run_of(self, job: Job, *, has_all_fonts: bool) -> Run:
        if self._early and self.is_waiting and self._early.job == job and not has_all_fonts:
            early, self._early = self._early, None
            return early
        try:
            if job.engine == "lualatex" and not job.is_trusted and not knows_fonts():
                self._build_font_index()
            return self._opened(Run(job, self._seconds, has_all_fonts=has_all_fonts))
        except MissingProgramError:
            raise missing_tex(f"{job.engine} is not installed", job.engine) from None

    def _build_font_index(self) -> None:
        """Run a small document of cvkit, so that LuaTeX creates its font index.

        Only a trusted run may keep the index. Untrusted runs then find this one.
        """
        preamble = "\\documentclass{cvkit-classic}\n\\begin{document}\n"
        job = Job("lualatex", preamble, style_files("classic"), is_trusted=True)
        with contextlib.suppress(CvkitError), Run(job, self._seconds) as run:
            run.send_body("x\n")
            run.wait()

    def _opened(self, run: Run) -> Run:
        self._runs.append(run)
        return run

    def _end(self, run: Run) -> None:
        run.__exit__(None, None, None)
        self._runs = [other for other in self._runs if other is not run]
