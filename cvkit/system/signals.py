"""Signals that interrupt cvkit: each ends a command with its cleanup, and without a traceback."""

from __future__ import annotations

import _thread
import contextlib
import signal
import sys
import threading
from collections.abc import Iterator, Sequence


def catch_signals(names: Sequence[str] = ("SIGINT", "SIGTERM", "SIGHUP")) -> list[int]:
    """Turn the signals of Ctrl-C, of termination and of a closed terminal into KeyboardInterrupt, so that cleanup runs.

    Returns:
        The signals that were received. The list grows with each signal.
    """
    received: list[int] = []

    def interrupt(number: int, frame: object) -> None:
        received.append(number)
        raise KeyboardInterrupt

    def raise_again(dropped: sys.UnraisableHookArgs) -> None:
        """Raise an interrupt again after a moment, if Python dropped it in code such as `__del__`."""
        if dropped.exc_type is KeyboardInterrupt:
            threading.Timer(0.01, _thread.interrupt_main, received[-1:]).start()
        else:
            sys.__unraisablehook__(dropped)

    with contextlib.suppress(ValueError):  # only the main thread can set signal handlers
        for name in names:
            number = getattr(signal, name, None)
            if number and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, interrupt)
        sys.unraisablehook = raise_again
    return received


@contextlib.contextmanager
def without_interrupts() -> Iterator[None]:
    """Block Ctrl-C for the processes that are started here. They inherit that.

    This process receives a blocked signal at the end. Windows cannot block signals.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # else the first process of `multiprocessing` starts it, which ends the blocking
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
