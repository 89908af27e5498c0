"""How long `cvkit pdf` takes after an edit, beside an earlier commit of cvkit in the same run: seconds and CPU."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
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
"""A program that runs a command, and prints its seconds and the seconds of CPU of all its processes."""


class Checkout:
    """The files of a commit, or of this checkout, and the records that it typesets."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self._folder = folder
        self._records: dict[str, tuple[Path, str]] = {}

    def add(self, name: str, make: Callable[[Path, Path], object]) -> None:
        """Add a record. `make` gets the folder of the seed record, and the folder of the new one."""
        folder = self._folder / str(len(self._records))
        self._folder.mkdir(exist_ok=True)
        make(self.root / "data" / "jemin-lee", folder)
        file = folder / "cv.yaml"
        self._records[name] = file, file.read_text(encoding="utf-8")

    def measure(self, name: str, edit: int) -> tuple[float, float]:
        """The seconds and the seconds of CPU of `cvkit pdf` after an edit of a text of the record."""
        file, text = self._records[name]
        word = next(word for word in ("Quantization", "study") if word in text)
        file.write_text(text.replace(word, f"{word} {edit}", 1), encoding="utf-8")
        time.sleep(0.03)
        environment = {**os.environ, "PYTHONPATH": str(self.root), "XDG_CACHE_HOME": str(self._folder / "cache")}
        command = [sys.executable, "-m", "cvkit", "pdf", str(file.parent), "-o", str(self._folder / "made.pdf")]
        measured = [sys.executable, "-c", _MEASURED, *command]
        done = subprocess.run(measured, check=False, capture_output=True, env=environment, text=True)
        assert done.returncode == 0, done.stderr
        seconds, used = json.loads(done.stdout)
        return seconds, used


def lines(commit: str, folder: Path, runs: int, records: Mapping[str, Callable[[Path, Path], object]]) -> list[str]:
    """A table with the ratios of each record. The packages of this environment must serve the commit too."""
    earlier = folder / "earlier"
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run([*git, "add", "--quiet", "--detach", str(earlier), commit], check=True)
    try:
        checkouts = [Checkout(earlier, folder / "before"), Checkout(ROOT, folder / "now")]
        rows = ["| `cvkit pdf` after an edit | seconds | ratio | seconds of CPU | ratio |", "|---|--:|--:|--:|--:|"]
        for name, make in records.items():
            for checkout in checkouts:
                checkout.add(name, make)
            turns = [[checkout.measure(name, turn) for checkout in checkouts] for turn in range(runs + 1)][1:]
            cells = [name]
            for at in (0, 1):
                ratio = statistics.median(now[at] / before[at] for before, now in turns)
                cells += [f"{statistics.median(now[at] for _, now in turns):.3f} s", f"{ratio:.2f}"]
            rows.append(f"| {' | '.join(cells)} |")
        return rows
    finally:
        subprocess.run([*git, "remove", "--force", str(earlier)], check=True)
