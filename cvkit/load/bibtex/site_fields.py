"""Read the fields that home pages add to entries: links, awards, and the choice of works. al-folio defined most."""

from __future__ import annotations

from cvkit.load.bibtex.entry_reader import BibField
from cvkit.load.bibtex.kinds import server_of
from cvkit.load.bibtex.values import read_url
from cvkit.load.bibtex.work_builder import WorkBuilder
from cvkit.model.source import YamlMap, YamlSeq

LINKS = {
    "html": "HTML",
    "pdf": "PDF",
    "website": "Website",
    "project": "Project",
    "code": "Code",
    "github": "Code",
    "dataset": "Data",
    "demo": "Demo",
    "slides": "Slides",
    "poster": "Poster",
    "video": "Video",
    "supp": "Supplement",
    "blog": "Blog",
    "media": "Media",
    "openreview": "OpenReview",
}
"""Field with an address → the text of its link."""
_BIBBASE = "url_"
"""The beginning of the fields with addresses that BibBase shows: `url_Paper`, `url_Slides`."""

ARCHIVES = {
    "jstor": ("JSTOR", "https://www.jstor.org/stable/{}"),
    "hdl": ("Handle", "https://hdl.handle.net/{}"),
    "googlebooks": ("Google Books", "https://books.google.com/books?id={}"),
}
"""Value of `eprinttype` → the text and the address of the link that `eprint` means."""


def put_site_fields(work: WorkBuilder) -> None:
    """Add the links, the award, the short name of the venue and the tag `selected` of a work.

    A file of the home page has no address, so its field is left out.
    """
    for name in ("repository", "code", "github"):
        field = work.fields.get(name)
        if field and "repository" not in work.work and (address := _address(work, field)):
            work.put("repository", address, field)
    if (eprint := work.fields.get("eprint")) and (archive := ARCHIVES.get(server_of(work.entry))):
        work.used.add("eprint")
        label, address = archive
        if (url := address.format(work.word(eprint) or "")) not in _addresses(work):
            _put_link(work, label, url, eprint)
    own = {name: name.removeprefix(_BIBBASE) for name in work.fields if name.startswith(_BIBBASE)}
    for name, label in (LINKS | {name: LINKS.get(word, word.capitalize()) for name, word in own.items()}).items():
        field = work.fields.get(name)
        if field and (address := _address(work, field)) and address not in _addresses(work):
            _put_link(work, label, address, field)
    _put_award(work)
    if short := work.fields.get("abbr"):
        _put_short_name(work, short)
    if (selected := work.fields.get("selected")) and selected.tex.strip().lower() in ("true", "false"):
        work.used.add("selected")
        if selected.tex.strip().lower() == "true":
            put_tags(work, ["selected"], selected)


def _put_short_name(work: WorkBuilder, field: BibField) -> None:
    """Add the abbreviation of the venue. A badge with another word is left out."""
    venue, text = work.work.get("venue"), work.word(field) or ""
    if venue and venue.get("short", "").lower() == text.lower():
        work.used.add("abbr")
    if not venue or "name" not in venue or "short" in venue or not text:
        return
    letters = iter(venue["name"].lower())
    if all(letter in letters for letter in text.lower() if letter.isalpha()):
        work.used.add("abbr")
        if text.lower() != venue["name"].lower():
            work.put("short", text, field, venue)


def put_tags(work: WorkBuilder, words: list[str], field: BibField) -> None:
    """Add tags to a work."""
    if not words:
        return
    if "tags" not in work.work:
        work.put("tags", YamlSeq(work.work.file, field.span), field)
    tags: YamlSeq = work.work["tags"]
    tags.extend(words)
    tags.spans += [field.span] * len(words)


def _address(work: WorkBuilder, field: BibField) -> str | None:
    """The address of a field. A path or a name of a file is none."""
    if not field.tex.strip().lower().startswith(("http://", "https://", "www.")):
        return None
    work.used.add(field.name)
    return read_url(field.tex).url


def _addresses(work: WorkBuilder) -> list[str]:
    """The addresses that a work has."""
    own = [work.work[key] for key in ("url", "repository") if key in work.work]
    return [*own, *(link["url"] for link in work.work.get("links", ()))]


def _put_link(work: WorkBuilder, label: str, address: str, field: BibField) -> None:
    link = YamlMap(work.work.file, field.span)
    work.put("label", label, field, link)
    work.put("url", address, field, link)
    links = work.work.get("links")
    if links is None:
        links = YamlSeq(work.work.file, field.span)
        work.put("links", links, field)
    links.append(link)
    links.spans.append(field.span)


def _put_award(work: WorkBuilder) -> None:
    """Add the award. Its short name is left out if there is a longer text."""
    if (field := work.first(("award", "award_name"))) and (text := work.text(field)):
        awards = YamlSeq(work.work.file, field.span)
        awards.append(text)
        awards.spans.append(field.span)
        work.put("awards", awards, field)
