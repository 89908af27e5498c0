"""Amounts of money as people type them."""

from __future__ import annotations

import re
from typing import NamedTuple

from cvkit.model.lazy_pattern import lazy_pattern

CURRENCIES = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD",
    "£": "GBP", "pound": "GBP", "pounds": "GBP", "¥": "JPY", "yen": "JPY", "円": "JPY", "₩": "KRW", "won": "KRW",
    "원": "KRW", "元": "CNY", "rmb": "CNY", "yuan": "CNY", "franken": "CHF", "francs": "CHF", "sfr": "CHF",
    "kč": "CZK", "zł": "PLN", "ft": "HUF", "лв": "BGN", "₽": "RUB", "руб": "RUB", "₴": "UAH", "грн": "UAH", "₺": "TRY",
    "tl": "TRY", "₹": "INR", "₪": "ILS", "₫": "VND", "฿": "THB", "₱": "PHP", "r$": "BRL", "nt$": "TWD", "hk$": "HKD",
    "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "can$": "CAD", "nz$": "NZD", "s$": "SGD", "lei": "RON",
}  # fmt: skip
"""Character or word of a currency → its code (ISO 4217)."""
_SEVERAL = {
    "kr": ("DKK", "NOK", "SEK", "ISK"), "kronor": ("SEK",), "kroner": ("DKK", "NOK"),
    "peso": ("ARS", "CLP", "COP", "MXN"), "rs": ("INR", "LKR", "PKR"),
}  # fmt: skip
"""Word for the currencies of several countries → their codes."""

_SHORT = {
    **dict.fromkeys(("k", "thousand", "tsd"), 10**3),
    **dict.fromkeys(("만", "万", "萬"), 10**4),
    **dict.fromkeys(("m", "mn", "mio", "million", "millions"), 10**6),
    **dict.fromkeys(("억", "亿", "億"), 10**8),
    **dict.fromkeys(("bn", "billion", "mrd"), 10**9),
}
"""Word for a power of ten behind a number → that power."""
_AMOUNT = lazy_pattern(
    r"(?P<before>[^\d\s.,]{0,8})\.?\s*(?P<digits>\d[\d.,'’ \u00a0\u202f]*?)"
    r"(?:\s*(?P<short>thousand|tsd\.?|millions?|mio\.?|mn|k|m|billion|bn|mrd\.?|[만万萬억亿億])(?![A-Za-zÀ-ɏ]))?"
    r"\s*(?P<behind>[^\d\s.,]{0,8}?)(?:[.,][-–—]|\.)?",
    re.IGNORECASE,
)
_GROUPED = lazy_pattern(r"\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?")


class TypedAmount(NamedTuple):
    """The digits of an amount, and the code of the currency beside it, if any."""

    digits: str
    currency: str = ""
    currencies: tuple[str, ...] = ()
    """The codes of several currencies that the word beside the amount can mean."""


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
    currencies = currency_codes(words[0]) if words else ()
    if len(currencies) > 1:
        return TypedAmount(number, currencies=currencies)
    return TypedAmount(number, "".join(currencies)) if currencies or not words else None


def currency_codes(word: str) -> tuple[str, ...]:
    """The codes of the currencies that a word can mean: `kr` is the currency of several countries.

    >>> currency_codes("€"), currency_codes("kr.")
    (('EUR',), ('DKK', 'NOK', 'SEK', 'ISK'))
    """
    word = word.strip(". ").lower()
    if several := _SEVERAL.get(word.removesuffix("s")) or _SEVERAL.get(word):
        return several
    code = CURRENCIES.get(word, word.upper() if re.fullmatch("[a-z]{3}", word) else "")
    return (code,) if code else ()
