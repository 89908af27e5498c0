"""List keys in documents: each must have an effect on the section for which it is given."""

from __future__ import annotations

import functools
import typing
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from cvkit.check.pydantic_errors import InvalidValue
from cvkit.model.diagnostic import Diagnostic, KeyPath
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.fields import MissingField, Model
from cvkit.model.own_section import OwnItem
from cvkit.model.record import SECTIONS, Record
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.selection import MERGED, NO_GROUPS, TEXTS, Listing, Where, WorkGrouping
from cvkit.model.source import YamlMap, YamlSeq
from cvkit.model.text import Text
from cvkit.model.work import PEOPLE_FIELDS, WORK_SECTIONS

FOR_WORKS = ("max_authors", "names", "renumber")
"""The list keys that lists of works use; those of grants use the first two for their investigators."""
PERIOD_FIELDS = ("date", "start", "dates", "periods")
"""The fields of which one gives an entry a place in time."""
NO_HEADING = frozenset(
    """id title note url text bullet email phone number amount own_amount share count code thesis description""".split()
)
"""The fields that differ in each entry, so that no list is grouped by them."""


class UselessListKey(Rule):
    """A list key that has no effect on its section.

    A document gives a section list keys to choose, order and group its entries. Each key needs a field of these
    entries: `since` needs a date, and `max_authors` needs authors. This section has no such field, so the key would
    silently do nothing. Delete the key, or move it to the section that you mean.
    ```yaml
    languages: [{name: English}]
    documents: {full: {sections: [{languages: {max_authors: 3}}]}}
    ```
    ```yaml
    languages: [{name: English}]
    documents: {full: {sections: [languages]}}
    ```
    """

    code = "V170"
    depends_on = DependsOn.VALUE
    message = "the section `{section}` cannot use `{key}`"
    hint = "delete `{key}`"
    fix = "delete the key"


class _OnlyOfMerged(UselessListKey):
    message = "only `merged` has the key `of`"
    hint = "name the section `merged`, or delete `of`"


class _UnknownGroups(InvalidValue):
    message = "the section `{section}` cannot be grouped by `{field}`"


class _UnknownWorkGroups(InvalidValue):
    message = "works cannot be grouped by `{field}`"


def check_list_keys(root: YamlMap) -> Iterator[Diagnostic]:
    """Report list keys that a section of a document cannot use."""
    documents = root.get("documents")
    for name, document in documents.items() if isinstance(documents, YamlMap) else ():
        if not isinstance(document, YamlMap):
            continue
        path: KeyPath = ("documents", name)
        if isinstance(field := document.get("group_by"), str) and field not in (choices := groups_of("publications")):
            hint = did_you_mean(field, choices)
            yield _UnknownWorkGroups.at((*path, "group_by"), field=field, hint=hint)
        if "of" in document:
            yield _OnlyOfMerged.at((*path, "of"), "key")
        shown = document.get("sections")
        for index, item in enumerate(shown if isinstance(shown, YamlSeq) else ()):
            for section, listing in item.items() if isinstance(item, YamlMap) and len(item) == 1 else ():
                yield from _of_listing(section, listing, (*path, "sections", index, section))
            if item == MERGED:
                yield _without_parts((*path, "sections", index))


def _of_listing(section: str, listing: Any, path: KeyPath) -> Iterator[Diagnostic]:
    """Report the keys of one section of a document."""
    keys = list(listing) if isinstance(listing, YamlMap) else []
    parts = [section]
    if section == MERGED:
        if "of" not in keys:
            yield _without_parts(path)
            return
        named = listing["of"]
        parts = [named] if isinstance(named, str) else list(named) if isinstance(named, YamlSeq) else []
    elif "of" in keys:
        yield _OnlyOfMerged.at((*path, "of"), "key")
    usable = {key for part in parts for key in usable_keys(part)}
    for key in keys:
        if key in Listing.model_fields and key not in usable | {"of", "where"}:
            yield UselessListKey.at((*path, key), "key", section=section, key=key)
    where = listing.get("where") if isinstance(listing, YamlMap) else None
    for key in where if isinstance(where, YamlMap) else ():
        if key in Where.model_fields and key not in usable:
            yield UselessListKey.at((*path, "where", key), "key", section=section, key=key)
    choices = ["year", NO_GROUPS] if section == MERGED else groups_of(section)
    field = listing.get("group_by") if isinstance(listing, YamlMap) else None
    if isinstance(field, str) and "group_by" in usable and field not in choices:
        yield _UnknownGroups.at((*path, "group_by"), section=section, field=field, hint=did_you_mean(field, choices))


def _without_parts(path: KeyPath) -> Diagnostic:
    return MissingField.at(path, field="of", hint="name the sections: `merged: {of: [talks, media]}`")


@functools.cache
def usable_keys(section: str) -> frozenset[str]:
    """The list keys, and the keys of `where`, that have an effect on a section."""
    always = {*TEXTS, "limit"}
    if section in WORK_SECTIONS:
        return frozenset({*always, *FOR_WORKS, "order", "group_by", *Where.model_fields})
    model = entry_model(section)
    if model is None:
        return frozenset(always)
    found = {*always, "tags", "ids", "group_by"}
    if any(name in model.model_fields for name in PERIOD_FIELDS):
        found |= {"order", "since", "until"}
    if "status" in model.model_fields:
        found |= {"status"}
    if section in PEOPLE_FIELDS:
        found |= {"max_authors", "names"}
    return frozenset(found)


@functools.cache
def groups_of(section: str) -> Sequence[str]:
    """The values of `group_by` for a section: fields whose value is one text or word, `year` and `none`."""
    model = entry_model(section)
    if section in WORK_SECTIONS:
        known = {"kind", "year", *(model.model_fields if model else ())}
        return (*(name for name in typing.get_args(WorkGrouping) if name in known), NO_GROUPS)
    if model is None:
        return ()
    fields = [
        name
        for name, field in model.model_fields.items()
        if name not in NO_HEADING | {"own"} and _is_one_text(field.annotation)
    ]
    has_period = any(name in model.model_fields for name in PERIOD_FIELDS)
    return (*fields, *(["year"] if has_period else []), NO_GROUPS)


def _is_one_text(annotation: Any) -> bool:
    """Whether a value is one text, or one of several words."""
    if annotation in (Text, str) or typing.get_origin(annotation) is Literal:
        return True
    if typing.get_origin(annotation) in (tuple, dict, list):
        return False
    return any(_is_one_text(argument) for argument in typing.get_args(annotation))


def entry_model(section: str) -> type[Model] | None:
    """The model of the entries of a section; None if they are texts."""
    from cvkit.check.model_fields import models_in

    if section not in SECTIONS:
        return OwnItem
    return next(models_in(Record.model_fields[section].annotation), None)
