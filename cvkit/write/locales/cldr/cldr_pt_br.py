"""Facts about the language `pt-BR`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro",
    "months_short": "jan., fev., mar., abr., mai., jun., jul., ago., set., out., nov., dez.",
    "date.year": "{year}",
    "date.long.month": "{month} de {year}",
    "date.long.day": "{day} de {month} de {year}",
    "date.long.day_alone": "{day} de {month}",
    "date.short.month": "{month} de {year}",
    "date.short.day": "{day} de {month} de {year}",
    "date.short.day_alone": "{day} de {month}",
    "date.numeric.month": "{mm}/{year}",
    "date.numeric.day": "{dd}/{mm}/{year}",
    "list_comma": ", ",
    "conjunction": " e ",
    "last_conjunction": " e ",
    "decimal": ",",
    "thousands": ".",
    "plural.many": "n != 0 and n % 1000000 = 0",
    "plural.one": "n = 0..1",
}
