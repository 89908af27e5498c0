"""Add the authors or editors of an entry to its work, with the roles that annotations and notes state."""

from __future__ import annotations

import re
from collections.abc import Collection

from cvkit.load.bibtex.annotations import UnknownWords, how_to_declare, parse_annotations
from cvkit.load.bibtex.author_field import author_of, split_authors
from cvkit.load.bibtex.author_notes import AuthorNote, hide_notes, marker_meaning
from cvkit.load.bibtex.entry_reader import BibField
from cvkit.load.bibtex.file_report import LeftOutFields
from cvkit.load.bibtex.name_doubts import NameDoubts
from cvkit.load.bibtex.names import parse_name_tex, without_open_end
from cvkit.load.bibtex.parsed_tex import TexError
from cvkit.load.bibtex.same_value import characters_of
from cvkit.load.bibtex.work_builder import WorkBuilder
from cvkit.model.fields import is_orcid, right_orcid
from cvkit.model.open_list import OPEN_END, OpenEnd
from cvkit.model.source import Span, YamlMap, YamlSeq

_MACRO = re.compile(r"\\[A-Za-z]{2}|\$")


def put_author_list(work: WorkBuilder, key: str, name: str, roles: Collection[str], doubts: NameDoubts) -> None:
    """Add the names of a field. An open list ends with the item `OPEN_END`.

    `roles` are those that the record declares.
    """
    field = work.first((name,))
    if not field:
        return
    if field.is_unread:
        work.put(key, None, field)
        return
    authors = YamlSeq(work.work.file, field.span)
    open_end = OpenEnd("")
    shown, notes = hide_notes(field.tex, is_of_editors=name != "author")
    if _MACRO.search(shown):
        work.inlines(field._replace(tex=shown))  # report its unknown macros
    found = split_authors(shown)
    doubts.add_field(found, shown, field.span)
    for at_name, (tex, at) in enumerate(found.names):
        span = field.span if field.at is None else work.report.lines.span(field.at + at, field.at + at + len(tex))
        try:
            parts, end_of_list = without_open_end(parse_name_tex(tex))
        except TexError as error:
            work.error(error.diagnostic, field, at + error.at, error.length)
            work.put(key, None, field)
            return
        open_end = open_end if not end_of_list.words else end_of_list
        author = author_of(parts)
        if author and author != "{}":
            doubts.add_indexes(tex, span)
            authors.append(author if isinstance(author, str) else _author(work, author, span))
            authors.spans.append(span)
            end = found.names[at_name + 1].at if at_name + 1 < len(found.names) else len(shown)
            _put_notes(work, authors, [note for note in notes if at <= note.at < end], field)
    _put_stated_markers(work, authors)
    for annotated, annotation in work.fields.items():
        if annotated == f"{name}+an" or annotated.startswith(f"{name}+an:"):
            _annotate(work, authors, annotated, annotation, roles)
    if authors:
        if key == "authors" and (count := open_end.author_count(len(authors))):
            work.put("author_count", str(count), field)
        if open_end.words:
            authors.append(OPEN_END)
            authors.spans.append(field.span)
        work.put(key, authors, field)


def _put_stated_markers(work: WorkBuilder, authors: YamlSeq) -> None:
    """Give the authors the role of a marker if a note of the work states it: `* Authors contributed equally`."""
    for name in ("note", "annotation", "annote", "additional_info"):
        if not (field := work.fields.get(name)) or not (meaning := marker_meaning(characters_of(field.tex))):
            continue
        for author in authors:
            if isinstance(author, YamlMap) and meaning.marker in author.get("markers", ""):
                key, value = meaning.role
                work.put(key, value, field, author)
                author["markers"] = author["markers"].replace(meaning.marker, "")
                if not author["markers"]:
                    del author["markers"]
                if meaning.is_whole:
                    work.used.add(name)


def _author(work: WorkBuilder, parts: dict[str, str], span: Span) -> YamlMap:
    author = YamlMap(work.work.file, span)
    for part, text in parts.items():
        work.put(part, text, BibField("", span, span, None), author)
    return author


def _as_mapping(work: WorkBuilder, authors: YamlSeq, index: int) -> YamlMap:
    """The author at an index, which is changed to a mapping so that it can have roles."""
    if isinstance(authors[index], str):
        authors[index] = _author(work, {"name": authors[index]}, authors.spans[index])
    author: YamlMap = authors[index]
    return author


def _put_notes(work: WorkBuilder, authors: YamlSeq, notes: list[AuthorNote], field: BibField) -> None:
    """Add the roles that the notes behind the last name state. A record has no place for the rest of a note."""
    for note in notes:
        if note.role:
            key, value = note.role
            work.put(key, value, field, _as_mapping(work, authors, -1))
        if not note.is_whole:
            work.report.add(LeftOutFields, note.label, work.place(field, note.at, len(note.macro)))


def _annotate(work: WorkBuilder, authors: YamlSeq, name: str, field: BibField, roles: Collection[str]) -> None:
    stated, errors = parse_annotations(name, field.tex, len(authors), roles)
    for error in errors:
        place = work.place(field, error.at, error.length)
        if error.unknown:
            work.report.add(UnknownWords, error.unknown, place, hint=how_to_declare(error.unknown))
        elif error.left_out:
            work.report.add(LeftOutFields, error.left_out, place)
        elif error.diagnostic:
            work.report.report(error.diagnostic, place)
    for index, key, value in stated:
        if key == "orcid" and not is_orcid(value):
            right = right_orcid(value)
            work.report.unread(name, work.place(field, 0, max(1, len(field.tex))), right)
            continue
        author = _as_mapping(work, authors, index)
        if key in ("affiliations", "roles"):
            listed = author.get(key) or YamlSeq(work.work.file, field.span)
            texts = [work.text(field._replace(tex=tex, at=None)) for tex in value] if key != "roles" else [value]
            for text in texts:
                if text and text not in listed:
                    listed.append(text)
                    listed.spans.append(field.span)
            value = listed
        elif key == "equal_contributor" and value != "true":
            value = work.word(field._replace(tex=value, at=None))
        elif author.get(key, "true") != "true":
            continue  # keep the name of the group, or the level of an advisee, which is more exact
        work.put(key, value, field, author)
