"""Decode the bytes of a file."""

from __future__ import annotations

from cvkit.model.diagnostic import Diagnostic, Place


def decode(data: bytes, file: str) -> str | Diagnostic:
    """The characters of a UTF-8 file, with or without a BOM; a diagnostic if the bytes are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "the file is UTF-16, not UTF-8"
    else:
        message = f"the file is not UTF-8 (byte 0x{data[len(before)]:02X}; it looks like Windows-1252 or Latin-1)"
    return Diagnostic("L002", message, "save it as UTF-8 in your editor", place=Place(file, line, column, column + 1))
