"""The source of a work for a citation style: its parts, with the words that the style has in the language."""

from __future__ import annotations

from cvkit.model.inline import Inlines
from cvkit.model.value_class import dataclass
from cvkit.model.work import Appeared, Talk
from cvkit.write.compose.phrase import (
    PhrasePart,
    fill_template,
    genre_of,
    in_words,
    join_phrases,
    localized,
    own_words,
)
from cvkit.write.compose.source_parts import (
    MEETINGS,
    Editors,
    Imprint,
    archive_of,
    collection_of,
    edition_of,
    host_of,
    is_serial,
    labelled_pages,
    number_in_collection,
    venue_names,
    volume_of,
    volume_of_collection,
)
from cvkit.write.locales import Locale


@dataclass(frozen=True)
class CitedSource:
    """A work whose source is printed, and the parts of the source that do not depend on the style."""

    work: Appeared
    style: str
    locale: Locale
    editors: Editors
    imprint: Imprint

    @property
    def is_part(self) -> bool:
        """Whether the work is a part of proceedings or of a book, and not of a journal."""
        return self.work.kind == "chapter" or (self.work.kind in MEETINGS and not is_serial(self.work))

    def words(self, name: str, **values: PhrasePart) -> Inlines:
        """Return a term, as the style has it, with its values; empty if one of them is."""
        return fill_template(self.term(name), **values) if all(values.values()) else ()

    def term(self, name: str) -> str:
        """Return the form of a term that the style has, else that of the language."""
        return self.locale.forms[self.locale.styled(self.style, name)]

    @property
    def volume(self) -> str:
        """The volume, unless it is that of the collection."""
        return "" if volume_of_collection(self.work) else volume_of(self.work)

    @property
    def year(self) -> str:
        return self.work.date.years if self.work.date else ""

    @property
    def status(self) -> Inlines:
        """The status in words; empty for a published work."""
        return own_words(self.locale.status.get(self.work.status or "", ""))

    @property
    def edition(self) -> Inlines:
        return edition_of(self.work, self.locale)

    @property
    def place(self) -> Inlines:
        """The place of the event."""
        return localized(self.work.event.place, self.locale) if self.work.event else ()

    @property
    def archive(self) -> Inlines:
        """The arXiv identifier, unless it is in the position of the venue."""
        return archive_of(self.work) if self.venue() != archive_of(self.work) else ()

    def venue(self, with_short: bool = False) -> Inlines:
        """The names of the venues; without a venue, the hosts of a talk, the event, or the archive."""
        named = venue_names(self.work, self.locale, with_short) or host_of(self.work, self.locale)
        if not named and self.work.event and self.work.event.name:
            return localized(self.work.event.name, self.locale)
        # A book is no part of an archive: its arXiv identifier is behind the publisher.
        return in_words(named, self.locale) if named else () if self.work.kind == "book" else archive_of(self.work)

    @property
    def genre(self) -> Inlines:
        """The type of a work with its number: `Working Paper 12`."""
        work = self.work
        genre = genre_of(work, self.locale)
        if isinstance(work, Talk) and not genre:
            genre = localized(work.role, self.locale)
        if not genre and work.number:
            return self.words("report_number", number=work.number)
        return join_phrases(" ", [genre, work.number])

    @property
    def version(self) -> Inlines:
        """The version of software or of a dataset."""
        return self.words("version", version=getattr(self.work, "version", None))

    @property
    def chapter(self) -> Inlines:
        return self.words("chapter", number=self.work.chapter)

    @property
    def numbers(self) -> list[PhrasePart]:
        """The volume and the issue, with their words."""
        return [self.words("volume", number=self.volume), self.words("issue", number=self.work.issue)]

    def counted_pages(self, pages: str) -> str:
        """The pages with the word for them, which never gets a capital."""
        return labelled_pages(pages, self.term("page"), self.term("pages"))

    def edited(self, form: str) -> str:
        """The editors of the volume with the word for them, in a form such as ` ({})`."""
        return self.editors.followed_by(*(form.format(self.term(name)) for name in ("editor", "editors")))

    def collection(self, before_number: str, before_volume: str) -> Inlines:
        """The book series with the number of the work in it, and the texts before the number."""
        if volume := self.words("volume", number=volume_of_collection(self.work)):
            return collection_of(self.work, self.locale, before_volume, volume)
        number = self.words("series_number", number=number_in_collection(self.work))
        return collection_of(self.work, self.locale, before_number, number)
