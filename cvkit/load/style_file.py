"""What a style's `style.yaml` holds, as it was typed."""

from __future__ import annotations

from cvkit.load.style_folder import STATED, style_folder
from cvkit.load.yaml_file import UnreadableYamlError, read_yaml
from cvkit.model.problem import Place, Problem
from cvkit.model.source import Mapping, Mark, Source


def style_source(style: str) -> Source:
    """The values of a style, each with its place; with a problem where they cannot be read, or the class is missing."""
    folder = style_folder(style)
    shown = str(folder / STATED)
    text = (folder / STATED).read_bytes().decode("utf-8-sig", "replace")
    try:
        values, mark, problems = read_yaml(text, shown)
    except UnreadableYamlError as error:
        values, mark, problems = None, Mark(0, 0, 0, 0), [error.problem]
    if not isinstance(values, Mapping):
        place = Place(shown, mark.line + 1, mark.column + 1, mark.column + 2)
        problems = problems or [
            Problem("L006", "a style is a list of `key: value` lines", "see styles/README.md", place=place)
        ]
        values = Mapping(shown, mark)
    latex_class = values.get("class")
    if isinstance(latex_class, str) and not (folder / f"{latex_class}.cls").is_file():
        hint = "name the class that lies beside style.yaml, without .cls"
        problems.append(Problem("L001", f"there is no file `{folder / latex_class}.cls`", hint, ("class",)))
    source = Source(folder.name, values, {shown: text})
    return Source(folder.name, values, {shown: text}, source.located(problems))
