"""The owner and the works of a page as data of schema.org (JSON-LD), which search engines read.

The data says only what the page shows: no hidden field, no work that the document leaves out, no day of a date that is
printed without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, get_args

from cvkit.model.date import Date
from cvkit.model.name import format_name
from cvkit.model.selection import NameForm
from cvkit.model.text import Text
from cvkit.model.work import UNDATED, Appeared, Patent, Software, Talk, Work, WorkKind, people_of
from cvkit.write.address import ascii_address, is_allowed
from cvkit.write.blocks import Page, WorkBlock
from cvkit.write.compose.phrase import localized
from cvkit.write.compose.resolve import Resolver
from cvkit.write.compose.source_parts import (
    MEETINGS,
    Printing,
    doi_address,
    imprint,
    page_range,
    repeats_arxiv,
    volume_of,
)
from cvkit.write.compose.works import TO_THE_DAY, printed_date
from cvkit.write.data_view import iso, without_empty
from cvkit.write.formats import WriterInput
from cvkit.write.html.elements import Html, data_for_script
from cvkit.write.locales import load_locale
from cvkit.write.text_lines import MarkedInlines
from cvkit.write.txt import plain

SchemaNode = dict[str, Any]

TYPES: dict[WorkKind, str] = {
    **dict.fromkeys(("journal", "conference", "workshop", "wip", "preprint"), "ScholarlyArticle"),
    "book": "Book",
    "chapter": "Chapter",
    "thesis": "Thesis",
    "report": "Report",
    "software": "SoftwareSourceCode",
    "dataset": "Dataset",
}
"""Kind of work → its type in schema.org; for any other kind `CreativeWork`."""

CONTAINERS: dict[WorkKind, str] = {
    "journal": "Periodical",
    "chapter": "Book",
    **dict.fromkeys((*MEETINGS, "preprint", "report"), "CreativeWorkSeries"),
}
"""Kind of work → the type of that in which it appeared; the venue of any other kind is an organization."""

OWNER_ID = {"@id": "#owner"}

_QUOTES = frozenset("’‘“”„‚«»‹›「」『』")


def linked_data(inputs: WriterInput) -> Html:
    """Return the owner and the works of a page as an element for its head, with one line for each of them."""
    writer = _Nodes(inputs)
    lines = ",\n".join(data_for_script(node) for node in writer.nodes())
    return Html(
        f'<script type="application/ld+json">\n{{"@context":"https://schema.org","@graph":[\n{lines}\n]}}\n</script>'
    )


class _Nodes:
    """Makes the nodes of one page. Their texts have the quotes and the punctuation of the record, as data has."""

    def __init__(self, inputs: WriterInput) -> None:
        self.page: Page = inputs.reading
        self.numbered = inputs.numbered
        self.record = inputs.numbered.record
        self.document = inputs.document
        self.locale = load_locale(inputs.as_typed.document)
        self.printed = load_locale(inputs.document)
        self.resolved = Resolver(inputs.numbered, self.locale)
        self.printing = Printing.chosen(inputs.style, inputs.document.options)
        self.prints_days = inputs.prints("days")

    def nodes(self) -> Iterator[SchemaNode]:
        """Yield the owner, and each work once."""
        yield without_empty(self._owner())
        seen = set()
        for block in self.page.works:
            path = block.origins[0]
            if path not in seen:
                seen.add(path)
                yield without_empty(self._work(self.numbered.work(path), block))

    def _owner(self) -> SchemaNode:
        head, person, hidden = self.page.head, self.record.person, self.document.hide
        native = person.name.native.versions if person.name.native else ()
        names = [person.name.parts.full, *(name for _, name in native)]
        links = [] if "links" in hidden else [link.url for link in person.links if is_allowed(link.url)]
        addresses = [one.url for one in head.contacts if one.kind in ("orcid", "link") and is_allowed(one.url)]
        posts, hosts = (
            () if field in hidden else tuple(self._text(text) for text in getattr(person, field))
            for field in ("position", "affiliation")
        )
        prefix, title = head.prefix.replace("\u00a0", " "), self._text(person.title) if head.title else ""
        return {
            "@type": "Person",
            **OWNER_ID,
            "name": self._name(head.name_alone, lambda: names),
            "alternateName": self._name(head.native, lambda: names),
            "honorificPrefix": prefix,
            "honorificSuffix": title.removeprefix(f"{prefix}, ") if prefix else title,
            "jobTitle": posts,
            "affiliation": _organizations(hosts),
            "address": self._text(person.location) if head.location else "",
            "email": [_plain(one.text) for one in head.contacts if one.kind == "email"],
            "telephone": [_plain(one.text) for one in head.contacts if one.kind == "phone"],
            "url": [*map(ascii_address, links)],
            "sameAs": [ascii_address(url) for url in addresses if url not in links],
            "alumniOf": _organizations(
                self._text(one.institution) for one in self._entries("education") if _is_over(one)
            ),
            "memberOf": _organizations(self._text(host) for one in self._entries("memberships") for host in one.hosts),
            "award": [*dict.fromkeys(self._text(one.title) for one in self._entries("honors"))],
        }

    def _entries(self, section: str) -> Iterator[Any]:
        """The entries of a section that the page shows."""
        origins = [path for part in self.page.sections for block in part.blocks for path in block.origins]
        for path in dict.fromkeys(path for path in origins if path[0] == section and len(path) > 1):
            yield getattr(self.record, section)[path[1]]

    def _work(self, work: Work, block: WorkBlock) -> SchemaNode:
        kind = TYPES.get(work.kind, "CreativeWork")
        return {
            "@type": kind,
            "@id": f"#{block.anchor}" if block.anchor else "",
            "headline" if kind in ("ScholarlyArticle", "Report") else "name": self._text(work.title),
            **self._people(work, block),
            **(self._patent(work) if isinstance(work, Patent) else self._appeared(work, block)),
            "url": ascii_address(block.url) if is_allowed(block.url) else "",
        }

    def _people(self, work: Work, block: WorkBlock) -> SchemaNode:
        """The printed people of a work. The owner is the speaker of a talk that names nobody."""

        def typed() -> Iterator[str]:
            return (format_name(author.parts, form) for author in people_of(work) for form in get_args(NameForm))

        people = [
            OWNER_ID if one.is_owner else {"@type": "Person", "name": self._name(one.name, typed)}
            for one in block.authors
        ]
        if not people and isinstance(work, Talk):
            people = [OWNER_ID]
        if group := "" if isinstance(work, Patent) else self._text(work.collaboration):
            people.append(_named("Organization", group))
        return {"author" if people_of(work) is work.authors or not people_of(work) else "editor": people}

    def _appeared(self, work: Appeared, block: WorkBlock) -> SchemaNode:
        arxiv = f"https://arxiv.org/abs/{work.arxiv}" if work.arxiv else ""
        doi = "" if repeats_arxiv(work) else work.doi or ""
        return {
            "datePublished": "" if work.status in UNDATED else self._date(work),
            "creativeWorkStatus": block.status or (_plain(block.versions[0]) if work.retracted else ""),
            **self._source(work),
            "pagination": page_range(work),
            "bookEdition": self._text(work.edition) if work.kind == "book" else "",
            "reportNumber": work.number if work.kind == "report" else "",
            "version": getattr(work, "version", None),
            "license": _named("CreativeWork", getattr(work, "license", None) or ""),
            "codeRepository": work.repository if isinstance(work, Software) else None,
            "identifier": [
                {"@type": "PropertyValue", "propertyID": name, "value": value}
                for name, value in (("DOI", doi), ("arXiv", work.arxiv))
                if value
            ],
            "sameAs": [address for address in (doi_address(doi), arxiv) if address and address != block.url],
        }

    def _source(self, work: Appeared) -> SchemaNode:
        """The issue, the volume and the journal in which a work appeared, each as a part of the next; its publisher."""
        name = self._text(work.venue.name) if work.venue else ""
        publisher = _plain(imprint(work, self.locale, self.printing).publisher)
        if work.kind not in CONTAINERS:
            return {"publisher": _named("Organization", publisher or name)}
        part = _named(CONTAINERS[work.kind], name)
        for kind, key, number in (
            ("PublicationVolume", "volumeNumber", volume_of(work)),
            ("PublicationIssue", "issueNumber", work.issue),
        ):
            part = {"@type": kind, key: number, "isPartOf": part} if part and number else part
        return {"isPartOf": part, "publisher": _named("Organization", publisher)}

    def _patent(self, work: Patent) -> SchemaNode:
        published = work.granted or work.published
        return {
            "datePublished": iso(published),
            "dateCreated": "" if published else iso(work.filed),
            "identifier": work.number,
        }

    def _date(self, work: Appeared) -> str:
        """The date of a work, as precise as it is printed: a citation style may print only the year.

        If a meeting and its proceedings have dates in two years, both are printed, the latter without a day.
        """
        date, printed = work.date, printed_date(work)
        if self.document.citation != "house":
            return iso(date)[:4]
        if date and printed and work.kind in MEETINGS and date.year != printed.year:
            return iso(date)[:7]
        return iso(printed)[: None if self.prints_days or work.kind in TO_THE_DAY else 7]

    def _name(self, printed: str, typed: Callable[[], Iterable[str]]) -> str:
        """A printed name with the apostrophes and quotes that it has in the record. `typed` gives the names there."""
        name = printed.replace("\u00a0", " ")
        if _QUOTES.isdisjoint(name):
            return name
        return next((one for one in typed() if self.printed.with_apostrophes(one).replace("\u00a0", " ") == name), name)

    def _text(self, text: Text | None) -> str:
        return _plain(self.resolved(localized(text, self.locale)))


def _named(kind: str, name: str) -> SchemaNode:
    return {"@type": kind, "name": name} if name else {}


def _organizations(names: Iterable[str]) -> list[SchemaNode]:
    return [_named("Organization", name) for name in dict.fromkeys(names)]


def _is_over(studies: Any) -> bool:
    return not studies.is_open and not studies.expected and (studies.end is None or isinstance(studies.end, Date))


def _plain(text: MarkedInlines) -> str:
    return plain(text).replace("\u00a0", " ")
