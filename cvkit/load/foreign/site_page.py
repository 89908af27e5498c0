"""The home page of a site with the template academicpages or acad-homepage.

A page that cvkit wrote names its sections in comments, and has the id of each work in one. Pages that people typed have
the same forms; the titles of their sections are guessed.
"""

from __future__ import annotations

import re

from cvkit.load.foreign.content import SourceContent
from cvkit.load.foreign.section_titles import meaning_of
from cvkit.load.foreign.site_lines import Item
from cvkit.load.foreign.site_sections import READ, own_entry, pair_of, read_entries
from cvkit.load.foreign.site_text import parse_kramdown, typed
from cvkit.load.foreign.site_works import ID, KINDS, LEGEND, LINE_BREAK, PageWorks
from cvkit.model.inline import Emphasis, plain_text
from cvkit.model.source import Span
from cvkit.model.work import WORK_SECTIONS

_LIQUID = re.compile(r"^\{%.*?%\}[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->|^\[//\]: #.*$|<span class='anchor'[^>]*></span>", re.DOTALL | re.MULTILINE)
_PIECE = re.compile(
    r"(?P<marker>^[ \t]*<!-- *cvkit:(?:begin +(?P<name>\S+)|end) *-->[ \t]*$)"
    r"|(?P<heading>^#{1,4} [^\n]*$)"
    r"|(?P<hidden><!--\s*- \*\*.*?-->)"
    r"|(?P<box><div class='paper-box'>.*?^</div>\n</div>)"
    r"|(?P<item>^- [^\n]*(?:\n(?!- |#|\n|<div|<!--)[^\n]*)*)",
    re.MULTILINE | re.DOTALL,
)
_MERGED = re.compile(r" *<!-- cvkit: in=(\w+) -->")
_ITEM = re.compile(r"- .*(?:\n(?!- |#|\n|<div|<!--).*)*")


def fill(text: str, content: SourceContent) -> None:
    """Read the summary and all sections of a page."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    body = re.sub(r"\A---\n.*?\n---\n", lambda found: "\n" * found[0].count("\n"), text, count=1, flags=re.DOTALL)
    _Page(_LIQUID.sub("", body), content).fill()


class _Page:
    """A page that is being read."""

    def __init__(self, body: str, content: SourceContent) -> None:
        self.body = body
        self.content = content
        self.works = PageWorks(body, content)
        self.is_dotted = bool(re.search(r"^# |<span class='anchor'", body, re.MULTILINE))
        """Whether this is a page of acad-homepage, where dates come first."""
        self.marked = ""
        """The section that a comment of cvkit names."""
        self.title = self.group = ""
        self.items: list[Item] = []
        """The items of the section that are no works."""

    def fill(self) -> None:
        end = 0
        for found in _PIECE.finditer(self.body):
            self._paragraphs(end, found.start())
            end = found.end()
            self._piece(found, self._span(found.start()))
        self._paragraphs(end, len(self.body))
        self._end_section()
        if self.works.owners:
            self.content.person.setdefault("name", self.works.owners.most_common(1)[0][0])

    def _piece(self, found: re.Match[str], span: Span) -> None:
        if found["marker"]:
            self._end_section()
            self.marked = re.sub(r"-\d+$", "", found["name"] or "") if found["name"] else ""
            self.title = self.group = ""
        elif found["heading"]:
            level, _, title = found[0].partition(" ")
            words = re.sub(r"\s*\{#.*\}$", "", title).strip()
            if len(level) < 3 if not self.is_dotted else len(level) < 2 or not self.title:
                self._end_section()
                self.title, self.group = plain_text(parse_kramdown(re.sub(r"^[^\w\\&*<]+", "", words))), ""
            else:
                self.group = plain_text(parse_kramdown(words))
        elif found["box"]:
            self.works.box(found[0], span)
        elif found["hidden"]:
            for item in _ITEM.findall(found[0].removeprefix("<!--").removesuffix("-->").lstrip()):
                self.works.lines(item.rstrip(), span, is_hidden=True)
        else:
            self._item(found[0].rstrip(), span)

    @property
    def section(self) -> str:
        """The section of the record: that of the marker, or a guess from the title."""
        if self.marked and self.marked not in ("merged", "own"):
            return self.marked
        return "" if self.marked == "own" else meaning_of(self.title)

    def _item(self, item: str, span: Span) -> None:
        first, *inner = re.split(r"\n(?:  ){1,2}- ", item)  # bullets below a bullet are beside it
        merged = _MERGED.search(item)
        section = merged[1] if merged else self.section
        is_work = bool(ID.search(item)) or (section in WORK_SECTIONS and bool(merged or self.marked != "merged"))
        item, first = _MERGED.sub("", item), _MERGED.sub("", first).rstrip()
        kind = KINDS.get(section, "")
        if len(LINE_BREAK.split(first)) > 1 and item.startswith("- ") and (is_work or "**" in first):
            self.works.lines(item, span, kind)
        elif is_work and kind == "talk" and self.is_dotted:
            self.works.talk(item, span)
        elif is_work:
            self.works.line(item, span, kind)
        else:
            lines = [parse_kramdown(one) for one in inner]
            text = parse_kramdown(LINE_BREAK.sub(" ", first[2:]))
            self.items.append(
                Item(text, span, lines, self.group, merged[1] if merged else "", is_dotted=self.is_dotted)
            )

    def _paragraphs(self, start: int, end: int) -> None:
        """Read the text between two pieces: the summary above the first heading, pairs, and paragraphs."""
        for found in re.finditer(r"\S.*?(?=\n\s*\n|\Z)", self.body[start:end], re.DOTALL):
            text = _COMMENT.sub("", found[0]).strip()
            span = self._span(start + found.start())
            if not text or LEGEND.search(text):
                continue
            lines = [parse_kramdown(line) for line in re.split(r"\\\\\n", text)]
            if self.marked == "summary" or not (self.title or self.marked):
                self.content.summary.append(typed(text))
            elif self.section in ("languages", "skills") or (
                self._is_own and self.is_dotted and all(all(pair_of(line)) for line in lines)
            ):
                self.items += [Item(line, span, (), self.group) for line in lines]
            elif self._is_own:
                self._end_section()
                self.content.add_own(self.title, {"text": typed(text)}, span)
            else:
                self.content.report.left_out(f"text of {self.title or self.section}", span)

    @property
    def _is_own(self) -> bool:
        """Whether the section is one of the record's own."""
        return bool(self.title) and (self.marked == "own" or (not self.marked and not self.section))

    def _end_section(self) -> None:
        """Add the items of the section to the record."""
        items, self.items = [one for one in self.items if not one.section], [one for one in self.items if one.section]
        for one in self.items:  # a row has its form for itself there
            for values, span in read_entries(one.section, [one]) if one.section in READ else ():
                self.content.add(one.section, values, span)
        self.items = []
        section = self.section
        if not items:
            return
        if section in READ:
            for values, span in read_entries(section, items):
                self.content.add(section, values, span)
            if not self.marked and section not in self.title.lower():
                self.content.report.guess("the meaning of a section title", f"{self.title} is {section}", items[0].span)
        elif section == "talks" and all(_is_report(item) for item in items):  # under one title with talks
            for values, span in read_entries("media", items):
                self.content.add("media", values, span)
        else:
            for item in items:
                self.content.add_own(self.title or section, own_entry(item), item.span)

    def _span(self, at: int) -> Span:
        line = self.body.count("\n", 0, at)
        return Span(line, 0, line, 1)


def _is_report(item: Item) -> bool:
    """Whether an item has the outlet of a report in italics."""
    return any(isinstance(part, Emphasis) for part in item.text[1:])
