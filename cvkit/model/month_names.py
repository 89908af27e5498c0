"""The names of months in several languages."""

import unicodedata

MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "jan ene gen janv enero januar january janvier janeiro gennaio jaenner janner ocak",
            "feb fev febr fevr februar february fevrier febrero fevereiro febbraio subat",
            "mar mrz mars marz marzo march marco maerz maart mart",
            "apr avr abr april avril abril aprile nisan",
            "may mai maj mei mayo maio maggio mayis",
            "jun juin june juni junio junho giugno haziran",
            "jul juil july juli juillet julio julho luglio temmuz",
            "aug aou ago august aout agosto augustus agustos",
            "sep sept september septembre septiembre setembro settembre eylul",
            "oct okt out ott october oktober octobre octubre outubro ottobre ekim",
            "nov november novembre noviembre novembro kasim",
            "dec dez dic dicember december dezember decembre diciembre dezembro dicembre aralik",
        ),
        start=1,
    )
    for name in names.split()
}
"""Names and abbreviations of months, without accents, in some languages → number of the month."""


def month_of(word: str) -> int:
    """The number of the month that a word names; 0 if it names none.

    >>> month_of("März"), month_of("Sept."), month_of("later")
    (3, 9, 0)
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    return MONTH_NAMES.get(plain.replace("ı", "i").rstrip("."), 0)
