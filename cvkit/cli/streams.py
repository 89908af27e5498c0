"""The standard streams: open, able to encode every character, and without control characters for a terminal."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import re
import sys
from typing import Any

_ERRORS = "cvkit-surrogates"
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A)]
_ESCAPES = {code: repr(chr(code))[1:-1] for code in _CONTROLS if chr(code) not in "\n\t"}
"""Characters that change what a terminal does or the order in which it prints → an escape such as `\\x1b`."""


def prepare_streams() -> None:
    """Make the standard streams usable.

    A pipe or file gets UTF-8 and the line ends of Unix, whatever the encoding of the console is: the same bytes as a
    file that cvkit writes itself. A file name that is not valid Unicode keeps its bytes. A terminal keeps its encoding,
    with a replacement for each character that it cannot show. A terminal and standard error get an escape for each
    control character, such as one in the name of a file. Standard error never fails.

    Raises:
        OSError: standard output is closed, so the result cannot be printed.
    """
    _open_closed_streams()
    codecs.register_error(_ERRORS, _surrogates)
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors=_ERRORS, newline="\n")
    if sys.stdout is sys.__stdout__ and sys.stdout and sys.stdout.isatty():
        sys.stdout = _without_controls(sys.stdout)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _without_controls(sys.stderr)


def escape_controls(text: str) -> str:
    r"""A text with an escape for each control character but tabs and line ends, such as `\x1b`.

    >>> escape_controls("a\x1b[2J.pdf")
    'a\\x1b[2J.pdf'
    """
    return text.translate(_ESCAPES)


def escape_line_ends(message: str) -> str:
    r"""A message with an escape for each line end in the name of a file. A further line of the message is indented.

    >>> escape_line_ends("no file a\nb.pdf\n   | TeX stopped")
    'no file a\\nb.pdf\n   | TeX stopped'
    """
    return re.sub(r"\n(?! )", r"\\n", message)


def _without_controls(stream: Any) -> Any:
    """A stream to the same file, with escapes for control characters; the stream itself where this cannot be.

    The console of Windows has its own stream. No name of a file has control characters there.
    """
    if not isinstance(stream, io.TextIOWrapper) or (sys.platform == "win32" and stream.isatty()):
        return stream
    raw = io.BufferedWriter((io.FileIO if stream.isatty() else _Patient)(stream.fileno(), "w", closefd=False))
    return _Visible(raw, stream.encoding, stream.errors, line_buffering=True, newline=None if stream.isatty() else "\n")


class _Visible(io.TextIOWrapper):
    """A text file with escapes for control characters."""

    def write(self, text: str) -> int:
        super().write(escape_controls(text))
        return len(text)


class _Patient(io.FileIO):
    """A file that drops the output that the system refuses to write.

    A command whose messages nobody can read, because the disk is full or the reader has ended, does its work all the
    same, and its exit status is the same.
    """

    def write(self, content: Any) -> int:
        try:
            written = super().write(content)
        except OSError:
            written = None
        return len(content) if written is None else written


def drop_output() -> None:
    """Discard the output that is not written yet."""
    with contextlib.suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _surrogates(error: UnicodeError) -> tuple[bytes, int]:
    """The bytes of surrogates, for a text that UTF-8 cannot encode: a byte of a file name (PEP 383), else `?`."""
    assert isinstance(error, UnicodeEncodeError)
    codes = map(ord, error.object[error.start : error.end])
    return bytes(code - 0xDC00 if 0xDC80 <= code <= 0xDCFF else ord("?") for code in codes), error.end


def _open_closed_streams() -> None:
    """Open the null device for each closed standard stream, so that no other file gets its descriptor."""
    for number, stream in enumerate((sys.stdin, sys.stdout, sys.stderr)):
        if stream is None:
            with contextlib.suppress(OSError):
                while os.open(os.devnull, os.O_RDWR) < number:
                    pass
    if sys.stdout is None:
        raise OSError("standard output is closed")
