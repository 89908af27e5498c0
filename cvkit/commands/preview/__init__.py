"""Preview: a local web page that shows a document and the diagnostics of its record, and is updated on every save."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from cvkit.commands.preview.server import Server
from cvkit.commands.preview.state import State
from cvkit.commands.request import Request
from cvkit.commands.watch import Build, builds
from cvkit.model.diagnostic import Diagnostic

DescribeDiagnostics = Callable[[Sequence[Diagnostic]], str]


def run_preview(request: Request, describe: DescribeDiagnostics) -> Iterator[tuple[str, Build]]:
    """Yield the address of the page with each build that it shows. `describe` renders diagnostics as text.

    Raises:
        CvkitError: the document cannot be made at all, for example because the record does not exist.
    """
    with Server() as server:
        state = State()
        for build in builds(replace(request, is_delivered=False)):
            state = state.after(build, describe)
            server.show(state)
            yield server.address, build
