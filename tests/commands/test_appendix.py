"""`cvkit appendix --into`: what it writes into a thesis's folder, and what it leaves alone there."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Result, needs_tex
from tests.typeset.conftest import flat, poppler

Run = Callable[..., Result]
Make = Callable[[str], Path]

WORKS = """\
research:
  - {title: Sorting, highlights: ["Sorted things, as in [@a]", Sorted no things]}
publications:
  - {id: b, kind: conference, title: On ends, authors: "Ada Miller†, Bo Larsen†", date: 2021, venue: {name: ConEx}}
  - {id: a, kind: journal, title: On things, authors: "Ada Miller*, Bo Larsen", date: 2020, venue: {name: JoE}}
"""
UPLOAD = "cvkit: note: on Overleaf, upload these files beside the main file of the thesis\n"


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_it_writes_a_file_for_each_section_and_one_that_inputs_them(cvkit: Run, record: Make, tmp_path: Path) -> None:
    result = cvkit("appendix", record(WORKS), "--into", tmp_path / "thesis")
    names = ["cvkit.sty", "cv-research.tex", "cv-publications.tex", "cv.tex"]
    assert (result.status, result.err) == (0, UPLOAD)
    assert [Path(line).name for line in result.out.splitlines()] == names
    assert sorted(contents(tmp_path / "thesis")) == sorted(names)
    for name in names[1:]:
        text = (tmp_path / "thesis" / name).read_text(encoding="utf-8")
        head = text.splitlines()[:4]
        assert all(line.startswith("%") for line in head)
        assert rf"\input{{{Path(name).stem}}}" in head[3]
        assert r"\usepackage[level=section]{cvkit}" in head[1]
    whole = (tmp_path / "thesis" / "cv.tex").read_text(encoding="utf-8").splitlines()[4:]
    assert whole == [r"\CVKinput{cv-research}", r"\CVKinput{cv-publications}"]


def test_what_it_writes_is_body_alone(cvkit: Run, tmp_path: Path) -> None:
    cvkit("appendix", ROOT / "data" / "jemin-lee", "--into", tmp_path)
    texts = [file.read_text(encoding="utf-8") for file in tmp_path.glob("cv-*.tex")]
    body = "\n".join(line for text in texts for line in text.splitlines()[4:])
    assert set(re.findall(r"\\begin\{(\w+)\}", body)) == {"CVKscope"}
    assert not re.search(r"\\(documentclass|usepackage|newcommand|def|label|section|setlength|CVKhead|CVKmeta)\b", body)
    assert set(re.findall(r"anchor=\{(\w+)\.", body)) == {"cvk"}


def test_one_section_is_asked_for(cvkit: Run, record: Make, tmp_path: Path) -> None:
    cvkit("appendix", record(WORKS), "--into", tmp_path / "thesis", "--section", "publications")
    assert sorted(contents(tmp_path / "thesis")) == ["cv-publications.tex", "cv.tex", "cvkit.sty"]


def test_a_second_run_brings_up_to_date_and_touches_nothing_else(cvkit: Run, record: Make, tmp_path: Path) -> None:
    thesis = tmp_path / "thesis"
    file = record(WORKS)
    cvkit("appendix", file, "--into", thesis)
    (thesis / "thesis.tex").write_text("mine")
    for path in thesis.iterdir():
        os.utime(path, (1, 1))
    before = contents(thesis)
    file.write_text(file.read_text(encoding="utf-8").replace("On ends", "On other ends"), encoding="utf-8")
    assert cvkit("appendix", file, "--into", thesis).status == 0
    changed = {name for name, content in contents(thesis).items() if content != before[name]}
    assert changed == {path.name for path in thesis.iterdir() if path.stat().st_mtime != 1} == {"cv-publications.tex"}


@pytest.mark.parametrize("name", ["cv.tex", "cv-research.tex", "cvkit.sty"])
def test_a_file_of_somebody_else_stays(cvkit: Run, record: Make, tmp_path: Path, name: str) -> None:
    thesis = tmp_path / "thesis"
    thesis.mkdir()
    (thesis / name).write_text("% my own\n")
    result = cvkit("appendix", record(WORKS), "--into", thesis)
    assert result.status == 2
    assert str(thesis / name) in result.err and "--force" in result.err
    assert contents(thesis) == {name: b"% my own\n"}
    assert cvkit("appendix", record(WORKS), "--into", thesis, "--force").status == 0
    assert (thesis / name).read_text(encoding="utf-8").startswith("% ")
    assert contents(thesis)[name] != b"% my own\n"


def test_a_folder_that_cannot_be_is_told(cvkit: Run, record: Make, tmp_path: Path) -> None:
    file = record(WORKS)
    assert cvkit("appendix", file, "--into", file).status == 2
    result = cvkit("appendix", file, "--into", tmp_path / "no" / "such")
    assert (result.status, "cannot write" in result.err) == (5, True)
    assert cvkit("appendix", file).status == 2


def test_pdflatex_is_held_against_what_is_exported(cvkit: Run, record: Make, tmp_path: Path) -> None:
    file = record("honors: [{title: 대상, by: Łódź}, {title: α and β}]\nservice: [{role: 편집위원 ш}]\n")
    result = cvkit("appendix", file, "--into", tmp_path / "thesis", "--engine", "pdflatex")
    assert result.status == 1
    assert "cv.yaml:3:18: error[T111]: pdfLaTeX's fonts lack 대상 (U+B300, U+C0C1), in cv-honors.tex" in result.err
    codes = "U+D3B8, U+C9D1, U+C704, U+C6D0, …"
    assert f"cv.yaml:4:18: error[T111]: pdfLaTeX's fonts lack 편집위원ш ({codes}), in cv-service.tex" in result.err
    assert result.err.count("error[T111]") == 2
    assert not (tmp_path / "thesis").exists()
    for options in (["--section", "honors"], ["--engine", "xelatex"]):
        assert cvkit("appendix", file, "--into", tmp_path / "thesis", *options).status == 0


def test_a_section_without_strange_letters_is_fit_for_pdflatex(cvkit: Run, record: Make, tmp_path: Path) -> None:
    file = record("honors: [{title: Łódź}]\nservice: [{role: 편집위원}]\n")
    result = cvkit("appendix", file, "--into", tmp_path, "--engine", "pdflatex", "--section", "honors")
    assert (result.status, result.err) == (0, UPLOAD)


def test_only_what_is_printed_is_held_against_pdflatex(cvkit: Run, record: Make, tmp_path: Path) -> None:
    """The Korean version shares letters with a text that is printed; it is not printed itself."""
    file = record(
        "service: [{role: {en: Editor (편집위원), ko: 편집위원}, organization: {en: KIPS (위원회), ko: 위원}}]\n"
    )
    result = cvkit("appendix", file, "--into", tmp_path, "--engine", "pdflatex")
    assert re.findall(r"cv.yaml:(\d+:\d+): error\[T111\]: pdfLaTeX's fonts lack (\S+)", result.err) == [
        ("3:31", "편집위원"),
        ("3:74", "위원회"),
    ]


def test_without_an_engine_the_files_that_pdflatex_cannot_typeset_are_named(
    cvkit: Run, record: Make, tmp_path: Path
) -> None:
    file = record("honors: [{title: Łódź}]\nservice: [{role: 편집위원}, {role: 위원회}]\n")
    result = cvkit("appendix", file, "--into", tmp_path / "thesis")
    assert result.status == 0
    assert re.findall(r"cv.yaml:\S+ .*T120.*", result.err) == [
        "cv.yaml:4:18: warning[T120]: pdfLaTeX cannot typeset cv-service.tex: its fonts lack 편집위원회"
        " (U+D3B8, U+C9D1, U+C704, U+C6D0, …)"
    ]
    for name, engines in (
        ("honors", "with pdfLaTeX, \\usepackage[T1]{fontenc} too."),
        ("service", "with XeLaTeX or LuaLaTeX, because pdfLaTeX cannot print cv-service."),
    ):
        text = (tmp_path / "thesis" / f"cv-{name}.tex").read_text(encoding="utf-8")
        assert text.splitlines()[3] == f"% To print it: \\input{{cv-{name}}}; {engines}"
    assert "cannot print cv-service." in (tmp_path / "thesis" / "cv.tex").read_text(encoding="utf-8").splitlines()[3]
    for engine in ("xelatex", "lualatex"):
        assert "T120" not in cvkit("appendix", file, "--into", tmp_path / "thesis", "--engine", engine).err


def test_files_of_an_earlier_run_are_named(cvkit: Run, record: Make, tmp_path: Path) -> None:
    file = record(WORKS)
    cvkit("appendix", file, "--into", tmp_path / "thesis")
    (tmp_path / "thesis" / "cv-mine.tex").write_text("mine")
    result = cvkit("appendix", file, "--into", tmp_path / "thesis", "--section", "publications")
    assert "cvkit: note: cv-research.tex: from an earlier run, and not in cv.tex\n" in result.err


def set_in(folder: Path, source: str, engine: str = "pdflatex", passes: int = 2) -> tuple[str, str]:
    """The text of a document and the log of its last run."""
    needs_tex()
    (folder / "t.tex").write_text(source, encoding="utf-8")
    for _ in range(passes):
        command = [engine, "-interaction=nonstopmode", "-halt-on-error", "t.tex"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-1500:]
    return flat(poppler("pdftotext", folder / "t.pdf", "-")), (folder / "t.log").read_text(errors="replace")


def test_parts_stand_in_a_folder_of_their_own_and_twice(cvkit: Run, record: Make, tmp_path: Path) -> None:
    cvkit("appendix", record(WORKS), "--into", tmp_path / "vita")
    (tmp_path / "cvkit.sty").write_bytes((tmp_path / "vita" / "cvkit.sty").read_bytes())
    preamble = "\\documentclass{report}\\usepackage[level=section]{cvkit}\\usepackage{hyperref}\n"
    body = "\\chapter{Vita}\\input{vita/cv}\\chapter{Again}\\input{vita/cv-publications}\\pageref{cvk.research}\n"
    text, log = set_in(tmp_path, f"{preamble}\\begin{{document}}{body}\\end{{document}}\n")
    assert text.count("On other things" if "other" in text else "On things") == 2
    assert "Warning:" not in log and "pdfTeX warning" not in log


def test_a_link_to_a_work_that_is_not_there_is_no_link(cvkit: Run, record: Make, tmp_path: Path) -> None:
    import pypdf

    cvkit("appendix", record(WORKS), "--into", tmp_path)
    counts = []
    for body in (r"\input{cv-research}", r"\input{cv}"):
        preamble = "\\documentclass{article}\\usepackage[level=section]{cvkit}\\usepackage{hyperref}\n"
        text, log = set_in(tmp_path, f"{preamble}\\begin{{document}}{body}\\end{{document}}\n", passes=3)
        assert "as in J.1" in text
        assert "undefined" not in log and "does not exist" not in log
        pages = pypdf.PdfReader(tmp_path / "t.pdf").pages
        counts.append(sum(len(page.get("/Annots", ())) for page in pages))
        (tmp_path / "t.aux").unlink()
    assert counts == [0, 1]


def test_hangul_goes_through_one_macro_of_the_hosts(cvkit: Run, record: Make, tmp_path: Path) -> None:
    cvkit("appendix", record("honors: [{title: 대상과 이름}]\n"), "--into", tmp_path)
    preamble = "\\documentclass{article}\\usepackage[level=section]{cvkit}\\renewcommand\\CVKcjk[2][]{(Korean)}\n"
    text, _ = set_in(tmp_path, f"{preamble}\\begin{{document}}\\input{{cv}}\\end{{document}}\n")
    assert "(Korean)" in text


@pytest.mark.parametrize("engine", ["xelatex", "lualatex"])
@pytest.mark.parametrize(("host", "used"), [("NotoSansCJKkr-Regular", "Sans"), ("[lmroman10-regular.otf]", "Serif")])
def test_the_font_of_the_host_is_taken_if_it_has_the_character(
    cvkit: Run, record: Make, tmp_path: Path, engine: str, host: str, used: str
) -> None:
    cvkit("appendix", record("honors: [{title: 대상과 이름}]\n"), "--into", tmp_path)
    family = f'\\DeclareFontFamily{{TU}}{{host}}{{}}\\DeclareFontShape{{TU}}{{host}}{{m}}{{n}}{{<->"{host}"}}{{}}'
    source = (
        f"\\documentclass{{article}}\\usepackage[level=section]{{cvkit}}{family}\n"
        "\\begin{document}\\fontfamily{host}\\selectfont\\input{cv}\\end{document}\n"
    )
    text, _ = set_in(tmp_path, source, engine)
    assert "대상과 이름" in text
    fonts = poppler("pdffonts", tmp_path / "t.pdf")
    assert [kind for kind in ("Sans", "Serif") if f"Noto{kind}CJK" in fonts] == [used]


@pytest.mark.parametrize("engine", ["xelatex", "lualatex"])
def test_a_lost_character_of_the_appendix_is_an_error(cvkit: Run, record: Make, tmp_path: Path, engine: str) -> None:
    needs_tex()
    cvkit("appendix", record("honors: [{title: 대상과 이름}]\n"), "--into", tmp_path)
    (tmp_path / "t.tex").write_text(
        "\\documentclass{article}\\usepackage[level=section]{cvkit}\\renewcommand\\CVKcjk[2][]{#2}\n"
        "\\begin{document}가 \\input{cv}\\end{document}\n"
    )
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "t.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode and "! Missing character: There is no 대" in done.stdout


@pytest.mark.parametrize("engine", ["xelatex", "lualatex"])
@pytest.mark.parametrize("fonts", [r"\usepackage[T1]{fontenc}", r"\usepackage[T1]{fontenc}\usepackage{mathptmx}"])
def test_t1_fonts_of_the_host_lose_nothing(cvkit: Run, record: Make, tmp_path: Path, engine: str, fonts: str) -> None:
    work = "{id: a, title: On ‘ends’ – of things, authors: 'Ada Miller†, 黄炜†', kind: journal, date: 2021}"
    title = "documents: {main: {sections: [{publications: {title: 'Ada’s works – all'}}]}}\n"
    assert cvkit("appendix", record(f"publications: [{work}]\n{title}"), "--into", tmp_path).status == 0
    preamble = f"\\documentclass{{report}}{fonts}\\usepackage[level=section]{{cvkit}}\n"
    text, _ = set_in(
        tmp_path, f"{preamble}\\begin{{document}}\\tableofcontents\\input{{cv}}\\end{{document}}\n", engine
    )
    assert text.count("Ada’s works – all") == 2
    for said in ("On ‘ends’ – of things", "Miller†", "黄炜"):
        assert said in text


def test_shorthands_of_the_host_do_not_touch_the_text(cvkit: Run, record: Make, tmp_path: Path) -> None:
    cvkit("appendix", record("honors: [{title: 'What? A \"b\": c; d! `e` [f](https://a.example/x?y=1:2)'}]\n"),
          "--into", tmp_path)  # fmt: skip
    active = "".join(rf"\catcode`\{sign}=13 " for sign in ":;!?'\"/=")
    source = "\\documentclass{article}\\usepackage[level=section]{cvkit}\\usepackage{hyperref}\n\\begin{document}"
    text, _ = set_in(tmp_path, f"{source}{active}\\input cv \n\\end{{document}}\n")
    assert "What? A “b”: c; d! e f" in text


@pytest.mark.parametrize("option", ["level=nothing", "numbered=maybe", "colour=red"])
def test_a_wrong_option_of_the_package_is_an_error(cvkit: Run, record: Make, tmp_path: Path, option: str) -> None:
    needs_tex()
    cvkit("appendix", record("honors: [{title: A}]\n"), "--into", tmp_path)
    source = (
        f"\\documentclass{{article}}\\usepackage[{option}]{{cvkit}}\\begin{{document}}\\input{{cv}}\\end{{document}}"
    )
    (tmp_path / "t.tex").write_text(source)
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "t.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode and "! Package cvkit Error" in done.stdout
