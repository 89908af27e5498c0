"""Make the corrections that have one reading in the YAML files of a record; the rest stays for the user."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cvkit.commands.correct_text import correct_text
from cvkit.commands.read import Read, read
from cvkit.deliver import deliver
from cvkit.deliver.protect import NOTHING
from cvkit.load.record_files import read_typed_file, use_edits
from cvkit.model.diagnostic import CvkitError, ExitStatus

MOST_ROUNDS = 20
"""A correction can show the next mistake, such as a wrong value below a misspelt key."""


@dataclass(frozen=True)
class Fixed:
    """The corrections of a record: its changed files, before and after, and what remains to report."""

    read: Read
    """The record as it is with the corrections."""
    files: dict[Path, tuple[bytes, bytes]]
    count: int

    def diff(self) -> Iterator[str]:
        """The lines of the changes, as `diff -u` prints them."""
        for file, (before, after) in self.files.items():
            old, new = (content.decode().splitlines(keepends=True) for content in (before, after))
            for line in difflib.unified_diff(old, new, str(file), str(file)):
                yield line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"


def fix_record(record: Path, found: Read | None = None) -> Fixed:
    """Find the corrections of a record, which was perhaps read before as `found`. Nothing is written.

    Raises:
        CvkitError: the record does not exist, the system refuses to read it, or a file changes meanwhile.
    """
    files: dict[Path, tuple[bytes, bytes]] = {}
    found = found or read(record)
    count = 0
    for _ in range(MOST_ROUNDS):
        made = 0
        for name, text in found.source.texts.items():
            if not name.endswith((".yaml", ".yml")):  # a `.bib` file is what others wrote
                continue
            corrected, number = correct_text(text, name, found.source, found.diagnostics)
            if corrected != text:
                file = Path(name)
                before, now = files.get(file) or (_content(file, text),) * 2
                files[file] = before, _mark(now) + corrected.encode()
                made += number
        if not made:
            break
        count += made
        with use_edits({file: after for file, (_, after) in files.items()}):
            found = read(record)
    return Fixed(found, files, count)


def write_corrections(fixed: Fixed) -> list[Path]:
    """Write the corrected files, all of them or none. Return their paths.

    Raises:
        CvkitError: a file changed since it was read, or the system refuses to write.
    """
    for file, (before, _) in fixed.files.items():
        if read_typed_file(file, len(before) + 1) != before:
            raise _changed(file)
    return deliver({file: after for file, (_, after) in fixed.files.items()}, NOTHING)


def _content(file: Path, text: str) -> bytes:
    """The bytes of a file whose text was read before."""
    content = read_typed_file(file, 4 * len(text) + 4)
    if content != _mark(content) + text.encode():
        raise _changed(file)
    return content


def _mark(content: bytes) -> bytes:
    """The byte order character at the start of a file, if it has one."""
    return content[:3] if content.startswith(b"\xef\xbb\xbf") else b""


def _changed(file: Path) -> CvkitError:
    hint = "save it in your editor, and run the command again; nothing was written"
    return CvkitError(f"{file} changed while cvkit read it", ExitStatus.SYSTEM, hint)
