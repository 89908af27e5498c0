"""Words in an author list that are no part of a name: `Hrsg.`, `(eds.)`, and `und` between two names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cvkit.check.behind_names import AMONG_OTHERS, TwoNamesInOneItem
from cvkit.model.diagnostic import Diagnostic, KeyPath, Replacement
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.name_list import is_certainly_whole
from cvkit.model.printed_words import without_printed_word
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.source import YamlMap
from cvkit.model.yaml_flow import flow


class PrintedWord(Rule):
    """A word before a value that cvkit prints itself.

    cvkit prints `vol.`, `no.` and `pp.` in the language and the citation style of the document. With this value, the
    word would be printed twice. Write only the number.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, pages: pp. 1-10}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, pages: 1-10}]
    ```
    """

    code = "V262"
    depends_on = DependsOn.VALUE
    message = "cvkit prints the word with the value of `{field}` itself"
    hint = "write {text}"
    fix = "write only the number"


class _WordOfEditor(PrintedWord):
    message = "`{word}` is a word for an editor, not a part of a name"
    hint = "for the editors of a volume, write `{line}` instead of this line"


class _ForeignConjunction(TwoNamesInOneItem):
    message = "`{word}` separates no names here"
    hint = "write `{new}`"


_CONJUNCTION = lazy_pattern(
    r"(?<=\S)\s+(?:,\s*)?(und|et|y|e|i|och|og|en|és|ja|oraz|ve|и|та|with|mit|avec|con|met)\s+(?=\S)"
)
_SHORT = ("i", "y", "e")
"""Words that can join two family names: `Ortega y Gasset`."""


def with_commas(text: str) -> str:
    """An author list as one text, with a comma for a word of another language between two whole names.

    >>> with_commas("Ada Miller, Bo Larsen und Cy Rao"), with_commas("José Ortega y Gasset")
    ('Ada Miller, Bo Larsen, Cy Rao', 'José Ortega y Gasset')
    """
    if "{" in text:
        return text
    start = 0
    while found := _CONJUNCTION.search(text, start):
        before = re.split("[,;]", text[: found.start()].rstrip(" ,"))[-1].strip()
        behind = re.split(r"[,;]|\s(?:and|&)\s", text[found.end() :])[0].strip()
        behind = text_before(behind)
        is_inverted = re.search(r",[^,]+$", text[: found.start()]) and not is_certainly_whole(before)
        is_open = bool(AMONG_OTHERS.search(text[found.start() :])) or behind.startswith("al.")
        are_names = not is_open and is_certainly_whole(before) and is_certainly_whole(behind) and not is_inverted
        if are_names and (found[1] not in _SHORT or len(before.split()) == len(behind.split()) == 2):
            text = f"{text[: found.start()].rstrip(' ,')}, {text[found.end() :]}"
        start = found.start() + 1
    return text


def text_before(text: str) -> str:
    """A text before the next word of another language that can separate names."""
    found = _CONJUNCTION.search(text)
    return text[: found.start()] if found else text


def as_meant(typed: Any) -> Any:
    """An author list without the words that `check_words_of_list` reports. One item keeps only its first name."""
    if isinstance(typed, str):
        return with_commas(without_printed_word("editors", typed))
    if isinstance(typed, list):
        return type(typed)(_first_name(one) if isinstance(one, str) else one for one in typed)
    return typed


def _first_name(item: str) -> str:
    name = without_printed_word("editors", item)
    return name if (new := with_commas(name)) == name else new.split(", ")[0]


def check_words_of_list(entry: YamlMap, field: str, path: KeyPath) -> Iterator[Diagnostic]:
    """Report words for editors and words between names in an author list of an entry."""
    value = entry.get(field)
    items = [((*path, at), one) for at, one in enumerate(value)] if isinstance(value, list) else [(path, value)]
    for place, typed in items:
        if not isinstance(typed, str):
            continue
        names = without_printed_word("editors", typed)
        new = with_commas(names)
        if names != typed and field == "editors":
            text = new if place == path else names
            yield PrintedWord.at(place, field=field, text=text, corrections=[Replacement(text)])
        elif names != typed and place == path and "editors" not in entry and field == "authors":
            line = flow({"editors": new})[1:-1]
            replacements = [Replacement("editors", "key"), Replacement(new)]
            word = re.sub(r"^[\s,]+|\s+$", "", typed.replace(names, "")) or typed
            yield _WordOfEditor.at(place, word=word, line=line, corrections=replacements)
        elif names != typed:
            yield PrintedWord.at(place, field=field, text=names, corrections=[Replacement(names)])
        elif new != typed and (found := _CONJUNCTION.search(typed)):
            text = new if place == path else "`, `".join(new.split(", "))
            yield _ForeignConjunction.at(
                place, word=found[1], new=text, corrections=[Replacement(new)] if place == path else []
            )
