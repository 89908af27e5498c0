"""Read the facts at the end of an author list as fields of its work: the number of authors, and a collaboration."""

from __future__ import annotations

from typing import Any

from cvkit.check.open_lists import FewerThanNamed
from cvkit.model.diagnostic import Diagnostic, KeyPath, Range, Replacement
from cvkit.model.name import is_collaboration
from cvkit.model.open_list import OPEN_END, split_open_end
from cvkit.model.rule import DependsOn, Rule


class CountOfPeople(Rule):
    """The number of people at the end of a list that is not the `authors` of a work.

    `et al. (40 authors)` and `and 37 others` at the end of `authors` state the `author_count` of the work. Other lists
    have no place for this number. Write only `et al.` there.
    ```yaml
    grants: [{title: G, investigators: "Ada Miller, Bo Fictive, and 37 others"}]
    ```
    ```yaml
    grants: [{title: G, investigators: "Ada Miller, Bo Fictive, et al."}]
    ```
    """

    code = "V265"
    depends_on = DependsOn.VALUE
    message = "`{field}` has no place for a number of people"
    hint = "write `et al.`"
    fix = "write `et al.`"


class _UnclearCount(CountOfPeople):
    message = "`{words}` does not say which number it is"
    hint = "write `(40 authors)` for the number of all authors, or `and 37 others` for the others"


class _OtherCount(FewerThanNamed):
    message = "the list says that there are {counted} authors, but `author_count` is {count}"
    hint = "delete one of the two"


def read_list_end(entry: dict[str, Any], field: str, typed: Any, path: KeyPath) -> list[Diagnostic]:
    """Move the facts at the end of a parsed author list to other fields of its entry.

    `typed` is the list as typed, and `path` is its key path.
    """
    last, at = (typed[-1:], (*path, len(typed) - 1)) if isinstance(typed, list) else ([typed], path)
    if not last or not isinstance(last[0], str) or not isinstance(entry[field], list):
        return []
    end = split_open_end(last[0])
    people = [author for author in entry[field] if author != OPEN_END]
    count = end.author_count(len(people))
    if end.is_unclear:
        return [_UnclearCount.at(at, Range.of(end.words, end.at), words=end.words)]
    if field != "authors":
        part = Range.of(end.words, end.at)
        return [CountOfPeople.at(at, part, field=field, corrections=[Replacement(OPEN_END)])] if count else []
    _move_collaboration(entry, people, end.named)
    if not count or entry.setdefault("author_count", str(count)) == str(count):
        return []
    return [_OtherCount.at((*path[:-1], "author_count"), counted=count, count=entry["author_count"])]


def _move_collaboration(entry: dict[str, Any], people: list[dict[str, Any]], named: str) -> None:
    """Make the group that is the last author the `collaboration`. In braces it is an author, as typed."""
    name = people[-1].get("name") if people and list(people[-1]) == ["name"] else None
    group = name.literal if name and is_collaboration(name.literal) and not named.endswith("}") else ""
    if group and str(entry.setdefault("collaboration", group)) == group:
        entry["authors"].remove(people[-1])
        if len(people) == 1:
            del entry["authors"]
