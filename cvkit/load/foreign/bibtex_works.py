"""BibTeX and biblatex as a source of an import. The works are those that a record with the file has."""

from __future__ import annotations

from cvkit.load.foreign.content import SourceContent


def fill(text: str, content: SourceContent) -> None:
    """Read the works of a `.bib` text."""
    from cvkit.load.bibtex import parse_bib

    settings = (content.settings.get(key) for key in ("numbering", "roles", "bibtex"))
    works, diagnostics = parse_bib(text, content.file, "publications", *settings)
    content.sections["publications"] += works
    content.diagnostics += diagnostics
