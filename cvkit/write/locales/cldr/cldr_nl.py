"""Facts about the language `nl`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "januari, februari, maart, april, mei, juni, juli, augustus, september, oktober, november, december",
    "months_short": "jan, feb, mrt, apr, mei, jun, jul, aug, sep, okt, nov, dec",
    "date.year": "{year}",
    "date.long.month": "{month} {year}",
    "date.long.day": "{day} {month} {year}",
    "date.long.day_alone": "{day} {month}",
    "date.short.month": "{month} {year}",
    "date.short.day": "{day} {month} {year}",
    "date.short.day_alone": "{day} {month}",
    "date.numeric.month": "{m}-{year}",
    "date.numeric.day": "{d}-{m}-{year}",
    "list_comma": ", ",
    "conjunction": " en ",
    "last_conjunction": " en ",
    "decimal": ",",
    "thousands": ".",
    "plural.one": "n = 1",
}
