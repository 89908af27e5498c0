"""Read the parts behind names in author lists: degrees and e-mail addresses, which are left out, and roles in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvkit.model.diagnostic import Diagnostic, KeyPath, Range, Severity
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.name_list import next_name
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.typed_name import TypedName

AMONG_OTHERS = lazy_pattern(
    r"[\s,;]*(?:\bet\s+al\.?)?\s*[(\[]\s*"
    r"(?:incl(?:\.|uding)|inkl(?:\.|usive)|einschl\.|among them|dont|incluyendo)\s+([^()\[\]]+)[)\]]\s*$",
    re.IGNORECASE,
)
"""An author in parentheses at the end of a list of others: `et al. (incl. Solheim M)`."""


class TwoNamesInOneItem(Rule):
    """An item of an author list that contains two names.

    Each item of a list is one person, also the one in `(incl. Miller A)`. cvkit would print the two names as one. Give
    each name its own item. Put a group with `and` in its name in braces.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: [Ada Miller and Bo Fictive]}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: [Ada Miller, Bo Fictive]}]
    ```
    """

    code = "V115"
    depends_on = DependsOn.VALUE
    hides = DependsOn.AUTHORS
    message = "`{text}` contains two names in one item of the list"
    hint = "give each name its own item"
    fix = "give each name its own item"


class NameAmongOthers(TwoNamesInOneItem):
    """An author in parentheses behind `et al.`, or behind the last name."""

    message = "`{text}` names an author beside those of the list"
    hint = "write `{new}`"


class NoPerson(Rule):
    """`et al.`, `others` or `…` within an author list, or without any author.

    These words say that a list names only some of the authors. They can only be at its end, behind at least one author.
    Write the authors that follow them before them, or name all authors.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, et al., Bo Fictive"}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, Cy Fictive, Bo Fictive"}]
    ```
    """

    code = "V110"
    depends_on = DependsOn.VALUE
    hides = DependsOn.AUTHORS
    message = "`{text}` names no person"
    hint = "write at least one author"
    fix = "write it at the end of the list, behind at least one author"


class NoPersonWithin(NoPerson):
    """Such words within a list."""

    hint = "write it at the end of the list"


class KeyForPerson(NoPerson):
    """A key with its value in the place of a name."""

    message = "`{text}` is a key with its value, and no name"
    hint = "delete it; to state it in YAML, write this author as a mapping in a list: `authors: [{{name: …, {text}}}]`"


class RoleForPerson(KeyForPerson):
    """A role with its value in the place of a name."""

    hint = "write the marker of the role directly behind the name, such as `†` or `*`, and delete this text"


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


def split_role(text: str) -> tuple[str, dict[str, str]]:
    """A name without a role in parentheses behind it, such as `(presenter)`, and the field of that role.

    >>> split_role("Ada Miller (presenter)"), split_role("Ada Miller (née Berg)")
    (('Ada Miller', {'presenter': 'true'}), ('Ada Miller (née Berg)', {}))
    """
    if not text.endswith(")"):
        return text, {}
    from cvkit.load.bibtex.author_notes import role_of_note

    named, _, words = text[:-1].rpartition("(")
    role, is_whole = role_of_note(words)
    return (named.rstrip(), dict([role])) if role and is_whole and named.strip() else (text, {})


def refuse_two_names(text: str, at: int, path: KeyPath, diagnostics: list[Diagnostic]) -> None:
    """Report one item that contains two names."""
    offset = next_name(text)
    if offset is not None:
        diagnostics.append(TwoNamesInOneItem.at(path, Range(at + offset, at + offset + 1), text=text))
