"""Rules about grants: the owner among the investigators, the owner's part of an amount, and the sums in texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cvkit.model.activity import Grant
from cvkit.model.diagnostic import Diagnostic, KeyPath, Range, Severity
from cvkit.model.grant_sums import OWN_PARTS, sum_grants, unknown_sum_term
from cvkit.model.inline import PrintedSum
from cvkit.model.plural import counted
from cvkit.model.record import Record
from cvkit.model.record_texts import references_and_figures
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.source import Source


class WrongShare(Rule):
    """Your part of a grant is more than the grant, or `share` and `own_amount` contradict each other.

    `own_amount` is the part of `amount` that is yours, and `share` is the same part in percent. So neither can be more
    than the whole, and the share follows from the two amounts. Compare the figures with your source, and fix the wrong
    one.
    ```yaml
    grants: [{title: The Sea, amount: 90000, currency: EUR, own_amount: 900000}]
    ```
    ```yaml
    grants: [{title: The Sea, amount: 900000, currency: EUR, own_amount: 90000}]
    ```
    """

    code = "V240"
    depends_on = DependsOn.ENTRY
    message = "the own amount ({own}) is more than the whole amount ({whole})"
    hint = "swap the two amounts, or fix one"
    fix = "fix the wrong figure"


class _MoreThanWhole(WrongShare):
    message = "the share is {share} percent, which is more than the whole"
    hint = "write a number up to 100"


class _OtherShare(WrongShare):
    message = "the share is {share} percent, but {own} of {whole} are {right} percent"
    hint = "write `share: {right}`, or delete it"


class UnknownSumTerm(Rule):
    """A sum `{{sum:…}}` of something unknown.

    A sum adds the amounts of grants. Its first word is `grants`. Each other word is a status, a currency, a tag of your
    grants, or `own` for your parts of the amounts. This word is none of them, so the sum would add nothing. Use the
    word in the hint.
    ```yaml
    summary: "Grants of {{sum:grants,awardd}}."
    grants: [{title: The Sea, amount: 90000, currency: EUR}]
    ```
    ```yaml
    summary: "Grants of {{sum:grants,awarded}}."
    grants: [{title: The Sea, amount: 90000, currency: EUR}]
    ```
    """

    code = "V241"
    depends_on = DependsOn.GRANTS
    message = "`{term}` is not a word of a sum"
    fix = "write a status, a currency, a tag or `own`"


class IncompleteSum(Rule):
    """A sum `{{sum:…}}` leaves out grants, because they do not state their amount or currency.

    The sum that the text prints is lower than the sum of all these grants. Add the amount of each grant; for a sum with
    `own`, add your part: `own_amount`, or `share` in percent.
    ```yaml
    summary: "Grants of {{sum:grants}}."
    grants: [{title: The Sea, amount: 90000, currency: EUR}, {title: The Ice}]
    ```
    ```yaml
    summary: "Grants of {{sum:grants}}."
    grants: [{title: The Sea, amount: 90000, currency: EUR}, {title: The Ice, amount: 10000, currency: EUR}]
    ```
    """

    code = "V242"
    severity = Severity.WARNING
    depends_on = DependsOn.GRANTS
    message = "the sum leaves out {count} without `amount`: {titles}"
    hint = "add `amount: …` to each, or leave them out of the sum by a tag"
    fix = "add the amounts"


class _WithoutOwnPart(IncompleteSum):
    message = "the sum leaves out {count} without `own_amount` or `share`: {titles}"
    hint = "add `own_amount: …` or `share: …` to each"


class _WithoutCurrency(IncompleteSum):
    message = "{amount} of this sum has no currency, so it is not added to the others"
    hint = "add `currency: …` to each grant with an amount"


class SeveralCurrencies(Rule):
    """A sum `{{sum:…}}` of grants in several currencies.

    cvkit adds the amounts of each currency and prints the sums one after another, because it does not convert money. If
    you want one of them only, name its currency.
    ```yaml
    summary: "Grants of {{sum:grants}}."
    grants: [{title: The Sea, amount: 90000, currency: EUR}, {title: The Ice, amount: 10000, currency: USD}]
    ```
    ```yaml
    summary: "Grants of {{sum:grants,EUR}} and {{sum:grants,USD}}."
    grants: [{title: The Sea, amount: 90000, currency: EUR}, {title: The Ice, amount: 10000, currency: USD}]
    ```
    """

    code = "V243"
    severity = Severity.NOTE
    depends_on = DependsOn.GRANTS
    message = "this sum has {count} currencies ({currencies}), which are printed one after another"
    hint = "if you want one of them, name it: `{{{{sum:{terms},{first}}}}}`"
    fix = "name one currency"


class NotAmongInvestigators(Rule):
    """The investigators of a grant do not name you.

    The grant is in your record, so one of its investigators is probably you. cvkit did not find your name, so none of
    them is bold. Write the spelling in `aliases`. If you are no investigator, ignore this warning.
    ```yaml
    grants: [{title: The Sea, investigators: "A. Miller, Bo Fictive"}]
    ```
    ```yaml
    person: {name: Ada Miller, aliases: [A. Miller]}
    grants: [{title: The Sea, investigators: "A. Miller, Bo Fictive"}]
    ```
    """

    code = "V244"
    severity = Severity.WARNING
    depends_on = DependsOn.ENTRY
    message = "{name} is not among the investigators of this grant"
    hint = "add your name to the list, or your spelling in it to `aliases`; or write `ignore: V244` into the grant"
    fix = "add your name, or its spelling to `aliases`"


class PointOfThousands(Rule):
    """An amount has three digits behind its point, which may separate thousands.

    Many languages write 280,000 as `280.000`. cvkit reads a point as the decimal point, so this amount is 280. Write
    the digits without a separator, or with two decimals.
    ```yaml
    grants: [{title: The Sea, amount: 280.000, currency: EUR}]
    ```
    ```yaml
    grants: [{title: The Sea, amount: 280000, currency: EUR}]
    ```
    """

    code = "V268"
    severity = Severity.WARNING
    depends_on = DependsOn.ENTRY
    message = "`{amount}` has a decimal point, which may separate thousands"
    hint = "write {digits} if it does, else {decimals}"
    fix = "write the digits without a separator"


def check_grants(record: Record, source: Source) -> Iterator[Diagnostic]:
    """Report wrong parts of grants, and sums in texts that are incomplete or add nothing."""
    for index, grant in enumerate(record.grants):
        path: KeyPath = ("grants", index)
        yield from _points(grant, path)
        yield from _own_part(grant, path)
        people = grant.investigators
        if people and not people.is_open and record.owner.index(people) is None:
            yield NotAmongInvestigators.at((*path, "investigators"), name=record.person.name.parts.full)
    if any("{{sum:" in text for text in source.texts.values()):
        for path, inline in references_and_figures(record):
            if isinstance(inline, PrintedSum):
                yield from _sum(record.grants, inline, path)


def _points(grant: Grant, path: KeyPath) -> Iterator[Diagnostic]:
    if grant.currency in _OF_THREE_DECIMALS:
        return
    for key, amount in (("amount", grant.amount), ("own_amount", grant.own_amount)):
        whole, _, decimals = (amount or "").partition(".")
        if len(whole) <= 3 and whole != "0" and len(decimals) == 3:
            fewer = f"{whole}.{decimals[:2]}" if decimals.endswith("0") else f"{amount}0"
            yield PointOfThousands.at((*path, key), amount=amount, digits=whole + decimals, decimals=fewer)


_OF_THREE_DECIMALS = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
"""Currencies whose smaller unit is a thousandth (ISO 4217)."""


def _own_part(grant: Grant, path: KeyPath) -> Iterator[Diagnostic]:
    """The owner's part is at most the whole, and its share in percent agrees with the two amounts."""
    whole, own, share = grant.whole, grant.own_amount, grant.share
    if own and whole is not None and Decimal(own) > whole:
        yield WrongShare.at((*path, "own_amount"), own=own, whole=grant.amount)
    elif share and Decimal(share) > 100:
        yield _MoreThanWhole.at((*path, "share"), share=share)
    elif share and own and whole:
        typed, computed = Decimal(share), 100 * Decimal(own) / whole
        step = Decimal(1).scaleb(int(typed.as_tuple().exponent))
        if abs(typed - computed) >= step:  # it can be rounded or cut off
            right = f"{computed.quantize(Decimal('0.1')):f}".removesuffix(".0")
            yield _OtherShare.at((*path, "share"), share=share, own=own, whole=grant.amount, right=right)


def _sum(grants: Sequence[Grant], inline: PrintedSum, path: KeyPath) -> Iterator[Diagnostic]:
    if unknown := unknown_sum_term(grants, inline.terms):
        index, hint = unknown
        term, at = inline.terms[index], inline.offsets[index]
        part = Range(at, at + len(term)) if term else Range(inline.start, inline.end)
        yield UnknownSumTerm.at(path, part, term=term, hint=hint)
        return
    part, found = Range(inline.start, inline.end), sum_grants(grants, inline.terms)
    if found.left_out:
        rule = _WithoutOwnPart if OWN_PARTS in inline.terms else IncompleteSum
        titles = ", ".join(f"`{grants[index].title.plain()}`" for index in found.left_out)
        yield rule.at(path, part, count=counted(len(found.left_out), "grant"), titles=titles)
    currencies = [*filter(None, found.totals)]
    if "" in found.totals and currencies:
        yield _WithoutCurrency.at(path, part, amount=f"{found.totals['']:f}")
    if len(currencies) > 1:
        terms = ",".join(inline.terms)
        count, names = len(currencies), ", ".join(currencies)
        yield SeveralCurrencies.at(path, part, count=count, currencies=names, terms=terms, first=currencies[0])
