"""Check the math of a record's texts before TeX reads it: TeX with a small set of allowed commands for symbols."""

from __future__ import annotations

import re

from cvkit.model.rule import ValueRule

MATH_COMMANDS = frozenset(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau
    upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    leq le geq ge neq ne approx equiv sim simeq propto ll gg times div pm mp cdot circ bullet ast oplus otimes
    to rightarrow leftarrow Rightarrow Leftarrow mapsto infty partial nabla forall exists in notin subset subseteq
    cup cap emptyset sum prod int log ln exp min max sup inf lim sin cos tan det dim
    left right langle rangle lfloor rfloor lceil rceil ldots cdots dots prime ell hbar Re Im quad
    """.split()
)
"""Commands that print a symbol. None of them defines macros, reads or writes files, or repeats."""

MATH_ARGUMENTS = {"frac": 2} | dict.fromkeys(
    "sqrt mathrm mathbf mathit mathcal mathsf mathtt text hat bar tilde vec dot ddot overline underline".split(), 1
)
"""Commands with arguments → the number of their arguments."""

MATH_BRACKETS = {"{": "}", r"\left": r"\right"}
"""The token that opens a group → the token that closes it."""

_TOKEN = re.compile(r"\\([A-Za-z]+|[,;:! {}%&#_|])|[{}^_]|[^\\${}^_&#%~\"`]", re.DOTALL)


class InvalidMath(ValueRule):
    r"""Math with a command that is not allowed, or with braces that do not match.

    The characters `$…$` enclose math, for a formula in a title. cvkit allows only commands that print symbols. It
    refuses commands that read, define or repeat, because a text must never run code. It also refuses braces that do not
    match, because TeX would stop there. Fix the braces, or write the formula in words. To print the character `$`,
    write `\$`.
    ```yaml
    honors: [{title: 'For $O(n^{2)$ sorting'}]
    ```
    ```yaml
    honors: [{title: 'For $O(n^{2})$ sorting'}]
    ```
    """

    code = "V109"
    message = "{reason} in the math `{math}`"
    hint = "write it in words, or put `\\` before each `$`"
    fix = "fix it, or write it in words"


def check_math(source: str) -> None:
    """Refuse math that TeX would refuse, or that uses a command that is not allowed.

    Raises:
        PydanticCustomError: the math is refused.
    """
    if "^^" in source:  # in TeX it can mean any character, even a backslash
        raise InvalidMath.error(math=source, reason="`^^` is not allowed")
    tokens: list[str] = []
    position = 0
    while position < len(source):
        found = _TOKEN.match(source, position)
        name = found[1] if found and found[1] and found[1].isalpha() else ""
        if not found or (name and name not in MATH_COMMANDS and name not in MATH_ARGUMENTS):
            raise InvalidMath.error(math=source, reason=f"`{found[0] if found else source[position]}` is not allowed")
        if found[0] != " ":
            tokens.append(found[0])
        position = found.end()
    rest = _sequence(tokens, source)
    if rest:
        raise InvalidMath.error(math=source, reason=f"`{rest[0]}` is not opened")


def _sequence(tokens: list[str], source: str) -> list[str]:
    """Parse symbols with their scripts up to a closing bracket or the end. Return the remaining tokens."""
    scripts: set[str] = set()
    while tokens and tokens[0] not in MATH_BRACKETS.values():
        if tokens[0] in ("^", "_"):
            if tokens[0] in scripts:
                raise InvalidMath.error(math=source, reason=f"a symbol has `{tokens[0]}` twice")
            scripts.add(tokens[0])
            tokens = _argument(tokens[1:], source)
        else:
            scripts = set()
            tokens = _argument(tokens, source)
    return tokens


def _argument(tokens: list[str], source: str) -> list[str]:
    """Parse one symbol, one group, or one command with its arguments. Return the remaining tokens."""
    if not tokens or tokens[0] in (*MATH_BRACKETS.values(), "^", "_"):
        raise InvalidMath.error(math=source, reason="a symbol is missing")
    first, rest = tokens[0], tokens[1:]
    if first in MATH_BRACKETS:
        fence = 1 if first == r"\left" else 0  # a bracket follows `\left`, and another one `\right`
        rest = _sequence(rest[fence:], source)
        if len(rest) <= fence or rest[0] != MATH_BRACKETS[first]:
            raise InvalidMath.error(math=source, reason=f"`{first}` is not closed")
        return rest[1 + fence :]
    for _ in range(MATH_ARGUMENTS.get(first.removeprefix("\\"), 0) if first.startswith("\\") else 0):
        rest = _argument(rest, source)
    return rest
