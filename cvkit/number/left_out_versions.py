"""Report works with numbers that a list leaves out because they have a later version."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.document import Document
from cvkit.model.rule import Rule
from cvkit.model.selection import Where
from cvkit.model.work import WORK_SECTIONS
from cvkit.number.numbered import Numbered
from cvkit.number.select import select


class LeftOutNumber(Rule):
    """A document leaves out an earlier version of a work, and that version has a number.

    `superseded: false` leaves out works that have a later version. If such a work has a number of its own, the numbers
    in the list have a gap, and readers miss a work. Give the work no number, or print it.
    ```yaml
    publications:
      - {id: two, kind: journal, title: T, date: 2021, authors: Ada Miller}
      - {id: one, kind: workshop, title: T, date: 2020, authors: Ada Miller, version_of: two}
    documents: {full: {where: {superseded: false}}}
    ```
    ```yaml
    publications:
      - {id: two, kind: journal, title: T, date: 2021, authors: Ada Miller}
      - {id: one, kind: workshop, title: T, date: 2020, authors: Ada Miller, version_of: two, numbered: false}
    documents: {full: {where: {superseded: false}}}
    ```
    """

    code = "N309"
    severity = Severity.WARNING
    message = "the document `{document}` leaves out {labels}, which readers will miss"
    hint = "write `numbered: false` in the entries that have a later version, or delete `superseded: false`"
    fix = "give the work no number, or print it"


def check_left_out_versions(numbered: Numbered) -> Iterator[Diagnostic]:
    """Report the labels that each document leaves out by `superseded: false`."""
    for name, document in numbered.record.documents.items():
        labels = []
        for section, listing in document.listings:
            if section in WORK_SECTIONS and _leaves_out(listing.where) and not listing.renumber:
                assert listing.where is not None
                other = listing.model_copy(update={"where": listing.where.model_copy(update={"superseded": True})})
                for group in select(numbered, section, other):
                    labels += [listed.label.text for listed in group.works if listed.label]
        if labels:
            shown = ", ".join(dict.fromkeys(labels))
            yield LeftOutNumber.at(_path(name, document), document=name, labels=shown)


def _leaves_out(where: Where | None) -> bool:
    return where is not None and where.superseded is False


def _path(name: str, document: Document) -> KeyPath:
    """The key path of the first `superseded: false` of a document."""
    if _leaves_out(document.where):
        return ("documents", name, "where", "superseded")
    return next(
        ("documents", name, "sections", index, section, "where", "superseded")
        for index, item in enumerate(document.sections)
        for section, listing in item.items()
        if _leaves_out(listing.where)
    )
