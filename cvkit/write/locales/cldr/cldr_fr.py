"""Facts about the language `fr`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre",
    "months_short": "janv., févr., mars, avr., mai, juin, juil., août, sept., oct., nov., déc.",
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
    "conjunction": " et ",
    "last_conjunction": " et ",
    "decimal": ",",
    "thousands": "\u202f",
    "plural.many": "n != 0 and n % 1000000 = 0",
    "plural.one": "n = 0..1",
    "ordinals.one": "n = 1",
}
