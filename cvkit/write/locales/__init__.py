"""The fixed words of a document: section titles, months, and the words between the parts of an entry."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from cvkit.model.document import DateStyle, Document
from cvkit.model.inline import Inlines, plain_text
from cvkit.model.language_tag import known_language
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.record import SECTIONS
from cvkit.model.scripts import is_east_asian_language
from cvkit.model.value_class import dataclass
from cvkit.write.locales.date_forms import DateForms, date_forms
from cvkit.write.locales.plurals import category_of
from cvkit.write.locales.terms import DEFAULTS, ORDINAL, UNSPACED_LANGUAGES, terms_of, tie_numbers
from cvkit.write.smart_quotes import is_cjk, smart_inlines, smart_text


@dataclass(frozen=True)
class Locale:
    """The words of one language; a placeholder `{…}` in a value is replaced when the value is printed.

    Each text is the term of its name, and each mapping has the terms with its name before a full stop:
    `kinds["journal"]` is the term `kinds.journal`.
    """

    language: str
    """The tag that the document has."""
    is_smart: bool
    """Whether straight quotes of the record become those of the language."""
    dates: DateForms
    forms: Mapping[str, str]
    """Every term, and so the plural forms (`page_count.one`) and those of citation styles (`apa.chapter`)."""
    plural: Mapping[str, str]
    ordinals: Mapping[str, str]
    """Category of a plural, or of an ordinal number → the rule for the numbers in it."""
    curriculum_vitae: str
    sections: Mapping[str, str]
    kinds: Mapping[str, str]
    """Headings of groups of works, by kind."""
    service_groups: Mapping[str, str]
    supervision_groups: Mapping[str, str]
    seasons: Mapping[str, str]
    present: str
    comma: str
    """The text between two facts in a line."""
    semicolon: str
    colon: str
    stop: str
    """The text between two sentences."""
    list_comma: str
    """The text between two names of more than two."""
    conjunction: str
    """The words between two names, or two organizations."""
    last_conjunction: str
    """The words before the last of more than two."""
    quotes: str
    """The opening and the closing quote, and those within others, with a space between them."""
    status: Mapping[str, str]
    markers: Mapping[str, str]
    patents: Mapping[str, str]
    patent: str
    patent_application: str
    patent_events: Mapping[str, str]
    genres: Mapping[str, str]
    """The types of theses and reports, by the names that biblatex has for them."""
    preprint: str
    pages: str
    page: str
    page_count: str
    volume: str
    """The volume of a book; that of a journal has no word."""
    chapter: str
    numbered_edition: str
    """An edition that is a number; `{ordinal}` is its ordinal number."""
    named_edition: str
    """An edition that is named in words: `revised`."""
    article: str
    decimal: str
    thousands: str
    grouping: str
    """The digits that a number has before its first separator at least: `2` prints 1284 and 12,345."""
    impact_factor: str
    citations: str
    """The number of citations of a work."""
    edition: str
    """The edition of the Journal Citation Reports."""
    top_percent: str
    acceptance: str
    acceptance_counts: str
    degree: str
    student: str
    thesis: str
    advisor: str
    supervisor: str
    now: str
    more_authors: str
    """The words after a shortened author list, with the separator that follows its last printed author."""
    more_unnamed: str
    """The words after an author list that names only some authors, with the number of the others."""
    et_al: str
    """The words after the only named author of an open list, with the separator before them."""
    several_et_al: str
    """The same after several authors."""
    position_of: str
    """The position of the owner in an author list of known length, printed in parentheses."""
    position_alone: str
    """The same in a list of unknown length."""
    editor: str
    """The word for an editor, printed in parentheses behind the name."""
    editors: str
    """The same after several editors."""
    parentheses: str
    """The parentheses of the language around `{text}`, with the space before them."""
    in_volume: str
    """The words for the volume of which a work is a part."""
    issue: str
    series_number: str
    """The number of a work in a book series."""
    report_number: str
    """The number of a report whose type is not given."""
    undated: str
    """The words for a missing date."""
    abstract: str
    unpublished: str
    updated: str
    money: str
    grant_number: str
    grant_status: Mapping[str, str]
    own_share: str
    """The owner's part of a grant."""
    percent: str
    investigators: str
    """The words before the people of a grant."""
    open_access: str
    retracted: str
    """The words for a work that was retracted on an unknown day."""
    retracted_on: str
    erratum_to: str
    """The words before the work that an erratum corrects."""
    erratum: str
    """The words before the erratum of a work."""
    significance: str
    contribution: str
    refereed_groups: Mapping[str, str]
    """Headings of works that are refereed (`true`) and of the others."""
    status_groups: Mapping[str, str]
    """Headings of groups by a status for which an entry prints no words."""
    level_groups: Mapping[str, str]
    """Headings of groups of students, by level."""
    levels: Mapping[str, str]
    """The words for one student, by level."""
    co_advised: str
    """The words before the other advisors of a student."""
    committee: str
    expected: str
    """The day on which a degree is expected."""
    grade: str
    minor: str
    courses: str
    students: str
    """The number of students in a course."""
    evaluation: str
    version: str
    published_as: str
    """The later version of a work."""
    earlier_version: str
    earlier_preprint: str
    code: str
    """The text of the link to the repository of a work."""
    expires: str
    ordinal: str
    """An ordinal number: `97th`."""

    @property
    def own_name_first(self) -> bool:
        """Whether the owner's name in the native script is printed before the name in Latin letters."""
        return is_east_asian_language(self.language)

    @property
    def is_unspaced(self) -> bool:
        """Whether words follow a name in the script of the language without a space."""
        return self._base_language in UNSPACED_LANGUAGES

    @property
    def months(self) -> tuple[str, ...]:
        """The names of the months as they are printed before a year."""
        return self.dates.month_names

    def with_quotes(self, text: Inlines) -> Inlines:
        """Return a text of the record with the quotes of the language; the same text if nothing changes."""
        if not self.is_smart:
            return text
        return smart_inlines(text, self._quotes_for(plain_text(text)), self._base_language)

    def with_apostrophes(self, name: str) -> str:
        """Return a name of the record, which is not parsed as a text, with the apostrophes of the language."""
        return smart_text(name, self._quotes_for(name), self._base_language) if self.is_smart else name

    def _quotes_for(self, text: str) -> str:
        """Return the quotes for a text. An English title in a Japanese document has no Japanese quotes."""
        return self.quotes if not self.is_unspaced or is_cjk(text) else DEFAULTS["quotes"]

    def styled(self, style: str, name: str) -> str:
        """Return the name of the term that a citation style has for another term: its own if the language has one."""
        return own if (own := f"{style}.{name}") in self.forms else name

    def parenthesized(self, text: str) -> tuple[str, str]:
        """Return the texts around a text that is put in parentheses. Latin letters have none of Chinese or Japanese."""
        form = self.parentheses if not self.is_unspaced or is_cjk(text) else DEFAULTS["parentheses"]
        before, _, after = form.partition("{text}")
        return before, after

    def in_parentheses(self, text: str) -> str:
        """Return a text in parentheses, with the space before them; empty if the text is."""
        return text and text.join(self.parenthesized(text))

    def capital(self, letter: str) -> str:
        """Return a letter as a sentence begins with it. The capital of a Turkish i has a dot."""
        return "İ" if letter == "i" and self._base_language == "tr" else letter.upper()

    @property
    def _base_language(self) -> str:
        """The language without its country or script."""
        return self.language.partition("-")[0]

    def before_last(self, last: str, *, is_second: bool) -> str:
        """Return the words before the last part of a list. In Spanish, `y` is `e` before the sound of another i."""
        words = self.conjunction if is_second else self.last_conjunction
        return " e " if words == " y " and _SPANISH_I.match(last) else words

    def position(self, place: int, total: int | None) -> str:
        """Return the position of the owner in an author list: ` (97th of 189)`."""
        form = self.position_of if total else self.position_alone
        text = form.format(place=self.counted("ordinal", place), count=self.number(total or 0))
        return self.in_parentheses(text)

    def counted(self, name: str, count: int) -> str:
        """Return a term with its `{count}`: `1 page`, `2 pages` for `page_count`; `{ordinal}` is the ordinal number."""
        rules = self.ordinals if name in ORDINAL else self.plural
        form = self.forms.get(f"{name}.{category_of(count, rules)}", self.forms[name])
        ordinal = self.counted("ordinal", count) if "{ordinal}" in form else ""
        return form.format(count=self.number(count), ordinal=ordinal)

    def number(self, value: int) -> str:
        """Return a whole number with the thousands separator of the language."""
        return f"{value:,}".replace(",", self.thousands) if len(str(value)) >= 3 + int(self.grouping) else str(value)

    def decimals(self, value: str) -> str:
        """Return a number with the decimal separator of the language instead of its point; its zeros are kept."""
        return value.replace(".", self.decimal)


_SPANISH_I = lazy_pattern("h?[ií](?![aeo])", re.IGNORECASE)
"""A word before which Spanish `y` becomes `e`, by its first letters: not `hielo`."""
_SYNTAX = ("plural", "ordinals", "quotes", "date", "thousands", "decimal", "grouping")
"""The terms, or groups of terms, that are not printed as a text."""
_LONG = ("en-US", "en-GB")
"""Languages whose dates are long unless the document says otherwise: `September 30, 2025`."""


def load_locale(document: Document) -> Locale:
    """Return the words of a document, in its language and with its own terms."""
    usual: DateStyle = "long" if known_language(document.language) in _LONG else "short"
    return locale_of(document.language, document.dates or usual, document.terms, is_smart=document.smart)


def locale_of(
    language: str, dates: DateStyle = "short", own: Mapping[str, str] | None = None, *, is_smart: bool = True
) -> Locale:
    """Return the words of a language by its tag, with dates in a style; `own` are the terms of a document."""
    terms = terms_of(language, own)
    if is_smart:
        for name, text in terms.items():
            if name.partition(".")[0] not in _SYNTAX:
                terms[name] = smart_text(text, terms["quotes"], language.partition("-")[0])
    terms = tie_numbers(terms)
    groups: dict[str, dict[str, str]] = {
        "sections": {name: terms[name] for name in SECTIONS},
        "plural": {},
        "ordinals": {},
    }
    for name, text in terms.items():
        head, _, rest = name.rpartition(".")
        groups.setdefault(head, {})[rest] = text
    values: dict[str, Any] = {
        "language": language,
        "is_smart": is_smart,
        "dates": date_forms(terms, dates),
        "forms": terms,
    }
    for field in dataclasses.fields(Locale):
        if field.name not in values:
            values[field.name] = groups[field.name] if "Mapping" in str(field.type) else terms[field.name]
    return Locale(**values)
