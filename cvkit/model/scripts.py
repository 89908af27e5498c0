"""Scripts of East Asia in a text: where they stand, and which language they say."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HANGUL = r"\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_KANA = r"\u3040-\u30ff\u31f0-\u31ff"
_HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HANGUL}{_KANA}{_HAN}](?:[{_HANGUL}{_KANA}{_HAN} ]*[{_HANGUL}{_KANA}{_HAN}])?")
EAST_ASIAN = ("ko", "ja", "zh")


def script_language(text: str) -> str:
    """The language of a text in a script of East Asia; none where no such letter is in it."""
    for letters, language in ((_HANGUL, "ko"), (_KANA, "ja"), (_HAN, "zh")):
        if re.search(f"[{letters}]", text):
            return language
    return ""


def script_runs(text: str, language: str) -> Iterator[tuple[str, str]]:
    """A text in pieces, each with the language of its script, none where it is that of the page.

    >>> list(script_runs("Lee 이제민", "en"))
    [('Lee ', ''), ('이제민', 'ko')]
    """
    if text.isascii() or language.partition("-")[0] in EAST_ASIAN:
        yield text, ""
        return
    end = 0
    for run in _RUN.finditer(text):
        yield text[end : run.start()], ""
        yield run[0], script_language(run[0])
        end = run.end()
    yield text[end:], ""
