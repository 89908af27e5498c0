"""The same labels in every output: what `cvkit numbers` lists is what a document prints, in its order."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.commands.numbers import label_rows, lock_numbers
from cvkit.commands.request import Request
from tests.conftest import Result, examples, exported

Run = Callable[..., Result]
Make = Callable[[str], Path]
Fields = dict[str, Any]
LAW = examples(300)
HEAD = "cvkit: 1\nperson: {name: Ada Miller}\n"
FORMS = ["{series}.{number}", "[{series}{number}]", "{series}{number}", "{number}"]


def in_tex(tex: str) -> list[tuple[str, str]]:
    """The title and label of each work of a document that has a label, in order."""
    works = re.findall(r"^\\CVKwork\{\n(.*?)^\}", tex, re.MULTILINE | re.DOTALL)
    found = []
    for work in works:
        parts = dict(re.findall(r"^  (label|title)=\{(.*)\},$", work, re.MULTILINE))
        if "label" in parts:
            found.append((parts["title"], re.sub(r"[{}]", "", parts["label"])))
    return found


def listed(cvkit: Run, file: Path) -> list[tuple[str, str]]:
    return [(row["id"], row["label"]) for row in json.loads(cvkit("numbers", file, "--format", "json").out)]


@pytest.mark.parametrize("form", FORMS)
def test_the_labels_of_the_real_record_agree(cvkit: Run, jemin_lee: Path, form: str) -> None:
    file = jemin_lee / "cv.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("numbering:\n", f"numbering:\n  label: {json.dumps(form)}\n", 1), encoding="utf-8")
    labels = [label for _, label in listed(cvkit, jemin_lee)]
    assert labels[:2] == [form.format(series="J", number=15), form.format(series="C", number=21)]
    assert [label for _, label in in_tex(cvkit("export", jemin_lee, "--to", "tex").out)] == labels
    table = cvkit("numbers", jemin_lee).out
    assert [line.split()[0] for line in table.splitlines()[1:]] == labels
    assert len(labels) == 36


WORKS = """\
publications:
  - {id: j2, kind: journal, title: j2, authors: Ada Miller, date: 2022}
  - {id: c1, kind: demo, title: c1, authors: Ada Miller, date: 2021}
  - {id: j1, kind: journal, title: j1, authors: Ada Miller, date: 2020}
"""
PATENTS = "patents:\n  - {id: p1, title: p1, inventors: Ada Miller, granted: 2017}\n"
LAYOUTS = {
    "publications first": WORKS + PATENTS,
    "patents first": PATENTS + WORKS,
    "a document with patents first": WORKS + PATENTS + "documents: {full: {sections: [patents, publications]}}\n",
    "oldest first": WORKS + PATENTS + "documents: {full: {order: oldest-first}}\n",
    "a list of its own order": WORKS
    + PATENTS
    + "documents: {full: {sections: [{publications: {order: oldest-first}}, patents]}}\n",
    "groups by kind": WORKS + PATENTS + "documents: {full: {group_by: kind}}\n",
    "groups by series": WORKS + PATENTS + "documents: {full: {group_by: series, order: oldest-first}}\n",
    "groups by year": WORKS + PATENTS + "documents: {full: {group_by: year}}\n",
    "a first document that is not full": WORKS + PATENTS + "documents: {other: {order: oldest-first}}\n",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_numbers_come_in_the_order_in_which_they_are_printed(cvkit: Run, record: Make, text: str) -> None:
    file = record(text)
    assert listed(cvkit, file) == in_tex(cvkit("export", file, "--to", "tex").out)


def test_works_without_a_label_are_left_out(cvkit: Run, record: Make) -> None:
    file = record(WORKS.replace("date: 2022", "date: 2022, numbered: false"))
    assert listed(cvkit, file) == in_tex(cvkit("export", file, "--to", "tex").out) == [("c1", "C.1"), ("j1", "J.1")]


def test_what_a_document_leaves_out_is_listed_all_the_same(cvkit: Run, record: Make) -> None:
    file = record(WORKS + PATENTS + "documents: {full: {limit: 1, sections: [publications]}}\n")
    assert sorted(listed(cvkit, file)) == [("c1", "C.1"), ("j1", "J.1"), ("j2", "J.2"), ("p1", "P.1")]


def test_a_row_has_the_keys_that_programs_read(cvkit: Run, record: Make) -> None:
    rows = json.loads(cvkit("numbers", record(WORKS), "--format", "json").out)
    assert rows[0] == {
        "id": "j2",
        "series": "J",
        "number": 2,
        "label": "J.2",
        "title": "j2",
        "pinned": False,
        "locked": False,
        "owner_role": "sole",
    }
    assert all(list(row) == list(rows[0]) for row in rows)


DATES = st.one_of(
    st.integers(2018, 2022).map(str),
    st.builds("{}-{:02}".format, st.integers(2018, 2022), st.integers(1, 12)),
    st.builds("{}-{:02}-{:02}".format, st.integers(2018, 2022), st.integers(1, 12), st.integers(1, 28)),
)
ENTRY = st.fixed_dictionaries(
    {"kind": st.sampled_from(["journal", "demo", "book"]), "date": DATES},
    optional={"hidden": st.booleans(), "numbered": st.booleans(), "series": st.sampled_from(["C", "X"])},
)
PATENT = st.fixed_dictionaries({"granted": DATES}, optional={"hidden": st.booleans()})


@LAW
@given(
    st.lists(ENTRY, max_size=7),
    st.lists(PATENT, max_size=3),
    st.sampled_from(FORMS),
    st.sampled_from(["newest-first", "oldest-first", "as-listed"]),
    st.booleans(),
)
def test_the_labels_of_any_record_agree(
    entries: list[Fields], patents: list[Fields], form: str, order: str, locked: bool
) -> None:
    values = {
        "numbering": {"label": form},
        "documents": {"full": {"order": order, "sections": ["publications", "patents"]}, "other": {}},
        "publications": [
            {"id": f"w{at}", "title": f"w{at}", "authors": "Ada Miller", **entry} for at, entry in enumerate(entries)
        ],
        "patents": [
            {"id": f"p{at}", "title": f"p{at}", "inventors": "Ada Miller", **entry} for at, entry in enumerate(patents)
        ],
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ada.yaml"
        file.write_text(
            HEAD + "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items() if value), encoding="utf-8"
        )
        if locked:
            lock_numbers(file)
        rows, diagnostics = label_rows(file)
        tex = exported(Request(file), "tex")
        other = exported(Request(file, document="other"), "tex")
    labels = [(row["id"], row["label"]) for row in rows]
    assert not diagnostics
    assert in_tex(tex) == labels
    assert sorted(in_tex(other)) == sorted(labels)
    slots = [(row["series"], row["number"]) for row in rows]
    assert len(set(slots)) == len(slots)
    assert all(row["label"] == form.format(series=row["series"], number=row["number"]) for row in rows)
