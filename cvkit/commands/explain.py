"""Explain the codes of diagnostics from the docstrings of their rules."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from dataclasses import dataclass

import cvkit
from cvkit.model.diagnostic import Severity
from cvkit.model.rule import RULES, Rule

STAGE_LETTERS = "LVNWTD"
"""The first letters of the codes, in the order of the stages."""

_EXAMPLE = re.compile(r"^```(?:yaml|bibtex)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FIRST_LETTER = re.compile(r"[A-Z](?=[a-z]*\b)")
"""A capital letter at the start of a word that has no other, unlike `TeX`."""


@dataclass(frozen=True)
class Explanation:
    """The documentation of one code."""

    code: str
    meaning: str
    fix: str
    body: str
    """The reason in a few sentences, and the examples as fenced blocks."""

    @property
    def reason(self) -> str:
        """The reason for the diagnostic, on one line."""
        return " ".join(_EXAMPLE.sub("", self.body).split())

    @property
    def examples(self) -> list[str]:
        """Parts of a record, or of its `.bib` file: the first has the mistake, the second does not."""
        return _EXAMPLE.findall(self.body)


def explanations() -> dict[str, Explanation]:
    """Code → its explanation, for all codes, in the order of the stages. All modules of cvkit are imported."""
    for module in pkgutil.walk_packages(cvkit.__path__, "cvkit."):
        if module.name != "cvkit.__main__":
            importlib.import_module(module.name)
    codes = sorted(RULES, key=lambda code: (STAGE_LETTERS.index(code[0]), code))
    return {code: explanation_of(RULES[code]) for code in codes}


def explanation_of(rule: type[Rule]) -> Explanation:
    """The explanation of a rule, from its docstring."""
    summary, _, body = inspect.cleandoc(rule.__doc__ or "").partition("\n\n")
    meaning = summary.removesuffix(".")
    if _FIRST_LETTER.match(meaning):
        meaning = meaning[0].lower() + meaning[1:]
    if rule.severity is not Severity.ERROR:
        meaning += f" (a {rule.severity})"
    return Explanation(rule.code, meaning, rule.fix, body)
