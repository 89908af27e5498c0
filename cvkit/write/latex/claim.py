"""Decide whether a PDF may claim to be accessible (PDF/UA-1) and archival (PDF/A-2u)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cvkit.model.fallback_scripts import NAMES, UNSHAPED
from cvkit.model.inline import Math
from cvkit.write.blocks import parts_of
from cvkit.write.script_runs import script_pieces

if TYPE_CHECKING:
    from cvkit.model.document import Document
    from cvkit.model.record import Record
    from cvkit.model.style import Style
    from cvkit.write.blocks import Page

OPTION = "pdf_standard"
"""The option of a style that turns the structure of the PDF off."""

_CERTAIN = frozenset([*UNSHAPED, "", "Hebr", "Thai", "Laoo"])
"""The scripts in which each glyph has a character. In others, fonts have glyphs for groups of letters, and XeTeX cannot
state their characters, which both standards require (ISO 14289-1, 7.21.7; ISO 19005-2, 6.2.11.7.2)."""

_UNCERTAIN_MATH = re.compile(
    r"\\(?:mapsto|hook\w+|oint|wide(?:hat|tilde)"
    r"|(?:left|right|middle|[bB]igg?[lrm]?)\s*(?:\\?\||\\[lr]?[vV]ert|\\\w+arrow))"
)
"""Commands of math whose glyphs have no characters with XeLaTeX; tall arrows have none with pdfLaTeX either."""


def obstacle(page: Page, document: Document, style: Style, record: Record, photo: bytes) -> str:
    """Return the reason why the PDF of a document makes no claim; empty if it makes one.

    `photo` is the content of the photo. If the option turns the structure off, the reason is its value.
    """
    if document.options.get(OPTION) == "none":
        return f"{OPTION}: none"
    if "/" in document.style:
        return f"the style `./{document.style.rpartition('/')[2]}` is your own"
    if OPTION not in style.options:
        return f"the style `{document.style}` is based on a class that writes no structure"
    if script := _uncertain_script(page):
        return f"fonts for {script} have glyphs without a character of their own"
    if command := _uncertain_math(page):
        return f"the glyphs of `{command}` in a formula have no characters"
    picture = record.person.photo
    if not picture or "photo" in style.omits or "photo" in document.hide:
        return ""
    if not picture.alt:
        return "the photo has no `alt`"
    return "" if _is_rgb(photo) else f"`{picture.file}` is not a PNG or JPEG in RGB or grey"


def _uncertain_script(page: Page) -> str:
    """The English name of a script of the page whose glyphs may have no characters; empty if there is none."""
    texts = (part for part in parts_of(page) if isinstance(part, str) and not part.isascii())
    codes = (code for text in texts for code, _ in script_pieces(text))
    return next((NAMES[code] for code in codes if code not in _CERTAIN), "")


def _uncertain_math(page: Page) -> str:
    """The first such command of the page; empty if there is none."""
    found = (_UNCERTAIN_MATH.search(part.source) for part in parts_of(page) if isinstance(part, Math))
    return next((command[0] for command in found if command), "")


def note_on_claim(document: str, reason: str) -> tuple[str, ...]:
    """A note that the PDF of a document makes no claim because of its photo, a script, a formula or its style.

    There is none if the record chose it: by the option, or by a style of its own.
    """
    if not reason or OPTION in reason or reason.endswith("your own"):
        return ()
    return (f"the PDF of `{document}` does not claim to be accessible (PDF/UA-1) and archival (PDF/A-2u): {reason}",)


def _is_rgb(photo: bytes) -> bool:
    """Whether a picture has a colour space for which the PDF states a profile: a PNG, or a JPEG without CMYK."""
    at = 2
    while photo[:2] == b"\xff\xd8" and photo[at : at + 1] == b"\xff":  # the segments of a JPEG
        kind = photo[at + 1]
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            return photo[at + 9] < 4  # the number of its channels
        at += 2 + int.from_bytes(photo[at + 2 : at + 4])
    return photo.startswith(b"\x89PNG")
