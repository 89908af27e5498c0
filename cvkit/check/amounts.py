"""Amounts of money as people type them."""

from __future__ import annotations

import re
from typing import NamedTuple

from cvkit.model.lazy_pattern import lazy_pattern

CURRENCIES = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD",
    "£": "GBP", "pound": "GBP", "pounds": "GBP", "¥": "JPY", "yen": "JPY", "円": "JPY", "₩": "KRW", "won": "KRW",
    "원": "KRW", "元": "CNY", "rmb": "CNY", "yuan": "CNY", "franken": "CHF", "francs": "CHF", "sfr": "CHF",
}  # fmt: skip
"""Character or word of a currency → its code (ISO 4217)."""

_SHORT = {
    **dict.fromkeys(("k", "thousand", "tsd"), 10**3),
    **dict.fromkeys(("만", "万", "萬"), 10**4),
    **dict.fromkeys(("m", "mn", "mio", "million", "millions"), 10**6),
    **dict.fromkeys(("억", "亿", "億"), 10**8),
    **dict.fromkeys(("bn", "billion", "mrd"), 10**9),
}
"""Word for a power of ten behind a number → that power."""
_AMOUNT = lazy_pattern(
    r"(?P<before>[^\d\s.,]{0,8})\s*(?P<digits>\d[\d.,'’ \u00a0\u202f]*?)"
    r"(?:\s*(?P<short>thousand|tsd\.?|millions?|mio\.?|mn|k|m|billion|bn|mrd\.?|[만万萬억亿億])(?![A-Za-z]))?"
    r"\s*(?P<behind>[^\d\s.,]{0,8}?)(?:[.,][-–—])?",
    re.IGNORECASE,
)
_GROUPED = lazy_pattern(r"\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?")


class TypedAmount(NamedTuple):
    """The digits of an amount, and the code of the currency beside it, if any."""

    digits: str
    currency: str = ""


def read_amount(text: str) -> TypedAmount | None:
    """The amount that a text means; None if it means none, or could mean two.

    >>> read_amount("€ 1,500")
    TypedAmount(digits='1500', currency='EUR')
    >>> read_amount("1.5 million")
    TypedAmount(digits='1500000', currency='')
    """
    found = _AMOUNT.fullmatch(text.strip())
    if not found:
        return None
    digits = found["digits"].strip()
    if _GROUPED.fullmatch(digits) and not found["short"]:
        cents = re.search(r"[.,](\d{1,2})$", digits)
        whole = re.sub(r"\D", "", digits[: cents.start()] if cents else digits)
        number = f"{whole}.{cents[1]}" if cents and int(cents[1]) else whole
    elif re.fullmatch(r"\d+(?:[.,]\d+)?", digits):
        number = digits.replace(",", ".")
    else:
        return None
    if found["short"]:
        scaled = float(number) * _SHORT[found["short"].lower().rstrip(".")]
        number = f"{scaled:.0f}" if scaled == int(scaled) else str(scaled)
    words = [word.lower() for word in (found["before"], found["behind"]) if word]
    if len(words) > 1:
        return None
    currency = currency_code(words[0]) if words else ""
    return TypedAmount(number, currency) if currency or not words else None


def currency_code(word: str) -> str:
    """The code of a currency that a word names; empty if it names none."""
    return CURRENCIES.get(word.lower(), word.upper() if re.fullmatch("[A-Za-z]{3}", word) else "")
