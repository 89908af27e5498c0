"""Add `x-…` fields for facts that standard fields cannot state exactly.

The entries are parsed back and compared with the works. So a record that is converted to BibTeX and back is the same,
even if it uses fields that biblatex does not have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from cvkit.model.author import Author, AuthorList
from cvkit.model.extension_names import ABSENT_FIELD, EXTENSION_FIELD, SHORT_FIELDS, is_taken
from cvkit.model.fields import Model
from cvkit.model.work import Published, Work
from cvkit.model.yaml_flow import escape_code, flow, flow_scalar, quoted
from cvkit.write.bib.biblatex_entry import RAW, OutputEntry
from cvkit.write.formats import ParseBack
from cvkit.write.to_yaml import to_yaml

_OWN_NAME = re.compile(r"x-[a-z0-9]+(?:-[a-z0-9]+)*")


def complete(entries: Sequence[OutputEntry], works: Sequence[Work], section: str, parse_back: ParseBack) -> None:
    """Add to each entry of one section the fields that it needs to be parsed back to its work."""
    for entry, work in zip(entries, works, strict=True):
        for name, value in work.own.items():
            if isinstance(value, str) and _OWN_NAME.fullmatch(name) and not is_taken(name) and RAW.fullmatch(value):
                entry.put(name, value)
    read = parse_back("\n".join(map(str, entries)), section)
    for entry, work, back in zip(entries, works, read, strict=True):
        wanted = to_yaml(work)
        names = [name for name in type(work).model_fields if name != "own" and not _agree(work, back, name)]
        for name in names:
            if name in wanted:
                entry.put(f"x-{name.replace('_', '-')}", _value(wanted[name]))
                for short in [short for short, path in SHORT_FIELDS.items() if path[0] == name]:
                    entry.fields.pop(short, None)  # it would replace a part of the whole value
        absent = [name for name in names if name not in wanted]
        entry.put(ABSENT_FIELD, ", ".join(absent))
        if back is None or work.own != back.own:
            for name in [name for name in entry.fields if name in work.own and not is_taken(name)]:
                del entry.fields[name]
            entry.put(EXTENSION_FIELD, flow(work.own, _text) if work.own else None)


def _value(value: Any) -> str:
    return value if isinstance(value, str) and RAW.fullmatch(value) else flow(value, _text)


def _text(text: str) -> str:
    """A text within YAML. BibTeX counts braces, so they are escaped, within double quotes."""
    plain = flow_scalar(text)
    return plain if plain == text else re.sub("[{}]", lambda brace: escape_code(brace[0]), quoted(text))


def _agree(work: Work, back: Model | None, name: str) -> bool:
    if back is None:
        return False
    ours, theirs = getattr(work, name), getattr(back, name)
    if isinstance(ours, AuthorList):
        is_equally_open = ours.is_open == theirs.is_open
        if name == "authors" and isinstance(work, Published) and isinstance(back, Published):
            is_equally_open = not ours or work.has_others == back.has_others
        return is_equally_open and list(map(author_key, ours)) == list(map(author_key, theirs))
    return bool(ours == theirs)


def author_key(author: Author) -> tuple[Any, ...]:
    """Return every fact about an author, independent of how the name was typed."""
    roles = (author.equal_contributor, author.corresponding, author.advisee, author.presenter, author.supervisor)
    return (
        author.parts,
        author.orcid,
        author.owner,
        *roles,
        author.roles,
        author.affiliations,
        author.markers,
        json.dumps(author.own, sort_keys=True, default=str),
    )
