"""Other words for the fixed values of fields: of everyday language, of BibTeX, and of other tools."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from cvkit.model.biblatex_names import GENRE_OF_TYPE, KIND_OF_TYPE, STATUSES
from cvkit.model.did_you_mean import closest_match, edit_distance

_WORDS: dict[str, dict[str, str]] = {
    "kind": {
        "journal": "journal article, journal paper, magazine, magazine article, periodical, "
        "original article, original research, research article, data paper, dataset paper, "
        "data descriptor, software paper",
        "conference": "conference article, conference proceedings, proceedings paper, full paper, short paper",
        "workshop": "workshop paper",
        "wip": "work in progress, work in progress paper, late breaking result",
        "demo": "demonstration, demo paper",
        "poster": "poster presentation, poster abstract, conference poster",
        "preprint": "arxiv, arxiv preprint, e print, eprint",
        "book": "monograph, edited book, edited volume, edited collection, edition, critical edition, "
        "translation, textbook, exhibition catalogue, exhibition catalog, catalogue, casebook",
        "chapter": "section, book section, book part, book chapter, encyclopedia entry, encyclopedia article, "
        "dictionary entry, encyclopaedia entry, handbook chapter, entry, contribution to a book, contribution, "
        "book contribution, festschrift contribution, catalogue essay, essay in a book",
        "thesis": "dissertation",
        "report": "research report",
        "patent": "patent application",
        "software": "code, program, tool, package",
        "talk": "presentation, lecture",
        "other": "misc, miscellaneous",
    },
    "status": {
        "pending": "submitted, under review, in review, applied",
        "awarded": "active, funded, ongoing, granted, approved, running, won, accepted",
        "completed": "finished, closed, ended, done, past",
        "declined": "rejected, unsuccessful, not funded",
        "current": "ongoing, active, present, now",
        "alumni": "alumnus, alumna, graduated, finished, completed, former, past, done",
        "filed": "pending, patent pending, applied, submitted, application, application filed, under examination",
        "published": "appeared, out, done, publication, published application, laid open",
        "granted": "issued, awarded",
    },
    "paper": {
        "a4": "a4paper, a4 paper, din a4",
        "letter": "us letter, usletter, letterpaper, letter paper, us letter paper, us",
    },
    "language": {
        "en": "english, eng",
        "ko": "korean, 한국어, kr, kor",
        "zh": "chinese, 中文, cn",
        "ja": "japanese, 日本語, jp",
        "de": "german, deutsch, ger",
        "fr": "french, français, fra",
        "es": "spanish, español, spa",
        "it": "italian, italiano, ita",
        "pt": "portuguese, português, por",
        "nl": "dutch, nederlands, nld",
        "pl": "polish, polski",
        "ru": "russian, русский",
    },
    "level": {
        "postdoc": "postdocs, post doc, postdoctoral, postdoctoral researcher, postdoctoral fellow, habilitation",
        "phd": "ph.d, phd student, doctoral, doctorate, doctoral student, doctor, dphil, d.phil, dr, dr. rer. nat, "
        "박사, 박사과정, 博士",
        "ms": "msc, m.sc, m.s, ma, m.a, meng, mphil, master, masters, master student, diplom, diploma, "
        "석사, 석사과정, 硕士, 修士",
        "undergraduate": "bsc, b.sc, bs, b.s, ba, b.a, beng, bachelor, bachelors, bachelor student, "
        "undergrad, ug, 학사, 학부, 本科, 学士",
    },
    "order": {
        "newest-first": "newest, descending, desc, reverse, reverse chronological",
        "oldest-first": "oldest, ascending, asc, chronological",
        "as-listed": "listed, file, none, as typed",
    },
    "names": {"family-first": "last first, family name first", "initials": "abbreviated"},
}
"""Field → value → the words that mean it, in small letters, with spaces for hyphens."""

_GENRES = {
    "thesis": {
        "phdthesis": "phd, doctorate, phd thesis, doctoral thesis, phd dissertation, doctoral dissertation, dr, "
        "doktorarbeit, thèse de doctorat, tesis doctoral, 박사학위논문, 博士論文, 博士论文",
        "mathesis": "master, masters, master thesis, masters thesis, msc thesis, ma thesis, ms thesis, "
        "masters dissertation, masterarbeit, mémoire de master, tesis de máster, 석사학위논문, 修士論文, 硕士论文",
        "bathesis": "bachelor thesis, bachelors thesis, bsc thesis, ba thesis, undergraduate thesis, "
        "honours thesis, honors thesis",
        "Diploma thesis": "diploma thesis, diplomarbeit",
        "Habilitation": "habilitation, habilitation thesis, habilitationsschrift",
    },
    "report": {
        "techreport": "technical report, tech report",
        **{word: word for word in ("working paper", "white paper", "discussion paper", "policy brief")},
    },
    "talk": {
        "invited talk": "invited, invited talk, invited lecture, invited presentation, invited speaker",
        "contributed talk": "contributed, contributed talk, oral presentation, oral",
        **{word: word for word in ("keynote", "plenary", "panel", "seminar", "guest lecture", "tutorial")},
    },
    "journal": {
        word: word
        for word in (
            "letter", "letter to the editor", "correspondence", "case report", "brief report", "review article",
            "survey", "editorial", "book review", "review", "newspaper article", "case note",
            "randomized trial", "randomised trial", "clinical trial", "systematic review", "meta analysis",
        )
    },
    "other": {
        word: word
        for word in ("album", "composition", "recording", "film", "exhibition", "artwork", "performance", "podcast")
    },
}  # fmt: skip
"""Kind of work → the genre that a word for it states too → these words."""


def folded(word: str) -> str:
    """A word in small letters, without full stops and apostrophes, with spaces for hyphens and underscores."""
    return " ".join(re.sub(r"[.@'’]", "", re.sub("[-_]", " ", word.lower())).split())


@functools.cache
def _meanings() -> dict[str, dict[str, list[str]]]:
    """Field → word → the values that it means."""
    meanings: dict[str, dict[str, list[str]]] = {}
    for field, values in _WORDS.items():
        for value, words in values.items():
            for word in words.split(", "):
                meanings.setdefault(field, {}).setdefault(folded(word), []).append(value)
    for kind, genres in _GENRES.items():
        for word in ", ".join(genres.values()).split(", "):
            meanings["kind"].setdefault(word, []).append(kind)
    return meanings


@functools.cache
def _genres_of_words() -> dict[str, str]:
    """Word for a kind of work → the genre that it states too."""
    pairs = [pair for genres in _GENRES.values() for pair in genres.items()]
    return {word: genre for genre, words in pairs for word in words.split(", ")}


_SEVERAL = {
    "kind": {
        "paper": ["journal", "conference"],
        "abstract": ["conference", "poster"],
        "publication": ["journal", "conference"],
        "commentary": ["journal", "chapter", "book"],
    }
}
"""Words that can mean several values, of which the user chooses one."""


def meant_values(field: str, typed: str, choices: Sequence[str]) -> list[str]:
    """The allowed values that a word of a field can mean: one if there is no doubt, none if nothing is known.

    >>> meant_values("status", "Under review", ["submitted", "accepted"])
    ['submitted']
    """
    word = folded(typed)
    same = [choice for choice in choices if folded(choice) == word]
    found = same or [value for value in _known(field, word) if value in choices]
    if found or len(word) < 4:
        return found
    near = closest_match(word, choices)
    return [near] if near and edit_distance(word, folded(near), 2) <= 1 + (len(word) > 7) else []


def meant_genre(kind: str) -> str:
    """The genre that a word for a kind of work states beside it; empty if it states none.

    >>> meant_genre("PhD thesis"), meant_genre("journal article")
    ('phdthesis', '')
    """
    word = folded(kind)
    return _genres_of_words().get(word) or GENRE_OF_TYPE.get(word, "")


def _known(field: str, word: str) -> list[str]:
    found = [*_meanings().get(field, {}).get(word, ()), *_SEVERAL.get(field, {}).get(word, ())]
    if field == "kind" and not found and word.replace(" ", "-") in KIND_OF_TYPE:
        found.append(KIND_OF_TYPE[word.replace(" ", "-")])
    if field == "status" and word in STATUSES:
        found.insert(0, STATUSES[word])
    return list(dict.fromkeys(found))
