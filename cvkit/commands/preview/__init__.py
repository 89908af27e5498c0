"""Preview: a page on this machine that shows a document and the problems of its record, and follows every save."""

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
    """The address of the page, again with each build that it shows; `describe` puts problems in words.

    Raises:
        CvkitError: the document can never be made, as there is no such record.
    """
    with Server() as server:
        state = State()
        for build in builds(replace(request, is_delivered=False)):
            state = state.after(build, describe)
            server.show(state)
            yield server.address, build
