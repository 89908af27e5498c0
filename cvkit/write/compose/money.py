"""Amounts of money in words: with the separators of the language and the currency."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from cvkit.model.activity import Grant
from cvkit.model.grant_sums import sum_grants
from cvkit.write.compose.dates import TIE
from cvkit.write.locales import Locale


def money_text(amount: str | Decimal, currency: str | None, locale: Locale) -> str:
    """Return an amount as text, on one line: `EUR 38,500.50`; without a currency only the number."""
    whole, point, part = f"{amount}".partition(".")
    number = locale.number(int(whole)) + (f"{locale.decimal}{part}" if point else "")
    return locale.money.format(amount=number, currency=currency or "").strip().replace(" ", TIE)


def own_share_text(grant: Grant, locale: Locale) -> str:
    """Return the owner's part of a grant: `own share EUR 100,000 (25%)`; empty if the grant does not state it."""
    percent = locale.percent.format(value=locale.decimals(grant.share)) if grant.share else ""
    amount = money_text(grant.own_amount, grant.currency, locale) if grant.own_amount else ""
    share = f"{amount} ({percent})" if amount and percent else amount or percent
    return locale.own_share.format(share=share) if share else ""


def sum_text(grants: Sequence[Grant], terms: Sequence[str], locale: Locale) -> str:
    """Return the sum of grants, one amount for each currency: `EUR 90,000 and USD 10,000`."""
    totals = sum_grants(grants, terms).totals or {"": Decimal()}
    texts = [money_text(f"{total:f}", currency, locale) for currency, total in totals.items()]
    *first, last = texts
    if not first:
        return last
    return locale.list_comma.join(first) + locale.before_last(last, is_second=len(first) == 1) + last
