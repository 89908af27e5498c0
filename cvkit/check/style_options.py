"""Check the options that a document chooses against the options of its style."""

from __future__ import annotations

from collections.abc import Mapping

from cvkit.check.colors import COLOR_KEYS, color_digits
from cvkit.check.contrast import LEAST_FOR_TEXT, contrast_to_white, darkened
from cvkit.check.pydantic_errors import InvalidValue
from cvkit.model.diagnostic import Diagnostic, KeyPath, Replacement, Severity
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.style import Style


class UnknownStyle(Rule):
    """A document with a style that does not exist, or with an option that its style does not have.

    cvkit cannot make the document, because it does not know the style or the option. Use the name in the hint.
    `cvkit styles` lists the styles, and `cvkit styles NAME` lists the options of one. Name a style of your own by its
    folder, as in `./its-folder`.
    ```yaml
    honors: [{title: A Prize}]
    documents: {full: {style: clasic}}
    ```
    ```yaml
    honors: [{title: A Prize}]
    documents: {full: {style: classic}}
    ```
    """

    code = "V140"
    depends_on = DependsOn.VALUE
    message = "there is no style `{style}`"
    fix = "use the name in the hint; name a style of your own as `./its-folder`"


class _UnknownOption(UnknownStyle):
    message = "the style {style} has no option `{option}`"


class FaintAccent(Rule):
    """A document with an `accent` that is too light for text on white paper.

    Headings and links have this colour. The standard of accessibility WCAG requires a contrast of at least 4.5:1 for
    text (success criterion 1.4.3), so that people with weak sight can read it. Choose a darker colour; the hint has
    one.
    ```yaml
    honors: [{title: A Prize}]
    documents: {full: {options: {accent: 5DADE2}}}
    ```
    ```yaml
    honors: [{title: A Prize}]
    documents: {full: {options: {accent: 1B4F72}}}
    ```
    """

    code = "V143"
    severity = Severity.WARNING
    depends_on = DependsOn.VALUE
    message = "the accent `{color}` has a contrast of {ratio:.2f}:1 to white paper; text needs 4.5:1 (WCAG 1.4.3)"
    hint = "write `accent: {darker}`, or another dark colour"
    fix = "choose a darker colour"


def check_style_options(style: Style, chosen: Mapping[str, str], at: KeyPath = ()) -> list[Diagnostic]:
    """A diagnostic for each option that the style does not have, and for each value that its option does not allow.

    An accent that is too light is a warning.
    """
    diagnostics = []
    for name, value in chosen.items():
        option = style.options.get(name)
        if option is None:
            hint = did_you_mean(name, style.options, f"choose one of: {', '.join(style.options)}")
            corrections = []
            is_accent = name in COLOR_KEYS and "accent" in style.options and "accent" not in chosen
            if is_accent and (digits := color_digits(value)):
                hint = f"write `accent: {digits}`"
                corrections = [Replacement("accent", "key"), Replacement(digits, "value")]
            found = _UnknownOption.at(
                (*at, name), "key", style=style.title, option=name, hint=hint, corrections=corrections
            )
            diagnostics.append(found)
        elif hint := option.hint_for(value):
            message = f"`{value}` is not a value of the option `{name}` of the style {style.title}"
            hint = did_you_mean(value, option.choices, hint)
            new = color_digits(value) if option.type == "color" else option.with_unit(value)
            if option.type == "color" and new:
                hint = f"write {new}"
            corrections = [Replacement(new)] if new else []
            diagnostics.append(InvalidValue.at((*at, name), message=message, hint=hint, corrections=corrections))
        elif name == "accent" and option.type == "color" and contrast_to_white(value) < LEAST_FOR_TEXT:
            # Cut, not rounded: 4.497 is not 4.50.
            ratio, darker = int(contrast_to_white(value) * 100) / 100, darkened(value)
            diagnostics.append(FaintAccent.at((*at, name), color=value, ratio=ratio, darker=darker))
    return diagnostics
