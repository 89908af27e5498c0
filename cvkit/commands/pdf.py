"""`cvkit pdf`: write, typeset and deliver the documents of a record.

Stages are imported in the functions that use them. TeX reads its preamble during these imports, and a command loads
only the stages that it needs.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.commands.read import read_without_errors
from cvkit.commands.request import Made, Request

if TYPE_CHECKING:
    from cvkit.cache import Result
    from cvkit.deliver.protect import Protected
    from cvkit.model.document import Document
    from cvkit.model.source import Source
    from cvkit.number import Numbered
    from cvkit.typeset import Job, Pdf, Run
    from cvkit.write.blocks import Page
    from cvkit.write.latex import Manuscript


@dataclass(frozen=True)
class _Setting:
    """A document that is being typeset: its page, its TeX, and its run of TeX."""

    name: str
    document: Document
    page: Page
    manuscript: Manuscript
    run: Run


def make_pdf(request: Request) -> Made:
    """Typeset one document of a record, or all, and write the PDFs. Unchanged PDFs come from the cache.

    Raises:
        CvkitError: the record has errors, TeX or a font is missing, or typesetting failed; nothing was written.
    """
    from cvkit.cache import CacheEntry
    from cvkit.commands.targets import put_in_place
    from cvkit.deliver.target_lock import target_lock

    with target_lock(request.output or request.record):
        kept = CacheEntry([repr(replace(request, output=None))])
        found = None if request.keep_log else kept.find()
        result = found or typeset_documents(request)[0]
        files = put_in_place(result, request)
    if found is None:
        kept.keep(result)
    return Made(tuple(files), result.diagnostics, result.notes)


def typeset_documents(request: Request, spare: Run | None = None) -> tuple[Result, Job]:
    """Typeset the requested documents of a record in parallel.

    `spare` is a waiting run of TeX. It is used if its job is that of the document.

    Returns:
        The PDFs, and the job of the first document, with which the caller can start a spare run for the next build.

    Raises:
        CvkitError: as in `make_pdf`.
    """
    with ExitStack() as stack:
        early = [run for run in [spare or _start_early(request, stack)] if run]

        from cvkit.commands.select_document import output_stem, select_document
        from cvkit.commands.targets import log_of, refuse_targets
        from cvkit.deliver.protect import record_sources

        source, numbered, diagnostics = read_without_errors(request.record, request.settings, request.output)
        names = list(numbered.record.documents) if request.all_documents else [request.document]
        documents = [select_document(numbered, replace(request, document=name)) for name in names]
        files = {name: f"{output_stem(source.name, name, request.sections)}.pdf" for name, _ in documents}
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
            pdf, found_notes = _finish(setting, numbered, source, request, stack, log, protected)
            pdfs.append((files[setting.name], pdf.content))
            contents += map(str, style_paths(setting.document.style))
            installed += [*map(str, style_folders(setting.document.style)), *pdf.installed]
            jobs.append(setting.run.job)
            diagnostics += pdf.diagnostics
            notes += found_notes
    sources = Sources(tuple(dict.fromkeys(contents)), tuple(dict.fromkeys(installed)), dict(protected.files))
    return Result(tuple(pdfs), diagnostics, notes, sources), jobs[0]


def _begin(
    name: str,
    document: Document,
    numbered: Numbered,
    source: Source,
    request: Request,
    early: list[Run],
    stack: ExitStack,
) -> _Setting:
    """Send a document to TeX. An early run is used for the first document with the same job."""
    from cvkit.typeset import start
    from cvkit.write.compose import compose
    from cvkit.write.latex.block_macros import photo_file

    page = compose(numbered, document, request.sections)
    manuscript, job = manuscript_of(page, document, request)
    is_ready = early and early[0].job == job and early[0].is_waiting
    run = early.pop() if is_ready else stack.enter_context(start(job, request.seconds))
    run.send_body(manuscript.body, {photo_file(page.head): source.photo} if page.head.photo else {})
    return _Setting(name, document, page, manuscript, run)


def _ahead(settings: Iterator[_Setting], count: int) -> Iterator[_Setting]:
    """The same documents, with `count` of them begun before the first is yielded, so that TeX runs in parallel."""
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
    """Wait for the PDF of a document, fit it to its pages, and verify it."""
    from cvkit.commands.fit_pages import fit_to_pages
    from cvkit.commands.styles import load_style
    from cvkit.deliver.kept_log import keep_log
    from cvkit.pdf.verify import verify_pdf
    from cvkit.typeset import typeset

    def retypeset(options: Mapping[str, str]) -> Pdf:
        document = setting.document.model_copy(update={"options": dict(options)})
        return set_type(_begin(setting.name, document, numbered, source, request, [], stack).run)

    def set_type(run: Run) -> Pdf:
        with keep_log(run, log, protected):
            return typeset(run, source)

    document, style = setting.document, load_style(setting.document.style)
    pdf = set_type(setting.run)
    pdf, notes = fit_to_pages(pdf, setting.name, document, style, source, setting.page, retypeset)
    verify_pdf(pdf.content, pdf.pages, setting.manuscript.anchors)
    return pdf, (*notes, f"TeX's log is in {log}") if log else notes


def manuscript_of(page: Page, document: Document, request: Request) -> tuple[Manuscript, Job]:
    """A page as TeX, and the job for an engine that can typeset it."""
    from cvkit.commands.styles import load_style
    from cvkit.load.style_folder import is_own, style_files
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
    """Start TeX with the preamble that the record probably needs. A wrong guess costs only one process."""
    from cvkit.load.early import unparsed_text
    from cvkit.load.style_folder import style_files, style_names
    from cvkit.typeset.coverage import engine_for
    from cvkit.typeset.run import Job, Run

    text = unparsed_text(request.record)
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
