"""Completion, quiet commands, formats by the ending of a file, and hints for a file that is no record."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.write.formats import FORMATS
from tests.conftest import ROOT, Result

Run = Callable[..., Result]
WARNED = "experience: [{organization: O, start: 2020}]\n"
HEAD = "cvkit: 1\nperson: {name: Ada Miller}\n"


def completions(words: str) -> list[str]:
    """The completions of a shell at the end of a line, by the protocol of click's scripts."""
    typed = {"_CVKIT_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    code = "import sys; sys.argv = ['cvkit']; from cvkit.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=os.environ | typed, check=False
    )
    return [line.partition(",")[2] for line in result.stdout.splitlines()]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_asks_cvkit_for_the_words(cvkit: Run, shell: str) -> None:
    made = cvkit("completion", shell)
    assert (made.status, made.err) == (0, "")
    assert "_CVKIT_COMPLETE" in made.out and f"{shell}_complete" in made.out


def test_commands_options_and_values_are_completed() -> None:
    assert completions("cvkit p") == ["pdf", "preview"]
    assert completions("cvkit export --to bi") == ["biblatex", "bibtex"]
    assert "--quiet" in completions("cvkit check --")


def test_an_unknown_shell_is_wrong_usage(cvkit: Run) -> None:
    assert cvkit("completion", "tcsh").status == 2


def test_a_quiet_command_prints_only_results_and_errors(cvkit: Run, record: Callable[..., Path]) -> None:
    file = record(WARNED)
    said, quiet = cvkit("export", file, "--to", "txt"), cvkit("export", file, "--to", "txt", "--quiet")
    assert "1 warning" in said.err
    assert (quiet.status, quiet.out, quiet.err) == (0, said.out, "")
    assert cvkit("export", file, "--to", "txt").err == said.err
    wrong = cvkit("export", record("honors: x\n"), "--to", "txt", "-q")
    assert wrong.status == 1 and "V103" in wrong.err


@pytest.mark.parametrize(
    ("name", "form"),
    [("cv.html", "html"), ("cv.md", "md"), ("cv.tex", "tex"), ("CV.TXT", "txt"), ("cv.docx", "docx"),
     ("works.csl.json", "csljson")],
)  # fmt: skip
def test_the_ending_of_a_file_decides_the_format(
    cvkit: Run, record: Callable[..., Path], tmp_path: Path, name: str, form: str
) -> None:
    file = record("honors: [{title: A Prize}]\n")
    assert cvkit("export", file, "-o", tmp_path / name).status == 0
    assert cvkit("export", file, "--to", form, "-o", tmp_path / f"same{FORMATS[form].ending}").status == 0
    if form != "docx":  # which has the time of its writing
        assert (tmp_path / name).read_bytes() == (tmp_path / f"same{FORMATS[form].ending}").read_bytes()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("works.bib", "--to biblatex or --to bibtex"),
        ("works.json", "--to csljson or --to jsonresume"),
        ("cv.pdf", "run: cvkit pdf "),
        ("cv.odt", "name the format: --to"),
    ],
)
def test_an_ending_of_several_formats_or_of_none_is_wrong_usage(
    cvkit: Run, record: Callable[..., Path], tmp_path: Path, name: str, words: str
) -> None:
    refused = cvkit("export", record("honors: [{title: A Prize}]\n"), "-o", tmp_path / name)
    assert refused.status == 2 and words in refused.err
    assert not (tmp_path / name).exists()
    assert cvkit("export", record("honors: []\n")).status == 2


def test_a_command_without_a_record_says_how_to_begin_one(cvkit: Run, tmp_path: Path) -> None:
    assert "cvkit new my-record" in cvkit("pdf", cwd=tmp_path).err
    assert "cvkit new my-record" in cvkit("check", "absent.yaml", cwd=tmp_path).err


FOREIGN = {
    "cv.yaml": ("cv: {name: Ada Miller, sections: {}}\ndesign: {theme: classic}\n", "RenderCV"),
    "resume.json": ('{"basics": {"name": "Ada Miller"}, "work": []}', "JSON Resume"),
    "items.json": ('[{"type": "article-journal", "title": "T", "id": "a"}]', "CSL-JSON"),
    "works.bib": ("@article{a, title = {T}}", "BibTeX"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_of_another_program_is_named_with_the_command_that_imports_it(
    cvkit: Run, tmp_path: Path, name: str
) -> None:
    content, title = FOREIGN[name]
    file = tmp_path / "my files" / name
    file.parent.mkdir()
    file.write_text(content, encoding="utf-8")
    refused = cvkit("check", file)
    assert refused.status == 1
    assert title in refused.err and f"cvkit import '{file}' -o my-record" in refused.err
    assert cvkit("import", file, "-o", tmp_path / "my-record").status in (0, 1)


def test_another_style_keeps_the_options_that_it_has_and_names_the_others(
    cvkit: Run, record: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "cvkit-bare.cls").touch()
    style = "title: Bare\ndescription: One option.\nclass: cvkit-bare\nengines: [pdflatex]\n"
    style += "fonts: {family: Latin Modern Sans, fallback: Latin Modern Sans}\n"
    style += "options: {paper: {type: choice, choices: [a4, letter], default: a4, description: The paper.}}\n"
    (tmp_path / "bare" / "style.yaml").write_text(style, encoding="utf-8")
    file = record("documents: {full: {style: classic, paper: letter, options: {font_size: 11pt}}}\nsummary: A text\n")
    kept = cvkit("export", file, "--to", "tex", "-s", "modern")
    assert "[paper=letter,font_size=11pt]{cvkit-modern}" in kept.out and "no place" not in kept.err
    less = cvkit("export", file, "--to", "tex", "-s", "./bare")
    assert "[paper=letter]{cvkit-bare}" in less.out
    assert "the style `./bare` has no place for the options of the document `full`: `font_size`" in less.err
