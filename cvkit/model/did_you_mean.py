"""Find the known word that a user probably meant: letters may be missing, doubled, exchanged or wrong."""

from __future__ import annotations

from collections.abc import Iterable


def closest_match(word: str, known: Iterable[str]) -> str | None:
    """The known word with the smallest edit distance to a word; else one that begins alike; else None.

    >>> closest_match("jurnal", ["journal", "conference"])
    'journal'
    >>> closest_match("wibble", ["title", "venue"])
    """
    folded, known = _folded(word), list(known)
    most = max(1, len(folded) // 3)
    found = [(distance, _tie_breaker(folded, _folded(other)), other)
             for other in known if (distance := edit_distance(folded, _folded(other), most)) <= most]  # fmt: skip
    if not found and len(folded) >= 3:
        found = [(len(other), 0, other) for other in known if _begins(_folded(other), folded)]
    return min(found)[2] if found else None


def did_you_mean(name: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """A hint for an unknown name: the closest known name; if none is close, `otherwise`, or else all known names.

    It is empty if no name is known.

    >>> did_you_mean("jurnal", ["journal", "conference"])
    'did you mean `journal`?'
    """
    known = list(known)
    found = closest_match(name, known)
    if found:
        return f"did you mean `{found}`?"
    if otherwise is None:
        return f"choose one of: {', '.join(known)}" if known else ""
    return otherwise


def edit_distance(one: str, other: str, most: int = 99) -> int:
    """The number of letters to insert, delete, replace, or swap with the next letter to turn one word into the other.

    This is the restricted Damerau–Levenshtein distance. If it is above `most`, the result is any number above `most`.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before = before, row
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _tie_breaker(one: str, other: str) -> int:
    """The number of letters that only one of the words has, plus 2 if the first letters differ; smaller is closer."""
    return len(set(one) ^ set(other)) + 2 * (one[:1] != other[:1])


def _begins(known: str, word: str) -> bool:
    """Whether a known word begins with a word, or is at least the first half of that word."""
    return known.startswith(word) or (word.startswith(known) and 2 * len(known) >= len(word))


def _folded(word: str) -> str:
    return word.lower().replace("-", "_").replace(" ", "_")
