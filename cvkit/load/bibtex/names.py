"""Parse the names of an author field, and the annotations with the roles of the authors.

The annotations are those of biblatex (manual, §3.7): `author+an = {1=equal-contributor; 2=corresponding,student}`, and
named ones: `author+an:orcid = {1="0000-0002-1825-0097"}`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from cvkit.load.bibtex.tex_parser import parse_tex
from cvkit.model.author import UNNAMED_GROUP
from cvkit.model.inline import plain_text

ROLE_ANNOTATIONS: dict[str, tuple[str, str]] = {
    "equal-contributor": ("equal_contributor", UNNAMED_GROUP),
    "corresponding": ("corresponding", "true"),
    "student": ("advisee", "true"),
} | {
    alias: role
    for role, aliases in {
        ("equal_contributor", UNNAMED_GROUP): "equal equal-contrib equal-contribution equally-contributed",
        ("equal_contributor", "first"): "co-first cofirst joint-first",
        ("equal_contributor", "senior"): "co-senior cosenior joint-senior",
        ("corresponding", "true"): "corresp corr is-corresponding corresponding-author",
        ("advisee", "true"): "advisee",
    }.items()
    for alias in aliases.split()
}
"""Word of an annotation → field of an author and its value. cvkit itself writes only the first three words."""

IGNORED_ANNOTATIONS = frozenset(
    {"self", "highlight", "presenting", "presenter", "deceased", "me", "owner", "bold", "underline"}
)
"""Words that the record states in another way, or has no field for."""

VALUE_ANNOTATIONS = {"equalgroup": "equal_contributor", "orcid": "orcid", "affiliation": "affiliations"}
"""Named annotation → the field of an author that it contains."""

_AND = re.compile(r"(?<!\S)and(?!\S)", re.IGNORECASE)
_PARTS = re.compile(r"\s*(family|given|prefix|suffix|useprefix|id|nametemplates|[a-z]+-i)\s*=\s*(.*)", re.DOTALL)
_PART_NAMES = {"family": "family", "given": "given", "prefix": "particle", "suffix": "suffix"}
_SPEC = re.compile(r"\s*(\d+)?(?:\s*:\s*\w+)?\s*=(.*)", re.DOTALL)
_WORD = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([^,"]*))\s*(?:,|$)', re.DOTALL)


class AnnotationError(NamedTuple):
    """A mistake in an annotation, and its offset in the field. A doubt is reported as a warning."""

    message: str
    hint: str
    at: int
    length: int
    is_doubt: bool = False


def split_names(tex: str) -> Iterator[tuple[str, int]]:
    """The names that `and` outside braces separates, each with its offset."""
    outside = _outside_braces(tex) if "{" in tex else tex
    start = 0
    for end, following in [*((found.start(), found.end()) for found in _AND.finditer(outside)), (len(tex), 0)]:
        piece = tex[start:end]
        if piece.strip():
            yield piece.strip(), start + len(piece) - len(piece.lstrip())
        start = following


def _outside_braces(tex: str) -> str:
    """The text with the content of braces replaced by `x`, so that no `and` is found there."""
    depth, kept = 0, []
    for character in re.sub(r"\\[{}]", "xx", tex):
        depth += character == "{"
        kept.append("x" if depth else character)
        depth -= character == "}"
    return "".join(kept)


def parse_name_tex(tex: str) -> dict[str, str]:
    """One name as the parts of an author, or as a `name` that the check stage parses, with the markers after it.

    Raises:
        TexError: the name has an unknown macro.
    """
    if _PARTS.match(tex) and "=" in tex:
        parts = {}
        for piece in re.split(r",(?=\s*[a-z-]+\s*=)", tex):
            if (found := _PARTS.fullmatch(piece)) and found[1] in _PART_NAMES:
                parts[_PART_NAMES[found[1]]] = _plain(found[2].strip().strip('"'))
        return parts
    if re.fullmatch(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", tex) and not tex.startswith("{\\"):
        return {"name": "{" + _plain(tex).replace("{", "(").replace("}", ")") + "}"}
    return {"name": _plain(tex)}


def _plain(tex: str) -> str:
    text = plain_text(parse_tex(tex)).replace("\u00a0", " ").replace("∗", "*")
    text = re.sub(r"\s0\d{3}$", "", text)  # DBLP distinguishes people of one name with it
    # Markers in a superscript have commas between them: `$^{\dagger,*}$`.
    return re.sub(r"(?<=[^\w\s.)\]}]),\s*(?=[^\w\s])", "", " ".join(text.split()))


def parse_annotations(field: str, tex: str, count: int) -> tuple[list[tuple[int, str, Any]], list[AnnotationError]]:
    """The roles in an annotation field (index of the author, field, value), and the mistakes in it."""
    name = field.partition(":")[2]
    roles: list[tuple[int, str, Any]] = []
    errors: list[AnnotationError] = []
    for spec, at in _specs(tex):
        found = _SPEC.fullmatch(spec)
        length = max(1, len(spec.strip()))
        at += len(spec) - len(spec.lstrip())
        if not found:
            errors.append(
                AnnotationError(
                    f"`{spec.strip()}` is not an annotation",
                    "write, for example, 1=corresponding; 2=student",
                    at,
                    length,
                )
            )
        elif not found[1]:
            hint = "write the number of the author before `=`, as in 2=corresponding"
            errors.append(AnnotationError(f"`{spec.strip()}` names no author", hint, at, length))
        elif not 1 <= int(found[1]) <= count:
            message = f"there is no author {found[1]}: the number of authors is {count}"
            errors.append(AnnotationError(message, "count the authors from 1", at, len(found[1])))
        elif not found[2].strip():
            errors.append(
                AnnotationError(
                    f"the annotation of author {found[1]} has no word",
                    "write a word after `=`, as in 1=corresponding",
                    at,
                    length,
                )
            )
        else:
            of_author, wrong = _words(name, found[2], at + found.start(2) - (len(spec) - len(spec.lstrip())))
            roles += [(int(found[1]) - 1, key, value) for key, value in of_author]
            errors += wrong
    return roles, errors


def _specs(tex: str) -> Iterator[tuple[str, int]]:
    """The pieces between semicolons outside quotes, each with its offset."""
    for found in re.finditer(r'(?:"(?:[^"\\]|\\.)*"|[^;"]|")+', tex):
        if found[0].strip():
            yield found[0], found.start()


def _words(name: str, text: str, at: int) -> tuple[list[tuple[str, Any]], list[AnnotationError]]:
    """The roles (field, value) that the words after one `=` name, and the mistakes in them."""
    roles: list[tuple[str, Any]] = []
    errors: list[AnnotationError] = []
    for found in _WORD.finditer(text):
        word = (found[1] if found[1] is not None else found[2]).strip()
        if not word:
            continue
        place = at + found.start() + len(found[0]) - len(found[0].lstrip())
        if name in VALUE_ANNOTATIONS:
            roles.append((VALUE_ANNOTATIONS[name], [word] if VALUE_ANNOTATIONS[name] == "affiliations" else word))
            continue
        role = ROLE_ANNOTATIONS.get(word.lower().replace("_", "-").replace(" ", "-"))
        if role:
            roles.append(role)
        elif name or word.lower() in IGNORED_ANNOTATIONS or found[1] is not None:
            continue
        elif re.match(r"\d+\s*=", word):
            message = f"a word is needed here, not a number: `{word}`"
            errors.append(
                AnnotationError(
                    message, "separate authors with `;`, and the words of one author with `,`", place, len(word)
                )
            )
        elif word.isdigit():
            message = f"a word is needed here, not a number: `{word}`"
            errors.append(AnnotationError(message, "write, for example, 1=corresponding; 2=student", place, len(word)))
        elif nearest := difflib.get_close_matches(word.lower(), ROLE_ANNOTATIONS, n=1, cutoff=0.75):
            message, hint = f"unknown annotation `{word}`", f"did you mean `{nearest[0]}`?"
            errors.append(AnnotationError(message, hint, place, len(word), is_doubt=True))
    return roles, errors
