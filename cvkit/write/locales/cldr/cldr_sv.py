"""Facts about the language `sv`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "januari, februari, mars, april, maj, juni, juli, augusti, september, oktober, november, december",
    "months_short": "jan., feb., mars, apr., maj, juni, juli, aug., sep., okt., nov., dec.",
    "date.year": "{year}",
    "date.long.month": "{month} {year}",
    "date.long.day": "{day} {month} {year}",
    "date.long.day_alone": "{day} {month}",
    "date.short.month": "{month} {year}",
    "date.short.day": "{day} {month} {year}",
    "date.short.day_alone": "{day} {month}",
    "date.numeric.month": "{year}-{mm}",
    "date.numeric.day": "{year}-{mm}-{dd}",
    "list_comma": ", ",
    "conjunction": " och ",
    "last_conjunction": " och ",
    "decimal": ",",
    "thousands": "\xa0",
    "plural.one": "n = 1",
    "ordinals.one": "n % 10 = 1,2 and n % 100 != 11,12",
}
