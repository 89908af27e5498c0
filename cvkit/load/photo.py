"""The picture of a person: a file of the record's folder, read whole before anything is made of it.

TeX would stop at a damaged picture without a word of whose it is, or set half of it.
"""

from __future__ import annotations

import io
import warnings

from cvkit.load.contained import Reason, RefusedFileError

LARGEST_PHOTO = 10_000_000
MOST_DOTS = 50_000_000
KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".pdf": "PDF"}
"""What every engine can place, by the ending of a file."""
_KINDS_ALLOWED = f"a picture is one of {', '.join(KINDS)}"


def fault_of(content: bytes, suffix: str) -> str:
    """The fault of a picture whose file has an ending (`.png`), in words; empty where it has none."""
    kind = KINDS.get(suffix.lower())
    if kind is None:
        return _KINDS_ALLOWED
    return _fault_of_page(content) if kind == "PDF" else _fault_of_image(content, kind)


def fault_of_refused(refused: RefusedFileError, suffix: str) -> str:
    """The fault of a picture that was not read, in words."""
    if suffix.lower() not in KINDS:
        return _KINDS_ALLOWED
    if refused.reason is Reason.TOO_LARGE:
        return f"it is larger than {LARGEST_PHOTO // 10**6} MB"
    if refused.reason is Reason.IRREGULAR:
        return "it is no plain file"
    return "there is no such file in the record's folder"


def _fault_of_image(content: bytes, kind: str) -> str:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                width, height = image.size
                if width * height > MOST_DOTS:
                    return f"it has {width} × {height} dots, more than {MOST_DOTS // 10**6} million"
                image.verify()  # the parts of a PNG up to its end
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                image.load()  # the dots
    except UnidentifiedImageError:
        return f"it is no {kind}"
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return f"it has more than {MOST_DOTS // 10**6} million dots"
    except Exception as error:  # a damaged file can bring any of them: OSError, SyntaxError, struct.error, …
        return f"it is damaged ({error})"
    return "" if min(width, height) > 0 else "it has no dots"


def _fault_of_page(content: bytes) -> str:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        size = PdfDocument(content)[0].get_size()
    except (PdfiumError, IndexError):
        return "it is no PDF with a page, or is locked by a password"
    return "" if min(size) > 0 else "its page has no size"
