"""Read the ids that a work has in databases."""

from __future__ import annotations

import re

from cvkit.load.bibtex.entry_reader import BibField
from cvkit.load.bibtex.kinds import server_of
from cvkit.load.bibtex.work_builder import WorkBuilder
from cvkit.model.source import YamlMap

_IDS: dict[str, tuple[tuple[str, ...], re.Pattern[str]]] = {
    "pmid": (("pmid", "pubmedid", "pubmed_id", "pubmed"), re.compile(r"(\d{1,9})\b")),
    "pmcid": (("pmcid", "pmc"), re.compile(r"(PMC\d+)")),
    "scholar": (("google_scholar_id",), re.compile(r"(?:.*:)?([\w-]+)$")),
    "mathscinet": (("mrnumber",), re.compile(r"(?:MR)?(\d+)")),
    "zbmath": (("zbl", "zblnumber"), re.compile(r"([\d.]+)")),
    "hal": (("hal_id",), re.compile(r"([a-z]+-\d+)")),
    "inspire": (("inspirehep_id",), re.compile(r"(\d+)")),
    "web_of_science": (("unique-id",), re.compile(r"((?:WOS|ISI):\w+)")),
    "ads": (("adsurl",), re.compile(r".*/abs/([^/\s]+)")),
    "dblp": (("biburl",), re.compile(r".*/rec/(.+?)(?:\.bib)?$")),
}
"""Database → the fields that state its id, and the form of the id in them."""


_OF_EPRINTS = {"pubmed": "pmid", "pmid": "pmid", "medline": "pmid", "pmc": "pmcid", "pmcid": "pmcid", "hal": "hal",
               "mr": "mathscinet", "mrnumber": "mathscinet", "zbl": "zbmath"}  # fmt: skip
"""Value of `eprinttype` → the database whose id `eprint` is."""


def put_ids(work: WorkBuilder) -> None:
    """Add the ids of a work. A field that has no id stays unread."""
    ids = YamlMap(work.work.file, work.entry.span)
    database = _OF_EPRINTS.get(server_of(work.entry))
    for name, (names, form) in _IDS.items():
        names = (*names, "eprint") if name == database else names
        fields = [field for field in map(work.fields.get, names) if field and field.tex.strip()]
        found = [(field, match[1]) for field in fields if (match := form.match(_plain(field)))]
        if not found:
            continue
        first, number = found[0]
        work.put(name, number, first, ids)
        for field, other in found:
            if other == number:
                work.used.add(field.name)
            else:
                work.beside.setdefault(field.name, first)
    if ids:
        work.put("ids", ids, next(iter(work.fields.values())))


def _plain(field: BibField) -> str:
    return re.sub(r"[\\{}]", "", field.tex).strip()
