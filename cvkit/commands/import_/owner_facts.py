"""The owner of an imported record: the facts of all sources about one person, and the guess of the name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cvkit.check.author_list import typed_names
from cvkit.check.owner_guess import OwnerGuess, guess_owner
from cvkit.commands.import_.combine import ALSO, combine
from cvkit.commands.import_.summary import SummaryLine
from cvkit.commands.read import Read
from cvkit.load.foreign import SourceContent
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus
from cvkit.model.name import NAME_PARTS, Name, parse_name
from cvkit.model.plural import counted
from cvkit.model.shell import with_record
from cvkit.model.spelling import Spelling

_ORDER = (
    "name",
    "aliases",
    "title",
    "position",
    "affiliation",
    "location",
    "email",
    "phone",
    "orcid",
    "profiles",
    "links",
    "metrics",
)
_LISTS = ("aliases", "links", "metrics")


def combine_people(contents: Sequence[SourceContent], before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The facts about the owner: of the sources, and those that only earlier imports read. Lists are joined.

    Of other fields, the first source decides, unless its value lost before.
    """
    people = [content.person for content in contents if any(content.person.values())]
    if not people:
        return {}
    joined: dict[str, Any] = {}
    for person in (before or {}, *people):
        for key in _LISTS:
            known = joined.setdefault(key, [])
            known += [one for one in person.get(key, ()) if not any(_is_one(one, other) for other in known)]
        joined["profiles"] = person.get("profiles", {}) | joined.get("profiles", {})
    combined = combine(_single_facts(before or {}), [*map(_single_facts, people)]) | joined
    if "name" in combined:
        own = Spelling(name_of_person(combined["name"]))
        combined["aliases"] = [one for one in combined.get("aliases", ()) if not Spelling(parse_name(one)).is_same(own)]
    rank = {key: at for at, key in enumerate(_ORDER)}
    return dict(sorted(((k, v) for k, v in combined.items() if v), key=lambda one: rank.get(one[0], len(rank))))


def _single_facts(person: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of which a person has one, with the name in one form."""
    facts = {key: value for key, value in person.items() if value and key not in (*_LISTS, "profiles")}
    return facts | ({"name": typed_person_name(name_of_person(facts["name"]))} if "name" in facts else {})


def different_facts(contents: Sequence[SourceContent], person: Mapping[str, Any]) -> Iterator[str]:
    """A line for each fact of the owner for which two sources have different values."""
    for key in person:
        if key in (*_LISTS, "profiles", ALSO):
            continue
        values = {str(one.person[key]): one for one in contents if one.person.get(key)}
        if key == "name":
            values = {name_of_person(one.person[key]).full: one for one in values.values()}
        if len(values) > 1:
            shown = "; ".join(f"{value} ({content.file})" for value, content in values.items())
            yield f"the sources have different values for your {key}, and the record has the first: {shown}"


def guess_from(
    works: Iterable[Mapping[str, Any]], person: Mapping[str, Any], owner: str | None, of_sources: Iterable[Diagnostic]
) -> OwnerGuess:
    """The owner of the works. The name is the given one, that of the sources, or a guess.

    `of_sources` are the diagnostics of the sources: an error can be the reason why there is no author.

    Raises:
        CvkitError: no name is given, and the sources name nobody.
    """
    stated = name_of_person(person["name"]).full if "name" in person else None
    lists = [typed_names(work.get("authors") or work.get("inventors")) for work in works]
    guess = guess_owner(lists, owner or stated, person.get("aliases", ()) if stated else ())
    if guess is None:
        errors = tuple(one for one in of_sources if one.is_error)
        check = "correct the errors" if errors else "check that it is the right file"
        hint = f"{check}, or add --owner NAME, the person the record is about"
        raise CvkitError("there is no author in the sources", ExitStatus.PROBLEMS, hint, errors)
    return guess


def person_of(guess: OwnerGuess, person: Mapping[str, Any], owner: str | None) -> dict[str, Any]:
    """The person of a new record."""
    name = owner or person.get("name") or guess.name
    known = [Spelling(parse_name(guess.name))]
    aliases = []
    for alias in (*person.get("aliases", ()), *guess.aliases):
        spelling = Spelling(parse_name(alias))
        if not any(spelling.is_same(one) for one in known):
            known.append(spelling)
            aliases.append(alias)
    first = {"name": name} | ({"aliases": aliases} if aliases else {})
    return first | {key: value for key, value in person.items() if key not in ("name", "aliases", ALSO)}


def owner_lines(guess: OwnerGuess, person: Mapping[str, Any], owner: str | None) -> Iterator[SummaryLine]:
    """Lines of the summary about the owner's name and aliases."""
    who = f"{guess.name}, in {guess.lists} of {counted(guess.of, 'author list')}"
    if owner is None and "name" not in person:
        others = "; another person is in as many" if guess.is_doubtful else ""
        yield SummaryLine(f"the owner is guessed to be {who}{others}; if it is another person, add --owner NAME")
    else:
        yield SummaryLine(f"the owner is {who}")
    if guess.aliases:
        yield SummaryLine("these spellings are taken as the same person", tuple(guess.aliases), "; check `aliases`")


def near_spellings(checked: Read, record: Path) -> Iterator[SummaryLine]:
    """The line of the summary about spellings that may be the owner's, in a new record at a path."""
    near = checked.numbered.record.owner.near_spellings if checked.numbered else []
    if near:
        end = f"; {with_record('`cvkit check`', record)} gives a line for each"
        yield SummaryLine("these spellings may be the same person", tuple(one.text for one in near), end)


def newest_affiliation(contents: Sequence[SourceContent], guess: OwnerGuess) -> str:
    """The affiliation of the owner in the newest work that states one."""
    mine = [Spelling(parse_name(name)) for name in (guess.name, *guess.aliases)]
    found = [
        fact
        for content in contents
        for name, fact in content.affiliations.items()
        if any(Spelling(parse_name(name)).is_same(one) for one in mine)
    ]
    return max(found)[1] if found else ""


def name_of_person(value: Any) -> Name:
    """The name of a person as typed: one text, or parts."""
    if isinstance(value, Mapping):
        given, family, particle, suffix, literal = (str(value.get(part, "")) for part in NAME_PARTS)
        return Name(given, family, particle, suffix, literal)
    return parse_name(str(value))


def typed_person_name(name: Name) -> Any:
    """A name as a user types it: one text if that is read as the same parts."""
    read = parse_name(name.full)
    if all(getattr(read, part) == getattr(name, part) for part in NAME_PARTS):
        return name.full
    return {part: text for part in NAME_PARTS if (text := getattr(name, part))}


def _is_one(one: Any, other: Any) -> bool:
    if isinstance(one, Mapping) and isinstance(other, Mapping) and "url" in one:
        return bool(str(one["url"]).rstrip("/") == str(other.get("url", "")).rstrip("/"))
    return bool(one == other)
