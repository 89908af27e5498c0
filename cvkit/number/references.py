"""Check the references and counts in texts: each must name an entry with a label, or works of the record."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.model.diagnostic import Diagnostic, KeyPath, Range
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.inline import CrossRef, PrintedCount
from cvkit.model.record_texts import references_and_figures
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.source import Source
from cvkit.number.counts import unknown_count_term
from cvkit.number.numbered import Numbered


class UnknownReference(Rule):
    r"""A reference `[@id]` to an entry that does not exist.

    `[@id]` prints the label of a publication or patent. No entry has this id, so there is no label to print. Use the id
    in the hint. To print a square bracket, write `\[`.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    honors: [{title: A Prize, note: "for [@oen]"}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    honors: [{title: A Prize, note: "for [@one]"}]
    ```
    """

    code = "N303"
    depends_on = DependsOn.IDS
    message = "there is no entry `{id}` for this reference"
    hint = "write the id of a publication or patent"
    fix = "use the id in the hint"


class ReferenceWithoutLabel(Rule):
    """A reference to an entry without a label.

    The entry exists, but its kind counts in no series, so it has no label to print. Give its kind a series in
    `numbering`, write `series:` in the entry, or refer to it in words.
    ```yaml
    publications: [{id: one, kind: report, title: T, date: 2020, authors: Ada Miller}]
    honors: [{title: A Prize, note: "for [@one]"}]
    ```
    ```yaml
    publications: [{id: one, kind: report, title: T, date: 2020, authors: Ada Miller, series: R}]
    honors: [{title: A Prize, note: "for [@one]"}]
    ```
    """

    code = "N304"
    message = "the entry `{id}` has no label for this reference"
    hint = "give the kind of this work a series, or replace the reference by words"
    fix = "give the kind of this work a series, or replace the reference by words"


class UnknownCount(Rule):
    """A count `{{count:…}}` of something unknown.

    A count prints how many works belong to a series, a kind, a role of yours, or a tag. This word is none of them, so
    there is nothing to count. Use the word in the hint.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    honors: [{title: "Author of {{count:jurnal}} articles"}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    honors: [{title: "Author of {{count:journal}} articles"}]
    ```
    """

    code = "N305"
    message = "`{term}` is not a series, kind, role or tag of this record"
    fix = "write a series, a kind, one of your roles or a tag"


def check_references(source: Source, numbered: Numbered) -> list[Diagnostic]:
    """Report references to entries that are missing or have no label, and counts of something unknown."""
    if not source.has_references:
        return []
    labelled = {str(numbered.work(path).id) for path in numbered.labels}
    known = {str(work.id) for _, _, work in numbered.record.works() if work.id}
    diagnostics: list[Diagnostic] = []
    for path, inline in references_and_figures(numbered.record):
        if isinstance(inline, CrossRef):
            diagnostics += _references(path, inline, labelled, known)
        elif isinstance(inline, PrintedCount) and (unknown := unknown_count_term(numbered, inline.terms)):
            index, hint = unknown
            term, at = inline.terms[index], inline.offsets[index]
            part = Range(at, at + len(term)) if term else Range(inline.start, inline.end)
            diagnostics.append(UnknownCount.at(path, part, term=term, hint=hint))
    return diagnostics


def _references(path: KeyPath, reference: CrossRef, labelled: set[str], known: set[str]) -> Iterator[Diagnostic]:
    for name, at in zip(reference.ids, reference.offsets, strict=True):
        part = Range(at, at + len(name))
        if name not in known:
            hint = did_you_mean(name, known, UnknownReference.hint)
            yield UnknownReference.at(path, part, id=name, hint=hint)
        elif name not in labelled:
            yield ReferenceWithoutLabel.at(path, part, id=name)
