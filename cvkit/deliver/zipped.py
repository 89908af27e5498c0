"""Make one file of several: a zip. Equal files give equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

ZIP_BEGINNING = b"PK"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can have, because the files have none."""
_UNIX, _READABLE = 3, 0o100644 << 16


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The bytes of a zip with files, by their paths in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
