"""The terms of each language: texts with a name, such as `publications`, `kinds.journal`, `months`.

The module of a language here has the terms that people wrote, and its module in `cldr/` those that come from CLDR. The
`terms` of a document replace single ones, or are a whole language.
"""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Mapping

from cvkit.model.language_tag import known_language
from cvkit.model.lazy_pattern import lazy_pattern

_PARENTS = {"en-US": "en", "en-GB": "en", "pt-BR": "pt"}
"""Languages that have only the terms that differ from those of another."""

UNSPACED_LANGUAGES = ("zh", "ja")
"""Languages without spaces between words."""

COUNTED = ("page_count", "citations", "students", "more_authors", "more_unnamed")
"""Terms with a form for each plural category of their number: `page_count.one`."""
ORDINAL = ("ordinal", "numbered_edition")
"""Terms with a form for each category of ordinal numbers: `ordinal.two`."""
CITATION_STYLES = ("apa", "ieee", "vancouver")
"""Citation styles that can have terms of their own: in English, `apa.chapter` is used instead of `chapter`."""
PLURAL_CATEGORIES = ("zero", "one", "two", "few", "many")

DEFAULTS = {
    "date.year": "{year}",
    "date.season": "{season} {year}",
    "date.first_day": "1",
    "date.short.month": "{month_alone} {year}",
    "date.short.day": "{day} {month} {year}",
    "date.short.day_alone": "{day} {month}",
    "date.numeric.month": "{year}-{mm}",
    "date.numeric.day": "{year}-{mm}-{dd}",
    "date.numeric.day_alone": "",
    "comma": ", ",
    "semicolon": "; ",
    "colon": ": ",
    "stop": ". ",
    "decimal": ".",
    "thousands": ",",
    "grouping": "1",
    "quotes": "“ ” ‘ ’",
    "plural.one": "n = 1",
    "impact_factor": "IF {value}",
    "edition": "JCR {year}",
    "money": "{amount} {currency}",
    "position_alone": "{place}",
    "parentheses": " ({text})",
    "status.published": "",
    "grant_status.awarded": "",
    "grant_status.completed": "",
    "service_groups.other": "",
    "status_groups.submitted": "",
    "status_groups.in-preparation": "",
    "levels.other": "",
}
"""Terms that a language can omit, and their texts."""

SAME_AS = {
    "months_alone": "months",
    "months_short": "months",
    "months_short_alone": "months_short",
    "date.long.month": "date.short.month",
    "date.long.day": "date.short.day",
    "date.long.day_alone": "date.short.day_alone",
    "list_comma": "comma",
    "conjunction": "list_comma",
    "last_conjunction": "conjunction",
    "kinds.patent": "patents",
    "kinds.software": "software",
    "kinds.dataset": "datasets",
    "kinds.talk": "talks",
    "page": "pages",
    "several_et_al": "et_al",
    "editors": "editor",
    "series_number": "issue",
}
"""Terms that a language can omit, and the terms before them in this order whose texts they then have."""


def module_of(language: str) -> str:
    """Return the name of the module of a known language."""
    return language.lower().replace("-", "_")


def terms_of(language: str, own: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return every term of a language, by its tag; the terms of a document replace those of cvkit.

    A language that cvkit does not know must have all required terms in `own`.
    """
    known = known_language(language)
    terms = {**(_stated(known) if known else {}), **(own or {})}
    if own and "supervision_groups.alumni" in own:
        terms["supervision_groups.alumni_alone"] = own.get(
            "supervision_groups.alumni_alone", own["supervision_groups.alumni"]
        )
    for name, other in SAME_AS.items():
        if name not in terms:
            terms[name] = terms.get(other, DEFAULTS.get(other, ""))
    return {**DEFAULTS, **terms}


@functools.cache
def _stated(language: str) -> dict[str, str]:
    """Return the terms of the modules of a language."""
    parent = _PARENTS.get(language)
    name = module_of(language)
    cldr: dict[str, str] = importlib.import_module(f"cvkit.write.locales.cldr.cldr_{name}").CLDR
    words: dict[str, str] = importlib.import_module(f"cvkit.write.locales.{name}").TERMS
    return {**(_stated(parent) if parent else {}), **cldr, **words}


@functools.cache
def countries_of(language: str) -> dict[str, str]:
    """Return the names of countries in a language by their codes of ISO 3166; in English if the language is unknown."""
    name = module_of(known_language(language) or "en")
    text: str = importlib.import_module(f"cvkit.write.locales.cldr.cldr_{name}").COUNTRIES
    return dict(one.split(" ", 1) for one in " ".join(text.split("\n")).strip().split("; "))


def latin_marks(language: str) -> dict[str, str]:
    """Return the terms with the punctuation of other scripts for Chinese and Japanese; none for other languages."""
    if language.partition("-")[0] not in UNSPACED_LANGUAGES:
        return {}
    marks = {name: DEFAULTS[name] for name in ("comma", "semicolon", "colon", "stop")}
    return marks | dict.fromkeys(("list_comma", "conjunction", "last_conjunction"), DEFAULTS["comma"])


def term_names() -> tuple[str, ...]:
    """Return the name of each term, without those of plural forms."""
    return tuple(name for name in terms_of("en") if not _is_form(name))


def required_terms() -> tuple[str, ...]:
    """Return the names of the terms that a new language must have."""
    from_cldr = set(importlib.import_module("cvkit.write.locales.cldr.cldr_en").CLDR) - {"months"}
    omitted = {*DEFAULTS, *SAME_AS, *from_cldr}
    return tuple(name for name in term_names() if name not in omitted and name.partition(".")[0] not in CITATION_STYLES)


def placeholders(name: str) -> frozenset[str] | None:
    """Return the placeholders that a term can have; None if there is no such term."""
    head, _, category = name.rpartition(".")
    if category in PLURAL_CATEGORIES and head in (*COUNTED, *ORDINAL):
        name = head
    elif category in PLURAL_CATEGORIES and head in ("plural", "ordinals"):
        return frozenset()
    terms = terms_of("en")
    if name not in terms:
        return None
    if name.startswith("date.") and name != "date.season":
        return frozenset({"day", "d", "dd", "month", "month_alone", "m", "mm", "year"})
    return frozenset(re.findall(r"\{(\w+)\}", terms[name])) | ({"count", "ordinal"} if name in ORDINAL else frozenset())


def is_term(name: str) -> bool:
    """Whether a name is that of a term, or of a plural form of one."""
    return placeholders(name) is not None


def _is_form(name: str) -> bool:
    """Whether a term is a plural form of another, or a plural rule."""
    return name.rpartition(".")[2] in PLURAL_CATEGORIES


_NUMBER = r"\{(?:count|ordinal|number|pages|percent|rate|value|version)\}"
_BEFORE_WORD = lazy_pattern(rf"({_NUMBER}[^\s{{}},]*) (?=\w)")
_BEHIND_WORD = lazy_pattern(rf"(?<=[^\s,(]) (?={_NUMBER})")
_UNTIED = ("grant_number",)
"""The terms whose number can be long."""


def tie_numbers(terms: Mapping[str, str]) -> dict[str, str]:
    """Return terms whose number is on one line with the word behind it, or else with the word before it."""
    return {name: text if name in _UNTIED else _tied(text) for name, text in terms.items()}


def _tied(term: str) -> str:
    tied = _BEFORE_WORD.sub("\\1\u00a0", term)
    return tied if tied != term else _BEHIND_WORD.sub("\u00a0", term)
