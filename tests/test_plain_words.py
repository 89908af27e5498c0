"""Text for people is in plain English: the terms of the glossary, and no sentence that begins with a "What" clause."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cvkit.cli import COMMANDS
from tests.conftest import ROOT, Result

GLOSSARY = ROOT / "cvkit" / "GLOSSARY.md"
CHECKED = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "data/README.md",
    "data/IMPORT.md",
    "data/PROBLEMS.md",
    "examples/README.md",
    "styles/README.md",
    "noxfile.py",
    "cvkit/README.md",
    "cvkit/*.py",
    "cvkit/cache/*.py",
    "cvkit/check/*.py",
    "cvkit/cli/*.py",
    "cvkit/commands/**/*.py",
    "cvkit/deliver/*.py",
    "cvkit/load/**/*.py",
    "cvkit/model/*.py",
    "cvkit/number/*.py",
    "cvkit/pdf/*.py",
    "cvkit/system/*.py",
    "cvkit/typeset/*.py",
    "cvkit/write/**/*.py",
]
"""Patterns of files below the root, `.md` or `.py`. Add a file here once it is rewritten."""

EXCEPTIONS = {
    "suggest.py": {"marks", "signs"},  # keys that users may write for `markers`
    "annotations.py": {"sign"},  # a key of a declared role
    "role_names.py": {"sign"},  # the same
    "diagnostics.py": {"problems"},  # the line `no problems`, which programs may read
    "stylesheet.py": {"mark"},  # a CSS class
    "de.py": {"Stand"},  # a German word that is printed
}
"""Words that a file must contain although the glossary has another."""

FILES = sorted({file for pattern in CHECKED for file in ROOT.glob(pattern)})
LONGEST_CELL = 30
LONGEST_MEANING = 20

Passage = tuple[int, str]
"""The number of a first line, and the text for people from there, without code."""


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def glossary() -> Iterator[list[str]]:
    """The rows of the glossary: term, meaning, words that are not used."""
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        if line.startswith("|") and not line.startswith(("|---", "| term |")):
            yield cells(line)


BANNED = [word for _, _, words in glossary() for word in words.split(", ") if word]
PHRASES = "|".join(r"\s+".join(word.split()) for word in sorted(BANNED, key=len, reverse=True))
BANNED_WORD = re.compile(rf"\b(?:{PHRASES})s?\b", re.IGNORECASE)
WHAT_CLAUSE = re.compile(
    r"(?:(?:^[\s#>*-]*|[.!?]\s+\**)What|(?:\A\s*|[:;|]\s+\**)[Ww]hat)\b(?:(?!\n\s*\n)[^.?!|])*+(?!\?)", re.MULTILINE
)
"""A sentence, heading, table cell, or clause behind `:` or `;` that begins with "What"; a question may."""


def without_code(text: str) -> str:
    """Text with its code, link targets, file names and HTML left out, and as many line ends as before."""
    text = re.sub(r"(?ms)^( *)```.*?^\1```$", _line_ends, text)
    text = re.sub(r"(``+).+?\1|`[^`]+`", lambda code: f"`{_line_ends(code)}", text, flags=re.DOTALL)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r"[\w./-]+\.(?:md|py|yaml)\b", "", text)
    return re.sub(r'<[^>]*?alt="([^"]*)"[^>]*>', r"\1", text)


def _line_ends(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def markdown_text(source: str) -> Iterator[Passage]:
    yield 1, without_code(source)


def python_text(source: str) -> Iterator[Passage]:
    """The comments, the docstrings, and the string literals with a space: names and keys have none."""
    first, comment = 0, ""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            if not comment:
                first = token.start[0]
            comment += f"{token.string.lstrip('# ')}\n"
        elif token.type != tokenize.NL and comment:
            yield first, without_code(comment)
            comment = ""
    parts: set[ast.AST] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            parts.update(node.values)
            yield node.lineno, without_code("".join(map(_literal, node.values)))
        elif isinstance(node, ast.Constant) and node not in parts and " " in _literal(node).strip():
            yield node.lineno, without_code(_literal(node))


def _literal(node: ast.expr) -> str:
    """The text of a string literal; a value within an f-string is code."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else "`"


READERS: dict[str, Callable[[str], Iterator[Passage]]] = {".md": markdown_text, ".py": python_text}


def findings(file: Path) -> list[str]:
    """The words and sentences of a file that are not plain English, each with its line."""
    passages = READERS[file.suffix](file.read_text(encoding="utf-8"))
    found = sorted((first + line, words) for first, text in passages for line, words in findings_in(text))
    return [f"{file.name}:{number}: {words}" for number, words in found]


def findings_in(text: str) -> Iterator[tuple[int, str]]:
    """The same for a text without code, each with the number of line ends before it."""
    for pattern in (BANNED_WORD, WHAT_CLAUSE):
        for match in pattern.finditer(text):
            yield text.count("\n", 0, match.end() - len(match[0].lstrip())), " ".join(match[0].split())


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_text_uses_the_terms_of_the_glossary_and_no_sentence_begins_with_what(file: Path) -> None:
    allowed = {f": {word}" for word in EXCEPTIONS.get(file.name, ())}
    found = [finding for finding in findings(file) if not any(map(finding.endswith, allowed))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("file", [file for file in FILES if file.suffix == ".md"], ids=lambda file: str(file))
def test_no_table_cell_is_long(file: Path) -> None:
    rows = [line for line in file.read_text(encoding="utf-8").splitlines() if line.lstrip().startswith("|")]
    assert [cell for row in rows for cell in cells(row) if len(cell.split()) > LONGEST_CELL] == []


def test_the_glossary_has_each_term_once_with_a_short_meaning() -> None:
    rows = list(glossary())
    assert len(rows) > 40 and len(BANNED) > 30
    assert {len(row) for row in rows} == {3}
    assert all(term and meaning for term, meaning, _ in rows)
    assert len({term for term, _, _ in rows}) == len(rows) and len(set(BANNED)) == len(BANNED)
    assert [term for term, meaning, _ in rows if len(meaning.split()) > LONGEST_MEANING] == []


def test_the_glossary_uses_its_own_terms() -> None:
    assert [(term, found) for term, meaning, _ in glossary() for found in BANNED_WORD.findall(meaning)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_is_plain_english(name: str, cvkit: Callable[..., Result]) -> None:
    text = cvkit(name, "--help").out
    assert "Options:" in text
    assert list(findings_in(without_code(text))) == []


def test_every_pattern_finds_a_file() -> None:
    assert [pattern for pattern in CHECKED if not list(ROOT.glob(pattern))] == []


MARKDOWN = """\
# What a change needs

Two problems are told. Fine words, and nobody knows
what to do. No entry is lost in
silence. `told` and ``mend ` anew`` are code, ![a](held.png) is a link.

```sh
mend anew
```

| field | what it does |
|---|---|
What is
wrong? A question.
- **What is wrong** is bad.
1. What is wrong is bad.
See [data/PROBLEMS.md](told.md): what is wrong is bad.
<img src="told.png" alt="two marks">
"""


def test_findings_in_markdown(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(MARKDOWN, encoding="utf-8")
    assert findings(tmp_path / "page.md") == [
        "page.md:1: # What a change needs",
        "page.md:3: problems",
        "page.md:3: told",
        "page.md:4: in silence",
        "page.md:11: | what it does",
        "page.md:15: - **What is wrong** is bad",
        "page.md:16: . What is wrong is bad",
        "page.md:17: : what is wrong is bad",
        "page.md:18: marks",
    ]


PYTHON = '''\
"""What a module is for.

It was told.
"""
held = {"told": "a mend anew"}  # what is here
# No entry is lost in
# silence.
held["mend"] = f"it lies in {held}"
nobody = f"{held} what is that {held}"


def told():
    """Report `told`, at once."""
'''


def test_findings_in_python(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text(PYTHON, encoding="utf-8")
    assert sorted(findings(tmp_path / "code.py")) == [
        "code.py:1: What a module is for",
        "code.py:3: told",
        "code.py:5: anew",
        "code.py:5: mend",
        "code.py:5: what is here",
        "code.py:6: in silence",
        "code.py:8: lies in",
    ]
