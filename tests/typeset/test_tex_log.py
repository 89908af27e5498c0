"""TeX's log names pages, characters without a glyph, missing files and fonts, and the first error."""

from __future__ import annotations

import pytest

from cvkit.typeset.tex_log import parse_log

LOGS = [
    ("Output written on cv.pdf (6 pages, 12345 bytes).", {"pages": 6}),
    ("Output written on cv.pdf (1 page).", {"pages": 1}),
    ("! Missing character: There is no 漢 (U+6F22) in font x!", {"missing": (("漢", None),)}),
    ('Missing character: There is no 漢 ("6F22) in font x!', {"missing": (("漢", None),)}),
    ("./body.tex:7: Unicode character Ч (U+0427)\nnot set up", {"missing": (("Ч", None),), "line": 7}),
    ("! LaTeX Error: File `strange.sty' not found.", {"missing_file": "strange.sty"}),
    ("! I can't find file `body'.", {"missing_file": "body"}),
    ("! Package cvkit Error: no font for Korean, Chinese or Japanese is installed.",
     {"missing_font": "no font for Korean, Chinese or Japanese is installed"}),
    ("!pdfTeX error: pdflatex (file ectt1000): Font ectt1000 at 600 not found",
     {"missing_font": "Font ectt1000 at 600 not found"}),
    ("Overfull \\hbox (3.5pt too wide)\nOverfull \\hbox (12.25pt too wide)",
     {"overfull": ((3.5, None, 1), (12.25, None, 1))}),
    ("CVK line 3\nCVK line 9\nMissing character: There is no 漢 (U+6F22) in font x!\nCVK line 12\n"
     "Missing character: There is no 漢 (U+6F22) in font x!", {"missing": (("漢", 9), ("漢", 12))}),
    ("! LaTeX Error: Bad.\nCVK line 3", {"line": None, "position": "before the first entry"}),
    ("CVK line 3\n./own.cls:12: Undefined control sequence.", {"line": 3, "position": "on page 1"}),
    ("CVK line 3\nCVK page\nCVK end\n! LaTeX Error: Bad.",
     {"line": None, "position": "on page 2, after the last entry"}),
    ("CVK line 3\nOverfull \\hbox (9.5pt too wide) in paragraph at lines 3--5", {"overfull": ((9.5, 3, 1),)}),
    ("CVK line 3\nCVK page\nOverfull \\hbox (9.5pt too wide) has occurred while \\output is active",
     {"overfull": ((9.5, None, 2),)}),
    ("CVK line 3\nCVK end\nOverfull \\hbox (9.5pt too wide) in paragraph at lines 1--1",
     {"overfull": ((9.5, None, 1),)}),
    ("./body.tex:12: Undefined control sequence.\nl.12 \\strange", {"line": 12}),
]  # fmt: skip


@pytest.mark.parametrize(("log", "said"), LOGS, ids=[log[:40] for log, _ in LOGS])
def test_a_log_says(log: str, said: dict[str, object]) -> None:
    report = parse_log(log)
    assert {name: getattr(report, name) for name in said} == said
