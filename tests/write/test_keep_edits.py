"""A site is brought up to date again and again: no byte of the user is lost, and nothing stale stays without a note."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.model.diagnostic import CvkitError
from cvkit.write.site.home_page import Region
from cvkit.write.site.keep_edits import Manifest, parse_manifest, update_site
from cvkit.write.site.kramdown import PageText

PAGE = "_pages/about.md"
Site = dict[str, bytes]


def regions(parts: Mapping[str, str]) -> list[Region]:
    return [Region(name, PageText(text)) for name, text in parts.items()]


def whole(parts: Mapping[str, str]) -> str:
    return "\n\n".join(["---\ntitle: x\n---", *map(str, regions(parts))]) + "\n"


def updated(site: Site, manifest: Manifest, parts: Mapping[str, str], files: Site) -> tuple[Manifest, list[str]]:
    """Bring a site up to date in place."""
    update = update_site({PAGE: (whole(parts), regions(parts))}, files, site, parse_manifest(manifest.to_json()))
    site |= update.written
    for path in update.deleted:
        del site[path]
    return update.manifest, update.notes


NAMES = st.sampled_from(["news", "publications", "publications-2", "talks", "own-1"])
TEXTS = st.text(st.sampled_from("ab \n#-*é"), min_size=1, max_size=8).filter(str.strip)
RECORDS = st.tuples(
    st.dictionaries(NAMES, TEXTS, min_size=1, max_size=4),
    st.dictionaries(st.sampled_from(["files/a.bib", "files/b.bib", "images/p.png"]), st.binary(max_size=3), max_size=3),
)
EDITS = st.sampled_from(
    [*"outside inside empty file foreign crlf bom nothing".split(), "delete file", "part away", "rename part"]
)
BREAKS = st.sampled_from(["begin twice", "no end", "end twice", "no break"])


def parts_of(page: str) -> list[re.Match[str]]:
    """The parts of a page between markers: their names and texts."""
    return list(re.finditer(r"<!-- cvkit:begin (\S+) -->\r?\n(.*?)<!-- cvkit:end -->(?:\r?\n)?", page, re.DOTALL))


def broken(page: str, how: str, part: re.Match[str]) -> str:
    """A page whose markers are wrong."""
    begin, end = f"<!-- cvkit:begin {part[1]} -->", "<!-- cvkit:end -->"
    match how:
        case "begin twice":
            return page.replace(begin, f"{begin}\n{begin}", 1)
        case "no end":
            at = page.rindex(end)
            return page[:at] + page[at + len(end) :]
        case "end twice":
            return page.replace(end, f"{end}\n{end}", 1)
        case _:
            return page


def edited(site: Site, edit: str, count: int, data: st.DataObject) -> str:
    """Edit a site as its user; return the text that must not be lost."""
    mine, page = f"mine-{count}", site[PAGE].decode()
    parts = parts_of(page)
    files = sorted(set(site) - {PAGE})
    match edit:
        case "outside":
            places = [0, len(page), *(part.start() for part in parts), *(part.end() for part in parts)]
            at = data.draw(st.sampled_from(places))
            site[PAGE] = f"{page[:at]}\n{mine}\n{page[at:]}".encode()
        case "inside" if parts:
            at = data.draw(st.sampled_from(parts)).start(2)
            site[PAGE] = f"{page[:at]}{mine}\n{page[at:]}".encode()
        case "empty" | "part away" if len(parts) > 1:
            part = data.draw(st.sampled_from(parts))
            if mine_within := re.findall(r"mine-\d+", part[0]):
                return mine_within[0]
            start, end = part.span(2) if edit == "empty" else part.span()
            site[PAGE] = f"{page[:start]}{page[end:]}".encode()
            return ""
        case "rename part" if any("mine" not in part[1] for part in parts):
            part = data.draw(st.sampled_from([part for part in parts if "mine" not in part[1]]))
            site[PAGE] = f"{page[: part.start(1)]}{mine}{page[part.end(1) :]}".encode()
        case "crlf":
            site[PAGE] = page.replace("\r\n", "\n").replace("\n", "\r\n").encode()
            return ""
        case "bom":
            site[PAGE] = ("\ufeff" + page.removeprefix("\ufeff")).encode()
            return ""
        case "file" if files:
            site[data.draw(st.sampled_from(files))] += mine.encode()
        case "delete file" if files:
            path = data.draw(st.sampled_from(files))
            if b"mine-" not in site[path]:
                del site[path]
            return ""
        case "foreign":
            path = data.draw(st.sampled_from(["files/a.bib", "files/c.bib"]))
            if path in site:
                return ""
            site[path] = mine.encode()
        case _:
            return ""
    return mine


@given(st.data())
def test_twenty_exports_with_edits_between_them_lose_nothing(data: st.DataObject) -> None:
    site: Site = {}
    manifest = Manifest()
    kept: list[str] = []
    for count in range(20):
        parts, files = data.draw(RECORDS)
        manifest, notes = updated(site, manifest, parts, files)
        content = b"\n".join(site.values()).decode("utf-8", "replace")
        assert [text for text in kept if text not in content] == []
        said = "\n".join(notes)
        found = {part[1]: part[2].replace("\r\n", "\n") for part in parts_of(site[PAGE].decode())}
        for name, text in found.items():
            assert text.strip("\n") == parts.get(name, "").strip("\n") or f"kept the part {name} of" in said
        assert [name for name in parts if name not in found and f"no part {name}:" not in said] == []
        for path, wanted in files.items():
            assert site[path] == wanted or f"kept {path}, which" in said
        again = dict(site)
        assert updated(again, manifest, parts, files)[0].to_json() == manifest.to_json() and again == site
        page = site[PAGE].decode()
        wrong = broken(page, data.draw(BREAKS), parts_of(page)[0]) if found else page
        if wrong != page:
            again = {**site, PAGE: wrong.encode()}
            with pytest.raises(CvkitError):
                updated(again, manifest, parts, files)
            assert again == {**site, PAGE: wrong.encode()}
        if kept_now := edited(site, data.draw(EDITS), count, data):
            kept.append(kept_now)


BROKEN = {
    "a page without parts\n": "has no part",
    "<!-- cvkit:begin news -->\nx\n": "the part news has no end",
    "<!-- cvkit:end -->\n": "no part begins before this end",
    "<!-- cvkit:begin news -->\n<!-- cvkit:begin talks -->\n<!-- cvkit:end -->\n": "the part news has no end",
    "<!-- cvkit:begin news -->\n<!-- cvkit:end -->\n" * 2: "the part news begins twice",
}


@pytest.mark.parametrize(("page", "words"), BROKEN.items())
def test_a_page_with_wrong_markers_is_not_touched(page: str, words: str) -> None:
    with pytest.raises(CvkitError, match=words) as raised:
        update_site({PAGE: (whole({"news": "x"}), regions({"news": "x"}))}, {}, {PAGE: page.encode()}, Manifest())
    assert raised.value.hint


def test_two_lines_get_the_part_and_line_ends_of_the_page_are_kept() -> None:
    page = "mine\r\n<!-- cvkit:begin news -->\r\n<!-- cvkit:end -->\r\nmore"
    site = {PAGE: page.encode()}
    manifest, notes = updated(site, Manifest(), {"news": "a\nb"}, {})
    wanted = "mine\n<!-- cvkit:begin news -->\n\na\nb\n\n<!-- cvkit:end -->\nmore".replace("\n", "\r\n")
    assert (site[PAGE].decode(), notes) == (wanted, [])
    updated(site, manifest, {"news": "c"}, {})
    assert site[PAGE].decode() == wanted.replace("a\r\nb", "c")
