"""Text that programs extract from a PDF: date and entry together, words as typed, one space between words."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from cvkit.system.programs import find_program
from cvkit.typeset.coverage import COVERED
from tests.conftest import needs_tex
from tests.typeset.conftest import poppler

RECORD = """\
cvkit: 1
person: {name: Ada Miller}
experience:
  - {organization: Institute of Examples, role: Baker, start: 2018-04, end: 2021-05}
education:
  - {institution: University of Examples, degree: PhD, start: 2011-09, end: 2017-08}
supervision:
  - {name: Bo Larsen, degree: MS, periods: [{start: 2019-03, end: 2020-02}]}
service:
  - {role: Reviewer, organization: Journal of Examples, dates: [2022]}
"""
ENTRIES = {
    "Institute of Examples": "Apr. 2018 – May 2021",
    "University of Examples": "Sept. 2011 – Aug. 2017",
    "Bo Larsen": "Mar. 2019 – Feb. 2020",
    "Journal of Examples": "2022",
}
TITLES = [f"{'x' * length} word-by-word training with fine-tuning and re-training" for length in range(30, 62, 3)]


def extracted(pdf: Path) -> dict[str, list[str]]:
    """The lines of text that each library extracts."""
    document = pypdfium2.PdfDocument(pdf)
    texts = {
        "pypdf": "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages),
        "pdfium": "\n".join(page.get_textpage().get_text_bounded() for page in document),
    }
    return {reader: text.replace("\xa0", " ").splitlines() for reader, text in texts.items()}


def typeset(folder: Path, record: str, *options: str) -> dict[str, list[str]]:
    needs_tex()
    (folder / "cv.yaml").write_text(record, encoding="utf-8")
    command = [sys.executable, "-m", "cvkit", "pdf", str(folder / "cv.yaml"), "-o", str(folder / "cv.pdf"), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return extracted(folder / "cv.pdf")


@pytest.mark.parametrize("style", ["classic", "compact"])
@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_inline_dates_are_behind_their_entries(tmp_path: Path, style: str, engine: str) -> None:
    record = f"{RECORD}documents: {{full: {{style: {style}, options: {{date_position: inline}}}}}}\n"
    for reader, lines in typeset(tmp_path, record, "--engine", engine).items():
        for entry, date in ENTRIES.items():
            [line] = [line for line in lines if line.startswith(entry)]
            assert re.search(rf", {date}$", re.sub(" +", " ", line.rstrip())), (reader, line)


LETTERS = "".join(sorted(c for c in COVERED if c > "\u00a0" and c != "\u00ad"))
"""The characters of pdfLaTeX's fonts: Latin letters, with those of Croatian and Dutch, and signs."""
UNICODE_LETTERS = "".join(
    chr(code)
    for first, end in [(0x218, 0x21C), (0x1E80, 0x1E86), (0x1EA0, 0x1EFA), (0x388, 0x3D0), (0x400, 0x460)]
    for code in range(first, end)
    if unicodedata.category(chr(code)) != "Cn"
)
"""Letters of Romanian, Welsh, Vietnamese, Greek, Russian and others."""


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex", "lualatex"])
def test_each_letter_is_extracted_as_itself_in_each_face(tmp_path: Path, engine: str) -> None:
    if engine == "lualatex" and not find_program(engine):
        pytest.skip("lualatex is not installed")
    letters = LETTERS if engine == "pdflatex" else LETTERS + UNICODE_LETTERS
    faces = dict(enumerate(["", "***", "`"]))
    rows = "".join(
        f"  - {{title: '{mark}[{letter}]{ord(letter):X}.{face}{mark}'}}\n"
        for face, mark in faces.items()
        for letter in letters
    )
    head = "cvkit: 1\nperson: {name: Ada Miller}\ndocuments: {full: {smart: false}}\n"
    typeset(tmp_path, f"{head}honors:\n{rows}", "--engine", engine)
    texts = {
        "poppler": poppler("pdftotext", "-raw", tmp_path / "cv.pdf", "-"),
        "pdfium": "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "cv.pdf")),
    }
    for reader, text in texts.items():
        printed = unicodedata.normalize("NFC", "".join(text.split()))
        lost = [(c, face) for c in letters for face in faces if f"[{c}]{ord(c):X}.{face}" not in printed]
        assert lost == [], reader


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_words_of_east_asian_documents_do_not_break_at_hyphens(tmp_path: Path, language: str) -> None:
    works = "".join(
        f"  - {{id: w{at}, kind: journal, title: {title}, authors: Ada Miller, date: 2020,"
        " venue: {name: 学报学报学报}}\n"
        for at, title in enumerate(TITLES)
    )
    record = (
        f"cvkit: 1\nperson: {{name: Ada Miller}}\npublications:\n{works}documents: {{full: {{language: {language}}}}}\n"
    )
    for reader, lines in typeset(tmp_path, record).items():
        text = " ".join(lines)
        assert not [line for line in lines if line.rstrip().endswith(("-", "\ufffe", "\x02"))], reader
        for word in ("word-by-word", "fine-tuning", "re-training"):
            assert text.count(word) == len(TITLES), (reader, word)


@pytest.mark.parametrize(("style", "engine"), [("classic", "pdflatex"), ("compact", "xelatex")])
def test_icons_of_contacts_leave_the_text_and_the_claim_of_a_pdf_as_they_are(
    tmp_path: Path, style: str, engine: str
) -> None:
    person = (
        "{name: Ada Miller, email: ada@example.org, phone: +49 (0)30 1234567, orcid: 0000-0002-1825-0097,"
        " profiles: {github: ada}}"
    )
    texts = []
    for icons in ("false", "true"):
        options = f"{{style: {style}, options: {{icons: {icons}}}}}"
        record = f"cvkit: 1\nperson: {person}\ndocuments: {{full: {options}}}\n"
        lines = typeset(tmp_path, record, "--engine", engine)
        texts.append({reader: " ".join(text).split() for reader, text in lines.items()})
        assert b"pdfuaid" in (tmp_path / "cv.pdf").read_bytes()
    assert texts[0] == texts[1]
