"""The files of a record to start from, as cvkit brings them along."""

from __future__ import annotations

from pathlib import Path

import cvkit


def starter_files() -> dict[str, bytes]:
    """What stands in each file, by its name."""
    folder = Path(cvkit.__file__).parent / "starter"
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}
