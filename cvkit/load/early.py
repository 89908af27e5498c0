"""Read a record's files without parsing them: enough to start TeX early, and to detect a change."""

from __future__ import annotations

import contextlib
from pathlib import Path

from cvkit.load import LARGEST_FILE, MAIN_FILE, TEXT_FILES
from cvkit.load.named import SECTION_FILES
from cvkit.load.record_files import files_in, is_folder, read_file, read_typed_file
from cvkit.model.diagnostic import LOCKFILE
from cvkit.system.contained import RefusedFileError


def unparsed_text(record: Path) -> str:
    """The text of a record's files before parsing, to guess its requirements; empty if the record does not exist."""
    contents = []
    with contextlib.suppress(OSError, RefusedFileError):
        if not is_folder(record):
            return read_typed_file(record, LARGEST_FILE).decode("utf-8", "replace")
        for name in (file.name for file in files_in(record) if file.suffix in SECTION_FILES):
            with contextlib.suppress(RefusedFileError):
                contents.append(read_file(record, name, LARGEST_FILE).decode("utf-8", "replace"))
    return "\n".join(contents)


def record_files(record: Path) -> list[str]:
    """The paths of the files that a record may have, as far as they are known before it is parsed."""
    if record.suffix in SECTION_FILES and not record.is_dir():
        return [str(record), str(record.with_suffix(f".{LOCKFILE}"))]
    files = [record / MAIN_FILE]
    with contextlib.suppress(OSError):
        files += sorted(file for file in record.iterdir() if file.suffix in TEXT_FILES)
    return list(dict.fromkeys(map(str, files)))
