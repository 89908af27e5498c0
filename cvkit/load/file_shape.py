"""The shape of a whole file: a record is a mapping, and a section is a list."""

from __future__ import annotations

from cvkit.model.rule import DependsOn, Rule


class WrongShape(Rule):
    """A record that is not a mapping, or a section's file that is not a list.

    The whole file has the wrong shape, so cvkit cannot find its sections or entries. The main file is a mapping: a list
    of `key: value` lines. The file of a section is a list of entries that begin with `- `. Begin the main file with
    `cvkit: 1`, and each entry of a section's file with `- ` at the start of its line. Only publications, patents,
    talks, software and datasets can be in a `.bib` file, and can have `{files: [works.bib], mine: true}`.
    """

    code = "L006"
    depends_on = DependsOn.VALUE
    hides = DependsOn.RECORD
    message = "a record must be a list of `key: value` lines"
    hint = "begin with `cvkit: 1` and `person:`"
    fix = "begin the record with `cvkit: 1`; begin each entry with `- `"
    no_example = "it takes a whole file"


class EmptyRecord(WrongShape):
    """A file without any key."""

    message = "the record is empty"


class LockfileNotAList(WrongShape):
    """A lockfile that is one value or a mapping."""

    message = "the lockfile must be a list of lines that begin with `- `"
    hint = "restore it from version control, or delete it and run `cvkit numbers --lock`"


class SectionNotInBib(WrongShape):
    """A section whose entries are no works, in a `.bib` file."""

    message = "the section `{section}` cannot be in a `.bib` file"
    hint = "write the section in YAML"


class WrongFiles(WrongShape):
    """The value of a section of works that is a mapping, and not `{files: […], mine: true}`."""

    message = "`{section}` must be a list of entries, the name of a file, or `{{files: [works.bib], mine: true}}`"
    hint = "write the names of files behind `files`, and `mine: true` to take only the works that name you"


class SectionNotAList(WrongShape):
    """The file of a section that is one value or a mapping."""

    message = "the file of `{section}` must be a list"
    hint = "begin each entry with `- ` at the start of a line"
