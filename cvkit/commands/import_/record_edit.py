"""Write the result of an import: the text of a new record, or edits of the files of a record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cvkit.commands.import_.combine import EntryDict
from cvkit.commands.import_.known_record import OWN, KnownSection
from cvkit.commands.yaml_edit import edit_section, edit_values
from cvkit.load.foreign.content import without_nothing
from cvkit.load.yaml_file import UnreadableYamlError, parse_yaml
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.record import SECTIONS
from cvkit.model.source import YamlMap, YamlSeq
from cvkit.write.yaml_text import entry_lines, key_lines

USUAL_ORDER = ("person", *SECTIONS, "sections", "documents")
"""The keys of a new record, in this order."""

WIDEST_FLOW = 100


def new_record_text(
    head: Sequence[str], person: Mapping[str, Any], sections: Mapping[str, Any], document: Mapping[str, Any]
) -> str:
    """The text of a new `cv.yaml`. `sections` has for each section its entries, its texts, or the name of its file.

    The keys of the record's own sections begin with `sections/`. `document` is that of a `SourceContent`.
    """
    own = {name.removeprefix(OWN): value for name, value in sections.items() if name.startswith(OWN)}
    lines = [*map(_comment, head), "", "cvkit: 1", "", *_section_lines("person", dict(person))]
    for name in SECTIONS:
        if sections.get(name):
            lines += ["", *_section_lines(name, sections[name])]
    if own:
        lines += ["", "sections:"]
        for title, entries in own.items():
            lines += [f"  {line}" if line else "" for line in _section_lines(title, entries)]
    lines += ["", "documents:", *(f"  {line}" for line in key_lines("full", _document(document, sections)))]
    return "\n".join(lines) + "\n"


def _document(document: Mapping[str, Any], sections: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of the document `full`, with the sections that the record has, in the order of the source."""
    titles = {name: title for name, title in document.get("sections", {}).items() if {name, OWN + name} & set(sections)}
    rest = [name for one in sections if (name := one.removeprefix(OWN)) not in titles]
    order = [{name: {"title": title}} if title else name for name, title in titles.items()]
    found = {"style": "classic", **{key: value for key, value in document.items() if key != "sections"}}
    return found | ({"sections": [*order, *rest]} if order else {})


def _comment(line: str) -> str:
    """A line of a comment. A name of a file can have characters that YAML does not permit there."""
    return "".join(c if c.isprintable() else "\ufffd" for c in f"# {line}".rstrip())


def _section_lines(name: str, value: Any) -> list[str]:
    """The lines of a key of the record: a text, a mapping in lines, or a list of entries."""
    if isinstance(value, Mapping):
        return [
            f"{name}:",
            *(f"  {line}" if line else "" for key, one in value.items() for line in key_lines(key, one)),
        ]
    key = key_lines(name, "x")[0].rpartition(":")[0]
    if isinstance(value, str) or not value or isinstance(value[0], str):
        return key_lines(name, value)
    lines = [f"{key}:"]
    for entry in value:
        flow = key_lines("x", entry)
        is_short = len(flow) == 1 and len(flow[0]) - 3 <= WIDEST_FLOW and len(entry) <= 4
        lines += [f"  - {flow[0][3:]}"] if is_short else [f"  {line}" if line else "" for line in entry_lines(entry)]
    return lines


class RecordEdit:
    """The files of a record while an import edits them."""

    def __init__(self, main: Path, texts: Mapping[Path, str]) -> None:
        self.main = main
        self.before = dict(texts)
        self.texts = dict(texts)

    @property
    def changed(self) -> dict[Path, bytes]:
        """The content of each file that is new or changed."""
        return {file: text.encode() for file, text in self.texts.items() if self.before.get(file) != text}

    def edit_entries(
        self, known: KnownSection, wanted: Sequence[EntryDict], new: Sequence[EntryDict], *, is_last: bool = False
    ) -> None:
        """Bring the entries of a section to their new state, and add new ones at the top, or at the end if `is_last`.

        Raises:
            CvkitError: the file is written in a way that cannot be edited.
        """
        file, text = known.file, self.texts.get(known.file, "")
        if file.suffix == ".bib":
            if new or any(without_nothing(old) != after for old, after in zip(known.entries, wanted, strict=True)):
                hint = "import into another folder, or turn the file into YAML"
                raise CvkitError(f"an import does not edit {file}, which is BibTeX", ExitStatus.USAGE, hint)
            return
        found = self._at(file, known.path)
        entries = [one for one in found if isinstance(one, YamlMap)] if isinstance(found, YamlSeq) else []
        if not new and [without_nothing(entry) for entry in entries] == list(wanted):
            return
        if known.path and (not entries or not _is_block(text, found)):
            edited = self._rewritten(known, [*wanted, *new] if is_last else [*new, *wanted])
        else:
            edited = edit_section(text, entries, wanted, new, is_last=is_last)
        self._replace(file, edited, known.path, [*new, *wanted])

    def add_section(self, name: str, value: Any) -> None:
        """Add a section that the record lacks, before the next one in the usual order."""
        text = self.texts[self.main]
        root = self._at(self.main, ())
        title = name.removeprefix(OWN)
        if name.startswith(OWN):
            if isinstance(root.get("sections"), YamlMap) and root["sections"]:
                lines = [f"  {line}" if line else "" for line in _section_lines(title, value)]
                self._insert(lines, root["sections"].span.line)
                return
            lines = ["sections:", *(f"  {line}" if line else "" for line in _section_lines(title, value))]
            name = "sections"
        else:
            lines = _section_lines(name, value)
        rank = USUAL_ORDER.index(name)
        later = [root.key_spans[key].line for key in USUAL_ORDER[rank + 1 :] if key in root.key_spans]
        rows = text.splitlines(keepends=True)
        at = min(later, default=len(rows))
        while at < len(rows) and at and rows[at - 1].lstrip().startswith("#"):
            at -= 1
        self._insert([*lines, ""] if later else ["", *lines], at)

    def edit_mapping(self, name: str, wanted: Mapping[str, Any]) -> None:
        """Bring a mapping of the record, such as `person`, to its new state."""
        found = self._at(self.main, (name,))
        if not isinstance(found, YamlMap) or without_nothing(found) == wanted:
            return
        self._replace(self.main, edit_values(self.texts[self.main], found, wanted, name), (name,), wanted)

    def _insert(self, lines: Sequence[str], at: int) -> None:
        text = self.texts[self.main]
        newline = "\r\n" if "\r\n" in text else "\n"
        rows = text.splitlines(keepends=True)
        if rows and rows[-1] == rows[-1].rstrip("\r\n"):
            rows[-1] += newline
        rows[at:at] = [line + newline for line in lines]
        self.texts[self.main] = "".join(rows)

    def _rewritten(self, known: KnownSection, entries: Sequence[EntryDict]) -> str:
        """The text with a whole section written again, for a list that is empty or in brackets."""
        text = self.texts[known.file]
        parent = self._at(known.file, known.path[:-1])
        key = str(known.path[-1])
        after = {**without_nothing(parent), key: list(entries)}
        rows = text.splitlines(keepends=True)
        first, last = parent.key_spans[key], parent.value_spans[key]
        indent = " " * first.column
        lines = [f"{indent}{line}" if line else "" for line in _section_lines(key, after[key])]
        end = last.end_line + 1 if rows[last.end_line][: last.end_column].strip() else last.end_line
        rows[first.line : max(end, first.line + 1)] = [line + "\n" for line in lines]
        return "".join(rows)

    def _at(self, file: Path, path: Sequence[str | int]) -> Any:
        try:
            value, _, _ = parse_yaml(self.texts.get(file, ""), str(file))
        except UnreadableYamlError as error:
            raise _uneditable(file) from error
        for step in path:
            value = value[step] if isinstance(value, dict) and step in value else YamlSeq(str(file), value.span)
        return value

    def _replace(self, file: Path, text: str, path: Sequence[str | int], wanted: Any) -> None:
        """Take an edited text, if it parses to the expected values.

        Raises:
            CvkitError: it does not.
        """
        self.texts[file] = text
        found = without_nothing(self._at(file, path))
        if isinstance(wanted, Mapping):
            is_right = found == without_nothing(wanted)
        else:
            expected = without_nothing(wanted)
            is_right = sorted(map(str, found if isinstance(found, list) else [])) == sorted(map(str, expected))
        if not is_right:
            raise _uneditable(file)


def _uneditable(file: Path) -> CvkitError:
    hint = "begin each of its entries on a new line, as in `- id: …`"
    return CvkitError(f"cvkit cannot edit {file} as it is written", ExitStatus.PROBLEMS, hint)


def _is_block(text: str, found: YamlSeq) -> bool:
    """Whether a list is typed with a dash for each entry."""
    row = text.splitlines()[found.span.line]
    return bool(re.match(r"\s*-(\s|$)", row[found.span.column :] or "-")) if found.spans else False
