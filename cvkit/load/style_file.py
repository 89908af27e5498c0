"""What a style's `style.yaml` holds, as it was typed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace

from cvkit.load.encoding import decode
from cvkit.load.style_folder import STATED, read_style_file, style_folder
from cvkit.load.yaml_file import UnreadableYamlError, read_yaml
from cvkit.model.problem import Place, Problem
from cvkit.model.source import Mapping, Mark, Source


def style_source(style: str) -> Source:
    """The values of a style, each with its place; with a problem where they cannot be read, or the class is missing."""
    folder = style_folder(style)
    shown = str(folder / STATED)
    content = read_style_file(style, folder / STATED)
    text = content if isinstance(content, Problem) else decode(content, shown)
    nothing = Mapping(shown, Mark(0, 0, 0, 0))
    if isinstance(text, Problem):
        return Source(folder.name, nothing, {}, (text,))
    try:
        values, mark, problems = read_yaml(text, shown)
    except UnreadableYamlError as error:
        return _told(Source(folder.name, nothing, {shown: text}), [error.problem])
    if not isinstance(values, Mapping):
        place = Place(shown, mark.line + 1, mark.column + 1, mark.column + 2)
        problem = Problem("L006", "a style is a list of `key: value` lines", "see styles/README.md", place=place)
        return _told(Source(folder.name, nothing, {shown: text}), problems or [problem])
    latex_class = values.get("class")
    if isinstance(latex_class, str) and not os.path.lexists(folder / f"{latex_class}.cls"):
        hint = "name the class that lies beside style.yaml, without .cls"
        problems.append(Problem("L001", f"there is no file `{folder / latex_class}.cls`", hint, ("class",)))
    return _told(Source(folder.name, values, {shown: text}), problems)


def _told(source: Source, problems: Iterable[Problem]) -> Source:
    return replace(source, problems=source.located(problems))
