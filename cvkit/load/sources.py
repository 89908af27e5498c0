"""Load the sources of an import, each in the format of its content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cvkit.load import LARGEST_FILE
from cvkit.load.foreign import SourceContent, read_source
from cvkit.load.services import PUBLIC_SERVICES, Services, fetch_source, is_fetched
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus
from cvkit.model.source import Source, Span, YamlMap, YamlSeq
from cvkit.model.work import WORK_SECTIONS
from cvkit.system.contained import Reason, RefusedFileError, read_typed

STDIN = "-"
"""The name of the standard input among the sources of a command."""


@dataclass(frozen=True)
class LoadedSources:
    """The content of each source of an import, and a `Source` with their texts and diagnostics."""

    contents: tuple[SourceContent, ...]
    source: Source


def load_sources(
    files: Sequence[str],
    settings: YamlMap | None = None,
    form: str | None = None,
    takes_private: bool = False,
    read_stdin: Callable[[], bytes] = bytes,
    services: Services = PUBLIC_SERVICES,
) -> LoadedSources:
    """Read the sources of an import, each in the format of its content, or all in the format `form`.

    `settings` is the root of the record that the import updates, if it exists. `-` is what `read_stdin` returns. A
    source such as `doi:10.1000/182` is fetched from its service.

    Raises:
        CvkitError: a file does not exist, is in no known format, or cannot be read at all, or a service fails.
    """
    contents: list[SourceContent] = []
    texts: dict[str, str] = {}
    found: list[Diagnostic] = []
    for file in files:
        for shown, data in _answers(file, read_stdin, services):
            try:
                content, texts[shown], diagnostics = read_source(
                    data, shown, form, settings, takes_private=takes_private
                )
            except CvkitError as error:
                if is_fetched(file) and not error.diagnostics:
                    hint = "the service has no data about it now: try again later, or download a file and import it"
                    raise CvkitError(error.message, ExitStatus.PROBLEMS, hint) from error
                raise
            found += diagnostics
            contents.append(content)
    source = Source("import", _root(contents), texts)
    return LoadedSources(tuple(contents), replace(source, diagnostics=source.located(found)))


def _root(contents: Sequence[SourceContent]) -> YamlMap:
    """The works of all sources as those of one record, so that key paths lead to them."""
    nowhere = Span(0, 0, 0, 0)
    root = YamlMap(contents[0].file if contents else "", nowhere)
    for section in WORK_SECTIONS:
        works = YamlSeq(root.file, nowhere)
        for content in contents:
            works.extend(content.sections.get(section, ()))
        works.spans.extend(work.span for work in works)
        if works or section == "publications":
            root[section] = works
            root.key_spans[section] = root.value_spans[section] = nowhere
    return root


def _answers(file: str, read_stdin: Callable[[], bytes], services: Services) -> Iterable[tuple[str, bytes]]:
    """The content of a source, with its name for diagnostics. A service may answer in several pages."""
    if is_fetched(file):
        return fetch_source(file, services)
    return [("standard input" if file == STDIN else file, _bytes(file, read_stdin))]


def _bytes(file: str, read_stdin: Callable[[], bytes]) -> bytes:
    try:
        content = read_stdin() if file == STDIN else read_typed(Path(file), LARGEST_FILE)
        if len(content) > LARGEST_FILE:
            raise RefusedFileError(Reason.TOO_LARGE)
    except RefusedFileError as refused:
        diagnostic = refused.diagnostic(file, LARGEST_FILE)
        raise CvkitError(f"{file} cannot be read", ExitStatus.PROBLEMS, diagnostics=(diagnostic,)) from refused
    except OSError as error:
        raise CvkitError(f"cannot read {file}: {error.strerror}", ExitStatus.SYSTEM) from error
    return content
