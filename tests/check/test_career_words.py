"""Words of careers: those for a break, and those for the owner's role towards a student."""

from __future__ import annotations

import pytest

from cvkit.check.career_words import is_break, note_of_own_role

BREAKS = (
    "Parental leave; Maternity leave, 11 months; Paternity leave (part-time); Full-time parental leave; "
    "Career break for the care of a parent; Sabbatical; Sabbatical leave; Military service; "
    "Leave of absence; Child-rearing; Family leave; Elternzeit; Mutterschutz; Elternzeit (100 %); Zivildienst; "
    "Congé parental; Congé de maternité; Service militaire; Baja por maternidad; Permiso parental; Congedo parentale; "
    "Licença-maternidade; Ouderschapsverlof; Föräldraledighet; Barselsorlov; Urlop macierzyński; Mateřská dovolená; "
    "Doğum izni; Декретный отпуск; Военная служба; 육아휴직; 군 복무; 병역; 产假; 產假; 育儿假; 育児休業; 産休"
).split("; ")
POSTS = (
    "Postdoc; Coordinator of parental leave; Head of Leave Management; Research Fellow; Military Service Officer; "
    "Parental Leave Officer; Public Service Fellow; Break Junior Fellow; 지도교수; 教授"
).split("; ")
OWN_ROLES = {
    "co-supervisor": "As co-supervisor", "Main supervisor": "As main supervisor", "advisor": "As advisor",
    "Mentor": "As mentor", "external examiner": "As external examiner", "Zweitbetreuerin": "Als Zweitbetreuerin",
    "Codirecteur de thèse": "Comme codirecteur de thèse", "codirector": "Como codirector", "relatore": "Come relatore",
    "bihandledare": "Som bihandledare",
    "promotor pomocniczy": "Jako promotor pomocniczy", "공동지도교수": "공동지도교수",
    "共同指导老师": "共同指导老师", "副指導教員": "副指導教員",
}  # fmt: skip
ROLES_OF_STUDENTS = ["Summer Intern", "PhD student", "Teaching assistant", "Visiting student", "Peer mentoring", "RA"]


@pytest.mark.parametrize("text", BREAKS)
def test_words_for_a_break_are_known(text: str) -> None:
    assert is_break(text)


@pytest.mark.parametrize("text", POSTS)
def test_a_post_is_no_break(text: str) -> None:
    assert not is_break(text)


@pytest.mark.parametrize(("role", "note"), OWN_ROLES.items())
def test_the_role_of_a_supervisor_has_its_note(role: str, note: str) -> None:
    assert note_of_own_role(role) == note


@pytest.mark.parametrize("role", ROLES_OF_STUDENTS)
def test_a_student_can_have_any_other_role(role: str) -> None:
    assert note_of_own_role(role) == ""
