"""Compare two home pages by their facts, as kramdown shows them: works, authors, links, badges, dates, service.

`python -m tests.compare_pages OLD NEW` prints the differences, one a line: `-` for a fact that only the old page has.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.write.kramdown import rendered

Facts = dict[str, list[str]]
"""Name of a work or a section → its facts."""

_BOX = re.compile(r"<div class=['\"]paper-box['\"].*?(?=<div class=['\"]paper-box['\"]|<h1|\Z)", re.DOTALL)
_ITEM = re.compile(r"<li>(?:(?!<li>).)*?</li>", re.DOTALL)
_LINK = re.compile(r"<a href=\"([^\"]*)\"[^>]*>(.*?)</a>", re.DOTALL)


def facts_of(page: str) -> Facts:
    """The facts of a page of academicpages or acad-homepage."""
    body = re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL)
    shown = rendered(re.sub(r"^\{%.*%\}\s*$", "", body, flags=re.MULTILINE))
    shown = re.sub(r"<!--.*?-->", "", shown, flags=re.DOTALL)
    facts: Facts = {"page": sorted({f"link {html.unescape(url)}" for url, _ in _LINK.findall(shown) if url})}
    for heading, section in sections(shown):
        boxes = [box[0] for box in _BOX.finditer(section)]
        works = boxes or [item[0] for item in _ITEM.finditer(section) if item[0].count("<br") >= 1]
        for work in works:
            facts |= of_box(work) if boxes else of_item(work)
        if not works:
            facts[f"section {heading}"] = list(of_section(section))
    return facts


def sections(shown: str) -> Iterator[tuple[str, str]]:
    """The headings of the highest level, without emoji, each with what follows it."""
    level = "h1" if "<h1" in shown else "h2"
    for part in re.split(rf"(?=<{level}[ >])", shown)[1:]:
        title, _, rest = part.partition(f"</{level}>")
        yield re.sub(r"^\W+", "", words(title)), rest


def of_box(box: str) -> Facts:
    """The facts of a work in a box."""
    text = box.partition("paper-box-text")[2].partition(">")[2]
    title, authors, *_ = re.findall(r"<p>(.*?)</p>", text, re.DOTALL)
    badge = re.search(r"class=\"badge\"[^>]*>(.*?)</div>", box, re.DOTALL)
    picture = re.search(r"<img src=['\"]([^'\"]*)", box)
    links = [f"{words(word)} {html.unescape(url)}" for url, word in _LINK.findall(text.partition(authors)[2])]
    address = _LINK.search(title)
    return {
        words(title): [
            *author_facts(authors),
            f"title {html.unescape(address[1]) if address else ''}",
            f"badge {words(badge[1]) if badge else ''}",
            f"picture {html.unescape(picture[1]) if picture else ''}",
            f"stars {'img.shields.io' in title}",
            *(f"link {link}" for link in links),
            *(["abstract"] if re.search(r"class=\"abstract\"[^>]*>\s*<p>", box) else []),
            *(["toggle"] if "fakelink" in box else []),
        ]
    }


def of_item(item: str) -> Facts:
    """The facts of a work in a list: title, authors, venue and year, links, one line each."""
    title, authors, *rest = re.split(r"<br[^>]*>", item)
    links = [f"link {words(word)} {html.unescape(url)}" for url, word in _LINK.findall(item)]
    venue = [f"venue {words(line)}" for line in rest if words(line) and not _LINK.search(line)]
    return {words(title): [*author_facts(authors), *venue, *links]}


def author_facts(line: str) -> list[str]:
    """Each author with the markers, in order; the owner with `owner`."""
    plain = re.sub(r"<strong>(.*?)</strong>", r"\1 (owner)", line, flags=re.DOTALL)
    names = re.split(r",\s*(?:and\s+)?|\s+and\s+", words(plain))
    marked = [re.sub(r" [(]owner[)](.*)", r"\1 (owner)", name) for name in names]
    return [f"author {at} {name}" for at, name in enumerate(marked, 1)]


SERVED = ("NeurIPS", "ICLR", "ICML", "ECCV", "AISTATS", "ICCV", "Neural Networks", "Neurocomputing", "IEEE CAI")
"""The places of service on the two pages."""
_PIECE = re.compile(r"<h[23][^>]*>.*?</h[23]>|<li>.*?(?=<li>|</li>|\Z)|<p>.*?</p>", re.DOTALL)


def of_section(section: str) -> Iterator[str]:
    """The dates of a section in their order, the groups, and the places of service."""
    count = 0
    for piece in _PIECE.findall(section):
        date = re.match(r"<li>\s*(?:<p>)?\s*(?:<em>(.*?)</em>|(\[\w+\]))", piece, re.DOTALL)
        if piece.startswith("<h"):
            yield f"group {words(piece)}"
        elif date:
            count += 1
            yield f"date {count}: {words(date[1] or date[2])}"
        if "eview" in section:
            yield from (f"service {name}" for name in SERVED if name.lower() in words(piece).lower())


def words(markup: str) -> str:
    """The words of a piece of HTML."""
    text = html.unescape(re.sub(r"<[^>]*>", "", markup))
    return " ".join(text.replace("\u00a0", " ").split()).strip(" .")


def differences(old: str, new: str) -> Iterator[str]:
    """The facts of two pages that differ, with the work or the section that they are about."""
    before, after = facts_of(old), facts_of(new)
    for name in {**before, **after}:
        if name not in before or name not in after:
            yield f"{'-' if name in before else '+'} {name}"
            continue
        for fact in dict.fromkeys([*before[name], *after[name]]):
            left, right = before[name].count(fact), after[name].count(fact)
            if left != right:
                yield f"{'-' if left > right else '+'} {name[:50]}: {fact}"


if __name__ == "__main__":
    print(*differences(*(Path(name).read_text(encoding="utf-8") for name in sys.argv[1:])), sep="\n")
