"""The pages of generated records: no nearly empty last page, no line that is too wide, and no lonely heading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.commands.fit_pages import note_on_last_page
from cvkit.model.document import Document
from cvkit.model.record import Record
from cvkit.typeset.typesetter import Pdf
from tests.conftest import Result, needs_tex
from tests.generated_pages import LEAST_LINES, Setting, faults, lines_of, settings

SOME = [one for at, one in enumerate(settings(65)) if at % 37 == 0]
"""11 records of 1 to 300 works, in each of the styles and on both papers."""


@pytest.mark.parametrize("setting", SOME, ids=str)
def test_the_pages_of_a_generated_record_have_no_fault(setting: Setting, tmp_path: Path) -> None:
    needs_tex()
    assert faults(setting, tmp_path) == []


RECORD = """\
cvkit: 1
person: {name: Ada Miller}
honors:
%s
documents:
  pulled: {}
  chosen: {options: {spacing: normal}}
"""


def test_a_nearly_empty_last_page_is_pulled_in_or_named(cvkit: Callable[..., Result], tmp_path: Path) -> None:
    needs_tex()
    text = RECORD % "\n".join(f"- {{title: Prize {number}}}" for number in range(46))
    (tmp_path / "cv.yaml").write_text(text, encoding="utf-8")
    done = cvkit("pdf", tmp_path, "--all", "-o", f"{tmp_path}/out/")
    pages = {name: lines_of(tmp_path / "out" / f"{tmp_path.name}-{name}.pdf") for name in ("pulled", "chosen")}
    assert [len(lines) for lines in pages["pulled"]] == [48]
    assert len(pages["chosen"]) == 2
    assert "page 2 of `chosen`, the last, has fewer than 5 lines" in done.err
    assert "of `pulled`" not in done.err


def test_the_lines_in_the_note_on_a_last_page_pull_it_in(cvkit: Callable[..., Result], tmp_path: Path) -> None:
    needs_tex()
    text = RECORD[: RECORD.index("  pulled")] % "\n".join(f"- {{title: Prize {number}}}" for number in range(48))
    text += "  full:\n    options: {spacing: normal}\n"
    file, out = tmp_path / "cv.yaml", tmp_path / "out.pdf"
    file.write_text(text, encoding="utf-8")
    done = cvkit("pdf", file, "-o", out)
    assert "has fewer than 5 lines: write `max_pages: 1` and `fit: true` in the document `full`" in done.err
    file.write_text(f"{text}    max_pages: 1\n    fit: true\n", encoding="utf-8")
    done = cvkit("pdf", file, "-o", out)
    assert (len(lines_of(out)), "the last, has fewer" in done.err) == (1, False)


def test_the_note_on_a_last_page_has_the_line_for_a_record_without_documents() -> None:
    pdf = Pdf(content=b"", pages=2, diagnostics=(), installed=(), has_short_end=True)
    record = Record.model_validate({"cvkit": "1", "person": {"name": "Ada Miller"}})
    (note,) = note_on_last_page(pdf, "full", Document(), record)
    assert "write `documents: {full: {max_pages: 1, fit: true}}`" in note


@pytest.mark.parametrize(("lines", "pages", "has_space"), [(68, 1, False), (74, 2, True), (86, 2, False)])
def test_a_document_that_may_fit_pulls_in_a_last_page_of_few_lines_or_has_a_note_on_its_space(
    cvkit: Callable[..., Result], tmp_path: Path, lines: int, pages: int, has_space: bool
) -> None:
    needs_tex()
    text = RECORD[: RECORD.index("documents")] % "\n".join(f"- {{title: Prize {number}}}" for number in range(lines))
    fit = "documents: {full: {style: compact, max_pages: 2, fit: true, footer: '{page} of {pages}'}}\n"
    (tmp_path / "cv.yaml").write_text(text + fit, encoding="utf-8")
    done = cvkit("pdf", tmp_path, "-o", tmp_path / "out.pdf")
    found = lines_of(tmp_path / "out.pdf")
    assert len(found) == pages
    assert found[-1][-1] == f"{pages} of {pages}"
    assert ("the document `full` fits 1 page with" in done.err) == (pages == 1)
    assert ("page 2 of `full`, the last, is mostly empty: it has space" in done.err) == has_space


ENDS = """\
service: [{role: Chair}]
languages: [{name: Norwegian, level: native}, {name: English, level: C1}, {name: Sami, level: A2}]
sections: {Outreach: [A stand]}
"""


@pytest.mark.parametrize("style", ["classic", "modern", "compact"])
def test_each_heading_counts_as_one_line(cvkit: Callable[..., Result], tmp_path: Path, style: str) -> None:
    """A note names a last page of fewer than five lines, and no other. The header and the footer do not count.

    No page has only the heading and the first of three rows, nor only the last row.
    """
    needs_tex()
    honors = "honors:\n" + "".join(f"- {{title: Prize {number}}}\n" for number in range(70)) + ENDS
    lists = {
        f"d{limit}": f"[{{honors: {{limit: {limit}}}}}, {('languages', 'Outreach, service')[limit // 2 % 2]}]"
        for limit in range(36, 68, 2)
    }
    rest = f"style: {style}, options: {{spacing: normal}}, header: '{{name}}', footer: Draft"
    documents = "".join(f"  {name}: {{sections: {sections}, {rest}}}\n" for name, sections in lists.items())
    record = RECORD[: RECORD.index("honors")] + honors + "documents:\n" + documents
    (tmp_path / "cv.yaml").write_text(record, encoding="utf-8")
    done = cvkit("pdf", tmp_path, "--all", "-o", f"{tmp_path}/out/")
    pages_of = {name: lines_of(tmp_path / "out" / f"{tmp_path.name}-{name}.pdf") for name in lists}
    rows = ("Languages", "Norwegian", "English", "Sami")
    together = [sum(line.startswith(rows) for line in page) for pages in pages_of.values() for page in pages]
    assert set(together) == {0, len(rows)}
    ends = {name: pages[-1][: -len(["Draft"])] for name, pages in pages_of.items() if len(pages) > 1}
    short = {name for name, lines in ends.items() if len(lines) < LEAST_LINES}
    assert short
    assert short == {name for name in lists if f"of `{name}`, the last, has fewer" in done.err}
