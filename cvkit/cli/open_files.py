"""Open output files in the default programs of the user."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def open_files(files: Iterable[Path | str]) -> None:
    """Open files, or addresses, in the default programs of the user."""
    from cvkit.system.programs import show

    for file in files:
        show(str(file))
