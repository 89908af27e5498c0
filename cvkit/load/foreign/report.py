"""The diagnostics of one source of an import: values that were guessed, left out, or could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.load.bibtex.file_report import FileReport, GroupedRule
from cvkit.load.bibtex.line_index import LineIndex
from cvkit.model.diagnostic import Diagnostic, Place, Severity
from cvkit.model.rule import DependsOn, Ignorable, Rule
from cvkit.model.source import Span

_NO_EXAMPLE = "it takes an import"


class UnreadableSource(Rule):
    """A source of an import that is not in the format that it seems to be in.

    The file begins like JSON or XML, but breaks a rule of that format at the place that is named, so nothing of it can
    be read. Often a download was not complete, or the file was edited. A file that declares XML entities is refused,
    because they can expand without limit. Export the file again from its service.
    """

    code = "L140"
    depends_on = DependsOn.VALUE
    ignorable = Ignorable.NEVER
    message = "this is not {language}: {reason}"
    hint = "export the file again; it may be incomplete or edited"
    fix = "export the file again from its service"
    no_example = _NO_EXAMPLE


class GuessedValues(GroupedRule):
    """Values that an import derived, because the source does not state them.

    Some formats do not state the kind of a publication, the meaning of a section, or the precision of a date. The
    import then takes the most probable value. Compare these values in the record, and correct the wrong ones: the next
    import keeps your edits.
    """

    code = "L141"
    severity = Severity.NOTE
    noun = "entry"
    shows_each_count = True
    message = "guessed {field}: {names} ({lines})"
    hint = "correct the wrong ones in the record; the next import keeps your edits"
    fix = "compare the values in the record, and correct the wrong ones"
    no_example = _NO_EXAMPLE


class LeftOutValues(GroupedRule):
    """Values of a source that have no place in a record, or that are private.

    Services write values for their own use, such as the day of the last change. The import leaves them out, and lists
    them once for each file. It also leaves out a date of birth, an address and phone numbers, unless you ask for them
    with `--private`. No change is necessary.
    """

    code = "L142"
    severity = Severity.NOTE
    noun = "value"
    shows_each_count = True
    message = "left out: {names}"
    hint = "these values have no place in a record"
    fix = "no change is necessary; `--private` imports private values"
    no_example = _NO_EXAMPLE


class _Private(LeftOutValues):
    message = "left out, because it is private: {names}"
    hint = "to import it, add `--private`"


class UnreadSourceValues(GroupedRule):
    """Values of a source that are not in the form of their field, and that an import leaves out.

    The import reads the rest of the entry. There is one warning for each field of a file. Add the values to the record
    in the right form.
    """

    code = "L143"
    severity = Severity.WARNING
    noun = "value"
    message = "{count} of `{field}` could not be read ({lines}): {names}"
    hint = "add what you need to the record by hand"
    fix = "add the values to the record in the right form"
    no_example = _NO_EXAMPLE


class IncompleteSource(GroupedRule):
    """A source that lacks facts which a CV prints, such as the authors of the works.

    Some services give only a summary: ORCID and JSON Resume have no author lists, and OpenAlex has at most 100 authors
    of a work. The hint names another file of the same service, or another service. Import both in one run: one work in
    two sources is one entry with the fields of both.
    """

    code = "L144"
    severity = Severity.WARNING
    noun = "work"
    message = "{count} without {field} in this source ({lines})"
    fix = "import a second source that has the facts, together with this one"
    no_example = _NO_EXAMPLE


class UnreadableSourceError(Exception):
    """A source cannot be read at all; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class SourceReport:
    """Collects the diagnostics of one source."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._grouped = FileReport(LineIndex("", file))

    def guess(self, field: str, value: str, span: Span) -> None:
        """Report a value of a field that the source does not state."""
        self._grouped.add(GuessedValues, value, self.place(span), field)

    def left_out(self, name: str, span: Span) -> None:
        """Report a value without a place in a record."""
        self._grouped.add(LeftOutValues, f"`{name}`", self.place(span))

    def private(self, name: str, span: Span) -> None:
        """Report a private value that is not imported."""
        self._grouped.add(_Private, name, self.place(span))

    def unread(self, field: str, value: object, span: Span) -> None:
        """Report a value that is not in the form of its field."""
        shown = value if isinstance(value, str) else type(value).__name__.replace("Yaml", "").lower()
        self._grouped.add(UnreadSourceValues, f"`{shown[:57]}…`" if len(shown) > 60 else f"`{shown}`",
                          self.place(span), field)  # fmt: skip

    def lacks(self, field: str, span: Span, hint: str) -> None:
        """Report that a work lacks a fact in this source."""
        self._grouped.add(IncompleteSource, field, self.place(span), field, hint)

    def place(self, span: Span) -> Place:
        """The place of a span."""
        return self._grouped.place(span)

    def diagnostics(self) -> Iterator[Diagnostic]:
        """All diagnostics, in the order of their places."""
        return self._grouped.diagnostics()
