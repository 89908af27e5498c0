"""The flow, written once: load → check → number → write → typeset → deliver.

Stages are imported where they are used: TeX reads its preamble meanwhile, and no command waits for a stage that it
does not need.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.model.problem import ABSENT, CvkitError, ExitStatus, Problem

if TYPE_CHECKING:
    from cvkit.cache import Result
    from cvkit.model.document import Document
    from cvkit.model.lock import Locked
    from cvkit.model.source import Source
    from cvkit.number import Numbered
    from cvkit.typeset import Job, Run
    from cvkit.write.latex import Manuscript


@dataclass(frozen=True)
class Request:
    """What a user asks to be made of a record; none stands for what the record or the program would choose."""

    record: Path
    document: str | None = None
    style: str | None = None
    sections: tuple[str, ...] = ()
    engine: str | None = None
    output: Path | None = None


@dataclass(frozen=True)
class Read:
    """A record that has been read: its source, its numbers unless it has errors, its lock, and its problems."""

    source: Source
    numbered: Numbered | None
    lock: tuple[Locked, ...] | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Made:
    """The files that were put in place, and what there was to say on the way."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


Lock = tuple["Locked", ...]


def read(record: Path, relock: Callable[[Lock], Lock] | None = None) -> Read:
    """Load, check and number a record; every problem of it at once. `relock` changes its lock before it is numbered.

    Raises:
        CvkitError: there is no such record, or the system refuses to read it.
    """
    from cvkit.check import check
    from cvkit.check.lock import check_lock, check_presence
    from cvkit.load import load
    from cvkit.number import number
    from cvkit.number.references import check_references
    from cvkit.number.select import check_selections
    from cvkit.styling import check_styles

    source = load(record)
    if not source.root:
        return Read(source, None, None, source.problems)
    typed, problems = check(source)
    lock, found = check_lock(source)
    problems += found
    if relock:
        lock = relock(lock or ())
    numbered = None
    if typed is not None:
        numbered, found = number(typed, lock)
        problems += found + (check_references(numbered) if source.has_references else [])
        problems += check_selections(numbered, list(source.root.get("documents", ())))
        problems += check_styles(typed, record)
        problems += [] if relock else check_presence(source, typed)
    return Read(source, numbered, lock, source.located([*source.problems, *problems]))


def make_pdf(request: Request) -> Made:
    """Typeset a document of a record, unless it is kept from the last time, and put the PDF in place.

    Raises:
        CvkitError: the record has errors, or something is missing, or typesetting failed; nothing was written.
    """
    from cvkit.cache import Kept
    from cvkit.deliver import deliver

    kept = Kept([repr(replace(request, output=None))])
    found = kept.find()
    result = found or typeset_document(request)[0]
    files = deliver({request.output or Path(result.name): result.content})
    if found is None:
        kept.keep(result)
    return Made(tuple(files), result.problems)


def typeset_document(request: Request, spare: Run | None = None) -> tuple[Result, Job]:
    """Typeset a document of a record; by a run that was started before, where that is on the right job.

    Raises:
        CvkitError: as `make_pdf`.
    """
    from cvkit.typeset import start, typeset

    with ExitStack() as stack:
        early = spare or _start_early(request, stack)
        source, numbered, problems = read_without_errors(request.record)
        name, document = chosen_document(numbered, request)
        manuscript, job = manuscript_of(numbered, document, request)
        run = early if early and early.job == job else stack.enter_context(start(job))
        run.feed(manuscript.body)

        from cvkit.cache import Result, Sources
        from cvkit.deliver.pdf import check_pdf
        from cvkit.load.style_folder import style_folders, style_paths

        pdf = typeset(run, source)
    check_pdf(pdf.content, pdf.pages, manuscript.anchors)
    contents = [*source.texts, source.lock_file, *map(str, style_paths(document.style))]
    installed = [*map(str, style_folders(document.style)), *pdf.installed]
    result = Result(
        f"{stem_of(source.name, name, request.sections)}.pdf",
        pdf.content,
        (*problems, *pdf.problems),
        Sources(tuple(dict.fromkeys(contents)), tuple(installed)),
    )
    return result, job


def read_without_errors(record: Path) -> tuple[Source, Numbered, tuple[Problem, ...]]:
    """A record that can be written from: its source, its numbers, and warnings.

    Raises:
        CvkitError: it has errors.
    """
    found = read(record)
    if found.numbered is None or any(problem.is_error for problem in found.problems):
        is_absent = all(problem.code == ABSENT for problem in found.problems if problem.is_error)
        status = ExitStatus.USAGE if is_absent else ExitStatus.PROBLEMS
        raise CvkitError("the record has errors", status, problems=found.problems)
    return found.source, found.numbered, found.problems


def chosen_document(numbered: Numbered, request: Request) -> tuple[str, Document]:
    """The document that was asked for, with the style that was; else `full`, else the record's first.

    Raises:
        CvkitError: there is no such document, section of it, style, or option of the style.
    """
    from cvkit.styling import load_style, named_style

    documents = numbered.record.documents
    name = request.document or ("full" if "full" in documents else next(iter(documents)))
    if name not in documents:
        raise _unknown("document", name, list(documents))
    document = documents[name]
    there = list(dict(document.listings))
    for section in request.sections:
        if section not in there:
            raise _unknown("section", section, there)
    chosen = named_style(request.record, request.style or document.style)
    style = load_style(chosen)
    options = document.options if request.style in (None, document.style) else {}
    markers = document.markers or style.markers
    return name, document.model_copy(update={"style": chosen, "options": options, "markers": markers})


def _unknown(what: str, name: str, known: Sequence[str]) -> CvkitError:
    import difflib

    nearest = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean `{nearest[0]}`?" if nearest else f"there is: {', '.join(known)}"
    return CvkitError(f"there is no {what} `{name}`", ExitStatus.USAGE, hint)


def manuscript_of(numbered: Numbered, document: Document, request: Request) -> tuple[Manuscript, Job]:
    """The document as TeX, and the job for the engine that can set it."""
    from cvkit.load.style_folder import style_files
    from cvkit.styling import load_style
    from cvkit.typeset import Job
    from cvkit.typeset.coverage import engine_for
    from cvkit.write.compose import compose
    from cvkit.write.latex import write_latex

    style = load_style(document.style)
    page = compose(numbered, document, request.sections)
    manuscript = write_latex(page, style, document.options)
    engine = request.engine or engine_for(manuscript.body)
    return manuscript, Job(engine, manuscript.preamble, style_files(document.style))


def stem_of(record: str, document: str, sections: Sequence[str]) -> str:
    """The name of an output file: `jemin-lee`, `jemin-lee-short`, `jemin-lee-short-publications`."""
    return "-".join([record, *([] if document == "full" else [document]), *sections])


_NAMES_STYLE = re.compile(r"\bstyle:\s*[\"']?([^\s\"',}]+)")
_NAMES_OPTIONS = re.compile(r"\boptions:")


def _start_early(request: Request, stack: ExitStack) -> Run | None:
    """TeX started on the preamble that the record will probably need; a wrong guess costs that process alone."""
    from cvkit.load import peek
    from cvkit.load.style_folder import style_files, style_names
    from cvkit.typeset.coverage import engine_for
    from cvkit.typeset.run import Job, Run

    text = peek(request.record)
    named = _NAMES_STYLE.search(text)
    style = request.style or (named[1] if named else "classic")
    if not text or style not in style_names() or _NAMES_OPTIONS.search(text):
        return None
    preamble = f"\\documentclass{{cvkit-{style}}}\n\\begin{{document}}\n"
    try:
        return stack.enter_context(Run(Job(request.engine or engine_for(text), preamble, style_files(style))))
    except (FileNotFoundError, OSError):
        return None


def diagnose(install: bool) -> tuple[str, bool]:
    """What typesetting needs on this machine, for a person to read, and whether all of it is there."""
    from cvkit.load.style_folder import style_names
    from cvkit.styling import load_style
    from cvkit.typeset.needs import diagnosis

    return diagnosis([file for name in style_names() for file in load_style(name).packages], install=install)
