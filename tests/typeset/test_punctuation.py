"""The style that prints titles in quotes has the punctuation of each language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import needs_tex
from tests.typeset.conftest import typeset

RECORD = """\
cvkit: 1
person: {{name: Ada Miller}}
numbering: none
experience: [{{organization: Lab, role: Dean, date: 2020}}]
supervision: [{{name: Bo Ek, role: Cook, organization: Lab, topic: Ice, current_position: Poet, status: alumni}}]
publications:
- {{id: one, kind: journal, title: Sea, authors: Ada Miller, venue: {{name: Waves}}, date: 2021}}
- {{id: two, kind: journal, title: {title}, authors: {author}, venue: {{name: Waves}}, date: 2020}}
documents: {{full: {{language: {language}, style: compact}}}}
"""

PRINTED = {
    ("en", "Ice?", "Bo Ek"): ("Miller. “Sea.”", "“Ice?”", "Lab, Dean", "Lab: Ice; Now Poet"),
    ("fr", "Ice", "Bo Ek"): ("Miller. « Sea ».", "« Ice ».", "Lab, Dean", "Lab : Ice ; Aujourd’hui Poet"),
    ("ru", "Лёд", "Анна Ли"): ("Miller. «Sea».", "Ли. «Лёд».", "Lab, Dean", "Lab: Ice; Сейчас Poet"),
    ("sv", "Ice", "Bo Ek"): ("Miller. ”Sea”.", "”Ice”.", "Lab, Dean", "Lab: Ice; Nu Poet"),
    ("ja", "氷と海", "林素羅"): ("Miller. “Sea”.", "林素羅。「氷と海」。", "Lab、Dean", "Lab：Ice；現職Poet"),
    ("zh", "冰与海", "林素羅"): ("Miller. “Sea”.", "林素羅。“冰与海”。", "Lab，Dean", "Lab：Ice；现为Poet"),
}


@pytest.mark.parametrize("case", PRINTED, ids=lambda case: case[0])
def test_a_title_has_the_quotes_of_its_language(case: tuple[str, str, str], tmp_path: Path) -> None:
    needs_tex()
    language, title, author = case
    file = tmp_path / "cv.yaml"
    file.write_text(RECORD.format(language=language, title=title, author=author), encoding="utf-8")
    text = squeezed(typeset(file, tmp_path / "x.pdf").text())
    assert [printed for printed in PRINTED[case] if squeezed(printed) not in text] == [], text


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
