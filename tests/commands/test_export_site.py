"""`cvkit export --to academicpages -o SITE`: the files of the site, what stays, and the lines for the user's files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Result, needs_tex

Run = Callable[..., Result]
WHOLE = ROOT / "tests" / "write" / "whole"
TEMPLATES = ["academicpages", "acad-homepage"]


def files(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_new_site_has_the_page_and_the_pictures(cvkit: Run, tmp_path: Path, template: str) -> None:
    site = tmp_path / "a" / "site"
    result = cvkit("export", WHOLE, "--to", template, "-o", site)
    assert result.status == 0, result.err
    assert set(files(site)) == {"_pages/about.md", "images/photo.png", ".cvkit-site.json"}
    assert result.out.splitlines() == [str(site / "_pages" / "about.md"), str(site / "images" / "photo.png")]
    assert (site / "_pages" / "about.md").read_text(encoding="utf-8") == cvkit("export", WHOLE, "--to", template).out
    before = files(site)
    assert cvkit("export", WHOLE, "--to", template, "-o", site).out == ""
    assert files(site) == before


def test_the_lines_for_the_users_files_are_those_that_are_missing(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("author:\n  name: My Name\n  github:\n", encoding="utf-8")
    (tmp_path / "_data").mkdir()
    (tmp_path / "_data" / "navigation.yml").write_text('main: [{title: A, url: "/#grants"}]\n', encoding="utf-8")
    result = cvkit("export", WHOLE, "--to", "acad-homepage", "-o", tmp_path)
    assert '  github: "ada-miller"\n' in result.err and "My Name" not in result.err and 'name: "Ada' not in result.err
    assert '  googlescholar: "https://scholar.google.com/citations?user=A1b2C3AAAAAJ"\n' in result.err
    assert '  avatar: "images/photo.png"\n' in result.err
    assert '    url: "/#patents"\n' in result.err and "#grants" not in result.err
    academic = cvkit("export", WHOLE, "--to", "academicpages", "-o", tmp_path / "other").err
    assert '  avatar: "photo.png"\n' in academic and "navigation" not in academic


def test_edits_are_kept_and_named(cvkit: Run, tmp_path: Path) -> None:
    site, page = tmp_path / "site", tmp_path / "site" / "_pages" / "about.md"
    assert cvkit("export", WHOLE, "--to", "academicpages", "-o", site).status == 0
    text = page.read_text(encoding="utf-8").replace("Won *A Prize*", "Won it") + "\nMine.\n"
    page.write_text(text, encoding="utf-8")
    (site / "images" / "photo.png").write_bytes(b"mine")
    result = cvkit("export", WHOLE, "--to", "academicpages", "-o", site)
    assert result.status == 0 and result.out == ""
    assert page.read_text(encoding="utf-8") == text
    assert "kept the part news of _pages/about.md, which you edited" in result.err
    assert "kept images/photo.png, which you edited" in result.err
    assert (site / "images" / "photo.png").read_bytes() == b"mine"


@pytest.mark.parametrize("content", ["A page of mine.\n", "---\ntitle: Mine\n---\n"])
def test_a_page_of_the_user_is_not_touched(cvkit: Run, tmp_path: Path, content: str) -> None:
    (tmp_path / "_pages").mkdir()
    page = tmp_path / "_pages" / "about.md"
    page.write_text(content, encoding="utf-8")
    result = cvkit("export", WHOLE, "--to", "academicpages", "-o", tmp_path)
    assert result.status == 2 and "<!-- cvkit:begin" in result.err
    assert page.read_text(encoding="utf-8") == content and not (tmp_path / "images").exists()


def test_a_link_out_of_the_site_is_not_followed(cvkit: Run, tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    for folder in (site, outside):
        folder.mkdir()
    (site / "_pages").symlink_to(outside)
    result = cvkit("export", WHOLE, "--to", "academicpages", "-o", site)
    assert result.status == 2 and "link" in result.err
    assert list(outside.iterdir()) == []


def test_the_site_may_not_overwrite_the_record(cvkit: Run, tmp_path: Path) -> None:
    record = tmp_path / "images"
    shutil.copytree(WHOLE, record)
    before = files(record)
    result = cvkit("export", record, "--to", "academicpages", "-o", tmp_path)
    assert result.status == 0 or "photo" in result.err
    assert {name: content for name, content in files(record).items() if name in before} == before


def test_a_picture_that_is_missing_is_an_error_at_its_place(cvkit: Run, tmp_path: Path) -> None:
    shutil.copytree(WHOLE, tmp_path / "record")
    record = tmp_path / "record" / "cv.yaml"
    text = record.read_text(encoding="utf-8").replace("picture: {file: photo.png", "picture: {file: gone.png")
    record.write_text(text, encoding="utf-8")
    result = cvkit("export", record.parent, "--to", "acad-homepage", "-o", tmp_path / "site")
    assert result.status == 1 and "gone.png" in result.err and "cv.yaml:" in result.err
    assert not (tmp_path / "site").exists()


def test_without_a_name_the_document_of_the_home_page_is_exported(cvkit: Run, record: Callable[[str], Path]) -> None:
    text = "news: [{text: Now, date: 2024}]\nhonors: [{title: A Prize}]\ndocuments:\n  full: {sections: [honors]}\n"
    for more, heading in {
        "": "A Prize",
        "  home: {sections: [news]}\n": "Now",
        "  other: {site: {title: Me}, sections: [news]}\n  home: {sections: [honors]}\n": "Now",
    }.items():
        out = cvkit("export", record(text + more), "--to", "academicpages").out
        assert heading in out and ({"A Prize", "Now"} - {heading}).pop() not in out


COLLECTIONS = """\
publications:
  - {id: one, kind: journal, title: "A | *B* {{x}} <b>", authors: "Ada Miller†, Bo Bee†", date: 2020-05,
     venue: {name: J & K}, abstract: "{{y}}"}
  - {id: two, kind: book, title: Two, authors: Ada Miller, date: 2019}
  - {id: three, kind: journal, title: Three, authors: Ada Miller, status: in-press}
talks: [{id: t1, title: Talk, date: 2024-06-05, role: Keynote, event: {name: School, place: Here}}]
teaching: [{title: Sorting 1, organization: University, start: 2019-02, end: 2019-06}]
documents: {home: {site: {collections: [publications, talks, teaching], bib: true, cv: true}}}
"""


def front_matter(file: Path) -> dict[str, Any]:
    head = file.read_text(encoding="utf-8").split("---\n")[1]
    found = yaml.safe_load(head)
    assert isinstance(found, dict)
    return found


def test_each_entry_of_a_collection_has_a_page(cvkit: Run, record: Callable[[str], Path], tmp_path: Path) -> None:
    site = tmp_path / "site"
    result = cvkit("export", record(COLLECTIONS), "--to", "academicpages", "-o", site)
    assert result.status == 0, result.err
    assert "no page for Three: it has no date" in result.err
    assert set(files(site)) == {
        *("_pages/about.md", "_pages/cv.md", ".cvkit-site.json", "_talks/2024-06-05-t1.md"),
        *(
            "_publications/2020-05-01-one.md",
            "_publications/2019-01-01-two.md",
            "_teaching/2019-02-01-sorting-1-2019-02.md",
        ),
        *("files/one.bib", "files/two.bib"),
    }
    one = front_matter(site / "_publications" / "2020-05-01-one.md")
    assert one["permalink"] == "/publication/one" and one["category"] == "manuscripts"
    assert str(one["date"]) == "2020-05-01" and one["bibtexurl"] == "/files/one.bib"
    assert one["venue"] == "J &amp; K"
    assert (
        "<strong>Ada Miller</strong>" in one["citation"] and "†" in one["citation"] and "&lt;b&gt;" in one["citation"]
    )
    assert "May 2020" in one["citation"] and one["excerpt"] == ""
    assert "{{" not in (site / "_publications" / "2020-05-01-one.md").read_text(encoding="utf-8").split("---\n")[2]
    assert front_matter(site / "_publications" / "2019-01-01-two.md")["category"] == "books"
    talk = front_matter(site / "_talks" / "2024-06-05-t1.md")
    assert (talk["type"], talk["venue"], talk["location"]) == ("Keynote", "School", "Here")
    cv = (site / "_pages" / "cv.md").read_text(encoding="utf-8")
    assert cv.count("{% for post in site.") == 3 and "permalink: /cv/" in cv


def test_an_edited_title_moves_no_page_and_a_deleted_work_leaves_none(
    cvkit: Run, record: Callable[[str], Path], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    assert cvkit("export", record(COLLECTIONS), "--to", "academicpages", "-o", site).status == 0
    text = COLLECTIONS.replace("2020-05", "2021-05").replace("title: Two", "title: Zwei")
    lines = [line for line in text.splitlines() if "id: t1" not in line]
    result = cvkit("export", record("\n".join(lines) + "\n"), "--to", "academicpages", "-o", site)
    assert result.status == 0, result.err
    assert "_talks/2024-06-05-t1.md" not in files(site) and "deleted _talks/2024-06-05-t1.md" in result.err
    assert front_matter(site / "_publications" / "2021-05-01-one.md")["permalink"] == "/publication/one"
    assert "_publications/2020-05-01-one.md" not in files(site)


def test_a_category_that_the_site_lacks_is_an_error_with_the_line_to_add(
    cvkit: Run, record: Callable[[str], Path], tmp_path: Path
) -> None:
    config = tmp_path / "_config.yml"
    config.write_text("publication_category:\n  manuscripts: {title: Articles}\n", encoding="utf-8")
    result = cvkit("export", record(COLLECTIONS), "--to", "academicpages", "-o", tmp_path)
    assert result.status == 2 and "books: {title: 'Books'}" in result.err and not (tmp_path / "_pages").exists()
    config.write_text(config.read_text(encoding="utf-8") + "  books: {title: 'Books'}\n", encoding="utf-8")
    assert cvkit("export", record(COLLECTIONS), "--to", "academicpages", "-o", tmp_path).status == 0


def test_two_entries_with_one_address_are_an_error(cvkit: Run, record: Callable[[str], Path], tmp_path: Path) -> None:
    text = COLLECTIONS.replace("id: two", "id: one+").replace("id: one,", "id: one-,")
    result = cvkit("export", record(text), "--to", "academicpages", "-o", tmp_path / "site")
    assert result.status == 1 and "address one" in result.err


def test_the_pdf_of_a_document_is_in_the_site(cvkit: Run, record: Callable[[str], Path], tmp_path: Path) -> None:
    needs_tex()
    text = "honors: [{title: A Prize}]\ndocuments: {full: {}, home: {site: {pdf: full}}}\n"
    site = tmp_path / "site"
    assert cvkit("export", record(text), "--to", "acad-homepage", "-o", site).status == 0
    assert (site / "files" / "cv.pdf").read_bytes().startswith(b"%PDF")
    assert cvkit("export", record(text), "--to", "acad-homepage", "-o", site).out == ""


def test_al_folio_gets_its_bibliography_and_previews(cvkit: Run, record: Callable[[str], Path], tmp_path: Path) -> None:
    site = tmp_path / "site"
    result = cvkit("export", WHOLE, "--to", "al-folio", "-o", site)
    assert result.status == 0, result.err
    assert set(files(site)) == {
        *("_bibliography/papers.bib", "assets/img/publication_preview/photo.png", ".cvkit-site.json"),
    }
    text = (site / "_bibliography" / "papers.bib").read_text(encoding="utf-8")
    assert text == cvkit("export", WHOLE, "--to", "al-folio").out
    for line in (
        "author = {Miller†, Ada and Bee†, Bo and Dee*, Cy and {김형신}},",
        "annotation = {† equal contribution, * corresponding author},",
        *("abbr = {JoE},", "preview = {photo.png},", "google_scholar_id = {abcDEF},", "award = {Best Paper},"),
    ):
        assert f"  {line}\n" in text
    assert 'scholar:\n  last_name: ["Miller"]\n  first_name: ["Ada"]\n' in result.err
    assert 'scholar_userid: "A1b2C3AAAAAJ"\n' in result.err
    chosen = "publications: [{id: a, kind: journal, title: T, authors: Ada Miller, date: 2020, tags: [top]}]\n"
    text = cvkit(
        "export", record(f"{chosen}documents: {{home: {{site: {{selected: top}}}}}}\n"), "--to", "al-folio"
    ).out
    assert "  selected = {true},\n" in text


LINKED = {
    "the page": "_pages/about.md",
    "the folder of the page": "_pages",
    "the list of files": ".cvkit-site.json",
    "the bibliography": "_bibliography/papers.bib",
}
"""Paths in a site that are links to a place outside of it."""


@pytest.mark.parametrize("is_missing", [False, True])
@pytest.mark.parametrize("place", LINKED.values(), ids=LINKED)
def test_nothing_is_written_through_a_link_out_of_the_site(
    cvkit: Run, tmp_path: Path, place: str, is_missing: bool
) -> None:
    site, outside, link = tmp_path / "site", tmp_path / "outside", tmp_path / "site" / place
    outside.mkdir()
    target = outside if place == "_pages" else outside / "file"
    if not is_missing:
        (outside / ("about.md" if place == "_pages" else "file")).write_text("mine")
    elif target == outside:
        target = outside / "missing"
    before = files(outside)
    link.parent.mkdir(parents=True)
    link.symlink_to(target)
    template = "al-folio" if place.endswith(".bib") else "acad-homepage"
    result = cvkit("export", WHOLE, "--to", template, "-o", site)
    assert result.status in (1, 2) and place.rpartition("/")[2] in result.err, result.err
    assert files(outside) == before and link.is_symlink() and not (outside / "missing").exists()
