"""A page prints the characters of the record: every pair of ASCII characters and every three signs, in every field."""

from __future__ import annotations

import itertools
import json
import string
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from cvkit.commands.read import read
from cvkit.commands.request import Request
from cvkit.model.inline import CrossRef, Inlines, Math, PrintedCount
from cvkit.model.text import parse_text
from tests.conftest import needs_tex
from tests.typeset.conftest import Typeset, flat

ASCII = string.ascii_letters + string.digits + string.punctuation
PAIRS = ["".join(pair) for pair in itertools.product(ASCII, repeat=2)]
TRIPLES = ["".join(three) for three in itertools.product(string.punctuation, repeat=3)]
IN_A_ROW = 16


def kinds(inlines: Inlines) -> Iterator[type]:
    for inline in inlines:
        yield type(inline)
        yield from kinds(getattr(inline, "children", ()))


def is_text(value: str) -> bool:
    """Whether a value is taken, and prints its own characters: math, references and totals print others."""
    try:
        inlines = parse_text(value).inlines()
    except PydanticCustomError:
        return False
    return not {Math, CrossRef, PrintedCount} & set(kinds(inlines)) and bool(parse_text(value).plain().strip())


def rows(tokens: Sequence[str], form: str = "{}") -> list[str]:
    """Values of many tokens; what makes math or a refused link of its neighbours stands alone, if it is a text then."""
    values = []
    for tokens_of_row in itertools.batched(tokens, IN_A_ROW) if hasattr(itertools, "batched") else batches(tokens):
        row = form.format(" ".join(tokens_of_row))
        values += (
            [row] if is_text(row) else [form.format(token) for token in tokens_of_row if is_text(form.format(token))]
        )
    return values


def batches(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(tokens), IN_A_ROW):
        yield tokens[at : at + IN_A_ROW]


def titles(values: list[str]) -> dict[str, Any]:
    return {"honors": [{"title": value} for value in values]}


def bullets(values: list[str]) -> dict[str, Any]:
    return {"research": [{"title": "T", "highlights": values}]}


def headings(values: list[str]) -> dict[str, Any]:
    sections = [{"honors": {"title": value}} for value in values]
    return {"honors": [{"title": "T"}], "documents": {"full": {"smart": "false", "sections": sections}}}


def authors(values: list[str]) -> dict[str, Any]:
    """Works whose authors have names of one token each."""
    works = [
        {"id": f"w{at}", "kind": "journal", "title": "T", "date": "2020", "authors": [{"name": name} for name in names]}
        for at, names in enumerate([*batches(values)])
    ]
    return {"publications": works}


CONTEXTS: dict[str, Callable[[list[str]], dict[str, Any]]] = {
    "title": titles, "bullet": bullets, "heading": headings, "link": titles, "author": authors,
}  # fmt: skip


def record_of(tmp_path: Path, context: str, values: list[str]) -> Path:
    file = tmp_path / "cv.yaml"
    documents = {"full": {"smart": "false"}}
    content = {"cvkit": "1", "person": {"name": "Ada Miller"}, "documents": documents} | CONTEXTS[context](values)
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return file


def expected(file: Path, context: str, values: list[str]) -> list[str]:
    """Return the text of each value by its own parse, and of each list of names."""
    if context != "author":
        return [parse_text(value).plain() for value in values]
    numbered = read(file).numbered
    assert numbered is not None
    lists = [[author.parts.full for author in work.authors] for work in numbered.record.publications]
    return [f"{', '.join(names[:-1])}, and {names[-1]}" for names in lists if len(names) > 2]


def accepted_names(tmp_path: Path, tokens: Sequence[str]) -> list[str]:
    """The tokens that the record takes as names: some signs a name cannot have, and `*` behind one is a mark."""
    tokens = [token for token in tokens if not token.endswith("*")]
    diagnostics = read(record_of(tmp_path, "author", tokens)).diagnostics
    paths = [diagnostic.path for diagnostic in diagnostics if diagnostic.is_error and len(diagnostic.path) > 3]
    refused = {int(path[1]) * IN_A_ROW + int(path[3]) for path in paths}
    return [token for at, token in enumerate(tokens) if at not in refused]


def lost(tmp_path: Path, context: str, tokens: Sequence[str], engine: str) -> tuple[list[str], int]:
    """The values whose text is not in the PDF, and how many were set."""
    values = rows(tokens, "[{}](https://a.example)" if context == "link" else "{}")
    if context == "author":  # few are names by themselves, most can stand within one
        values = [*accepted_names(tmp_path, tokens), *accepted_names(tmp_path, [f"x{token}y" for token in tokens])]
    file = record_of(tmp_path, context, values)
    wanted = expected(file, context, values)
    # As it was set: in the order of reading poppler takes a hyphen away that a line ends with.
    printed = fold(set_type(file, tmp_path / "x.pdf", engine).text("-raw"))
    return [text for text in wanted if fold(text) not in printed], len(values)


def set_type(file: Path, output: Path, engine: str) -> Typeset:
    from cvkit.commands.pdf import make_pdf

    made = make_pdf(Request(file, engine=engine, output=output))
    return Typeset(made.files[0])


def fold(text: str) -> str:
    """A text whatever its spaces, with signs that have an equivalent written out."""
    return "".join(unicodedata.normalize("NFKC", flat(text)).split())


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
@pytest.mark.parametrize("context", CONTEXTS)
def test_signs_print_as_typed(tmp_path: Path, context: str, engine: str) -> None:
    needs_tex()
    missing, count = lost(tmp_path, context, PAIRS[:: 97 if context == "heading" else 31], engine)
    assert missing == []
    assert count > 1


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["pdflatex", "xelatex", "lualatex"])
@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("tokens", [PAIRS, TRIPLES], ids=["pairs", "triples"])
def test_all_pairs_and_threes_print_as_typed(tmp_path: Path, context: str, engine: str, tokens: list[str]) -> None:
    needs_tex()
    missing: list[str] = []
    total = 0
    for at in range(0, len(tokens), 4000):
        found, count = lost(tmp_path, context, tokens[at : at + 4000], engine)
        missing += found
        total += count
    assert missing == []
    assert total > len(tokens) / IN_A_ROW / 2
