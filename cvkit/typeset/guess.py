"""Guess the preamble that a record needs before the record is parsed, so that TeX can start early."""

from __future__ import annotations

import re
from pathlib import Path

from cvkit.load.early import unparsed_text
from cvkit.load.style_folder import style_files, style_names
from cvkit.typeset.coverage import engine_for
from cvkit.typeset.run import Job

_NAMES_STYLE = re.compile(r"\bstyle:\s*[\"']?([^\s\"',}]+)")
_NAMES_OPTIONS = re.compile(r"\b(options|paper):")


def guess_job(record: Path, style: str | None, engine: str | None) -> Job | None:
    """The job that the first document of a record probably has; None if its preamble cannot be guessed.

    `style` and `engine` are those of the command line. A wrong guess costs only one process.
    """
    text = unparsed_text(record)
    named = _NAMES_STYLE.search(text)
    guessed = style or (named[1] if named else "classic")
    if not text or guessed not in style_names() or _NAMES_OPTIONS.search(text):
        return None
    preamble = f"\\documentclass{{cvkit-{guessed}}}\n\\begin{{document}}\n"
    return Job(engine or engine_for(text), preamble, style_files(guessed), is_trusted=True)
