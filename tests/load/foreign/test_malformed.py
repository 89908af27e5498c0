"""Malformed sources: every one gets a diagnostic or an entry, and none a traceback."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cvkit.load.foreign import SOURCE_FORMATS, read_source
from cvkit.model.diagnostic import CvkitError, ExitStatus
from tests.conftest import Result
from tests.load.foreign.test_samples import FILES, SAMPLES

Run = Callable[..., Result]
ODD: list[Any] = [None, True, 0, -1.5, "", " ", "x", [], {}, [None], ["x", 1], {"value": None}, {"a": {"b": []}},
                  "1" * 400, "\u202e\x07", "<i>", "$x", "10.1000/", "2020-13-45", "[a](b)", "김", [[[]]],
                  {"": ""}]  # fmt: skip


def odd_values(value: Any, rng: random.Random, rate: float) -> Any:
    """The value with some of its parts replaced by values of other types."""
    if rng.random() < rate:
        return rng.choice(ODD)
    if isinstance(value, dict):
        return {key: odd_values(item, rng, rate) for key, item in value.items()}
    return [odd_values(item, rng, rate) for item in value] if isinstance(value, list) else value


def damaged(data: bytes, name: str, rng: random.Random) -> bytes:
    """A sample with damage: cut off, with bytes lost, repeated or replaced, or with values of other types."""
    match rng.choice(["cut", "lose", "repeat", "replace", "values", "values", "values"]):
        case "cut":
            return data[: rng.randrange(len(data))]
        case "lose":
            at = rng.randrange(len(data))
            return data[:at] + data[at + rng.randint(1, 20) :]
        case "repeat":
            at = rng.randrange(len(data))
            return data[: at + 30] + data[at:]
        case "replace":
            at = rng.randrange(len(data))
            return data[:at] + rng.choice([b'"', b"<", b"{", b"]", b"\xff", b"&x;", b"\x00", b"\t"]) + data[at + 1 :]
        case _ if name.endswith(".json"):
            return json.dumps(odd_values(json.loads(data), rng, rng.choice([0.02, 0.1, 0.3]))).encode()
        case _:
            lines = data.splitlines(keepends=True)
            rng.shuffle(lines)
            return b"".join(lines)


CASES = [(name, seed) for name in FILES for seed in range(6)]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 200
    assert {SOURCE_FORMATS[name].module for name in SOURCE_FORMATS} >= {"orcid", "csl", "rendercv", "jsonresume", "ris"}


@pytest.mark.parametrize(("name", "seed"), CASES)
def test_a_damaged_sample_gives_no_traceback(name: str, seed: int, tmp_path: Path, cvkit: Run) -> None:
    file = tmp_path / name
    file.write_bytes(damaged((SAMPLES / name).read_bytes(), name, random.Random(f"{name}{seed}")))
    result = cvkit("import", file, "-o", tmp_path / "rec", "--owner", "Ada Miller")
    assert result.status in (0, 1, 2) and "internal error" not in result.err, result.err
    if (tmp_path / "rec").is_dir():
        check = cvkit("check", tmp_path / "rec")
        assert check.status == 0, check.out


DEEP = 100_000
PLACED = {
    "json that ends": ('{"basics": {"name": "x",\n', "x:2:1", "ends too early"),
    "json without a comma": ('{"basics": {"name": "x"\n "email": "y"}}', "x:2:2", "`,` or `}` is expected"),
    "json without a quote": ('{"basics":\n  {"name": "x}}', "x:2:12", "not closed"),
    "json with a word": ('{"basics": yes}', "x:1:12", "`y` is not expected"),
    "json with two values": ('{"basics": {}}\n{}', "x:2:1", "more text follows"),
    "json with a bad escape": ('{"basics": {"name": "a\\q"}}', "x:1:21", "escape"),
    "json that is deep": ('{"basics": ' + "[" * DEEP, "x:1:76", "64 levels"),
    "xml that ends": ("<record>\n<person>\n", "x:3:1", "no element found"),
    "xml with another end": ("<dblp>\n <article></book></dblp>", "x:2:13", "mismatched tag"),
    "xml with an entity": ('<!DOCTYPE dblp [<!ENTITY a "b">]>\n<dblp>&a;</dblp>', "x:1:28", "declares an entity"),
    "xml that is deep": ("<dblp>" + "<a>" * DEEP, "x:1:", "64 levels"),
    "xml with an attribute twice": ('<dblp\n a="1" a="2"/>', "x:2:8", "duplicate attribute"),
    "yaml that is wrong": ("cv:\n  name: [x\n  email: y\n", "x:2:9", "not closed"),
    "yaml with a tab": ("cv:\n\tname: x\n", "x:2:1", "a tab"),
}


@pytest.mark.parametrize("name", PLACED)
def test_a_syntax_error_has_its_place(name: str) -> None:
    text, place, said = PLACED[name]
    with pytest.raises(CvkitError) as refused:
        read_source(text.encode(), "x")
    (diagnostic,) = refused.value.diagnostics
    assert str(diagnostic.place).startswith(place), diagnostic
    assert said in diagnostic.message and diagnostic.hint


FOREIGN = {
    b"PK\x03\x04zip": "a zip file",
    b"%PDF-1.7": "a PDF",
    b"\x1f\x8b\x08": "gzip",
    b"\\documentclass{article}": "a LaTeX document",
    b"<!DOCTYPE html>\n<html></html>": "a web page",
    b'<Candidate xmlns="http://www.europass.eu/1.0"/>': "a Europass CV",
    b"<xml><records><record/></records></xml>": "EndNote in XML",
    b"%0 Journal Article\n%A A": "EndNote or Refer",
    b"Authors,Title,Publication,Volume\n": "a CSV file of Google Scholar",
    b"First Name,Last Name,Maiden Name\n": "a CSV file of LinkedIn",
    b"FN Clarivate Analytics Web of Science\n": "Web of Science",
    b"cvkit: 1\nperson: {name: A B}\n": "a record of cvkit",
    b"": "is empty",
    b"Dear Sir,\n": "in no format that cvkit can import",
    b'{"some": "json"}': "in no format that cvkit can import",
    b"[1, 2]": "in no format that cvkit can import",
}


@pytest.mark.parametrize("content", FOREIGN)
def test_another_file_is_named_with_the_file_to_export_instead(content: bytes) -> None:
    with pytest.raises(CvkitError) as refused:
        read_source(content, "x")
    assert refused.value.status is ExitStatus.USAGE
    assert FOREIGN[content] in refused.value.message and refused.value.hint


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("name", ["orcid.xml", "csl-zotero.json", "works.ris"])
def test_the_encoding_of_a_sample_changes_nothing(name: str, encoding: str) -> None:
    data = (SAMPLES / name).read_bytes()
    if name.endswith(".ris") and encoding.startswith("utf-16-"):
        return  # a text without a mark at its start, and without a bracket, does not show its encoding
    plain, *_ = read_source(data, "x")
    content, *_ = read_source(data.decode().encode(encoding), "x")
    assert (content.person, content.sections) == (plain.person, plain.sections)


def test_the_content_decides_the_format_of_a_file_with_another_ending(tmp_path: Path, cvkit: Run) -> None:
    (tmp_path / "x.bib").write_bytes((SAMPLES / "csl-zotero.json").read_bytes())
    (tmp_path / "x.json").write_bytes((SAMPLES / "works.ris").read_bytes())
    for name in ("x.bib", "x.json"):
        assert cvkit("import", tmp_path / name, "-o", tmp_path / f"rec-{name}").status == 0
    folder = cvkit("import", tmp_path, "-o", tmp_path / "rec")
    assert (folder.status, "is a folder" in folder.err) == (2, True)


def test_a_key_given_twice_is_reported() -> None:
    _, _, found = read_source(b'{"basics": {"name": "Ada Miller", "name": "Bo Larsen"}}', "x")
    assert any("given twice" in one.message and "Ada Miller" in one.message for one in found)


def test_a_format_can_be_forced_and_must_exist(tmp_path: Path, cvkit: Run) -> None:
    (tmp_path / "x.txt").write_text("PMID- 1\nTI  - One\nFAU - Miller, Ada\nDP  - 2020\n", encoding="utf-8")
    assert cvkit("import", tmp_path / "x.txt", "-o", tmp_path / "a", "--as", "nbib").status == 0
    wrong = cvkit("import", tmp_path / "x.txt", "-o", tmp_path / "b", "--as", "orcid")
    assert (wrong.status, "is not ORCID" in wrong.err) == (2, True)
    unknown = cvkit("import", tmp_path / "x.txt", "-o", tmp_path / "b", "--as", "word")
    assert (unknown.status, "nbib" in unknown.err) == (2, True)


def billion_laughs() -> Iterator[str]:
    yield '<!DOCTYPE record [<!ENTITY a "ha">'
    yield from (f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    yield "]><record>&i;</record>"


def test_no_entity_is_expanded() -> None:
    with pytest.raises(CvkitError) as refused:
        read_source("\n".join(billion_laughs()).encode(), "x")
    assert "declares an entity" in refused.value.diagnostics[0].message


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    outside = f'<!DOCTYPE dblp SYSTEM "file://{tmp_path}/secret">\n<dblp><book key="b/x"><author>Ada Miller</author>'
    _, text, _ = read_source(f"{outside}<title>One &uuml;</title></book></dblp>".encode(), "x")
    content, _, _ = read_source(text.encode(), "x")
    assert [work["title"] for work in content.sections["publications"]] == ["One ü"]
    assert not re.search("secret", str(content.sections))
