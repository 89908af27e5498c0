"""Text for other programs: in every format a text arrives as typed, and nothing typed becomes markup or a link.

One text stands in every place of a record. Each format is read by an independent parser, and must have the elements,
attributes and links that it has with a plain word in the same places.
"""

from __future__ import annotations

import functools
import io
import json
import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cvkit.commands.export import export_document
from cvkit.commands.request import Request
from cvkit.model.diagnostic import CvkitError, ExitStatus
from tests.conftest import examples
from tests.write.kramdown import is_installed, rendered

FORMATS = ["md", "html", "docx", "acad-homepage", "academicpages"]
MARKDOWN = "*_`[]^~$\\"
PLAIN = "Word"
PARSER = MarkdownIt("commonmark")


def record(typed: str, url: str = "https://a.example/x?a=1&b=(2)") -> dict[str, Any]:
    """A record with a text in every place, and an address in two."""
    text = "".join(f"\\{sign}" if sign in MARKDOWN else sign for sign in typed)
    name = {"given": "Ada", "family": typed}
    date = "2020"
    work = {"title": text, "date": date, "note": text, "venue": {"name": text, "short": text}, "badges": [text]}
    authors = [{"literal": typed}, {"given": "Ada", "family": typed}]
    return {
        "cvkit": "1",
        "person": {"name": name, "title": text, "position": text, "affiliation": text, "location": text},
        "summary": text,
        "research": [{"title": text, "role": text, "organization": text, "start": date, "highlights": [text]}],
        "education": [{"institution": text, "degree": text, "field": text, "thesis": text, "start": date, "end": date}],
        "publications": [
            {"id": "a", "kind": "journal", "authors": authors, "awards": [{"title": text, "by": text}], **work},
            {"id": "b", "kind": "conference", "authors": authors, "event": {"name": text, "place": text}, **work}
            | {"title": f"{text} {text}", "url": url, "links": [{"label": text, "url": url}]},
        ],
        "honors": [{"title": text, "by": text, "note": text, "date": date}],
        "service": [{"role": text, "organization": text, "note": text}],
        "news": [{"text": text, "date": "2020-02-03"}],
        "memberships": [{"organization": text, "role": text}],
        "documents": {
            "home": {
                "smart": "false",
                "sections": [
                    "summary", "research", "education", {"publications": {"title": text}}, "honors", "service", "news",
                    "memberships",
                ],
                "site": {},
            }
        },
    }  # fmt: skip


class Seen(HTMLParser):
    """The text of a page, and its elements with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.elements: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "span":  # a run in another script
            kept = ((name, value or "") for name, value in attrs if not (tag[0] == "h" and name == "id"))
            self.elements.append((tag, tuple(kept)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("span", "a", "em", "strong", "sup", "sub", "code", "abbr"):
            self.words += "\n"

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style":  # a style sheet, and data in JSON, have escapes of their own
            data = re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), data)
        if self.cdata_elem == "script":
            json.loads(data, object_pairs_hook=self.keep_texts)
            return
        self.words += data

    def keep_texts(self, pairs: list[tuple[str, Any]]) -> None:
        for name, value in pairs:
            if name in ("url", "sameAs"):  # addresses
                continue
            texts = [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]
            self.words += "".join(f"\n{text}" for text in texts)

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", (("data", data),)))


Read = tuple[str, list[tuple[str, tuple[tuple[str, str], ...]]]]


def read(form: str, content: str | bytes) -> Read:
    """The text and the elements of an output, by a parser that is not cvkit's."""
    if form == "docx":
        assert isinstance(content, bytes)
        return read_docx(content)
    assert isinstance(content, str)
    if form == "md":
        content = PARSER.render(content)
    elif form != "html":
        _, front, body = content.split("---\n", 2)
        settings_of_page = yaml.safe_load(front)
        assert set(settings_of_page) <= {"permalink", "title", "excerpt", "author_profile", "redirect_from"}
        assert not re.search(r"{{(?! *site\.)|{%(?! *(?:raw|endraw|include|if|else|endif|assign|for|endfor))", body)
        title = settings_of_page["title"]  # the template prints it as Markdown, without Liquid
        content = rendered(re.sub(r"{%.*?%}|{{.*?}}", "", body)) + rendered(title)
    seen = Seen(content)
    return seen.words, seen.elements


def read_docx(content: bytes) -> Read:
    """The text of a document of Word, its parts but for runs, and the targets of its links."""
    document = Document(io.BytesIO(content))
    found = []
    for part in document.element.body.iter():
        name = part.tag.rpartition("}")[2]
        if name in ("p", "hyperlink", "bookmarkStart", "br", "tab", "drawing", "instrText", "fldSimple", "object"):
            link = part.get(qn("r:id"))
            found.append((name, (("target", document.part.rels[link].target_ref if link else ""),)))
    return "\n".join(paragraph.text for paragraph in document.paragraphs), found


def export(folder: Path, form: str, *typed: str) -> Read:
    (folder / "cv.yaml").write_text(json.dumps(record(*typed), ensure_ascii=False), encoding="utf-8")
    output = folder / "cv.docx" if form == "docx" else None
    return read(form, export_document(Request(folder, output=output), form).content)


@functools.cache
def plain(folder: Path, form: str) -> Read:
    return export(folder, form, PLAIN)


def words(text: str) -> str:
    """A text as one line, whatever its spaces, its form of Unicode and the word before the last author are."""
    return " ".join(unicodedata.normalize("NFC", text).replace(" and Ada", ", Ada").split())


SIGNS = st.text(st.sampled_from("\\*_`[](){}<>|\"'$&;#+-=.:!^~%1aé한 @/,?†"), min_size=1, max_size=8)
SNIPPETS = st.sampled_from(
    "<script>alert(1)</script> <img/src=x> </p> </div> <!-- --> &lt; &#42; &copy ](javascript:x) [a](b) ![a](b) [^1] "
    "https://a.example www.a.example <https://a.example> a@b.example {{x}} {%x%} {:.c} {::nomarkdown} *** --- === ``` "
    "~~~ $$x$$ \\(x\\) __a__ **a** a_b_c 1. - + > # ||a|| | x\\ onmouseover='x \"> ' -- '' << (c) ... 1) :smile: "
    "javascript:alert(1) data:text/html,x _x05d0_ ]]> <?x?> <![CDATA[x]]> \u202e \u00ad x\u0301 é 한글 𝒳 📖".split(" ")
)
TEXTS = st.lists(SIGNS | SNIPPETS, min_size=1, max_size=4).map(" ".join).map(words).filter(bool)


FEWER = settings(
    examples(50),
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
"""Each example is a whole command."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("record")


def is_safe(folder: Path, form: str, typed: str) -> None:
    """Compare an output with that of a plain word.

    A text that the record cannot have is not tried; a name of no letter, for example.
    """
    try:
        found, elements = export(folder, form, typed)
    except CvkitError as error:
        assert error.status is ExitStatus.PROBLEMS
        assume(False)
    expected, plain_elements = plain(folder, form)
    assert Counter(elements) == Counter((name, _with(attributes, typed)) for name, attributes in plain_elements)
    assert words(found) == words(expected.replace(PLAIN, typed))


def _with(attributes: tuple[tuple[str, str], ...], typed: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value.replace(PLAIN, typed)) for name, value in attributes)


@pytest.mark.parametrize("form", FORMATS)
@FEWER
@given(typed=TEXTS)
def test_a_text_arrives_as_typed_and_is_no_markup(folder: Path, form: str, typed: str) -> None:
    if form in ("acad-homepage", "academicpages") and not is_installed():
        pytest.skip("kramdown is not installed")
    is_safe(folder, form, f"{typed} x")


URLS = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(
            ["https://a.example/", "http://a.example/?", "mailto:a@b.example?", "javascript:alert(1)//", "//x/"]
        ),
        st.lists(
            st.sampled_from(
                "a / ? & = # % %20 %22 ( ) [ ] < > \" ' ` \\ | ^ { } * _ ~ $ ! : ; , + - . @ é 한 1 &copy; &lt; "
                "{{x}} {%x%} {:.c} ](b) <b> --> _blank |a|".split()
            ),
            max_size=8,
        ).map("".join),
    ),
)


@pytest.mark.parametrize("form", FORMATS)
@FEWER
@given(url=URLS)
def test_an_address_is_that_of_a_link_and_nothing_else(folder: Path, form: str, url: str) -> None:
    if form in ("acad-homepage", "academicpages") and not is_installed():
        pytest.skip("kramdown is not installed")
    try:
        found, elements = export(folder, form, PLAIN, url)
    except CvkitError as error:
        assert error.status is ExitStatus.PROBLEMS
        assume(False)
    expected, plain_elements = plain(folder, form)
    assert words(found) == words(expected)
    assert Counter(map(without_address, elements)) == Counter(map(without_address, plain_elements))
    targets = {
        value for name, attributes in elements for key, value in attributes if key in ("href", "target") and value
    }
    assert url.partition(":")[0] in ("https", "http", "mailto")
    meant = re.sub("^([^#]*)#$", r"\1", url)  # a fragment of no character is left out
    assert {unquote(target) for target in targets if target[0] != "#"} == {unquote(meant)}


def without_address(element: tuple[str, tuple[tuple[str, str], ...]]) -> tuple[str, tuple[str, ...]]:
    return element[0], tuple(name for name, _ in element[1])
