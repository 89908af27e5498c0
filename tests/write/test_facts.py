"""Every fact of a record is printed, or a note names it: each field of each kind of entry, in each format and style."""

from __future__ import annotations

import contextlib
import copy
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence, Set
from pathlib import Path
from typing import Any, get_args

import pypdf
import pypdfium2
import pytest
import yaml

from cvkit.commands.export import Exported, export_document
from cvkit.commands.request import Request
from cvkit.model.diagnostic import CvkitError
from cvkit.model.work import WORK_SECTIONS, WorkKind
from cvkit.write.formats import FORMATS
from tests.conftest import Result, needs_tex
from tests.write.facts import Facts, FieldPath, choices, entry_models, make_facts

Run = Callable[..., Result]
STYLES = ("classic", "modern", "compact")
OPTIONS = {"off": {}, "on": {"issn": "true", "days": "true", "significance": "true", "contribution": "true"}}
CITATIONS = ("apa", "ieee", "vancouver")

TESTED = list(FORMATS)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return make_facts()


def written(values: Any, folder: Path) -> Path:
    file = folder / "cv.yaml"
    file.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


def exported(values: Any, folder: Path, form: str) -> Exported:
    output = folder / "out" if FORMATS[form].is_binary else None
    return export_document(Request(written(values, folder), output=output), form)


def characters(content: str | bytes) -> str:
    """The text of an exported document, without the separators of thousands and the escapes of full stops."""
    if isinstance(content, bytes):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        content = re.sub(r'\bw:\w+="-?\d+"', "", " ".join(part.decode() for part in parts))  # sizes are no facts
    return re.sub(r"(?<=\d),(?=\d)|\\(?=\.)", "", content).casefold()


def named(path: FieldPath) -> str:
    """The name of a field in a note: that of a work without its section."""
    section, _, *names = path if path[0] != "person" else ("person", "", *path[1:])
    return ".".join(names if section in WORK_SECTIONS else ["sections" if section == "Own" else section, *names])


WHOLE = {"person": "person", "Own": "sections of your own"}
"""The name in a note of a section that a format omits as a whole, if it is not its own."""

FEATURES = {
    "significance": "significance of works",
    "contribution": "contributions to works",
    "date": "dates beside an event",
    "abstract": "abstracts and Scholar ids in lists",
    "ids.scholar": "abstracts and Scholar ids in lists",
    "links.label": "links without a button",
    "links.url": "links without a button",
    "venue.publisher": "publishers",
    "venue.publisher_place": "publishers",
    "experience.posts.start": "starts and ends beside a date",
    "experience.posts.end": "starts and ends beside a date",
    "supervision.periods.start": "starts and ends beside a date",
    "supervision.periods.end": "starts and ends beside a date",
    **{f"{venue}.{number}": "ISSNs" for venue in ("venue", "also_in") for number in ("issn", "eissn", "isbn")},
}
"""The fields that a note names by a feature."""


def is_printed(token: str, path: FieldPath, text: str, words: Set[str]) -> bool:
    """Whether a text has the value of a field."""
    if path[-1] == "author_count" and str(int(token) - 1) in words:
        return True  # `and 9 more` behind the only author
    return token.casefold() in words if token.isalnum() else token.casefold() in text


def unreported(facts: Facts, text: str, note: Sequence[str]) -> list[str]:
    """The fields of which a text has not every value, and that a note does not name with the number of the others."""
    matches = [re.fullmatch(r"(.*) \((\d+).*\)", one) for one in note]
    counts = {match[1]: int(match[2]) for match in matches if match}
    compound = "|".join(re.escape(token.casefold()) for token in facts.tokens if not token.isalnum())
    words = set(re.findall(r"[0-9a-z]+", re.sub(compound, "", text)))
    lost = [path for token, path in facts.tokens.items() if not is_printed(token, path, text, words)]
    absent = {name for name, number in Counter(path[0] for path in lost).items() if number == facts.count(name)}
    wrong = [section for section in absent if not {section, WHOLE.get(section), "other sections"} & counts.keys()]
    missing = Counter(named(path) for path in lost if path[0] not in absent)
    for name in sorted({*missing, *(counts.keys() & set(map(named, facts.tokens.values())))}):
        if name.startswith("person.") and WHOLE["person"] in counts:
            continue
        whole = counts.get(name.partition(".")[0], 0) if "." in name else 0
        is_named = missing[name] == counts.get(name, 0) or missing[name] <= whole or FEATURES.get(name) in counts
        if not is_named:
            wrong.append(f"{name}: {missing[name]} values are missing, the note has {counts.get(name, 0)}")
    return wrong


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("form", TESTED)
def test_each_field_is_printed_or_named_in_a_note(facts: Facts, tmp_path: Path, form: str, options: str) -> None:
    values = facts.record | {"documents": {"full": {"options": OPTIONS[options]}}}
    done = exported(values, tmp_path, form)
    assert "\n".join(unreported(facts, characters(done.content), done.unsupported.features)) == ""


def printed_text(file: Path) -> str:
    """The text of a PDF, and the addresses of its links."""
    with contextlib.closing(pypdfium2.PdfDocument(file)) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    links = [
        note.get_object().get("/A", {}) for page in pypdf.PdfReader(file).pages for note in page.get("/Annots", [])
    ]
    return characters(" ".join([*texts, *(str(link.get("/URI", "")) for link in links)]))


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("style", STYLES)
def test_each_style_prints_each_field_or_the_note_names_it(
    cvkit: Run, facts: Facts, tmp_path: Path, style: str, options: str
) -> None:
    needs_tex()
    document = {"style": style, "options": OPTIONS[options]}
    for series in ("none", {"series": {"W": list(get_args(WorkKind))}}):
        values = facts.record | {"numbering": series, "documents": {"full": document}}
        note = exported(values, tmp_path, "tex").unsupported.features
        assert cvkit("pdf", tmp_path, "-o", tmp_path / "cv.pdf").status == 0
        assert "\n".join(unreported(facts, printed_text(tmp_path / "cv.pdf"), note)) == ""


@pytest.mark.parametrize("citation", CITATIONS)
@pytest.mark.parametrize("form", ["tex", "md"])
def test_each_citation_style_prints_each_field_or_the_note_names_it(
    facts: Facts, tmp_path: Path, form: str, citation: str
) -> None:
    values = facts.record | {"documents": {"full": {"citation": citation}}}
    done = exported(values, tmp_path, form)
    text = re.sub("(?m)^  when=.*", "", characters(done.content))  # for a column of dates that some styles have
    assert "\n".join(unreported(facts, text, done.unsupported.features)) == ""


USUAL = {
    ("status", "published"): "the usual status of a work",
    ("grants", "status", "awarded"): "the usual status of a grant",
    ("grants", "status", "completed"): "the period of a grant says this",
    ("patents", "status", "granted"): "a patent in a bibliography is granted",
    ("supervision", "status", "current"): "the default",
    ("supervision", "level", "other"): "no level that has a word; a group by level has its heading",
}
"""Words that no format prints, with the reason."""

ROLES: list[dict[str, Any]] = [
    {"corresponding": True},
    {"equal_contributor": True},
    {"equal_contributor": "senior"},
    {"advisee": True},
    {"advisee": "postdoc"},
    {"presenter": True},
    {"supervisor": True},
    {"roles": ["clinical"]},
]


def shown(values: Any, folder: Path, form: str) -> tuple[str | bytes, tuple[str, ...]]:
    """The output of a format for a record, and the content that it names; nothing if the record has errors."""
    try:
        done = exported(values, folder, form)
    except CvkitError:
        return "", ()
    return done.content, done.unsupported.features


@pytest.mark.parametrize("form", TESTED)
def test_each_word_of_a_choice_is_printed_or_named_in_a_note(facts: Facts, tmp_path: Path, form: str) -> None:
    head = {"cvkit": 1, "numbering": "none", "person": {"name": "Ada Miller"}}
    lost = []
    for section, path, words in [(s, *choice) for s, model in entry_models().items() for choice in choices(model)]:
        entry = copy.deepcopy(min((one for one in facts.record[section] if path[0] in one), key=len))
        inner = entry
        for name in path[:-1]:
            inner = inner[name][0] if isinstance(inner[name], list) else inner[name]
        inner.pop("top_percent", None)
        inner.pop(path[-1])
        without = shown(head | {section: [entry]}, tmp_path, form)
        assert without != ("", ())
        for word in words:
            inner[path[-1]] = word
            content, names = shown(head | {section: [entry]}, tmp_path, form)
            is_named = any(name.startswith(("other sections ", f"{section} ", f"{path[0]} ")) for name in names)
            is_usual = (*path, word) in USUAL or (section, *path, word) in USUAL
            if (content, names) == without and not is_named and not is_usual:
                lost.append((section, *path, word))
    assert lost == []


@pytest.mark.parametrize("form", TESTED)
def test_each_role_is_printed_or_named_in_a_note(tmp_path: Path, form: str) -> None:
    roles = {"clinical": {"legend": "clinical lead"}}
    head = {"cvkit": 1, "numbering": "none", "person": {"name": "Ada Miller"}, "roles": roles}

    def record(role: dict[str, Any]) -> Any:
        authors = [{"name": "Ada Miller"} | role, {"name": "Bo Fictive"} | role]
        return head | {
            "publications": [{"id": "a", "kind": "journal", "title": "T", "date": "2020", "authors": authors}]
        }

    without = shown(record({}), tmp_path, form)
    assert [role for role in ROLES if shown(record(role), tmp_path, form) == without] == []
