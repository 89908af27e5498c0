"""Leave out the warnings and notes that the record says to `ignore`, and report wrong `ignore` fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.fields import split_codes
from cvkit.model.record import SECTIONS
from cvkit.model.rule import RULES, DependsOn, Ignorable, Rule
from cvkit.model.source import Source, YamlMap

LATER_STAGES = ("T", "W", "D")
"""The first letters of codes that only a command reports that makes a document."""


class UnknownCode(Rule):
    """`ignore` names a code that does not exist.

    `ignore` lists codes of warnings that cvkit must not report. This code does not exist, so the warning that you mean
    would still be reported. Use the code in the hint. Every warning begins with its code.
    ```yaml
    honors: [{title: A Prize, ignore: V21}]
    ```
    ```yaml
    honors: [{title: A Prize}]
    ```
    """

    code = "V160"
    depends_on = DependsOn.VALUE
    message = "there is no code `{name}`"
    fix = "use the code in the hint"


class NothingIgnored(Rule):
    """An `ignore` that leaves out nothing.

    No warning with this code is left out here, so the `ignore` has no effect. The warning may be fixed, or belong to
    another entry. Errors are always reported, and so is everything about the lockfile and the works that `mine` leaves
    out. Warnings about the owner, duplicates and repeated keys can be ignored only on an entry, and those about a whole
    file only at the top of the record. Delete the code, or move it.
    ```yaml
    honors: [{title: A Prize, ignore: V113}]
    ```
    ```yaml
    honors: [{title: A Prize}]
    ```
    """

    code = "V161"
    severity = Severity.NOTE
    message = "there is no {name} here to ignore"
    hint = "delete `{name}` from `{key}`"
    fix = "delete the code, or move it to the entry with the warning"


class _NotAtTheTop(NothingIgnored):
    message = "{name} cannot be ignored in the whole record"
    hint = "write `ignore: {name}` on the entry with the warning"


class _NotOnAnEntry(NothingIgnored):
    message = "{name} is about a whole file and cannot be ignored on an entry"
    hint = "write `ignore: {name}` at the top of the record"


class _Never(NothingIgnored):
    message = "{name} cannot be ignored"


class _Ignored(NamedTuple):
    """A code that is ignored at a place of the record."""

    code: str
    path: KeyPath
    """The key path of the code."""
    entry: KeyPath
    """The key path of the entry; empty at the top of the record."""
    typed: YamlMap
    """The entry."""

    def applies(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic is left out because of it. Errors are always reported."""
        if diagnostic.code != self.code or diagnostic.is_error:
            return False
        where = RULES[self.code].ignorable
        if not self.entry:
            return where in (Ignorable.ANYWHERE, Ignorable.AT_TOP)
        if where not in (Ignorable.ANYWHERE, Ignorable.ON_ENTRY):
            return False
        if diagnostic.path:
            return diagnostic.path[: len(self.entry)] == self.entry
        place, span = diagnostic.place, self.typed.span
        return place is not None and place.file == self.typed.file and span.line < place.line <= span.end_line + 1


def drop_ignored(source: Source, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics of a record that it does not ignore."""
    ignored = [one for one in _ignored(source.root) if one.code in RULES]
    return tuple(found for found in diagnostics if not any(one.applies(found) for one in ignored))


def check_ignored(source: Source, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Report each `ignore` with an unknown code; in a record without errors, also each that leaves out nothing.

    `diagnostics` are all of the record, before any is left out.
    """
    ignored, found = list(_ignored(source.root)), list(diagnostics)
    if any(one.code not in RULES for one in ignored):
        from cvkit.commands.explain import explanations

        known = explanations()  # which imports every rule
        unknown = [one for one in ignored if one.code not in known]
        if unknown:
            return [UnknownCode.at(one.path, name=one.code, hint=_meant(one.code, known)) for one in unknown]
    if any(diagnostic.is_error for diagnostic in found):
        return []
    return [
        _reason(one).at(one.path, name=one.code, key="x-ignore" if one.typed.file.endswith(".bib") else "ignore")
        for one in ignored
        if not one.code.startswith(LATER_STAGES) and not any(map(one.applies, found))
    ]


def _meant(code: str, known: Iterable[str]) -> str:
    return did_you_mean(code, known, "write the code of a warning, such as V113; each warning begins with its code")


def _reason(ignored: _Ignored) -> type[NothingIgnored]:
    """Why a code leaves out nothing."""
    where = RULES[ignored.code].ignorable
    if where is Ignorable.NEVER or RULES[ignored.code].severity is Severity.ERROR:
        return _Never
    if where is Ignorable.ON_ENTRY and not ignored.entry:
        return _NotAtTheTop
    return _NotOnAnEntry if where is Ignorable.AT_TOP and ignored.entry else NothingIgnored


def _ignored(root: YamlMap) -> Iterator[_Ignored]:
    """Every code that the record ignores: at its top, and on the entries of its sections."""
    yield from _codes(root, ())
    own = root.get("sections")
    lists: list[tuple[KeyPath, Any]] = [((section,), root.get(section)) for section in SECTIONS]
    lists += [(("sections", title), entries) for title, entries in own.items()] if isinstance(own, YamlMap) else []
    for path, entries in lists:
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, YamlMap):
                yield from _codes(entry, (*path, index))


def _codes(entry: YamlMap, path: KeyPath) -> Iterator[_Ignored]:
    value = entry.get("ignore")
    if isinstance(value, str):
        for code in split_codes(value):
            yield _Ignored(code, (*path, "ignore"), path, entry)
    for index, code in enumerate(value if isinstance(value, list) else ()):
        if isinstance(code, str):
            yield _Ignored(code, (*path, "ignore", index), path, entry)
