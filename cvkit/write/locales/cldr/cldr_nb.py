"""Facts about the language `nb`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "januar, februar, mars, april, mai, juni, juli, august, september, oktober, november, desember",
    "months_short": "jan., feb., mars, apr., mai, juni, juli, aug., sep., okt., nov., des.",
    "months_short_alone": "jan, feb, mar, apr, mai, jun, jul, aug, sep, okt, nov, des",
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
    "thousands": "\xa0",
    "plural.one": "n = 1",
}
