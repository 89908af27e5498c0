"""Files become values that know their place and stay the text that was typed; what is no YAML is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.load import load
from cvkit.load.yaml_file import UnreadableYamlError, parse_yaml
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus
from cvkit.model.source import EMPTY, YamlMap, YamlSeq
from tests.conftest import ROOT

Make = Callable[[str], Path]
PLACES = """\
plain: text
quoted: "two \\u0041 words"
single: 'it''s'
list: [a, [b]]
inner: {key: value, 한글: 값}
folded: >-
  one
  two
deep:
  - name: x
    more: y
# a comment
last: 1
"""


def diagnostics_of(content: bytes, tmp_path: Path) -> tuple[Diagnostic, ...]:
    (tmp_path / "cv.yaml").write_bytes(content)
    return load(tmp_path / "cv.yaml").diagnostics


def only_diagnostic(content: bytes, tmp_path: Path) -> tuple[str, int, int]:
    """Code, line and column of the one problem there is."""
    (diagnostic,) = diagnostics_of(content, tmp_path)
    assert diagnostic.place is not None
    assert diagnostic.place.file == str(tmp_path / "cv.yaml")
    assert diagnostic.hint
    return diagnostic.code, diagnostic.place.line, diagnostic.place.column


def values(text: str) -> YamlMap:
    root, _, diagnostics = parse_yaml(text, "cv.yaml")
    assert not diagnostics
    assert isinstance(root, YamlMap)
    return root


def words(text: str) -> list[object]:
    """The values of a flow list."""
    return list(values(f"a: [{text}]\n")["a"])


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (["plain"], (0, 7, 0, 11)),
        (["quoted"], (1, 8, 1, 26)),
        (["single"], (2, 8, 2, 15)),
        (["list"], (3, 6, 3, 14)),
        (["list", 0], (3, 7, 3, 8)),
        (["list", 1, 0], (3, 11, 3, 12)),
        (["inner", "key"], (4, 13, 4, 18)),
        (["inner", "한글"], (4, 24, 4, 25)),
        (["deep", 0, "more"], (10, 10, 10, 11)),
        (["last"], (12, 6, 12, 7)),
    ],
)
def test_every_value_knows_its_line_and_column(path: list[str | int], place: tuple[int, int, int, int]) -> None:
    *around, last = path
    value = values(PLACES)
    for step in around:
        value = value[step]
    marks: dict[object, object] = value.value_spans if isinstance(value, YamlMap) else dict(enumerate(value.spans))
    assert marks[last] == place


def test_every_key_knows_its_line_and_column() -> None:
    root = values(PLACES)
    assert root.key_spans["last"] == (12, 0, 12, 4)
    assert root["inner"].key_spans["한글"] == (4, 20, 4, 22)
    assert root["deep"][0].key_spans["more"] == (10, 4, 10, 8)


def test_a_mapping_and_a_list_begin_at_their_first_character() -> None:
    root = values(PLACES)
    assert root.span[:2] == (0, 0)
    assert root["deep"].span[:2] == (9, 2)
    assert root["deep"][0].span[:2] == (9, 4)
    assert root.value_spans["folded"][:2] == (5, 8)


@pytest.mark.parametrize(
    "typed",
    "NO no Yes on off true false 012 0o14 0x1F 6.20 1e3 12:30 1_000 2020-01-01 .inf .nan +1 007 1.0.0 = "
    "10-1749706 2505.01658 <<".split(),
)
def test_a_scalar_stays_the_text_that_was_typed(typed: str) -> None:
    assert words(typed) == [typed]
    assert values(f"a: {typed}\n")["a"] == typed


def test_quotes_and_blocks_give_the_text_that_they_mean() -> None:
    text = "a: \"x\\ty\"\nb: 'it''s'\nc: >-\n  one\n  two\nd: |\n  one\n  two\ne: plain  # comment\nf: a#b\n"
    assert dict(values(text)) == {"a": "x\ty", "b": "it's", "c": "one two", "d": "one\ntwo\n", "e": "plain", "f": "a#b"}


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL", '""', "''", '"  "', "# only a comment"])
def test_what_says_nothing_is_empty_and_no_text(nothing: str) -> None:
    assert values(f"a: {nothing}\nb: x\n")["a"] is EMPTY


@pytest.mark.parametrize("typed", ["'~'", '"null"', "nullify", "none", "0", "false"])
def test_what_says_something_is_not_empty(typed: str) -> None:
    assert values(f"a: {typed}\n")["a"] == typed.strip("'\"")


@pytest.mark.parametrize("text", ["", "\n", "# a comment\n", "---\n", "~\n"])
def test_a_file_without_values_is_an_empty_record(text: str, tmp_path: Path) -> None:
    (diagnostic,) = diagnostics_of(text.encode(), tmp_path)
    assert diagnostic.code == "L006"
    assert "empty" in diagnostic.message


@pytest.mark.parametrize("text", ["- a\n- b\n", "just text\n", "[a]\n"])
def test_a_record_that_is_no_mapping_is_told_at_its_beginning(text: str, tmp_path: Path) -> None:
    assert only_diagnostic(text.encode(), tmp_path) == ("L006", 1, 1)


def test_a_duplicate_key_is_told_at_the_second_and_names_the_first(tmp_path: Path) -> None:
    text = "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 4\n"
    found = diagnostics_of(text.encode(), tmp_path)
    assert [(p.code, p.place and p.place[1:]) for p in found] == [("L004", (5, 3, 4)), ("L004", (6, 1, 2))]
    assert ["line 3" in found[0].message, "line 1" in found[1].message] == [True, True]


def test_the_first_of_two_equal_keys_is_kept(tmp_path: Path) -> None:
    (tmp_path / "cv.yaml").write_text("a: 1\na: 2\n", encoding="utf-8")
    assert load(tmp_path).root["a"] == "1"


@pytest.mark.parametrize("key", ["a", "'a'", '"\\u0061"'])
def test_a_key_in_quotes_is_the_same_key(key: str, tmp_path: Path) -> None:
    assert only_diagnostic(f"a: 1\n{key}: 2\n".encode(), tmp_path) == ("L004", 2, 1)


SYNTAX = [
    ("a: b: c\n", 1, 5, "quotes"),
    ("x: 1\na: 'never\nb: 1\n", 2, 4, "close"),
    ('x: 1\na: "never\nb: 1\n', 2, 4, "close"),
    ("a: [1, 2\nb: 3\n", 1, 4, "write `]` at the end of the line"),
    ("a: [1, 2\n", 1, 4, "write `]` at the end of the line"),
    ("a: {x: 1,\n  y: 2\n", 1, 4, "at its end"),
    ("a: {x: 1,\n  y: b: 2}\n", 2, 7, "quotes"),
    ("a: {x: 1\n  y: 2}\n", 2, 3, "separate the items"),
    ("a: {b: c, d: e]\n", 1, 15, "separate the items"),
    ("a: 1\nword\n", 2, 1, "key: value"),
    ("a: 1\nword", 2, 1, "key: value"),
    ('a: "x" y\n', 1, 8, "whole value"),
    ('a: "x\\q"\n', 1, 6, "single quotes"),
    ("a: 1\n...\nb: 1\n", 3, 1, "delete"),
    ("%FOO\na: 1\n", 1, 5, "delete"),
    ("a: }\n", 1, 4, "delete"),
    ("a: !x!y b\n", 1, 4, "tag"),
    ("a: |x\n b\n", 1, 5, "write x"),
    ("a: @x\n", 1, 4, "quotes"),
    ("a: `x`\n", 1, 4, "quotes"),
    ("a: %x\n", 1, 4, "quotes"),
    ("a: *equal\n", 1, 4, "quote"),
    ("a:\n  - b\n c: 1\n", 3, 2, "begin this line in column 1"),
    ("a:\n   b: 1\n  c: 1\n", 3, 3, "begin this line in column 4"),
    ("a: 1\nword\nb: 1\n", 2, 1, "key: value"),
    ("? [a]\n: 1\n", 1, 3, "quote"),
    ("{a: 1}: 2\n", 1, 1, "quote"),
    ("한글: b: c\n", 1, 6, "quotes"),
    ("a: &x [*x]\n", 1, 8, "quote"),
]


@pytest.mark.parametrize(("text", "line", "column", "hint"), SYNTAX)
def test_a_syntax_error_is_told_where_it_is_with_what_to_do(
    text: str, line: int, column: int, hint: str, tmp_path: Path
) -> None:
    assert only_diagnostic(text.encode(), tmp_path) == ("L003", line, column)
    (diagnostic,) = diagnostics_of(text.encode(), tmp_path)
    assert hint in diagnostic.hint
    assert diagnostic.excerpt == text.splitlines()[line - 1]


def test_a_tab_that_indents_is_called_a_tab(tmp_path: Path) -> None:
    (diagnostic,) = diagnostics_of(b"a:\n\tb: 1\n", tmp_path)
    assert diagnostic.place is not None
    assert (diagnostic.code, diagnostic.place.line, diagnostic.place.column) == ("L003", 2, 1)
    assert "tab" in diagnostic.message


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(codec: str, tmp_path: Path) -> None:
    mark = b"" if codec == "utf-16" else "\ufeff".encode(codec)
    (diagnostic,) = diagnostics_of(mark + "cvkit: 1\n".encode(codec), tmp_path)
    assert diagnostic.code == "L002"
    assert "UTF-16" in diagnostic.message


def test_latin_1_is_told_at_the_first_byte_that_is_not_utf_8(tmp_path: Path) -> None:
    assert only_diagnostic("cvkit: 1\nperson: {name: Éva Jón}\n".encode("latin-1"), tmp_path) == ("L002", 2, 16)


def test_the_column_of_a_bad_byte_counts_characters_and_not_bytes(tmp_path: Path) -> None:
    content = "한글: ".encode() + b"\xe9\n"
    assert only_diagnostic(content, tmp_path) == ("L002", 1, 5)


def test_a_byte_order_mark_is_no_part_of_the_record(tmp_path: Path) -> None:
    content = "\ufeffcvkit: 1\na: 1\na: 2\n".encode()
    assert only_diagnostic(content, tmp_path) == ("L004", 3, 1)
    assert list(load(tmp_path).root) == ["cvkit", "a"]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_as_on_windows_and_old_macs(end: str, tmp_path: Path) -> None:
    content = end.join(["cvkit: 1", "a: 1", "a: 2", ""])
    assert only_diagnostic(content.encode(), tmp_path) == ("L004", 3, 1)


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x80", "\ufffe"])
def test_a_control_character_is_refused_where_it_stands(character: str, tmp_path: Path) -> None:
    (diagnostic,) = diagnostics_of(f"x: 1\nab: c{character}d\n".encode(), tmp_path)
    assert diagnostic.place is not None
    assert (diagnostic.code, diagnostic.place.line) in {("L003", 2), ("L008", 2)}
    assert f"U+{ord(character):04X}" in diagnostic.message


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\e", "\\x7F", "\\u202e", "\\u2066", "\\uFFFF", "\\x85"])
def test_escapes_smuggle_in_no_character_that_cannot_be_printed(escape: str, tmp_path: Path) -> None:
    assert only_diagnostic(f'x: 1\na: "b{escape}c"\n'.encode(), tmp_path) == ("L008", 2, 6)
    assert load(tmp_path).root["a"] == "bc"


@pytest.mark.parametrize("sign", "\u202a \u202b \u202c \u202d \u202e \u2066 \u2067 \u2068 \u2069".split())
def test_a_sign_that_turns_the_text_around_it_is_refused(sign: str, tmp_path: Path) -> None:
    (diagnostic,) = diagnostics_of(f"a: x{sign}y\n".encode(), tmp_path)
    assert diagnostic.code == "L008"


def test_a_key_holds_no_character_that_cannot_be_printed(tmp_path: Path) -> None:
    assert {p.code for p in diagnostics_of(b'"a\\e\\u202eb": 1\n', tmp_path)} == {"L008"}
    assert not any(c in str(load(tmp_path).root) for c in "\x1b\u202e")


@pytest.mark.parametrize(
    "text", ["한국어 黄炜 かな", "ÀÉÎõü ŁódŹ", "עברית", "العربية", "e\u0301", "a\u200db", "\U0001f600"]
)
def test_every_script_is_text(text: str) -> None:
    assert values(f'a: "{text}"\n')["a"] == text


def test_columns_count_characters_beyond_the_first_plane_once(tmp_path: Path) -> None:
    assert only_diagnostic("{k: \U0001f600, a: 1, a: 2}\n".encode(), tmp_path) == ("L004", 1, 14)


def test_a_second_document_is_refused_where_it_begins(tmp_path: Path) -> None:
    assert only_diagnostic(b"a: 1\n---\nb: 2\n", tmp_path) == ("L003", 2, 1)


def test_the_marks_of_one_document_are_no_second_one(tmp_path: Path) -> None:
    assert diagnostics_of(b"%YAML 1.2\n---\na: 1\n...\n", tmp_path) == ()


@pytest.mark.parametrize("tag", ["!!int", "!mine", "!!python/name:os.system", "!!binary"])
def test_a_tag_means_nothing_and_makes_nothing(tag: str, tmp_path: Path) -> None:
    assert only_diagnostic(f"x: 1\na: {tag} b\n".encode(), tmp_path) == ("L005", 2, 4)
    assert load(tmp_path).root["a"] == "b"


def test_a_tagged_call_runs_nothing(tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    diagnostics_of(f"a: !!python/object/apply:os.mkdir ['{marker}']\n".encode(), tmp_path)
    assert not marker.exists()


@pytest.mark.parametrize("opening", ["[", "{a: "])
def test_nesting_beyond_reason_is_refused_and_not_followed(opening: str, tmp_path: Path) -> None:
    (diagnostic,) = diagnostics_of(f"a: {opening * 50_000}\n".encode(), tmp_path)
    assert diagnostic.code == "L003"
    assert "deep" in diagnostic.message


def test_nesting_within_reason_is_read() -> None:
    assert values("a: " + "[" * 60 + "]" * 60)


def test_an_alias_stands_for_what_it_marks() -> None:
    root = values("a: &x {k: 1}\nb: *x\nc: [*x, *x]\n")
    assert root["b"] == {"k": "1"} == root["c"][1]


def test_an_alias_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    (diagnostic,) = diagnostics_of("\n".join(lines).encode(), tmp_path)
    assert (diagnostic.code, "million" in diagnostic.message) == ("L003", True)


def test_a_chain_of_aliases_is_as_deep_as_what_it_stands_for(tmp_path: Path) -> None:
    chain = ["a0: &a0 x", *(f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 1200))]
    (diagnostic,) = diagnostics_of("\n".join(chain).encode(), tmp_path)
    assert (diagnostic.code, "deep" in diagnostic.message) == ("L003", True)


class TestSectionFiles:
    def test_a_section_is_what_its_file_holds(self, record: Make, tmp_path: Path) -> None:
        (tmp_path / "honors.yaml").write_text("- title: A\n- title: B\n", encoding="utf-8")
        source = load(record("honors: honors.yaml\n"))
        assert source.diagnostics == ()
        assert [entry["title"] for entry in source.root["honors"]] == ["A", "B"]
        assert source.root["honors"][1].file == str(tmp_path / "honors.yaml")
        assert source.root["honors"][1].value_spans["title"] == (1, 9, 1, 10)

    def test_a_list_of_files_counts_as_one_file_in_its_order(self, record: Make, tmp_path: Path) -> None:
        for name in "ab":
            (tmp_path / f"{name}.yml").write_text(f"- title: {name}1\n- title: {name}2\n", encoding="utf-8")
        source = load(record("honors: [b.yml, a.yml]\n"))
        assert [entry["title"] for entry in source.root["honors"]] == ["b1", "b2", "a1", "a2"]
        assert len(source.root["honors"].spans) == 4

    def test_a_file_may_lie_in_a_folder_of_the_record(self, record: Make, tmp_path: Path) -> None:
        (tmp_path / "sections").mkdir()
        (tmp_path / "sections" / "h.yaml").write_text("- title: A\n", encoding="utf-8")
        assert load(record("honors: sections/h.yaml\n")).diagnostics == ()

    def test_an_empty_file_is_an_empty_section(self, record: Make, tmp_path: Path) -> None:
        (tmp_path / "honors.yaml").write_text("# none yet\n", encoding="utf-8")
        source = load(record("honors: honors.yaml\n"))
        assert (source.diagnostics, source.root["honors"]) == ((), [])

    def test_a_missing_file_is_told_where_it_is_asked_for(self, record: Make) -> None:
        file = record("honors: [gone.yaml, away.yaml]\n")
        places = [(p.code, p.place and p.place[1:]) for p in load(file).diagnostics]
        assert places == [("L001", (3, 10, 19)), ("L001", (3, 21, 30))]

    def test_a_folder_is_no_file(self, record: Make, tmp_path: Path) -> None:
        (tmp_path / "honors.yaml").mkdir()
        assert [p.code for p in load(record("honors: honors.yaml\n")).diagnostics] == ["L001"]

    @pytest.mark.skipif(os.name == "nt", reason="there are no such files there")
    def test_a_pipe_or_a_device_is_not_waited_for(self, record: Make, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.yaml")
        (tmp_path / "zero.yaml").symlink_to("/dev/zero")
        found = load(record("honors: pipe.yaml\nservice: zero.yaml\n")).diagnostics
        assert [(p.code, p.place and p.place.line) for p in found] == [("L001", 3), ("L007", 4)]
        assert "not a regular file" in found[0].message

    def test_a_fault_in_a_file_is_told_in_that_file(self, record: Make, tmp_path: Path) -> None:
        (tmp_path / "honors.yaml").write_text("- title: A\n- title: b: c\n", encoding="utf-8")
        (diagnostic,) = load(record("honors: honors.yaml\n")).diagnostics
        assert diagnostic.place is not None
        assert diagnostic.place[:3] == (str(tmp_path / "honors.yaml"), 2, 11)

    @pytest.mark.parametrize("content", ["title: A\n", "text\n"])
    def test_a_file_that_is_no_list_is_told(self, record: Make, tmp_path: Path, content: str) -> None:
        (tmp_path / "honors.yaml").write_text(content, encoding="utf-8")
        (diagnostic,) = load(record("honors: honors.yaml\n")).diagnostics
        assert diagnostic.place is not None
        assert (diagnostic.code, diagnostic.place.file) == ("L006", str(tmp_path / "honors.yaml"))

    @pytest.mark.parametrize("name", ["../outside.yaml", "sub/../../outside.yaml", "{folder}/outside.yaml"])
    def test_no_file_outside_the_record_is_read(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "outside.yaml").write_text("- title: secret\n", encoding="utf-8")
        folder = tmp_path / "record"
        (folder / "sub").mkdir(parents=True)
        text = f"cvkit: 1\nhonors: {name.format(folder=tmp_path)}\n"
        (folder / "cv.yaml").write_text(text, encoding="utf-8")
        source = load(folder)
        assert [(p.code, p.place and p.place[1:3]) for p in source.diagnostics] == [("L007", (2, 9))]
        assert "secret" not in "".join(source.texts.values())

    @pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege there")
    @pytest.mark.parametrize("of_folder", [False, True])
    def test_a_symbolic_link_leads_to_nothing_outside(self, tmp_path: Path, of_folder: bool) -> None:
        outside = tmp_path / "outside"
        outside.mkdir()
        (outside / "h.yaml").write_text("- title: secret\n", encoding="utf-8")
        folder = tmp_path / "record"
        folder.mkdir()
        (folder / "link").symlink_to(outside) if of_folder else (folder / "h.yaml").symlink_to(outside / "h.yaml")
        name = "link/h.yaml" if of_folder else "h.yaml"
        (folder / "cv.yaml").write_text(f"cvkit: 1\nhonors: {name}\n", encoding="utf-8")
        assert [p.code for p in load(folder).diagnostics] == ["L007"]

    def test_a_text_that_only_looks_like_a_file_stays_a_text(self, record: Make) -> None:
        assert load(record("x-note: about cv.yaml files\n")).root["x-note"] == "about cv.yaml files"


@pytest.mark.parametrize("name", ["absent", "absent.yaml"])
def test_a_record_that_is_not_there_is_wrong_usage(tmp_path: Path, name: str) -> None:
    with pytest.raises(CvkitError) as told:
        load(tmp_path / name)
    assert told.value.status is ExitStatus.USAGE


def test_a_folder_without_its_file_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(CvkitError, match=r"cv\.yaml"):
        load(tmp_path)


def test_a_record_has_the_name_of_its_folder_or_file(tmp_path: Path) -> None:
    folder = tmp_path / "ada"
    folder.mkdir()
    (folder / "cv.yaml").write_text("cvkit: 1\n", encoding="utf-8")
    (tmp_path / "grace.yaml").write_text("cvkit: 1\n", encoding="utf-8")
    assert [load(folder).name, load(tmp_path / "grace.yaml").name] == ["ada", "grace"]


def test_a_file_beyond_reason_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "cv.yaml").write_bytes(b"#" * 20_000_001)
    assert [p.code for p in load(tmp_path).diagnostics] == ["L001"]


def test_the_real_record_loads_without_a_diagnostic() -> None:
    source = load(ROOT / "data" / "jemin-lee")
    assert source.diagnostics == ()
    assert isinstance(source.root["publications"], YamlSeq)
    assert len(source.root["publications"]) == 36


@given(st.text())
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        _, _, diagnostics = parse_yaml(text, "cv.yaml")
    except UnreadableYamlError as refused:
        diagnostics = [refused.diagnostic]
    assert all(
        diagnostic.place and diagnostic.place.line >= 1 and diagnostic.place.column >= 1 for diagnostic in diagnostics
    )


@given(st.text(st.characters(exclude_categories=["C"], exclude_characters="\u0085\u2028\u2029\ufeff"), min_size=1))
def test_a_quoted_text_comes_back_as_it_was_typed(text: str) -> None:
    root, _, diagnostics = parse_yaml("a: '" + text.replace("'", "''") + "'\n", "cv.yaml")
    assert not diagnostics
    assert root["a"] == text if text.strip() else root["a"] is EMPTY
