"""A CV merged into a thesis's PDF: links, outline, labels and metadata of both, and what is refused."""

from __future__ import annotations

import io
import itertools
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from cvkit.model.diagnostic import CvkitError
from cvkit.pdf.insert_pages import insert_pages
from cvkit.pdf.thesis import Thesis
from tests.conftest import ROOT, Result, needs_tex

Run = Callable[..., Result]

BODY = r"""
\documentclass{%(kind)s}\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage{hyperref}
\hypersetup{pdftitle={%(name)s}, pdfauthor={%(name)s Author}}
\begin{document}\pagenumbering{roman}Front of %(name)s, see \ref{two}\newpage\pagenumbering{arabic}
\section{%(name)s One}\label{one} To \ref{two} \newpage
\section{%(name)s Two}\label{two} To \ref{one}, \href{https://%(name)s.example}{out}
\hypertarget{here}{}\newpage \hyperlink{here}{To here}
\end{document}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Two documents of hyperref, four pages each, with equal names of destinations."""
    needs_tex()
    documents = {}
    for name in ("Alpha", "Beta"):
        folder = tmp_path_factory.mktemp(name)
        (folder / "t.tex").write_text(BODY % {"name": name, "kind": "article"})
        for _ in range(2):
            subprocess.run(["pdflatex", "-interaction=batchmode", "t"], cwd=folder, check=True, capture_output=True)
        documents[name] = (folder / "t.pdf").read_bytes()
    return documents


def reading(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content), strict=True)


def led(reader: PdfReader) -> list[tuple[int, object]]:
    """Every link: its page, and the page or address that it leads to."""
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}
    names = reader.named_destinations
    found: list[tuple[int, object]] = []
    for at, page in enumerate(reader.pages):
        for note in (note.get_object() for note in page.get("/Annots", ())):
            action = note.get("/A", {})
            target = action.get("/D") if action.get("/S") == "/GoTo" else note.get("/Dest", action.get("/URI"))
            if isinstance(target, list):
                target = numbers[target[0].idnum]
            elif target in names:
                target = numbers[names[target].page.idnum]
            found.append((at, target))
    return found


def outline(reader: PdfReader, entries: object = None, depth: int = 0) -> list[tuple[int, str, int | None]]:
    """Each entry of the outline: how deep, its title, its page."""
    found: list[tuple[int, str, int | None]] = []
    for entry in reader.outline if entries is None else entries:
        if isinstance(entry, list):
            found += outline(reader, entry, depth + 1)
        else:
            found.append((depth, entry.title, reader.get_destination_page_number(entry)))
    return found


def shifted(pairs: list[tuple[int, object]], by: int) -> list[tuple[int, object]]:
    return [(at + by, target + by if isinstance(target, int) else target) for at, target in pairs]


def check(content: bytes, folder: Path) -> None:
    if shutil.which("qpdf"):
        (folder / "check.pdf").write_bytes(content)
        done = subprocess.run(["qpdf", "--check", folder / "check.pdf"], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_equal_names_keep_every_link_on_its_own_page(made: dict[str, bytes], tmp_path: Path) -> None:
    merged = insert_pages(Thesis(made["Alpha"]), made["Beta"], "Vita")
    whole, alpha, beta = reading(merged), reading(made["Alpha"]), reading(made["Beta"])
    assert len(led(alpha)) == 5
    assert led(whole) == led(alpha) + shifted(led(beta), 4)
    assert outline(whole) == [
        (0, "Alpha One", 1), (0, "Alpha Two", 2), (0, "Vita", 4), (1, "Beta One", 5), (1, "Beta Two", 6),
    ]  # fmt: skip
    assert whole.metadata == alpha.metadata
    assert whole.page_labels == ["i", "1", "2", "3", "CV-1", "CV-2", "CV-3", "CV-4"]
    names = whole.named_destinations
    assert whole.get_destination_page_number(names["here"]) == 2
    assert whole.get_destination_page_number(names["cv1.here"]) == 6
    assert len(names) == len(alpha.named_destinations) + len(beta.named_destinations)
    check(merged, tmp_path)


@pytest.mark.parametrize("after", [0, 1, 2, 3, 4])
def test_pages_stand_where_they_are_asked_for(made: dict[str, bytes], tmp_path: Path, after: int) -> None:
    merged = insert_pages(Thesis(made["Alpha"]), made["Beta"], "Vita", after)
    whole, alpha, beta = reading(merged), reading(made["Alpha"]), reading(made["Beta"])
    places = [*range(after), *range(after + 4, 8)]
    moved = [(places[at], places[to] if isinstance(to, int) else to) for at, to in led(alpha)]
    assert sorted(led(whole), key=str) == sorted([*moved, *shifted(led(beta), after)], key=str)
    assert [whole.page_labels[at] for at in places] == alpha.page_labels
    assert whole.page_labels[after : after + 4] == ["CV-1", "CV-2", "CV-3", "CV-4"]
    tops = [(title, page) for depth, title, page in outline(whole) if depth == 0]
    assert tops == sorted(tops, key=lambda entry: entry[1] or 0)
    check(merged, tmp_path)


def test_twelve_in_a_row_stay_right(made: dict[str, bytes], tmp_path: Path) -> None:
    content = made["Alpha"]
    for number in range(12):
        content = insert_pages(Thesis(content), made["Beta"], f"Vita {number}")
    whole, expected = reading(content), led(reading(made["Alpha"]))
    for number in range(12):
        expected = expected + shifted(led(reading(made["Beta"])), 4 * (number + 1))
    assert led(whole) == expected
    assert [title for depth, title, _ in outline(whole) if depth == 0][2:] == [f"Vita {n}" for n in range(12)]
    assert len(set(whole.page_labels)) == len(whole.pages) == 52
    check(content, tmp_path)


def test_equal_input_gives_equal_bytes(made: dict[str, bytes]) -> None:
    first, second = (insert_pages(Thesis(made["Alpha"]), made["Beta"], "Vita") for _ in range(2))
    assert first == second


def blank(pages: int = 2) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    return writer


def bytes_of(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_thesis_without_outline_labels_or_names_gets_them(made: dict[str, bytes], tmp_path: Path) -> None:
    merged = insert_pages(Thesis(bytes_of(blank())), made["Beta"], "Vita", after=1)
    whole = reading(merged)
    assert whole.page_labels == ["1", "CV-1", "CV-2", "CV-3", "CV-4", "2"]
    assert outline(whole)[0] == (0, "Vita", 1)
    assert led(whole) == shifted(led(reading(made["Beta"])), 1)
    check(merged, tmp_path)


def test_destinations_of_old_files_and_sizes_from_above_are_kept(made: dict[str, bytes], tmp_path: Path) -> None:
    writer = blank()
    first, second = writer.pages
    root = writer.root_object
    root[NameObject("/Dests")] = DictionaryObject(
        {NameObject("/here"): ArrayObject([second.indirect_reference, NameObject("/Fit")])}
    )
    note = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Link"),
                             NameObject("/Rect"): ArrayObject(map(FloatObject, (0, 0, 9, 9))),
                             NameObject("/Dest"): NameObject("/here")})  # fmt: skip
    first[NameObject("/Annots")] = ArrayObject([note])
    for page in (first, second):
        box = page.pop("/MediaBox")
    root["/Pages"][NameObject("/MediaBox")] = box
    merged = insert_pages(Thesis(bytes_of(writer)), made["Beta"], "Vita")
    whole = reading(merged)
    assert whole.pages[0]["/Annots"][0]["/Dest"] == "/here"
    assert whole.root_object["/Dests"]["/here"][0] == whole.pages[1].indirect_reference
    assert [tuple(page.mediabox[2:]) for page in whole.pages][:2] == [(595, 842)] * 2
    as_part = reading(insert_pages(Thesis(made["Beta"]), bytes_of(writer), "Vita"))
    assert (4, 5) in led(as_part)
    check(merged, tmp_path)


def acting(action: dict[str, object]) -> PdfWriter:
    """A PDF with an action at a link of its first page."""
    writer = blank()
    parts = {
        NameObject(key): NameObject(v) if str(v).startswith("/") else TextStringObject(v) for key, v in action.items()
    }
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): DictionaryObject(parts)})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    return writer


def opening(action: dict[str, str]) -> PdfWriter:
    writer = blank()
    parts = DictionaryObject({NameObject(key): NameObject(value) for key, value in action.items()})
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(parts)
    return writer


def scripted() -> PdfWriter:
    writer = blank()
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.beep()")}
    )
    tree = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), action])})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): tree})
    return writer


def signed() -> PdfWriter:
    writer = blank()
    parts = {NameObject("/ByteRange"): ArrayObject([NumberObject(0)]), NameObject("/Contents"): TextStringObject("x")}
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/V"): DictionaryObject(parts)})
    return writer


def by_itself() -> PdfWriter:
    writer = blank()
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject("https://a.example")}
    )
    writer.pages[1][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    return writer


REFUSED = {
    "a script": scripted,
    "a program": lambda: acting({"/S": "/Launch", "/F": "x.exe"}),
    "script": lambda: acting({"/S": "/JavaScript", "/JS": "app.alert(1)"}),
    "embedded file": lambda: acting({"/S": "/GoToE", "/D": "x"}),
    "sends a form": lambda: acting({"/S": "/SubmitForm", "/F": "https://a.example"}),
    "when it is opened": lambda: opening({"/S": "/URI", "/URI": "/x"}),
    "starts by itself": by_itself,
    "a signature": signed,
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_acts_by_itself_is_refused(what: str) -> None:
    with pytest.raises(CvkitError, match=what):
        Thesis(bytes_of(REFUSED[what]())).verify()


def test_an_opening_at_a_page_is_no_such_thing() -> None:
    writer = opening({"/S": "/GoTo", "/D": "/x"})
    Thesis(bytes_of(writer)).verify()


def test_attachments_and_addresses_are_kept(made: dict[str, bytes]) -> None:
    writer = acting({"/S": "/URI", "/URI": "https://a.example"})
    writer.add_attachment("data.csv", b"1,2")
    whole = reading(insert_pages(Thesis(bytes_of(writer)), made["Beta"], "Vita"))
    assert whole.attachments == {"data.csv": [b"1,2"]}
    assert led(whole)[0] == (0, "https://a.example")


def damaged(content: bytes) -> list[bytes]:
    middle = len(content) // 2
    return [
        b"", b"%PDF-1.5\n", content[:middle], content[: len(content) - 60], content[middle:],
        content.replace(b"/Type /Page", b"/Type /Pain"),
        content[:1000] + bytes(400) + content[1400:],
    ]  # fmt: skip


def test_a_damaged_thesis_is_refused(made: dict[str, bytes]) -> None:
    for content in damaged(bytes_of(PdfWriter(clone_from=reading(made["Alpha"])))):
        with pytest.raises(CvkitError, match="thesis"):
            Thesis(content).verify()


def test_no_damage_is_a_fault_of_our_own(made: dict[str, bytes]) -> None:
    for at in range(0, len(made["Alpha"]), 2003):
        content = made["Alpha"][:at] + b"\xff\x00<<[" + made["Alpha"][at + 5 :]
        try:
            merged = insert_pages(Thesis(content), made["Beta"], "Vita")
        except CvkitError:
            continue
        assert len(reading(merged).pages) == 8


def test_papers_are_told_and_small_ones_refused() -> None:
    writer = blank(3)
    writer.pages[0].mediabox.upper_right = (300, 300)
    assert Thesis(bytes_of(writer)).paper == (595, 842)
    turned = blank()
    for page in turned.pages:
        page.rotate(90)
    assert Thesis(bytes_of(turned)).paper == (842, 595)
    small = PdfWriter()
    small.add_blank_page(200, 300)
    with pytest.raises(CvkitError, match="71 by 106 mm"):
        _ = Thesis(bytes_of(small)).paper


@pytest.mark.parametrize(("width", "height"), [(595.28, 841.89), (612, 792), (515.91, 728.5), (481.89, 680.31)])
def test_a_cv_takes_the_size_of_the_thesis(cvkit: Run, tmp_path: Path, width: float, height: float) -> None:
    needs_tex()
    writer = PdfWriter()
    writer.add_blank_page(width, height)
    (tmp_path / "thesis.pdf").write_bytes(bytes_of(writer))
    result = cvkit("appendix", ROOT / "examples" / "ada-miller", "--merge", "thesis.pdf", "-o", "out.pdf", cwd=tmp_path)
    assert (result.status, result.err, result.out) == (0, "", "out.pdf\n")
    whole = pypdf.PdfReader(tmp_path / "out.pdf", strict=True)
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in whole.pages]
    assert all(abs(a - b) < 0.1 for size in sizes for a, b in zip(size, (width, height), strict=True))
    assert len(sizes) > 1
    assert outline(whole)[0][:2] == (0, "Curriculum Vitae")
    check((tmp_path / "out.pdf").read_bytes(), tmp_path)


def test_phones_stay_out_of_a_thesis_unless_the_document_decides(cvkit: Run, tmp_path: Path) -> None:
    needs_tex()
    (tmp_path / "thesis.pdf").write_bytes(bytes_of(blank()))
    texts = []
    for documents in ("", "documents: {full: {hide: [email]}}\n"):
        (tmp_path / "cv.yaml").write_text(
            "cvkit: 1\nperson: {name: Ada Miller, email: ada@example.org, phone: +49 351 123456}\n"
            f"honors: [{{title: A}}]\n{documents}"
        )
        assert cvkit("appendix", "--merge", "thesis.pdf", "-o", "out.pdf", cwd=tmp_path).status == 0
        texts.append(pypdf.PdfReader(tmp_path / "out.pdf").pages[2].extract_text())
    assert [("ada@example.org" in text, "123456" in text) for text in texts] == [(True, False), (False, True)]


def test_a_standard_that_may_be_broken_is_told(cvkit: Run, tmp_path: Path) -> None:
    needs_tex()
    writer = blank()
    about = DecodedStreamObject()
    about.set_data(b"<x:xmpmeta><pdfaid:part>2</pdfaid:part></x:xmpmeta>")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(about)
    (tmp_path / "thesis.pdf").write_bytes(bytes_of(writer))
    record = ROOT / "examples" / "ada-miller"
    result = cvkit("appendix", record, "--merge", "thesis.pdf", "-o", "out.pdf", cwd=tmp_path)
    assert (result.status, "warning[T112]" in result.err, "PDF/A" in result.err) == (0, True, True)


def encrypted() -> bytes:
    writer = blank()
    writer.encrypt("secret")
    return bytes_of(writer)


def test_a_thesis_that_cannot_be_leaves_no_output(cvkit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = ROOT / "examples" / "ada-miller"
    cases = {
        "only with a password": (encrypted(), 1),
        "damaged": (bytes_of(blank())[:-30], 1),
        "not a PDF": (b"Hello", 1),
        "a script": (bytes_of(scripted()), 1),
    }
    for said, (content, status) in cases.items():
        (tmp_path / "thesis.pdf").write_bytes(content)
        result = cvkit("appendix", record, "--merge", "thesis.pdf", "-o", "out.pdf", cwd=tmp_path)
        assert (result.status, said in result.err, result.out) == (status, True, ""), result.err
    monkeypatch.setattr("cvkit.load.pdf_file.LARGEST_PDF", 100)
    assert (
        "but cvkit reads at most" in cvkit("appendix", record, "--merge", "thesis.pdf", "-o", "o.pdf", cwd=tmp_path).err
    )
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.pdf"]


def test_wrong_usage_is_told(cvkit: Run, tmp_path: Path) -> None:
    record = ROOT / "examples" / "ada-miller"
    (tmp_path / "thesis.pdf").write_bytes(bytes_of(blank()))
    merging = ("--merge", "thesis.pdf")
    for options in (
        merging, (*merging, "-o", "thesis.pdf"), (*merging, "-o", "o.pdf", "--after", "3"), (*merging, "--into", "x"),
        ("--merge", "no.pdf", "-o", "o.pdf"), ("--into", "x", "--after", "1"), (*merging, "-o", "o.pdf", "--force"),
        ("--into", "x", "-o", "o.pdf"),
    ):  # fmt: skip
        assert cvkit("appendix", record, *options, cwd=tmp_path).status == 2, options
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.pdf"]


def test_streams_are_decoded_before_anything_is_said() -> None:
    writer = blank()
    content = DecodedStreamObject()
    content.set_data(b"0 0 m " * 100)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content.flate_encode())
    whole = bytes_of(writer)
    Thesis(whole).verify()
    at = whole.index(b"stream\n") + 14
    with pytest.raises(CvkitError, match="damaged"):
        Thesis(whole[:at] + b"\x00\x00" + whole[at + 2 :]).verify()


def test_all_pairs_of_sizes_of_outlines(made: dict[str, bytes]) -> None:
    for thesis, part in itertools.product((made["Alpha"], bytes_of(blank())), repeat=2):
        whole = reading(insert_pages(Thesis(thesis), part, "Vita"))
        own = len(outline(reading(thesis)))
        assert [entry[1] for entry in outline(whole)][own] == "Vita"
        assert len(outline(whole)) == own + 1 + len(outline(reading(part)))


@pytest.mark.parametrize("after", ["0", "1"])
def test_a_tagged_thesis_keeps_its_tags_alone(cvkit: Run, tmp_path: Path, after: str) -> None:
    needs_tex()
    record = ROOT / "examples" / "ada-miller"
    assert cvkit("pdf", record, "-o", "thesis.pdf", cwd=tmp_path).status == 0
    arguments = ("appendix", record, "--merge", "thesis.pdf", "--after", after, "-o", "out.pdf")
    result = cvkit(*arguments, cwd=tmp_path)
    assert result.status == 0
    assert "the pages of the CV have none" in result.err
    thesis, whole = PdfReader(tmp_path / "thesis.pdf"), PdfReader(tmp_path / "out.pdf")
    keys = [page.get("/StructParents") for page in thesis.pages]
    count = len(whole.pages) - len(keys)
    keys[int(after) : int(after)] = [None] * count
    assert [page.get("/StructParents") for page in whole.pages] == keys
    own = whole.pages[int(after) : int(after) + count]
    assert not any("/StructParent" in note.get_object() for page in own for note in page.get("/Annots", ()))
    tree: Any = whole.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    assert tree["/K"][0]["/S"] == "/Document"
    check((tmp_path / "out.pdf").read_bytes(), tmp_path)
