"""Typeset: a manuscript in, a PDF out; the only stage that runs programs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cvkit.model.problem import CvkitError, ExitStatus, Problem, Severity
from cvkit.model.source import Source
from cvkit.typeset.coverage import uncovered
from cvkit.typeset.log import Report, read_log
from cvkit.typeset.room import PAGES, SECONDS
from cvkit.typeset.run import Job, Outcome, Run

__all__ = ["Job", "Pdf", "Run", "start", "typeset"]

WIDEST_OVERHANG = 1.0
"""By how many points a line may stick out of the text unseen."""


@dataclass(frozen=True)
class Pdf:
    """A typeset document."""

    content: bytes
    pages: int
    problems: tuple[Problem, ...]
    installed: tuple[str, ...]
    """The files of the TeX installation that it was made with."""


def start(job: Job, seconds: float = SECONDS) -> Run:
    """Start TeX on a preamble; it has so many seconds.

    Raises:
        CvkitError: the engine is not installed.
    """
    try:
        return Run(job, seconds)
    except FileNotFoundError:
        raise missing(f"{job.engine} is not installed", job.engine) from None


def missing(what: str, engine: str = "") -> CvkitError:
    """The error for a machine that lacks something, with what installs it."""
    from cvkit.typeset.needs import installer

    way = installer(engine)
    hint = f"install {way.packages}"
    if way.commands:
        doctor = "" if engine == "lualatex" else "\n   or: cvkit doctor --install"
        hint += f"\n   run: {way.shown}{doctor}"
    return CvkitError(what, ExitStatus.MISSING, hint)


def typeset(run: Run, source: Source) -> Pdf:
    """Wait for a run that was fed its body, and take its PDF.

    Raises:
        CvkitError: there is no good PDF; with the place in the record where the reason stands, if it does there.
    """
    outcome = run.outcome()
    report = read_log(outcome.log or outcome.terminal)
    if report.missing_characters:
        raise _without_glyphs(report, source)
    if outcome.pdf is None and "pdfLaTeX cannot set" in outcome.log:
        strange = dict.fromkeys("".join(uncovered("".join(source.texts.values()))))
        character = next((c for c in strange if source.find_text(c)), "")
        raise _without_glyphs(replace(report, missing_characters=(character,)), source)
    if outcome.pdf is None or report.pages is None:
        raise _failure(outcome, report)
    if report.pages > PAGES:
        message = f"the document has {report.pages:,} pages, more than {PAGES:,}"
        raise CvkitError(message, ExitStatus.TYPESETTING, "nothing was written; choose sections, or a shorter list")
    problems = []
    if report.overfull > WIDEST_OVERHANG:
        message = f"a line is {report.overfull:.1f} pt wider than the text"
        hint = "shorten a long word or name; the PDF is made all the same"
        problems.append(Problem("T104", message, hint, severity=Severity.WARNING))
    return Pdf(outcome.pdf, report.pages, tuple(problems), outcome.installed)


def _without_glyphs(report: Report, source: Source) -> CvkitError:
    problems = []
    for character in report.missing_characters:
        found = source.find_text(character)
        message = f"no font here has the character {character} (U+{ord(character):04X})"
        hint = "write it otherwise, or install a font that has it: `cvkit doctor` tells which are there"
        place = found.place if found else None
        excerpt = found.excerpt if found else ""
        problems.append(
            Problem("T101", message, hint, place=place, excerpt=excerpt, entry=found.entry if found else "")
        )
    return CvkitError("a character has no glyph", ExitStatus.PROBLEMS, problems=tuple(problems))


def _failure(outcome: Outcome, report: Report) -> CvkitError:
    if report.missing_file:
        return missing(f"TeX does not find the file {report.missing_file}")
    if report.missing_font:
        return missing(f"TeX says: {report.missing_font}")
    said = report.error or "\n".join(outcome.terminal.splitlines()[-8:]) or "it said nothing"
    quoted = "".join(f"\n   | {line}" for line in said.splitlines())
    return CvkitError(f"TeX stopped:{quoted}", ExitStatus.TYPESETTING, "nothing was written")
