"""Deliver files into a folder of the user. Files present that cvkit did not write are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from cvkit.deliver import deliver
from cvkit.deliver.protect import Protected, other_folder
from cvkit.model.diagnostic import CvkitError, ExitStatus


def deliver_into(
    folder: Path,
    files: Mapping[str, bytes],
    known: re.Pattern[bytes],
    protected: Protected,
    *,
    pictures: Mapping[str, bytes] | None = None,
    kept: re.Pattern[bytes] | None = None,
    option: str = "-o",
    force: bool | None = None,
) -> list[Path]:
    """Deliver files into a folder, which is created if it is missing. An unchanged file is not written.

    The beginning of an existing file with one of these names must match `known`, unless `force`. A picture has no such
    beginning, so another one is replaced only if cvkit wrote one of the files. An existing file that matches `kept` is
    not replaced. `option` is the option that names the folder. `force` is None if the command has no such option.

    Raises:
        CvkitError: an existing file has another beginning, a file is protected, or the system refuses. Nothing was
            written.
    """
    wanted = {**files, **(pictures or {})}
    protected.refuse([folder / name for name in wanted], other_folder(option))
    try:
        present = {name: (folder / name).read_bytes() for name in wanted if (folder / name).exists()}
    except OSError as error:
        raise CvkitError(f"cannot read {error.filename}: {error.strerror}", ExitStatus.SYSTEM) from error
    same = {name for name, content in present.items() if content == wanted[name] or (kept and kept.match(content))}
    changed = {name: content for name, content in wanted.items() if name not in same}
    written = {name for name in files if known.match(present.get(name, b""))}
    if written:
        written |= wanted.keys() - files.keys()
    foreign = [name for name in changed if present.get(name) and name not in written]
    if foreign and not force:
        names = ", ".join(str(folder / name) for name in foreign)
        hint = "nothing was written; rename these files, or choose another folder"
        raise CvkitError(
            f"cvkit did not write {names}", ExitStatus.USAGE, hint if force is None else f"{hint}, or add --force"
        )
    deliver({folder / name: content for name, content in changed.items()}, protected, new_folder=folder)
    return [folder / name for name in wanted]


def left_over(folder: Path, names: str, known: re.Pattern[bytes], files: Iterable[str]) -> list[str]:
    """The names of files that cvkit wrote into a folder before, and that are not among those of this run.

    `names` is a pattern such as `*.tex`. The beginning of each file matches `known`.
    """
    others = sorted(file for file in folder.glob(names) if file.name not in set(files))
    return [file.name for file in others if file.is_file() and known.match(file.read_bytes())]


def beginnings(texts: Iterable[bytes]) -> re.Pattern[bytes]:
    """A pattern for files that begin as one of these texts: with its first line that is not empty."""
    return re.compile(b"|".join(re.escape(found[0]) for text in texts if (found := re.match(rb"\s*\S[^\n]*", text))))
