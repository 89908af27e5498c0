"""The page of the documentation that lists the content for which a format has no place, made from the tables."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin, get_type_hints

from cvkit.model.fields import Model
from cvkit.model.work import Dataset, Patent, Publication, Software, Talk
from cvkit.write.features import FEATURES
from cvkit.write.formats import FORMATS
from cvkit.write.omitted_fields import ALWAYS, AUTHOR_FACTS, AUTHOR_LISTS, NOT_FACTS, TABLES, FieldTable, When

_HEAD = """\
# Content without a place in a format

`cvkit export` names the content of a document for which the format has no place, each with its count and the first
entry that has it: `bibtex has no place for: markers (3, first in miller2020), venue.short (1, in roca2021)`.
With `--strict`, this is an error, and nothing is written.
`biblatex` has all fields of all works. A citation style (`citation: apa`) also omits fields for which its manual has no
place; the note names them too. ISSNs, days and publishers are printed in all formats with pages if an option of the
style is true. A second note names them, with the option, until the document states it: `options: {publisher: false}`.
`tex` also omits what its style omits: `modern` prints no days of events.

The styles of `cvkit pdf` print what `tex` prints. This page is made from the tables of the program.

| format | use |
|---|---|
{uses}

| content | meaning | formats without a place for it |
|---|---|---|
"""


_USES = {
    "tex": "the CV as LaTeX, to finish it by hand or in Overleaf",
    "md": "a page on GitHub or in a wiki",
    "html": "one web page with its own layout",
    "biblatex": "your works in a paper or thesis with biblatex, with the same labels",
    "bibtex": "your works in a paper or thesis with classic BibTeX",
    "txt": "a form or an email without formatting",
    "docx": "somebody who edits the CV in Word",
    "csljson": "your works in Zotero, Pandoc or another reference manager",
    "jsonresume": "a theme or a registry of JSON Resume",
    "academicpages": "the page about you on a site with academicpages",
    "acad-homepage": "the page about you on a site with acad-homepage",
    "al-folio": "the bibliography of a site with al-folio",
}
"""Format → what one uses it for."""


def no_place_page() -> str:
    """Return the page in Markdown."""
    rows = [f"| {name} | {one.meaning} | {_formats(_without(name))} |" for name, one in sorted(FEATURES.items())]
    fields = _fields()
    paths = sorted({path for path, _ in fields}, key=lambda path: (path.partition(".")[0] in _SECTIONS, path))
    lines = [
        f"| `{path}` | {when} | {_formats(names)} |"
        for path in paths
        for (of, when), names in fields.items()
        if of == path
    ]
    uses = "\n".join(f"| `{name}` | {_USES[name]} |" for name in FORMATS)
    head = "\n\n| field | omitted | formats without a place for it |\n|---|---|---|\n"
    return f"{_HEAD.replace('{uses}', uses)}{chr(10).join(rows)}{head}{chr(10).join(lines)}\n"


_SECTIONS = ("grants", "service", "supervision", "teaching")


def _formats(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "`tex` in a style that omits it"


def _without(feature: str) -> list[str]:
    return [name for name, form in FORMATS.items() if feature in form.unsupported]


def _fields() -> dict[tuple[str, str], list[str]]:
    """The paths that a format omits, each with the condition in words, and the formats."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, form in FORMATS.items():
        for path, when in _omitted(TABLES[form.fields]).items():
            found.setdefault((path, when.words or "always"), []).append(name)
    return found


def _omitted(table: FieldTable) -> dict[str, When]:
    others = {} if table.kept is None else dict.fromkeys((p for p in _work_paths(table) if p not in table.kept), ALWAYS)
    return {**others, **table.omitted}


def _work_paths(table: FieldTable) -> Iterator[str]:
    """Yield the path of each field of a work."""
    for model in (Publication, Talk, Software, Dataset, Patent):
        yield from _paths(model, table)


def _paths(model: type[Model], table: FieldTable, before: str = "") -> Iterator[str]:
    hints = get_type_hints(model, include_extras=True)
    for name in model.model_fields:
        path = f"{before}{name}"
        if name in NOT_FACTS:
            continue
        inner = _model_of(hints[name])
        if name in AUTHOR_LISTS:
            yield from (path, *(f"{path}.{fact}" for fact in AUTHOR_FACTS))
        elif inner and not table.is_whole(path):
            yield from _paths(inner, table, f"{path}.")
        else:
            yield path


def _model_of(hint: Any) -> type[Model] | None:
    """The model in a type, such as that of the items of a tuple."""
    if isinstance(hint, type) and issubclass(hint, Model):
        return hint
    if get_origin(hint) in (Union, types.UnionType, tuple) or hasattr(hint, "__metadata__"):
        return next(filter(None, map(_model_of, get_args(hint))), None)
    return None
