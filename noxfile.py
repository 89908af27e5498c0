"""Every chore of the project, one word each: `python3 noxfile.py tests`, or `nox -s tests` with nox at hand.

Run as a script it needs nothing but Python: it makes `.venv`, installs nox there and hands over to it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent
OLDEST_PYTHON = (3, 11)


def bootstrap(chores: list[str]) -> int:
    """Run chores with the nox of the project's own environment, which is made first where it is not there."""
    if sys.version_info < OLDEST_PYTHON:
        print(f"cvkit needs Python 3.11 or later; this is {sys.version.split()[0]}", file=sys.stderr)
        return 2
    folder = ROOT / ".venv" / ("Scripts" if os.name == "nt" else "bin")
    python = folder / ("python.exe" if os.name == "nt" else "python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ROOT / ".venv")], check=True)
    if subprocess.run([python, "-c", "import nox"], capture_output=True, check=False).returncode != 0:
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "nox>=2025.2"],
            check=True,
        )
    split = chores.index("--") if "--" in chores else len(chores)
    names = ["-s", *chores[:split]] if chores[:split] else ["-l"]
    return subprocess.run([python, "-m", "nox", *names, *chores[split:]], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(bootstrap(sys.argv[1:]))

import nox

nox.needs_version = ">=2025.2"
nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["lint", "types", "tests"]

RECORD = "data/jemin-lee"
GROUPS = nox.project.load_toml("pyproject.toml")["dependency-groups"]


def install(session: nox.Session, *groups: str) -> None:
    """Install cvkit as it stands here, and what groups of chores need beside it."""
    wanted = [package for group in groups for package in GROUPS[group]]
    session.install("--quiet", "-e", ".", *wanted)


def install_tex(session: nox.Session) -> None:
    """Install TeX where it is missing, as `cvkit doctor --install` does."""
    session.run("cvkit", "doctor", "--install")


def install_debian(session: nox.Session, packages: list[str]) -> None:
    """Install packages of Debian, as root or with sudo."""
    root = [] if os.geteuid() == 0 else ["sudo"]
    command = [*root, "apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    session.run(*command, external=True, env={"DEBIAN_FRONTEND": "noninteractive"})


def install_programs(session: nox.Session, programs: dict[str, str]) -> None:
    """Install what is missing of programs that are no part of cvkit, each by the name of its package in Debian."""
    packages = [package for program, package in programs.items() if not shutil.which(program)]
    if not packages:
        return
    if shutil.which("apt-get"):
        install_debian(session, packages)
    elif shutil.which("brew") and packages == ["poppler-utils"]:
        session.run("brew", "install", "poppler", external=True)
    else:
        session.warn(f"install what has these programs: {', '.join(programs)}")


TEX_OF_TESTS = {"pzdr.tfm": "texlive-fonts-recommended", "luaotfload.sty": "texlive-luatex"}
"""What hyperref needs in a thesis under XeLaTeX, and LuaLaTeX for its fonts: no CV needs them."""


def install_tex_of_tests(session: nox.Session) -> None:
    """Install what the tests set beside CVs, where Debian has it in packages of their own."""
    if not (shutil.which("apt-get") and shutil.which("kpsewhich")):
        return
    asked = {file: subprocess.run(["kpsewhich", file], capture_output=True, check=False) for file in TEX_OF_TESTS}
    missing = [TEX_OF_TESTS[file] for file, answer in asked.items() if answer.returncode != 0]
    if missing:
        install_debian(session, missing)


POPPLER = {"pdftotext": "poppler-utils"}
"""What the tests read PDFs with, beside pypdf."""


@nox.session
def demo(session: nox.Session) -> None:
    """Make the PDF of a real record, installing TeX where it is missing."""
    install(session)
    install_tex(session)
    session.run("cvkit", "pdf", RECORD, "-o", "jemin-lee.pdf")
    session.log(f"the CV is in {ROOT / 'jemin-lee.pdf'}")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, with real TeX, which is installed where it is missing."""
    install(session, "tests")
    install_tex(session)
    install_tex_of_tests(session)
    install_programs(session, POPPLER)
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and form with ruff."""
    session.install("--quiet", *GROUPS["lint"])
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check types with mypy, strictly."""
    install(session, "types")
    session.run("mypy")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure how long cvkit takes, beside RenderCV; the tables are written to build/bench.md too."""
    install(session, "tests")
    session.run("python", "tests/bench.py", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Look for input that breaks cvkit, longer than the tests do."""
    install(session, "tests")
    session.run("pytest", "-m", "laws or slow", "--hypothesis-profile=fuzz", *session.posargs)


@nox.session
def conformance(session: nox.Session) -> None:
    """Have every format read by validators, browsers and office programs that are not ours."""
    install(session, "tests", "conformance")
    programs = {"chromium": "chromium", "soffice": "libreoffice-writer", "java": "default-jre-headless", "npm": "npm"}
    install_programs(session, {**POPPLER, **programs, "pandoc": "pandoc"})
    folder = session.create_tmp()
    packages = ["vnu-jar", "@jsonresume/schema"]
    session.run("npm", "install", "--silent", "--prefix", folder, *packages, external=True)
    session.run("pytest", "tests/conformance.py", *session.posargs, env={"CVKIT_CONFORMANCE": folder})


@nox.session
def docs(session: nox.Session) -> None:
    """Write the parts of the documentation that are made from the code, and the picture of the README."""
    install(session)
    session.run("python", "tests/docs.py", *session.posargs)


@nox.session
def build(session: nox.Session) -> None:
    """Build the wheel, and prove that it works in an empty environment with no checkout beside it."""
    session.install("--quiet", "build", "hatchling")
    session.run("python", "-m", "build", "--no-isolation", "--outdir", "dist")
    wheel = max((ROOT / "dist").glob("*.whl"), key=lambda file: file.stat().st_mtime)
    session.install("--quiet", "--force-reinstall", str(wheel))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / RECORD, Path(folder) / "jemin-lee")
        session.chdir(folder)
        session.run("cvkit", "pdf", "jemin-lee")
