"""Rules about open author lists, which name only some of the authors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.plural import counted
from cvkit.model.record import Record
from cvkit.model.rule import DependsOn, Ignorable, Rule
from cvkit.model.source import YamlMap
from cvkit.model.work import AUTHOR_FIELDS, Patent


class OpenLists(Rule):
    """A file with author lists that name only some of the authors.

    Such a list ends with `et al.`, or its work has a `collaboration` or an `author_count`. It prints `et al.`, and you
    are never its sole author. If it does not name you, you have no role in the work. cvkit reports the number of these
    lists once for each file. If you want to be found in them, write all their authors.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, Bo Fictive, et al."}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, Bo Fictive, Cy Fictive"}]
    ```
    """

    code = "V221"
    severity = Severity.NOTE
    ignorable = Ignorable.AT_TOP
    message = "{count} in this file {verb} only some of the authors, first here"
    hint = "if an author is missing who must be printed, write all authors of the work"
    fix = "write all authors of the work if you must be found among them"


class FewerThanNamed(Rule):
    """An `author_count` that is smaller than the number of authors that the list names.

    `author_count` is the number of all authors of the work, and the list names some of them. So it cannot be smaller
    than the list is long. Fix the number, or delete it.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, Bo Fictive", author_count: 1}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, Bo Fictive", author_count: 2}]
    ```
    """

    code = "V223"
    depends_on = DependsOn.ENTRY
    message = "the list names {named} authors, but `author_count` is {count}"
    hint = "write `author_count: {named}` or more, or delete it"
    fix = "fix the number, or delete it"


def check_open_lists(record: Record, root: YamlMap) -> Iterator[Diagnostic]:
    """Report wrong counts of authors, and the number of open lists in each file."""
    of_file: defaultdict[str, list[KeyPath]] = defaultdict(list)
    for section, index, work in record.works():
        path: KeyPath = (section, index)
        count = None if isinstance(work, Patent) else work.author_count
        if count is not None and count < len(work.authors):
            yield FewerThanNamed.at((*path, "author_count"), named=len(work.authors), count=count)
        elif work.authors and work.is_open:
            entries = root.get(section)
            entry = entries[index] if isinstance(entries, list) and index < len(entries) else None
            if isinstance(entry, YamlMap):
                of_file[entry.file].append((*path, AUTHOR_FIELDS[section]))
    for paths in of_file.values():
        lists = counted(len(paths), "author list")
        yield OpenLists.at(paths[0], count=lists, verb="name" if len(paths) > 1 else "names")
