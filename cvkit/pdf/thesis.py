"""Open a thesis into which pages are to be inserted, and verify it before it is changed."""

from __future__ import annotations

import io
import logging
import shlex
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.plural import counted
from cvkit.pdf.active_content import SIGNATURE, active_content, dictionaries
from cvkit.pdf.pdf_trees import value_of
from cvkit.pdf.rewrite import Rewritten, rewrite

_T = TypeVar("_T")

MOST_PAGES = 10_000
SMALLEST = (340, 450)
"""The least width and height of a page that a CV is set on, in units of 1/72 inch: 120 by 160 mm."""

MISREAD = "Unexpected escaped string"
"""The beginning of a warning of pypdf about strings that are right (ISO 32000, 7.3.4.2)."""
DECODED_PART = 1 << 20
"""The number of bytes that are decoded at once."""
STANDARDS = {"PDF/A": b"pdfaid:part", "PDF/UA": b"pdfuaid:part"}
"""The text by which the metadata of a PDF claims each standard."""


class DamagedThesisError(CvkitError):
    """The error for a thesis that cannot be read."""

    def __init__(self, reason: str, name: str) -> None:
        hint = f"build or download it again; if you cannot, fix it, and compare its pages: qpdf {name} fixed.pdf"
        super().__init__(f"the thesis is damaged ({reason})", ExitStatus.PROBLEMS, f"nothing was written; {hint}")
        self.reason = reason


class Thesis:
    """A PDF into which pages are to be inserted. `verify` reads all of it before that.

    If pypdf cannot read it, because it is encrypted or its syntax is wrong, PDFium rewrites it first.
    """

    def __init__(self, content: bytes, name: str = "THESIS.pdf") -> None:
        """Open the PDF; `name` is the path of its file, for hints.

        Raises:
            CvkitError: it is damaged, opens only with a password, has no pages, or has too many.
        """
        self.content = content
        self._name = shlex.quote(name)
        self._is_verified = self._is_rewritten = False
        self.was_encrypted = False
        self.mistake = ""
        """The mistake in its syntax, if it had one."""
        self._readable = Rewritten(content)
        self._corrected(self._open)
        if not 0 < self.pages <= MOST_PAGES:
            raise refused(f"has {counted(self.pages, 'page')}", f"a thesis may have 1 to {MOST_PAGES} pages")

    def _open(self) -> None:
        with self.read_closely():
            self.reader = PdfReader(io.BytesIO(self._readable.content))
            if self.reader.is_encrypted:
                raise ValueError("it is encrypted")
            self.pages = len(self.reader.pages)
        if self._is_rewritten:
            self._restore_trailer(self.reader.trailer)

    def _restore_trailer(self, trailer: DictionaryObject) -> None:
        """Give a rewritten PDF the metadata and the identifier of the thesis."""
        identifier = self._readable.identifier
        trailer[NameObject("/ID")] = ArrayObject([ByteStringObject(identifier)] if identifier else [])
        try:
            with self.read_closely():
                value_of(trailer, "/Info")
        except DamagedThesisError:
            pairs = {NameObject(f"/{key}"): TextStringObject(text) for key, text in self._readable.metadata.items()}
            trailer[NameObject("/Info")] = DictionaryObject(pairs)

    def _corrected(self, read: Callable[[], _T]) -> _T:
        """The result of reading; if this fails, PDFium rewrites the PDF once, and it is read again."""
        try:
            return read()
        except DamagedThesisError as damage:
            if self._is_rewritten:
                raise
            self._rewrite(damage)
        return read()

    def _rewrite(self, damage: DamagedThesisError) -> None:
        """Open the PDF again, as PDFium rewrites it.

        Raises:
            CvkitError: PDFium cannot read it, or it opens only with a password.
        """
        self._is_rewritten = True
        try:
            self._readable = rewrite(self.content)
        except PermissionError as error:
            removed = f"qpdf --decrypt --password=PASSWORD {self._name} plain.pdf"
            raise refused("opens only with a password", f"build it without one, or remove it: {removed}") from error
        except ValueError as error:
            raise damage from error
        self.was_encrypted = self._readable.was_encrypted
        is_right = self.was_encrypted or damage.reason.startswith(MISREAD)
        self.mistake = "" if is_right else damage.reason
        self._open()

    def verify(self) -> None:
        """Read all of the PDF. A second call does nothing.

        Raises:
            CvkitError: it is damaged or signed, or has active content, such as a script.
        """
        if not self._is_verified:
            self._corrected(self._verify)
        self._is_verified = True

    def _verify(self) -> None:
        with self.read_closely():
            self._read_all()
            active = active_content(self.reader)
        if active:
            hint = "build the thesis without it, and merge the new PDF"
            if set(active) == {SIGNATURE}:
                hint = "merge the thesis without it, and then add it to the result"
            raise refused(f"has {' and '.join(f'{kind} {place}'.strip() for kind, place in active.items())}", hint)

    def _read_all(self) -> None:
        """Read the metadata, all pages, and all streams of a PDF that PDFium rewrote, which reports no missing parts.

        Raises:
            ValueError: the PDF has another number of pages than it claims.
            Exception: a part of it cannot be read.
        """
        value_of(self.reader.trailer, "/Info")
        found = 0
        for page in self.reader.pages:
            found += 1
            _decode(value_of(page, "/Contents"))
        if found != self.pages:
            raise ValueError(f"it claims {counted(self.pages, 'page')} but has {found}")
        for _, part in dictionaries(self.reader) if self._is_rewritten else ():
            _decode(part)

    @contextmanager
    def read_closely(self) -> Iterator[None]:
        """A context in which each warning of pypdf is an error: the repair that pypdf makes may be wrong.

        Raises:
            CvkitError: pypdf warned or failed.
        """
        log = logging.getLogger("pypdf")
        listener = _Listener()
        propagates, log.propagate = log.propagate, False
        log.addHandler(listener)
        try:
            yield
        except CvkitError:
            raise
        except (Exception, MemoryError) as error:  # pypdf raises many exceptions on damaged files
            listener.messages.append(str(error) or type(error).__name__)
        finally:
            log.removeHandler(listener)
            log.propagate = propagates
        if listener.messages:
            raise DamagedThesisError(listener.messages[0], self._name)

    @property
    def paper(self) -> tuple[float, float]:
        """The most frequent width and height of its pages on the screen, in units of 1/72 inch.

        Raises:
            CvkitError: the pages are too small for a CV, or damaged.
        """
        paper = self._corrected(self._sizes).most_common(1)[0][0]
        if any(side < least for side, least in zip(paper, SMALLEST, strict=True)):
            shown = " by ".join(f"{side / 72 * 25.4:.0f}" for side in paper)
            raise refused(f"has pages of {shown} mm", "a CV needs larger pages")
        return paper

    def _sizes(self) -> Counter[tuple[float, float]]:
        sizes: Counter[tuple[float, float]] = Counter()
        with self.read_closely():
            for page in self.reader.pages:
                width, height = round(float(page.cropbox.width), 2), round(float(page.cropbox.height), 2)
                sizes[(height, width) if page.rotation % 180 else (width, height)] += 1
        return sizes

    @property
    def standards(self) -> list[str]:
        """The standards that its metadata claim: PDF/A, PDF/UA."""
        about = value_of(self.reader.root_object, "/Metadata")
        text = about.get_data() if isinstance(about, StreamObject) else b""
        return [name for name, sign in STANDARDS.items() if sign in text]

    @property
    def is_tagged(self) -> bool:
        """Whether it has a structure for screen readers."""
        return "/StructTreeRoot" in self.reader.root_object

    def check_page(self, number: int | None) -> None:
        """Refuse the number of a page that does not exist; 0 is the position before page 1.

        Raises:
            CvkitError: there is no page with that number.
        """
        if number is not None and not 0 <= number <= self.pages:
            hint = f"count its pages from 1 to {self.pages}; ignore the printed page numbers"
            raise CvkitError(f"the thesis has no page {number}", ExitStatus.USAGE, hint)


def refused(reason: str, hint: str) -> CvkitError:
    """The error for a thesis that cannot be merged with a CV."""
    return CvkitError(f"the thesis {reason}", ExitStatus.PROBLEMS, f"nothing was written; {hint}")


class _Listener(logging.Handler):
    """Collects warnings, except that on references to missing unused objects, which many programs write."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if "Ignoring wrong pointing object" not in message:
            self.messages.append(message)


def _decode(contents: Any) -> None:
    """Decode the content of a page. If it is cut short, pypdf would accept the first part without a warning.

    Raises:
        ValueError: it is incomplete.
        zlib.error: it is damaged.
    """
    for stream in contents if isinstance(contents, ArrayObject) else [contents]:
        content = stream.get_object() if stream is not None else None
        if isinstance(content, StreamObject) and content.get("/Filter") in ("/FlateDecode", ["/FlateDecode"]):
            decoder = zlib.decompressobj()
            rest = StreamObject.get_data(content)
            while rest and not decoder.eof:  # in parts, because the whole can be very large
                decoder.decompress(rest, DECODED_PART)
                rest = decoder.unconsumed_tail
            if StreamObject.get_data(content) and not decoder.eof:
                raise ValueError("a part of it is incomplete")
