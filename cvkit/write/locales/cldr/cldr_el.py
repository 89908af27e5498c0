"""Facts about the language `el`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "Ιανουαρίου, Φεβρουαρίου, Μαρτίου, Απριλίου, Μαΐου, Ιουνίου, Ιουλίου, Αυγούστου, Σεπτεμβρίου, Οκτωβρίου, Νοεμβρίου, Δεκεμβρίου",
    "months_alone": "Ιανουάριος, Φεβρουάριος, Μάρτιος, Απρίλιος, Μάιος, Ιούνιος, Ιούλιος, Αύγουστος, Σεπτέμβριος, Οκτώβριος, Νοέμβριος, Δεκέμβριος",
    "months_short": "Ιαν, Φεβ, Μαρ, Απρ, Μαΐ, Ιουν, Ιουλ, Αυγ, Σεπ, Οκτ, Νοε, Δεκ",
    "months_short_alone": "Ιαν, Φεβ, Μάρ, Απρ, Μάι, Ιούν, Ιούλ, Αύγ, Σεπ, Οκτ, Νοέ, Δεκ",
    "date.year": "{year}",
    "date.long.month": "{month_alone} {year}",
    "date.long.day": "{day} {month} {year}",
    "date.long.day_alone": "{day} {month}",
    "date.short.month": "{month} {year}",
    "date.short.day": "{day} {month} {year}",
    "date.short.day_alone": "{day} {month}",
    "date.numeric.month": "{m}/{year}",
    "date.numeric.day": "{d}/{m}/{year}",
    "list_comma": ", ",
    "conjunction": " και ",
    "last_conjunction": " και ",
    "decimal": ",",
    "thousands": ".",
    "plural.one": "n = 1",
}
