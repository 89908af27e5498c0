"""BibTeX: the works of a document as a `.bib` file that biblatex prints with the same labels, and that reads back."""

from __future__ import annotations

from cvkit.load.bibtex.own import COMPUTED
from cvkit.model.inline import Reference, Total
from cvkit.model.work import LISTS
from cvkit.number.numbered import Numbered
from cvkit.number.select import Listed, select
from cvkit.number.totals import total
from cvkit.write.bib.classic import classic_entry
from cvkit.write.bib.entry import Entry, Writing, key_of, standard_entry
from cvkit.write.bib.exact import complete
from cvkit.write.bib.tex import text_tex
from cvkit.write.formats import Material

__all__ = ["write"]


def write(material: Material) -> str:
    """The works that a document shows, list by list in its order; plain, they are classic BibTeX."""
    numbered, document = material.numbered, material.document
    taken: set[str] = set()
    parts = []
    writing = _writing(numbered, document.language)
    for section, listing in document.listings:
        if section not in LISTS or (material.sections and section not in material.sections):
            continue
        listed = [one for group in select(numbered, section, listing) for one in group.works]
        keys = [key_of(one.work, taken) for one in listed]
        if material.plain:
            parts += [classic_entry(one, key, writing) for one, key in zip(listed, keys, strict=True)]
        else:
            parts += _exact_entries(listed, keys, section, numbered, writing)
    return "\n".join(map(str, parts))


def _exact_entries(
    listed: list[Listed], keys: list[str], section: str, numbered: Numbered, writing: Writing
) -> list[Entry]:
    entries = [standard_entry(one.work, key, writing) for one, key in zip(listed, keys, strict=True)]
    for one, entry in zip(listed, entries, strict=True):
        if one.label:
            entry.put("shorthand", text_tex(one.label.text))
            is_pinned = one.path in numbered.pinned and one.label == numbered.labels.get(one.path)
            entry.put(COMPUTED, None if is_pinned else "shorthand")
    complete(entries, [one.work for one in listed], section, numbered.record.numbering)
    return entries


def _writing(numbered: Numbered, language: str) -> Writing:
    labels = {numbered.work(path).id: label.text for path, label in numbered.labels.items()}

    def shown(inline: Reference | Total) -> str:
        if isinstance(inline, Total):
            return str(total(numbered, inline.terms))
        return ", ".join(labels.get(name, name) for name in inline.ids)

    return Writing(language, shown)
