"""Facts about the language `en-US`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "January, February, March, April, May, June, July, August, September, October, November, December",
    "months_short": "Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec",
    "date.year": "{year}",
    "date.long.month": "{month} {year}",
    "date.long.day": "{month} {day}, {year}",
    "date.long.day_alone": "{month} {day}",
    "date.short.month": "{month} {year}",
    "date.short.day": "{month} {day}, {year}",
    "date.short.day_alone": "{month} {day}",
    "date.numeric.month": "{m}/{year}",
    "date.numeric.day": "{m}/{d}/{year}",
    "list_comma": ", ",
    "conjunction": " and ",
    "last_conjunction": ", and ",
    "decimal": ".",
    "thousands": ",",
    "plural.one": "n = 1",
    "ordinals.few": "n % 10 = 3 and n % 100 != 13",
    "ordinals.one": "n % 10 = 1 and n % 100 != 11",
    "ordinals.two": "n % 10 = 2 and n % 100 != 12",
}
