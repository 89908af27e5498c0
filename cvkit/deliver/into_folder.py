"""Deliver files into a folder of the user. Files present that cvkit did not write are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from cvkit.deliver import deliver
from cvkit.deliver.protect import Protected, other_folder
from cvkit.model.diagnostic import CvkitError, ExitStatus


def deliver_into(
    folder: Path, files: Mapping[str, bytes], heads: Sequence[str], protected: Protected, *, force: bool
) -> list[Path]:
    """Deliver files into a folder, which is created if it is missing. An unchanged file is not written.

    An existing file with one of these names must begin with one of the heads, unless `force`.

    Raises:
        CvkitError: an existing file has another beginning, a file is protected, or the system refuses. Nothing was
            written.
    """
    protected.refuse([folder / name for name in files], other_folder("--into"))
    try:
        present = {name: (folder / name).read_bytes() for name in files if (folder / name).exists()}
    except OSError as error:
        raise CvkitError(f"cannot read {error.filename}: {error.strerror}", ExitStatus.SYSTEM) from error
    begins = tuple(head.encode() for head in heads)
    foreign = [name for name, content in present.items() if content and not content.startswith(begins)]
    if foreign and not force:
        names = ", ".join(str(folder / name) for name in foreign)
        hint = "nothing was written; rename these files, choose another folder, or add --force"
        raise CvkitError(f"cvkit did not write {names}", ExitStatus.USAGE, hint)
    changed = {folder / name: content for name, content in files.items() if present.get(name) != content}
    deliver(changed, protected, new_folder=folder)
    return [folder / name for name in files]
