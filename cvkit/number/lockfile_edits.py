"""The changes of a lockfile by `cvkit numbers --lock`. Each function takes a lockfile and returns a changed one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cvkit.model.diagnostic import CvkitError, ExitStatus, KeyPath
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.lockfile import LockedWork, Lockfile
from cvkit.model.record import Record
from cvkit.model.work import Work
from cvkit.number.agreement import NO_AGREEMENT, Agreement, identifiers_of
from cvkit.number.numbered import Label, Numbered


def retire_line(lock: Lockfile, name: str) -> Lockfile:
    """Retire the number of one work, so that the work can get another number.

    Raises:
        CvkitError: the lockfile has no number for the id.
    """
    _line_of(lock, name)
    return _changed(lock, {name: {"retired": True}})


def follow_ids(lock: Lockfile, record: Record) -> Lockfile:
    """Write the new id of each work whose id changed. If two works are equally likely, the line keeps the old id."""
    new = Agreement(lock.lines, _works(record)).following
    lines = tuple(line.model_copy(update={"id": new[line.id]}) if line.id in new else line for line in lock.lines)
    return Lockfile(lines, lock.given, lock.given_up)


def accept_work(lock: Lockfile, record: Record, name: str) -> Lockfile:
    """Write the present title and identifiers of the work with an id into its line.

    Raises:
        CvkitError: the lockfile or the record lacks the id, or the title or an identifier belongs to another line.
    """
    line = _line_of(lock, name)
    agreement = Agreement(lock.lines, _works(record))
    path = agreement.path_of.get(name)
    if path is None:
        hint = "`cvkit numbers` shows the works; --follow gives a line the new id of its work"
        raise CvkitError(f"no work has the id `{name}`", ExitStatus.USAGE, hint)
    work = agreement.works[path]
    new = identifiers_of(work) - line.identifiers
    owners = [other for other in lock.lines if other.id != name and other.identifiers & new]
    owners += [
        other
        for score, other in agreement.agreeing(path)
        if (at := agreement.path_of.get(other.id)) is None or agreement.score(at, other) <= score
    ]
    if owners:
        label = record.numbering.label_of(*owners[0].slot)
        message = f"the title or an identifier of `{name}` belongs to `{owners[0].id}`, which is locked as {label}"
        hint = f"`cvkit numbers --lock --move {name}` gives the work a new number"
        if agreement.following:
            hint = "run `cvkit numbers --lock --follow`, which gives each number to the new id of its work"
        elif owners[0].id in agreement.path_of and agreement.score(path, owners[0]) == NO_AGREEMENT:
            hint = (
                f"delete the DOI and arXiv id of `{name}`, run this command again, and then write them again; or {hint}"
            )
        raise CvkitError(message, ExitStatus.PROBLEMS, hint)
    return _changed(lock, {name: _described(work)})


def recount(lock: Lockfile) -> Lockfile:
    """Give up the numbers that have lost their lines. No work gets such a number again."""
    return Lockfile(lock.lines, lock.given, lock.given_up | set(lock.lost))


def add_new_lines(lock: Lockfile, numbered: Numbered) -> Lockfile:
    """Add a line for each number without one, and record all numbers as given."""
    slots = lock.slots
    new = [
        LockedWork.model_validate(
            {"id": str(work.id), "series": label.series, "number": label.number, **_described(work)}
        )
        for work, label in _labelled(numbered)
        if (label.series, label.number) not in slots
    ]
    lines = (*lock.lines, *sorted(new, key=lambda line: line.slot))
    given = lock.given | {line.slot for line in lines}
    return Lockfile(lines, given, lock.given_up)


def _labelled(numbered: Numbered) -> Sequence[tuple[Work, Label]]:
    return [(numbered.work(path), label) for path, label in numbered.labels.items()]


def _described(work: Work) -> dict[str, object]:
    """The fields of a line that describe its work."""
    versions = work.title.versions
    titles = {language: work.title.plain(language) for language, _ in versions}
    is_one = len(titles) == 1 and "" in titles
    identified = {} if work.kind == "patent" else {"doi": work.doi, "arxiv": work.arxiv}  # type: ignore[union-attr]
    return {
        "title": titles[""] if is_one else titles,
        "doi": None,
        "arxiv": None,
        **identified,
        "kind": work.kind,
        "year": work.date.year if work.date else None,
    }


def _works(record: Record) -> Mapping[KeyPath, Work]:
    return {(section, index): work for section, index, work in record.works()}


def _line_of(lock: Lockfile, name: str) -> LockedWork:
    found = next((line for line in lock.lines if line.id == name and not line.retired), None)
    if found is None:
        hint = did_you_mean(name, [line.id for line in lock.lines], "`cvkit numbers` shows the locked works")
        raise CvkitError(f"the lockfile has no number for `{name}`", ExitStatus.USAGE, hint)
    return found


def _changed(lock: Lockfile, changes: Mapping[str, Mapping[str, object]]) -> Lockfile:
    """Change values in the lines of some ids. Retired lines are not changed."""
    lines = tuple(
        LockedWork.model_validate({**line.model_dump(exclude={"own"}), **changes[line.id]})
        if line.id in changes and not line.retired
        else line
        for line in lock.lines
    )
    return Lockfile(lines, lock.given, lock.given_up)
