"""Read an author field: separate its names, and make an author of each.

`and` separates names. Many files use commas or `;` instead. Commas are read as separators if the pieces can only be
names of their own. Otherwise they separate the parts of one name, as in BibTeX. `model/name_list.py` knows which texts
are names, for YAML too; there a comma separates names unless they can only be the parts of one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cvkit.load.bibtex.conjunctions import split_at_conjunctions
from cvkit.load.bibtex.names import hide_groups, parse_name_tex, split_names
from cvkit.load.bibtex.parsed_tex import TexError
from cvkit.model.name import NAME_PARTS, is_family, is_initials, is_suffix, is_unspaced_script
from cvkit.model.name_list import COMMAS, ends_in_initials, is_certainly_whole, is_whole_east_asian, next_name
from cvkit.model.open_list import is_open_end, split_open_end
from cvkit.model.typed_name import TypedName, is_degree, is_symbol, is_whole_name, parse_typed_name

_SEPARATOR = re.compile(r"[;；、]|(?<=\s)\\?&(?=\s)")
_COMMA = re.compile(rf"(?<!\\)[{''.join(COMMAS)}]")
_ONE_NAME = re.compile(r"(?:[^\s,;&]+,)?[^,;&]*[^\s,;:&]")
"""The usual form of a name: one word before its only comma, or no comma. It needs no further look."""
_PLAIN = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .,'-])*[^\W\d_]\.?")
"""A name without markers."""
_END = re.compile(r"(?<!\\)[\s,;:，；、]+$")


class NamePiece(NamedTuple):
    """The TeX of one name, and its offset in the field."""

    tex: str
    at: int


class AuthorField(NamedTuple):
    """The names of an author field, and the piece that has two readings, if there is one."""

    names: list[NamePiece]
    doubtful: str = ""
    has_separators: bool = False
    """Whether something else than `and` separates names."""


def split_authors(tex: str) -> AuthorField:
    """The names of an author field."""
    typed = [NamePiece(*piece) for piece in split_names(tex)]
    if typed:
        typed[-1:] = _without_open_end(typed[-1])
    pieces = [piece for one in typed for piece in _split_at_conjunctions(one)]
    named = [piece for piece in pieces if not is_open_end(piece.tex)]
    if not re.search(r"[,;&，；、]", tex):
        return AuthorField(pieces, has_separators=len(pieces) > len(typed))
    names: list[NamePiece] = []
    doubtful = ""
    for piece in pieces:
        if _ONE_NAME.fullmatch(piece.tex) and piece.tex.isascii():
            names.append(piece)
            continue
        for part in _split_at_separators(piece):
            others = [_trimmed(other).tex for other in named if other is not piece]
            behind = piece.tex[part.at + len(part.tex) - piece.at :]
            is_listed = behind.startswith((",", "，"))  # a comma before `and` or `&` follows two names or more
            found, is_doubtful = _split_at_commas(part, others, is_first=piece is pieces[0], is_listed=is_listed)
            names += [name for one in found for name in _without_ellipsis(one)]
            doubtful = doubtful or (part.tex if is_doubtful else "")
    return AuthorField(names, doubtful, len(names) > len(typed))


def _without_ellipsis(piece: NamePiece) -> list[NamePiece]:
    """The piece, and before it the ellipsis that replaces authors in the style of the APA: `Bee, B., … Dee, D.`."""
    found = re.match(
        r"(?:\.\s?\.\s?\.|…|\\[lc]?dots\b(?:\{\})?|\\textellipsis\b(?:\{\})?)\s*(?:&\s*)?(?=\S)", piece.tex
    )
    if not found:
        return [piece]
    return [NamePiece("...", piece.at), NamePiece(piece.tex[found.end() :], piece.at + found.end())]


def _without_open_end(piece: NamePiece) -> list[NamePiece]:
    """The piece, and the words that make a list open as a second piece, so that its commas are read without them."""
    before, words, at, *_ = split_open_end(piece.tex)
    if not before or not words or words not in hide_groups(piece.tex):
        return [piece]
    end = len(before) + piece.tex.startswith(COMMAS, len(before))  # a comma there says that commas separate the names
    return [NamePiece(piece.tex[:end], piece.at), NamePiece(words, piece.at + at)]


def _split_at_conjunctions(piece: NamePiece) -> list[NamePiece]:
    if is_open_end(piece.tex):
        return [piece]
    return [NamePiece(part, piece.at + at) for part, at in split_at_conjunctions(piece.tex, _text)]


def _split_at_separators(piece: NamePiece) -> list[NamePiece]:
    """Split a piece at `;` and `、`, and at `&` between whole names."""
    parts = _split(_SEPARATOR, piece)
    if len(parts) > 1 and "&" in hide_groups(piece.tex) and not all(is_whole_name(_text(part.tex)) for part in parts):
        return [_trimmed(piece)]
    return parts


def _split_at_commas(
    piece: NamePiece, others: list[str], *, is_first: bool, is_listed: bool
) -> tuple[list[NamePiece], bool]:
    """Split a piece at commas that separate names. The second value says whether it has two readings.

    Two names with a comma are two people only in `Ada Miller, Bo Larsen and Dan Stone`, and before another comma
    (`is_listed`): `Ada Miller, Bo Larsen, and others`. Elsewhere they are one person with a family name of several
    words: `Dan Stone and García Márquez, Ana María`.
    """
    parts = _split(_COMMA, piece)
    first = parts[0].tex if parts else ""
    is_one_word = (
        bool(parts) and " " not in hide_groups(first) and (not is_unspaced_script(first) or _is_braced_family(*parts))
    )
    if len(parts) < 2 or (len(parts) == 2 and is_one_word):
        return [_trimmed(piece)], False
    texts = [_text(part.tex) for part in parts]
    if is_suffix(texts[1]) or any(is_suffix(text) or is_degree(text) for text in texts[2:3]) or "" in texts:
        return [_trimmed(piece)], False
    are_names = [is_certainly_whole(text) for text in texts]
    if len(parts) > 2:
        if are_names[0] and (len(parts) > 3 or all(are_names)):
            return parts, False
        if len(parts) % 2 == 0 and all(map(_is_pair, texts[::2], texts[1::2])):
            ends = [part.at + len(part.tex) for part in parts[1::2]]
            starts = [part.at for part in parts[::2]]
            pairs = zip(starts, ends, strict=True)
            return [NamePiece(piece.tex[start - piece.at : end - piece.at], start) for start, end in pairs], False
        return [_trimmed(piece)], True
    if all(map(ends_in_initials, texts)) or (all(are_names) and is_unspaced_script("".join(texts))):
        return ([_trimmed(piece)] if any(map(_has_one_east_asian_name, others)) else parts), False
    if not all(are_names) or is_family(texts[0]) or is_initials(texts[1].split()[-1]):  # `Miller Larsen, Ada K`
        return [_trimmed(piece)], False
    if any(_COMMA.search(hide_groups(other)) for other in others):
        return [_trimmed(piece)], False
    if is_first and (is_listed or len(others) == 1) and all(map(is_certainly_whole, others)):
        return parts, False
    return [_trimmed(piece)], is_first


def _has_one_east_asian_name(tex: str) -> bool:
    """Whether the comma of a piece can only separate a family name from a given name: `김, 철수`."""
    texts = [_text(part) for part in split_at_commas(tex)]
    return len(texts) == 2 and all(map(is_unspaced_script, texts)) and not all(map(is_whole_east_asian, texts))


def _split(separator: re.Pattern[str], piece: NamePiece) -> list[NamePiece]:
    """The pieces between separators outside braces. Empty pieces are omitted; markers belong to the name before."""
    parts: list[NamePiece] = []
    start = 0
    hidden = hide_groups(piece.tex)
    for end, following in [*(found.span() for found in separator.finditer(hidden)), (len(hidden), 0)]:
        part = _trimmed(NamePiece(piece.tex[start:end], piece.at + start))
        if parts and part.tex and not re.search(r"\w", _text(part.tex)):
            last = parts.pop()
            part = NamePiece(piece.tex[last.at - piece.at : end].strip(), last.at)
        if part.tex:
            parts.append(part)
        start = following
    return parts


def split_at_commas(tex: str) -> list[str]:
    """The pieces of a name between its commas outside braces."""
    return [part.tex for part in _split(_COMMA, NamePiece(tex, 0))]


def _trimmed(piece: NamePiece) -> NamePiece:
    """A piece without the separators that other programs leave at its ends."""
    start = len(piece.tex) - len(piece.tex.lstrip(" \t\r\n,;，；、"))
    return NamePiece(_END.sub("", piece.tex[start:]), piece.at + start)


def _text(tex: str) -> str:
    """The characters of a name; empty if it cannot be read."""
    try:
        return parse_typed_name(parse_name_tex(tex).get("name", ""), allow_digits=False).text
    except TexError:
        return ""


def _is_braced_family(family: NamePiece, *given: NamePiece) -> bool:
    """Whether braces say that a part before a comma is a family name: `{김철수}, 영`."""
    return family.tex.startswith("{") and family.tex.endswith("}") and not any(one.tex.startswith("{") for one in given)


def _is_pair(family: str, given: str) -> bool:
    return is_family(family) or is_initials(given)


def author_of(parts: dict[str, str]) -> str | dict[str, str]:
    """An author in a form that the check stage reads: the name, or a mapping with the markers behind the name.

    `parts` are those of `parse_name_tex`. Digits and letters are never markers. The check stage gives each marker its
    meaning.
    """
    text = parts.get("name")
    if text is None or text.startswith("{"):
        return parts if text is None else text
    if _PLAIN.fullmatch(text) and text.rstrip(".")[-1].isalpha() and next_name(text) is None:
        return text
    start = next((at for at, character in enumerate(text) if not is_symbol(character)), len(text))
    typed = parse_typed_name(text[start:], allow_digits=False)
    if not typed.text:
        return text
    author: dict[str, str]
    markers = text[:start].strip() + "".join(marker.text for marker in typed.markers)
    if typed.text[0].isdigit():  # a group: 23andMe Research Team
        author = {"literal": typed.name.full}
    elif next_name(typed.text) is not None:
        author = {"literal": typed.text}
    elif not parse_typed_name(typed.text).markers:
        if not markers:
            return _END.sub("", text)
        author = {"name": _with_degree(typed)}
    else:
        author = {part: value for part in NAME_PARTS if (value := getattr(typed.name, part))}
    return author | ({"markers": markers} if markers else {})


def _with_degree(typed: TypedName) -> str:
    """A name with its degree or title, which the check stage reports."""
    if not typed.degree:
        return typed.text
    is_title = typed.degree.at <= typed.at
    return f"{typed.degree.text} {typed.text}" if is_title else f"{typed.text}, {typed.degree.text}"
