"""Blocks of languages, skills, referees, and of the sections that a user defines."""

from __future__ import annotations

from cvkit.model.inline import Inlines, Link
from cvkit.model.own_section import OwnItem
from cvkit.model.phone import phone_address
from cvkit.model.profile import Language, Referee, Skill
from cvkit.write.blocks import Block, BulletBlock, EntryBlock, PairBlock, RowBlock, TextBlock
from cvkit.write.compose.bullets import bullets
from cvkit.write.compose.career_blocks import hosts_of
from cvkit.write.compose.dates import span_text
from cvkit.write.compose.phrase import join_phrases, linked, localized, parenthesized, phrase, sentences
from cvkit.write.locales import Locale


def language_block(entry: Language, locale: Locale) -> PairBlock:
    """Return the block of a language: name and level."""
    return PairBlock(
        localized(entry.name, locale), _level(localized(entry.level, locale), localized(entry.note, locale), locale)
    )


def skill_block(entry: Skill, locale: Locale) -> PairBlock:
    """Return the block of a field of skills: name, level and skills."""
    items = join_phrases(locale.list_comma, [localized(item, locale) for item in entry.items])
    level = localized(entry.level, locale)
    return PairBlock(
        localized(entry.name, locale),
        _level(join_phrases(locale.colon, [level, items]), localized(entry.note, locale), locale),
    )


def _level(text: Inlines, note: Inlines, locale: Locale) -> Inlines:
    """Return a text with a note in parentheses; only the note if there is no text."""
    return phrase(text, parenthesized(note, locale)) if text else note


def referee_block(entry: Referee, locale: Locale) -> EntryBlock:
    """Return the block of a referee: name, position, organization, relation and contacts."""
    ways: list[Inlines] = []
    if entry.email:
        ways.append((Link(f"mailto:{entry.email}", phrase(entry.email)),))
    if entry.phone:
        ways.append((Link(phone_address(entry.phone), phrase(entry.phone)),))
    notes = (
        join_phrases(locale.comma, [localized(entry.relation, locale), localized(entry.note, locale)]),
        join_phrases(locale.comma, ways),
    )
    return EntryBlock(
        title=linked(localized(entry.name, locale), entry.url),
        role=join_phrases(locale.comma, [localized(entry.position, locale), localized(entry.department, locale)]),
        place=join_phrases(locale.comma, [hosts_of(entry, locale), localized(entry.location, locale)]),
        notes=tuple(note for note in notes if note),
    )


def own_block(entry: OwnItem, locale: Locale) -> Block:
    """Return the block of an entry in a section that the user defines. Its fields decide the type of the block.

    An entry with a title, role, location or highlights becomes an `EntryBlock`; else one with a label, a `PairBlock`;
    else one with a date, a `RowBlock`; else one with a bullet, a `BulletBlock`. Any other entry becomes a paragraph.
    """
    date, note = span_text(entry, locale), localized(entry.note, locale)
    text = sentences([localized(entry.text, locale), localized(entry.bullet, locale)], locale.stop)
    label = localized(entry.label, locale)
    if entry.title or entry.role or entry.location or entry.highlights:
        title = localized(entry.title, locale)
        lines = [join_phrases(" ", [label, text]), note] if title else [note]
        return EntryBlock(
            title=title or join_phrases(" ", [label, text]),
            role=localized(entry.role, locale),
            place=localized(entry.location, locale),
            date=date,
            notes=tuple(line for line in lines if line),
            items=bullets(entry.highlights, locale),
        )
    if label:
        return PairBlock(label, phrase(join_phrases(locale.comma, [text, date]), parenthesized(note, locale)))
    body = phrase(text, parenthesized(note, locale))
    if date:
        return RowBlock(body, date)
    return BulletBlock(body) if entry.bullet else TextBlock(body)
