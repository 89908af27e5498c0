"""Regular expressions that are compiled at their first use: a large one takes milliseconds, and few runs use all."""

from __future__ import annotations

import re
from typing import Any, cast


class _LazyPattern:
    """Compiles its text at the first use of a method, and keeps that method."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, method)
        return method


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is used as one from `re.compile`, but only by its methods."""
    return cast("re.Pattern[str]", _LazyPattern(text, flags))
