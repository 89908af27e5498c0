"""PDFs as other programs write them, made in code; only those with AES are files, because pypdf cannot write them."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable
from pathlib import Path

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

from cvkit.pdf.pack import packed

ENCRYPTED = Path(__file__).parent / "encrypted"
"""Two empty pages, encrypted by qpdf: with an owner's password alone, or with that of a user, `user`, too."""
Edit = Callable[[PdfWriter], None]


def bytes_of(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def text_page(writer: PdfWriter, text: str, size: tuple[float, float] = (595, 842)) -> None:
    """Add a page with a line of text."""
    page = writer.add_blank_page(*size)
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode())
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(names(font))})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())


def names(pairs: dict[str, str]) -> DictionaryObject:
    """A dictionary of names, and of strings if they have no slash."""
    return DictionaryObject(
        {NameObject(key): NameObject(v) if v.startswith("/") else TextStringObject(v) for key, v in pairs.items()}
    )


def thesis(pages: int = 6, *edits: Edit) -> bytes:
    """A thesis: text, a link on each page to the next one, an outline, roman and arabic labels, destinations."""
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.5"
    for number in range(pages):
        text_page(writer, f"Page {number}")
        writer.add_outline_item(title=f"Chapter {number}", page_number=number)
        writer.add_named_destination(f"here{number}", number)
    for page, following in itertools.pairwise(list(writer.pages)):
        place = ArrayObject([following.indirect_reference, NameObject("/Fit")])
        link = DictionaryObject({**names({"/Subtype": "/Link"}), NameObject("/Dest"): place})
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(link)])
    acting((0, {"/S": "/URI", "/URI": "https://a.example"}))(writer)
    writer.set_page_label(0, 1, style="/r")
    writer.set_page_label(2, pages - 1, style="/D")
    writer.add_metadata({"/Title": "A Thesis", "/Author": "Ada Miller"})
    for edit in edits:
        edit(writer)
    return bytes_of(writer)


def rotated(writer: PdfWriter) -> None:
    for page in writer.pages[1:4]:
        page.rotate(90)


def of_several_sizes(writer: PdfWriter) -> None:
    text_page(writer, "A plan", (1190, 842))
    text_page(writer, "A letter", (612, 792))


def with_attachment(writer: PdfWriter) -> None:
    writer.add_attachment("data.csv", b"1,2")


def with_layer(writer: PdfWriter) -> None:
    layer = writer._add_object(names({"/Type": "/OCG", "/Name": "A layer"}))
    shown = DictionaryObject({NameObject("/Order"): ArrayObject([layer])})
    layers = DictionaryObject({NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): shown})
    writer.root_object[NameObject("/OCProperties")] = layers


def as_archive(writer: PdfWriter) -> None:
    about = DecodedStreamObject()
    about.update(names({"/Type": "/Metadata", "/Subtype": "/XML"}))
    about.set_data(b"<x:xmpmeta><pdfaid:part>2</pdfaid:part></x:xmpmeta>")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(about)


def with_tags(writer: PdfWriter) -> None:
    root = writer._add_object(names({"/Type": "/StructTreeRoot"}))
    writer.root_object[NameObject("/StructTreeRoot")] = root
    for number, page in enumerate(writer.pages):
        page[NameObject("/StructParents")] = NumberObject(number)


def field(writer: PdfWriter, page: int, name: str, **parts: object) -> DictionaryObject:
    """Add a field of a form to a page."""
    pairs = {"/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Tx", "/T": name}
    made = names({**pairs, **{f"/{key}": str(v) for key, v in parts.items() if isinstance(v, str)}})
    made.update({NameObject(f"/{key}"): v for key, v in parts.items() if not isinstance(v, str)})
    made[NameObject("/Rect")] = ArrayObject(map(FloatObject, (0, 0, 9, 9)))
    reference = writer._add_object(made)
    notes = writer.pages[page].setdefault(NameObject("/Annots"), ArrayObject()).get_object()
    notes.append(reference)
    form = writer.root_object.setdefault(NameObject("/AcroForm"), DictionaryObject()).get_object()
    form.setdefault(NameObject("/Fields"), ArrayObject()).append(reference)
    return made


def with_form(writer: PdfWriter) -> None:
    field(writer, 1, "name", V="Ada")
    field(writer, 3, "supervisor", FT="/Sig")


def with_script_in_a_field(writer: PdfWriter) -> None:
    """A field on page 3 that computes itself, whose parent has a field on page 5."""
    parent = writer._add_object(names({"/T": "sum"}))
    script = names({"/S": "/JavaScript", "/JS": "event.value = 1"})
    first = field(writer, 2, "a", AA=DictionaryObject({NameObject("/C"): script}))
    second = field(writer, 4, "b")
    for kid in (first, second):
        kid[NameObject("/Parent")] = parent
    kids = ArrayObject([first.indirect_reference, second.indirect_reference])
    parent.get_object()[NameObject("/Kids")] = kids  # type: ignore[index]


def acting(*actions: tuple[int, dict[str, str]]) -> Edit:
    """Links with actions on pages."""

    def edit(writer: PdfWriter) -> None:
        for page, action in actions:
            link = names({"/Subtype": "/Link"})
            link[NameObject("/A")] = names(action)
            notes = writer.pages[page].setdefault(NameObject("/Annots"), ArrayObject()).get_object()
            notes.append(writer._add_object(link))

    return edit


def signed(writer: PdfWriter) -> None:
    signature = names({"/Type": "/Sig", "/Contents": "x"})
    signature[NameObject("/ByteRange")] = ArrayObject([NumberObject(0)])
    field(writer, 1, "supervisor", FT="/Sig", V=signature)


def starting(action: dict[str, str]) -> Edit:
    """An action when the document is opened."""

    def edit(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = names(action)

    return edit


def with_rc4(writer: PdfWriter) -> None:
    writer.encrypt("", "owner", algorithm="RC4-128")


def with_rc4_and_password(writer: PdfWriter) -> None:
    writer.encrypt("user", "owner", algorithm="RC4-40")


def with_wrong_start(content: bytes) -> bytes:
    """The offset of the table of objects is wrong, as after an edit with a text editor."""
    return re.sub(rb"startxref\n\d+", b"startxref\n77", content)


def with_wrong_table(content: bytes) -> bytes:
    """The offset of each object is wrong."""
    return re.sub(rb"(?m)^(\d{10}) 00000 n", lambda row: b"%010d 00000 n" % (int(row[1]) + 3), content)


def with_key_twice() -> bytes:
    """Two languages, as some packages of LaTeX write."""

    def edit(writer: PdfWriter) -> None:
        writer.root_object.update(names({"/Lang": "en", "/Lant": "de"}))

    return thesis(6, edit).replace(b"/Lant", b"/Lang")


def with_escaped_letter() -> bytes:
    """A string with a backslash that means nothing, which is allowed."""
    return thesis().replace(b"(A Thesis)", b"(A T\\hesis)").replace(b"(Ada Miller)", b"(AdaMiller)")


def with_readable_streams(writer: PdfWriter) -> None:
    for page in writer.pages:
        content = DecodedStreamObject()
        content.set_data(page["/Contents"].get_data())  # type: ignore[attr-defined]
        page[NameObject("/Contents")] = writer._add_object(content)


def with_text_before(content: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\n\r\n" + content


def without_end(content: bytes) -> bytes:
    return content.replace(b"%%EOF", b"")


def with_line_ends_of_windows(content: bytes) -> bytes:
    """As after a transfer as text, which damages all that is compressed."""
    return content.replace(b"\n", b"\r\n")


def with_hole(content: bytes) -> bytes:
    """An object is lost: the font."""
    at = content.index(b"/BaseFont") - 60
    return content[:at] + bytes(90) + content[at + 90 :]


def reading(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content), strict=True)


MERGED: dict[str, Callable[[], bytes]] = {
    "plain": thesis,
    "objects compressed together": lambda: packed(thesis()),
    "an older version": lambda: thesis().replace(b"%PDF-1.5", b"%PDF-1.3"),
    "rotated": lambda: thesis(6, rotated),
    "several sizes": lambda: thesis(6, of_several_sizes),
    "500 pages": lambda: thesis(500),
    "an attachment": lambda: thesis(6, with_attachment),
    "a layer": lambda: thesis(6, with_layer),
    "PDF/A": lambda: thesis(6, as_archive),
    "tags": lambda: thesis(6, with_tags),
    "a form, and a field to sign": lambda: thesis(6, with_form),
    "RC4": lambda: thesis(6, with_rc4),
    "AES-128": (ENCRYPTED / "aes-128.pdf").read_bytes,
    "AES-256": (ENCRYPTED / "aes-256.pdf").read_bytes,
    "a wrong start": lambda: with_wrong_start(thesis()),
    "a wrong table": lambda: with_wrong_table(thesis()),
    "a key twice": with_key_twice,
    "an escaped letter": with_escaped_letter,
    "streams without compression": lambda: thesis(6, with_readable_streams),
    "text before it": lambda: with_text_before(thesis()),
    "text behind it": lambda: thesis() + b"\r\n<html></html>\r\n",
    "no end": lambda: without_end(thesis()),
}
"""Theses that can be merged."""

BUILT = "build the thesis without it, and merge the new PDF"
LOCKED = "qpdf --decrypt --password=PASSWORD mine.pdf plain.pdf"
FIXED = "qpdf mine.pdf fixed.pdf"
SCRIPT = {"/S": "/JavaScript", "/JS": "app.alert(1)"}
PROGRAM = {"/S": "/Launch", "/F": "x.exe"}

REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "RC4": (lambda: thesis(6, with_rc4_and_password), "opens only with a password", LOCKED),
    "AES-128": ((ENCRYPTED / "aes-128-password.pdf").read_bytes, "opens only with a password", LOCKED),
    "AES-256": ((ENCRYPTED / "aes-256-password.pdf").read_bytes, "opens only with a password", LOCKED),
    "a script": (lambda: thesis(6, acting((2, SCRIPT))), "has a script on page 3", BUILT),
    "scripts": (lambda: thesis(6, acting((2, SCRIPT), (4, SCRIPT))), "has a script on pages 3 and 5", BUILT),
    "many": (
        lambda: thesis(9, acting(*((page, SCRIPT) for page in range(9)))),
        "has a script on pages 1, 2, 3, 4, 5 and 4 more",
        BUILT,
    ),
    "two kinds": (
        lambda: thesis(6, acting((1, SCRIPT), (5, PROGRAM))),
        "has a script on page 2 and an action that starts a program on page 6",
        BUILT,
    ),
    "a field": (lambda: thesis(6, with_script_in_a_field), "has a script on page 3", BUILT),
    "an opening": (lambda: thesis(6, starting(SCRIPT)), "has a script", BUILT),
    "an address": (
        lambda: thesis(6, starting({"/S": "/URI", "/URI": "x"})),
        "has an action that starts when it is opened",
        BUILT,
    ),
    "a signature": (
        lambda: thesis(6, signed),
        "has a signature on page 2",
        "merge the thesis without it, and then add it to the result",
    ),
    "half": (lambda: thesis()[: len(thesis()) // 2], "is damaged", FIXED),
    "line ends": (lambda: with_line_ends_of_windows(thesis()), "is damaged", FIXED),
    "a hole": (lambda: with_hole(thesis()), "is damaged", FIXED),
}
"""Theses that are refused, each with the reason and the hint."""
