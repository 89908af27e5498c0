"""Blocks of summaries, languages, skills, referees, and of sections that a record names itself."""

from __future__ import annotations

from cvkit.model.inline import Inlines, Link
from cvkit.model.own_section import OwnItem
from cvkit.model.profile import Language, Referee, Skill
from cvkit.write.blocks import Block, BulletBlock, EntryBlock, PairBlock, RowBlock, TextBlock
from cvkit.write.compose.activity_blocks import linked
from cvkit.write.compose.career_blocks import hosts_of
from cvkit.write.compose.dates import span_text
from cvkit.write.compose.head import phone_address
from cvkit.write.compose.phrase import join_phrases, localized, parenthesized, phrase
from cvkit.write.locales import Locale


def language_block(entry: Language, locale: Locale) -> PairBlock:
    """A language and its level."""
    return PairBlock(
        localized(entry.name, locale), _level(localized(entry.level, locale), localized(entry.note, locale))
    )


def skill_block(entry: Skill, locale: Locale) -> PairBlock:
    """A field and what is mastered in it."""
    items = join_phrases(", ", [localized(item, locale) for item in entry.items])
    level = localized(entry.level, locale)
    return PairBlock(
        localized(entry.name, locale), _level(join_phrases(": ", [level, items]), localized(entry.note, locale))
    )


def _level(text: Inlines, note: Inlines) -> Inlines:
    """A text with a note in parentheses; the note alone where there is no text."""
    return phrase(text, parenthesized(note)) if text else note


def referee_block(entry: Referee, locale: Locale) -> EntryBlock:
    """Somebody who speaks for the person, and how to reach them."""
    ways: list[Inlines] = []
    if entry.email:
        ways.append((Link(f"mailto:{entry.email}", phrase(entry.email)),))
    if entry.phone:
        ways.append((Link(phone_address(entry.phone), phrase(entry.phone)),))
    notes = (
        join_phrases(", ", [localized(entry.relation, locale), localized(entry.note, locale)]),
        join_phrases(", ", ways),
    )
    return EntryBlock(
        title=linked(localized(entry.name, locale), entry.url),
        role=join_phrases(", ", [localized(entry.position, locale), localized(entry.department, locale)]),
        place=join_phrases(", ", [hosts_of(entry, locale), localized(entry.location, locale)]),
        notes=tuple(note for note in notes if note),
    )


def own_block(entry: OwnItem, locale: Locale) -> Block:
    """An entry of a section of the user's own, in the form that follows from what it has."""
    text, date = localized(entry.text, locale), span_text(entry, locale)
    note = localized(entry.note, locale)
    if entry.title:
        return EntryBlock(
            title=localized(entry.title, locale),
            role=localized(entry.role, locale),
            place=localized(entry.location, locale),
            date=date,
            notes=tuple(part for part in (text, localized(entry.bullet, locale), note) if part),
            items=tuple(localized(item, locale) for item in entry.highlights),
        )
    body = phrase(text or localized(entry.bullet, locale), parenthesized(note))
    if entry.label:
        return PairBlock(localized(entry.label, locale), body)
    if date:
        return RowBlock(body, date)
    return BulletBlock(body) if entry.bullet else TextBlock(body)
