"""Facts about the language `ko`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "1월, 2월, 3월, 4월, 5월, 6월, 7월, 8월, 9월, 10월, 11월, 12월",
    "months_short": "1월, 2월, 3월, 4월, 5월, 6월, 7월, 8월, 9월, 10월, 11월, 12월",
    "date.year": "{year}년",
    "date.long.month": "{year}년 {month}",
    "date.long.day": "{year}년 {month} {day}일",
    "date.long.day_alone": "{month} {day}일",
    "date.short.month": "{year}년 {month}",
    "date.short.day": "{year}년 {month} {day}일",
    "date.short.day_alone": "{month} {day}일",
    "date.numeric.month": "{year}/{m}",
    "date.numeric.day": "{year}/{m}/{d}",
    "list_comma": ", ",
    "conjunction": " 및 ",
    "last_conjunction": " 및 ",
    "decimal": ".",
    "thousands": ",",
}
