"""The pages of generated records: last pages, wide lines and headings."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import yaml

from cvkit.commands.pdf import make_pdf
from cvkit.commands.request import Request

STYLES = ("classic", "modern", "compact")
PAPERS = ("a4", "letter")
LEAST_LINES = 5
WIDEST = 1.0
"""The points by which a line may be wider than the text."""
WORDS = (
    "adaptive sparse neural compiler for tensor kernels on edge devices with mixed precision and learned schedules in"
    " real-time systems of heterogeneous accelerators under memory constraints a survey toward quantization-aware"
).split()
NAMES = "Bo Bee,Cy Cee,Dorothea Dee-Example,Eva El,Kim Effinghausen,Li Gee,Maximiliane Ha".split(",")
HEADINGS = {
    "Publications",
    "Research",
    "Honors and Awards",
    "Education",
    "Teaching",
    "Languages",
    "Outreach",
    "Service",
}


class Setting(NamedTuple):
    """A generated record, and the form in which it is printed."""

    works: int
    style: str
    paper: str


def settings(records: int) -> Iterator[Setting]:
    """All forms of records with 1 to 300 works; `records` of them, at equal distances."""
    for number in range(records):
        for style in STYLES:
            for paper in PAPERS:
                yield Setting(1 + number * 300 // records, style, paper)


def generated(setting: Setting) -> dict[str, Any]:
    """A record with a number of works; the same number gives the same record."""
    draw = random.Random(setting.works)

    def text(least: int, most: int) -> str:
        return " ".join(draw.choice(WORDS) for _ in range(draw.randint(least, most))).capitalize()

    def work(number: int) -> dict[str, Any]:
        kind = draw.choice(["journal", "conference", "workshop"])
        authors = ["Ada Miller", *draw.sample(NAMES, draw.randint(0, 6))]
        venue = {"name": f"{'Journal' if kind == 'journal' else 'Conference'} of {text(2, 9)}", "short": "EX Workshop"}
        year = 2025 - number * 20 // setting.works
        date = f"{year}-{draw.randint(1, 12):02}"
        pages = f"{draw.randint(1, 900)}-{draw.randint(901, 999)}"
        title = text(3, 16)
        return {"id": f"w{number}", "kind": kind, "title": title, "authors": authors, "date": date, "venue": venue,
                "pages": pages}  # fmt: skip

    research = [
        {"title": text(2, 5), "start": f"{2010 + number}", "end": f"{2012 + number}",
         "highlights": [text(4, 30) for _ in range(draw.randint(0, 5))]}
        for number in range(draw.randint(0, 3))
    ]  # fmt: skip
    honors = [{"title": text(2, 6), "date": f"{2000 + number}"} for number in range(draw.randint(0, 7))]
    works = [work(number) for number in range(setting.works)]
    short = {
        "service": [{"role": text(1, 2), "organization": text(2, 5)} for _ in range(draw.randint(0, 3))],
        "sections": {"Outreach": [text(4, 20) for _ in range(draw.randint(0, 3))]},
        "languages": [{"name": text(1, 1), "level": "fluent"} for _ in range(draw.randint(0, 4))],
    }
    return {
        "cvkit": "1",
        "person": {"name": "Ada Miller", "email": "ada@example.org"},
        "research": research,
        "honors": honors,
        "publications": works,
        **short,
        "documents": {"full": {"style": setting.style, "paper": setting.paper}},
    }


def faults(setting: Setting, folder: Path) -> list[str]:
    """The faults of the pages of a generated record. `folder` is an empty one for its files."""
    name = f"{setting.works} works, {setting.style}, {setting.paper}"
    (folder / "cv.yaml").write_text(yaml.safe_dump(generated(setting), sort_keys=False), encoding="utf-8")
    made = make_pdf(Request(folder / "cv.yaml", output=folder / "cv.pdf"))
    found = [
        f"{name}: {one.message}"
        for one in made.diagnostics
        if (wide := re.search(r"is ([\d.]+) pt wider", one.message)) and float(wide[1]) > WIDEST
    ]
    pages = lines_of(folder / "cv.pdf")
    explained = any("the last" in note for note in made.notes)
    if len(pages) > 1 and len(pages[-1]) < LEAST_LINES and not explained:
        found.append(f"{name}: the last page has {len(pages[-1])} lines")
    return found + [
        f"{name}: the heading `{page[-1]}` is alone at the foot of page {number}"
        for number, page in enumerate(pages, 1)
        if page and page[-1] in HEADINGS
    ]


def lines_of(pdf: Path) -> list[list[str]]:
    """The lines of each page of a PDF, without its running head, from the top."""
    done = subprocess.run(["pdftotext", "-bbox-layout", str(pdf), "-"], check=True, capture_output=True)
    root = ElementTree.fromstring(re.sub(rb' xmlns="[^"]*"', b"", done.stdout))
    pages = []
    for number, page in enumerate(root.iter("page"), 1):
        lines: dict[int, str] = {}
        for line in page.iter("line"):
            at = round(float(line.attrib["yMax"]))
            at = next((other for other in lines if abs(other - at) < 4), at)
            text = " ".join(word.text or "" for word in line.iter("word"))
            lines[at] = f"{lines[at]} {text}" if at in lines else text
        ordered = [lines[at] for at in sorted(lines)]
        pages.append(ordered[1:] if number > 1 else ordered)
    return pages


def main() -> int:
    """Measure all forms of 300 records, or of as many as the first argument says, and print the faults."""
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    count = 0
    for setting in settings(records):
        with tempfile.TemporaryDirectory() as folder:
            for fault in faults(setting, Path(folder)):
                print(fault, flush=True)
                count += 1
    print(f"{count} faults")
    return min(count, 1)


if __name__ == "__main__":
    sys.exit(main())
