"""Builds of one target wait for each other: the second starts when the first has delivered."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cvkit.system.filelock import FileLock, try_acquire


@contextmanager
def target_lock(target: Path) -> Iterator[None]:
    """Wait until no other process builds a target. Other processes then wait for this one.

    No process waits for a killed one. If the system cannot create the locked file, no process waits: each
    delivered file is complete in any case.
    """
    locked = _wait(target)
    try:
        yield
    finally:
        if locked:
            locked.release()


def _wait(target: Path) -> FileLock | None:
    name = hashlib.sha256(os.fsencode(target.absolute())).hexdigest()[:24]
    user = os.geteuid() if hasattr(os, "geteuid") else ""
    pause = 0.005
    try:
        file = Path(tempfile.gettempdir(), f"cvkit-turn-{user}-{name}")
        while not (locked := try_acquire(file)):
            time.sleep(pause)
            pause = min(0.1, pause * 2)
    except OSError:
        return None
    return locked
