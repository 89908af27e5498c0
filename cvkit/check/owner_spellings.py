"""Rules about the owner in the whole record: near spellings, namesakes, works that do not name the owner."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from cvkit.check.name_advice import name_in_two_scripts
from cvkit.model.diagnostic import Diagnostic, KeyPath, Replacement, Severity
from cvkit.model.name import Name
from cvkit.model.owner import NearSpelling
from cvkit.model.plural import counted
from cvkit.model.record import Record
from cvkit.model.rule import DependsOn, Ignorable, Rule
from cvkit.model.typed_name import parse_typed_name
from cvkit.model.work import Work, people_of
from cvkit.model.yaml_flow import flow, flow_scalar

LONGEST_LIST = 20
"""The number of works that a diagnostic names."""

PERSON: KeyPath = ("person", "name")


class AbsentOwner(Rule):
    """The owner is in no author list.

    cvkit did not find your name in any author list. So no name is bold, and no work has a role of yours. Write the
    other spellings of your name in `aliases`, those with initials too.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "A. Miller, Bo Fictive"}]
    ```
    ```yaml
    person: {name: Ada Miller, aliases: [A. Miller]}
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "A. Miller, Bo Fictive"}]
    ```
    """

    code = "V124"
    severity = Severity.WARNING
    depends_on = DependsOn.AUTHORS
    ignorable = Ignorable.ON_ENTRY
    message = "{name} is in no author list"
    hint = "write your other spellings in `aliases`"
    fix = "write your other spellings in `aliases`"


class _AbsentOwnerWithSimilarName(AbsentOwner):
    hint = "if `{spelling}` is the same person, {alias}"


class _AbsentOwnerWithNearName(AbsentOwner):
    hint = "if `{spelling}` is the same person ({works}), {alias}; if it is another person, {people}"


class TitleInOwnName(Rule):
    """A title or degree in your name.

    Author lists name you without it, so no author would be you. Write the title in `title`, which is printed before
    or behind your name, as is usual for it.
    ```yaml
    person: {name: Dr. Ada Miller}
    ```
    ```yaml
    person: {name: Ada Miller, title: Dr.}
    ```
    """

    code = "V266"
    severity = Severity.WARNING
    depends_on = DependsOn.VALUE
    ignorable = Ignorable.NEVER
    message = "`{title}` is a title, and author lists name you without it"
    hint = "write `name: {name}`, and `title: {title}` on a line of its own"
    fix = "write it in `title`"


class _NativeInOwnName(TitleInOwnName):
    message = "`{native}` is your name in another script, and author lists name you without it"
    hint = "write `name: {parts}`"


class NearOwner(Rule):
    """An author may be the owner under another spelling.

    The author has your family name, and the given name has the same first letter. That may be you or another person. If
    it is you, write the spelling in `aliases`. If it is not, write the person in `people`. Until then the author is not
    bold, and does not count. Works that name you under another spelling are not counted here.
    ```yaml
    publications:
      - {id: two, kind: journal, title: T, date: 2021, authors: "A. Miller, Bo Fictive"}
      - {id: one, kind: journal, title: S, date: 2020, authors: Ada Miller}
    ```
    ```yaml
    person: {name: Ada Miller, aliases: [A. Miller]}
    publications:
      - {id: two, kind: journal, title: T, date: 2021, authors: "A. Miller, Bo Fictive"}
      - {id: one, kind: journal, title: S, date: 2020, authors: Ada Miller}
    ```
    """

    code = "V150"
    severity = Severity.WARNING
    depends_on = DependsOn.AUTHORS
    ignorable = Ignorable.ON_ENTRY
    message = "`{spelling}` ({works}) may be the owner"
    hint = "if it is, {alias}; if it is another person, {people}"
    fix = "write the spelling in `aliases`, or the person in `people`"


class WorksWithoutOwner(Rule):
    """Numbered works whose authors do not include the owner.

    Your numbers count your own works. A work of somebody else moves them. Write `numbered: false` in such a work, or
    delete it. If an author is you under another name, write this name in `aliases`.
    ```yaml
    publications:
      - {id: two, kind: journal, title: T, date: 2021, authors: "Cy Fictive, Bo Fictive"}
      - {id: one, kind: journal, title: S, date: 2020, authors: Ada Miller}
    ```
    ```yaml
    publications:
      - {id: two, kind: journal, title: T, date: 2021, authors: "Cy Fictive, Bo Fictive", numbered: false}
      - {id: one, kind: journal, title: S, date: 2020, authors: Ada Miller}
    ```
    """

    code = "V151"
    severity = Severity.WARNING
    depends_on = DependsOn.AUTHORS
    ignorable = Ignorable.ON_ENTRY
    message = "{works} without the owner among the authors: {names}"
    hint = (
        "write `numbered: false` in each that is not yours (`x-numbered = {{false}}` in a .bib file); "
        "write your other names in `aliases`, and a group that published a work in its `collaboration`"
    )
    fix = "write `numbered: false` in works of others, or your other names in `aliases`"


class NamesakeOfOwner(Rule):
    """A person in `people` has a name or an alias of the owner.

    cvkit takes an author with such a name for you. If it is the other person, write `owner: false` on
    the author, or `author+an = {2=not-owner}` in a `.bib` file. If it is you, write `owner: true`, or `owner` in a
    `.bib` file. An ORCID iD of the author decides, too.
    ```yaml
    people: {other: Ada Miller}
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, Bo Fictive"}]
    ```
    ```yaml
    people: {other: Ada Miller}
    publications:
      - id: one
        kind: journal
        title: T
        date: 2020
        authors: [{name: Ada Miller, owner: true}, Bo Fictive]
    ```
    """

    code = "V152"
    severity = Severity.WARNING
    depends_on = DependsOn.AUTHORS
    ignorable = Ignorable.ON_ENTRY
    message = "`{spelling}` is the owner and a person in `people`; cvkit takes the author for the owner in {names}"
    hint = (
        "write `owner: true` or `owner: false` on this author; in a .bib file, `author+an = {{1=owner}}` or `not-owner`"
    )
    fix = "write `owner: true` or `owner: false` on the author"


def _title_in(name: Name) -> tuple[str, str]:
    """The title or degrees in a name, and the name without them; both are empty if it has none."""
    typed = parse_typed_name(name.full)
    if typed.degree:
        return typed.degree.text, typed.text
    degrees = name.given.split()  # `Ada Miller, MD, PhD` looks like a family name and given names
    are_all = " " in name.family and all(parse_typed_name(f"{name.family}, {one}").degree for one in degrees)
    return (", ".join(degrees), name.family) if degrees and are_all else ("", "")


def check_owner(record: Record) -> Iterator[Diagnostic]:
    """Report spellings that may be the owner's, and works that do not name the owner."""
    owner, works = record.owner, [work for _, _, work in record.works()]
    near = owner.near_spellings
    has_closed_list = any(work.authors and not work.is_open for work in works)
    is_absent = has_closed_list and all(owner.index(people_of(work)) is None for work in works)
    title, without_title = _title_in(record.person.name.parts)
    if both := name_in_two_scripts(record.person.name.parts.full):
        parts = flow(both.parts)
        new = [Replacement(parts, "value", PERSON, is_yaml=True)]
        yield _NativeInOwnName.at(PERSON, native=both.native, parts=parts, corrections=new)
    elif title:
        new = [
            Replacement(without_title, "value", PERSON),
            Replacement(f"title: {flow_scalar(title)}", "entry", PERSON[:1]),
        ]
        new = [] if record.person.title else new
        yield TitleInOwnName.at(PERSON, title=title, name=without_title, corrections=new)
    lines = _Lines(record, is_one_of_several=len(near) > 1)
    if is_absent and not title:
        yield _absent_owner(record, works, near, lines)
        near = near[1:]
    for spelling in near:
        yield NearOwner.at(PERSON, **lines.of(spelling))
    yield from _namesakes(record, works)
    without = [
        work
        for work in works
        if work.authors
        and record.numbering.series_of(work) is not None
        and not work.is_open
        and owner.index(work.authors) is None
        and not owner.may_be_in(work.authors)
    ]
    if without and not is_absent:
        count = counted(len(without), "numbered work")
        yield WorksWithoutOwner.at(PERSON, works=count, names=named_works(without))


def named_works(works: Sequence[Work]) -> str:
    """The ids of works, or their titles, as one text."""
    names = [work.id or work.title.plain() for work in works]
    more = f" and {len(names) - LONGEST_LIST} more" if len(names) > LONGEST_LIST else ""
    return ", ".join(names[:LONGEST_LIST]) + more


def _absent_owner(record: Record, works: Sequence[Work], near: Sequence[NearSpelling], lines: _Lines) -> Diagnostic:
    """Warn that the owner is in no author list: then no name is bold, and every owner role is missing."""
    owner, name = record.owner, record.person.name.parts
    if near:
        return _AbsentOwnerWithNearName.at(PERSON, name=name.full, **lines.of(near[0]))
    found = {owner.identity(author.parts): author.parts.full for work in works for author in people_of(work)}
    import difflib

    if match := difflib.get_close_matches(owner.identity(name), found, n=1, cutoff=0.5):
        spelling = found[match[0]]
        return _AbsentOwnerWithSimilarName.at(PERSON, name=name.full, spelling=spelling, alias=lines.alias(spelling))
    return AbsentOwner.at(PERSON, name=name.full)


class _Lines:
    """The two lines for each near spelling, either of which resolves it.

    If there are several spellings, a user may write the lines for some of them before others, in any order. So their
    hints do not say to write a key that the lines of another hint have.
    """

    def __init__(self, record: Record, *, is_one_of_several: bool) -> None:
        self.record = record
        self.is_one_of_several = is_one_of_several
        self.keys = set(record.people)

    def of(self, near: NearSpelling) -> dict[str, Any]:
        """A near spelling, its number of works, and its two lines. The line of another person has a key of its own."""
        key = re.sub(r"[^\w]+", "-", near.text.lower()).strip("-")
        while key in self.keys:
            key += "-2"
        self.keys.add(key)
        entry = f"{key}: {_scalar(near.text)}"
        people = f"write `people: {{{entry}}}`"
        if self.record.people:
            people = f"add `{entry}` to `people`"
        elif self.is_one_of_several:
            people += ", or add it there"
        works = counted(len(near.lists), "work")
        return {"spelling": near.text, "works": works, "alias": self.alias(near.text), "people": people}

    def alias(self, spelling: str) -> str:
        """How to add a spelling to the aliases of the person."""
        aliases = self.record.person.aliases
        line = f"`aliases: [{', '.join(map(_scalar, (*aliases, spelling)))}]`"
        if not aliases:
            return f"write {line} in `person`" + (", or add it there" if self.is_one_of_several else "")
        return f"add `{_scalar(spelling)}` to `aliases` in `person`" + ("" if self.is_one_of_several else f": {line}")


def _scalar(text: str) -> str:
    """A text as YAML: with quotes, if it has characters that can have a meaning there."""
    return text if re.fullmatch(r"[^\W\d_][\w .’'-]*", text) else json.dumps(text, ensure_ascii=False)


def _namesakes(record: Record, works: Sequence[Work]) -> Iterator[Diagnostic]:
    """Warn once for each name of the owner that is also in `people`, with the works that do not state who it is."""
    found: dict[str, list[Work]] = {}
    for work in works:
        at = record.owner.index(work.authors)
        if at is not None and record.owner.namesake(work.authors[at]):
            found.setdefault(work.authors[at].parts.full, []).append(work)
    for spelling, listed in found.items():
        yield NamesakeOfOwner.at(PERSON, spelling=spelling, names=named_works(listed))
