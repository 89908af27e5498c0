"""The characters and the markup of the TeX macros that occur in bibliographies."""

from __future__ import annotations

COMBINING_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "textcommabelow": "\u0326", "t": "\u0361",
}  # fmt: skip
"""Macro → the combining accent that it puts on its argument."""

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
    "nobreak": "", "par": " ", "noindent": "", "bibrangedash": "–",
}  # fmt: skip
"""Macro → the characters that it prints."""

ENTITY_SYMBOLS = {
    "amp": "&", "lt": "<", "gt": ">", "nbsp": "\u00a0", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
    "ndash": "–", "mdash": "—", "larr": "←", "rarr": "→", "hyphen": "-",
}  # fmt: skip
"""Macro with the name of an HTML entity, as services write it, or of a hyphen → the characters that it prints."""

WRAPPERS = {
    "emph": "emphasis", "textit": "emphasis", "textsl": "emphasis", "mkbibemph": "emphasis",
    "mkbibitalic": "emphasis", "textbf": "strong", "mkbibbold": "strong", "textsuperscript": "superscript",
    "mkbibsuperscript": "superscript", "textsubscript": "subscript", "texttt": "code", "enquote": "quotes",
    "mkbibquote": "quotes",
} | dict.fromkeys(
    "textrm textsf textsc textup textmd textnormal text mbox hbox uline underline uppercase lowercase MakeUppercase "
    "textgreek textcyrillic ce num si unit texorpdfstring "
    "mkbibparens mkbibbrackets NoCaseChange".split(), "plain",
)  # fmt: skip
"""Macro with one argument → the markup of the argument."""

DECLARATIONS = {
    "em": "emphasis", "it": "emphasis", "sl": "emphasis", "itshape": "emphasis", "slshape": "emphasis",
    "bf": "strong", "bfseries": "strong", "tt": "code", "ttfamily": "code",
} | dict.fromkeys(
    "rm sc sf normalfont rmfamily sffamily scshape upshape mdseries small footnotesize normalsize".split(), "plain",
)  # fmt: skip
"""Macro → the markup of the rest of its group."""

DROPPED = frozenset(
    "noopsort noop SortNoop sortnoop vphantom phantom hphantom label hspace vspace hskip color selectlanguage "
    "fontfamily".split()
)
"""Macros that do not print their argument."""

SECOND_ARGUMENT = frozenset({"foreignlanguage", "textcolor", "colorbox", "raisebox", "fontsize", "selectfontsize"})
"""Macros that print only their second argument."""

QUANTITIES = frozenset({"SI", "qty"})
"""Macros whose arguments are a number and a unit."""

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
