"""Results kept for the next time, in the user's folder for caches: each whole or not there, the oldest given up.

Whatever is wrong with that folder or with a file in it costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from cvkit.system.cache_dir import cache_folder

LARGEST_STORE = 64 << 20
"""How much is kept in all."""


def store_folder() -> Path | None:
    """Where results are kept; none where the user wants none, or the system has no such place."""
    return None if os.environ.get("CVKIT_NO_CACHE") else cache_folder("results")


def find(key: str) -> bytes | None:
    """What was kept under a key; a file that is not as it was written is nothing."""
    with contextlib.suppress(OSError):
        if place := _place(key):
            whole = place.read_bytes()
            digest, content = whole[:32], whole[32:]
            if digest == _digest(key, content):
                os.utime(place)
                return content
    return None


def keep(key: str, content: bytes) -> None:
    """Keep something under a key, in place of what was there."""
    place = _place(key)
    if place is None:
        return
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Not forced onto the disk: what a crash leaves of it is found out when it is read.
        handle, name = tempfile.mkstemp(prefix=".new-", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(key, content) + content)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        _give_up_oldest(place.parent)


def _place(key: str) -> Path | None:
    within = store_folder()
    return within / key if within else None


def _digest(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + content).digest()


def _give_up_oldest(within: Path) -> None:
    """Delete what was not used for longest until the rest is small enough."""
    with os.scandir(within) as entries:
        found = [(entry.stat(), entry.path) for entry in entries if entry.is_file(follow_symlinks=False)]
    total = sum(about.st_size for about, _ in found)
    for about, path in sorted(found, key=lambda one: one[0].st_mtime_ns):
        if total <= LARGEST_STORE:
            return
        with contextlib.suppress(OSError):
            Path(path).unlink()
            total -= about.st_size
