"""Export a document of a record to another format than PDF: as text, to a file, or to a folder."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from cvkit.commands.output_kind import refuse_ending
from cvkit.commands.parse_back import parse_back
from cvkit.commands.read import read_without_errors
from cvkit.commands.request import Made, Request
from cvkit.commands.select_document import home_page_of, notes_on_options, output_stem, select_document
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus
from cvkit.model.value_class import dataclass

if TYPE_CHECKING:
    from cvkit.write.unsupported import Omitted


@dataclass(frozen=True)
class Exported:
    """An exported document: its content, the files that were written, and the features that the format cannot carry."""

    content: str | bytes
    made: Made
    unsupported: Omitted


def export_document(request: Request, name: str, strict: bool = False) -> Exported:
    """Write a document of a record in the format `name`.

    If the output is a folder and the format needs the files of the style, these are added.

    Raises:
        CvkitError: the record has errors, or the system refuses to write, or the output is a file that cvkit may not
            replace, or `strict` and the format has no place for a feature or a field of the document; nothing was
            written.
    """
    from cvkit.commands.styles import load_style
    from cvkit.deliver import deliver
    from cvkit.deliver.protect import other_file, record_sources
    from cvkit.write.formats import FORMATS, WriterInput
    from cvkit.write.unsupported import unsupported_features

    form = FORMATS[name]
    if request.is_zip and not form.brings_style:
        raise CvkitError(f"--zip is for tex, not for {name}", ExitStatus.USAGE, "omit --zip: the output is one file")
    if (form.is_binary or request.is_zip) and request.output is None:
        kind, ending = ("a zip", ".zip") if request.is_zip else (name, form.ending)
        raise CvkitError(
            f"{kind} is binary and cannot be printed", ExitStatus.USAGE, f"write it to a file: -o cv{ending}"
        )
    source, numbered, diagnostics = read_without_errors(
        request.record, (), request.output, form.ending, needs_fonts=form.brings_style
    )
    if form.is_site:
        request = home_page_of(numbered, request)
    document_name, document = select_document(numbered, request)
    notes = notes_on_options(numbered, request)
    read_bib = functools.partial(parse_back, numbered.record.numbering, numbered.record.roles)
    inputs = WriterInput(numbered, document, load_style(document.style), request.sections, source.photo, read_bib)
    unsupported = unsupported_features(form, inputs)
    if strict:
        refuse_omissions(name, unsupported, diagnostics)
    content = form.write(inputs)
    if request.output is None:
        return Exported(content, Made((), diagnostics, notes), unsupported)
    protected = record_sources(source, [document.style])
    stem = output_stem(source.name, document_name, request.sections)
    folder = request.output if request.into_folder or request.output.is_dir() else None
    if form.brings_style and (folder or request.is_zip):
        from cvkit.commands.export_tex import deliver_tex

        files = deliver_tex(request, f"{stem}{form.ending}", str(content), inputs, source.photo_file, protected)
    else:
        target = folder / f"{stem}{form.ending}" if folder else request.output
        protected.refuse([target], other_file(target, form.ending))
        refuse_ending(target, name, request)
        data = content if isinstance(content, bytes) else content.encode()
        files = deliver({target: data}, protected, new_folder=folder if request.into_folder else None)
    return Exported(content, Made(tuple(files), diagnostics, notes), unsupported)


def refuse_omissions(name: str, unsupported: Omitted, diagnostics: tuple[Diagnostic, ...]) -> None:
    """Raise an error if a format has no place for a feature or a field of a document.

    Raises:
        CvkitError: the format omits something.
    """
    if sentences := unsupported.sentences(name):
        hint = "write it without --strict, in another format, or with the options that the message names"
        raise CvkitError("; ".join(sentences), ExitStatus.PROBLEMS, hint, diagnostics=diagnostics)
