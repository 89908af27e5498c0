"""The content of one source of an import, in the form in which a user would type it in YAML."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from cvkit.load.foreign.report import SourceReport
from cvkit.model.diagnostic import Diagnostic
from cvkit.model.ids import derived_id, free_id
from cvkit.model.markdown_source import to_markdown
from cvkit.model.name import parse_name
from cvkit.model.parsed_text import ParsedText
from cvkit.model.printed_words import without_printed_word
from cvkit.model.source import EMPTY, Span, YamlMap, YamlSeq
from cvkit.model.work import AUTHOR_FIELDS, WORK_SECTIONS


class SourceContent:
    """The person, the entries of each section and the diagnostics of one source."""

    def __init__(self, file: str, *, takes_private: bool = False) -> None:
        self.file = file
        self.report = SourceReport(file)
        self.takes_private = takes_private
        """Whether the date of birth, the address and phone numbers are imported."""
        self.settings: Mapping[str, Any] = {}
        """The root of the record that is updated."""
        self.diagnostics: list[Diagnostic] = []
        """Single diagnostics, beside those of `report`."""
        self.person: dict[str, Any] = {}
        self.summary: list[str] = []
        self.sections: defaultdict[str, list[YamlMap]] = defaultdict(list)
        """Section → its entries. An entry of a section with works has an `id`, which is its key in the source."""
        self.own: defaultdict[str, list[YamlMap]] = defaultdict(list)
        """Title of a section that the record defines → its entries."""
        self.document: dict[str, Any] = {}
        """The settings of the document that the source is, such as `paper`. `sections` maps each section to its title,
        or to nothing for the usual one. Sections of the record's own are named by their titles."""
        self.affiliations: dict[str, tuple[str, str]] = {}
        """Spelling of an author → the date of the newest work with an affiliation, and the affiliation."""
        self.clutter: Collection[str] = ()
        """Keys that the service keeps for itself. Diagnostics name them without the mapping around them."""
        self._ids: set[str] = set()
        self._fields: dict[int, Fields] = {}

    def keys_read(self, fields: Fields) -> set[str]:
        """Register a mapping of the source. The result is the set of its keys that were read, by any `Fields` of it."""
        first = self._fields.setdefault(id(fields.typed), fields)
        return set() if first is fields else first.used

    @property
    def sizes(self) -> dict[str, int]:
        """The number of entries of each section, and of each section of the record's own by its title."""
        found = {name: len(entries) for part in (self.sections, self.own) for name, entries in part.items()}
        return found | {"summary": len(self.summary)}

    def leave_out_rest(self) -> None:
        """Report the values of all mappings that were not read."""
        for fields in self._fields.values():
            fields.leave_out_rest()

    def add(self, section: str, values: Mapping[str, Any], span: Span) -> YamlMap:
        """Add an entry to a section. Empty values are left out. A work without a key gets one."""
        entry = _typed(self.file, span)
        for key, value in values.items():
            if (plain := without_nothing(value)) not in ("", [], {}):
                typed = isinstance(plain, str) and section in WORK_SECTIONS
                _put(entry, key, without_printed_word(key, plain) if typed else plain, span)
        if section in WORK_SECTIONS and "id" not in entry:
            name = free_id(_id_for(entry, AUTHOR_FIELDS[section], self.person.get("name")), self._ids)
            for part in (entry, entry.key_spans, entry.value_spans):
                rest = dict(part)
                part.clear()
                part.update({"id": name if part is entry else span} | rest)
        if "id" in entry:
            self._ids.add(entry["id"])
        self.sections[section].append(entry)
        return entry

    def add_own(self, title: str, values: Mapping[str, Any], span: Span) -> None:
        """Add an entry to a section of the record's own. An entry without a text is reported, and left out."""
        found = {key: plain for key, value in values.items() if (plain := without_nothing(value)) not in ("", [], {})}
        if "label" in found and "text" not in found:
            found = {"text" if key == "label" else key: value for key, value in found.items()}
        if not {"text", "bullet", "title"} & set(found):
            if found:
                self.report.left_out(f"an entry of {title} without a text", span)
            return
        entry = _typed(self.file, span)
        for key, value in found.items():
            _put(entry, key, value, span)
        self.own[title.strip() or "Further entries"].append(entry)


class Fields:
    """The values of one mapping of a source. It knows which were read, so that the others are reported."""

    def __init__(self, value: Any, content: SourceContent, name: str, span: Span) -> None:
        self.content = content
        self.report = content.report
        self.name = name
        self.span = value.span if isinstance(value, YamlMap) else span
        self.typed = value if isinstance(value, YamlMap) else YamlMap(content.file, span)
        self.used = content.keys_read(self) if isinstance(value, YamlMap) else set()
        if not isinstance(value, YamlMap) and not is_nothing(value):
            self.report.unread(name, value, span)

    def has(self, name: str) -> bool:
        """Whether a key has a value."""
        return not is_nothing(self.typed.get(name))

    def label(self, name: str) -> str:
        """The name of a key for diagnostics, with the mapping around it: `work-summary.title`."""
        return f"{self.name.rpartition('.')[2]}.{name}" if self.name else name

    def at(self, name: str) -> Span:
        """The span of the value of a key."""
        return self.typed.value_spans.get(name, self.span)

    def raw(self, *names: str) -> Any:
        """The first value of several keys that is not empty. All of them count as read."""
        self.used.update(names)
        return next((self.typed[name] for name in names if self.has(name)), EMPTY)

    def word(self, *names: str) -> str:
        """The first text of several keys, as it is. A list or mapping is reported."""
        self.used.update(names)
        for name in names:
            if self.has(name):
                value = self.typed[name]
                if isinstance(value, str):
                    return " ".join(value.split())
                if isinstance(value, YamlSeq) and len(value) == 1 and isinstance(value[0], str):
                    return " ".join(value[0].split())
                self.report.unread(self.label(name), value, self.at(name))
        return ""

    def words(self, *names: str) -> list[str]:
        """The texts of a list, or of one text."""
        return [" ".join(text.split()) for text in self.lines(*names)]

    def lines(self, *names: str) -> list[str]:
        """The texts of a list and of lists in it, or of one text, with their line breaks. Other values are reported."""
        value = self.raw(*names)
        name = next((name for name in names if self.has(name)), names[0])
        if is_nothing(value):
            return []
        if isinstance(value, str):
            return [value]
        found = []
        items = zip(value, value.spans, strict=True) if isinstance(value, YamlSeq) else [(value, self.at(name))]
        for item, span in items:
            if isinstance(item, str):
                if item.strip():
                    found.append(item)
            elif isinstance(item, YamlSeq) and all(isinstance(one, str) for one in item):
                found += filter(str.strip, item)
            elif not is_nothing(item):
                self.report.unread(self.label(name), item, span)
        return found

    def child(self, name: str) -> Fields:
        """The mapping that is the value of a key; an empty one if it is missing."""
        return Fields(self.raw(name), self.content, self.label(name), self.at(name))

    def children(self, *names: str) -> list[Fields]:
        """The mappings of a list, or one mapping. Other values are reported."""
        value = self.raw(*names)
        name = next((name for name in names if self.has(name)), names[0])
        label = self.label(name)
        if is_nothing(value):
            return []
        if not isinstance(value, YamlSeq):
            return [Fields(value, self.content, label, self.at(name))] if isinstance(value, YamlMap) else [
                *self._unread(label, value, name)
            ]  # fmt: skip
        return [
            Fields(item, self.content, label, span)
            for item, span in zip(value, value.spans, strict=True)
            if not is_nothing(item)
        ]

    def _unread(self, label: str, value: Any, name: str) -> list[Fields]:
        self.report.unread(label, value, self.at(name))
        return []

    def skip(self, *names: str) -> None:
        """Count keys as read whose values are read in another way."""
        self.used.update(names)

    def leave_out(self, *names: str) -> None:
        """Leave out keys that say nothing about the person, and report them."""
        for name in names:
            if name not in self.used and self.has(name):
                self.report.left_out(name, self.at(name))
        self.used.update(names)

    def left(self) -> list[str]:
        """The keys with values that were not read. They count as read then."""
        found = [name for name in self.typed if name not in self.used and self.has(name)]
        self.used.update(found)
        return found

    def skip_all(self) -> None:
        """Count all keys as read."""
        self.used.update(self.typed)

    def leave_out_rest(self) -> None:
        """Report the values that were not read."""
        for name in self.left():
            label = name if name in self.content.clutter else self.label(name)
            self.report.left_out(label, self.at(name))

    def keep_rest(self) -> dict[str, Any]:
        """The values that were not read, under keys that begin with `x-`."""
        return {own_key(name): without_nothing(self.typed[name]) for name in self.left()}


def own_key(name: str) -> str:
    """The user's own key for a name: `x-score`."""
    return "x-" + (re.sub(r"[^\w-]+", "-", name).strip("-") or "value")


def is_nothing(value: Any) -> bool:
    """Whether a value of a source is empty."""
    return value is None or value is EMPTY or (isinstance(value, str | list | dict) and not value) or (
        isinstance(value, str) and not value.strip()
    )  # fmt: skip


def without_nothing(value: Any) -> Any:
    """A value as YAML has it: plain mappings, lists and texts, without the empty ones. A tree becomes Markdown."""
    if isinstance(value, str):
        return to_markdown(value.inlines) if isinstance(value, ParsedText) else str(value)
    if isinstance(value, dict):
        return {key: item for key, one in value.items() if (item := without_nothing(one)) not in ("", [], {})}
    if isinstance(value, Collection):
        return [item for one in value if (item := without_nothing(one)) not in ("", [], {})]
    return "" if value is None or value is EMPTY else str(value)


def _id_for(work: Mapping[str, Any], author_field: str, owner: Any = None) -> str:
    """An id from the first author or else the owner, the year and the title."""
    authors = work.get(author_field)
    first = authors[0] if isinstance(authors, list) and authors else owner or ""
    if isinstance(first, Mapping):
        first = first.get("name") or first.get("family") or first.get("literal") or ""
    dates = (str(work.get(key, "")) for key in ("date", "granted", "published", "filed"))
    year = next((date[:4] for date in dates if date[:4].isdigit()), "")
    title = work.get("title", "")
    return derived_id(parse_name(str(first)), year, title if isinstance(title, str) else "")


def _typed(file: str, span: Span) -> YamlMap:
    return YamlMap(file, span)


def _put(entry: YamlMap, key: str, value: Any, span: Span) -> None:
    entry[key] = value
    entry.key_spans[key] = entry.value_spans[key] = span
