"""Read the works of a home page: in boxes, in items of several lines, and in lines of a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

from cvkit.load.bibtex.addresses import read_address
from cvkit.load.bibtex.values import read_arxiv, read_doi
from cvkit.load.foreign.add_work import add_work
from cvkit.load.foreign.content import SourceContent
from cvkit.load.foreign.markup import from_html
from cvkit.load.foreign.site_dates import leading_period, read_period
from cvkit.load.foreign.site_facts import JOURNAL, facts_of_badge, facts_of_line
from cvkit.load.foreign.site_text import joined_text, parse_kramdown, partition_text, split_text, trimmed, typed
from cvkit.load.foreign.typed_values import author_value
from cvkit.model.inline import Emphasis, Inlines, Link, Str, Strong, plain_text
from cvkit.model.name import parse_name
from cvkit.model.source import Span

ID = re.compile(r"<!-- cvkit: id=(\S+) -->")
"""The id of a work, in a comment behind its title or its last link."""
LINE_BREAK = re.compile(r"[ \t]*(?:\\\\[ \t]*|  )\n")
"""The end of a line within a paragraph."""
KINDS = {"talks": "talk", "software": "software", "datasets": "dataset", "patents": "patent"}
"""Section → the kind of its works."""

_PATENT = re.compile(r"\bpatent\b|\bPCT\b|^(?:granted|filed|published) \d")
_LABEL = re.compile(r"^[A-Z]+\.\d+ ")
_SIGNS = re.compile(r"[*†‡§¶#‖]+$")
_MARK = r"\\?[*†‡§¶#‖]"
_MEETING = re.compile(r"conference|symposium|workshop|computer vision and pattern|meeting", re.IGNORECASE)
_ROLES = {
    "equal contribution": ("equal_contributor", "true"),
    "joint senior authors": ("equal_contributor", "senior"),
    "corresponding author": ("corresponding", "true"),
    "presenter": ("presenter", "true"),
    "supervisor": ("supervisor", "true"),
    "advisee": ("advisee", "true"),
    "graduate advisee": ("advisee", "graduate"),
    "undergraduate advisee": ("advisee", "undergraduate"),
    "postdoctoral advisee": ("advisee", "postdoc"),
}
"""Meaning of a marker in a legend → the field of an author, and its value."""
LEGEND = re.compile(rf"^{_MARK} (?:{'|'.join(_ROLES)})(?:, {_MARK} [^\n]*)?$", re.MULTILINE)
"""The line that explains the markers of a list."""


class PageWorks:
    """Reads the works of one page into the content of an import."""

    def __init__(self, body: str, content: SourceContent) -> None:
        self.content = content
        self.owners: Counter[str] = Counter()
        self.roles: dict[str, tuple[str, str]] = {}
        for legend in LEGEND.findall(body):
            for sign, meaning in re.findall(rf"({_MARK}) ({'|'.join(_ROLES)})", legend):
                self.roles[sign[-1]] = _ROLES[meaning]

    def lines(self, item: str, span: Span, kind: str = "", *, is_hidden: bool = False) -> None:
        """Read a work of academicpages: title, authors, venue and links, one line each, and bullets."""
        source = item
        item, *inner = re.split(r"\n(?:  ){1,2}- ", item)
        first, *rest = LINE_BREAK.split(item[2:])
        title = re.match(r"^(?:\S+ )?\*\*(.*)\*\*$", first.strip())
        values: dict[str, Any] = {"title": typed(title[1] if title else first)}
        authors: Inlines = ()
        links: list[tuple[str, str]] = []
        for at, line in enumerate(rest):
            plain = ID.sub("", line).strip()
            text = parse_kramdown(plain)
            if re.match(r"\[\[|\[\\\[", plain):
                links = list(_links(text))
            elif at == 0 and _names_people(text):
                authors = text
            elif plain:
                values |= facts_of_line(text, kind, self._leave_out(span))
        guessed = "conference" if _MEETING.search(str(values.get("venue", ""))) else "journal"
        guessed = "preprint" if "venue" not in values else guessed
        self._work(kind or guessed, values, authors, links, inner, source, span, is_hidden=is_hidden)

    def _leave_out(self, span: Span) -> Callable[[str], None]:
        return lambda name: self.content.report.left_out(name, span)

    def box(self, box: str, span: Span) -> None:
        """Read a work of acad-homepage, with its badge and picture."""
        badge = re.search(r'class="badge"(?: title="([^"]*)")?>(.*?)</div>', box)
        picture = re.search(r"<img src='([^']*)' alt=\"([^\"]*)\" width", box)
        _, _, text = box.partition('markdown="1">')
        title, authors, *others = [*filter(None, (part.strip() for part in text.split("\n\n"))), ""]
        before, address, addon = _linked_title(parse_kramdown(re.sub(r"<img [^>]*>", "", title)))
        values: dict[str, Any] = {"title": typed(_in_bold(before)), "title_addon": typed(addon)}
        if picture:
            source = from_html(picture[1]) if "://" in picture[1] else unquote(picture[1].removeprefix("images/"))
            values["picture"] = {"file": source, "alt": from_html(picture[2])}
            if values["picture"]["alt"] == plain_text(parse_kramdown(values["title"])) or picture[2] == "sym":
                values["picture"] = source
        red = re.findall(r'<span style="color:red"(?: title="([^"]*)")?>(.*?)</span>', badge[2]) if badge else []
        values["badges"] = [from_html(whole or short) for whole, short in red]
        words = re.sub(r"<span.*", "", badge[2]).strip() if badge else ""
        kind, found = facts_of_badge(from_html(words), from_html(badge[1] or "") if badge else "")
        for line in others:
            if scholar := re.search(r"data='[^':]+:([^']+)'", line):
                values["ids"] = {"scholar": from_html(scholar[1])}
            elif not re.match(r"- |<|\Z", line):
                facts = split_text(parse_kramdown(line), " · ")
                more = facts_of_line(facts[0], kind, self._leave_out(span))
                found |= {key: value for key, value in more.items() if key != "venue"}
                if len(facts) > 1:
                    self._leave_out(span)("notes and metrics behind the venue of a work")
        links = [("url", address)] if address else []
        links += [
            (from_html(word), url) for url, word in re.findall(r'<a href="([^"]+)">\s*<strong>\[(.*?)\]</strong>', box)
        ]
        if abstract := re.search(r'class="abstract"[^>]*>\s*<p>(.*?)</p>', box, re.DOTALL):
            values["abstract"] = from_html(abstract[1])
        bullets = re.findall(r"^- (.*)$", text, re.MULTILINE)
        self._work(kind, values | found, parse_kramdown(authors), links, bullets, box, span)

    def line(self, item: str, span: Span, kind: str = "") -> None:
        """Read a work of a list: `- [Title](url), A, **B**, **CVPR 2020**`, links in brackets."""
        source = item
        item, *inner = re.split(r"\n(?:  ){1,2}- ", item[2:])
        words, address, text = _title_and_rest(item)
        values: dict[str, Any] = {}
        pieces = split_text(text, ", ")
        if text and not plain_text(text[:1]).startswith(",") and pieces:
            values["title_addon"] = typed(pieces.pop(0))
        links = [("url", address)] if address else []
        if pieces:
            found, pieces[-1] = _links_at_end(pieces[-1])
            links += found
        badges = [at for at, piece in enumerate(pieces) if len(piece) == 1 and isinstance(piece[0], Strong)]
        end = badges[-1] if badges else len(pieces)
        if kind == "patent" or not badges:
            end = next((at for at, piece in enumerate(pieces) if _PATENT.search(plain_text(piece))), end)
            values |= facts_of_line(joined_text(pieces[end:], ", "), kind, self._leave_out(span))
        else:
            guessed, values_of_badge = facts_of_badge(plain_text(pieces[end]), "")
            kind = kind or guessed
            rest = facts_of_line(joined_text(pieces[end + 1 :], ", "), kind, self._leave_out(span))
            short = values_of_badge.get("venue", {}).get("short", "")
            if "venue" in rest and short:
                rest["venue"].setdefault("short", short)
            if "venue" in rest and kind == "conference" and JOURNAL.search(str(rest["venue"].get("name"))):
                kind = "journal"
            values |= values_of_badge | rest
        self._work(
            kind or "journal",
            {"title": typed(words), **values},
            joined_text(pieces[:end], ", "),
            links,
            inner,
            source,
            span,
        )

    def talk(self, item: str, span: Span) -> None:
        """Read a talk: `- *2025.06*: Title, event, place`, links in brackets behind a bar."""
        source = item
        item, *inner = re.split(r"\n(?:  ){1,2}- ", item[2:])
        dated, text = leading_period(parse_kramdown(ID.sub("", item)), is_single=True)
        links, text = _links_at_end(text)
        title, *facts = split_text(text, ", ")
        before, address, addon = _linked_title(title)
        values: dict[str, Any] = {"title": typed(before), "title_addon": typed(addon), **dated}
        links += [("url", address)] if address else []
        if facts:
            found = facts_of_line(
                (Strong(facts[0]), Str(", "), *joined_text(facts[1:], ", ")), "talk", self._leave_out(span)
            )
            values = found | values
        self._work("talk", values, (), links, inner, source, span)

    def _work(
        self, kind: str, values: dict[str, Any], authors: Inlines, links: list[tuple[str, str]], bullets: list[str],
        source: str, span: Span, *, is_hidden: bool = False,
    ) -> None:  # fmt: skip
        if known := ID.search(source):
            values["id"] = unquote(known[1])
        names = self._authors(authors, span)
        if names and (more := re.fullmatch(r"(\d+) more", str(names[-1]))):
            values["author_count"] = str(len(names) - 1 + int(more[1]))
            names.pop()
        values |= {"authors": names, "highlights": [typed(text) for text in bullets]}
        if is_hidden:
            values["hidden"] = "true"
        more_links = []
        for word, typed_url in links:
            url = read_address(from_html(typed_url)) or typed_url
            arxiv = re.match(r"https?://arxiv\.org/(?:abs|pdf)/(.+?)(?:\.pdf)?$", url)
            if arxiv and read_arxiv(arxiv[1]):
                values["arxiv"] = read_arxiv(arxiv[1])
            if word.lower() in ("url", "paper"):
                if not values.get("url"):
                    values["url"] = url
            elif word.lower() == "code":
                values["repository"] = url
            elif word.lower() == "doi" and read_doi(url):
                values["doi"] = read_doi(url)
            elif not arxiv:
                more_links.append({"label": typed(word), "url": url})
        values["links"] = more_links
        if (doi := read_doi(str(values.get("url", "")))) and values.setdefault("doi", doi) == doi:
            del values["url"]  # the address is that of the DOI
        if not values.get("date") and kind == "preprint" and (arxiv_id := values.get("arxiv")):
            values["date"] = f"20{arxiv_id[:2]}-{arxiv_id[2:4]}"
        if kind not in KINDS.values():
            self.content.report.guess("the kind", kind, span)
        add_work(self.content, kind, values, span)

    def _authors(self, line: Inlines, span: Span) -> list[Any]:
        """Read the authors of a work, with the roles that their markers state."""
        people = []
        for name in _names(line):
            text = plain_text(name).strip()
            signs = _SIGNS.search(text)
            text = text[: signs.start()].strip() if signs else text
            if any(isinstance(part, Strong | Emphasis) for part in name) and text:
                self.owners[text] += 1
            roles = {}
            for sign in signs[0] if signs else "":
                if sign not in self.roles:
                    self.content.report.guess(f"the meaning of {sign}", "equal contribution", span)
                field, value = self.roles.get(sign, ("equal_contributor", "true"))
                roles[field] = value
            if text:
                people.append(author_value(parse_name(text), **roles))
        return people


def _names(line: Inlines) -> Iterator[Inlines]:
    for piece in split_text(line, ", "):
        if isinstance(piece[0], Str) and piece[0].text.startswith("and "):
            piece = trimmed((Str(piece[0].text[4:]), *piece[1:]))
        yield from filter(None, split_text(piece, " and "))


def _names_people(line: Inlines) -> bool:
    """Whether the line below a title has authors: only the owner is bold, and it ends in no date."""
    text = plain_text(line)
    if re.match(r"version \S|\*?under[- ]review", text, re.IGNORECASE) or _PATENT.search(text):
        return False
    if isinstance(line[0], Strong):
        return any(isinstance(part, Emphasis) for part in line[0].children[:1])
    return not read_period(text.rpartition(", ")[2], is_single=True)


def _title_and_rest(item: str) -> tuple[Inlines, str, Inlines]:
    """Return the title of a work in a list, its address, and the text behind it."""
    comment = ID.search(item)
    if comment and (rest := item[comment.end() :].strip(" ")):
        title = parse_kramdown(_LABEL.sub("", item[: comment.start()]))
        return title, "", parse_kramdown(rest)
    text = parse_kramdown(ID.sub("", item))
    if any(isinstance(part, Link) for part in text[:2]):
        return _linked_title(text)
    first, rest_of = partition_text(text, re.compile(r"(?=, )"))
    return first, "", rest_of


def _linked_title(text: Inlines) -> tuple[Inlines, str, Inlines]:
    """Return the title of a work without its label, its address, and the text behind it."""
    at = next((at for at, part in enumerate(text[:2]) if isinstance(part, Link)), None)
    if at is not None and isinstance(link := text[at], Link):
        return link.children, link.url, trimmed(text[at + 1 :])
    if len(text) > 1 and isinstance(text[1], Strong) and _LABEL.fullmatch(plain_text(text[:1])):
        text = text[1:]
    return text, "", ()


def _in_bold(text: Inlines) -> Inlines:
    return text[0].children if len(text) == 1 and isinstance(text[0], Strong) else text


def _links_at_end(text: Inlines) -> tuple[list[tuple[str, str]], Inlines]:
    """Return the links in brackets at the end of a text, and the text before them."""
    found: list[tuple[str, str]] = []
    kept = list(trimmed(text))
    while kept and isinstance(link := kept[-1], Link) and (words := plain_text(link.children)).startswith("["):
        found.insert(0, (words.strip("[]"), link.url))
        kept = list(trimmed(tuple(kept[:-1])))
    if found and kept and isinstance(bar := kept[-1], Str):
        kept[-1] = Str(bar.text.removesuffix("|"))
    return found, trimmed(tuple(kept))


def _links(line: Inlines) -> Iterator[tuple[str, str]]:
    """The links of a line: `[[paper](…)] [[code](…)]`."""
    for part in line:
        if isinstance(part, Link):
            yield plain_text(part.children).strip("[]"), part.url
