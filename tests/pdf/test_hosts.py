"""A CV in theses of every kind: nothing of the thesis changes, nothing new is complained of, every link leads."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from tests.conftest import ROOT, Result, needs_tex
from tests.pdf.hosts import CLASSES, ENGINES, HEADING, PACKAGES, Built, Host, build, is_there, lines_of
from tests.typeset.conftest import flat, poppler

PARTS = ("cv-education", "cv-publications", "cv-research")
TITLES = ("Education", "Publications", "Research Experience")

CELLS = [
    Host(*cell) for cell in itertools.product(ENGINES, CLASSES, PACKAGES) if cell[2] not in ("kotex", "xecjk", "t1")
]
SOME = [
    Host("pdflatex", "report", "double"),
    Host("pdflatex", "amsbook", "plain"),
    Host("xelatex", "scrbook", "cleveref"),
    Host("xelatex", "memoir", "hyperref", cvkit="level=chapter,numbered"),
    Host("pdflatex", "article", "titlesec", cvkit="level=subsection,toc=false"),
]
"""Hosts that every TeX installed by `cvkit doctor` can build."""
COMPANY = [
    *(Host("xelatex", *host) for host in [("ctexbook", "hyperref", ""), ("report", "xecjk"), ("scrbook", "xecjk")]),
    *(Host("xelatex", *host) for host in [("memoir", "kotex"), ("report", "t1"), ("article", "french")]),
    *(Host("lualatex", *host) for host in [("ctexbook", "hyperref", ""), ("report", "kotex"), ("book", "t1")]),
    *(Host("pdflatex", *host) for host in [("report", "kotex"), ("memoir", "hyperref"), ("amsbook", "hyperref")]),
    *(Host(engine, "report", "kotex", cvkit="level=section,numbered") for engine in ENGINES),
    Host("pdflatex", "amsbook", "hyperref", cvkit="level=chapter"),
    Host("xelatex", "ctexbook", "hyperref", "", cvkit="level=section,numbered"),
    *(Host(engine, "IEEEtran", "hyperref", "") for engine in ENGINES),
    *(Host(engine, "acmart", "hyperref", "") for engine in ENGINES),
    *(Host(engine, "llncs", "hyperref", "") for engine in ENGINES),
]
"""Hosts with authors of other scripts, some with packages for these, and hosts of publishers."""
VOID = [(c, "titlesec") for c in ("scrbook", "scrreprt", "amsbook")] + [
    (c, "classicthesis") for c in ("memoir", "amsbook")
]
"""Hosts that TeX Live 2022 cannot build without cvkit either, with any engine."""


def name(host: Host) -> str:
    return "-".join([host.engine, host.document_class, host.packages, host.cvkit.partition(",")[2]]).strip("-")


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the files that `cvkit appendix` writes of the real record."""
    needs_tex()
    folder = tmp_path_factory.mktemp("parts")
    command = [sys.executable, "-m", "cvkit", "appendix", str(ROOT / "data" / "jemin-lee"), "--into", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("host", SOME, ids=name)
def test_a_cv_belongs_in_a_thesis(host: Host, parts: Path, tmp_path: Path) -> None:
    belongs(host, parts, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("host", CELLS, ids=name)
def test_a_cv_belongs_in_any_thesis(host: Host, parts: Path, tmp_path: Path) -> None:
    wanted = {"biblatex": ("biblatex.sty",), "ngerman": ("ngermanb.ldf",), "french": ("french.ldf",),
              "classicthesis": ("classicthesis.sty",)}  # fmt: skip
    if not is_there(*wanted.get(host.packages, ("article.cls",))):
        pytest.skip(f"TeX has no {host.packages} here")
    belongs(host, parts, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("host", COMPANY, ids=name)
def test_names_of_other_scripts_belong_in_any_thesis(
    host: Host, record: Callable[[str], Path], cvkit: Callable[..., Result], tmp_path: Path
) -> None:
    wanted = {"kotex": "kotex.sty", "xecjk": "xeCJK.sty", "french": "french.ldf"}
    if not is_there(f"{host.document_class}.cls", wanted.get(host.packages, "report.cls")):
        pytest.skip(f"TeX has no {host.document_class} or no {host.packages} here")
    authors = "".join(f", {author}" for author in host.scripts.split())
    file = record(
        "publications: [{id: a, kind: journal, date: 2024, title: On ‘quoted’ things — and “double” ones, "
        f"authors: 'Ada O’Brien†, Bo Larsen†{authors}*', pages: 101-120, venue: {{name: Things (C)}}}}]\n"
        "service: [{role: Editor, organization: Ends – and more, start: 2024, end: present}]\n",
        "cvkit: 1\nperson: {name: Ada O’Brien}\n",
    )
    assert cvkit("appendix", file, "--into", tmp_path / "parts").status == 0
    _, built = compared(host, tmp_path / "parts", tmp_path, ("cv",))
    text = flat(poppler("pdftotext", built.folder / "thesis.pdf", "-"))
    for said in (
        *("On ‘quoted’ things — and “double” ones", "Ada O’Brien†", "Bo Larsen†", "Things (C)", "101–120"),
        *("Ends – and more", "2024 – Present", *host.scripts.split()),
    ):
        assert said in text


@pytest.mark.slow
@pytest.mark.parametrize("level", ["own", "section"])
def test_no_entry_runs_out_of_a_frame(parts: Path, tmp_path: Path, level: str) -> None:
    if not is_there("beamer.cls"):
        pytest.skip("TeX has no beamer here")
    (shutil.copytree(parts, tmp_path / "talk") / "talk.tex").write_text(
        f"\\documentclass{{beamer}}\\usepackage[level={level}]{{cvkit}}\\begin{{document}}"
        "\\begin{frame}[allowframebreaks]{P}\\input{cv-publications}\\end{frame}\\end{document}\n"
    )
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "talk"]
    done = subprocess.run(command, cwd=tmp_path / "talk", capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Overfull" not in done.stdout
    text = flat(poppler("pdftotext", tmp_path / "talk" / "talk.pdf", "-"))
    for said in ("J.15", "C.21", "C.1"):
        assert said in text


PLACES = {
    "a title": r"\TITLE{Curriculum Vitae}",
    "a section": r"\TITLE{One}\section{Curriculum Vitae}",
    "a text": "Words.",
    "a list": r"\begin{itemize}\item One\end{itemize}",
    "a space": r"Words.\par\vspace{3cm}",
    "a table": r"Words.\begin{center}One\end{center}",
}
"""Text of a thesis in front of a CV."""


@pytest.mark.parametrize("document_class", [*CLASSES, "scrartcl"])
@pytest.mark.parametrize("packages", ["plain", "titlesec"])
def test_a_heading_has_the_distance_of_a_heading_of_the_host(
    document_class: str, packages: str, parts: Path, tmp_path: Path
) -> None:
    if packages == "titlesec" and document_class.startswith(("scr", "ams")):
        pytest.skip("this class has no titlesec")
    own = "\\section*{Education}\nWords.\n\n"
    host, cv = (
        distances(document_class, PACKAGES[packages] + preamble, text, shutil.copytree(parts, tmp_path / name))
        for name, preamble, text in [
            ("host", "", own),
            ("cv", r"\usepackage[level=section]{cvkit}", r"\input{cv-education}"),
        ]
    )
    assert cv == pytest.approx(host, abs=0.1)


def distances(document_class: str, preamble: str, text: str, folder: Path) -> dict[str, float]:
    """Return the distance between a text that begins with a heading and the line above it, for each of the places."""
    title = "section" if "art" in document_class else "chapter"
    body = "".join(f"\\clearpage {before}\n\n{text}" for before in PLACES.values()).replace("TITLE", title)
    lines = [
        rf"\documentclass[11pt,openany]{{{document_class}}}{preamble}",
        rf"\begin{{document}}{body}\end{{document}}",
    ]
    (folder / "thesis.tex").write_text("\n".join(lines))
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "thesis"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    pages = [page for page in lines_of(folder / "thesis.pdf") if any(HEADING.lower() in line.letters for line in page)]
    return {
        place: next(
            below.bottom - above.bottom for above, below in itertools.pairwise(page) if below.letters == HEADING.lower()
        )
        for place, page in zip(PLACES, pages, strict=True)
    }


def belongs(host: Host, parts: Path, folder: Path) -> None:
    """Build a thesis with the CV and without, and compare; the CV is that of the real record."""
    without, with_cv = compared(host, parts, folder, PARTS)
    page, place = without.heading_below_title
    stretch = 8  # of the space in classes whose pages end on one line
    assert with_cv.heading_below_title == (page, pytest.approx(place, abs=stretch))
    is_right(host, with_cv.pdf)


def compared(host: Host, parts: Path, folder: Path, names: tuple[str, ...]) -> tuple[Built, Built]:
    """Build a thesis without the CV and with it, compare, and return both."""
    (folder / "without").mkdir()
    without = build(host, folder / "without", None)
    if without.status:
        assert (host.document_class, host.packages) in VOID, without.error
        pytest.skip(f"this thesis cannot be built without cvkit either: {without.error}")
    with_cv = build(host, shutil.copytree(parts, folder / "with"), names)
    assert with_cv.status == 0, with_cv.error
    assert with_cv.warnings - without.warnings == {}
    assert with_cv.pages_before == without.pages_before
    if "numbered" not in host.cvkit:  # the numbers of later headings go on behind those of the CV
        assert with_cv.pages_after == without.pages_after
    return without, with_cv


def is_right(host: Host, pdf: pypdf.PdfReader) -> None:
    """Labels, marks and legend are the record's, headings are listed once, links lead somewhere."""
    text = flat("\n".join(page.extract_text() for page in pdf.pages))
    marked = ("† equal contribution, * corresponding author", "Kim†, Jemin Lee†, Yongin Kwon")
    for said in ("J.15", "C.21", "C.1", *(() if host.has_bitmap_signs else marked)):
        assert said in text
    count = 0 if "toc=false" in host.cvkit else 1
    listed = closed(pdf.pages[0].extract_text())
    assert [title for title in TITLES if listed.count(closed(title)) != count] == []
    if "hyperref" not in PACKAGES[host.packages] + host.packages and host.packages != "classicthesis":
        return
    entries = {
        title: [entry for entry in flattened(pdf.outline) if closed(title) in closed(entry.title)] for title in TITLES
    }
    assert {title: len(found) for title, found in entries.items()} == dict.fromkeys(TITLES, count)
    for title, found in entries.items():
        pages = [pdf.pages[pdf.get_destination_page_number(entry)].extract_text() for entry in found]
        assert all(closed(title) in closed(page) for page in pages)
    targets = [target for page in pdf.pages for target in targets_of(page)]
    assert len(targets) > 3
    assert [target for target in targets if target not in pdf.named_destinations] == []


def closed(text: str) -> str:
    """A text without case and spaces, which some headings have between letters."""
    return "".join(text.split()).lower()


def flattened(outline: object) -> list[pypdf.generic.Destination]:
    """Every entry of an outline, whatever it is nested in."""
    if not isinstance(outline, list):
        return [outline]  # type: ignore[list-item]
    return [entry for item in outline for entry in flattened(item)]


def targets_of(page: pypdf.PageObject) -> list[str]:
    """The names of the places that a page's links lead to."""
    notes = [note.get_object() for note in page.get("/Annots", ())]
    actions = [note.get("/A", {}).get_object() for note in notes]
    return [str(action["/D"]) for action in actions if action.get("/S") == "/GoTo"]
