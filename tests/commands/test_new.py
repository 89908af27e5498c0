"""`cvkit new`: a record that is right, makes a good page at once, and takes the place of nothing."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.model.language_tag import LANGUAGES
from cvkit.write.locales.terms import terms_of
from tests.conftest import Result, needs_tex

Run = Callable[..., Result]


def test_a_new_record_has_no_diagnostic_and_every_document_of_it_is_set(cvkit: Run, tmp_path: Path) -> None:
    needs_tex()
    made = cvkit("new", "mine", cwd=tmp_path)
    assert made.status == 0
    assert sorted(made.out.splitlines()) == sorted(
        str(Path("mine") / file.name) for file in (tmp_path / "mine").iterdir()
    )
    assert cvkit("check", "--strict", tmp_path / "mine").status == 0
    for document in ("full", "short"):
        result = cvkit("pdf", "mine", "-d", document, cwd=tmp_path)
        assert (result.status, result.err) == (0, "")
    assert {file.name for file in tmp_path.glob("*.pdf")} == {"mine.pdf", "mine-short.pdf"}


def test_its_schema_is_beside_it_and_is_that_of_this_cvkit(cvkit: Run, tmp_path: Path) -> None:
    cvkit("new", tmp_path / "mine")
    schema = json.loads((tmp_path / "mine" / ".cvkit-schema.json").read_text(encoding="utf-8"))
    assert schema == json.loads(cvkit("schema").out)
    for name in ("cv.yaml", "publications.yaml"):
        first = (tmp_path / "mine" / name).read_text(encoding="utf-8").splitlines()[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=([^#]+)(#.*)?", first)
        assert found
        assert (tmp_path / "mine" / found[1]).is_file()
        place = schema
        for step in (found[2] or "#").lstrip("#/").split("/") if found[2] else []:
            place = place[step]
        assert place


def test_a_folder_that_has_files_keeps_them(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n", encoding="utf-8")
    assert cvkit("new", tmp_path).status == 0
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "mine\n"
    record = (tmp_path / "cv.yaml").read_bytes()
    again = cvkit("new", tmp_path)
    assert (again.status, again.out) == (2, "")
    assert "is a record already" in again.err
    assert (tmp_path / "cv.yaml").read_bytes() == record


def test_nothing_is_overwritten_or_left_half_done(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / "publications.yaml").write_text("[]\n", encoding="utf-8")
    result = cvkit("new", tmp_path)
    assert (result.status, result.out) == (2, "")
    assert [file.name for file in tmp_path.iterdir()] == ["publications.yaml"]
    assert cvkit("new", tmp_path / "publications.yaml").status == 2
    assert cvkit("new", tmp_path / "no" / "where").status == 5
    assert [file.name for file in tmp_path.iterdir()] == ["publications.yaml"]


@pytest.mark.parametrize(
    ("name", "address", "alias"),
    [
        ("Inés Roca", "ines@", "I. Roca"),
        ("Jörg Weiß", "jorg@", "J. Weiß"),
        ("Łukasz Żak", "lukasz@", "Ł. Żak"),
        ("Søren Ærø", "soren@", "S. Ærø"),
        ("Weiß Đorđe", "weiss@", "W. Đorđe"),
        ("Anne-Marie Üçgen", "anne-marie@", "A. Üçgen"),
        ("김 민수", "me@", ""),
        ("Ольга Иванова", "me@", "О. Иванова"),
    ],
)
def test_the_sample_address_and_alias_have_the_letters_of_the_name(
    cvkit: Run, tmp_path: Path, name: str, address: str, alias: str
) -> None:
    assert cvkit("new", tmp_path / "mine", "--name", name).status == 0
    text = (tmp_path / "mine" / "cv.yaml").read_text(encoding="utf-8")
    assert f"email: {address}example.org" in text
    assert (f"aliases: [{alias}]" in text) == bool(alias)


@pytest.mark.parametrize("name", ["Ludwig van Beethoven-Müller", "김 철수", "Ada O'Neil", "Zoë Ann Lee"])
def test_a_new_record_has_the_name_the_language_and_the_style_that_are_asked_for(
    cvkit: Run, tmp_path: Path, name: str
) -> None:
    made = cvkit("new", tmp_path / "mine", "--name", name, "--language", "de", "--style", "modern")
    assert made.status == 0
    assert cvkit("check", tmp_path / "mine", "--strict").status == 0
    text = (tmp_path / "mine" / "cv.yaml").read_text(encoding="utf-8")
    assert "Sandoval" not in text and "full: {language: de, style: modern}" in text
    shown = cvkit("export", tmp_path / "mine", "--to", "txt").out
    assert shown.startswith(name.replace("'", "’")) and "AUSBILDUNG" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headings_of_a_new_record_are_those_of_its_language(cvkit: Run, tmp_path: Path, language: str) -> None:
    assert cvkit("new", tmp_path, "--language", language).status == 0
    usual = {text.replace("'", "’") for text in terms_of(language).values()}
    for document in ("full", "short"):
        headings = re.findall(r"^## (.*)$", cvkit("export", tmp_path, "-d", document, "--to", "md").out, re.MULTILINE)
        own = {"Selected Publications"} if language.startswith("en") and document == "short" else set()
        assert headings and {*headings} - usual == own


def test_a_name_a_language_or_a_style_that_cannot_be_is_refused_before_anything_is_written(
    cvkit: Run, tmp_path: Path
) -> None:
    for option, value in (
        ("--name", " "),
        ("--name", "Ada"),
        ("--name", "Ada: Miller"),
        ("--language", "xx"),
        ("--style", "no-such"),
    ):
        assert cvkit("new", tmp_path / "mine", option, value).status == 2
    assert list(tmp_path.iterdir()) == []


def test_the_printed_command_works_in_a_folder_with_a_space_and_a_quote(cvkit: Run, tmp_path: Path) -> None:
    made = cvkit("new", "Ada's CV", cwd=tmp_path)
    command = made.err.partition("cvkit pdf")[2].strip()
    assert shlex.split(command) == ["Ada's CV"]


def test_the_texts_of_the_sample_do_not_break_when_its_papers_are_replaced(cvkit: Run, tmp_path: Path) -> None:
    cvkit("new", tmp_path / "mine")
    works = "- {id: mine, kind: journal, title: A paper, authors: Mira Sandoval, date: 2024, tags: [selected]}\n"
    (tmp_path / "mine" / "publications.yaml").write_text(works, encoding="utf-8")
    assert cvkit("check", tmp_path / "mine", "--strict").status == 0
