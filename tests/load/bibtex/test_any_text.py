"""Whatever stands in a `.bib` file, reading it ends, and every entry that begins is a work or is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cvkit.load.bibtex import parse_bib
from cvkit.load.bibtex.block_scanner import scan_blocks
from tests.mutations import mutations, read_and_check

PIECES = [
    "@article{a,", "@misc{b,", "@book(c,", "@string{", "@comment{", "@preamble{", "@xdata{x,", "% ", "@", "{", "}",
    "(", ")", '"', ",", "=", "#", "\n", " ", "\\", "\t", "author", "title", "year", "date", "month", "crossref",
    "author+an", "shorthand", "x-ratings", "x-jif", "x-own", "x-absent", "note", "= {x},\n", "= jan,", "= 2020",
    "= {a}", '= "b"', " # ", "and", "Ada Miller", "{Miller, Ada and Bo Larsen}", "1=corresponding", "\\emph{y}", "$x$",
    "{\\'e}", "[{a: b}]", "\r\n", "\u2028", "é", "\x00", "J.1", "2020-01",
]  # fmt: skip


def law_of_count(text: str) -> None:
    works, diagnostics = parse_bib(text, "w.bib", "publications")
    lines = text.splitlines(keepends=True)
    told = {mark.line for mark in works.spans} | {p.place.line - 1 for p in diagnostics if p.place}
    lends = any(word in text.lower() for word in ("xdata", "crossref"))
    for start in [] if lends else filter(lambda block: block.is_entry, scan_blocks(text)):
        line, at = 0, start.at
        while line < len(lines) and at >= len(lines[line]):
            at -= len(lines[line])
            line += 1
        assert line in told, (start, diagnostics)
    for diagnostic in diagnostics:
        assert diagnostic.place and 1 <= diagnostic.place.line <= max(1, len(lines) + 1)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_pieces(text: str) -> None:
    law_of_count(text)


@given(st.text(alphabet='@abcx{}()",=#%\n \\1', max_size=60))
def test_any_characters(text: str) -> None:
    law_of_count(text)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.integers(0, 400), st.integers(0, 30))
def test_a_good_file_with_a_piece_replaced(piece: str, at: int, length: int) -> None:
    good = "".join(
        f"@article{{w{n},\n  author = {{Ada Miller and Bo Larsen}},\n  author+an = {{1=corresponding}},\n"
        f"  title = {{A title}},\n  year = 2020,\n}}\n\n"
        for n in range(4)
    )
    law_of_count(good[:at] + piece + good[at + length :])


def test_changed_bibliographies_of_exporters() -> None:
    assert [(text, wrong) for text in mutations(seed=1, count=400) if (wrong := read_and_check(text))] == []
