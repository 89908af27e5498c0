r"""Find the notes behind names: `\thanks{…}`, `\footnote{…}`, `(corresponding author)`. They can state roles."""

from __future__ import annotations

import re
from typing import NamedTuple

from cvkit.load.bibtex.names import ROLE_ANNOTATIONS, hyphened
from cvkit.load.bibtex.parsed_tex import TexError
from cvkit.load.bibtex.tex_parser import parse_tex
from cvkit.model.inline import plain_text

_NOTE = re.compile(
    r"\s*(?:\\(thanks|footnote)\s*(?:\[[^\]]*\]\s*)?\{((?:[^{}]|\{[^{}]*\})*)\}|\\footnotemark\s*(?:\[[^\]]*\])?(?:\{\})?"
    r"|\(([^(){}]*)\))"
)
_EDITORS = re.compile(
    r"\s*(?:\(\s*(?:eds?|editors?|hrsg|hgg?|herausgeber(?:innen|in)?|éds?|éditeurs?|coords?|dirs?|orgs?|comps?|red"
    r"|a cura di|curatori)\.?\s*\)|,\s*(?:eds|editors|hrsg|hgg|éds|éditeurs|coords)\.?\s*$)",
    re.IGNORECASE,
)
"""The word for editors behind a name. The field says that they are."""
_PHRASES = {
    re.compile(r"corresponding author\b|(?:author )?(?:for|to whom) correspondence\b", re.IGNORECASE): "corresponding",
    re.compile(r"\bcontributed equally\b|\bequal(?:ly)? contribut", re.IGNORECASE): "equal",
}
"""A phrase in a note → the word of an annotation with the same meaning."""


class AuthorNote(NamedTuple):
    """A note behind a name: its offset, its macro, and the field of an author and the value that it states."""

    at: int
    macro: str
    role: tuple[str, str] | None
    is_whole: bool = True
    """Whether the note says nothing else."""


def hide_notes(tex: str) -> tuple[str, list[AuthorNote]]:
    r"""An author field in which spaces replace the notes, and the notes. Other parentheses are parts of names.

    >>> hide_notes(r"Ada Miller\thanks{Corresponding author} and Bo Larsen")[1][0].role
    ('corresponding', 'true')
    """
    if ("(" in tex or "," in tex) and not tex.startswith("{"):
        tex = _EDITORS.sub(lambda found: " " * len(found[0]), tex)
    if "(" not in tex and "\\thanks" not in tex and "\\footnote" not in tex:
        return tex, []
    notes: list[AuthorNote] = []

    def hidden(found: re.Match[str]) -> str:
        role, is_whole = _role(found[2] or found[3] or "")
        if found[3] is not None and not (role and is_whole):
            return found[0]
        macro = f"\\{found[1] or 'footnotemark'}" if found[3] is None else "()"
        at = found.start() + len(found[0]) - len(found[0].lstrip())
        notes.append(AuthorNote(at, macro, role, is_whole))
        return " " * len(found[0])

    return _NOTE.sub(hidden, tex), notes


def _role(tex: str) -> tuple[tuple[str, str] | None, bool]:
    """The role that a note states, and whether it says nothing else."""
    try:
        text = plain_text(parse_tex(tex)).strip(" .;:*†‡§¶‖#")
    except TexError:
        return None, False
    word = hyphened(text)
    for known in (word, word.removesuffix("s").removesuffix("-author")):
        if role := ROLE_ANNOTATIONS.get(known):
            return role, True
    for phrase, known in _PHRASES.items():
        if phrase.search(text):
            return ROLE_ANNOTATIONS[known], not re.search(r"[@:]|\d", text)
    return None, False
