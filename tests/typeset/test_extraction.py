"""Text that programs extract from a PDF: date and entry together, words as typed, one space between words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from tests.conftest import needs_tex

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
