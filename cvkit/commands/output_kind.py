"""Reject an output path that is that of a file of another kind, such as `thesis.tex` for a PDF."""

from __future__ import annotations

import shlex
from pathlib import Path

from cvkit.commands.request import Request
from cvkit.deliver.protect import free_file, is_other_than, other_file
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.write.formats import FORMATS


def refuse_other_kind(target: Path, request: Request) -> None:
    """Make sure that the path of a PDF has not the ending of another format, and is no file that is not a PDF.

    Raises:
        CvkitError: it is one; the hint suggests a path, and the command that writes the other format.
    """
    if _ends_in(target, ".png"):
        pdf = shlex.quote(str(free_file(target.parent, target.stem, ".pdf")))
        raise CvkitError(
            f"cannot write {target}: this command writes a PDF", ExitStatus.USAGE, f"name a PDF: -o {pdf} --png"
        )
    forms = [name for name, form in FORMATS.items() if _ends_in(target, form.ending) and not form.is_site]
    if forms:
        free = free_file(target.parent, target.stem, target.suffix)
        others = " or ".join(_export(request, name, free) for name in forms)
        pdf = shlex.quote(str(free_file(target.parent, target.stem, ".pdf")))
        hint = f"name a PDF: -o {pdf}\n   or run: {others}"
        raise CvkitError(f"cannot write {target}: this command writes a PDF", ExitStatus.USAGE, hint)
    if not _ends_in(target, ".pdf") and is_other_than(target, b"%PDF"):
        raise CvkitError(
            f"cannot write {target}: it exists, and is no PDF", ExitStatus.USAGE, other_file(target, ".pdf")
        )


def refuse_ending(target: Path, name: str, request: Request) -> None:
    """Make sure that the path of an exported file does not end as a PDF or zip, or as Word while it is text.

    Raises:
        CvkitError: it has; the hint has the command that writes such a file.
    """
    form = FORMATS[name]
    if _ends_in(target, form.ending):
        return
    others = [other for other, kind in FORMATS.items() if kind.is_binary != form.is_binary and not kind.is_site]
    fitting = [other for other in others if _ends_in(target, FORMATS[other].ending)]
    file = free_file(target.parent, target.stem, form.ending)
    hint = f"name another file: -o {shlex.quote(str(file))}"
    if _ends_in(target, ".pdf"):
        chosen = ["-d", request.document] if request.document else []
        hint += f"\n   or run: {shlex.join(['cvkit', 'pdf', str(request.record), *chosen, '-o', str(target)])}"
    elif _ends_in(target, ".zip"):
        hint += f"\n   or run: {_export(request, 'tex', target)} --zip"
    elif fitting:
        free = free_file(target.parent, target.stem, target.suffix)
        hint += f"\n   or run: {' or '.join(_export(request, other, free) for other in fitting)}"
    else:
        return
    raise CvkitError(f"cannot write {target}: this command writes {name}", ExitStatus.USAGE, hint)


def _ends_in(target: Path, ending: str) -> bool:
    return target.name.lower().endswith(ending)


def _export(request: Request, name: str, target: Path) -> str:
    """The command that exports the document of a request."""
    chosen = ["-d", request.document] if request.document else []
    return shlex.join(["cvkit", "export", str(request.record), *chosen, "--to", name, "-o", str(target)])
