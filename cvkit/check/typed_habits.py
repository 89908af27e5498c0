"""Habits from LaTeX and from citations that a record does not need: markup in texts, `pp.` before pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cvkit.check.author_words import PrintedWord, check_words_of_list
from cvkit.check.rules import work_entries
from cvkit.model.diagnostic import Diagnostic, KeyPath, Range, Replacement, Severity
from cvkit.model.fields import OWN_KEYS
from cvkit.model.latex_habits import without_latex
from cvkit.model.parsed_text import ParsedText
from cvkit.model.printed_words import WITH_WORD, code_of_kind, parts_of_volume, without_printed_word
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.source import YamlMap, YamlSeq
from cvkit.model.work import PEOPLE_FIELDS
from cvkit.model.yaml_flow import flow

_PAGE_COUNT = r"(\d{2,4})(?:\s*(?:pp?\.?|pages|S\.|Seiten|págs?\.|с\.))?"
_WIDEST_TEXT = 60
"""Of a longer text, the hint shows only the words that change."""


class LatexInText(Rule):
    r"""LaTeX in a text of a YAML file.

    A text is plain: cvkit would print `\&` with its backslash. Type the character itself (`&`, `ü`), and Markdown
    for emphasis and links: `*word*`, `**word**`, `[text](https://example.org)`. Mathematics between `$` and
    code between backticks stay as they are. A doubled backslash is a literal one.
    ```yaml
    honors: [{title: Prize for R\&D}]
    ```
    ```yaml
    honors: [{title: Prize for R&D}]
    ```
    """

    code = "V261"
    depends_on = DependsOn.VALUE
    message = "a text is plain, and this is LaTeX"
    hint = "write `{text}`"
    fix = "write the character itself, and Markdown for emphasis and links"


class OtherField(Rule):
    """A value that belongs in another field of the work.

    `pages` is the range of a work within a volume; a whole book has a `page_count`. `series` is the letter of the
    labels; the series of books in which a volume appeared is its `collection`. `volume` is without the `issue` and the
    pages. Use the field in the hint.
    ```yaml
    publications: [{id: one, kind: book, title: T, date: 2020, authors: Ada Miller, pages: 412}]
    ```
    ```yaml
    publications: [{id: one, kind: book, title: T, date: 2020, authors: Ada Miller, page_count: 412}]
    ```
    """

    code = "V227"
    severity = Severity.WARNING
    depends_on = DependsOn.VALUE
    message = "`pages` is the range of a work within a volume"
    hint = "write `page_count: {text}`"
    fix = "use the field in the hint"


class _SeriesOfBooks(OtherField):
    message = "`series` is the letter of the labels, such as J"
    hint = "write `collection: {text}`"


class _IssueInVolume(OtherField):
    message = "`volume` is the volume alone"


class _KindBehindTitle(OtherField):
    message = "`[{code}]` is the code of a kind (GB/T 7714), and a title has none; `kind` states it"
    hint = "write `{text}`"


def check_typed_habits(root: YamlMap) -> Iterator[Diagnostic]:
    """Report LaTeX in the texts of YAML files, and words that would be printed twice."""
    for key, value in root.items():
        if key != "bibtex" and not key.startswith(OWN_KEYS):
            yield from _latex_in(value, (key,))
    for section, index, entry in work_entries(root):
        if not entry.file.endswith(".bib"):
            for field in PEOPLE_FIELDS[section]:
                yield from check_words_of_list(entry, field, (section, index, field))
        for field in WITH_WORD if not entry.file.endswith(".bib") else ():
            typed = entry.get(field)
            if field == "volume" and isinstance(typed, str) and parts_of_volume(typed):
                continue
            if field != "editors" and isinstance(typed, str) and (new := without_printed_word(field, typed)) != typed:
                yield PrintedWord.at((section, index, field), field=field, text=new, corrections=[Replacement(new)])
        if not entry.file.endswith(".bib"):
            yield from _other_fields(entry, (section, index), root)


def _other_fields(entry: YamlMap, path: KeyPath, root: YamlMap) -> Iterator[Diagnostic]:
    """The number of pages of a book in `pages`, its series in `series`, the issue in `volume`, and codes in titles."""
    titles = entry.get("title")
    for at, title in titles.items() if isinstance(titles, YamlMap) else [("", titles)]:
        if isinstance(title, str) and (code := code_of_kind(title)) and (text := title[: code.start()]):
            place = (*path, "title", *([at] if at else []))
            yield _KindBehindTitle.at(place, code=code[1], text=text, corrections=[Replacement(text)])
    pages, series, volume = entry.get("pages"), entry.get("series"), entry.get("volume")
    if isinstance(volume, str) and (parts := parts_of_volume(volume)):
        lines = [flow({field: part})[1:-1] for field, part in parts.items()]
        new = [Replacement(parts.pop("volume")), *(Replacement(line, "entry", path) for line in lines[1:])]
        others = [field for field, part in parts.items() if entry.get(field, part) != part]
        hint = f"write {' and '.join(f'`{line}`' for line in lines)}"
        if others:
            hint = f"write `{lines[0]}`; the entry has another `{others[0]}`: keep the right one"
        yield _IssueInVolume.at((*path, "volume"), hint=hint, corrections=[] if others else new)
    whole = re.fullmatch(_PAGE_COUNT, pages if isinstance(pages, str) else "")
    if whole and (entry.get("kind") in ("book", "thesis", "report") or whole[0] != whole[1]):
        new = [Replacement("page_count", "key"), Replacement(whole[1], "value")] if "page_count" not in entry else []
        yield OtherField.at((*path, "pages"), text=whole[1], corrections=new)
    numbering = root.get("numbering")
    declared = numbering.get("series") if isinstance(numbering, YamlMap) else None
    is_declared = isinstance(declared, YamlMap) and series in declared
    if isinstance(series, str) and " " in series.strip() and not is_declared:
        found = re.fullmatch(r"(.+?),?\s+(?:(?:vol|no|bd|nr)\.?\s*)?(\d+[a-z]?)", series.strip(), re.IGNORECASE)
        text = flow({"title": found[1], "number": found[2]} if found else {"title": series})
        new = [Replacement("collection", "key"), Replacement(text, "value", is_yaml=True)]
        yield _SeriesOfBooks.at((*path, "series"), text=text, corrections=[] if "collection" in entry else new)


def _latex_in(value: Any, path: KeyPath) -> Iterator[Diagnostic]:
    """The texts of a value with LaTeX, but not those of `.bib` files, whose TeX is read already."""
    if isinstance(value, str) and not isinstance(value, ParsedText):
        if (new := without_latex(value)) != value:
            part, words = _changed_words(value, new)
            yield LatexInText.at(path, part, text=words, corrections=[Replacement(new, "value")])
    elif isinstance(value, YamlMap):
        for key, child in value.items() if not value.file.endswith(".bib") else ():
            if not key.startswith(OWN_KEYS):
                yield from _latex_in(child, (*path, key))
    elif isinstance(value, YamlSeq):
        for index, child in enumerate(value):
            yield from _latex_in(child, (*path, index))


def _changed_words(old: str, new: str) -> tuple[Range, str]:
    """The range of the words that change, and the words to write there: the whole text if it is short."""
    if len(new) <= _WIDEST_TEXT and "\n" not in new:
        return Range(0, len(old)), new
    start = _common(old, new)
    behind = _common(old[start:][::-1], new[start:][::-1])
    while start and not old[start - 1].isspace():
        start -= 1
    while behind and not old[-behind].isspace():
        behind -= 1
    return Range(start, len(old) - behind), " ".join(new[start : len(new) - behind].split())


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their start."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
