"""Parse a `.bib` text that cvkit has written back to works, so that its writer can compare them."""

from __future__ import annotations

from collections.abc import Collection

from cvkit.model.fields import Model
from cvkit.model.numbering import Numbering


def parse_back(numbering: Numbering, roles: Collection[str], text: str, section: str) -> list[Model | None]:
    """The works of a `.bib` text, one for each entry; None for an entry that is not a valid work.

    `numbering` and `roles` are those of the record, as for a file that it names.
    """
    from pydantic import ValidationError

    from cvkit.check.normalize import normalize
    from cvkit.load.bibtex import parse_bib
    from cvkit.model.extension_names import SECTION_MODELS
    from cvkit.model.source import Span, YamlMap

    root = YamlMap("", Span(0, 0, 0, 0))
    root[section], _ = parse_bib(text, "", section, numbering, roles)
    values, _ = normalize(root)
    works: list[Model | None] = []
    for value in values[section]:
        try:
            works.append(SECTION_MODELS[section].model_validate(value))
        except ValidationError:
            works.append(None)
    return works
