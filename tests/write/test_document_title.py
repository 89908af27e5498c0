"""A document of one section is not called a curriculum vitae."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Result

RECORD = """\
honors: [{title: A Prize}]
grants: [{title: A Grant}]
media: [{title: A Talk, date: 2020}]
"""
TITLES = {
    "{}": "Curriculum Vitae",
    "{sections: [honors]}": "Honors and Awards",
    "{sections: [{honors: {title: My *Prizes*}}]}": "My Prizes",
    "{sections: [honors, grants]}": "Curriculum Vitae",
    "{sections: [{merged: {of: [honors, grants]}}]}": "Honors and Awards and Grants",
    "{sections: [honors], language: de}": "Preise und Auszeichnungen",
    "{sections: [honors], terms: {curriculum_vitae: Prizes}}": "Prizes",
}
"""A document, and its title."""


def test_the_title_of_a_document_is_that_of_its_only_section(
    cvkit: Callable[..., Result], record: Callable[[str], Path]
) -> None:
    for document, title in TITLES.items():
        tex = cvkit("export", record(f"{RECORD}documents: {{full: {document}}}\n"), "--to", "tex").out
        assert (document, re.findall(r"(?m)^  document=\{(.*)\},", tex)) == (document, [title])


def test_the_title_of_one_requested_section_is_that_of_the_section(
    cvkit: Callable[..., Result], record: Callable[[str], Path]
) -> None:
    file = record(RECORD)
    for sections, title in ((["honors"], "Honors and Awards"), (["honors", "grants"], "Curriculum Vitae")):
        options = [option for section in sections for option in ("--section", section)]
        page = cvkit("export", file, "--to", "html", *options).out
        assert re.findall(r"<title>.*: (.*)</title>", page) == [title]


def test_a_record_of_one_section_is_a_curriculum_vitae(
    cvkit: Callable[..., Result], record: Callable[[str], Path]
) -> None:
    tex = cvkit("export", record("honors: [{title: A Prize}]\n"), "--to", "tex").out
    assert "Curriculum Vitae" in tex
