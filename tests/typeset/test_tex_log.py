"""What TeX's log says: pages, characters without a glyph, files and fonts that are missing, the first error."""

from __future__ import annotations

import pytest

from cvkit.typeset.tex_log import parse_log

LOGS = [
    ("Output written on cv.pdf (6 pages, 12345 bytes).", {"pages": 6}),
    ("Output written on cv.pdf (1 page).", {"pages": 1}),
    ("! Missing character: There is no 漢 (U+6F22) in font x!", {"missing_characters": ("漢",)}),
    ('Missing character: There is no 漢 ("6F22) in font x!', {"missing_characters": ("漢",)}),
    ("./body.tex:7: Unicode character Ч (U+0427)\nnot set up", {"missing_characters": ("Ч",), "line": 7}),
    ("! LaTeX Error: File `strange.sty' not found.", {"missing_file": "strange.sty"}),
    ("! I can't find file `body'.", {"missing_file": "body"}),
    ("! Package cvkit Error: no font for Korean, Chinese or Japanese is installed.",
     {"missing_font": "no font for Korean, Chinese or Japanese is installed"}),
    ("!pdfTeX error: pdflatex (file ectt1000): Font ectt1000 at 600 not found",
     {"missing_font": "Font ectt1000 at 600 not found"}),
    ("Overfull \\hbox (3.5pt too wide)\nOverfull \\hbox (12.25pt too wide)", {"overfull": 12.25}),
    ("./body.tex:12: Undefined control sequence.\nl.12 \\strange", {"line": 12}),
]  # fmt: skip


@pytest.mark.parametrize(("log", "said"), LOGS, ids=[log[:40] for log, _ in LOGS])
def test_a_log_says(log: str, said: dict[str, object]) -> None:
    report = parse_log(log)
    assert {name: getattr(report, name) for name in said} == said
