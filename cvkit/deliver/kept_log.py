"""What TeX said, kept beside the document where that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cvkit.deliver import deliver
from cvkit.deliver.protect import Protected
from cvkit.model.diagnostic import CvkitError
from cvkit.typeset import Run


@contextmanager
def keep_log(run: Run, log: Path | None, protected: Protected) -> Iterator[None]:
    """Write the log of a run, however it ends, where a place is named for it."""
    try:
        yield
    except CvkitError as error:
        if log:
            error.hint = f"nothing was written but TeX's log: {log}"
        raise
    finally:
        if log:
            deliver({log: run.log.encode()}, protected)
