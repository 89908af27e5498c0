"""Numbers with their nouns, for messages."""


def counted(count: int, noun: str) -> str:
    """A number with its noun: `1 page`, `2 pages`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
