"""Every format, read by a tool that is not ours: validators, browsers, office programs, published schemas.

`nox -s conformance` installs the tools and runs this; it says in CVKIT_CONFORMANCE in which folder npm's packages are.
What is made stays there too, to be looked at.
"""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from cvkit.commands.export import export_document
from cvkit.commands.numbers import label_rows
from cvkit.commands.read import read
from cvkit.commands.request import Request
from tests.accessible import violations
from tests.conftest import ROOT, exported
from tests.write.kramdown import rendered
from tests.write.test_home_pages import body

TOOLS = Path(os.environ.get("CVKIT_CONFORMANCE", ROOT / ".nox" / "conformance" / "tmp")).resolve()
OUTPUT = TOOLS / "output"
CSL_SCHEMA = "https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json"
RECORDS = [
    *sorted(file.parent for folder in ("data", "examples") for file in (ROOT / folder).glob("*/cv.yaml")),
    *(ROOT / "tests" / "write" / name for name in ("whole", "scripts")),
]
CHROMIUM = "chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars".split()


def documents() -> list[Request]:
    """Every document of every record."""
    found = [(folder, read(folder).numbered) for folder in RECORDS]
    return [Request(folder, name) for folder, numbered in found if numbered for name in numbered.record.documents]


every_document = pytest.mark.parametrize("request_", documents(), ids=lambda r: f"{r.record.name}-{r.document}")


def shown(request: Request) -> list[str]:
    """The labels that a document prints, in order, as its TeX has them."""
    return re.findall(r"^  label=\{(.*)\},$", exported(request, "tex"), re.MULTILINE)


def made(request: Request, form: str, ending: str) -> Path:
    """A file with a document in a format."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    file = OUTPUT / f"{request.record.name}-{request.document}{ending}"
    content = export_document(Request(request.record, request.document, output=file), form).content
    assert content == (file.read_bytes() if isinstance(content, bytes) else file.read_text(encoding="utf-8"))
    return file


def run(*command: str | Path, timeout: int = 180) -> str:
    result = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=timeout, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def words(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@every_document
def test_html5lib_finds_nothing_wrong(request_: Request) -> None:
    import html5lib

    page = exported(request_, "html")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    labels = ["".join(label.itertext()) for label in tree.iter("span") if label.get("class") == "label"]
    assert [label for label in labels if not label.isdecimal()] == shown(request_)


@pytest.mark.parametrize("form", ["academicpages", "acad-homepage"])
@every_document
def test_html5lib_finds_nothing_wrong_in_home_pages(request_: Request, form: str) -> None:
    import html5lib

    shown = rendered(body(exported(request_, form)))
    page = f"<!DOCTYPE html>\n<html lang='en'><head><title>x</title></head><body>{shown}</body></html>"
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


@every_document
def test_the_validator_of_the_w3c_finds_nothing_wrong(request_: Request) -> None:
    page = made(request_, "html", ".html")
    jar = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    assert run("java", "-jar", jar, "--stdout", "--also-check-css", page) == ""


def test_axe_finds_nothing_wrong_in_any_page() -> None:
    long_words = Request(ROOT / "tests" / "write" / "long_words.yaml", "full")
    pages = [made(request, "html", ".html") for request in (*documents(), long_words)]
    assert violations(pages, TOOLS / "node_modules" / "axe-core" / "axe.min.js") == []


@every_document
def test_a_browser_shows_the_page_and_prints_it(request_: Request) -> None:
    page = made(request_, "html", ".html")
    picture, paper = page.with_suffix(".png"), page.with_suffix(".html.pdf")
    run(*CHROMIUM, "--window-size=1000,1400", f"--screenshot={picture}", page.as_uri())
    assert picture.stat().st_size > 20_000
    run(*CHROMIUM, "--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri())
    assert missing(shown(request_), run("pdftotext", "-layout", paper, "-")) == []


def missing(labels: list[str], text: str) -> list[str]:
    there = set(words(text).split())
    return [label for label in labels if label not in there]


@every_document
def test_json_resume_is_valid_by_its_schema(request_: Request) -> None:
    import jsonschema

    file = TOOLS / "node_modules" / "@jsonresume" / "schema" / "schema.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    resume = json.loads(exported(request_, "jsonresume"))
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(resume)] == []
    assert set(resume) <= {*schema["properties"]}
    labels = [work["label"] for work in resume.get("publications", []) if "label" in work]
    assert labels == shown(request_)


@functools.cache
def csl_schema() -> dict[str, Any]:
    """The published schema; without a network, that of a package which is made from it."""
    try:
        with urllib.request.urlopen(CSL_SCHEMA, timeout=20) as answer:
            schema: dict[str, Any] = json.loads(answer.read())
            return schema
    except OSError:
        from csl_reference import Reference

        item = Reference.model_json_schema(by_alias=True)
        definitions = item.pop("$defs")
        for part in (item, *definitions.values()):
            part["additionalProperties"] = False
        return {"type": "array", "items": item, "$defs": definitions}


@every_document
def test_csl_json_is_valid_by_its_schema(request_: Request) -> None:
    import jsonschema

    items = json.loads(exported(request_, "csljson"))
    errors = jsonschema.Draft7Validator(csl_schema()).iter_errors(items)
    assert [f"{error.json_path}: {error.message}" for error in errors] == []
    assert [item["citation-label"] for item in items if "citation-label" in item] == shown(request_)


@every_document
def test_a_citation_processor_knows_every_work(request_: Request) -> None:
    file = made(request_, "csljson", ".csl.json")
    items = json.loads(file.read_text(encoding="utf-8"))
    text = words(run("pandoc", "--citeproc", "-f", "csljson", "-t", "plain", "--wrap=none", file))
    titles = [re.sub(r"<[^>]*>", "", item["title"]) for item in items]
    assert [title for title in titles if words(title).lower() not in text.replace("’", "'").lower()] == []


@every_document
def test_an_office_program_opens_the_docx_and_has_every_label(request_: Request) -> None:
    file = made(request_, "docx", ".docx")
    run("soffice", "--headless", "--convert-to", "pdf", "--outdir", OUTPUT, file)
    pdf = file.with_suffix(".pdf")
    assert missing(shown(request_), run("pdftotext", "-layout", pdf, "-")) == []
    run("pdftoppm", "-r", "60", "-png", pdf, pdf.with_suffix(".docx"))


@every_document
def test_pandoc_reads_the_docx_as_headings_lists_and_links(request_: Request) -> None:
    text = run("pandoc", "-f", "docx", "-t", "markdown", made(request_, "docx", ".docx"))
    page = exported(request_, "html")
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == page.count("<h2")
    assert text.count("](https://doi.org") == page.count('href="https://doi.org')


@every_document
def test_commonmark_has_the_headings_and_items_of_the_page(request_: Request) -> None:
    from markdown_it import MarkdownIt

    text = exported(request_, "md")
    tokens = MarkdownIt("commonmark").parse(text)
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    page = exported(request_, "html")
    assert headings == re.findall(r"<(h\d)", page)
    plain = words(re.sub(r"\\(?=\W)|\*|<[^>]*>", "", text))
    assert missing(shown(request_), plain) == []


@every_document
def test_bibtexparser_reads_the_bib(request_: Request) -> None:
    from cvkit.write.formats import FORMATS

    if "biblatex" not in FORMATS:
        pytest.skip("there is no such format")
    import bibtexparser

    library = bibtexparser.parse_string(exported(request_, "biblatex"))
    assert library.failed_blocks == []
    items = json.loads(exported(request_, "csljson"))
    assert [entry.key for entry in library.entries] == [item["id"] for item in items]


def test_every_record_has_labels_to_look_for() -> None:
    assert all(label_rows(folder)[0] for folder in RECORDS)
