"""The errors and warnings of typesetting, each at the value of the record that caused it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from unicodedata import normalize

from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus, Severity
from cvkit.model.rule import Rule
from cvkit.model.source import Source
from cvkit.system.sandbox import PAGES
from cvkit.typeset.run import Outcome
from cvkit.typeset.tex_log import TexLog
from cvkit.typeset.trace import entry_at

WIDEST_OVERHANG = 1.0
"""The width in points by which a line may exceed the text without a warning."""


class NoGlyph(Rule):
    """A character that no installed font has.

    The character would be missing from the page without a message, so cvkit writes no PDF. Write the text with other
    characters, or install a font that has this one. `cvkit doctor` lists the fonts that it finds.
    """

    code = "T101"
    message = "no installed font has the character {character} (U+{number:04X})"
    hint = "write it differently, or install a font that has it; `cvkit doctor` shows which fonts are installed"
    fix = "write it with other characters, or install a font that has it"


class TexStopped(Rule):
    """TeX stopped at this value or entry.

    TeX cannot typeset the value or the entry, so cvkit writes no PDF. Write it differently. If the text is plain, fix
    the style. `--verbose` keeps the whole log of TeX.
    """

    code = "T102"
    message = "TeX stopped while typesetting this: {reason}"
    hint = "write it differently; if it is plain text, fix the style"
    fix = "write it differently; if it is plain text, fix the style"


class NoFont(Rule):
    """No font is installed for emoji, or for Korean, Chinese and Japanese, and this character needs one.

    The character would be missing from the page, so cvkit writes no PDF. Run `cvkit doctor --install` to install the
    fonts.
    """

    code = "T103"
    message = "{reason}, and {character} needs one"
    hint = "run: cvkit doctor --install"
    fix = "run `cvkit doctor --install`"


class WideLine(Rule):
    """A line is wider than the text.

    A long word, address or name does not fit into its line, and TeX found no place to break it. It runs into the
    margin. Shorten it, or write the sentence differently.
    """

    code = "T104"
    severity = Severity.WARNING
    message = "a line is {width:.1f} pt wider than the text"
    hint = "shorten a long word or name; the PDF is written anyway"
    fix = "shorten a long word or name"


def missing_tex(what: str, engine: str = "") -> CvkitError:
    """The error for a machine that lacks a program, a file or a font; the hint has the command that installs it."""
    from cvkit.typeset.install import USUAL, installer

    way = installer((*USUAL, "luatex") if engine == "lualatex" else USUAL)
    hint = f"install {way.packages}"
    if way.commands:
        doctor = "" if engine == "lualatex" else "\n   or: cvkit doctor --install"
        hint += f"\n   run: {way.shown}{doctor}"
    return CvkitError(what, ExitStatus.MISSING, hint)


def without_glyphs(characters: Iterable[str], source: Source) -> CvkitError:
    """The error for characters that no installed font has."""
    diagnostics = [_at_text(c, source, NoGlyph.at(character=c, number=ord(c))) for c in characters]
    return CvkitError("a character has no glyph", ExitStatus.PROBLEMS, diagnostics=tuple(diagnostics))


def _at_text(text: str, source: Source, diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic at the first occurrence of a text in the record."""
    found = next(filter(None, map(source.find_text, _spellings(text, source))), None)
    return replace(diagnostic, place=found.place, excerpt=found.excerpt, entry=found.entry) if found else diagnostic


def _spellings(text: str, source: Source) -> Iterator[str]:
    """The forms that a text can have in the record, because TeX gets it in the Unicode normal form NFC."""
    yield text
    yield normalize("NFD", text)
    typed = dict.fromkeys("".join(source.texts.values()))
    yield from (character for character in typed if text in normalize("NFC", character))


def failure_of(outcome: Outcome, report: TexLog, body: str, source: Source) -> CvkitError:
    """The error for a run that made no PDF: something is not installed, or TeX stopped."""
    if report.missing_file:
        return missing_tex(f"TeX does not find the file {report.missing_file}")
    if report.missing_font:
        return _without_font(report.missing_font, source)
    message = report.error or "\n".join(outcome.terminal.splitlines()[-8:]) or "TeX printed no message"
    quoted = "".join(f"\n   | {line}" for line in message.splitlines())
    path = entry_at(source, body, report.line, report.key) if report.line else ()
    reason = message.splitlines()[0].partition(": ")[2] or message.splitlines()[0]
    diagnostics = (_placed(TexStopped.at(path, reason=reason), source),) if path else ()
    hint = "the PDF was not written; add --verbose to keep TeX's whole log"
    return CvkitError(f"TeX stopped:{quoted}", ExitStatus.TYPESETTING, hint, diagnostics)


def _without_font(message: str, source: Source) -> CvkitError:
    """The error for a font that is not installed, at the first text that needs it."""
    from cvkit.write.latex.escape import CJK, EMOJI

    error = missing_tex(f"TeX reports: {message}")
    pattern = EMOJI if "emoji" in message else CJK if "Korean" in message else None
    if pattern is None:
        return error
    runs = (found[0] for text in source.texts.values() for found in pattern.finditer(text))
    first = next((run for run in runs if source.find_text(run)), "")
    character = f"{first[:1]} (U+{ord(first[0]):04X})" if first else "this"
    diagnostic = _at_text(first, source, NoFont.at(reason=message, character=character))
    return CvkitError(error.message, error.status, error.hint, (diagnostic,))


def check_size(pages: int) -> None:
    """Make sure that a document is not too large to be a CV.

    Raises:
        CvkitError: it has more than `PAGES` pages.
    """
    if pages > PAGES:
        message = f"the document has {pages:,} pages, more than {PAGES:,}"
        hint = "the PDF was not written; choose sections, or a shorter list"
        raise CvkitError(message, ExitStatus.TYPESETTING, hint)


def wide_line(report: TexLog, body: str, source: Source) -> tuple[Diagnostic, ...]:
    """The warning about the widest line, if it is wider than the text."""
    if report.overfull <= WIDEST_OVERHANG:
        return ()
    path = entry_at(source, body, report.overfull_line) if report.overfull_line else ()
    return (_placed(WideLine.at(path, "entry", width=report.overfull), source),)


def _placed(diagnostic: Diagnostic, source: Source) -> Diagnostic:
    return source.located([diagnostic])[0] if diagnostic.path else diagnostic
