"""Files of cvkit's own in a folder of the user's: what somebody else wrote there stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from cvkit.deliver import deliver
from cvkit.deliver.protect import Protected, other_folder
from cvkit.model.diagnostic import CvkitError, ExitStatus


def deliver_into(
    folder: Path, files: Mapping[str, bytes], heads: Sequence[str], protected: Protected, *, force: bool
) -> list[Path]:
    """Put files in a folder, which is made where it is missing; a file that has not changed is left as it is.

    Files of those names that are there must begin with one of the heads, unless `force`; none may be protected.

    Raises:
        CvkitError: one is or does not, or the system refuses; nothing was written.
    """
    protected.refuse([folder / name for name in files], other_folder("--into"))
    try:
        there = {name: (folder / name).read_bytes() for name in files if (folder / name).exists()}
    except OSError as error:
        raise CvkitError(f"cannot read {error.filename}: {error.strerror}", ExitStatus.SYSTEM) from error
    begins = tuple(head.encode() for head in heads)
    strange = [name for name, content in there.items() if content and not content.startswith(begins)]
    if strange and not force:
        names = ", ".join(str(folder / name) for name in strange)
        hint = "nothing was written; rename what is there, choose another folder, or say --force"
        raise CvkitError(f"cvkit did not write {names}", ExitStatus.USAGE, hint)
    changed = {folder / name: content for name, content in files.items() if there.get(name) != content}
    deliver(changed, protected, new_folder=folder)
    return [folder / name for name in files]
