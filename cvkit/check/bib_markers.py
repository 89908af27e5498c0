"""Warn about the markers behind names in `.bib` files that the record does not declare: once for each file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from cvkit.check.role_names import typed_authors
from cvkit.model.author import DEFAULT_MARKERS, typed_markers
from cvkit.model.diagnostic import Diagnostic
from cvkit.model.source import YamlMap


def check_bib_markers(root: YamlMap) -> Iterator[Diagnostic]:
    """Report the markers of each `.bib` file that neither `markers` nor `roles` declares. They stay in the data."""
    found: defaultdict[str, list[tuple[YamlMap, str]]] = defaultdict(list)
    declared = typed_markers(root.get("markers", DEFAULT_MARKERS), root.get("roles"))
    for _, author in typed_authors(root):
        if isinstance(author, YamlMap) and "markers" in author and author.file.endswith(".bib"):
            undeclared = "".join(marker for marker in author["markers"] if marker not in declared)
            if undeclared:
                found[author.file].append((author, undeclared))
    for file, authors in found.items():
        yield from _warnings(file, authors, root.get("bibtex"))


def _warnings(file: str, authors: list[tuple[YamlMap, str]], settings: Any) -> list[Diagnostic]:
    from cvkit.load.bibtex.file_report import as_strict, place_of
    from cvkit.load.bibtex.name_doubts import UndeclaredMarkers, with_lines

    counts = Counter("".join(undeclared for _, undeclared in authors))
    spans = [author.span for author, _ in authors]
    first = next(iter(counts))
    warning = UndeclaredMarkers.at(
        place=place_of(file, spans[0]),
        markers=", ".join(f"{marker} ({count})" for marker, count in counts.most_common()),
        first=first,
        role=DEFAULT_MARKERS.get(first, "equal_contributor"),
    )
    return as_strict([with_lines(warning, spans)], settings)
