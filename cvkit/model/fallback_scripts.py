"""Scripts that need a font of their own, because the fonts of the styles do not have their letters."""

from __future__ import annotations

RARE_LATIN = (
    r"\u0138\u0149\u0166\u0167\u0180-\u018d\u018f-\u0191\u0193-\u019f\u01a2-\u01ae\u01b1-\u01cc\u01d5\u01d6\u01de-\u01e5"
    r"\u01e8\u01e9\u01ec-\u01ef\u01f1-\u01f3\u01f6-\u01f9\u0202\u0203\u0206\u0207\u020a\u020b\u020e\u020f\u0212\u0213"
    r"\u0216\u0217\u021c-\u0236\u0238-\u0257\u025a-\u02bd\u02c0-\u02c5\u02c8-\u02d7\u02de-\u02ff\u0305\u030d\u030e\u0310"
    r"\u0312-\u0322\u0324\u0325\u0327-\u032d\u0333-\u036f\u1d00-\u1e0b\u1e10-\u1e23\u1e28\u1e29\u1e2c\u1e2d\u1e30-\u1e35"
    r"\u1e3a-\u1e41\u1e48-\u1e57\u1e5e-\u1e61\u1e64-\u1e6b\u1e70-\u1e7f\u1e86-\u1e91\u1e94-\u1e96\u1e98-\u1e9f"
    r"\u1efa-\u1eff\u20a0\u20a2\u20a3\u20a5\u20a7\u20a8\u20aa\u20ad-\u20b0\u20b2-\u20c0\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6b"
)
"""Latin letters, accents and symbols of currencies that TeX Gyre or Latin Modern lacks, such as `ʃ` and `₹`."""

LETTERS = {
    "Grek": r"\u0370-\u03e1\u03f0-\u03ff\u1f00-\u1fff",
    "Cyrl": r"\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Armn": r"\u0531-\u058f\ufb13-\ufb17",
    "Hebr": r"\u0591-\u05f4\ufb1d-\ufb4f",
    "Arab": r"\u0600-\u061b\u061d-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Deva": r"\u0900-\u097f\ua8e0-\ua8ff",
    "Beng": r"\u0980-\u09ff",
    "Guru": r"\u0a00-\u0a7f",
    "Gujr": r"\u0a80-\u0aff",
    "Taml": r"\u0b80-\u0bff",
    "Telu": r"\u0c00-\u0c7f",
    "Knda": r"\u0c80-\u0cff",
    "Mlym": r"\u0d00-\u0d7f",
    "Sinh": r"\u0d80-\u0dff",
    "Thai": r"\u0e00-\u0e7f",
    "Laoo": r"\u0e80-\u0eff",
    "Tibt": r"\u0f00-\u0fff",
    "Mymr": r"\u1000-\u109f",
    "Geor": r"\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    "Ethi": r"\u1200-\u139f\u2d80-\u2ddf",
    "Khmr": r"\u1780-\u17ff\u19e0-\u19ff",
    "Orya": r"\u0b00-\u0b7f",
    "Cher": r"\u13a0-\u13ff\uab70-\uabbf",
    "Cans": r"\u1400-\u167f\u18b0-\u18ff",
    "Tfng": r"\u2d30-\u2d7f",
    "Syrc": r"\u0700-\u074f",
    "Thaa": r"\u0780-\u07bf",
}
"""The letters of each script, by its ISO 15924 code, for use within the brackets of a regular expression."""

NAMES = {
    "Latn": "phonetic and rare Latin",
    "Grek": "Greek",
    "Cyrl": "Cyrillic",
    "Armn": "Armenian",
    "Hebr": "Hebrew",
    "Arab": "Arabic",
    "Deva": "Devanagari",
    "Beng": "Bengali",
    "Guru": "Gurmukhi",
    "Gujr": "Gujarati",
    "Taml": "Tamil",
    "Telu": "Telugu",
    "Knda": "Kannada",
    "Mlym": "Malayalam",
    "Sinh": "Sinhala",
    "Thai": "Thai",
    "Laoo": "Lao",
    "Tibt": "Tibetan",
    "Mymr": "Myanmar",
    "Geor": "Georgian",
    "Ethi": "Ethiopic",
    "Khmr": "Khmer",
    "Orya": "Odia",
    "Cher": "Cherokee",
    "Cans": "Canadian Aboriginal",
    "Tfng": "Tifinagh",
    "Syrc": "Syriac",
    "Thaa": "Thaana",
}
"""The English names of the scripts, in the order in which they are listed."""

SAMPLES = dict(zip(NAMES, "ʃήЖԲאعकকਕકகకಕകකกກཀကაአកଅᎠᐃⴰܐދ", strict=True))
"""A letter of each script."""

LANGUAGES_OF = {
    "Cyrl": ("ru", "uk", "bg", "be", "mk", "sr"),
    "Grek": ("el",),
    "Arab": ("ar", "fa", "ur"),
    "Hebr": ("he",),
    "Deva": ("hi", "mr", "ne"),
    "Beng": ("bn",),
    "Guru": ("pa",),
    "Gujr": ("gu",),
    "Taml": ("ta",),
    "Telu": ("te",),
    "Knda": ("kn",),
    "Mlym": ("ml",),
    "Sinh": ("si",),
    "Thai": ("th",),
    "Laoo": ("lo",),
    "Tibt": ("bo",),
    "Mymr": ("my",),
    "Geor": ("ka",),
    "Armn": ("hy",),
    "Ethi": ("am",),
    "Khmr": ("km",),
    "Orya": ("or",),
    "Cher": ("chr",),
    "Cans": ("cr", "iu"),
    "Tfng": ("zgh",),
    "Syrc": ("syr",),
    "Thaa": ("dv",),
}
"""Script → the languages that are usually written in it. `cvkit-tag.sty` has the same table."""

RIGHT_TO_LEFT = ("Hebr", "Arab", "Syrc", "Thaa")
UNSHAPED = ("Latn", "Grek", "Cyrl", "Armn", "Geor", "Ethi", "Cher", "Cans", "Tfng")
"""Scripts whose letters do not change their shapes beside others, so that a long word may break between any two."""
