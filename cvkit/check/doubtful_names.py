"""Report names in author lists that can be read in two ways, or that look like parts of names."""

from __future__ import annotations

from cvkit.model.diagnostic import Diagnostic, KeyPath, Range, Severity
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.name import parse_name
from cvkit.model.name_list import ListedName, family_given_pairs, has_one_word
from cvkit.model.rule import DependsOn, Rule


class FamilyNameFirst(Rule):
    """An author list with two readings: `Family, Given` of one person, or two people.

    Commas separate the names of a list. `Lee, Jemin` could be one person or two. Write the given name first. If they
    are two people, put each name in braces. In a list with `;` between the names, `Lee, Jemin` is one person.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Miller, Ada"}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller"}]
    ```
    """

    code = "V112"
    depends_on = DependsOn.VALUE
    hides = DependsOn.AUTHORS
    message = "`{first}, {second}` can be one person or two"
    hint = (
        "if it is one person, write `{whole}`; write two people as `{{{first}}}, {{{second}}}`, "
        'and the whole list in quotes: `"…"`'
    )
    fix = "write the given name first, or put each name in braces"


class OneWordName(Rule):
    """A name of one word.

    A name of one word is most often a mistake, and the document would show half a name. Write the given name and the
    family name. If one word is the whole name, put it in braces.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, Suharto"}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, {Suharto}"}]
    ```
    """

    code = "V113"
    severity = Severity.WARNING
    depends_on = DependsOn.VALUE
    message = "the name `{name}` has only one word"
    hint = "write the given name and the family name, or `{{{name}}}` if this is the whole name"
    fix = "write the whole name, or put it in braces"


class _InitialsAsFamilyName(OneWordName):
    message = "`{name}` is read as a person with the family name {family}"
    hint = "if these are initials, write `{new}`; if not, `{{{name}}}`"


_CAPITALS_AND_INITIALS = lazy_pattern(
    r"([A-Z]*[AEIOUY][A-Z]*(?:-[A-Z]+)?) (?!NG)([B-DF-HJ-NP-TV-XZ])([B-DF-HJ-NP-TV-XZ])"
)
"""A name such as `WANG XM`: no family name but `NG` has only two consonants."""


def refuse_doubtful_names(names: list[ListedName], path: KeyPath, diagnostics: list[Diagnostic]) -> None:
    """Report names such as `Lee, Jemin`, which can be one person or two, and names of one word."""
    paired: set[int] = set()
    found: list[Diagnostic] = []
    for first, second in family_given_pairs(names):
        paired |= {first.typed.at, second.typed.at}
        markers = "".join(marker.text for marker in second.typed.markers)
        whole = parse_name(f"{first.text}, {second.text}").full + markers
        part = Range.of(first.text, first.typed.at)
        found.append(FamilyNameFirst.at(path, part, first=first.text, second=second.text, whole=whole))
    for name in names:
        if has_one_word(name) and name.typed.at not in paired:
            found.append(OneWordName.at(path, Range.of(name.text, name.typed.at), name=name.text))
    diagnostics += sorted(found, key=lambda one: one.part)


def warn_of_initials(text: str, at: int, path: KeyPath, diagnostics: list[Diagnostic]) -> None:
    """Report a name such as `WANG XM`, whose initials are read as a family name."""
    if words := _CAPITALS_AND_INITIALS.fullmatch(text):
        new = f"{words[2]}. {words[3]}. {words[1]}"
        rule, family = _InitialsAsFamilyName, words[2] + words[3]
        diagnostics.append(rule.at(path, Range.of(text, at), name=text, family=family, new=new))
