"""Fixtures of all tests: the command line in this process, records made of text, golden files."""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from cvkit.cli import main
from cvkit.commands.export import export_document
from cvkit.commands.request import Request

TESTS = Path(__file__).parent
ROOT = TESTS.parent
GOLDEN = TESTS / "golden"

os.environ.setdefault("CVKIT_NO_CACHE", "1")  # what is tested is made, not remembered

os.environ["SOURCE_DATE_EPOCH"] = "2208988800"  # the tests run on 1 January 2040, whenever they are run

# The commands that the tests start obey these signals, also if the tests run in the background or with nohup.
for number in (signal.SIGINT, getattr(signal, "SIGHUP", None)):
    if number and signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

# Every run of the tests draws the same examples, so that a failure belongs to the change that is tested.
# `nox -s fuzz` searches for new examples.
LAWS = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("tests", LAWS, derandomize=True, max_examples=50)
settings.register_profile("fuzz", LAWS, max_examples=5000)
settings.load_profile("tests")


def examples(count: int) -> settings:
    """The settings of a law of which the tests draw `count` examples, not 50; `nox -s fuzz` draws its own number."""
    return settings(max_examples=count if settings().derandomize else settings().max_examples)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what came out to the golden files")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what Hypothesis runs, so that `nox -s fuzz` can run it for longer."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("laws")


def without_omissions(messages: str) -> str:
    """Messages without the notes about fields for which a PDF has no place."""
    omitted = r"the PDF of `.*` has no place for: |not printed in the PDFs? of `.*`: "
    return re.sub(rf"^cvkit: note: (?:{omitted}).*\n", "", messages, flags=re.MULTILINE)


@dataclass(frozen=True)
class Result:
    """The output of a command, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def err_of_record(self) -> str:
        """The output on standard error, without notes about fields for which a PDF has no place."""
        return without_omissions(self.err)

    @property
    def diagnostics(self) -> list[dict[str, Any]]:
        """The diagnostics of `cvkit check --format json`, without the note that the numbers have no lockfile.

        Nearly every record of a test has numbers and no lockfile.
        """
        return [diagnostic for diagnostic in json.loads(self.out) if diagnostic["code"] != "N209"]


@pytest.fixture
def cvkit(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Run a command as a user types it; `cwd` is where they stand."""

    def run(*arguments: str | Path, cwd: Path | None = None) -> Result:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["cvkit", *map(str, arguments)])
            if cwd:
                patch.chdir(cwd)
            capfd.readouterr()
            status = 0
            try:
                main()
            except SystemExit as end:
                status = int(end.code or 0)
            out, err = capfd.readouterr()
        return Result(status, out, err)

    return run


WIDE_FORMULAS = r"\AtBeginDocument{\renewcommand\CVKformula[2]{\mbox{#2}}}"
"""The code of a style in which formulas never break or shrink, so that a line can be too wide."""


def new_style(cvkit: Callable[..., Result], record: Path, code: str) -> str:
    """Make a style in the folder of a record: `classic`, with code at its end. Return its name for `--style`."""
    assert cvkit("styles", "--new", "own", "--from", "classic", record).status == 0
    latex_class = (record if record.is_dir() else record.parent) / "own" / "cvkit-own.cls"
    text = latex_class.read_text(encoding="utf-8")
    latex_class.write_text(text.replace("\\endinput", f"{code}\n\\endinput"), encoding="utf-8")
    return "./own"


@pytest.fixture
def record(tmp_path: Path) -> Callable[[str], Path]:
    """Make a record of one file, with the lines that every record needs before the given ones."""

    def make(text: str, head: str = "cvkit: 1\nperson: {name: Ada Miller}\n") -> Path:
        file = tmp_path / "cv.yaml"
        file.write_text(head + text, encoding="utf-8")
        return file

    return make


@pytest.fixture
def jemin_lee(tmp_path: Path) -> Path:
    """A copy of the real record, in a folder of its own."""
    return shutil.copytree(ROOT / "data" / "jemin-lee", tmp_path / "jemin-lee")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of a name; `--accept` writes it instead."""
    accepts = bool(request.config.getoption("--accept"))

    def compare(name: str, text: str) -> None:
        compare_golden({GOLDEN / name: text}, accepts=accepts)

    return compare


Comparable = Callable[[str, str], tuple[str, str]]
"""From an expected and an actual text: the parts of both that have to be equal on this machine."""


def whole(expected: str, text: str) -> tuple[str, str]:
    """Both texts, as they are."""
    return expected, text


def compare_golden(texts: Mapping[Path, str], *, accepts: bool, comparable: Comparable = whole) -> None:
    """Fail with every difference between texts and their golden files; `accepts` writes the files instead."""
    if accepts:
        for file, text in texts.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        return
    if found := [difference for file, text in texts.items() if (difference := _difference(file, text, comparable))]:
        pytest.fail("\n".join(found), pytrace=False)


def _difference(file: Path, text: str, comparable: Comparable) -> str:
    if not file.is_file():
        return f"there is no golden file {file}: look at the output, then run pytest --accept"
    expected, actual = comparable(file.read_text(encoding="utf-8"), text)
    if actual == expected:
        return ""
    lines = difflib.unified_diff(
        expected.splitlines(keepends=True), actual.splitlines(keepends=True), f"golden/{file.name}", "now"
    )
    return "".join(line if line.endswith("\n") else f"{line} (no end of line)\n" for line in lines)


def exported(request: Request, form: str) -> str:
    """A document in a format of text, without a command around it."""
    content = export_document(request, form).content
    assert isinstance(content, str)
    return content


def needs_tex() -> None:
    """Stop a test where TeX is missing; in CI that is a failure, never a skip."""
    if all(map(shutil.which, ("pdflatex", "xelatex", "pdftotext", "pdffonts"))):
        return
    if os.environ.get("CI"):
        pytest.fail("TeX or poppler is missing: run `cvkit doctor --install`")
    pytest.skip("needs TeX and poppler: run `cvkit doctor --install`")
