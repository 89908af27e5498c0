"""A record that becomes BibTeX and a record again is the same, in every field that the model has."""

from __future__ import annotations

import functools
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.check.normalize import normalize
from cvkit.commands.parse_back import parse_back
from cvkit.load.bibtex import parse_bib
from cvkit.load.bibtex.values import read_pages
from cvkit.model.author import AuthorList
from cvkit.model.document import Document
from cvkit.model.extension_names import SECTION_MODELS
from cvkit.model.numbering import Numbering
from cvkit.model.source import Span, YamlMap, YamlSeq
from cvkit.model.work import Dataset, Patent, Publication, Software, Talk, WorkKind
from cvkit.write.bib.biblatex_entry import BibContext, biblatex_entry, citation_key
from cvkit.write.bib.roundtrip import author_key, complete
from tests.conftest import ROOT, Result, examples, needs_tex

Run = Callable[..., Result]

WRITING = BibContext(Document(), lambda inline: "?")

# Characters that mean something to BibTeX, TeX, Markdown or YAML, or that are not in ASCII.
characters = st.text("aB1 .,;:-'\"{}()[]\\$&#%_~^*`<>|@=!?/éñüß김—“é\u00a0中", min_size=1, max_size=12)
words = characters.map(lambda text: " ".join(text.split())).filter(bool)
markup = st.sampled_from(
    ["*a* b", "**A**", "`c_d`", "x^2^", "H~2~O", "$O(n^2)$", "[t](https://x.org/a_b%20c#d)", "[@w; @v]", "{{count:J}}"]
)
texts = st.one_of(words, markup, st.tuples(words, markup).map(" ".join))
valid = texts.filter(lambda text: is_text(text))
languages = st.dictionaries(st.sampled_from(["en", "ko", "de"]), valid, min_size=1)
any_text = st.one_of(valid, valid, languages)
quartiles = st.sampled_from("1234")
numbers = st.integers(0, 9999).map(str)
decimals = st.sampled_from(["6.20", "0.5", "19", "100.0"])
moments = st.sampled_from(["2025", "2024-11", "2024-02-29", "2023-spring", "2022-winter", "0900"])
dates = st.one_of(moments, st.just("2022-10-23/2022-10-27"), st.just("2021-summer/2023"))
identifiers = st.one_of(
    st.text("abcXYZ019:/.-_+", min_size=1, max_size=8), st.sampled_from(["a(b)", "a=b", "김2025", "a~b", "a&b", "a$"])
)
flags = st.sampled_from(["true", "false"])
urls = st.sampled_from(["https://x.org/a_b~c%20#d?e=1&f", "http://x.org/{a}", "mailto:a@x.org", "https://x.org/(a)"])
own_names = st.sampled_from(["x-mine", "x-jif", "x-status", "x-own", "x-Mine", "x-a b", "x-a.b", "x-computed"])
own_values = st.one_of(words, st.lists(words, max_size=2), st.dictionaries(words, words))
own = st.dictionaries(own_names, own_values, max_size=2)


def is_text(text: str) -> bool:
    from cvkit.model.text import parse_text

    try:
        parse_text(text)
    except ValueError:
        return False
    return True


def fields(required: dict[str, Any], **optional: Any) -> Any:
    entries = st.fixed_dictionaries(required, optional=optional)
    return st.builds(lambda entry, mine: entry | mine, entries, st.one_of(st.just({}), own))


names = st.one_of(
    st.sampled_from(
        ["Ada Miller", "Jan van der Berg", "Lee, Jemin", "Miller Jr., Ada", "김형신", "{The Group and Co}", "Suharto"]
    ),
    words.filter(lambda name: name.strip("{} ") != ""),
)
parts = fields({"family": words}, given=words, particle=words, suffix=words)
groups = st.sampled_from(["true", "first", "senior", "a b", 'c;"d=', "false"])
roles = {
    "orcid": st.sampled_from(["0000-0002-1825-0097", "0000-0001-5109-3700"]),
    "equal_contributor": groups,
    "corresponding": flags,
    "advisee": st.sampled_from(["true", "false", "graduate", "undergraduate", "postdoc"]),
    "presenter": flags,
    "supervisor": flags,
    "roles": st.lists(st.sampled_from(["clinical", "data lead", "a;b", "student"]), min_size=1, unique=True),
    "affiliations": st.lists(any_text, min_size=1, max_size=2),
}
people = st.lists(
    st.one_of(
        st.fixed_dictionaries({"name": names}, optional=roles),
        st.builds(lambda a, b: a | b, parts, st.fixed_dictionaries({}, optional=roles)),
        st.fixed_dictionaries({"literal": words}, optional=roles),
    ),
    min_size=1,
    max_size=4,
)
authors = st.builds(lambda people, is_open: people + ["et al."] * is_open, people, st.booleans())
"""Author lists, closed and open."""
of_venue = {"short": any_text, "publisher_place": any_text, "issn": words, "eissn": words, "isbn": words}
venues = st.one_of(
    fields({"name": any_text}, publisher=any_text, **of_venue), fields({"publisher": any_text}, **of_venue)
)
counted = {
    "id": identifiers,
    "series": words,
    "numbered": flags,
    "author_order": st.sampled_from(["alphabetical", "contribution"]),
    "funding": st.one_of(identifiers, st.lists(identifiers, min_size=1, max_size=2)),
    "significance": any_text,
    "contribution": any_text,
    "tags": st.lists(words, min_size=1, max_size=3),
    "hidden": flags,
    "ignore": st.lists(st.sampled_from(["V113", "V211", "L112"]), min_size=1, max_size=2),
    "url": urls,
    "links": st.lists(fields({"label": any_text, "url": urls}), min_size=1, max_size=2),
    "title_addon": any_text,
    "note": any_text,
}
published = counted | {
    "author_count": st.integers(1, 99).map(str),
    "collaboration": any_text,
    "editors": authors,
    "venue": venues,
    "date": dates,
    "collection": fields({"title": any_text}, number=words),
    "edition": st.one_of(any_text, numbers),
    "chapter": words,
    "volume": words,
    "issue": words,
    "pages": st.one_of(words, st.sampled_from(["1-9", "1–9", "a1--a9", "3, 5-7"])),
    "page_count": numbers,
    "article_number": words,
    "number": words,
    "genre": st.one_of(any_text, st.sampled_from(["phdthesis", "mathesis", "techreport", "thesis"])),
    "event": fields({}, name=any_text, date=dates, place=any_text),
    "doi": st.one_of(words, st.sampled_from(["10.1000/a_b(c)", "10.48550/arXiv.2301.01234"])),
    "arxiv": st.one_of(words, st.sampled_from(["2301.01234v2", "hep-th/9901001"])),
    "status": st.sampled_from(["in-preparation", "submitted", "accepted", "in-press", "online-first", "published"]),
    "metrics": st.lists(
        fields(
            {"type": st.sampled_from(["jif", "citescore", "sjr", "citations"])},
            value=decimals,
            year=numbers,
            top_percent=decimals,
            quartile=quartiles,
            source=any_text,
            as_of=dates,
        ),
        min_size=1,
        max_size=2,
    ),
    "ratings": st.lists(fields({"scheme": any_text, "value": words}, year=numbers), min_size=1, max_size=2),
    "acceptance": fields({}, accepted=numbers, submitted=st.integers(1, 99).map(str), rate=decimals),
    "awards": st.lists(fields({"title": any_text}, date=dates, by=any_text), min_size=1, max_size=2),
    "also_in": st.lists(venues, min_size=1, max_size=2),
    "erratum_of": identifiers,
    "retracted": st.one_of(flags, dates),
    "refereed": flags,
    "open_access": flags,
    "version_of": identifiers,
    "badges": st.lists(any_text, min_size=1, max_size=2),
    "repository": urls,
    "picture": words | fields({"file": words}, alt=texts),
    "ids": fields({}, pmid=st.from_regex(r"[0-9]{1,9}", fullmatch=True), scholar=words, dblp=words),
    "abstract": any_text,
    "highlights": st.lists(any_text, min_size=1, max_size=2),
}
KINDS = get_args(WorkKind)
hosted = {"organization": any_text, "organizations": st.lists(any_text, min_size=1, max_size=2)}
released = {"version": words, "license": words, "description": any_text}
made = published | {"authors": authors}
ENTRIES: dict[str, tuple[type[Any], dict[str, Any], dict[str, Any]]] = {
    "publications": (
        Publication,
        {"title": any_text, "kind": st.sampled_from(KINDS)},
        made,
    ),
    "talks": (Talk, {"title": any_text}, made | hosted | {"role": any_text}),
    "software": (Software, {"title": any_text}, made | released),
    "datasets": (Dataset, {"title": any_text}, made | released),
    "patents": (
        Patent,
        {"title": any_text, "inventors": authors},
        counted
        | {
            "status": st.sampled_from(["filed", "published", "granted", "abandoned", "expired"]),
            "country": words,
            "number": words,
            "filed": dates,
            "published": dates,
            "granted": dates,
        },
    ),
}
"""Section → its model, what an entry must have, what it may have."""
DECLARED = ("clinical", "data lead", "a;b")
"""Roles that the record declares."""


def sourced(value: Any) -> Any:
    """Values as the loader gives them."""
    here = Span(0, 0, 0, 0)
    if isinstance(value, dict):
        mapping = YamlMap("", here)
        mapping.update({key: sourced(item) for key, item in value.items()})
        return mapping
    if isinstance(value, list):
        sequence = YamlSeq("", here)
        sequence += map(sourced, value)
        return sequence
    return value


def models(entries: list[Any], section: str) -> list[Any]:
    """The works of a section that the model makes of its entries."""
    root = YamlMap("", Span(0, 0, 0, 0))
    root[section] = sourced(entries) if not isinstance(entries, YamlSeq) else entries
    values, _ = normalize(root)
    return [SECTION_MODELS[section].model_validate(value) for value in values[section]]


def there_and_back(works: list[Any], section: str) -> list[Any]:
    """The works that a file reads as which was written of works."""
    taken: set[str] = set()
    entries = [biblatex_entry(work, citation_key(work, taken), WRITING) for work in works]
    complete(entries, works, section, functools.partial(parse_back, Numbering(), DECLARED))
    text = "\n".join(map(str, entries))
    found, diagnostics = parse_bib(text, "w.bib", section, Numbering(), DECLARED)
    assert diagnostics == [], text
    return models(found, section)


def assert_same(work: Any, back: Any) -> None:
    assert work.is_open == back.is_open and work.has_others == back.has_others
    for name in type(work).model_fields:
        ours, theirs = getattr(work, name), getattr(back, name)
        if isinstance(ours, AuthorList):
            if name == "editors":
                assert ours.is_open == theirs.is_open
            ours, theirs = list(map(author_key, ours)), list(map(author_key, theirs))
        assert ours == theirs, name


@pytest.mark.parametrize("section", ENTRIES)
@examples(40)
@given(data=st.data())
def test_record_to_bib_to_record_is_the_identity(section: str, data: st.DataObject) -> None:
    _, required, optional = ENTRIES[section]
    entry = data.draw(fields(required, **optional))
    try:
        works = models([entry], section)
    except ValueError:
        return  # no record has it
    for work, back in zip(works, there_and_back(works, section), strict=True):
        assert_same(work, back)


@pytest.mark.parametrize(
    ("typed", "tex", "letters"),
    [
        ("π–π of α", r"{$\pi$}{\textendash}{$\pi$} of {$\alpha$}", 0),
        ("H₂O, Fe³⁺, x²", r"H\textsubscript{2}O, Fe³\textsuperscript{+}, x²", 0),
        ("a ≤ b → ∞", r"a {$\leq$} b {$\rightarrow$} {$\infty$}", 0),
        ("5\u202f‰ of ﬁne", r"5\,{\textperthousand} of fine", 0),
        ("The Τ of 김철", r"The {$\mathrm{T}$} of 김철", 2),
    ],
)
def test_pdflatex_prints_each_letter_of_classic_bibtex(
    typed: str, tex: str, letters: int, cvkit: Run, record: Callable[..., Path], tmp_path: Path
) -> None:
    file = record(
        f"publications: [{{id: w, kind: other, title: x, note: '{typed}', authors: Ada Miller, date: 2024}}]\n"
    )
    done = cvkit("export", file, "--to", "bibtex")
    assert f"  note = {{{tex}}}," in done.out
    assert (f"letters without a TeX command, so pdfLaTeX stops there ({letters}: " in done.err) == bool(letters)
    if not letters:
        needs_tex()
        (tmp_path / "a.tex").write_text(rf"\documentclass{{article}}\begin{{document}}{tex}\end{{document}}")
        run = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a"]
        assert subprocess.run(run, cwd=tmp_path, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("talk", "key", "author"),
    [
        ("", "havraneklindqvist2024stacking", "Havránek-Lindqvist, Tomáš"),
        (", authors: Bo Lee", "lee2024stacking", "Lee, Bo"),
        (", authors: [T. Lee, et al.]", "lee2024stacking", "Lee, T. and others"),
        (", editors: Bo Lee", "lee2024stacking", None),
        (", collaboration: ATLAS", "atlas2024stacking", None),
    ],
)
def test_a_talk_that_names_nobody_is_the_owners(
    talk: str, key: str, author: str | None, cvkit: Run, record: Callable[..., Path]
) -> None:
    file = record(
        f"talks: [{{title: The stacking of things, date: 2024{talk}}}]\n",
        "cvkit: 1\nperson: {name: Tomáš Havránek-Lindqvist}\n",
    )
    (names,) = re.findall(r"  author = {(.*)},|$", cvkit("export", file, "--to", "biblatex").out)[:1]
    assert (names or None) == author
    for form in ("bibtex", "biblatex"):
        written = cvkit("export", file, "--to", form).out
        assert re.findall(r"@misc{(.*),", written) == [key]
        assert ("author = {Havr" in written) == (author == "Havránek-Lindqvist, Tomáš")
    (item,) = json.loads(cvkit("export", file, "--to", "csljson").out)
    assert [one.get("family") for one in item.get("author", []) if "family" in one] == (
        [author.partition(",")[0]] if author else []
    )


def test_a_made_key_takes_no_id_of_another_work(cvkit: Run, record: Callable[..., Path]) -> None:
    talks = "{title: Sorting, date: 2024}, {title: Sorting, date: 2024}, {title: B, date: 2023, id: miller2024sorting}"
    file = record(f"talks: [{talks}]\n", "cvkit: 1\nperson: {name: Ada Miller}\n")
    keys = re.findall(r"@misc{(.*),", cvkit("export", file, "--to", "bibtex").out)
    assert keys == ["miller2024sorting-b", "miller2024sorting-c", "miller2024sorting"]


@pytest.mark.parametrize(
    ("typed", "kept", "tex"),
    [
        ("5321-5330", "5321-5330", "5321--5330"),
        ("5321–5330", "5321-5330", "5321--5330"),
        ("5321 — 5330", "5321-5330", "5321--5330"),
        ("5321--5330", "5321-5330", "5321--5330"),
        ("1–9, 11-12; 20", "1-9, 11-12; 20", "1--9, 11--12; 20"),
        ("A-1–A-12", "A-1–A-12", "A-1--A-12"),
        ("A-1--A-12, B7-B9", "A-1–A-12, B7-B9", "A-1--A-12, B7--B9"),
        ("i–xii", "i-xii", "i--xii"),
        ("12〜15", "12-15", "12--15"),
        ("084105", "084105", "084105"),
    ],
)
def test_a_range_of_pages_has_one_form_in_each_format(
    typed: str, kept: str, tex: str, cvkit: Run, record: Callable[[str], Path]
) -> None:
    (work,) = models([{"title": "1", "kind": "journal", "pages": typed}], "publications")
    assert (work.pages, read_pages(typed), read_pages(tex)) == (kept, kept, kept)
    file = record(f"publications: [{{title: 1, kind: journal, date: 2024, id: w, pages: '{typed}'}}]\n")
    for form in ("bibtex", "biblatex"):
        written = cvkit("export", file, "--to", form).out
        assert re.findall(r"(?m)^ +([\w-]*pages) = (.*),$", written) == [("pages", f"{{{tex}}}")]
    assert [item["page"] for item in json.loads(cvkit("export", file, "--to", "csljson").out)] == [kept]
    assert tex.replace("--", "–") in cvkit("export", file, "--to", "txt").out


@pytest.mark.parametrize("name", ["1;1 )", "A & B Miller", "Lee、Kim Jo", "Miller，Ada B", "Ada and Bo Miller"])
def test_a_name_with_a_separator_of_names_is_one_person_in_the_file(name: str) -> None:
    (work,) = models([{"title": "A title", "inventors": [{"name": name}]}], "patents")
    (back,) = there_and_back([work], "patents")
    assert_same(work, back)


@pytest.mark.parametrize(
    "entry",
    [
        {"kind": "conference", "venue": {"publisher": "Example Press"}},
        {"kind": "patent", "venue": {"publisher": "Example Press"}},
        {"kind": "report", "venue": {"name": "[Example Lab](https://example.org)", "short": "EL"}},
        {"kind": "journal", "authors": [{"name": "1,1,{"}]},
        {"kind": "patent", "venue": {"name": "1", "short": "1"}},
        {"kind": "journal", "authors": [{"family": "11김", "given": "11김"}]},
    ],
    ids=str,
)
def test_a_work_without_a_usual_field_is_the_same_in_the_file(entry: dict[str, Any]) -> None:
    works = models([{"title": "A title", **entry}], "publications")
    for work, back in zip(works, there_and_back(works, "publications"), strict=True):
        assert_same(work, back)


@pytest.mark.parametrize("short", ["1", "Q1", "[@w; @v]", {"en": "1"}, {"en": "1", "de": "2"}])
def test_the_short_name_of_a_venue_is_the_same_in_the_file(short: Any) -> None:
    works = models([{"title": "1", "kind": "conference", "venue": {"name": "1", "short": short}}], "publications")
    for work, back in zip(works, there_and_back(works, "publications"), strict=True):
        assert_same(work, back)


@pytest.mark.parametrize("section", ENTRIES)
def test_the_law_is_about_every_field_that_the_model_has(section: str) -> None:
    model, required, optional = ENTRIES[section]
    assert {*required, *optional} == set(model.model_fields) - {"own", "pin"}


RECORDS = [ROOT / "data" / "jemin-lee", ROOT / "examples" / "ada-miller"]


@pytest.mark.parametrize("folder", RECORDS, ids=lambda folder: folder.name)
def test_a_record_of_the_exported_file_has_the_same_labels_and_exports_the_same(
    folder: Path, tmp_path: Path, cvkit: Run
) -> None:
    out = cvkit("export", folder, "--to", "biblatex", "--section", "publications").out
    (tmp_path / "publications.bib").write_text(out, encoding="utf-8")
    text = (folder / "cv.yaml").read_text(encoding="utf-8")
    if "publications: publications.yaml" not in text:
        text = re.sub(r"^publications:\n(?:[ #-].*\n|\n)*", "publications: publications.bib\n", text, flags=re.M)
    (tmp_path / "cv.yaml").write_text(text.replace("publications.yaml", "publications.bib"), encoding="utf-8")
    assert cvkit("numbers", tmp_path).out == cvkit("numbers", folder).out
    assert cvkit("export", tmp_path, "--to", "biblatex", "--section", "publications").out == out


def test_the_example_in_bibtex_is_the_real_record_in_yaml(cvkit: Run, tmp_path: Path) -> None:
    needs_tex()
    example, real = ROOT / "examples" / "bibtex", ROOT / "data" / "jemin-lee"
    keys = ("id", "label", "owner_role", "title")
    rows = [json.loads(cvkit("numbers", folder, "--format", "json").out) for folder in (example, real)]
    assert [[row[key] for key in keys] for row in rows[0]] == [[row[key] for key in keys] for row in rows[1]]
    assert len(rows[0]) == 36 and not any(row["pinned"] for row in rows[0])
    pages = []
    for folder in (example, real):
        file = tmp_path / f"{folder.name}.pdf"
        assert cvkit("pdf", folder, "--section", "publications", "-o", file).status == 0
        pages.append(subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True).stdout)
    assert pages[0] == pages[1]
    assert "Jeongseok Kim†, Jemin Lee†," in pages[0].decode()


WORKS = """\
cvkit: 1
person: {name: Ada Miller}
numbering: {gaps: warning}
documents: {full: {order: as-listed}, two: {sections: [{publications: {limit: 1, renumber: true}}]}}
publications:
  - {id: c, kind: conference, title: "*Fast* $O(n)$ NASA -- 50% & more", authors: "Zoë Müller, Ada Miller*",
     date: 2024-spring, venue: {name: ConEx, short: CE}, note: "See [@j]"}
  - {id: j, kind: journal, title: Sorting, authors: "Ada Miller†, Jan van der Berg†", date: 2023-02,
     pin: 7, x-mine: me, venue: {name: Journal of Examples, publisher: Press}, volume: 3, issue: 4,
     pages: 1-9, doi: 10.1000/a_b}
  - {id: h, kind: journal, title: Hidden, authors: Ada Miller, date: 2020, hidden: true}
patents:
  - {id: p, title: P, inventors: Ada Miller, country: KR, number: "10-1", granted: 2020-01-02}
honors:
  - {title: A prize}
"""


def test_the_file_reads_like_a_bibliography(tmp_path: Path, cvkit: Run, golden: Callable[[str, str], None]) -> None:
    (tmp_path / "cv.yaml").write_text(WORKS, encoding="utf-8")
    result = cvkit("export", tmp_path, "--to", "biblatex")
    assert result.status == 0 and "other sections (1: honors)" in result.err
    golden("works.bib", result.out)
    plain = cvkit("export", tmp_path, "--to", "bibtex")
    golden("works-bibtex.bib", plain.out)
    assert plain.out.isascii()
    assert not re.search(r"\+an|shorthand|x-", plain.out)


def test_a_label_that_was_computed_is_marked_and_a_pinned_one_is_not(tmp_path: Path, cvkit: Run) -> None:
    (tmp_path / "cv.yaml").write_text(WORKS, encoding="utf-8")
    entries = cvkit("export", tmp_path, "--to", "biblatex").out.split("\n\n")
    assert "shorthand = {C.1},\n  x-computed = {shorthand}" in entries[0]
    assert "shorthand = {J.7}" in entries[1] and "x-computed" not in entries[1]
    renumbered = cvkit("export", tmp_path, "--to", "biblatex", "-d", "two").out
    assert "x-computed" in renumbered


@pytest.mark.parametrize("form", ["bib", "csl", "json"])
def test_an_old_name_of_a_format_is_wrong_usage(cvkit: Run, tmp_path: Path, form: str) -> None:
    (tmp_path / "cv.yaml").write_text(WORKS, encoding="utf-8")
    result = cvkit("export", tmp_path, "--to", form)
    assert (result.status, result.out) == (2, "")
    assert "biblatex" in result.err and "jsonresume" in result.err


DOCUMENT = r"""
\documentclass{article}
\usepackage[T1]{fontenc}\usepackage{lmodern}
\usepackage[style=alphabetic,backend=biber,sorting=none,maxbibnames=99]{biblatex}
\addbibresource{works.bib}
\begin{document}\nocite{*}\printbibliography\end{document}
"""


@pytest.mark.slow
@pytest.mark.parametrize("folder", RECORDS, ids=lambda folder: folder.name)
def test_biblatex_and_biber_print_the_labels_without_a_warning(folder: Path, tmp_path: Path, cvkit: Run) -> None:
    if not shutil.which("biber"):
        pytest.skip("needs biber and texlive-bibtex-extra")
    labels = [row["label"] for row in json.loads(cvkit("numbers", folder, "--format", "json").out)]
    (tmp_path / "works.bib").write_text(cvkit("export", folder, "--to", "biblatex").out, encoding="utf-8")
    (tmp_path / "t.tex").write_text(DOCUMENT, encoding="utf-8")
    logs = []
    for command in (["pdflatex", "-interaction=nonstopmode", "t"], ["biber", "t"]) * 2 + ((["pdflatex", "t"]),):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
        logs.append(done.stdout.decode(errors="replace"))
    assert not re.search(r"(?i)warn|error", logs[-2])
    assert not re.search(r"Warning:|^!", (tmp_path / "t.log").read_text(errors="replace"), re.MULTILINE)
    bbl = (tmp_path / "t.bbl").read_text(encoding="utf-8")
    assert re.findall(r"\\field\{shorthand\}\{(.*?)\}", bbl) == labels
    text = subprocess.run(["pdftotext", "t.pdf", "-"], cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    assert [label for label in labels if f"[{label}]" not in text] == []
