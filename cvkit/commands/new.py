"""Write a starter record. Its comments explain it, and it makes a good page without changes."""

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
"""The schema is a file of the record, so that editors find it offline and it matches the installed cvkit."""

IGNORE_FILE = ".gitignore"
"""This file is kept if the folder has one already."""


def new_record(
    folder: Path, *, name: str | None = None, language: str | None = None, style: str | None = None
) -> list[Path]:
    """Write a starter record into a folder, which is created if it does not exist. Return the files.

    The record has the given name, language and style.

    Raises:
        CvkitError: the folder has one of the files already, or is not a folder, or the name, language or style cannot
            be used; nothing was written.
    """
    from cvkit.commands.starter_settings import with_language, with_name, with_style
    from cvkit.model.json_schema import record_schema

    if (folder / MAIN_FILE).exists():
        raise CvkitError(f"{folder} is a record already", ExitStatus.USAGE, "name another folder")
    if folder.exists() and not folder.is_dir():
        raise CvkitError(f"{folder} is a file", ExitStatus.USAGE, "name a folder, which can be a new one")
    schema = json.dumps(record_schema(), ensure_ascii=False, separators=(",", ":"))
    texts = {file: content.decode() for file, content in starter_files().items()}
    if name is not None:
        texts = with_name(texts, name)
    if language is not None:
        texts[MAIN_FILE] = with_language(texts[MAIN_FILE], language)
    if style is not None:
        texts[MAIN_FILE] = with_style(texts[MAIN_FILE], style)
    files = {SCHEMA_FILE: f"{schema}\n".encode()} | {file: text.encode() for file, text in texts.items()}
    existing = [name for name in files if os.path.lexists(folder / name)]
    if taken := [name for name in existing if name != IGNORE_FILE]:
        raise CvkitError(
            f"{folder / taken[0]} exists already", ExitStatus.USAGE, "name another folder; nothing was written"
        )
    return deliver({folder / name: files[name] for name in files if name not in existing}, NOTHING, new_folder=folder)
