"""The standard streams have every character, whatever the encoding of the console is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

RECORD = ROOT / "data" / "jemin-lee"
ENCODINGS = ["ascii", "cp1252", "cp949", "euc-kr", "shift_jis", "utf-16", "latin-1"]
COMMANDS = {
    **{f"export {form}": ["export", RECORD, "--to", form] for form in ("txt", "md", "html", "tex", "csljson")},
    "numbers": ["numbers", RECORD],
    "numbers json": ["numbers", RECORD, "--format", "json"],
    "numbers names": ["numbers", RECORD, "--names"],
    "schema": ["schema"],
    "explain": ["explain", "V150"],
}


def run(arguments: list[object], encoding: str, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "cvkit", *map(str, arguments)]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environment, capture_output=True, check=False, cwd=cwd)


@pytest.fixture(scope="module")
def in_utf_8() -> dict[str, bytes]:
    return {name: run(arguments, "utf-8").stdout for name, arguments in COMMANDS.items()}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_pipe_gets_the_same_utf_8_in_every_console(name: str, in_utf_8: dict[str, bytes]) -> None:
    assert in_utf_8[name].decode()
    for encoding in ENCODINGS if name in ("export txt", "numbers names") else ("cp1252", "cp949"):
        result = run(COMMANDS[name], encoding)
        assert (result.returncode, result.stdout) == (0, in_utf_8[name]), (encoding, result.stderr)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_diagnostic_in_a_pipe_has_every_character(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: 이제민}\nжурнал: →\n", encoding="utf-8")
    printed = run(["check"], encoding, tmp_path)
    assert printed.returncode == 1 and "журнал" in printed.stdout.decode()
    stopped = run(["numbers"], encoding, tmp_path)
    assert stopped.returncode == 1 and "журнал" in stopped.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are Unicode on Windows")
def test_a_file_name_that_is_not_unicode_is_printed_with_its_bytes(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system has Unicode names only")
    (folder / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\n", encoding="utf-8")
    result = run(["export", folder, "--to", "md", "-o", folder / "cv.md"], "ascii")
    assert result.returncode == 0 and result.stdout.rstrip() == os.fsencode(folder / "cv.md")


@pytest.mark.skipif(sys.platform == "win32", reason="the test opens a pseudo-terminal")
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "euc-kr", "shift_jis"])
def test_a_terminal_gets_its_encoding_with_replacements(encoding: str) -> None:
    status, printed = in_terminal(["numbers", ROOT / "data" / "wei-huang", "--names"], encoding)
    assert status == 0
    assert "Wei Huang" in printed.decode(encoding)


def in_terminal(arguments: list[object], encoding: str = "utf-8", cwd: Path | None = None) -> tuple[int, bytes]:
    """Run a command in a pseudo-terminal, and return its exit status and all that it printed."""
    import pty

    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "cvkit", *map(str, arguments)]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, env=environment, stdout=end, stderr=end, cwd=cwd)
    os.close(end)
    printed = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        printed += piece
    os.close(terminal)
    return process.wait(), printed


HOSTILE_NAME = "a\x1b]0;title\x07\x1b[31m\x9b2J\r\x7f\u202eb"
SHOWN_NAME = r"a\x1b]0;title\x07\x1b[31m\x9b2J\r\x7f\u202eb"
NAMING = {
    "a record without a file": (["check", "NAME.yaml"], 2),
    "an output": (["export", "NAME", "--to", "md", "-o", "NAME.md"], 0),
    "an output in a folder that is not there": (["export", "people", "--to", "md", "-o", "no/NAME.md"], 1),
    "a source that is not there": (["import", "NAME.bib", "-o", "new"], 2),
    "an option": (["check", "--NAME"], 2),
    "a style": (["pdf", "NAME", "--style", "NAME"], 2),
    "a batch of records with errors": (["batch", "NAME", "people", "-o", "NAME/out"], 1),
    "a thesis that is not there": (["appendix", "NAME.pdf", "NAME"], 2),
    "a diagnostic": (["check", "people"], 1),
}


@pytest.mark.skipif(sys.platform == "win32", reason="no name has control characters there; uses a pseudo-terminal")
@pytest.mark.parametrize(("arguments", "status"), NAMING.values(), ids=NAMING)
def test_no_name_of_a_file_controls_a_terminal(tmp_path: Path, arguments: list[str], status: int) -> None:
    for folder, line in ((HOSTILE_NAME, ""), ("people", f'"{SHOWN_NAME}": 1\n')):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "cv.yaml").write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\n{line}", encoding="utf-8")
    typed: list[object] = [argument.replace("NAME", HOSTILE_NAME) for argument in arguments]
    found, printed = in_terminal(typed, cwd=tmp_path)
    assert found == status, printed
    assert not set(printed.decode()) & set("\x07\x9b\x7f\u202e"), printed
    assert arguments[0] == "batch" or not set(printed.replace(b"\r\n", b"").decode()) & set("\x1b\r"), printed
    assert b"\x1b]" not in printed
    assert SHOWN_NAME in printed.decode() or arguments == ["check", "people"]


@pytest.mark.skipif(sys.platform == "win32", reason="no name has control characters there")
def test_a_pipe_gets_the_name_of_an_output_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\n", encoding="utf-8")
    result = run(["export", "--to", "md", "-o", f"{HOSTILE_NAME}.md"], "utf-8", tmp_path)
    assert (result.returncode, result.stdout.decode()) == (0, f"{HOSTILE_NAME}.md\n")


LINES = {
    "an error": (["check", "no\nrecord"], r"cvkit: there is no record no\nrecord"),
    "a diagnostic": (["check", "bad\nrecord"], r"bad\nrecord/cv.yaml:3:1: error[V101]: unknown key `honours`"),
    "a file that is missing": (["check", "a\nfile"], r"there is no file `a\nfile/x.yaml`"),
    "a batch": (["batch", "bad\nrecord", "-o", "out"], r"bad\nrecord: not made: the record has errors"),
    "a new record": (["new", "new\nrecord"], r"now edit new\nrecord/cv.yaml"),
    "a note": (["pdf", "own\nstyle", "--style", "no\nstyle"], r"no\nstyle"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="no name has line ends there")
@pytest.mark.parametrize(("arguments", "line"), LINES.values(), ids=LINES)
def test_a_line_end_in_the_name_of_a_file_breaks_no_message(tmp_path: Path, arguments: list[str], line: str) -> None:
    texts = {"bad\nrecord": "honours: []", "a\nfile": "honors: x.yaml", "own\nstyle": ""}
    for folder, text in texts.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "cv.yaml").write_text(
            f"cvkit: 1\nperson: {{name: Ada Miller}}\n{text}\n", encoding="utf-8"
        )
    result = run(list(arguments), "utf-8", tmp_path)
    assert line in (result.stderr + result.stdout).decode()


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("name", ["a\nb.bib", "a\x07b.bib", "a\udcffb.bib", "a\u2028b.bib", "a\x85b: [.bib"], ids=ascii)
def test_the_name_of_a_source_does_not_break_the_imported_record(tmp_path: Path, name: str) -> None:
    source = "@article{a, title={On birds}, author={Ada Miller}, year=2020, journal={J}}\n"
    (tmp_path / name).write_text(source, encoding="utf-8")
    result = run(["import", name, "-o", "me"], "utf-8", tmp_path)
    assert result.returncode == 0, result.stderr
    assert run(["check", "me"], "utf-8", tmp_path).returncode == 0
    again = run(["import", name, "-o", "me"], "utf-8", tmp_path)
    assert again.returncode == 0 and b"1 unchanged" in again.stderr


CONSOLES = {
    "an encoding that is strict": {"PYTHONIOENCODING": "ascii:strict"},
    "a locale without letters": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "a locale that is not installed": {"LC_ALL": "xx_YY.ISO-8859-1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "no lines and no columns": {"COLUMNS": "0", "LINES": "0"},
    "one column": {"COLUMNS": "1", "LINES": "1"},
    "columns that are no number": {"COLUMNS": "wide"},
    "a dumb terminal": {"TERM": "dumb"},
    "an unknown terminal": {"TERM": "xyz", "FORCE_COLOR": "", "NO_COLOR": "1"},
}


@pytest.mark.parametrize("console", CONSOLES.values(), ids=CONSOLES)
def test_a_console_that_is_odd_changes_no_byte_of_a_pipe(tmp_path: Path, console: dict[str, str]) -> None:
    (tmp_path / "cv.yaml").write_text(
        "cvkit: 1\nperson: {name: 이제민}\nhonors: [{title: é → ✓, date: 2020}]\n", encoding="utf-8"
    )
    (tmp_path / "wrong.yaml").write_text("cvkit: 1\nperson: {name: 이제민}\nжурнал: →\n", encoding="utf-8")
    for arguments in (["export", "--to", "txt"], ["check", "wrong.yaml"], ["numbers"], ["numbers", "wrong.yaml"]):
        command = [sys.executable, "-m", "cvkit", *arguments]
        plain, odd = (
            subprocess.run(
                command,
                env=os.environ | {"PYTHONPATH": str(ROOT)} | more,
                capture_output=True,
                check=False,
                cwd=tmp_path,
            )
            for more in ({}, console)
        )
        assert (odd.returncode, odd.stdout, odd.stderr) == (plain.returncode, plain.stdout, plain.stderr)
        assert plain.returncode in (0, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("reader", ["a full disk", "a reader that has ended", "nothing"])
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["check", "absent"], 2),
        (["export", "--to", "txt", "--section", "nothing"], 2),
        (["check", "--bogus"], 2),
        (["numbers", "wrong.yaml"], 1),
        (["export", "--to", "docx", "-o", "cv.docx"], 0),
        (["numbers", "--lock"], 0),
    ],
)
def test_messages_that_nobody_can_read_change_no_exit_status(
    tmp_path: Path, arguments: list[str], status: int, reader: str
) -> None:
    (tmp_path / "cv.yaml").write_text(
        "cvkit: 1\nperson: {name: 이제민}\nhonors: [{title: An honest prize}]\n"
        "publications: [{id: a, kind: journal, title: A, authors: Ada Miller, date: 2020}]\n",
        encoding="utf-8",
    )
    (tmp_path / "wrong.yaml").write_text("cvkit: 1\njournal: 1\n", encoding="utf-8")
    if reader == "a full disk":
        err = os.open("/dev/full", os.O_WRONLY)
    else:
        end, err = os.pipe()
        os.close(end)
    command = [sys.executable, "-m", "cvkit", *arguments]
    if reader == "nothing":
        command = ["sh", "-c", '"$@" 2>&-', "sh", *command]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=err, check=False, cwd=tmp_path)
    os.close(err)
    assert result.returncode == status
    assert (tmp_path / "cv.docx").exists() == ("cv.docx" in arguments)
    assert (tmp_path / "numbers.lock").exists() == ("--lock" in arguments)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are other things on Windows")
@pytest.mark.parametrize("arguments", [["export", "--to", "html"], ["numbers"], ["schema"], ["check", "wrong.yaml"]])
def test_a_reader_that_ends_early_is_no_error(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\n", encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text("cvkit: 1\njournal: 1\n", encoding="utf-8")
    end, out = os.pipe()
    os.close(end)
    result = subprocess.run(
        [sys.executable, "-m", "cvkit", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
        cwd=tmp_path,
    )
    os.close(out)
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are Unicode on Windows")
@pytest.mark.parametrize(
    "arguments",
    [
        ["pdf", "--set", "person.name=caf\udce9"],
        ["pdf", "--set", "caf\udce9=1"],
        ["import", "x.bib", "-o", "x", "--owner", "caf\udce9"],
    ],
)
def test_a_value_that_is_not_unicode_is_refused(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\n", encoding="utf-8")
    (tmp_path / "x.bib").write_text("@misc{a, title={A}, author={Ada Miller}, year=2020}\n", encoding="utf-8")
    result = run(list(arguments), "utf-8", tmp_path)
    assert result.returncode == 2 and b"no characters" in result.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["cv.yaml", "x.bib"]


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are Unicode on Windows")
def test_an_appendix_of_a_record_whose_name_is_not_unicode(tmp_path: Path) -> None:
    record = tmp_path / os.fsdecode(b"caf\xe9.yaml")
    try:
        record.write_text("cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: A}]\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has Unicode names only")
    for _ in range(2):
        assert run(["appendix", record, "--into", "thesis"], "ascii", tmp_path).returncode == 0
    assert (tmp_path / "thesis" / "cv.tex").read_text(encoding="utf-8")
