"""Facts about the language `pl`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września, października, listopada, grudnia",
    "months_alone": "styczeń, luty, marzec, kwiecień, maj, czerwiec, lipiec, sierpień, wrzesień, październik, listopad, grudzień",
    "months_short": "sty, lut, mar, kwi, maj, cze, lip, sie, wrz, paź, lis, gru",
    "date.year": "{year}",
    "date.long.month": "{month_alone} {year}",
    "date.long.day": "{day} {month} {year}",
    "date.long.day_alone": "{day} {month}",
    "date.short.month": "{month_alone} {year}",
    "date.short.day": "{day} {month} {year}",
    "date.short.day_alone": "{day} {month}",
    "date.numeric.month": "{mm}.{year}",
    "date.numeric.day": "{d}.{mm}.{year}",
    "list_comma": ", ",
    "conjunction": " i ",
    "last_conjunction": " i ",
    "decimal": ",",
    "thousands": "\xa0",
    "plural.few": "n % 10 = 2..4 and n % 100 != 12..14",
    "plural.many": "n != 1 and n % 10 = 0..1 or n % 10 = 5..9 or n % 100 = 12..14",
    "plural.one": "n = 1",
}
