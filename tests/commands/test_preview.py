"""The preview shows what a record gives, follows every save, and answers nobody but its own page."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.commands.test_watch import PATIENCE, RECORD, Watching, until
from tests.conftest import ROOT, needs_tex


class Preview(Watching):
    """A running preview, and requests to it."""

    @property
    def address(self) -> str:
        return next((line.strip() for line in list(self.lines) if line.startswith("http://")), "")

    def ask(self, path: str = "", method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and content of an answer; a path that begins with a slash is taken as it is."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=PATIENCE)
        target = path if path.startswith("/") else parts.path + path
        connection.request(method, target, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        found = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return found

    @property
    def state(self) -> dict[str, object]:
        value = json.loads(self.ask("state")[2])
        assert isinstance(value, dict)
        return value


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    needs_tex()
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "cv.yaml").write_text(RECORD, encoding="utf-8")
    return tmp_path / "ada"


@pytest.fixture
def preview(folder: Path, tmp_path: Path) -> Iterator[Preview]:
    running = Preview("preview", "ada", cwd=tmp_path, temporary=tmp_path / "temporary")
    assert until(lambda: bool(running.address) and running.builds == 1), running.lines
    yield running
    if running.process.poll() is None:
        assert running.end() == 0


def test_it_shows_the_pages_and_the_diagnostics_and_follows_every_save(preview: Preview, folder: Path) -> None:
    status, headers, page = preview.ask()
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    for name in re.findall(rb'(?:href|src)="([^"]+)"', page):
        assert preview.ask(name.decode())[0] == 200
    state = preview.state
    assert (state["build"], state["name"], state["stale"], state["problems"]) == (1, "ada.pdf", False, "")
    assert [[round(side) for side in sides] for sides in state["pages"]] == [[595, 842]]  # type: ignore[attr-defined]
    assert preview.ask("1/cv.pdf")[2].startswith(b"%PDF")
    picture = preview.ask("1/0.png")
    assert picture[1]["Content-Type"] == "image/png" and picture[2].startswith(b"\x89PNG")

    (folder / "cv.yaml").write_text(RECORD.replace("honors", "honours"), encoding="utf-8")
    assert until(lambda: preview.state["build"] == 2)
    state = preview.state
    assert state["stale"] and "did you mean `honors`?" in str(state["problems"])
    assert preview.ask("2/cv.pdf")[0] == 200  # the last good one
    assert preview.ask("1/cv.pdf")[0] == 404

    (folder / "cv.yaml").write_text(RECORD.replace("Prize 0", "Prize 1"), encoding="utf-8")
    assert until(lambda: preview.state["build"] == 3)
    assert not preview.state["stale"]
    assert preview.ask("3/0.png")[2] != picture[2]
    assert not list(folder.parent.glob("*.pdf"))


def test_news_are_told_as_they_come(preview: Preview, folder: Path) -> None:
    parts = urlsplit(preview.address)
    connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=PATIENCE)
    connection.request("GET", parts.path + "events")
    answer = connection.getresponse()
    assert str(answer.getheader("Content-Type")).startswith("text/event-stream")
    assert answer.readline() == b"data: 1\n"
    (folder / "cv.yaml").write_text(RECORD.replace("Prize 0", "Prize 1"), encoding="utf-8")
    assert answer.readline() == b"\n"
    assert answer.readline() == b"data: 2\n"
    began = time.monotonic()
    assert preview.end(signal.SIGTERM) == 0
    assert time.monotonic() - began < 5
    connection.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1"}, 403),
        ({"Host": ""}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "none"}, 200),
        ({}, 200),
    ],
)
def test_only_its_own_page_is_answered(preview: Preview, headers: dict[str, str], status: int) -> None:
    for name in ("", "state", "1/cv.pdf"):
        found, _, content = preview.ask(name, **headers)
        assert found == status
        assert bool(content) == (status == 200)


def test_nothing_else_is_served(preview: Preview, folder: Path) -> None:
    secret = urlsplit(preview.address).path
    others = ["/", "/state", secret[:-1], secret[:-2] + "/state", "/x" + secret[1:] + "state", secret.upper() + "state"]
    names = ["../", "..%2f", "%2e%2e/", "cv.yaml", "/etc/passwd", "//etc/passwd", "state/", "page.html", "server.py",
             "1/1.png", "1/-1.png", "0/cv.pdf", "1/cv.pdf/..", "1/cv.pdf?x", "\\state", "x" * 5000]  # fmt: skip
    for path in [*others, *(secret + name for name in names)]:
        assert preview.ask(path)[0] == 404, path
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"):
        assert preview.ask("state", method=method)[0] == 501
    assert preview.ask("state", Cookie="x" * 70000)[0] in (400, 431)
    assert preview.state["build"] == 1


def test_answers_may_be_used_nowhere_else(preview: Preview) -> None:
    for name in ("", "state", "1/0.png", "nothing"):
        headers = preview.ask(name)[1]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in headers


def test_it_listens_on_this_machine_alone_under_a_secret_of_each_run(preview: Preview) -> None:
    parts = urlsplit(preview.address)
    assert parts.hostname == "127.0.0.1" and len(parts.path) > 24
    try:
        own = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    except socket.gaierror:  # a machine that does not know its own name has no other address to try
        own = set()
    for other in own:
        if other != "127.0.0.1":
            with pytest.raises(OSError), socket.create_connection((str(other), parts.port or 0), timeout=2):
                pass


def test_guests_that_say_nothing_keep_no_other_waiting(preview: Preview) -> None:
    port = urlsplit(preview.address).port
    idle = [socket.create_connection(("127.0.0.1", port or 0)) for _ in range(50)]
    try:
        assert preview.state["build"] == 1
    finally:
        for guest in idle:
            guest.close()


def test_many_saves_while_it_is_looked_at(preview: Preview, folder: Path) -> None:
    answers: list[int] = []
    is_over = threading.Event()

    def look() -> None:
        while not is_over.is_set():
            answers.append(preview.ask(f"{preview.state['build']}/0.png")[0])

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(200):
        (folder / "cv.yaml").write_text(RECORD.replace("Prize 0", f"Prize {number}"), encoding="utf-8")
        time.sleep(0.01)
    assert until(lambda: preview.builds >= 2)
    is_over.set()
    reader.join()
    assert set(answers) <= {200, 404} and 200 in answers
    assert preview.process.poll() is None


@pytest.mark.slow
def test_in_a_browser_pages_change_in_place_and_the_reader_stays_where_they_are(
    preview: Preview, folder: Path, tmp_path: Path
) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("needs Chromium")
    from tests.browser import Browser

    long = RECORD + "".join(f"  - {{title: Prize number {n}, date: 2024}}\n" for n in range(300))
    long = long.replace("honors: [{title: Prize 0, date: 2024}]", "honors:")
    (folder / "cv.yaml").write_text(long, encoding="utf-8")
    assert until(lambda: preview.state["build"] == 2)
    with Browser(browser, tmp_path / "profile") as page:
        page.open(preview.address)
        assert until(lambda: page.value("document.body.dataset.build") == "2")
        assert page.value("document.images.length") == len(preview.state["pages"])  # type: ignore[arg-type]
        assert page.value("[...document.images].every(i => i.naturalWidth > 1000)")
        page.value("scrollTo(0, 1500)")
        assert until(lambda: page.value("scrollY") == 1500)
        first = page.value("document.images[1].src")
        place = "Math.round(document.images[1].getBoundingClientRect().top)"
        top = page.value(place)

        (folder / "cv.yaml").write_text(long.replace("number 3,", "number three,"), encoding="utf-8")
        assert until(lambda: page.value("document.body.dataset.build") == "3")
        assert page.value("document.images[1].src") != first
        assert page.value("scrollY") == 1500

        (folder / "cv.yaml").write_text(long.replace("honors", "honours"), encoding="utf-8")
        assert until(lambda: "honors" in str(page.value("document.getElementById('problems').textContent")))
        assert page.value("document.body.className") == "stale"
        assert until(lambda: page.value(place) == top)  # though there is a list of problems above it now
        page.picture(tmp_path / "stale.png")
        page.open(preview.address)
        assert until(lambda: page.value(place) == top)
        assert page.complaints == []
    assert preview.end() == 0


def test_the_browser_shows_no_error_of_policy() -> None:
    script = (ROOT / "cvkit" / "commands" / "preview" / "page.js").read_text(encoding="utf-8")
    assert "innerHTML" not in script and "eval" not in script
    if node := shutil.which("node"):
        subprocess.run([node, "--check", "-"], input=script, text=True, check=True)
