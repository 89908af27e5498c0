"""Parse the names of an author field."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from cvkit.load.bibtex.tex_parser import parse_tex, plain_characters
from cvkit.model.inline import plain_text
from cvkit.model.open_list import OpenEnd, split_open_end

_AND = re.compile(r"(?<!\S)and(?!\S)", re.IGNORECASE)
_PARTS = re.compile(r"\s*(family|given|prefix|suffix|useprefix|id|nametemplates|[a-z]+-i)\s*=\s*(.*)", re.DOTALL)
_PART_NAMES = {"family": "family", "given": "given", "prefix": "particle", "suffix": "suffix"}
_INDEX = re.compile(
    r"(?:\$\s*\^\s*(?:\{((?:[^{}$]|\{[^{}$]*\})*)\}|(\w))\s*\$|\\textsuperscript\s*\{([^{}]*)\}"
    r"|([⁰¹²³⁴-⁹]+(?:,[⁰¹²³⁴-⁹]+)*)|\[([\d, ]{1,8})\])"
    r"(?=\s*(?:$|[,}]|\$\s*\^|\\textsuperscript|[*†‡§¶]|\\thanks))"
)
"""A superscript behind a name, or numbers in brackets. It states the affiliation by a number or a letter, or a role by
a marker."""

_INDEX_WORD = re.compile(r"\d{1,2}|[a-z]|[⁰¹²³⁴-⁹]+")
_GROUP = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_SIGN_BEFORE_GIVEN = re.compile(r"^([^,{}]+,)\s*([*†‡§¶#]+)\s*([^\W\d_][^,]*)$")  # `Kwak, *Jaeheon`
_NUMBER_OF_DBLP = re.compile(r"\s0\d{3}$")
"""A number behind a name, by which DBLP distinguishes people of one name."""
_SIGNS = str.maketrans({"\u00a0": " ", "∗": "*"})
"""Characters of publishers → those that people type."""
_COMMA_OF_MARKERS = re.compile(r"(?<=[^\w\s.)\]}]),\s*(?=[^\w\s])")
"""A comma between markers in a superscript: `$^{\\dagger,*}$`."""
_PIECE_OF_INDEX = re.compile(r"\\[A-Za-z]+|\w+|[^\w\s,;]")


def split_names(tex: str) -> Iterator[tuple[str, int]]:
    """The names that `and` outside braces separates, each with its offset."""
    outside = hide_groups(tex)
    start = 0
    for end, following in [*((found.start(), found.end()) for found in _AND.finditer(outside)), (len(tex), 0)]:
        piece = tex[start:end]
        if piece.strip():
            yield piece.strip(), start + len(piece) - len(piece.lstrip())
        start = following


@functools.lru_cache(maxsize=1 << 14)
def hide_groups(tex: str) -> str:
    """The text with the content of braces replaced by `x`, so that no separator is found there."""
    if "{" not in tex:
        return tex
    depth, kept = 0, []
    for character in re.sub(r"\\[{}]", "xx", tex):
        depth += character == "{"
        kept.append("x" if depth else character)
        depth -= character == "}"
    return "".join(kept)


def without_indexes(tex: str) -> tuple[str, list[str]]:
    r"""A name without the numbers and letters in superscript behind it, and these. Markers in the superscript stay.

    >>> without_indexes(r"Miller, Ada$^{1,*}$")
    ('Miller, Ada$^{*}$', ['1'])
    """
    found: list[str] = []
    if "^" not in tex and "[" not in tex and "\\text" not in tex and tex.isascii():
        return tex, found

    def replaced(superscript: re.Match[str]) -> str:
        inner = next(group for group in superscript.groups() if group is not None)
        pieces = _PIECE_OF_INDEX.findall(inner)
        words = [piece for piece in pieces if piece[0].isalnum()]
        if not words or not all(map(_INDEX_WORD.fullmatch, words)):
            return superscript[0]
        found.extend(words)
        signs = [piece for piece in pieces if piece not in words]
        return "$^{" + ",".join(signs) + "}$" if signs else ""

    return _INDEX.sub(replaced, tex), found


def parse_name_tex(tex: str) -> dict[str, str]:
    """One name as the parts of an author, or as a `name` that the check stage parses, with the markers after it.

    Raises:
        TexError: the name has an unknown macro.
    """
    tex = without_indexes(tex)[0]
    if _PARTS.match(tex) and "=" in tex:
        parts = {}
        for piece in re.split(r",(?=\s*[a-z-]+\s*=)", tex):
            if (found := _PARTS.fullmatch(piece)) and found[1] in _PART_NAMES:
                parts[_PART_NAMES[found[1]]] = _plain(found[2].strip().strip('"'))
        return parts
    if tex.startswith("{") and not tex.startswith("{\\") and _GROUP.fullmatch(tex):
        return {"name": "{" + _plain(tex).replace("{", "(").replace("}", ")") + "}"}
    return {"name": _SIGN_BEFORE_GIVEN.sub(r"\1 \3\2", _plain(tex))}


def without_open_end(parts: dict[str, str]) -> tuple[dict[str, str], OpenEnd]:
    """The parts of a name without the words that make a list open, such as `others`; and these words, if it had any."""
    name = parts.get("name", "")
    end = split_open_end(name.strip("{}") if name.startswith("{") else name)
    if list(parts) != ["name"] or not end.words or (end.named and name.startswith("{")):
        return parts, OpenEnd("")
    return {"name": end.named} if end.named else {}, end


@functools.lru_cache(maxsize=1 << 14)
def _plain(tex: str) -> str:
    characters = plain_characters(tex)
    text = (plain_text(parse_tex(tex)) if characters is None else characters).translate(_SIGNS)
    text = _NUMBER_OF_DBLP.sub("", text)
    return _COMMA_OF_MARKERS.sub("", " ".join(text.split()))
