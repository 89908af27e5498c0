"""The code blocks of the documentation: each with its language, its title and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from tests.conftest import ROOT

PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs" / "pages").rglob("*.md")),
    *(ROOT / name for name in ("data/README.md", "data/IMPORT.md", "styles/README.md", "examples/README.md")),
    *sorted((ROOT / "examples").glob("*/README.md")),
]
"""The pages whose blocks are run. Tests of their own run the blocks of `data/PROBLEMS.md` and `CONTRIBUTING.md`."""

NOT_RUN = "not tested"
"""The title of a block of commands that the tests cannot run begins with these words, so that readers see it too."""


@dataclass(frozen=True)
class Block:
    """A fenced block of code."""

    page: Path
    line: int
    language: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def file(self) -> str:
        """The file that the block is the content of, or an empty text."""
        return re.sub(r" \(added\)$", "", self.title) if re.search(r"\.\w+( \(added\))?$", self.title) else ""

    @property
    def is_added(self) -> bool:
        """Whether the block is added to its file, which exists already."""
        return self.title.endswith(" (added)")


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page of Markdown, from top to bottom."""
    for token in MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8")):
        if token.type == "fence" and token.map:
            language, _, rest = token.info.partition(" ")
            title = re.search(r'title="([^"]*)"', rest)
            yield Block(page, token.map[0] + 1, language, title[1] if title else "", token.content)


def commands(block: Block) -> list[str]:
    r"""The commands of a block of shell lines, without comments; `\\` at the end of a line joins the next one."""
    lines = block.text.replace("\\\n", " ").splitlines()
    return [bare for line in lines if (bare := re.sub(r"(^|\s)#.*", "", line).strip())]


def inline_commands(page: Path) -> list[str]:
    """The calls of cvkit in the text of a page, such as `cvkit check my-record`."""
    text = re.sub(r"^( *)```.*?^\1```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"`(cvkit [a-z][^`]*)`", text)
