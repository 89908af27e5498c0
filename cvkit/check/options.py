"""The options that a document chooses of its style, held against what the style offers."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from cvkit.model.problem import CvkitError, ExitStatus
from cvkit.model.style import Style


def check_options(style: Style, chosen: Mapping[str, str]) -> None:
    """Refuse an option that the style does not have, and a value that the option does not take.

    Raises:
        CvkitError: for the first that is refused.
    """
    for name, value in chosen.items():
        option = style.options.get(name)
        if option is None:
            nearest = difflib.get_close_matches(name, style.options, n=1)
            hint = f"did you mean `{nearest[0]}`?" if nearest else f"it has: {', '.join(style.options)}"
            raise CvkitError(f"the style {style.title} has no option `{name}`", ExitStatus.USAGE, hint)
        if hint := option.refusal(value):
            message = f"`{value}` is no value for the option `{name}` of the style {style.title}"
            raise CvkitError(message, ExitStatus.PROBLEMS, hint)
