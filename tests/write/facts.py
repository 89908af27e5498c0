"""A value for each field of a record that occurs nowhere else, made from the types of the fields.

A new field gets a value, and is tested, without a change here.
"""

from __future__ import annotations

import itertools
import types
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, StringConstraints

from cvkit.model.activity import Currency
from cvkit.model.author import Author
from cvkit.model.biblatex_names import NUMBERED
from cvkit.model.bullet import BulletField
from cvkit.model.date import DateField, EndField
from cvkit.model.distinction import Acceptance
from cvkit.model.fields import Codes, Count, DecimalText, Flag, Identifier, Orcid, Positive, Word
from cvkit.model.identifiers import Arxiv, Doi, Email, Isbn, Issn
from cvkit.model.own_section import OwnItem
from cvkit.model.page_range import Pages
from cvkit.model.person import Person
from cvkit.model.phone import Phone
from cvkit.model.profiles import Profiles
from cvkit.model.record import SECTIONS, Record
from cvkit.model.text import TextField
from cvkit.model.url import UrlField
from cvkit.model.work import WORK_SECTIONS, Authors, WorkKind
from cvkit.model.work_date import Retraction, WorkDate

FieldPath = tuple[str, ...]
"""The section of a field and its name, with the fields that contain it: `("talks", "venue", "short")`."""

SETTINGS = {
    "id",
    "series",
    "numbered",
    "author_order",
    "pin",
    "tags",
    "hidden",
    "ignore",
    "own",
    "kind",
    "listed",
    "funding",
}
"""Fields of an entry that decide where and whether it is printed, and are no facts."""

DATES = ("date", "dates", "periods", "posts")
"""Fields that are an alternative to `start` and `end`."""


@dataclass
class Tokens:
    """The values that were made, each with its field, and the texts of which a format must have one."""

    found: dict[str, FieldPath] = field(default_factory=dict)
    serial: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    years: Iterator[int] = field(default_factory=lambda: itertools.count(1001))

    def keep(self, path: FieldPath, token: str, value: Any = None) -> Any:
        """Return the value, or else the token, and remember that the output must have the token."""
        self.found[token] = path
        return token if value is None else value

    def word(self) -> str:
        """A word of six letters."""
        number = next(self.serial)
        return "Q" + "".join(chr(ord("a") + number // 21**power % 21) for power in (3, 2, 1, 0)) + "z"

    def make(self, hint: Any, path: FieldPath) -> Any:
        """Return a value of a type."""
        number = next(self.serial)
        if hint in (TextField, BulletField, Word, Pages):
            return self.keep(path, self.word())
        if hint == BulletField:
            return {"text": self.make(TextField, path), "highlights": [self.make(TextField, path) for _ in range(2)]}
        if hint in (DateField, EndField, WorkDate, Retraction):
            year = next(self.years)
            return self.keep(path, str(year), f"{year}-{1 + number % 12:02}-{13 + number % 15}")
        if hint == UrlField:
            return self.keep(path, word := self.word().lower(), f"https://{word}.example/x")
        if hint == Doi:
            return self.keep(path, word := self.word().lower(), f"10.1000/{word}")
        if hint == Arxiv:
            return self.keep(path, f"2505.{number:05}")
        if hint == Phone:
            return self.keep(path, str(5550000 + number))
        if hint == Email:
            return self.keep(path, word := self.word().lower(), f"{word}@a.example")
        if hint == Issn:
            return self.keep(path, _issn(number))
        if hint == Isbn:
            return self.keep(path, _isbn(number))
        if hint == Orcid:
            return self.keep(path, _orcid(number))
        if hint == DecimalText:
            # A percentage in the last quartile, or an amount, which is less than the one before it.
            return self.keep(path, f"80.{99999 - number}")
        if hint in (Count, Positive):
            return self.keep(path, str(50000 + number))
        if hint == Currency:
            return self.keep(path, "Q" + "".join(chr(ord("A") + number // 26**power % 26) for power in (1, 0)))
        if hint == Authors:
            return [self.author(path)]
        if get_origin(hint) in (Union, types.UnionType):
            return self.make(get_args(hint)[0], path)
        if get_origin(hint) is tuple:
            return [self.make(get_args(hint)[0], path) for _ in range(2)]
        if get_origin(hint) is Literal:
            return get_args(hint)[-1]
        if hint is Profiles:
            names = [name for name in Profiles.model_fields if name not in ("own", "orcid", "mastodon")]
            return {name: self.keep((*path, name), str(60000 + next(self.serial))) for name in names}
        if isinstance(pattern := _pattern(hint), str):
            before = "PMC" if "PMC" in pattern else ""
            return self.keep(path, f"{before}{70000 + number}")
        if hint is Acceptance:  # counts and rate must agree
            return self.mapping(hint, path, ("rate",) if number % 2 else ("accepted", "submitted"))
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self.mapping(hint, path)
        if hint in (Flag, Identifier, Codes):
            raise TypeError(f"{path} is a setting")
        return self.make(get_args(hint)[0], path)

    def author(self, path: FieldPath) -> dict[str, Any]:
        """Return an author with all facts, but for those that exclude each other."""
        kept = ("given", "family", "particle", "suffix", "orcid", "affiliations")
        return self.mapping(Author, path, kept)

    def mapping(self, model: type[BaseModel], path: FieldPath, only: Set[str] | tuple[str, ...] = ()) -> dict[str, Any]:
        """Return a mapping with all fields of a model, or only some of them."""
        hints = get_type_hints(model, include_extras=True)
        names = [name for name in model.model_fields if name not in SETTINGS and (not only or name in only)]
        return {name: self.make(hints[name], (*path, name)) for name in names if not _is_setting(hints[name])}


def _pattern(hint: Any) -> str | None:
    """The pattern of a text with digits."""
    constraints = [one for one in getattr(hint, "__metadata__", ()) if isinstance(one, StringConstraints)]
    return next((str(one.pattern) for one in constraints if one.pattern), None)


def _is_setting(hint: Any) -> bool:
    return hint in (Flag, Codes, Identifier) or (
        get_origin(hint) in (Union, types.UnionType) and _is_setting(get_args(hint)[0])
    )


def _issn(number: int) -> str:
    digits = f"{3000000 + number}"
    check = -sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits, strict=True)) % 11
    return f"{digits[:4]}-{digits[4:]}{'X' if check == 10 else check}"


def _isbn(number: int) -> str:
    digits = f"978{number:09}"
    return digits + str(-sum((1, 3)[at % 2] * int(digit) for at, digit in enumerate(digits)) % 10)


def _orcid(number: int) -> str:
    digits, total = f"{number:015}", 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    whole = digits + ("X" if check == 10 else str(check))
    return "-".join(whole[at : at + 4] for at in range(0, 16, 4))


KINDS: dict[str, tuple[dict[str, Any], ...]] = {
    "publications": tuple({"kind": kind} for kind in get_args(WorkKind)),
}
"""The kinds of entry of a section, each with the fields that make it."""

COMPANIONS = {
    "experience": {"organization"},
    "service": {"organization"},
    "memberships": {"organization"},
    "publications": {"date"},
}
"""Fields without which an entry of a section is an error, besides those that its model requires."""

CONTRADICTORY = {"grants": {"share", "own_amount"}}
"""Fields of a section of which an entry has one here, because made-up values of both would contradict each other."""

OWN_FORMS = (
    {"text", "note"},
    {"bullet", "note"},
    {"text", "note", "date"},
    {"text", "note", "start", "end"},
    {"label", "text", "note"},
)
"""The fields of an entry in a section of the user's own, besides an entry with a title, which has all fields."""


def _own_fields(hints: dict[str, Any]) -> Iterator[set[str]]:
    """The fields of each variant of an entry."""
    if "bullet" in hints:
        yield from OWN_FORMS
    spans = {"start", "end"} & set(hints)
    alternatives = [name for name in DATES if name in hints] if spans else []
    yield set(hints) - set(alternatives)
    for name in alternatives:
        yield set(hints) - {*spans, *alternatives} | {name}


def entry_models() -> dict[str, type[BaseModel]]:
    """The model of the entries of each section."""
    hints = get_type_hints(Record, include_extras=True)
    found: dict[str, type[BaseModel]] = {}
    for section in SECTIONS:
        model = get_args(hints[section])[0]
        if isinstance(model, type) and issubclass(model, BaseModel):
            found[section] = model
    return {**found, "Own": OwnItem}


@dataclass
class Facts:
    """A record with a value for each field, and the values by which the fields are found."""

    record: dict[str, Any]
    tokens: Mapping[str, FieldPath]

    def count(self, section: str) -> int:
        """The number of values in a section."""
        return sum(path[0] == section for path in self.tokens.values())


def make_facts() -> Facts:
    """Return a record with the entries of each section in all variants with all fields, and with each field alone."""
    tokens = Tokens()
    record: dict[str, Any] = {"cvkit": 1, "numbering": "none"}
    names = {name for name in Person.model_fields if name not in ("name", "aliases", "photo", "own")}
    record["person"] = {"name": {"given": "Ada", "family": "Miller"}} | tokens.mapping(Person, ("person",), names)
    for section, model in entry_models().items():
        record[section] = list(_entries(section, model, tokens))
    record["sections"] = {"Own": record.pop("Own")}
    return Facts(record, tokens.found)


def _entries(section: str, model: type[BaseModel], tokens: Tokens) -> Iterator[dict[str, Any]]:
    whole = get_type_hints(model, include_extras=True)
    hints = {name: whole[name] for name in model.model_fields if name not in SETTINGS and not _is_setting(whole[name])}
    required = {name for name in hints if model.model_fields[name].is_required()} | COMPANIONS.get(section, set())
    kinds = KINDS.get(section, ({},))
    variants = [(names, kind) for kind in kinds for names in _own_fields(hints)]
    if section in CONTRADICTORY:
        variants = [(names - {name}, kind) for names, kind in variants for name in sorted(CONTRADICTORY[section])]
    if section != "Own":
        variants += [(required | {name}, kinds[0]) for name in sorted(hints.keys() - required)]
    if section in WORK_SECTIONS and section != "patents":  # not every kind has a number of its own
        variants = [
            (names if kind.get("kind", section.rstrip("s")) in NUMBERED else names - {"number"}, kind)
            for names, kind in variants
        ]
    for at, (names, kind) in enumerate(variants):
        path = (section, str(at))
        kind = kind | ({"id": f"{section}{at}"} if section in WORK_SECTIONS else {})
        yield kind | {name: tokens.make(hints[name], (*path, name)) for name in hints if name in names}


def choices(model: type[BaseModel], before: FieldPath = ()) -> Iterator[tuple[FieldPath, tuple[str, ...]]]:
    """Yield the path of each optional field of an entry whose value is one of several words, and the words."""
    hints = get_type_hints(model, include_extras=True)
    for name in model.model_fields:
        is_union = get_origin(hints[name]) in (Union, types.UnionType)
        hint = get_args(hints[name])[0] if is_union else hints[name]
        inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
        if get_origin(hint) is Literal and name not in SETTINGS and not model.model_fields[name].is_required():
            yield (*before, name), get_args(hint)
        elif isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from choices(inner, (*before, name))
