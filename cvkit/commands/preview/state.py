"""The state of the preview page: the last good PDF, and the messages of the last build."""

from __future__ import annotations

import functools
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cvkit.commands.watch import Build
from cvkit.model.diagnostic import Diagnostic
from cvkit.pdf.page_images import PageImages


@dataclass(frozen=True)
class State:
    """The content of the page, and the files that the server can send."""

    build: int = 0
    name: str = ""
    pdf: bytes = b""
    pictures: PageImages | None = None
    is_stale: bool = False
    """Whether the PDF is older than the record, which has errors."""
    made_at: str = ""
    message: str = ""
    diagnostics: str = ""
    files: dict[str, tuple[str, Callable[[], bytes]]] = field(default_factory=dict)
    """Address of a file → its media type, and a function that returns its content."""

    def after(self, build: Build, describe: Callable[[Sequence[Diagnostic]], str]) -> State:
        """The state after a build. If the build failed, the last good PDF is kept."""
        number = self.build + 1
        now = time.strftime("%T")
        if build.result:
            ((name, pdf),) = build.result.pdfs
            pictures: PageImages | None = PageImages(pdf)
            message, made_at, diagnostics = f"made in {build.seconds:.2f} s", now, build.result.diagnostics
        else:
            (error,) = build.errors
            pdf, name, pictures, made_at = self.pdf, self.name, self.pictures, self.made_at
            hint = f" ({error.hint})" if error.hint else ""
            message, diagnostics = f"{error.message}{hint}", error.diagnostics
        state = State(number, name, pdf, pictures, build.result is None, made_at, message, describe(diagnostics))
        state.files["state"] = ("application/json", lambda: state.as_json().encode())
        if pictures:
            state.files[f"{number}/cv.pdf"] = ("application/pdf", lambda: pdf)
            for page in range(len(pictures.sizes)):
                state.files[f"{number}/{page}.png"] = ("image/png", functools.partial(pictures.png, page))
        return state

    def as_json(self) -> str:
        """The state as JSON, for the script of the page."""
        pages = [[size.width, size.height] for size in self.pictures.sizes] if self.pictures else []
        return json.dumps(
            {
                "build": self.build,
                "name": self.name,
                "pages": pages,
                "stale": self.is_stale,
                "madeAt": self.made_at,
                "message": self.message,
                "problems": self.diagnostics,
            }
        )
