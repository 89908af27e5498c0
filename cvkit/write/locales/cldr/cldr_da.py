"""Facts about the language `da`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "januar, februar, marts, april, maj, juni, juli, august, september, oktober, november, december",
    "months_short": "jan., feb., mar., apr., maj, jun., jul., aug., sep., okt., nov., dec.",
    "date.year": "{year}",
    "date.long.month": "{month} {year}",
    "date.long.day": "{day}. {month} {year}",
    "date.long.day_alone": "{day}. {month}",
    "date.short.month": "{month} {year}",
    "date.short.day": "{day}. {month} {year}",
    "date.short.day_alone": "{day}. {month}",
    "date.numeric.month": "{m}.{year}",
    "date.numeric.day": "{d}.{m}.{year}",
    "list_comma": ", ",
    "conjunction": " og ",
    "last_conjunction": " og ",
    "decimal": ",",
    "thousands": ".",
    "plural.one": "n = 1",
}
