"""The result of parsing TeX, and the parts of it that cannot be read."""

from __future__ import annotations

from typing import NamedTuple

from cvkit.load.bibtex.file_report import GroupedRule
from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.inline import Inlines


class UnknownMacro(GroupedRule):
    r"""An unknown TeX macro in a `.bib` file.

    cvkit converts the TeX of a `.bib` file into the characters that it prints. It never passes an unknown macro on to
    TeX. It keeps the argument of the macro as text, and in math the name of a command without one. Write it as plain
    text, or define the macro in the record, with `bibtex: {macros: {foo: text}}`. cvkit knows accents, symbols,
    `\emph`, `\textbf`, `\textsuperscript`, `\url` and `\href`.
    ```bibtex
    @article{one, title = {A \foo{Study}}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    ```bibtex
    @article{one, title = {A \emph{Study}}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    """

    code = "L104"
    severity = Severity.WARNING
    noun = "unknown TeX macro"
    message = "{count}: {names} ({lines}); cvkit keeps only the arguments"
    hint = "write the text without it, or define it in the record: `bibtex: {{macros: {{name: text}}}}`"
    fix = "write it as plain text, or define it with `bibtex: {macros: {name: text}}`"


class UnknownMath(UnknownMacro):
    """Math of a `.bib` file that is not allowed."""

    noun = "mistake"
    message = "{count} in math: {names} ({lines}); cvkit prints the argument or the name of a command"
    hint = "look for a typo, or write the formula in words"


class TooDeep(UnknownMacro):
    """Braces that are nested too deeply to be read."""

    severity = Severity.ERROR
    message = "the braces are nested more than 50 levels deep"
    hint = "delete the braces that are not needed"


class TexError(Exception):
    """A part of the TeX cannot be parsed: its diagnostic, and the offset and length of the characters to show."""

    def __init__(self, diagnostic: Diagnostic, at: int, length: int = 1) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic, self.at, self.length = diagnostic, at, length


class UnreadTex(NamedTuple):
    """A macro or an address that could not be read, and its offset in the TeX."""

    text: str
    at: int


class ParsedTex(NamedTuple):
    """The tree of a value, its unknown macros, its addresses that no document can link to, and mistakes in math."""

    inlines: Inlines
    macros: tuple[UnreadTex, ...] = ()
    addresses: tuple[UnreadTex, ...] = ()
    math: tuple[UnreadTex, ...] = ()
