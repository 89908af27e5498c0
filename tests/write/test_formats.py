"""All formats print the same labels, markers and words, and drop nothing in silence."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.write.formats import FORMATS
from cvkit.write.no_place_page import no_place_page
from tests.conftest import ROOT, Result, compare_golden
from tests.listings import docx_listing

Run = Callable[..., Result]
Make = Callable[[str], Path]
FILES = [name for name, form in FORMATS.items() if not form.is_site]
"""The formats whose output is a file. `tests/commands/test_export_site.py` is about the others."""
TEXTS = [name for name, form in FORMATS.items() if not form.is_binary]
RECORDS = [ROOT / "data" / "jemin-lee", ROOT / "examples" / "ada-miller", ROOT / "tests" / "write" / "whole"]
GOOD = "honors: [{title: A Prize, date: 2020}]\n"
FULL = """\
honors: [{title: "A *great* Prize, see [this](https://a.example/x)", date: 2020}]
publications: [{id: one, kind: journal, title: T, authors: "Ada Miller†, Bo Bee†", date: 2020}]
"""


@pytest.mark.parametrize("form", FILES)
def test_two_runs_give_the_same_bytes(cvkit: Run, tmp_path: Path, form: str) -> None:
    contents = []
    for name in ("one", "two"):
        assert cvkit("export", RECORDS[0], "--to", form, "-o", tmp_path / name).status == 0
        contents.append((tmp_path / name).read_bytes())
    assert contents[0] == contents[1]


@pytest.mark.parametrize("form", FILES)
def test_a_folder_that_is_not_there_is_made(cvkit: Run, record: Make, tmp_path: Path, form: str) -> None:
    result = cvkit("export", record(GOOD), "--to", form, "-o", f"{tmp_path / 'new'}/")
    assert result.status == 0
    assert str(tmp_path / "new" / f"cv{FORMATS[form].ending}") in result.out.splitlines()


def test_a_folder_that_could_not_be_filled_is_not_left_behind(cvkit: Run, record: Make, tmp_path: Path) -> None:
    file = record(GOOD)
    assert cvkit("export", file, "--to", "txt", "-o", f"{tmp_path / 'a' / 'b'}/").status == 5
    assert sorted(tmp_path.iterdir()) == [file]


def test_a_picture_comes_with_the_tex(cvkit: Run, tmp_path: Path) -> None:
    assert cvkit("export", RECORDS[2], "--to", "tex", "-o", f"{tmp_path / 'new'}/").status == 0
    assert (tmp_path / "new" / "photo.png").read_bytes() == (RECORDS[2] / "photo.png").read_bytes()


@pytest.mark.parametrize("form", FILES)
def test_a_record_of_a_name_alone_is_a_document_too(cvkit: Run, record: Make, tmp_path: Path, form: str) -> None:
    output = tmp_path / "out"
    result = cvkit("export", record(""), "--to", form, "-o", output)
    assert (result.status, result.err) == (0, "")
    assert output.is_file()


@pytest.mark.parametrize("form", ["md", "html", "txt"])
def test_an_issn_is_printed_where_the_document_wants_it(cvkit: Run, record: Make, form: str) -> None:
    work = "{id: a, kind: journal, title: T, authors: Ada Miller, date: 2020, venue: {name: V, issn: 0317-8471}}"
    chosen = "documents: {full: {options: {issn: true}}}\n"
    for more, count in {"": 0, chosen: 1}.items():
        out = cvkit("export", record(f"publications: [{work}]\n{more}"), "--to", form).out
        assert out.count("0317-8471") == count


@pytest.mark.parametrize(
    ("math", "count"),
    [(r"$\alpha$", 0), (r"$\pi$–$\pi$", 0), ("$a + b$", 0), ("$x^2$", 1), (r"$\frac{a}{b}$ of $n_1$", 2)],
)
@pytest.mark.parametrize("form", ["md", "txt", "docx", "jsonresume", "academicpages", "html", "tex"])
def test_a_formula_that_is_the_same_as_text_is_not_missing(
    form: str, math: str, count: int, cvkit: Run, record: Make, tmp_path: Path
) -> None:
    file = record(f"honors: [{{title: '{math}', date: 2020}}]\n")
    named = count if form not in ("html", "tex") else 0
    said = cvkit("export", file, "--to", form, "-o", tmp_path / "out").err
    assert (f"mathematics as formulas; it is plain text ({named}" in said) == bool(named), said
    assert ("mathematics" in said) == bool(named)


DROPS = {"txt": "cvkit: note: txt has no place for: emphasis (1, in A great Prize, see this)\n", "tex": ""}


@pytest.mark.parametrize(("form", "note"), DROPS.items())
def test_what_a_format_has_no_place_for_is_said_once(cvkit: Run, record: Make, form: str, note: str) -> None:
    assert cvkit("export", record(FULL), "--to", form).err == note
    assert cvkit("export", record(GOOD), "--to", form).err == ""


SENTENCES = {
    "Fewer looks": "Fewer looks. Next",
    "Fewer looks.": "Fewer looks. Next",
    "Fewer looks!": "Fewer looks! Next",
    "Fewer looks?": "Fewer looks? Next",
    "*Fewer* looks…": "Fewer looks… Next",
    "水池已注满": "水池已注满. Next",
    "水池已注满。": "水池已注满。 Next",
    "水池已注满！": "水池已注满！ Next",
    "水池已注满？": "水池已注满？ Next",
    "水槽に水が満ちた．": "水槽に水が満ちた． Next",
}
"""A sentence, and how it and the next one print."""


@pytest.mark.parametrize("form", ["tex", "md", "html", "txt", "docx"])
@pytest.mark.parametrize(("sentence", "printed"), SENTENCES.items())
def test_a_sentence_has_one_full_stop(
    cvkit: Run, record: Make, tmp_path: Path, form: str, sentence: str, printed: str
) -> None:
    entry = f'{{name: Bo Bee, degree: MS, topic: "{sentence}", note: Next}}'
    file, output = record(f"supervision: [{entry}]\n"), tmp_path / "cv"
    assert cvkit("export", file, "--to", form, "-o", output).status == 0
    text = docx_listing(output.read_bytes()) if form == "docx" else output.read_text(encoding="utf-8")
    plain = re.sub(r"<[^>]*>|\\[A-Za-z]+|[{}*]", "", html.unescape(text).replace(r"\dots{}", "…"))
    assert printed in plain


def test_strict_writes_nothing_if_a_fact_has_no_place(cvkit: Run, record: Make, tmp_path: Path) -> None:
    output = tmp_path / "cv.txt"
    result = cvkit("export", record(FULL), "--to", "txt", "--strict", "-o", output)
    assert (result.status, result.out, output.exists()) == (1, "", False)
    assert "cvkit: txt has no place for: emphasis (1, in A great Prize, see this)\n" in result.err
    assert cvkit("export", record(GOOD), "--to", "txt", "--strict", "-o", output).status == 0
    assert output.is_file()


LISTED = """\
person:
  name: Ada Miller
  position: [Reader, {en: Professor, ko: 교수}]
  affiliation: [Institute A, {en: Institute B, ko: 연구소}]
  email: [ada@a.example, ada@b.example]
  phone: ["+1 555 1", "+1 555 2"]
honors: [{title: A Prize, date: 2020}]
documents:
  full: {sections: [{honors: {subtitle: A *second* heading, text: Above, text_after: "Below, [x](https://x.example)"}}]}
  one: {hide: [position, email, phone]}
"""


@pytest.mark.parametrize("form", ["tex", "md", "html", "txt", "docx"])
def test_posts_contacts_and_texts_of_a_section_are_in_every_format(
    cvkit: Run, record: Callable[..., Path], tmp_path: Path, form: str
) -> None:
    file, output = record(LISTED, "cvkit: 1\n"), tmp_path / "cv"
    texts = {}
    for name in ("full", "one"):
        assert cvkit("export", file, "--to", form, "-d", name, "-o", output).status == 0
        content = output.read_bytes()
        texts[name] = docx_listing(content) if form == "docx" else content.decode()
    plain = html.unescape(texts["full"]).replace("\u00a0", " ").replace("~", " ")
    wanted = [
        "Reader, Institute A; Professor, Institute B",
        "ada@a.example",
        "ada@b.example",
        "A second heading",
        "Below",
    ]
    assert [text for text in wanted if text not in plain] == []
    below = ("A second heading", "Above", "A Prize", "Below")
    plain = plain.rpartition("<body>")[2]  # the head of HTML has data about the works
    assert sorted(below, key=plain.index) == list(below)
    assert plain.index("555 1") < plain.index("555 2")
    assert "Institute A and Institute B" in texts["one"]
    assert "Reader" not in texts["one"] and "ada@" not in texts["one"] and "555" not in texts["one"]


def test_the_page_of_content_without_a_place_is_up_to_date(request: pytest.FixtureRequest) -> None:
    """`pytest tests/write/test_formats.py --accept` writes the page again."""
    accepts = bool(request.config.getoption("--accept"))
    compare_golden({ROOT / "data" / "FORMATS.md": no_place_page()}, accepts=accepts)


DAYS = {"en": "15 Nov. 2024", "de": "15. Nov. 2024", "ko": "2024년 11월 15일", "ja": "2024年11月15日"}


@pytest.mark.parametrize("form", ["tex", "md", "txt"])
@pytest.mark.parametrize(("language", "date"), DAYS.items())
def test_the_option_days_prints_days_as_the_language_does(
    cvkit: Run, record: Make, form: str, language: str, date: str
) -> None:
    work = "{id: a, kind: journal, title: T, authors: Ada Miller, date: 2024-11-15}"
    document = f"documents: {{full: {{language: {language}, options: {{days: true}}}}}}\n"
    out = cvkit("export", record(f"publications: [{work}]\n{document}"), "--to", form).out
    assert date in re.sub(r"\\CVKcjk\{|\\CVKgap\{|\}|\\(?=\.)", "", re.sub("[~\u00a0]", " ", out))


PRINTED = {
    "talks: [{id: a, title: T, authors: Bo Fictive, venue: {name: V}, organization: H, date: 2024}]": "Bo Fictive V H",
    "supervision: [{name: Bo Fictive, degree: MS, role: co-advisor}]": "Bo Fictive MS co-advisor",
    "sections: {Mine: [{title: T, label: L, text: X, bullet: B}]}": "T L X B",
    "sections: {Mine: [{text: X, role: R, location: P}]}": "X R P",
    "sections: {Mine: [{label: L, text: X, date: 2020}]}": "L X 2020",
    "patents: [{id: a, title: T, inventors: Ada Miller, status: expired, granted: 2020}]": "T granted 2020 expired",
}
"""Entries with fields that hide each other easily, and the words that print, in order."""


@pytest.mark.parametrize("form", ["tex", "md", "html", "txt"])
@pytest.mark.parametrize(("entry", "words"), PRINTED.items())
def test_no_field_hides_another(cvkit: Run, record: Make, form: str, entry: str, words: str) -> None:
    out = cvkit("export", record(f"{entry}\n"), "--to", form).out
    out = re.sub(r"<style>.*?</style>", "", out, flags=re.DOTALL)
    assert re.search(r"(?s)" + r"\b.*?\b".join(map(re.escape, words.split())), out.replace("~", " "))
