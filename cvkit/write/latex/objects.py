"""PyLaTeX objects of the body: texts, runs of objects, and the macros of the vocabulary with key=value arguments.

The escaping of PyLaTeX is incomplete, so no object here uses it. Text comes in as `Characters`, `Address` or
`Mathematics`, and only `dumps` produces TeX.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pylatex.base_classes import CommandBase, Container, Environment, LatexObject, SpecialArguments
from pylatex.utils import NoEscape

from cvkit.model.math import MathRow
from cvkit.write.latex.escape import escape_code_text, escape_pdf_string, escape_text, escape_url
from cvkit.write.latex.math_tex import math_tex
from cvkit.write.math_text import math_text


class Characters(LatexObject):
    """Text without markup; all of its characters are escaped."""

    def __init__(self, text: str) -> None:
        # PyLaTeX would copy the packages of the class, which has none: with thousands of texts, that takes long.
        self.text = text

    def dumps(self) -> NoEscape:
        return NoEscape(escape_text(self.text))


class CodeCharacters(Characters):
    """Text in the font for code."""

    def dumps(self) -> NoEscape:
        return NoEscape(escape_code_text(self.text))


class PdfString(Characters):
    """Text for the PDF's title and author."""

    def dumps(self) -> NoEscape:
        return NoEscape(escape_pdf_string(self.text))


class Address(Characters):
    """The address of a link."""

    def dumps(self) -> NoEscape:
        return NoEscape(escape_url(self.text))


class PlainWord(Characters):
    """A word that cvkit makes, such as an anchor or a language, and that needs no escaping."""

    def dumps(self) -> NoEscape:
        return NoEscape(self.text)


class Quotes(Characters):
    """The outer two of the quotes of a language, each in braces."""

    def dumps(self) -> NoEscape:
        return NoEscape("".join(f"{{{self._quote(quote)}}}" for quote in self.text.split(" ")[:2]))

    def _quote(self, quote: str) -> str:
        return escape_text(quote)


class ChineseQuotes(Quotes):
    """The quotes that Chinese has in common with English, in a Chinese font."""

    def _quote(self, quote: str) -> str:
        return rf"\CVKcjkquote{{{quote}}}"


class Mathematics(LatexObject):
    """Math as its tree, with its words for readers who do not see it."""

    def __init__(self, formula: MathRow) -> None:
        super().__init__()
        self.formula = formula

    def dumps(self) -> NoEscape:
        words = escape_pdf_string(math_text(self.formula))
        formula = f"${math_tex(self.formula)}$"
        return NoEscape(rf"\CVKformula{{{words}}}{{{formula}}}" if words.strip() else formula)


class ObjectRun(Container):
    """A sequence of objects without separators."""

    content_separator = ""

    def __init__(self, objects: Iterable[LatexObject] = ()) -> None:
        super().__init__(data=list(objects))

    def dumps(self) -> NoEscape:
        return self.dumps_content()


class Braced(LatexObject):
    """An object in braces."""

    def __init__(self, content: LatexObject) -> None:
        super().__init__()
        self.content = content

    def dumps(self) -> NoEscape:
        return NoEscape(f"{{{self.content.dumps()}}}")


class KeyValues(SpecialArguments):
    """`{key={value}, …}`, inline or with one key on each line; empty values are omitted."""

    _default_escape = False

    def __init__(self, values: Mapping[str, LatexObject | None], inline: bool) -> None:
        self.values = {key: value for key, value in values.items() if value is not None}
        self.inline = inline
        super().__init__()

    def dumps(self) -> NoEscape:
        pairs = [f"{key}={{{text}}}" for key, value in self.values.items() if (text := value.dumps())]
        if self.inline:
            return NoEscape("{" + ", ".join(pairs) + "}")
        return NoEscape("{\n" + "".join(f"  {pair},\n" for pair in pairs) + "}")


class Macro(CommandBase):
    r"""A macro of the vocabulary: `\CVKwork{title={…}, …}`."""

    _default_escape = False

    def __init__(self, name: str, values: Mapping[str, LatexObject | None], inline: bool = True) -> None:
        self._latex_name = f"CVK{name}"
        super().__init__(arguments=KeyValues(values, inline))

    def _set_parameters(self, parameters: object, argument_type: str) -> None:
        if isinstance(parameters, KeyValues):
            self.arguments = parameters
        else:
            super()._set_parameters(parameters, argument_type)


class InlineMacro(CommandBase):
    r"""A command with texts as its arguments: `\CVKowner{…}`, `\emph{…}`."""

    _default_escape = False

    def __init__(self, name: str, *contents: LatexObject) -> None:
        self._latex_name = name
        super().__init__(arguments=[NoEscape(content.dumps()) for content in contents])


class Scope(Environment):
    """The environment around the whole body."""

    _latex_name = "CVKscope"
    content_separator = "\n"

    def __init__(self, values: Mapping[str, LatexObject | None], objects: Iterable[NoEscape]) -> None:
        super().__init__(arguments=KeyValues(values, inline=True), data=list(objects))
