"""What a style's `style.yaml` holds, as it was typed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace

from cvkit.load.encoding import decode
from cvkit.load.style_folder import STYLE_FILE, read_style_file, style_folder
from cvkit.load.yaml_file import UnreadableYamlError, parse_yaml
from cvkit.model.diagnostic import Diagnostic, Place
from cvkit.model.source import Source, Span, YamlMap


def load_style_source(style: str) -> Source:
    """The values of a style, each with its place; with a problem where they cannot be read, or the class is missing."""
    folder = style_folder(style)
    shown = str(folder / STYLE_FILE)
    content = read_style_file(style, folder / STYLE_FILE)
    text = content if isinstance(content, Diagnostic) else decode(content, shown)
    nothing = YamlMap(shown, Span(0, 0, 0, 0))
    if isinstance(text, Diagnostic):
        return Source(folder.name, nothing, {}, (text,))
    try:
        values, span, diagnostics = parse_yaml(text, shown)
    except UnreadableYamlError as error:
        return _told(Source(folder.name, nothing, {shown: text}), [error.diagnostic])
    if not isinstance(values, YamlMap):
        place = Place(shown, span.line + 1, span.column + 1, span.column + 2)
        diagnostic = Diagnostic(
            "L006", "`style.yaml` must be a list of `key: value` lines", "see styles/README.md", place=place
        )
        return _told(Source(folder.name, nothing, {shown: text}), diagnostics or [diagnostic])
    latex_class = values.get("class")
    if isinstance(latex_class, str) and not os.path.lexists(folder / f"{latex_class}.cls"):
        hint = "write the name of a class in the style's folder, without .cls"
        diagnostics.append(Diagnostic("L001", f"there is no file `{folder / latex_class}.cls`", hint, ("class",)))
    return _told(Source(folder.name, values, {shown: text}), diagnostics)


def _told(source: Source, diagnostics: Iterable[Diagnostic]) -> Source:
    return replace(source, diagnostics=source.located(diagnostics))
