"""Each language has every word, what CLDR says, and forms that fit its numbers and dates."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.model.career import DatedCount
from cvkit.model.date import parse_date
from cvkit.model.document import Document
from cvkit.model.inline import plain_text
from cvkit.model.language_tag import ALIASES, LANGUAGES, known_language
from cvkit.write.compose.dates import date_in_year_text, date_text, within_year_text, year_text
from cvkit.write.compose.patent_line import patent_office
from cvkit.write.compose.phrase import in_words, phrase
from cvkit.write.locales import load_locale, locale_of
from cvkit.write.locales.terms import (
    COUNTED,
    ORDINAL,
    PLURAL_CATEGORIES,
    countries_of,
    is_term,
    module_of,
    required_terms,
    terms_of,
)
from cvkit.write.locales.wrong_terms import term_mistake
from tests import cldr
from tests.conftest import Result

Run = Callable[..., Result]


def plain(text: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_is_what_cldr_says(language: str) -> None:
    assert cldr.facts(language) == importlib.import_module(f"cvkit.write.locales.cldr.cldr_{module_of(language)}").CLDR


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_of_countries_are_what_cldr_says(language: str) -> None:
    module = importlib.import_module(f"cvkit.write.locales.cldr.cldr_{module_of(language)}")
    assert f"{cldr.countries(language)}\n" == module.COUNTRIES
    assert len(countries_of(language)) == 250
    assert all(re.fullmatch("[A-Z]{2}", code) and name for code, name in countries_of(language).items())


OFFICES = {
    "en": ("Norway patent", "Norway patent application"),
    "de": ("Norwegen, Patent", "Norwegen, Patent (Anmeldung)"),
    "fr": ("Norvège, brevet", "Norvège, demande de brevet"),
    "nb": ("Norge, patent", "Norge, patentsøknad"),
    "sv": ("Norge, patent", "Norge, ansökan om patent"),
    "ja": ("ノルウェー特許", "ノルウェー特許出願"),
    "zh": ("挪威专利", "挪威专利申请"),
    "ko": ("노르웨이 특허", "노르웨이 특허 출원"),
    "tr": ("Norveç patenti", "Norveç patenti başvurusu"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_patent_has_the_name_of_its_country_and_an_application_says_so(language: str) -> None:
    locale = locale_of(language)
    both = [plain(patent_office("NO", locale, is_application=is_application)) for is_application in (False, True)]
    assert tuple(both) == OFFICES.get(language, tuple(both))
    assert all(countries_of(language)["NO"] in text and "NO" not in text for text in both)
    for country in ("", "NO", "KR", "US", "Ruritania"):
        office, application = (
            patent_office(country, locale, is_application=is_application) for is_application in (False, True)
        )
        assert len(application) > len(office)
    assert patent_office("WO", locale, is_application=True) == patent_office("WO", locale)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_term_and_no_other(language: str) -> None:
    terms = terms_of(language)
    assert [name for name in required_terms() if name not in terms] == []
    assert [name for name in terms if not is_term(name)] == []
    assert [(name, term_mistake(name, text)) for name, text in terms.items() if term_mistake(name, text)] == []
    assert [name for name in required_terms() if not terms[name].strip()] == []


@pytest.mark.parametrize("language", [language for language in LANGUAGES if "-" not in language])
def test_a_language_prints_every_value_that_english_prints(language: str) -> None:
    english, terms = terms_of("en"), terms_of(language)
    ordinals = {*ORDINAL, "numbered_edition"}
    for name in required_terms():
        if name not in ordinals:
            values = re.findall(r"\{\w+\}", terms[name])
            assert sorted(values) == sorted(re.findall(r"\{\w+\}", english[name])), name
        else:
            assert re.search(r"\{(count|ordinal)\}", terms[name]), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counted_term_has_the_forms_of_the_plurals_of_its_language(language: str) -> None:
    terms = terms_of(language)
    for kind, names in (("plural", COUNTED), ("ordinals", ORDINAL)):
        used = {category for category in PLURAL_CATEGORIES for name in names if f"{name}.{category}" in terms}
        assert used <= {category for category in PLURAL_CATEGORIES if f"{kind}.{category}" in terms}


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "tr"])
def test_a_percent_sign_has_the_space_that_cldr_gives_it(language: str) -> None:
    import babel

    tag = cldr.OF_CLDR.get(language, language.replace("-", "_"))
    pattern = babel.Locale.parse(tag).percent_formats[None].pattern
    space = pattern.removeprefix("#,##0").removesuffix("%")
    for name in ("top_percent", "acceptance"):
        between = re.search(r"\}([^}]*)%", terms_of(language)[name])
        assert between and bool(between[1]) == bool(space), (language, name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_metric_begins_with_a_capital(language: str) -> None:
    first = terms_of(language)["acceptance"][0]
    assert first == first.upper()


def test_lists_and_years_are_those_of_chinese() -> None:
    locale = locale_of("zh")
    dates = [DatedCount.model_validate({"date": date}) for date in ("2024-02", "2024-05")]
    assert plain(within_year_text(dates, locale)) == "2月、5月"
    assert year_text(2024, locale) == "2024年"


ALONE = {"cs": "červen", "fi": "kesäkuu", "vi": "tháng 6", "en-US": "June", "de": "Juni", "pl": "cze", "sv": "juni"}


@pytest.mark.parametrize("language", ALONE)
def test_a_month_that_stands_alone_is_its_name(language: str) -> None:
    assert plain(date_in_year_text(parse_date("2025-06"), load_locale(Document(language=language)))) == ALONE[language]


def test_autumn_is_called_as_the_country_calls_it() -> None:
    seasons = {language: locale_of(language).seasons["autumn"] for language in ("en", "en-GB", "en-US")}
    assert seasons == {"en": "Autumn", "en-GB": "Autumn", "en-US": "Fall"}


EDITIONS = {"ru": "2-е изд.", "uk": "2-ге вид.", "fr": "2e éd.", "sv": "2:a uppl.", "en": "2nd ed.", "zh": "第2版"}


@pytest.mark.parametrize("language", EDITIONS)
def test_an_edition_has_the_gender_of_its_word(language: str) -> None:
    assert locale_of(language).counted("numbered_edition", 2).replace("\u00a0", " ") == EDITIONS[language]


@pytest.mark.parametrize(("text", "is_wrong"), [("Hg.", False), (" (Hg.)", True)])
@pytest.mark.parametrize("name", ["editor", "editors", "apa.editor", "position_alone"])
def test_a_term_that_is_printed_in_parentheses_has_none(name: str, text: str, is_wrong: bool) -> None:
    mistake = term_mistake(name, text)
    assert mistake == (("has parentheses, which are printed around it anyway", "write `Hg.`") if is_wrong else None)


PAGES = {
    "en": ("1 page", "3 pages", "5 pages"),
    "de": ("1 Seite", "3 Seiten", "5 Seiten"),
    "fr": ("1 page", "3 pages", "5 pages"),
    "pl": ("1 strona", "3 strony", "5 stron"),
    "cs": ("1 strana", "3 strany", "5 stran"),
    "ru": ("1 страница", "3 страницы", "5 страниц"),
    "uk": ("1 сторінка", "3 сторінки", "5 сторінок"),
    "nl": ("1 pagina", "3 pagina’s", "5 pagina’s"),
    "el": ("1 σελίδα", "3 σελίδες", "5 σελίδες"),
    "ja": ("全1頁", "全3頁", "全5頁"),
}


@pytest.mark.parametrize("language", PAGES)
def test_the_plural_fits_the_number(language: str) -> None:
    locale = locale_of(language)
    assert tuple(plain(locale.counted("page_count", count)) for count in (1, 3, 5)) == PAGES[language]


RUSSIAN = {21: "21 страница", 11: "11 страниц", 22: "22 страницы", 12: "12 страниц", 101: "101 страница"}


@pytest.mark.parametrize(("count", "printed"), RUSSIAN.items())
def test_the_plural_looks_at_the_last_digits(count: int, printed: str) -> None:
    assert plain(locale_of("ru").counted("page_count", count)) == printed


NUMBERS = {
    "en": "1,284 12,345", "de": "1.284 12.345", "fr": "1 284 12 345", "es": "1284 12 345", "it": "1284 12.345",
    "pl": "1284 12 345", "pt": "1284 12 345", "pt-BR": "1.284 12.345", "ru": "1 284 12 345", "ja": "1,284 12,345",
}  # fmt: skip


@pytest.mark.parametrize(("language", "printed"), NUMBERS.items())
def test_a_number_has_separators_where_its_language_has_them(language: str, printed: str) -> None:
    locale = locale_of(language)
    assert plain(f"{locale.number(1284)} {locale.number(12345)}") == printed


LISTS = {
    ("es", "A", "Ingrid"): "A e Ingrid", ("es", "A", "Hilario"): "A e Hilario", ("es", "A", "hielo"): "A y hielo",
    ("es", "A", "B", "Íñigo"): "A, B e Íñigo", ("es", "A", "Yo"): "A y Yo", ("it", "A", "Ida"): "A e Ida",
    ("pl", "A", "B", "Iga"): "A, B i Iga", ("en", "A", "B", "I"): "A, B, and I", ("en-GB", "A", "B", "I"): "A, B and I",
    ("el", "A", "Β"): "A και Β", ("ru", "A", "Б", "И"): "A, Б и И",
}  # fmt: skip


@pytest.mark.parametrize("parts", LISTS)
def test_a_list_ends_with_the_words_of_its_language(parts: tuple[str, ...]) -> None:
    language, *names = parts
    assert plain_text(in_words([phrase(name) for name in names], locale_of(language))) == LISTS[parts]


ORDINALS = {
    "en": ("1st", "2nd", "3rd", "4th", "11th", "21st", "112th"),
    "fr": ("1er", "2e", "3e", "4e", "11e", "21e", "112e"),
    "sv": ("1:a", "2:a", "3:e", "4:e", "11:e", "21:a", "112:e"),
    "de": ("1.", "2.", "3.", "4.", "11.", "21.", "112."),
}


@pytest.mark.parametrize("language", ORDINALS)
def test_an_ordinal_number_has_its_ending(language: str) -> None:
    locale = locale_of(language)
    assert tuple(locale.counted("ordinal", count) for count in (1, 2, 3, 4, 11, 21, 112)) == ORDINALS[language]


DATES = {
    ("en", "short"): "23–27 Sept. 2025|30 Sept. – 2 Oct. 2025|Sept. 2025|1 May 2025",
    ("en", "long"): "23–27 September 2025|30 September – 2 October 2025|September 2025|1 May 2025",
    ("en", "numeric"): "23/09/2025 – 27/09/2025|30/09/2025 – 02/10/2025|09/2025|01/05/2025",
    ("en", "iso"): "2025-09-23 – 2025-09-27|2025-09-30 – 2025-10-02|2025-09|2025-05-01",
    ("en-US", "long"): "September 23–27, 2025|September 30 – October 2, 2025|September 2025|May 1, 2025",
    ("en-GB", "long"): "23–27 September 2025|30 September – 2 October 2025|September 2025|1 May 2025",
    ("en-US", "numeric"): "9/23/2025 – 9/27/2025|9/30/2025 – 10/2/2025|9/2025|5/1/2025",
    ("de", "long"): "23.–27. September 2025|30. September – 2. Oktober 2025|September 2025|1. Mai 2025",
    ("fr", "long"): "23–27 septembre 2025|30 septembre – 2 octobre 2025|septembre 2025|1er mai 2025",
    ("es", "long"): "23–27 de septiembre de 2025|30 de septiembre – 2 de octubre de 2025|"
    "septiembre de 2025|1 de mayo de 2025",
    ("pt", "long"): "23–27 de setembro de 2025|30 de setembro – 2 de outubro de 2025|"
    "setembro de 2025|1 de maio de 2025",
    ("pt-BR", "long"): "23–27 de setembro de 2025|30 de setembro – 2 de outubro de 2025|"
    "setembro de 2025|1º de maio de 2025",
    ("it", "long"): "23–27 settembre 2025|30 settembre – 2 ottobre 2025|settembre 2025|1º maggio 2025",
    ("pl", "long"): "23–27 września 2025|30 września – 2 października 2025|wrzesień 2025|1 maja 2025",
    ("cs", "long"): "23.–27. září 2025|30. září – 2. října 2025|září 2025|1. května 2025",
    ("ru", "long"): "23–27 сентября 2025 г.|30 сентября – 2 октября 2025 г.|сентябрь 2025 г.|1 мая 2025 г.",
    ("uk", "long"): "23–27 вересня 2025 р.|30 вересня – 2 жовтня 2025 р.|вересень 2025 р.|1 травня 2025 р.",
    ("el", "long"): "23–27 Σεπτεμβρίου 2025|30 Σεπτεμβρίου – 2 Οκτωβρίου 2025|Σεπτέμβριος 2025|1 Μαΐου 2025",
    ("fi", "long"): "23.–27. syyskuuta 2025|30. syyskuuta – 2. lokakuuta 2025|syyskuu 2025|1. toukokuuta 2025",
    ("fi", "numeric"): "23.–27.9.2025|30.9. – 2.10.2025|9.2025|1.5.2025",
    ("de", "numeric"): "23.–27.9.2025|30.9. – 2.10.2025|9/2025|1.5.2025",
    ("cs", "numeric"): "23. 9. 2025 – 27. 9. 2025|30. 9. 2025 – 2. 10. 2025|9/2025|1. 5. 2025",
    ("sv", "numeric"): "2025-09-23 – 2025-09-27|2025-09-30 – 2025-10-02|2025-09|2025-05-01",
    ("ko", "short"): "2025년 9월 23–27일|2025년 9월 30일 – 10월 2일|2025년 9월|2025년 5월 1일",
    ("zh", "long"): "2025年9月23–27日|2025年9月30日 – 10月2日|2025年9月|2025年5月1日",
    ("ja", "short"): "2025年9月23–27日|2025年9月30日 – 10月2日|2025年9月|2025年5月1日",
    ("pl", "short"): "23–27 wrz 2025|30 wrz – 2 paź 2025|wrz 2025|1 maja 2025",
    ("fi", "short"): "23.–27.9.2025|30.9. – 2.10.2025|9/2025|1.5.2025",
    ("vi", "long"): "23–27 tháng 9 năm 2025|30 tháng 9 – 2 tháng 10 năm 2025|tháng 9 năm 2025|1 tháng 5 năm 2025",
}  # fmt: skip
TYPED = ("2025-09-23/2025-09-27", "2025-09-30/2025-10-02", "2025-09", "2025-05-01")


@pytest.mark.parametrize(("language", "style"), DATES)
def test_dates_have_the_form_of_their_language(language: str, style: str) -> None:
    locale = load_locale(Document(language=language, dates=style))  # type: ignore[arg-type]
    assert "|".join(plain(date_text(parse_date(typed), locale)) for typed in TYPED) == DATES[language, style]


@pytest.mark.parametrize(("language", "printed"), [("en", "30 Sept. 2025"), ("en-US", "September 30, 2025"),
                                                   ("en-GB", "30 September 2025"), ("en-CA", "30 Sept. 2025"),
                                                   ("de-AT", "30. Sept. 2025")])  # fmt: skip
def test_each_language_has_a_usual_form(language: str, printed: str) -> None:
    locale = load_locale(Document(language=language))
    assert plain(date_text(parse_date("2025-09-30"), locale)) == printed


TAGS = {
    "de": "de", "de-AT": "de", "DE-at": "de", "en-US": "en-US", "en-us-posix": "en-US", "en-AU": "en", "zh-Hans": "zh",
    "zh-CN": "zh", "zh-Hant-HK": "zh-Hant", "zh-TW": "zh-Hant", "pt-BR": "pt-BR", "pt-AO": "pt", "no": "nb", "nb": "nb",
    "sw": None, "d": None, "": None,
}  # fmt: skip


@pytest.mark.parametrize(("tag", "known"), TAGS.items())
def test_the_longest_known_match_decides(tag: str, known: str | None) -> None:
    assert known_language(tag) == known
    assert set(ALIASES.values()) <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_works_without_a_number_have_the_heading_of_their_statuses_alone(
    cvkit: Run, record: Callable[[str], Path], language: str
) -> None:
    terms = terms_of(language)
    for statuses in (["submitted"], ["in-preparation"], ["submitted", "in-preparation"]):
        works = "".join(
            f"- {{title: T{at}, kind: journal, venue: {{name: V}}, authors: Ada Miller, status: {status}}}\n"
            for at, status in enumerate(statuses)
        )
        published = "- {id: u, title: U, kind: journal, venue: {name: V}, authors: Ada Miller, date: 2020}"
        own = f"{{language: {language}, terms: {{unpublished: Own}}}}"
        documents = f"documents: {{full: {{language: {language}}}, own: {own}}}"
        file = record(f"publications:\n{works}{published}\n{documents}\n")
        heading = re.findall("(?m)^### (.+)", cvkit("export", file, "--to", "md").out)
        one = terms[f"status.{statuses[0]}"] if len(statuses) == 1 else terms["unpublished"]
        assert [text.capitalize() for text in heading] == [one.capitalize()]
        assert re.findall("(?m)^### (.+)", cvkit("export", file, "-d", "own", "--to", "md").out) == ["Own"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_is_on_one_line_with_its_word(language: str) -> None:
    locale = locale_of(language)
    counted = [locale.counted(name, 12) for name in ("students", "citations", "page_count", "numbered_edition")]
    named = [locale.version.format(version="1"), locale.volume.format(number="3"), locale.chapter.format(number="4")]
    for text in (*counted, *named, locale.counted("more_authors", 12), locale.acceptance.format(rate="23")):
        (with_number,) = (part for part in text.split(" ") if re.search(r"\d", part))
        assert re.search(r"[^\W\d]|%", with_number), text


JOINED = """\
numbering: none
documents: {full: {language: LANGUAGE, citation: CITATION, options: {publisher: true, issn: true}}}
publications:
- {id: a, kind: journal, title: T, authors: Ada Miller, date: 2020, pages: 1-9, article_number: 7, arxiv: "2001.00001",
   venue: {name: Venue, issn: 1234-5679, eissn: 2345-6787}, doi: 10.1234/a, url: "https://a.example/a",
   metrics: [{type: jif, value: "3.1"}], links: [{label: code, url: "https://a.example/code"}]}
- {id: b, kind: conference, title: U, authors: Ada Miller, date: 2020-05, pages: 1-9, chapter: 3, article_number: 8,
   venue: {name: Book, publisher: Press, publisher_place: Oslo}, collection: {title: Notes, number: 12},
   event: {name: Meeting, date: 2020-05-02, place: Bergen}}
honors: [{title: P, work: W, event: E, note: N}]
"""


@pytest.mark.parametrize("citation", ["house", "apa", "ieee", "vancouver"])
@pytest.mark.parametrize(
    ("language", "semicolon", "colon"), [("fr", "\u202f;", "\u00a0:"), ("ja", "；", "："), ("zh", "；", "：")]
)
def test_facts_are_joined_by_the_punctuation_of_the_language(
    cvkit: Run, record: Callable[[str], Path], language: str, semicolon: str, colon: str, citation: str
) -> None:
    path = record(JOINED.replace("LANGUAGE", language).replace("CITATION", citation))
    for form in ("txt", "md", "html"):
        out = cvkit("export", path, "--to", form).out
        page = re.sub(r"<(script|style).*?</\1>|&[a-z]+;", "", out, flags=re.DOTALL)
        assert semicolon in page or (form != "txt" and citation != "vancouver")
        assert re.search(r"(?<!\u202f); ", page) is None, page
        assert re.search(r"(?:Oslo|code|Ada Miller): ", page) is None, page


ADDONS = """
documents: {full: {language: LANGUAGE, sections: [publications]}}
publications:
- {id: a, kind: poster, title: 題, authors: Ada Miller, date: 2020, venue: {name: V}}
- {id: b, kind: journal, title: 題, title_addon: （注）, authors: Ada Miller, date: 2020, venue: {name: V}, url: "https://a.example"}
- {id: c, kind: journal, title: 題, title_addon: (note), authors: Ada Miller, date: 2020, venue: {name: V}}
"""


@pytest.mark.parametrize("form", ["txt", "md", "html", "tex", "academicpages", "acad-homepage"])
@pytest.mark.parametrize("language", ["ja", "zh", "zh-Hant"])
def test_no_space_is_before_a_wide_parenthesis_behind_a_title(
    cvkit: Run, record: Callable[[str], Path], language: str, form: str
) -> None:
    out = cvkit("export", record(ADDONS.replace("LANGUAGE", language)), "--to", form, "-o", "-").out
    assert out.count("（") >= 2
    assert re.search(r"\s(?:\\CVKcjk\{)?（", re.sub(r"\*|<[^<>]*>", "", out)) is None, out
    if form == "tex":
        assert out.count("joinaddon={true}") == 2


INTERNS = {
    "en": "Summer Intern", "de": "Praktikantin", "fr": "stagiaire", "es": "becaria", "it": "tirocinante",
    "pt": "estagiária", "nb": "praktikant",
    "da": "praktikant", "sv": "praktikant", "nl": "stagiair", "cs": "stážistka", "pl": "stażystka",
    "ru": "стажёр", "uk": "стажер", "fi": "harjoittelija", "tr": "Stajyer", "el": "Ασκούμενη", "vi": "Thực tập sinh",
    "ja": "インターン", "zh": "实习生", "zh-Hant": "實習生", "ko": "하계 인턴", "pt-BR": "estagiário",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_heading_of_alumni_names_interns_only_if_there_are_some(
    language: str, record: Callable[[str], Path], cvkit: Run
) -> None:
    words = locale_of(language).supervision_groups
    former = "{name: Bo Berg, degree: M.Sc., start: 2020, end: 2021, status: alumni%s}"
    role = INTERNS.get(language, INTERNS["en"])
    for grouped in ("", ", sections: [{supervision: {group_by: status}}]"):
        for more, heading in (
            ("", "alumni_alone"),
            (", role: tutor", "alumni_alone"),
            (f", role: {role}", "alumni"),
            (f", periods: [{{role: {role}, date: 2019}}]", "alumni"),
        ):
            documents = f"documents: {{full: {{language: {language}{grouped}}}}}\n"
            page = cvkit("export", record(f"supervision: [{former % more}]\n{documents}"), "--to", "md").out
            page = plain(page)
            assert [line for line in page.split("\n") if line.startswith("### ")] == [plain(f"### {words[heading]}")]


def test_a_heading_of_alumni_in_the_terms_of_a_document_is_that_of_all(
    record: Callable[[str], Path], cvkit: Run
) -> None:
    documents = 'documents: {full: {terms: {"supervision_groups.alumni": Former Students}}}\n'
    file = record(f"supervision: [{{name: Bo Berg, date: 2020, status: alumni}}]\n{documents}")
    assert "### Former Students" in cvkit("export", file, "--to", "md").out
