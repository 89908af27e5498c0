"""English of the United States: its dates come from CLDR, almost everything else from `en`."""

TERMS: dict[str, str] = {
    "seasons.autumn": "Fall",
}
