"""Where this user's programs keep what can be made anew."""

from __future__ import annotations

import contextlib
from pathlib import Path


def cache_folder(name: str) -> Path | None:
    """A folder of cvkit's own for caches, which may not be there yet; none where the system has no such place.

    One whose user has no home, as in some containers, has none.
    """
    from platformdirs import user_cache_path

    with contextlib.suppress(OSError, RuntimeError):
        folder = user_cache_path("cvkit", appauthor=False) / name
        if folder.is_absolute():  # where there is no home, some versions of platformdirs leave `~` as it is
            return folder
    return None
