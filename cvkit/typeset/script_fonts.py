"""The fonts for scripts and emoji that the fonts of the styles lack, and the packages that bring them."""

from __future__ import annotations

from cvkit.model.fallback_scripts import NAMES

_EUROPEAN = (
    ("Noto Serif", "DejaVu Serif", "Times New Roman", "Liberation Serif"),
    ("Noto Sans", "DejaVu Sans", "Arial", "Liberation Sans"),
)
SCRIPT_FONTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Latn": _EUROPEAN,
    "Grek": _EUROPEAN,
    "Cyrl": _EUROPEAN,
    "Armn": (("Noto Serif Armenian", "DejaVu Serif", "Sylfaen"), ("Noto Sans Armenian", "DejaVu Sans", "Mshtakan")),
    "Hebr": (
        ("Noto Serif Hebrew", "Times New Roman", "Liberation Serif"),
        ("Noto Sans Hebrew", "DejaVu Sans", "Arial", "Liberation Sans"),
    ),
    "Arab": (("Noto Naskh Arabic", "Amiri", "Times New Roman"), ("Noto Sans Arabic", "DejaVu Sans", "Arial")),
    "Deva": (
        ("Noto Serif Devanagari", "Devanagari MT"),
        ("Noto Sans Devanagari", "Lohit Devanagari", "Kohinoor Devanagari", "Nirmala UI"),
    ),
    "Beng": (("Noto Serif Bengali", "Bangla MN"), ("Noto Sans Bengali", "Lohit Bengali", "Nirmala UI")),
    "Guru": (("Noto Serif Gurmukhi", "Gurmukhi MN"), ("Noto Sans Gurmukhi", "Lohit Gurmukhi", "Nirmala UI")),
    "Gujr": (("Noto Serif Gujarati", "Gujarati MT"), ("Noto Sans Gujarati", "Lohit Gujarati", "Nirmala UI")),
    "Taml": (("Noto Serif Tamil", "Tamil MN"), ("Noto Sans Tamil", "Lohit Tamil", "Nirmala UI")),
    "Telu": (("Noto Serif Telugu", "Telugu MN"), ("Noto Sans Telugu", "Lohit Telugu", "Nirmala UI")),
    "Knda": (("Noto Serif Kannada", "Kannada MN"), ("Noto Sans Kannada", "Lohit Kannada", "Nirmala UI")),
    "Mlym": (("Noto Serif Malayalam", "Malayalam MN"), ("Noto Sans Malayalam", "Lohit Malayalam", "Nirmala UI")),
    "Sinh": (("Noto Serif Sinhala", "Sinhala MN"), ("Noto Sans Sinhala", "Nirmala UI")),
    "Thai": (("Noto Serif Thai", "Norasi", "Thonburi"), ("Noto Sans Thai", "Garuda", "Loma", "Leelawadee UI")),
    "Laoo": (("Noto Serif Lao", "Lao MN"), ("Noto Sans Lao", "DejaVu Sans", "Leelawadee UI")),
    "Tibt": (("Noto Serif Tibetan", "Kailasa"), ("Jomolhari", "Microsoft Himalaya")),
    "Mymr": (("Noto Serif Myanmar", "Myanmar MN"), ("Noto Sans Myanmar", "Myanmar Text")),
    "Geor": (
        ("Noto Serif Georgian", "DejaVu Serif", "Sylfaen"),
        ("Noto Sans Georgian", "DejaVu Sans", "Helvetica Neue"),
    ),
    "Ethi": (("Noto Serif Ethiopic", "Kefa"), ("Noto Sans Ethiopic", "Abyssinica SIL", "Ebrima")),
    "Khmr": (("Noto Serif Khmer", "Khmer MN"), ("Noto Sans Khmer", "Leelawadee UI")),
    "Orya": (("Noto Serif Oriya", "Oriya MN"), ("Noto Sans Oriya", "Lohit Odia", "Nirmala UI")),
    "Cher": (("Noto Sans Cherokee", "Plantagenet Cherokee"), ("Gadugi",)),
    "Cans": (("Noto Sans Canadian Aboriginal", "Euphemia UCAS"), ("Gadugi",)),
    "Tfng": (("Noto Sans Tifinagh",), ("Ebrima",)),
    "Syrc": (("Noto Sans Syriac", "Estrangelo Edessa"), ("Segoe UI Historic",)),
    "Thaa": (("Noto Sans Thaana",), ("MV Boli",)),
}
"""The families with serifs and those without, in the order in which `cvkit.sty` tries them."""

CJK_FONTS = (
    "Noto Serif CJK KR",
    "Noto Serif KR",
    "Source Han Serif K",
    "NanumMyeongjo",
    "Nanum Myeongjo",
    "UnBatang",
    "AppleMyungjo",
    "Batang",
    "Noto Serif CJK JP",
    "Noto Serif CJK SC",
    "Noto Serif CJK TC",
    "Noto Serif CJK HK",
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "Source Han Sans K",
    "NanumGothic",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "Noto Sans CJK TC",
    "Noto Sans CJK HK",
)
"""Families for Hangul, Hanja and Kana, in the order in which `cvkit.sty` tries them."""

SANS_CJK_FONTS = ("Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", "NanumGothic")
"""The families that a style without serifs tries before them."""

EMOJI_FONTS = ("Symbola", "Noto Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Apple Symbols")
"""Families of outline fonts for emoji, in the order in which `cvkit.sty` tries them."""

SYMBOL_FONTS = (
    "Noto Serif",
    "Noto Sans",
    "Noto Sans Math",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "DejaVu Serif",
    "DejaVu Sans",
    "Noto Music",
    "Symbola",
    "Noto Sans Symbols 2",
    "Segoe UI",
    "Cambria Math",
    "Segoe UI Symbol",
    "Segoe UI Historic",
    "Apple Symbols",
    "STIX Two Math",
    "STIXGeneral",
)
"""Families for symbols. Each symbol is in the first that has it, as in `cvkit.sty`."""

SYMBOL_SAMPLES = "⅓①⠿"
"""Symbols that are in a font if the packages for symbols are installed."""

FIRST_FAMILIES = {script: families[0][0] for script, families in SCRIPT_FONTS.items()}
"""The first family of each script."""


def font_packages(manager: str) -> dict[str, str]:
    """The package with the first family of each script, by the name of the package manager."""
    slugs = {script: family.lower().replace(" ", "-") for script, family in FIRST_FAMILIES.items()}
    match manager:
        case "apt-get":
            return dict.fromkeys(NAMES, "fonts-noto-core")
        case "pacman":
            return dict.fromkeys(NAMES, "noto-fonts")
        case "dnf":
            return {script: f"google-{slug}-fonts" for script, slug in slugs.items()}
        case "brew":
            return {script: f"font-{slug}" for script, slug in slugs.items()}
        case _:
            return {}


def families_of(script: str) -> tuple[str, ...]:
    """All families of a script."""
    serif, sans = SCRIPT_FONTS[script]
    return (*serif, *sans)
