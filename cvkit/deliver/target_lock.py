"""Two builds of one target take turns: the later one begins when the earlier one has delivered."""

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
    """Wait until nobody else is at work on a target, and keep others waiting meanwhile.

    Who was killed keeps nobody waiting. Where the system has no place for such a file, nobody waits: what is
    delivered is whole in any case.
    """
    held = _wait(target)
    try:
        yield
    finally:
        if held:
            held.release()


def _wait(target: Path) -> FileLock | None:
    name = hashlib.sha256(os.fsencode(target.absolute())).hexdigest()[:24]
    user = os.geteuid() if hasattr(os, "geteuid") else ""
    pause = 0.005
    try:
        file = Path(tempfile.gettempdir(), f"cvkit-turn-{user}-{name}")
        while not (held := try_acquire(file)):
            time.sleep(pause)
            pause = min(0.1, pause * 2)
    except OSError:
        return None
    return held
