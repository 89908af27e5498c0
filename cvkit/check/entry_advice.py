"""Advice for a key for which the model has no field, or whose field depends on the rest of its entry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from cvkit.check.career_words import key_of_break, with_department
from cvkit.check.date_advice import advise_expected
from cvkit.check.key_advice import advise_corresponding, advise_key
from cvkit.check.model_fields import fields_at
from cvkit.check.name_advice import advise_name, typed_at
from cvkit.check.option_advice import TYPED_OPTIONS, advise_option
from cvkit.check.status_phrases import advise_status_as_key, advise_status_beside_venue, read_status_phrase
from cvkit.check.suggest import SYNONYMS
from cvkit.check.value_advice import Advice
from cvkit.check.value_shapes import is_plain
from cvkit.check.word_meanings import meant_values
from cvkit.model.date_readings import readings_of_date
from cvkit.model.diagnostic import Diagnostic, KeyPath, Replacement
from cvkit.model.record import Record
from cvkit.model.source import Source, YamlMap
from cvkit.model.text import is_language
from cvkit.model.work import WORK_SECTIONS
from cvkit.model.yaml_flow import flow, flow_scalar

LONGEST_SECTION = 100
"""The length of a section on one line that `check --fix` moves below `sections`. A longer one is the user's to move."""

_PATENT_DATES = ("filed", "published", "granted")
_HOSTS = ("organization", "institution", "event", "venue", "company", "place")
_SCHOOLS = ("institution", "university", "college", "institute", "alma_mater", "academy")
_OF_SCHOOLS = ("thesis", "report")
_DATE_PARTS = ("year", "month", "day")
_OF_LANGUAGES = ("language", "languages", "programming_language", "programming_languages", "written_in", "lang")
_NOW = ("current", "ongoing")
_OF_OWNER = ("affiliation", "university", "school", "college", "company", "employer")
_OF_GRANTS = ("pending", "awarded", "declined", "completed")
_OF_BOOKS = ("book", "chapter", "thesis", "report")
_OF_MEETINGS = ("conference", "workshop", "poster", "wip", "demo", "talk")
_OF_PUBLICATIONS = ("poster", "wip", "demo", "workshop")
_DEPARTMENTS = ("department", "dept", "faculty", "division", "unit", "lab", "laboratory", "group", "research_group")
_PLACES = ("place", "city", "location", "address")


def advise_own_section(key: str, value: Any) -> tuple[Advice, str]:
    """The advice for a list or a text below an unknown key at the top, and the title of the section that it makes."""
    title = key.replace("_", " ").strip().capitalize()
    hint = f"for a section of your own, write it below `sections`: `sections: {{{flow_scalar(title)}: …}}`"
    text = flow({title: value if isinstance(value, list) else [value]}) if is_plain(value) else ""
    is_short = 0 < len(text) <= LONGEST_SECTION
    new = [Replacement("sections", "key"), Replacement(text, "value", is_yaml=True)] if is_short else []
    return Advice(hint, new), title


def advise_with_entry(path: KeyPath, source: Source) -> Advice | None:
    """The advice for the unknown key at a path that depends on the rest of the record; None if none does."""
    around, key = path[:-1], str(path[-1])
    entry, above = typed_at(source, around), typed_at(source, around[:-1])
    if not isinstance(entry, YamlMap):
        return None
    return advise_name(path, source) or _advise_in_entry(
        key, entry.get(key), around, entry, fields_at(around, Record), above
    )


def correct_each_key_once(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics, of which only the first that gives a mapping a key is corrected."""
    made: set[KeyPath] = set()
    for one in diagnostics:
        new = [part for part in one.corrections if (part.part or one.part) == "key"]
        keys = {(*(part.path or one.path)[:-1], part.text) for part in new}
        if keys & made:
            one = replace(one, hint=f"{one.hint}; another line here means this key too: delete one", corrections=())
        made |= keys
        yield one


def only_new_keys(diagnostic: Diagnostic, source: Source) -> Diagnostic:
    """The diagnostic without corrections if one would add a key that its mapping has with another value."""
    for new in diagnostic.corrections:
        path = diagnostic.path if new.path is None else new.path
        around = typed_at(source, path) if new.text and (new.part or diagnostic.part) == "entry" else None
        key, _, value = new.text.partition(": ")
        if isinstance(around, YamlMap) and key in around and around[key] != value.strip('"'):
            hint = f"{diagnostic.hint}; the entry has a `{key}` already: keep the right one"
            return replace(diagnostic, hint=hint, corrections=())
    return diagnostic


def advise_status_with_entry(path: KeyPath, source: Source) -> Advice | None:
    """The advice for a venue behind the status of a work that has a venue; None for any other value."""
    match path:
        case ("publications" | "talks", int(), "status"):
            entry = typed_at(source, path[:-1])
            value = entry.get("status") if isinstance(entry, YamlMap) else None
            stated = read_status_phrase(value) if isinstance(value, str) else None
            return advise_status_beside_venue(stated, entry) if stated else None
        case ("education" | "supervision", int(), "expected"):
            return advise_expected(typed_at(source, path[:-1]), path[:-1])
        case (_, int(), str(), int(), "corresponding"):
            return advise_corresponding(typed_at(source, path[:-1]), path[:-1])
    return None


def _advise_in_entry(
    key: str, value: Any, path: KeyPath, entry: Mapping[str, Any], fields: Collection[str], above: Any = None
) -> Advice | None:
    """The advice for an unknown key that depends on the other keys of its entry; None if none does.

    `fields` are the fields of the entry. `above` is the list or the mapping that has the entry.
    """
    if advice := advise_key(key, value, path, entry, fields):
        return advice
    if "name" in fields and entry and all(is_language(one) for one in entry):
        text = flow({"name": dict(entry)})
        return Advice(f"write `{text}`", [Replacement(text, "value", path, is_yaml=True)])
    if key in _DATE_PARTS and "date" in fields and (advice := _date_in_parts(key, path, entry)):
        return advice
    match path:
        case ("documents", str()) if key in TYPED_OPTIONS and isinstance(value, str) and "options" not in entry:
            return advise_option(key, path, entry)
        case ("patents", int()) if key in ("date", "year") and isinstance(value, str):
            return _date_of_patent(value, entry)
        case ("sections", str(), int()) if key in _HOSTS and "location" not in entry:
            return Advice("did you mean `location`?", [Replacement("location", "key")])
        case (str() as section, int()) if key in ("amount", "value", "money") and section in ("honors", "projects"):
            return _as_note(value, entry)
        case ("supervision" | "education", int()) if (
            key == "title" and "thesis" not in entry and (path[0] == "supervision" or "degree" in entry)
        ):
            return Advice("did you mean `thesis`?", [Replacement("thesis", "key")])
        case ("person",) if key in _DEPARTMENTS and isinstance(value, str):
            return _department(value, path, entry)
        case ("experience", int()) if key_of_break(entry, path) == key:
            line = flow({"organization": value})[1:-1]
            return Advice(f"for a break, write `{line}`", [Replacement("organization", "key")])
        case ("talks", int()) if key in ("kind", "category", "type") and isinstance(value, str):
            line = flow({"role": value})[1:-1]
            if kinds := meant_values("kind", value, _OF_PUBLICATIONS):
                work = f"move the entry to `publications`, with `kind: {kinds[0]}`"
                return Advice(f"for a numbered work, {work}; for a line among the talks, write `{line}`")
            if "role" in entry:
                return Advice(f"the kind of a talk is its `role`, and the entry has one: write one `{line}`")
            return Advice(f"did you mean `role`? write `{line}`", [Replacement("role", "key")])
        case ("publications", int()) if (
            key in _SCHOOLS and isinstance(value, str) and meant_values("kind", str(entry.get("kind", "")), _OF_SCHOOLS)
        ):
            return _school(value, path, entry)
        case ("publications", int()) if key == "version":
            return Advice("software and data with a version belong in the sections `software` and `datasets`")
        case ("publications", int()) if key in _PLACES and isinstance(value, str):
            return _place_of_book(value, path, entry)
        case (str() as section, int()) if section in WORK_SECTIONS and key in _OF_LANGUAGES:
            return _as_note(value, entry)
        case (str(), int()) if key in _NOW and value in ("yes", "true") and "end" in fields:
            return Advice("write `end: present`", [Replacement("end", "key"), Replacement("present", "value")])
        case (str() as section, int()) if key == "expected" and section in WORK_SECTIONS and isinstance(value, str):
            return _dated_status("in-preparation", value, path, entry)
        case ("grants", int()) if isinstance(value, str) and len(meant_values("status", key, _OF_GRANTS)) == 1:
            return _dated_status(meant_values("status", key, _OF_GRANTS)[0], value, path, entry)
        case ("honors", int()) if key in _OF_OWNER and isinstance(value, str):
            line = flow({"by": value})[1:-1]
            return Advice(f"write `{line}` if it gave the honor; else write `{flow({'note': value})[1:-1]}`")
        case ("publications" | "talks", int()) if isinstance(value, str) and (
            advice := advise_status_as_key(key, value, (*path, key), entry)
        ):
            return advice
        case ("publications" | "talks", int(), "venue") if key in _PLACES and isinstance(value, str):
            return _place_of_meeting(value, path, entry, above)
        case (str(section), int()) if (
            key in _PLACES
            and section not in WORK_SECTIONS
            and "note" in fields
            and not {"location", "place"}.intersection(fields)
        ):
            return _as_note(value, entry)
    return None


def _department(value: str, path: KeyPath, person: Mapping[str, Any]) -> Advice:
    """The department of the person is a part of the affiliation."""
    known = person.get("affiliation", "…")
    whole = with_department(value, known if isinstance(known, str) else "…")
    new = [Replacement(whole, "value", (*path, "affiliation")), Replacement("", "entry")]
    return Advice(f"write `{flow({'affiliation': whole})[1:-1]}`, and delete this line", [] if "…" in whole else new)


def _dated_status(status: str, value: str, path: KeyPath, entry: Mapping[str, Any]) -> Advice | None:
    """The advice for a status as the key of its date; None if the value is no date."""
    if value.lower() in ("yes", "true"):
        new = [Replacement("status", "key"), Replacement(status, "value")]
        return Advice(f"write `status: {status}`", [] if "status" in entry else new)
    dates = readings_of_date(value)
    if len(dates) != 1:
        return None
    lines = f"`status: {status}` and `date: {dates[0]}`"
    if {"date", "start", "end", "year"}.intersection(entry):
        return Advice(f"write {lines}; the entry has a date already: keep the right one")
    new = [Replacement("date", "key"), Replacement(dates[0], "value")]
    new += [Replacement(f"status: {status}", "entry", path)] if entry.get("status") != status else []
    return Advice(f"write {lines}", new)


def _school(value: str, path: KeyPath, work: Mapping[str, Any]) -> Advice:
    """The school of a thesis is its venue, and so is the institution of a report."""
    venue = work.get("venue")
    if not any(key in work for key in ("venue", *SYNONYMS["venue"].split())):
        text = flow({"name": value})
        new = [Replacement("venue", "key"), Replacement(text, "value", is_yaml=True)]
        return Advice(f"did you mean `venue`? write `venue: {text}`", new)
    if isinstance(venue, YamlMap) and "name" not in venue:
        line = flow({"name": value})[1:-1]
        new = [Replacement(line, "entry", (*path, "venue")), Replacement("", "entry")]
        return Advice(f"write `{line}` below `venue`, and delete this line", new)
    return Advice("the school is the `venue`, and the entry has one: delete one of the two lines")


def _as_note(value: Any, entry: Mapping[str, Any]) -> Advice | None:
    """The advice for a fact without a field of its own: it is the note of the entry."""
    if not isinstance(value, str):
        return None
    new = [] if "note" in entry else [Replacement("note", "key")]
    return Advice(f"write it as a note: `note: {flow(value)}`", new)


def _date_in_parts(key: str, path: KeyPath, entry: Mapping[str, Any]) -> Advice | None:
    """The advice for a date in several lines: one line has all of it. Only one of the lines is corrected."""
    first = "year" if "year" in entry else "date"
    parts = [part for part in ("month", "day") if part in entry]
    if not parts or (key not in parts and key != first):
        return None
    typed = [str(entry[part]) for part in (*reversed(parts), first) if part in entry]
    if first not in entry:
        return (
            None if readings_of_date(typed[-1]) else Advice("write the whole date in one line, such as `date: 2024-02`")
        )
    if first == "year" and "date" in entry:
        return Advice(f"the entry has a `date`: write all of it there, and delete the line `{key}`")
    dates = readings_of_date("-".join(reversed(typed))) or readings_of_date(" ".join(typed))
    others = " and ".join(f"`{part}`" for part in parts)
    lines = f"the line {others}" if len(parts) == 1 else f"the lines {others}"
    if len(dates) != 1:
        return Advice(f"write the whole date in one line, such as `date: 2024-02`, and delete {lines}")
    new = [Replacement(dates[0], "value", (*path, first))]
    new += [Replacement("date", "key", (*path, first))] if first == "year" else []
    new += [Replacement("", "entry", (*path, part)) for part in parts]
    corrected = first if first == "year" else parts[0]
    return Advice(f"write `date: {dates[0]}`, and delete {lines}", new if key == corrected else [])


def _date_of_patent(value: str, patent: Mapping[str, Any]) -> Advice:
    """The date of a patent is that of the step that its status names."""
    dates = readings_of_date(value)
    date = dates[0] if len(dates) == 1 else value
    step = meant_values("status", str(patent.get("status", "")), _PATENT_DATES)
    if len(step) != 1 or step[0] in ("filed", *patent):  # a pending patent can be published
        return Advice(f"write `filed: {date}`, `published: {date}` or `granted: {date}`")
    return Advice(f"write `{step[0]}: {date}`", [Replacement(step[0], "key"), Replacement(date, "value")])


def _place_of_meeting(value: str, path: KeyPath, venue: Mapping[str, Any], work: Any) -> Advice | None:
    """The place in the venue of a work that was presented at a meeting is that of its event."""
    if not isinstance(work, YamlMap):
        return None
    if path[0] == "publications" and not meant_values("kind", str(work.get("kind", "")), _OF_MEETINGS):
        return None
    line = flow({"place": value})[1:-1]
    event = work.get("event")
    if "publisher" in venue:
        own = flow({"publisher_place": value})[1:-1]
        return Advice(f"write `event: {{{line}}}` beside `venue`; or, if it is the place of the publisher, `{own}`")
    new = [Replacement("", "entry")]
    if event is None:
        hint = f"write `event: {{{line}}}` beside `venue`, and delete this line"
        new.append(Replacement(f"event: {{{line}}}", "entry", path[:-1]))
    else:
        hint = f"write `{line}` below `event`, and delete this line"
        new.append(Replacement(line, "entry", (*path[:-1], "event")))
    is_clear = len(venue) > 1 and (event is None or (isinstance(event, YamlMap) and "place" not in event))
    return Advice(hint, new if is_clear else [])


def _place_of_book(value: str, path: KeyPath, work: Mapping[str, Any]) -> Advice | None:
    """The place of a book is that of its publisher; that of any other work is the place of its event."""
    venue = work.get("venue")
    is_book = "publisher" in work or (isinstance(venue, Mapping) and "publisher" in venue)
    if not is_book and not set(meant_values("kind", str(work.get("kind", "")), _OF_BOOKS)):
        return None
    line = flow({"publisher_place": value})[1:-1]
    if isinstance(venue, YamlMap):
        new = [Replacement(line, "entry", (*path, "venue")), Replacement("", "entry")]
        return Advice(f"write `{line}` below `venue`, and delete this line", new)
    if "publisher" in work:
        return Advice(f"write `{line}` below `venue`, beside `publisher`")
    new = [Replacement("venue", "key"), Replacement(flow({"publisher_place": value}), "value", is_yaml=True)]
    return Advice(f"write `venue: {{{line}}}`", new)
