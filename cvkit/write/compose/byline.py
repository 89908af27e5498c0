"""The people that a work begins with: authors in order, with markers, and the words for those that are not named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cvkit.model.author import Author, AuthorList
from cvkit.model.inline import Inlines, plain_text
from cvkit.model.name import Name, format_name, is_unspaced_script
from cvkit.model.record import Record
from cvkit.model.selection import AuthorLimit, Listing
from cvkit.model.value_class import dataclass
from cvkit.model.work import Appeared, Patent, Work, people_of
from cvkit.number.roles import AuthorMarkers
from cvkit.write.blocks import Byline
from cvkit.write.compose.dates import TIE
from cvkit.write.compose.phrase import localized, parenthesized, phrase
from cvkit.write.compose.source_parts import Editors
from cvkit.write.locales import Locale

UNBROKEN_NAME = 14
"""A name of two words is kept on one line if it has at most this many characters."""


@dataclass(frozen=True)
class BylineComposer:
    """Composes the author lines of one record."""

    record: Record
    markers: AuthorMarkers
    locale: Locale

    def line(self, work: Work, listing: Listing) -> tuple[tuple[Byline, ...], Inlines]:
        """Return the printed authors of a work, and the text behind the last of them.

        A work without authors has its collaboration in their place, else its editors.
        """
        people = people_of(work)
        group = None if isinstance(work, Patent) else localized(work.collaboration, self.locale)
        if not people:
            return (), group or ()
        if people is not work.authors:
            authors, rest = self._authors(people, listing, len(people), is_open=people.is_open)
            return authors, phrase(rest, self._editors_word(people))
        total = max(len(people), getattr(work, "author_count", None) or 0)
        authors, rest = self._authors(people, listing, total, is_open=work.has_others)
        if group and people.has_group(name := plain_text(group)):
            is_printed = any(name.casefold() in author.name.replace(TIE, " ").casefold() for author in authors)
            group = () if is_printed else group
        return authors, phrase(rest, parenthesized(group, self.locale))

    def investigators(self, people: AuthorList, listing: Listing) -> tuple[tuple[Byline, ...], Inlines]:
        """Return the printed investigators of a grant, and the text behind the last of them."""
        authors, rest = self._authors(people, listing, len(people), is_open=people.is_open)
        return (replace(authors[0], before=self.locale.investigators), *authors[1:]), phrase(rest)

    def editors(self, work: Appeared, listing: Listing) -> Editors:
        """Return the editors of the volume of a work, unless the work begins with them."""
        people = work.editors
        if not people or people_of(work) is people:
            return Editors()
        names = [self._name(person.parts, listing) for person in people]
        line = "".join(self._before(names, at, is_whole=not people.is_open) + name for at, name in enumerate(names))
        rest = self._rest(names, 0, is_open=people.is_open, is_known=False, ends=False)
        return Editors(line + rest, len(people) > 1 or people.is_open)

    def _editors_word(self, people: AuthorList) -> str:
        word = self.locale.editor if len(people) == 1 and not people.is_open else self.locale.editors
        return self.locale.in_parentheses(word)

    def _authors(
        self, people: AuthorList, listing: Listing, total: int, *, is_open: bool
    ) -> tuple[tuple[Byline, ...], str]:
        """Return the printed authors, and the words for the others.

        The owner and authors with a marker are never omitted. `total` is the number of all authors, if it is known.
        """
        locale, limit = self.locale, listing.max_authors or AuthorLimit(first=len(people))
        owner = self.record.owner.index(people)
        signs = [tuple(self.markers.signs[meaning] for meaning in self.markers.of(author)) for author in people]
        last = len(people) - limit.last
        shown = [at for at in range(len(people)) if at < limit.first or at >= last or at == owner or signs[at]]
        is_known = not people.is_open or total > len(people)
        names = [self._name(self._parts(people[at], at == owner), listing) for at in shown]
        left_out = total - len(shown)
        is_whole = left_out == 0 and not is_open
        authors = []
        for place, at in enumerate(shown):
            follows = place == 0 or at == shown[place - 1] + 1
            before = self._before(names, place, is_whole=is_whole) if follows else ", …, "
            after = ""
            if limit.position and at == owner and limit.first <= at < last and len(shown) < len(people):
                after = locale.position(at + 1, total if is_known else None)
            authors.append(Byline(names[place], at == owner, signs[at], before, after))
        return tuple(authors), self._rest(names, left_out, is_open=is_open, is_known=is_known, ends=bool(limit.last))

    def _name(self, name: Name, listing: Listing) -> str:
        """Return a name in the form of the list."""
        return _tied(self.locale.with_apostrophes(format_name(name, listing.names or "full")))

    def _parts(self, author: Author, is_owner: bool) -> Name:
        """Return the name of an author in its parts. The record knows better than an author list how to divide its own.

        `María José García Márquez` has a family name of two words only if `person` says so.
        """
        own = self.record.person.name.parts
        return own if is_owner and own.full == author.parts.full else author.parts

    def _rest(self, names: Sequence[str], left_out: int, *, is_open: bool, is_known: bool, ends: bool) -> str:
        """Return the words for authors that are not printed: `, and 12 more`, ` et al.`.

        `is_known` says whether the number of all authors is known, `ends` whether the last authors of the list are
        printed.
        """
        locale = self.locale
        if is_open and not is_known:
            text = locale.et_al if len(names) == 1 else locale.several_et_al
            return text.lstrip() if text.startswith(" ") and _is_unspaced(names[-1:]) and locale.is_unspaced else text
        if is_open:
            return locale.counted("more_unnamed", left_out)
        return locale.counted("more_authors", left_out) if left_out and not ends else ""

    def _before(self, names: Sequence[str], place: int, *, is_whole: bool) -> str:
        """Return the text before a name: `and` before the last of a whole list, unless all names are East Asian.

        A comma of Chinese or Japanese is only beside a name in its script.
        """
        if place == 0:
            return ""
        if not is_whole or place < len(names) - 1 or _is_unspaced(names):
            words = self.locale.list_comma
        else:
            words = self.locale.before_last(names[place], is_second=place == 1)
        is_right = words[-1:].isspace() or any(map(is_unspaced_script, names[place - 1 : place + 1]))
        return words if is_right else ", "


def _is_unspaced(names: Sequence[str]) -> bool:
    return all(map(is_unspaced_script, names))


def _tied(name: str) -> str:
    """Return a name; a short name of two words gets a no-break space between them."""
    return name.replace(" ", TIE) if name.count(" ") == 1 and len(name) <= UNBROKEN_NAME else name
