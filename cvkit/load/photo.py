"""The picture of a person: a file in the record's folder. It is decoded completely before it is used.

TeX would stop at a damaged picture without naming it, or print half of it.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path, PurePosixPath

from cvkit.load.record_files import read_file
from cvkit.model.rule import Rule
from cvkit.pdf.photo_page import photo_page_error
from cvkit.system.contained import Reason, RefusedFileError

LARGEST_PHOTO = 10_000_000
MOST_DOTS = 50_000_000
PHOTO_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".pdf": "PDF"}
"""The picture formats that every engine can print, by file name extension."""
_NO_KIND = f"its extension is not one of {', '.join(PHOTO_FORMATS)}"
_REFUSED = {
    Reason.ABSENT: "there is no such file in the record's folder",
    Reason.IRREGULAR: "it is not a regular file",
    Reason.TOO_LARGE: f"it is larger than {LARGEST_PHOTO // 10**6} MB",
}


class UnshowablePicture(Rule):
    """A picture that cannot be shown.

    The file must be a PNG, a JPEG or a PDF page, as its extension says, and it must be complete. It has at most 10 MB
    and 50 million pixels. TeX would stop at a damaged picture, or print only half of it. Save the picture again as PNG
    or JPEG, smaller if it is too large. The style sets the size of the picture in the document.
    ```yaml
    person: {name: Ada Miller, photo: me.gif}
    ```
    """

    code = "L009"
    message = "`{file}` cannot be shown: {reason}"
    hint = "save the picture again as PNG or JPEG, and name that file"
    fix = "name a PNG or JPEG in the record's folder"


def load_photo(folder: Path, name: str) -> tuple[bytes, str]:
    """The bytes of a picture in a record's folder, and the reason why it cannot be used; one of the two is empty.

    Raises:
        RefusedFileError: the file is outside the folder, or its name is in another form of Unicode.
        OSError: the system cannot read it.
    """
    kind = PHOTO_FORMATS.get(PurePosixPath(name).suffix.lower())
    try:
        content = read_file(folder, name, LARGEST_PHOTO)
    except RefusedFileError as refused:
        if refused.reason is Reason.OUTSIDE or refused.same_letters:
            raise
        return b"", _REFUSED[refused.reason] if kind else _NO_KIND
    if kind is None:
        return b"", _NO_KIND
    reason = photo_page_error(content) if kind == "PDF" else _image_error(content, kind)
    return (b"", reason) if reason else (content, "")


def _image_error(content: bytes, kind: str) -> str:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                width, height = image.size
                if width * height > MOST_DOTS:
                    return f"it has {width} × {height} pixels, more than {MOST_DOTS // 10**6} million"
                image.verify()  # all chunks of a PNG
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                image.load()  # the pixels
    except UnidentifiedImageError:
        return f"it is not a {kind}"
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return f"it has more than {MOST_DOTS // 10**6} million pixels"
    except Exception as error:  # a damaged file can raise any of OSError, SyntaxError, struct.error, …
        return f"it is damaged ({error})"
    return "" if min(width, height) > 0 else "it has no pixels"
