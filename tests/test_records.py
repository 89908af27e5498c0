"""The records in `data/`: three researchers, who agree with what they publish and need nothing that is made for one."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.commands.read import read
from cvkit.commands.request import Request
from cvkit.model.name import parse_name
from cvkit.model.record import Record
from cvkit.model.spelling import Spelling
from tests.conftest import ROOT, Result, exported, needs_tex
from tests.number.test_outputs_agree import in_tex

Run = Callable[..., Result]
RECORDS = sorted(file.parent for file in (ROOT / "data").glob("*/cv.yaml"))
JEMIN_LEE, DONGHYUN_LEE, WEI_HUANG = (ROOT / "data" / name for name in ("jemin-lee", "donghyun-lee", "wei-huang"))

TEXTS = {".py", ".sty", ".cls", ".yaml"}


def record_of(folder: Path) -> Record:
    found = read(folder)
    assert found.numbered is not None
    return found.numbered.record


def text_of(folder: Path, document: str) -> str:
    return exported(Request(folder, document=document), "txt")


@pytest.mark.parametrize("folder", RECORDS, ids=lambda folder: folder.name)
def test_a_record_is_without_a_diagnostic(folder: Path) -> None:
    assert read(folder).diagnostics == ()


def test_the_program_knows_none_of_them() -> None:
    people = [(folder.name, record_of(folder).person.name.parts.full) for folder in RECORDS]
    names = "|".join(re.escape(name) for both in people for name in both)
    files = [file for part in ("cvkit", "styles") for file in (ROOT / part).rglob("*.*") if file.suffix in TEXTS]
    assert len(files) > 50
    assert [file for file in files if re.search(names, file.read_text(encoding="utf-8"), re.IGNORECASE)] == []


def letters(title: str) -> str:
    """Return the characters that a title and its TeX have in common."""
    return re.sub(r"\\[A-Za-z]+|[^a-z]", "", title.lower())


def test_a_work_has_one_label_wherever_it_is_printed(cvkit: Run) -> None:
    rows = json.loads(cvkit("numbers", JEMIN_LEE, "--format", "json").out)
    labels = {letters(row["title"]): row["label"] for row in rows}
    assert len(labels) == 36
    shown = {
        document: {
            letters(title): label for title, label in in_tex(exported(Request(JEMIN_LEE, document=document), "tex"))
        }
        for document in record_of(JEMIN_LEE).documents
    }
    assert {document: len(works) for document, works in shown.items()} == {
        "full": 36, "short": 14, "papers": 36, "journals-lead": 10, "korean": 36,
    }  # fmt: skip
    for works in shown.values():
        assert works == {title: label for title, label in labels.items() if title in works}


def test_the_journal_articles_that_he_led(cvkit: Run) -> None:
    rows = json.loads(cvkit("numbers", JEMIN_LEE, "--format", "json").out)
    led = [row["label"] for row in rows if row["series"] == "J" and row["owner_role"] != "co-author"]
    assert [label for _, label in in_tex(exported(Request(JEMIN_LEE, document="journals-lead"), "tex"))] == led
    assert led == ["J.15", "J.14", "J.13", "J.12", "J.8", "J.7", "J.6", "J.4", "J.3", "J.1"]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_short_document_fills_two_pages(jemin_lee: Path, tmp_path: Path, cvkit: Run, paper: str) -> None:
    needs_tex()
    file = jemin_lee / "cv.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("max_pages: 2\n", f"max_pages: 2\n    options: {{paper: {paper}}}\n"), encoding="utf-8"
    )
    result = cvkit("pdf", jemin_lee, "-d", "short", "-o", tmp_path / "short.pdf")
    assert (result.status, result.err_of_record) == (0, "")
    boxes = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "short.pdf", "-"], capture_output=True, text=True, check=True
    )
    pages = boxes.stdout.split("<page ")[1:]
    heights = [float(page.split('height="')[1].split('"')[0]) for page in pages]
    lowest = [max(map(float, re.findall(r'yMax="([\d.]+)"', page))) for page in pages]
    assert len(pages) == 2
    assert [low / height > 0.82 for low, height in zip(lowest, heights, strict=True)] == [True, True]


def test_the_korean_document_is_korean(tmp_path: Path, cvkit: Run) -> None:
    text = text_of(JEMIN_LEE, "korean")
    assert text.startswith(
        "이제민, 공학박사  Jemin Lee\n한국전자통신연구원(ETRI), 과학기술연합대학원대학교(UST), 대한민국\n"
    )
    for words in (
        "2018년 12월 – 현재",
        "컴퓨터공학과 박사",
        "지도 교수: 김형신",
        "2025년 8월 18일",
        "석사 과정, UST",
        "연구 경력",
    ):
        assert words in text
    assert not re.search(r"(Present|Advisor|Thesis|Korean patent|Jan\.|Sept\.)", text)
    needs_tex()
    assert cvkit("pdf", JEMIN_LEE, "-d", "korean", "-o", tmp_path / "k.pdf").status == 0
    fonts = subprocess.run(["pdffonts", tmp_path / "k.pdf"], capture_output=True, text=True, check=True).stdout
    assert re.search(r"(Nanum|Noto)\S*Bold", fonts), "Hangul has no real bold"


def test_an_asterisk_means_what_the_record_says() -> None:
    for folder in (DONGHYUN_LEE, WEI_HUANG):
        text = text_of(folder, "full")
        assert "* equal contribution" in text
        assert "corresponding" not in text
    assert "Soobin Shim*, Seongchan Kim*, Donghyun Lee*, Hyeongtae Kim" in text_of(DONGHYUN_LEE, "full")
    assert "Kwunhang Wong*, Songqi Wang*, Wei Huang, Xinyuan Zhang" in text_of(WEI_HUANG, "full")


def test_hyphens_are_kept_and_are_one_in_names() -> None:
    authors = {author.parts.full for work in record_of(DONGHYUN_LEE).publications for author in work.authors}
    assert {
        "Su\u2010Yeon Cho",
        "Dong\u2010Hyeok Lim",
        "Soon\u2010Yong Kwon",
        "Dong-Hyeok Lim",
        "Su-yeon Cho",
    } <= authors
    assert "Wafer\u2010Scale Memristor Array" in text_of(DONGHYUN_LEE, "full")
    assert Spelling(parse_name("Dong\u2010Hyeok Lim")).is_same(Spelling(parse_name("Dong-Hyeok Lim")))


@pytest.mark.parametrize("folder", [DONGHYUN_LEE, WEI_HUANG], ids=lambda folder: folder.name)
def test_nothing_is_numbered_and_preprints_stand_apart(cvkit: Run, folder: Path) -> None:
    assert json.loads(cvkit("numbers", folder, "--format", "json").out) == []
    text = text_of(folder, "full")
    headings = re.findall(r"^[A-Z ]+$", text, re.MULTILINE)
    assert {"PREPRINTS", "PUBLICATIONS"} <= set(headings)
    for work in record_of(folder).publications:
        if not work.hidden:
            start = text.index(" ".join(work.title.plain().split()[:4]))
            heading = max((at, name) for name in headings if (at := text.find(f"\n{name}\n")) < start)[1]
            assert (heading == "PREPRINTS") == (work.kind == "preprint"), work.id


def test_what_is_hidden_is_nowhere() -> None:
    hidden = next(work for work in record_of(DONGHYUN_LEE).publications if work.hidden)
    assert hidden.title.plain() == "Scaling Direct Feedback Alignment for ImageNet Training"
    for document in record_of(DONGHYUN_LEE).documents:
        for form in ("txt", "tex"):
            assert "Direct Feedback" not in exported(Request(DONGHYUN_LEE, document=document), form)


def test_what_home_pages_show_is_data() -> None:
    works = record_of(WEI_HUANG).publications
    assert [bool(work.picture) for work in works] == [True] * 9
    assert sum(bool(work.repository) for work in works) == 6
    assert sum(bool(work.abstract) for work in works) == 6
    assert all(work.highlights for work in works)
    assert "黄炜" in text_of(WEI_HUANG, "full").splitlines()[0]
    assert text_of(WEI_HUANG, "chinese").startswith("黄炜  Wei Huang\n博士研究生")


def test_news_keep_their_emoji() -> None:
    assert text_of(DONGHYUN_LEE, "full").count("📖") == 8
    assert text_of(WEI_HUANG, "full").count("🎉🎉") == 9
    assert re.findall("[🚀⌚🔥]", text_of(WEI_HUANG, "full")) == ["🚀", "⌚", "🔥"]
