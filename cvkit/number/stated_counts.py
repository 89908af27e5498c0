"""Check the counts of works that the user writes in running text against the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvkit.model.diagnostic import Diagnostic, KeyPath, Range, Severity
from cvkit.model.inline import plain_offsets, plain_text
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.record_texts import texts_of
from cvkit.model.rule import Rule
from cvkit.number.counts import COUNTED_KINDS, count_works
from cvkit.number.numbered import Numbered

TEXT_SECTIONS = ("summary", "sections")
"""The sections with free text of the user."""

COUNTED_WORDS = {"papers": "", "articles": "", "publications": "", "patents": "patent"}
"""The words after a number, and the kind that each means; empty for all kinds."""

_COUNT = lazy_pattern(
    rf"(?<![\d.,$-])(\d{{1,3}}(?:,\d{{3}})+|\d+) ({'|'.join(COUNTED_WORDS)})\b(?! (?:a|per|each|every)\b)",
    re.IGNORECASE,
)
_ROUGHLY = lazy_pattern(
    r"(over|than|about|around|nearly|almost|some|least|most|approximately|of the|~|≈|>)\s*$", re.IGNORECASE
)


class WrongStatedCount(Rule):
    """Your own text states a number of papers or patents that does not match the record.

    A number that you type becomes wrong with the next paper. This number matches no count of the record. Write
    `{{count:…}}`, which counts the works, or fix the number. cvkit does not check a number after a word such as `over`
    or `about`.
    ```yaml
    summary: Author of 14 papers.
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    ```
    ```yaml
    summary: "Author of {{count:J}} papers."
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    ```
    """

    code = "N306"
    severity = Severity.WARNING
    message = "the text says {count} {word}, but the record has {right}"
    hint = "write `{{{{count:{terms}}}}}`, which prints {right} and never goes out of date"
    fix = "write `{{count:…}}`, which counts them"


class _WrongStatedCountOfNoSeries(WrongStatedCount):
    hint = "correct or delete the number"


def check_stated_counts(numbered: Numbered) -> Iterator[Diagnostic]:
    """Report a number directly before papers, articles, publications or patents if it is not a count of the record.

    A number is right if it is the count of any series, of any kind, or of all such works.
    """
    record = numbered.record
    for section in TEXT_SECTIONS:
        for path, text in texts_of(getattr(record, section), (section,)):
            for language, inlines in text.versions:
                plain = plain_text(inlines)
                for found in _COUNT.finditer(plain):
                    if not _ROUGHLY.search(plain[: found.start()]):
                        where = (*path, language) if language else path
                        offsets = list(plain_offsets(inlines))
                        part = Range(offsets[found.start(1)], offsets[found.end(1) - 1] + 1)
                        yield from _wrong(numbered, found, where, part)


def _wrong(numbered: Numbered, found: re.Match[str], path: KeyPath, part: Range) -> Iterator[Diagnostic]:
    count, word = int(found[1].replace(",", "")), found[2].lower()
    kind = COUNTED_WORDS[word]
    works = [numbered.work(path) for path in numbered.newest_first if not numbered.work(path).hidden]
    papers = [work for work in works if work.kind != "patent"]
    series = sorted({label.series for at, label in numbered.labels.items() if at[0] == "publications"})
    terms = [kind] if kind else series
    counts = {len([work for work in works if work.kind == kind]) if kind else len(papers)}
    counts |= {count_works(numbered, [term]) for term in ((kind and [kind]) or [*series, *COUNTED_KINDS])}
    counts.add(count_works(numbered, terms) if terms else 0)
    if count in counts - {0}:
        return
    right = count_works(numbered, terms) if terms else len(papers)
    rule = WrongStatedCount if terms else _WrongStatedCountOfNoSeries
    yield rule.at(path, part, count=count, word=word, right=right, terms=",".join(terms))
