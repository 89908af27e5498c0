"""Read the ids that a work has in databases, as other formats name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cvkit.load.foreign.content import own_key

_FORMS = {
    "pmid": ("pmid", r"(?:.*/)?(\d{1,9})/?"),
    "pmcid": ("pmcid", r"(?:.*/)?(PMC\d+)/?"),
    "pmc": ("pmcid", r"(?:.*/)?(PMC\d+)/?"),
    "openalex": ("openalex", r"(?:.*/)?(W\d+)"),
    "eid": ("scopus", r"(2-s2\.0-\d+)"),
    "wosuid": ("web_of_science", r"(?:WOS:)?([A-Z0-9]{15})"),
    "bibcode": ("ads", r"(\S{19})"),
    "mr": ("mathscinet", r"(?:MR)?(\d+)"),
    "zbl": ("zbmath", r"(?:Zbl\s*)?([\d.]+)"),
    "dblp": ("dblp", r"(?:DBLP:)?(\w+/\S+)"),
}
"""Name of an id in other formats → its key in `ids`, and its form."""


def work_ids(found: Mapping[str, str]) -> dict[str, Any]:
    """The `ids` of a work. An id of another database, or in another form, is kept under a key that begins with `x-`.

    >>> work_ids({"pmid": "https://pubmed.ncbi.nlm.nih.gov/123", "pmc": "7", "lccn": "9"})
    {'ids': {'pmid': '123'}, 'x-pmc': '7', 'x-lccn': '9'}
    """
    ids: dict[str, str] = {}
    rest: dict[str, Any] = {}
    for name, text in found.items():
        key, form = _FORMS.get(name, ("", r"(?!)"))
        if read := re.fullmatch(form, text.strip(), re.IGNORECASE if key == "pmcid" else 0):
            ids.setdefault(key, read[1].upper() if key == "pmcid" else read[1])
        elif text.strip():
            rest[own_key(name)] = text
    return ({"ids": ids} if ids else {}) | rest
