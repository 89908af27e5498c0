"""The examples are what they say: without a problem, and every document of them can be made."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pypdf
import pytest
import yaml

from cvkit.commands.read import read
from cvkit.model.language_tag import LANGUAGES
from cvkit.model.record import SECTIONS
from cvkit.model.work import WorkKind
from tests.conftest import ROOT, Result, needs_tex
from tests.typeset.conftest import flat, poppler

EVERY_SECTION = ROOT / "examples" / "every-section"
RECORDS = sorted(file.parent for file in (ROOT / "examples").glob("*/cv.yaml"))


def test_there_are_examples_and_the_page_names_each() -> None:
    page = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert RECORDS
    assert [folder.name for folder in RECORDS if f"]({folder.name})" not in page] == []


@pytest.mark.parametrize("folder", RECORDS, ids=lambda folder: folder.name)
def test_an_example_is_right(folder: Path) -> None:
    assert [diagnostic for diagnostic in read(folder).diagnostics if not diagnostic.is_note] == []


@pytest.mark.slow
@pytest.mark.parametrize("style", ["classic", "modern", "compact"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_set_in_each_language_and_style(
    language: str, style: str, tmp_path: Path, cvkit: Callable[..., Result]
) -> None:
    needs_tex()
    result = cvkit(
        *("pdf", EVERY_SECTION, "-d", "full", "-s", style, "--set", f"documents.full.language={language}"), cwd=tmp_path
    )
    assert (result.status, result.err_of_record) == (0, "")


def test_every_section_uses_every_section() -> None:
    found = read(EVERY_SECTION)
    assert found.numbered is not None
    record = found.numbered.record
    assert [section for section in SECTIONS if not getattr(record, section)] == []
    assert record.sections
    assert {work.kind for work in record.publications} >= set(get_args(WorkKind)) - {
        "patent",
        "software",
        "dataset",
        "talk",
    }


THESES = {
    "thesis": ("xelatex", [], ("Jan. 2025", "대한임베디드공학회", "Advisor: Hyungshin Kim")),
    "report": ("pdflatex", ["--section", "publications", "--engine", "pdflatex"], ("Jan. 2025",)),
}
"""Each thesis with its engine, what of the record it takes, and what it must say."""


@pytest.mark.parametrize("name", THESES)
def test_a_thesis_is_built_with_its_appendix_and_without_a_warning(
    name: str, tmp_path: Path, cvkit: Callable[..., Result]
) -> None:
    needs_tex()
    engine, options, said = THESES[name]
    folder = shutil.copytree(ROOT / "examples" / "thesis", tmp_path / "thesis", ignore=shutil.ignore_patterns("cv*"))
    assert cvkit("appendix", ROOT / "data" / "jemin-lee", "--into", folder, *options).status == 0
    for _ in range(3):
        command = [engine, "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-1000:]
    log = (folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")
    assert not re.search(r"Warning:|pdfTeX warning|Overfull|Underfull|Missing character", log)
    pdf = pypdf.PdfReader(folder / f"{name}.pdf")
    text = flat(poppler("pdftotext", folder / f"{name}.pdf", "-"))
    assert [
        part for part in ("J.15", "C.1", "† equal contribution", "Kim†, Jemin Lee†", *said) if part not in text
    ] == []
    contents = next(page for page in pdf.pages if page.extract_text().startswith("Contents"))
    assert len(re.findall(r"Publications", contents.extract_text())) == 1


def test_the_workflow_of_a_home_page_runs(cvkit: Callable[..., Result], tmp_path: Path) -> None:
    needs_tex()
    workflow = yaml.safe_load((ROOT / "examples" / "home-page" / "update.yml").read_text(encoding="utf-8"))
    steps = [step["run"] for step in workflow["jobs"]["update"]["steps"] if "run" in step]
    commands = [line.split() for step in steps for line in step.splitlines() if line.startswith("cvkit ")]
    assert [command[1] for command in commands] == ["doctor", "check", "export"]
    shutil.copytree(ROOT / "data" / "donghyun-lee", tmp_path / "cv")
    record = tmp_path / "cv" / "cv.yaml"
    text = record.read_text(encoding="utf-8").replace("site: {title:", "site: {pdf: full, title:")
    record.write_text(text, encoding="utf-8")
    for command in commands[1:]:
        result = cvkit(*command[1:], cwd=tmp_path)
        assert result.status == 0, result.err
    assert (tmp_path / "_pages" / "about.md").is_file()
    assert (tmp_path / "files" / "cv.pdf").read_bytes().startswith(b"%PDF")
