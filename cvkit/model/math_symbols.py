r"""The commands of math: every symbol with its character and its class, and every command with arguments.

They are the commands of LaTeX, amsmath and amssymb that print symbols. None of them defines macros, reads or writes
files, or repeats.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SymbolKind = Literal["letter", "number", "ordinary", "relation", "bracket", "name", "space"]
"""The class of a symbol. A `relation` has a space on both sides: it is a relation or a binary operator."""


@dataclass(frozen=True)
class SymbolForm:
    """The printed form of a symbol."""

    text: str
    kind: SymbolKind
    tex: str = ""
    """The TeX of a symbol that LaTeX itself does not have; empty for its name."""


_LETTERS = r"""
\alpha α \beta β \gamma γ \delta δ \epsilon ϵ \varepsilon ε \zeta ζ \eta η \theta θ \vartheta ϑ \iota ι \kappa κ
\lambda λ \mu μ \nu ν \xi ξ \pi π \varpi ϖ \rho ρ \varrho ϱ \sigma σ \varsigma ς \tau τ \upsilon υ \phi ϕ \varphi φ
\chi χ \psi ψ \omega ω \Gamma Γ \Delta Δ \Theta Θ \Lambda Λ \Xi Ξ \Pi Π \Sigma Σ \Upsilon Υ \Phi Φ \Psi Ψ \Omega Ω
\ell ℓ \hbar ℏ \Re ℜ \Im ℑ \wp ℘ \aleph ℵ \imath ı \jmath ȷ \infty ∞ \emptyset ∅ \partial ∂ \nabla ∇ \forall ∀
\exists ∃ \AA Å
"""
_ORDINARY = r"""
\circ ∘ \bullet • \sum ∑ \prod ∏ \coprod ∐ \int ∫ \oint ∮ \bigcup ⋃ \bigcap ⋂ \bigoplus ⨁ \bigotimes ⨂ \ldots … \cdots ⋯
\dots … \vdots ⋮ \ddots ⋱ \prime ′ ' ′ \dagger † \dag † \ddagger ‡ \ddag ‡ \neg ¬ \lnot ¬ \surd √ \angle ∠ \top ⊤ \bot ⊥
\triangle △ \star ⋆ \colon : \% % \& & \# # \_ _ \$ $ \backslash \ \S § \P ¶ \uparrow ↑ \downarrow ↓ \degree °
"""
_RELATIONS = r"""
\leq ≤ \le ≤ \geq ≥ \ge ≥ \neq ≠ \ne ≠ \approx ≈ \equiv ≡ \sim ∼ \simeq ≃ \cong ≅ \asymp ≍ \doteq ≐ \propto ∝ \ll ≪
\gg ≫ \times × \div ÷ \pm ± \mp ∓ \cdot ⋅ \ast ∗ \oplus ⊕ \ominus ⊖ \otimes ⊗ \oslash ⊘ \odot ⊙ \wr ≀ \amalg ⨿
\rightarrow → \to → \leftarrow ← \leftrightarrow ↔ \Rightarrow ⇒ \Leftarrow ⇐ \Leftrightarrow ⇔ \iff ⇔ \longrightarrow ⟶
\longleftarrow ⟵ \longleftrightarrow ⟷ \gets ← \mapsto ↦ \hookrightarrow ↪ \in ∈ \ni ∋ \notin ∉ \subset ⊂ \subseteq ⊆
\supset ⊃ \supseteq ⊇ \cup ∪ \cap ∩ \uplus ⊎ \sqcup ⊔ \sqcap ⊓ \setminus ∖ \wedge ∧ \land ∧ \vee ∨ \lor ∨ \prec ≺
\succ ≻ \preceq ⪯ \succeq ⪰ \perp ⊥ \parallel ∥ \mid ∣ \vdash ⊢ \models ⊨ \bowtie ⋈
= = < < > > + + * * / / - −
"""
_BRACKETS = r"""
\langle ⟨ \rangle ⟩ \lfloor ⌊ \rfloor ⌋ \lceil ⌈ \rceil ⌉ \{ { \} } \lbrace { \rbrace } \vert | \Vert ‖ \| ‖
( ( ) ) [ [ ] ] | |
"""
_AMS = r"""
\gtrsim ≳ relation msa 26  \lesssim ≲ relation msa 2E  \gtrapprox ⪆ relation msa 27  \lessapprox ⪅ relation msa 2F
\leqslant ⩽ relation msa 36  \geqslant ⩾ relation msa 3E  \triangleq ≜ relation msa 2C  \therefore ∴ relation msa 29
\because ∵ relation msa 2A  \rightsquigarrow ⇝ relation msa 20  \nmid ∤ relation msb 2D  \varnothing ∅ letter msb 3F
\nexists ∄ letter msb 40  \hslash ℏ letter msb 7D  \complement ∁ letter msa 7B  \square □ ordinary msa 03
\blacksquare ■ ordinary msa 04  \lozenge ◊ ordinary msa 06  \checkmark ✓ ordinary msa 58  \beth ℶ letter msb 69
"""
"""The symbols of amssymb: command, character, class, and the font and the code in it."""

_NAMES = """
log ln lg exp min max sup inf lim liminf limsup sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth det dim
arg deg gcd hom ker Pr
"""
SPACES = {r"\,": "\\,", r"\:": "\\:", r"\;": "\\;", "\\ ": "\\ ", "~": "~", r"\quad": "\\quad", r"\qquad": "\\qquad"}


def _table() -> dict[str, SymbolForm]:
    forms: dict[str, SymbolForm] = {}
    kinds: tuple[tuple[str, SymbolKind], ...] = (
        (_LETTERS, "letter"), (_ORDINARY, "ordinary"), (_RELATIONS, "relation"), (_BRACKETS, "bracket"),
    )  # fmt: skip
    for listed, kind in kinds:
        words = listed.split()
        forms |= {name: SymbolForm(text, kind) for name, text in zip(words[::2], words[1::2], strict=True)}
    words = _AMS.split()
    for name, text, ams_kind, font, code in zip(*(words[at::5] for at in range(5)), strict=True):
        kind = next(kind for kind in ("relation", "letter", "ordinary") if kind == ams_kind)
        around = r"\mathrel" if kind == "relation" else r"\mathord"
        forms[name] = SymbolForm(text, kind, rf'{around}{{\CVK{font}{{\mathchar"70{code}}}}}')
    forms |= {f"\\{name}": SymbolForm(name, "name") for name in _NAMES.split()}
    forms |= {name: SymbolForm(" ", "space") for name in SPACES}
    forms |= {
        r"\!": SymbolForm("", "space"),
        r"\less": SymbolForm("<", "relation", "<"),  # MathML that was converted to TeX has these two
        r"\greater": SymbolForm(">", "relation", ">"),
        r"\AA": SymbolForm("Å", "letter", r"\mbox{\AA}"),
        r"\degree": SymbolForm("°", "ordinary", r"{}^{\circ}"),
        r"\lvert": SymbolForm("|", "bracket", r"\vert "),
        r"\rvert": SymbolForm("|", "bracket", r"\vert "),
        r"\lVert": SymbolForm("‖", "bracket", r"\Vert "),
        r"\rVert": SymbolForm("‖", "bracket", r"\Vert "),
    }
    return forms


MATH_SYMBOLS = _table()
"""Token → its form. Every other character is a symbol that prints itself."""

DELIMITERS = frozenset(
    r"( ) [ ] | / . < > \| \{ \} \lbrace \rbrace \langle \rangle \lfloor \rfloor \lceil \rceil \vert \Vert".split()
) | {r"\backslash", r"\uparrow", r"\downarrow"}
r"""The tokens that `\left` and `\right` can have; the point prints nothing."""

ALPHABETS = {
    r"\mathrm": "normal", r"\mathbf": "bold", r"\mathit": "italic", r"\mathcal": "script", r"\mathscr": "script",
    r"\mathsf": "sans-serif", r"\mathtt": "monospace", r"\mathbb": "double-struck", r"\mathbbm": "double-struck",
    r"\mathfrak": "fraktur", r"\boldsymbol": "bold-italic", r"\bm": "bold-italic", r"\pmb": "bold-italic",
}  # fmt: skip
"""Command → the style of the letters in its argument."""

TEXT_STYLES = dict.fromkeys([r"\text", r"\mbox", r"\textrm", r"\textnormal", r"\textup", r"\textsc"], "normal") | {
    r"\textit": "italic", r"\emph": "italic", r"\textsl": "italic", r"\textbf": "bold", r"\textsf": "sans-serif",
    r"\texttt": "monospace",
}  # fmt: skip
"""Command whose argument is text → the style of that text."""

MATH_ACCENTS = {
    r"\hat": "\u0302", r"\widehat": "\u0302", r"\bar": "\u0304", r"\tilde": "\u0303", r"\widetilde": "\u0303",
    r"\vec": "\u20d7", r"\dot": "\u0307", r"\ddot": "\u0308", r"\check": "\u030c", r"\breve": "\u0306",
    r"\acute": "\u0301", r"\grave": "\u0300", r"\mathring": "\u030a", r"\overline": "\u0305", r"\underline": "\u0332",
}  # fmt: skip
"""Command → the combining character that is drawn over or under the character before it."""

ARGUMENTS = (
    {r"\frac": 2, r"\dfrac": 2, r"\tfrac": 2, r"\binom": 2, r"\overset": 2, r"\stackrel": 2, r"\underset": 2}
    | {r"\sqrt": 1, r"\operatorname": 1}
    | dict.fromkeys(ALPHABETS, 1)
    | dict.fromkeys(MATH_ACCENTS, 1)
)
"""Command → the number of its arguments, which are math."""

MATH_COMMANDS = frozenset(
    name for name in [*MATH_SYMBOLS, *ARGUMENTS, *TEXT_STYLES, r"\left", r"\right"] if name[1:].isalpha()
)
"""Every command that is allowed and has a name of letters."""
