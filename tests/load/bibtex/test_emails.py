"""An e-mail address behind a name is no part of it: it is left out and named, in a `.bib` file and in YAML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.load.bibtex import parse_bib
from tests.conftest import Result
from tests.load.bibtex.test_lenient import works_of

EMAILS = {
    "A. Bee and Zed <z@x.org>": ["A. Bee", "Zed"],
    "Ada Bee <a@x.org> and Zed Ott": ["Ada Bee", "Zed Ott"],
    "Bee, Ada (a@x.org) and Zed Ott": ["Bee, Ada", "Zed Ott"],
    "Ada Bee (mailto:a@x.org) and Zed Ott [z.o@x.org]": ["Ada Bee", "Zed Ott"],
    "Ada Bee, a@x.org and Zed Ott": ["Ada Bee", "Zed Ott"],
    "Ada Bee e-mail: a@x.org and Zed Ott": ["Ada Bee", "Zed Ott"],
    "Ada Bee $<$a@x.org$>$ and Zed Ott": ["Ada Bee", "Zed Ott"],
    r"Ada Bee \textless{}a@x.org\textgreater{} and Zed Ott": ["Ada Bee", "Zed Ott"],
    r"Ada Bee \texttt{a@x.org} and Zed Ott": ["Ada Bee", "Zed Ott"],
    r"\href{mailto:a@x.org}{Ada Bee} and Zed Ott": ["Ada Bee", "Zed Ott"],
    "Ada Bee <a@x.org>* and Zed Ott": ["Ada Bee*", "Zed Ott"],
}


@pytest.mark.parametrize(("typed", "names"), EMAILS.items())
def test_an_address_behind_a_name_is_no_part_of_it(typed: str, names: list[str]) -> None:
    text = f"@article{{w, author = {{{typed}}}, title = {{T}}, journal = {{J}}, year = 2020}}"
    (only,) = works_of(text)
    authors = [f"{one['name']}{one['markers']}" if isinstance(one, dict) else one for one in only["authors"]]
    assert authors == names
    told = [one.message for one in parse_bib(text, "w.bib", "publications")[1]]
    assert any("e-mail address behind a name" in message for message in told)


def test_an_author_that_is_only_an_address_stays() -> None:
    (only,) = works_of("@misc{w, author = {a@x.org and Zed Ott}, title = {T}}")
    assert len(only["authors"]) == 2


IN_YAML = {
    '"Ada Miller, Zed Ott <z@x.org>"': ["<z@x.org>"],
    '"Ada Miller (a@x.org), Zed Ott [mailto:z@x.org]"': ["(a@x.org)", "[mailto:z@x.org]"],
    '"Ada Miller†, Zed Ott†, z@x.org"': ["z@x.org"],
    "[Ada Miller, 'Zed Ott <z@x.org>†']": ["<z@x.org>"],
    "[Ada Miller, {name: Zed Ott z@x.org}]": ["z@x.org"],
}


@pytest.mark.parametrize(("typed", "addresses"), IN_YAML.items())
def test_an_address_behind_a_name_in_yaml_is_named(
    typed: str, addresses: list[str], tmp_path: Path, cvkit: Callable[..., Result]
) -> None:
    work = f"{{id: a, kind: report, title: T, date: 2020, authors: {typed}}}"
    text = f"cvkit: 1\nperson: {{name: Ada Miller}}\npublications: [{work}]\n"
    (tmp_path / "cv.yaml").write_text(text, encoding="utf-8")
    told = [one for one in cvkit("check", tmp_path, "--format", "json").diagnostics if one["code"] == "V111"]
    assert [one["message"] for one in told] == [
        f"`{address}` is an e-mail address, not a part of a name; cvkit leaves it out" for address in addresses
    ]
    for one, address in zip(told, addresses, strict=True):
        line = text.splitlines()[one["line"] - 1]
        assert line[one["column"] - 1 :].startswith(address)
    printed = cvkit("export", tmp_path, "--to", "txt").out
    assert "x.org" not in printed and "Zed Ott" in printed
