"""Read a source of an import: a file of another program, in one of the formats of a table.

The content decides the format, not the name of the file. The reader of a format is one module, which is imported only
for a source in this format. It fills a `SourceContent`: the values of a record, as if they had been typed in YAML.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cvkit.load.foreign.content import SourceContent
from cvkit.load.foreign.report import UnreadableSourceError
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus
from cvkit.model.source import YamlMap, YamlSeq

__all__ = ["SOURCE_FORMATS", "SourceContent", "read_source", "verify_format"]

Settings = Mapping[str, Any] | None


@dataclass(frozen=True)
class SourceFormat:
    """A row of the table: a format that an import reads."""

    title: str
    """The format in words, such as `an ORCID record`."""
    module: str
    """The module of the reader. Its function `fill` takes the parsed content and a `SourceContent`."""
    syntax: str
    """The way to parse the content: `text`, or `tree` for JSON and YAML, or `xml`."""
    fits: Callable[[Any], bool]
    """Whether parsed content is in this format."""


def _has(*keys: str) -> Callable[[Any], bool]:
    """Whether a tree is a mapping with one of the keys."""
    return lambda tree: isinstance(tree, YamlMap) and any(key in tree for key in keys)


def _line(pattern: str) -> Callable[[Any], bool]:
    """Whether a text has a line that matches a pattern."""
    return lambda text: bool(re.search(pattern, text, re.MULTILINE))


def _is_orcid(parsed: Any) -> bool:
    if isinstance(parsed, YamlMap):
        return any(key in parsed for key in ("orcid-identifier", "activities-summary", "bulk", "put-code")) or (
            {"group", "path"} <= parsed.keys() or {"external-ids", "title", "type"} <= parsed.keys()
        )
    return getattr(parsed, "name", "") in ("record", "activities-summary", "works", "work")


def _is_named(*names: str) -> Callable[[Any], bool]:
    """Whether the root of XML has one of the names."""
    return lambda parsed: getattr(parsed, "name", "") in names


def _items(parsed: Any, key: str) -> list[YamlMap]:
    """The mappings of a list, or of the list that is the value of a key, or the mapping itself."""
    if isinstance(parsed, YamlMap):
        several = parsed.get(key)
        parsed = several if isinstance(several, YamlSeq) else [parsed]
    return [one for one in parsed if isinstance(one, YamlMap)] if isinstance(parsed, list) else []


def _is_openalex(parsed: Any) -> bool:
    return any(str(one.get("id", "")).startswith("https://openalex.org/") for one in _items(parsed, "results"))


def _is_crossref(parsed: Any) -> bool:
    if isinstance(parsed, YamlMap) and isinstance(parsed.get("message"), YamlMap):
        return True
    items = _items(parsed, "items")
    return any("DOI" in one and (isinstance(one.get("title"), list) or "reference-count" in one) for one in items)


def _is_csl(parsed: Any) -> bool:
    if isinstance(parsed, YamlMap):
        several = parsed.get("items") or parsed.get("references")
        parsed = several if isinstance(several, YamlSeq) else [parsed]
    items = [one for one in parsed if isinstance(one, YamlMap)] if isinstance(parsed, list) else []
    return bool(items) and all("type" in one and isinstance(one.get("title", ""), str) for one in items)


_UTF_16 = re.compile(rb"([<{\[@]\x00)|\x00[<{\[@]")
"""The start of JSON, XML or BibTeX in UTF-16."""
_HOME_PAGE = r"^<!-- cvkit:begin |^<div class='paper-box'>|^author_profile: true"
"""A line that the page of a site has, and no other source."""

SOURCE_FORMATS: dict[str, SourceFormat] = {
    "orcid": SourceFormat("ORCID (JSON or XML)", "orcid", "tree xml", _is_orcid),
    "crossref": SourceFormat("Crossref (JSON)", "crossref_works", "tree", _is_crossref),
    "openalex": SourceFormat("OpenAlex (JSON)", "openalex", "tree", _is_openalex),
    "csljson": SourceFormat("CSL-JSON (Zotero, Mendeley, Pandoc)", "csl", "tree", _is_csl),
    "rendercv": SourceFormat("RenderCV (YAML)", "rendercv", "tree", _has("cv")),
    "jsonresume": SourceFormat("JSON Resume", "jsonresume", "tree", _has("basics")),
    "yamlresume": SourceFormat("YAMLResume", "yamlresume", "tree", _has("content")),
    "dblp": SourceFormat("DBLP (XML)", "dblp", "xml", _is_named("dblpperson", "dblp")),
    "nbib": SourceFormat("PubMed (NBIB)", "nbib", "text", _line(r"^PMID- ")),
    "ris": SourceFormat("RIS", "ris", "text", _line(r"^\ufeff?TY  - ")),
    "homepage": SourceFormat("a home page of academicpages or acad-homepage", "site_page", "text", _line(_HOME_PAGE)),
    "bibtex": SourceFormat("BibTeX", "bibtex_works", "text", _line(r"^\s*@\s*\w+\s*[{(]")),
}
"""Name of a format, for `--as` → its row. The first row that fits a content decides."""

_FOREIGN = (
    (r"\APK\x03\x04", "a zip file or a Word document", "unpack it, or export one of the formats that cvkit reads"),
    (r"\A\x1f\x8b", "a file that gzip has packed", "unpack it with `gunzip`"),
    (r"\A%PDF", "a PDF", "export the data as a file: ORCID gives JSON, Zotero gives CSL JSON, Europass gives XML"),
    (r"\\(?:documentclass|begin\{document\}|cventry)", "a LaTeX document",
     "export your publications as BibTeX, and type the rest, or paste it into the starter of `cvkit new`"),
    (r"\A\s*<!doctype html|\A\s*<html", "a web page",
     "download the data, not the page: look for an export or a button `Cite`"),
    (r"<(?:\w+:)?(?:Candidate|SkillsPassport)\b", "a Europass CV",
     "cvkit does not read Europass: type it into the starter of `cvkit new`, and import your publications"),
    (r"<xml>\s*<records>|<records>\s*<record>", "an export of EndNote in XML", "export it as RIS or BibTeX"),
    (r"^%0 \w", "an export of EndNote or Refer", "export it as RIS or BibTeX"),
    (r"\A\s*\"?Authors\"?,\"?Title\"?,", "a CSV file of Google Scholar",
     "choose BibTeX in the menu Export of your profile"),
    (r"\A[^\n]*\bFirst Name,Last Name\b|\A[^\n]*\bCompany Name,Title\b", "a CSV file of LinkedIn",
     "cvkit does not read LinkedIn: import your ORCID record, or type it into the starter of `cvkit new`"),
    (r"^FN (?:Clarivate|Thomson|ISI)|^PT J\s*$", "a plain text export of Web of Science", "export it as BibTeX or RIS"),
    (r"^cvkit: ", "a record of cvkit", "run `cvkit check` on it; an import makes records of other formats"),
)  # fmt: skip
"""Pattern in a text that no row fits, the format in words, and the file to export instead."""


def title_of_tree(tree: Any) -> str:
    """The format of a tree of JSON or YAML in words; empty if it is in none."""
    return next((row.title for row in SOURCE_FORMATS.values() if "tree" in row.syntax and row.fits(tree)), "")


def verify_format(form: str | None) -> None:
    """Make sure that a name is that of a format.

    Raises:
        CvkitError: it is not.
    """
    if form is not None and form not in SOURCE_FORMATS:
        names = ", ".join(SOURCE_FORMATS)
        raise CvkitError(f"`{form}` is no format", ExitStatus.USAGE, f"name one of these: {names}")


def read_source(
    data: bytes,
    file: str,
    form: str | None = None,
    settings: Settings = None,
    *,
    takes_private: bool = False,
) -> tuple[SourceContent, str, list[Diagnostic]]:
    """Read the bytes of one source: the content, the text of the file, and the diagnostics.

    `file` is the name for diagnostics, `form` forces a format, and `settings` is the root of the record that the
    import updates.

    Raises:
        CvkitError: the content is in no known format, or cannot be read at all.
    """
    content = SourceContent(file, takes_private=takes_private)
    content.settings = settings or {}
    text = _text(data, content)
    try:
        name, parsed = _recognized(text, content, form)
        importlib.import_module(f"cvkit.load.foreign.{SOURCE_FORMATS[name].module}").fill(parsed, content)
        content.leave_out_rest()
    except UnreadableSourceError as error:
        raise CvkitError(
            f"{file} cannot be read", ExitStatus.PROBLEMS, diagnostics=(_with_excerpt(error.diagnostic, text),)
        ) from error
    return content, text, [*content.diagnostics, *content.report.diagnostics()]


def _text(data: bytes, content: SourceContent) -> str:
    """The characters of a source. A warning says if they are not UTF-8: old programs write Windows-1252."""
    from cvkit.load.bibtex.file_report import as_strict
    from cvkit.load.encoding import decode_leniently

    if data[:4] in (b"PK\x03\x04", b"%PDF") or data[:2] == b"\x1f\x8b":
        return data[:4].decode("latin-1")
    if found := _UTF_16.match(data):  # no byte order is stated at its start
        data = (b"\xff\xfe" if found[1] else b"\xfe\xff") + data
    text, doubts = decode_leniently(data, content.file)
    is_bibtex = content.file.endswith(".bib")
    content.diagnostics += as_strict(doubts, content.settings.get("bibtex")) if is_bibtex else doubts
    return text.replace("\x00", " ")


def _recognized(text: str, content: SourceContent, form: str | None) -> tuple[str, Any]:
    """The name of the format of a text, and its parsed content."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    rows = {form: SOURCE_FORMATS[form]} if form else SOURCE_FORMATS
    is_bibtex = content.file.endswith(".bib") and (start not in tuple("{[<") or SOURCE_FORMATS["bibtex"].fits(text))
    if (form is None and is_bibtex) or form == "bibtex":
        return "bibtex", text
    if start == "<" and not re.match(r"\s*<(?:!doctype html|html)\b", text, re.IGNORECASE):
        parsed = _parsed_xml(text, content)
        syntax = "xml"
    elif start in ("{", "["):
        parsed = _parsed_json(text, content)
        syntax = "tree"
    else:
        for name, row in rows.items():
            if row.syntax == "text" and (form or row.fits(text)):
                return name, text
        parsed = _parsed_yaml(text, content) if text.strip() and not _looks_foreign(text) else None
        syntax = "tree"
    for name, row in rows.items():
        if syntax in row.syntax and parsed is not None and (form or row.fits(parsed)):
            return name, parsed
    raise _unknown(text, content.file, form)


def _parsed_json(text: str, content: SourceContent) -> Any:
    from cvkit.load.foreign.json_tree import parse_json

    return parse_json(text, content.report)


def _parsed_xml(text: str, content: SourceContent) -> Any:
    from cvkit.load.foreign.xml_tree import parse_xml

    return parse_xml(text, content.report)


def _parsed_yaml(text: str, content: SourceContent) -> Any:
    """The tree of a YAML text; None if it is another text, which has no key of a known format."""
    from cvkit.load.yaml_file import UnreadableYamlError, parse_yaml

    if not re.search(r"^(?:cv|content|basics|references)\s*:|^-\s+\w+\s*:", text, re.MULTILINE):
        return None
    try:
        value, _, diagnostics = parse_yaml(text, content.file)
    except UnreadableYamlError as error:
        raise UnreadableSourceError(error.diagnostic) from error
    content.diagnostics += [one for one in diagnostics if not one.is_error]
    return value if isinstance(value, YamlMap | YamlSeq) else None


def _looks_foreign(text: str) -> bool:
    return any(re.search(pattern, text[:20_000], re.IGNORECASE | re.MULTILINE) for pattern, *_ in _FOREIGN)


def _unknown(text: str, file: str, form: str | None) -> CvkitError:
    """The error for a source in an unknown format: its appearance, and the file to export instead."""
    if form:
        return CvkitError(
            f"{file} is not {SOURCE_FORMATS[form].title}", ExitStatus.USAGE, "leave out --as, or name another format"
        )
    for pattern, title, hint in _FOREIGN:
        if re.search(pattern, text[:20_000], re.IGNORECASE | re.MULTILINE):
            return CvkitError(f"{file} looks like {title}, which cvkit cannot import", ExitStatus.USAGE, hint)
    hint = f"name a file in one of these formats: {', '.join(row.title for row in SOURCE_FORMATS.values())}"
    shape = "is empty" if not text.strip() else "is in no format that cvkit can import"
    return CvkitError(f"{file} {shape}", ExitStatus.USAGE, hint)


def _with_excerpt(diagnostic: Diagnostic, text: str) -> Diagnostic:
    from dataclasses import replace

    lines = text.splitlines()
    place = diagnostic.place
    if diagnostic.excerpt or place is None or place.line > len(lines):
        return diagnostic
    row = lines[place.line - 1]
    if len(row) > 200:  # a minified file is one line
        start = max(0, place.column - 60)
        return replace(diagnostic, message=f"{diagnostic.message} (after `{row[start : place.column - 1]}`)")
    return replace(diagnostic, excerpt=row)
