"""A thesis that is to be given pages: opened, and looked through before anything is done with it."""

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
"""Actions that do more than to lead somewhere, by their type (ISO 32000, 12.6.4)."""
STANDARDS = {"PDF/A": b"pdfaid:part", "PDF/UA": b"pdfuaid:part"}
"""What is said of them in a PDF's metadata."""
LEADING = ("/GoTo", "/Named")
"""Actions that may start by themselves: they lead to a page of the same document."""


class Thesis:
    """A PDF that is to be given pages: opened at once, looked through before it is."""

    def __init__(self, content: bytes) -> None:
        """Open it.

        Raises:
            CvkitError: it is damaged or encrypted, or has no pages, or too many.
        """
        with read_closely():
            self.reader = PdfReader(io.BytesIO(content))
            self.is_encrypted = self.reader.is_encrypted
            self.pages = 0 if self.is_encrypted else len(self.reader.pages)
        self._is_looked_through = False
        if self.is_encrypted:
            raise refused("is encrypted", "take its password off first: qpdf --decrypt THESIS.pdf plain.pdf")
        if not 0 < self.pages <= MOST_PAGES:
            raise refused(f"has {self.pages} pages", f"it may have 1 to {MOST_PAGES}")

    def verify(self) -> None:
        """Read all of it, once.

        Raises:
            CvkitError: it is damaged or signed, or does more than to be read.
        """
        if self._is_looked_through:
            return
        with read_closely():
            fault = _fault(self.reader, self.pages)
        if fault:
            raise refused(f"has {fault}", "build it without, and merge then")
        self._is_looked_through = True

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of most of its pages as they are seen, in units of 1/72 inch.

        Raises:
            CvkitError: they are too small for a CV, or damaged.
        """
        sizes: Counter[tuple[float, float]] = Counter()
        with read_closely():
            for page in self.reader.pages:
                width, height = round(float(page.cropbox.width), 2), round(float(page.cropbox.height), 2)
                sizes[(height, width) if page.rotation % 180 else (width, height)] += 1
        paper = sizes.most_common(1)[0][0]
        if any(side < least for side, least in zip(paper, SMALLEST, strict=True)):
            shown = " by ".join(f"{side / 72 * 25.4:.0f}" for side in paper)
            raise refused(f"has pages of {shown} mm", "they are too small for a CV")
        return paper

    @property
    def standards(self) -> list[str]:
        """The standards that it says it keeps to: PDF/A, PDF/UA."""
        about = value_of(self.reader.root_object, "/Metadata")
        text = about.get_data() if isinstance(about, StreamObject) else b""
        return [name for name, sign in STANDARDS.items() if sign in text]

    def check_page(self, number: int | None) -> None:
        """Refuse the number of a page that it has not; 0 stands before the first.

        Raises:
            CvkitError: it has none of that number.
        """
        if number is not None and not 0 <= number <= self.pages:
            hint = f"it has {self.pages}; pages count from 1, whatever is printed on them"
            raise CvkitError(f"the thesis has no page {number}", ExitStatus.USAGE, hint)


def refused(fault: str, hint: str) -> CvkitError:
    """The error for a thesis that nothing is merged into."""
    return CvkitError(f"the thesis {fault}", ExitStatus.PROBLEMS, f"nothing was written; {hint}")


@contextmanager
def read_closely() -> Iterator[None]:
    """A context in which whatever pypdf complains of is an error: what it mends silently may be mended wrongly.

    Raises:
        CvkitError: it complains.
    """
    log = logging.getLogger("pypdf")
    listener = _Listener()
    propagates, log.propagate = log.propagate, False
    log.addHandler(listener)
    try:
        yield
    except CvkitError:
        raise
    except (Exception, MemoryError) as error:  # pypdf raises many kinds at a broken file
        listener.said.append(str(error) or type(error).__name__)
    finally:
        log.removeHandler(listener)
        log.propagate = propagates
    if listener.said:
        raise refused(f"is damaged ({listener.said[0]})", "mend it first: qpdf THESIS.pdf mended.pdf")


class _Listener(logging.Handler):
    """Keeps what is said, besides that unused objects are nowhere, which many programs write."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if "Ignoring wrong pointing object" not in message:
            self.said.append(message)


def _fault(reader: PdfReader, pages: int) -> str:
    """What keeps a PDF from being merged into; nothing if all is well. What cannot be read raises."""
    found = 0
    for page in reader.pages:
        found += 1
        _decode(value_of(page, "/Contents"))
    if found != pages:
        raise ValueError(f"it says that it has {pages} pages, and has {found}")
    root = reader.root_object
    opening = value_of(root, "/OpenAction")
    if isinstance(opening, DictionaryObject) and opening.get("/S") not in LEADING:
        return "an action that starts when it is opened"
    return next(filter(None, map(_activity, _dictionaries(root))), "")


def _decode(painted: Any) -> None:
    """Decode what is painted on a page, which pypdf would take without a word as far as it goes.

    Raises:
        zlib.error: it is not whole.
    """
    for stream in painted if isinstance(painted, ArrayObject) else [painted]:
        content = stream.get_object() if stream is not None else None
        if isinstance(content, StreamObject) and content.get("/Filter") in ("/FlateDecode", ["/FlateDecode"]):
            zlib.decompress(StreamObject.get_data(content))


def _activity(part: DictionaryObject) -> str:
    """What a dictionary of a PDF does; nothing for most."""
    kind = str(part.get("/S", ""))
    if kind in ACTIVE and part.get("/Type", "/Action") == "/Action":
        return ACTIVE[kind]
    if "/JS" in part:
        return ACTIVE["/JavaScript"]
    if "/XFA" in part:
        return "a form that is a program"
    if "/ByteRange" in part and "/Contents" in part:
        return "a signature, which would no longer hold"
    by_itself = value_of(part, "/AA") or {}
    if any(action.get_object().get("/S") not in LEADING for action in by_itself.values()):
        return "an action that starts by itself"
    return ""


def _dictionaries(root: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached."""
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
