"""Guess the engine and the preamble of a record before it is parsed, so that TeX can start early."""

from __future__ import annotations

import re
from pathlib import Path

from cvkit.cache import FirstRun
from cvkit.load.early import unparsed_text
from cvkit.load.style_folder import style_files, style_names
from cvkit.typeset.coverage import engine_for
from cvkit.typeset.run import Job

_NAMES_STYLE = re.compile(r"\bstyle:\s*[\"']?([^\s\"',}]+)")
_NAMES_OPTIONS = re.compile(r"\b(options|paper):")


def guess_job(record: Path, style: str | None, engine: str | None, last: FirstRun | None = None) -> Job | None:
    """The job that the first document of a record probably has; None if its preamble cannot be guessed.

    `style` and `engine` are those of the command line, and `last` is the run that the same command started before the
    record was edited. A wrong guess costs only one process.
    """
    if last and last.style in style_names():
        return _job(last.style, last.engine, last.preamble)
    text = unparsed_text(record)
    named = _NAMES_STYLE.search(text)
    guessed = style or (named[1] if named else "classic")
    if not text or guessed not in style_names() or _NAMES_OPTIONS.search(text):
        return None
    preamble = f"\\documentclass{{cvkit-{guessed}}}\n\\begin{{document}}\n"
    return _job(guessed, engine or engine_for(text), preamble)


def _job(style: str, engine: str, preamble: str) -> Job:
    """A job with a style of cvkit."""
    return Job(engine, preamble, style_files(style), is_trusted=True)
