"""`cvkit pdf`: read a record, write its documents as TeX, typeset them, and put the PDFs in place.

Stages are imported in the functions that use them. TeX reads its preamble during these imports, and a command loads
only the stages that it needs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cvkit.commands.request import Made, Request
from cvkit.model.diagnostic import CvkitError

if TYPE_CHECKING:
    from cvkit.cache import FirstRun, Result
    from cvkit.typeset.typesetter import Typesetter

Errors = tuple[CvkitError, ...]


def make_pdf(request: Request) -> Made:
    """Typeset one document of a record, or all, and write the PDFs. Unchanged PDFs come from the cache.

    If one of all documents fails, the others are written, and the result has the error.

    Raises:
        CvkitError: the record has errors, TeX or a font is missing, or typesetting failed; nothing was written.
    """
    from cvkit.cache import CacheEntry
    from cvkit.commands.targets import put_in_place
    from cvkit.deliver.target_lock import target_lock

    with target_lock(request.output or request.record):
        entry = CacheEntry([repr(replace(request, output=None, into_folder=False, has_pictures=False))])
        cached = None if request.keep_log else entry.find()
        result, failed = (cached, ()) if cached else _typeset(request, entry.first_run)
        files, unwritten = put_in_place(result, request)
    if not cached and not failed:
        entry.keep(result)
    return Made(tuple(files), result.diagnostics, result.notes, (*failed, *unwritten))


def _typeset(request: Request, last: FirstRun | None) -> tuple[Result, Errors]:
    from cvkit.typeset.typesetter import Typesetter

    with Typesetter(request.seconds) as typesetter:
        return typeset_documents(request, typesetter, last)


def typeset_documents(request: Request, typesetter: Typesetter, last: FirstRun | None = None) -> tuple[Result, Errors]:
    """The PDFs of the requested documents, and the errors of those of all documents that failed.

    `last` has the settings with which TeX was started for the same request before.

    Raises:
        CvkitError: as in `make_pdf`.
    """
    if not typesetter.is_waiting:
        from cvkit.typeset.guess import guess_job

        if probable := guess_job(request.record, request.style, request.engine, last):
            typesetter.start_early(probable)

    from cvkit.commands.read import locate_errors, read_without_errors
    from cvkit.commands.select_document import notes_on_options, output_stem, select_documents
    from cvkit.commands.targets import refuse_targets
    from cvkit.deliver.protect import record_sources

    source, numbered, diagnostics = read_without_errors(request.record, request.settings, request.output)
    documents = select_documents(numbered, request)
    files = [f"{output_stem(source.name, name, request.sections)}.pdf" for name, _ in documents]
    protected = record_sources(source, [document.style for _, document in documents])
    if request.is_delivered:
        refuse_targets(request, files, protected)

    from cvkit.commands.styles import load_style
    from cvkit.commands.tex_document import tex_document
    from cvkit.write.formats import WriterInput

    written = [
        WriterInput(numbered, document, load_style(document.style), request.sections, document_name=name)
        for name, document in documents
    ]
    tex = (tex_document(one.page, one.document, source, numbered.record, request.engine) for one in written)
    typeset = typesetter.run(tex)

    from cvkit.cache import FirstRun, Result, Sources
    from cvkit.commands.failed_documents import FailedDocuments
    from cvkit.commands.fit_pages import check_page_limit, note_on_last_page, note_on_references
    from cvkit.commands.ignored import drop_ignored
    from cvkit.commands.styles import notes_on_styles
    from cvkit.commands.targets import log_of
    from cvkit.deliver.kept_log import kept_log
    from cvkit.load.style_folder import style_folders, style_paths
    from cvkit.write.latex.claim import note_on_claim, obstacle
    from cvkit.write.unsupported import notes_on_omissions

    failed = FailedDocuments(request.all_documents)
    pdfs: list[tuple[str, bytes]] = []
    made: list[WriterInput] = []
    contents: list[str] = [*source.files]
    installed: list[str] = []
    notes = notes_on_styles(document.style for _, document in documents) + notes_on_options(numbered, request)
    for one, file, result in zip(written, files, typeset, strict=True):
        name, document = one.document_name, one.document
        contents += map(str, style_paths(document.style))
        installed += map(str, style_folders(document.style))
        log = log_of(request, file)
        with failed.collect(name), kept_log(result.log, log, protected), locate_errors(source):
            pdf = result.pdf_or_error()
            notes += check_page_limit(pdf, name, document, one.page)
            notes += note_on_references(one.page, name, numbered)
            notes += note_on_last_page(pdf, name, document, numbered.record)
            notes += note_on_claim(name, obstacle(one.page, document, one.style, numbered.record, source.photo))
            made.append(one)
            pdfs.append((file, pdf.content))
            installed += pdf.installed
            diagnostics += drop_ignored(source, source.located(pdf.diagnostics))
            notes += (f"TeX's log is in {log}",) if request.keep_log else ()
    notes += notes_on_omissions(made)
    sources = Sources(tuple(dict.fromkeys(contents)), tuple(dict.fromkeys(installed)), dict(protected.files))
    job = typesetter.last_job
    assert job  # a record has at least one document
    first_run = FirstRun(documents[0][1].style, job.engine, job.preamble)
    return Result(tuple(pdfs), diagnostics, notes, sources, first_run), failed.errors
