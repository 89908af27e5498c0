"""Check the languages of documents, and their terms, against those that the writers have."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.check.languages import KnownTerms, check_language
from cvkit.model.diagnostic import Diagnostic
from cvkit.model.language_tag import known_language
from cvkit.model.record import Record


def check_languages(record: Record) -> Iterator[Diagnostic]:
    """Diagnostics about the languages and the terms of all documents."""
    special = {
        name: document
        for name, document in record.documents.items()
        if document.terms or not known_language(document.language)
    }
    if not special:  # no words are loaded
        return
    from cvkit.write.locales.terms import is_term, required_terms, term_names
    from cvkit.write.locales.wrong_terms import term_mistake

    known = KnownTerms(term_names(), required_terms(), is_term, term_mistake)
    for name, document in special.items():
        yield from check_language(document, ("documents", name), known)
