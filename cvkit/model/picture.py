"""Pictures: a file or an address, and the words for readers who do not see it."""

from typing import Any

from cvkit.model.fields import Model, Word
from cvkit.model.text import TextField


class Picture(Model):
    """A picture. Without `alt`, a page describes it by the name or the title that it belongs to."""

    file: Word
    """A file of the record; of a work also an address."""
    alt: TextField | None = None


def with_file(value: Any) -> Any:
    """Turn a picture that is typed as one text into a mapping with that file."""
    return {"file": value} if isinstance(value, str) else value
