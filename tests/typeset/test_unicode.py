"""Any text of Unicode: it prints as it was typed (NFKC aside), or is an error that names character and place."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from cvkit.commands.pdf import make_pdf
from cvkit.commands.read import read
from cvkit.commands.request import Request
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus
from tests.conftest import needs_tex
from tests.typeset.conftest import Typeset
from tests.typeset.test_faithful import fold
from tests.typeset.test_hostile import as_markdown

POOLS = [
    [(0x20, 0x7E)],
    [(0xA0, 0x17F)],
    [(0x180, 0x36F), (0x1E00, 0x1EFF)],
    [(0x370, 0x3FF), (0x400, 0x52F)],
    [(0x590, 0x6FF), (0x900, 0x97F), (0xE00, 0xE7F)],
    [(0x2000, 0x2BFF)],
    [(0x3040, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3)],
    [(0x1F300, 0x1FAFF)],
    [(0, 0xD7FF), (0xE000, 0x10FFFF)],
]
WEIGHTS = [30, 15, 8, 10, 2, 8, 20, 6, 1]
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\ufeff\ufe0e\ufe0f"
"""Characters that print nothing."""
HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
"""They print as the hyphen of the keyboard, so that it finds them."""

LINE_ENDS = {*map(chr, (*range(0x20), *range(0x7F, 0xA0))), "\u2028", "\u2029"}
"""Characters that end a line, or that YAML does not allow."""


def strings(count: int, seed: int) -> Iterator[str]:
    """Texts of mixed scripts; one in a hundred has characters of any kind."""
    chance = random.Random(seed)
    for _ in range(count):
        text = ""
        for _ in range(chance.randint(1, 6)):
            [pool] = chance.choices(POOLS, WEIGHTS)
            low, high = chance.choice(pool)
            text += "".join(chr(chance.randint(low, high)) for _ in range(chance.randint(1, 4)))
        if seen(text).strip() and not set(text) & LINE_ENDS:
            yield text


def seen(text: str) -> str:
    return "".join(character for character in text if character not in UNSEEN).translate(HYPHENS)


def from_the_right(text: str) -> bool:
    """Whether a text has letters or digits of such a script. Poppler has its own order; see `test_scripts.py`."""
    return any(unicodedata.bidirectional(c) in ("R", "AL") or "\u0600" <= c <= "\u06ff" for c in text)


def record_of(file: Path, texts: list[str]) -> None:
    rows = "".join(f"- {{title: {json.dumps('(' + as_markdown(text) + ')', ensure_ascii=False)}}}\n" for text in texts)
    file.write_bytes(
        f"cvkit: 1\nperson: {{name: Ada Miller}}\ndocuments: {{full: {{smart: false}}}}\nhonors:\n{rows}".encode()
    )


def without_refused(diagnostics: tuple[Diagnostic, ...], texts: list[str]) -> list[str]:
    """The texts that no problem is about; each problem stands at a line whose text has the character that it names."""
    refused = set()
    for diagnostic in diagnostics:
        assert diagnostic.place is not None
        named = {chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]{4,6})", diagnostic.message)}
        assert named, diagnostic.message
        at = diagnostic.place.line - 5
        assert 0 <= at < len(texts)
        assert named & all_of(texts[at]), diagnostic
        refused |= named
    assert refused
    return [text for text in texts if not refused & all_of(text)]


def all_of(text: str) -> set[str]:
    """The characters of a text, as typed and as TeX is given them."""
    return set(unicodedata.normalize("NFC", text) + text)


@pytest.mark.parametrize("count", [300, pytest.param(100_000, marks=pytest.mark.slow)])
def test_any_text_prints_or_is_an_error_at_its_place(tmp_path: Path, count: int) -> None:
    needs_tex()
    file, target = tmp_path / "cv.yaml", tmp_path / "x.pdf"
    printed_texts = 0
    lost: list[str] = []
    for seed in range(0, count, 4000):
        texts = list(strings(min(count, 4000), seed))
        while True:
            record_of(file, texts)
            diagnostics = tuple(diagnostic for diagnostic in read(file).diagnostics if diagnostic.is_error)
            if diagnostics:
                texts = without_refused(diagnostics, texts)
                continue
            try:
                make_pdf(Request(file, engine="xelatex", output=target))
                break
            except CvkitError as error:
                assert error.status is ExitStatus.PROBLEMS, error.message
                assert not target.exists()
                texts = without_refused(error.diagnostics, texts)
        printed = fold(Typeset(target).text("-raw"))
        printed = re.sub(r"AdaMillerCurriculumVitae\d+", "", printed)
        lost += [text for text in texts if fold(f"({seen(text)})") not in printed and not from_the_right(text)]
        printed_texts += len(texts)
        target.unlink()
    assert lost == []
    assert printed_texts > count / 4
