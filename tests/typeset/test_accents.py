"""Accents alone and on letters of each script: a PDF prints them, or `check` names each at its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cvkit.commands.read import read
from cvkit.model.diagnostic import Diagnostic, Range
from cvkit.model.fallback_scripts import SAMPLES
from tests.typeset.conftest import typeset
from tests.typeset.test_scripts import needs_fonts
from tests.typeset.test_symbols import needs_symbols, record_of

ACCENTS = "\u0301\u1dc4\u05b0\u064b"
"""Latin accents, frequent and rare, and accents of other scripts."""
LETTERS = [*SAMPLES.values(), *"x가黄か🔥⅓≤5—"]
FORMS = ("{1} {0}", "{0} {1} {0}", "a {0}{1}{0}", "{0} q{1} {0}")
"""An accent at the start, behind a space, on a letter, and on a Latin letter."""


def without_accent(text: str, found: Diagnostic) -> str:
    """A text after the hint is followed."""
    assert found.hint == "delete the accent"
    assert isinstance(found.part, Range)
    [code] = re.findall(r"\(U\+([0-9A-F]+)\)", found.message)
    accent = found.part.end - 1
    assert text[accent] == chr(int(code, 16))
    return text[:accent] + text[accent + 1 :]


@pytest.mark.parametrize("style", ["classic", pytest.param("modern", marks=pytest.mark.slow)])
def test_an_accent_is_printed_or_named_with_a_hint_that_helps(tmp_path: Path, style: str) -> None:
    needs_fonts()
    needs_symbols()
    texts = list(
        dict.fromkeys(form.format(letter, accent) for accent in ACCENTS for letter in LETTERS for form in FORMS)
    )
    named = 0
    while diagnostics := read(record_of(tmp_path, texts, style)).diagnostics:
        for found in diagnostics:
            _, at, *_ = found.path
            assert isinstance(at, int)
            texts[at] = without_accent(texts[at], found)
            named += 1
    assert 0 < named < len(texts) / 10
    typeset(tmp_path / "cv.yaml", tmp_path / "x.pdf")
