"""CSL-JSON: the works of a document as data, for Zotero, Pandoc and other programs that format citations."""

from __future__ import annotations

import json
from typing import Any

from cvkit.model.author import Author
from cvkit.model.date import SEASON_CODES, Date, PartialDate
from cvkit.model.inline import Emphasis, Inline, Inlines, Link, Strong, Subscript, Superscript
from cvkit.model.text import Text
from cvkit.model.work import Appeared, Patent, Work
from cvkit.number.select import Listed
from cvkit.write.address import ascii_address
from cvkit.write.compose.phrase import sentences
from cvkit.write.data_view import Localizer, without_empty
from cvkit.write.formats import WriterInput
from cvkit.write.locales.terms import countries_of
from cvkit.write.txt import plain

CSL_TYPES = {
    "journal": "article-journal", "conference": "paper-conference", "workshop": "paper-conference",
    "poster": "paper-conference", "wip": "paper-conference", "demo": "paper-conference", "preprint": "article",
    "book": "book", "chapter": "chapter", "thesis": "thesis", "report": "report", "patent": "patent",
    "software": "software", "dataset": "dataset", "talk": "speech", "other": "document",
}  # fmt: skip
"""The type of each kind of work in CSL 1.0.2."""

CSL_GENRES = {"workshop": "Workshop paper", "poster": "Poster", "wip": "Work in progress", "demo": "Demonstration",
          "preprint": "Preprint"}  # fmt: skip
"""The genre of each kind that the CSL type does not distinguish."""

CSL_TAGS = {Emphasis: "i", Strong: "b", Superscript: "sup", Subscript: "sub"}
"""The markup that CSL-JSON allows in texts."""


def write(inputs: WriterInput) -> str:
    """Return the works of the document as a list of CSL items that is valid in the schema of CSL-JSON 1.0.2."""
    localizer = Localizer(inputs)
    items = [_item(listed, localizer) for listed in localizer.works()]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(listed: Listed, localizer: Localizer) -> dict[str, Any]:
    work = listed.work
    about = _patent(work, localizer) if isinstance(work, Patent) else _appeared(work, localizer)
    return without_empty(
        {
            "id": work.id or "-".join(map(str, listed.path)),
            "type": CSL_TYPES[work.kind],
            "citation-label": listed.label.text if listed.label else "",
            "title": _marked(work.title, localizer),
            "author": [*map(_name, localizer.record.authors_of(work)), *_group(work, localizer)],
            "editor": [] if isinstance(work, Patent) else [_name(editor) for editor in work.editors],
            "issued": _date(work.date),
            **about,
            "note": _note(work, localizer),
        }
    )


def _note(work: Work, localizer: Localizer) -> str:
    """The note, with the addon of the title and the versions of the work, for which CSL has no variables."""
    texts = [localizer.inlines(text) if text else () for text in (work.title_addon, work.note)]
    return plain(sentences([*texts, *localizer.versions(work)])).replace("\u00a0", " ")


def _patent(work: Patent, localizer: Localizer) -> dict[str, Any]:
    locale, country = localizer.locale, work.country or ""
    office = locale.patents.get(country) or countries_of(locale.language).get(country, country)
    return {
        "number": work.number,
        "jurisdiction": work.country,
        "genre": office,
        "submitted": _date(work.filed),
        "status": work.status,
        "URL": ascii_address(work.url) if work.url else "",
    }


def _appeared(work: Appeared, localizer: Localizer) -> dict[str, Any]:
    venue, event = work.venue, work.event
    archive = f"https://arxiv.org/abs/{work.arxiv}" if work.arxiv else ""
    return {
        "container-title": _marked(venue.name, localizer) if venue and venue.name else "",
        "container-title-short": localizer.text(venue.short) if venue else "",
        "collection-title": _marked(work.collection.title, localizer) if work.collection else "",
        "collection-number": work.collection.number if work.collection else "",
        "edition": localizer.text(work.edition),
        "chapter-number": work.chapter,
        "publisher": (localizer.text(venue.publisher) if venue else "") or _host(work, localizer),
        "publisher-place": localizer.text(venue.publisher_place) if venue else "",
        "ISSN": ", ".join(filter(None, (venue.issn, venue.eissn))) if venue else "",
        "ISBN": venue.isbn if venue else "",
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages,
        "number-of-pages": work.page_count,
        "number": work.article_number or work.number,
        "version": getattr(work, "version", None),
        "event-title": localizer.text(event.name) if event else "",
        "event-date": _date(event.date) if event else {},
        "event-place": localizer.text(event.place) if event else "",
        "genre": plain(localizer.genre(work))
        or localizer.text(getattr(work, "role", None))
        or CSL_GENRES.get(work.kind, ""),
        "archive": "arXiv" if work.arxiv else "",
        "archive_location": work.arxiv,
        "DOI": work.doi,
        "PMID": work.ids and work.ids.pmid,
        "PMCID": work.ids and work.ids.pmcid,
        "URL": ascii_address(work.url or work.repository or archive),
        "status": "retracted" if work.retracted else "" if work.status == "published" else work.status,
        "abstract": localizer.text(work.abstract or getattr(work, "description", None)),
    }


def _host(work: Appeared, localizer: Localizer) -> str:
    """The hosts of a talk, as one text."""
    return ", ".join(localizer.text(host) for host in getattr(work, "hosts", ()))


def _group(work: Work, localizer: Localizer) -> list[dict[str, str]]:
    """The collaboration of a work as the last of its authors, unless it is one of them."""
    group = None if isinstance(work, Patent) or not work.collaboration else localizer.text(work.collaboration)
    return [{"literal": group}] if group and not work.authors.has_group(group) else []


def _name(author: Author) -> dict[str, str]:
    name = author.parts
    if name.literal:
        return {"literal": name.literal}
    return without_empty(
        {
            "family": name.family,
            "given": name.given,
            "non-dropping-particle": name.particle,
            "suffix": name.suffix,
        }
    )


def _date(date: Date | None) -> dict[str, Any]:
    """The parts of a date, as precise as typed."""
    if date is None:
        return {}
    moments = [date.start, *([date.end] if date.end else [])]
    season = SEASON_CODES[date.start.season] - 20 if date.start.season else None
    return without_empty({"date-parts": [_parts(moment) for moment in moments], "season": season})


def _parts(moment: PartialDate) -> list[int]:
    return [part for part in (moment.year, moment.month, moment.day) if part]


def _marked(text: Text, localizer: Localizer) -> str:
    """Return a text with the markup that citation processors understand."""
    return "".join(map(_tagged, localizer.inlines(text)))


def _tagged(inline: Inline) -> str:
    match inline:
        case Emphasis(children) | Strong(children) | Superscript(children) | Subscript(children):
            tag = CSL_TAGS[type(inline)]
            return f"<{tag}>{_all(children)}</{tag}>"
        case Link(_, children):
            return _all(children)
        case _:
            return plain((inline,)).replace("\u00a0", " ")


def _all(inlines: Inlines) -> str:
    return "".join(map(_tagged, inlines))
