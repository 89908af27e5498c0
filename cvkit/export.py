"""A document of a record in another format than PDF: printed, or put in a file or a folder."""

from __future__ import annotations

from dataclasses import dataclass

from cvkit.build import Made, Request, read_without_errors
from cvkit.choose import chosen_document, stem_of
from cvkit.model.problem import CvkitError, ExitStatus


@dataclass(frozen=True)
class Exported:
    """A document in a format: its content, the files that were put in place, and what the format left out."""

    content: str | bytes
    made: Made
    dropped: tuple[str, ...] = ()


def export(request: Request, name: str, into_folder: bool = False, plain: bool = False) -> Exported:
    """Write a document of a record in the format of a name; `into_folder` makes the output's folder.

    In a folder, the files of the style come with the formats that need them.

    Raises:
        CvkitError: the record has errors, or the system refuses to write; nothing was written.
    """
    from cvkit.deliver.protect import is_same, other_file, other_folder, record_sources
    from cvkit.styling import load_style
    from cvkit.write.features import dropped
    from cvkit.write.formats import FORMATS, Material

    form = FORMATS[name]
    if form.is_binary and request.output is None:
        raise CvkitError(f"{name} is no text to be printed", ExitStatus.USAGE, f"name a file: -o cv{form.ending}")
    source, numbered, problems = read_without_errors(request.record, (), request.output, form.ending)
    document_name, document = chosen_document(numbered, request)
    material = Material(numbered, document, load_style(document.style), request.sections, source.photo, plain)
    content = form.write(material)
    files = {}
    if request.output is not None:
        data = content if isinstance(content, bytes) else content.encode()
        files = {request.output: data}
        if into_folder or request.output.is_dir():
            stem = stem_of(source.name, document_name, request.sections)
            files = {request.output / f"{stem}{form.ending}": data}
            if form.brings_style:
                from cvkit.load.style_folder import style_files

                files |= {request.output / file: tex.encode() for file, tex in style_files(document.style).items()}
                if material.page.head.photo:
                    from cvkit.write.latex.blocks import photo_file

                    picture = request.output / photo_file(material.page.head)
                    if not is_same(picture, source.photo_file):  # it lies there already
                        files[picture] = source.photo
    made = Made((), problems)
    if files:
        from cvkit.deliver import deliver

        first, *more = files
        hint = other_folder() if more else other_file(first, form.ending)
        protected = record_sources(source, [document.style])
        protected.refuse(files, hint)
        made = Made(tuple(deliver(files, protected, new_folder=request.output if into_folder else None)), problems)
    return Exported(content, made, dropped(form, material))
