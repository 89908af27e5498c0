"""A journal: a file with one line for each finished task. Each line is on the disk before the next task begins."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from cvkit.deliver.protect import Protected, other_folder
from cvkit.model.diagnostic import CvkitError, ExitStatus

JOURNAL_NAME = ".cvkit-batch.jsonl"


class Journal:
    """The journal of a folder. The folder is created with the first line."""

    def __init__(self, folder: Path, protected: Protected) -> None:
        """Refuse a folder or a journal that is one of the protected files."""
        self._file = folder / JOURNAL_NAME
        self._protected = protected
        self._refuse_protected()

    def lines(self) -> list[dict[str, Any]]:
        """The complete lines; a crash can leave incomplete ones."""
        found = []
        try:
            text = self._file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return []
        for line in text.splitlines():
            try:
                value = json.loads(line)
            except ValueError:
                continue
            if isinstance(value, dict) and {"record", "key", "status"} <= value.keys():
                found.append(value)
        return found

    def add(self, line: dict[str, object]) -> None:
        """Add a line and wait until it is on the disk.

        Raises:
            CvkitError: the journal has become a protected file, or the system refuses.
        """
        self._refuse_protected()
        try:
            self._file.parent.mkdir(exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                # The first line end closes an incomplete line.
                file.write(f"\n{json.dumps(line)}\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            hint = "check that the disk is not full and that you may write there"
            if isinstance(error, FileNotFoundError):
                hint = "create the folder first, or name another"
            elif isinstance(error, FileExistsError):
                hint = "name another folder: this is a file"
            raise CvkitError(f"cannot write {self._file}: {error.strerror}", ExitStatus.SYSTEM, hint) from error

    def _refuse_protected(self) -> None:
        self._protected.refuse([self._file.parent, self._file], other_folder())
