"""Decode the bytes of a file."""

from __future__ import annotations

import codecs
from typing import Any

from cvkit.model.diagnostic import Diagnostic, Place, Severity
from cvkit.model.rule import DependsOn, Rule


class NotUtf8(Rule):
    """A file is not UTF-8.

    cvkit reads every file as UTF-8. Old programs write Latin-1 or UTF-16, which store every letter outside English,
    such as `é`, as different bytes. The document would show wrong letters. Choose "Save with encoding: UTF-8" in your
    editor, or run `iconv -f latin1 -t utf-8 old.yaml > cv.yaml` on a command line. A `.bib` file is still read,
    with a warning: each byte that is not UTF-8 is a letter of Windows-1252.
    """

    code = "L002"
    depends_on = DependsOn.VALUE
    hides = DependsOn.RECORD
    message = "the file is not UTF-8 (byte 0x{byte:02X}; it looks like Windows-1252 or Latin-1)"
    hint = "save it as UTF-8 in your editor"
    fix = "save it as UTF-8 in your editor"
    no_example = "it takes a file that is not UTF-8"


class _Utf16(NotUtf8):
    message = "the file is UTF-16, not UTF-8"


class _ReadAsWindows1252(NotUtf8):
    severity = Severity.WARNING
    message = "the file is not UTF-8 (byte 0x{byte:02X}); cvkit reads such bytes as Windows-1252"


class _ReadAsUtf16(_Utf16):
    severity = Severity.WARNING
    message = "the file is UTF-16, not UTF-8; cvkit reads it as such"


_UTF16 = (b"\xff\xfe", b"\xfe\xff")
"""The first bytes of a file in UTF-16."""


def decode(data: bytes, file: str) -> str | Diagnostic:
    """The characters of a UTF-8 file, with or without a BOM; a diagnostic if the bytes are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong = error.start
    return (_Utf16 if data.startswith(_UTF16) else NotUtf8).at(**_first_wrong_byte(data, wrong, file))


def decode_leniently(data: bytes, file: str) -> tuple[str, list[Diagnostic]]:
    """The characters of a file in UTF-8, Windows-1252 or UTF-16, and a warning if it is not UTF-8.

    In a file with lines in UTF-8 and lines in Windows-1252, each is read as what it is.
    """
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        wrong = _first_wrong_byte(data, error.start, file)
    if data.startswith(_UTF16):
        return data.decode("utf-16", "replace"), [_ReadAsUtf16.at(**wrong)]
    return data.decode("utf-8-sig", "windows-1252"), [_ReadAsWindows1252.at(**wrong)]


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """The characters of bytes that are not UTF-8, for `bytes.decode`. Five bytes have no character in Windows-1252."""
    assert isinstance(error, UnicodeDecodeError)
    wrong = bytes(error.object[error.start : error.end])
    return "".join(byte.decode("cp1252", "replace") for byte in map(bytes, zip(wrong))), error.end


codecs.register_error("windows-1252", _as_windows_1252)


def _first_wrong_byte(data: bytes, at: int, file: str) -> dict[str, Any]:
    """The place and the byte of a diagnostic."""
    before = data[:at]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    return {"place": Place(file, line, column, column + 1), "byte": data[at]}
