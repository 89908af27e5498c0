"""The whole record of one researcher."""

import functools
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from cvkit.model.activity import Certification, Grant, Media, Membership, News, Project, Teaching
from cvkit.model.author import DEFAULT_MARKERS, Author, AuthorList, DeclaredRole, Marker, all_markers
from cvkit.model.bib_settings import BibtexSettings
from cvkit.model.career import Education, Experience, Honor, Research, Service, Supervision
from cvkit.model.document import Document
from cvkit.model.fields import Codes, Model, Several, Word
from cvkit.model.numbering import Numbering
from cvkit.model.own_section import OwnEntry
from cvkit.model.owner import Owner
from cvkit.model.person import Known, Person, named
from cvkit.model.profile import Language, Referee, Skill
from cvkit.model.text import TextField
from cvkit.model.work import WORK_SECTIONS, AuthorOrder, Dataset, Patent, Publication, Software, Talk, Work, people_of

SectionName = Literal[
    "summary",
    "research",
    "experience",
    "education",
    "publications",
    "patents",
    "talks",
    "grants",
    "projects",
    "supervision",
    "teaching",
    "service",
    "honors",
    "software",
    "datasets",
    "memberships",
    "certifications",
    "languages",
    "skills",
    "news",
    "media",
    "referees",
]
SECTIONS: tuple[SectionName, ...] = get_args(SectionName)
"""The sections that cvkit defines. A record can define others. The record decides the printed order."""


def without_series(value: Any) -> Any:
    """Turn `numbering: none` into a mapping without series, so that no work is numbered."""
    return {"series": {}} if value == "none" else value


class Record(Model):
    """Everything about one researcher: the content of `cv.yaml` and of the files that it names."""

    cvkit: Literal["1"]
    """The version of this format."""
    person: Person
    people: dict[Word, Annotated[Known, BeforeValidator(named, json_schema_input_type=Word | Known)]] = {}
    """Other people in author lists who must be distinguished."""
    author_order: AuthorOrder = "contribution"
    markers: dict[Marker, Word] = DEFAULT_MARKERS
    """The role that each marker states."""
    roles: dict[Word, DeclaredRole] = {}
    """Roles of authors that the record declares, each with its marker and its text in legends."""
    numbering: Annotated[
        Numbering, BeforeValidator(without_series, json_schema_input_type=Numbering | Literal["none"])
    ] = Numbering()
    bibtex: BibtexSettings = BibtexSettings.model_construct()
    ignore: Codes = ()
    """The codes of warnings that are not reported for any entry."""
    tags: dict[Word, TextField] = {}
    summary: Several[TextField] = ()
    research: tuple[Research, ...] = ()
    experience: tuple[Experience, ...] = ()
    education: tuple[Education, ...] = ()
    publications: tuple[Publication, ...] = ()
    patents: tuple[Patent, ...] = ()
    talks: tuple[Talk, ...] = ()
    grants: tuple[Grant, ...] = ()
    projects: tuple[Project, ...] = ()
    supervision: tuple[Supervision, ...] = ()
    teaching: tuple[Teaching, ...] = ()
    service: tuple[Service, ...] = ()
    honors: tuple[Honor, ...] = ()
    software: tuple[Software, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    memberships: tuple[Membership, ...] = ()
    certifications: tuple[Certification, ...] = ()
    languages: tuple[Language, ...] = ()
    skills: tuple[Skill, ...] = ()
    news: tuple[News, ...] = ()
    media: tuple[Media, ...] = ()
    referees: tuple[Referee, ...] = ()
    sections: dict[Word, tuple[OwnEntry, ...]] = {}
    """Sections of the user's own, by their titles."""
    documents: dict[Word, Document] = Field(default={})

    @property
    def all_markers(self) -> dict[str, str]:
        """The role of each marker, with those of declared roles and the default ones."""
        return all_markers(self.markers, [(role.sign, name) for name, role in self.roles.items() if role.sign])

    def works(self) -> Iterator[tuple[str, int, Work]]:
        """Every work, with its section and its index there."""
        for section in WORK_SECTIONS:
            for index, work in enumerate(getattr(self, section)):
                yield section, index, work

    def author_lists(self) -> Iterator[tuple[str, int, AuthorList]]:
        """The people of every work and the investigators of every grant, with the section and the index there."""
        for section, index, work in self.works():
            yield section, index, people_of(work)
        for index, grant in enumerate(self.grants):
            yield "grants", index, grant.investigators

    def authors_of(self, work: Work) -> AuthorList:
        """The authors of a work. A talk that names nobody is the owner's."""
        if not isinstance(work, Talk) or people_of(work) or work.collaboration:
            return work.authors
        return AuthorList([Author(name=self.person.name.parts)])

    @functools.cached_property
    def owner(self) -> Owner:
        """The owner in the author lists of the record."""
        return Owner(self.person, self.people.values(), (people_of(work) for _, _, work in self.works()))
