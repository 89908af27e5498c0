"""The server of the preview page. Only this machine can connect; a client must know the secret in the address.

A page of another site can make the user's browser send requests to this machine, even under another host name. So a
request must name this machine as its host, come from this page or from no page, and contain the secret.
"""

from __future__ import annotations

import contextlib
import hmac
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any

from cvkit.commands.preview.state import State

PAGE_FILES = {
    "": ("page.html", "text/html"),
    "page.js": ("page.js", "text/javascript"),
    "page.css": ("page.css", "text/css"),
    "icon.svg": ("icon.svg", "image/svg+xml"),
}
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
OWN_ONLY = (
    "default-src 'none'; connect-src 'self'; img-src 'self'; script-src 'self'; style-src 'self'; base-uri 'none'"
)
MAX_CONNECTIONS = 32
"""The largest number of simultaneous connections."""
CLIENT_TIMEOUT = 10.0
"""After this many seconds without reading or writing, a client is disconnected."""


class RequestHandler(BaseHTTPRequestHandler):
    """Answers one HTTP request."""

    server: Server
    timeout = CLIENT_TIMEOUT
    server_version = "cvkit"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer the request, or send 503 if there are too many connections."""
        if not self.server.connections.acquire(blocking=False):
            self._refuse(503)
            return
        try:
            with contextlib.suppress(OSError):  # the client has disconnected
                self._answer()
        finally:
            self.server.connections.release()

    def _answer(self) -> None:
        if not self._is_allowed():
            self._refuse(403)
            return
        parts = self.path.split("/", 2)
        secret, name = parts[1:] if len(parts) == 3 else ("", "")
        is_known = hmac.compare_digest(secret.encode(), self.server.secret.encode())
        if is_known and name == "events":
            self._send_events()
        elif is_known and name in PAGE_FILES:
            file, kind = PAGE_FILES[name]
            self._send(kind, files("cvkit.commands.preview").joinpath(file).read_bytes())
        elif is_known and (found := self.server.state.files.get(name)):
            self._send(found[0], found[1]())
        else:
            self._refuse(404)

    def _is_allowed(self) -> bool:
        port = self.server.server_address[1]
        host, origin = self.headers.get("Host", ""), self.headers.get("Origin")
        if host not in (f"127.0.0.1:{port}", f"localhost:{port}") or origin not in (None, f"http://{host}"):
            return False
        return self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")

    def _send(self, kind: str, content: bytes) -> None:
        self._begin(200, kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _refuse(self, status: int) -> None:
        self._begin(status, "text/plain")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _begin(self, status: int, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        if kind != "application/pdf":  # the PDF viewer of the browser is a page that the policy would block
            self.send_header("Content-Security-Policy", OWN_ONLY)

    def _send_events(self) -> None:
        """Send the number of each build as a server-sent event, until the client disconnects or the server ends."""
        self._begin(200, "text/event-stream")
        self.end_headers()
        sent = -1
        while not self.server.has_ended:
            number = self.server.state.build
            self.wfile.write(f"data: {number}\n\n".encode() if number != sent else b":\n\n")
            self.wfile.flush()
            sent = number
            self.server.wait_for_other_than(sent)

    def log_message(self, *_: Any) -> None:
        """Print no log of requests."""


class Server(ThreadingHTTPServer):
    """The HTTP server. It runs while its context is open."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), RequestHandler)
        self.state = State()
        self.has_ended = False
        self.connections = threading.BoundedSemaphore(MAX_CONNECTIONS)
        self.secret = secrets.token_urlsafe(24)
        self.address = f"http://127.0.0.1:{self.server_address[1]}/{self.secret}/"
        self._changed = threading.Condition()

    def __enter__(self) -> Server:
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self.has_ended = True
            self._changed.notify_all()
        self.shutdown()
        self.server_close()

    def show(self, state: State) -> None:
        """Show a new state from now on."""
        with self._changed:
            self.state = state
            self._changed.notify_all()

    def wait_for_other_than(self, build: int) -> None:
        """Wait until another build is shown or the server ends, for at most `CLIENT_TIMEOUT` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.has_ended or self.state.build != build, CLIENT_TIMEOUT)

    def handle_error(self, *_: Any) -> None:
        """Print nothing about clients that disconnect or send invalid HTTP."""
