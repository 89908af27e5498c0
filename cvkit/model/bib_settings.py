"""The settings for reading `.bib` files."""

from cvkit.model.fields import Flag, Model, Word


class BibtexSettings(Model):
    """How cvkit reads the `.bib` files of a record."""

    strict: Flag = False
    """Whether the warnings about `.bib` files are errors."""
    macros: dict[Word, str] = {}
    """Name of a TeX macro → its text, in which `#1` is the first argument."""
