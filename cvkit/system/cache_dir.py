"""The user's cache folder."""

from __future__ import annotations

import contextlib
from pathlib import Path


def cache_folder(name: str) -> Path | None:
    """A folder below cvkit's cache folder, existing or not; none if the system has no place for caches.

    A user without a home, as in some containers, has no cache folder.
    """
    from platformdirs import user_cache_path

    with contextlib.suppress(OSError, RuntimeError):
        folder = user_cache_path("cvkit", appauthor=False) / name
        if folder.is_absolute():  # without a home, some versions of platformdirs return `~` unchanged
            return folder
    return None
