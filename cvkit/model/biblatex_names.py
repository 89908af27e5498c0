"""The names of biblatex and BibTeX for what a record holds: types of entries, fields, words.

Both ways go by these tables: reading a `.bib` file and writing one. Of several names the first is what is written.
The types and fields are those of the biblatex manual, §2.1 and §2.2, and of BibTeX's standard styles.
"""

from __future__ import annotations

from cvkit.model.work import Status, WorkKind

ENTRY_TYPES: dict[WorkKind, tuple[str, ...]] = {
    "journal": ("article", "suppperiodical", "periodical", "review"),
    "conference": ("inproceedings", "conference"),
    "preprint": ("online", "electronic", "www"),
    "book": ("book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings", "reference",
             "mvreference", "booklet", "manual"),
    "chapter": ("incollection", "inbook", "bookinbook", "suppbook", "suppcollection", "inreference"),
    "thesis": ("thesis", "phdthesis", "mastersthesis"),
    "report": ("report", "techreport", "standard"),
    "patent": ("patent",),
    "software": ("software",),
    "dataset": ("dataset", "data"),
    "other": ("misc", "unpublished", "artwork", "audio", "bibnote", "commentary", "image", "jurisdiction",
              "legislation", "legal", "letter", "movie", "music", "performance", "video"),
}  # fmt: skip
"""Kind of work → its types; a kind that is not here is written as `entrysubtype` of one that is."""

BROADER: dict[WorkKind, WorkKind] = {"workshop": "conference", "poster": "conference", "wip": "conference",
                             "demo": "conference", "talk": "other"}  # fmt: skip
"""Kind without a type of its own → the kind whose type it is written with."""


def kind_with_own_type(kind: WorkKind) -> WorkKind:
    """The kind with a type of its own that a kind is written with."""
    return BROADER.get(kind, kind)


FOREIGN: dict[str, WorkKind] = {"poster": "poster", "preprint": "preprint", "talk": "talk", "presentation": "talk",
                            "newspaper": "other", "jurthesis": "thesis"}  # fmt: skip
"""Types that no standard has and that programs write → kind of work."""

KIND_OF_TYPE: dict[str, WorkKind] = {name: kind for kind, names in ENTRY_TYPES.items() for name in names} | FOREIGN
"""Type of entry → kind of work."""

UNKNOWN_TYPE = "misc"
"""The type that an entry of an unknown type is read as."""

VENUE_FIELDS: dict[WorkKind, tuple[str, ...]] = {
    "journal": ("journaltitle", "journal", "booktitle", "publisher"),
    "conference": ("booktitle", "eventtitle", "journaltitle", "journal", "howpublished", "organization"),
    "chapter": ("booktitle", "maintitle", "publisher"),
    "preprint": ("howpublished", "journaltitle", "journal", "organization", "publisher"),
    "book": ("publisher", "organization", "howpublished"),
    "thesis": ("institution", "school"),
    "report": ("institution", "school", "organization", "publisher", "howpublished"),
    "patent": (),
    "software": ("publisher", "organization", "howpublished"),
    "dataset": ("publisher", "organization", "howpublished"),
    "other": ("howpublished", "journaltitle", "journal", "booktitle", "organization", "publisher", "institution",
              "school"),
}  # fmt: skip
"""Kind of work → the fields that may name its venue."""

PUBSTATES: dict[Status, tuple[str, ...]] = {
    "in-preparation": ("inpreparation", "in preparation", "in-preparation", "work in progress"),
    "submitted": ("submitted", "under review", "in review", "under-review", "in submission"),
    "accepted": ("forthcoming", "accepted", "to appear", "accepted for publication"),
    "in-press": ("inpress", "in press", "in-press"),
    "online-first": ("prepublished", "online first", "online-first", "early access", "advance online publication"),
}
"""Status → what `pubstate` says; a work that is published has none."""

STATUSES: dict[str, Status] = {word: status for status, words in PUBSTATES.items() for word in words}

NUMBERED: frozenset[WorkKind] = frozenset({"report", "patent", "software", "dataset", "thesis"})
"""Kinds whose `number` is their own; that of any other is the issue of what they appeared in."""

WORD_FIELDS: dict[str, tuple[str, ...]] = {
    "volume": ("volume",),
    "pages": ("pages", "page"),
    "page_count": ("pagetotal", "numpages"),
    "article_number": ("eid", "articleno", "article-number", "articlenumber"),
    "doi": ("doi",),
    "url": ("url",),
}
"""Field of a work that is a word → the fields that may hold it."""

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

KNOWN_FIELDS = frozenset(
    """
    title subtitle titleaddon author editor year month day date eventtitle eventdate venue location address number
    issue type entrysubtype shorthand keywords keyword note pubstate eprint eprinttype archiveprefix archive
    primaryclass eprintclass version abstract howpublished issn isbn shortjournal publisher crossref xdata holder
    """.split()
) | {name for names in (*WORD_FIELDS.values(), *VENUE_FIELDS.values()) for name in names}
"""Fields that say something to a record."""

IGNORED_FIELDS = frozenset(
    """
    addendum afterword annotation annotator annote annurl authortype bdsk-url-1 bdsk-url-2 bdsk-file-1
    biburl bibsource bookauthor bookpagination booksubtitle booktitleaddon chapter cited-references citeulike-article-id
    collaborator commentator copyright da date-added date-modified doctype ee edition editora editorb editorc
    editortype entryset eventtitleaddon file foreword gender groups hyphenation ids indextitle introduction isrn
    issuesubtitle issuetitle journal-iso journalsubtitle key label langid langidopts language lccn library
    mainsubtitle maintitle maintitleaddon mendeley-groups mendeley-tags mrclass mrnumber mrreviewer nameaddon
    numpages options origdate origlanguage origlocation origpublisher origtitle owner pagination part pmcid pmid
    presort priority publstate readstatus related relatedoptions relatedstring relatedtype reprinttitle series
    shortauthor shorteditor shorthandintro shortseries shorttitle sortkey sortname sorttitle sortyear source
    timestamp translator unique-id urldate urlday urlmonth urlyear volumes web-of-science xref zblnumber
    creationdate modificationdate comment qualityassured ranking relevance printed rating affiliation
    citationkey slaccitation adsurl adsnote reportnumber collaboration acmid articletype researchareas
    url-date internal-note
    """.split()
)
"""Fields that a record has no place for; other programs keep them for themselves."""
