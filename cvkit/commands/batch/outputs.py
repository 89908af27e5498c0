"""The paths of the PDFs of a batch: each follows from its record alone, and belongs to one record."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cvkit.load import MAIN_FILE
from cvkit.load.collect import find_records, inner_records
from cvkit.model.diagnostic import CvkitError, ExitStatus


def named_records(folders: Iterable[Path]) -> dict[Path, str]:
    """The records in folders, each with its name: its path from the folder that the user gave, without an ending.

    A record that the user gave has the name of its folder, also if they gave the `cv.yaml` in it.
    Other records make no difference to a name, so a link to a PDF never leads to the CV of somebody else.

    Raises:
        CvkitError: a folder has no record.
    """
    found: dict[str, tuple[Path, str]] = {}
    without = []
    for folder in folders:
        records = find_records(folder)
        if not records:
            without.append(str(folder))
        for record in records:
            found.setdefault(_place(record), (record, _name(record, folder)))
    if without:
        hint = "name folders that contain cv.yaml, or whose subfolders do"
        raise CvkitError(f"there is no record in {', '.join(without)}", ExitStatus.USAGE, hint)
    return dict(found.values())


def left_out_records(records: Iterable[Path]) -> list[Path]:
    """The records that are in the folder of another record, and are not in `records` themselves."""
    given = list(records)
    taken = set(map(_place, given))
    return [inner for record in given for inner in inner_records(record) if _place(inner) not in taken]


def _place(record: Path) -> str:
    """The real path of a record: that of its folder, also if the user gave its `cv.yaml`."""
    real = os.path.realpath(record)
    return os.path.dirname(real) if record.name == MAIN_FILE else real  # noqa: PTH120


def _name(record: Path, folder: Path) -> str:
    if record == folder:
        return record.stem if record.is_file() and record.name != MAIN_FILE else Path(_place(record)).name
    place = record.relative_to(folder)
    return (place if record.is_dir() else place.with_suffix("")).as_posix()


class Outputs:
    """The owners of the PDFs in a folder, as its journal lists them."""

    def __init__(self, folder: Path, lines: Iterable[Mapping[str, Any]]) -> None:
        self._folder = folder
        self._owners: dict[str, tuple[str, str]] = {}
        """Folded name of a PDF → its owner and its name."""
        for line in lines:
            if line.get("pdf"):
                self.add(str(line["record"]), str(line["name"]))

    def key(self, record: Path) -> str:
        """The record in the journal: its path from the folder, wherever the user is, and wherever both are moved."""
        place, folder = _place(record), os.path.realpath(self._folder)
        try:
            return Path(os.path.relpath(place, folder)).as_posix()
        except ValueError:  # on another drive of Windows
            return Path(place).as_posix()

    def add(self, key: str, name: str) -> None:
        """Note that a record owns a PDF."""
        self._owners[_folded(name)] = (key, name)

    def refuse(self, key: str, name: str) -> None:
        """Make sure that a PDF, if it exists, belongs to this record, or to one that is gone.

        Raises:
            CvkitError: it belongs to another record.
        """
        owner, file = self._owners.get(_folded(name), (key, name))
        if owner == key or not (self._folder / owner).exists() or not (self._folder / file).exists():
            return
        record = os.path.relpath(self._folder / owner)
        message = f"{self._folder / file} is the PDF of another record, {record}"
        hint = f"nothing was written; make this PDF in another folder with -o, or delete {self._folder / file}"
        raise CvkitError(message, ExitStatus.USAGE, hint)

    def clashes(self, names: Mapping[Path, str]) -> dict[Path, CvkitError]:
        """The records whose PDF would have the same path as that of another record, at least on some disks.

        If the journal says that one of them owns its PDF, only the others are refused.
        """
        same: dict[str, list[Path]] = defaultdict(list)
        for record, name in names.items():
            same[_folded(name)].append(record)
        owners = {owner for owner, _ in self._owners.values()}
        errors: dict[Path, CvkitError] = {}
        for records in (records for records in same.values() if len(records) > 1):
            kept = [record for record in records if self.key(record) in owners]
            for record in records:
                if kept != [record]:
                    other = next(one for one in [*kept, *records] if one != record)
                    errors[record] = self._clash(names[record], other, is_exact=names[record] == names[other])
        return errors

    def _clash(self, name: str, other: Path, *, is_exact: bool) -> CvkitError:
        where = "" if is_exact else " on some disks, which ignore upper and lower case"
        message = f"{self._folder / name}.pdf would be the PDF of {other} too{where}"
        hint = "rename one of the two records, or make its PDF in another folder with -o"
        return CvkitError(message, ExitStatus.USAGE, hint)


def _folded(name: str) -> str:
    """The form in which disks compare names if they ignore case and Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
