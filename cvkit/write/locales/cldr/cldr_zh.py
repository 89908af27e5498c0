"""Facts about the language `zh`, from CLDR: `nox -s cldr` writes this file."""

CLDR: dict[str, str] = {
    "months": "一月, 二月, 三月, 四月, 五月, 六月, 七月, 八月, 九月, 十月, 十一月, 十二月",
    "months_short": "1月, 2月, 3月, 4月, 5月, 6月, 7月, 8月, 9月, 10月, 11月, 12月",
    "date.year": "{year}年",
    "date.long.month": "{year}年{m}月",
    "date.long.day": "{year}年{m}月{day}日",
    "date.long.day_alone": "{m}月{day}日",
    "date.short.month": "{year}年{m}月",
    "date.short.day": "{year}年{m}月{day}日",
    "date.short.day_alone": "{m}月{day}日",
    "date.numeric.month": "{year}/{m}",
    "date.numeric.day": "{year}/{m}/{d}",
    "list_comma": "、",
    "conjunction": "和",
    "last_conjunction": "和",
    "decimal": ".",
    "thousands": ",",
}
