"""Numbers with their nouns, for messages."""


def counted(count: int, noun: str) -> str:
    """A number with its noun: `1 page`, `2 pages`, `2 entries`."""
    several = f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
    return f"{count} {noun if count == 1 else several}"
