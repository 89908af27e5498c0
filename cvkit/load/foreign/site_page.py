"""The home page of a site with the template academicpages or acad-homepage: its works and news.

A page that cvkit wrote has the id of each work in a comment. Pages that people typed have the same forms.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from cvkit.load.bibtex.addresses import read_address
from cvkit.load.bibtex.values import read_arxiv, read_doi
from cvkit.load.foreign.add_work import add_work
from cvkit.load.foreign.content import SourceContent
from cvkit.load.foreign.markup import from_html, plain_of
from cvkit.load.foreign.typed_values import author_value
from cvkit.model.name import parse_name
from cvkit.model.source import Span

_LIQUID = re.compile(r"^\{%.*?%\}[ \t]*$", re.MULTILINE)
_MARKER = re.compile(r"^<!-- cvkit:(?:begin \S+|end) -->[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->|^\[//\]: #.*$|<span class='anchor'[^>]*></span>", re.DOTALL | re.MULTILINE)
_ID = re.compile(r"<!-- cvkit: id=(\S+) -->")
_PIECE = re.compile(
    r"(?P<heading>^#{1,4} [^\n]*$)"
    r"|(?P<hidden><!--\s*- \*\*.*?-->)"
    r"|(?P<box><div class='paper-box'>.*?^</div>\n</div>)"
    r"|(?P<item>^- [^\n]*(?:\n(?!- |#|\n|<div|<!--)[^\n]*)*)",
    re.MULTILINE | re.DOTALL,
)
_ITEM = re.compile(r"- .*(?:\n(?!- |#|\n|<div|<!--).*)*")
_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\((?:<([^>]*)>|([^)\s]*))\)")
_BREAK = re.compile(r"[ \t]*(?:\\\\[ \t]*|  )\n")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&#94;": r"\^", "&#126;": r"\~", "&#123;": "{", "&#93;": r"\]", "&#91;": r"\[",
             "&#124;": "|", "&nbsp;": " ", "&amp;": "&", "<span>$</span>": r"\$"}  # fmt: skip
_MARKUP = re.compile(r"(\\.|&\w+;|&#\d+;|<span>\$</span>|</?(?:sup|sub|em|strong|code)>|[\^~$])")
_TAGS = {"sup": "^", "sub": "~", "em": "*", "strong": "**", "code": "`"}
_OWNER = re.compile(r"^(\*{2,3}|<strong>(?:<em>)?)(.+?)(?:\*{2,3}|(?:</em>)?</strong>)(.*)$")
_SIGNS = re.compile(r"((?:\\?[*†‡§¶#])+)$")
_ROLES = {"equal": "equal_contributor", "corresponding": "corresponding"}
_MEETING = re.compile(r"conference|symposium|workshop|computer vision and pattern|meeting", re.IGNORECASE)
_MONTHS = {calendar.month_abbr[month]: f"{month:02}" for month in range(1, 13)}


def fill(text: str, content: SourceContent) -> None:
    """Read the works and the news of a page."""
    body = re.sub(r"\A---\n.*?\n---\n", lambda found: "\n" * found[0].count("\n"), text, count=1, flags=re.DOTALL)
    _Page(_MARKER.sub("", _LIQUID.sub("", body)), content).fill()


class _Page:
    """A page that is being read."""

    def __init__(self, body: str, content: SourceContent) -> None:
        self.body = body
        self.content = content
        self.section = self.group = ""
        self.roles = {sign[-1]: _ROLES[role] for sign, role in
                      re.findall(r"(\\?[*†‡§¶#]) (equal|corresponding) ", body)}  # fmt: skip
        self.owners: Counter[str] = Counter()

    def fill(self) -> None:
        end = 0
        for found in [*_PIECE.finditer(self.body), None]:
            self._paragraphs(end, found.start() if found else len(self.body))
            if not found:
                break
            end = found.end()
            span = self._span(found.start())
            match found.lastgroup:
                case "heading":
                    level, _, title = found[0].partition(" ")
                    title = re.sub(r"\s*\{#.*\}$", "", re.sub(r"^\W+", "", title)).strip()
                    self.section, self.group = (title, "") if len(level) < 3 else (self.section, title)
                case "box":
                    self._box(found[0], span)
                case "hidden":
                    for item in _ITEM.findall(found[0].removeprefix("<!--").removesuffix("-->").lstrip()):
                        self._listed(item.rstrip(), span, is_hidden=True)
                case _:
                    self._item(found[0], span)
        if self.owners:
            self.content.person.setdefault("name", self.owners.most_common(1)[0][0])

    def _paragraphs(self, start: int, end: int) -> None:
        """Read the text between two pieces: above the first heading it is the summary."""
        for found in re.finditer(r"\S.*?(?=\n\s*\n|\Z)", self.body[start:end], re.DOTALL):
            text = _COMMENT.sub("", found[0]).strip()
            if text and not self.section:
                self.content.summary.append(_as_typed(text))
            elif text and not re.match(r"\\?[*†‡§¶#] (?:equal|corresponding) ", text):
                self.content.report.left_out(f"text of {self.section}", self._span(start + found.start()))

    def _span(self, at: int) -> Span:
        line = self.body.count("\n", 0, at)
        return Span(line, 0, line, 1)

    def _item(self, item: str, span: Span) -> None:
        if item.startswith("- **") and len(_BREAK.split(item)) > 1:
            self._listed(item, span)
        elif re.search("news", self.section, re.IGNORECASE) and (news := self._news(item)):
            self.content.add("news", news, span)
        else:
            self.content.report.left_out(f"an item of {self.section or 'the page'}", span)

    def _news(self, item: str) -> dict[str, str] | None:
        text = " ".join(item[2:].split())
        if dotted := re.match(r"\*(\d{4})(?:\.(\d\d))?(?:\.(\d\d))?\*\s*:?\s*(?:&nbsp;)?(.*)", text):
            return {"date": "-".join(filter(None, dotted.groups()[:3])), "text": _as_typed(dotted[4])}
        named = re.match(r"\\?\[(?:([A-Z][a-z]{2})[a-z]*)?\s*(\d{4})?\\?\]\s*(.*)", text)
        year = (named and named[2]) or (self.group if self.group.isdigit() else "")
        if not named or not year:
            return None
        month = _MONTHS.get(named[1] or "", "")
        return {"date": f"{year}-{month}" if month else year, "text": _as_typed(named[3])}

    def _listed(self, item: str, span: Span, *, is_hidden: bool = False) -> None:
        """Read a work of academicpages: title, authors, venue and links, one line each, and bullets."""
        item, *inner = re.split(r"\n  - ", item)
        first, authors, *rest = [*_BREAK.split(item[2:]), ""]
        title = re.match(r"^(?:[A-Z]+\.\d+ )?\*\*(.*)\*\*$", first.strip())
        values: dict[str, Any] = {"title": _as_typed(title[1] if title else first)}
        links = []
        for line in rest:
            plain = _ID.sub("", line).strip()
            if re.match(r"\[\[|\[\\\[", plain):
                links = list(_links(plain))
            elif found := re.match(r"\*\*(.+?)\*\*(.*)", plain):
                values |= _venue(_as_typed(found[1]), found[2])
            elif re.fullmatch(r"\*under[- ]review\*", plain, re.IGNORECASE):
                values["status"] = "submitted"
        kind = "conference" if _MEETING.search(str(values.get("venue", ""))) else "journal"
        kind = "preprint" if "venue" not in values else kind
        self._work(kind, values, authors, links, inner, item, span, is_hidden=is_hidden)

    def _box(self, box: str, span: Span) -> None:
        """Read a work of acad-homepage, with its badge and picture."""
        badge = re.search(r'class="badge"(?: title="([^"]*)")?>(.*?)</div>', box)
        picture = re.search(r"<img src='([^']*)' alt=\"([^\"]*)\" width", box)
        _, _, text = box.partition('markdown="1">')
        title, authors, *_ = [*filter(None, (part.strip() for part in text.split("\n\n"))), ""]
        link = _LINK.search(title)
        values: dict[str, Any] = {"title": _as_typed(re.sub(r"^\*\*(.*)\*\*$", r"\1", link[1] if link else title))}
        address = (link[2] or link[3] or "") if link else ""
        if picture:
            file = picture[1].removeprefix("images/") if "://" not in picture[1] else picture[1]
            values["picture"] = file
        red = re.findall(r'<span style="color:red"(?: title="([^"]*)")?>(.*?)</span>', badge[2]) if badge else []
        values["badges"] = [_as_typed(whole or short) for whole, short in red]
        words = re.sub(r"<span.*", "", badge[2]).strip() if badge else ""
        found = re.fullmatch(r"(.*?)\s*((?:19|20)\d\d)?", words)
        name, year = (found[1], found[2] or "") if found else ("", "")
        kind = "preprint" if name.lower() == "arxiv" else "conference" if year else "journal"
        if kind != "preprint" and name:
            full = re.sub(r" \([^()]*\)$", "", from_html(badge[1] or "")) if badge else ""
            values["venue"] = {"name": full or _as_typed(name), "short": _as_typed(name) if full or year else ""}
            values["date"] = year
        links = [("url", address)] if address else []
        links += [(word, url) for url, word in re.findall(r'<a href="([^"]+)">\s*<strong>\[(.*?)\]</strong>', box)]
        bullets = re.findall(r"^- (.*)$", text, re.MULTILINE)
        if abstract := re.search(r'class="abstract"[^>]*>\s*<p>(.*?)</p>', box, re.DOTALL):
            values["abstract"] = from_html(abstract[1])
        self._work(kind, values, authors, links, bullets, box, span)

    def _work(
        self, kind: str, values: dict[str, Any], authors: str, links: list[tuple[str, str]], bullets: list[str],
        source: str, span: Span, *, is_hidden: bool = False,
    ) -> None:  # fmt: skip
        if known := _ID.search(source):
            values["id"] = _id_of(known[1])
        values["authors"] = self._authors(authors, span)
        values["highlights"] = [_as_typed(text) for text in bullets]
        if is_hidden:
            values["hidden"] = "true"
        more = []
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
                more.append({"label": _as_typed(word), "url": url})
        values["links"] = more
        if doi := read_doi(str(values.get("url", ""))):
            values.setdefault("doi", doi)
        if not values.get("date") and kind == "preprint" and (arxiv_id := values.get("arxiv")):
            values["date"] = f"20{arxiv_id[:2]}-{arxiv_id[2:4]}"
        self.content.report.guess("the kind", kind, span)
        add_work(self.content, kind, values, span)

    def _authors(self, line: str, span: Span) -> list[Any]:
        """Read the authors of a work, with the roles that their markers state."""
        found: list[tuple[str, str]] = []
        for name in re.split(r",\s*(?:and\s+)?|\s+and\s+", line.strip()):
            if owner := _OWNER.match(name):
                name = f"{owner[2]}{owner[3]}"
            signs = _SIGNS.search(name)
            text = plain_of(_as_typed(name[: signs.start()] if signs else name)).strip()
            if owner and text:
                self.owners[text] += 1
            if text:
                found.append((text, signs[1].replace("\\", "") if signs else ""))
        people = []
        for name, signs_of in found:
            roles = {}
            for sign in signs_of:
                if sign not in self.roles:
                    self.content.report.guess(f"the meaning of {sign}", "equal contribution", span)
                roles[self.roles.get(sign, "equal_contributor")] = "true"
            people.append(author_value(parse_name(name), **roles))
        return people


def _id_of(text: str) -> str:
    """The id of a work in a comment of cvkit."""
    from urllib.parse import unquote

    return unquote(text)


def _as_typed(text: str) -> str:
    """Return Markdown of a page as Markdown of a record: kramdown has other escapes, and HTML."""
    pieces = re.split(
        r"(\\.|&\w+;|&#\d+;|<span>\$</span>|</?(?:sup|sub|em|strong|code)>|[\^~$])", " ".join(text.split())
    )
    whole = []
    for piece in pieces:
        if re.fullmatch(r"\\[*_`\[\]\\]", piece):
            whole.append(piece)
        elif re.fullmatch(r"\\.", piece):
            whole.append(piece[1])
        elif piece in ("^", "~", "$"):
            whole.append(f"\\{piece}")
        elif tag := re.fullmatch(r"</?(\w+)>", piece):
            whole.append(_TAGS[tag[1]])
        else:
            whole.append(_ENTITIES.get(piece, piece))
    return "".join(whole)


def _links(line: str) -> Iterator[tuple[str, str]]:
    """The links of a line: `[[paper](…)] [[code](…)]`."""
    for found in _LINK.finditer(line.replace("[[", "[")):
        yield plain_of(_as_typed(found[1])).strip("[]"), found[2] or found[3] or ""


def _venue(name: str, rest: str) -> dict[str, Any]:
    """Read the line of a venue: `**Name (SHORT)** 12(3), pp. 1–20, 2025`."""
    whole = re.fullmatch(r"(.+?) \(([^()]+)\)", name)
    years = re.findall(r"\b(?:19|20)\d\d\b", rest)
    volume = re.match(r"\s([\w.-]+)(?:\(([^()]+)\))?(?=,|$)", rest)
    pages = re.search(r"\bpp?\.\s*([\w–-]+)", rest)
    return {
        "venue": {"name": whole[1], "short": whole[2]} if whole else {"name": name},
        "date": years[-1] if years else "",
        "volume": volume[1] if volume else "",
        "issue": (volume[2] or "") if volume else "",
        "pages": pages[1] if pages else "",
    }
