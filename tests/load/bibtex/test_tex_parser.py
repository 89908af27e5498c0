"""TeX of bibliographies becomes text with markup; what is not known is refused, and nothing reaches TeX as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.load.bibtex.tex_parser import TexError, parse_address, parse_tex, read_tex
from cvkit.load.bibtex.tidy_tree import first_characters, tidy
from cvkit.model.inline import (
    Code,
    Emphasis,
    Inlines,
    Link,
    Math,
    Str,
    Strong,
    Superscript,
    plain_offsets,
    plain_text,
)
from cvkit.model.markdown import parse_inlines
from cvkit.model.markdown_source import to_markdown

TEX = st.text(alphabet="ab \\{}$^_~`'\"-&;%#emphtx10()[]*\n<i>/") | st.lists(
    st.sampled_from(
        ["a", " ", "{", "}", r"\emph{", r"\textbf{", "$x$", r"\'e", "\n", "<i>", "</i>", r"\href{x.org}{", "~"]
    )
).map("".join)

MARKDOWN = {
    r"{\textless}i{\textgreater}E. coli{\textless}/i{\textgreater}": "*E. coli*",
    r"\textlessi\textgreaterx\textless/i\textgreater{} y": "*x* y",
    r"$\germ g$, $x\sp 2$": r"$\mathfrak g$, $x^ 2$",
    r"$<$i$>$E. coli$<$/i$>$ and CO$\less$sub$\greater$2$\less$/sub$\greater$": "*E. coli* and CO~2~",
    r"&lt;i&gt;E. coli&lt;/i&gt; &amp;amp; \&lt;b\&gt;x\&lt;/b\&gt;": "*E. coli* & **x**",
    "&#8211; &eacute; &no;": "– é &no;",
    "A <scp>MIT</scp> <i>in <b>x</b> y</i>": "A MIT *in **x** y*",
    "<jats:italic>z</jats:italic>{<i>}w{</i>}<br/>v": "*zw* v",
    "p < 0.05, a<b and c>d, x<y</i>": "p < 0.05, a<b and c>d, x<y</i>",
    '<mml:math xmlns:mml="x"><mml:msub><mml:mi>H</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math>O': "$H_{2}$O",
    "<math><msqrt><mi>s</mi></msqrt><mo>=</mo><mfrac><mn>1</mn><mi>α</mi></mfrac></math>": r"$\sqrt{s}=\frac{1}{α}$",
    "<math><mi>s</math> and <math></math>": "s and",
    "<inline-formula><tex-math>$n^2$</tex-math></inline-formula>": "$n^2$",
    r"\unicode{x2014} \Dbar\cprime \polhk{a} \cftil{o} \soft{d} \ocirc{u} \germ{g} \bibinfo{t}{x}": "— Đ'ą ỗ ď ů g x",
    r"\og abc\fg{} 1\ier{} 2\ieme{} \dq a\dq{} \textohm": '«\u00a0abc\u00a0» 1er 2e "a" Ω',
    r"{\'E}cole, \'Ecole, {\'{E}}cole": "École, École, École",
    r"G{\"o}del, M\"uller, {\L}{\'o}d{\'z}, \v{C}apek": "Gödel, Müller, Łódź, Čapek",
    r"Fran\c cois, \'{\i}, {\aa}, \ss{}": "François, í, å, ß",
    r"\u{a} \k{e} \H{o} \d{u} \=a \.z \b{d} \r{u}": "ă ę ő ụ ā ż ḏ ů",
    r"{Q}uantune{V2} and {{The {WHOLE}}}": "QuantuneV2 and The WHOLE",
    r"50\% \& \$3 \#1 a\_b \{x\}": r"50% & $3 #1 a_b {x}",
    r"1--2, a---b, -{}-, ``q'' and `s'": "1–2, a—b, --, “q” and ‘s'",
    r"\emph{a} \textit{b} \textbf{c} {\em d} {\bf e}": "*a* *b* **c** *d* **e**",
    r"\texttt{x\_y} \textsc{Nasa} \textrm{r} \mbox{m}": "`x_y` Nasa r m",
    r"^{162}Dy, CO_{2}, x^2": "^162^Dy, CO~2~, x^2",
    r"H\textsubscript{2}O, 1\textsuperscript{st}, ML$^2$Tuner, CO$_2$, $10^{-3}$": "H~2~O, 1^st^, ML^2^Tuner, CO~2~, "
    "$10^{-3}$",
    r"\url{https://x.org/a_b~c} \href{https://x.org}{here}": "[https://x.org/a_b\\~c](https://x.org/a_b~c) "
    "[here](https://x.org)",
    r"$O(n \log n)$ and \(\alpha\) and \ensuremath{\beta}": r"$O(n \log n)$ and $\alpha$ and $\beta$",
    r"a $<$ b, $100$, 5$^\circ$C": "a < b, 100, 5^°^C",
    "two~words": "two\u00a0words",
    "C* and a_b_c, [x] (y), 2^3, `code', $5": "C* and a_b_c, [x] (y), 2^3, ‘code', $5",
    r"*stars* and [x](https://y.org)": r"\*stars\* and \[x\](https://y.org)",
    r"\textbackslash{} \textasciitilde \textasciicircum{} \ldots\ \TeX": r"\\ \~\^ … TeX",
    r"{\noopsort{1973b}}1973, a\-b, \relax x": "1973, ab, x",
    "A &amp; B \\&amp; C <i>D</i> E<sup>2</sup>": "A & B & C *D* E^2^",
    "An <scp>ORCID</scp> of <i>E. coli</i>": "An ORCID of *E. coli*",
    "<p>One <i>a</i>.</p><p>Two</p> <jats:p>three</jats:p>": "One *a*. Two three",
    r"Mean <p> of \emph{a}": "Mean <p> of *a*",
    "  many \n spaces\t": "many spaces",
    r"\enquote{q}": "“q”",
}


@pytest.mark.parametrize(("tex", "text"), MARKDOWN.items())
def test_values_become_the_small_markdown(tex: str, text: str) -> None:
    assert parse_inlines(to_markdown(parse_tex(tex))) == parse_inlines(text)


a, b, ab = Str("a"), Str("b"), Str("ab")
space = Str(" ")
HOME = "https://x.org"
TREES: dict[str, Inlines] = {
    r"a\emph{b}": (a, Emphasis((b,))),
    r"\textbf{a}b": (Strong((a,)), b),
    r"2$x$": (Str("2"), Math("x")),
    r"\textsuperscript{a b}": (Superscript((Str("a b"),)),),
    r"\emph{ a }b": (Emphasis((a,)), Str(" b")),
    r"\emph{a} \emph{ b }": (Emphasis((a,)), space, Emphasis((b,))),
    r"a \emph{ } b": (Str("a b"),),
    r"\emph{a}\emph{b}": (Emphasis((ab,)),),
    r"\emph{a \textbf{b} c}": (Emphasis((Str("a "), Strong((b,)), Str(" c"))),),
    r"\emph{}\textbf{ }": (),
    rf"\href{{{HOME}}}{{a \url{{{HOME}}}}}": (Link(HOME, (Str(f"a {HOME}"),)),),
    r"{{count:J}} [@a] *b*": (Str("count:J [@a] *b*"),),
    r"\{\{count:J\}\}": (Str("{{count:J}}"),),
    r"\texttt{a  b}": (Code("a b"),),
    r"<i>a</I>b</i>": (Emphasis((a,)), Str("b</i>")),
}


@pytest.mark.parametrize(("tex", "tree"), TREES.items())
def test_markup_stays_where_markdown_has_no_form_for_it(tex: str, tree: Inlines) -> None:
    assert parse_tex(tex) == tree


OFFSETS = {
    "ab": [0, 1],
    r"  a \& b": [2, 3, 4, 6, 7],
    r"{\'e}a\emph{b}": [1, 5, 12],
    "a\n  b": [0, 1, 4],
    "<i>a</i> b": [3, 8, 9],
    r"a $x$": [0, 1, 3],
    r"\url{x.org}": [0] * 5,
    "$0$": [0],
    "a $10$ b": [0, 1, 2, 2, 6, 7],
    "$^2$": [0],
}


@pytest.mark.parametrize(("tex", "offsets"), OFFSETS.items())
def test_each_character_has_its_offset_in_the_file(tex: str, offsets: list[int]) -> None:
    assert list(plain_offsets(parse_tex(tex))) == offsets
    assert list(plain_offsets(read_tex(tex, 10).inlines)) == [10 + at for at in offsets]
    if "$" not in tex or "x" not in tex:
        assert set(plain_offsets(read_tex(tex, 10, is_typed=False).inlines)) == {10}


@given(TEX)
def test_every_character_has_an_offset_and_a_tidy_tree_stays(tex: str) -> None:
    try:
        tree = parse_tex(tex)
    except TexError:
        return
    offsets = list(plain_offsets(tree))
    assert len(offsets) == len(plain_text(tree))
    assert all(0 <= at <= len(tex) for at in offsets)
    assert tidy(tree) == tree
    assert [plain_text(first_characters(tree, count)) for count in (0, len(offsets))] == ["", plain_text(tree)]


UNKNOWN = {
    r"a \foo{b}": ("\\foo", 2),
    r"\input{x}": ("\\input", 0),
    r"{\write18{rm}}": ("\\write", 1),
    r"\emph{\cite{x}}": ("\\cite", 6),
    r"\'{\foo}": ("\\foo", 3),
    r"x \textbf\foo": ("\\foo", 9),
    "a \\\x07": ("\\\x07", 2),
}


@pytest.mark.parametrize(("tex", "found"), UNKNOWN.items())
def test_an_unknown_macro_is_told_with_its_place(tex: str, found: tuple[str, int]) -> None:
    assert [(f"\\{macro.text}", macro.at) for macro in read_tex(tex).macros] == [found]


@pytest.mark.parametrize("tex", ["{" * 3000 + "}" * 3000, r"\emph" * 2000, "{\\em " * 500, "\\'" * 5000, "$" * 999])
def test_no_depth_of_groups_and_macros_is_too_much(tex: str) -> None:
    try:
        parse_tex(tex)
    except TexError as error:
        assert "deep" in error.diagnostic.message


@given(TEX)
def test_any_text_is_read_or_refused_and_what_is_read_can_be_written(tex: str) -> None:
    try:
        tree = parse_tex(tex)
    except TexError as error:
        assert 0 <= error.at <= len(tex)
        return
    to_markdown(tree)


@given(st.text(alphabet="ab *_`[]^~$\\(){}@;:count.1é–“"))
def test_the_markdown_of_plain_characters_reads_as_those_characters(text: str) -> None:
    text = " ".join(text.split())
    if text and "{{count:" not in text:
        assert parse_inlines(to_markdown((Str(text),))) == (Str(text),)


@given(st.text(alphabet="ab *_`[]^~$\\(){}@;:h/"))
def test_what_markdown_reads_as_is_written_so_that_it_reads_the_same(text: str) -> None:
    try:
        tree = parse_inlines(text)
    except ValueError:
        return
    assert parse_inlines(to_markdown(tree)) == tree


ADDRESSES = {
    r"10.1000/a\_b": "10.1000/a_b",
    r"10.1000/a{\_}b{\%}": "10.1000/a_b%",
    r"https://x.org/{\textasciitilde}a": "https://x.org/~a",
    r"https://x.org/$\sim$a": "https://x.org/~a",
    r"\url{https://x.org/a}": "https://x.org/a",
    "https://x.org/a\n  b": "https://x.org/ab",
    "https://x.org/a https://y.org/b": "https://x.org/a",
    "https://x.org/a~b_c%20#d&e": "https://x.org/a~b_c%20#d&e",
}


@pytest.mark.parametrize(("tex", "address"), ADDRESSES.items())
def test_addresses_are_read_as_they_stand_and_as_tex(tex: str, address: str) -> None:
    assert parse_address(tex) == address


def test_names_of_all_letters_come_out() -> None:
    letters = r"\ae\AE\oe\OE\o\O\l\L\dh\DH\th\TH\dj\DJ\ng\NG\ss"
    assert plain_text(parse_tex(letters)) == "æÆœŒøØłŁðÐþÞđĐŋŊß"
