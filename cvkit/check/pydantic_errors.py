"""Turn an error of pydantic into a diagnostic in the user's words.

The diagnostic depends on the stable type code of an error, never on the English text of pydantic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Any

from pydantic_core import ErrorDetails

from cvkit.check.absent_keys import hint_for_absent_field, hint_for_new_key
from cvkit.check.bib_severity import is_in_bib
from cvkit.check.date_advice import advise_date
from cvkit.check.entry_advice import (
    advise_own_section,
    advise_status_with_entry,
    advise_with_entry,
    correct_each_key_once,
    only_new_keys,
)
from cvkit.check.model_fields import choices_at, errors_of_value, fields_at
from cvkit.check.name_advice import advise_below, is_there, is_whole_name_in_parts
from cvkit.check.status_phrases import advise_status_and_venue, advise_venue_in_status, read_status_phrase
from cvkit.check.suggest import KeyGuess, guess_key
from cvkit.check.value_advice import SHAPES, Advice, advise, advise_text, form_of
from cvkit.check.value_shapes import as_pair, section_of_references
from cvkit.check.word_meanings import meant_genre, meant_values
from cvkit.model.date import InvalidDate
from cvkit.model.diagnostic import Diagnostic, KeyPath, Pointed, Range, Replacement
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.fields import MissingField, Model
from cvkit.model.record import Record
from cvkit.model.rule import RULES, ValueRule
from cvkit.model.source import Source, YamlMap
from cvkit.model.value_class import dataclass
from cvkit.model.work import AUTHOR_FIELDS
from cvkit.model.yaml_flow import flow

_IN_BIBTEX = {"authors": "author", "inventors": "author"}
"""A required field of a work → its name in BibTeX, if that is another."""


class UnknownKey(ValueRule):
    """An unknown key.

    cvkit does not know this key here. It refuses unknown keys, because the value of a misspelt key would be missing
    from every document. Use the key in the hint, or move the line to the place in the hint. For a key of your own,
    begin its name with `x-`.
    ```yaml
    honors: [{title: A Prize, yaer: 2020}]
    ```
    ```yaml
    honors: [{title: A Prize, date: 2020}]
    ```
    """

    code = "V101"
    message = "unknown key `{key}`"
    fix = "use the key in the hint"


class InvalidValue(ValueRule):
    """A value of the wrong type, or one that is not allowed.

    The value does not fit the field: for example, it is a text, and the field needs a list; or it is a word that is not
    allowed here. cvkit does not guess, because a wrong guess would be printed. Write the value as the hint says.
    data/README.md lists the values of each field.
    ```yaml
    supervision: [{name: Bo Fictive, status: finished}]
    ```
    ```yaml
    supervision: [{name: Bo Fictive, status: alumni}]
    ```
    """

    code = "V103"
    message = "`{value}` is not one of the values of `{name}`"
    fix = "write the value as the hint says"


@dataclass(frozen=True)
class FieldError:
    """A diagnostic, with the path of the refused value."""

    diagnostic: Diagnostic
    path: KeyPath
    missing: str = ""
    """The missing field of that value, if any."""
    meant: frozenset[str] = frozenset()
    """The fields that the user probably meant by an unknown key."""
    others: tuple[tuple[str, Advice], ...] = ()
    """The other fields that the key can mean, each with its advice, for an entry that has the first one."""
    name: str = ""
    """The name of the key below such a field, if the key belongs there."""
    pair: Mapping[str, str] = field(default_factory=dict)
    """The whole entry that an unknown key and its value mean, if the entry has only them."""


def diagnostic_of(error: ErrorDetails, at: KeyPath = (), root: type[Model] = Record) -> FieldError:
    """The diagnostic of one pydantic error. `root` is the model of the value at the path `at`."""
    inner: KeyPath = tuple(step for step in error["loc"] if step != "[key]")
    found = _field_error(error, inner, root)
    if error["loc"][-1:] == ("[key]",):
        found = replace(found, diagnostic=replace(found.diagnostic, part="key"))
    if not at:
        return found
    return replace(found, diagnostic=replace(found.diagnostic, path=(*at, *found.diagnostic.path)))


def _field_error(error: ErrorDetails, path: KeyPath, root: type[Model]) -> FieldError:
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    path = (*path, *context.get("steps", ()))
    last = path[-1] if path else ""
    match kind:
        case "extra_forbidden":
            return _unknown_key(path, value, root)
        case "missing":
            _, choices = choices_at(path, root)
            others = f"add a line `{last}: …` with one of: {', '.join(choices)}" if choices else None
            return FieldError(MissingField.at(path[:-1], "entry", field=last, hint=others), path[:-1], str(last))
        case MissingField.code:
            diagnostic = MissingField.at(path, "entry", message=context["message"], hint=context["hint"])
            return FieldError(diagnostic, path, context["field"])
        case "literal_error":
            return FieldError(_not_a_choice(path, value, root), path)
    if kind in SHAPES:
        shape, hint = form_of(kind, path)
        name = last if isinstance(last, str) else ""
        message = f"`{name}` must be {shape.format(**context)}" if name == last else f"this item must be {shape}"
        stated = read_status_phrase(value) if last == "venue" and isinstance(value, str) else None
        advice = advise_status_and_venue(stated, path) if stated else advise(kind, path, value, root)
        advice = advice or Advice(str(context.get("hint", hint)))
        diagnostic = InvalidValue.at(path, message=message, hint=advice.hint, corrections=advice.corrections)
        return FieldError(diagnostic, path)
    if "field" in context:
        path = (*path, context["field"])
    rule, message = RULES.get(kind, InvalidValue), str(context.get("message", error["msg"]))
    at = context.get("at")
    part: Pointed = "value" if at is None else Range(at, at + context.get("length", 1))
    corrections = context.get("corrections", ())
    hint = str(context.get("hint", ""))
    if kind == InvalidDate.code and (advice := advise_date(value, path, fields_at(path[:-1], root))):
        hint, corrections = advice.hint, advice.corrections
    if kind in ("text_type", "language") and not corrections and (text := advise_text(path, value, root)):
        hint, corrections = text.hint, text.corrections
    return FieldError(rule.at(path, part, message=message, hint=hint, corrections=corrections), path)


def _unknown_key(path: KeyPath, value: Any, root: type[Model]) -> FieldError:
    """The error of an unknown key, with the whole line to write if the key and its value are clear."""
    key, around = str(path[-1]), path[:-1]
    guess = guess_key(key, around, root)
    if absent := hint_for_absent_field(key, value):
        return FieldError(UnknownKey.at(path, "key", key=key, hint=absent), path)
    if not around and key.lower() == "references" and (field := section_of_references(value)):
        guess = KeyGuess("", field, (Replacement(field, "key"),))
    hint, corrections = guess.hint, list(guess.corrections)
    if guess.is_new and root is Record and not around and isinstance(value, list | str):
        advice, title = advise_own_section(key, value)
        found = UnknownKey.at(path, "key", key=key, hint=advice.hint, corrections=advice.corrections)
        return FieldError(found, path, meant=frozenset({"sections"} if advice.corrections else ()), name=title)
    if guess.is_new and around:
        hint = hint_for_new_key(key, value, fields_at(around, root), hint)
    if around and guess.parent == "name":
        hint, corrections = "the parts of a name belong under `name`: write `name: {given: …, family: …}`", []
    elif (
        guess.parent and isinstance(value, str) and not errors_of_value(around, guess.parent, {guess.name: value}, root)
    ):
        line = flow({guess.parent: {guess.name: value}})[1:-1]
        hint = f"`{guess.name}` belongs under `{guess.parent}`: write `{line}`"
        inner = flow({guess.name: value})
        corrections = [Replacement(guess.parent, "key"), Replacement(inner, "value", is_yaml=True)]
    elif guess.field == "venue" and isinstance(value, str) and (stated := read_status_phrase(value)):
        advice = advise_status_and_venue(stated, path, Replacement("venue", "key"))
        hint, corrections = advice.hint, list(advice.corrections)
    elif guess.field:
        hint, new = _renamed(around, guess.field, value, root)
        corrections = new if corrections else []
    others = tuple((field, Advice(*_renamed(around, field, value, root))) for field in guess.others)
    meant = frozenset({"family"} if is_whole_name_in_parts(key, around) else {guess.field or guess.parent or ""} - {""})
    found = UnknownKey.at(path, "key", key=key, hint=hint, corrections=corrections)
    pair = as_pair(key, value, fields_at(around, root))
    return FieldError(found, path, meant=meant, others=others, name=guess.name, pair=pair or {})


def _renamed(around: KeyPath, field: str, value: Any, root: type[Model]) -> tuple[str, list[Replacement]]:
    """The hint to give a value another key, and the corrections that do the same."""
    if found := _corrected(around, field, value, root):
        name, text = found
        line = f"{name}: {text.text}"
        return f"did you mean `{name}`? write `{line}`", [Replacement(name, "key"), text]
    return f"did you mean `{field}`?", [Replacement(field, "key")]


def _corrected(around: KeyPath, field: str, value: Any, root: type[Model]) -> tuple[str, Replacement] | None:
    """The value in the form of another field, with its key, if it needs a correction and has just one.

    An author list has every form that people type, and is parsed elsewhere.
    """
    if field in (*AUTHOR_FIELDS.values(), "editors"):
        return None
    errors = errors_of_value(around, field, value, root)
    if len(errors) != 1:
        return None
    path: KeyPath = (*around, field, *errors[0]["loc"])
    found = _field_error(errors[0], path, root).diagnostic
    if found.path != (*around, field) or found.part != "value":
        return None
    match found.corrections:
        case [Replacement(part=None | "value", path=None) as new]:
            name = field
        case [Replacement(part="key", path=None) as key, Replacement(part="value", path=None) as new]:
            name = key.text
        case _:
            return None
    return name, Replacement(new.text if new.is_yaml else flow(new.text), "value", is_yaml=True)


def _not_a_choice(path: KeyPath, value: Any, root: type[Model]) -> Diagnostic:
    name, choices = choices_at(path, root)
    one_of = f"write one of: {', '.join(choices)}"
    if not isinstance(value, str):
        hint = (
            "`order` sorts entries: to choose and sort sections, write `sections` for it" if name == "order" else one_of
        )
        return InvalidValue.at(path, message=f"`{name}` must be one text", hint=hint)
    if path == ("cvkit",):
        message = f"this version of cvkit does not know version {value} of the format"
        return InvalidValue.at(path, message=message, hint="write `cvkit: 1`", corrections=[Replacement("1")])
    meant = meant_values(name, value, choices)
    if name == "status" and not meant and (advice := advise_venue_in_status(value, path, choices)):
        return InvalidValue.at(path, value=value, name=name, hint=advice.hint, corrections=advice.corrections)
    if len(meant) == 1 and name == "kind" and path[0] == "publications" and (genre := meant_genre(value)):
        line = flow({"genre": genre})[1:-1]
        new = [Replacement(meant[0]), Replacement(line, "entry", path[:-1])]
        hint = f"write `kind: {meant[0]}` and `{line}`"
        return InvalidValue.at(path, value=value, name=name, hint=hint, corrections=new)
    if len(meant) == 1:
        hint = f"did you mean `{meant[0]}`?"
        return InvalidValue.at(path, value=value, name=name, hint=hint, corrections=[Replacement(meant[0])])
    hint = f"write one of: {', '.join(meant)}" if meant else did_you_mean(value, choices, one_of)
    return InvalidValue.at(path, value=value, name=name, hint=hint)


def diagnostics_of(errors: list[FieldError], source: Source) -> list[Diagnostic]:
    """The diagnostics of errors, one for each cause. A missing field is not reported if it has a misspelled key."""
    errors = [_as_whole_entry(p, source) for p in errors]
    meant = {(p.path[:-1], name) for p in errors for name in p.meant}
    errors = list(_once_a_parent(errors))
    typed = [p for p in errors if not is_there(source, p.path, p.missing) and (p.path, p.missing) not in meant]
    causes = {(source.typed_path(p.path), p.diagnostic.message): p for p in typed}
    return list(correct_each_key_once(only_new_keys(_of_its_file(p, source), source) for p in causes.values()))


def _once_a_parent(errors: list[FieldError]) -> Iterator[FieldError]:
    """The errors, of which only the first key that means a field, or belongs under it, is corrected: it makes it."""
    made = set()
    for one in errors:
        if len(one.meant) == 1 and (key := (one.path[:-1], one.meant)) in made:
            (field,) = one.meant
            hint = f"`{one.name}` belongs under `{field}` too: write it there, and delete this line"
            hint = hint if one.name else f"did you mean `{field}`, as another line here does? delete one of the two"
            one = replace(one, diagnostic=replace(one.diagnostic, hint=hint, corrections=()))
        elif len(one.meant) == 1:
            made.add(key)
        yield one


def _as_whole_entry(found: FieldError, source: Source) -> FieldError:
    """The error with the entry to write, if an unknown key and its value are all that the entry has."""
    path = found.path[:-1]
    around = source.node_at(path)
    entry = around.value if around else None
    if not found.pair or not isinstance(entry, YamlMap) or len(entry.key_spans) != 1:
        return found
    text = flow(found.pair)
    (first, name), (second, value) = [*found.pair.items(), ("", "")][:2]
    new: tuple[Replacement, ...] = ()
    if entry.is_flow:
        new = (Replacement(text, "value", path, is_yaml=True),)
    elif (name, value) == next(iter(entry.items())):
        new = (Replacement(flow({first: name})[1:-1], "entry", path), Replacement(second, "key"))
    elif second and name == next(iter(entry.values())):
        new = (Replacement(first, "key"), Replacement(flow({second: value})[1:-1], "entry", path))
    diagnostic = replace(found.diagnostic, hint=f"write `{text}`", corrections=new)
    return replace(found, diagnostic=diagnostic, meant=frozenset(found.pair))


def _of_its_file(found: FieldError, source: Source) -> Diagnostic:
    """The diagnostic of an error. In a `.bib` file, the hint names the field of BibTeX that is missing."""
    is_unknown = found.diagnostic.code == UnknownKey.code
    if advice := (advise_with_entry if is_unknown else advise_status_with_entry)(found.path, source):
        return replace(found.diagnostic, hint=advice.hint, corrections=tuple(advice.corrections))
    if found.meant:
        around = source.node_at(found.path[:-1])
        typed = getattr(around.value if around else None, "key_spans", {})
        if there := next((field for field in found.meant if field in typed), None):
            hint = f"did you mean `{there}`? the entry has one: delete one of the two lines"
            if found.name:
                moved = advise_below(found.path, found.name, there, source)
                return replace(found.diagnostic, hint=moved.hint, corrections=tuple(moved.corrections))
            if other := next((advice for field, advice in found.others if field not in typed), None):
                return replace(found.diagnostic, hint=other.hint, corrections=tuple(other.corrections))
            return replace(found.diagnostic, hint=hint, corrections=())
    match found.path:
        case (str(section), int(index)) if found.missing and is_in_bib(source.root, section, index):
            name = _IN_BIBTEX.get(found.missing, found.missing)
            return replace(found.diagnostic, hint=f"add a field `{name} = {{…}}`")
    return found.diagnostic
