"""Files that are not text, as text, a line for each part: a PDF with the position of its lines, and a DOCX."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

METADATA = ("/Title", "/Author", "/Subject", "/Keywords")
HYPHEN_AT_END = 0x02
"""The code that pdfium gives a hyphen between two lines, in place of the end of the line."""
HYPHENS = "\u00ad\u2010\u2011-"
IDEOGRAPH = re.compile("[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff]")
FIRST_LINE = "made with "
SYSTEM_FONT = "system font "


def pdf_listing(content: bytes) -> str:
    """Metadata, fonts, outline, links and labels of a PDF, and each line of text.

    A line of text begins with three numbers, in points: where its first letter begins, the height of its baseline, and
    where its last letter begins.
    """
    reader = pypdf.PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    metadata: Any = reader.metadata or {}
    lines = [f"{FIRST_LINE}{tex_version()}"]
    lines += sorted(f"{SYSTEM_FONT if font in system_fonts() else 'font '}{font}" for font in _fonts(reader))
    lines += [f"{key[1:].lower()} {metadata[key]}" for key in METADATA if key in metadata]
    lines += [f"language {root['/Lang']}"] if "/Lang" in root else []
    lines += _outline(reader.outline)
    labels = sorted(
        (reader.get_destination_page_number(place), name, round(float(place.left or 0)), round(float(place.top or 0)))
        for name, place in reader.named_destinations.items()
    )
    with contextlib.closing(pypdfium2.PdfDocument(content)) as document:
        for number, page in enumerate(document):
            width, height = map(round, page.get_size())
            lines.append(f"page {number + 1}: {width} × {height}")
            lines += [f"  label {name} at {x} {y}" for at, name, x, y in labels if at == number]
            lines += _links(reader.pages[number])
            lines += _text(page)
    return "\n".join(lines) + "\n"


def comparable_listings(expected: str, actual: str) -> tuple[str, str]:
    """Both listings, without positions and line breaks unless this machine has the TeX and fonts of the expected one.

    Another TeX Live or another font may move a line or break it elsewhere. Everywhere equal are the metadata, the
    outline, the labels, the addresses of links, the number of pages, and how often each word occurs.
    """
    lines = expected.splitlines()
    fonts = {line.removeprefix(SYSTEM_FONT) for line in lines if line.startswith(SYSTEM_FONT)}
    if lines[0] == f"{FIRST_LINE}{tex_version()}" and fonts <= system_fonts():
        return expected, actual
    return _portable(expected), _portable(actual)


def docx_listing(content: bytes) -> str:
    """The text and formatting of a DOCX as XML, a line for each paragraph, with the addresses that links refer to."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
        xml = archive.read("word/document.xml").decode()
    tags = re.findall(r"<Relationship [^>]*>", relations)
    targets = {_attribute(tag, "Id"): _attribute(tag, "Target") for tag in tags}
    xml = re.sub(r' xmlns:\w+="[^"]*"', "", xml.partition("?>")[2].strip())
    xml = re.sub(r'\br:(id|embed)="(\w+)"', lambda found: f'{found[1]}="{targets[found[2]]}"', xml)
    return re.sub(r"\n?(?=<w:(?:p|tbl|sectPr)[ >])", "\n", xml) + "\n"


@functools.cache
def tex_version() -> str:
    """The first line of `xelatex --version`, which names the TeX Live that it belongs to."""
    answer = subprocess.run(["xelatex", "--version"], capture_output=True, text=True, check=True)
    return answer.stdout.splitlines()[0]


@functools.cache
def system_fonts() -> frozenset[str]:
    """The PostScript names of all fonts that fontconfig finds."""
    if not shutil.which("fc-list"):
        return frozenset()
    command = ["fc-list", "--format", "%{postscriptname}\n"]
    return frozenset(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    assert found, tag
    return found[1]


def _fonts(reader: pypdf.PdfReader) -> set[str]:
    fonts = (font for page in reader.pages for font in page["/Resources"].get("/Font", {}).values())  # type: ignore[attr-defined]
    return {str(font.get_object()["/BaseFont"]).rpartition("+")[2].removesuffix("-Identity-H") for font in fonts}


def _outline(items: Any, depth: int = 0) -> Iterator[str]:
    for item in items:
        if isinstance(item, list):
            yield from _outline(item, depth + 1)
        else:
            yield f"outline {'  ' * depth}{item.title}"


def _links(page: Any) -> Iterator[str]:
    for reference in page.get("/Annots", ()):
        link = reference.get_object()
        if link["/Subtype"] == "/Link":
            action = link.get("/A", {})
            target = action.get("/URI") or action.get("/D") or link.get("/Dest")
            left, bottom, right, top = (round(float(edge)) for edge in link["/Rect"])
            yield f"  link {target} at {left} {bottom} to {right} {top}"


def _text(page: pypdfium2.PdfPage) -> Iterator[str]:
    text = page.get_textpage()
    codes = [pdfium.FPDFText_GetUnicode(text.raw, index) for index in range(text.count_chars())]
    start = 0
    for end, code in enumerate([*codes, 0x0A]):
        if code in (0x0A, 0x0D, HYPHEN_AT_END):
            line = codes[start:end] + [ord("-")] * (code == HYPHEN_AT_END)
            if any(not chr(code).isspace() for code in line):
                yield _line(text, start, line)
            start = end + 1


def _line(text: pypdfium2.PdfTextPage, start: int, line: list[int]) -> str:
    letters = "".join(map(chr, line)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    last = max(at for at, code in enumerate(line) if not chr(code).isspace())
    (left, height), (right, _) = _origin(text, start), _origin(text, start + last)
    return f"  {left} {height} {right} | {letters.strip()}"


def _origin(text: pypdfium2.PdfTextPage, index: int) -> tuple[int, int]:
    """The point that a letter is set from; the box around it differs between versions of pdfium."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
    return round(x.value), round(y.value)


def _portable(listing: str) -> str:
    lines = listing.splitlines()[1:]
    kept = [line for line in lines if not line.startswith((" ", "page ", "font ", SYSTEM_FONT))]
    kept.append(f"pages {sum(line.startswith('page ') for line in lines)}")
    kept += sorted({line.split(" at ")[0].strip() for line in lines if line.startswith(("  label ", "  link "))})
    texts = (line.partition(" | ")[2] for line in lines if re.match(r"  -?\d", line))
    return "\n".join([*kept, *_words(texts)]) + "\n"


def _words(lines: Iterator[str]) -> list[str]:
    """Every word with its number of occurrences: a word that two lines share is one, and so is one with a hyphen."""
    text = unicodedata.normalize(
        "NFKC", "".join(line if line.endswith(tuple(HYPHENS)) else f"{line} " for line in lines)
    )
    text = IDEOGRAPH.sub(r" \g<0> ", re.sub(f"[{HYPHENS}]", "", text))
    return [f"{word} × {count}" for word, count in sorted(Counter(re.findall(r"\w+|[^\w\s]", text)).items())]
