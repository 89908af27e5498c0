"""Report retracted works that a document selects."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.rule import Rule
from cvkit.model.selection import Listing
from cvkit.model.work import WORK_SECTIONS
from cvkit.number.numbered import Numbered
from cvkit.number.select import is_retracted, select


class RetractedWorkSelected(Rule):
    """A document selects a retracted work by its tag, by its id, or among the first ones.

    The document shows some works as your best or newest. One of them is retracted, which is printed behind it. Leave it
    out: add `retracted: false` to `where` of the list. If you want to show it, ignore this warning.
    ```yaml
    publications:
      - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, retracted: 2022-03, tags: [best]}
    documents: {full: {sections: [{publications: {where: {tags: best}}}]}}
    ```
    ```yaml
    publications:
      - {id: two, kind: journal, title: U, date: 2021, authors: Ada Miller, tags: [best]}
      - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, retracted: 2022-03, tags: [best]}
    documents: {full: {sections: [{publications: {where: {tags: best, retracted: false}}}]}}
    ```
    """

    code = "N312"
    severity = Severity.WARNING
    message = "the document `{document}` selects this retracted work"
    hint = "add `retracted: false` to `where` of the list in the document; or write `ignore: N312` into the work"
    fix = "add `retracted: false` to `where`"


def check_retracted(numbered: Numbered) -> Iterator[Diagnostic]:
    """Report each retracted work that a list of a document chooses, once for each document."""
    if not any(is_retracted(work) for _, _, work in numbered.record.works()):
        return
    for name, document in numbered.record.documents.items():
        found = {
            listed.path: None
            for section, listing in document.single_listings()
            if section in WORK_SECTIONS and _is_choice(listing)
            for group in select(numbered, section, listing)
            for listed in group.works
            if is_retracted(listed.work)
        }
        for path in found:
            yield RetractedWorkSelected.at((*path, "retracted"), document=name)


def _is_choice(listing: Listing) -> bool:
    """Whether a list has only some works because the document chooses them, not because of their kind or status."""
    where = listing.where
    return bool(listing.limit or (where and where.retracted is None and (where.ids or where.tags or where.owner_role)))
