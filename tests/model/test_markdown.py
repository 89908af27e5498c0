"""The small Markdown of texts: what is markup, what is a character, what is refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

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
    plain_offsets,
    plain_text,
)
from cvkit.model.markdown import ESCAPABLE, parse_inlines

HOME = "https://a.example"


def p(text: str) -> Str:
    return Str(text)


def em(*inner: Inline) -> Emphasis:
    return Emphasis(inner)


MARKUP: list[tuple[str, Inlines]] = [
    ("*a*", (em(p("a")),)),
    ("**a**", (Strong((p("a"),)),)),
    ("***a***", (em(Strong((p("a"),))),)),
    ("an *inner* word", (p("an "), em(p("inner")), p(" word"))),
    ("*a **b** c*", (em(p("a "), Strong((p("b"),)), p(" c")),)),
    ("(re)*quired*", (p("(re)"), em(p("quired")))),
    ("한국*an*어", (p("한국"), em(p("an")), p("어"))),
    ("*한국*어", (em(p("한국")), p("어"))),
    ("**굵게**는", (Strong((p("굵게"),)), p("는"))),
    ("`a*b*`", (Code("a*b*"),)),
    ("``a`b``", (Code("a`b"),)),
    (r"`\x`", (Code(r"\x"),)),
    ("2^n^ and H~2~O", (p("2"), Superscript((p("n"),)), p(" and H"), Subscript((p("2"),)), p("O"))),
    ("x^*i*^", (p("x"), Superscript((em(p("i")),)))),
    ("$O(n^2)$", (Math("O(n^2)"),)),
    ("in $x_i$-space", (p("in "), Math("x_i"), p("-space"))),
    (r"$\frac{1}{2} \leq \alpha$", (Math(r"\frac{1}{2} \leq \alpha"),)),
    ("$a*b$ c*", (Math("a*b"), p(" c*"))),
    ("$k$-means of 2024", (Math("k"), p("-means of 2024"))),
    (f"[a]({HOME})", (Link(HOME, (p("a"),)),)),
    (f"*see [a]({HOME})*", (em(p("see "), Link(HOME, (p("a"),))),)),
    (f"[*a* `b`]({HOME})", (Link(HOME, (em(p("a")), p(" "), Code("b"))),)),
    ("[a](https://a.example/x_(y)_*z*)", (Link("https://a.example/x_(y)_*z*", (p("a"),)),)),
    ("[a](mailto:a@a.example)", (Link("mailto:a@a.example", (p("a"),)),)),
    ("[a](tel:+12)", (Link("tel:+12", (p("a"),)),)),
]

LITERAL = [
    "a * b * c",
    "*a",
    "a*",
    "**a",
    "* a*",
    "*a *",
    "snake_case_word",
    "5*3*2",
    "2**10**3",
    "re*quired*",
    "*re*quired",
    "e\u0301*a*",
    "_a_",
    "__a__",
    "<b>x</b>",
    "&amp; &lt;",
    "{{x}}",
    r"\input{x}",
    r"\a \{ \%",
    "a\\",
    "# a",
    "- a",
    "1. a",
    "> a",
    "a  ".strip(),
    "5 $",
    "$5 and $6",
    "$x $",
    "$ x$",
    "$",
    "$$",
    "^^",
    "~~",
    "^a b^",
    "~a b~",
    "^",
    "~",
    "about ~5 or ~6",
    "`",
    "`a",
    "[a]",
    "[a]()",
    f"[]({HOME})",
    "[a] (b)",
    "(a)[b]",
    f"[a]({HOME}",
    f"[a]({HOME} 'title')",
    "<https://a.example>",
    "https://a.example",
    "a@a.example",
    "-- --- ... 'q' \"q\"",
    "(c) (tm)",
    "한글 黄炜",
    "100%",
    "C#",
    "AT&T",
    "~/x",
    ":smile:",
    "[^1]",
    "==x==",
    "a|b",
]

ESCAPED = [
    (r"\*a\*", "*a*"),
    (r"\[a\](https://a.example)", "[a](https://a.example)"),
    (r"\$5\$", "$5$"),
    (r"\^a\^", "^a^"),
    (r"\~a\~", "~a~"),
    (r"\`a\`", "`a`"),
    (r"\_a\_", "_a_"),
    (r"\\", "\\"),
    (r"\\\*", r"\*"),
    (r"\\a", r"\a"),
]


@pytest.mark.parametrize(("text", "tree"), MARKUP)
def test_markup_makes_this_tree(text: str, tree: Inlines) -> None:
    assert parse_inlines(text) == tree


@pytest.mark.parametrize("text", LITERAL)
def test_what_opens_nothing_is_literal(text: str) -> None:
    assert parse_inlines(text) == (p(text),)


@pytest.mark.parametrize(("typed", "meant"), ESCAPED)
def test_a_backslash_makes_a_delimiter_literal(typed: str, meant: str) -> None:
    assert parse_inlines(typed) == (p(meant),)


@pytest.mark.parametrize("sign", "*^~`$")
def test_an_escaped_delimiter_closes_nothing(sign: str) -> None:
    if sign in "`$":
        assert parse_inlines(f"\\{sign}a{sign}") == (p(f"{sign}a{sign}"),)
    else:
        (inline,) = parse_inlines(f"{sign}a\\{sign}b{sign}")
        assert isinstance(inline, Emphasis | Superscript | Subscript)
        assert inline.children == (p(f"a{sign}b"),)


def test_white_space_of_any_kind_is_one_space() -> None:
    assert parse_inlines("  a \n\n b\t\tc  ") == (p("a b c"),)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///x", "data:text/html", "www.example.org", "../x", "#top"]
)
def test_a_link_to_where_no_cv_should_lead_is_refused(url: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_inlines(f"[a]({url})")
    assert refused.value.type == "V108"


@pytest.mark.parametrize(
    "math",
    [
        r"\input{x}",
        r"\def\x{}",
        r"\write18",
        r"\csname x\endcsname",
        r"\alphabeta",
        "x%y",
        "x#1",
        "a&b",
        '"',
        "x^^5cinput",
        "x^^M",
        "{x",
        "x}",
        "}{",
        r"\^^M",
        r"\@",
        "`",
    ],
)
def test_math_that_is_more_than_signs_is_refused(math: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_inlines(f"a ${math}$ b")
    assert refused.value.type == "V109"


@pytest.mark.parametrize(
    "math", ["x", "x^2", r"\{a, b\}", r"a\,b", r"50\%", r"\text{a b}", "a~b", "{{x}}", "x'", "α", r"\left( x \right)"]
)
def test_math_of_signs_is_kept_as_typed(math: str) -> None:
    assert parse_inlines(f"${math}$") == (Math(math),)


OFFSETS = [
    ("a *b* c", "b", 3),
    ("a\\*b\\* c", "* c", 5),
    ("  a \n b *c*", "b ", 6),
    ("x **y `z`**", "z", 7),
    ("in $x^2$", "x^2", 4),
    (f"see [*a* b]({HOME})", " b", 8),
    ("2^nd^", "nd", 2),
]


@pytest.mark.parametrize(("text", "part", "offset"), OFFSETS)
def test_each_character_has_its_offset_in_the_value(text: str, part: str, offset: int) -> None:
    tree = parse_inlines(text)
    offsets = list(plain_offsets(tree))
    assert offsets[plain_text(tree).index(part)] == offset


def test_each_element_has_its_range_in_the_value() -> None:
    text = f"a *b ^c^* [d]({HOME}) $e$ `f` \n[@g ;  @h] {{{{count: J,tag:x }}}}"
    ranges = [text[inline.start : inline.end] for inline in parse_inlines(text)]
    marked = ["*b ^c^*", f"[d]({HOME})", "$e$", "`f`", "[@g ;  @h]", "{{count: J,tag:x }}"]
    assert [part for part in ranges if part in marked] == marked
    words = [
        (word, text[at : at + len(word)])
        for inline in parse_inlines(text)
        if isinstance(inline, CrossRef | PrintedCount)
        for word, at in zip(inline.ids if isinstance(inline, CrossRef) else inline.terms, inline.offsets, strict=True)
    ]
    assert words == [(word, word) for word in ("g", "h", "J", "tag:x")]


@given(st.text(alphabet="ab *_`[]^~$\\(){}@;:count,\n"))
def test_offsets_lead_to_the_characters_of_any_text(text: str) -> None:
    try:
        tree = parse_inlines(text)
    except PydanticCustomError:
        return
    for inline in tree:
        if isinstance(inline, Str):
            assert "".join(text[at] for at in inline.offsets).replace("\n", " ") == inline.text
    assert len(list(plain_offsets(tree))) == len(plain_text(tree))


def test_plain_text_is_the_characters_without_markup() -> None:
    assert plain_text(parse_inlines(f"*a* **b** `c` [d]({HOME}) e^f^ g~h~ $i$ j")) == "a b c d ef gh i j"


@given(st.text())
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        parse_inlines(text)
    except PydanticCustomError as refused:
        assert refused.type in {"V108", "V109"}


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_a_text_with_every_delimiter_escaped_reads_as_it_was(text: str) -> None:
    typed = "".join(f"\\{c}" if c in ESCAPABLE else c for c in text)
    assert parse_inlines(typed) == (p(text),)


@pytest.mark.parametrize(
    "text",
    ["*" * 3000 + "a" + "*" * 3000, "[" * 500 + "a" + f"]({HOME})" * 500, "^~" * 2000, "*a **b " * 500 + "** *" * 500],
    ids=["stars", "links", "scripts", "emphasis"],
)
def test_no_nesting_is_too_deep_to_be_read(text: str) -> None:
    assert "a" in plain_text(parse_inlines(text)) or text.startswith("^")


@pytest.mark.parametrize(
    "text", ["[" * 4000, "[a](" * 4000, "*a " * 4000, "`a" * 4000, "$a " * 4000, "^a " * 4000, "[" * 4000 + "](" + ")"]
)
def test_no_text_takes_long_to_read(text: str) -> None:
    began = time.process_time()
    parse_inlines(text)
    assert time.process_time() - began < 2


def test_math_that_begins_in_a_script_does_not_run_past_its_end() -> None:
    assert plain_text(parse_inlines("^$^1$")) == "$1$"
