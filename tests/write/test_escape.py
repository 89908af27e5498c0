"""Characters as TeX: what is typed is what prints, and nothing that is typed is TeX."""

from __future__ import annotations

import re
import string
import unicodedata
from unicodedata import category, normalize
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cvkit.model.fallback_scripts import LETTERS, RARE_LATIN
from cvkit.write.latex.escape import escape_pdf_string, escape_text, escape_url

TABLE = [
    ("\\", r"\textbackslash{}"),
    ("{", r"\{"),
    ("}", r"\}"),
    ("$", r"\$"),
    ("&", r"\&"),
    ("#", r"\#"),
    ("_", r"\_"),
    ("%", r"\%"),
    ("^", r"\textasciicircum{}"),
    ("~", r"\textasciitilde{}"),
    ("`", r"\textasciigrave{}"),
    ("'", r"\textquotesingle{}"),
    ('"', r"\CVKquot{}"),
    ("<", r"\textless{}"),
    (">", r"\textgreater{}"),
    ("|", r"\textbar{}"),
    ("\u00a0", "~"),
    ("--", "-{}-"),
    ("---", "-{}-{}-"),
    (",,", ",{},"),
    ("a-b", "a-b"),
    ("''", r"\textquotesingle{}\textquotesingle{}"),
    ("``", r"\textasciigrave{}\textasciigrave{}"),
    ("<<", r"\textless{}\textless{}"),
    ("\u2010", "-"),
    ("\u2010\u2010", "-{}-"),
    ("\u2011", r"\mbox{-}"),
    ("\u00ad", ""),
    ("\u200b", ""),
    ("\ufeff", ""),
    ("a\u200c\u200d\u200e\u200f\u061c\u2060\u2063b", "ab"),
    ("a\u2028b\u2029c", "a b c"),
    ("a\u2002b\u2003c\u200ad", "a\\ b\\ c\\ d"),
    ("a‒b", r"a\CVKread{–}{‒}b"),
    ("CO₂⁻", r"CO\CVKread{\textsubscript{2}}{₂}\CVKread{\textsuperscript{\textminus{}}}{⁻}"),
    ("ℝⁿ", r"\CVKread{\ensuremath{\CVKmsb{R}}}{ℝ}\CVKread{\textsuperscript{n}}{ⁿ}"),
    ("≅⌊", r"\CVKread{\ensuremath{\cong}}{≅}\CVKread{\ensuremath{\lfloor}}{⌊}"),
    ("α", r"\CVKread{\ensuremath{\alpha}}{α}"),
    ("≤", r"\CVKread{\ensuremath{\leq}}{≤}"),
    ("한글", r"\CVKcjk{한글}"),
    ("한글 값, b", r"\CVKcjk{한글 값}, b"),
    ("(대한 학회)", r"(\CVKcjk{대한 학회})"),
    ("黄炜 かな", r"\CVKcjk{黄炜 かな}"),
    ("音―波", r"\CVKcjk{音―波}"),
    ("模型LLM推理", r"\CVKcjk{模型}\CVKgap[0]{}LLM\CVKgap[0]{}\CVKcjk{推理}"),
    ("2025年", r"2025\CVKgap{}\CVKcjk{年}"),
    ("모델LLM과", r"\CVKcjk{모델}LLM\CVKcjk{과}"),
    ("他说“你好”吧", r"\CVKcjk{他说}\CVKbreak{}\CVKcjkquote{“}\CVKcjk{你好}\CVKcjkquote{”}\CVKbreak{}\CVKcjk{吧}"),
    ("推理。LLM", r"\CVKcjk{推理。}\CVKbreak{}LLM"),
    ("ML²", "ML²"),
    ("📖", r"\CVKemoji{📖}"),
    ("a📖🎉b", r"a\CVKemoji{📖🎉}b"),
    ("❤️ ©️ ©", r"\CVKemoji{❤} \CVKemoji{©} ©"),
    ("👩‍💻👍🏽🇰🇷", r"\CVKemoji{\CVKread{👩💻👍🇰🇷}{👩‍💻👍🏽🇰🇷}}"),
    ("🏽", r"\CVKemoji{🏽}"),
    ("1️⃣#️⃣", r"\CVKemoji{1⃣}\CVKemoji{\#⃣}"),
    ("한🔥글", r"\CVKcjk{한}\CVKemoji{🔥}\CVKcjk{글}"),
    ("x̱ é", r"\CVKread{x̱}{x̱} é"),
    ("逸", r"\CVKcjk{\CVKread{逸}{逸}}"),
    ("★ ℵ", r"\CVKread{\ensuremath{\star}}{★} \CVKread{\ensuremath{\aleph}}{ℵ}"),
    ("≳", r"\CVKread{\ensuremath{\mathrel{\CVKmsa{\mathchar\"7026}}}}{≳}".replace('\\"', '"')),
    ("⅓ ♥", r"\CVKsymbol{⅓} \CVKsymbol{♥}"),
    ("𝒜⠃⠗", r"\CVKsymbol{𝒜}\CVKsymbol{⠃}\CVKsymbol{⠗}"),
    ("x⃗ ⅓⃝ 5⃗", r"\CVKread{\CVKsymbol{x⃗}}{x⃗} \CVKread{\CVKsymbol{⅓⃝}}{⅓⃝} 5\CVKsymbol{⃗}"),
    ("葛\U000e0100城 x\ufe00", "\\CVKcjk{\\CVKread{葛}{葛\U000e0100}城} x"),
    ("a―b 音―", r"a\CVKsymbol{―}b \CVKcjk{音}\CVKsymbol{―}"),
    ("逸―音―a", r"\CVKcjk{\CVKread{逸}{逸}―音}\CVKsymbol{―}a"),
    ("Анна Ц. é", r"\CVKscript{Cyrl}{Анна Ц}. é"),
    ("Анна\u00a0Ц", r"\CVKscript{Cyrl}{Анна~Ц}"),
    ("Η ΔΝ και β", r"\CVKscript{Grek}{Η ΔΝ και β}"),
    ("Li και Bo", r"Li \CVKscript{Grek}{και} Bo"),
    ("5 μ. σ' αυτό", r"5 \CVKscript{Grek}{μ}. \CVKscript{Grek}{σ}\textquotesingle{} \CVKscript{Grek}{αυτό}"),
    ("ΔG αβ", r"\CVKread{\ensuremath{\Delta}}{Δ}G \CVKread{\ensuremath{\alpha}}{α}\CVKread{\ensuremath{\beta}}{β}"),
    ("₹5 & €5", r"\CVKscript{Latn}{₹}5 \& €5"),
    ("עדה Ж 5 ₪ ב", r"\CVKscript{Hebr}{עדה \CVKltr{\CVKscript{Cyrl}{Ж} 5} \CVKltr{\CVKscript{Latn}{₪}} ב}"),
    ("[ˈkʌt] a", r"[\CVKscript{Latn}{ˈkʌt}] a"),
    ("n̥ x", r"\CVKscript{Latn}{\CVKread{n̥}{n̥}} x"),
    ("Việt Ștefan", "Việt Ștefan"),
    ("यंत्र अ", r"\CVKscript{Deva}{\CVKread{यंत्र }{यंत्र }\CVKread{अ}{अ}}"),
    ("Ada עדה מילר, Bo", r"Ada \CVKscript{Hebr}{עדה מילר}, Bo"),
    ("עדה LLM & 3 מילר 24", r"\CVKscript{Hebr}{עדה \CVKltr{LLM \& 3} מילר \CVKltr{24}}"),
    ("עדה (GNN) (ב)", r"\CVKscript{Hebr}{עדה \CVKltr{(GNN)} \CVKltr{\CVKread{)}{(}}ב\CVKltr{\CVKread{(}{)}}}"),
    ("علي, Bo", r"\CVKscript{Arab}{علي}, Bo"),
    ("אתר: ", r"\CVKscript{Hebr}{אתר}: "),
    ("שלום!", r"\CVKscript{Hebr}{שלום}!"),
    ("ב سلام ב", r"\CVKscript{Hebr}{ב \CVKscript{Arab}{سلام} ב}"),
    ("50% של המחקר", r"\CVKscript{Hebr}{\CVKltr{50\%} של המחקר}"),
    ("ב 12(3), 5", r"\CVKscript{Hebr}{ב \CVKltr{12(3)}}, 5"),
    ("A ב 12(3–4) b", r"A \CVKscript{Hebr}{ב \CVKltr{12(3–4)}} b"),
    ("a 50% של", r"a 50\% \CVKscript{Hebr}{של}"),
    ("הנחה של 12%.", r"\CVKscript{Hebr}{הנחה של \CVKltr{12\%}}."),
    ("ב $12 של ב", r"\CVKscript{Hebr}{ב \CVKltr{\$12} של ב}"),
    ("פרס (מתוך two)", r"\CVKscript{Hebr}{פרס} (\CVKscript{Hebr}{מתוך} two)"),
    ("Of פרס (מתוך two)", r"Of \CVKscript{Hebr}{פרס} (\CVKscript{Hebr}{מתוך} two)"),
    ("Of פרס (מתוך)", r"Of \CVKscript{Hebr}{פרס \CVKltr{\CVKread{)}{(}}מתוך\CVKltr{\CVKread{(}{)}}}"),
    ("(פרס) מתוך", r"\CVKscript{Hebr}{\CVKltr{\CVKread{)}{(}}פרס\CVKltr{\CVKread{(}{)}} מתוך}"),
    ("Of (פרס) מתוך", r"Of (\CVKscript{Hebr}{פרס}) \CVKscript{Hebr}{מתוך}"),
    ("פרס {ב} {4} ג", r"\CVKscript{Hebr}{פרס \CVKltr{\CVKread{\}}{\{}}ב\CVKltr{\CVKread{\{}{\}}} \CVKltr{\{4\}} ג}"),
    ("פרס < ב", r"\CVKscript{Hebr}{פרס \CVKltr{\CVKread{\textgreater{}}{\textless{}}} ב}"),
    ("פרס [ב", r"\CVKscript{Hebr}{פרס \CVKltr{\CVKread{]}{[}}ב}"),
    ("علي한", r"\CVKscript{Arab}{علي}\CVKcjk{한}"),
    ("e\u0301", "é"),
    ("ﬁ", "ﬁ"),
    ("– — … ‘x’ “y”", "– — … ‘x’ “y”"),
    ("^^M", r"\textasciicircum{}\textasciicircum{}M"),
    (r"\input{x}", r"\textbackslash{}input\{x\}"),
    ("a  \n\t b", "a b"),
    ("", ""),
]


def test_each_letter_that_the_fonts_lack_has_another_font() -> None:
    letters = re.compile(f"[{RARE_LATIN}{''.join(LETTERS.values())}]")
    found = [chr(number) for number in range(0x10000) if letters.match(chr(number)) and category(chr(number)) != "Cn"]
    same = [letter for letter in found if normalize("NFC", letter) == letter and not letter.isspace()]
    marked = [f"q{letter}" if category(letter)[0] == "M" else letter for letter in same]
    assert [text for text in marked if "CVK" not in escape_text(text)] == []


@pytest.mark.parametrize(("typed", "tex"), TABLE)
def test_these_characters_become_this_tex(typed: str, tex: str) -> None:
    assert escape_text(typed) == tex


COMMANDS = re.compile(
    r"\\(?:CVKread\{(?:\\ensuremath\{(?:\\[A-Za-z]+|\\CVKmsb\{[A-Z]\}|\\math(?:ord|rel)\{\\CVKms[ab]\{\\mathchar\"[0-9A-F]+\}\})\}"
    r"|\\CVKsymbol\{[^\\{}]+\}|\\text(?:super|sub)script\{(?:[^\\{}]|\\textminus\{\})\}|[^\\{}]+)\}\{|CVKsymbol\{"
    r"|[{}$&#_%, ]|text[a-z]+\{\}|CVKquot\{\}|CVKsplit\{\}|CVKcjkquote\{|CVKbreak\{\}"
    r"|CVKgap(?:\[0\])?\{\}|mbox\{-\}|CVKcjk(?:\[[a-z]+\])?\{|CVKemoji\{"
    r"|CVKscript\{[A-Z][a-z]{3}\}\{|CVKltr\{)"
)
"""All that escaping may ever write; what stands in braces is checked with the rest of the text."""


def rest_of(tex: str) -> str:
    """Return the output without the commands that escaping writes."""
    return COMMANDS.sub("", tex)


def depths(tex: str) -> list[int]:
    """How deep in braces each character stands, escaped braces not counted."""
    depth, found = 0, [0]
    for brace in re.findall(r"\\.|[{}]", tex, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        found.append(depth)
    return found


ANY = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\\{}$&#_%^~`'\"<>|-, 한글α≤\u00a0")))


@given(ANY)
@example("0" * 40)
def test_no_output_has_a_special_character_that_is_not_escaped(text: str) -> None:
    left = rest_of(escape_text(text)).replace("{}", "").replace("}", "")
    assert not set(left) & set("\\{$&#_%^`'\"<>|")


@given(ANY)
def test_the_braces_of_every_output_are_balanced(text: str) -> None:
    found = depths(escape_text(text))
    assert min(found) == 0 == found[-1]


@given(ANY)
def test_no_output_begins_a_ligature_or_a_line(text: str) -> None:
    tex = escape_text(text)
    assert not re.search(r"--|,,|``|''|<<|>>|\?`|!`|[\n\r\t]|  ", tex)


@given(st.text(string.ascii_letters + string.digits + ".;:?!()/+=@* äöüßéñø–—"))
@example("0" * 40)
def test_plain_characters_stand_for_themselves(text: str) -> None:
    assert escape_text(text).replace(r"\CVKsplit{}", "") == re.sub(" +", " ", text)


@given(ANY, ANY)
def test_no_text_changes_what_another_becomes(one: str, other: str) -> None:
    both = without_splits(escape_text(f"{one}x{other}"))
    if unicodedata.category(other[:1] or "x").startswith("M"):  # it belongs to the letter before it
        return
    if r"\CVKscript" in both:  # a word is in one font, and the first letter of a text decides its direction
        return
    if unicodedata.normalize("NFC", f"{one}x{other}") == f"{one}x{other}":
        assert both == without_splits(f"{escape_text(one + 'x')}{escape_text('x' + other)[1:]}")


def without_splits(tex: str) -> str:
    """TeX without the places where a long word may break; the empty groups between two hyphens or commas stay out."""
    return re.sub(r"(?<=[-,])\{\}(?=[-,])", "", tex.replace(r"\CVKsplit{}", ""))


@pytest.mark.parametrize(
    ("word", "tex"),
    [
        ("a" * 36, "a" * 36),
        ("a" * 37, "|".join(["aaa"] * 12 + ["a"])),
        ("A" * 21, "A" * 21),
        ("A" * 22, "|".join(["AAA"] * 7 + ["A"])),
        ("a\u0323\u0307" * 37, "|".join([r"\CVKread{ạ̇}{ạ̇}" * 3] * 12 + [r"\CVKread{ạ̇}{ạ̇}"])),
        ("a" * 20 + " " + "a" * 20, "a" * 20 + " " + "a" * 20),
        ("a" * 20 + "\u00a0" + "a" * 20, "a" * 20 + "|~|" + "a" * 20),
        ("가" * 21, r"\CVKcjk{" + "가" * 21 + "}"),
        ("가" * 22, r"\CVKcjk{" + "|".join(["가가가"] * 7 + ["가"]) + "}"),
        ("가" * 21 + " 가", r"\CVKcjk{" + "가" * 21 + " 가}"),
        ("ᄒᆞᆫ" * 15, r"\CVKcjk{" + "|".join(["ᄒᆞᆫᄒᆞᆫᄒᆞᆫ"] * 5) + "}"),
        ("海" * 50, r"\CVKcjk[zh]{" + "海" * 50 + "}"),
        ("ｶ" * 50, r"\CVKcjk[zh]{" + "ｶ" * 50 + "}"),
        ("가海" * 11, r"\CVKcjk{" + "|".join(["가海가", "海가海"] * 3 + ["가海가", "海"]) + "}"),
        ("海的声音" + "A" * 20 + "研究", r"\CVKcjk{海的声|音}\CVKgap[0]{}" + "A" * 20 + r"\CVKgap[0]{}\CVKcjk{研究}"),
        ("海的声音（" + "A" * 20 + "）研究", r"\CVKcjk{海的声|音（}" + "A" * 20 + r"\CVKcjk{）研究}"),
        ("海的声音" + "A" * 24, r"\CVKcjk{海的声|音}\CVKgap[0]{}" + "|".join(["AAA"] * 8)),
        ("👩‍💻👍🏽🇰🇷" * 6, "|".join([r"\CVKemoji{\CVKread{👩💻👍🇰🇷}{👩‍💻👍🏽🇰🇷}}"] * 6)),
        ("e\u200be", "ee"),
    ],
)
def test_a_long_word_may_break_between_letters_only(word: str, tex: str) -> None:
    assert escape_text(word) == tex.replace("|", r"\CVKsplit{}")


@given(ANY)
def test_the_pdfs_own_strings_have_no_special_character_that_is_not_escaped(text: str) -> None:
    left = re.sub(r"\\(?:[{}$&#_%]|text[a-z]+\{\})", "", escape_pdf_string(text))
    assert not set(left) & set("\\{}$&#_%^~")


URLS = [
    ("https://a.example/x_1?q=50%", r"https://a.example/x\_1?q=50\%25"),
    ("https://a.example/a%20b", r"https://a.example/a\%20b"),
    ("https://a.example/~ada", r"https://a.example/\string~ada"),
    ("https://a.example/#top", r"https://a.example/\#top"),
    ("https://a.example/#a#b", r"https://a.example/\#a\%23b"),
    ("https://a.example/#", "https://a.example/"),
    ("https://a.example/?a=1&b=2", r"https://a.example/?a=1\&b=2"),
    ("https://a.example/$x", r"https://a.example/\$x"),
    ("https://a.example/한", r"https://a.example/\%ED\%95\%9C"),
    ("https://a.example/a b", r"https://a.example/a\%20b"),
    (r"https://a.example/\x{y}^z", r"https://a.example/\%5Cx\%7By\%7D\%5Ez"),
    ("mailto:a_b@a.example", r"mailto:a\_b@a.example"),
    ("tel:+12-3", "tel:+12-3"),
    ("https://doi.org/10.1000/(x)1<2>3;4", r"https://doi.org/10.1000/(x)1\%3C2\%3E3;4"),
]


@pytest.mark.parametrize(("url", "tex"), URLS)
def test_these_addresses_become_this_tex(url: str, tex: str) -> None:
    assert escape_url(url) == tex


@given(ANY)
def test_an_address_is_ascii_without_a_character_that_tex_would_act_on(text: str) -> None:
    tex = escape_url(f"https://a.example/{text}")
    assert tex.isascii() and tex.isprintable()
    assert not set(re.sub(r"\\[%#&_$]|\\string~", "", tex)) & set('\\{}%#&_$^~"<>`| ')


@given(ANY)
def test_an_address_leads_where_it_was_typed_to_lead(text: str) -> None:
    url = f"https://a.example/{text}".strip()
    plain = re.sub(r"\\([%#&_$])", r"\1", escape_url(url)).replace(r"\string~", "~")
    assert unquote(plain, errors="replace") == unquote(url.removesuffix("#"), errors="replace") or url.endswith("#")


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("黄炜", r"\CVKcjk{黄炜}"),
        ("引用12余次，其中", r"\CVKcjk{引用}\CVKgap{}12\CVKgap{}\CVKcjk[zh]{余次，其中}"),
        ("我倾听大海并统计", r"\CVKcjk[zh]{我倾听大海并统计}"),
        ("海の音を聴いている", r"\CVKcjk[ja]{海の音を聴いている}"),
        ("바다의 소리를 듣는다", r"\CVKcjk{바다의 소리를 듣는다}"),
    ],
)
def test_chinese_and_japanese_may_break_anywhere_but_in_a_name(text: str, tex: str) -> None:
    assert escape_text(text) == tex
