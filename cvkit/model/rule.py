"""Rules: one class for each code of a diagnostic, with its texts, its severity and its documentation."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from cvkit.model.diagnostic import Diagnostic, KeyPath, Place, Pointed, Replacement, Severity

if TYPE_CHECKING:
    from pydantic_core import PydanticCustomError


class DependsOn(enum.Enum):
    """The part of a record that decides whether a diagnostic is right.

    If the record is recovered after an error, or a file cannot be read, only diagnostics are reported whose part is
    unchanged and known.
    """

    VALUE = enum.auto()
    """The value alone."""
    ENTRY = enum.auto()
    """The entries that the diagnostic names, and the settings: owner, people, markers, numbering."""
    IDS = enum.auto()
    """The ids of all entries, too."""
    AUTHORS = enum.auto()
    """The author lists of all works, too."""
    GRANTS = enum.auto()
    """All grants."""
    LOCKFILE = enum.auto()
    """All works and all lines of the lockfile."""
    RECORD = enum.auto()
    """All works."""


class Ignorable(enum.Enum):
    """The places where `ignore` leaves out the warnings and notes of a rule. Errors are always reported."""

    ANYWHERE = enum.auto()
    """On an entry, and at the top of the record."""
    ON_ENTRY = enum.auto()
    """On an entry: the warning protects the numbers or the owner's name, so each case must be looked at."""
    AT_TOP = enum.auto()
    """At the top of the record: the warning is about a whole file."""
    NEVER = enum.auto()


class Rule:
    """Base of all rules. A subclass with a `code` of its own defines that code.

    The docstring of the subclass is the documentation of the code. Its first line is the meaning. The text after it
    gives the reason. Then come two examples as fenced blocks: cvkit reports the code for the first, and not for the
    second. `cvkit explain` prints all of it, and `data/PROBLEMS.md` is made from it.

    If a code has several messages, each of the others is a subclass without a `code`.
    """

    code: ClassVar[str]
    """A letter for the stage (L load, V check, N number, W write, T typeset, D deliver) and a number."""
    severity: ClassVar[Severity] = Severity.ERROR
    depends_on: ClassVar[DependsOn] = DependsOn.RECORD
    hides: ClassVar[DependsOn | None] = None
    """The part of the record that cannot be read because of the mistake. Diagnostics that depend on it are omitted."""
    ignorable: ClassVar[Ignorable] = Ignorable.ANYWHERE
    message: ClassVar[str]
    """One sentence in the user's words; `{name}` is the place of a value."""
    hint: ClassVar[str] = ""
    """The fix for this case, as an instruction; `{name}` is the place of a value."""
    fix: ClassVar[str]
    """The fix for any case, for the documentation."""
    no_example: ClassVar[str] = ""
    """The reason why one file cannot be an example, if so. Then a test of its own has one."""

    def __init_subclass__(cls) -> None:
        if "code" in cls.__dict__:
            other = RULES.setdefault(cls.code, cls)
            if other is not cls:
                raise TypeError(f"two rules have the code {cls.code}: {other.__qualname__} and {cls.__qualname__}")

    @classmethod
    def at(
        cls,
        path: KeyPath = (),
        part: Pointed = "value",
        /,
        *,
        place: Place | None = None,
        severity: Severity | None = None,
        message: str | None = None,
        hint: str | None = None,
        corrections: Sequence[Replacement] = (),
        **values: object,
    ) -> Diagnostic:
        """The diagnostic at a key path or a place, with the values for its message and hint.

        `severity`, `message` and `hint` replace those of the rule, for this diagnostic alone. `corrections` are the
        replacements that resolve it, if there is only one way to do so.
        """
        return Diagnostic(
            cls.code,
            cls._text(cls.message, message, values),
            cls._text(cls.hint, hint, values),
            path,
            part,
            severity or cls.severity,
            place,
            corrections=tuple(corrections),
        )

    @staticmethod
    def _text(template: str, replacement: str | None, values: dict[str, object]) -> str:
        return template.format(**values) if replacement is None else replacement


class ValueRule(Rule):
    """Base of the rules about one value. The model reports them while it validates the value."""

    depends_on = DependsOn.VALUE

    @classmethod
    def error(
        cls,
        *,
        message: str | None = None,
        hint: str | None = None,
        corrections: Sequence[Replacement] = (),
        **values: object,
    ) -> PydanticCustomError:
        """The error for a validator to raise. Its type is the code, and its context has the texts and the values."""
        from pydantic_core import PydanticCustomError

        texts = {"message": cls._text(cls.message, message, values), "hint": cls._text(cls.hint, hint, values)}
        return PydanticCustomError(cls.code, "{message}", values | texts | {"corrections": tuple(corrections)})


RULES: dict[str, type[Rule]] = {}
"""Code → its rule, for all rules whose modules are imported."""
