"""Every option, field and code is on a reference page, and a reference page names nothing that does not exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from cvkit.cli import COMMANDS, cli
from cvkit.commands.styles import load_style
from cvkit.load.style_folder import style_names
from cvkit.model.fields import Model
from cvkit.model.record import SECTIONS, Record
from cvkit.typeset.script_fonts import CJK_FONTS, EMOJI_FONTS, SCRIPT_FONTS, SYMBOL_FONTS
from cvkit.write.formats import FORMATS
from tests.conftest import ROOT, Result

README = (ROOT / "README.md").read_text(encoding="utf-8")
RECORD_PAGE = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
PROBLEM_PAGE = (ROOT / "data" / "PROBLEMS.md").read_text(encoding="utf-8")
STYLE_PAGE = (ROOT / "styles" / "README.md").read_text(encoding="utf-8")
VOCABULARY = (ROOT / "styles" / "shared" / "cvkit.sty").read_text(encoding="utf-8")
SOURCES = sorted((ROOT / "cvkit").rglob("*.py"))


def command_named(name: str) -> click.Command:
    command = cli.get_command(click.Context(cli), name)
    assert command
    return command


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_one_line_of_the_readme(name: str) -> None:
    assert len(re.findall(rf"^- `cvkit {name}\b[^`]*`", README, re.MULTILINE)) == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_explains_it_and_each_option_and_argument(name: str) -> None:
    command = command_named(name)
    options = [option for option in command.params if isinstance(option, click.Option)]
    arguments = [argument for argument in command.params if isinstance(argument, click.Argument)]
    for text in [command.help, *(option.help for option in options)]:
        assert text and re.fullmatch(r"[A-Z].* .*\w[`)]?\.", text.strip(), re.DOTALL), text
    assert len(options) + len(arguments) == len(command.params)
    metavars = [name for argument in arguments for name in re.findall(r"[A-Z]+", argument.human_readable_name)]
    assert [name for name in metavars if not re.search(rf"\b{name}\b", command.help or "")] == []


def test_the_list_of_commands_has_a_whole_sentence_for_each(cvkit: Callable[..., Result]) -> None:
    lines = cvkit("--help").out.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in lines] == COMMANDS
    assert [line for line in lines if line.endswith("...")] == []


def test_the_help_and_the_readme_name_every_format() -> None:
    text = command_named("export").help or ""
    assert FORMATS
    assert [name for name in FORMATS if f"`{name}`" not in text or f"`{name}`" not in README] == []


def test_the_readme_names_no_command_that_is_not_there() -> None:
    assert set(re.findall(r"cvkit ([a-z]+)\b", "\n".join(re.findall(r"`[^`\n]+`", README)))) <= set(COMMANDS)


def codes_in_the_program() -> list[str]:
    """Every code that is a text of its own in the program, as often as it is: only its rule names a code."""
    constants = (node.value for file in SOURCES for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
                 if isinstance(node, ast.Constant) and isinstance(node.value, str))  # fmt: skip
    return [text for text in constants if re.fullmatch(r"[LVNWTD]\d{3}", text)]


def test_the_page_of_diagnostics_has_every_code_and_no_other() -> None:
    listed = re.findall(r"^\| ([LVNWTD]\d{3}) \|", PROBLEM_PAGE, re.MULTILINE)
    assert len(listed) == len(set(listed)) > 20
    assert sorted(listed) == sorted(codes_in_the_program())


def parts_for_contributors() -> list[tuple[str, str, str]]:
    """The parts of the examples of CONTRIBUTING.md: the file of each, the place in that file, and the lines."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    examples = re.findall(r"````python\n(.*?)````", page, re.DOTALL)
    assert len(examples) == 2
    named = [re.split(r"^# (\w+/\S+\.\w+)(?:: (.+))?\n", example, flags=re.MULTILINE) for example in examples]
    return [
        (file, place or "", lines.strip("\n"))
        for _, *rest in named
        for file, place, whole in zip(rest[::3], rest[1::3], rest[2::3], strict=True)
        for lines in whole.split("\n\n\n")
        if lines.strip()
    ]


@pytest.mark.parametrize(("file", "place", "lines"), parts_for_contributors())
def test_the_examples_that_contributors_see_are_in_the_program(file: str, place: str, lines: str) -> None:
    _, found, source = (ROOT / file).read_text(encoding="utf-8").partition(place or lines)
    assert found and (not place or lines in source)


def test_the_map_of_the_code_has_each_module_of_a_folder_and_no_other() -> None:
    page = (ROOT / "cvkit" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?!tests/)[\w/]+\.py)`", page))
    modules = {file.relative_to(ROOT / "cvkit").as_posix() for file in SOURCES}
    assert [name for name in sorted(named) if not any(f"/{module}".endswith(f"/{name}") for module in modules)] == []
    direct = {name for name in modules if name.count("/") == 1 and not re.search(r"^cli/|__init__", name)}
    assert [name for name in sorted(direct) if not named & {name, name.rpartition("/")[2]}] == []


def models(model: type[Model], seen: set[type[Model]]) -> Iterator[type[Model]]:
    """A model and all that its fields are made of."""
    from cvkit.check.model_fields import models_in

    seen.add(model)
    yield model
    for field in model.model_fields.values():
        for inner in models_in(field.annotation):
            if inner not in seen:
                yield from models(inner, seen)


def test_the_page_of_the_record_has_every_field() -> None:
    fields = {name for model in models(Record, set()) for name in model.model_fields} - {"own"}
    assert len(fields) > 80
    assert [name for name in sorted(fields) if not re.search(rf"[`\[{{ ,]{name}[`\]}},: ]", RECORD_PAGE)] == []


@pytest.mark.parametrize("section", [section for section in SECTIONS if section != "summary"])
def test_the_part_of_a_section_has_every_field_of_its_entries(section: str) -> None:
    from cvkit.check.model_fields import models_in

    parts = re.split(r"^## ", RECORD_PAGE, flags=re.MULTILINE)
    shown = ["publications", section] if section in {"talks", "software", "datasets"} else [section]
    text = "".join(part for part in parts if {*part.partition("\n")[0].split(", ")} & {*shown})
    model = next(iter(models_in(Record.model_fields[section].annotation)))
    assert [name for name in model.model_fields if name != "own" and f"`{name}`" not in text] == []


def test_the_page_of_the_record_has_every_section_and_kind() -> None:
    assert [section for section in SECTIONS if f"`{section}`" not in RECORD_PAGE] == []


@pytest.mark.parametrize("style", style_names())
def test_each_style_and_its_options_are_on_the_page_of_styles(style: str) -> None:
    assert f"`{style}`" in STYLE_PAGE
    assert [name for name in load_style(style).options if f"`{name}`" not in STYLE_PAGE] == []


@pytest.mark.parametrize("style", style_names())
def test_the_defaults_of_a_style_are_those_of_its_class(style: str) -> None:
    source = (ROOT / "styles" / style / f"{load_style(style).latex_class}.cls").read_text(encoding="utf-8")
    defaults = dict(re.findall(r"^\\CVKoption\{(\w+)\}\{([^}]*)\}", source, re.MULTILINE))
    assert defaults == {name: option.default for name, option in load_style(style).options.items()}


def test_the_vocabulary_is_on_the_page_of_styles_with_every_key() -> None:
    declared = re.findall(r"^\\cvk@declare\{(\w+)\}\{([^}]*)\}", VOCABULARY, re.MULTILINE)
    assert len(declared) >= 10
    assert [name for name, _ in declared if f"\\CVK{name}" not in STYLE_PAGE] == []
    keys = {key.strip() for _, names in declared for key in names.split(",")}
    assert [key for key in sorted(keys) if f"`{key}`" not in STYLE_PAGE and f"{key}=" not in STYLE_PAGE] == []


def test_doctor_and_the_vocabulary_look_for_the_same_fonts() -> None:
    for name, families in (
        ("CVKcjkfonts", CJK_FONTS),
        ("CVKemojifonts", EMOJI_FONTS),
        ("CVKsymbolfonts", SYMBOL_FONTS),
    ):
        found = re.search(rf"\\newcommand\\{name}\{{(.*?)\}}", VOCABULARY, re.DOTALL)
        assert found
        assert [family.strip() for family in re.sub(r"%\n\s*", "", found[1]).split(",")] == list(families)
    of_scripts = re.findall(r"^\\CVKscriptfonts\{(\w+)\}\{(.*?)\}\{(.*?)\}$", VOCABULARY, re.MULTILINE)
    assert {script: tuple(tuple(names.split(",")) for names in lists) for script, *lists in of_scripts} == SCRIPT_FONTS


def test_pages_link_only_to_files_that_are_there() -> None:
    pages = [  # MkDocs checks the links of the site
        page for page in ROOT.rglob("*.md") if not re.match(r"build\b|docs\b|.*(^|/)\.", str(page.relative_to(ROOT)))
    ]
    assert len(pages) >= 6
    links = [
        (page, link)
        for page in pages
        for link in re.findall(r'(?:\]\(|src=")([^)"#:]+)[)"#]', page.read_text(encoding="utf-8"))
    ]
    assert [f"{page}: {link}" for page, link in links if not (page.parent / link).exists() and "url" not in link] == []


def test_no_session_of_the_noxfile_is_without_its_line(capfd: pytest.CaptureFixture[str]) -> None:
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    sessions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list]
    assert [session.name for session in sessions] == [
        "demo",
        "tests",
        "newest",
        "oldest",
        "lint",
        "types",
        "bench",
        "fuzz",
        "mutations",
        "pages",
        "conformance",
        "docs",
        "cldr",
        "build",
        "pin",
    ]
    assert all(
        (ast.get_docstring(session) or "").count("\n") == 0 and ast.get_docstring(session) for session in sessions
    )


EXAMPLE = next(block for block in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if "person:" in block)


def test_the_example_of_the_readme_passes_the_check(tmp_path: Path) -> None:
    from cvkit.commands.read import read

    (tmp_path / "cv.yaml").write_text(EXAMPLE, encoding="utf-8")
    assert read(tmp_path).diagnostics == ()


def test_the_diagnostic_in_the_readme_is_printed_for_its_example(tmp_path: Path, cvkit: Callable[..., Result]) -> None:
    (tmp_path / "my-record").mkdir()
    wrong = EXAMPLE.replace("    authors: Ada Miller\n", "    authors: Miller, Ada\n")
    (tmp_path / "my-record" / "cv.yaml").write_text(wrong, encoding="utf-8")
    shown = re.findall(r"```\n(my-record/cv.yaml:.*?)```", README, re.DOTALL)
    assert len(shown) == 1 and shown[0] in cvkit("check", "my-record", cwd=tmp_path).out


def test_the_numbering_example_has_the_labels_that_its_comments_name(tmp_path: Path) -> None:
    from cvkit.commands.numbers import label_rows

    example = next(block for block in re.findall(r"```yaml\n(.*?)```", RECORD_PAGE, re.DOTALL) if "# J.4" in block)
    (tmp_path / "cv.yaml").write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\n{example}", encoding="utf-8")
    rows, diagnostics = label_rows(tmp_path)
    assert diagnostics == ()
    assert {row["id"]: row["label"] for row in rows} == dict(re.findall(r"\{id: (\w+),.*\}  +# (\S+)", example))
    assert len(rows) == 4
