"""References and totals in texts: does what they name exist, and has it a label."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from cvkit.model.markdown import COUNT_FORM, REFERENCE_FORM, reference_ids
from cvkit.model.problem import Path, Problem
from cvkit.model.source import Source
from cvkit.number.numbered import LISTS, Numbered
from cvkit.number.totals import unknown_term


def check_references(source: Source, numbered: Numbered) -> list[Problem]:
    """References to what is not there or has no label, and totals of what is unknown; each at its place."""
    if not any("[@" in text or "{{count:" in text for text in source.texts.values()):
        return []
    labelled = {str(numbered.work(path).id) for path in numbered.labels}
    known = {str(work.id) for section in LISTS for work in getattr(numbered.record, section) if work.id}
    problems: list[Problem] = []
    for path, text in source.texts_of_values():
        problems += _references(path, text, labelled, known)
        problems += _totals(path, text, numbered)
    return problems


def _references(path: Path, text: str, labelled: set[str], known: set[str]) -> Iterator[Problem]:
    for found in REFERENCE_FORM.finditer(text):
        for name in reference_ids(found[0]):
            at = text.index(name, found.start())
            if name not in known:
                nearest = difflib.get_close_matches(name, known, n=1)
                hint = f"did you mean `{nearest[0]}`?" if nearest else "write the id of a publication or patent"
                yield Problem("N303", f"there is no entry `{name}` to refer to", hint, path, at=at)
            elif name not in labelled:
                hint = "give its kind a series, or write what it is in words"
                yield Problem("N304", f"the entry `{name}` has no label to refer to", hint, path, at=at)


def _totals(path: Path, text: str, numbered: Numbered) -> Iterator[Problem]:
    for found in COUNT_FORM.finditer(text):
        if strange := unknown_term(numbered, re.split(r"\s*,\s*", found[1].strip())):
            term, nearest = strange
            hint = f"did you mean `{nearest}`?" if nearest else "write a series, a kind, a role of yours or a tag"
            yield Problem("N305", f"`{term}` counts nothing in this record", hint, path, at=found.start())
