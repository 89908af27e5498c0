"""Write the works of a document as a `.bib` file, for biblatex or for classic BibTeX.

cvkit can parse the biblatex file back to the same works.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.model.inline import CrossRef, PrintedFigure, PrintedSum
from cvkit.model.work import WORK_SECTIONS
from cvkit.number.counts import count_works
from cvkit.number.select import Listed, select
from cvkit.write.bib.biblatex_entry import BibContext, citation_key
from cvkit.write.compose.money import sum_text
from cvkit.write.formats import WriterInput
from cvkit.write.locales import load_locale


def keyed_works(inputs: WriterInput) -> Iterator[tuple[str, list[tuple[str, Listed]]]]:
    """Yield the works that a document prints, section by section in its order, each with its citation key."""
    record = inputs.numbered.record
    ids = {work.id for _, _, work in record.works() if work.id}
    taken: set[str] = set()
    for section, listing in inputs.document.single_listings(inputs.sections):
        if section in WORK_SECTIONS:
            listed = [one for group in select(inputs.numbered, section, listing) for one in group.works]
            yield section, [(citation_key(one.work, taken, record.authors_of(one.work), ids), one) for one in listed]


def bib_context(inputs: WriterInput) -> BibContext:
    """Return the context for texts: the document, and the text of each reference and count."""
    numbered = inputs.numbered
    labels = {numbered.work(path).id: label.text for path, label in numbered.labels.items()}

    def shown(inline: CrossRef | PrintedFigure) -> str:
        if isinstance(inline, PrintedSum):
            return sum_text(numbered.record.grants, inline.terms, load_locale(inputs.document))
        if isinstance(inline, PrintedFigure):
            return str(count_works(numbered, inline.terms))
        return ", ".join(labels.get(name, name) for name in inline.ids)

    return BibContext(inputs.as_typed.document, shown, numbered.record.authors_of)
