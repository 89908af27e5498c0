"""Fetch data from the public services of the internet. No other module of cvkit opens a connection to them.

A request goes only to a listed host, over HTTPS, and so does each redirect. The answer has a largest size, and a busy
service is asked again a few times. Proxies are those of the environment (`https_proxy`).
"""

from __future__ import annotations

import contextlib
import http.client
import math
import socket
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import IO, Any

from cvkit import __version__
from cvkit.model.diagnostic import CvkitError, ExitStatus

USER_AGENT = f"cvkit/{__version__} (CV toolchain for researchers; fetches single records when asked)"
LARGEST_ANSWER = 20_000_000
TIMEOUT = 20.0
ATTEMPTS = 3
LONGEST_WAIT = 30.0
MOST_REDIRECTS = 5
_BUSY = frozenset({429, 500, 502, 503, 504})
_PIECE = 1 << 16


class NotFoundError(CvkitError):
    """A service does not have what was asked for."""


@dataclass(frozen=True)
class Web:
    """The way to the services: the allowed origins, such as `https://doi.org`, and the limits."""

    origins: Collection[str]
    timeout: float = TIMEOUT
    wait: Callable[[float], None] = time.sleep

    def get(self, address: str, accept: str) -> bytes:
        """The content of an address. `accept` is the media type to ask for.

        Raises:
            NotFoundError: the service answers that there is nothing at the address.
            CvkitError: the service cannot be reached, refuses, or answers with too much, or leads to another host.
        """
        self.verify(address)
        headers = {"User-Agent": USER_AGENT, "Accept": accept, "Accept-Encoding": "gzip"}
        request = urllib.request.Request(address, headers=headers)  # noqa: S310 - the origin is verified above
        opener = urllib.request.build_opener(_Redirects(self))
        host = urllib.parse.urlsplit(address).netloc
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with opener.open(request, timeout=self.timeout) as answer:
                    return _content(answer, host)
            except urllib.error.HTTPError as error:
                with error:
                    if error.code not in _BUSY or attempt == ATTEMPTS:
                        raise _refusal(error, host) from error
                    pause = _pause(error.headers.get("Retry-After"), attempt)
            except (TimeoutError, http.client.HTTPException, ConnectionError, zlib.error) as error:
                if attempt == ATTEMPTS:
                    raise _unreachable(host, error) from error
                pause = float(2 ** (attempt - 1))
            except ValueError as error:
                raise _unreachable(host, "it leads to an address that is none") from error
            except urllib.error.URLError as error:
                is_offline = isinstance(error.reason, socket.gaierror)
                if is_offline or attempt == ATTEMPTS or not isinstance(error.reason, OSError):
                    raise _unreachable(host, error.reason) from error
                pause = float(2 ** (attempt - 1))
            self.wait(pause)
        raise AssertionError("unreachable")

    def verify(self, address: str) -> None:
        """Make sure that an address is at an allowed origin.

        Raises:
            CvkitError: it is not.
        """
        parts = urllib.parse.urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin.lower() not in self.origins:
            raise CvkitError(
                f"a service leads to {origin}, to which cvkit does not connect",
                ExitStatus.SYSTEM,
                "download the file in a browser, and import it",
            )


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to allowed origins only."""

    max_redirections = MOST_REDIRECTS

    def __init__(self, web: Web) -> None:
        self.web = web

    def redirect_request(
        self, request: urllib.request.Request, answer: IO[bytes], code: int, message: str, headers: Any, address: str
    ) -> urllib.request.Request | None:
        self.web.verify(address)
        return super().redirect_request(request, answer, code, message, headers, address)


def _content(answer: Any, host: str) -> bytes:
    """The body of an answer, decompressed, within the largest size.

    Raises:
        CvkitError: the body is larger.
        zlib.error: it is not valid gzip.
    """
    is_packed = answer.headers.get("Content-Encoding", "").lower() in ("gzip", "x-gzip")
    unpack = zlib.decompressobj(wbits=31) if is_packed else None
    parts, size = [], 0
    while piece := answer.read(_PIECE):
        if unpack:
            piece = unpack.decompress(piece, LARGEST_ANSWER + 1)
        size += len(piece)
        parts.append(piece)
        if size > LARGEST_ANSWER or (unpack and unpack.unconsumed_tail):
            millions = LARGEST_ANSWER // 10**6
            raise CvkitError(f"the answer of {host} is larger than {millions} MB", ExitStatus.SYSTEM)
    if unpack and not unpack.eof:
        raise zlib.error("the answer ends too early")
    length = answer.headers.get("Content-Length", "")
    if length.isdigit() and not is_packed and size < int(length):
        raise http.client.IncompleteRead(b"", int(length) - size)
    return b"".join(parts)


def _pause(retry_after: str | None, attempt: int) -> float:
    """The seconds to wait: those that the service asks for, or more after each attempt."""
    with contextlib.suppress(ValueError):
        asked = float(retry_after or "")
        if math.isfinite(asked):
            return min(max(asked, 0.0), LONGEST_WAIT)
    return float(2 ** (attempt - 1))


def _refusal(error: urllib.error.HTTPError, host: str) -> CvkitError:
    if error.code in (404, 410):
        return NotFoundError(
            f"{host} has nothing at this address", ExitStatus.PROBLEMS, "compare the id with your source"
        )
    if error.code == 429:
        return CvkitError(f"{host} allows no more requests now", ExitStatus.SYSTEM, "wait a few minutes, and try again")
    if 300 <= error.code < 400:
        return CvkitError(f"{host} leads from address to address without an answer", ExitStatus.SYSTEM, _later())
    return CvkitError(f"{host} answers with the error {error.code}", ExitStatus.SYSTEM, _later())


def _unreachable(host: str, reason: object) -> CvkitError:
    if isinstance(reason, socket.gaierror):
        hint = "connect to the internet, or set `https_proxy` to your proxy; a file that you have needs no connection"
        return CvkitError(f"{host} cannot be found: this computer may be offline", ExitStatus.SYSTEM, hint)
    text = "it takes too long to answer" if isinstance(reason, TimeoutError) else str(reason) or type(reason).__name__
    return CvkitError(f"{host} cannot be reached: {text}", ExitStatus.SYSTEM, _later())


def _later() -> str:
    """The hint for a service that does not answer. A proxy can be the reason."""
    proxy = "check your proxy (`https_proxy`), " if urllib.request.getproxies() else ""
    return f"{proxy}try again later, or download the file in a browser and import it"
