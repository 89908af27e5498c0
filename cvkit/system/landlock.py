"""Landlock, a sandbox of Linux: a thread that restricts itself can open only the files that its rules name.

The restriction applies to the thread and to the programs that it starts, not to the rest of the process. So each
program is started from a separate thread. See `landlock(7)` and the kernel's `userspace-api/landlock`.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.model.value_class import dataclass

if TYPE_CHECKING:
    import ctypes

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""Numbers of system calls; they are equal on all architectures."""
ASK_VERSION = 1
PATH_BENEATH = 1
NO_NEW_PRIVILEGES = 38

EXECUTE, WRITE_FILE, READ_FILE, READ_FOLDER = (1 << bit for bit in range(4))
RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""Version of Landlock → the number of file rights that it knows. They are the lowest bits."""
MAKE_CHARACTER_DEVICE, MAKE_SOCKET, MAKE_PIPE, MAKE_BLOCK_DEVICE, MAKE_LINK, REFER = (
    1 << bit for bit in (6, 9, 10, 11, 12, 13)
)
"""The last right is to link or move a file into another folder."""
WRITABLE_LACKS = EXECUTE | MAKE_CHARACTER_DEVICE | MAKE_SOCKET | MAKE_PIPE | MAKE_BLOCK_DEVICE | MAKE_LINK | REFER
"""In a writable folder a program may create files and folders, but no links, devices, pipes or sockets."""
FILE_RIGHTS = EXECUTE | WRITE_FILE | READ_FILE | 1 << 14 | 1 << 15
"""The rights that apply to files; the last two are to truncate a file and to control a device."""
NETWORK_FROM, NETWORK = 4, 0b11
"""The version from which Landlock restricts TCP, and its rights: listen and connect. No rule allows either."""
SCOPE_FROM, SCOPE = 6, 0b11
"""The version from which it restricts signals and abstract sockets to programs outside the sandbox."""


@dataclass(frozen=True)
class SandboxRules:
    """The paths that stay accessible; missing paths are ignored."""

    readable: tuple[Path, ...] = ()
    writable: tuple[Path, ...] = ()
    """Also readable."""
    executable: tuple[Path, ...] = ()
    """Also readable."""


def landlock_version() -> int:
    """The version of Landlock in this kernel; 0 if it has none or it is switched off."""
    if sys.platform != "linux":
        return 0
    import ctypes

    version: int = ctypes.CDLL(None).syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ASK_VERSION)
    return max(0, version)


def restrict_self(rules: SandboxRules) -> bool:
    """Restrict the calling thread and all programs that it starts, permanently. Return whether that succeeded."""
    version = landlock_version()
    if not version:
        return False
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    every = (1 << max(count for since, count in RIGHTS.items() if since <= version)) - 1
    handled = [every, *([NETWORK] if version >= NETWORK_FROM else []), *([SCOPE] if version >= SCOPE_FROM else [])]
    attributes = struct.pack(f"={len(handled)}Q", *handled)
    ruleset = libc.syscall(CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    if ruleset < 0:
        return False
    try:
        read = READ_FILE | READ_FOLDER
        _allow(libc, ruleset, rules.readable, read)
        _allow(libc, ruleset, rules.executable, read | EXECUTE)
        _allow(libc, ruleset, rules.writable, every & ~WRITABLE_LACKS)
        one, none = ctypes.c_ulong(1), ctypes.c_ulong(0)
        if libc.prctl(NO_NEW_PRIVILEGES, one, none, none, none):
            return False
        return bool(libc.syscall(RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, paths: Iterable[Path], rights: int) -> None:
    if sys.platform != "linux":  # mypy understands only this comparison
        return
    for path in paths:
        try:
            opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        try:
            given = rights if path.is_dir() else rights & FILE_RIGHTS
            libc.syscall(ADD_RULE, ruleset, PATH_BENEATH, struct.pack("=Qi", given, opened), 0)
        finally:
            os.close(opened)
