"""Check the options that a document chooses against the options of its style."""

from __future__ import annotations

from collections.abc import Mapping

from cvkit.check.pydantic_errors import InvalidValue
from cvkit.model.diagnostic import UNKNOWN_STYLE, Diagnostic, KeyPath
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.style import Style


def check_style_options(style: Style, chosen: Mapping[str, str], at: KeyPath = ()) -> list[Diagnostic]:
    """A diagnostic for each option that the style does not have, and for each value that its option does not allow."""
    diagnostics = []
    for name, value in chosen.items():
        option = style.options.get(name)
        if option is None:
            message = f"the style {style.title} has no option `{name}`"
            diagnostics.append(
                Diagnostic(
                    UNKNOWN_STYLE,
                    message,
                    did_you_mean(name, style.options, f"choose one of: {', '.join(style.options)}"),
                    (*at, name),
                    "key",
                )
            )
        elif hint := option.hint_for(value):
            message = f"`{value}` is not a value of the option `{name}` of the style {style.title}"
            hint = did_you_mean(value, option.choices, hint)
            diagnostics.append(InvalidValue.at((*at, name), message=message, hint=hint))
    return diagnostics
