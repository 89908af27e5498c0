"""A curriculum vitae inside a thesis: as TeX to input."""

from __future__ import annotations

from pathlib import Path

from cvkit.build import Made, Request, chosen_document, read_without_errors
from cvkit.model.problem import CvkitError, ExitStatus

VOCABULARY = "cvkit.sty"


def write_appendix_into(folder: Path, request: Request, *, force: bool = False) -> Made:
    """Write `cvkit.sty`, a file for each section and `cv.tex`, which inputs them, into the folder of a thesis.

    With the engine pdflatex, every character must be one that T1 fonts have.

    Raises:
        CvkitError: the record has errors, or a character cannot be set, or a file is there that cvkit did not write;
            nothing was written.
    """
    from cvkit.deliver.folder import deliver_into
    from cvkit.load.style_folder import style_files
    from cvkit.typeset.coverage import check_coverage
    from cvkit.write.compose import compose
    from cvkit.write.latex.appendix import WRITTEN, write_appendix

    source, numbered, problems = read_without_errors(request.record)
    _, document = chosen_document(numbered, request)
    page = compose(numbered, document, request.sections)
    files = write_appendix(page, source.name)
    if request.engine == "pdflatex":
        sections = [name for name, _ in document.listings if name in request.sections or not request.sections]
        lacking = check_coverage("".join(files.values()), source, sections)
        if lacking:
            message = "the thesis cannot set every character with pdfLaTeX; nothing was written"
            raise CvkitError(message, ExitStatus.PROBLEMS, problems=(*problems, *source.located(lacking)))
    vocabulary = style_files(document.style)[VOCABULARY]
    contents = {VOCABULARY: vocabulary, **files}
    heads = (WRITTEN, vocabulary.splitlines()[0])
    written = deliver_into(folder, {name: text.encode() for name, text in contents.items()}, heads, force=force)
    return Made(tuple(written), problems)
