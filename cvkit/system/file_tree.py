"""Measure and delete a folder that TeX wrote to, whatever its depth. No link is followed."""

from __future__ import annotations

import contextlib
import itertools
import os
import sys
from pathlib import Path


def measure(root: Path) -> tuple[int, int]:
    """The size in bytes of all files below a folder, and the number of files and folders.

    A sparse file counts with its nominal size. A folder that cannot be listed because its path is too long counts as
    more than any limit.
    """
    size = count = 0
    waiting = [str(root)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    count += 1
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        with contextlib.suppress(FileNotFoundError):
                            size += entry.stat(follow_symlinks=False).st_size
        except FileNotFoundError:  # deleted meanwhile
            continue
        except OSError:
            count = sys.maxsize
    return size, count


def delete_tree(root: Path) -> None:
    """Delete a folder and everything below it, as far as the system allows.

    Each inner folder is first moved to the top. So no path is too long, and the function needs no recursion.
    """
    names = (f"{os.urandom(8).hex()}-{number}" for number in itertools.count())
    waiting = _emptied(str(root))
    while waiting:
        folder = waiting.pop()
        for inner in _emptied(folder):
            lifted = os.path.join(root, next(names))  # noqa: PTH118 - text like its neighbours
            with contextlib.suppress(OSError):
                os.rename(inner, lifted)  # noqa: PTH104
                waiting.append(lifted)
        with contextlib.suppress(OSError):
            os.rmdir(folder)  # noqa: PTH106
    with contextlib.suppress(OSError):
        root.rmdir()


def _emptied(folder: str) -> list[str]:
    """Delete the files of a folder and return the folders in it."""
    folders = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    os.unlink(entry.path)  # noqa: PTH108
    return folders
