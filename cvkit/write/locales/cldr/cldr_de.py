"""Facts about the language `de`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember",
    "months_short": "Jan., Feb., März, Apr., Mai, Juni, Juli, Aug., Sept., Okt., Nov., Dez.",
    "months_short_alone": "Jan, Feb, Mär, Apr, Mai, Jun, Jul, Aug, Sep, Okt, Nov, Dez",
    "date.year": "{year}",
    "date.long.month": "{month} {year}",
    "date.long.day": "{day}. {month} {year}",
    "date.long.day_alone": "{day}. {month}",
    "date.short.month": "{month} {year}",
    "date.short.day": "{day}. {month} {year}",
    "date.short.day_alone": "{day}. {month}",
    "date.numeric.month": "{m}/{year}",
    "date.numeric.day": "{d}.{m}.{year}",
    "list_comma": ", ",
    "conjunction": " und ",
    "last_conjunction": " und ",
    "decimal": ",",
    "thousands": ".",
    "plural.one": "n = 1",
}
