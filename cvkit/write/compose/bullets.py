"""The bullets below an entry."""

from __future__ import annotations

from collections.abc import Sequence

from cvkit.model.bullet import Bullet
from cvkit.model.text import Text
from cvkit.write.blocks import BulletBlock
from cvkit.write.compose.phrase import localized
from cvkit.write.locales import Locale


def bullets(texts: Sequence[Text], locale: Locale) -> tuple[BulletBlock, ...]:
    """Return texts as bullets, each with those below it."""
    return tuple(
        BulletBlock(localized(text, locale), bullets(text.items, locale) if isinstance(text, Bullet) else ())
        for text in texts
    )
