"""Laws of the import: no work is lost, no id passes to another work, and the order of the sources changes nothing.

Each entry of the random sources has a token, `x-true`, which says which work it is; cvkit does not look at it.
"""

from __future__ import annotations

import random
import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cvkit.commands.import_ import ImportRequest, import_sources
from cvkit.commands.numbers import label_rows, lock_numbers
from cvkit.load.yaml_file import parse_yaml

TITLES = (
    "Rain in {Spring}",
    "Rain in spring, part {II}",
    "Erratum to: Rain in spring",
    "Snow in winter: a long study of small flakes",
    "Editorial",
    "Zählen von Vögeln im Frühling",
    "On the $\\alpha$-decay of {\\'e}toiles",
    "봄비에 대한 연구",
)
SLIPS = (
    lambda t: t,
    lambda t: t + ".",
    lambda t: t.replace("i", "ii", 1) if len(t) > 20 else t.upper(),
    lambda t: t.replace(" ", "  "),
    lambda t: t.replace("ä", '{\\"a}').replace("ö", '{\\"o}').replace("ü", '{\\"u}'),
)
KINDS = ("article", "inproceedings", "misc")
AUTHORS = ("Miller, Ada and Larsen, Bo", 'M{\\"u}ller, Cy and Miller, Ada')
KEYS = ("Miller2023", "Miller2023b", "miller", "Larsen")


@dataclass(frozen=True)
class Entry:
    """One entry of a source."""

    token: int
    title: str
    kind: str
    author: str
    year: int
    key: str
    doi: bool
    slip: int = 0
    doi_edition: int = 0

    def text(self) -> str:
        fields = {
            "author": self.author,
            "title": SLIPS[self.slip](self.title),
            "year": str(self.year),
            "volume": str(self.token + 1),
            "x-true": f"t{self.token}",
        }
        if self.kind == "inproceedings":
            fields |= {"booktitle": "ConEx"}
        if self.kind == "article":
            fields |= {"journal": "Journal of Examples"}
        if self.doi:
            fields |= {"doi": f"10.1000/{self.token}.{self.doi_edition}"}
        return f"@{self.kind}{{{self.key},\n" + ",\n".join(f"  {k} = {{{v}}}" for k, v in fields.items()) + "\n}\n"


@st.composite
def entries(draw: st.DrawFn, start: int = 0, most: int = 7, years: tuple[int, ...] = (2021, 2022, 2023)) -> list[Entry]:
    """Entries with tokens of their own; two that are alike in all else stand in different volumes."""
    count = draw(st.integers(1, most))
    pick = lambda values: draw(st.sampled_from(values))  # noqa: E731
    return [
        Entry(
            start + at, pick(TITLES), pick(KINDS), pick(AUTHORS), pick(years), pick(KEYS),
            draw(st.booleans()),
        )
        for at in range(count)
    ]  # fmt: skip


def in_files(found: list[Entry], rng: random.Random, count: int) -> list[list[Entry]]:
    """The entries shuffled and spread over files; some stand in two of them."""
    found = rng.sample(found, len(found))
    files: list[list[Entry]] = [[] for _ in range(count)]
    for entry in found:
        for file in rng.sample(files, rng.choice([1, 1, 1, min(2, count)])):
            file.append(entry)
    return [file for file in files if file]


def do_import(folder: Path, files: list[list[Entry]], rng: random.Random | None = None) -> dict[str, bytes]:
    """Import files, in another order where one is asked for; the bytes of the record."""
    paths = []
    for at, file in enumerate(files):
        found = rng.sample(file, len(file)) if rng else file
        path = folder.with_name(f"s{at}.bib")
        path.write_text("\n".join(entry.text() for entry in found), encoding="utf-8")
        paths.append(path)
    if rng:
        rng.shuffle(paths)
    done = import_sources(ImportRequest([*map(str, paths)], folder, "Ada Miller"))
    assert [diagnostic for diagnostic in done.diagnostics if diagnostic.is_error] == [], done.diagnostics
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def tokens(folder: Path) -> dict[str, str]:
    """Id → token, of the record."""
    works, _, diagnostics = parse_yaml((folder / "publications.yaml").read_text(encoding="utf-8"), "p")
    assert diagnostics == []
    ids = [work["id"] for work in works] if isinstance(works, list) else []
    assert len(set(ids)) == len(ids)
    return {work["id"]: work["x-true"] for work in works} if ids else {}


def edited(found: list[Entry], rng: random.Random, new: list[Entry]) -> list[Entry]:
    """The source some time later."""
    found = list(found)
    for _ in range(rng.randint(0, 5)):
        if not found:
            break
        at, other = rng.randrange(len(found)), rng.randrange(len(found))
        entry = found[at]
        match rng.choice("title key swap doi drop redoi".split()):
            case "title":
                found[at] = replace(entry, slip=rng.randrange(len(SLIPS)))
            case "key":
                found[at] = replace(entry, key=rng.choice(KEYS))
            case "swap":
                found[at], found[other] = (
                    replace(found[at], key=found[other].key),
                    replace(found[other], key=found[at].key),
                )
            case "doi":
                found[at] = replace(entry, doi=True)
            case "redoi":
                found[at] = replace(entry, doi_edition=entry.doi_edition + 1)
            case "drop":
                del found[at]
    return [*new, *found] if rng.random() < 0.5 else [*found, *new]


def edit_by_hand(folder: Path, rng: random.Random, edits: str = "title delete reorder date comment none") -> set[str]:
    """Edit the record as a user does; the tokens of the works that were deleted."""
    file = folder / "publications.yaml"
    blocks = file.read_text(encoding="utf-8").strip("\n").split("\n\n")
    if blocks == [""]:
        return set()
    at = rng.randrange(len(blocks))
    token = re.search(r"x-true: (t\d+)", blocks[at])
    assert token
    deleted = set()
    match rng.choice(edits.split()):
        case "title":
            blocks[at] = re.sub(r"  title: .*", "  title: Quite another text by hand", blocks[at])
        case "date":
            blocks[at] = re.sub(r"  date: .*", "  date: 1999", blocks[at])
        case "delete":
            del blocks[at]
            deleted = {token[1]}
        case "reorder":
            rng.shuffle(blocks)
        case "comment":
            blocks[at] = "# mine\n" + blocks[at]
    file.write_text("\n\n".join(blocks) + "\n" if blocks else "", encoding="utf-8")
    return deleted


@given(entries(), st.integers(1, 3), st.randoms(use_true_random=False))
def test_no_work_is_lost_and_another_order_changes_no_byte(found: list[Entry], count: int, rng: random.Random) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "record"
        files = in_files(found, rng, count)
        first = do_import(folder, files)
        assert set(tokens(folder).values()) == {f"t{entry.token}" for entry in found}
        assert do_import(folder, files) == first
        assert do_import(folder, files, rng) == first


@given(entries(), entries(20, 2, (2024,)), entries(40, 2, (2025,)), st.randoms(use_true_random=False))
def test_no_id_passes_to_another_work(
    found: list[Entry], second: list[Entry], third: list[Entry], rng: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "record"
        do_import(folder, in_files(found, rng, 2))
        known = tokens(folder)
        deleted: set[str] = set()
        for new in (second, third, []):
            deleted |= edit_by_hand(folder, rng)
            found = edited(found, rng, new)
            if not found:
                return
            files = in_files(found, rng, rng.randint(1, 3))
            written = do_import(folder, files)
            now = tokens(folder)
            assert {name: now[name] for name in now if name in known} == {
                name: known[name] for name in known if name in now
            }
            assert {f"t{entry.token}" for entry in found} <= set(now.values()) | deleted
            known |= now
            assert do_import(folder, files, rng) == written


def labels(folder: Path) -> dict[str, object]:
    """Token → label, when all labels are locked."""
    lock_numbers(folder)
    rows, diagnostics = label_rows(folder)
    assert [diagnostic for diagnostic in diagnostics if diagnostic.is_error] == []
    token_of = tokens(folder)
    return {token_of[str(row["id"])]: row["label"] for row in rows}


@given(entries(), entries(20, 2, (2024,)), st.randoms(use_true_random=False))
def test_the_label_of_a_work_stays(found: list[Entry], new: list[Entry], rng: random.Random) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "record"
        do_import(folder, in_files(found, rng, 2))
        known = labels(folder)
        for more in (new, []):
            edit_by_hand(folder, rng, "reorder comment none")
            found = [replace(entry, doi_edition=0) for entry in edited(found, rng, more)]
            if not found:
                return
            do_import(folder, in_files(found, rng, 2))
            now = labels(folder)
            assert {token: now.get(token) for token in known} == known
            known = now
