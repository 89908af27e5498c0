"""A record to start from, which teaches by its comments and makes a good page at once."""

from __future__ import annotations

import json
import os
from pathlib import Path

from cvkit.deliver import deliver
from cvkit.deliver.protect import NOTHING
from cvkit.load import MAIN_FILE
from cvkit.load.starter import starter_files
from cvkit.model.diagnostic import CvkitError, ExitStatus

SCHEMA_FILE = ".cvkit-schema.json"
"""The schema lies beside the record, so editors find it without a network, and it is that of the cvkit in use."""

IGNORE_FILE = ".gitignore"
"""What stays as it is where the folder has one."""


def new_record(folder: Path) -> list[Path]:
    """Write a record into a folder, which is made where it is not there; its files.

    Raises:
        CvkitError: the folder holds one of the files already, or is none; nothing was written.
    """
    from cvkit.model.json_schema import record_schema

    if (folder / MAIN_FILE).exists():
        raise CvkitError(f"{folder} is a record already", ExitStatus.USAGE, "name another folder")
    if folder.exists() and not folder.is_dir():
        raise CvkitError(f"{folder} is a file", ExitStatus.USAGE, "name a folder, which need not be there yet")
    schema = json.dumps(record_schema(), ensure_ascii=False, separators=(",", ":"))
    files = {**starter_files(), SCHEMA_FILE: f"{schema}\n".encode()}
    there = [name for name in files if os.path.lexists(folder / name)]
    if taken := [name for name in there if name != IGNORE_FILE]:
        raise CvkitError(f"{folder / taken[0]} is there already", ExitStatus.USAGE, "nothing is overwritten")
    return deliver({folder / name: files[name] for name in files if name not in there}, NOTHING, new_folder=folder)
