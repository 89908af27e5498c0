"""Put a CV into a thesis: as TeX files that the thesis inputs, or as pages of its PDF."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

from cvkit.commands.read import locate_errors, read_without_errors
from cvkit.commands.request import Made, Request
from cvkit.commands.select_document import select_document
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus, Severity
from cvkit.model.rule import Rule

VOCABULARY = "cvkit.sty"
FORBIDDEN = ("phone", "photo")
"""Fields that universities do not accept in a thesis. They are hidden unless the document sets `hide`."""
UNTAGGED = "the thesis keeps its tags for screen readers; the pages of the CV have none in it"
"""The note about a CV that is inserted into a tagged thesis."""
DECRYPTED = "the thesis is encrypted, and the result is not: anyone can print, copy and change it"
"""The note about an encrypted thesis that opens without a password."""


class UncertainConformance(Rule):
    """A thesis that says it is PDF/A or PDF/UA, and may not conform with a CV in it.

    The thesis states a standard in its metadata. cvkit inserts the CV and does not check this standard, so the
    statement may be wrong now. Validate the result, for example with veraPDF.
    """

    code = "T112"
    severity = Severity.WARNING
    message = "the thesis claims to be {standard}; the result with the CV may not conform to it"
    hint = "validate the result, for example with veraPDF"
    fix = "validate it again"


class CorrectedThesis(Rule):
    """A thesis whose PDF has a mistake in its syntax, which cvkit corrected in the result.

    Viewers correct such mistakes silently. cvkit does so too, as the viewer of Chrome does, if every page, font and
    picture is still there. Compare the pages of the result with the thesis. The warning disappears if you build the
    thesis again, or if another program writes its PDF again, for example `qpdf thesis.pdf fixed.pdf`.
    """

    code = "T130"
    severity = Severity.WARNING
    message = "the PDF of the thesis has a mistake ({mistake}), which is corrected in the result"
    hint = "compare the pages; or run `qpdf {thesis} fixed.pdf`, and merge fixed.pdf"
    fix = "build the thesis again, or write its PDF again with another program"
    no_example = "it is about the PDF of a thesis"


def write_appendix_into(folder: Path, request: Request, *, force: bool = False) -> Made:
    """Write `cvkit.sty`, a file for each section, and `cv.tex`, which inputs these files, into the folder of a thesis.

    With the engine pdflatex, T1 fonts must have every character. Without an engine, a warning names the files with
    characters that they lack.

    Raises:
        CvkitError: the record has errors, a character cannot be typeset, or a file exists that cvkit did not create;
            nothing was written.
    """
    from cvkit.commands.ignored import drop_ignored
    from cvkit.commands.styles import load_style
    from cvkit.deliver.into_folder import beginnings, deliver_into, left_over
    from cvkit.deliver.protect import record_sources
    from cvkit.load.style_folder import style_files
    from cvkit.typeset.coverage import uncovered
    from cvkit.write.compose import compose
    from cvkit.write.latex.appendix_files import APPENDIX_FILES, WRITTEN, appendix_files, write_sections

    source, numbered, diagnostics = read_without_errors(request.record, needs_fonts=False)
    name, document = select_document(numbered, request)
    fragments = write_sections(compose(numbered, document, load_style(document.style), request.sections, name))
    without_t1 = [name for name, fragment in fragments.items() if uncovered(fragment.text)]
    files = appendix_files(fragments, source.name, without_t1)
    warnings: list[Diagnostic] = []
    if without_t1 and request.engine in (None, "pdflatex"):
        from cvkit.typeset.t1_coverage import lacking_in_t1, needs_unicode_fonts, not_in_t1
        from cvkit.typeset.trace import Trace

        traces = {f"{name}.tex": Trace(fragments[name], source, numbered.record) for name in without_t1}
        lacking = {file: lacking_in_t1(trace) for file, trace in traces.items()}
        if request.engine:
            errors = [error for file, spots in lacking.items() for error in not_in_t1(file, spots)]
            message = "pdfLaTeX cannot typeset every character of the CV; nothing was written"
            with locate_errors(source):
                raise CvkitError(message, ExitStatus.PROBLEMS, diagnostics=(*diagnostics, *errors))
        warnings = [needs_unicode_fonts(file, spots) for file, spots in lacking.items()]
    vocabulary = style_files(document.style)[VOCABULARY]
    contents = {VOCABULARY: vocabulary, **files}
    known = beginnings([WRITTEN.encode(), vocabulary.encode()])
    encoded = {name: text.encode("utf-8", "replace") for name, text in contents.items()}
    protected = record_sources(source, [document.style])
    written = deliver_into(folder, encoded, known, protected, option="--into", force=force)
    older = left_over(folder, APPENDIX_FILES, known, files)
    notes = (f"{', '.join(older)}: from an earlier run, and not in cv.tex",) if older else ()
    return Made(tuple(written), (*diagnostics, *drop_ignored(source, source.located(warnings))), notes)


def merge_appendix(thesis: Path, request: Request, after: int | None = None) -> Made:
    """Typeset a document at the paper size of a thesis, and write both as one PDF to the output of the request.

    The CV follows the last page of the thesis, or page `after`, counted from 1. See `pdf.insert_pages.insert_pages`.

    Raises:
        CvkitError: the record has errors; the thesis is damaged or signed, needs a password, has active content or no
            such page; or typesetting failed; nothing was written.
    """
    from cvkit.commands.ignored import drop_ignored
    from cvkit.commands.output_kind import refuse_other_kind
    from cvkit.commands.styles import load_style
    from cvkit.commands.tex_document import tex_document
    from cvkit.deliver import deliver
    from cvkit.deliver.protect import Protected, other_file, record_sources
    from cvkit.load.pdf_file import load_pdf
    from cvkit.pdf.insert_pages import insert_pages
    from cvkit.pdf.thesis import Thesis
    from cvkit.typeset.typesetter import Typesetter
    from cvkit.write.compose import compose
    from cvkit.write.latex.appendix_files import on_paper

    output = request.output
    if output is None:
        raise CvkitError("--merge needs an output file", ExitStatus.USAGE, "add -o OUT.pdf")
    protected = Protected({str(thesis): "the thesis"})
    protected.refuse([output], other_file(output, ".pdf"))
    opened = Thesis(load_pdf(thesis), str(thesis))
    opened.check_page(after)
    source, numbered, diagnostics = read_without_errors(request.record, output=output)
    name, document = select_document(numbered, request)
    protected = Protected({**protected.files, **record_sources(source, [document.style]).files})
    protected.refuse([output], other_file(output, ".pdf"))
    refuse_other_kind(output, request)
    if "hide" not in document.model_fields_set:
        document = document.model_copy(update={"hide": FORBIDDEN})
    page = compose(numbered, document, load_style(document.style), request.sections, name)
    tex = tex_document(page, document, source, numbered.record, request.engine)
    job = replace(tex.job, preamble=on_paper(tex.job.preamble, *opened.paper))
    with locate_errors(source), Typesetter(request.seconds) as typesetter:
        typesetting = typesetter.start(replace(tex, job=job, tighter=(), pull_in=""))
        opened.verify()  # while TeX runs
        pdf = typesetter.finish(typesetting)
    merged = insert_pages(opened, pdf.content, page.heading, after)
    broken = [UncertainConformance.at(standard=standard) for standard in opened.standards]
    if opened.mistake:
        broken.append(CorrectedThesis.at(mistake=opened.mistake, thesis=shlex.quote(str(thesis))))
    located = drop_ignored(source, source.located([*pdf.diagnostics, *broken]))
    facts = {UNTAGGED: opened.is_tagged, DECRYPTED: opened.was_encrypted}
    notes = tuple(note for note, is_true in facts.items() if is_true)
    return Made(tuple(deliver({output: merged}, protected)), (*diagnostics, *located), notes)
