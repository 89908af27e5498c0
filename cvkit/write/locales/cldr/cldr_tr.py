"""Facts about the language `tr`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "Ocak, Şubat, Mart, Nisan, Mayıs, Haziran, Temmuz, Ağustos, Eylül, Ekim, Kasım, Aralık",
    "months_short": "Oca, Şub, Mar, Nis, May, Haz, Tem, Ağu, Eyl, Eki, Kas, Ara",
    "date.year": "{year}",
    "date.long.month": "{month} {year}",
    "date.long.day": "{day} {month} {year}",
    "date.long.day_alone": "{day} {month}",
    "date.short.month": "{month} {year}",
    "date.short.day": "{day} {month} {year}",
    "date.short.day_alone": "{day} {month}",
    "date.numeric.month": "{mm}/{year}",
    "date.numeric.day": "{d}.{m}.{year}",
    "list_comma": ", ",
    "conjunction": " ve ",
    "last_conjunction": " ve ",
    "decimal": ",",
    "thousands": ".",
    "plural.one": "n = 1",
}
