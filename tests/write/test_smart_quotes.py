"""Straight quotes become those of the language of a document, and primes, code and addresses stay as typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.model.inline import Code, InternalLink, Link, Math, Str, plain_text
from cvkit.model.language_tag import LANGUAGES
from cvkit.model.markdown import parse_inlines
from cvkit.write.locales import locale_of
from cvkit.write.smart_quotes import smart_inlines, smart_text, within_quotes

ENGLISH = "“ ” ‘ ’"

CASES = {
    "quotes": {
        'a "b" c': "a “b” c",
        '"Why not?" A study': "“Why not?” A study",
        '("x")': "(“x”)",
        '"a"-"b"': "“a”-“b”",
        'the "third"-party': "the “third”-party",
        '"a", "b" and "c"': "“a”, “b” and “c”",
        '"Apollo 11"': "“Apollo 11”",
        'He asked: "Why?"': "He asked: “Why?”",
        '"a 5" disk': "“a 5” disk",
        "'single' quotes": "‘single’ quotes",
        "a 'b' c": "a ‘b’ c",
        "('x')": "(‘x’)",
        "pre-'war'": "pre-‘war’",
        "'one', 'two'": "‘one’, ‘two’",
        "\"outer 'inner' outer\"": "“outer ‘inner’ outer”",
        "\"'a' b\"": "“‘a’ b”",
        "\"a 'b'\"": "“a ‘b’”",
        "'a \"b\" c'": "‘a “b” c’",
        'say "a "b" c"': "say “a ‘b’ c”",
        'say "a "b "c" d" e"': "say “a ‘b “c” d’ e”",
        'say "a \'b "c" d\' e"': "say “a ‘b “c” d’ e”",
        'say "the users\' "b" c"': "say “the users’ ‘b’ c”",
        '\'a "b" c\' and "d "e" f"': "‘a “b” c’ and “d ‘e’ f”",
        '"don\'t"': "“don’t”",
        '"the users\' view"': "“the users’ view”",
        '"MobileHCI\'16"': "“MobileHCI’16”",
        '—"Yes"': "—“Yes”",
        'a/"b"': "a/“b”",
        '="x"': "=“x”",
        "'t'": "‘t’",
        '他说"你好"吧': "他说“你好”吧",
        '그는 "안녕"이라고': "그는 “안녕”이라고",
        '"モデル"の研究': "“モデル”の研究",
    },
    "apostrophes": {
        "MobileHCI'16": "MobileHCI’16",
        "HPCA'25 and ISCA'24": "HPCA’25 and ISCA’24",
        "the '90s": "the ’90s",
        "in '98": "in ’98",
        "'t Hooft": "’t Hooft",
        "G. 't Hooft": "G. ’t Hooft",
        "'s-Hertogenbosch": "’s-Hertogenbosch",
        "rock 'n' roll": "rock ’n’ roll",
        "'tis": "’tis",
        "don't": "don’t",
        "O'Brien": "O’Brien",
        "D'Angelo": "D’Angelo",
        "l'état": "l’état",
        "l'(in)stabilité": "l’(in)stabilité",
        "L'«art»": "L’«art»",
        "Users' view": "Users’ view",
        "the students'": "the students’",
        "Let's go": "Let’s go",
        "the 1990's": "the 1990’s",
        "GPU's": "GPU’s",
        "Ng'ang'a": "Ng’ang’a",
        "Mitra's, Users'": "Mitra’s, Users’",
    },
    "as typed": {
        "6'2\"": "6'2\"",
        "a 6' 2\" man": "a 6' 2\" man",
        "5'-UTR": "5'-UTR",
        "the 5' UTR": "the 5' UTR",
        "the 3' end": "the 3' end",
        "5'UTR": "5'UTR",
        "3',5'-cAMP": "3',5'-cAMP",
        "N,N'-dimethyl": "N,N'-dimethyl",
        "N,N'-(1,2-phenylene)": "N,N'-(1,2-phenylene)",
        "4,4'-bipyridine": "4,4'-bipyridine",
        "α,α'-dibromo": "α,α'-dibromo",
        "f'(x)": "f'(x)",
        "x' and y'": "x' and y'",
        'a 5" disk': 'a 5" disk',
        '5"x7"': '5"x7"',
        'a " b': 'a " b',
        'an "open quote': 'an "open quote',
        'a closed" one': 'a closed" one',
        "https://a.example/it's": "https://a.example/it's",
        "www.a.example/'x'": "www.a.example/'x'",
        "o'neil@a.example": "o'neil@a.example",
        "“typed” and ’s": "“typed” and ’s",
        "": "",
        "'": "'",
        '"': '"',
    },
}
TABLE = [(typed, printed) for cases in CASES.values() for typed, printed in cases.items()]


@pytest.mark.parametrize(("typed", "printed"), TABLE)
def test_each_quote_becomes_what_it_means(typed: str, printed: str) -> None:
    assert smart_text(typed, ENGLISH) == printed


MIXED = {
    "en": "“a ‘b’ c” isn’t",
    "de": "„a ‚b‘ c“ isn’t",
    "fr": "«\u00a0a “b” c\u00a0» isn’t",
    "es": "«a “b” c» isn’t",
    "it": "«a “b” c» isn’t",
    "pt": "«a “b” c» isn’t",
    "pt-BR": "“a ‘b’ c” isn’t",
    "nl": "“a ‘b’ c” isn’t",
    "pl": "„a «b» c” isn’t",
    "cs": "„a ‚b‘ c“ isn’t",
    "sv": "”a ’b’ c” isn’t",
    "da": "“a ‘b’ c” isn’t",
    "nb": "«a ‘b’ c» isn’t",
    "fi": "”a ’b’ c” isn’t",
    "tr": "“a ‘b’ c” isn’t",
    "ru": "«a „b“ c» isn’t",
    "uk": "«a „b“ c» isn’t",
    "el": "«a “b” c» isn’t",
    "vi": "“a ‘b’ c” isn’t",
    "ko": "“a ‘b’ c” isn’t",
    "zh": "“a ‘b’ c” isn’t",
    "zh-Hant": "「a『b』c」 isn’t",
    "ja": "「a『b』c」 isn’t",
}


@pytest.mark.parametrize("language", [language for language in LANGUAGES if not language.startswith("en-")])
def test_each_language_has_its_quotes(language: str) -> None:
    printed = smart_text("\"a 'b' c\" isn't", locale_of(language).quotes)
    expected = MIXED[language]
    assert printed == (expected if "『" not in expected else "「a 『b』 c」 isn’t")


def test_code_math_addresses_and_references_stay() -> None:
    text = parse_inlines("\"A `don't`\" and $f'(x)$ [it's](https://a.example/it's)")
    changed = smart_inlines(text, ENGLISH)
    assert [inline for inline in changed if isinstance(inline, Code | Math)] == [Code("don't"), Math("f'(x)")]
    (link,) = (inline for inline in changed if isinstance(inline, Link))
    assert (link.url, plain_text(link.children)) == ("https://a.example/it's", "it’s")
    assert plain_text(changed) == "“A don't” and f'(x) it’s"
    assert smart_inlines((InternalLink("a", "J'1"),), ENGLISH) == (InternalLink("a", "J'1"),)


def test_a_quote_finds_its_partner_across_markup() -> None:
    assert plain_text(smart_inlines(parse_inlines('"*a* **b"** c'), ENGLISH)) == "“a b” c"


def test_a_text_without_quotes_is_the_same_object() -> None:
    text = parse_inlines("no *quotes* here")
    assert smart_inlines(text, ENGLISH) is text


def test_each_character_keeps_its_place_in_the_value() -> None:
    (text,) = parse_inlines('a "b"')
    (changed,) = smart_inlines((text,), "«\u00a0 \u00a0» “ ”")
    assert isinstance(changed, Str) and changed.text == "a «\u00a0b\u00a0»"
    assert len(changed.offsets) == len(changed.text)
    assert list(changed.offsets) == sorted(changed.offsets) and set(changed.offsets) == set(range(5))


FRENCH = {
    "Pourquoi ?": "Pourquoi\u202f?",
    "Oui !": "Oui\u202f!",
    "a ; b": "a\u202f; b",
    "Titre : sous-titre": "Titre\u00a0: sous-titre",
    "« art »": "«\u00a0art\u00a0»",
    "Pourquoi?": "Pourquoi?",
    "https://a.example": "https://a.example",
    'Un "art" ?': "Un «\u00a0art\u00a0»\u202f?",
}


@pytest.mark.parametrize(("typed", "printed"), FRENCH.items())
def test_french_does_not_break_before_its_high_signs(typed: str, printed: str) -> None:
    assert smart_text(typed, locale_of("fr").quotes, language="fr") == printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_breaks_before_a_percent_sign(language: str) -> None:
    assert smart_text("45 % of 9, % x", locale_of(language).quotes, language) == "45\u00a0% of 9, % x"
    texts = [text for text in vars(locale_of(language)).values() if isinstance(text, str)]
    assert not [text for text in texts if re.search(r"[\d}] %", text)]


SHORT_NAMES = {
    "Vision (ICCV Workshop)": "Vision (ICCV\u00a0Workshop)",
    "（ICCV Workshop）": "（ICCV\u00a0Workshop）",
    "(ICCV Workshop 'A')": "(ICCV\u00a0Workshop\u00a0‘A’)",
    "(a name that is too long)": "(a name that is too long)",
    "A (B C": "A (B C",
}


@pytest.mark.parametrize(("typed", "printed"), SHORT_NAMES.items())
def test_no_line_breaks_within_a_short_name_in_parentheses(typed: str, printed: str) -> None:
    assert smart_text(typed, locale_of("en").quotes) == printed
    assert plain_text(smart_inlines(parse_inlines(typed), locale_of("en").quotes)) == printed


def test_french_words_do_not_break_before_high_signs() -> None:
    locale = locale_of("fr", own={"thesis": "L'ouvrage : "})
    texts = [
        text for value in vars(locale).values() for text in (value.values() if isinstance(value, dict) else [value])
    ]
    assert not [text for text in texts if isinstance(text, str) and re.search(" [:;?!»]", text) and "n !=" not in text]
    assert locale.thesis == "L’ouvrage\u00a0: "


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_in_quotes_has_inner_quotes(language: str) -> None:
    quotes = locale_of(language).quotes
    text = parse_inlines('An *"a"* b')
    printed = within_quotes(smart_inlines(text, quotes, language), quotes)
    opening, closing = quotes.split(" ")[2:]
    assert plain_text(printed) == f"An {opening}a{closing} b"


TEXTS = st.text(alphabet="ab1 '\"-.,(?!:;«»“”’N5x—你/@", max_size=24)


def straight(text: str) -> str:
    """The text as it was typed, if all typographic quotes were typed as straight ones."""
    return re.sub("[“”„«»「」]\u00a0?", '"', re.sub("[‘’‚『』]", "'", text)).replace("\u202f", " ")


@pytest.mark.laws
@given(TEXTS.filter(lambda text: not set(text) & set("«»“”’")), st.sampled_from(LANGUAGES))
def test_only_quotes_change_and_each_has_a_partner(text: str, language: str) -> None:
    opening, closing, inner_opening, inner_closing = locale_of(language).quotes.split(" ")
    printed = smart_text(text, f"{opening} {closing} {inner_opening} {inner_closing}")
    unquoted = re.sub("[“”„«»「」‘’‚『』\u00a0\"']", "", printed)
    assert unquoted == re.sub("[\"']", "", text)
    assert len(re.sub("\u00a0", "", printed)) == len(text)
    if opening != closing:
        assert printed.count(opening) == printed.count(closing)


@pytest.mark.laws
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_a_second_run_changes_nothing(text: str, language: str) -> None:
    locale = locale_of(language)
    once = smart_text(text, locale.quotes, language)
    assert smart_text(once, locale.quotes, language) == once


@pytest.mark.laws
@given(TEXTS)
def test_a_tree_changes_as_its_characters_do(text: str) -> None:
    tree = (Str(text[:5]), Str(text[5:]))
    assert plain_text(smart_inlines(tree, ENGLISH)) == smart_text(text, ENGLISH)


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("cs", "Sítě v praxi a o měření k tomu", "Sítě v_praxi a_o_měření k_tomu"),
        ("cs", "V praxi (a v *lese*) i jinde", "V_praxi (a_v_lese) i_jinde"),
        ("pl", "Sieci w praktyce i o pomiarach z lasu", "Sieci w_praktyce i_o_pomiarach z_lasu"),
        ("pl", "Grupa k i s-a x", "Grupa k i_s-a x"),
        ("de", "a b o c", "a b o c"),
    ],
)
def test_no_line_of_czech_or_polish_ends_in_a_word_of_one_letter(language: str, typed: str, printed: str) -> None:
    shown = locale_of(language).with_quotes(parse_inlines(typed))
    assert plain_text(shown).replace("\u00a0", "_") == printed
    assert plain_text(locale_of(language, is_smart=False).with_quotes(parse_inlines(typed))) == typed.replace("*", "")
