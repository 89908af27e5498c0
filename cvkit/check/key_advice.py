"""Advice for an unknown key that people use for another field: advisors, repositories, arXiv ids, selections."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from cvkit.check.colors import COLOR_KEYS
from cvkit.check.option_advice import advise_color
from cvkit.check.suggest import SYNONYMS
from cvkit.check.value_advice import Advice, in_one_text
from cvkit.check.value_shapes import is_plain
from cvkit.check.word_meanings import meant_values
from cvkit.model.diagnostic import KeyPath, Replacement
from cvkit.model.identifiers import arxiv_id_in
from cvkit.model.typed_name import is_email
from cvkit.model.work import AUTHOR_FIELDS, WORK_SECTIONS
from cvkit.model.yaml_flow import flow

_ADVISOR = r"(?:advis[oe]r|supervisor|promotor|mentor)s?"
_CO_ADVISOR = rf"(?:co_?|second_|joint_){_ADVISOR}"
_REPOSITORIES = (
    "github gitlab git repo code source source_code code_url github_url github_repo repository_url code_repository"
).split()
_HOSTS = {"github": "github.com", "gitlab": "gitlab.com"}
_SELECTED = ("selected", "is_selected", "featured", "highlighted")
_TYPES = ("type", "kind", "category", "student_type", "type_of_student", "class")
_LEVELS = ("postdoc", "phd", "ms", "undergraduate")
_CITATIONS = (
    "citations cited_by citedby citation_count citations_count number_of_citations num_citations times_cited cites "
    "cited google_scholar_citations scholar_citations"
).split()
_EXPORTED = {
    "word": "docx",
    "markdown": "md",
    "text": "txt",
    "latex": "tex",
    **{f: f for f in ("html", "docx", "md", "txt", "tex")},
}
"""Word for a format → its name for `cvkit export`."""


def advise_key(key: str, value: Any, path: KeyPath, entry: Mapping[str, Any], fields: Collection[str]) -> Advice | None:
    """The advice for an unknown key of the entry at a path; None for any other key."""
    word = key.lower().replace("-", "_").replace(" ", "_")
    match path:
        case ("education", int()) if re.fullmatch(f"{_ADVISOR}|{_CO_ADVISOR}", word):
            return _advisors(key, path, entry)
        case ("documents", *_) if word in _SELECTED and value in ("true", "yes") and {"tags", "where"} & {*fields}:
            return _where_selected(fields, path, entry)
        case ("documents", str()) if word in ("format", "output", "type") and str(value).lower() in (*_EXPORTED, "pdf"):
            return _format(str(value).lower(), str(path[1]), len(entry) == 1)
        case () | ("documents", str()) if word in COLOR_KEYS and (not path or "options" in entry):
            return advise_color(value)
        case ("supervision", int()) if word in _TYPES and isinstance(value, str):
            return _level(value, entry)
        case (str() as section, int(), str() as field, int()) if field == AUTHOR_FIELDS.get(section):
            return _address_of_author(word, value)
        case (str() as section, int()) if word in _CITATIONS and "metrics" in fields and isinstance(value, str):
            return _citations(value, "scholar" in word, entry)
        case (str() as section, int()) if section in WORK_SECTIONS and isinstance(value, str):
            if word in _SELECTED and value in ("true", "yes"):
                return _selected_work(path, entry)
            if word in _REPOSITORIES and "repository" in fields:
                return _repository(word, value, entry)
            if "arxiv" in fields and "arxiv" not in entry and (found := arxiv_id_in(value)):
                return Advice(f"write `arxiv: {found}`", [Replacement("arxiv", "key"), Replacement(found, "value")])
    return None


def _advisors(key: str, path: KeyPath, degree: Mapping[str, Any]) -> Advice | None:
    """The advisors of a degree are one text."""
    words = {one: one.lower().replace("-", "_").replace(" ", "_") for one in degree}
    first = [one for one, word in words.items() if re.fullmatch(_ADVISOR, word)]
    keys = first + [one for one, word in words.items() if re.fullmatch(_CO_ADVISOR, word)]
    people: list[str] = []
    for one in keys:
        typed = degree[one]
        items = typed if isinstance(typed, list) else [typed]
        if not is_plain(items) or not all(isinstance(item, str) for item in items):
            return None
        people += [name for item in items for name in re.split(r",\s+and\s+|,\s+|\s+and\s+", item)]
    line = flow({"advisor": in_one_text(people)})[1:-1]
    target = "advisor" if "advisor" in degree else keys[0]
    if key != next(one for one in keys if one != "advisor"):
        return Advice(f"`{line}` has it: write that, and delete this line")
    others = [one for one in keys if one != target]
    is_list = isinstance(degree[target], list)
    text = flow(in_one_text(people)) if is_list else in_one_text(people)
    new = [Replacement(text, "value", (*path, target), is_yaml=is_list)] if text != degree[target] else []
    new += [] if target == "advisor" else [Replacement("advisor", "key", (*path, target))]
    new += [Replacement("", "entry", (*path, one)) for one in others]
    deleted = f", and delete {' and '.join(map('`{}`'.format, others))}" if others else ""
    return Advice(f"write `{line}`{deleted}", new)


def _selected_work(path: KeyPath, work: Mapping[str, Any]) -> Advice:
    """A work is selected by a tag, and a document prints the works with this tag."""
    how = "a document prints such works with `where: {tags: selected}`"
    typed = work.get("tags")
    if typed is None:
        new = [Replacement("tags", "key"), Replacement("[selected]", "value", is_yaml=True)]
        return Advice(f"write `tags: [selected]`; {how}", new)
    tags = [typed] if isinstance(typed, str) else typed
    if not isinstance(tags, list) or not is_plain(tags):
        return Advice(f"write `selected` into `tags`, and delete this line; {how}")
    text = flow([*tags, "selected"] if "selected" not in tags else tags)
    new = [Replacement("", "entry"), Replacement(text, "value", (*path, "tags"), is_yaml=True)]
    return Advice(f"write `tags: {text}`, and delete this line; {how}", new)


def _where_selected(fields: Collection[str], path: KeyPath, around: Mapping[str, Any]) -> Advice:
    """A list of selected works has those with a tag."""
    key, value = ("tags", "selected") if "where" not in fields else ("where", "{tags: selected}")
    hint = f"write `{key}: {value}`, and `tags: [selected]` in each such work"
    new = [Replacement(key, "key"), Replacement(value, "value", is_yaml=True)]
    return Advice(hint, new if key not in around else [])


def _format(name: str, document: str, is_alone: bool) -> Advice:
    """A document has no format: a command writes it in any."""
    command = f"cvkit export -d {document} --to {_EXPORTED[name]}" if name != "pdf" else f"cvkit pdf -d {document}"
    if is_alone:
        new = [Replacement("style", "key"), Replacement("classic", "value")]
        return Advice(f"write `style: classic`: `{command}` writes the document in this format", new)
    return Advice(f"delete this line: `{command}` writes the document in this format", [Replacement("", "entry")])


def _level(value: str, student: Mapping[str, Any]) -> Advice | None:
    """The type of a student is the level."""
    levels = meant_values("level", value, _LEVELS)
    if len(levels) != 1:
        return None
    if student.get("level") == levels[0]:
        return Advice("`level` has it: delete this line", [Replacement("", "entry")])
    new = [Replacement("level", "key"), Replacement(levels[0], "value")] if "level" not in student else []
    return Advice(f"write `level: {levels[0]}`", new)


def _address_of_author(word: str, value: Any) -> Advice | None:
    """An author list has no addresses, so the one of an author is a key of the user's own."""
    if word not in ("email", *SYNONYMS["email"].split()):
        return None
    hint = f"an author list prints no address; to keep it, write `x-email: {flow(value) if is_plain(value) else '…'}`"
    return Advice(hint, [Replacement("x-email", "key")])


def _citations(value: str, is_scholar: bool, work: Mapping[str, Any]) -> Advice | None:
    """The number of citations of a work is a metric."""
    digits = re.fullmatch(r"(\d{1,3}(?:[,.' ]\d{3})+|\d+)(?:\s+(?:citations?|times|cites))?", value.strip())
    if not digits:
        return None
    source = {"source": "Google Scholar"} if is_scholar else {}
    metric = {"type": "citations", "value": re.sub(r"\D", "", digits[1])} | source
    if "metrics" in work:
        return Advice(f"write `{flow(metric)}` as an item of `metrics`, and delete this line")
    text = flow([metric])
    new = [Replacement("metrics", "key"), Replacement(text, "value", is_yaml=True)]
    return Advice(f"write `metrics: {text}`", new)


def _repository(word: str, value: str, work: Mapping[str, Any]) -> Advice | None:
    """The code of a work is at its `repository`, which is a whole address."""
    host = _HOSTS.get(word.removesuffix("_url").removesuffix("_repo"), "")
    address = value if value.startswith(("https://", "http://")) else ""
    if not address and re.fullmatch(r"(?:www\.)?(?:github|gitlab|bitbucket|codeberg)\.\w+/\S+", value):
        address = f"https://{value}"
    is_choice = not address and not host
    if not address and re.fullmatch(r"[\w.-]+/[\w.-]+", value):
        address = f"https://{host or 'github.com'}/{value}"
    if not address:
        return None
    if "repository" in work:
        if work["repository"] == address:
            return Advice("`repository` has it: delete this line", [Replacement("", "entry")])
        return Advice(f"the work has a `repository`: write `links: [{{label: Code, url: {flow(address)}}}]`")
    hint = f"write `repository: {address}`"
    if is_choice:
        return Advice(f"{hint} if it is on GitHub, and else its whole address")
    return Advice(hint, [Replacement("repository", "key"), Replacement(address, "value")])


def advise_corresponding(author: Any, path: KeyPath) -> Advice | None:
    """The advice for an e-mail address as the value of `corresponding`: an author list prints no address."""
    address = author.get("corresponding") if isinstance(author, Mapping) else None
    if not isinstance(address, str) or not is_email(address.strip("<> ").removeprefix("mailto:")):
        return None
    line = flow({"x-email": address.strip("<> ").removeprefix("mailto:")})[1:-1]
    new = [Replacement("true", "value", is_yaml=True), Replacement(line, "entry", path)]
    hint = f"write `corresponding: true`; an author list prints no address: to keep it, write `{line}` beside it"
    return Advice(hint, new if "x-email" not in author else [])
