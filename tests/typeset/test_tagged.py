"""The structure of the PDF, for every style: all content has one place in a legal tree, and the metadata agrees."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ContentStream

from cvkit.check.contrast import LEAST_FOR_TEXT, contrast_to_white
from cvkit.commands.styles import load_style
from cvkit.load.style_folder import style_names
from tests.conftest import ROOT, needs_tex

WHOLE = (ROOT / "examples" / "every-section" / "cv.yaml").parent
KIDS = {
    "Document": {"H1", "P", "Sect", "Figure"},
    "Sect": {"H2", "H3", "P", "L"},
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
    "LBody": {"P", "L", "Link", "Span", "Formula"},
    "P": {"Link", "Span", "Formula"},
}
"""Structure type → the types of its kids. Elements of other types contain text, links, formulas and spans."""
TEXT = {"Link", "Span", "Formula"}

AUTHORS = [f"Bo {chr(65 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}son" for n in range(1200)]
LONG_WORK = f"""\
cvkit: 1
person: {{name: Ada Miller}}
honors: [{{title: A Prize, date: 2020}}]
publications:
  - {{id: a, kind: journal, title: Short, authors: Ada Miller, venue: {{name: Examples}}, date: 2025}}
  - {{id: b, kind: journal, title: Long, authors: "{", ".join(AUTHORS)}",
     venue: {{name: Examples}}, date: 2024}}
  - {{id: c, kind: journal, title: After, authors: Ada Miller, venue: {{name: Examples}}, date: 2023}}
"""
MATH = """\
cvkit: 1
person: {name: Ada Miller, email: ada@example.org, links: [{label: Home (page), url: "https://a.example/x_(1)"}]}
publications:
  - {id: a, kind: journal, title: "On $O(n^2)$ & <all> of 한국어", authors: "Ada Miller, 이예시", date: 2024-05,
     venue: {name: 학회지}, url: "https://a.example/?a=1&b=(2)"}
  - {id: b, kind: journal, title: After, authors: Ada Miller, date: 2023, highlights: [First., "Second, as [@a]."]}
"""
BULLETS = """\
cvkit: 1
person: {name: Ada Miller}
research: [{title: A, highlights: [First, {Second: [one, "two, [as](https://a.example)"]}, {Third: [three]}]}]
experience: [{organization: O, posts: [{role: R, date: 2020, highlights: [{Fourth: [four, five]}, Fifth]}]}]
publications: [{id: a, kind: journal, title: B, authors: Ada Miller, date: 2023, highlights: [{Sixth: [six]}]}]
"""
TITLE = " ".join(f"word{n}" for n in range(360))
LONG_LINKS = f"""\
cvkit: 1
person: {{name: Ada Miller}}
summary: "See [{TITLE[:300]}](https://a.example/2) and [this](https://a.example/3)."
publications:
  - {{id: a, kind: journal, title: "{TITLE}", authors: Ada Miller, venue: {{name: Examples}}, date: 2025}}
  - {{id: b, kind: journal, title: "{TITLE} of $O(n^2)$ {TITLE}", authors: Ada Miller, venue: {{name: Examples}},
     date: 2024, url: "https://a.example/1"}}
"""

TAGGED = [style for style in style_names() if "pdf_standard" in load_style(style).options]
"""The styles that write a structure."""


def typeset(record: Path, output: Path, *options: str) -> None:
    command = [sys.executable, "-m", "cvkit", "pdf", str(record), "-o", str(output), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def rooted(pdf: Path) -> tuple[pypdf.PdfReader, Any]:
    reader = pypdf.PdfReader(pdf)
    return reader, reader.trailer["/Root"]


def pieces(page: pypdf.PageObject, reader: pypdf.PdfReader) -> Iterator[int]:
    """The MCIDs of a page, after a look that all that is printed is in one or in an artifact."""
    marks: list[tuple[str, Any]] = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            properties = operands[1] if operator == b"BDC" else {}
            marks.append((operands[0], properties))
            if "/MCID" in properties:
                assert len(marks) == 1, "marked content within marked content"
                yield int(properties["/MCID"])
        elif operator == b"EMC":
            marks.pop()
        elif operator in (b"Tj", b"TJ", b"re", b"f", b"S", b"Do", b"f*"):
            assert marks, f"{operator!r} {operands} is neither text of an element nor an artifact"
    assert not marks


def elements(element: Any) -> Iterator[Any]:
    yield element
    for kid in element.get("/K", ()):
        kid = kid.get_object()
        if isinstance(kid, dict) and "/S" in kid:
            yield from elements(kid)


def checked(file: Path) -> list[Any]:
    """The elements of a PDF, in order, after all invariants of the tree."""
    reader, root = rooted(file)
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - an object of pypdf
    tree = root["/StructTreeRoot"]
    document = tree["/K"][0].get_object()
    numbers = tree["/ParentTree"]["/Nums"]
    parents = {int(numbers[i]): numbers[i + 1].get_object() for i in range(0, len(numbers), 2)}
    assert list(parents) == sorted(parents)
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    named: list[tuple[int, int]] = []
    links: list[int] = []
    for element in elements(document):
        kind = element["/S"][1:]
        assert kind in {*KIDS, *TEXT, "H1", "H2", "H3", "Lbl", "Figure"}
        assert element["/K"], f"an empty {kind}"
        if kind in ("Formula", "Figure"):
            assert element["/Alt"]
        if "/Lang" in element:
            assert re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", element["/Lang"])
        for reference in element["/K"]:
            kid = reference.get_object()
            if isinstance(kid, int):
                named.append((pages[element.raw_get("/Pg").idnum], int(kid)))
            elif kid.get("/Type") == "/MCR":
                named.append((pages[kid.raw_get("/Pg").idnum], int(kid["/MCID"])))
            elif kid.get("/Type") == "/OBJR":
                annotation = kid["/Obj"].get_object()
                assert annotation["/Contents"] and int(annotation["/F"]) == 4
                assert parents[int(annotation["/StructParent"])] == element
                assert kid.raw_get("/Obj") in reader.get_object(kid.raw_get("/Pg"))["/Annots"]
                links.append(int(annotation["/StructParent"]))
                assert kind == "Link"
            else:
                assert kid["/P"].get_object() == element
                assert kid["/S"][1:] in KIDS.get(kind, TEXT), f"{kid['/S']} in {kind}"
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                page, mcid = named[-1]
                assert parents[int(reader.pages[page]["/StructParents"])][mcid].get_object() == element
    assert len(set(named)) == len(named)
    assert set(named) == {(number, mcid) for number, page in enumerate(reader.pages) for mcid in pieces(page, reader)}
    assert all(page["/Tabs"] == "/S" for page in reader.pages)
    keys = [
        int(annotation.get_object()["/StructParent"]) for page in reader.pages for annotation in page.get("/Annots", ())
    ]
    assert sorted(links) == sorted(keys), "each annotation has its entry in one link"
    assert all(parents[key]["/S"] == "/Link" for key in keys)
    assert root["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    return list(elements(document))


def metadata(file: Path) -> str:
    _, root = rooted(file)
    text: str = root["/Metadata"].get_object().get_data().decode("utf-8")
    return text


@pytest.fixture
def make(tmp_path: Path) -> Any:
    needs_tex()

    def run(text: str, *options: str) -> Path:
        (tmp_path / "cv.yaml").write_text(text, encoding="utf-8")
        typeset(tmp_path / "cv.yaml", tmp_path / "cv.pdf", *options)
        return tmp_path / "cv.pdf"

    return run


@pytest.mark.parametrize("style", TAGGED)
def test_every_section_is_in_a_legal_tree(tmp_path: Path, style: str) -> None:
    needs_tex()
    typeset(WHOLE, tmp_path / "cv.pdf", "-s", style)
    found = [element["/S"] for element in checked(tmp_path / "cv.pdf")]
    assert found.count("/H1") == 1
    assert found.count("/H2") == found.count("/Sect") > 10
    assert ("/Figure" in found) == ("photo" not in load_style(style).omits)


@pytest.mark.parametrize("style", TAGGED)
@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_a_work_over_two_pages_is_in_a_legal_tree(make: Any, style: str, engine: str) -> None:
    file = make(LONG_WORK, "-s", style, "--engine", engine)
    assert len(pypdf.PdfReader(file).pages) > 1
    assert checked(file)


def test_a_page_of_thousands_of_pieces_is_in_a_legal_tree(make: Any) -> None:
    file = make(f'cvkit: 1\nperson: {{name: Ada Miller}}\nsummary: "{"Δ " * 2400}"\n', "-s", "compact")
    reader, _ = rooted(file)
    assert checked(file)
    assert max(len(list(pieces(page, reader))) for page in reader.pages) > 4000


@pytest.mark.parametrize("style", TAGGED)
def test_formulas_links_and_languages_are_described(make: Any, style: str) -> None:
    found = checked(make(MATH, "-s", style))
    assert [element["/Alt"] for element in found if element["/S"] == "/Formula"] == ["O(n²)"]
    assert {element["/Lang"] for element in found if "/Lang" in element} == {"ko"}
    described = [
        kid["/Obj"]["/Contents"]
        for element in found
        for kid in (kid.get_object() for kid in element["/K"])
        if isinstance(kid, dict) and "/Obj" in kid
    ]
    assert "https://a.example/?a=1&b=(2)" in described
    assert "mailto:ada@example.org" in described


@pytest.mark.parametrize("style", TAGGED)
def test_bullets_below_a_bullet_are_a_list_in_its_body(make: Any, style: str) -> None:
    found = checked(make(BULLETS, "-s", style))
    lists = [[kid.get_object()["/S"] for kid in element["/K"]] for element in found if element["/S"] == "/L"]
    inner = [element for element in found if element["/S"] == "/L" and element["/P"]["/P"]["/S"] == "/LI"]
    assert all(set(kids) == {"/LI"} for kids in lists)
    assert sum(element["/P"]["/P"]["/P"]["/P"]["/S"] == "/LBody" for element in inner) == 1, "that of the work"
    assert sorted(len(element["/K"]) for element in inner) == [1, 1, 1, 2, 2]


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_the_metadata_agrees_and_claims_the_standards(make: Any, engine: str) -> None:
    name = r"Ada (A&B) <C\D> ^~_{}%#$| Müller"
    file = make(
        f"cvkit: 1\nperson: {{name: {{literal: '{name}'}}}}\nhonors: [{{title: A, date: 2020}}]\n", "--engine", engine
    )
    text = metadata(file)
    info: Any = pypdf.PdfReader(file).metadata
    assert info.author == name
    for value in (info.author, info.title):
        assert f">{value}<".replace("&", "&amp;").replace("<C", "&lt;C") in text
    assert "<rdf:li>en</rdf:li>" in text
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance><pdfuaid:part>1<" in text


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
@pytest.mark.parametrize("style", TAGGED)
def test_each_line_of_a_link_has_its_own_annotation(make: Any, style: str, engine: str) -> None:
    file = make(LONG_LINKS, "-s", style, "--engine", engine)
    checked(file)
    pages = [
        [annotation.get_object() for annotation in page.get("/Annots", ())] for page in pypdf.PdfReader(file).pages
    ]
    addresses = [[annotation["/A"]["/URI"] for annotation in page] for page in pages]
    assert sum("https://a.example/1" in page for page in addresses) > 1, "the title goes over pages"
    assert sum(page.count("https://a.example/2") for page in addresses) > 2
    assert sum(page.count("https://a.example/3") for page in addresses) == 1
    assert all(
        float(annotation["/Rect"][3]) - float(annotation["/Rect"][1]) < 20 for page in pages for annotation in page
    )


@pytest.mark.parametrize("style", TAGGED)
def test_the_colours_of_text_have_enough_contrast(style: str) -> None:
    """The grey of text and the accent of each style: WCAG 1.4.3."""
    layout = (ROOT / "styles" / style / f"cvkit-{style}.cls").read_text(encoding="utf-8")
    grey = re.search(r"\\CVKcolors\{(\w+)\}", layout)
    accent = re.search(r"\\CVKoption\{accent\}\{(\w+)\}", layout)
    assert grey and contrast_to_white(grey[1]) >= LEAST_FOR_TEXT
    assert accent and contrast_to_white(accent[1]) >= LEAST_FOR_TEXT


def test_no_claim_is_made_with_a_photo_without_words(tmp_path: Path) -> None:
    needs_tex()
    typeset(WHOLE, tmp_path / "cv.pdf", "-s", "modern", "--set", "person.photo=photo.png")
    assert "pdfuaid:part" not in metadata(tmp_path / "cv.pdf").replace("xmlns", "")


@pytest.mark.parametrize(
    ("title", "claims"),
    [
        ("Вопрос", True),
        ("שאלה", True),
        ("คำถาม", True),
        ("سؤال", False),
        ("प्रश्न", False),
        ("கேள்வி", False),
        ("$x \\to \\sqrt{2}$", True),
        ("$x \\mapsto 2$", False),
        ("$\\left|x\\right|$", False),
        ("$\\left\\uparrow x\\right.$", False),
        ("$x\\uparrow$", True),
    ],
)
def test_a_claim_is_made_only_for_texts_whose_glyphs_all_have_characters(
    tmp_path: Path, cvkit: Any, title: str, claims: bool
) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\nhonors: [{{title: '{title}'}}]\n", encoding="utf-8")
    written = cvkit("export", file, "--to", "tex", "-o", tmp_path / "cv.tex")
    assert written.status == 0
    assert ("standard={ua-1}" in (tmp_path / "cv.tex").read_text(encoding="utf-8")) == claims


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_the_option_turns_the_structure_off(make: Any, engine: str) -> None:
    off = "documents: {full: {options: {pdf_standard: none}}}\n"
    _, root = rooted(
        make(MATH.replace("한국어", "x").replace("이예시", "Bo").replace("학회지", "J") + off, "--engine", engine)
    )
    assert not {"/StructTreeRoot", "/Metadata", "/OutputIntents", "/MarkInfo"} & set(root)


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_two_runs_make_the_same_bytes(make: Any, engine: str) -> None:
    text = MATH.replace("한국어", "x").replace("이예시", "Bo").replace("학회지", "J")
    assert make(text, "--engine", engine).read_bytes() == make(text, "--engine", engine, "--verbose").read_bytes()
