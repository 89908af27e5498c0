"""Write what CLDR says about languages, by means of Babel: months, dates, lists, plurals, numbers, countries."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import babel

from cvkit.model.language_tag import LANGUAGES
from cvkit.write.locales.terms import module_of

FOLDER = Path(__file__).parent.parent / "cvkit" / "write" / "locales" / "cldr"
OF_CLDR = {"pt": "pt_PT", "pt-BR": "pt_BR"}
"""Languages that have another name in CLDR, where `pt` is that of Brazil."""

SKELETONS = {
    "year": "y",
    "long.month": "yMMMM",
    "long.day": "yMMMMd",
    "long.day_alone": "MMMMd",
    "short.month": "yMMM",
    "short.day": "yMMMd",
    "short.day_alone": "MMMd",
    "numeric.month": "yM",
    "numeric.day": "yMd",
}
NUMERIC = {"dd": "{dd}", "d": "{d}", "MM": "{mm}", "M": "{m}", "LL": "{mm}", "L": "{m}", "y": "{year}"}
IN_WORDS = {"dd": "{day}", "d": "{day}", "MM": "{mm}", "M": "{m}", "L": "{m}", "y": "{year}"} | {
    symbol * count: name for symbol, name in (("M", "{month}"), ("L", "{month_alone}")) for count in (3, 4)
}
NO_COUNTRIES = "AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split()
"""Codes of CLDR that ISO 3166 does not give to a country. `EA` is the Eurasian office for patents."""
WHOLE = ("v", "w", "f", "t", "e", "c")
"""The operands of plural rules that are 0 for whole numbers."""


def pattern(skeleton: str, name: str) -> str:
    """Return a pattern of CLDR with the placeholders of cvkit: `d. MMMM y` becomes `{day}. {month} {year}`."""
    symbols = NUMERIC if name.startswith("numeric") else IN_WORDS
    pieces = re.split(r"'([^']*)'", skeleton)
    return "".join(
        piece if at % 2 else re.sub(r"([dMLy])\1*", lambda found: symbols[found[0]], piece)
        for at, piece in enumerate(pieces)
    )


def relation(text: str) -> bool | str:
    """Return a relation of a plural rule as cvkit writes it, or whether it holds for all whole numbers."""
    found = re.fullmatch(r"(\w)(?: mod (\d+))? (not in|in) ([\d.,]+)", text)
    assert found, text
    operand, modulus, sign, values = found.groups()
    if operand in WHOLE:
        return (sign == "in") == ("0" in re.split(r"[,.]+", values))
    return f"n{f' % {modulus}' if modulus else ''} {'=' if sign == 'in' else '!='} {values}"


def rule(text: str) -> str:
    """Return a plural rule for whole numbers; empty if none of them is in the category."""
    parts = [[relation(one) for one in part.split(" and ")] for part in text.split(" or ")]
    kept = [" and ".join(one for one in part if isinstance(one, str)) for part in parts if False not in part]
    return " or ".join(dict.fromkeys(kept))


def facts(language: str) -> dict[str, str]:
    """Return what CLDR says about a language, by the names of the terms."""
    tag = OF_CLDR.get(language, language.replace("-", "_"))
    locale = babel.Locale.parse(tag)
    found: dict[str, str] = {}
    for width, name in (("wide", "months"), ("abbreviated", "months_short")):
        for context, suffix in (("format", ""), ("stand-alone", "_alone")):
            names = locale.months[context][width]
            found[name + suffix] = ", ".join(names[month] for month in range(1, 13))
        if found[f"{name}_alone"] == found[name]:
            del found[f"{name}_alone"]
    for name, skeleton in SKELETONS.items():
        found[f"date.{name}"] = pattern(locale.datetime_skeletons[skeleton].pattern, name)
    lists = {
        key: form.removeprefix("{0}").removesuffix("{1}") for key, form in locale.list_patterns["standard"].items()
    }
    found |= {"list_comma": lists["middle"], "conjunction": lists["2"], "last_conjunction": lists["end"]}
    symbols = locale.number_symbols["latn"]
    found |= {"decimal": symbols["decimal"], "thousands": symbols["group"]}
    for kind, rules in (("plural", locale.plural_form.rules), ("ordinals", locale.ordinal_form.rules)):
        found |= {f"{kind}.{category}": text for category, form in sorted(rules.items()) if (text := rule(form))}
    return found


def countries(language: str) -> str:
    """Return the names of the countries of ISO 3166 in a language: `AD Andorra; …`."""
    names = babel.Locale.parse(OF_CLDR.get(language, language.replace("-", "_"))).territories
    named = {code: name for code, name in sorted(names.items()) if re.fullmatch("[A-Z]{2}", code)}
    text = "; ".join(f"{code} {name}".replace(" ", "\xa0") for code, name in named.items() if code not in NO_COUNTRIES)
    return "\n".join(textwrap.wrap(text, 110, break_on_hyphens=False)).replace("\xa0", " ")


def main() -> None:
    """Write one module for each language."""
    for language in LANGUAGES:
        lines = [f'    "{key}": {text!r},\n' for key, text in facts(language).items()]
        title = f'"""Facts about the language `{language}`, from CLDR: `nox -s cldr` writes this file."""'
        file = FOLDER / f"cldr_{module_of(language)}.py"
        names = f'COUNTRIES = """\\\n{countries(language)}\n"""\n'
        file.write_text(f"{title}\n\nCLDR: dict[str, str] = {{\n{''.join(lines)}}}\n\n{names}", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(FOLDER)], check=True)


if __name__ == "__main__":
    main()
