"""Rules about degrees, courses and students: expected days, scores over the scale, contradictory levels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from cvkit.check.career_words import note_of_own_role
from cvkit.check.consistency import FutureDate
from cvkit.model.activity import Teaching
from cvkit.model.career import Education, Spanning, Supervision
from cvkit.model.date import Date
from cvkit.model.diagnostic import Diagnostic, KeyPath, Replacement, Severity
from cvkit.model.name import parse_name
from cvkit.model.record import Record
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.work import AUTHOR_FIELDS
from cvkit.model.yaml_flow import flow


class OwnRoleOfStudent(Rule):
    """The role of a student names a supervisor.

    The role is printed behind the name of the student, so that the student would be the supervisor. If it is your own
    role, write it as a note. `co_advisors` are the people who advise the student with you.
    ```yaml
    supervision: [{name: Bo Fictive, degree: PhD, role: co-supervisor}]
    ```
    ```yaml
    supervision: [{name: Bo Fictive, degree: PhD, note: As co-supervisor}]
    ```
    """

    code = "V267"
    severity = Severity.WARNING
    depends_on = DependsOn.ENTRY
    message = "`role: {role}` prints {name} as the supervisor"
    hint = "if it is your own role, write `{line}` instead"
    fix = "write your own role as a note"


class _OwnRoleInPeriod(OwnRoleOfStudent):
    hint = "if it is your own role, write `{line}` in the entry, and delete this line"


LEVELS_OF_ADVISEE = {"graduate": ("phd", "ms"), "undergraduate": ("undergraduate",), "postdoc": ("postdoc",)}
"""The level of an advisee in an author list → the levels of a student that agree with it."""


class PassedExpectation(Rule):
    """A degree is expected on a day that is past, or beside its end.

    `expected` prints that a degree is not finished. Here the day is past, or `end` says that the degree is finished.
    Write `end` instead of `expected`, or a later day.
    ```yaml
    education: [{institution: Example University, degree: PhD, start: 2012, expected: 2016}]
    ```
    ```yaml
    education: [{institution: Example University, degree: PhD, start: 2012, end: 2016}]
    ```
    """

    code = "V248"
    severity = Severity.WARNING
    depends_on = DependsOn.ENTRY
    message = "the degree was expected in {date}, which is past"
    hint = "write `end: {date}` instead, or a later day"
    fix = "write `end` instead"


class _FinishedDegree(PassedExpectation):
    message = "the degree has an end, so it is no longer expected"
    hint = "delete `expected`"


class _UnfinishedDegree(PassedExpectation):
    message = "the degree is expected, and its end is in the future"
    hint = "delete `end`: the degree is not finished"


class _DegreeToCome(FutureDate):
    hint = "write `expected: {date}` instead of this line"


class ScoreOverScale(Rule):
    """An evaluation of a course is better than the best possible score.

    `scale` is the best score that students can give, and `value` is the score that they gave. Compare both with your
    source, and fix the wrong one.
    ```yaml
    teaching: [{title: Waves, evaluation: {value: "46", scale: "5"}}]
    ```
    ```yaml
    teaching: [{title: Waves, evaluation: {value: "4.6", scale: "5"}}]
    ```
    """

    code = "V249"
    depends_on = DependsOn.ENTRY
    message = "the evaluation {value} is more than the best score {scale}"
    hint = "look for a typo in one of the two"
    fix = "fix one of the two"


class OtherLevel(Rule):
    """An author is your advisee at another level than in `supervision`.

    An author with the name of a student is taken for this student. `graduate` is a PhD or MS student. Here the author
    list and `supervision` name different levels. If the student had both levels, add an entry with the other one to
    `supervision`. If they are two people, ignore this warning.
    ```yaml
    supervision: [{name: Bo Fictive, level: phd}]
    publications:
      - id: one
        kind: journal
        title: T
        date: 2020
        authors: [Ada Miller, {name: Bo Fictive, advisee: undergraduate}]
    ```
    ```yaml
    supervision: [{name: Bo Fictive, level: phd}]
    publications:
      - id: one
        kind: journal
        title: T
        date: 2020
        authors: [Ada Miller, {name: Bo Fictive, advisee: graduate}]
    ```
    """

    code = "V250"
    severity = Severity.WARNING
    depends_on = DependsOn.ENTRY
    message = "{name} is {advisee} here, but {levels} in `supervision`"
    hint = "fix one of the two; or add an entry with the other `level` to `supervision`"
    fix = "fix one of the two"


class TwoLevels(Rule):
    """One student has two levels at the same time.

    Two entries of `supervision` have the same name and different levels, and their periods do not follow each other. If
    the student went from one level to the next, write the `periods` of each. If they are two people, ignore this
    warning.
    ```yaml
    supervision:
      - {name: Bo Fictive, level: phd, periods: [{start: 2019, end: 2023}]}
      - {name: Bo Fictive, level: ms, periods: [{start: 2018, end: 2021}]}
    ```
    ```yaml
    supervision:
      - {name: Bo Fictive, level: phd, periods: [{start: 2019, end: 2023}]}
      - {name: Bo Fictive, level: ms, periods: [{start: 2017, end: 2019}]}
    ```
    """

    code = "V251"
    severity = Severity.WARNING
    depends_on = DependsOn.ENTRY
    message = "{name} is also listed with the level {other}, and the periods do not follow each other"
    hint = "fix the level or the `periods` of one entry; if they are two people, write `ignore: V251` into this one"
    fix = "fix the level or the periods"


def check_career(record: Record, today: dt.date) -> Iterator[Diagnostic]:
    """Report wrong facts of degrees, courses and students; the day is `today`."""
    for index, degree in enumerate(record.education):
        yield from _expectation(degree, ("education", index), today)
    for index, course in enumerate(record.teaching):
        yield from _evaluation(course, ("teaching", index, "evaluation"))
    for index, student in enumerate(record.supervision):
        yield from _own_roles(student, index)
        yield from _expectation(student, ("supervision", index), today)
    students: dict[str, list[tuple[int, Supervision]]] = {}
    for index, student in enumerate(record.supervision):
        if student.level:
            name = record.owner.identity(parse_name(student.name.plain()))
            students.setdefault(name, []).append((index, student))
    for found in students.values():
        yield from _levels(found)
    if students:
        yield from _advisees(record, students)


def _own_roles(student: Supervision, index: int) -> Iterator[Diagnostic]:
    """Report roles of a student that are the owner's."""
    path: KeyPath = ("supervision", index)
    in_periods = (((*path, "periods", at, "role"), stay.role) for at, stay in enumerate(student.periods))
    for place, role in (((*path, "role"), student.role), *in_periods):
        note = note_of_own_role(role.plain()) if role else ""
        if role and note:
            is_clear = place[:-1] == path and student.note is None and len(role.versions) == 1
            new = [Replacement("note", "key"), Replacement(note)] if is_clear else []
            rule = OwnRoleOfStudent if place[:-1] == path else _OwnRoleInPeriod
            line = flow({"note": note})[1:-1]
            yield rule.at(place, role=role.plain(), name=student.name.plain(), line=line, corrections=new)


def _expectation(degree: Education | Supervision, path: KeyPath, today: dt.date) -> Iterator[Diagnostic]:
    end = degree.end if isinstance(degree.end, Date) else degree.date
    key = "end" if isinstance(degree.end, Date) else "date"
    is_to_come = end is not None and end.end is None and end.first_day > today and isinstance(degree, Education)
    if is_to_come and degree.expected:
        rule = _UnfinishedDegree if key == "end" else _FinishedDegree
        new = [Replacement("", "entry", (*path, key))] if end == degree.expected and key == "end" else []
        yield rule.at((*path, key), corrections=new)
    elif is_to_come:
        yield _DegreeToCome.at((*path, key), date=end, corrections=[Replacement("expected", "key")])
    elif degree.expected and (isinstance(degree.end, Date) or degree.date):
        yield _FinishedDegree.at((*path, "expected"))
    elif degree.expected and degree.expected.last_day < today:
        yield PassedExpectation.at((*path, "expected"), date=degree.expected)


def _evaluation(course: Teaching, path: KeyPath) -> Iterator[Diagnostic]:
    score = course.evaluation
    if score and score.scale and Decimal(score.value) > Decimal(score.scale):
        yield ScoreOverScale.at((*path, "value"), value=score.value, scale=score.scale)


def _levels(entries: list[tuple[int, Supervision]]) -> Iterator[Diagnostic]:
    """Report entries of one student with different levels, unless their periods follow each other."""
    for (_, first), (index, second) in combinations(entries, 2):
        if first.level != second.level and not (_precedes(first, second) or _precedes(second, first)):
            path: KeyPath = ("supervision", index, "level")
            yield TwoLevels.at(path, name=second.name.plain(), other=first.level)


def with_standing(record: Record, today: dt.date) -> Record:
    """The record with a status of each student who has none: students all of whose periods are over are alumni."""
    students = tuple(
        one if one.status else one.model_copy(update={"status": "alumni" if _is_over(one, today) else "current"})
        for one in record.supervision
    )
    return record.model_copy(update={"supervision": students})


def _is_over(student: Supervision, today: dt.date) -> bool:
    ends = [stay.date or stay.end for stay in student.stays]
    return bool(ends) and not student.expected and all(isinstance(end, Date) and end.last_day < today for end in ends)


def _precedes(first: Supervision, second: Supervision) -> bool:
    """Whether all periods of one entry end before those of another begin. One day of a coarse date is enough."""
    ends, starts = [*map(_end, first.stays)], [*map(_start, second.stays)]
    if not ends or not starts or None in ends or None in starts:
        return False
    return max(filter(None, ends)) <= min(filter(None, starts))


def _end(stay: Spanning) -> dt.date | None:
    """The first day on which a period may end; None if it has no end."""
    end = stay.date or stay.end
    return (end.end or end.start).first_day if isinstance(end, Date) else None


def _start(stay: Spanning) -> dt.date | None:
    """The last day on which a period may begin; None if it has no start."""
    start = stay.date or stay.start
    return start.start.last_day if isinstance(start, Date) else None


def _advisees(record: Record, students: dict[str, list[tuple[int, Supervision]]]) -> Iterator[Diagnostic]:
    """Report advisees in author lists whose level contradicts all entries of the student."""
    for section, index, work in record.works():
        for at, author in enumerate(work.authors):
            covered = LEVELS_OF_ADVISEE.get(author.advisee)
            found = students.get(record.owner.identity(author.parts), []) if covered else []
            levels = [str(student.level) for _, student in found]
            if levels and not {*levels} & {*(covered or ()), "other"}:
                path: KeyPath = (section, index, AUTHOR_FIELDS[section], at)
                shown = " and ".join(dict.fromkeys(levels))
                yield OtherLevel.at(path, name=author.parts.full, advisee=author.advisee, levels=shown)
