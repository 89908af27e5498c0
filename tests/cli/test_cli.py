"""The commands as a user types them: what they print, where, their exit status, and that they never break."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cvkit.system.programs import find_program
from tests.conftest import ROOT, Result

Run = Callable[..., Result]
Make = Callable[[str], Path]
BROKEN = "honors: [{title: A, datte: 2020}]\n"
WARNING = "publications: [{id: one, kind: journal, title: T, authors: 'Ada Miller, Suharto', date: 2020}]\n"
GOOD = "honors: [{title: A Prize, date: 2020}]\n"


@pytest.mark.parametrize(
    "command", [["--version"], ["--help"], ["check", "--help"], ["pdf", "-h"], ["export", "--help"]]
)
def test_help_and_version_are_printed(cvkit: Run, command: list[str]) -> None:
    result = cvkit(*command)
    assert (result.status, result.err) == (0, "")
    assert result.out.strip()


@pytest.mark.parametrize("command", ["check", "numbers", "schema"])
def test_a_good_record_is_done(cvkit: Run, record: Make, command: str) -> None:
    arguments = [command] if command == "schema" else [command, record(GOOD)]
    assert cvkit(*arguments).status == 0


@pytest.mark.parametrize("command", [["check"], ["numbers"], ["export", "--to", "tex"], ["pdf"]])
def test_a_record_with_errors_stops_every_command(cvkit: Run, record: Make, tmp_path: Path, command: list[str]) -> None:
    file = record(BROKEN)
    result = cvkit(*command, file, cwd=tmp_path)
    assert result.status == 1
    counted = f"1 error\n1 correction can be made by: cvkit check {file} --fix\n"
    shown, silent = (result.out, counted) if command == ["check"] else (result.err, None)
    assert f"{file}:3:21: error[V101]: unknown key `datte`" in shown
    assert result.err == silent if silent else result.out == ""
    assert sorted(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a: b: c\n", b"\xe9\n", b"", b"{}\n", b"- a\n", b"cvkit: 1\n"])
@pytest.mark.parametrize("command", [["check"], ["export", "--to", "tex"]])
def test_what_is_no_record_is_an_error_that_is_told(
    cvkit: Run, tmp_path: Path, content: bytes, command: list[str]
) -> None:
    (tmp_path / "cv.yaml").write_bytes(content)
    result = cvkit(*command, tmp_path)
    assert result.status == 1
    assert "error[" in (result.out if command == ["check"] else result.err)


USAGE = [
    ["wibble"],
    ["check", "--wibble"],
    ["check", "gone"],
    ["check", "--format", "xml", "RECORD"],
    ["numbers", "gone.yaml"],
    ["export", "RECORD"],
    ["export", "RECORD", "--to", "wibble"],
    ["export", "RECORD", "--to", "tex", "-d", "wibble"],
    ["export", "RECORD", "--to", "tex", "-s", "wibble"],
    ["export", "RECORD", "--to", "tex", "--section", "wibble"],
    ["export", "RECORD", "--to", "tex", "--section", "education"],
    ["export", "gone", "--to", "tex"],
    ["pdf", "gone"],
    ["pdf", "RECORD", "-d", "wibble"],
    ["pdf", "RECORD", "-s", "wibble"],
    ["pdf", "RECORD", "--section", "wibble"],
    ["pdf", "RECORD", "--engine", "wibble"],
    ["pdf", "RECORD", "RECORD"],
    *(
        [command, "RECORD", option, path]
        for command, option in [("pdf", "-o"), ("appendix", "--into"), ("batch", "-o"), ("import", "-o")]
        for path in ("", " ", "\t")
    ),
    ["export", "RECORD", "--to", "md", "-o", ""],
    ["new", ""],
    ["pdf", ""],
    ["check", " "],
]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_usage_is_told_and_makes_nothing(cvkit: Run, record: Make, tmp_path: Path, arguments: list[str]) -> None:
    file = record(GOOD)
    result = cvkit(*[file if word == "RECORD" else word for word in arguments], cwd=tmp_path)
    assert (result.status, result.out) == (2, "")
    assert result.err.strip()
    assert sorted(tmp_path.iterdir()) == [file]


def test_a_folder_without_a_record_is_wrong_usage(cvkit: Run, tmp_path: Path) -> None:
    assert cvkit("check", cwd=tmp_path).status == 2
    assert cvkit("check", tmp_path).status == 2


@pytest.mark.parametrize(("wrong", "right"), [("honor", "honors"), ("hnors", "honors")])
def test_a_section_that_is_nearly_right_is_guessed(cvkit: Run, record: Make, wrong: str, right: str) -> None:
    assert f"did you mean `{right}`?" in cvkit("export", record(GOOD), "--to", "tex", "--section", wrong).err


def test_a_section_of_a_record_without_sections_is_unknown_and_has_no_hint(cvkit: Run, record: Make) -> None:
    result = cvkit("export", record(""), "--to", "tex", "--section", "wibble")
    assert (result.status, result.err) == (2, "cvkit: there is no section `wibble`\n")


def test_an_option_that_its_style_does_not_have_does_not_exist(cvkit: Run, record: Make) -> None:
    file = record(GOOD + "documents: {full: {style: classic, options: {wibble: 1}}}\n")
    assert cvkit("export", file, "--to", "tex").status == 2


def test_without_tex_the_status_is_3_and_the_way_out_is_told(
    cvkit: Run, record: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = record(GOOD)
    monkeypatch.setenv("PATH", "")
    if find_program("pdflatex"):
        pytest.skip("TeX lies where cvkit looks without PATH too")
    result = cvkit("pdf", file, cwd=tmp_path)
    assert (result.status, result.out) == (3, "")
    assert "pdflatex" in result.err
    assert "install" in result.err
    assert sorted(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("command", [["check"], ["numbers"], ["export", "--to", "tex"]])
def test_what_needs_no_tex_works_without(
    cvkit: Run, record: Make, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert cvkit(*command, record(GOOD)).status == 0


@pytest.mark.parametrize("output", ["gone/cv.tex", "cv.yaml/cv.tex"])
def test_where_nothing_can_be_written_the_status_is_5(cvkit: Run, record: Make, tmp_path: Path, output: str) -> None:
    file = record(GOOD)
    before = file.read_bytes()
    result = cvkit("export", file, "--to", "tex", "-o", tmp_path / output)
    assert (result.status, result.out) == (5, "")
    assert "cannot write" in result.err
    assert sorted(tmp_path.iterdir()) == [file]
    assert file.read_bytes() == before


def test_where_one_file_of_several_cannot_be_written_none_is(cvkit: Run, record: Make, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    (folder / "cvkit.sty").mkdir(parents=True)
    assert cvkit("export", record(GOOD), "--to", "tex", "-o", folder).status == 5
    assert sorted(folder.iterdir()) == [folder / "cvkit.sty"]


def test_an_existing_file_survives_a_failed_run(cvkit: Run, record: Make, tmp_path: Path) -> None:
    output = tmp_path / "cv.tex"
    output.write_text("kept", encoding="utf-8")
    assert cvkit("export", record(BROKEN), "--to", "tex", "-o", output).status == 1
    assert output.read_text(encoding="utf-8") == "kept"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["cv.tex", "cv.yaml"]


class TestCheck:
    KEYS = ["code", "severity", "message", "file", "line", "column", "end_column", "entry", "hint"]

    def test_json_is_a_list_of_diagnostics_with_these_keys(self, cvkit: Run, record: Make) -> None:
        file = record(BROKEN)
        (diagnostic,) = cvkit("check", file, "--format", "json").diagnostics
        assert list(diagnostic) == self.KEYS
        assert diagnostic == {
            "code": "V101",
            "severity": "error",
            "message": "unknown key `datte`",
            "file": str(file),
            "line": 3,
            "column": 21,
            "end_column": 26,
            "entry": "A",
            "hint": "did you mean `date`?",
        }

    def test_json_without_a_diagnostic_is_an_empty_list(self, cvkit: Run, record: Make) -> None:
        assert cvkit("check", record(GOOD), "--format", "json").diagnostics == []

    def test_github_shows_each_diagnostic_at_its_line(self, cvkit: Run, record: Make) -> None:
        file = record(BROKEN + WARNING)
        lines = cvkit("check", file, "--format", "github").out.splitlines()
        assert [line[: line.index(",col")] for line in lines] == [
            f"::error file={file},line=3",
            f"::warning file={file},line=4",
        ]
        assert lines[0].endswith("::unknown key `datte` (did you mean `date`?)")

    def test_github_gets_one_line_a_diagnostic_whatever_is_typed(self, cvkit: Run, record: Make) -> None:
        lines = cvkit("check", record('"a\\n::error::b%0A": 1\n'), "--format", "github").out.splitlines()
        assert len(lines) == 1
        assert lines[0].count("::error") <= 2

    def test_github_gets_a_file_name_that_no_comma_ends(self, cvkit: Run, tmp_path: Path) -> None:
        file = tmp_path / "a,b.yaml"
        file.write_text("cvkit: 1\nperson: {name: Ada Miller}\n" + BROKEN, encoding="utf-8")
        (line,) = cvkit("check", file, "--format", "github").out.splitlines()
        assert "a%2Cb.yaml,line=3" in line

    def test_a_warning_stops_nothing_unless_strict(self, cvkit: Run, record: Make) -> None:
        file = record(WARNING)
        relaxed, strict = cvkit("check", file), cvkit("check", file, "--strict")
        assert (relaxed.status, strict.status) == (0, 1)
        assert "warning[V113]" in relaxed.out
        assert "error[V113]" in strict.out

    def test_the_last_line_counts_what_strict_makes_of_warnings(self, cvkit: Run, record: Make) -> None:
        assert cvkit("check", record(WARNING)).err == "1 warning, 1 note\n"
        assert cvkit("check", record(WARNING), "--strict").err == "1 error, 1 note\n"

    def test_several_records_are_checked_at_once(self, cvkit: Run, tmp_path: Path) -> None:
        for name, text in (("a", GOOD), ("b", BROKEN), ("c", BROKEN)):
            (tmp_path / f"{name}.yaml").write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\n{text}", encoding="utf-8")
        result = cvkit("check", "a.yaml", "b.yaml", "c.yaml", "--format", "json", cwd=tmp_path)
        assert (result.status, [p["file"] for p in json.loads(result.out)]) == (1, ["b.yaml", "c.yaml"])

    def test_the_current_folder_is_the_record_where_none_is_named(self, cvkit: Run, record: Make) -> None:
        assert cvkit("check", cwd=record(BROKEN).parent).status == 1

    def test_the_terminal_gets_no_control_character_of_a_record(self, cvkit: Run, tmp_path: Path) -> None:
        text = '"\\e[31mred\\u202e": 1\ncvkit: "\\e]0;x\\a"\nperson: {name: "\\e[2J"}\n'
        (tmp_path / "cv.yaml").write_text(text, encoding="utf-8")
        for form in ("human", "json", "github"):
            out = cvkit("check", tmp_path, "--format", form).out
            assert not set(out) & set("\x1b\x07\u202e")


class TestNumbers:
    WORKS = """publications:
  - {id: two, kind: conference, title: "A *second*", authors: "Bo B, Ada Miller*", date: 2021}
  - {id: none, kind: report, title: Not counted, authors: Ada Miller, date: 2021}
  - {id: one, kind: journal, title: A first, authors: Ada Miller, date: 2020}
"""

    def test_json_is_a_list_in_printed_order_of_the_works_with_a_label(self, cvkit: Run, record: Make) -> None:
        rows = json.loads(cvkit("numbers", record(self.WORKS), "--format", "json").out)
        assert rows == [
            {
                "id": "two",
                "series": "C",
                "number": 1,
                "label": "C.1",
                "title": "A second",
                "pinned": False,
                "locked": False,
                "owner_role": "corresponding",
            },
            {
                "id": "one",
                "series": "J",
                "number": 1,
                "label": "J.1",
                "title": "A first",
                "pinned": False,
                "locked": False,
                "owner_role": "sole",
            },
        ]
        assert list(rows[0]) == "id series number label title pinned locked owner_role".split()

    def test_the_table_has_a_header_and_a_line_a_label(self, cvkit: Run, record: Make) -> None:
        header, *lines = cvkit("numbers", record(self.WORKS)).out.splitlines()
        assert header.split() == ["label", "year", "kind", "role", "title"]
        assert [line.split()[0] for line in lines] == ["C.1", "J.1"]
        assert [role in line for role, line in zip(["corresponding", "sole"], lines, strict=True)] == [True, True]
        assert lines[0].endswith("A second")

    @pytest.mark.parametrize("text", [GOOD, "numbering: none\n" + WORKS])
    def test_a_record_without_labels_says_so(self, cvkit: Run, record: Make, text: str) -> None:
        result = cvkit("numbers", record(text))
        assert (result.status, result.out) == (0, "no numbered works\n")
        assert json.loads(cvkit("numbers", record(text), "--format", "json").out) == []

    def test_every_numbered_work_is_in_the_table_whatever_the_document_shows(self, cvkit: Run, record: Make) -> None:
        text = self.WORKS + "honors: [{title: A}]\ndocuments: {full: {style: classic, sections: [honors]}}\n"
        rows = json.loads(cvkit("numbers", record(text), "--format", "json").out)
        assert [row["label"] for row in rows] == ["C.1", "J.1"]

    def test_math_in_a_title_is_readable(self, cvkit: Run, tmp_path: Path) -> None:
        work = r"{id: a, kind: journal, title: 'On $x_1 \leq n^2$', authors: Ada Miller, venue: {name: J}, date: 2020}"
        (tmp_path / "cv.yaml").write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\npublications: [{work}]\n", "utf-8")
        assert "On x₁ ≤ n²" in cvkit("numbers", tmp_path).out

    def test_the_real_record_has_its_36_numbers(self, cvkit: Run, jemin_lee: Path) -> None:
        _, *lines = cvkit("numbers", jemin_lee).out.splitlines()
        assert (len(lines), lines[0].split()[0], lines[-1].split()[0]) == (36, "J.15", "C.1")

    def test_names_are_the_spellings_of_the_owner_with_their_counts(self, cvkit: Run, jemin_lee: Path) -> None:
        result = cvkit("numbers", jemin_lee, "--names")
        assert [line.split(maxsplit=1) for line in result.out.splitlines()] == [
            ["works", "name"], ["40", "Jemin Lee"], ["3", "Jaymin Lee"],
        ]  # fmt: skip
        rows = json.loads(cvkit("numbers", jemin_lee, "--names", "--format", "json").out)
        assert rows[1] == {"name": "Jaymin Lee", "works": 3}
        assert cvkit("numbers", jemin_lee, "--names", "--lock").status == 2

    def test_a_missing_lockfile_is_a_note_that_never_fails_a_check(self, cvkit: Run, record: Make) -> None:
        file = record(self.WORKS)
        for options in ([], ["--strict"]):
            result = cvkit("check", file, *options)
            assert (result.status, result.err) == (0, "no problems, 1 note\n")
            assert "note[N209]: no lockfile keeps the 2 numbers" in result.out
        assert cvkit("check", record("numbering: {lock: false}\n" + self.WORKS)).err == "no problems\n"
        assert "N209" not in cvkit("export", file, "--to", "txt").err
        assert cvkit("numbers", file, "--lock").status == 0
        assert cvkit("check", file).err == "no problems\n"


class TestExport:
    def test_tex_is_a_whole_document_on_stdout(self, cvkit: Run, record: Make) -> None:
        result = cvkit("export", record(GOOD), "--to", "tex")
        assert (result.status, result.err) == (0, "")
        assert result.out.startswith("\\documentclass{cvkit-classic}\n")
        assert result.out.endswith("\\end{document}\n")

    def test_a_section_is_the_body_alone(self, cvkit: Run, jemin_lee: Path) -> None:
        result = cvkit("export", jemin_lee, "--to", "tex", "--section", "honors")
        assert result.status == 0
        assert "\\documentclass" not in result.out and "\\begin{document}" not in result.out
        assert re.findall(r"\\CVKsection\{id=\{(\w+)\}", result.out) == ["honors"]

    def test_several_sections_come_in_the_order_of_the_document(self, cvkit: Run, jemin_lee: Path) -> None:
        result = cvkit("export", jemin_lee, "--to", "tex", "--section", "honors", "--section", "education")
        assert re.findall(r"\\CVKsection\{id=\{(\w+)\}", result.out) == ["education", "honors"]

    def test_a_file_gets_what_stdout_would(self, cvkit: Run, record: Make, tmp_path: Path) -> None:
        printed = cvkit("export", record(GOOD), "--to", "tex").out
        output = tmp_path / "my cv.tex"
        result = cvkit("export", record(GOOD), "--to", "tex", "-o", output)
        assert (result.status, result.out) == (0, f"{output}\n")
        assert output.read_bytes() == printed.encode()

    def test_a_folder_gets_the_files_of_the_style_too(self, cvkit: Run, jemin_lee: Path, tmp_path: Path) -> None:
        folder = tmp_path / "out"
        folder.mkdir()
        result = cvkit("export", jemin_lee, "--to", "tex", "-o", folder)
        names = {file.name for file in folder.iterdir()}
        assert {"jemin-lee.tex", "cvkit.sty", "cvkit-classic.cls"} <= names
        assert set(result.out.splitlines()) == {str(folder / name) for name in names}

    def test_an_existing_file_is_replaced_and_keeps_its_permissions(
        self, cvkit: Run, record: Make, tmp_path: Path
    ) -> None:
        output = tmp_path / "cv.tex"
        output.write_text("old", encoding="utf-8")
        output.chmod(0o640)
        cvkit("export", record(GOOD), "--to", "tex", "-o", output)
        assert output.read_text(encoding="utf-8").startswith("\\documentclass")
        assert output.stat().st_mode & 0o777 == 0o640

    def test_a_document_is_chosen_by_its_name(self, cvkit: Run, record: Make) -> None:
        text = GOOD + "education: [{institution: X}]\ndocuments:\n"
        text += "  one: {sections: [education]}\n  two: {sections: [honors]}\n"
        sections = [
            re.findall(r"\\CVKsection\{id=\{(\w+)\}", cvkit("export", record(text), "--to", "tex", *chosen).out)
            for chosen in ([], ["-d", "two"], ["-d", "one"])
        ]
        assert sections == [["education"], ["honors"], ["education"]]

    def test_the_document_full_is_the_one_that_is_made_unless_another_is_named(self, cvkit: Run, record: Make) -> None:
        text = GOOD + "education: [{institution: X}]\ndocuments: {one: {sections: [education]}, full: {}}\n"
        assert "\\CVKsection{id={honors}" in cvkit("export", record(text), "--to", "tex").out

    def test_two_exports_are_the_same_bytes(self, cvkit: Run, jemin_lee: Path) -> None:
        assert cvkit("export", jemin_lee, "--to", "tex").out == cvkit("export", jemin_lee, "--to", "tex").out

    def test_the_record_is_left_as_it_was(self, cvkit: Run, jemin_lee: Path, tmp_path: Path) -> None:
        before = {file.name: file.read_bytes() for file in jemin_lee.iterdir()}
        for command in (["check"], ["numbers"], ["export", "--to", "tex"]):
            cvkit(*command, jemin_lee, cwd=tmp_path)
        assert {file.name: file.read_bytes() for file in jemin_lee.iterdir()} == before


class TestSchema:
    @pytest.fixture
    def schema(self, cvkit: Run) -> dict[str, Any]:
        result = cvkit("schema")
        assert (result.status, result.err) == (0, "")
        schema: dict[str, Any] = json.loads(result.out)
        return schema

    def test_it_is_a_json_schema(self, schema: dict[str, Any]) -> None:
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["type"] == "object"
        assert set(schema["required"]) == {"cvkit", "person"}
        for part in parts(schema):
            assert_is_schema(part, schema)

    def test_the_real_record_is_valid(self, schema: dict[str, Any]) -> None:
        assert faults(real_record(), schema, schema) == []

    @pytest.mark.parametrize("inline", [True, False])
    def test_a_section_may_be_a_file_or_its_entries(self, schema: dict[str, Any], inline: bool) -> None:
        record = real_record()
        if not inline:
            record["publications"] = "publications.yaml"
        assert faults(record, schema, schema) == []

    @pytest.mark.parametrize(
        "change",
        [
            {"wibble": 1},
            {"person": {}},
            {"person": {"name": "Ada Miller", "wibble": 1}},
            {"publications": [{"kind": "wibble", "title": "T", "authors": "A B", "date": 2020}]},
            {"honors": [{"date": 2020}]},
            {"honors": {"title": "A"}},
            {"experience": [{"organization": "A", "strat": 2020}]},
            {"honors": [{"title": "A", "date": "20-1"}]},
            {"publications": [{"kind": "journal", "title": "T", "authors": "A B", "date": 2020, "url": "file:x"}]},
        ],
    )
    def test_it_refuses_what_the_check_refuses(self, schema: dict[str, Any], change: dict[str, Any]) -> None:
        assert [fault for fault in faults({**real_record(), **change}, schema, schema) if fault[1:6] != "cvkit"]

    @pytest.mark.parametrize("sections", [["education"], [{"publications": {"limit": 3}}, "honors"]])
    def test_a_document_names_its_sections(self, schema: dict[str, Any], sections: list[Any]) -> None:
        record = {**real_record(), "cvkit": "1", "documents": {"short": {"style": "classic", "sections": sections}}}
        assert faults(record, schema, schema) == []

    def test_the_users_own_keys_are_allowed_everywhere(self, schema: dict[str, Any]) -> None:
        record = real_record()
        record["x-mine"] = record["person"]["x-mine"] = record["publications"][0]["x-mine"] = {"a": [1]}
        assert faults(record, schema, schema) == []


def real_record() -> dict[str, Any]:
    """The real record as an editor's YAML parser sees it, its works put in; dates are text there."""
    folder = ROOT / "data" / "jemin-lee"
    record = yaml.safe_load((folder / "cv.yaml").read_text(encoding="utf-8"))
    record["publications"] = yaml.safe_load((folder / "publications.yaml").read_text(encoding="utf-8"))
    return json.loads(json.dumps(record, default=date.isoformat))  # type: ignore[no-any-return]


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema within a schema."""
    if isinstance(schema, dict):
        yield schema
        for key in ("properties", "patternProperties", "$defs"):
            for inner in schema.get(key, {}).values():
                yield from parts(inner)
        for key in ("items", "additionalProperties", "anyOf", "prefixItems"):
            inner = schema.get(key)
            for one in inner if isinstance(inner, list) else [inner]:
                yield from parts(one)


KNOWN = set(
    """$schema $defs $ref title description type properties patternProperties additionalProperties required items
    prefixItems anyOf enum const pattern default minLength minItems minProperties minimum maximum exclusiveMinimum
    maxItems maxLength maxProperties propertyNames format""".split()
)


def assert_is_schema(part: dict[str, Any], whole: dict[str, Any]) -> None:
    assert set(part) <= KNOWN, set(part) - KNOWN
    if "$ref" in part:
        assert part["$ref"].removeprefix("#/$defs/") in whole["$defs"]
    if "pattern" in part:
        re.compile(part["pattern"])
    types = part.get("type", [])
    assert set([types] if isinstance(types, str) else types) <= {
        "string",
        "number",
        "integer",
        "boolean",
        "object",
        "array",
        "null",
    }
    assert set(part.get("required", ())) <= set(part.get("properties", ()))


TYPES: dict[str, Any] = {"string": str, "boolean": bool, "object": dict, "array": list, "null": type(None)}


def is_of(value: Any, name: str) -> bool:
    if name in {"number", "integer"}:
        return isinstance(value, int if name == "integer" else int | float) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def faults(value: Any, schema: Any, whole: dict[str, Any], at: str = "") -> list[str]:
    """Where a value breaks a schema, as far as the schema of a record goes."""
    if not isinstance(schema, dict):
        return [] if schema is not False else [f"{at}: not allowed"]
    if "$ref" in schema:
        return faults(value, whole["$defs"][schema["$ref"].removeprefix("#/$defs/")], whole, at)
    found: list[str] = []
    if "anyOf" in schema:
        choices = [faults(value, choice, whole, at) for choice in schema["anyOf"]]
        found += min(choices, key=lambda one: (any(fault.startswith(f"{at}: ") for fault in one), len(one)))
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(is_of(value, name) for name in types):
        return [*found, f"{at}: {str(value)[:40]!r} is not {types}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is not one of {schema['enum']}")
    if "const" in schema and value != schema["const"]:
        found.append(f"{at}: {value!r} is not {schema['const']!r}")
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{at}: {value!r} does not match {schema['pattern']}")
    if isinstance(value, str) and not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        found.append(f"{at}: {value!r} has not the length that it must have")
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            found += faults(item, schema["items"], whole, f"{at}[{index}]")
    if isinstance(value, dict):
        found += [f"{at}: no {key}" for key in schema.get("required", ()) if key not in value]
        for key, inner in value.items():
            patterns = [s for pattern, s in schema.get("patternProperties", {}).items() if re.search(pattern, key)]
            if key in schema.get("properties", {}):
                patterns.append(schema["properties"][key])
            for one in patterns or [schema.get("additionalProperties")]:
                found += faults(inner, one, whole, f"{at}.{key}")
    return found


HOSTILE = [
    "markers: {†: [a]}\npublications: [{id: a, kind: journal, title: T, authors: A B†, date: 2020}]\n",
    "markers: {†: {a: b}}\npublications: [{id: a, kind: journal, title: T, authors: A B†, date: 2020}]\n",
    "markers: []\n",
    "markers: x\n",
    "publications: [{id: a, kind: journal, title: T, authors: ['*'], date: 2020}]\n",
    "publications: [{id: a, kind: journal, title: T, authors: ['…', {}], date: 2020}]\n",
    "publications: [{id: a, kind: journal, title: T, authors: [[], 1, ~], date: 2020}]\n",
    "publications: [{id: a, kind: journal, title: T, authors: '{', date: 2020}]\n",
    "publications: [[], [[]], {}, ~, x]\n",
    "publications: {a: b}\n",
    "publications: [a.yaml, b.yaml, []]\n",
    "publications: ../../../../etc/passwd.yaml\n",
    "publications: /dev/zero.yaml\n",
    'publications: "a\\0b.yaml"\n',
    f"publications: {'a' * 5000}.yaml\n",
    "publications: cv.yaml\n",
    f"honors: [{{title: {'*' * 3000}a{'*' * 3000}}}]\n".replace("title: *", "title: '*").replace("*}]", "*'}]"),
    f"honors: [{{title: '{'[' * 200}a{'](https://a.example)' * 200}'}}]\n",
    f"honors: [{{title: '{'^' * 2000}', date: {'9' * 5000}}}]\n",
    f"honors: [{{title: 'x', note: '{'x' * 100_000}'}}]\n",
    "honors: [{title: {}}]\n",
    "honors: [{title: {en: []}}]\n",
    "honors: [{title: {en: {en: x}}}]\n",
    "honors: [{title: 'a $x^^5cinput{cv.yaml}$ b'}]\n",
    "numbering: {label: '{series.__class__}{number}'}\n",
    "numbering: {label: '{number:>999999999}'}\n",
    "numbering: {series: {[a]: b}}\n",
    "numbering: {series: {'': [journal], ' ': [poster]}}\n",
    "documents: {full: {options: [a], sections: {a: b}, style: ../../x}}\n",
    "documents: {full: {style: ../../data}}\nhonors: [{title: A}]\n",
    "documents: {../../x: {style: classic}}\nhonors: [{title: A}]\n",
    "documents: []\n",
    "cvkit: 1\n",
    "? \n: \n",
    "a: &a\n  b: *a\n",
    "\n".join(["a0: &a0 x", *(f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 1200))]) + "\n",
    "a: " + "{a: " * 3000 + "\n",
    "'\\': [\n",
    "person: ~\n",
    "x-: 1\nx-x: {x-: ~}\n",
    "service: [{role: x, dates: [[], {}, {date: []}, {count: -1}]}]\n",
    "supervision: [{name: x, periods: [{start: 9999, end: 0001}, [], ~]}]\n",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:50].replace("\n", " "))
def test_no_record_makes_a_command_break(cvkit: Run, record: Make, tmp_path: Path, text: str) -> None:
    file = record(text)
    for command in (["check"], ["check", "--format", "json"], ["numbers"], ["export", "--to", "tex"]):
        result = cvkit(*command, file, cwd=tmp_path)
        assert result.status in {0, 1, 2, 5}, result.err
        assert "Traceback" not in result.out + result.err
        assert "fault of cvkit" not in result.err
    assert sorted(tmp_path.iterdir()) == [file]


def test_there_are_more_than_thirty_hostile_records() -> None:
    assert len(HOSTILE) > 30


def test_an_interrupted_write_leaves_no_rest(cvkit: Run, record: Make, tmp_path: Path) -> None:
    folder = tmp_path / "full"
    folder.mkdir()
    shutil.copy(record(GOOD), folder / "cv.yaml")
    cvkit("export", folder, "--to", "tex", "-o", folder / "cv.tex")
    assert sorted(file.name for file in folder.iterdir()) == ["cv.tex", "cv.yaml"]
