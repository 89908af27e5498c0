"""Name the parts of the name block by the fields of `person` that they come from."""

from __future__ import annotations

from cvkit.write.blocks import Head

_FIELDS = {
    "prefix": "title",
    "title": "title",
    "native": "native",
    "position": "position",
    "affiliation": "affiliation",
    "location": "location",
    "contacts": "contact details",
    "figures": "metrics",
    "photo": "photo",
    "updated": "updated",
}
"""Part of the name block, but for the name → the field of `person`, or words for several fields."""


def parts_of_head(head: Head) -> list[str]:
    """Return the parts of the name block that it has beside the name."""
    return list(dict.fromkeys(field for part, field in _FIELDS.items() if getattr(head, part)))
