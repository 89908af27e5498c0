"""HTML: one page, well formed, that says what it is; nothing typed is markup, and links lead where a CV may lead."""

from __future__ import annotations

import base64
import itertools
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from cvkit.model.fallback_scripts import LANGUAGES_OF, LETTERS, RARE_LATIN
from cvkit.model.url import SCHEMES
from cvkit.write.blocks import Head, Page
from cvkit.write.html.elements import element, escaped
from cvkit.write.html.inline_markup import TextWriter
from cvkit.write.html.paper import paper_rules
from cvkit.write.html.stylesheet import STYLESHEET
from cvkit.write.locales.terms import terms_of
from cvkit.write.script_runs import script_pieces
from tests.conftest import ROOT, Result

Run = Callable[..., Result]
Make = Callable[[str], Path]
VOID = {"meta", "img", "br"}
MAY_BE_EMPTY = VOID | {"mspace", "mrow"}
RECORDS = [ROOT / "data" / "jemin-lee", ROOT / "examples" / "ada-miller"]


class Tree(HTMLParser):
    """A page as its elements, in order; fails where a tag is not closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[list[Any]] = []
        self.empty: list[str] = []
        self.words = ""
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        for parent in self.open:
            parent[1] = True
        if tag not in VOID:
            self.open.append([tag, False])

    def handle_endtag(self, tag: str) -> None:
        opened, is_filled = self.open.pop()
        assert opened == tag
        self.empty += [] if is_filled or tag in MAY_BE_EMPTY else [tag]

    def handle_data(self, data: str) -> None:
        if data.strip():
            for parent in self.open:
                parent[1] = True
        self.words += data

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


@pytest.fixture(params=RECORDS, ids=lambda folder: folder.name)
def page(cvkit: Run, request: pytest.FixtureRequest) -> str:
    result = cvkit("export", request.param, "--to", "html")
    assert (result.status, result.err) == (0, "")
    return result.out


def test_every_element_is_closed_and_none_is_empty(page: str) -> None:
    assert Tree(page).empty == []


def test_headings_go_down_by_one(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Tree(page).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1] == []


def test_the_page_says_its_language_its_title_and_its_parts(page: str) -> None:
    tree = Tree(page)
    assert tree.named("html") == [{"lang": "en"}]
    assert [len(tree.named(tag)) for tag in ("title", "header", "main", "h1")] == [1, 1, 1, 1]
    assert re.search(r"<title>[A-Z]\w+ \w+: Curriculum Vitae</title>", page)


def test_a_page_without_sections_has_its_parts_too(cvkit: Run, record: Make) -> None:
    tree = Tree(cvkit("export", record(""), "--to", "html").out)
    assert [len(tree.named(tag)) for tag in ("title", "header", "main", "h1")] == [1, 1, 1, 1]


def test_no_file_is_needed_beside_the_page(page: str) -> None:
    tree = Tree(page)
    assert tree.named("link", "iframe", "object") == []
    assert tree.named("script") == [{"type": "application/ld+json"}]
    assert [a for _, a in tree.elements if "src" in a or "style" in a or any(name.startswith("on") for name in a)] == []
    assert "url(" not in page and "@import" not in page


def test_anchors_are_unique_and_links_within_the_page_lead_to_one(page: str) -> None:
    tree = Tree(page)
    ids = [attributes["id"] for _, attributes in tree.elements if "id" in attributes]
    assert len(ids) == len(set(ids)) > 5
    assert all(re.fullmatch(r"[\w.-]+", str(name)) for name in ids)
    targets = [str(a["href"])[1:] for a in tree.named("a") if str(a["href"]).startswith("#")]
    assert set(targets) <= set(ids)
    labelled = {a["aria-labelledby"] for a in tree.named("section")}
    assert labelled <= set(ids)


def test_the_anchors_are_those_of_the_pdf(cvkit: Run, page: str) -> None:
    name = "jemin-lee" if "Jemin" in page else "ada-miller"
    folder = next(folder for folder in RECORDS if folder.name == name)
    in_tex = re.findall(r"^  anchor=\{(.*)\},$", cvkit("export", folder, "--to", "tex").out, re.MULTILINE)
    assert re.findall(r'<li id="(cvk\.[^"]+)">', page) == in_tex


def test_a_picture_is_in_the_page_itself(cvkit: Run) -> None:
    tree = Tree(cvkit("export", ROOT / "tests" / "write" / "whole", "--to", "html").out)
    (picture,) = tree.named("img")
    content = (ROOT / "tests" / "write" / "whole" / "photo.png").read_bytes()
    assert picture["src"] == f"data:image/png;base64,{base64.b64encode(content).decode()}"
    assert picture["alt"] == "Ada & her desk"


def test_a_work_that_stands_twice_has_one_anchor(cvkit: Run, record: Make) -> None:
    text = "publications: [{id: a, kind: journal, title: T, authors: Ada Miller, date: 2020}]\n"
    text += "documents: {full: {sections: [publications, {publications: {limit: 1}}]}}\n"
    for form, anchor in {"html": 'id="cvk.J.1"', "tex": "anchor={cvk.J.1}"}.items():
        out = cvkit("export", record(text), "--to", form).out
        assert (out.count(anchor), out.count("J.1<") + out.count("label={J.1}")) == (1, 2)


def test_a_degree_is_in_the_order_of_the_language(cvkit: Run) -> None:
    out = cvkit("export", ROOT / "tests" / "write" / "whole", "--to", "txt", "-d", "korean").out
    assert "Computer Science Ph.D.\n" in out and "{" not in out


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style><script>x</script>",
    "&lt;b&gt; &amp; &#60;",
    "<!-- -->",
    "]]>",
    "{{7*7}} ${x} #{x} <%= x %>",
    "' onmouseover='x",
]
PLACES = """\
cvkit: 1
person:
  name: {given: P, family: Miller, native: P}
  aliases: [P]
  title: P
  position: P
  affiliation: P
  location: P
  phone: DIALLED
  links: [{label: P, url: "https://a.example/?q=U"}]
tags: {t: P}
research: [{title: P, role: P, organization: P, location: P, highlights: [P, "*P*", "`P`"], note: P}]
experience: [{organization: P, role: P, department: P, lab: P, supervisor: P}]
education: [{institution: P, degree: P, field: P, thesis: P, advisor: P, honors: [P]}]
publications:
  - {id: a, kind: journal, title: P, authors: [{literal: P}, {name: Bo Bee}], venue: {name: P, short: P}, date: 2020,
     volume: P, issue: P, pages: P, article_number: P, doi: "10.1000/U", url: "https://a.example/?q=U", note: P,
     tags: [t], event: {name: P, place: P}, badges: [P], awards: [{title: P, by: P}], ratings: [{scheme: P, value: P}]}
patents: [{id: b, title: P, inventors: [{literal: P}], number: P, country: P}]
supervision: [{name: P, role: P, topic: P, current_position: P, organization: P}]
service: [{role: P, organization: P, note: P}]
honors: [{title: P, by: P, event: P, work: P, note: P, date: 2020}]
documents:
  full:
    smart: false
    sections: [research, experience, education, {publications: {title: P}}, patents, supervision, service, honors]
"""


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_typed_becomes_markup(cvkit: Run, record: Callable[..., Path], payload: str) -> None:
    def page(typed: str) -> Tree:
        quoted = "'" + typed.replace("'", "''") + "'"
        text = re.sub(r"\bP\b(?!\w)", lambda _: quoted, PLACES.replace('"*P*"', "P").replace('"`P`"', "P"))
        text = text.replace("DIALLED", f"{quoted[:-1]} 123'")
        text = text.replace("=U", "=" + re.sub(r"[\"\\]", "", typed)).replace("10.1000/U", "10.1000/x")
        result = cvkit("export", record("", text), "--to", "html")
        assert result.status == 0, result.err
        return Tree(result.out)

    tree, plain = page(payload), page("A word")
    assert [tag for tag, _ in tree.elements if tag not in ("span",)] == [t for t, _ in plain.elements if t != "span"]
    assert tree.words.count(" ".join(payload.split())) > 40
    assert {tuple(a) for _, a in tree.elements} <= {tuple(a) for _, a in plain.elements} | {("lang",), ("lang", "dir")}
    assert all(
        str(a["href"]).partition(":")[0] in SCHEMES for a in tree.named("a") if not str(a["href"]).startswith("#")
    )


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\x85", "\ufffe", "\U0001ffff"])
def test_what_html_forbids_is_a_space(character: str) -> None:
    assert escaped(f"a{character}b") == "a b"


def test_an_element_without_content_is_none() -> None:
    assert element("p", escaped(""), class_="x") == ""
    assert element("a", escaped("x"), href='"<>', class_="") == '<a href="&quot;&lt;&gt;">x</a>'


def test_another_script_says_its_language() -> None:
    writer = TextWriter("en")
    assert writer.characters("a 이제민 b") == 'a <span lang="ko">이제민</span> b'
    assert writer.characters("黄炜") == '<span lang="zh">黄炜</span>'
    assert writer.characters("ひらがなと漢字") == '<span lang="ja">ひらがなと漢字</span>'
    assert TextWriter("ko").characters("a 이제민") == "a 이제민"
    assert writer.characters("Анна, Ἀθῆναι") == '<span lang="und-Cyrl">Анна</span>, <span lang="und-Grek">Ἀθῆναι</span>'
    assert TextWriter("ru").characters("Анна") == "Анна"
    assert TextWriter("uk").characters("Анна שלום 12 b") == 'Анна <span lang="und-Hebr" dir="rtl">שלום 12</span> b'
    assert writer.characters("كتاب Book آخر") == '<span lang="und-Arab" dir="rtl">كتاب Book آخر</span>'


def test_the_pdf_knows_the_same_languages_of_each_script() -> None:
    macros = (ROOT / "styles" / "shared" / "cvkit-tag.sty").read_text(encoding="utf-8")
    assert set(re.findall(r"\b([A-Z][a-z]{3})@([a-z]{2,3})\b", macros)) == {
        (code, tag) for code, tags in LANGUAGES_OF.items() for tag in tags
    }


def test_a_letter_of_any_script_is_found_in_a_text() -> None:
    letters = "".join(map(chr, range(0x10000)))
    for code, known in {**LETTERS, "Latn": RARE_LATIN}.items():
        missed = [letter for letter in re.findall(f"[{known}]", letters) if [*script_pieces(letter)] == [("", letter)]]
        assert missed == [] or (code == "Grek" and "ά" not in missed), code


def test_a_page_from_right_to_left_says_so(cvkit: Run, record: Make) -> None:
    terms = json.dumps({name: text for name, text in terms_of("en").items() if text})
    page = cvkit(
        "export",
        record(f"documents: {{full: {{language: he, terms: {terms}}}}}\nhonors: [{{title: פרס}}]\n"),
        "--to",
        "html",
    )
    assert '<html lang="he" dir="rtl">' in page.out and "<div>פרס</div>" in page.out


def luminance(colour: str) -> float:
    parts = re.findall("..", colour.lstrip("#")) if len(colour) == 7 else [c * 2 for c in colour.lstrip("#")]
    linear = [v / 12.92 if (v := int(part, 16) / 255) <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "target"])
@pytest.mark.parametrize("name", ["ink", "grey", "link"])
def test_text_has_the_contrast_that_readers_need(name: str, ground: str, scheme: str) -> None:
    above, below = (re.findall(rf"--{role}: (#\w+)", STYLESHEET)[scheme == "dark"] for role in (name, ground))
    lighter, darker = sorted(map(luminance, (above, below)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


@pytest.mark.parametrize("name", ["Ada Miller", '"; } * { color: red', "</style><script>", "A\\", "Ángela 王"])
def test_the_name_above_each_printed_page_stays_a_text(name: str) -> None:
    rules, others = (paper_rules(Page("en", one, "CV", Head(one), ())) for one in (name, "Ada"))
    (quoted,) = re.findall(r'@top-left { content: "(.*)"; }', rules)
    assert not re.search(r'["<>\n]', quoted) and rules.count("{") == others.count("{") + name.count("{")
    assert re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), quoted) == f"{name} · CV"
