r"""Parse the small Markdown of a record's texts into an inline tree.

`*emphasis*`, `**strong**`, `` `code` ``, `[text](url)`, `^sup^`, `~sub~`, `$math$`; `[@id; @id]`, the labels of
other entries; `{{count:J}}`, a count. A backslash before one of `` * _ ` [ ] ^ ~ $ \ `` makes it literal. Anything else
is text as typed: HTML, TeX, `_underlines_`, and every delimiter that opens no markup.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING

from cvkit.model.inline import (
    Code,
    CrossRef,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Math,
    PrintedCount,
    Str,
    Strong,
    Subscript,
    Superscript,
)
from cvkit.model.math_syntax import check_math
from cvkit.model.url import parse_url

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

ESCAPABLE = frozenset("*_`[]^~$\\")
REFERENCE_FORM = re.compile(r"\[@[^\s,;@\[\]{}\"'#%\\]+(?:\s*;\s*@[^\s,;@\[\]{}\"'#%\\]+)*\]")
COUNT_FORM = re.compile(r"\{\{count:([^{}]*)\}\}")
_SPECIAL = re.compile(r"[*`\[^~$\\]|\{\{")
MAX_INLINE_DEPTH = 16
"""A text with deeper nesting, such as a row of stars, has no markup."""

_SPACES = re.compile(r"[ \t\r\n]+")


def parse_inlines(text: str) -> Inlines:
    """Parse one text. Several white space characters in a row become one space.

    Raises:
        PydanticCustomError: the address of a link is not allowed, or math is invalid or uses a refused command.
    """
    text = _SPACES.sub(" ", text).strip()
    if not _SPECIAL.search(text):
        return (Str(text),)
    tokens = _parser().parseInline(text)[0].children or []
    if max(itertools.accumulate(token.nesting for token in tokens), default=0) > MAX_INLINE_DEPTH:
        return (Str(text),)
    return _Tree(tokens).inlines()


class _Tree:
    """Turns markdown-it's flat list of tokens into a tree."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = iter(tokens)

    def inlines(self) -> Inlines:
        """The tree up to the end, or up to the token that closes the innermost open element."""
        found: list[Inline] = []
        for token in self.tokens:
            if token.nesting == -1:
                break
            inline = self._inline(token)
            if isinstance(inline, Str) and found and isinstance(found[-1], Str):
                found[-1] = Str(found[-1].text + inline.text)
            elif inline != Str(""):
                found.append(inline)
        return tuple(found)

    def _inline(self, token: Token) -> Inline:
        match token.type:
            case "em_open":
                return Emphasis(self.inlines())
            case "strong_open":
                return Strong(self.inlines())
            case "sup_open":
                return Superscript(self.inlines())
            case "sub_open":
                return Subscript(self.inlines())
            case "link_open":
                return Link(parse_url(str(token.meta["url"])), self.inlines())
            case "code_inline":
                return Code(token.content)
            case "reference":
                return CrossRef(reference_ids(token.content))
            case "total":
                return PrintedCount(tuple(re.split(r"\s*,\s*", token.content.strip())))
            case "math_inline":
                check_math(token.content)
                return Math(token.content)
            case _:
                return Str(token.content)


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import emphasis
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    def star(state: StateInline, silent: bool) -> bool:
        return state.src[state.pos] == "*" and emphasis.tokenize(state, silent)

    markdown = MarkdownIt("zero").enable(["backticks", "emphasis", "balance_pairs", "fragments_join"])
    markdown.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=False)
    markdown.inline.ruler.at("emphasis", star)
    markdown.inline.ruler.before("backticks", "backslash", _backslash)
    markdown.inline.ruler.after("emphasis", "reference", _reference)
    markdown.inline.ruler.after("reference", "address", _link)
    markdown.inline.ruler.after("address", "script", _script)
    return markdown


def _backslash(state: StateInline, silent: bool) -> bool:
    at = state.pos
    if state.src[at] != "\\" or state.src[at + 1 : at + 2] not in ESCAPABLE or at + 1 >= state.posMax:
        return False
    if not silent:
        state.pending += state.src[at + 1]
    state.pos += 2
    return True


def reference_ids(reference: str) -> tuple[str, ...]:
    """The ids of `[@id; @id]`."""
    return tuple(part.strip().removeprefix("@") for part in reference[1:-1].split(";"))


def _reference(state: StateInline, silent: bool) -> bool:
    """`[@id; @id]` and `{{count:…}}`. Neither contains markup."""
    for kind, form in (("reference", REFERENCE_FORM), ("total", COUNT_FORM)):
        if found := form.match(state.src, state.pos, state.posMax):
            if not silent:
                state.push(kind, "", 0).content = found[0] if kind == "reference" else found[1]
            state.pos = found.end()
            return True
    return False


_SCRIPTS = {delimiter: re.compile(rf"\{delimiter}(?:\\.|[^\\ \{delimiter}])+\{delimiter}") for delimiter in "^~"}


def _script(state: StateInline, silent: bool) -> bool:
    """`^sup^` and `~sub~`: one run of characters without a space, not empty."""
    delimiter, start = state.src[state.pos], state.pos
    if silent or delimiter not in "^~":
        return False
    found = _SCRIPTS[delimiter].match(state.src, start, state.posMax)
    if not found:
        return False
    end = found.end() - 1
    kind, tag = ("sup_open", "sup") if delimiter == "^" else ("sub_open", "sub")
    state.push(kind, tag, 1)
    _tokenize_between(state, start + 1, end)
    state.push(kind.replace("open", "close"), tag, -1)
    state.pos = end + 1
    return True


def _link(state: StateInline, silent: bool) -> bool:
    """`[text](url)`. The address is taken as typed; only `parse_url` decides whether it is allowed."""
    start = state.pos
    if silent or state.src[start] != "[" or state.linkLevel:
        return False
    opens = state.src.find("](", start, state.posMax)
    if opens < 0 or state.src.find(")", opens, state.posMax) < 0:
        return False  # no link can begin here; without this test, many brackets would take quadratic time
    close = state.md.helpers.parseLinkLabel(state, start)
    if close < 0 or state.src[close + 1 : close + 2] != "(":
        return False
    end, depth = close + 2, 1
    while end < state.posMax and depth and state.src[end] != " ":
        depth += {"(": 1, ")": -1}.get(state.src[end], 0)
        end += 1
    if depth or end == close + 3 or close == start + 1:
        return False
    state.push("link_open", "a", 1).meta = {"url": state.src[close + 2 : end - 1]}
    state.linkLevel += 1  # a link cannot contain another link
    _tokenize_between(state, start + 1, close)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.pos = end
    return True


def _tokenize_between(state: StateInline, start: int, end: int) -> None:
    whole, last = state.src, state.posMax
    state.src, state.pos, state.posMax = whole[:end], start, end  # cut the text, because some rules ignore posMax
    state.md.inline.tokenize(state)
    state.src, state.posMax = whole, last
