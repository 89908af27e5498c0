r"""Find the notes behind names: `\thanks{…}`, `\footnote{…}`, `(corresponding author)`. They can state roles."""

from __future__ import annotations

import re
from typing import NamedTuple

from cvkit.load.bibtex.annotations import ROLE_ANNOTATIONS, hyphened
from cvkit.load.bibtex.parsed_tex import TexError
from cvkit.load.bibtex.tex_parser import parse_tex
from cvkit.model.fields import is_orcid
from cvkit.model.inline import plain_text
from cvkit.model.typed_name import EMAIL_ADDRESS

_NOTE = re.compile(
    r"\s*(?:\\(thanks|footnote)\s*(?:\[[^\]]*\]\s*)?\{((?:[^{}]|\{[^{}]*\})*)\}|\\footnotemark\s*(?:\[[^\]]*\])?(?:\{\})?"
    r"|\(([^(){}]*)\))"
)
_EMAIL = re.compile(
    rf"[\s,]*(?:<\s*{EMAIL_ADDRESS}\s*>|\(\s*{EMAIL_ADDRESS}\s*\)|\[\s*{EMAIL_ADDRESS}\s*\]|\$<\$\s*{EMAIL_ADDRESS}\s*\$>\$"
    rf"|\{{\s*<?{EMAIL_ADDRESS}>?\s*\}}|\\(?:e?mail|texttt|url)\s*\{{\s*<?{EMAIL_ADDRESS}>?\s*\}}|&lt;{EMAIL_ADDRESS}&gt;"
    rf"|\\textless\s*(?:\{{\}})?\s*{EMAIL_ADDRESS}\s*\\textgreater(?:\{{\}})?|(?<=[\s,]){EMAIL_ADDRESS})",
    re.IGNORECASE,
)
"""An e-mail address behind a name. The name of a link with an address is a name: it stays."""
_LIFE = re.compile(r"\s*\(\s*(?:\d{3,4}\??|\.{3,4})\s*[-–]+\s*(?:\d{3,4}\??|\.{3,4})?\s*\)")
"""The years of birth and death behind a name, as catalogs of libraries write them: `(1946-....)`."""
_ORCID = re.compile(
    r"\s*[(\[{]?\s*(?:orcid(?:\s*id)?:?\s*)?(?:https?://orcid\.org/)?\b(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\s*[)\]}]?"
    r"(?=\s*(?:$|[,;]|and\s))",
    re.IGNORECASE,
)
"""An ORCID iD behind a name: `Miller, Ada [0000-0002-1825-0097]`."""
_MAIL_LINK = re.compile(r"\\href\s*\{mailto:[^{}]*\}\s*\{([^{}]*)\}", re.IGNORECASE)

_EDITORS = re.compile(
    r"\s*(?:\(\s*(?:eds?|editors?|hrsg|hgg?|herausgeber(?:innen|in)?|éds?|éditeurs?|coords?|dirs?|orgs?|comps?|red"
    r"|a cura di|curatori)\.?\s*\)|,\s*(?:eds|editors|hrsg|hgg|éds|éditeurs|coords)\.?\s*$"
    r"|[（(]\s*(?:主?[编編]|[编編]?著|편저?|저|엮음|지음)\s*[）)]|\s(?:主[编編]|[编編]著|엮음|지음)\s*$)",
    re.IGNORECASE,
)
"""The word for editors behind a name, or for authors."""
_OF_AUTHORS = re.compile("[著저]|지음")
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

    @property
    def label(self) -> str:
        """The words for the note in a diagnostic."""
        what = {"@": "e-mail address", "-": "years of life"}.get(self.macro, f"`{self.macro.strip(' ,')}`")
        return f"{what} behind a name"


def hide_notes(tex: str, is_of_editors: bool = False) -> tuple[str, list[AuthorNote]]:
    r"""An author field in which spaces replace the notes, and the notes. Other parentheses are parts of names.

    A word for editors is a note, unless the field has editors (`is_of_editors`).

    >>> hide_notes(r"Ada Miller\thanks{Corresponding author} and Bo Larsen")[1][0].role
    ('corresponding', 'true')
    """
    notes: list[AuthorNote] = []
    if ("(" in tex or "," in tex or not tex.isascii()) and not tex.startswith("{"):
        if not is_of_editors:
            words = [found for found in _EDITORS.finditer(tex) if not _OF_AUTHORS.search(found[0])]
            notes += [AuthorNote(found.end() - 1, found[0], None, is_whole=False) for found in words]
        tex = _EDITORS.sub(lambda found: " " * len(found[0]), tex)
    if "@" in tex:
        tex = _without_addresses(tex, notes)
    if "-" in tex and _ORCID.search(tex):
        found_ids = [found for found in _ORCID.finditer(tex) if is_orcid(found[1].upper())]
        notes += [AuthorNote(found.start() + 1, "", ("orcid", found[1].upper())) for found in found_ids]
        for found in found_ids:
            tex = tex[: found.start()] + " " * len(found[0]) + tex[found.end() :]
    if "(" in tex:
        notes += [AuthorNote(found.end() - 1, "-", None, is_whole=False) for found in _LIFE.finditer(tex)]
        tex = _LIFE.sub(lambda found: " " * len(found[0]), tex)
    if "(" not in tex and "\\thanks" not in tex and "\\footnote" not in tex:
        return tex, notes

    def hidden(found: re.Match[str]) -> str:
        role, is_whole = _role(found[2] or found[3] or "")
        if found[3] is not None and not (role and is_whole):
            return found[0]
        macro = f"\\{found[1] or 'footnotemark'}" if found[3] is None else "()"
        at = found.start() + len(found[0]) - len(found[0].lstrip())
        notes.append(AuthorNote(at, macro, role, is_whole))
        return " " * len(found[0])

    return _NOTE.sub(hidden, tex), notes


def _without_addresses(tex: str, notes: list[AuthorNote]) -> str:
    """An author field in which spaces replace the e-mail addresses behind names."""

    def hidden(found: re.Match[str]) -> str:
        before = tex[: found.start()].split()
        if not before or before[-1].lower() == "and":  # the address is all that is known of this author
            return found[0]
        notes.append(AuthorNote(found.end() - 1, "@", None, is_whole=False))
        return " " * len(found[0])

    def shown(found: re.Match[str]) -> str:
        notes.append(AuthorNote(found.start(1), "@", None, is_whole=False))
        return " " * (found.start(1) - found.start()) + found[1] + " " * (found.end() - found.end(1))

    return _EMAIL.sub(hidden, _MAIL_LINK.sub(shown, tex))


class MarkerMeaning(NamedTuple):
    """A marker behind names, the field of an author and the value that it states, and whether the text is only that."""

    marker: str
    role: tuple[str, str]
    is_whole: bool


_MEANING = re.compile(
    r"\(?\s*([*∗†‡§¶#])\s*(?:denotes?|indicates?|means?|marks?|[:=–-])?\s*([^*∗†‡§¶#()]{4,80})\)?", re.IGNORECASE
)


def marker_meaning(text: str) -> MarkerMeaning | None:
    """The meaning of a marker that the note of a work states.

    >>> marker_meaning("* Authors contributed equally.").role
    ('equal_contributor', 'true')
    """
    found = _MEANING.fullmatch(text.strip())
    role, is_whole = _role(found[2]) if found else (None, False)
    return MarkerMeaning(found[1].replace("∗", "*"), role, is_whole) if found and role else None


def _role(tex: str) -> tuple[tuple[str, str] | None, bool]:
    """The role that a note states, and whether it says nothing else."""
    try:
        return role_of_note(plain_text(parse_tex(tex)))
    except TexError:
        return None, False


def role_of_note(text: str) -> tuple[tuple[str, str] | None, bool]:
    """The role that the words of a note state, and whether they say nothing else.

    >>> role_of_note("presenting author")
    (('presenter', 'true'), True)
    """
    text = text.strip(" .;:*†‡§¶‖#")
    word = hyphened(text)
    for known in (word, word.removesuffix("s").removesuffix("-author")):
        if role := ROLE_ANNOTATIONS.get(known):
            return role, True
    for phrase, known in _PHRASES.items():
        if phrase.search(text):
            return ROLE_ANNOTATIONS[known], not re.search(r"[@:]|\d", text)
    return None, False
