"""Decode the bytes of a file."""

from __future__ import annotations

from cvkit.model.diagnostic import Diagnostic, Place
from cvkit.model.rule import DependsOn, Rule


class NotUtf8(Rule):
    """A file is not UTF-8.

    cvkit reads every file as UTF-8. Old programs write Latin-1 or UTF-16, which store every letter outside English,
    such as `é`, as different bytes. The document would show wrong letters. Choose "Save with encoding: UTF-8" in your
    editor, or run `iconv -f latin1 -t utf-8 old.yaml > cv.yaml` on a command line.
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


def decode(data: bytes, file: str) -> str | Diagnostic:
    """The characters of a UTF-8 file, with or without a BOM; a diagnostic if the bytes are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        rule: type[NotUtf8] = _Utf16
    else:
        rule = NotUtf8
    return rule.at(place=Place(file, line, column, column + 1), byte=data[len(before)])
