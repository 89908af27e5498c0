"""Find duplicates: two entries with the same DOI, or with nearly the same title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cvkit.check.bib_severity import is_in_bib
from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.display_width import display_width
from cvkit.model.identity import fold_title, has_another_word, identifiers, similarity
from cvkit.model.record import Record
from cvkit.model.rule import Ignorable, Rule
from cvkit.model.source import Source
from cvkit.model.work import Patent, Publication, Work

SHORTEST = 16
"""Minimum width of a title, in columns. Shorter titles are not distinctive: `Preface`, `Editorial`, `Erratum`.

A shorter title is that of one work only if a preprint and a paper have it, and the same authors.
"""

NEIGHBOURS = 3
"""Each sorted title is compared only with this many titles after it. So the time grows linearly with the titles."""


class EqualDoi(Rule):
    """Two works with the same DOI.

    A DOI names one work. Without a link, a preprint and its paper would count twice. Link versions of one work with
    `version_of`: they count once. If one of the two DOIs is wrong, fix it. If the entry is listed twice, delete one.
    ```yaml
    publications:
      - {id: two, kind: journal, title: T, date: 2021, authors: Ada Miller, doi: 10.1000/182}
      - {id: one, kind: preprint, title: U, date: 2020, authors: Ada Miller, doi: 10.1000/182}
    ```
    ```yaml
    publications:
      - {id: two, kind: journal, title: T, date: 2021, authors: Ada Miller, doi: 10.1000/182}
      - {id: one, kind: preprint, title: U, date: 2020, authors: Ada Miller, doi: 10.1000/182, version_of: two}
    ```
    """

    code = "V210"
    severity = Severity.WARNING
    ignorable = Ignorable.ON_ENTRY
    message = "{work} also has the DOI {doi}"
    fix = "link versions of one work with `version_of`"


class EqualTitle(Rule):
    """Two works with nearly the same title.

    The two entries are one entry that is listed twice, or two versions of one work. They would count twice. Link
    versions with `version_of`: they count once. If the entry is listed twice, delete one. If they are different works,
    keep both, and write `ignore: [V211]` on the entry with the warning.
    ```yaml
    publications:
      - {id: two, kind: journal, title: A study of small examples, date: 2021, authors: Ada Miller}
      - {id: one, kind: preprint, title: A study of small example, date: 2020, authors: Ada Miller}
    ```
    ```yaml
    publications:
      - {id: two, kind: journal, title: A study of small examples, date: 2021, authors: Ada Miller}
      - {id: one, kind: preprint, title: A study of small example, date: 2020, authors: Ada Miller, version_of: two}
    ```
    """

    code = "V211"
    severity = Severity.WARNING
    ignorable = Ignorable.ON_ENTRY
    message = "{work} has the same title"
    fix = "link versions of one work with `version_of`"


class _NearlyEqualTitle(EqualTitle):
    message = "{work} has nearly the same title"


Located = tuple[KeyPath, Work]
"""A work with its key path."""


class Titled(NamedTuple):
    """A work with its title; `key` has only the letters and digits of the title."""

    key: str
    title: str
    path: KeyPath
    work: Publication


def check_duplicates(record: Record, source: Source) -> Iterator[Diagnostic]:
    """Report pairs of works that look like one work and are not declared as its versions."""
    versions = _Versions(record)
    for first, second in _of_one_doi(record):
        if versions.joins(first[0], second[0]):
            doi, hint = getattr(second[1], "doi", ""), _hint(first, second, source)
            yield EqualDoi.at((*second[0], "doi"), work=_named(first[1]), doi=doi, hint=hint)
    titled = sorted(_titled(record), key=lambda one: one.path)
    pairs = [*_of_nearly_one_title([one for one in titled if display_width(one.key) >= SHORTEST]), *_of_short(titled)]
    for one, other in sorted(pairs, key=lambda pair: pair[1].path):
        is_one_version = _are_one_version(one, other)
        if versions.joins(one.path, other.path) or is_one_version:
            rule = EqualTitle if one.key == other.key else _NearlyEqualTitle
            pair = (one.path, one.work), (other.path, other.work)
            hint = _hint(*pair, source, is_title=True, is_one_version=is_one_version)
            yield rule.at((*other.path, "title"), work=_named(one.work), hint=hint)


def _named(work: Work) -> str:
    """A work in a message: its id, if it has one."""
    return f"`{work.id}`" if work.id else "another work"


def _hint(
    first: Located, second: Located, source: Source, *, is_title: bool = False, is_one_version: bool = False
) -> str:
    """The line that links two works. The earlier version names the later one: a preprint its paper, else by date.

    If only their titles are equal (`is_title`), the hint has also the line for two different works. Two entries of one
    version (`is_one_version`) are linked already.
    """
    later, (path, earlier) = (second, first) if _is_earlier(first[1], second[1]) else (first, second)
    if not later[1].id or not earlier.id:
        return "if they are versions of one work, give both an `id`, and one of them `version_of`"
    section, index = str(path[0]), int(path[1])
    is_bib = is_in_bib(source.root, section, index)
    line = f"x-version-of = {{{later[1].id}}}" if is_bib else f"version_of: {later[1].id}"
    hint = "" if is_one_version else f"if they are versions of one work, write `{line}` into `{earlier.id}`; "
    ignore = "x-ignore = {V211}" if is_in_bib(source.root, str(second[0][0]), int(second[0][1])) else "ignore: V211"
    two = f"if they are two works, write `{ignore}` into `{second[1].id}`"
    return f"{hint}{two}; if it is one work, delete one entry" if is_title else hint.removesuffix("; ")


def _is_earlier(first: Work, second: Work) -> bool:
    """Whether the first of two works is the earlier version. Without evidence, the upper one is the later one."""
    are_preprints = first.kind == "preprint", second.kind == "preprint"
    if are_preprints[0] != are_preprints[1]:
        return are_preprints[0]
    return first.date is not None and second.date is not None and first.date.last_day < second.date.first_day


class _Versions:
    """Sets of works that are versions of one work, because the record declares it or a diagnostic reports it.

    A union-find structure: each path leads to another path of its set, and the root of a set to none.
    """

    def __init__(self, record: Record) -> None:
        at = {work.id: (section, index) for section, index, work in record.works() if work.id}
        self.above: dict[KeyPath, KeyPath] = {}
        for section, index, work in record.works():
            if (other := at.get(str(getattr(work, "version_of", None)))) is not None:
                self.joins((section, index), other)

    def joins(self, one: KeyPath, other: KeyPath) -> bool:
        """Join the sets of two works; return whether they were in different sets."""
        first, second = self._root(one), self._root(other)
        if first == second:
            return False
        self.above[max(first, second)] = min(first, second)
        return True

    def _root(self, path: KeyPath) -> KeyPath:
        while path in self.above:
            path = self.above[path]
        return path


def _of_one_doi(record: Record) -> Iterator[tuple[Located, Located]]:
    first: dict[str, Located] = {}
    for section, index, work in record.works():
        if not isinstance(work, Patent) and work.doi:
            here: Located = ((section, index), work)
            other = first.setdefault(work.doi.casefold(), here)
            if other is not here:
                yield other, here


def _titled(record: Record) -> Iterator[Titled]:
    for index, work in enumerate(record.publications):
        title = work.title.plain()
        yield Titled(fold_title(title), title, ("publications", index), work)


def _of_short(titled: Iterable[Titled]) -> Iterator[tuple[Titled, Titled]]:
    """Pairs of a preprint and a paper with one short title and the same authors."""
    papers: dict[tuple[str, ...], Titled] = {}
    short = [one for one in titled if display_width(one.key) < SHORTEST and len(one.work.authors) > 0]
    for is_preprint in (False, True):
        for one in short:
            if (one.work.kind == "preprint") is not is_preprint:
                continue
            same = (one.key, *(fold_title(author.parts.family or author.parts.full) for author in one.work.authors))
            if not is_preprint:
                papers.setdefault(same, one)
            elif other := papers.get(same):
                yield (one, other) if one.path < other.path else (other, one)


def _are_two(one: Titled, other: Titled) -> bool:
    """Whether two works without a common identifier have titles that differ in a word."""
    mine, others = (identifiers(each.work.doi, each.work.arxiv) for each in (one, other))
    return mine.isdisjoint(others) and has_another_word(one.title, other.title)


def _are_one_version(one: Titled, other: Titled) -> bool:
    """Whether two works are one earlier version of a third: of one kind and venue, without different identifiers."""
    first, second = one.work, other.work
    ids = [(getattr(first, field), getattr(second, field)) for field in ("doi", "arxiv")]
    return (
        one.key == other.key
        and first.version_of is not None
        and (first.version_of, first.kind) == (second.version_of, second.kind)
        and _venue_of(first) == _venue_of(second)
        and not any(mine and others and mine != others for mine, others in ids)
    )


def _venue_of(work: Publication) -> str:
    return fold_title(work.venue.name.plain()) if work.venue and work.venue.name else ""


def _of_nearly_one_title(titled: Iterable[Titled]) -> Iterator[tuple[Titled, Titled]]:
    """Pairs of titles that differ by small edits. Titles are sorted by their beginnings, then by their ends.

    Only neighbours in one of the two orders are compared.
    """
    for backwards in (False, True):
        ordered = sorted(titled, key=lambda one: one.key[::-1] if backwards else one.key)
        for at, one in enumerate(ordered):
            for other in ordered[at + 1 : at + 1 + NEIGHBOURS]:
                if similarity(one.title, other.title) and not _are_two(one, other):
                    yield (one, other) if one.path < other.path else (other, one)
