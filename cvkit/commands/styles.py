"""The styles, and what documents choose of them."""

from __future__ import annotations

import functools
import os
import re
from pathlib import Path

from cvkit.cache.fingerprint import change_of
from cvkit.check.style_options import check_style_options
from cvkit.load import MAIN_FILE
from cvkit.load.style_folder import STYLE_FILE, is_own, own_files, style_files, style_folder, style_names, style_of
from cvkit.model.diagnostic import UNKNOWN_STYLE, CvkitError, Diagnostic, ExitStatus
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.record import Record
from cvkit.model.style import Style

STYLE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
"""What a style of one's own may be called: it is the name of a folder and of a class."""


def load_style(style: str) -> Style:
    """A style by its name, or by the path of its folder.

    Raises:
        CvkitError: its `style.yaml` is not one; with each problem in its place.
    """
    return _load(style, change_of(style_folder(style) / STYLE_FILE))


@functools.cache
def _load(style: str, changed: str) -> Style:
    from cvkit.check.style_sheet import check_style_sheet
    from cvkit.load.style_file import load_style_source

    stated, diagnostics = check_style_sheet(load_style_source(style))
    if stated is None:
        raise CvkitError(f"the style `{style}` is broken", ExitStatus.PROBLEMS, diagnostics=diagnostics)
    return stated


def named_style(record: Path, name: str) -> str:
    """The style that a record, or the one who asks for a document of it, calls so.

    Raises:
        CvkitError: there is no such style.
    """
    style = style_of(record, name)
    if style is None:
        raise CvkitError(f"there is no style `{name}`", ExitStatus.USAGE, _hint(record, name))
    return style


def check_styles(record: Record, folder: Path) -> list[Diagnostic]:
    """Problems of the styles that the documents of a record name, and of the options that they choose."""
    diagnostics: list[Diagnostic] = []
    for name, document in record.documents.items():
        path = ("documents", name)
        style = style_of(folder, document.style)
        if style is None:
            hint = _hint(folder, document.style)
            diagnostics.append(
                Diagnostic(UNKNOWN_STYLE, f"there is no style `{document.style}`", hint, (*path, "style"))
            )
        elif document.options or is_own(style):
            try:
                diagnostics += check_style_options(load_style(style), document.options, (*path, "options"))
                style_files(style)
            except CvkitError as error:
                diagnostics += error.diagnostics
    return diagnostics


def _hint(record: Path, name: str) -> str:
    if style_of(record, f"./{name}"):
        return f"write `./{name}`, for it is the record's own"
    if name.startswith((".", "/")):
        return f"write `./` and the name of a folder with {STYLE_FILE} inside the record's"
    return did_you_mean(name, style_names())


def copy_style(name: str, source: str, record: Path) -> list[Path]:
    """Copy a style into a folder of its own beside a record, under a new name; `./name` is that style from then on.

    Raises:
        CvkitError: the name is none for a folder, or something has it already, or a file of the record would, or there
            is no such record or style.
    """
    from cvkit.deliver import deliver
    from cvkit.deliver.protect import record_sources
    from cvkit.load import load

    name = name.removeprefix("./")
    folder = record if record.is_dir() else record.parent
    if not STYLE_NAME.fullmatch(name):
        hint = "begin with a letter; go on with letters, digits and -"
        raise CvkitError(f"`{name}` is no name for a style", ExitStatus.USAGE, hint)
    if not (record.is_file() or (record / MAIN_FILE).is_file()):
        hint = f"name a folder with {MAIN_FILE}, or go there"
        raise CvkitError(f"{record} is no record, so no style can lie in it", ExitStatus.USAGE, hint)
    target = folder / name
    if os.path.lexists(target):
        raise CvkitError(f"{target} is there already", ExitStatus.USAGE, "choose another name; nothing is overwritten")
    original = named_style(record, source)
    files = own_files(original)
    old, new = load_style(original).latex_class, f"cvkit-{name}"
    copies = {file.replace(old, new): content.replace(old.encode(), new.encode()) for file, content in files.items()}
    copies[STYLE_FILE] = re.sub(
        rb"^title:.*$", f"title: {name}".encode(), copies[STYLE_FILE], count=1, flags=re.MULTILINE
    )
    protected = record_sources(load(record))
    return deliver({target / file: content for file, content in copies.items()}, protected, new_folder=target)
