"""The shape of the code: imports point one way, and each kind of effect has its modules."""

from __future__ import annotations

import ast
import builtins
import functools
from collections import defaultdict
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "cvkit"
LAYERS = "__main__ cli commands deliver typeset write number check load pdf cache system model".split()
"""Downstream first: a module imports from its own layer and from the layers after it."""
STAGES = "load check number write typeset deliver".split()

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(file: Path) -> str:
    """The dotted name of a module."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def layer(module: str) -> str | None:
    """The layer of a dotted name; the package itself, which has the version, is in none."""
    parts = module.split(".")
    return parts[1] if parts[0] == "cvkit" and len(parts) > 1 and parts[1] != "__version__" else None


def ids(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


@functools.cache
def nodes(file: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))


@functools.cache
def imports(file: Path) -> list[str]:
    """Every module that a file imports, also within a function or for types alone."""
    found: list[str] = []
    for node in nodes(file):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: an import must name the whole module"
            found.append(node.module or "")
            found += (f"{node.module}.{alias.name}" for alias in node.names if node.module == "cvkit")
    return found


def calls(file: Path) -> list[ast.Call]:
    return [node for node in nodes(file) if isinstance(node, ast.Call)]


def users_of(*modules: str) -> set[str]:
    return {ids(file) for file in MODULES if any(name.split(".")[0] in modules for name in imports(file))}


def folders(files: set[str]) -> set[str]:
    return {Path(file).parts[0] for file in files}


# -- layers -----------------------------------------------------------------------------------------------------------


def test_every_module_is_in_a_layer_and_every_layer_has_modules() -> None:
    assert {layer(name_of(file)) for file in MODULES} - {None} == set(LAYERS)
    assert {file.name for file in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}
    assert any(layer(module) for file in MODULES for module in imports(file))


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_imports_point_upstream(file: Path) -> None:
    own = layer(name_of(file))
    used = {found for module in imports(file) if (found := layer(module))}
    assert used <= (set(LAYERS[LAYERS.index(own) :]) if own else set())


@pytest.mark.parametrize("file", [file for file in MODULES if layer(name_of(file)) in ("number", "write")], ids=ids)
def test_writers_call_neither_load_nor_check(file: Path) -> None:
    """Data goes one way: if a writer needs to parse its output, the command gives it the function."""
    assert not {layer(module) for module in imports(file)} & {"load", "check"}


PARSES_NAMES = {
    "check/author_list.py": "every author list of a record",
    "check/owner_spellings.py": "finds a title in the name of the owner",
    "load/bibtex/author_field.py": "separates the names of a field, and the markers behind them",
    "model/name_list.py": "separates the names of a text",
    "write/bib/tex_text.py": "compares the name that a reader gets",
}
"""Modules that parse names with markers, and what for."""


def test_one_module_parses_author_lists() -> None:
    called = {(ids(file), name) for file in MODULES for call in calls(file) for name in names(call)}
    assert {file for file, name in called if name in ("split_list", "ListedName")} == {
        "check/author_list.py",
        "model/name_list.py",
    }
    assert {file for file, name in called if name == "parse_typed_name"} == set(PARSES_NAMES)
    assert {file for file, name in called if name == "parse_authors"} == {
        "check/author_list.py",
        "check/normalize.py",
        "check/role_advice.py",  # proves that the list in a hint has the role
    }


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {name_of(file): set(imports(file)) for file in MODULES}
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join([*trail[trail.index(module) :], module])
        if module not in done:
            for other in graph.get(module, set()) - {module}:
                visit(other, (*trail, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def test_each_command_has_a_module_of_its_name() -> None:
    from cvkit.cli import COMMANDS

    for name in COMMANDS:
        assert any((PACKAGE / "cli" / f"{stem}.py").is_file() for stem in (name, f"{name}_")), name


# -- effects ----------------------------------------------------------------------------------------------------------

READS = {"read_text", "read_bytes", "iterdir", "glob", "rglob", "scandir", "walk", "os.open", "open"}
WRITES = {
    "write_text", "write_bytes", "mkstemp", "mkdtemp", "mkdir", "makedirs", "touch", "unlink", "rmdir", "rmtree",
    "link", "symlink_to", "hardlink_to", "rename", "copy", "copy2", "copyfile", "copytree", "move",
    "json.dump",
    "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile",
}  # fmt: skip
STARTS = {
    "subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_output", "subprocess.check_call",
    "os.system", "os.popen", "os.execv", "os.spawnv", "os.startfile", "webbrowser.open",
}  # fmt: skip
ASKS = {"print", "input", "Path.cwd", "os.getenv", "time.time", "datetime.now", "date.today", "dt.date.today"}
PURE = {"model", "number", "write", "check"}

READERS = {
    "cache/fingerprint.py": "what a result was made from",
    "deliver/into_folder.py": "a file that is about to be replaced",
    "deliver/page_files.py": "the names of the pictures beside a PDF",
    "deliver/journal.py": "the journal of a batch run",
    "deliver/protect.py": "the start of a file that is about to be replaced",
}
"""Modules outside `load/` that read the user's files, and which."""

OTHER_READERS = {
    "cache/store.py", "cli/streams.py", "commands/preview/server.py", "deliver/atomic_file.py",
    "system/contained.py", "system/file_tree.py", "system/filelock.py", "system/landlock.py", "system/sandbox.py",
    "system/tempdir.py", "system/web.py", "typeset/font_cache.py", "typeset/font_map.py", "typeset/installed_files.py",
    "typeset/requirements.py",
}  # fmt: skip
"""Modules that read files of cvkit's own (caches, locks, temporary folders) and those of TeX and the system;
`system/contained.py`, which opens the user's files for `load/`; and `system/web.py`, which opens connections."""

WRITERS = {
    "deliver/__init__.py": "the folder of the output",
    "deliver/atomic_file.py": "the output",
    "deliver/journal.py": "the journal of a batch run",
    "deliver/page_files.py": "pictures of pages that no longer exist",
    "deliver/site_folder.py": "the folders of a site, and its stale files",
}
"""Modules that write where the user sees it."""

OTHER_WRITERS = {
    "cache/store.py", "system/file_tree.py", "system/filelock.py", "system/tempdir.py",
    "typeset/font_cache.py", "typeset/font_map.py", "typeset/run.py",
}  # fmt: skip
"""Modules that write into caches and temporary folders."""


def names(call: ast.Call) -> set[str]:
    """The dotted name of what is called, and its last part."""
    name = ast.unparse(call.func)
    return {name, name.rpartition(".")[2]}


def opens_to_write(call: ast.Call) -> bool:
    """Whether a call is `open` in a mode that writes, or `Path.replace` (of one argument, not the one of `str`)."""
    last = ast.unparse(call.func).rpartition(".")[2]
    if last == "replace":
        return len(call.args) == 1 and not call.keywords and isinstance(call.func, ast.Attribute)
    modes = [a.value for a in [*call.args, *(k.value for k in call.keywords)] if isinstance(a, ast.Constant)]
    return last in {"open", "fdopen"} and any(
        isinstance(m, str) and set(m) & set("wax+") and set(m) <= set("wax+btr") for m in modes
    )


def test_which_modules_read_files() -> None:
    found = {ids(file) for file in MODULES for call in calls(file) if names(call) & READS}
    assert {file for file in found if not file.startswith("load/")} == set(READERS) | OTHER_READERS


def test_which_modules_write_files() -> None:
    found = {ids(file) for file in MODULES for call in calls(file) if names(call) & WRITES or opens_to_write(call)}
    assert found == set(WRITERS) | OTHER_WRITERS


def test_one_module_starts_programs() -> None:
    assert folders(users_of("subprocess")) <= {"system", "typeset"}
    assert {ids(file) for file in MODULES for call in calls(file) if names(call) & STARTS} == {"system/programs.py"}


def test_one_folder_knows_click_and_one_knows_pdf_files() -> None:
    assert folders(users_of("click")) == {"cli"}
    assert folders(users_of("pypdf", "pypdfium2")) == {"pdf"}


def test_one_module_connects_to_the_internet() -> None:
    """`commands/preview/server.py` only listens on this machine, and the two others name constants of sockets."""
    network = ("urllib.request", "urllib.error", "http.client", "http.server", "socket", "ssl", "ftplib", "smtplib")
    found = {ids(file) for file in MODULES for name in imports(file) if name.startswith(network)}
    assert "system/web.py" in found
    assert found - {"system/web.py"} <= {"commands/preview/server.py"}
    called = {ids(file) for file in MODULES for call in calls(file) if names(call) & {"urlopen", "build_opener"}}
    assert called == {"system/web.py"}
    assert {ids(file) for file in MODULES if "cvkit.system.web" in set(imports(file))} == {"load/services.py"}


def is_pure(file: Path) -> bool:
    """Whether a module must have no effects: those of the pure layers, and the steps of an import."""
    is_step = file.parent == PACKAGE / "commands" / "import_" and file.name != "__init__.py"
    return layer(name_of(file)) in PURE or is_step


@pytest.mark.parametrize("file", list(filter(is_pure, MODULES)), ids=ids)
def test_the_pure_layers_neither_read_nor_write_nor_ask_the_time(file: Path) -> None:
    called = {name for call in calls(file) for name in names(call)}
    assert not called & (READS | WRITES | ASKS | STARTS)
    assert not {module.split(".")[0] for module in imports(file)} & {"os", "sys", "tempfile", "shutil", "socket"}


# -- names ------------------------------------------------------------------------------------------------------------

SHARED = {
    "fill": "the function of each reader of a foreign format, which `load/foreign/` calls by this name",
    "write": "the function of each format's module, which `write/formats.py` calls by this name",
    "TERMS": "the constant of each language's module, which `write/locales/` loads by this name",
    "CLDR": "the same of each module in `write/locales/cldr/`",
    "COUNTRIES": "the same, with the names of countries",
}
"""Public names that several modules define, and why."""
STANDARD = {"Path", "Mapping", "Sequence", "Decimal", "Iterator", "Iterable", "Callable"} | set(dir(builtins))


def public_names(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return {name for name in found if not name.startswith("_")}


def test_no_public_name_is_defined_in_two_modules() -> None:
    places = defaultdict(list)
    for file in MODULES:
        for name in public_names(file):
            places[name].append(ids(file))
    assert {name: files for name, files in places.items() if len(files) > 1 and name not in SHARED} == {}


def test_no_public_name_hides_a_standard_one() -> None:
    assert {name for file in MODULES for name in public_names(file)} & STANDARD == set()


def test_no_two_modules_have_one_name() -> None:
    """Apart from `cli/`, whose modules are named like those of `commands/`."""
    stems = [file.stem for file in MODULES if layer(name_of(file)) != "cli" and file.name != "__init__.py"]
    assert {stem for stem in stems if stems.count(stem) > 1} == set()


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_no_module_is_named_for_nothing(file: Path) -> None:
    meaningless = {"utils", "util", "helpers", "helper", "common", "base", "tools", "misc"}
    assert not {file.stem, file.parent.name} & meaningless


def lines_of_rules(file: Path) -> int:
    """The lines of the docstrings of rules, which are pages for users."""
    classes = [node for node in ast.parse(file.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)]
    rules = [one for one in classes if {ast.unparse(base) for base in one.bases} & {"Rule", "ValueRule", "GroupedRule"}]
    texts = [one.body[0] for one in rules if ast.get_docstring(one)]
    return sum((text.end_lineno or text.lineno) - text.lineno for text in texts)


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_no_module_is_longer_than_300_lines_of_code(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) - lines_of_rules(file) <= 300


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_every_module_says_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
