"""What a style's `style.yaml` states."""

from __future__ import annotations

import functools

from pydantic import ValidationError

from cvkit.load.style_folder import style_names, styles_folder
from cvkit.load.yaml_file import UnreadableYamlError, read_yaml
from cvkit.model.problem import CvkitError, ExitStatus
from cvkit.model.style import Style


@functools.cache
def load_style(name: str) -> Style:
    """A style by its name.

    Raises:
        CvkitError: there is no such style, or its `style.yaml` is not one.
    """
    if name not in style_names():
        raise CvkitError(f"there is no style `{name}`", ExitStatus.USAGE, f"there is: {', '.join(style_names())}")
    file = styles_folder() / name / "style.yaml"
    try:
        values, _, _ = read_yaml(file.read_text(encoding="utf-8"), str(file))
        return Style.model_validate(values)
    except (UnreadableYamlError, ValidationError) as error:
        raise CvkitError(f"the style `{name}` is broken: {error}", ExitStatus.INTERNAL) from error
