"""Weigh the evidence that two descriptions are of one work: identifiers, titles, authors, years, kinds.

An equal key is no evidence: services give the same key to several works of a year, and reuse keys for other works.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from cvkit.check.author_list import typed_names
from cvkit.model.identity import fold_title, has_another_word, identifiers, similarity
from cvkit.model.name import Name, is_unspaced_script

YEARS = 2
"""The largest difference of years between two descriptions of one work that have no common identifier."""

_NUMBERS = ("volume", "issue", "number")
UNSETTLED = frozenset({"preprint", "other"})
"""Kinds of works that may later appear as a paper."""
_PAPERS = frozenset({"journal", "conference", "workshop", "chapter", "book"})
_MARKUP = re.compile(r"[*_$\[\]\\`<>&^~!|]")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class Described:
    """A description of a work in a source or in the record, with the parts that identify it."""

    fields: Mapping[str, Any]
    key: str
    titles: tuple[str, ...]
    """The title without markup, in every language."""
    dois: frozenset[str]
    arxiv_ids: frozenset[str]
    families: frozenset[str]
    """Spellings of the first author's family name."""
    kind: str
    year: int | None

    @property
    def identifiers(self) -> frozenset[str]:
        """All of its identifiers."""
        return self.dois | self.arxiv_ids


class Evidence(NamedTuple):
    """Evidence that two descriptions are of one work. A larger tuple is stronger evidence."""

    reason: int
    """4: all fields are equal. 3: an identifier and the title. 2: the arXiv id. 1: the title."""
    likeness: float
    """How similar the titles are."""
    agreement: int
    """The number of equal fields minus the number of different ones."""
    has_key: bool
    """Whether the BibTeX keys are equal. This decides only if all other evidence is equal."""


def describe(fields: Mapping[str, Any], key: str = "") -> Described:
    """Extract the identifying parts from the fields of a work."""
    doi, arxiv = (value if isinstance(value := fields.get(name), str) else None for name in ("doi", "arxiv"))
    found = identifiers(doi, arxiv)
    dois = frozenset(one for one in found if one.startswith("doi:"))
    date = re.match(r"\d{4}", str(fields.get("date", "")))
    return Described(
        fields,
        key,
        titles_of(fields),
        dois,
        found - dois,
        _families(fields.get("authors") or fields.get("inventors")),
        str(fields.get("kind", "")),
        int(date[0]) if date else None,
    )


def evidence(found: Described, known: Described, *, over_time: bool) -> Evidence | None:
    """The evidence that an entry of a source is a known work, or None if they are two works.

    `over_time` means that the known work was read earlier or typed. Then an equal key may explain a different volume.
    """
    if found.fields == known.fields:
        return _weighed(4, found, known, 1.0)
    by_doi = not found.dois.isdisjoint(known.dois)
    by_arxiv = not found.arxiv_ids.isdisjoint(known.arxiv_ids)
    shared = by_doi or by_arxiv
    if found.kind != known.kind and (not by_doi or _are_preprint_and_paper(found, known)):
        return None
    if not shared and (not _may_be_one(found, known) or _is_another_issue(found, known, over_time)):
        return None
    likeness = _likeness(found, known)
    if likeness and not shared and _have_other_words(found, known, over_time):
        return None
    if likeness:
        return _weighed(3 if shared else 1, found, known, likeness)
    return _weighed(2, found, known, 0.0) if by_arxiv and not _differ(found.dois, known.dois) else None


def succession(found: Described, known: Described) -> Evidence | None:
    """The evidence that a known preprint is now a paper in a source: a common identifier, or an equal key."""
    if known.kind not in UNSETTLED or found.kind in (known.kind, "preprint"):
        return None
    likeness = _likeness(found, known)
    by_arxiv = not found.arxiv_ids.isdisjoint(known.arxiv_ids)
    if by_arxiv or (likeness and not found.dois.isdisjoint(known.dois)):
        return _weighed(3 if likeness else 2, found, known, likeness)
    has_key = bool(found.key) and found.key == known.key and known.kind == "preprint"
    has_author = found.families == known.families or not found.families.isdisjoint(known.families)
    if has_key and likeness and has_author and not _differ(found.arxiv_ids, known.arxiv_ids):
        return _weighed(1, found, known, likeness)
    return None


def publication(preprint: Described, paper: Described) -> int:
    """The certainty that a preprint was published as a paper: 2 by an identifier, 1 by the title, 0 no evidence."""
    if preprint.kind != "preprint" or paper.kind not in _PAPERS or _differ(preprint.arxiv_ids, paper.arxiv_ids):
        return 0
    if not preprint.arxiv_ids.isdisjoint(paper.arxiv_ids):
        return 2
    if not _likeness(preprint, paper):
        return 0
    return int(_is_near(preprint, paper)) if preprint.dois.isdisjoint(paper.dois) else 2


def recognition(one: Described, other: Described) -> Evidence | None:
    """The evidence that two descriptions are of one work if only identifiers and titles are known."""
    likeness, shared = _likeness(one, other), one.identifiers & other.identifiers
    return _weighed(3 if shared else 1, one, other, likeness) if likeness or shared else None


def is_recognized(one: Described, other: Described, *, has_years: bool) -> bool:
    """Whether two descriptions in different sections are of one work. `has_years`: their years must agree."""
    if not recognition(one, other) or _differ(one.dois, other.dois) or _is_another_issue(one, other, False):
        return False
    return _is_near(one, other) if has_years else share_author(one, other)


def are_alike(one: Described, other: Described) -> bool:
    """Whether two entries of one file look like one work. They are kept as two works."""
    is_one = bool(one.identifiers & other.identifiers) or _may_be_one(one, other)
    return is_one and one.kind == other.kind and _likeness(one, other) > 0


def may_be_edited(one: Described, other: Described) -> bool:
    """Whether two entries with one id may be one work before and after an edit by hand that changed even the title."""
    return _may_be_one(one, other) and one.year == other.year


def _are_preprint_and_paper(one: Described, other: Described) -> bool:
    """Whether one is a preprint and the other is certainly not. Then they are two works."""
    kinds = {one.kind, other.kind}
    return "preprint" in kinds and not kinds <= UNSETTLED


def _may_be_one(one: Described, other: Described) -> bool:
    """Whether no identifier, author or year shows that they are two works."""
    is_near = _is_near(one, other)
    return is_near and not _differ(one.dois, other.dois) and not _differ(one.arxiv_ids, other.arxiv_ids)


def _have_other_words(found: Described, known: Described, over_time: bool) -> bool:
    """Whether the titles differ in a word, and a correction of one entry does not explain it."""
    if over_time and found.key and (found.key, found.year) == (known.key, known.year):
        return False
    return all(has_another_word(mine, others) for mine in found.titles for others in known.titles)


def _differ(mine: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both have identifiers, but no common one."""
    return bool(mine and others) and mine.isdisjoint(others)


def _is_near(one: Described, other: Described) -> bool:
    """Whether two works have the same first author, as far as both have authors, and years that differ by `YEARS`."""
    has_years = one.year is not None and other.year is not None and not one.kind == other.kind == "patent"
    if has_years and abs((one.year or 0) - (other.year or 0)) > YEARS:  # a patent has several days
        return False
    return share_author(one, other)


def share_author(one: Described, other: Described) -> bool:
    """Whether two works have the same first author, as far as both have authors."""
    return not one.families or not other.families or not one.families.isdisjoint(other.families)


def _is_another_issue(found: Described, known: Described, over_time: bool) -> bool:
    """Whether they are in different volumes or issues or are patents of different offices.

    Not so if a correction of one entry explains it.
    """
    mine, others = found.fields, known.fields
    pairs = ((mine[name], others[name]) for name in _NUMBERS if name in mine and name in others)
    differ = any(one != other and not is_one_number(one, other) for one, other in pairs)
    differ = differ or _differ(_offices(found), _offices(known))
    is_one_entry = over_time and (found.key, found.year) == (known.key, known.year)
    is_one_entry = is_one_entry and found.identifiers == known.identifiers
    return differ and not is_one_entry


def _offices(work: Described) -> frozenset[str]:
    """The two letters of the office of a patent, from its country or before its number; nothing if neither has them."""
    if work.kind not in ("patent", ""):  # an entry of the section `patents` states no kind
        return frozenset()
    stated = [str(work.fields[name]) for name in ("country", "x-country", "number") if name in work.fields]
    found = [re.match(r"([A-Z]{2})(?:[\W_]*\d|$)", text.strip().upper()) for text in stated]
    return frozenset(match[1] for match in found if match)


def is_one_number(one: Any, other: Any) -> bool:
    """Whether two texts are the same number of a patent: `US 10,000,000 B2` is `10000000`."""
    return bool(re.search(r"\d{5}", _bare(one))) and _bare(one) == _bare(other)


def _bare(number: Any) -> str:
    return re.sub(r"^[A-Z]{2}(?=\d{5})|(?<=\d{5})[A-Z]\d?$", "", re.sub(r"[\W_]", "", str(number).upper()))


def _weighed(reason: int, found: Described, known: Described, likeness: float) -> Evidence:
    mine, others = found.fields, known.fields
    both = [mine[name] == others[name] for name in mine if name in others]
    return Evidence(reason, likeness, 2 * sum(both) - len(both), bool(found.key) and found.key == known.key)


def _likeness(one: Described, other: Described) -> float:
    return max((similarity(mine, others) for mine in one.titles for others in other.titles), default=0.0)


def titles_of(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The title of a work without markup, in every language."""
    title = fields.get("title")
    texts = title.values() if isinstance(title, Mapping) else [title]
    return tuple(_plain(text) for text in texts if isinstance(text, str) and text.strip())


@functools.lru_cache(maxsize=1 << 15)
def _plain(text: str) -> str:
    """A text without its markup, or as typed if its markup is invalid."""
    if not _MARKUP.search(text):
        return text
    from pydantic_core import PydanticCustomError

    from cvkit.model.text import parse_text

    try:
        return parse_text(text).plain() or text
    except PydanticCustomError:
        return text


def _families(authors: Any) -> frozenset[str]:
    """The spellings of the first author's family name: `Müller` is `muller` and `mueller`."""
    first = authors[0] if isinstance(authors, list) and authors else None
    return _families_of_text(first) if isinstance(first, str) else _first_family(authors)


@functools.lru_cache(maxsize=1 << 12)
def _families_of_text(text: str) -> frozenset[str]:
    return _first_family([text])


def _first_family(authors: Any) -> frozenset[str]:
    names = typed_names(authors[:1] if isinstance(authors, list) else authors)
    return _spellings(names[0]) if names else frozenset()


@functools.lru_cache(maxsize=1 << 12)
def _spellings(name: Name) -> frozenset[str]:
    if is_unspaced_script(name.full):  # the family name may be first or last: `철수 김`, `김철수`
        return frozenset(["".join(sorted(fold_title(name.full)))])
    family = (name.literal or name.family or name.full).casefold()
    forms = (family, family.translate(_UMLAUTS))
    return frozenset(fold_title(_without_accents(form)) for form in forms if form.strip())


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
