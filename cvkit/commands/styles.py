"""Load and copy styles, and check the styles and options that documents choose."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from cvkit.cache.fingerprint import change_of
from cvkit.check.style_options import UnknownStyle, check_style_options
from cvkit.load import MAIN_FILE
from cvkit.load.record_files import is_in_snapshot
from cvkit.load.style_folder import STYLE_FILE, is_own, own_files, style_files, style_folder, style_names, style_of
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.record import Record
from cvkit.model.style import Style

STYLE_NAME = lazy_pattern(r"[A-Za-z][A-Za-z0-9-]*")
"""The allowed names of a user's style. The name is used for a folder and a LaTeX class."""


def load_style(style: str) -> Style:
    """Load a style by its name, or by the path of its folder.

    Raises:
        CvkitError: its `style.yaml` is invalid; the error has the diagnostics.
    """
    if is_own(style) and is_in_snapshot():  # the next record of a worker can have the same path
        return _load(style)
    return _load_unless_known(style, change_of(style_folder(style) / STYLE_FILE))


@functools.cache
def _load_unless_known(style: str, changed: str) -> Style:
    return _load(style)


def _load(style: str) -> Style:
    from cvkit.check.style_sheet import check_style_sheet
    from cvkit.load.style_file import load_style_source

    stated, diagnostics = check_style_sheet(load_style_source(style))
    if stated is None:
        raise CvkitError(f"the style `{style}` has errors", ExitStatus.PROBLEMS, diagnostics=diagnostics)
    return stated


def named_style(record: Path, name: str) -> str:
    """Find a style by the name that the record or the command line gives.

    Raises:
        CvkitError: the style does not exist.
    """
    style = style_of(record, name)
    if style is None:
        raise CvkitError(f"there is no style `{name}`", ExitStatus.USAGE, _hint(record, name))
    return style


def check_styles(record: Record, folder: Path) -> list[Diagnostic]:
    """Diagnostics about the styles that the documents of a record name, and about their options."""
    diagnostics: list[Diagnostic] = []
    for name, document in record.documents.items():
        path = ("documents", name)
        style = style_of(folder, document.style)
        if style is None:
            hint = _hint(folder, document.style)
            diagnostics.append(UnknownStyle.at((*path, "style"), style=document.style, hint=hint))
        elif document.options or is_own(style):
            try:
                diagnostics += check_style_options(load_style(style), document.options, (*path, "options"))
                style_files(style)
            except CvkitError as error:
                diagnostics += error.diagnostics
    return diagnostics


def notes_on_styles(styles: Iterable[str]) -> tuple[str, ...]:
    """A note that styles of the record are programs, and whether TeX runs them in a sandbox."""
    own = [f"`./{PurePosixPath(style).name}`" for style in dict.fromkeys(styles) if is_own(style)]
    if not own:
        return ()
    from cvkit.system.landlock import landlock_version

    names, verb = " and ".join(own), "is a program" if len(own) == 1 else "are programs"
    protection = "which TeX runs in a sandbox" if landlock_version() else "and this system has no sandbox for TeX"
    return (f"{names} {verb}, {protection}: use only styles that you trust",)


def _hint(record: Path, name: str) -> str:
    if style_of(record, f"./{name}"):
        return f"write `./{name}`, because the style is a folder of the record"
    if name.startswith((".", "/")):
        return f"write `./` and the name of a folder in the record that has {STYLE_FILE}"
    return did_you_mean(name, style_names())


def copy_style(name: str, source: str, record: Path) -> list[Path]:
    """Copy a style into a new folder in the record. Documents use the copy as `./name`. Return the files.

    Raises:
        CvkitError: the name is not allowed or in use, the record names a file of the new folder, or the record or the
            style does not exist.
    """
    from cvkit.deliver import deliver
    from cvkit.deliver.protect import record_sources
    from cvkit.load import load

    name = name.removeprefix("./")
    folder = record if record.is_dir() else record.parent
    if not STYLE_NAME.fullmatch(name):
        hint = "use letters, digits and `-`, with a letter first"
        raise CvkitError(f"`{name}` is not allowed as the name of a style", ExitStatus.USAGE, hint)
    if not (record.is_file() or (record / MAIN_FILE).is_file()):
        hint = f"name a folder with {MAIN_FILE}, or change to that folder"
        raise CvkitError(f"{record} is not a record, so cvkit cannot add a style to it", ExitStatus.USAGE, hint)
    target = folder / name
    if os.path.lexists(target):
        raise CvkitError(f"{target} exists already", ExitStatus.USAGE, "choose another name; nothing is overwritten")
    original = named_style(record, source)
    files = own_files(original)
    old, new = load_style(original).latex_class, f"cvkit-{name}"
    copies = {file.replace(old, new): content.replace(old.encode(), new.encode()) for file, content in files.items()}
    copies[STYLE_FILE] = re.sub(
        rb"^title:.*$", f"title: {name}".encode(), copies[STYLE_FILE], count=1, flags=re.MULTILINE
    )
    protected = record_sources(load(record))
    return deliver({target / file: content for file, content in copies.items()}, protected, new_folder=target)
