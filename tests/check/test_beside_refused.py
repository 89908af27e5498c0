"""An entry that is refused hides no problem of the others, and makes no false one.

A refused value is left out while the rest of the record is checked. Problems that cannot follow from this are shown in
the same run; the others are shown when the entry is corrected.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from cvkit.commands.explain import explanations
from cvkit.model.rule import RULES, DependsOn
from tests.conftest import Result

EXPLAINED = explanations()
Run = Callable[..., Result]
Fields = dict[str, Any]

LOCKFILES = {
    "N202": "- {id: one, series: J, number: 1, title: T}\n- {id: gone, series: J, number: 1, title: An older one}\n",
    "N204": "- {id: one, series: C, number: 1, title: T}\n",
    "N205": "- {id: one, series: J, number: 2, title: T}\n",
    "N208": "- {id: one, series: J, number: 1, title: T}\n# given in J: 1-2\n",
}
"""Lockfiles that do not agree with a record of one journal article, `one`, with the pin 1."""
OF_ENTRIES = sorted(
    {
        *LOCKFILES,
        *"N101 N103 N104 N201 V106 V107 V116 V120 V121 V122 V123 V129 V205 V206 V207 V208 V209 V222 V223".split(),
        *"V226 V263 V240 V244 V247 V248 V249 V250 V251 V267 V268".split(),
    }
)
"""Problems of an entry: the values of other entries do not matter."""


def codes_that_depend_on(*parts: DependsOn) -> list[str]:
    """The codes of the stages that see a recovered record. V153 is reported before a record is recovered."""
    stages = [code for code in EXPLAINED if code[0] in "VN" and code != "V153"]
    return sorted(code for code in stages if RULES[code].depends_on in parts)


OF_VALUES = [code for code in codes_that_depend_on(DependsOn.VALUE) if not RULES[code].no_example]
"""Problems of a value: nothing else matters."""
SHOWN = [*OF_ENTRIES, *OF_VALUES]
SHOWN_UNLESS_ID = ["N302", "N303"]
"""Problems about an id that is not there: the entry that is refused may be the one that has it."""
OF_TYPED_IDS = ["V125", "V245", "V246"]
"""The same, for ids as they are typed. `test_beside_unread.py` tries it."""

SOUND = {"id": "new", "kind": "journal", "title": "A work of its own", "authors": "Ada Miller, Bo Fictive"}
REFUSED: dict[str, Any] = {
    "its date": {**SOUND, "date": "2020-99"},
    "its title": {**SOUND, "title": {"en": ["T"]}, "date": "2019"},
    "an unknown key": {**SOUND, "date": "2019", "wibble": "x"},
    "its kind and pin": {**SOUND, "kind": "jurnal", "date": "2019", "pin": "first"},
}
REFUSED_ID = {**SOUND, "id": "a b", "date": "2019"}
REFUSED_IN_ALL = {**REFUSED, "its id": REFUSED_ID, "all of it": "A work of its own"}


def parsed(text: str) -> Fields:
    """A record with every value as the text that was typed."""
    found = yaml.load(text, yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


def codes(cvkit: Run, folder: Path, record: Fields, lockfile: str = "") -> set[str]:
    """The codes of all problems of a record."""
    return set(codes_of_all(cvkit, folder, record, lockfile))


def codes_of_all(cvkit: Run, folder: Path, record: Fields, lockfile: str = "") -> list[str]:
    """The code of each problem of a record."""
    head = {"cvkit": "1", "person": {"name": "Ada Miller"}}
    (folder / "cv.yaml").write_text(json.dumps({**head, **record}, ensure_ascii=False), encoding="utf-8")
    if lockfile:
        (folder / "numbers.lock").write_text(lockfile, encoding="utf-8")
    found = cvkit("check", folder, "--format", "json").diagnostics
    return [diagnostic["code"] for diagnostic in found]


def with_diagnostic(code: str) -> Fields:
    """A record with a problem: the example of its explanation, or one that its lockfile contradicts."""
    if code in LOCKFILES:
        return {"publications": [{"id": "one", "kind": "journal", "title": "T", "date": "2020", "pin": "1",
                                  "authors": "Ada Miller"}]}  # fmt: skip
    return parsed(EXPLAINED[code].examples[0])


def beside(record: Fields, entry: Any) -> Fields:
    """The record with one more work."""
    return {**record, "publications": [*record.get("publications", ()), entry]}


def test_each_code_that_is_shown_beside_a_refused_entry_is_tried_here() -> None:
    assert codes_that_depend_on(DependsOn.ENTRY) == OF_ENTRIES
    assert codes_that_depend_on(DependsOn.IDS) == [*SHOWN_UNLESS_ID, *OF_TYPED_IDS]
    others = codes_that_depend_on(DependsOn.AUTHORS, DependsOn.LOCKFILE, DependsOn.RECORD)
    assert others == sorted([*CONSEQUENCES, "N209"])


@pytest.mark.parametrize("refused", REFUSED_IN_ALL)
@pytest.mark.parametrize("code", SHOWN)
def test_a_diagnostic_is_shown_beside_an_entry_that_is_refused_for(
    code: str, refused: str, cvkit: Run, tmp_path: Path
) -> None:
    record, lockfile = with_diagnostic(code), LOCKFILES.get(code, "")
    alone = codes_of_all(cvkit, tmp_path, record, lockfile)
    assert code in alone
    both = codes_of_all(cvkit, tmp_path, beside(record, REFUSED_IN_ALL[refused]), lockfile)
    assert both.count(code) >= alone.count(code) and len(both) > alone.count(code)


@pytest.mark.parametrize("refused", REFUSED)
@pytest.mark.parametrize("code", SHOWN_UNLESS_ID)
def test_an_id_that_is_not_there_is_shown_beside_an_entry_that_is_refused_for(
    code: str, refused: str, cvkit: Run, tmp_path: Path
) -> None:
    assert code in codes(cvkit, tmp_path, beside(with_diagnostic(code), REFUSED[refused]))


@pytest.mark.parametrize("code", SHOWN_UNLESS_ID)
def test_an_id_that_may_be_that_of_a_refused_entry_is_not_shown_as_missing(
    code: str, cvkit: Run, tmp_path: Path
) -> None:
    record = with_diagnostic(code)
    assert code in codes(cvkit, tmp_path, record)
    found = codes(cvkit, tmp_path, beside(record, REFUSED_ID))
    assert found and code not in found


@pytest.mark.parametrize("code", SHOWN_UNLESS_ID)
def test_an_id_that_may_be_in_an_unreadable_part_of_a_file_is_not_shown_as_missing(
    code: str, cvkit: Run, tmp_path: Path
) -> None:
    readable = "@article{one, title = {T}, author = {Miller, Ada}, journal = {J}, date = {2020}}\n"
    (tmp_path / "works.bib").write_text(readable, encoding="utf-8")
    record = {**with_diagnostic(code), "publications": "works.bib"}
    assert codes(cvkit, tmp_path, record) == {code}
    (tmp_path / "works.bib").write_text(readable + "@article{oen, title = {U}, author = {", encoding="utf-8")
    assert codes(cvkit, tmp_path, record) == {"L101"}


@dataclass(frozen=True)
class Consequence:
    """A sound record, and what makes one value of its works a refused one, so that a false problem would follow."""

    record: str
    work: int
    field: str
    value: Any
    lockfile: str = ""
    usual: frozenset[str] = frozenset()
    """Warnings of the sound record."""


CONSEQUENCES = {
    "N312": Consequence(
        """
        publications:
          - {id: two, kind: journal, title: U, date: 2021, authors: Ada Miller}
          - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, retracted: true}
        documents: {full: {limit: 1}}
        """, 0, "date", "2021-99",
    ),
    "V124": Consequence(
        """
        publications:
          - {id: two, kind: book, title: U, date: 2021, authors: Bo Fictive}
          - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}
        """, 1, "authors", {"name": "Ada Miller"},
    ),
    "V150": Consequence(
        """
        publications:
          - {id: two, kind: book, title: U, date: 2021, authors: [{name: A. Miller, owner: false}]}
          - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}
        """, 0, "authors", [{"name": "A. Miller", "owner": "perhaps"}],
    ),
    "V151": Consequence(
        """
        publications:
          - {id: two, kind: journal, title: U, date: 2021, authors: Bo Fictive, numbered: false}
          - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}
        """, 0, "numbered", "perhaps",
    ),
    "V152": Consequence(
        """
        people: {other: Ada Miller}
        publications: [{id: one, kind: journal, title: T, date: 2020, authors: [{name: Ada Miller, owner: true}]}]
        """, 0, "authors", [{"name": "Ada Miller", "owner": "perhaps"}],
    ),
    "V161": Consequence(
        """
        publications:
          - {id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, Suharto", ignore: V113}
        """, 0, "authors", {"name": "Ada Miller"},
    ),
    "V210": Consequence(
        """
        publications:
          - {id: one, kind: preprint, title: U, date: 2020, authors: Ada Miller, doi: 10.1000/182, version_of: two}
          - {id: two, kind: journal, title: T, date: 2021, authors: Ada Miller, doi: 10.1000/182}
        """, 0, "version_of", ["two"],
    ),
    "V211": Consequence(
        """
        publications:
          - {id: one, kind: preprint, title: A study of small example, date: 2020, authors: Ada M., version_of: two}
          - {id: two, kind: journal, title: A study of small examples, date: 2021, authors: Ada Miller}
        """, 0, "version_of", ["two"],
    ),
    "V221": Consequence(
        """
        publications:
          - {id: one, kind: journal, title: T, date: 2021, authors: "Ada Miller, et al."}
          - {id: two, kind: journal, title: U, date: 2020, authors: "Ada Miller, et al."}
        """, 1, "date", "2020-99", usual=frozenset({"V221"}),
    ),
    "N102": Consequence(
        """
        numbering: {label: "{series}{number}", series: {A: [journal], A1: [conference]}}
        publications:
          - {id: four, kind: journal, title: X, date: 2022, authors: Ada Miller}
          - {id: three, kind: journal, title: W, date: 2021, authors: Ada Miller, pin: 20}
          - {id: two, kind: journal, title: U, date: 2020, authors: Ada Miller, pin: 10}
          - {id: one, kind: conference, title: T, date: 2020, authors: Ada Miller}
        """, 1, "pin", "twenty", usual=frozenset({"N105"}),
    ),
    "N105": Consequence(
        """
        publications:
          - {id: three, kind: journal, title: W, date: 2022, authors: Ada Miller, pin: 3}
          - {id: two, kind: journal, title: U, date: 2021, authors: Ada Miller, pin: 2}
          - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, pin: 1}
        """, 1, "kind", "jurnal",
    ),
    "N108": Consequence(
        """
        publications: [{id: one, kind: journal, title: T, status: in-press, date: 2020, authors: Ada Miller}]
        """, 0, "date", "2020-99",
    ),
    "N203": Consequence(
        """
        publications:
          - {id: two, kind: journal, title: On the sorting of examples, date: 2021, authors: Ada Miller}
          - {id: one, kind: workshop, title: On the sorting of examples, date: 2020, authors: Ada Miller}
        """, 1, "id", "a b",
        "- {id: one, series: C, number: 1, title: On the sorting of examples}\n", frozenset({"V211"}),
    ),
    "N207": Consequence(
        """
        publications:
          - {id: two, kind: journal, title: On the sorting of examples, date: 2021, authors: Ada Miller}
          - {id: one, kind: journal, title: On the sorting of examples, date: 2020, authors: Ada Miller}
        """, 1, "title", {"en": ["T"]},
        "- {id: one, series: J, number: 1, title: On the sorting of examples}\n"
        "- {id: two, series: J, number: 2, title: On the sorting of example}\n", frozenset({"V211"}),
    ),
    "N301": Consequence(
        """
        publications:
          - {id: two, kind: book, title: U, date: 2021, authors: Ada Miller}
          - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}
        documents: {full: {sections: [{publications: {where: {kind: journal}}}]}}
        """, 1, "kind", "jurnal",
    ),
    "N309": Consequence(
        """
        publications:
          - {id: two, kind: journal, title: U, date: 2021, authors: Ada Miller}
          - {id: one, kind: workshop, title: T, date: 2020, authors: Ada Miller, version_of: two, numbered: false}
        documents: {full: {where: {superseded: false}}}
        """, 1, "numbered", "perhaps",
    ),
    "N304": Consequence(
        """
        publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
        honors: [{title: A Prize, note: "for [@one]"}]
        """, 0, "kind", "jurnal",
    ),
    "N305": Consequence(
        """
        publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, tags: [top]}]
        honors: [{title: "Author of {{count:top}} articles"}]
        """, 0, "tags", [["top"]],
    ),
    "N306": Consequence(
        """
        summary: Author of 2 papers.
        publications:
          - {id: three, kind: book, title: W, date: 2022, authors: Ada Miller, hidden: true}
          - {id: two, kind: book, title: U, date: 2021, authors: Ada Miller}
          - {id: one, kind: book, title: T, date: 2020, authors: Ada Miller}
        """, 0, "hidden", "perhaps",
    ),
}  # fmt: skip
"""Code → a record without it, of which a refused value would make one that has it."""


@pytest.mark.parametrize("code", CONSEQUENCES)
def test_no_diagnostic_is_shown_that_only_follows_from_a_refused_value(code: str, cvkit: Run, tmp_path: Path) -> None:
    one = CONSEQUENCES[code]
    record = parsed(one.record)
    assert codes(cvkit, tmp_path, record, one.lockfile) == one.usual
    record["publications"][one.work][one.field] = one.value
    found = codes(cvkit, tmp_path, record, one.lockfile)
    assert found and code not in found


def test_a_missing_lockfile_is_not_noted_beside_a_work_that_is_refused(cvkit: Run, tmp_path: Path) -> None:
    """Only the whole record says how many numbers there are."""
    record = {"publications": [{**SOUND, "date": "2019"}]}
    codes(cvkit, tmp_path, record)
    assert "N209" in cvkit("check", tmp_path, "--format", "json").out
    codes(cvkit, tmp_path, beside(record, {**REFUSED["its date"], "id": "other"}))
    result = cvkit("check", tmp_path, "--format", "json")
    assert result.status == 1 and "N209" not in result.out
