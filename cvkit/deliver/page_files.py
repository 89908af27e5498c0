"""Deliver a PDF with its pages as pictures beside it: `cv.pdf`, `cv-1.png`, `cv-2.png`."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from cvkit.deliver import deliver
from cvkit.deliver.protect import Protected, is_other_than, other_file
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.pdf.page_images import PICTURE_MARK


def deliver_pages(
    target: Path, pdf: bytes, pages: Sequence[bytes], protected: Protected, new_folder: Path | None
) -> list[Path]:
    """Deliver a PDF and a picture of each page, all or none. Then pictures of an earlier, longer PDF are deleted.

    Raises:
        CvkitError: a file is protected, or is a picture that cvkit did not make, or the system refuses.
    """
    stem = re.sub(r"(?i)\.pdf$", "", target.name)
    pictures = {target.with_name(f"{stem}-{number}.png"): page for number, page in enumerate(pages, 1)}
    hint = other_file(target, ".pdf")
    protected.refuse([target, *pictures], hint)
    if foreign := [str(file) for file in pictures if is_other_than(file, PICTURE_MARK)]:
        raise CvkitError(f"cvkit did not write {', '.join(foreign)}", ExitStatus.USAGE, hint)
    files = deliver({target: pdf, **pictures}, protected, new_folder)
    for file in _later_pages(target.parent, stem, len(pages)):
        with contextlib.suppress(CvkitError, OSError):
            protected.refuse([file])
            file.unlink()
    return files


def _later_pages(folder: Path, stem: str, last: int) -> Iterator[Path]:
    """The pictures that cvkit made of pages after the last one."""
    for file in sorted(folder.iterdir()):
        number = re.fullmatch(rf"{re.escape(stem)}-([1-9]\d*)\.png", file.name)
        is_own = file.is_file() and not file.is_symlink() and not is_other_than(file, PICTURE_MARK)
        if number and int(number[1]) > last and is_own:
            yield file
