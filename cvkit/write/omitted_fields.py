"""The fields of entries for which a format has no place, and how many entries of a document have them.

A field has a path, as the record has it: `venue.short`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import Any, NamedTuple

from cvkit.model.author import AuthorList
from cvkit.model.biblatex_names import NUMBERED, kind_with_own_type
from cvkit.model.bullet import Bullet
from cvkit.model.career import Supervision
from cvkit.model.fields import Model
from cvkit.model.links import WorkIds
from cvkit.model.value_class import dataclass
from cvkit.model.work import WORK_SECTIONS
from cvkit.number.select import select
from cvkit.number.select_entries import section_entries, select_entries
from cvkit.write.compose.works import TO_THE_DAY
from cvkit.write.formats import WriterInput


class When(NamedTuple):
    """The entries of which a format omits a field."""

    words: str
    """The condition, for the documentation; empty for all entries."""
    holds: Callable[[Any], object]


NOT_FACTS = frozenset(
    {
        "id",
        "series",
        "numbered",
        "author_order",
        "pin",
        "tags",
        "hidden",
        "ignore",
        "own",
        "kind",
        "version_of",
        "erratum_of",
        "funding",
        "refereed",
    }
)
"""Fields of an entry that decide whether and where it is printed."""

AUTHOR_LISTS = ("authors", "inventors", "editors")
"""The fields of a work that are author lists."""

AUTHOR_FACTS = ("orcid", "affiliations")
"""Fields of an author besides the name and the roles."""


@dataclass(frozen=True)
class FieldTable:
    """The fields that one format omits."""

    omitted: Mapping[str, When] = field(default_factory=dict)
    """Paths of works, and `section.path` for other entries."""
    kept: frozenset[str] | None = None
    """The fields of works that the format has; None for all but `omitted`."""

    def has(self, entry: Model, path: str) -> bool:
        """Whether the format has a place for a field of an entry."""
        if path in self.omitted:
            return not self.omitted[path].holds(entry)
        return self.kept is None or path in self.kept

    def is_whole(self, path: str) -> bool:
        """Whether the format omits a field with all that is in it."""
        return path in self.omitted or (
            self.kept is not None and not any(one.startswith(f"{path}.") for one in (*self.kept, *self.omitted))
        )


def omitted_fields(table: FieldTable, inputs: WriterInput) -> dict[str, list[Model]]:
    """Return the paths of the fields that a format omits of a document, each with its entries, once for each value."""
    found: dict[str, list[Model]] = {}
    for section, entry in entries_of(inputs):
        is_work = section in WORK_SECTIONS
        for path, _ in facts_of(entry, table.is_whole if is_work else lambda path: False):
            name = path if is_work else f"{section}.{path}"
            if (is_work or name in table.omitted) and not table.has(entry, name):
                found.setdefault(name, []).append(entry)
    return found


def entries_of(inputs: WriterInput) -> Iterator[tuple[str, Model]]:
    """Yield the entries that a document prints, each with its section. The entries of own sections have `sections`."""
    record = inputs.numbered.record
    for section, listing in inputs.document.single_listings(inputs.sections):
        if section in WORK_SECTIONS:
            for group in select(inputs.numbered, section, listing):
                yield from ((section, listed.work) for listed in group.works)
            continue
        for _, entry in select_entries((section,), section_entries(record, section), listing):
            if isinstance(entry, Model):
                yield "sections" if section in record.sections else section, entry


def facts_of(entry: Model, is_whole: Callable[[str], bool], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the path and value of each fact that an entry states; one path several times if a list has several values.

    A mapping is one fact if `is_whole` says so of its path.
    """
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name in NOT_FACTS or value in (None, False, "", ()):
            continue
        path = f"{before}{name}"
        if isinstance(value, AuthorList):
            yield path, value
            for author in value:
                yield from [(f"{path}.orcid", author.orcid)] if author.orcid else []
                yield from ((f"{path}.affiliations", place) for place in author.affiliations)
            continue
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Model) and not is_whole(path):
                yield from facts_of(part, is_whole, f"{path}.")
            else:
                yield path, part
                yield from ((path, below) for below in (part.items if isinstance(part, Bullet) else ()))


ALWAYS = When("", lambda entry: True)
EARLIER = {
    "filed": When("of patents that are published or granted", lambda patent: patent.granted or patent.published),
    "published": When("of patents that are granted", lambda patent: patent.granted),
}
"""A patent prints the date of its last event."""


def _has_hosts(student: Supervision) -> bool:
    return bool(student.stays) and all(stay.hosts for stay in student.stays)


_OWN_HOSTS = When("if each of the `periods` has its own", _has_hosts)

PAGE_FIELDS = FieldTable(
    {
        **{f"{people}.{fact}": ALWAYS for people in AUTHOR_LISTS for fact in AUTHOR_FACTS},
        **{f"ids.{name}": ALWAYS for name in WorkIds.model_fields if name not in ("own", "pmid", "pmcid")},
        **EARLIER,
        "also_in.publisher": ALWAYS,
        "also_in.publisher_place": ALWAYS,
        "picture": ALWAYS,
        "event.date": When("of kinds that print a month, such as articles", lambda work: work.kind not in TO_THE_DAY),
        "author_count": When("without `authors`", lambda work: not work.authors),
        "teaching.date": When("beside `dates`", lambda course: course.dates),
        "service.date": When("beside `dates`", lambda service: service.dates),
        **{f"grants.investigators.{fact}": ALWAYS for fact in AUTHOR_FACTS},
        "grants.currency": When(
            "without `amount` and `own_amount`", lambda grant: not (grant.amount or grant.own_amount)
        ),
        "supervision.role": When(
            _OWN_HOSTS.words, lambda student: student.stays and all(stay.role for stay in student.stays)
        ),
        "supervision.organization": _OWN_HOSTS,
        "supervision.organizations": _OWN_HOSTS,
    }
)
"""The fields that no page prints, whatever its format."""


def _page_without(*paths: str) -> FieldTable:
    return FieldTable({**PAGE_FIELDS.omitted, **dict.fromkeys(paths, ALWAYS)})


_NAMES = """title title_addon authors inventors editors collaboration date volume issue pages number genre doi arxiv url
    status note abstract country filed published granted venue.name venue.publisher venue.issn venue.eissn venue.isbn
    event.place venue.publisher_place"""

_OF_PUBLISHER = ("journal", "book", "chapter", "thesis", "report")
"""Kinds whose field `address` is the place of the publisher only."""

BIBTEX = FieldTable(
    {
        **EARLIER,
        "issue": When("beside a `number`", lambda work: work.kind in NUMBERED and work.number),
        "genre": When("except of theses and reports", lambda work: work.kind not in ("thesis", "report")),
        "venue.name": When(
            "of books with a publisher and a collection",
            lambda work: work.kind == "book" and work.venue.publisher and work.collection,
        ),
        "venue.publisher_place": When(
            "beside `event.place`, which is in the same field",
            lambda work: work.event and work.event.place and work.kind not in _OF_PUBLISHER,
        ),
        "event.place": When(
            "of journals, books, chapters, theses and reports",
            lambda work: work.kind in _OF_PUBLISHER,
        ),
    },
    frozenset(_NAMES.split()),
)

_HAS_PUBLISHER = When("beside `venue.publisher`", lambda talk: talk.venue and talk.venue.publisher)

CSL = FieldTable(
    {
        "published": EARLIER["published"],
        "number": When("beside `article_number`", lambda work: getattr(work, "article_number", None)),
        "description": When("beside `abstract`", lambda work: work.abstract),
        "repository": When("beside `url`", lambda work: work.url),
        "organization": _HAS_PUBLISHER,
        "organizations": _HAS_PUBLISHER,
        "role": When("beside `genre`", lambda talk: talk.genre),
    },
    frozenset(
        f"""{_NAMES} venue.short page_count article_number version event.name event.date organization organizations
        role repository description retracted ids.pmid ids.pmcid""".split()
    ),
)


def prints_venue(work: Any) -> bool:
    """Whether al-folio prints the venue of a work: it does so for articles, papers in books, and theses."""
    return kind_with_own_type(work.kind) in ("journal", "conference", "chapter", "thesis")


_NO_RESUME = [name for name in PAGE_FIELDS.omitted if name.startswith(("supervision.", "teaching."))]

TABLES: dict[str, FieldTable] = {
    "page": PAGE_FIELDS,
    "page without abstracts": _page_without("abstract"),
    "page with pictures": FieldTable(
        {name: when for name, when in PAGE_FIELDS.omitted.items() if name not in ("picture", "ids.scholar")}
        | {"event.date": ALWAYS, "picture": When("of talks", lambda work: work.kind == "talk")}
    ),
    "al-folio": FieldTable(
        {name: when for name, when in BIBTEX.omitted.items() if name in (*EARLIER, "issue", "genre")}
        | {"event.name": When("of kinds whose venue the template prints", prints_venue)},
        frozenset(
            f"""{_NAMES} venue.short abstract repository event.name picture.file ids.pmid ids.scholar awards.title
            links""".split()
        ),
    ),
    "biblatex": FieldTable(),
    "bibtex": BIBTEX,
    "csl": CSL,
    "json resume": FieldTable({name: when for name, when in PAGE_FIELDS.omitted.items() if name not in _NO_RESUME}),
}
"""The tables, by the names in `Format.fields`."""
