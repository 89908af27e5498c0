"""Open a thesis into which pages are to be inserted, and verify it before it is changed."""

from __future__ import annotations

import io
import logging
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.plural import counted
from cvkit.pdf.pdf_trees import value_of

MOST_PAGES = 10_000
SMALLEST = (340, 450)
"""The least width and height of a page that a CV is set on, in units of 1/72 inch: 120 by 160 mm."""

ACTIVE = {
    "/JavaScript": "a script",
    "/Launch": "an action that starts a program",
    "/SubmitForm": "an action that sends a form",
    "/ImportData": "an action that reads a file",
    "/GoToE": "an action on an embedded file",
    "/Rendition": "an action that plays a medium",
    "/RichMediaExecute": "an action that runs a medium",
    "/Movie": "an action that plays a film",
    "/Sound": "an action that plays a sound",
}
"""Actions that do more than go to a page, by their type (ISO 32000, 12.6.4)."""
STANDARDS = {"PDF/A": b"pdfaid:part", "PDF/UA": b"pdfuaid:part"}
"""The text by which the metadata of a PDF claims each standard."""
LEADING = ("/GoTo", "/Named")
"""Actions that may start automatically: they go to a page of the same document."""


class Thesis:
    """A PDF into which pages are to be inserted. `verify` reads all of it before that."""

    def __init__(self, content: bytes) -> None:
        """Open the PDF.

        Raises:
            CvkitError: it is damaged or encrypted, has no pages, or has too many.
        """
        with read_closely():
            self.reader = PdfReader(io.BytesIO(content))
            self.is_encrypted = self.reader.is_encrypted
            self.pages = 0 if self.is_encrypted else len(self.reader.pages)
        self._is_verified = False
        if self.is_encrypted:
            raise refused("is encrypted", "remove its password first: qpdf --decrypt THESIS.pdf plain.pdf")
        if not 0 < self.pages <= MOST_PAGES:
            raise refused(f"has {counted(self.pages, 'page')}", f"a thesis may have 1 to {MOST_PAGES} pages")

    def verify(self) -> None:
        """Read all of the PDF. A second call does nothing.

        Raises:
            CvkitError: it is damaged or signed, or has active content, such as a script.
        """
        if self._is_verified:
            return
        with read_closely():
            obstacle = _obstacle(self.reader, self.pages)
        if obstacle:
            raise refused(f"has {obstacle}", "build the thesis without it, and merge the new PDF")
        self._is_verified = True

    @property
    def paper(self) -> tuple[float, float]:
        """The most frequent width and height of its pages on the screen, in units of 1/72 inch.

        Raises:
            CvkitError: the pages are too small for a CV, or damaged.
        """
        sizes: Counter[tuple[float, float]] = Counter()
        with read_closely():
            for page in self.reader.pages:
                width, height = round(float(page.cropbox.width), 2), round(float(page.cropbox.height), 2)
                sizes[(height, width) if page.rotation % 180 else (width, height)] += 1
        paper = sizes.most_common(1)[0][0]
        if any(side < least for side, least in zip(paper, SMALLEST, strict=True)):
            shown = " by ".join(f"{side / 72 * 25.4:.0f}" for side in paper)
            raise refused(f"has pages of {shown} mm", "a CV needs larger pages")
        return paper

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


@contextmanager
def read_closely() -> Iterator[None]:
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
        raise refused(f"is damaged ({listener.messages[0]})", "fix it first: qpdf THESIS.pdf fixed.pdf")


class _Listener(logging.Handler):
    """Collects warnings, except that on references to missing unused objects, which many programs write."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if "Ignoring wrong pointing object" not in message:
            self.messages.append(message)


def _obstacle(reader: PdfReader, pages: int) -> str:
    """The content that makes a merge unsafe, in words; empty if there is none.

    Raises:
        ValueError: the PDF has another number of pages than it claims.
        Exception: a part of it cannot be read.
    """
    found = 0
    for page in reader.pages:
        found += 1
        _decode(value_of(page, "/Contents"))
    if found != pages:
        raise ValueError(f"it claims {counted(pages, 'page')} but has {found}")
    root = reader.root_object
    opening = value_of(root, "/OpenAction")
    if isinstance(opening, DictionaryObject) and opening.get("/S") not in LEADING:
        return "an action that starts when it is opened"
    return next(filter(None, map(_activity, _dictionaries(root))), "")


def _decode(contents: Any) -> None:
    """Decode the content of a page. If it is cut short, pypdf would accept the first part without a warning.

    Raises:
        zlib.error: it is incomplete.
    """
    for stream in contents if isinstance(contents, ArrayObject) else [contents]:
        content = stream.get_object() if stream is not None else None
        if isinstance(content, StreamObject) and content.get("/Filter") in ("/FlateDecode", ["/FlateDecode"]):
            zlib.decompress(StreamObject.get_data(content))


def _activity(part: DictionaryObject) -> str:
    """The active content in a dictionary of a PDF, in words; empty for most."""
    kind = str(part.get("/S", ""))
    if kind in ACTIVE and part.get("/Type", "/Action") == "/Action":
        return ACTIVE[kind]
    if "/JS" in part:
        return ACTIVE["/JavaScript"]
    if "/XFA" in part:
        return "a form that is a program"
    if "/ByteRange" in part and "/Contents" in part:
        return "a signature, which would become invalid"
    by_itself = value_of(part, "/AA") or {}
    if any(action.get_object().get("/S") not in LEADING for action in by_itself.values()):
        return "an action that starts by itself"
    return ""


def _dictionaries(root: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached from the root."""
    seen: set[int] = set()
    todo: list[Any] = [root]
    while todo:
        item = todo.pop()
        if isinstance(item, IndirectObject):
            if item.idnum in seen:
                continue
            seen.add(item.idnum)
            item = item.get_object()
        if isinstance(item, DictionaryObject):
            yield item
            todo.extend(item.values())
        elif isinstance(item, ArrayObject):
            todo.extend(item)
