"""Languages that a person speaks, of which several are typed as one text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from cvkit.model.diagnostic import Diagnostic, Replacement, Severity
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.source import YamlMap
from cvkit.model.yaml_flow import flow


class SeveralLanguages(Rule):
    """Several languages, or a language with its level, in the name of one.

    The name would be printed as one language. Write an entry for each language, and how well you speak it in `level`.
    ```yaml
    languages: [{name: "English, German"}]
    ```
    ```yaml
    languages: [{name: English}, {name: German}]
    ```
    """

    code = "V269"
    severity = Severity.WARNING
    depends_on = DependsOn.VALUE
    message = "`{name}` is printed as one language"
    hint = "write {entries}"
    fix = "write an entry for each language"


_LEVELS = (
    r"[abc][12]\+?(?:[-–/][abc][12])?|n[1-5]|topik *[1-6]|hsk *[1-6]",
    "native|mother tongue|first language|bilingual|fluent|proficient|advanced|upper[- ]intermediate|intermediate"
    "|elementary|basic|beginner|conversational|conversant|working knowledge|limited|professional|reading|good"
    "|very good|excellent|fair",
    "(?:full|limited) professional|professional working|(?:native|near-native|elementary|professional|working)"
    " (?:proficiency|speaker|knowledge)|(?:native or bilingual|full professional|limited working) proficiency",
    "muttersprache|muttersprachlich|fließend|verhandlungssicher|grundkenntnisse|sehr gut|gut|fortgeschritten",
    "langue maternelle|courant|couramment|intermédiaire|débutant|notions|lengua materna|nativo|fluido|avanzado|básico",
    "madrelingua|fluente|buono|moedertaal|vloeiend|goed",
    "모국어|원어민|유창|중급|초급|고급|母语|母語|流利|熟练|ネイティブ|流暢|日常会話",
)
"""Words for how well a person speaks a language."""
_LEVEL = lazy_pattern(rf"(?:{'|'.join(_LEVELS)})(?: .*)?", re.IGNORECASE)
_SEPARATORS = lazy_pattern(
    r"\s*[,;、，；•·|]\s*(?:(?:and|und|et|y|e|en|og|och|&)\s+)?|\s+(?:and|und|et|y|e|og|och|&|\+)\s+(?=[^\W\d_a-zß-öø-ÿ])"
)
"""The end of a language in a list that is one text. A word for *and* is one before a capital."""
_WITH_LEVEL = lazy_pattern(r"([^():]+?)(?:\s*[(（]([^()（）]+)[)）]|\s*:\s+(.+)|\s+[-–—]\s+(.+)|\s+([ABCabc][12]\+?))")


def languages_in(text: str) -> list[dict[str, str]]:
    """The languages of a text, each with its level, if it has one.

    >>> languages_in("English (fluent), German and Korean")
    [{'name': 'English', 'level': 'fluent'}, {'name': 'German'}, {'name': 'Korean'}]
    >>> languages_in("English, native"), languages_in("Chinese (Mandarin, Cantonese)")
    ([{'name': 'English', 'level': 'native'}], [{'name': 'Chinese', 'level': 'Mandarin, Cantonese'}])
    """
    hidden = re.sub(r"[(（][^()（）]*[)）]", lambda found: "x" * len(found[0]), text)
    ends = [(0, 0), *(found.span() for found in _SEPARATORS.finditer(hidden)), (len(text), len(text))]
    found: list[dict[str, str]] = []
    for (_, start), (end, _) in itertools.pairwise(ends):
        part = text[start:end].strip()
        if found and "level" not in found[-1] and _LEVEL.fullmatch(part):
            found[-1]["level"] = part
        elif part:
            typed = _WITH_LEVEL.fullmatch(part) or _with_level_behind(part)
            level = next(filter(None, typed.groups()[1:])) if typed else ""
            found.append({"name": typed[1], "level": level.strip()} if typed else {"name": part})
    return found


def _with_level_behind(part: str) -> re.Match[str] | None:
    """The language and the level of `German native`; None if no level is behind the language."""
    found = re.fullmatch(r"([^\W\d_]+) (.+)", part)
    return found if found and _LEVEL.fullmatch(found[2]) else None


def check_spoken_languages(root: YamlMap) -> Iterator[Diagnostic]:
    """Report entries of `languages` whose name has several languages, or a language and its level."""
    entries = root.get("languages")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        name = entry.get("name") if isinstance(entry, Mapping) else None
        if not isinstance(name, str) or "(" in name or not (meant := _meant(name, entry)):
            continue
        texts = " and ".join(f"`{flow(one)}`" for one in meant)
        new = []
        if len(meant) == 1:
            level = flow({"level": meant[0]["level"]})[1:-1]
            new = [Replacement(meant[0]["name"]), Replacement(level, "entry", ("languages", index))]
        yield SeveralLanguages.at(("languages", index, "name"), name=name, entries=texts, corrections=new)


def _meant(name: str, entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The entries that a name in an entry means; none if it is one language."""
    found = languages_in(name)
    others = {key: value for key, value in entry.items() if key != "name"}
    if len(found) == 1 and ("level" not in found[0] or "level" in others):
        return []
    return [{**one, **others} for one in found]
