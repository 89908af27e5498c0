"""Blocks of what is no work: posts, degrees, students, service, honors."""

from __future__ import annotations

from collections.abc import Sequence

from cvkit.model.career import Education, Experience, Honor, Hosted, Research, Service, Stay, Supervision
from cvkit.model.inline import Emphasis, Inlines
from cvkit.model.text import Text
from cvkit.write.blocks import Block, DatedBlock, EntryBlock, GroupHeading, PersonBlock, RowBlock
from cvkit.write.compose.dates import TIE, dates_text, span_text, within_year_text, years_of
from cvkit.write.compose.phrase import enclosed, filled, in_words, joined, phrase, said, sentences
from cvkit.write.words import Words


def research_block(entry: Research, words: Words) -> EntryBlock:
    """A line of research: what, as what, where, when, and what was done."""
    return EntryBlock(
        title=said(entry.title, words),
        role=said(entry.role, words),
        place=joined(", ", [hosts_of(entry, words), said(entry.location, words)]),
        date=span_text(entry, words),
        notes=_lines(said(entry.note, words)),
        items=_items(entry.highlights, words),
    )


def experience_block(entry: Experience, words: Words) -> EntryBlock:
    """A post: where, as what, when."""
    return EntryBlock(
        title=hosts_of(entry, words),
        role=joined(", ", [said(entry.role, words), said(entry.department, words)]),
        place=said(entry.location, words),
        date=span_text(entry, words),
        notes=_lines(
            said(entry.lab, words),
            _labelled(words.supervisor, entry.supervisor, words),
            said(entry.note, words),
        ),
        items=_items(entry.highlights, words),
    )


def education_block(entry: Education, words: Words) -> EntryBlock:
    """A degree: where, which, when, under whom, on what."""
    degree, field = said(entry.degree, words), said(entry.field, words)
    thesis = said(entry.thesis, words)
    return EntryBlock(
        title=said(entry.institution, words),
        role=filled(words.degree, degree=degree, field=field) if degree and field else degree or field,
        place=said(entry.location, words),
        date=span_text(entry, words),
        notes=_lines(
            said(entry.lab, words),
            phrase(words.thesis, (Emphasis(thesis),)) if thesis else (),
            _labelled(words.advisor, entry.advisor, words),
            *(said(honor, words) for honor in entry.honors),
            said(entry.note, words),
        ),
        items=_items(entry.highlights, words),
    )


def supervision_block(entry: Supervision, words: Words) -> PersonBlock:
    """A student: as what and where, when, on what, and what became of them."""
    stays = entry.periods or (Stay(),)
    roles = dict.fromkeys(_stay(stay, entry, words) for stay in stays)
    return PersonBlock(
        name=said(entry.name, words),
        role=joined("; ", roles),
        date=", ".join(dict.fromkeys(text for stay in entry.periods if (text := span_text(stay, words)))),
        topic=sentences([said(entry.topic, words), said(entry.note, words)]),
        now=said(entry.current_position, words),
        now_label=words.now if entry.current_position else "",
    )


def _stay(stay: Stay, entry: Supervision, words: Words) -> Inlines:
    """As what and where a student was for one period: `Summer Intern, ETRI`."""
    role = said(stay.role or entry.role, words)
    if not role and entry.degree:
        role = filled(words.student, degree=said(entry.degree, words))
    return joined(", ", [role, *(said(host, words) for host in stay.hosts or entry.hosts)])


def service_block(entry: Service, words: Words) -> RowBlock:
    """A service: in what role, to whom, when."""
    role = () if entry.is_review else said(entry.role, words)
    text = joined(", ", [role, hosts_of(entry, words)]) or said(entry.role, words)
    return RowBlock(
        text=phrase(text, _times(entry), enclosed(said(entry.note, words))),
        date=dates_text(entry.dates, words) if entry.dates else span_text(entry, words),
    )


def review_blocks(entries: Sequence[Service], words: Words) -> list[RowBlock]:
    """Reviews, those of one year in one row, the newest first; before them what has no date or a period."""
    rows = [service_block(entry, words) for entry in entries if not entry.single_dates]
    years: dict[int, list[Inlines]] = {}
    for entry in entries:
        for year, dates in years_of(entry.single_dates).items():
            text = phrase(hosts_of(entry, words), _times(entry), enclosed(said(entry.note, words)))
            years.setdefault(year, []).append(joined(f",{TIE}", [text, within_year_text(dates, words)]))
    return [*rows, *(RowBlock(joined("; ", years[year]), str(year)) for year in sorted(years, reverse=True))]


def hosts_of(entry: Hosted, words: Words) -> Inlines:
    """The organizations of an entry, as a sentence names them."""
    return in_words([said(host, words) for host in entry.hosts], words)


def _times(entry: Service) -> str:
    return f" ({entry.count})" if entry.count and entry.count > 1 else ""


def supervision_blocks(entries: Sequence[Supervision], words: Words) -> list[Block]:
    """Students, those of today first."""
    return grouped(words.supervision_groups, [(entry.status, supervision_block(entry, words)) for entry in entries])


def service_blocks(entries: Sequence[Service], words: Words) -> list[Block]:
    """Services in their groups."""
    reviews = [entry for entry in entries if entry.is_review and entry.group == "reviewer"]
    others = [(entry.group, service_block(entry, words)) for entry in entries if entry not in reviews]
    rows = [("reviewer", row) for row in review_blocks(reviews, words)]
    return grouped(words.service_groups, [*others, *rows])


def grouped(titles: dict[str, str], entries: Sequence[tuple[str, Block]]) -> list[Block]:
    """The blocks of each group under its heading, groups in the order of their titles; no heading for one without."""
    blocks: list[Block] = []
    for group in sorted(titles, key=lambda group: (bool(titles[group]), list(titles).index(group))):
        members = [block for member_of, block in entries if member_of == group]
        if members and titles[group]:
            blocks.append(GroupHeading(titles[group]))
        blocks += members
    return blocks


def honor_block(entry: Honor, words: Words) -> DatedBlock:
    """An honor: its year, its name, for what and by whom."""
    return DatedBlock(
        title=phrase(said(entry.title, words), enclosed(said(entry.note, words))),
        date=entry.year,
        detail=joined(", ", [said(entry.work, words), said(entry.event, words), said(entry.by, words)]),
    )


def _lines(*parts: Inlines) -> tuple[Inlines, ...]:
    return tuple(part for part in parts if part)


def _labelled(label: str, text: Text | None, words: Words) -> Inlines:
    return phrase(label, said(text, words)) if text else ()


def _items(texts: tuple[Text, ...], words: Words) -> tuple[Inlines, ...]:
    return tuple(said(text, words) for text in texts)
