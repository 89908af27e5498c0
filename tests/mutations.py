"""Change the bibliographies of the corpus at random, and read the result: no fault, and no entry lost silently.

`nox -s mutations` runs this with 100,000 changes; the tests run some of them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from cvkit.check import check_record  # noqa: E402 - this file is a program, whose folder alone is looked in
from cvkit.commands.checks import CheckInput, run_checks  # noqa: E402
from cvkit.load.bibtex import parse_bib  # noqa: E402
from cvkit.load.bibtex.block_scanner import scan_blocks  # noqa: E402
from cvkit.load.bibtex.keys import separate_keys  # noqa: E402
from cvkit.load.yaml_file import parse_yaml  # noqa: E402
from cvkit.model.diagnostic import Severity  # noqa: E402
from cvkit.model.source import Source, YamlMap  # noqa: E402
from cvkit.number import number as number_works  # noqa: E402

CORPUS = sorted((ROOT / "tests" / "load" / "bibtex" / "corpus").glob("*.bib"))
PIECES = [
    *'{}()",=#%@\\$^_~&;\n \t\r\x00\u2028é',
    "@article{", "@misc{k,", "@string{", "@comment{", "@preamble{", "@xdata{", " and ", "{}", "}}", "{{", "},", '"',
    "author = {", "title = {", "year = ", "x-own= {", "x-metrics = {[", "author+an = {", "crossref = {", "date = {",
    "\\emph{", "\\'", "{\\\"", "$x^", "\\frac{", "\\(", "&amp;", "<i>", "[{a: b}]", "---", "1--", "n.d.", "0000", "-1",
    "10.1000/", "https://", "12", "{,}", ", ,", "et al.", "and others", " # ", "\\newcommand{\\a}{\\a}",
]  # fmt: skip
"""The texts that a change can insert."""
TODAY = dt.date(2040, 1, 1)
ENTRIES = 4
"""The largest number of entries of one text: short texts make many changes a second."""


def entry_texts() -> list[list[str]]:
    """The entries of each file of the corpus, each with the text that follows it."""
    found = []
    for file in CORPUS:
        text = file.read_text(encoding="utf-8")
        starts = [block.at for block in scan_blocks(text) if block.is_entry]
        found.append([text[at:end] for at, end in zip(starts, [*starts[1:], len(text)], strict=True)])
    return found


def mutations(seed: int, count: int) -> Iterator[str]:
    """Changed texts, the same for the same seed."""
    chance = random.Random(seed)
    files = entry_texts()
    for _ in range(count):
        entries = chance.choice(files)
        first = chance.randrange(len(entries))
        text = "".join(entries[first : first + chance.randint(1, ENTRIES)])
        for _ in range(chance.randint(1, 3)):
            text = changed(text, chance)
        yield text


def changed(text: str, chance: random.Random) -> str:
    """A text with one part deleted, repeated, moved or inserted."""
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.choice((0, 1, 1, 2, 5, 20, 80)))
    way = chance.randrange(4)
    if way == 0:
        return text[:start] + text[end:]
    if way == 1:
        return text[:end] + text[start:end] + text[end:]
    if way == 2:
        rest = text[:start] + text[end:]
        to = chance.randrange(len(rest) + 1)
        return rest[:to] + text[start:end] + rest[to:]
    return text[:start] + chance.choice(PIECES) + text[end if chance.random() < 0.3 else start :]


def read_and_check(text: str) -> str:
    """Read a bibliography and check its record. Return what is wrong, or an empty text."""
    works, diagnostics = parse_bib(text, "works.bib", "publications")
    lines = text.splitlines(keepends=True)
    told = {one.line for one in works.spans} | {p.place.line - 1 for p in diagnostics if p.place}
    told |= {line - 1 for p in diagnostics for line in p.lines}
    lends = any(word in text.lower() for word in ("xdata", "crossref", "@set"))
    line, before = 0, 0
    for start in () if lends else filter(lambda block: block.is_entry, scan_blocks(text)):
        while line < len(lines) and start.at - before >= len(lines[line]):
            before += len(lines[line])
            line += 1
        if line not in told:
            return f"the entry in line {line + 1} is lost"
    root, _, _ = parse_yaml("cvkit: 1\nperson: {name: Ada Miller}\n", "cv.yaml")
    assert isinstance(root, YamlMap)
    root["publications"] = works
    separate_keys(root)
    source = Source("works", root, {"works.bib": text})
    checked = check_record(source)
    given = CheckInput(Path("works"), source, root, TODAY)
    if checked.record is not None:
        numbered, found = number_works(checked.record, None)
        given = replace(given, record=checked.record, numbered=numbered, numbering_diagnostics=tuple(found))
    told_by_checks = source.located([*checked.diagnostics, *run_checks(given, checked.recovered)])
    is_whole = checked.record is not None or any(one.severity is Severity.ERROR for one in told_by_checks)
    return "" if is_whole else "there is neither a record nor an error"


def main() -> int:
    """Read many changed texts, and print those that fail."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    begin, failures = time.perf_counter(), 0
    for number, text in enumerate(mutations(options.seed, options.count), start=1):
        try:
            wrong = read_and_check(text)
        except Exception as fault:
            wrong = f"{type(fault).__name__}: {fault}"
        if wrong:
            failures += 1
            print(f"--- {number}: {wrong}\n{text!r}", flush=True)
        if number % 10_000 == 0:
            print(f"{number:,} read in {time.perf_counter() - begin:.0f} s, {failures} failed", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
