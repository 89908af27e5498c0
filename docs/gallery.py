"""The gallery: a page for each style and main option, with the YAML that makes it, rendered when the site is built."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from cvkit.commands.pdf import make_pdf
from cvkit.commands.request import Request
from cvkit.pdf.page_images import PageImages

ROOT = Path(__file__).parent.parent
INTRODUCTION = """# Gallery

Each picture is a page that cvkit made from one of the records of its repository. Click it to enlarge it. The YAML below
it is the document of the record; `cvkit pdf -d cv` makes it.
"""


@dataclass(frozen=True)
class Example:
    """A picture of the gallery: a page, counted from 1, of a document of a record."""

    title: str
    about: str
    record: str
    page: int
    document: dict[str, Any]

    @property
    def name(self) -> str:
        """The name of the picture's file."""
        return re.sub(r"\W+", "-", self.title.lower())

    @property
    def yaml(self) -> str:
        """The lines of the record that make the document."""
        return yaml.safe_dump({"documents": {"cv": self.document}}, sort_keys=False, allow_unicode=True)


def examples() -> list[Example]:
    """The examples in the order in which the page shows them."""
    listed = yaml.safe_load((ROOT / "docs" / "gallery.yaml").read_text(encoding="utf-8"))
    return [Example(**example) for example in listed]


def gallery_page() -> dict[str, str | bytes]:
    """The files of the gallery by their paths in the site: its page, and a picture for each example."""
    files: dict[str, str | bytes] = {}
    parts = [INTRODUCTION]
    for example in examples():
        picture = f"pictures/gallery-{example.name}.png"
        files[picture] = render(example)
        words = f"A page of a CV: {example.title}"
        parts.append(f"## {example.title}\n\n{example.about}\n\n[![{words}]({picture}){{ width=420 }}]({picture})")
        parts.append(f"```yaml\n{example.yaml}```\n")
    return {**files, "gallery.md": "\n\n".join(parts)}


def render(example: Example) -> bytes:
    """The page of an example as PNG."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "cv.pdf"
        setting = f"documents.cv={yaml.safe_dump(example.document, default_flow_style=True, width=10_000)}"
        make_pdf(Request(ROOT / example.record, document="cv", settings=(setting,), output=pdf))
        return PageImages(pdf.read_bytes()).png(example.page - 1)
