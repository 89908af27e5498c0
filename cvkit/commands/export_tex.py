"""Write a LaTeX document with all files that it needs to be typeset elsewhere, for example on Overleaf."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from cvkit.commands.request import Request
from cvkit.deliver import deliver
from cvkit.deliver.into_folder import beginnings, deliver_into
from cvkit.deliver.protect import Protected, free_file, is_other_than, is_same
from cvkit.deliver.zipped import ZIP_BEGINNING, zipped
from cvkit.load.style_folder import style_files
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.typeset.coverage import engine_for, uncovered
from cvkit.write.formats import WriterInput
from cvkit.write.latex.block_macros import photo_file
from cvkit.write.latex.latexmk import LATEXMK_FILE, WRITTEN_LATEXMK, latexmk_settings

_DOCUMENT = rb"(?s:.{0,2000}?(\\CVKmeta\{|\\begin\{CVKscope\}))"
"""The beginning of a LaTeX document that cvkit wrote."""
_OTHER_ENGINE = re.compile(rb"%s\n(?s:.*)^\$pdflatex = " % re.escape(WRITTEN_LATEXMK.encode()), re.MULTILINE)
"""The settings of latexmk for another engine than pdfLaTeX."""


def deliver_tex(
    request: Request, name: str, content: str, inputs: WriterInput, photo: str, protected: Protected
) -> list[Path]:
    """Write a document under a name, with its style, photo and the settings of latexmk, into a folder or a zip.

    Sections alone have no settings of latexmk, because they are parts of another document. `photo` is the path of the
    photo in the record.

    Raises:
        CvkitError: files of the style are refused, a file is protected or not of cvkit, or the system refuses.
    """
    folder = request.output or Path()
    style = {file: tex.encode() for file, tex in style_files(inputs.document.style).items()}
    files = {name: content.encode(), **style}
    kept = None
    if not inputs.sections:
        engine = engine_for(content, inputs.style.engines)
        files[LATEXMK_FILE] = latexmk_settings(engine, uncovered(content)).encode()
        # Another document in the folder may need another engine, which can also typeset this one.
        kept = _OTHER_ENGINE if engine == "pdflatex" else None
    head = inputs.page.head
    pictures = {photo_file(head): inputs.photo} if head.photo else {}
    if request.is_zip:
        target = _zip_target(request, Path(name).stem, protected)
        return deliver({target: zipped({**files, **pictures})}, protected)
    known = b"%s|%s" % (_DOCUMENT, beginnings([WRITTEN_LATEXMK.encode(), *style.values()]).pattern)
    new = {file: picture for file, picture in pictures.items() if not is_same(folder / file, photo)}
    return deliver_into(folder, files, re.compile(known), protected, pictures=new, kept=kept)


def _zip_target(request: Request, stem: str, protected: Protected) -> Path:
    """The path of a zip: the output as typed, or else with the ending of a zip.

    Raises:
        CvkitError: it is a protected file, or a file that is no zip.
    """
    output = request.output or Path()
    hint = f"name a zip: -o {shlex.quote(str(free_file(output.parent, stem, '.zip')))}"
    protected.refuse([output], hint)
    is_named = output.suffix.lower() == ".zip"
    if output.name in ("", "..") or (output.is_file() and not is_named):
        raise CvkitError(f"cannot write {output}: it is no zip", ExitStatus.USAGE, hint)
    target = output if is_named else output.with_name(f"{output.name}.zip")
    protected.refuse([target], hint)
    if is_other_than(target, ZIP_BEGINNING):
        raise CvkitError(f"cannot write {target}: it exists, and is no zip", ExitStatus.USAGE, hint)
    return target
