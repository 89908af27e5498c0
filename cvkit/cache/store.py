"""The store of the result cache: files in the user's cache folder. When it is full, the oldest are deleted.

A damaged or missing file only costs time: its result is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from cvkit.system.cache_dir import cache_folder

LARGEST_STORE = 64 << 20
"""The largest size of all results together, in bytes."""


def store_folder() -> Path | None:
    """The folder of the results; none if the user has switched the cache off or there is no cache folder."""
    return None if os.environ.get("CVKIT_NO_CACHE") else cache_folder("results")


def find(key: str) -> bytes | None:
    """The content of a key; None if it has no file, or a damaged one."""
    with contextlib.suppress(OSError):
        if place := _place(key):
            whole = place.read_bytes()
            digest, content = whole[:32], whole[32:]
            if digest == _digest(key, content):
                os.utime(place)
                return content
    return None


def keep(key: str, content: bytes) -> None:
    """Store a content under a key, and replace the former one."""
    place = _place(key)
    if place is None:
        return
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # No fsync: a file that a crash damaged is recognised when it is read.
        handle, name = tempfile.mkstemp(prefix=".new-", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(key, content) + content)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        _delete_oldest(place.parent)


def _place(key: str) -> Path | None:
    within = store_folder()
    return within / key if within else None


def _digest(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + content).digest()


def _delete_oldest(within: Path) -> None:
    """Delete the least recently used results until the rest is small enough."""
    with os.scandir(within) as entries:
        found = [(entry.stat(), entry.path) for entry in entries if entry.is_file(follow_symlinks=False)]
    total = sum(about.st_size for about, _ in found)
    for about, path in sorted(found, key=lambda one: one[0].st_mtime_ns):
        if total <= LARGEST_STORE:
            return
        with contextlib.suppress(OSError):
            Path(path).unlink()
            total -= about.st_size
