"""A server on this machine that answers like the services of the internet: also late, broken, or elsewhere."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """One answer of the server."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0
    is_packed: bool = False
    cut: int | None = None
    """The number of bytes after which the connection ends."""


@dataclass
class LocalService:
    """The server: its address, its answers by path (the last one is repeated), and the requests that it got."""

    address: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        """The paths that were asked for."""
        return [path for path, _ in self.requests]


@contextmanager
def local_service() -> Iterator[LocalService]:
    """Run the server."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            service.requests.append((self.path, dict(self.headers)))
            found = service.answers.get(self.path, [Answer(status=404)])
            answer = found.pop(0) if len(found) > 1 else found[0]
            time.sleep(answer.delay)
            body = gzip.compress(answer.body) if answer.is_packed else answer.body
            self.send_response(answer.status)
            headers = {"Content-Length": str(len(body)), **answer.headers}
            if answer.is_packed:
                headers["Content-Encoding"] = "gzip"
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(body if answer.cut is None else body[: answer.cut])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service = LocalService(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
