"""TeX's log, written beside the document on request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cvkit.deliver import deliver
from cvkit.deliver.protect import Protected
from cvkit.model.diagnostic import CvkitError


@contextmanager
def kept_log(log: str, target: Path | None, protected: Protected) -> Iterator[None]:
    """Write the log of a document to `target`, if it is given. An error about the document then names the log."""
    is_kept = bool(target and log)
    if target and log:
        deliver({target: log.encode()}, protected)
    try:
        yield
    except CvkitError as error:
        if is_kept:
            error.hint = f"only TeX's log was written: {target}"
        raise
