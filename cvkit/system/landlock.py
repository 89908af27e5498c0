"""Landlock, Linux's lock for a program that asks for it: from then on it opens what its rules name, and no more.

A thread that locks itself locks what it starts with it, and nothing else of the process: so a program is started
from a thread that ends with it. Documented in `landlock(7)` and in the kernel's `userspace-api/landlock`.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""System calls, with these numbers on every kind of machine that Linux numbers alike."""
ASK_VERSION = 1
PATH_BENEATH = 1
NO_NEW_PRIVILEGES = 38

EXECUTE, WRITE_FILE, READ_FILE, READ_FOLDER = (1 << bit for bit in range(4))
RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""How many rights on files each version knows from; rights are the bits from 0 up."""
MAKE_CHARACTER_DEVICE, MAKE_SOCKET, MAKE_PIPE, MAKE_BLOCK_DEVICE, MAKE_LINK, REFER = (
    1 << bit for bit in (6, 9, 10, 11, 12, 13)
)
"""The last is to link or move a file into another folder."""
WRITABLE_LACKS = EXECUTE | MAKE_CHARACTER_DEVICE | MAKE_SOCKET | MAKE_PIPE | MAKE_BLOCK_DEVICE | MAKE_LINK | REFER
"""In a writable folder a program makes files and folders, and nothing that leads or speaks to anything outside."""
FILE_RIGHTS = EXECUTE | WRITE_FILE | READ_FILE | 1 << 14 | 1 << 15
"""Those that a file can have that is no folder; the last two are to truncate it and to control a device."""
NETWORK_FROM, NETWORK = 4, 0b11
"""TCP, to listen and to connect; no rule gives either back."""
SCOPE_FROM, SCOPE = 6, 0b11
"""Other programs, to be signalled and to be spoken to by abstract sockets."""


@dataclass(frozen=True)
class SandboxRules:
    """What stays open: paths that are not there are passed over."""

    readable: tuple[Path, ...] = ()
    writable: tuple[Path, ...] = ()
    """Also readable."""
    executable: tuple[Path, ...] = ()
    """Also readable."""


def landlock_version() -> int:
    """The version of Landlock that this kernel has; 0 where it has none, or has it switched off."""
    if sys.platform != "linux":
        return 0
    version: int = ctypes.CDLL(None).syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ASK_VERSION)
    return max(0, version)


def restrict_self(rules: SandboxRules) -> bool:
    """Lock the calling thread, and all that it starts, for as long as they live; whether that was done."""
    version = landlock_version()
    if not version:
        return False
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
    if sys.platform != "linux":  # mypy reads this very comparison
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
