"""Sources are never overwritten: no command changes a file that it reads, unless it exists to edit that file."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cvkit.cli import COMMANDS
from cvkit.deliver.journal import JOURNAL_NAME
from cvkit.write.formats import FORMATS
from tests.commands.test_watch import Watching, until
from tests.conftest import ROOT, Result, needs_tex

Run = Callable[..., Result]

MAIN = """\
cvkit: 1
person: {name: Ada Miller, photo: me.png}
publications: [works.yaml, works.bib]
talks: talks.yaml
documents:
  full: {style: ./mine}
  grant: {style: modern, hide: [photo]}
"""
WORKS = "- {id: a, kind: journal, title: One, authors: Ada Miller, venue: {name: J}, date: 2020}\n"
BIB = "@article{b, author={Ada Miller}, title={Two}, journal={J}, date={2021}}\n"
TALKS = "- {id: t, title: A talk, authors: Ada Miller, date: 2022, venue: {name: Somewhere}}\n"

SOURCES = {
    "cv.yaml": "the record itself",
    "works.yaml": "the record's `publications`",
    "works.bib": "the record's `publications`",
    "talks.yaml": "the record's `talks`",
    "me.png": "the record's photo",
    "numbers.lock": "the record's lockfile",
    "mine/style.yaml": "a file of the style mine",
    "mine/cvkit-mine.cls": "a file of the style mine",
    "mine/cvkit.sty": "a file of the style mine",  # which is not there, and would replace the vocabulary
}

TO_A_FILE = {
    "pdf": ["pdf", "rec", "-o"],
    "pdf of another document": ["pdf", "rec", "-d", "grant", "-o"],
    "pdf with another person": ["pdf", "rec", "--set", "person={name: Ada Miller}", "--set", "talks=[]", "-o"],
    "pdf in another style": ["pdf", "rec", "--set", "documents.full.style=classic", "-o"],
    "pdf, watching": ["pdf", "rec", "--watch", "-o"],
    "pdf with the log": ["pdf", "rec", "--verbose", "-o"],
    **{
        f"export to {form}": ["export", "rec", "--to", form, "-o"]
        for form in "tex md html biblatex txt docx jsonresume".split()
    },
    "appendix": ["appendix", "rec", "--merge", "thesis.pdf", "-o"],
}
"""Commands that write a file where one is named, without its name."""

WRITES_NOTHING = {"check", "schema", "explain", "doctor", "preview", "completion"}


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A PDF of one page."""
    from pypdf import PdfWriter

    file = tmp_path_factory.mktemp("pages") / "x.pdf"
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(file)
    return file.read_bytes()


@pytest.fixture
def folder(tmp_path: Path, pages: bytes) -> Path:
    """A folder with a record of many files, `rec`, and a thesis."""
    from PIL import Image

    record = tmp_path / "rec"
    (record / "mine").mkdir(parents=True)
    for name, text in (("cv.yaml", MAIN), ("works.yaml", WORKS), ("works.bib", BIB), ("talks.yaml", TALKS)):
        (record / name).write_text(text, encoding="utf-8")
    (record / "numbers.lock").write_text("", encoding="utf-8")
    Image.new("RGB", (9, 9)).save(record / "me.png")
    for name in ("style.yaml", "cvkit-classic.cls"):
        text = (ROOT / "styles" / "classic" / name).read_text(encoding="utf-8")
        (record / "mine" / name.replace("classic", "mine")).write_text(text.replace("cvkit-classic", "cvkit-mine"))
    (tmp_path / "thesis.pdf").write_bytes(pages)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes | str]:
    """All that stands in a folder: files with their bytes, links with where they lead."""
    return {
        str(path.relative_to(folder)): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def plain(folder: Path, source: str) -> str:
    return f"rec/{source}"


def through_dots(folder: Path, source: str) -> str:
    return f"rec/mine/.././../rec/{source}"


def absolute(folder: Path, source: str) -> str:
    return str(folder / "rec" / source)


def link(folder: Path, source: str) -> str:
    (folder / "out").symlink_to(Path("rec", source))
    return "out"


def link_to_a_link(folder: Path, source: str) -> str:
    (folder / "first").symlink_to(folder / "rec" / source)
    (folder / "rec" / "out.pdf").symlink_to(folder / "first")
    return "rec/out.pdf"


def linked_folder(folder: Path, source: str) -> str:
    (folder / "other").symlink_to("rec/mine")
    return f"other/../{source}"


def hard_link(folder: Path, source: str) -> str:
    if not (folder / "rec" / source).exists():
        return f"./rec/{source}"
    (folder / "out.pdf").hardlink_to(folder / "rec" / source)
    return "out.pdf"


def other_case(folder: Path, source: str) -> str:
    place, name = os.path.split(source)
    return str(Path("rec", place, name.upper()))


def other_case_on_a_disk_that_ignores_it(folder: Path, source: str) -> str:
    name = other_case(folder, source)
    if (folder / "rec" / source).exists() and not (folder / name).exists():
        (folder / name).hardlink_to(folder / "rec" / source)
    return name


DISGUISES = (
    plain, through_dots, absolute, link, link_to_a_link, linked_folder, hard_link, other_case,
    other_case_on_a_disk_that_ignores_it,
)  # fmt: skip


def pairs() -> Iterator[tuple[str, str, Callable[[Path, str], str]]]:
    """Every command with every source, every source and every command with every disguise."""
    for row, command in enumerate(TO_A_FILE):
        for column, source in enumerate(SOURCES):
            yield command, source, DISGUISES[(row + column) % len(DISGUISES)]


@pytest.mark.parametrize(
    ("command", "source", "disguise"), [pytest.param(*p, id=f"{p[0]}-{p[1]}-{p[2].__name__}") for p in pairs()]
)
def test_an_output_that_is_a_source_is_refused(
    cvkit: Run, folder: Path, command: str, source: str, disguise: Callable[[Path, str], str]
) -> None:
    target = disguise(folder, source)
    before = contents(folder)
    result = cvkit(*TO_A_FILE[command], target, cwd=folder)
    assert (result.status, result.out) == (2, ""), result.err
    assert f"cannot write {Path(target)}: " in result.err
    assert SOURCES[source] in result.err
    assert "hint: nothing was written; name another file: -o " in result.err
    assert contents(folder) == before


def test_the_table_has_every_command_that_writes() -> None:
    named = {arguments[0] for arguments in TO_A_FILE.values()}
    assert named | {"new", "import", "add", "numbers", "styles", "batch"} | WRITES_NOTHING == set(COMMANDS)


@pytest.mark.parametrize("command", [name for name in TO_A_FILE if "watching" not in name])
def test_the_hint_followed_literally_works(cvkit: Run, folder: Path, command: str) -> None:
    if command.startswith(("pdf", "appendix")):
        needs_tex()
    refused = cvkit(*TO_A_FILE[command], "rec/cv.yaml", cwd=folder)
    found = re.search(r"name another file: -o (.+)\n", refused.err)
    assert found
    (name,) = shlex.split(found[1])
    before = contents(folder / "rec")
    assert cvkit(*TO_A_FILE[command], name, cwd=folder).status == 0
    after = contents(folder / "rec")
    assert {file: after[file] for file in before} == before
    log = {str(Path(name).with_suffix(".log").relative_to("rec"))} if "log" in command else set()
    assert after.keys() - before.keys() == {str(Path(name).relative_to("rec")), *log}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("disguise", [plain, link, hard_link, other_case])
def test_a_document_that_was_kept_is_refused_too(
    cvkit: Run, folder: Path, source: str, disguise: Callable[[Path, str], str], keeping: Callable[[Path], None]
) -> None:
    keeping(folder)
    target = disguise(folder, source)
    before = contents(folder)
    result = cvkit("pdf", "rec", "-o", target, cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert SOURCES[source] in result.err
    assert contents(folder) == before


@pytest.fixture
def keeping(
    cvkit: Run, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., None]:
    """Have a document in the cache, and no reading of the record from then on."""
    monkeypatch.delenv("CVKIT_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))

    def keep(folder: Path) -> None:
        import time

        needs_tex()
        time.sleep(0.05)  # what was changed just now may change again within one tick of the clock
        (folder / "kept").mkdir()
        assert cvkit("pdf", "rec", "-o", "kept", cwd=folder).status == 0

        def refuse(*_: object, **__: object) -> None:
            raise AssertionError("the record is read")

        monkeypatch.setattr("cvkit.load.load", refuse)
        assert cvkit("pdf", "rec", "-o", "kept", cwd=folder).status == 0

    return keep


def test_each_build_of_a_watch_looks_at_the_sources_that_the_record_names_then(folder: Path) -> None:
    """The record comes to name the file that the watch writes."""
    needs_tex()
    main = folder / "rec" / "cv.yaml"
    watching = Watching("pdf", "rec", "-d", "grant", "--watch", "-o", "rec/out.pdf", cwd=folder, temporary=folder / "t")
    try:
        assert until(lambda: watching.builds == 1), watching.lines
        made = (folder / "rec" / "out.pdf").read_bytes()
        main.write_text(MAIN.replace("me.png", "out.pdf").replace("documents", "honors: [{title: H}]\ndocuments"))
        assert until(lambda: watching.builds == 2), watching.lines
        assert watching.has_said("cannot write rec/out.pdf: it is the record's photo"), watching.lines
        assert (folder / "rec" / "out.pdf").read_bytes() == made
        main.write_text(MAIN.replace("documents", "honors: [{title: H}]\ndocuments"))
        assert until(lambda: watching.builds == 3), watching.lines
        assert (folder / "rec" / "out.pdf").read_bytes() != made
    finally:
        watching.end()


def test_a_log_that_would_be_a_source_is_refused(cvkit: Run, folder: Path) -> None:
    (folder / "out.log").symlink_to("rec/talks.yaml")
    before = contents(folder)
    result = cvkit("pdf", "rec", "-o", "out.pdf", "--verbose", cwd=folder)
    assert result.status == 2
    assert "cannot write out.log: it is the same file as rec/talks.yaml, the record's `talks`" in result.err
    assert contents(folder) == before


@pytest.mark.parametrize("options", [[], ["-o", "."], ["--all"], ["--all", "-o", "../top"]])
@pytest.mark.parametrize("name", ["rec.pdf", "rec.log"])
def test_no_log_is_kept_of_a_document_that_would_be_a_source(
    cvkit: Run, folder: Path, options: list[str], name: str
) -> None:
    """It is refused before TeX begins."""
    (folder / "top").mkdir()
    (folder / "top" / name).hardlink_to(folder / "rec" / "talks.yaml")
    before = contents(folder)
    result = cvkit("pdf", "../rec", "--verbose", *options, cwd=folder / "top")
    assert (result.status, result.out) == (2, "")
    assert "the record's `talks`" in result.err
    assert contents(folder) == before


@pytest.mark.parametrize("place", [".", "./", "../publications", "rec/../publications"])
def test_a_folder_in_which_the_name_of_the_output_is_a_source_is_refused(cvkit: Run, folder: Path, place: str) -> None:
    (folder / "rec").rename(folder / "publications")
    (folder / "rec").mkdir()
    record = folder / "publications"
    (record / "works.bib").rename(record / "publications.bib")
    (record / "cv.yaml").write_text(MAIN.replace("works.bib", "publications.bib"), encoding="utf-8")
    before = contents(folder)
    where = record if place.startswith(".") and place != "../publications" else folder / "rec"
    where = folder if place.startswith("rec") else where
    result = cvkit("export", record, "--to", "biblatex", "-o", place, cwd=where)
    assert (result.status, result.out) == (2, "")
    assert "publications.bib" in result.err and "the record's `publications`" in result.err
    assert contents(folder) == before


@pytest.mark.parametrize("document", ["full", "grant"])
def test_the_files_of_a_style_do_not_replace_those_of_an_own_style(cvkit: Run, folder: Path, document: str) -> None:
    (folder / "m").symlink_to("rec/mine")
    before = contents(folder)
    for place in ("rec/mine", "rec/mine/", "m/", "rec/./mine/../mine"):
        for command in (["export", "--to", "tex", "-o"], ["appendix", "--force", "--into"]):
            result = cvkit(command[0], "rec", "-d", document, *command[1:], place, cwd=folder)
            assert (result.status, result.out) == (2, "")
            assert "a file of the style mine" in result.err
            assert f"name another folder: {command[-1]} cv-output/" in result.err
            assert contents(folder) == before


@pytest.mark.parametrize("name", ["cv.tex", "cv-publications.tex", "cvkit.sty"])
def test_an_appendix_is_not_written_through_a_link_to_a_source(cvkit: Run, folder: Path, name: str) -> None:
    (folder / "thesis").mkdir()
    (folder / "thesis" / name).hardlink_to(folder / "rec" / "talks.yaml")
    before = contents(folder)
    result = cvkit("appendix", "rec", "--into", "thesis", "--force", cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert "the record's `talks`" in result.err
    assert contents(folder) == before


def test_a_picture_that_lies_where_it_is_brought_stays_and_the_rest_is_written(cvkit: Run, folder: Path) -> None:
    (folder / "rec" / "me.png").rename(folder / "rec" / "photo.png")
    (folder / "rec" / "cv.yaml").write_text(MAIN.replace("me.png", "photo.png"), encoding="utf-8")
    before = contents(folder / "rec")
    result = cvkit("export", "rec", "--to", "tex", "-o", "rec/", cwd=folder)
    assert result.status == 0, result.err
    after = contents(folder / "rec")
    assert {name: after[name] for name in before} == before
    assert "rec.tex" in after and "rec/photo.png" not in result.out


def test_a_picture_does_not_replace_another_source(cvkit: Run, folder: Path) -> None:
    (folder / "rec" / "photo.png").hardlink_to(folder / "rec" / "works.bib")
    before = contents(folder)
    result = cvkit("export", "rec", "--to", "tex", "-o", "rec/", cwd=folder)
    assert result.status == 2
    assert contents(folder) == before


@pytest.mark.parametrize("command", ["pdf", "export to biblatex", "export to docx", "appendix"])
@pytest.mark.parametrize("name", ["works.bib", "talks.yaml", "me.png", "mine/../works.yaml"])
def test_a_source_that_is_named_and_missing_is_not_made_by_an_export(
    cvkit: Run, folder: Path, command: str, name: str
) -> None:
    (folder / "rec" / name).unlink()
    before = contents(folder)
    result = cvkit(*TO_A_FILE[command], f"rec/{name}", cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert "the record's " in result.err
    assert contents(folder) == before


@pytest.mark.parametrize("target", ["ada.yaml", "ada.numbers.lock", "ADA.numbers.lock", "more.yaml"])
def test_the_files_of_a_record_of_one_file_are_sources_too(cvkit: Run, tmp_path: Path, target: str) -> None:
    (tmp_path / "ada.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\nhonors: more.yaml\n", encoding="utf-8")
    (tmp_path / "more.yaml").write_text("- {title: H}\n", encoding="utf-8")
    before = contents(tmp_path)
    for command in (["pdf", "ada.yaml"], ["export", "ada.yaml", "--to", "md"]):
        assert cvkit(*command, "-o", target, cwd=tmp_path).status == 2
        assert contents(tmp_path) == before


@pytest.mark.parametrize("disguise", [link, hard_link, other_case])
def test_the_thesis_is_a_source(cvkit: Run, folder: Path, disguise: Callable[[Path, str], str]) -> None:
    (folder / "thesis.pdf").rename(folder / "rec" / "thesis.pdf")
    target = disguise(folder, "thesis.pdf")
    before = contents(folder)
    result = cvkit("appendix", "rec", "--merge", "rec/thesis.pdf", "-o", target, cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert "the thesis" in result.err
    assert contents(folder) == before


def batch_folder(folder: Path) -> Path:
    """Two records: the photo of the first is a PDF, and a text of the second names a PDF."""
    for name in ("ada", "bo"):
        (folder / name).mkdir()
        text = f"cvkit: 1\nperson: {{name: {name.title()} Miller}}\nhonors: [{{title: see ada.pdf and bo.pdf}}]\n"
        (folder / name / "cv.yaml").write_text(text, encoding="utf-8")
    shutil.copy(folder / "thesis.pdf", folder / "ada" / "bo.pdf")
    with (folder / "ada" / "cv.yaml").open("a", encoding="utf-8") as file:
        file.write("documents: {full: {hide: [photo]}}\n")
    text = (folder / "ada" / "cv.yaml").read_text(encoding="utf-8")
    (folder / "ada" / "cv.yaml").write_text(text.replace("Ada Miller", "Ada Miller, photo: bo.pdf"), encoding="utf-8")
    return folder


def test_a_batch_overwrites_no_file_of_any_of_its_records_and_makes_the_others(cvkit: Run, folder: Path) -> None:
    needs_tex()
    batch_folder(folder)
    before = contents(folder / "ada") | contents(folder / "bo")
    for _ in range(2):  # what it has made it may make again
        result = cvkit("batch", "ada", "bo", "-o", "ada", "-j", "1", cwd=folder)
        assert (result.status, result.out) == (2, "ada/ada.pdf\n"), result.err
        assert "bo: not made: cannot write ada/bo.pdf: it is a file of the record ada" in result.err
        assert "hint: nothing was written; name another folder: -o cv-output/" in result.err
        after = contents(folder / "ada") | contents(folder / "bo")
        assert {name: after[name] for name in before} == before
    assert cvkit("batch", "ada", "bo", "-o", "cv-output/", "-j", "1", cwd=folder).status == 0


def test_a_batch_makes_again_what_it_has_made_beside_a_record_that_names_it_in_a_text(cvkit: Run, folder: Path) -> None:
    needs_tex()
    batch_folder(folder)
    for options in ((), ("--again",)):
        assert cvkit("batch", "bo", "-o", "bo", "-j", "1", *options, cwd=folder).status == 0


def test_a_batch_does_not_write_through_links(cvkit: Run, folder: Path) -> None:
    needs_tex()
    batch_folder(folder)
    (folder / "out").mkdir()
    (folder / "out" / "bo.pdf").symlink_to("../ada/cv.yaml")
    (folder / "out" / "ada.pdf").hardlink_to(folder / "ada" / "cv.yaml")
    before = contents(folder)
    result = cvkit("batch", "ada", "bo", "-o", "out", "-j", "1", cwd=folder)
    assert (result.status, result.out) == (2, "")
    after = contents(folder)
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("is_hard", [True, False])
def test_the_journal_of_a_batch_is_not_written_into_a_source(cvkit: Run, folder: Path, is_hard: bool) -> None:
    batch_folder(folder)
    (folder / "out").mkdir()
    journal, source = folder / "out" / JOURNAL_NAME, folder / "bo" / "cv.yaml"
    journal.hardlink_to(source) if is_hard else journal.symlink_to(source)
    before = contents(folder)
    result = cvkit("batch", "ada", "bo", "-o", "out", "-j", "1", cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert "a file of the record bo" in result.err
    assert contents(folder) == before


@pytest.mark.parametrize("output", ["bo/cv.yaml", "ada/CV.yaml", "ada/bo.pdf"])
def test_a_batch_does_not_take_a_source_for_its_folder(cvkit: Run, folder: Path, output: str) -> None:
    batch_folder(folder)
    before = contents(folder)
    result = cvkit("batch", folder / "ada", folder / "bo", "-o", output, "-j", "1", cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert "a file of the record" in result.err
    assert contents(folder) == before


BIB_AND_YAML = f"- id: z\n  title: |\n    {BIB}"
"""A text that is a bibliography, with words before the entry, and a YAML list."""


def test_a_source_of_an_import_is_not_overwritten_by_what_it_writes(cvkit: Run, folder: Path) -> None:
    (folder / "new").mkdir()
    (folder / "lab.bib").write_text(BIB_AND_YAML, encoding="utf-8")
    (folder / "new" / "imported.yaml").hardlink_to(folder / "lab.bib")
    before = contents(folder)
    result = cvkit("import", "lab.bib", "-o", "new", cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert "imported.yaml" in result.err
    assert contents(folder) == before


@pytest.mark.parametrize("named", ["imported.yaml", "talks.yaml"])
def test_an_import_edits_the_publications_and_no_other_file_of_the_record(cvkit: Run, folder: Path, named: str) -> None:
    (folder / "lab.bib").write_text(BIB, encoding="utf-8")
    new = folder / "new"
    assert cvkit("import", "lab.bib", "-o", "new", cwd=folder).status == 0
    with (new / "cv.yaml").open("a", encoding="utf-8") as file:
        file.write(f"talks: {named}\n")
    (new / "imported.yaml").unlink()
    (new / named).write_text(TALKS, encoding="utf-8")
    if named != "imported.yaml":
        (new / "imported.yaml").hardlink_to(new / named)
    before = contents(folder)
    result = cvkit("import", "lab.bib", "-o", "new", cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert "the record's `talks`" in result.err
    assert contents(folder) == before


def test_an_import_beside_its_source_leaves_that_as_it_was(cvkit: Run, folder: Path) -> None:
    (folder / "new").mkdir()
    (folder / "new" / "lab.bib").write_text(BIB, encoding="utf-8")
    for _ in range(2):
        assert cvkit("import", "lab.bib", "-o", ".", cwd=folder / "new").status == 0
        assert (folder / "new" / "lab.bib").read_text(encoding="utf-8") == BIB


def test_locking_writes_the_lockfile_and_no_other_file_of_the_record(cvkit: Run, folder: Path) -> None:
    record = folder / "rec"
    before = contents(record)
    assert cvkit("numbers", "rec", "--lock", cwd=folder).status == 0
    after = contents(record)
    assert {name for name in after if after[name] != before.get(name)} == {"numbers.lock"}

    (record / "numbers.lock").unlink()
    (record / "talks.yaml").write_text("# none yet\n", encoding="utf-8")
    (record / "numbers.lock").hardlink_to(record / "talks.yaml")
    before = contents(record)
    result = cvkit("numbers", "rec", "--lock", cwd=folder)
    assert result.status == 2
    assert "the record's `talks`" in result.err
    assert contents(record) == before


@pytest.mark.parametrize("name", ["mine", "MINE", "linked", "works"])
def test_a_new_style_replaces_nothing(cvkit: Run, folder: Path, name: str) -> None:
    record = folder / "rec"
    (record / "linked").symlink_to("nowhere")
    if not (record / "MINE").exists():
        (record / "MINE").mkdir()  # as on a disk that ignores case
    (record / "works").write_text("", encoding="utf-8")
    before = contents(folder)
    result = cvkit("styles", "rec", "--new", name, cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert "exists already" in result.err
    assert contents(folder) == before


def test_a_new_style_does_not_become_a_section_that_is_missing(cvkit: Run, folder: Path) -> None:
    (folder / "rec" / "cv.yaml").write_text(MAIN.replace("talks.yaml", "fresh/style.yaml"), encoding="utf-8")
    before = contents(folder)
    result = cvkit("styles", "rec", "--new", "fresh", cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert "the record's `talks`" in result.err
    assert contents(folder) == before
    assert not (folder / "rec" / "fresh").exists()


@pytest.mark.parametrize("name", ["cv.yaml", ".cvkit-schema.json"])
def test_a_new_record_is_not_written_through_a_link(cvkit: Run, folder: Path, name: str) -> None:
    """A link that leads nowhere is no place for a file either."""
    (folder / "new").mkdir()
    (folder / "new" / name).symlink_to(folder / "rec" / "later.yaml")
    before = contents(folder)
    result = cvkit("new", "new", cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert contents(folder) == before


def test_a_preview_that_would_have_the_name_of_a_source_is_shown(folder: Path) -> None:
    """It writes no file, so there is none to refuse."""
    needs_tex()
    shutil.copy(folder / "thesis.pdf", folder / "rec" / "rec.pdf")
    text = MAIN.replace("me.png", "rec.pdf").replace("full: {style: ./mine}", "full: {hide: [photo]}")
    (folder / "rec" / "cv.yaml").write_text(text, encoding="utf-8")
    before = contents(folder / "rec")
    watching = Watching("preview", ".", cwd=folder / "rec", temporary=folder / "t")
    try:
        assert until(lambda: watching.has_said("shown")), watching.lines
    finally:
        watching.end()
    assert contents(folder / "rec") == before


EVERY_COMMAND = [
    ["pdf"], ["pdf", "-o", "."], ["pdf", "--all", "-o", "."], ["pdf", "-d", "grant", "--verbose"],
    *(["export", "--to", form, "-o", "./"] for form in FORMATS),
    ["appendix", "--into", "."], ["appendix", "--merge", "../thesis.pdf", "-o", "merged.pdf"],
    ["numbers"], ["check"], ["styles", "--new", "other"], ["batch", ".", "-o", ".", "-j", "1"],
    ["new", "another"], ["import", "works.bib", "-o", "fresh"],
]  # fmt: skip


def test_in_the_records_own_folder_every_command_leaves_every_source_as_it_was(cvkit: Run, folder: Path) -> None:
    needs_tex()
    before = contents(folder)
    for command in EVERY_COMMAND:
        result = cvkit(*command, cwd=folder / "rec")
        assert result.status == 0, (command, result.err)
        after = contents(folder)
        assert {name: after.get(name) for name in before} == before, command


ODD = [
    ["pdf", "rec", "-o", "/proc/self/cwd/rec/cv.yaml"],
    ["export", "rec", "--to", "tex", "-o", "rec/works.yaml/"],
    ["export", "rec", "--to", "md", "-o", "nowhere/../rec/cv.yaml"],
    ["export", "linked", "--to", "md", "-o", "rec/talks.yaml"],
    ["export", "linked", "--to", "md", "-o", "LINKED/../rec/me.PNG"],
    ["pdf", "rec", "-d", "grant", "-s", "./second", "-o", "rec/second/style.yaml"],
    ["export", "rec", "-s", "./second", "--to", "tex", "-o", "rec/second"],
    ["export", "rec/cv.yaml", "--to", "docx", "-o", "rec/NUMBERS.lock"],
    ["pdf", "rec", "--set", "publications=other.bib", "-o", "rec/works.bib"],
    ["pdf", "rec", "--set", "publications=other.bib", "-o", "rec/other.bib"],
    ["pdf", "rec", "--set", "person.photo=gone.png", "-o", "rec/me.png"],
    ["pdf", "rec", "--section", "talks", "-o", "rec/works.yaml"],
    ["pdf", "rec", "--all", "-o", "rec/talks.yaml"],
    ["appendix", "rec", "--merge", "thesis.pdf", "-o", "./rec/../thesis.pdf"],
]


@pytest.mark.parametrize("lock", [True, False])
@pytest.mark.parametrize("arguments", ODD, ids=" ".join)
def test_odd_ways_to_a_source_lead_nowhere(cvkit: Run, folder: Path, arguments: list[str], lock: bool) -> None:
    (folder / "linked").symlink_to("rec")
    (folder / "rec" / "other.bib").write_text(BIB, encoding="utf-8")
    shutil.copytree(folder / "rec" / "mine", folder / "rec" / "second")
    if not lock:
        (folder / "rec" / "numbers.lock").unlink()
    before = contents(folder)
    result = cvkit(*arguments, cwd=folder)
    assert (result.status, result.out) == (2, ""), result.err
    assert contents(folder) == before


@pytest.mark.parametrize("place", ["cv.yaml", "works.yaml"])
def test_the_picture_of_a_work_is_never_overwritten(cvkit: Run, tmp_path: Path, place: str) -> None:
    record = tmp_path / "rec"
    record.mkdir()
    entry = "{id: a, kind: journal, title: One, authors: Ada Miller, venue: {name: J}, date: 2020, picture: pic.png}"
    works = f"\n  - {entry}" if place == "cv.yaml" else " works.yaml"
    (record / "cv.yaml").write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\npublications:{works}\n", encoding="utf-8")
    (record / "works.yaml").write_text(f"- {entry}\n", encoding="utf-8")
    (record / "pic.png").write_bytes(b"a picture")
    result = cvkit("export", "rec", "--to", "txt", "-o", "rec/pic.png", cwd=tmp_path)
    assert (result.status, "the picture of a work" in result.err) == (2, True)
    assert (record / "pic.png").read_bytes() == b"a picture"


@pytest.mark.parametrize("name", ["cv.yaml", "publications.yaml", "imported.yaml"])
@pytest.mark.parametrize("exists", [True, False])
def test_an_import_writes_through_no_link(cvkit: Run, tmp_path: Path, name: str, exists: bool) -> None:
    (tmp_path / "src.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / name).symlink_to(tmp_path / "other.yaml")
    if exists:
        (tmp_path / "other.yaml").write_text("- {id: x}\n", encoding="utf-8")
    before = contents(tmp_path)
    assert cvkit("import", "src.bib", "-o", "new", cwd=tmp_path).status == 2
    assert contents(tmp_path) == before


def test_an_import_makes_no_record_around_files_that_it_did_not_write(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / "src.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "imported.yaml").write_text("my own data\n", encoding="utf-8")
    assert cvkit("import", "src.bib", "-o", "new", cwd=tmp_path).status == 2
    assert (tmp_path / "new" / "imported.yaml").read_text(encoding="utf-8") == "my own data\n"


def test_the_file_of_the_last_import_is_never_overwritten(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / "src.bib").write_text(BIB, encoding="utf-8")
    assert cvkit("import", "src.bib", "-o", "new", cwd=tmp_path).status == 0
    before = contents(tmp_path)
    result = cvkit("export", "new", "--to", "txt", "-o", "new/imported.yaml", cwd=tmp_path)
    assert (result.status, "the file of the last import" in result.err) == (2, True)
    assert contents(tmp_path) == before
    assert cvkit("import", "src.bib", "-o", "new", cwd=tmp_path).status == 0
