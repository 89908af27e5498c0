"""Facts about the language `fi`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "tammikuuta, helmikuuta, maaliskuuta, huhtikuuta, toukokuuta, kesäkuuta, heinäkuuta, elokuuta, syyskuuta, lokakuuta, marraskuuta, joulukuuta",
    "months_alone": "tammikuu, helmikuu, maaliskuu, huhtikuu, toukokuu, kesäkuu, heinäkuu, elokuu, syyskuu, lokakuu, marraskuu, joulukuu",
    "months_short": "tammi, helmi, maalis, huhti, touko, kesä, heinä, elo, syys, loka, marras, joulu",
    "date.year": "{year}",
    "date.long.month": "{month_alone} {year}",
    "date.long.day": "{day}. {month} {year}",
    "date.long.day_alone": "{day}. {month}",
    "date.short.month": "{month_alone} {year}",
    "date.short.day": "{day}.{m}.{year}",
    "date.short.day_alone": "{day}.{m}.",
    "date.numeric.month": "{m}.{year}",
    "date.numeric.day": "{d}.{m}.{year}",
    "list_comma": ", ",
    "conjunction": " ja ",
    "last_conjunction": " ja ",
    "decimal": ",",
    "thousands": "\xa0",
    "plural.one": "n = 1",
}
