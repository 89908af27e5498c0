"""Deliver a home page into the folder of its site, which may have anything else of the user."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from cvkit.deliver import deliver
from cvkit.deliver.protect import Protected
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.system.contained import Reason, RefusedFileError, read_within
from cvkit.write.site.home_page import Region
from cvkit.write.site.keep_edits import MANIFEST, Update, parse_manifest, update_site

LARGEST_SITE_FILE = 50_000_000


def deliver_site(
    folder: Path,
    pages: Mapping[str, tuple[str, Sequence[Region]]],
    files: Mapping[str, bytes],
    protected: Protected,
) -> tuple[list[Path], Update]:
    """Bring a site up to date, and return the files that were written, and all changes.

    `pages` and `files` are by their paths in the site. The folder is created if it does not exist.

    Raises:
        CvkitError: a page has no markers, a path leaves the site, a file is protected, or the system refuses.
    """
    manifest = parse_manifest(_present(folder, MANIFEST))
    paths = [path for path in [*pages, *files, *manifest.files] if _is_inside(path)]
    present = {path: content for path in paths if (content := _present(folder, path)) is not None}
    update = update_site(pages, files, present, manifest)
    targets = {folder / path: content for path, content in update.written.items()}
    state = update.manifest.to_json()
    if _present(folder, MANIFEST) != state:
        targets[folder / MANIFEST] = state
    protected.refuse([*targets, *(folder / path for path in update.deleted)])
    _refuse_links_out(folder, targets)
    try:
        for target in targets:
            target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CvkitError(f"cannot make {error.filename}: {error.strerror}", ExitStatus.SYSTEM) from error
    deliver(targets, protected)
    for path in update.deleted:
        (folder / path).unlink(missing_ok=True)
    return [folder / path for path in update.written], update


def _is_inside(path: str) -> bool:
    """Whether a path of the manifest, which anyone may have edited, stays within the site."""
    return not os.path.isabs(path) and ".." not in Path(path).parts  # noqa: PTH117 - a text of any system


def _refuse_links_out(folder: Path, targets: Iterable[Path]) -> None:
    """Refuse to write through a link that leads out of the site."""
    root = Path(os.path.realpath(folder))
    for target in targets:
        if not Path(os.path.realpath(target.parent)).is_relative_to(root):
            hint = "replace the link by a folder"
            raise CvkitError(f"cannot write {target}: a link leads out of the site", ExitStatus.USAGE, hint)


def _present(folder: Path, path: str) -> bytes | None:
    """The content of a file of the site; None if it does not exist."""
    if not os.path.lexists(folder / path):
        return None
    try:
        return read_within(folder, path, LARGEST_SITE_FILE, may_link=False)
    except RefusedFileError as refused:
        if refused.reason is Reason.ABSENT:
            return None
        hint = "cvkit writes only regular files within the site: rename this one"
        raise CvkitError(
            f"cannot read {folder / path}: it is a link, or no regular file", ExitStatus.USAGE, hint
        ) from refused
    except OSError as error:
        raise CvkitError(f"cannot read {folder / path}: {error.strerror}", ExitStatus.SYSTEM) from error
