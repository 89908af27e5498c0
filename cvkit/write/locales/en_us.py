"""English of the United States: its dates come from CLDR, everything else from `en`."""

TERMS: dict[str, str] = {}
