"""PDFs of other programs, merged with a CV: nothing is lost, or the reason of the refusal is the right one."""

from __future__ import annotations

import io
import re
import shlex
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from cvkit.model.diagnostic import CvkitError
from cvkit.pdf.insert_pages import insert_pages
from cvkit.pdf.pack import packed
from cvkit.pdf.thesis import Thesis
from tests.conftest import ROOT, Result, needs_tex
from tests.pdf.made_pdfs import MERGED, REFUSED, reading, thesis

Run = Callable[..., Result]

CORRECTED = {"a wrong start", "a wrong table", "a key twice", "text before it", "no end"}


def cv() -> bytes:
    return thesis(3)


def counted(reader: PdfReader) -> Counter[str]:
    """The pages, links, entries of the outline, destinations, attachments and fields of a PDF."""
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]

    def entries(outline: list[object]) -> int:
        return sum(entries(entry) if isinstance(entry, list) else 1 for entry in outline)

    return Counter(
        pages=len(reader.pages),
        links=sum(note["/Subtype"] == "/Link" for note in notes),
        outline=entries(reader.outline),
        destinations=len(reader.named_destinations),
        attachments=len(reader.attachments),
        fields=len(reader.get_fields() or {}),
    )


@pytest.mark.parametrize("kind", MERGED)
@pytest.mark.parametrize("after", [None, 1])
def test_nothing_of_a_thesis_is_lost(kind: str, after: int | None) -> None:
    opened = Thesis(MERGED[kind]())
    merged = reading(insert_pages(opened, cv(), "Vita", after))
    own, part = opened.reader, reading(cv())
    assert counted(merged) == counted(own) + counted(part) + Counter(outline=1)
    at = len(own.pages) if after is None else after
    kept = [number for number in range(len(merged.pages)) if not at <= number < at + 3]
    for number, page in zip(kept, own.pages, strict=True):
        new = merged.pages[number]
        assert (new.extract_text(), new.mediabox, new.rotation) == (page.extract_text(), page.mediabox, page.rotation)
    assert [merged.page_labels[number] for number in kept] == own.page_labels
    title = merged.metadata and merged.metadata.title
    assert title == "A Thesis"
    assert bool(opened.mistake) == (kind in CORRECTED)
    assert opened.was_encrypted == (kind in {"RC4", "AES-128", "AES-256"})
    assert not merged.is_encrypted


@pytest.mark.parametrize("kind", REFUSED)
def test_the_reason_of_a_refusal_is_right(kind: str) -> None:
    content, reason, hint = REFUSED[kind]
    with pytest.raises(CvkitError) as caught:
        Thesis(content(), "mine.pdf").verify()
    assert caught.value.message.startswith(f"the thesis {reason}")
    assert hint in caught.value.hint
    if "damaged" not in reason:
        assert caught.value.message == f"the thesis {reason}"


@pytest.mark.parametrize("kind", MERGED)
def test_equal_theses_give_equal_bytes(kind: str) -> None:
    content = MERGED[kind]()
    first, second = (insert_pages(Thesis(content), cv(), "Vita") for _ in range(2))
    assert first == second
    names = [reading(merged).trailer["/ID"][1] for merged in (first, insert_pages(Thesis(content), cv(), "V"))]
    assert names[0] != names[1]


@pytest.mark.parametrize("kind", ["plain", "500 pages", "an attachment", "tags", "streams without compression"])
def test_a_packed_pdf_has_the_same_objects(kind: str) -> None:
    content = MERGED[kind]()
    small = packed(content)
    assert len(small) < len(content)
    before, behind = reading(content), reading(small)
    for number in before.xref[0]:
        assert written(before, number) == written(behind, number)


def written(reader: PdfReader, number: int) -> bytes:
    """An object of a PDF, as pypdf writes it; a stream without its compression."""
    found = reader.get_object(number)
    assert found is not None
    stream = io.BytesIO()
    if isinstance(found, StreamObject):
        stream.write(found.get_data())
        found = DictionaryObject({key: v for key, v in found.items() if key not in ("/Filter", "/Length")})
    found.write_to_stream(stream)
    return stream.getvalue()


def test_streams_are_compressed_but_the_metadata() -> None:
    plain, readable = (packed(MERGED[kind]()) for kind in ("plain", "streams without compression"))
    assert len(readable) < len(plain) + 1000
    assert b"<pdfaid:part>" in insert_pages(Thesis(MERGED["PDF/A"]()), cv(), "Vita")


def test_an_older_version_is_not_packed() -> None:
    content = MERGED["an older version"]()
    assert packed(content) == content
    assert reading(insert_pages(Thesis(content), cv(), "Vita")).pdf_header == "%PDF-1.5"


@pytest.mark.parametrize(
    ("kind", "said"),
    [("a wrong start", "warning[T130]: the PDF of the thesis has a mistake (incorrect startxref pointer"),
     ("AES-256", "note: the thesis is encrypted, and the result is not")],
)  # fmt: skip
def test_a_change_of_the_thesis_is_reported(cvkit: Run, tmp_path: Path, kind: str, said: str) -> None:
    needs_tex()
    (tmp_path / "my thesis.pdf").write_bytes(MERGED[kind]())
    record = ROOT / "examples" / "ada-miller"
    result = cvkit("appendix", record, "--merge", "my thesis.pdf", "-o", "out.pdf", cwd=tmp_path)
    assert (result.status, result.out) == (0, "out.pdf\n")
    assert said in result.err
    if hint := re.search(r"`(qpdf .*)`, and merge (\S+)", result.err):
        assert shlex.split(hint[1]) == ["qpdf", "my thesis.pdf", "fixed.pdf"]
