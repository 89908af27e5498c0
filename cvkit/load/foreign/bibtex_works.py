"""BibTeX and biblatex as a source of an import. Each work is in the section of its kind."""

from __future__ import annotations

from cvkit.load.foreign.content import SourceContent


def fill(text: str, content: SourceContent) -> None:
    """Read the works of a `.bib` text."""
    from cvkit.load.bibtex import parse_sections

    settings = (content.settings.get(key) for key in ("numbering", "roles", "bibtex"))
    sections, diagnostics = parse_sections(text, content.file, *settings)
    for section, works in sections.items():
        content.sections[section] += works
    content.diagnostics += diagnostics
