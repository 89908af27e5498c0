"""Blocks of summaries, languages, skills, referees, and of sections that a record names itself."""

from __future__ import annotations

from cvkit.model.inline import Inlines, Link
from cvkit.model.own_section import OwnItem
from cvkit.model.profile import Language, Referee, Skill
from cvkit.write.blocks import Block, BulletBlock, EntryBlock, PairBlock, RowBlock, TextBlock
from cvkit.write.compose.activity import linked
from cvkit.write.compose.career import hosts_of
from cvkit.write.compose.dates import span_text
from cvkit.write.compose.head import phone_address
from cvkit.write.compose.phrase import enclosed, joined, phrase, said
from cvkit.write.words import Words


def language_block(entry: Language, words: Words) -> PairBlock:
    """A language and its level."""
    return PairBlock(said(entry.name, words), _level(said(entry.level, words), said(entry.note, words)))


def skill_block(entry: Skill, words: Words) -> PairBlock:
    """A field and what is mastered in it."""
    items = joined(", ", [said(item, words) for item in entry.items])
    level = said(entry.level, words)
    return PairBlock(said(entry.name, words), _level(joined(": ", [level, items]), said(entry.note, words)))


def _level(text: Inlines, note: Inlines) -> Inlines:
    """A text with a note in parentheses; the note alone where there is no text."""
    return phrase(text, enclosed(note)) if text else note


def referee_block(entry: Referee, words: Words) -> EntryBlock:
    """Somebody who speaks for the person, and how to reach them."""
    ways: list[Inlines] = []
    if entry.email:
        ways.append((Link(f"mailto:{entry.email}", phrase(entry.email)),))
    if entry.phone:
        ways.append((Link(phone_address(entry.phone), phrase(entry.phone)),))
    notes = (joined(", ", [said(entry.relation, words), said(entry.note, words)]), joined(", ", ways))
    return EntryBlock(
        title=linked(said(entry.name, words), entry.url),
        role=joined(", ", [said(entry.position, words), said(entry.department, words)]),
        place=joined(", ", [hosts_of(entry, words), said(entry.location, words)]),
        notes=tuple(note for note in notes if note),
    )


def own_block(entry: OwnItem, words: Words) -> Block:
    """An entry of a section of the user's own, in the form that follows from what it has."""
    text, date = said(entry.text, words), span_text(entry, words)
    note = said(entry.note, words)
    if entry.title:
        return EntryBlock(
            title=said(entry.title, words),
            role=said(entry.role, words),
            place=said(entry.location, words),
            date=date,
            notes=tuple(part for part in (text, said(entry.bullet, words), note) if part),
            items=tuple(said(item, words) for item in entry.highlights),
        )
    body = phrase(text or said(entry.bullet, words), enclosed(note))
    if entry.label:
        return PairBlock(said(entry.label, words), body)
    if date:
        return RowBlock(body, date)
    return BulletBlock(body) if entry.bullet else TextBlock(body)
