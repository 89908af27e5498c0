"""A document of a record in another format than PDF: printed, or put in a file or a folder."""

from __future__ import annotations

from dataclasses import dataclass

from cvkit.commands.read import read_without_errors
from cvkit.commands.request import Made, Request
from cvkit.commands.select_document import output_stem, select_document
from cvkit.model.diagnostic import CvkitError, ExitStatus


@dataclass(frozen=True)
class Exported:
    """A document in a format: its content, the files that were put in place, and what the format left out."""

    content: str | bytes
    made: Made
    unsupported: tuple[str, ...] = ()


def export_document(request: Request, name: str, into_folder: bool = False) -> Exported:
    """Write a document of a record in the format of a name; `into_folder` makes the output's folder.

    In a folder, the files of the style come with the formats that need them.

    Raises:
        CvkitError: the record has errors, or the system refuses to write; nothing was written.
    """
    from cvkit.commands.styles import load_style
    from cvkit.deliver.protect import is_same, other_file, other_folder, record_sources
    from cvkit.write.formats import FORMATS, WriterInput
    from cvkit.write.unsupported import unsupported_features

    form = FORMATS[name]
    if form.is_binary and request.output is None:
        raise CvkitError(f"{name} is no text to be printed", ExitStatus.USAGE, f"name a file: -o cv{form.ending}")
    source, numbered, diagnostics = read_without_errors(request.record, (), request.output, form.ending)
    document_name, document = select_document(numbered, request)
    inputs = WriterInput(numbered, document, load_style(document.style), request.sections, source.photo)
    content = form.write(inputs)
    files = {}
    if request.output is not None:
        data = content if isinstance(content, bytes) else content.encode()
        files = {request.output: data}
        if into_folder or request.output.is_dir():
            stem = output_stem(source.name, document_name, request.sections)
            files = {request.output / f"{stem}{form.ending}": data}
            if form.brings_style:
                from cvkit.load.style_folder import style_files

                files |= {request.output / file: tex.encode() for file, tex in style_files(document.style).items()}
                if inputs.page.head.photo:
                    from cvkit.write.latex.block_macros import photo_file

                    picture = request.output / photo_file(inputs.page.head)
                    if not is_same(picture, source.photo_file):  # it lies there already
                        files[picture] = source.photo
    made = Made((), diagnostics)
    if files:
        from cvkit.deliver import deliver

        first, *more = files
        hint = other_folder() if more else other_file(first, form.ending)
        protected = record_sources(source, [document.style])
        protected.refuse(files, hint)
        made = Made(tuple(deliver(files, protected, new_folder=request.output if into_folder else None)), diagnostics)
    return Exported(content, made, unsupported_features(form, inputs))
