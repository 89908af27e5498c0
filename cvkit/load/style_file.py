"""Read the `style.yaml` of a style, as typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cvkit.load.encoding import decode
from cvkit.load.file_shape import WrongShape
from cvkit.load.style_folder import STYLE_FILE, own_paths, read_style_file, style_folder
from cvkit.load.yaml_file import UnreadableYamlError, parse_yaml
from cvkit.model.diagnostic import Diagnostic, Place
from cvkit.model.source import Source, Span, YamlMap
from cvkit.system.contained import UnreadableFile


class _StyleNotAMapping(WrongShape):
    message = "`style.yaml` must be a list of `key: value` lines"
    hint = "see styles/README.md"


class _NoClassFile(UnreadableFile):
    hint = "write the name of a class in the style's folder, without .cls"


def load_style_source(style: str) -> Source:
    """The values of a style with their spans; a diagnostic if they cannot be read or the class file is missing."""
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
        return _with_diagnostics(Source(folder.name, nothing, {shown: text}), [error.diagnostic])
    if not isinstance(values, YamlMap):
        place = Place(shown, span.line + 1, span.column + 1, span.column + 2)
        diagnostic = _StyleNotAMapping.at(place=place)
        return _with_diagnostics(Source(folder.name, nothing, {shown: text}), diagnostics or [diagnostic])
    latex_class = values.get("class")
    class_file = folder / f"{latex_class}.cls"
    if isinstance(latex_class, str) and "/" not in latex_class and class_file not in own_paths(style):
        diagnostics.append(_NoClassFile.at(("class",), file=str(class_file)))
    return _with_diagnostics(Source(folder.name, values, {shown: text}), diagnostics)


def _with_diagnostics(source: Source, diagnostics: Iterable[Diagnostic]) -> Source:
    return replace(source, diagnostics=source.located(diagnostics))
