"""What `cvkit numbers --lock` may change in a lockfile: each function takes a lockfile and gives another."""

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
    """The lockfile with the number of one work retired, so that the work can get another.

    Raises:
        CvkitError: no number of that id is locked.
    """
    _line_of(lock, name)
    return _changed(lock, {name: {"retired": True}})


def follow_ids(lock: Lockfile, record: Record) -> Lockfile:
    """The lockfile with the new id of each work that has another id now; where two would serve, the old id stays."""
    new = Agreement(lock.lines, _works(record)).following
    lines = tuple(line.model_copy(update={"id": new[line.id]}) if line.id in new else line for line in lock.lines)
    return Lockfile(lines, lock.given, lock.given_up)


def accept_work(lock: Lockfile, record: Record, name: str) -> Lockfile:
    """The lockfile with the title and identifiers that the work of an id has now.

    Raises:
        CvkitError: no number of that id is locked, no work has it, or its title or identifiers belong to another line.
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
    """The lockfile without the numbers that have lost their lines; they are given to nobody again."""
    return Lockfile(lock.lines, lock.given, lock.given_up | set(lock.lost))


def add_new_lines(lock: Lockfile, numbered: Numbered) -> Lockfile:
    """The lockfile with a line for each number that has none, and with all numbers counted as given."""
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
    """What a line says about its work."""
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
        hint = did_you_mean(name, [line.id for line in lock.lines], "`cvkit numbers` shows what is locked")
        raise CvkitError(f"no number of `{name}` is locked", ExitStatus.USAGE, hint)
    return found


def _changed(lock: Lockfile, changes: Mapping[str, Mapping[str, object]]) -> Lockfile:
    """The lockfile with other values in the lines of some ids that are not retired."""
    lines = tuple(
        LockedWork.model_validate({**line.model_dump(exclude={"own"}), **changes[line.id]})
        if line.id in changes and not line.retired
        else line
        for line in lock.lines
    )
    return Lockfile(lines, lock.given, lock.given_up)
