"""The result cache: a document is not made again while none of its sources has changed.

Files of the record and style are compared by content. Files of cvkit, TeX and fonts are compared by time of change.
The names of the sources are only known when a document has been made, so a list of them is stored beside each result.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, astuple
from pathlib import Path

from cvkit import __version__
from cvkit.cache import store
from cvkit.cache.fingerprint import changed_since, fingerprint, program_files
from cvkit.model.diagnostic import Diagnostic, restore_diagnostic
from cvkit.model.value_class import dataclass


@dataclass(frozen=True)
class Sources:
    """The names of the files that a document was made from."""

    contents: tuple[str, ...]
    """Files of the record and the style, existing or not."""
    installed: tuple[str, ...]
    """Files and folders of TeX and of fonts."""
    protected: dict[str, str]
    """Files that a document must not overwrite, each with its role in words."""


@dataclass(frozen=True)
class FirstRun:
    """The settings of TeX for the first document of a result. After an edit of a record, they are probably the same."""

    style: str
    engine: str
    preamble: str


@dataclass(frozen=True)
class Result:
    """Finished documents, each with its file name, and the diagnostics and notes about them."""

    pdfs: tuple[tuple[str, bytes], ...]
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[str, ...]
    sources: Sources
    first_run: FirstRun


class CacheEntry:
    """The cache entry for the result of one command."""

    def __init__(self, wanted: Sequence[str]) -> None:
        """Compute the part of the key that does not depend on the record; `wanted` describes the request."""
        self._began = time.time_ns()
        day = time.strftime("%F", time.gmtime())  # the day as in `today`: it decides which dates are in the future
        here = [*wanted, str(Path.cwd()), day]
        self._asked = environment_key(here) if store.store_folder() else ""
        kept = store.find(self._asked) if self._asked else None
        self._sources: Sources | None = None
        self.first_run: FirstRun | None = None
        """The settings of TeX for the last result, whatever has changed since; None if no result was kept."""
        if kept is not None:
            (contents, installed, protected), first_run = json.loads(kept)
            self._sources = Sources(tuple(contents), tuple(installed), protected)
            self.first_run = FirstRun(*first_run)

    def find(self) -> Result | None:
        """The cached result, if its sources have not changed."""
        if self._sources is None or self.first_run is None:
            return None
        found = store.find(self._key(self._sources))
        return _read(found, self._sources, self.first_run) if found else None

    def keep(self, result: Result) -> None:
        """Store a result, unless a source has changed meanwhile: it may come from the old or the new version."""
        sources = result.sources
        if self._asked and not changed_since([*sources.contents, *sources.installed], self._began):
            store.keep(self._asked, json.dumps([astuple(sources), astuple(result.first_run)]).encode())
            store.keep(self._key(sources), _written(result))

    def _key(self, sources: Sources) -> str:
        return fingerprint([self._asked, *sources.contents, *sources.installed], sources.contents, sources.installed)


def environment_key(wanted: Sequence[str]) -> str:
    """The part of a key that is equal for every record: cvkit, Python, the environment, and `wanted`, the request."""
    variables = [os.environ.get(name, "") for name in ("PATH", "SOURCE_DATE_EPOCH")]
    return fingerprint([__version__, sys.version, *variables, *wanted], files=program_files())


def _written(result: Result) -> bytes:
    """The cached form of a result: one line of JSON, then the bytes of the documents."""
    about = {
        "sizes": [(name, len(content)) for name, content in result.pdfs],
        "problems": [asdict(diagnostic) for diagnostic in result.diagnostics],
        "notes": result.notes,
    }
    return json.dumps(about).encode() + b"\n" + b"".join(content for _, content in result.pdfs)


def _read(kept: bytes, sources: Sources, first_run: FirstRun) -> Result:
    head, _, rest = kept.partition(b"\n")
    about = json.loads(head)
    pdfs = []
    for name, size in about["sizes"]:
        pdfs.append((name, rest[:size]))
        rest = rest[size:]
    diagnostics = tuple(map(restore_diagnostic, about["problems"]))
    return Result(tuple(pdfs), diagnostics, tuple(about["notes"]), sources, first_run)
