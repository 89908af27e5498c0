"""The documents of a record that failed while the others were made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus


class FailedDocuments:
    """Collects the errors of documents, so that one does not stop the others."""

    def __init__(self, goes_on: bool) -> None:
        """If not `goes_on`, the first error is raised."""
        self._goes_on = goes_on
        self._failed: list[tuple[str, CvkitError]] = []

    @contextmanager
    def collect(self, name: str) -> Iterator[None]:
        """Collect the error that is raised in this context, as that of the document `name`."""
        try:
            yield
        except CvkitError as error:
            if not self._goes_on:
                raise
            self._failed.append((name, error))

    @property
    def errors(self) -> tuple[CvkitError, ...]:
        """The errors, each with the names of the documents that it concerns."""
        groups: dict[tuple[str, ExitStatus, str, tuple[Diagnostic, ...]], list[str]] = {}
        for name, error in self._failed:
            groups.setdefault((error.message, error.status, error.hint, error.diagnostics), []).append(f"`{name}`")
        return tuple(
            CvkitError(f"{_documents(names)} not made: {message}", status, hint, diagnostics)
            for (message, status, hint, diagnostics), names in groups.items()
        )


def _documents(names: list[str]) -> str:
    return f"the document {names[0]} was" if len(names) == 1 else f"the documents {', '.join(names)} were"
