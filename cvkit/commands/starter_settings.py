"""Put a name, a language and a style into the starter record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from cvkit.commands.styles import load_style, named_style
from cvkit.load import MAIN_FILE
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.language_tag import LANGUAGES, known_language
from cvkit.model.letters import SPECIAL, fold
from cvkit.model.name import Name, parse_name
from cvkit.model.yaml_flow import flow_scalar, scalar

OWNER = "Mira Sandoval"
"""The made-up owner of the starter record."""
_ALIAS = "M. Sandoval"
_NO_NAME = re.compile(r"[^\w\s.,'’·-]")
"""A character that no name has, so that the name needs no quotes anywhere."""

_BASE_LETTERS = str.maketrans({letter: plain for letter, (_, plain) in SPECIAL.items()})


def with_name(texts: Mapping[str, str], name: str) -> dict[str, str]:
    """The files of the starter record with another owner, also in the author lists, and without facts about the old.

    Raises:
        CvkitError: the text is no name of a given name and a family name.
    """
    name = " ".join(name.split())
    parsed = parse_name(name) if name and not _NO_NAME.search(name) else None
    if parsed is None or " " not in name:
        hint = 'write the given name and the family name, as in: --name "Ada Miller"'
        raise CvkitError(f"`{name}` is not a whole name", ExitStatus.USAGE, hint)
    alias, listed = _initials(parsed), _listed(parsed)
    main = _with_line(texts[MAIN_FILE], "name", scalar(name))
    main = _with_line(main, "aliases", f"[{flow_scalar(alias)}]" if alias else "")
    user = _user(parsed)
    main = main.replace("mira@", f"{user}@").replace("//mira.", f"//{user}.")
    edited = {**texts, MAIN_FILE: main}
    return {file: text.replace(_ALIAS, alias or listed).replace(OWNER, listed) for file, text in edited.items()}


def with_language(main: str, language: str) -> str:
    """The text of `cv.yaml` with a language for each document, which has no English headings of its own.

    Raises:
        CvkitError: cvkit does not know the language.
    """
    if known_language(language) is None:
        hint = f"name one of: {', '.join(LANGUAGES)}"
        raise CvkitError(f"cvkit does not know the language `{language}`", ExitStatus.USAGE, hint)
    if not (known_language(language) or "").startswith("en"):
        main = re.sub(r"\btitle: (?:Selected )?Publications, ", "", main)
    main = main.replace("full: {style: ", f"full: {{language: {language}, style: ")
    return main.replace("    style: compact\n", f"    language: {language}\n    style: compact\n")


def with_style(main: str, style: str) -> str:
    """The text of `cv.yaml` with a style for the document `full`.

    Raises:
        CvkitError: the style does not exist.
    """
    load_style(named_style(Path(), style))
    return main.replace("style: classic}", f"style: {style}}}")


def _with_line(main: str, key: str, value: str) -> str:
    """The text with another value of a key of the person, whose comment stays in its column; without it if empty."""
    line = re.compile(rf"^  {key}: .*?( +#.*\n)", re.MULTILINE)

    def write(found: re.Match[str]) -> str:
        comment = found[1].lstrip()
        return f"{f'  {key}: {value}':<{len(found[0]) - len(comment) - 2}}  {comment}" if value else ""

    return line.sub(write, main, count=1)


def _user(name: Name) -> str:
    """The given name in the letters of an e-mail address; `me` if it has other letters.

    >>> _user(parse_name("Søren Kjær")), _user(parse_name("김 민수"))
    ('soren', 'me')
    """
    words = [fold(word).translate(_BASE_LETTERS) for word in re.split(r"[\s-]+", name.given)]
    user = "-".join(filter(None, words))
    return user if user and user.isascii() else "me"


def _initials(name: Name) -> str:
    """The name with initials; empty if it has no given name in capital and small letters."""
    if not name.given or not all(word[0].isupper() for word in name.given.split()):
        return ""
    letters = " ".join(f"{word[0]}." for word in name.given.split())
    return " ".join(filter(None, [letters, name.particle, name.family]))


def _listed(name: Name) -> str:
    """The name as an author list can have it, between commas."""
    return name.full.replace(",", "")
