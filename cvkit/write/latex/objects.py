"""PyLaTeX objects of the body: texts, runs of them, and the macros of the vocabulary with key=value arguments.

PyLaTeX's own escaping misses much, so nothing here lets it escape: characters come in as `Characters`, `Address`
or `Mathematics`, and TeX arises in `dumps` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pylatex.base_classes import CommandBase, Container, Environment, LatexObject, SpecialArguments
from pylatex.utils import NoEscape

from cvkit.write.latex.escape import escape_pdf_string, escape_text, escape_url


class Characters(LatexObject):
    """Text that means itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def dumps(self) -> NoEscape:
        return NoEscape(escape_text(self.text))


class PdfString(Characters):
    """Text for the PDF's title and author."""

    def dumps(self) -> NoEscape:
        return NoEscape(escape_pdf_string(self.text))


class Address(Characters):
    """Where a link leads."""

    def dumps(self) -> NoEscape:
        return NoEscape(escape_url(self.text))


class PlainWord(Characters):
    """A word of cvkit's own, such as an anchor or a language, that TeX takes as it is."""

    def dumps(self) -> NoEscape:
        return NoEscape(self.text)


class Mathematics(Characters):
    """Math that the check has let through."""

    def dumps(self) -> NoEscape:
        return NoEscape(f"${self.text}$")


class ObjectRun(Container):
    """Objects one behind another."""

    content_separator = ""

    def __init__(self, objects: Iterable[LatexObject] = ()) -> None:
        super().__init__(data=list(objects))

    def dumps(self) -> NoEscape:
        return self.dumps_content()


class KeyValues(SpecialArguments):
    """`{key={value}, …}`, one key a line where a macro has several; empty values are left out."""

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
    r"""A command around a piece of text: `\CVKowner{…}`, `\emph{…}`."""

    _default_escape = False

    def __init__(self, name: str, content: LatexObject) -> None:
        self._latex_name = name
        super().__init__(arguments=[NoEscape(content.dumps())])


class Scope(Environment):
    """The environment in which everything is set."""

    _latex_name = "CVKscope"
    content_separator = "\n"

    def __init__(self, values: Mapping[str, LatexObject | None], objects: Iterable[LatexObject]) -> None:
        super().__init__(arguments=KeyValues(values, inline=True), data=list(objects))
