"""The standard streams: open, and able to encode every character."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
from typing import Any

_ERRORS = "cvkit-surrogates"


def prepare_streams() -> None:
    """Make the standard streams usable.

    A pipe or file gets UTF-8 and the line ends of Unix, whatever the encoding of the console is: the same bytes as a
    file that cvkit writes itself. A file name that is not valid Unicode keeps its bytes. A terminal keeps its encoding,
    with a replacement for each character that it cannot show. Standard error never fails.

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
    if isinstance(sys.stderr, io.TextIOWrapper) and sys.stderr is sys.__stderr__ and not sys.stderr.isatty():
        raw = io.BufferedWriter(_Patient(sys.stderr.fileno(), "w", closefd=False))
        sys.stderr = io.TextIOWrapper(raw, "utf-8", _ERRORS, newline="\n", line_buffering=True)


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
