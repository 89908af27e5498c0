"""The flow, written once: load → check → number → write → typeset → deliver.

Stages are imported where they are used: TeX reads its preamble meanwhile, and no command waits for a stage that it
does not need.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.model.problem import ABSENT, CvkitError, ExitStatus, Problem
from cvkit.request import Made, Request

__all__ = [
    "Made",
    "Read",
    "Request",
    "make_pdf",
    "read",
    "read_without_errors",
    "typeset_documents",
]

if TYPE_CHECKING:
    from cvkit.cache import Result
    from cvkit.deliver.protect import Protected
    from cvkit.model.document import Document
    from cvkit.model.lock import Lockfile
    from cvkit.model.record import Record
    from cvkit.model.source import Source
    from cvkit.number import Numbered
    from cvkit.typeset import Job, Pdf, Run
    from cvkit.write.blocks import Page
    from cvkit.write.latex import Manuscript


@dataclass(frozen=True)
class Read:
    """A record that has been read: its source, its numbers unless it has errors, its lock, and its problems."""

    source: Source
    numbered: Numbered | None
    lock: Lockfile | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Setting:
    """A document at the typesetter's: what it is, and the run that it was fed to."""

    name: str
    document: Document
    page: Page
    manuscript: Manuscript
    run: Run


def read(
    record: Path, relock: Callable[[Lockfile, Record], Lockfile] | None = None, settings: Sequence[str] = ()
) -> Read:
    """Load, check and number a record; every problem of it at once.

    `relock` changes the lockfile, given with the record, before the record is numbered.

    Raises:
        CvkitError: there is no such record, or the system refuses to read it.
    """
    from cvkit.check import check
    from cvkit.check.lock import check_lock, check_lost, check_presence
    from cvkit.load import load
    from cvkit.load.day import today
    from cvkit.model.lock import Lockfile
    from cvkit.number import number
    from cvkit.number.lock import OF_SOUND_LINES
    from cvkit.number.prose import check_prose
    from cvkit.number.references import check_references
    from cvkit.number.select import check_selections
    from cvkit.styling import check_styles

    source = load(record, settings)
    if not source.root:
        return Read(source, None, None, source.problems)
    checked = check(source, today())
    documents = list(typed) if isinstance(typed := source.root.get("documents"), dict) else []
    lock, problems = check_lock(source)
    numbered = None
    if checked.record is not None:
        if relock:
            lock = relock(lock or Lockfile(), checked.record)
        numbered, found = number(checked.record, lock)
        if problems or any(problem.place and problem.place.file == source.lock_file for problem in source.problems):
            found = [problem for problem in found if problem.code not in OF_SOUND_LINES]
        found += check_lost(source, lock, checked.record)
        found += check_references(numbered) if source.has_references else []
        found += check_prose(numbered)
        found += check_selections(numbered, [name for name in documents if name in checked.record.documents])
        found += check_styles(checked.record, record)
        found += [] if relock else check_presence(source, checked.record)
        problems += [problem for problem in found if checked.mended.trusts(problem)]
    told = source.located([*source.problems, *checked.problems, *problems])
    return Read(source, numbered if checked.mended.is_whole else None, lock, told)


def make_pdf(request: Request) -> Made:
    """Typeset a document of a record, or every one, unless they are kept from the last time; put the PDFs in place.

    Raises:
        CvkitError: the record has errors, or something is missing, or typesetting failed; nothing was written.
    """
    from cvkit.cache import Kept
    from cvkit.deliver.turns import turn
    from cvkit.targets import put_in_place

    with turn(request.output or request.record):
        kept = Kept([repr(replace(request, output=None))])
        found = None if request.keeps_log else kept.find()
        result = found or typeset_documents(request)[0]
        files = put_in_place(result, request)
    if found is None:
        kept.keep(result)
    return Made(tuple(files), result.problems, result.notes)


def typeset_documents(request: Request, spare: Run | None = None) -> tuple[Result, Job]:
    """Typeset what is asked for of a record, side by side; `spare` is a run that may be on the right job already.

    Comes with the job of the first document, for a spare run of the next time.

    Raises:
        CvkitError: as `make_pdf`.
    """
    with ExitStack() as stack:
        early = [run for run in [spare or _start_early(request, stack)] if run]

        from cvkit.choose import chosen_document, stem_of
        from cvkit.deliver.protect import record_sources
        from cvkit.targets import log_of, refuse_targets

        source, numbered, problems = read_without_errors(request.record, request.settings, request.output)
        names = list(numbered.record.documents) if request.every else [request.document]
        documents = [chosen_document(numbered, replace(request, document=name)) for name in names]
        files = {name: f"{stem_of(source.name, name, request.sections)}.pdf" for name, _ in documents}
        protected = record_sources(source, [document.style for _, document in documents])
        if request.is_delivered:
            refuse_targets(request, files.values(), protected)
        begun = (_begin(name, document, numbered, source, request, early, stack) for name, document in documents)

        from cvkit.cache import Result, Sources
        from cvkit.load.style_folder import style_folders, style_paths

        pdfs: list[tuple[str, bytes]] = []
        contents, installed, jobs = [*source.files], [], []
        notes: tuple[str, ...] = ()
        for setting in _ahead(begun, os.cpu_count() or 1):
            log = log_of(request, files[setting.name])
            pdf, said = _finish(setting, numbered, source, request, stack, log, protected)
            pdfs.append((files[setting.name], pdf.content))
            contents += map(str, style_paths(setting.document.style))
            installed += [*map(str, style_folders(setting.document.style)), *pdf.installed]
            jobs.append(setting.run.job)
            problems += pdf.problems
            notes += said
    sources = Sources(tuple(dict.fromkeys(contents)), tuple(dict.fromkeys(installed)), dict(protected.files))
    return Result(tuple(pdfs), problems, notes, sources), jobs[0]


def _begin(
    name: str,
    document: Document,
    numbered: Numbered,
    source: Source,
    request: Request,
    early: list[Run],
    stack: ExitStack,
) -> _Setting:
    """Give a document to TeX; a run that was started early takes the first that it is good for."""
    from cvkit.typeset import start
    from cvkit.write.compose import compose
    from cvkit.write.latex.blocks import photo_file

    page = compose(numbered, document, request.sections)
    manuscript, job = manuscript_of(page, document, request)
    is_ready = early and early[0].job == job and early[0].is_waiting
    run = early.pop() if is_ready else stack.enter_context(start(job, request.seconds))
    run.feed(manuscript.body, {photo_file(page.head): source.photo} if page.head.photo else {})
    return _Setting(name, document, page, manuscript, run)


def _ahead(settings: Iterator[_Setting], count: int) -> Iterator[_Setting]:
    """The same, with so many of them begun before the first is waited for: TeX runs side by side."""
    begun: deque[_Setting] = deque()
    for setting in settings:
        begun.append(setting)
        if len(begun) >= count:
            yield begun.popleft()
    yield from begun


def _finish(
    setting: _Setting,
    numbered: Numbered,
    source: Source,
    request: Request,
    stack: ExitStack,
    log: Path | None,
    protected: Protected,
) -> tuple[Pdf, tuple[str, ...]]:
    """Take a document from TeX, within its pages, looked at."""
    from cvkit.deliver.log import log_kept
    from cvkit.deliver.pdf import check_pdf
    from cvkit.fit import fitted
    from cvkit.styling import load_style
    from cvkit.typeset import typeset

    def again(options: Mapping[str, str]) -> Pdf:
        document = setting.document.model_copy(update={"options": dict(options)})
        return set_type(_begin(setting.name, document, numbered, source, request, [], stack).run)

    def set_type(run: Run) -> Pdf:
        with log_kept(run, log, protected):
            return typeset(run, source)

    document, style = setting.document, load_style(setting.document.style)
    pdf = set_type(setting.run)
    pdf, notes = fitted(pdf, setting.name, document, style, source, setting.page, again)
    check_pdf(pdf.content, pdf.pages, setting.manuscript.anchors)
    return pdf, (*notes, f"TeX's log is in {log}") if log else notes


def read_without_errors(
    record: Path, settings: Sequence[str] = (), output: Path | None = None, ending: str = ".pdf"
) -> tuple[Source, Numbered, tuple[Problem, ...]]:
    """A record that can be written from: its source, its numbers, and warnings.

    Raises:
        CvkitError: `output`, a file with this ending or a folder, is a file of the record; or the record has errors.
    """
    found = read(record, settings=settings)
    if output is not None:
        from cvkit.deliver.protect import other_file, record_sources

        record_sources(found.source).refuse([output], other_file(output, ending))
    if found.numbered is None or any(problem.is_error for problem in found.problems):
        is_absent = all(problem.code == ABSENT for problem in found.problems if problem.is_error)
        status = ExitStatus.USAGE if is_absent else ExitStatus.PROBLEMS
        raise CvkitError("the record has errors", status, problems=found.problems)
    return found.source, found.numbered, found.problems


def manuscript_of(page: Page, document: Document, request: Request) -> tuple[Manuscript, Job]:
    """A page as TeX, and the job for the engine that can set it."""
    from cvkit.load.style_folder import is_own, style_files
    from cvkit.styling import load_style
    from cvkit.typeset import Job
    from cvkit.typeset.coverage import engine_for
    from cvkit.write.latex import write_latex

    manuscript = write_latex(page, load_style(document.style), document.options)
    engine = request.engine or engine_for(manuscript.body)
    return manuscript, Job(
        engine, manuscript.preamble, style_files(document.style), is_trusted=not is_own(document.style)
    )


_NAMES_STYLE = re.compile(r"\bstyle:\s*[\"']?([^\s\"',}]+)")
_NAMES_OPTIONS = re.compile(r"\b(options|paper):")


def _start_early(request: Request, stack: ExitStack) -> Run | None:
    """TeX started on the preamble that the record will probably need; a wrong guess costs that process alone."""
    from cvkit.load.ahead import peek
    from cvkit.load.style_folder import style_files, style_names
    from cvkit.typeset.coverage import engine_for
    from cvkit.typeset.run import Job, Run

    text = peek(request.record)
    named = _NAMES_STYLE.search(text)
    style = request.style or (named[1] if named else "classic")
    if not text or style not in style_names() or _NAMES_OPTIONS.search(text):
        return None
    preamble = f"\\documentclass{{cvkit-{style}}}\n\\begin{{document}}\n"
    try:
        job = Job(request.engine or engine_for(text), preamble, style_files(style), is_trusted=True)
        return stack.enter_context(Run(job, request.seconds))
    except (FileNotFoundError, OSError):
        return None
