"""A mistake within a text is reported at its line and column, in each style in which YAML can have a text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cvkit.check import check_record
from cvkit.load import load

FLOW = {
    "plain": r"one $\foo$ two",
    "plain in two lines": "one\n  two $\\foo$ three",
    "plain with an empty line": "one\n\n  two $\\foo$",
    "single quotes": r"'one''s $\foo$ two'",
    "single quotes in two lines": "'one\n  two''s $\\foo$'",
    "double quotes": r'"a\tb \"c\" \u00e9\x41 $\\foo$"',
    "double quotes in two lines": '"one \\\n  two\\n $\\\\foo$"',
}
BLOCKS = {
    f"{header} with {end!r} behind it": f"{header}\n  one\n  two $\\foo$ three{end}"
    for header in ("|", "|-", "|+", ">", ">-", ">+", "|2", ">2-", "| # comment")
    for end in ("", "\n", "\n\n", "\n   ", "\n# comment", "\n\nhonors: []\n")
}
MORE_BLOCKS = {
    "an indented first line": "|2\n    one\n  two $\\foo$ three\n",
    "empty lines": ">\n\n\n  one\n\n  two\n\n\n  $\\foo$ three\n",
    "an indented line in folded text": ">\n  one\n    two $\\foo$\n  three\n",
}


@pytest.mark.parametrize(
    "typed", [pytest.param(typed, id=name) for name, typed in (FLOW | BLOCKS | MORE_BLOCKS).items()]
)
@pytest.mark.parametrize("place", ["summary: ", "summary:\n- "])
def test_a_mistake_in_a_text_is_reported_at_its_place(typed: str, place: str, tmp_path: Path) -> None:
    text = f"cvkit: 1\nperson: {{name: Ada Miller}}\n{place}{typed}"
    (tmp_path / "cv.yaml").write_text(text, encoding="utf-8")
    source = load(tmp_path)
    [found] = source.located(check_record(source).diagnostics)
    [(line, column)] = [
        (number, mistake.start() + 1)
        for number, row in enumerate(text.splitlines(), 1)
        if (mistake := re.search(r"\\+foo", row))
    ]
    assert found.code == "V109" and found.place and (found.place.line, found.place.column) == (line, column)
