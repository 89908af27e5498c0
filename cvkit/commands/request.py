"""What a user asks for, and what they get."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cvkit.model.diagnostic import Diagnostic


@dataclass(frozen=True)
class Request:
    """What a user asks to be made of a record; none stands for what the record or the program would choose."""

    record: Path
    document: str | None = None
    style: str | None = None
    sections: tuple[str, ...] = ()
    engine: str | None = None
    output: Path | None = None
    all_documents: bool = False
    """Every document of the record, not one."""
    settings: tuple[str, ...] = ()
    """`KEY=VALUE` in place of what the record says."""
    keep_log: bool = False
    """Whether all that TeX says is written beside the PDF."""
    is_delivered: bool = True
    """Whether what is made is written where it was asked for; a preview only shows it."""
    seconds: float = 60
    """How long TeX may take for each document."""


@dataclass(frozen=True)
class Made:
    """The files that were put in place, and what there was to say on the way."""

    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()
