"""Parse the Markdown of kramdown, as cvkit and people write it on home pages, to the tree of a text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from cvkit.load.bibtex.addresses import read_address
from cvkit.model.inline import Code, Emphasis, Inline, Inlines, Link, Str, Strong, Subscript, Superscript, plain_text
from cvkit.model.markdown_source import to_markdown
from cvkit.model.url import parse_url

_TOKEN = re.compile(
    r"\\(?P<literal>[\\`*_{}\[\]()#+.!\-|\"':$<>=~])"
    r"|(?P<entity>&(?:\w+|#\d+|#x[0-9a-fA-F]+);)"
    r"|(?P<dollar><span>\$</span>)"
    r"|<code>(?P<code>.*?)</code>"
    r"|(?P<ticks>`+)(?P<ticked>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|</(?P<close>sup|sub|em|strong|b|i)>"
    r"|<(?P<open>sup|sub|em|strong|b|i)>"
    r"|(?P<space><br ?/?>)|</?span\b[^>]*>|<!--.*?-->"
    r"|(?P<stars>\*+)"
    r"|!?(?P<bracket>\[)"
    r"|(?P<end>\](?:\((?:<(?P<angled>[^>]*)>|(?P<bare>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*))\))?)",
    re.DOTALL,
)
"""A piece of markup; anything between two pieces is text."""
_KINDS: dict[str, Callable[[Inlines], Inline]] = {
    "sup": Superscript, "sub": Subscript, "em": Emphasis, "i": Emphasis, "strong": Strong, "b": Strong,
    "*": Emphasis, "**": Strong,
}  # fmt: skip


def parse_kramdown(text: str) -> Inlines:
    """Return the tree of a text of one line or paragraph. Markup without an end is literal."""
    return _Parser(" ".join(text.split())).parse()


def typed(text: Inlines | str) -> str:
    """Return a text as the user would type it in a record; a string is Markdown of kramdown."""
    inlines = parse_kramdown(text) if isinstance(text, str) else text
    return to_markdown(trimmed(inlines))


def trimmed(text: Inlines) -> Inlines:
    """Return a text without white space at its ends."""
    kept = list(text)
    while kept and isinstance(kept[0], Str):
        first = Str(kept[0].text.lstrip())
        if first.text:
            kept[0] = first
            break
        kept.pop(0)
    while kept and isinstance(kept[-1], Str):
        last = Str(kept[-1].text.rstrip())
        if last.text:
            kept[-1] = last
            break
        kept.pop()
    return tuple(kept)


def split_text(text: Inlines, separator: str) -> list[Inlines]:
    """Return the pieces of a text between separators. Those within emphasis, links and parentheses do not count."""
    pieces: list[list[Inline]] = [[]]
    depth = 0
    for inline in text:
        if not isinstance(inline, Str):
            pieces[-1].append(inline)
            continue
        at = start = 0
        while at < len(inline.text):
            depth = max(0, depth + {"(": 1, ")": -1}.get(inline.text[at], 0))
            if depth == 0 and inline.text.startswith(separator, at):
                pieces[-1].append(Str(inline.text[start:at]))
                pieces.append([])
                at = start = at + len(separator)
            else:
                at += 1
        pieces[-1].append(Str(inline.text[start:]))
    if depth > 0 and "(" in plain_text(text):  # a parenthesis without an end separates nothing
        return _split_plainly(text, separator)
    return [found for piece in pieces if (found := trimmed(tuple(piece)))]


def _split_plainly(text: Inlines, separator: str) -> list[Inlines]:
    pieces: list[list[Inline]] = [[]]
    for inline in text:
        if isinstance(inline, Str):
            first, *others = inline.text.split(separator)
            pieces[-1].append(Str(first))
            pieces += [[Str(other)] for other in others]
        else:
            pieces[-1].append(inline)
    return [found for piece in pieces if (found := trimmed(tuple(piece)))]


def joined_text(parts: Sequence[Inlines], separator: str) -> Inlines:
    """Return the parts of a text with separators between them: the inverse of `split_text`."""
    whole: list[Inline] = []
    for at, part in enumerate(parts):
        whole += [*([Str(separator)] if at else []), *part]
    return _merged(whole)


def partition_text(text: Inlines, pattern: re.Pattern[str]) -> tuple[Inlines, Inlines]:
    """Return a text before and behind the first characters that match a pattern; all of it and nothing without them."""
    for at, inline in enumerate(text):
        if isinstance(inline, Str) and (found := pattern.search(inline.text)):
            before = (*text[:at], Str(inline.text[: found.start()]))
            return trimmed(before), trimmed((Str(inline.text[found.end() :]), *text[at + 1 :]))
    return text, ()


class _Parser:
    """Parses one text, with a stack of the markup that is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[tuple[str, str, list[Inline]]] = [("", "", [])]
        """The open markup: its name, its characters, and what is in it."""

    def parse(self) -> Inlines:
        at = 0
        for found in _TOKEN.finditer(self.text):
            self._put(Str(self.text[at : found.start()]))
            at = found.end()
            self._token(found)
        self._put(Str(self.text[at:]))
        while len(self.stack) > 1:
            self._give_up()
        return _merged(self.stack[0][2])

    def _put(self, inline: Inline) -> None:
        self.stack[-1][2].append(inline)

    def _token(self, found: re.Match[str]) -> None:
        match found.lastgroup:
            case "literal":
                self._put(Str(found["literal"]))
            case "entity":
                self._put(Str(html.unescape(found[0]).replace("\u00a0", " ")))
            case "dollar":
                self._put(Str("$"))
            case "space":
                self._put(Str(" "))
            case "code":
                self._put(Code(html.unescape(re.sub("</?span>", "", found["code"]))))
            case "ticked":
                self._put(Code(found["ticked"].strip()))
            case "open":
                self.stack.append((found["open"], found[0], []))
            case "close":
                self._close(found["close"], found[0])
            case "stars":
                self._stars(found)
            case "bracket":
                self.stack.append(("[", found[0], []))
            case "end" | "angled" | "bare":
                self._bracket(found)

    def _close(self, name: str, characters: str) -> None:
        if not any(name == open_name for open_name, _, _ in self.stack):
            self._put(Str(characters))
            return
        while self.stack[-1][0] != name:
            self._give_up()
        _, _, children = self.stack.pop()
        inner = _merged(children)
        self.stack[-1][2].extend([_KINDS[name](inner)] if plain_text(inner).strip() else inner)

    def _stars(self, found: re.Match[str]) -> None:
        """Close emphasis that stars opened, and open emphasis with the others."""
        count = len(found[0])
        before, after = self.text[: found.start()][-1:], self.text[found.end() :][:1]
        if before.strip():
            while count and (name := self.stack[-1][0]) in ("*", "**") and len(name) <= count:
                self._close(name, name)
                count -= len(name)
        is_marker = before.isalnum() and after in ",;.:!?)"
        if 0 < count <= 3 and after.strip() and not is_marker:
            for name in ("**", "*") if count == 3 else ("*" * count,):
                self.stack.append((name, name, []))
        else:
            self._put(Str("*" * count))

    def _bracket(self, found: re.Match[str]) -> None:
        address = found["angled"] if found["angled"] is not None else found["bare"]
        opened = max((at for at, (name, _, _) in enumerate(self.stack) if name == "["), default=0)
        if not opened:
            self._put(Str(found[0]))
            return
        while len(self.stack) > opened + 1:
            self._give_up()
        url = _address(html.unescape(address)) if address else None
        _, characters, children = self.stack.pop()
        inner = _merged(children)
        if url and plain_text(inner).strip():
            self._put(Link(url, inner))
        elif address is None:
            self.stack[-1][2].extend([Str(characters), *inner, Str("]")])
        else:
            self.stack[-1][2].extend(inner)

    def _give_up(self) -> None:
        """Make the innermost open markup literal."""
        _, characters, children = self.stack.pop()
        self.stack[-1][2].extend([Str(characters), *children])


def _address(text: str) -> str | None:
    """Return an address that a record can have, as it is if possible."""
    try:
        return parse_url(text)
    except ValueError:
        return read_address(text)


def _merged(inlines: Sequence[Inline]) -> Inlines:
    """Return a text with adjacent characters in one piece."""
    whole: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Str) and whole and isinstance(whole[-1], Str):
            whole[-1] = Str(re.sub(" +", " ", whole[-1].text + inline.text))
        elif inline != Str(""):
            whole.append(inline)
    return tuple(whole)
