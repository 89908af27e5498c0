"""Decide whether two descriptions mean the same work: equal identifiers, or titles that differ by small edits.

A small edit is a typo, a changed hyphen or another spelling. Titles with different numbers, part words (`Part II`,
`erratum`, `reply`) or negations are titles of different works, even if all other words are equal.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cvkit.model.identifiers import bare_doi
from cvkit.model.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from difflib import SequenceMatcher

EQUAL = 0.999
"""The similarity of titles that differ only in case, spaces and punctuation."""
SIMILAR = 0.9
"""Titles with a lower similarity belong to different works."""

SAME_WORD = 0.75
"""Words with this similarity or a lower one are different words, not two spellings of one."""
SHORT_WORD = 3
"""The largest number of letters of a word whose change is a small edit."""

_NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        [
            "zero",
            "one first i eins erste un première uno primera",
            "two second ii zwei zweite deux deuxième dos segunda",
            "three third iii drei dritte trois troisième tres tercera",
            "four fourth iv vier vierte quatre cuatro",
            "five fifth v",
            "six sixth vi",
            "seven seventh vii",
            "eight eighth viii",
            "nine ninth ix",
            "ten tenth x",
            "eleven eleventh xi",
            "twelve twelfth xii",
        ]
    )
    for word in words.split()
}
_PARTS = (
    "part parts volume vol chapter section appendix teil band tome partie parte erratum errata corrigendum corrigenda"
    " correction corrections addendum retraction retracted reply response rejoinder comment comments commentary"
    " discussion supplement supplementary continued revisited poster demo abstract slides errate korrektur erwiderung"
    " antwort berichtigung réponse respuesta corrección preface editorial"
).split()
_NEGATIONS = (
    "no not nor never none neither without cannot cant dont doesnt isnt nicht kein keine keinen ohne nie pas sans"
    " jamais sin nunca senza niet geen zonder"
).split()
_WORDS = frozenset([*_PARTS, *_NEGATIONS])
_CHARACTERS = frozenset("一二三四五六七八九十上中下前后後续續补補正误誤勘答不无無非未没沒否")
"""Han characters that mean a number, a part or a negation. No space separates them from other Han characters."""
_KOREAN = lazy_pattern("않|없|아니|아닌|못|상편|하편|제[0-9일이삼사]|정오표")
_NEGATING = "un non in im il ir dis a an anti counter de mis not 비 불 미".split()
"""Prefixes that turn a word into its opposite: `supervised`, `unsupervised`."""
_LABELLED = frozenset("part teil partie parte volume vol section appendix type group class phase paper study".split())
"""Behind these words, and at the end of a title, the letter A is treated as a number; elsewhere it is an article."""
_BETWEEN = re.compile(r"[\W_]+")
"""The characters between the words of a title."""


def identifiers(doi: str | None, arxiv: str | None) -> frozenset[str]:
    """The identifiers of a work in a form for comparison: `doi:10.1000/x`, `arxiv:2505.01658`.

    The case of a DOI (ISO 26324) and the version of an arXiv id are ignored. A DOI that arXiv itself registers
    (`10.48550/arXiv.2505.01658`) becomes the arXiv id.
    """
    found = set()
    if doi:
        bare = bare_doi(doi).casefold()
        registered = re.fullmatch(r"10\.48550/arxiv\.(.+)", bare)
        found.add(f"arxiv:{_unversioned(registered[1])}" if registered else f"doi:{bare}")
    if arxiv:
        found.add(f"arxiv:{_unversioned(arxiv.casefold())}")
    return frozenset(found)


@functools.lru_cache(maxsize=1 << 14)
def fold_title(title: str) -> str:
    """A title for comparison: its letters, accents and digits, in lower case, with compatibility forms resolved."""
    normal = unicodedata.normalize("NFKC", title).casefold()
    return _BETWEEN.sub("", unicodedata.normalize("NFC", normal)) or normal


def similarity(one: str, other: str) -> float:
    """The similarity of two titles: 1 for equal titles; 0 for titles of different works.

    It is the ratio of `difflib` for folded titles: twice the number of common letters, divided by the number of all
    letters. The order of the titles does not matter.
    """
    if one == other:
        return 1.0
    first, second = sorted((fold_title(one), fold_title(other)))
    if first == second:
        return EQUAL if _symbols(one) == _symbols(other) else 0.0
    total = len(first) + len(second)
    if 2 * min(len(first), len(second)) < SIMILAR * total:
        return 0.0
    if _counting(one) != _counting(other):
        return 0.0
    if 2 * sum((Counter(first) & Counter(second)).values()) < SIMILAR * total:
        return 0.0
    ratio = 2 * _shared(first, second) / total
    return 0.0 if ratio < SIMILAR or _is_opposite(one, other) else min(ratio, 0.998)


def _matcher(one: Sequence[str], other: Sequence[str]) -> SequenceMatcher[str]:
    from difflib import SequenceMatcher  # few records have titles that are nearly equal

    return SequenceMatcher(None, one, other, autojunk=False)


def has_another_word(one: str, other: str) -> bool:
    """Whether a word of one title is missing in the other, or is another word there: `graphs`, `hypergraphs`.

    A typo, another spelling or ending, and a short word such as an article are small edits.
    """
    first, second = _words(one), _words(other)
    for _, start, end, begin, stop in _matcher(first, second).get_opcodes():
        mine, others = "".join(first[start:end]), "".join(second[begin:stop])
        if mine == others or max(len(mine), len(others)) <= SHORT_WORD:
            continue
        if _matcher(min(mine, others), max(mine, others)).ratio() <= SAME_WORD:
            return True
    return False


def _unversioned(arxiv: str) -> str:
    return re.sub(r"v[0-9]+$", "", arxiv.removeprefix("arxiv:").strip())


def _shared(one: str, other: str) -> int:
    """The number of letters that two texts share in order. For speed, equal beginnings and ends are removed first."""
    limit = min(len(one), len(other))
    start = next((at for at in range(limit) if one[at] != other[at]), limit)
    end = next((at for at in range(limit - start) if one[-1 - at] != other[-1 - at]), limit - start)
    middle, other_middle = one[start : len(one) - end], other[start : len(other) - end]
    blocks = _matcher(middle, other_middle).get_matching_blocks()
    return start + end + sum(block.size for block in blocks)


@functools.lru_cache(maxsize=4096)
def _counting(title: str) -> dict[str, int]:
    """The parts of a title that must be equal in titles of one work: numbers, part words, negations, `+` and `#`."""
    text, words = unicodedata.normalize("NFKC", title), _words(title)
    found = Counter(_NUMBERS.get(word, word) for word in words if word in _WORDS or word in _NUMBERS)
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        is_article = word == "a" and after and before not in _LABELLED
        if len(word) == 1 and word.isalpha() and word not in _NUMBERS and not is_article:
            found[word] += 1
    found.update(run.lstrip("0") or "0" for run in re.findall(r"\d+", re.sub(r"(?<=\d)[,\s](?=\d{3}(?!\d))", "", text)))
    found.update(character for character in text if character in _CHARACTERS)
    found.update(_KOREAN.findall(text))
    return dict(found + _symbols(title))  # two mappings compare faster than two counters


def _symbols(title: str) -> Counter[str]:
    """The symbols that are part of a name: `C`, `C++` and `C#` are three languages."""
    return Counter(re.findall(r"[+#]", title))


def _words(title: str) -> list[str]:
    """The words of a title in lower case; `Newton's` is one word, and so is `non-linear`."""
    text = re.sub("['’ʼ‘]", "", unicodedata.normalize("NFKC", title).casefold())
    return re.findall(r"[^\W_]+", re.sub(r"\bnon[-‐‑\s]+", "non", text))


def _is_opposite(one: str, other: str) -> bool:
    """Whether a word of one title is negated by a prefix in the other: `complete`, `incomplete`."""
    return any(
        longer == prefix + shorter and len(shorter) > 2
        for first, second in _changed(_words(one), _words(other))
        for shorter, longer in [sorted((first, second), key=len)]
        for prefix in _NEGATING
    )


def _changed(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    """The pairs of words that differ between two lists of words."""
    for kind, start, end, begin, stop in _matcher(one, other).get_opcodes():
        if kind == "replace":
            yield from ((first, second) for first in one[start:end] for second in other[begin:stop])
