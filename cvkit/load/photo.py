"""The picture of a person: a file of the record's folder, told by its first bytes."""

from __future__ import annotations

from pathlib import Path

LARGEST_PHOTO = 10_000_000
ENDINGS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".pdf": b"%PDF-"}
"""What the files begin with that every engine can place."""


def read_photo(file: Path) -> tuple[bytes, str]:
    """The bytes of a picture, or what is wrong with it, in words; one of the two is empty.

    Raises:
        OSError: the system refuses to read it.
    """
    begins = ENDINGS.get(file.suffix.lower())
    if begins is None:
        return b"", f"a picture is one of {', '.join(ENDINGS)}"
    if not file.is_file():
        return b"", "there is no such file in the record's folder"
    if file.stat().st_size > LARGEST_PHOTO:
        return b"", "it is larger than 10 MB"
    content = file.read_bytes()
    return (content, "") if content.startswith(begins) else (b"", f"it is no {file.suffix[1:].upper()}")
