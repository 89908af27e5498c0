"""Facts about the language `cs`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "ledna, února, března, dubna, května, června, července, srpna, září, října, listopadu, prosince",
    "months_alone": "leden, únor, březen, duben, květen, červen, červenec, srpen, září, říjen, listopad, prosinec",
    "months_short": "led, úno, bře, dub, kvě, čvn, čvc, srp, zář, říj, lis, pro",
    "date.year": "{year}",
    "date.long.month": "{month_alone} {year}",
    "date.long.day": "{day}. {month} {year}",
    "date.long.day_alone": "{day}. {month}",
    "date.short.month": "{month_alone} {year}",
    "date.short.day": "{day}. {m}. {year}",
    "date.short.day_alone": "{day}. {m}.",
    "date.numeric.month": "{m}/{year}",
    "date.numeric.day": "{d}. {m}. {year}",
    "list_comma": ", ",
    "conjunction": " a\xa0",
    "last_conjunction": " a\xa0",
    "decimal": ",",
    "thousands": "\xa0",
    "plural.few": "n = 2..4",
    "plural.one": "n = 1",
}
