"""Facts about the language `it`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, novembre, dicembre",
    "months_short": "gen, feb, mar, apr, mag, giu, lug, ago, set, ott, nov, dic",
    "date.year": "{year}",
    "date.long.month": "{month} {year}",
    "date.long.day": "{day} {month} {year}",
    "date.long.day_alone": "{day} {month}",
    "date.short.month": "{month} {year}",
    "date.short.day": "{day} {month} {year}",
    "date.short.day_alone": "{day} {month}",
    "date.numeric.month": "{mm}/{year}",
    "date.numeric.day": "{dd}/{mm}/{year}",
    "list_comma": ", ",
    "conjunction": " e ",
    "last_conjunction": " e ",
    "decimal": ",",
    "thousands": ".",
    "plural.many": "n != 0 and n % 1000000 = 0",
    "plural.one": "n = 1",
    "ordinals.many": "n = 11,8,80,800",
}
