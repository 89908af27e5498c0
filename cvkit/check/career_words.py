"""Words of careers that people write in a wrong place: those for a break, and those for the owner's role."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cvkit.check.model_fields import fields_at
from cvkit.check.suggest import guess_key
from cvkit.model.diagnostic import KeyPath
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.record import Record

_BREAKS = (
    r"(?:parental|maternity|paternity|adoption|family|childcare|child-care|child care|carer'?s?|caring|medical|sick"
    r"|sabbatical|research|compassionate|bereavement) (?:leave|break)",
    r"leave of absence|sabbatical|(?:career|family) (?:break|interruption|gap)|break in (?:my )?career|child-?rearing",
    r"(?:compulsory |mandatory )?(?:military|civil|civilian|alternative|national) service",
    "elternzeit|mutterschutz|erziehungsurlaub|pflegezeit|karrierepause|wehrdienst|zivildienst|forschungssemester",
    "congé (?:de )?(?:parental|maternité|paternité|maladie|sabbatique)|interruption de carrière",
    "service (?:militaire|civil)",
    r"(?:baja|permiso|excedencia) (?:por )?(?:maternidad|paternidad|parental|maternal|paternal)|servicio militar",
    r"(?:congedo|aspettativa) (?:per )?(?:maternità|paternità|parentale)|servizio (?:militare|civile)",
    r"licença[- ](?:maternidade|paternidade|parental)|serviço militar",
    "ouderschapsverlof|zwangerschapsverlof|vaderschapsverlof|dienstplicht",
    "föräldraledighet|föräldraledig|mammaledighet|pappaledighet|foreldrepermisjon|forældreorlov|barselsorlov|barsel"
    "|vanhempainvapaa|perhevapaa|värnplikt|verneplikt|värnepligt|asevelvollisuus",
    "urlop (?:macierzyński|rodzicielski|wychowawczy|ojcowski)|służba wojskowa",
    "(?:mateřská|rodičovská) dovolená|vojenská služba|doğum izni|ebeveyn izni|askerlik",
    "декретный отпуск|отпуск по уходу за ребёнком|отпуск по уходу за ребенком|военная служба|декретна відпустка",
    "육아 ?휴직|출산 ?휴가|휴직|경력 ?단절|군 ?복무|병역",
    "产假|產假|陪产假|育儿假|育兒假|育嬰假|育婴假|兵役|服兵役",
    "育児休業|育児休暇|育休|産休|産前産後休業|産前産後休暇|休職",
)
_BREAK = lazy_pattern(
    rf"(?:(?:full-time|part-time|paid|unpaid|first|second|extended|annual) )*(?:{'|'.join(_BREAKS)})s?(?!\w)"
    r"(?: *[(\[,;:–—/-].*| (?:for|from|due|with|to|and|after|in|of|wegen|pour|für) .*| *\(.*)?",
    re.IGNORECASE,
)

_OWN_ROLE = {
    "As {}": "(?:(?:main|primary|principal|lead|first|second|secondary|joint|external|internal|academic|industrial"
    "|assistant|associate|daily|thesis|day-to-day) )*(?:co-?|co )?(?:supervisor|advisor|adviser|mentor|examiner"
    "|promotor|promoter|reviewer)",
    "Als {}": "(?:erst|zweit|haupt|mit|neben)?-?(?:betreuer|betreuerin|gutachter|gutachterin|prüfer|prüferin)"
    "|(?:co-?)?promotor|(?:co-?|dagelijks )?begeleider",
    "Comme {}": "(?:co-?)?(?:directeur|directrice|encadrant|encadrante|encadreur)(?: de thèse| principal| principale)?",
    "Como {}": "(?:co-?)?(?:director|directora|tutor|tutora|orientador|orientadora)(?: de tesis| principal| da tese)?",
    "Come {}": "(?:co-?)?(?:relatore|relatrice|supervisore|tutore)",
    "Som {}": "(?:bi|huvud|hoved|med|co-?)?-?(?:handledare|veileder|vejleder)",
    "Jako {}": "(?:ko-?)?(?:promotor pomocniczy|školitel|školitelka|vedoucí práce|promotor pracy)",
    "{}": r"(?:공동|부|주)? ?지도 ?교수|공동 ?지도|(?:共同|联合|聯合|副|第二|主)?(?:指导老师|指導老師|导师|導師)"
    "|副?指導教員|副?指導教官",
}
"""The line that states the owner's role → the words for such a role in the languages that have this line."""
_OWN_ROLES = {line: lazy_pattern(words, re.IGNORECASE) for line, words in _OWN_ROLE.items()}


def is_break(text: str) -> bool:
    """Whether a text names a break of a career.

    >>> is_break("Parental leave (full-time)"), is_break("Coordinator of parental leave")
    (True, False)
    """
    return bool(_BREAK.fullmatch(" ".join(text.replace("’", "'").split())))


def key_of_break(entry: Mapping[str, object], path: KeyPath) -> str | None:
    """The key whose value names a break, in an entry of `experience` that names no organization; None if none does."""
    fields = fields_at(path, Record)
    meant = {key if key in fields else guess_key(key, path, Record).field for key in entry}
    if {"organization", "organizations", "posts"}.intersection(meant):
        return None
    typed = {key: value for key, value in entry.items() if isinstance(value, str)}
    typed = {key: value for key, value in typed.items() if key == "role" or key not in fields}
    return next((key for key, value in typed.items() if is_break(value)), None)


def with_department(department: str, affiliation: str) -> str:
    """An affiliation with its department, in the order of its language.

    >>> with_department("Department of Physics", "A College"), with_department("물리학과", "가나대학교")
    ('Department of Physics, A College', '가나대학교 물리학과')
    """
    if re.search("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]", affiliation):
        return f"{affiliation} {department}"
    return f"{department}, {affiliation}"


def note_of_own_role(role: str) -> str:
    """The note that states the owner's role towards a student; empty if the text is a role of the student.

    >>> note_of_own_role("co-supervisor"), note_of_own_role("Summer Intern")
    ('As co-supervisor', '')
    """
    word = " ".join(role.split())
    line = next((line for line, words in _OWN_ROLES.items() if words.fullmatch(word)), "")
    return line.format(word if line.startswith("Als") else word[:1].lower() + word[1:])  # a noun of German
