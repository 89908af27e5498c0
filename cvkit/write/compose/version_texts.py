"""The texts about the fate of a work: `retracted May 2024`, `erratum: J.9`, `published as J.7`, `preprint: arXiv:…`."""

from __future__ import annotations

from cvkit.model.inline import CrossRef, Inlines, Link, Str
from cvkit.model.work import Patent, Work
from cvkit.number.numbered import Numbered
from cvkit.number.version_chains import VersionChains
from cvkit.write.compose.dates import date_text
from cvkit.write.compose.phrase import in_words, join_phrases, localized, own_words, phrase
from cvkit.write.compose.source_parts import archive_of, doi_address, venue_names
from cvkit.write.locales import Locale


class VersionTexts:
    """Composes the texts about the versions of the works of one record."""

    def __init__(self, numbered: Numbered, locale: Locale) -> None:
        self.numbered = numbered
        self.locale = locale
        self.chains = VersionChains(numbered.record)

    def of(self, work: Work) -> tuple[Inlines, ...]:
        """Return the texts about the retraction of a work, its errata and its other versions."""
        return (*self._retraction(work), *self._errata(work), *self._versions(work))

    def _retraction(self, work: Work) -> tuple[Inlines, ...]:
        retracted = getattr(work, "retracted", False)
        if not retracted:
            return ()
        if retracted is True:
            return (own_words(self.locale.retracted),)
        return (own_words(self.locale.retracted_on.format(date=date_text(retracted, self.locale))),)

    def _errata(self, work: Work) -> tuple[Inlines, ...]:
        """Return the text about the work that an erratum corrects, and those about the errata of a work."""
        corrected = self.chains.corrected(work)
        found = [(self.locale.erratum_to, corrected)] if corrected else []
        found += [(self.locale.erratum, other) for other in self.chains.errata(work)]
        return tuple(phrase(own_words(words), self._label(other) or self._source(other)) for words, other in found)

    def _versions(self, work: Work) -> tuple[Inlines, ...]:
        """Return the text about the version that replaced a work, or else the texts about those that it replaced."""
        if last := self.chains.last(work):
            return (phrase(self.locale.published_as, self._label(last) or self._source(last)),)
        own = archive_of(work) if not isinstance(work, Patent) else ()
        replaced = [(other, self._archive(other)) for other in self.chains.earlier(work)]
        return tuple(
            phrase(
                self.locale.earlier_preprint if other.kind == "preprint" else self.locale.earlier_version,
                archive or self._label(other) or self._source(other),
            )
            for other, archive in replaced
            if not archive or archive != own
        )

    def _archive(self, work: Work) -> Inlines:
        return archive_of(work) if work.kind == "preprint" and not isinstance(work, Patent) else ()

    def _label(self, work: Work) -> Inlines:
        """Return a reference to a work, if it has a label."""
        path = self.chains.paths.get(work.id or "")
        return (CrossRef((work.id,)),) if work.id and path in self.numbered.labels else ()

    def _source(self, work: Work) -> Inlines:
        """Return the words for a work without a label: its venue and year, else its DOI, else its title."""
        if isinstance(work, Patent):
            return localized(work.title, self.locale)
        if names := venue_names(work, self.locale):
            return join_phrases(
                self.locale.comma, [in_words(names, self.locale), str(work.date.year) if work.date else ""]
            )
        if work.doi:
            return (Link(doi_address(work.doi), (Str(f"doi:{work.doi}"),)),)
        return archive_of(work) or localized(work.title, self.locale)
