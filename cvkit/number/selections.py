"""Check the selections of documents: ids that do not exist, and sections of which `where` leaves nothing."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.document import Document
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.selection import MERGED, Listing, Where
from cvkit.model.work import WORK_SECTIONS
from cvkit.model.yaml_flow import YamlValue, flow
from cvkit.number.numbered import Numbered
from cvkit.number.select import chosen
from cvkit.number.select_entries import section_entries, section_path, select_entries


class EmptySelection(Rule):
    """A selection that selects nothing.

    An entry must match every key of `where`. No entry of the section does, so the document shows none. Change or delete
    a key of `where`. The `where` of a document is for each list of works, also for `talks` and `software`. A note names
    the sections of which it leaves nothing. Write it under the list that it is for.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    documents: {full: {sections: [{publications: {where: {since: 2021}}}]}}
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    documents: {full: {sections: [{publications: {where: {since: 2020}}}]}}
    ```
    """

    code = "N301"
    severity = Severity.WARNING
    message = "the document `{document}` selects no work"
    hint = "check the keys of `where`: an entry must match each of them"
    fix = "check the keys of `where`"


class _EmptyList(EmptySelection):
    message = "the document `{document}` selects none of the {section}"


class _EmptiedByDocument(EmptySelection):
    severity = Severity.NOTE
    message = "`where` of `{document}` leaves out all entries of {sections}"


class UnknownSelectedId(Rule):
    """An id in `where` that does not exist.

    `ids` selects works by their ids. No work has this id, so the document would not show the work that you mean. Use
    the id in the hint, or delete it.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    documents: {full: {where: {ids: [oen]}}}
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    documents: {full: {where: {ids: [one]}}}
    ```
    """

    code = "N302"
    depends_on = DependsOn.IDS
    message = "there is no entry `{id}`"
    fix = "use the id in the hint"


class _UnknownGrant(UnknownSelectedId):
    message = "there is no grant `{id}`"


def check_selections(numbered: Numbered) -> list[Diagnostic]:
    """Report ids in `where` that do not exist, and selections without entries."""
    diagnostics: list[Diagnostic] = []
    for name, document in numbered.record.documents.items():
        found = list(_empty_listings(numbered, name, document))
        if document.where:  # these ids may be in any list
            found += _unknown_ids(numbered, WORK_SECTIONS, document.where, ("documents", name, "where"))
            if not any(diagnostic.is_error for diagnostic in found):
                found += _emptied_by_document(numbered, name, document)
        diagnostics += found
    return diagnostics


def _empty_listings(numbered: Numbered, name: str, document: Document) -> Iterator[Diagnostic]:
    """Report mistakes in the selections of single sections of a document."""
    for index, item in enumerate(document.sections):
        for section, listing in item.items():
            if listing.where is None:
                continue
            path = ("documents", name, "sections", index, section, "where")
            parts = document.parts(section, listing)
            unknown = _unknown_ids(numbered, [part for part, _ in parts], listing.where, path)
            yield from unknown
            if not unknown and (emptied := _emptied(numbered, parts)):
                yield _EmptyList.at(path, document=name, section=" and ".join(emptied))


def _emptied_by_document(numbered: Numbered, name: str, document: Document) -> Iterator[Diagnostic]:
    """Report the sections of which the `where` of a document leaves nothing."""
    path = ("documents", name, "where")
    lists = [(part, listing) for part, listing in document.single_listings() if part in WORK_SECTIONS]
    has_works = any(getattr(numbered.record, part) for part, _ in lists)
    shared = tuple(item for item in document.sections for own in item.values() if own.where is None)
    emptied = _emptied(numbered, document.model_copy(update={"sections": shared}).single_listings())
    if has_works and not any(chosen(numbered, *item) for item in lists):
        yield EmptySelection.at(path, document=name)
        emptied = {section: count for section, count in emptied.items() if section not in WORK_SECTIONS}
    if emptied:
        sections = ", ".join(f"`{section}` ({count})" for section, count in emptied.items())
        yield _EmptiedByDocument.at(path, document=name, sections=sections, hint=_hint(numbered, document, emptied))


def _emptied(numbered: Numbered, listings: Sequence[tuple[str, Listing]]) -> dict[str, int]:
    """The sections of which `where` leaves nothing, each with the number of its entries."""
    chosen_by = [(section, listing) for section, listing in listings if listing.where]
    counts = {section: _count(numbered, section, Listing()) for section, _ in chosen_by}
    empty = [section for section, listing in chosen_by if not _count(numbered, section, listing)]
    return {section: counts[section] for section in empty if counts[section]}


def _count(numbered: Numbered, section: str, listing: Listing) -> int:
    """The number of entries of a section that a listing selects."""
    if section in WORK_SECTIONS:
        return len(chosen(numbered, section, listing))
    entries = section_entries(numbered.record, section)
    return len(select_entries(section_path(numbered.record, section), entries, listing))


def _hint(numbered: Numbered, document: Document, emptied: Container[str]) -> str:
    """The lines that print the sections of which the `where` of a document leaves nothing, and select as before."""
    if any(section == MERGED for section, _ in document.listings):
        return EmptySelection.hint
    items: list[YamlValue] = []
    for section, listing in document.listings:
        where = None if section in emptied else listing.where
        if where and _count(numbered, section, Listing(where=where)) < _count(numbered, section, Listing()):
            typed = {key: _typed(getattr(where, key)) for key in Where.model_fields}
            items.append({section: {"where": {key: value for key, value in typed.items() if value}}})
        else:
            items.append(section)
    narrowed = [f"`- {flow(item)[1:-1]}`" for item in items if not isinstance(item, str)]
    if narrowed and all(own == Listing() for item in document.sections for own in item.values()):
        return f"to print them, delete this `where`, and write `sections: {flow(items)}`"
    return "to print them, delete this `where`" + (
        f", and write {' and '.join(narrowed)} in `sections`" if narrowed else ""
    )


def _typed(value: object) -> YamlValue:
    """The value of a key of `where` as it is typed."""
    if isinstance(value, tuple):
        return _typed(value[0]) if len(value) == 1 else [_typed(one) for one in value]
    return str(value).lower() if isinstance(value, bool) else str(value or "")


def _unknown_ids(numbered: Numbered, sections: Sequence[str], where: Where, path: KeyPath) -> list[Diagnostic]:
    entries = [entry for section in sections for entry in section_entries(numbered.record, section)]
    known = [entry.id for entry in entries if getattr(entry, "id", None)]
    diagnostics = []
    for index, name in enumerate(where.ids):
        if name not in known:
            hint = did_you_mean(name, known, f"write the id of an entry of {' or '.join(sections)}")
            diagnostics.append(UnknownSelectedId.at((*path, "ids", index), id=name, hint=hint))
    grants = [grant.id for grant in numbered.record.grants if grant.id]
    for index, name in enumerate(where.funding):
        if name not in grants:
            hint = did_you_mean(name, grants, "write the id of one of your grants")
            diagnostics.append(_UnknownGrant.at((*path, "funding", index), id=name, hint=hint))
    return diagnostics
