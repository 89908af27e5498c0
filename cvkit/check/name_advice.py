"""Advice for a key that belongs under a mapping of its entry, above all for the parts of a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from cvkit.check.model_fields import model_at
from cvkit.check.suggest import SYNONYMS
from cvkit.check.value_advice import WIDEST_HINT, Advice
from cvkit.check.value_shapes import is_plain
from cvkit.model.author import Author
from cvkit.model.diagnostic import KeyPath, Replacement
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.name import Name, parse_name
from cvkit.model.person import PersonName, name_in_parts
from cvkit.model.record import Record
from cvkit.model.source import EMPTY, Source, YamlMap
from cvkit.model.yaml_flow import flow

_PARTS = ("given", "particle", "family", "suffix", "literal", "native")
"""The parts of a name in the order in which people write them."""
_WHOLE = ("name", "full", *SYNONYMS["name"].split()[:2])
"""Keys of a whole name."""
_IN_TWO_SCRIPTS = lazy_pattern(r"([ -~]+?)\s*\(([^ -~]+)\)|([^ -~]+)\s*\(([ -~]+?)\)")


def part_of_name(key: str) -> str | None:
    """The part of a name that a key means; None if it means no part."""
    word = key.lower().replace("-", "_").replace(" ", "_")
    return next((part for part in _PARTS if word == part or word in SYNONYMS.get(part, "").split()), None)


def is_whole_name_in_parts(key: str, path: KeyPath) -> bool:
    """Whether an unknown key in the mapping at a path is a whole name among the parts of that name."""
    return key.lower() in _WHOLE and model_at(path, Record) is PersonName


class TwoScripts(NamedTuple):
    """A name that is typed in two scripts, such as `Chulsoo Kim (김철수)`."""

    name: Name
    native: str

    @property
    def parts(self) -> dict[str, str]:
        """The parts of the name and its native form, as a user types them."""
        return {part: text for part in _PARTS if (text := getattr(self.name, part, ""))} | {"native": self.native}


def name_in_two_scripts(text: str) -> TwoScripts | None:
    """The two forms of a name in two scripts; None for any other text."""
    found = _IN_TWO_SCRIPTS.fullmatch(text)
    return TwoScripts(parse_name(found[1] or found[4]), found[2] or found[3]) if found else None


def advise_name(path: KeyPath, source: Source) -> Advice | None:
    """The advice for a part of a name in a wrong place, with the whole name to write; None for any other key."""
    around, key = path[:-1], str(path[-1])
    model = model_at(around, Record)
    entry = typed_at(source, around)
    if not isinstance(entry, YamlMap):
        return None
    if model is Author and part_of_name(key) == "native" and "x-native" not in entry:
        line = f"x-native: {flow(entry[key])}" if is_plain(entry[key]) else "x-native: …"
        hint = f"author lists print a name as `name` has it; to keep the other form, unprinted, write `{line}`"
        return Advice(hint, [Replacement("x-native", "key")])
    if is_whole_name_in_parts(key, around) and isinstance(entry[key], str):
        parts = _parts_of({"name": entry[key], **{one: text for one, text in entry.items() if one in _PARTS}})
        text = flow(parts)
        return Advice(f"write `name: {text}`", [Replacement(text, "value", around, is_yaml=True)])
    if "name" not in model.model_fields or model_at((*around, "name"), Record) is not PersonName:
        return None
    outside = [one for one in entry if part_of_name(one) and one not in model.model_fields]
    if key not in outside or not isinstance(entry.get("name", ""), str):
        return None
    parts = _parts_of(entry)
    if not is_plain(parts):
        return None
    text = flow(parts)
    if key != outside[0]:
        return Advice(f"`name: {text}` has it: delete this line")
    others = outside if "name" in entry else outside[1:]
    hint = f"write `name: {text}`" + (f", and delete {' and '.join(map('`{}`'.format, others))}" if others else "")
    new = [Replacement(text, "value", (*around, "name" if "name" in entry else key), is_yaml=True)]
    new += [] if "name" in entry else [Replacement("name", "key")]
    return Advice(hint, [*new, *(Replacement("", "entry", (*around, one)) for one in others)])


def _parts_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The name of an entry in its parts: those of its `name`, and those beside it."""
    typed = {part: value for key, value in entry.items() if (part := part_of_name(key))}
    text = entry.get("name", "")
    both = name_in_two_scripts(text)
    parts = both.parts if both else name_in_parts(text)
    if "family" in typed or "given" in typed:  # a name of one word states no part
        word = parts.pop("literal", "")
        parts |= {} if not word else {"family": word} if "given" in typed else {"given": word}
    parts |= typed
    return {part: parts[part] for part in _PARTS if parts.get(part)}


def advise_below(path: KeyPath, name: str, parent: str, source: Source) -> Advice:
    """The advice for a key at a path that belongs as `name` under a parent that its entry has."""
    around, value = typed_at(source, (*path[:-1], parent)), typed_at(source, path)
    new: list[Replacement] = []
    written = "it"
    line = flow({name: value})[1:-1] if is_plain(value) else ""
    if isinstance(around, YamlMap) and name not in around and 0 < len(line) <= WIDEST_HINT:
        written = f"`{line}`"
        new = [Replacement(line, "entry", (*path[:-1], parent)), Replacement("", "entry")]
    return Advice(f"`{name}` belongs under `{parent}`: write {written} there, and delete this line", new)


def typed_at(source: Source, path: KeyPath) -> Any:
    """The value at a path as typed; None if there is none."""
    node = source.node_at(path)
    return node.value if node else None


def is_there(source: Source, path: KeyPath, missing: str) -> bool:
    """Whether a missing value was typed. It is empty or was deleted as wrong, and that has its own diagnostic."""
    value: Any = source.root
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return False
    return value is EMPTY or (bool(missing) and missing in getattr(value, "key_spans", ()))
