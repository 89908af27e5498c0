"""TeX's log, written beside the document on request."""

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
    """Write the log of a run to `log`, if it is given, also if the run fails."""
    try:
        yield
    except CvkitError as error:
        if log:
            error.hint = f"only TeX's log was written: {log}"
        raise
    finally:
        if log:
            deliver({log: run.log.encode()}, protected)
