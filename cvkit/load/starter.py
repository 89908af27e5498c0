"""The files of the example record that `cvkit new` copies."""

from __future__ import annotations

from pathlib import Path

import cvkit


def starter_files() -> dict[str, bytes]:
    """The content of each file, by its name."""
    folder = Path(cvkit.__file__).parent / "starter"
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}
