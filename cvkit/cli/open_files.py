"""What was made, shown in the programs that the user has for it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def open_files(files: Iterable[Path | str]) -> None:
    """Show files, or addresses, in the programs that the user has for them."""
    from cvkit.system.programs import show

    for file in files:
        show(str(file))
