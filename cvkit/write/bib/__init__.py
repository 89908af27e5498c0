"""BibTeX: the works of a document as a `.bib` file that biblatex prints with the same labels, and that reads back."""

from __future__ import annotations

from cvkit.load.bibtex.extension_fields import COMPUTED_FIELD
from cvkit.model.inline import CrossRef, PrintedCount
from cvkit.model.work import WORK_SECTIONS
from cvkit.number.counts import count_works
from cvkit.number.numbered import Numbered
from cvkit.number.select import Listed, select
from cvkit.write.bib.biblatex_entry import BibContext, OutputEntry, biblatex_entry, citation_key
from cvkit.write.bib.bibtex_entry import bibtex_entry
from cvkit.write.bib.roundtrip import complete
from cvkit.write.bib.tex_text import text_tex
from cvkit.write.formats import WriterInput

__all__ = ["write"]


def write(inputs: WriterInput) -> str:
    """The works that a document shows, list by list in its order; plain, they are classic BibTeX."""
    numbered, document = inputs.numbered, inputs.document
    taken: set[str] = set()
    parts = []
    writing = _writing(numbered, document.language)
    for section, listing in document.listings:
        if section not in WORK_SECTIONS or (inputs.sections and section not in inputs.sections):
            continue
        listed = [one for group in select(numbered, section, listing) for one in group.works]
        keys = [citation_key(one.work, taken) for one in listed]
        if inputs.plain:
            parts += [bibtex_entry(one, key, writing) for one, key in zip(listed, keys, strict=True)]
        else:
            parts += _exact_entries(listed, keys, section, numbered, writing)
    return "\n".join(map(str, parts))


def _exact_entries(
    listed: list[Listed], keys: list[str], section: str, numbered: Numbered, writing: BibContext
) -> list[OutputEntry]:
    entries = [biblatex_entry(one.work, key, writing) for one, key in zip(listed, keys, strict=True)]
    for one, entry in zip(listed, entries, strict=True):
        if one.label:
            entry.put("shorthand", text_tex(one.label.text))
            is_pinned = one.path in numbered.pinned and one.label == numbered.labels.get(one.path)
            entry.put(COMPUTED_FIELD, None if is_pinned else "shorthand")
    complete(entries, [one.work for one in listed], section, numbered.record.numbering)
    return entries


def _writing(numbered: Numbered, language: str) -> BibContext:
    labels = {numbered.work(path).id: label.text for path, label in numbered.labels.items()}

    def shown(inline: CrossRef | PrintedCount) -> str:
        if isinstance(inline, PrintedCount):
            return str(count_works(numbered, inline.terms))
        return ", ".join(labels.get(name, name) for name in inline.ids)

    return BibContext(language, shown)
