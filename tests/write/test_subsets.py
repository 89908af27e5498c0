"""Every subset of the optional fields of every kind of entry, in every format: no punctuation is doubled or left alone.

The entries are made from the model, so a field or section that it gains is among them.
"""

from __future__ import annotations

import io
import itertools
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from cvkit.commands.read import read
from cvkit.commands.request import Request
from cvkit.commands.select_document import select_document
from cvkit.commands.styles import load_style
from cvkit.model.json_schema import record_schema
from cvkit.write.formats import FORMATS, WriterInput

Entry = dict[str, Any]
SCHEMA = record_schema()
RUN = random.Random(20200229)
RANDOM_SUBSETS = 40
NOT_VARIED = {
    "id", "hidden", "picture", "pin", "series", "version_of", "erratum_of", "funding", "refereed",
    "tags", "numbered", "author_order", "ignore", "x-",
}  # fmt: skip
"""Fields of which nothing is printed, or that refer to other entries."""

STRINGS = {
    "^(https?|mailto|tel):": "https://a.example/x",
    r"^[0-9]+(\.[0-9]+)?$": "6.20",
    r"[0-9]{3}[0-9X]$": "0000-0002-1825-0097",
}
NAMED = {
    "doi": "10.1000/adoi", "arxiv": "2505.01658", "issn": "0317-8471", "eissn": "0317-8471", "isbn": "9780306406157",
    "email": "ada@example.org", "phone": "555 0100", "country": "KR", "authors": "Ada Miller†, Bo Bee†, Cy Dee*",
    "inventors": "Ada Miller, Bo Bee", "pages": "33-44", "currency": "EUR", "photo": "photo.png",
    "rate": "100", "top_percent": "80.5", "ids": {"pmid": "12345678"},
}  # fmt: skip
"""Values of fields that have a form of their own."""


def resolved(schema: Entry) -> Entry:
    return SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def sample(schema: Entry, name: str, stop: str = "") -> Any:
    """A value that a schema allows; a text ends with `stop`."""
    schema = resolved(schema)
    if name in NAMED:
        return NAMED[name]
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return sample(next((o for o in schema[union] if "$ref" in o), schema[union][0]), name, stop)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [""])[-1])
    kind = schema.get("type")
    match kind[0] if isinstance(kind, list) else kind:
        case "boolean":
            return True
        case "integer" | "number":
            return max(3, schema.get("minimum", 0))
        case "array":
            return [sample(schema["items"], name, stop)]
        case "object" if "properties" in schema:
            return {
                key: sample(inner, key, stop) for key, inner in schema["properties"].items() if key not in NOT_VARIED
            }
        case "object":
            return {}
    pattern = schema.get("pattern", "")
    return "2021-03" if "spring" in pattern else STRINGS.get(pattern, f"A{name.replace('_', '')}{stop}")


def sections() -> dict[str, Entry]:
    """The schema of an entry of each section."""
    found = {}
    for name, schema in SCHEMA["properties"].items():
        options = [schema, *schema.get("anyOf", [])]
        items = [resolved(o["items"]) for o in options if o.get("type") == "array" and "$ref" in o.get("items", {})]
        if items and "properties" in items[0]:
            found[name] = items[0]
    return found


SECTIONS = sections()


def subsets(section: str) -> Iterator[Entry]:
    """An entry with no field, all, each alone, each left out, each pair, and some at random, those with full stops."""
    schema = SECTIONS[section]
    required = [name for name in schema["properties"] if name in schema.get("required", [])]
    fields = [name for name in schema["properties"] if name not in required and name not in NOT_VARIED]
    chosen: list[tuple[list[str], str]] = [([], ""), (fields, ""), (fields, ".")]
    chosen += [(list(pair), "") for size in (1, 2) for pair in itertools.combinations(fields, size)]
    chosen += [([other for other in fields if other != name], "") for name in fields]
    chosen += [(RUN.sample(fields, RUN.randint(1, len(fields))), RUN.choice(["", "."])) for _ in range(RANDOM_SUBSETS)]
    for at, (names, stop) in enumerate(chosen):
        entry = {n: sample(schema["properties"][n], n, stop) for n in schema["properties"] if n in {*required, *names}}
        if section == "publications" and "date" not in entry:
            entry["status"] = "in-press"  # else the date is required
        if section == "publications" and "number" in entry:
            entry["kind"] = "report"  # other kinds have no number of their own
        if "id" in schema["properties"]:
            entry["id"] = f"{section}{at}"
        yield entry


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> WriterInput:
    """All entries that the check lets through; those that it refuses have fields that exclude each other."""
    file: Path = tmp_path_factory.mktemp("subsets") / "cv.yaml"
    entries = {section: list(subsets(section)) for section in SECTIONS}
    whole = {section: len(found) for section, found in entries.items()}
    for _ in range(4):
        lines = [f"{name}:\n" + "".join(f"  - {json.dumps(e)}\n" for e in found) for name, found in entries.items()]
        options = "documents: {full: {options: {significance: true, contribution: true}}}\n"
        head = f"cvkit: 1\nperson: {{name: Ada Miller}}\n{options}"
        file.write_text(head + "".join(lines), encoding="utf-8")
        found = read(file)
        places = {diagnostic.place.line for diagnostic in found.diagnostics if diagnostic.is_error and diagnostic.place}
        if not places:
            break
        number = 3
        for name, listed in entries.items():
            number += 1
            kept = []
            for entry in listed:
                number += 1
                kept += [] if number in places else [entry]
            entries[name] = kept
    assert found.numbered, [diagnostic.message for diagnostic in found.diagnostics if diagnostic.is_error][:5]
    assert {name: len(kept) for name, kept in entries.items() if len(kept) < whole[name] / 4} == {}
    _, document = select_document(found.numbered, Request(file))
    return WriterInput(found.numbered, document, load_style(document.style))


class TextOfHtml(HTMLParser):
    """The texts of a page, a line for each block."""

    BLOCKS = frozenset("p li div h1 h2 h3 h4 article section dt dd ul ol dl header main".split())

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.feed(page.partition("<body>")[2])

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.pieces += ["\n"] if tag in self.BLOCKS else []

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, ())

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def lines_of_html(page: str) -> list[str]:
    return "".join(TextOfHtml(page).pieces).split("\n")


def lines_of_md(text: str) -> list[str]:
    """The lines without their markup."""
    text = re.sub(r"\]\([^)]*\)|\*\*?|<[^>]*>|^(?: *[->] |#+ )|(?<!\\)\[|\\$", "", text.replace("\\*", ""), flags=re.M)
    return text.split("\n")


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def lines_of_docx(content: bytes) -> list[str]:
    from docx import Document

    return [line for p in Document(io.BytesIO(content)).paragraphs for line in re.split(r"[\n\t]", p.text)]


LINES: dict[str, Callable[[Any], list[str]]] = {
    "docx": lines_of_docx,
    "html": lines_of_html,
    "md": lines_of_md,
    "txt": lambda text: [" ".join(re.sub(r"^ *- ", "", part, flags=re.M).split()) for part in text.split("\n\n")],
    "csljson": lambda text: list(strings(json.loads(text))),
    "jsonresume": lambda text: list(strings(json.loads(text))),
}
BAD = re.compile(
    r",\s*[,.·)]|\(\s|\s[),;.]|\(\)|\[\]|;\s*[;)]|(?<!\.)\.\.(?!\.)|·\s*[·,]|: *[,;]|–\s*[,;)]"
    r"|^[,;.·:)–]|[,;:·(]$|(?<!\d)(?<!\d[月월])\s–$|None"
)
"""Punctuation that has lost what stood beside it. A dash behind a date is the open end of a post."""


@pytest.mark.parametrize("form", LINES)
def test_no_subset_of_fields_leaves_punctuation_behind(material: WriterInput, form: str) -> None:
    lines = [line.strip() for line in LINES[form](FORMATS[form].write(material)) if line.strip()]
    assert len(lines) > 700
    assert sorted({line for line in lines if BAD.search(line)})[:20] == []


@pytest.mark.parametrize(
    ("language", "citation"), [("ko", "apa"), ("zh", "ieee"), ("de", "vancouver"), ("fr", "house")]
)
def test_nor_does_any_in_another_language_or_citation_style(
    material: WriterInput, language: str, citation: str
) -> None:
    document = material.document.model_copy(update={"language": language, "citation": citation})
    text = FORMATS["txt"].write(replace(material, document=document))
    if language == "fr":  # a space is before each semicolon
        text = re.sub(r"\s;", ";", text)
    lines = [line.strip() for line in LINES["txt"](text) if line.strip()]
    assert len(lines) > 700
    assert sorted({line for line in lines if BAD.search(line)})[:20] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_every_text_of_an_entry_is_printed(material: WriterInput, section: str) -> None:
    samples = {name: sample(schema, name) for name, schema in SECTIONS[section]["properties"].items()}
    texts = {name: text for name, text in samples.items() if text == f"A{name.replace('_', '')}"}
    page = str(FORMATS["html"].write(replace(material, sections=(section,))))
    assert [name for name, text in texts.items() if name not in NOT_VARIED and text not in page] == []


def test_the_entries_are_of_every_section_with_every_field(material: WriterInput) -> None:
    assert len(SECTIONS) >= 8
    for section, schema in SECTIONS.items():
        entries = getattr(material.numbered.record, section)
        given = set().union(*(entry.model_fields_set for entry in entries))
        without = {"number"} if section == "talks" else set()  # V226 rejects it there
        assert set(schema["properties"]) - NOT_VARIED - given == without, section
