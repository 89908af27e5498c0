"""Report the parts behind names in author lists that are left out: degrees and e-mail addresses."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.model.diagnostic import Diagnostic, KeyPath, Range, Severity
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.typed_name import TypedName


class DegreeInName(Rule):
    """A degree or an e-mail address in an author list.

    It is not part of a name, and author lists do not show it. cvkit leaves it out. Delete it from the list.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, Ph.D., Bo Fictive"}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, Bo Fictive"}]
    ```
    """

    code = "V111"
    severity = Severity.WARNING
    depends_on = DependsOn.VALUE
    message = "`{degree}` is a degree, not a part of a name; cvkit leaves it out"
    hint = "delete it from the author list"
    fix = "delete it"


class EmailInName(DegreeInName):
    """An e-mail address in an author list."""

    message = "`{address}` is an e-mail address, not a part of a name; cvkit leaves it out"


def left_out_behind(typed: TypedName, path: KeyPath) -> Iterator[Diagnostic]:
    """A warning for each part behind a name that is left out."""
    if degree := typed.degree:
        yield DegreeInName.at(path, Range.of(*degree), degree=degree.text)
    if address := typed.address:
        yield EmailInName.at(path, Range.of(*address), address=address.text)
