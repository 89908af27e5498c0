"""The pages of a work, with one dash for a range whatever was typed."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from cvkit.model.fields import Word
from cvkit.model.lazy_pattern import lazy_pattern

_DASH = lazy_pattern(r"\s*(?:[\u2010-\u2015−〜～]|--+)\s*")
_HYPHEN = re.compile(r"\s*-\s*")
_PART = re.compile("[^,;]+")


def parse_pages(text: str) -> str:
    """Return pages with a hyphen in each range. If a page has one itself, the range keeps a dash.

    >>> parse_pages("5321–5330"), parse_pages("7 -- 9, 11-12"), parse_pages("A-1--A-12")
    ('5321-5330', '7-9, 11-12', 'A-1–A-12')
    """
    return _PART.sub(lambda part: _with_one_sign(part[0]), text)


def _with_one_sign(part: str) -> str:
    dashed = _DASH.sub("–", part)
    return dashed if "-" in dashed else dashed.replace("–", "-")


def with_dash(pages: str, dash: str) -> str:
    """Return parsed pages with another dash for a range.

    >>> with_dash("7-9, 11-12", "--"), with_dash("A-1–A-12", "--")
    ('7--9, 11--12', 'A-1--A-12')
    """
    return _PART.sub(lambda part: part[0].replace("–", dash) if "–" in part[0] else _HYPHEN.sub(dash, part[0]), pages)


Pages = Annotated[Word, AfterValidator(parse_pages)]
