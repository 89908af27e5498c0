"""Write entries that biblatex prints with the same labels, and that cvkit parses back to the same works."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.model.extension_names import COMPUTED_FIELD
from cvkit.number.select import Listed
from cvkit.write.bib import bib_context, keyed_works
from cvkit.write.bib.biblatex_entry import BibContext, OutputEntry, biblatex_entry
from cvkit.write.bib.roundtrip import complete
from cvkit.write.bib.tex_text import text_tex
from cvkit.write.formats import WriterInput


def write(inputs: WriterInput) -> str:
    """Return the works that a document prints as entries, list by list in its order."""
    context = bib_context(inputs)
    entries = [entry for section, works in keyed_works(inputs) for entry in _entries(section, works, inputs, context)]
    return "\n".join(map(str, entries))


def _entries(
    section: str, works: list[tuple[str, Listed]], inputs: WriterInput, context: BibContext
) -> Iterator[OutputEntry]:
    """Yield the entries of one section, with labels, and with `x-…` fields for facts without a standard field."""
    numbered = inputs.numbered
    entries = []
    for key, one in works:
        entry = biblatex_entry(one.work, key, context)
        if one.label:
            entry.put("shorthand", text_tex(one.label.text))
            is_pinned = one.path in numbered.pinned and one.label == numbered.labels.get(one.path)
            entry.put(COMPUTED_FIELD, None if is_pinned else "shorthand")
        entries.append(entry)
    assert inputs.parse_back, "biblatex needs a function that parses its entries back"
    complete(entries, [one.work for _, one in works], section, inputs.parse_back)
    yield from entries
