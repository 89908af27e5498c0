"""A curriculum vitae inside a thesis: as TeX to input, or as pages of its PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cvkit.build import Made, Request, manuscript_of, read_without_errors
from cvkit.choose import chosen_document
from cvkit.model.problem import CvkitError, ExitStatus, Problem, Severity

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
    from cvkit.deliver.folder import deliver_into
    from cvkit.deliver.protect import record_sources
    from cvkit.load.style_folder import style_files
    from cvkit.write.compose import compose
    from cvkit.write.latex.appendix import WRITTEN, write_appendix

    source, numbered, problems = read_without_errors(request.record)
    _, document = chosen_document(numbered, request)
    page = compose(numbered, document, request.sections)
    files = write_appendix(page, source.name)
    if request.engine == "pdflatex":
        from cvkit.typeset.coverage import check_coverage

        sections = [name for name, _ in document.listings if name in request.sections or not request.sections]
        lacking = check_coverage("".join(files.values()), source, sections)
        if lacking:
            message = "the thesis cannot set every character with pdfLaTeX; nothing was written"
            raise CvkitError(message, ExitStatus.PROBLEMS, problems=(*problems, *source.located(lacking)))
    vocabulary = style_files(document.style)[VOCABULARY]
    contents = {VOCABULARY: vocabulary, **files}
    heads = (WRITTEN, vocabulary.splitlines()[0])
    encoded = {name: text.encode() for name, text in contents.items()}
    written = deliver_into(folder, encoded, heads, record_sources(source, [document.style]), force=force)
    return Made(tuple(written), problems)


def merge_appendix(thesis: Path, request: Request, after: int | None = None) -> Made:
    """Typeset a document of a record at the paper size of a thesis, and write both as one PDF to the request's output.

    The CV stands behind the thesis's last page, or behind page `after`, counted from 1. See `typeset.merge.merge`.

    Raises:
        CvkitError: the record has errors; or the thesis is damaged, encrypted or signed, has active content or no such
            page; or typesetting failed; nothing was written.
    """
    from cvkit.deliver import deliver
    from cvkit.deliver.pdf import check_pdf
    from cvkit.deliver.protect import Protected, other_file, record_sources
    from cvkit.load.pdf_file import load_pdf
    from cvkit.typeset import start, typeset
    from cvkit.typeset.merge import merge
    from cvkit.typeset.thesis import Thesis
    from cvkit.write.compose import compose
    from cvkit.write.latex.appendix import on_paper

    output = request.output
    if output is None:
        raise CvkitError("the merged thesis needs a file of its own", ExitStatus.USAGE, "say -o OUT.pdf")
    protected = Protected({str(thesis): "the thesis"})
    protected.refuse([output], other_file(output, ".pdf"))
    opened = Thesis(load_pdf(thesis))
    opened.check_page(after)
    source, numbered, problems = read_without_errors(request.record, output=output)
    _, document = chosen_document(numbered, request)
    protected = Protected({**protected.files, **record_sources(source, [document.style]).files})
    protected.refuse([output], other_file(output, ".pdf"))
    if "hide" not in document.model_fields_set:
        document = document.model_copy(update={"hide": FORBIDDEN})
    page = compose(numbered, document, request.sections)
    manuscript, job = manuscript_of(page, document, request)
    with start(replace(job, preamble=on_paper(job.preamble, *opened.paper))) as run:
        run.feed(manuscript.body)
        opened.look_through()  # while TeX is at work
        pdf = typeset(run, source)
    check_pdf(pdf.content, pdf.pages, manuscript.anchors)
    merged = merge(opened, pdf.content, page.heading, after)
    broken = (_perhaps_no_longer(standard) for standard in opened.standards)
    return Made(tuple(deliver({output: merged}, protected)), (*problems, *pdf.problems, *broken))


def _perhaps_no_longer(standard: str) -> Problem:
    message = f"the thesis says that it is {standard}; with the CV it may be no longer"
    return Problem("T112", message, "check it again, for example with veraPDF", severity=Severity.WARNING)
