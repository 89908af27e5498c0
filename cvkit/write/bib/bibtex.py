"""Write entries for classic BibTeX that every BibTeX style can read, without annotations and labels."""

from __future__ import annotations

from cvkit.write.bib import bib_context, keyed_works
from cvkit.write.bib.bibtex_entry import bibtex_entry
from cvkit.write.compose.version_texts import VersionTexts
from cvkit.write.formats import WriterInput
from cvkit.write.locales import load_locale


def write(inputs: WriterInput) -> str:
    """Return the works that a document prints as entries, list by list in its order."""
    context = bib_context(inputs)
    versions = VersionTexts(inputs.numbered, load_locale(inputs.as_typed.document))
    entries = [
        bibtex_entry(one, key, context, versions.of(one.work)) for _, works in keyed_works(inputs) for key, one in works
    ]
    return "\n".join(map(str, entries))
