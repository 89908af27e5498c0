"""Facts about languages that come from CLDR: months, patterns of dates and lists, plurals, numbers.

`nox -s cldr` writes one module for each language; edits by hand are lost. A term of the language itself, in
`cvkit.write.locales`, replaces one of CLDR.
"""
