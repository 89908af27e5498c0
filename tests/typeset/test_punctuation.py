"""The style that prints titles in quotes has the punctuation of each language."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result, needs_tex
from tests.typeset.conftest import typeset

Run = Callable[..., Result]
STYLES = ("classic", "compact", "dossier")
RECORD = """\
cvkit: 1
person: {{name: Ada Miller}}
numbering: none
experience: [{{organization: Lab, role: Dean, date: 2020}}]
supervision: [{{name: Bo Ek, role: Cook, organization: Lab, topic: Ice, current_position: Poet, status: alumni}},
  {{name: Al Oak, organization: Lab, thesis: Sea, status: alumni}}]
publications:
- {{id: one, kind: journal, title: Sea, authors: Ada Miller, venue: {{name: Waves}}, date: 2021}}
- {{id: two, kind: journal, title: {title}, authors: {author}, venue: {{name: Waves}}, date: 2020}}
documents: {{full: {{language: {language}, style: compact}}}}
"""

PRINTED = {
    ("en", "Ice?", "Bo Ek"): ("Miller. “Sea.”", "“Ice?”", "Lab, Dean", "Lab: Ice; Now Poet", "Lab. Thesis: Sea"),
    ("en", "'Ice \"and\" sea'", "Bo Ek"): ("Miller. “Sea.”", "“Ice ‘and’ sea.”", "Lab, Dean", "Lab: Ice; Now Poet"),
    ("fr", "'Ice \"and\" sea'", "Bo Ek"): ("Miller. « Sea ».", "« Ice “and” sea ».", "Lab, Dean", "Lab : Ice ; Auj"),
    ("ja", "'氷\"と\"海'", "林素羅"): (
        "Miller. “Sea”.",
        "林素羅。「氷『と』海」。",
        "Lab、Dean",
        "Lab：Ice；現職：Poet",
    ),
    ("fr", "Ice", "Bo Ek"): ("Miller. « Sea ».", "« Ice ».", "Lab, Dean", "Lab : Ice ; Aujourd’hui Poet"),
    ("ru", "Лёд", "Анна Ли"): ("Miller. «Sea».", "Ли. «Лёд».", "Lab, Dean", "Lab: Ice; Сейчас Poet"),
    ("sv", "Ice", "Bo Ek"): ("Miller. ”Sea”.", "”Ice”.", "Lab, Dean", "Lab: Ice; Nu Poet"),
    ("ja", "氷と海", "林素羅"): ("Miller. “Sea”.", "林素羅。「氷と海」。", "Lab、Dean", "Lab：Ice；現職：Poet"),
    ("zh", "冰与海", "林素羅"): ("Miller. “Sea”.", "林素羅。“冰与海”。", "Lab，Dean", "Lab：Ice；现任：Poet"),
}


@pytest.mark.parametrize("case", PRINTED, ids=lambda case: case[0])
def test_a_title_has_the_quotes_of_its_language(case: tuple[str, str, str], tmp_path: Path) -> None:
    needs_tex()
    language, title, author = case
    file = tmp_path / "cv.yaml"
    file.write_text(RECORD.format(language=language, title=title, author=author), encoding="utf-8")
    text = squeezed(typeset(file, tmp_path / "x.pdf").text())
    assert [printed for printed in PRINTED[case] if squeezed(printed) not in text] == [], text


FATES = """\
cvkit: 1
person: {name: Ada Miller}
numbering: {series: {J: [journal]}}
publications:
- {id: one, kind: journal, title: Sea, authors: Ada Miller, venue: {name: Waves}, date: 2021-02}
- {id: two, kind: preprint, title: Sea, authors: Ada Miller, venue: {name: A}, date: 2020-09, version_of: one}
- {id: six, kind: preprint, title: Sky, authors: Ada Miller, venue: {name: B}, date: 2020-05, retracted: true}
- {id: ten, kind: other, title: Ice, authors: Ada Miller, venue: {name: J. Am. C.}, date: 2020, open_access: true}
- {id: old, kind: other, title: Oil, authors: Ada Miller, venue: {name: D}, date: 2019-09,
   note: Cf. E., open_access: true}
"""
PUNCTUATED = (
    "A, Sept. · published as J.1",
    "B, May. retracted",
    "J. Am. C. · open access",
    "D, Sept. Cf. E. open access",
)


def test_an_abbreviation_is_separated_from_the_facts_behind_it(tmp_path: Path, cvkit: Run) -> None:
    needs_tex()
    file = tmp_path / "cv.yaml"
    file.write_text(FATES, encoding="utf-8")
    texts = {style: typeset(file, tmp_path / f"{style}.pdf", "-s", style).text("-layout") for style in STYLES}
    for form, dot in (("txt", "; "), ("md", " · "), ("html", " · ")):
        texts[form] = re.sub(r"<[^>]*>|[*\\[\]]|\(#[^)]*\)", "", cvkit("export", file, "--to", form).out).replace(
            dot, " · "
        )
    for name, text in texts.items():
        flat = " ".join(text.split())
        assert [printed for printed in PUNCTUATED if printed not in flat] == [], name


SENTENCES = """\
cvkit: 1
numbering: none
person: {name: Ada Miller, position: Dean, affiliation: Lab}
education: [{institution: Lab, degree: PhD, field: Sea, date: 2020, thesis: Ice, committee: [Bo Ek], note: Long}]
supervision: [{name: Bo Ek, role: Cook, organization: Lab, topic: Ice, current_position: Poet, status: alumni}]
publications:
- {id: one, kind: journal, title: Sea, authors: Ada Miller, venue: {name: Waves}, date: 2021-02, note: Read NASA,
   metrics: [{type: jif, value: 4.1, year: 2024}], open_access: true}
- {id: two, kind: journal, title: 海と氷, authors: 林素羅, venue: {name: 学報}, date: 2020-02, note: 海？,
   open_access: true}
- {id: three, kind: journal, title: On the USA, authors: Ada Miller, date: 2019, open_access: true, venue: {name: NASA}}
"""


@pytest.mark.parametrize("style", ["classic", "modern", "compact", "dossier"])
@pytest.mark.parametrize("language", ["ja", "zh", "zh-Hant"])
def test_no_space_follows_a_sign_that_contains_one(language: str, style: str, tmp_path: Path) -> None:
    needs_tex()
    file = tmp_path / "cv.yaml"
    file.write_text(f"{SENTENCES}documents: {{full: {{language: {language}, style: {style}}}}}\n", encoding="utf-8")
    text = typeset(file, tmp_path / "x.pdf").text("-layout")
    assert text.count("。") > 4
    assert re.findall(r".*[、，。；：？][ \u00a0].*", text) == []
    assert "。。" not in text and "？。" not in text


def test_one_full_stop_ends_a_sentence_also_behind_a_capital(tmp_path: Path) -> None:
    needs_tex()
    file = tmp_path / "cv.yaml"
    file.write_text(SENTENCES.replace("On the USA", "On the U.S.A."), encoding="utf-8")
    for style in ("classic", "compact"):
        text = typeset(file, tmp_path / "x.pdf", "-s", style).text("-layout")
        assert ".." not in text and "NASA." in text


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
