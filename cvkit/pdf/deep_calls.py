"""Run functions that call themselves very often: pypdf follows each link to its page, and from there the next link."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

_T = TypeVar("_T")

CALLS = 1_000_000
"""The largest number of calls within calls."""
STACK = 512 << 20
"""The size of the stack in bytes. The system provides only the part that is used."""


def run_deeply(work: Callable[[], _T]) -> _T:
    """Run a function in a separate thread that can have very many calls within calls."""
    done: Future[_T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    calls, stack = sys.getrecursionlimit(), threading.stack_size(STACK)
    sys.setrecursionlimit(CALLS)
    try:
        threading.Thread(target=run, daemon=True).start()
        return done.result()
    finally:
        sys.setrecursionlimit(calls)
        threading.stack_size(stack)
