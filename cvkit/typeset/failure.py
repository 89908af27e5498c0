"""The errors and warnings of typesetting, each at the value of the record that caused it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus, Severity
from cvkit.model.rule import Rule
from cvkit.system.sandbox import PAGES
from cvkit.typeset.run import Outcome
from cvkit.typeset.tex_log import Overfull, TexLog

if TYPE_CHECKING:
    from cvkit.model.style import Requires
    from cvkit.typeset.trace import Spot, Trace

WIDEST_OVERHANG = 1.0
"""The width in points by which a line may exceed the text without a warning."""

_OF_SCRIPT = re.compile("for the script ([A-Z][a-z]{3})")


class NoGlyph(Rule):
    """A character that no font for a PDF has.

    The character would be missing from the page without a message, so cvkit writes no PDF. Write the text with other
    characters, or install a font that has this one. `cvkit doctor` lists the fonts that it finds.
    """

    code = "T101"
    message = "no font that cvkit uses has the character {character} (U+{number:04X})"
    hint = "write it differently, or install one of the fonts that `cvkit doctor` lists and that has it"
    fix = "write it with other characters, or install a font that has it"


class _NoT1Glyph(NoGlyph):
    message = "pdfLaTeX has no font with the character {character} (U+{number:04X})"
    hint = "omit `--engine pdflatex`; if the style is for pdfLaTeX only, write it differently or choose another style"


class _NoGlyphOfStyle(NoGlyph):
    message = "no font has the character {character} (U+{number:04X}), which is in no entry: the style prints it"
    hint = "change the style, or install a font that has the character"


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
    """No font is installed for emoji or for a script, such as Korean or Cyrillic, and this character needs one.

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


class _WideHeader(WideLine):
    message = "a line in the header or footer of page {page}, in no entry, is {width:.1f} pt wider than the text"
    hint = "shorten the name of the person or document, or change the style; the PDF is written anyway"


def missing_tex(what: str, engine: str = "", script: str = "") -> CvkitError:
    """The error for a machine that lacks a program, a file or a font; the hint has the command that installs it.

    `script` is the code of the script that needs the font, if one of `fallback_scripts.py` needs it.
    """
    from cvkit.typeset.install import USUAL, installer

    way = installer([*USUAL, *(["luatex"] if engine == "lualatex" else []), *([script] if script else [])])
    hint = f"install {way.packages}"
    if way.commands:
        doctor = "" if engine == "lualatex" else "\n   or: cvkit doctor --install"
        hint += f"\n   run: {way.shown}{doctor}"
    return CvkitError(what, ExitStatus.MISSING, hint)


def without_glyphs(missing: Iterable[tuple[str, int | None]], trace: Trace, engine: str) -> CvkitError:
    """The error for characters that no installed font has, or no font of the engine, at each value that prints one.

    Each comes with a line of the part of the page that prints it, if that is known.
    """
    from cvkit.typeset.coverage import uncovered

    in_record = _NoT1Glyph if engine == "pdflatex" else NoGlyph
    if engine == "pdflatex":  # it stops at the first
        all_of_record = ((c, at) for at, line in enumerate(trace.lines, 1) for c in uncovered(line))
        missing = dict.fromkeys(all_of_record) or missing
    diagnostics = []
    for character, line in missing:
        for spot in trace.of_character(character, line):
            rule = in_record if spot.path else _NoGlyphOfStyle
            diagnostics.append(spot.place(rule.at(character=character, number=ord(character))))
    return CvkitError("a character has no glyph", ExitStatus.PROBLEMS, diagnostics=tuple(dict.fromkeys(diagnostics)))


def check_required_files(requires: Requires, files: Collection[str]) -> None:
    """Make sure that TeX finds the files that a style requires. `files` are the names of the style's own files.

    Raises:
        CvkitError: it does not find some of them.
    """
    wanted = [name for name in requires.tex if name not in files]
    if wanted:
        from cvkit.typeset.requirements import missing_tex_files

        if missing := missing_tex_files(wanted):
            raise _missing_style_file(", ".join(missing), requires)


def _missing_style_file(files: str, requires: Requires) -> CvkitError:
    """The error for files that a style of the user requires, with the packages that its `style.yaml` names."""
    from cvkit.typeset.install import installer

    way = installer((), requires.debian)
    hint = (
        f"install {way.packages}\n   run: {way.shown}" if way.commands else f"install the LaTeX packages with {files}"
    )
    return CvkitError(f"the style requires {files}, which TeX does not find", ExitStatus.MISSING, hint)


def failure_of(outcome: Outcome, report: TexLog, trace: Trace, requires: Requires | None) -> CvkitError:
    """The error for a run that made no PDF: something is not installed, or TeX stopped.

    `requires` are the requirements of a user's own style, and None for a style of cvkit.
    """
    if report.missing_file:
        if requires:
            return _missing_style_file(report.missing_file, requires)
        return missing_tex(f"TeX does not find the file {report.missing_file}")
    if report.missing_font:
        return _without_font(report.missing_font, trace, requires)
    if requires and re.search(r"Undefined control sequence\.\n(?:l\.\d+ )?\\CVK\w+\s*(?:\n|$)", report.error):
        message = "the class of the style does not load cvkit.sty, so TeX does not know the macros of the document"
        hint = "write \\RequirePackage{cvkit} behind \\LoadClass in the class"
        return CvkitError(message, ExitStatus.TYPESETTING, hint)
    message = report.error or "\n".join(outcome.terminal.splitlines()[-8:]) or "TeX printed no message"
    quoted = "".join(f"\n   | {line}" for line in message.splitlines())
    spot = trace.of_line(report.line, report.key)
    reason = message.splitlines()[0].partition(": ")[2] or message.splitlines()[0]
    diagnostics = (spot.place(TexStopped.at(reason=reason)),) if spot.path else ()
    hint = "the PDF was not written; add --verbose to keep TeX's whole log"
    if "[main memory size=" in report.error:
        way = "add `options: {pdf_standard: none}` to it: the PDF then has no structure for screen readers, which takes"
        hint = f"the PDF was not written; if the document is long, {way} most of TeX's memory"
    where = "" if spot.path or not report.position else f" {report.position}"
    return CvkitError(f"TeX stopped{where}:{quoted}", ExitStatus.TYPESETTING, hint, diagnostics)


def _without_font(message: str, trace: Trace, requires: Requires | None) -> CvkitError:
    """The error for a font that is not installed, at the first text that needs it."""
    from cvkit.write.latex.east_asian import CJK
    from cvkit.write.latex.escape import EMOJI

    of_script = _OF_SCRIPT.search(message)
    error = missing_tex(f"TeX reports: {message}", script=of_script[1] if of_script else "")
    if of_script:
        pattern: str | None = rf"(?<=\\CVKscript\{{{of_script[1]}\}}\{{)[^{{}}\\]+"
    else:
        pattern = EMOJI if "emoji" in message else CJK if "Korean" in message else None
    if pattern is None and requires:
        hint = "choose another font in the class of the style, for example by \\RequirePackage{lmodern}, or install it"
        return CvkitError(error.message, ExitStatus.MISSING, hint)
    if pattern is None:
        return error
    first = next((found[0][0] for line in trace.lines for found in re.finditer(pattern, line)), "")
    character = f"{first} (U+{ord(first):04X})" if first else "this"
    diagnostic = NoFont.at(reason=message, character=character)
    diagnostics = (trace.of_character(first)[0].place(diagnostic) if first else diagnostic,)
    return CvkitError(error.message, error.status, error.hint, diagnostics)


def check_size(pages: int) -> None:
    """Make sure that a document is not too large to be a CV.

    Raises:
        CvkitError: it has more than `PAGES` pages.
    """
    if pages > PAGES:
        message = f"the document has {pages:,} pages, more than {PAGES:,}"
        hint = "the PDF was not written; choose sections, or a shorter list"
        raise CvkitError(message, ExitStatus.TYPESETTING, hint)


def wide_lines(report: TexLog, trace: Trace) -> tuple[Diagnostic, ...]:
    """A warning for each part of the page with lines that are wider than the text, about the widest of them."""
    widest: dict[Spot, Overfull] = {}
    for line in sorted(report.overfull, key=lambda line: line.width):
        if line.width > WIDEST_OVERHANG:
            widest[trace.of_line(line.line)] = line
    return tuple(
        spot.place(WideLine.at(width=line.width)) if spot.path else _WideHeader.at(page=line.page, width=line.width)
        for spot, line in widest.items()
    )
