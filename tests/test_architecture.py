"""The shape of the code: imports point one way, and each kind of effect has one home."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "cvkit"
LAYERS = [
    *"__main__ cli report doctor".split(),
    *"importing export appendix labels batch preview watch showing build".split(),
    *"choose targets request starting styling fit cache".split(),
    *"deliver typeset write number check load stamp hold caches model".split(),
]
"""Downstream first: a module imports from its own layer and from those behind it."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def layer(module: str) -> str | None:
    """The layer of a dotted module name; the package itself, which has the version, is in none."""
    parts = module.split(".")
    return parts[1] if parts[0] == "cvkit" and len(parts) > 1 else None


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(file: Path) -> Iterator[str]:
    """Every module that a file imports, also within a function or for types alone."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: an import must name the whole module"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "cvkit")


def ids(file: Path) -> str:
    return str(file.relative_to(PACKAGE))


def test_the_walk_finds_every_layer() -> None:
    found = {layer(name_of(file)) for file in MODULES} - {None}
    assert found == set(LAYERS)
    assert len(MODULES) > 30
    assert any(layer(module) for file in MODULES for module in imports(file))


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_imports_point_upstream_only(file: Path) -> None:
    own = layer(name_of(file))
    if own is None:
        assert not [module for module in imports(file) if layer(module)]
        return
    allowed = LAYERS[LAYERS.index(own) :]
    names = {module for module in imports(file) if layer(module) and layer(module) != "__version__"}
    assert [module for module in names if layer(module) not in allowed] == []


def users_of(module: str) -> set[str]:
    return {ids(file) for file in MODULES if any(name.split(".")[0] == module for name in imports(file))}


def test_one_module_starts_programs() -> None:
    assert {Path(user).parts[0] for user in users_of("subprocess")} == {"typeset"}
    starts = {ids(file) for file in MODULES for call in calls(file) if call in STARTS}
    assert starts == {"typeset/programs.py"}


STARTS = {
    "subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_output", "subprocess.check_call",
    "os.system", "os.popen", "os.execv", "os.spawnv", "os.startfile", "webbrowser.open",
}  # fmt: skip
PURE = ("model", "number", "write", "check")
EFFECTS = {
    "open",
    "print",
    "input",
    "Path.cwd",
    "os.getenv",
    "time.time",
    "datetime.now",
    "date.today",
    "dt.date.today",
}
METHODS = {
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "unlink",
    "mkdir",
    "rename",
    "iterdir",
    "glob",
    "is_file",
}


def calls(file: Path) -> Iterator[str]:
    """The dotted name of whatever a file calls."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def test_one_module_knows_click() -> None:
    assert {Path(user).parts[0] for user in users_of("click")} == {"cli"}


@pytest.mark.parametrize("file", [file for file in MODULES if layer(name_of(file)) in PURE], ids=ids)
def test_the_pure_stages_neither_read_nor_write_nor_ask_the_time(file: Path) -> None:
    called = set(calls(file))
    assert not called & EFFECTS
    assert not {name for name in called if name.rpartition(".")[2] in METHODS}
    assert not {
        module for module in imports(file) if module.split(".")[0] in {"os", "sys", "tempfile", "shutil", "socket"}
    }


def test_only_deliver_and_typeset_write_files_and_hold_makes_those_that_are_held() -> None:
    writing = {"write_text", "write_bytes", "mkstemp", "replace", "unlink", "mkdir"}
    found = {
        layer(name_of(file))
        for file in MODULES
        for call in calls(file)
        if call.rpartition(".")[2] in writing - {"replace"}
    }
    assert found == {"deliver", "typeset", "hold"}


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_no_module_is_named_for_nothing(file: Path) -> None:
    assert file.stem not in {"utils", "util", "helpers", "helper", "common", "base", "tools", "misc"}
    assert file.parent.name not in {"utils", "helpers", "common", "base", "tools", "misc"}


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_no_module_is_longer_than_300_lines(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_every_module_says_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
