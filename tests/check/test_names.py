"""Names as people type them: in a text, in a list, in a `.bib` file. `names.yaml` is the table."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from cvkit.commands.read import Read, read
from cvkit.model.author import Author
from tests.conftest import Result

Make = Callable[..., Path]
Run = Callable[..., Result]
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text(encoding="utf-8"))
OF_NAMES = {"V102", "V106", "V110", "V111", "V112", "V113", "V115", "L120", "L121"}


def typed(case: dict[str, Any]) -> object:
    return case.get("text") or case.get("items") or case["bib"]


def case_id(case: dict[str, Any]) -> str:
    return json.dumps(typed(case), ensure_ascii=False)


def read_case(case: dict[str, Any], folder: Path) -> Read:
    """A record whose only work has the authors of a case."""
    head = "cvkit: 1\nperson: {name: Ada Miller}\n"
    if "bib" in case:
        field = f"@article{{one, author = {{{case['bib']}}}, title = {{T}}, journal = {{J}}, year = 2020}}\n"
        (folder / "works.bib").write_text(field, encoding="utf-8")
        text = head + "publications: works.bib\n"
    else:
        entry = {"id": "one", "kind": "report", "title": "T", "date": "2020", "authors": typed(case)}
        text = f"{head}publications:\n  - {json.dumps(entry, ensure_ascii=False)}\n"
    (folder / "cv.yaml").write_text(text, encoding="utf-8")
    return read(folder)


def shown(author: Author) -> str:
    name = author.parts
    family = " ".join(filter(None, (name.particle, name.family, name.suffix)))
    roles = ("=" if author.equal_contributor else "") + ("*" if author.corresponding else "")
    kept = f"<{author.markers}>" if author.markers else ""
    return " ".join(filter(None, (f"{family} | {name.given}" if name.given else name.full, roles, kept)))


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_text_names_these_people(case: dict[str, Any], tmp_path: Path) -> None:
    found = read_case(case, tmp_path)
    diagnostics = [one for one in found.diagnostics if one.code in OF_NAMES]
    columns = [
        one.code if isinstance(one.part, str) or "text" not in case else f"{one.code} {one.part.start + 1}"
        for one in diagnostics
    ]
    assert columns == case.get("wrong", [])
    if "people" in case:
        assert found.numbered is not None
        assert [shown(author) for author in found.numbered.record.publications[0].authors] == case["people"]
    else:
        assert any(one.is_error for one in diagnostics)


DOUBTFUL = [case for case in CASES if "V112" in json.dumps(case.get("wrong", []))]


@pytest.mark.parametrize("case", DOUBTFUL, ids=case_id)
@pytest.mark.parametrize("number", [0, 1])
def test_each_way_that_a_hint_shows_resolves_the_doubt(case: dict[str, Any], number: int, tmp_path: Path) -> None:
    text = case["text"]
    while True:
        doubts = [one for one in read_case({"text": text}, tmp_path).diagnostics if one.code == "V112"]
        if not doubts:
            break
        quoted = doubts[0].message.split("`")[1]
        at = doubts[0].part[0]
        assert text[at:].replace("，", ", ").startswith(quoted)
        end = at + len(quoted) - (text[at:].find("，") in range(len(quoted)))
        after = text[end:].lstrip("*")
        text = text[:at] + doubts[0].hint.split("`")[1 + 2 * number] + after
    assert not any(one.is_error for one in read_case({"text": text}, tmp_path).diagnostics if one.code in OF_NAMES)


@pytest.mark.parametrize("case", [case for case in CASES if "bib" in case], ids=case_id)
def test_an_imported_file_has_the_same_people_and_no_error(case: dict[str, Any], tmp_path: Path, cvkit: Run) -> None:
    direct = read_case(case, tmp_path)
    result = cvkit("import", tmp_path / "works.bib", "-o", tmp_path / "new", "--owner", "Ada Miller")
    assert result.status == 0, result.err
    imported = read(tmp_path / "new")
    assert direct.numbered is not None and imported.numbered is not None
    people = [
        list(map(shown, one.numbered.record.publications[0].authors)) for one in (direct, imported) if one.numbered
    ]
    assert people[0] == people[1] == case["people"]


VALID = [case for case in CASES if "people" in case and "V106" not in json.dumps(case.get("wrong", []))]


@pytest.mark.parametrize("case", VALID, ids=case_id)
def test_people_come_back_from_biblatex(case: dict[str, Any], tmp_path: Path, cvkit: Run) -> None:
    found = read_case(case, tmp_path)
    (tmp_path / "back").mkdir()
    text = cvkit("export", tmp_path, "--to", "biblatex", "--section", "publications").out
    (tmp_path / "back" / "works.bib").write_text(text, encoding="utf-8")
    (tmp_path / "back" / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\npublications: works.bib\n")
    back = read(tmp_path / "back")
    assert found.numbered is not None and back.numbered is not None
    people = list(map(shown, found.numbered.record.publications[0].authors))
    assert list(map(shown, back.numbered.record.publications[0].authors)) == people
    assert not {one.code for one in back.diagnostics} & {"L121", "V112", "V115"}


PRINTED = [
    ("김, 철수", "김철수"),
    ("남궁, 민수", "남궁민수"),
    ("王, 小明", "王小明"),
    ("王，小明", "王小明"),
    ("欧阳, 小明", "欧阳 小明"),
    ("山田, 太郎", "山田 太郎"),
    ("佐藤, はな", "佐藤 はな"),
    ("さとう, 花", "さとう 花"),
    ("林, 太郎", "林太郎"),
    ("김 철수", "김 철수"),
    ("山田 太郎", "山田 太郎"),
    ("Miller LK", "L. K. Miller"),
    ("'t Hooft, Gerda", "Gerda ’t Hooft"),
    ("'s-Gravesande, Wim", "Wim ’s-Gravesande"),
]


@pytest.mark.parametrize("language", ["en", "ko", "ja", "de"])
def test_a_name_is_printed_in_the_order_of_its_script(language: str, tmp_path: Path, cvkit: Run) -> None:
    works = [
        {"id": f"w{at}", "kind": "report", "title": "T", "date": "2020", "authors": [name]}
        for at, (name, _) in enumerate(PRINTED)
    ]
    record = {"cvkit": "1", "person": {"name": "Ada Miller"}, "publications": works}
    record["documents"] = {"full": {"language": language}}
    (tmp_path / "cv.yaml").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    for form in ("txt", "md", "html"):
        out = html.unescape(re.sub("<[^>]*>", "", cvkit("export", tmp_path, "--to", form).out)).replace("\u00a0", " ")
        assert all(name in out for _, name in PRINTED), out


def test_markers_in_a_bib_file_get_one_warning_with_their_counts(tmp_path: Path) -> None:
    found = read_case({"bib": "Rao, C.‡ and Larsen, Bo§ and Miller, Ada‡"}, tmp_path)
    (warning,) = [one for one in found.diagnostics if one.code == "L120"]
    assert "‡ (2), § (1)" in warning.message
    assert warning.place is not None and (warning.place.line, warning.place.column) == (1, 25)


def test_a_strict_record_refuses_markers_that_it_does_not_declare(tmp_path: Path) -> None:
    (tmp_path / "w.bib").write_text(
        "@article{a, author={Rao, C.‡}, title={T}, journal={J}, year=2020}", encoding="utf-8"
    )
    for strict, severity in [("true", "error"), ("false", "warning")]:
        text = f"cvkit: 1\nperson: {{name: Ada Miller}}\npublications: w.bib\nbibtex: {{strict: {strict}}}\n"
        (tmp_path / "cv.yaml").write_text(text, encoding="utf-8")
        assert [str(one.severity) for one in read(tmp_path).diagnostics if one.code == "L120"] == [severity]


def test_a_marker_that_is_kept_is_a_role_as_soon_as_the_record_declares_it(record: Make) -> None:
    work = 'publications: [{id: a, kind: report, title: T, date: 2020, authors: [{name: "Rao, C.", markers: ‡*}]}]\n'
    for declared, markers, is_equal in [("", "‡", False), ('markers: {‡: senior, "*": corresponding}\n', None, True)]:
        found = read(record(declared + work))
        assert found.numbered is not None
        (author,) = found.numbered.record.publications[0].authors
        assert (author.markers, bool(author.equal_contributor), author.corresponding) == (markers, is_equal, True)


def test_the_warning_about_commas_names_the_lines_of_its_fields(tmp_path: Path) -> None:
    authors = "author = {{Ada Miller, Bo Larsen, Dan Stone}}"
    entry = f"@article{{{{w{{0}}, {authors}, title = {{{{T{{0}}}}}}, journal = {{{{J}}}}, year = 2020}}}}\n"
    (tmp_path / "works.bib").write_text("".join(entry.format(at) for at in range(8)), encoding="utf-8")
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\npublications: works.bib\n")
    (warning,) = [one for one in read(tmp_path).diagnostics if one.code == "L121"]
    assert "8 fields (lines 1, 2, 3, 4, 5, …)" in warning.message


@pytest.mark.parametrize("author", ["김 아다", "김아다", "김, 아다", "{family: 김, given: 아다}"])
def test_a_space_in_a_name_in_hangul_changes_nobody(author: str, record: Make) -> None:
    person = "cvkit: 1\nperson: {name: {given: Ada, family: Kim, native: 김아다}}\n"
    item = author if author.startswith("{") else json.dumps(author, ensure_ascii=False)
    work = f"publications: [{{id: a, kind: report, title: T, date: 2020, authors: [{item}]}}]\n"
    assert read(record(person + work, head="")).diagnostics == ()
