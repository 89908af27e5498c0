"""The result cache: a document whose every source is as it was is not made again; its bytes are those kept.

Sources are what a document was made from: the record's files and its style's by what stands in them; cvkit, TeX and
fonts by when they were last changed. A list of their names is kept beside each result, for the names are only known
when a document has been made.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from cvkit import __version__
from cvkit.cache import store
from cvkit.cache.fingerprint import changed_since, fingerprint, program_files
from cvkit.model.diagnostic import Diagnostic, restore_diagnostic


@dataclasses.dataclass(frozen=True)
class Sources:
    """The names of all that a document was made from."""

    contents: tuple[str, ...]
    """Files of the record and the style, whether they are there or not."""
    installed: tuple[str, ...]
    """Files and folders of TeX and of fonts."""
    protected: dict[str, str]
    """Files that a document must not be written over, each with its part in words."""


@dataclasses.dataclass(frozen=True)
class Result:
    """Finished documents, each with the name of its file, and what there was to say of them."""

    pdfs: tuple[tuple[str, bytes], ...]
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[str, ...]
    sources: Sources


class CacheEntry:
    """The place in the cache of what one command makes."""

    def __init__(self, wanted: Sequence[str]) -> None:
        """Look at what does not depend on the record; `wanted` is all that is asked for, in words."""
        self._began = time.time_ns()
        day = time.strftime("%F", time.gmtime())  # as `today`: it decides which dates lie in the future
        here = [*wanted, str(Path.cwd()), day]
        self._asked = environment_key(here) if store.store_folder() else ""

    def find(self) -> Result | None:
        """What was kept, if it was made from what is there now."""
        names = store.find(self._asked) if self._asked else None
        if names is None:
            return None
        contents, installed, protected = json.loads(names)
        sources = Sources(tuple(contents), tuple(installed), protected)
        found = store.find(self._key(sources))
        return _read(found, sources) if found else None

    def keep(self, result: Result) -> None:
        """Keep documents, unless a source of them has changed meanwhile: nobody knows which of the two they have."""
        sources = result.sources
        if self._asked and not changed_since([*sources.contents, *sources.installed], self._began):
            store.keep(self._asked, json.dumps(dataclasses.astuple(sources)).encode())
            store.keep(self._key(sources), _written(result))

    def _key(self, sources: Sources) -> str:
        return fingerprint([self._asked, *sources.contents, *sources.installed], sources.contents, sources.installed)


def environment_key(wanted: Sequence[str]) -> str:
    """What was asked for, with all that is the same for every record: cvkit, Python, the environment."""
    variables = [os.environ.get(name, "") for name in ("PATH", "SOURCE_DATE_EPOCH")]
    return fingerprint([__version__, sys.version, *variables, *wanted], files=program_files())


def _written(result: Result) -> bytes:
    """Documents as they are kept: a line of what belongs to them, then their bytes."""
    about = {
        "sizes": [(name, len(content)) for name, content in result.pdfs],
        "problems": [dataclasses.asdict(diagnostic) for diagnostic in result.diagnostics],
        "notes": result.notes,
    }
    return json.dumps(about).encode() + b"\n" + b"".join(content for _, content in result.pdfs)


def _read(kept: bytes, sources: Sources) -> Result:
    head, _, rest = kept.partition(b"\n")
    about = json.loads(head)
    pdfs = []
    for name, size in about["sizes"]:
        pdfs.append((name, rest[:size]))
        rest = rest[size:]
    return Result(tuple(pdfs), tuple(map(restore_diagnostic, about["problems"])), tuple(about["notes"]), sources)
