"""Read the entries of a home page that are no works: posts, degrees, prizes, courses, students, service, news."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from cvkit.load.foreign.periods import of_degree
from cvkit.load.foreign.site_dates import leading_period, read_period
from cvkit.load.foreign.site_lines import LINE_FIELDS, Item, Line, Values, line_of, values_of_line, without
from cvkit.load.foreign.site_people import services, student
from cvkit.load.foreign.site_text import joined_text, split_text, trimmed, typed
from cvkit.model.inline import Emphasis, Inlines, Link, Str, Strong, plain_text
from cvkit.model.source import Span

READ = frozenset({*LINE_FIELDS, "languages", "skills", "news", "media", "supervision"})
"""The sections that this module reads."""


def read_entries(section: str, items: Sequence[Item]) -> Iterator[tuple[Values, Span]]:
    """Yield the values of the entries of a section, each with its place."""
    if section == "service":
        yield from services(items)
        return
    reader = _READERS.get(section)
    has_lists = any(item.inner for item in items)
    for item in items:
        if section in ("languages", "skills"):
            yield _pair(section, item), item.span
        elif section == "news":
            yield _news(item), item.span
        elif section == "supervision":
            yield student(item), item.span
        else:
            line = line_of(section, item)
            note: Values = {}
            if section == "teaching" and not has_lists:
                line.pieces[0], note = _course(line.pieces[0])
            yield {**(reader(line) if reader else values_of_line(section, line)), **note}, item.span


def _course(text: Inlines) -> tuple[Inlines, Values]:
    """Return the title of a course, which is emphasized, and the note in parentheses behind it."""
    match text:
        case (Emphasis(title), *rest) if note := re.fullmatch(r"\((.+)\)", typed(tuple(rest)).strip()):
            return title, {"note": note[1]}
        case _:
            return without(Emphasis, text), {}


def own_entry(item: Item) -> Values:
    """Return the entry of a section of the record's own."""
    key, text = pair_of(item.text)
    if key and not item.inner:
        return {"label": typed(key), "text": typed(text) or typed(key)}
    line = line_of("", item)
    whole = joined_text(line.pieces, ", ")
    if not line.inner:
        return {"text": typed(whole), **line.period} if line.period else {"bullet": typed(whole)}
    values: Values = {"title": typed(line.pieces[0]), "role": typed(joined_text(line.pieces[1:], ", "))}
    return {**values, **line.period, "highlights": [typed(text) for text in line.inner]}


def pair_of(text: Inlines) -> tuple[Inlines, Inlines]:
    """Return a key in bold and the text behind it; no key if the text does not begin with one."""
    match text:
        case (Strong(key),):
            return key, ()
        case (Strong(key), Str(after), *rest) if after.startswith(": "):
            return key, trimmed((Str(after[2:]), *rest))
        case _:
            return (), text


def _labelled(line: Line, names: dict[str, str]) -> Values:
    """Take the lines that begin with a word, such as `Advisor: `, out of the list within an item.

    The line before the first of them is the laboratory.
    """
    found: Values = {}
    for label, name in names.items():
        for at, text in enumerate(line.inner[:2]):
            if text and isinstance(text[0], Str) and text[0].text.startswith(label):
                found |= {"lab": typed(line.inner[0])} if at else {}
                value = trimmed((Str(text[0].text[len(label) :]), *text[1:]))
                found[name] = typed(without(Emphasis, value) if name == "thesis" else value)
                del line.inner[: at + 1]
                break
    return found


def _post(line: Line) -> Values:
    known = _labelled(line, {"Supervisor: ": "supervisor"})
    return {**values_of_line("experience", line), **known}


def _degree(line: Line) -> Values:
    known = _labelled(line, {"Thesis: ": "thesis", "Advisor: ": "advisor"})
    line.period = of_degree(line.period)
    values = values_of_line("education", line)
    degree, into, subject = values.get("degree", "").partition(" in ")
    if into and degree and subject:
        values |= {"degree": degree, "field": subject}
    return {**values, **known}


def _grant(line: Line) -> Values:
    """Return a grant. The first line within it has amount, number and status."""
    money = re.fullmatch(
        r"(?:([A-Z]{3}) (\d{1,3}(?:,\d{3})*(?:\.\d+)?))?(?:(?:, |^)grant (\S+?))?"
        r"(?:(?:, |^)(pending|awarded|completed|declined))?",
        plain_text(line.inner[0]) if line.inner else "",
    )
    known: Values = {}
    if money and any(money.groups()):
        del line.inner[0]
        names = ("currency", "amount", "number", "status")
        known = {name: text.replace(",", "") for name, text in zip(names, money.groups(), strict=True) if text}
    return {**values_of_line("grants", line), **known}


def _certificate(line: Line) -> Values:
    """Return a certificate, with the piece that says when it expires."""
    for at, piece in enumerate(line.pieces[1:], 1):
        expires = re.fullmatch(r"expires (.+)", plain_text(piece))
        if expires and (date := read_period(expires[1], is_single=True).get("date")):
            note = typed(joined_text(line.pieces[at + 1 :], ", "))
            line.pieces = line.pieces[:at]
            return {**values_of_line("certifications", line), "expires": date, "note": note}
    return values_of_line("certifications", line)


def _report(line: Line) -> Values:
    """Return a report of a medium: title, outlet in italics, links."""
    title, *rest = line.pieces
    values: Values = {}
    if rest and isinstance(outlet := rest[0][0], Emphasis):
        note = trimmed(rest[0][1:])
        if not note or (plain_text(note).startswith("(") and plain_text(note).endswith(")") and len(rest) == 1):
            values |= {"outlet": typed(outlet.children), "note": typed(_within_parentheses(note))}
            del rest[0]
    links = [one[0] for one in rest if len(one) == 1 and isinstance(one[0], Link)]
    if len(links) < len(rest):
        links, title = [], joined_text(line.pieces, ", ")
        values = {}
    values["links"] = [{"label": typed(link.children), "url": link.url} for link in links]
    if len(title) == 1 and isinstance(title[0], Link):
        return {"title": typed(title[0].children), "url": title[0].url, **values, **line.period}
    return {"title": typed(title), **values, **line.period}


def _within_parentheses(text: Inlines) -> Inlines:
    match text:
        case (Str(first), *more, Str(last)):
            return trimmed((Str(first[1:]), *more, Str(last[:-1])))
        case (Str(only),):
            return trimmed((Str(only[1:-1]),))
        case _:
            return text


def _referee(line: Line) -> Values:
    """Return a referee, with the ways to reach the person from the list within the item."""
    known: Values = {}
    for text in line.inner:
        links = [part for part in text if isinstance(part, Link)]
        ways = {part.url.partition(":")[0]: plain_text(part.children) for part in links}
        if links and ways.keys() <= {"mailto", "tel"}:
            names = {"mailto": "email", "tel": "phone"}
            known |= {names[scheme]: words for scheme, words in ways.items()}
        else:
            known["relation"] = ", ".join(filter(None, [known.get("relation", ""), typed(text)]))
    line.inner = []
    return {**values_of_line("referees", line), **known}


_READERS: dict[str, Callable[[Line], Values]] = {
    "experience": _post, "education": _degree, "grants": _grant, "certifications": _certificate, "media": _report,
    "referees": _referee,
}  # fmt: skip


def _pair(section: str, item: Item) -> Values:
    key, text = pair_of(item.text)
    if not key:
        return {"name": typed(text)}
    if section == "languages":
        return {"name": typed(key), "level": typed(text)}
    return {"name": typed(key), "items": [typed(piece) for piece in split_text(text, ", ")]}


def _news(item: Item) -> Values:
    """Return a piece of news: `*2025.09*: text`, or `[May 2025] text`, or `[May]` below the heading of a year."""
    period, text = leading_period(item.text, is_single=True)
    match text:
        case (Str(first), *rest) if not period and (found := re.match(r"\[([^\[\]]{3,20})\]\s*", first)):
            year = "" if re.search(r"\d{4}", found[1]) else item.group
            if period := read_period(f"{found[1]} {year}".strip(), is_single=True):
                text = trimmed((Str(first[found.end() :]), *rest))
    return {**period, "text": typed(text)}
