"""A curriculum vitae inside a thesis: as TeX to input, or as pages of its PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cvkit.commands.pdf import manuscript_of
from cvkit.commands.read import read_without_errors
from cvkit.commands.request import Made, Request
from cvkit.commands.select_document import select_document
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus, Severity

VOCABULARY = "cvkit.sty"
FORBIDDEN = ("phone", "photo")
"""What universities do not want to see in a thesis; a document whose `hide` says otherwise shows it."""


def write_appendix_into(folder: Path, request: Request, *, force: bool = False) -> Made:
    """Write `cvkit.sty`, a file for each section and `cv.tex`, which inputs them, into the folder of a thesis.

    With the engine pdflatex, every character must be one that T1 fonts have.

    Raises:
        CvkitError: the record has errors, or a character cannot be set, or a file is there that cvkit did not write;
            nothing was written.
    """
    from cvkit.deliver.into_folder import deliver_into
    from cvkit.deliver.protect import record_sources
    from cvkit.load.style_folder import style_files
    from cvkit.write.compose import compose
    from cvkit.write.latex.appendix_files import WRITTEN, write_appendix

    source, numbered, diagnostics = read_without_errors(request.record)
    _, document = select_document(numbered, request)
    page = compose(numbered, document, request.sections)
    files = write_appendix(page, source.name)
    if request.engine == "pdflatex":
        from cvkit.typeset.coverage import check_coverage

        sections = [name for name, _ in document.listings if name in request.sections or not request.sections]
        lacking = check_coverage("".join(files.values()), source, sections)
        if lacking:
            message = "the thesis cannot set every character with pdfLaTeX; nothing was written"
            raise CvkitError(message, ExitStatus.PROBLEMS, diagnostics=(*diagnostics, *source.located(lacking)))
    vocabulary = style_files(document.style)[VOCABULARY]
    contents = {VOCABULARY: vocabulary, **files}
    heads = (WRITTEN, vocabulary.splitlines()[0])
    encoded = {name: text.encode() for name, text in contents.items()}
    written = deliver_into(folder, encoded, heads, record_sources(source, [document.style]), force=force)
    return Made(tuple(written), diagnostics)


def merge_appendix(thesis: Path, request: Request, after: int | None = None) -> Made:
    """Typeset a document of a record at the paper size of a thesis, and write both as one PDF to the request's output.

    The CV stands behind the thesis's last page, or behind page `after`, counted from 1. See `typeset.merge.merge`.

    Raises:
        CvkitError: the record has errors; or the thesis is damaged, encrypted or signed, has active content or no such
            page; or typesetting failed; nothing was written.
    """
    from cvkit.deliver import deliver
    from cvkit.deliver.protect import Protected, other_file, record_sources
    from cvkit.load.pdf_file import load_pdf
    from cvkit.pdf.insert_pages import insert_pages
    from cvkit.pdf.thesis import Thesis
    from cvkit.pdf.verify import verify_pdf
    from cvkit.typeset import start, typeset
    from cvkit.write.compose import compose
    from cvkit.write.latex.appendix_files import on_paper

    output = request.output
    if output is None:
        raise CvkitError("the merged thesis needs a file of its own", ExitStatus.USAGE, "say -o OUT.pdf")
    protected = Protected({str(thesis): "the thesis"})
    protected.refuse([output], other_file(output, ".pdf"))
    opened = Thesis(load_pdf(thesis))
    opened.check_page(after)
    source, numbered, diagnostics = read_without_errors(request.record, output=output)
    _, document = select_document(numbered, request)
    protected = Protected({**protected.files, **record_sources(source, [document.style]).files})
    protected.refuse([output], other_file(output, ".pdf"))
    if "hide" not in document.model_fields_set:
        document = document.model_copy(update={"hide": FORBIDDEN})
    page = compose(numbered, document, request.sections)
    manuscript, job = manuscript_of(page, document, request)
    with start(replace(job, preamble=on_paper(job.preamble, *opened.paper))) as run:
        run.send_body(manuscript.body)
        opened.verify()  # while TeX is at work
        pdf = typeset(run, source)
    verify_pdf(pdf.content, pdf.pages, manuscript.anchors)
    merged = insert_pages(opened, pdf.content, page.heading, after)
    broken = (_perhaps_no_longer(standard) for standard in opened.standards)
    return Made(tuple(deliver({output: merged}, protected)), (*diagnostics, *pdf.diagnostics, *broken))


def _perhaps_no_longer(standard: str) -> Diagnostic:
    message = f"the thesis says that it is {standard}; with the CV it may be no longer"
    return Diagnostic("T112", message, "check it again, for example with veraPDF", severity=Severity.WARNING)
