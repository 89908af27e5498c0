"""Facts about the language `vi`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "tháng 1, tháng 2, tháng 3, tháng 4, tháng 5, tháng 6, tháng 7, tháng 8, tháng 9, tháng 10, tháng 11, tháng 12",
    "months_alone": "Tháng 1, Tháng 2, Tháng 3, Tháng 4, Tháng 5, Tháng 6, Tháng 7, Tháng 8, Tháng 9, Tháng 10, Tháng 11, Tháng 12",
    "months_short": "thg 1, thg 2, thg 3, thg 4, thg 5, thg 6, thg 7, thg 8, thg 9, thg 10, thg 11, thg 12",
    "months_short_alone": "Tháng 1, Tháng 2, Tháng 3, Tháng 4, Tháng 5, Tháng 6, Tháng 7, Tháng 8, Tháng 9, Tháng 10, Tháng 11, Tháng 12",
    "date.year": "{year}",
    "date.long.month": "{month} năm {year}",
    "date.long.day": "{day} {month} {year}",
    "date.long.day_alone": "{day} {month}",
    "date.short.month": "{month} {year}",
    "date.short.day": "{day} {month}, {year}",
    "date.short.day_alone": "{day} {month}",
    "date.numeric.month": "{m}/{year}",
    "date.numeric.day": "{d}/{m}/{year}",
    "list_comma": ", ",
    "conjunction": " và ",
    "last_conjunction": " và ",
    "decimal": ",",
    "thousands": ".",
    "plural.one": "n = 0 or n = 1",
    "ordinals.one": "n = 1",
}
