"""The user's cache folder."""

from __future__ import annotations

import contextlib
from pathlib import Path


def cache_folder(name: str) -> Path | None:
    """The folder `name` below cvkit's cache folder, existing or not; none if this user has no cache folder.

    A user without a home folder, as in some containers, has none.
    """
    from platformdirs import user_cache_path

    with contextlib.suppress(OSError, RuntimeError):
        folder = user_cache_path("cvkit", appauthor=False) / name
        if folder.is_absolute():  # without a home, some versions of platformdirs return `~` unchanged
            return folder
    return None
