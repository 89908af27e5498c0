"""English of the United Kingdom: its dates come from CLDR, everything else from `en`."""

TERMS: dict[str, str] = {}
