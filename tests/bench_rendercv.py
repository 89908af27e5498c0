"""RenderCV as the benchmark's measure: installed into an environment of its own, given the content of a record.

It fetches the Typst package `fontawesome` when it first runs; a stub with the one function that it imports serves a
machine without a network, and takes no time that was seen.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml

VERSION = "2.8"
OLDEST_PYTHON = 12  # of Python 3, which RenderCV needs
STUB = {
    "typst.toml": '[package]\nname = "fontawesome"\nversion = "0.6.0"\nentrypoint = "lib.typ"\n',
    "lib.typ": "#let fa-icon(name, ..rest) = box(width: 0.9em, height: 0.9em)[#text(name.first())]\n",
}

Yaml = dict[str, Any]


def find_python() -> str | None:
    """A Python that RenderCV can be installed into, the oldest where there are several: the nearest to cvkit's own."""
    versions = sorted(Path.home().glob(".pyenv/versions/3.*/bin/python"), key=lambda file: file.parent.parent.name)
    named = [shutil.which(f"python3.{minor}") for minor in range(OLDEST_PYTHON, OLDEST_PYTHON + 3)]
    for python in filter(None, [os.environ.get("RENDERCV_PYTHON"), *named, *map(str, versions)]):
        command = [python, "-c", "import sys, venv; print(sys.version_info[1])"]
        asked = subprocess.run(command, capture_output=True, text=True, check=False)
        if asked.returncode == 0 and int(asked.stdout) >= OLDEST_PYTHON:
            return python
    return None


def install(folder: Path) -> Path | None:
    """The program `rendercv` in an environment in a folder, which is made at first; none where that cannot be."""
    program = folder / ("Scripts/rendercv.exe" if os.name == "nt" else "bin/rendercv")
    if not program.exists():
        python = find_python()
        if python is None:
            return None
        pip = [str(program.parent / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        for command in ([python, "-m", "venv", str(folder)], [*pip, f"rendercv[full]=={VERSION}"]):
            if subprocess.run(command, check=False).returncode != 0:
                return None
    cache = folder / "cache" / "typst" / "packages" / "preview" / "fontawesome" / "0.6.0"
    cache.mkdir(parents=True, exist_ok=True)
    for name, text in STUB.items():
        (cache / name).write_text(text, encoding="utf-8")
    return program


def environment(folder: Path) -> dict[str, str]:
    """Return the environment variables with which RenderCV finds the stub."""
    return {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}


def command(program: Path, record: Path) -> list[str]:
    """The command that makes a PDF and nothing else, as `cvkit pdf` does."""
    return [str(program), "render", str(record), "-nomd", "-nohtml", "-nopng", "-q"]


def write_record(record: Path, target: Path) -> Path:
    """Write the content of a record of cvkit as one of RenderCV: every work, post, student, service and honor."""
    values = _read(record / "cv.yaml")
    for section, value in values.items():
        if isinstance(value, str) and value.endswith(".yaml"):
            values[section] = _read(record / value)
    person = values["person"]
    sections = {
        "Research": [_span(entry, name=entry["title"]) for entry in values["research"]],
        "Experience": [_span(e, company=e["organization"], position=e["role"]) for e in values["experience"]],
        "Education": [
            _span(e, institution=e["institution"], area=e["field"], degree=e["degree"]) for e in values["education"]
        ],
        "Publications": [_work(entry) for entry in values["publications"]],
        "Supervision": [{"bullet": _line(e, "name", "role", "organization", "topic")} for e in values["supervision"]],
        "Service": [{"bullet": _line(e, "role", "organization", "date")} for e in values["service"]],
        "Honors": [{"bullet": _line(e, "title", "event", "by", "date")} for e in values["honors"]],
        "Patents": [_patent(entry) for entry in values["patents"]],
    }
    name = f"{person['name']['given']} {person['name']['family']}"
    cv = {"name": name, "location": person["location"], "email": person["email"], "sections": sections}
    target.write_text(json.dumps({"cv": cv}, ensure_ascii=False, indent=1), encoding="utf-8")
    return target


def _read(file: Path) -> Any:
    """The values of a file of YAML, all as text, in English where there are several languages."""
    return _english(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def _english(value: Any) -> Any:
    if isinstance(value, dict):
        return _english(value["en"]) if "en" in value else {name: _english(child) for name, child in value.items()}
    return [_english(child) for child in value] if isinstance(value, list) else value


def _span(entry: Yaml, **fields: str) -> Yaml:
    """An entry with its period, its place and its highlights."""
    period = {"start_date": entry["start"], "end_date": entry["end"]}
    kept = {name: entry[name] for name in ("location", "highlights") if name in entry}
    return {**fields, **period, **kept}


def _work(entry: Yaml) -> Yaml:
    names = re.split(r",? and |, ", entry["authors"])
    venue = entry.get("venue", {})
    fields = {"title": entry["title"], "authors": [name.strip() for name in names], "date": entry["date"][:10]}
    if venue:
        fields["journal"] = f"{venue['name']} ({venue['short']})" if "short" in venue else venue["name"]
    if "doi" in entry:
        fields["doi"] = entry["doi"]
    return fields


def _patent(entry: Yaml) -> Yaml:
    names = [name.strip() for name in entry["inventors"].split(",")]
    return {"title": entry["title"], "authors": names, "journal": entry["number"], "date": entry["granted"]}


def _line(entry: Yaml, *fields: str) -> str:
    return ", ".join(str(entry[field]) for field in fields if field in entry)
