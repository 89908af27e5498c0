"""Names and titles in scripts that the fonts of the styles lack: printed in order, and extracted as typed."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from cvkit.commands.missing_fonts import USUAL_EMOJI
from cvkit.commands.read import read
from cvkit.commands.request import Request
from cvkit.load.style_folder import style_names
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.fallback_scripts import NAMES, SAMPLES
from cvkit.typeset.install import installer
from cvkit.typeset.requirements import serving
from cvkit.typeset.script_fonts import EMOJI_FONTS, families_of
from tests.conftest import Result, needs_tex
from tests.typeset.conftest import Typeset, typeset
from tests.typeset.test_tagged import checked
from tests.typeset.test_trace import typeset as typeset_document
from tests.typeset.test_trace import written

TEXTS = {
    "Latn": ("Kɔfi Ɖoe", "Ɛtwerɛ ʃɪft n̥a"),
    "Grek": ("Γιώργος Ιωάννου", "Μηχανική μάθηση"),
    "Cyrl": ("Анна Цветкова", "Машинное обучение для всех"),
    "Armn": ("Անի Հակոբյան", "Մեքենայական ուսուցում"),
    "Hebr": ("יוסי כהן", "למידת מכונה לכולם"),
    "Arab": ("محمد علي", "التعلم الآلي للجميع"),
    "Deva": ("अनिल शर्मा", "यंत्र अधिगम हिन्दी"),
    "Beng": ("অনিল সেন", "যন্ত্র শিখন"),
    "Taml": ("அனில் குமார்", "இயந்திர கற்றல்"),
    "Thai": ("อนันต์ ใจดี", "การเรียนรู้ของเครื่อง"),
    "Geor": ("ანა ბერიძე", "მანქანური სწავლება"),
    "Ethi": ("አበበ በቀለ", "የማሽን ትምህርት"),
    "Hang": ("김가상", "기계 학습"),
    "Hani": ("黄炜", "机器学习"),
    "Kana": ("やまだ はな", "きかい がくしゅう"),
}
"""The name of a person and a title in each script."""


def needs_fonts() -> None:
    """Stop a test where a font for a script is missing, as `needs_tex` does for TeX."""
    needs_tex()
    missing = [
        NAMES[script] for script in TEXTS if script in NAMES and not serving(SAMPLES[script], families_of(script))
    ]
    if missing:
        stop = pytest.fail if os.environ.get("CI") else pytest.skip
        stop(f"needs fonts for {', '.join(missing)}: run `cvkit doctor --install`")


def record_of(folder: Path) -> Path:
    rows = "".join(f"- {{name: {name}, topic: {title}}}\n" for name, title in TEXTS.values())
    file = folder / "cv.yaml"
    file.write_text(
        f"cvkit: 1\nperson: {{name: Ada Miller}}\nsupervision:\n{rows}"
        + "honors:\n"
        + "".join(f"- {{title: {title}}}\n" for _, title in TEXTS.values()),
        encoding="utf-8",
    )
    return file


def plain(text: str) -> str:
    """A text without the marks of direction that programs add, in normal form."""
    return " ".join(re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", unicodedata.normalize("NFKC", text)).split())


def text_by_pdfium(pdf: Typeset) -> str:
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf.file))


@pytest.mark.parametrize("style", sorted({*style_names()}))
def test_texts_in_fifteen_scripts_are_extracted_as_typed(tmp_path: Path, style: str) -> None:
    needs_fonts()
    pdf = typeset(record_of(tmp_path), tmp_path / "x.pdf", "-s", style)
    by_poppler, by_pdfium = plain(pdf.text()), plain(text_by_pdfium(pdf))
    for script, (name, title) in TEXTS.items():
        for text in (name, title):
            assert unicodedata.normalize("NFKC", text) in by_poppler, script
            assert unicodedata.normalize("NFKC", text) in by_pdfium, script


@pytest.mark.parametrize("style", ["compact", "modern"])
def test_a_letter_that_the_matching_font_lacks_is_in_another(tmp_path: Path, style: str) -> None:
    needs_fonts()
    file = tmp_path / "cv.yaml"
    titles = ("Анна настоящее\u00a0время", "Ꙗко пишется", "καὶ ἀρχῇ και")
    rows = "".join(f"- {{title: {title}}}\n" for title in titles)
    file.write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\nhonors:\n{rows}", encoding="utf-8")
    pdf = typeset(file, tmp_path / "x.pdf", "-s", style)
    assert [title for title in titles if plain(title) not in plain(pdf.text())] == []


def test_text_from_right_to_left_keeps_its_order_beside_latin_text(tmp_path: Path) -> None:
    needs_fonts()
    file = tmp_path / "cv.yaml"
    title = "שלום (רשתות) deep learning 2024 עולם"
    file.write_text(
        "cvkit: 1\nperson: {name: Ada Miller}\nhonors:\n"
        f"- {{title: Talk by יוסי כהן in 2024}}\n- {{title: {title}}}\n",
        encoding="utf-8",
    )
    pdf = typeset(file, tmp_path / "x.pdf")
    assert "Talk by יוסי כהן in 2024" in plain(pdf.text())
    places = places_of_words(pdf)
    assert places["deep"] < places["learning"] < places["2024"], "Latin words and numbers are from left to right"
    assert places["עולם"] < places["deep"] < places["2024"] < places["שלום"], "the words around them are not"
    hebrew = [element for element in checked(pdf.file) if element.get("/Lang") == "und-Hebr"]
    assert [element["/ActualText"] for element in hebrew] == ["יוסי כהן", title]


@pytest.mark.parametrize("style", ["classic", "modern", "compact"])
def test_text_from_right_to_left_within_latin_text_is_extracted_in_the_order_of_reading(
    tmp_path: Path, style: str
) -> None:
    """Pdfium takes each word for itself, and so has several words of such a text in the order from left to right."""
    needs_fonts()
    titles = [
        "Ada יוסי Miller",
        "Ada محمد Miller",
        "Talk by יוסי כהן in 2024",
        "A study of שלום עולם in 2024 and למידה, part 2",
        "On التعلم الآلي in (2024), والذكاء: a review",
        "Ada, יוסי כהן, and Bo",
        "A (יוסי כהן) in B",
        "Ada יוסי כהן: deep; שלום עולם. End",
    ]
    works = [
        {"id": f"w{at}", "kind": "journal", "title": title, "authors": ["Ada Miller", name, "Bo"], "date": "2020"}
        for at, (title, name) in enumerate(zip(titles, ["יוסי כהן", "محمد علي"] * 4, strict=True))
    ]
    values = {"cvkit": "1", "person": {"name": "Ada Miller"}, "honors": [{"title": title} for title in titles]}
    file = tmp_path / "cv.yaml"
    file.write_text(json.dumps({**values, "publications": works}, ensure_ascii=False), encoding="utf-8")
    pdf = typeset(file, tmp_path / "x.pdf", "-s", style)
    by_poppler, by_pdfium = plain(pdf.text()), plain(text_by_pdfium(pdf))
    assert [text for text in titles if by_poppler.count(unicodedata.normalize("NFKC", text)) < 2] == []
    assert by_poppler.count("Ada Miller, יוסי כהן, and Bo") == 4
    assert [text for text in titles[:2] if by_pdfium.count(text) < 2] == []


def places_of_words(pdf: Typeset) -> dict[str, float]:
    """The left end of each word. With this option, poppler has the letters of a word from the left to the right."""
    words = re.findall(r'xMin="([\d.]+)"[^>]*>([^<]+)</word>', pdf.text("-bbox"))
    is_reversed = [unicodedata.bidirectional(word[0]) in ("R", "AL") for _, word in words]
    return {word[::-1] if back else word: float(left) for (left, word), back in zip(words, is_reversed, strict=True)}


def test_a_script_without_a_font_is_an_error_that_names_the_package(tmp_path: Path) -> None:
    needs_tex()
    file = tmp_path / "cv.yaml"
    file.write_text("cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: а Анна}]\n", encoding="utf-8")
    document = written(Request(file))
    with pytest.raises(CvkitError) as failure:
        typeset_document(document, "\\CVKscriptfonts{Cyrl}{None}{None} " + document.body)
    [diagnostic] = failure.value.diagnostics
    assert failure.value.status is ExitStatus.MISSING
    assert (diagnostic.code, str(diagnostic.place)) == ("T103", f"{file}:3:18")
    assert "Cyrl" in diagnostic.message and "doctor --install" in diagnostic.hint


def test_check_reports_each_script_that_has_no_font_in_cvkit_once(tmp_path: Path) -> None:
    texts = ["x ᠮᠣᠩᠭᠣᠯ ⲕⲟⲡⲧ", "ᠮᠣᠩᠭᠣᠯ", "Ĳ ﬁ ǅ ⅷ 𝒜 ｆ ℵ ⓐ 𠮷 ꥠ ʃ ₹ ⠃"]
    file = tmp_path / "cv.yaml"
    file.write_text(
        f"cvkit: 1\nperson: {{name: Ada Miller}}\nsummary: {json.dumps(texts, ensure_ascii=False)}\n", encoding="utf-8"
    )
    found = [(one.path[:2], one.message) for one in read(file).diagnostics if "cvkit has no font" in one.message]
    assert [(path, message.split(" for ")[1].split(" letters")[0]) for path, message in found] == [
        (("summary", 0), "Mongolian"),
        (("summary", 0), "Coptic"),
    ]


def test_check_reports_each_script_without_a_font_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(fonts))
    file = record_of(tmp_path)
    file.write_text(f"{file.read_text(encoding='utf-8')}- {{title: a 📖 b}}\n- {{title: 🔥}}\n", encoding="utf-8")
    found = [one for one in read(file).diagnostics if one.code == "T145"]
    assert [one.path[:2] for one in found] == [*(("supervision", at) for at in range(15)), ("honors", 15)]
    names = {**NAMES, "Hang": "Hangul", "Hani": "Han"}
    assert [names.get(script, script) for script in TEXTS] == [
        one.message.split(" has ")[1].split(" letters")[0] for one in found[:-1]
    ]
    assert "emoji such as 📖 (U+1F4D6)" in found[-1].message
    packages = {part: installer([part]).packages for part in ("Thai", "cjk", "emoji")}
    for place, package in zip((9, 12, 15), packages.values(), strict=True):
        assert f"install {package}" in found[place].hint


@pytest.mark.parametrize(
    ("arguments", "is_reported"),
    [
        ("check", True),
        ("export --to tex", True),
        *((f"export --to {form}", False) for form in ("html", "txt", "md", "bib")),
        ("numbers", False),
        ("appendix --into cv", False),
    ],
)
def test_only_an_output_that_needs_the_fonts_of_this_machine_reports_missing_ones(
    arguments: str,
    is_reported: bool,
    cvkit: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Анна Миллер}\n", encoding="utf-8")
    command, *options = arguments.split()
    done = cvkit(command, "cv.yaml", *options)
    assert ("1 warning" in done.out + done.err) == is_reported


def test_check_reports_each_emoji_that_the_font_lacks(tmp_path: Path) -> None:
    if not serving(USUAL_EMOJI, EMOJI_FONTS):
        pytest.skip("no font for emoji is installed")
    file = tmp_path / "cv.yaml"
    file.write_text(
        "cvkit: 1\nperson: {name: Ada Miller}\nsummary: 🔥 ❤️ 👩‍💻 1️⃣ 🇩🇪 👍🏽 ©️ ★ ✓\n"
        "honors: [{title: 🛜 🛜}, {title: 🔥 🫨}]\n",
        encoding="utf-8",
    )
    found = [(one.path, one.message) for one in read(file).diagnostics if one.code == "T145"]
    assert [path for path, _ in found] == [("honors", 0, "title"), ("honors", 1, "title")]
    assert "has no picture for 🛜 (U+1F6DC)" in found[0][1]
