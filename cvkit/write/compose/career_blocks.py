"""Blocks of entries that are not works: posts, degrees, students, service, honors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from cvkit.model.career import Education, Experience, Honor, Hosted, Post, Research, Stay, Supervision
from cvkit.model.diagnostic import KeyPath
from cvkit.model.inline import Emphasis, Inlines, plain_text
from cvkit.model.text import Text
from cvkit.write.blocks import Block, DatedBlock, EntryBlock, GroupHeading, PersonBlock, RowBlock
from cvkit.write.compose.bullets import bullets
from cvkit.write.compose.dates import (
    degree_text,
    span_text,
    start_to_end,
)
from cvkit.write.compose.entry_groups import with_heading_of_alumni
from cvkit.write.compose.phrase import (
    FULL_STOPS,
    fill_template,
    in_words,
    join_phrases,
    linked,
    localized,
    parenthesized,
    phrase,
    sentences,
)
from cvkit.write.locales import Locale
from cvkit.write.page_part import from_origins


def research_block(entry: Research, locale: Locale) -> EntryBlock:
    """Return the block of a research topic: title, role, place, period and highlights."""
    return EntryBlock(
        title=localized(entry.title, locale),
        role=localized(entry.role, locale),
        place=join_phrases(locale.comma, [hosts_of(entry, locale), localized(entry.location, locale)]),
        date=span_text(entry, locale),
        notes=_lines(localized(entry.note, locale)),
        items=bullets(entry.highlights, locale),
    )


def experience_blocks(entries: Sequence[tuple[KeyPath, Experience]], locale: Locale) -> list[Block]:
    """Return the block of each post; several posts at one employer follow it, in one row each."""
    blocks: list[Block] = []
    for path, entry in entries:
        blocks.append(from_origins(experience_block(entry, locale), path))
        for index, post in enumerate(entry.posts):
            at: KeyPath = (*path, "posts", index)
            blocks.append(from_origins(post_row(post, locale), at))
            blocks += [from_origins(item, at) for item in bullets(post.highlights, locale)]
    return blocks


def post_row(post: Post, locale: Locale) -> RowBlock:
    """Return the row of one of several posts: role, department, location and period."""
    parts = [localized(part, locale) for part in (post.role, post.department, post.location)]
    text = phrase(join_phrases(locale.comma, parts), parenthesized(localized(post.note, locale), locale))
    return RowBlock(text, span_text(post, locale))


def experience_block(entry: Experience, locale: Locale) -> EntryBlock:
    """Return the block of a post: organization, role, place and period."""
    return EntryBlock(
        title=hosts_of(entry, locale),
        role=join_phrases(locale.comma, [localized(entry.role, locale), localized(entry.department, locale)]),
        place=localized(entry.location, locale),
        date=span_text(entry, locale),
        notes=_lines(
            localized(entry.lab, locale),
            _labelled(locale.supervisor, entry.supervisor, locale),
            localized(entry.note, locale),
        ),
        items=bullets(entry.highlights, locale),
    )


def education_block(entry: Education, locale: Locale) -> EntryBlock:
    """Return the block of a degree: institution, degree, period, minor, grade, thesis, advisor and courses."""
    degree, field = localized(entry.degree, locale), localized(entry.field, locale)
    thesis = localized(entry.thesis, locale)
    return EntryBlock(
        title=localized(entry.institution, locale),
        role=fill_template(locale.degree, degree=degree, field=field) if degree and field else degree or field,
        place=localized(entry.location, locale),
        date=degree_text(entry, entry.expected, locale),
        notes=_lines(
            *_joined(
                [
                    localized(entry.lab, locale),
                    _labelled(locale.minor, entry.minor, locale),
                    _labelled(locale.grade, entry.grade, locale),
                    _labelled(locale.advisor, entry.advisor, locale),
                ],
                locale,
            ),
            phrase(locale.thesis, (Emphasis(thesis),)) if thesis else (),
            _named(locale.committee, entry.committee, locale),
            *_joined([localized(honor, locale) for honor in entry.honors], locale),
            _listed(locale.courses, entry.courses, locale),
            localized(entry.note, locale),
        ),
        items=bullets(entry.highlights, locale),
    )


SHORT_LINE = 80
"""The most characters of a line that several facts share."""


def _joined(facts: Iterable[Inlines], locale: Locale) -> list[Inlines]:
    """Return facts as few lines: short ones share a line, unless they have the punctuation between them."""
    lines: list[Inlines] = []
    for fact in filter(None, facts):
        longer = phrase(lines[-1], locale.semicolon, fact) if lines else phrase(fact)
        parts = [plain_text(part) for part in (*lines[-1:], fact)]
        is_clear = not any(part.endswith(FULL_STOPS) for part in parts) and locale.semicolon.strip() not in parts[-1]
        if lines and is_clear and len(plain_text(longer)) <= SHORT_LINE:
            lines[-1] = longer
        else:
            lines.append(fact)
    return lines


def supervision_block(entry: Supervision, locale: Locale) -> PersonBlock:
    """Return the block of a student: name, degree, roles, hosts, periods, topic, thesis, advisors and position."""
    stays = entry.stays or (Stay(),)
    times = [*(start_to_end(stay, locale) for stay in stays[:-1]), degree_text(stays[-1], entry.expected, locale)]
    thesis = localized(entry.thesis, locale)
    level = phrase(locale.levels[entry.level]) if entry.level else ()
    degree = _studies(localized(entry.degree, locale), locale) if entry.degree else level
    roles = dict.fromkeys(_stay(stay, entry, locale) for stay in stays)
    topic = localized(entry.topic, locale)
    facts = [
        phrase(locale.thesis, (Emphasis(thesis),)) if thesis else (),
        _named(locale.co_advised, entry.co_advisors, locale),
        _named(locale.committee, entry.committee, locale),
        localized(entry.note, locale),
    ]
    return PersonBlock(
        name=linked(localized(entry.name, locale), entry.url),
        role=join_phrases(locale.comma, [degree, join_phrases(locale.semicolon, roles)]),
        date=locale.comma.join(dict.fromkeys(filter(None, times))),
        topic=sentences([topic, *facts], locale.stop),
        has_own_sentence=not topic and any(facts),
        now=localized(entry.current_position, locale),
        now_label=locale.now if entry.current_position else "",
    )


def _studies(degree: Inlines, locale: Locale) -> Inlines:
    """Return what a student studies for: `PhD student`; the degree alone if it says so itself, or names no degree."""
    words = locale.student.format(degree="").strip(" -:()").casefold()
    typed = plain_text(degree).casefold()
    is_whole = words in typed or re.match("post-?doc", typed)
    return degree if is_whole else fill_template(locale.student, degree=degree)


def _stay(stay: Stay, entry: Supervision, locale: Locale) -> Inlines:
    """Return the role and the hosts of a student in one period: `Intern, ETRI`."""
    role = localized(stay.role or entry.role, locale)
    return join_phrases(locale.comma, [role, *(localized(host, locale) for host in stay.hosts or entry.hosts)])


def hosts_of(entry: Hosted, locale: Locale) -> Inlines:
    """Return the organizations of an entry as a sentence names them: `A and B`."""
    return in_words([localized(host, locale) for host in entry.hosts], locale)


def supervision_blocks(entries: Sequence[tuple[KeyPath, Supervision]], locale: Locale) -> list[Block]:
    """Return the blocks of students in their groups, current students first."""
    blocks = [
        (entry.status or "current", from_origins(supervision_block(entry, locale), path)) for path, entry in entries
    ]
    titles = with_heading_of_alumni([entry for _, entry in entries], locale).supervision_groups
    return grouped({group: titles[group] for group in ("current", "alumni")}, blocks)


def grouped(titles: Mapping[str, str], entries: Sequence[tuple[str, Block]]) -> list[Block]:
    """Return the blocks of each group under its heading.

    A group with an empty title comes first and has no heading; the others keep the order of `titles`.
    """
    blocks: list[Block] = []
    for group in sorted(titles, key=lambda group: (bool(titles[group]), list(titles).index(group))):
        members = [block for member_of, block in entries if member_of == group]
        if members and titles[group]:
            blocks.append(GroupHeading(titles[group], origins=members[0].origins))
        blocks += members
    return blocks


def honor_block(entry: Honor, locale: Locale) -> DatedBlock:
    """Return the block of an honor: year, title, and the work, the event and the giver."""
    return DatedBlock(
        title=phrase(localized(entry.title, locale), parenthesized(localized(entry.note, locale), locale)),
        date=entry.date.years if entry.date else "",
        detail=join_phrases(
            locale.comma, [localized(entry.work, locale), localized(entry.event, locale), localized(entry.by, locale)]
        ),
    )


def _lines(*parts: Inlines) -> tuple[Inlines, ...]:
    return tuple(part for part in parts if part)


def _labelled(label: str, text: Text | None, locale: Locale) -> Inlines:
    return phrase(label, localized(text, locale)) if text else ()


def _listed(label: str, texts: Sequence[Text], locale: Locale) -> Inlines:
    """Return texts behind a label: `Courses: Waves, Ice`."""
    return phrase(label, join_phrases(locale.comma, _items(tuple(texts), locale))) if texts else ()


def _named(label: str, people: Sequence[Text], locale: Locale) -> Inlines:
    """Return people behind a label, as a sentence lists them: `Committee: A, B, and C`."""
    return phrase(label, in_words([localized(person, locale) for person in people], locale)) if people else ()


def _items(texts: tuple[Text, ...], locale: Locale) -> tuple[Inlines, ...]:
    return tuple(localized(text, locale) for text in texts)
