"""Facts about the language `es`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre",
    "months_short": "ene, feb, mar, abr, may, jun, jul, ago, sept, oct, nov, dic",
    "date.year": "{year}",
    "date.long.month": "{month} de {year}",
    "date.long.day": "{day} de {month} de {year}",
    "date.long.day_alone": "{day} de {month}",
    "date.short.month": "{month} {year}",
    "date.short.day": "{day} {month} {year}",
    "date.short.day_alone": "{day} {month}",
    "date.numeric.month": "{m}/{year}",
    "date.numeric.day": "{d}/{m}/{year}",
    "list_comma": ", ",
    "conjunction": " y ",
    "last_conjunction": " y ",
    "decimal": ",",
    "thousands": ".",
    "plural.many": "n != 0 and n % 1000000 = 0",
    "plural.one": "n = 1",
    "ordinals.one": "n % 10 = 1,3 and n % 100 != 11",
}
