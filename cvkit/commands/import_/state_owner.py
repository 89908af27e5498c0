"""State who is the owner in author lists that name the owner twice: a record says which of the two it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from cvkit.check.author_list import typed_people
from cvkit.commands.import_.combine import EntryDict
from cvkit.model.owner import Owner
from cvkit.model.person import Known, Person, named

_LISTS = ("authors", "inventors", "editors")


def state_owner(entries: Iterable[EntryDict], person: Mapping[str, Any], people: Any = None) -> list[EntryDict]:
    """Write `owner: true` on the first of several authors of one work who agree best with the owner.

    `person` and `people` are those of the record, as typed. The result has the changed entries, in which a new list
    replaces the old one.
    """
    lists = [(entry, key, parsed) for entry in entries for key in _LISTS if (parsed := typed_people(entry.get(key)))]
    try:
        known = [Known.model_validate(named(one)) for one in (people or {}).values()]
        owner = Owner(Person.model_validate(person), known, [parsed for _, _, parsed in lists])
    except (AttributeError, ValidationError):
        return []  # the check of the record reports this
    changed: list[EntryDict] = []
    for entry, key, parsed in lists:
        found = owner.candidates(parsed)
        if len(found) > 1:
            first = entry[key][found[0]]
            typed = {"name": first} if isinstance(first, str) else first
            entry[key] = [*entry[key][: found[0]], typed | {"owner": "true"}, *entry[key][found[0] + 1 :]]
            changed.append(entry)
    return changed
