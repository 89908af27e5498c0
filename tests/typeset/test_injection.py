"""Every payload in every field of text appears as text, with every engine, and does nothing.

That the traps would be sprung is shown in `test_room.py`, where the same acts are let loose.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import needs_tex
from tests.typeset.conftest import Typeset
from tests.typeset.payloads import PAYLOADS
from tests.typeset.test_faithful import fold
from tests.typeset.test_hostile import as_markdown

ENGINES = ["pdflatex", "xelatex", "lualatex"]


def record(payloads: list[str]) -> dict[str, Any]:
    """A record with each payload in every field that is a text."""
    sections: dict[str, list[Any]] = {name: [] for name in SECTIONS}
    for at, payload in enumerate(payloads):
        for name, entry in SECTIONS.items():
            sections[name].append(
                {key: filled(value, as_markdown(payload), f"{name}{at}") for key, value in entry.items()}
            )
    text = as_markdown(payloads[0])
    person = {"name": "Ada Miller", "title": text, "position": text, "affiliation": text, "location": text}
    documents = {"full": {"smart": False, "sections": [{name: {"title": text}} for name in SECTIONS]}}
    return {"cvkit": "1", "person": person, **sections, "documents": documents}


TEXT, ID = object(), object()
SECTIONS: dict[str, dict[str, Any]] = {
    "research": {"title": TEXT, "role": TEXT, "location": TEXT, "note": TEXT, "organizations": [TEXT],
                 "highlights": [TEXT]},
    "experience": {"organization": TEXT, "department": TEXT, "role": TEXT, "location": TEXT, "supervisor": TEXT,
                   "lab": TEXT, "note": TEXT, "highlights": [TEXT]},
    "education": {"institution": TEXT, "degree": TEXT, "field": TEXT, "location": TEXT, "lab": TEXT, "thesis": TEXT,
                  "advisor": TEXT, "honors": [TEXT]},
    "publications": {"id": ID, "kind": "journal", "title": TEXT, "date": "2020", "authors": [{"name": "Ada Miller"}],
                     "venue": {"name": TEXT}, "note": TEXT, "badges": [TEXT]},
    "supervision": {"name": "Bo Li", "degree": "MS", "organization": TEXT, "topic": TEXT, "status": "current"},
    "service": {"role": TEXT, "organization": TEXT},
    "honors": {"title": TEXT, "by": TEXT, "note": TEXT},
}  # fmt: skip


def filled(value: Any, text: str, name: str) -> Any:
    if isinstance(value, list):
        return [filled(item, text, name) for item in value]
    if isinstance(value, dict):
        return {key: filled(item, text, name) for key, item in value.items()}
    return text if value is TEXT else name if value is ID else value


def times(value: Any) -> int:
    """How many texts a form has."""
    if isinstance(value, list | dict):
        return sum(map(times, value.values() if isinstance(value, dict) else value))
    return value is TEXT


def test_there_are_enough_payloads_and_fields() -> None:
    assert len(set(PAYLOADS)) >= 150
    assert sum(map(times, SECTIONS.values())) >= 30


@pytest.mark.parametrize(
    ("engine", "payloads"),
    [
        pytest.param("pdflatex", PAYLOADS[::12], id="pdflatex"),
        pytest.param("xelatex", PAYLOADS[5::12], id="xelatex"),
        *(pytest.param(engine, PAYLOADS, id=f"{engine} all", marks=pytest.mark.slow) for engine in ENGINES),
    ],
)
def test_payloads_are_text_and_do_nothing(tmp_path: Path, engine: str, payloads: list[str]) -> None:
    needs_tex()
    if not shutil.which(engine):
        pytest.skip(f"{engine} is not installed")
    canary, secret = tmp_path / "canary.txt", secrets.token_hex(16)
    canary.write_text(secret, encoding="utf-8")
    folder = tmp_path / "record"
    folder.mkdir()
    placed = [text.replace("CANARY", str(canary)).replace("OUT", str(tmp_path / "out")) for text in payloads]
    file = folder / "cv.yaml"
    file.write_text(json.dumps(record(placed), ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-m", "cvkit", "pdf", str(file), "-o", "x.pdf", "--engine", engine, "--verbose"]
    tracer = ["strace", "-f", "-qq", "-o", str(tmp_path / "trace"), "-e", "trace=execve,connect"]
    traces = shutil.which("strace") is not None
    done = subprocess.run(
        [*(tracer if traces else []), *command],
        cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "SECRET": secret},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    # In the order in which TeX sets it, columns one after another; the head of a page stands between its texts.
    pages = "\n".join(page.extract_text() for page in Typeset(folder / "x.pdf").reader.pages)
    printed = re.sub(r"AdaMiller·?CurriculumVitae\d+", "", fold(pages))
    fewest = sum(map(times, SECTIONS.values()))
    assert [text for text in placed if printed.count(fold(text)) < fewest] == []
    said = done.stdout + done.stderr + (folder / "x.log").read_text(encoding="utf-8") + printed
    assert secret not in said
    assert secret.encode() not in (folder / "x.pdf").read_bytes()
    assert sorted(entry.name for entry in folder.iterdir()) == ["cv.yaml", "x.log", "x.pdf"]
    assert sorted({entry.name for entry in tmp_path.iterdir()} - {"trace"}) == ["canary.txt", "record"]
    assert canary.read_text(encoding="utf-8") == secret
    if traces:
        trace = (tmp_path / "trace").read_text(encoding="utf-8", errors="replace")
        started = set(re.findall(r'execve\("([^"]+)"', trace))
        expected = {sys.executable, shutil.which(engine), shutil.which("kpsewhich"), shutil.which("xdvipdfmx")}
        assert {Path(name).name for name in started} <= {Path(str(name)).name for name in expected}
        assert "sin_addr" not in trace


def test_the_tracer_would_see_a_program_that_is_started(tmp_path: Path) -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-qq", "-o", str(trace), "-e", "trace=execve,connect", "sh", "-c", "true; /bin/true"]
    subprocess.run(command, check=True)
    assert "/bin/true" in trace.read_text(encoding="utf-8")
