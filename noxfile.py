"""The chores of the project, one word each: `python3 noxfile.py tests`, or `nox -s tests` if nox is installed.

As a script it needs only Python: it makes `.venv`, installs nox there and runs it.
Every chore installs the versions in `pins.txt`, except `newest` and `oldest`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PINS = ROOT / "pins.txt"
OLDEST_PYTHON = (3, 11)


def bootstrap(chores: list[str]) -> int:
    """Run chores with nox in the environment `.venv`, which is made first if it does not exist."""
    if sys.version_info < OLDEST_PYTHON:
        print(f"cvkit needs Python 3.11 or later; this is {sys.version.split()[0]}", file=sys.stderr)
        return 2
    folder = ROOT / ".venv" / ("Scripts" if os.name == "nt" else "bin")
    python = folder / ("python.exe" if os.name == "nt" else "python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ROOT / ".venv")], check=True)
    pinned = re.search(r"^nox==(\S+)", PINS.read_text(encoding="utf-8"), re.MULTILINE)
    ask = "from importlib.metadata import version; print(version('nox'))"
    found = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False).stdout.strip()
    if not pinned or found != pinned[1]:
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "--constraint", PINS.as_uri(), "nox"], check=True)
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
PROJECT = nox.project.load_toml("pyproject.toml")
GROUPS = PROJECT["dependency-groups"]


def install(session: nox.Session, *packages: str, versions: Path | None = PINS) -> None:
    """Install packages, their dependencies and build backends in the versions of a file, or in the newest versions."""
    # pip before 25.3 uses PIP_CONSTRAINT for build backends too; later versions use PIP_BUILD_CONSTRAINT for them.
    # Each value is a list separated by spaces, so it must be a URI: a path may contain spaces.
    names = ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT")
    environment = dict.fromkeys(names, versions.resolve().as_uri()) if versions else {}
    # Without --use-pep517, pip builds PyLaTeX with the setuptools that Python 3.11 puts into an environment.
    session.install("--quiet", "--use-pep517", *packages, env=environment)


def install_cvkit(session: nox.Session, *groups: str, versions: Path | None = PINS) -> None:
    """Install cvkit from this checkout, and the packages of dependency groups."""
    packages = [package for group in groups for package in GROUPS[group]]
    install(session, "-e", ".", *packages, versions=versions)


def install_tex(session: nox.Session) -> None:
    """Install TeX if it is missing, by `cvkit doctor --install`."""
    session.run("cvkit", "doctor", "--install")


def install_debian(session: nox.Session, packages: list[str]) -> None:
    """Install packages of Debian, as root or with sudo."""
    root = [] if os.geteuid() == 0 else ["sudo"]
    command = [*root, "apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    session.run(*command, external=True, env={"DEBIAN_FRONTEND": "noninteractive"})


def install_programs(session: nox.Session, programs: dict[str, str]) -> None:
    """Install missing programs. `programs` maps the name of each to its Debian package."""
    packages = [package for program, package in programs.items() if not shutil.which(program)]
    if not packages:
        return
    if shutil.which("apt-get"):
        install_debian(session, packages)
    elif shutil.which("brew") and packages == ["poppler-utils"]:
        session.run("brew", "install", "poppler", external=True)
    else:
        session.warn(f"install these programs: {', '.join(programs)}")


TEX_OF_TESTS = {
    "pzdr.tfm": "texlive-fonts-recommended",  # for hyperref in a thesis with XeLaTeX
    "luaotfload.sty": "texlive-luatex",  # for the fonts of LuaLaTeX
    "moderncv.cls": "texlive-latex-extra",  # for the style moderncv
    "tagpdf.sty": "texlive-latex-extra",  # for a thesis with a structure
}
"""TeX files that only the tests and the gallery of the site need, and their packages of Debian."""


def install_tex_of_tests(session: nox.Session) -> None:
    """Install the TeX files that only the tests need, on Debian."""
    if not (shutil.which("apt-get") and shutil.which("kpsewhich")):
        return
    asked = {file: subprocess.run(["kpsewhich", file], capture_output=True, check=False) for file in TEX_OF_TESTS}
    missing = [TEX_OF_TESTS[file] for file, answer in asked.items() if answer.returncode != 0]
    if missing:
        install_debian(session, missing)


POPPLER = {"pdftotext": "poppler-utils"}
"""Programs with which the tests read PDFs, in addition to pypdf."""


def run_tests(session: nox.Session, versions: Path | None = PINS) -> None:
    """Run the tests with packages in the versions of a file, or in the newest versions."""
    install_cvkit(session, "tests", versions=versions)
    install_tex(session)
    install_tex_of_tests(session)
    install_programs(session, POPPLER)
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def demo(session: nox.Session) -> None:
    """Make the PDF of a real record. TeX is installed if it is missing."""
    install_cvkit(session)
    install_tex(session)
    session.run("cvkit", "pdf", RECORD, "-o", "jemin-lee.pdf")
    session.log(f"the CV is in {ROOT / 'jemin-lee.pdf'}")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests with real TeX, which is installed if it is missing."""
    run_tests(session)


@nox.session(reuse_venv=False)
def newest(session: nox.Session) -> None:
    """Run the tests with the newest versions of all packages that pyproject.toml allows."""
    run_tests(session, versions=None)


@nox.session(python=".".join(map(str, OLDEST_PYTHON)), reuse_venv=False)
def oldest(session: nox.Session) -> None:
    """Run the tests with the lowest versions of all packages and of Python that pyproject.toml allows."""
    packages = [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"], *GROUPS["tests"]]
    floors = Path(session.create_tmp()) / "oldest.txt"
    floors.write_text("".join(re.sub(r">=([\w.]+).*", r"==\1\n", package) for package in packages), encoding="utf-8")
    run_tests(session, floors)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format with ruff."""
    install(session, *GROUPS["lint"])
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check types with mypy in strict mode, for each operating system."""
    install_cvkit(session, "types")
    for system in ("linux", "darwin", "win32"):
        session.run("mypy", "--platform", system, "--cache-dir", f".mypy_cache/{system}")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure the run time beside RenderCV, or an earlier commit (`--against 4fec76d`). Also writes build/bench.md."""
    install_cvkit(session, "tests", "bench")
    session.run("python", "tests/bench.py", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Search for input that breaks cvkit with 5,000 examples a law; name files after `--`, for all take hours."""
    install_cvkit(session, "tests")
    memory = {"TMPDIR": "/dev/shm"} if os.access("/dev/shm", os.W_OK) else {}  # a disk would take half of the time
    session.run("pytest", "-m", "laws or slow", "--hypothesis-profile=fuzz", *session.posargs, env=memory)


@nox.session
def mutations(session: nox.Session) -> None:
    """Change the bibliographies of the tests 100,000 times at random, and read each result."""
    install_cvkit(session, "tests")
    session.run("python", "tests/mutations.py", *session.posargs)


@nox.session
def pages(session: nox.Session) -> None:
    """Measure the pages of 300 generated records in 3 styles on 2 papers, or of as many as the number after `--`."""
    install_cvkit(session, "tests")
    install_tex(session)
    install_programs(session, POPPLER)
    session.run("python", "-m", "tests.generated_pages", *session.posargs)


@nox.session
def conformance(session: nox.Session) -> None:
    """Read every format with third-party validators, browsers and office programs."""
    install_cvkit(session, "tests", "conformance")
    programs = {"chromium": "chromium", "soffice": "libreoffice-writer", "java": "default-jre-headless", "npm": "npm"}
    others = {"pandoc": "pandoc", "biber": "biber", "jekyll": "jekyll"}
    install_programs(session, {**POPPLER, **programs, **others})
    folder = session.create_tmp()
    packages = ["vnu-jar@26.9.27", "@jsonresume/schema@1.3.1", "axe-core@4.14.1"]
    session.run("npm", "install", "--silent", "--prefix", folder, *packages, external=True)
    pages = [f"tests/write/test_{name}.py" for name in ("kramdown_text", "home_pages", "compare_pages")]
    files = ["tests/conformance.py", "tests/conformance_bibtex.py", *pages]
    session.run("pytest", *files, *session.posargs, env={"CVKIT_CONFORMANCE": folder})


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site in build/site; `-- pictures` also renders the pictures of styles, `-- check` runs axe-core."""
    install_cvkit(session, "docs")
    install_tex(session)
    install_tex_of_tests(session)
    if "pictures" in session.posargs:
        install_programs(session, POPPLER)
        session.run("python", "docs/pictures.py")
    install_programs(session, {"npm": "npm"})
    folder = Path(session.create_tmp())
    packages = ["iframe-worker@1.0.4", "axe-core@4.14.1"]
    session.run("npm", "install", "--silent", "--prefix", str(folder), *packages, external=True)
    modules = folder / "node_modules"
    worker = modules / "iframe-worker" / "shim" / "index.js"
    environment = {"IFRAME_WORKER": str(worker), "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": "docs"}
    session.run("mkdocs", "build", "--clean", "--config-file", "docs/mkdocs.yml", env=environment)
    if "check" in session.posargs:
        install_programs(session, {"chromium": "chromium"})
        session.run("python", "-m", "tests.accessible", str(modules / "axe-core" / "axe.min.js"), "build/site")


@nox.session
def cldr(session: nox.Session) -> None:
    """Write the facts about each language that come from CLDR: months, dates, lists, plurals, numbers."""
    install_cvkit(session, "tests", "lint")
    session.run("python", "-m", "tests.cldr")


@nox.session
def build(session: nox.Session) -> None:
    """Build the wheel, and test it in an empty environment without the checkout."""
    install(session, *GROUPS["build"], *GROUPS["backends"])
    session.run("python", "-m", "build", "--no-isolation", "--outdir", "dist")
    wheel = max((ROOT / "dist").glob("*.whl"), key=lambda file: file.stat().st_mtime)
    install(session, "--force-reinstall", str(wheel))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / RECORD, Path(folder) / "jemin-lee")
        session.chdir(folder)
        session.run("cvkit", "pdf", "jemin-lee")
        session.run("cvkit", "explain", "V101", silent=True)


@nox.session
def pin(session: nox.Session) -> None:
    """Write the newest versions that pyproject.toml allows to pins.txt, for each Python and system."""
    install(session, *GROUPS["pin"])
    options = ["--universal", "--python-version", ".".join(map(str, OLDEST_PYTHON)), "--all-extras", "--no-annotate"]
    groups = [f"--group={group}" for group in GROUPS]
    session.run(
        *("uv", "pip", "compile", "pyproject.toml", *options, *groups, "--upgrade", "--output-file", PINS.name),
        env={"UV_CUSTOM_COMPILE_COMMAND": "python3 noxfile.py pin"},
        silent=True,
    )
