"""The steps of the action, in a shell as GitHub runs them, with cvkit on the PATH in place of its installation."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.code_blocks import blocks
from tests.conftest import ROOT, needs_tex

ACTION: dict[str, Any] = yaml.safe_load(
    (ROOT / ".github" / "actions" / "cv" / "action.yml").read_text(encoding="utf-8")
)
HOOK: dict[str, Any] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
CI = ROOT / "examples" / "ci"
PAGE = ROOT / "docs" / "pages" / "recipes" / "automation.md"
GOOD = """cvkit: 1
person: {name: Ada Miller}
honors: [{title: A Prize, date: 2024}]
documents: {full: {}, short: {style: compact}}
"""
WARNED = GOOD.replace("honors:", "experience: [{organization: Institute, start: 2020}]\nhonors:")
BROKEN = GOOD.replace("2024", "03/2024")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The repository of a user, with an empty folder `cv`, and a command `cvkit` beside it."""
    command = tmp_path / "bin" / "cvkit"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cvkit "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    (tmp_path / "repository" / "cv").mkdir(parents=True)
    return tmp_path / "repository"


def shell(script: str, repository: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script as a step with `shell: bash` runs."""
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("bash is not installed")
    environment = {
        **os.environ,
        **variables,
        "PATH": os.pathsep.join([str(repository.parent / "bin"), os.environ["PATH"]]),
        "PYTHONPATH": str(ROOT),
    }
    words = [bash, "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]
    return subprocess.run(words, cwd=repository, env=environment, capture_output=True, text=True, check=False)


def steps(repository: Path, **inputs: str) -> list[subprocess.CompletedProcess[str]]:
    """Run the steps of the action behind the installation, until one fails."""
    values = {name: inputs.get(name, value["default"]) for name, value in ACTION["inputs"].items()}
    done = []
    for step in ACTION["runs"]["steps"]:
        if "run" not in step or "GITHUB_PATH" in step["run"]:
            continue
        assert step["shell"] == "bash"
        variables = {k: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda m: values[m[1]], v) for k, v in step["env"].items()}
        done.append(shell(step["run"], repository, **variables))
        if done[-1].returncode:
            break
    return done


@pytest.mark.parametrize(
    ("record", "strict", "status", "annotation"),
    [
        (BROKEN, "false", 1, "::error file=cv/cv.yaml,line=3,col=33,"),
        (WARNED, "true", 1, "::error file=cv/cv.yaml,line=3"),
        (WARNED, "false", 0, "::warning file=cv/cv.yaml,line=3"),
    ],
    ids=["error", "warning, strict", "warning"],
)
def test_the_action_annotates_a_line_and_stops_at_an_error(
    record: str, strict: str, status: int, annotation: str, repository: Path
) -> None:
    (repository / "cv" / "cv.yaml").write_text(record, encoding="utf-8")
    if status == 0:
        needs_tex()
    done = steps(repository, record="cv", strict=strict)
    assert annotation in done[0].stdout, done[0].stdout + done[0].stderr
    assert done[0].returncode == status
    assert len(done) == (1 if status else 2)


def test_the_action_makes_every_pdf_in_the_folder_that_it_keeps(repository: Path) -> None:
    needs_tex()
    (repository / "cv" / "cv.yaml").write_text(GOOD, encoding="utf-8")
    done = steps(repository, record="cv", output="my pdfs")
    assert [step.returncode for step in done] == [0, 0], done[-1].stderr
    assert sorted(file.name for file in (repository / "my pdfs").iterdir()) == ["cv-short.pdf", "cv.pdf"]
    kept = ACTION["runs"]["steps"][-1]["with"]["path"].replace("${{ inputs.output }}", "my pdfs")
    assert len(list(repository.glob(kept))) == 2


@pytest.mark.parametrize(("record", "status"), [(GOOD, 0), (BROKEN, 1)], ids=["good", "broken"])
def test_the_hook_refuses_a_commit_with_a_mistake(record: str, status: int, repository: Path) -> None:
    (repository / "cv" / "cv.yaml").write_text(record, encoding="utf-8")
    config = yaml.safe_load((CI / "pre-commit-config.yaml").read_text(encoding="utf-8"))
    (hook,) = config["repos"][0]["hooks"]
    assert hook["id"] == HOOK["id"]
    done = shell(" ".join([HOOK["entry"], *hook["args"]]), repository)
    assert done.returncode == status, done.stdout + done.stderr


@pytest.mark.parametrize("name", [".github/workflows/cv.yml", ".pre-commit-config.yaml"])
def test_the_site_shows_the_files_of_the_example(name: str) -> None:
    (shown,) = (block for block in blocks(PAGE) if block.file == name)
    file = CI / Path(name).name.lstrip(".")
    assert shown.text == re.sub(r"\A(#.*\n)+", "", file.read_text(encoding="utf-8"))


def test_the_workflow_of_the_example_gives_the_action_inputs_that_it_has() -> None:
    workflow = yaml.safe_load((CI / "cv.yml").read_text(encoding="utf-8"))
    used = workflow["jobs"]["cv"]["steps"][-1]
    owner, _, version = used["uses"].partition("@")
    assert (ROOT / Path(owner).relative_to("OWNER/cvkit") / "action.yml").is_file()
    assert version
    assert set(used["with"]) <= set(ACTION["inputs"])
    table = re.findall(
        r"^\| `(\w+)` \|.*\| `([^`]*)` \|$", (CI / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert dict(table) == {name: value["default"] for name, value in ACTION["inputs"].items()}
