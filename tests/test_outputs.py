"""All that cvkit makes of the records in this repository, compared with golden files.

`pytest tests/test_outputs.py --accept` writes the files again; their diff is what has to be reviewed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.commands.read import read
from cvkit.write.formats import FORMATS
from tests.conftest import GOLDEN, ROOT, Comparable, Result, compare_golden, needs_tex, whole
from tests.listings import comparable_listings, docx_listing, pdf_listing

Run = Callable[..., Result]
Compare = Callable[..., None]
RECORDS = [
    *sorted(file.parent for part in ("data", "examples") for file in (ROOT / part).glob("*/cv.yaml")),
    ROOT / "tests" / "write" / "whole",
    ROOT / "tests" / "write" / "people",
]
EXPORTS = {name: (form.ending, ["--to", name]) for name, form in FORMATS.items()}
EXPORTS |= {"docx": (".docx.xml", ["--to", "docx"]), "bibtex": (".bibtex.bib", ["--to", "bibtex"])}
"""Each export: the ending of its golden files, and its options."""
STYLES = ("modern", "compact")
"""Styles that the first document of a record is typeset in, beside its own."""
JEMIN_LEE = ROOT / "data" / "jemin-lee"

each_record = pytest.mark.parametrize("folder", RECORDS, ids=lambda folder: folder.name)


@functools.cache
def documents_of(folder: Path) -> tuple[str, ...]:
    """The names of a record's documents, the default one first."""
    found = read(folder)
    assert found.numbered is not None
    return tuple(found.numbered.record.documents)


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Compare:
    """Compare texts, by the names of documents, with the golden files of a record that have an ending.

    A document whose text equals that of the first has a file that says so.
    """
    accepts = bool(request.config.getoption("--accept"))

    def compare(folder: Path, ending: str, texts: dict[str, str], comparable: Comparable = whole) -> None:
        first, text = next(iter(texts.items()))
        files = {
            GOLDEN / folder.name / f"{name}{ending}": f"the same as {first}{ending}\n"
            if name != first and other == text
            else other
            for name, other in texts.items()
        }
        compare_golden(files, accepts=accepts, comparable=comparable)

    return compare


@pytest.mark.parametrize("export", EXPORTS)
@each_record
def test_exports(cvkit: Run, compare: Compare, tmp_path: Path, folder: Path, export: str) -> None:
    ending, options = EXPORTS[export]
    texts = {}
    for name in documents_of(folder):
        if export == "docx":
            assert cvkit("export", folder, "-d", name, *options, "-o", tmp_path / name).status == 0
            texts[name] = docx_listing((tmp_path / name).read_bytes())
        else:
            result = cvkit("export", folder, "-d", name, *options)
            assert result.status == 0
            texts[name] = result.out
    compare(folder, ending, texts)


def own_messages(result: Result, folder: Path) -> str:
    """The messages of a command, without the line that counts the warnings and notes of the record."""
    counts = r"(\d+ warnings?)?(, )?(\d+ notes?)?"
    return re.sub(
        rf"^{counts}: run cvkit check {re.escape(str(folder))}\n", "", result.err_of_record, flags=re.MULTILINE
    )


@each_record
def test_what_formats_have_no_place_for(cvkit: Run, compare: Compare, tmp_path: Path, folder: Path) -> None:
    name = documents_of(folder)[0]
    outputs = {name: [] if FORMATS[name].is_site else ["-o", tmp_path / "cv"] for name in EXPORTS}
    results = [cvkit("export", folder, *options, *outputs[name]) for name, (_, options) in EXPORTS.items()]
    compare(folder, ".notes.txt", {name: "".join(own_messages(result, folder) for result in results) or "none\n"})


@each_record
def test_appendices(cvkit: Run, compare: Compare, tmp_path: Path, folder: Path) -> None:
    texts = {}
    for name in documents_of(folder):
        thesis = tmp_path / name
        thesis.mkdir()
        assert cvkit("appendix", folder, "-d", name, "--into", thesis).status == 0
        files = sorted(file for file in thesis.iterdir() if file.suffix == ".tex")
        texts[name] = "".join(f"%%% {file.name}\n{file.read_text(encoding='utf-8')}" for file in files)
    compare(folder, ".appendix.tex", texts)


@each_record
def test_numbers(cvkit: Run, golden: Callable[[str, str], None], folder: Path) -> None:
    result = cvkit("numbers", folder, "--format", "json")
    assert (result.status, own_messages(result, folder)) == (0, "")
    golden(f"{folder.name}/numbers.json", result.out)


@each_record
def test_check(cvkit: Run, golden: Callable[[str, str], None], folder: Path) -> None:
    result = cvkit("check", cwd=folder)
    golden(f"{folder.name}/check.txt", f"{result.out}{result.err}exit status {result.status}\n")


@each_record
def test_pdfs(cvkit: Run, compare: Compare, tmp_path: Path, folder: Path) -> None:
    needs_tex()
    result = cvkit("pdf", folder, "--all", "-o", tmp_path)
    assert (result.status, own_messages(result, folder)) == (0, "")
    first, *others = documents_of(folder)
    files = {first: f"{folder.name}.pdf"} | {name: f"{folder.name}-{name}.pdf" for name in others}
    assert {file.name for file in tmp_path.iterdir()} == set(files.values())
    texts = {name: pdf_listing((tmp_path / file).read_bytes()) for name, file in files.items()}
    compare(folder, ".pdf.txt", texts, comparable_listings)


@pytest.mark.parametrize("style", STYLES)
def test_pdfs_in_other_styles(cvkit: Run, compare: Compare, tmp_path: Path, style: str) -> None:
    needs_tex()
    output = tmp_path / "cv.pdf"
    result = cvkit("pdf", JEMIN_LEE, "-s", style, "-o", output)
    assert (result.status, result.err_of_record) == (0, "")
    name = documents_of(JEMIN_LEE)[0]
    compare(JEMIN_LEE, f".{style}.pdf.txt", {name: pdf_listing(output.read_bytes())}, comparable_listings)


def test_each_golden_file_of_a_record_is_compared() -> None:
    endings = [*(ending for ending, _ in EXPORTS.values()), ".appendix.tex", ".pdf.txt"]
    for folder in RECORDS:
        documents = documents_of(folder)
        expected = {"check.txt", "numbers.json", f"{documents[0]}.notes.txt"}
        expected |= {f"{name}{ending}" for name in documents for ending in endings}
        if folder == JEMIN_LEE:
            expected |= {f"{documents[0]}.{style}.pdf.txt" for style in STYLES}
        assert {file.name for file in (GOLDEN / folder.name).iterdir()} == expected
