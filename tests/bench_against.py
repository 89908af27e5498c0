"""How long `cvkit pdf` takes after an edit, beside an earlier commit of cvkit in the same run: seconds and CPU."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent

_MEASURED = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
seconds = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
assert done.returncode == 0, done.stdout + done.stderr
print(json.dumps([seconds, used.ru_utime + used.ru_stime]))
"""
"""A program that runs a command and prints its seconds, and those of CPU of its whole tree of processes."""


class Checkout:
    """The files of a commit, or of this checkout, and the records that it typesets."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self._folder = folder
        self._records: dict[str, tuple[Path, str]] = {}

    def add(self, name: str, make: Callable[[Path, Path], object]) -> None:
        """Add a record, which `make` gets two paths for: of the seed record, and of the folder to make."""
        folder = self._folder / name
        make(self.root / "data" / "jemin-lee", folder)
        file = folder / "cv.yaml"
        self._records[name] = file, file.read_text(encoding="utf-8")

    def measure(self, name: str, edit: int) -> tuple[float, float]:
        """The seconds and the seconds of CPU of `cvkit pdf` after an edit of a text of the record."""
        file, text = self._records[name]
        word = next(word for word in ("compiler", "study") if word in text)
        file.write_text(text.replace(word, f"{word} {edit}", 1), encoding="utf-8")
        time.sleep(0.03)
        environment = {**os.environ, "PYTHONPATH": str(self.root), "XDG_CACHE_HOME": str(self._folder / "cache")}
        command = [sys.executable, "-m", "cvkit", "pdf", str(file.parent), "-o", str(self._folder / f"{name}.pdf")]
        measured = [sys.executable, "-c", _MEASURED, *command]
        done = subprocess.run(measured, check=False, capture_output=True, env=environment, text=True)
        assert done.returncode == 0, done.stderr
        seconds, used = json.loads(done.stdout)
        return seconds, used


def lines(commit: str, folder: Path, runs: int, records: dict[str, Callable[[Path, Path], object]]) -> list[str]:
    """A table of the ratios of each record: this checkout beside a commit."""
    earlier = folder / "earlier"
    git = ["git", "-C", str(ROOT)]
    subprocess.run([*git, "worktree", "add", "--quiet", "--detach", str(earlier), commit], check=True)
    try:
        checkouts = [Checkout(earlier, folder / "before"), Checkout(ROOT, folder / "now")]
        rows = [f"| `cvkit pdf` after an edit | beside {commit} | seconds | CPU |", "|---|--:|--:|--:|"]
        for name, make in records.items():
            for checkout in checkouts:
                checkout.add(name, make)
            pairs = [[one.measure(name, edit) for one in checkouts] for edit in range(runs + 1)][1:]
            ratios = [statistics.median(now[at] / before[at] for before, now in pairs) for at in (0, 1)]
            seconds = [statistics.median(now[at] for _, now in pairs) for at in (0, 1)]
            shown = " | ".join(f"{ratio:.2f} × ({found:.2f} s)" for ratio, found in zip(ratios, seconds, strict=True))
            rows.append(f"| {name} | {runs} runs | {shown} |")
        return rows
    finally:
        subprocess.run([*git, "worktree", "remove", "--force", str(earlier)], check=True)
        shutil.rmtree(earlier, ignore_errors=True)
