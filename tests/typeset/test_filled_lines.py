"""Lines are as full as their words permit, and no last line is one short word."""

from __future__ import annotations

import itertools
import json
import random
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import needs_tex
from tests.generated_pages import WORDS
from tests.typeset.conftest import Typeset, typeset

RIGHT = {"classic": 185, "modern": 190, "compact": 193}
"""The right end of the lines of each style on A4, in millimetres."""
SPACE = 3.5
LEAST = 1 / 8


class Line(NamedTuple):
    """A line of text; positions are in points."""

    first: float
    """The right end of its first word."""
    left: float
    right: float
    words: str


def paragraphs(pdf: Typeset) -> list[list[Line]]:
    """The lines of each paragraph that begins with `Q` and a number."""
    words = [
        (round(float(y)), float(left), float(right), text)
        for left, y, right, text in re.findall(
            r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]*)</word>', pdf.text("-bbox")
        )
    ]
    found: list[list[Line]] = []
    line_height = 0
    for height, left, right, text in words:
        if re.fullmatch(r"Q\d+", text):
            found.append([])
        if not found or text in ("•", "·"):
            continue
        if found[-1] and (last := found[-1][-1]) and left > last.left and abs(height - line_height) < 4:
            found[-1][-1] = last._replace(right=right, words=f"{last.words} {text}")
        else:
            found[-1].append(Line(right, left, right, text))
        line_height = height
    return found


def record_of(style: str) -> str:
    draw = random.Random(1)

    def text(number: int) -> str:
        return f"Q{number} " + " ".join(draw.choice(WORDS) for _ in range(draw.randint(6, 60)))

    bullets = [{"title": "T", "highlights": [text(at) for at in range(60)]}]
    rows = [{"title": text(at)} for at in range(60, 90)]
    works = [
        {"id": f"w{at}", "kind": "journal", "title": text(at), "authors": "Ada Miller", "date": "2020"}
        for at in range(90, 150)
    ]
    sections: dict[str, Any] = {"research": bullets, "summary": [text(at) for at in range(150, 180)], "honors": rows}
    sections["service"] = [{"organization": text(at), "kind": "committee"} for at in range(180, 240)]
    sections["skills"] = [{"name": f"Q{at}", "items": text(at)[len(f"Q{at} ") :]} for at in range(240, 300)]
    sections["projects"] = [{"title": text(at), "description": text(at + 60)} for at in range(300, 360)]
    documents = {"full": {"style": style, "paper": "a4"}}
    values = {"cvkit": "1", "person": {"name": "Ada Miller"}, **sections, "publications": works, "documents": documents}
    return json.dumps(values)


@pytest.mark.parametrize("style", RIGHT)
def test_a_line_ends_early_only_to_lengthen_the_last(style: str, tmp_path: Path) -> None:
    needs_tex()
    (tmp_path / "cv.yaml").write_text(record_of(style), encoding="utf-8")
    found = paragraphs(typeset(tmp_path, tmp_path / "x.pdf"))
    end = RIGHT[style] * 72 / 25.4
    pairs = early = 0
    for lines in found:
        for line, following in itertools.pairwise(lines):
            if following.words[:1].isupper():
                break  # the next paragraph
            pairs += 1
            first = following.first - following.left
            if line.right + SPACE + first < end - 1:
                early += 1
                rest = following.right - following.first - SPACE
                assert rest < LEAST * (end - line.left), (line.words, following.words)
    assert pairs > 150 and early < pairs / 10


@pytest.mark.parametrize("style", RIGHT)
def test_no_last_line_is_one_short_word(style: str, tmp_path: Path) -> None:
    needs_tex()
    (tmp_path / "cv.yaml").write_text(record_of(style), encoding="utf-8")
    end = RIGHT[style] * 72 / 25.4
    count = 0
    for lines in paragraphs(typeset(tmp_path, tmp_path / "x.pdf")):
        more = list(itertools.takewhile(lambda line: not line.words[:1].isupper(), lines[1:]))
        if more:
            count += 1
            last = more[-1]
            assert last.right - last.left > 0.8 * LEAST * (end - last.left), (lines[0].words, last.words)
    assert count > 200
