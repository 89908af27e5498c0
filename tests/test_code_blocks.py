"""Every block of code in the documentation is run or read, and every call of cvkit in a text can be typed."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import yaml

from cvkit.cli import COMMANDS, cli
from cvkit.commands.read import read
from tests.code_blocks import NOT_RUN, PAGES, Block, blocks, commands, inline_commands
from tests.conftest import ROOT, Result, needs_tex

SAMPLES = ROOT / "tests" / "load" / "foreign" / "samples"
README_RECORD = next(block.text for block in blocks(ROOT / "README.md") if "person:" in block.text)
OTHER_SECTIONS = """
experience: [{organization: Institute of Examples, start: 2020, end: present}]
grants: [{title: Order in numbers, funder: Fund of Examples, amount: 1000, currency: EUR, date: 2024}]
"""
RECORD = README_RECORD + OTHER_SECTIONS
"""The record that the pages call `my-record`, and to which a block of YAML adds its keys."""
FILES = {
    "works.bib": ROOT / "examples" / "bibtex" / "publications.bib",
    "orcid.json": SAMPLES / "orcid-full.json",
    "zotero.json": SAMPLES / "csl-zotero.json",
    "paper.ris": SAMPLES / "works.ris",
}
"""The files that a reader has, by the names that the pages give them."""
NEEDS_NETWORK = re.compile(r"\b(orcid|doi|dblp|openalex|arxiv):\S|\badd (10\.|arXiv:)", re.IGNORECASE)
READ_ONLY = {"bibtex", "console", "elisp", "json", "latex", "markdown", "yaml", ""}
"""The languages of blocks that are not commands."""
SHELL = {"cd", "mkdir", "cp", "sed", "latexmk"}

MAKE_RECORD = {ROOT / "README.md", ROOT / "data" / "IMPORT.md"}
"""The pages that make `my-record` by their own commands."""


def workspace(folder: Path, page: Path) -> Path:
    """A folder with the things that the reader of a page has: a record, files of other programs, the examples."""
    if page not in MAKE_RECORD:
        (folder / "my-record").mkdir()
        (folder / "my-record" / "cv.yaml").write_text(RECORD, encoding="utf-8")
    for name in ("data", "examples"):
        shutil.copytree(ROOT / name, folder / name)
    for name, file in FILES.items():
        shutil.copy(file, folder / name)
    return folder


def is_site(page: Path) -> bool:
    """Whether a page is one of the site, which starts from an empty folder."""
    return page.is_relative_to(ROOT / "docs")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_commands_of_a_page_run_in_their_order(page: Path, tmp_path: Path, cvkit: Callable[..., Result]) -> None:
    here = tmp_path if is_site(page) else workspace(tmp_path, page)
    found = list(blocks(page))
    if any(block.language == "sh" for block in found):
        needs_tex()
    for block in found:
        if block.file:
            write(block, here)
        elif block.language == "sh" and not block.title.startswith(NOT_RUN):
            for command in commands(block):
                here = run(command, here, cvkit, block)


def write(block: Block, folder: Path) -> None:
    """Write the file of a block, or add the block to it."""
    file = folder / block.file
    if block.is_added:
        file.write_text(file.read_text(encoding="utf-8") + block.text, encoding="utf-8")
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(block.text, encoding="utf-8")


def run(command: str, here: Path, cvkit: Callable[..., Result], block: Block) -> Path:
    """Run a command in a folder, and return the folder in which the next one runs."""
    words = shlex.split(command)
    if words[0] == "cd":
        return here / words[1]
    if words[0] == "cvkit":
        if words[1:] == ["doctor", "--install"] or NEEDS_NETWORK.search(command):
            assert_can_be_typed(command)
            return here
        words, target = (words[:-2], words[-1]) if ">" in words else (words, "")
        result = cvkit(*words[1:], cwd=here)
        if target:
            (here / target).write_text(result.out, encoding="utf-8")
        assert result.status == 0, f"{block}: {command}\n{result.out}{result.err}"
    elif words[:2] == ["python3", "noxfile.py"]:
        assert f"def {words[2]}(" in (ROOT / "noxfile.py").read_text(encoding="utf-8"), f"{block}: {command}"
    else:
        assert words[0] in SHELL, f"{block}: {command}"
        if shutil.which(words[0]):
            done = subprocess.run(words, cwd=here, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{block}: {command}\n{done.stdout[-1000:]}{done.stderr}"
    return here


@pytest.mark.parametrize("block", [block for page in PAGES for block in blocks(page)], ids=str)
def test_a_block_of_data_can_be_read(block: Block, tmp_path: Path) -> None:
    assert block.language in READ_ONLY | {"sh"}, block
    if block.language == "json":
        json.loads(block.text)
    if block.language != "yaml" or block.title.startswith("not part"):
        return
    keys = yaml.load(block.text, yaml.BaseLoader)
    if (block.file and not block.file.endswith("cv.yaml")) or keys is None:
        return
    for other in blocks(block.page):
        if other.file.endswith(".bib"):
            write(other, tmp_path)
    record = keys if "cvkit" in keys else {**yaml.load(RECORD, yaml.BaseLoader), **keys}
    text = yaml.safe_dump(record, sort_keys=False, allow_unicode=True)
    (tmp_path / "cv.yaml").write_text(text, encoding="utf-8")
    diagnostics = read(tmp_path).diagnostics
    assert [d.message for d in diagnostics if d.is_error_if(False)] == [], text


def assert_can_be_typed(command: str) -> None:
    """Fail if a call of cvkit has a command, an option or a number of arguments that does not exist."""
    words = [word for word in shlex.split(command) if word != "…"]
    assert words[1] in COMMANDS, command
    known = cli.get_command(click.Context(cli), words[1])
    assert known
    options = {name for option in known.params for name in (*option.opts, *option.secondary_opts)} | {"--help", "-h"}
    given = [word.partition("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)]
    assert [name for name in given if name not in options] == [], command


@pytest.mark.parametrize(
    "page",
    [*PAGES, ROOT / "data" / "PROBLEMS.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_each_call_of_cvkit_in_a_text_can_be_typed(page: Path) -> None:
    for command in inline_commands(page):
        if re.match(r"cvkit (\w+)", command):
            assert_can_be_typed(re.sub(r"[\[\]]", "", command).replace("'", "’"))


def test_the_mistake_of_the_tutorial_has_its_code_and_is_corrected(
    tmp_path: Path, cvkit: Callable[..., Result]
) -> None:
    page = ROOT / "docs" / "pages" / "tutorial.md"
    text = page.read_text(encoding="utf-8")
    edit = re.search(r"change `([^`]*)` to `([^`]*)`", text)
    code = re.search(r"`cvkit explain (\w+)`", text)
    assert edit and code
    for block in blocks(page):
        if block.file:
            write(block, tmp_path)
    file = tmp_path / "my-record" / "cv.yaml"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace(edit[1], edit[2]), encoding="utf-8")
    assert f"error[{code[1]}]" in cvkit("check", "my-record", cwd=tmp_path).out
    assert cvkit("check", "my-record", "--fix", cwd=tmp_path).status == 0
    assert file.read_text(encoding="utf-8") == good
