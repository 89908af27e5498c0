"""The characters and the markup of the TeX macros that occur in bibliographies."""

from __future__ import annotations

COMBINING_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "textcommabelow": "\u0326", "t": "\u0361",
}  # fmt: skip
"""Macro → the combining accent that it puts on its argument."""

READ_ACCENTS = COMBINING_ACCENTS | {
    "textogonekcentered": "\u0328", "polhk": "\u0328", "udot": "\u0323", "utilde": "\u0330", "ocirc": "\u030a",
    "soft": "\u030c", "lfhook": "\u0326", "cftil": "\u0302\u0303", "cfac": "\u0302\u0301", "cfgr": "\u0302\u0300",
    "cfudot": "\u0302\u0323",
}  # fmt: skip
"""The same, and the macros that cvkit reads but does not write, such as those of MathSciNet."""

ALONE = {"`": "`", "'": "´", "^": "^", "~": "~", "=": "¯", ".": "˙", '"': "¨", "c": "¸", "u": "˘", "v": "ˇ", "k": "˛"}
"""Accent macro → its character without a letter."""

DOTTED = {"ı": "i", "ȷ": "j"}

TEX_SYMBOLS = {
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ", "\t": " ", ",": " ",
    ";": " ", ":": " ", "!": "", "-": "", "/": "", "\\": " ", "@": "", "*": "",
    "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "i": "ı", "j": "ȷ", "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotedbl": '"', "textquotesingle": "'", "lq": "‘",
    "rq": "’", "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "guillemotleft": "«", "guillemotright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "quotedblbase": "„", "quotesinglbase": "‚", "ldots": "…",
    "dots": "…", "textellipsis": "…", "copyright": "©", "textcopyright": "©", "textregistered": "®",
    "texttrademark": "™", "textdegree": "°", "textmu": "µ", "pounds": "£", "textsterling": "£", "euro": "€",
    "texteuro": "€", "textyen": "¥", "S": "§", "P": "¶", "textsection": "§", "textparagraph": "¶", "dag": "†",
    "ddag": "‡", "textdagger": "†", "textdaggerdbl": "‡", "textasteriskcentered": "*", "textbullet": "•",
    "textperiodcentered": "·", "textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`",
    "textbackslash": "\\", "textbar": "|", "textless": "<", "textgreater": ">", "textunderscore": "_",
    "textdollar": "$", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}",
    "textordfeminine": "ª", "textordmasculine": "º", "textonehalf": "½", "texttimes": "×", "textminus": "−",
    "textpm": "±", "textexclamdown": "¡", "textquestiondown": "¿", "textvisiblespace": "␣", "slash": "/",
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "quad": " ", "qquad": " ",
    "space": " ", "thinspace": " ", "enspace": " ", "enskip": " ", "negthinspace": "", "medspace": " ", "hfill": " ",
    "hfil": " ", "smallskip": " ", "medskip": " ", "bigskip": " ", "null": "", "strut": "", "unskip": "",
    "ignorespaces": "", "leavevmode": "", "bibnamedelim": " ", "nobreakspace": "\u00a0", "textnumero": "№",
    "relax": "", "protect": "", "xspace": "", "newline": " ", "linebreak": " ", "allowbreak": "",
    "urlprefix": "", "greektext": "", "latintext": "", "string": "", "break": " ", "nobreak": "", "par": " ",
    "noindent": "", "bibrangedash": "–",
}  # fmt: skip
"""Macro → the characters that it prints."""

READ_SYMBOLS = {
    "amp": "&", "lt": "<", "gt": ">", "nbsp": "\u00a0", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
    "ndash": "–", "mdash": "—", "larr": "←", "rarr": "→", "hyphen": "-",
    "Dbar": "Đ", "dbar": "đ", "cprime": "'", "cdprime": '"', "cydot": "·", "lasp": "‘", "rasp": "’", "og": "«\u00a0",
    "fg": "\u00a0»", "ier": "er", "iere": "re", "ieme": "e", "iemes": "es", "no": "n°", "No": "N°",
    "dq": '"', "textohm": "Ω", "textperthousand": "‰", "textrightarrow": "→", "textleftarrow": "←",
    "guillemetleft": "«", "guillemetright": "»",
    "EUR": "€", "textonequarter": "¼", "textthreequarters": "¾", "textfractionsolidus": "⁄", "textdiv": "÷",
    "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³", "textlnot": "¬", "textcent": "¢",
    "textwon": "₩", "textlangle": "⟨", "textrangle": "⟩", "textcelsius": "°C", "hyp": "-", "newblock": " ",
} | {
    f"text{name}": letter
    for name, letter in zip(
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mugreek nu xi omicron pi rho varsigma sigma "
        "tau upsilon phi chi psi omega".split(),
        "αβγδεζηθικλμνξοπρςστυφχψω", strict=True,
    )
}  # fmt: skip
"""Macro that cvkit reads but does not write → the characters that it prints. Some have the names of HTML entities."""

WRAPPERS = {
    "emph": "emphasis", "textit": "emphasis", "textsl": "emphasis", "mkbibemph": "emphasis",
    "mkbibitalic": "emphasis", "textbf": "strong", "mkbibbold": "strong", "textsuperscript": "superscript",
    "mkbibsuperscript": "superscript", "textsubscript": "subscript", "texttt": "code", "enquote": "quotes",
    "mkbibquote": "quotes", "up": "superscript", "textsuper": "superscript",
} | dict.fromkeys(
    "textrm textsf textsc textup textmd textnormal text mbox hbox uline underline uppercase lowercase MakeUppercase "
    "textgreek textcyrillic ce num texorpdfstring "
    "mkbibparens mkbibbrackets NoCaseChange mathrm mathcal mathbf mathit mathsf mathbb mathfrak boldsymbol germ scr "
    "bold Bbb roman ssf bibnamefont bibfnamefont Capitalize acro smash textls lowercase".split(), "plain",
)  # fmt: skip
"""Macro with one argument → the markup of the argument."""

DECLARATIONS = {
    "em": "emphasis", "it": "emphasis", "sl": "emphasis", "itshape": "emphasis", "slshape": "emphasis",
    "bf": "strong", "bfseries": "strong", "tt": "code", "ttfamily": "code",
} | dict.fromkeys(
    "rm sc sf normalfont rmfamily sffamily scshape upshape mdseries cyr tiny scriptsize footnotesize small normalsize "
    "large Large LARGE huge Huge boldmath unboldmath sloppy raggedright".split(), "plain",
)  # fmt: skip
"""Macro → the markup of the rest of its group."""

DROPPED = frozenset(
    "noopsort noop SortNoop sortnoop vphantom phantom hphantom label hspace vspace hskip color selectlanguage "
    "fontfamily natexlab".split()
)
"""Macros that do not print their argument."""

SECOND_ARGUMENT = frozenset(
    {"foreignlanguage", "textcolor", "colorbox", "raisebox", "fontsize", "selectfontsize", "bibinfo"}
)
"""Macros that print only their second argument."""

QUANTITIES = frozenset({"SI", "qty", "si", "unit"})
"""Macros whose arguments are a number and a unit; the last two have only the unit."""

UNITS = {
    "metre": "m", "meter": "m", "second": "s", "gram": "g", "kilogram": "kg", "kelvin": "K", "hertz": "Hz", "volt": "V",
    "watt": "W", "joule": "J", "newton": "N", "pascal": "Pa", "electronvolt": "eV", "celsius": "°C",
    "degreeCelsius": "°C", "percent": "%", "degree": "°", "ampere": "A", "mole": "mol", "tesla": "T", "ohm": "Ω",
    "litre": "l", "liter": "l", "minute": "min", "hour": "h", "day": "d", "byte": "B", "bit": "bit", "bar": "bar",
    "decibel": "dB", "per": "/", "squared": "²", "cubed": "³", "square": "", "kilo": "k", "mega": "M", "giga": "G",
    "tera": "T", "peta": "P", "centi": "c", "milli": "m", "micro": "µ", "nano": "n", "pico": "p", "femto": "f",
}  # fmt: skip
"""Macro in a unit → the characters that it prints."""

TEX_MATH_SYMBOLS = {
    r"\dagger": "†", r"\dag": "†", r"\ddagger": "‡", r"\ddag": "‡", r"\ast": "*", r"\star": "*", r"\S": "§",
    r"\P": "¶", r"\|": "‖", r"\parallel": "‖", r"\#": "#", r"\%": "%", r"\&": "&", r"\circ": "°", r"\prime": "′",
    r"\bullet": "•", r"\_": "_", r"\$": "$", r"\,": " ", r"\ ": " ", r"\copyright": "©", "-": "−",
}  # fmt: skip
"""Math macro → the character of text that it prints."""

HTML_TAGS = {"i": "emphasis", "em": "emphasis", "b": "strong", "strong": "strong", "sup": "superscript",
         "sub": "subscript", "tt": "code", "code": "code"}  # fmt: skip
"""The HTML tags that publishers leave in titles → their markup."""
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "?`": "¿", "!`": "¡"}
"""Characters of TeX that print as another one."""
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#39;": "'"}
"""Entity of XML → its character."""
