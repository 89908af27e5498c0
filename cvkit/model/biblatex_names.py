"""The names of biblatex and BibTeX for the content of a record: types of entries, fields, words.

The parser and the writer of `.bib` files both use these tables. Of several names, the writer uses the first.
The types and fields are those of the biblatex manual, §2.1 and §2.2, and of BibTeX's standard styles.
"""

from __future__ import annotations

from cvkit.model.work import Status, WorkKind

ENTRY_TYPES: dict[WorkKind, tuple[str, ...]] = {
    "journal": ("article", "suppperiodical", "review"),
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
              "legislation", "legal", "letter", "movie", "music", "performance", "periodical", "video"),
}  # fmt: skip
"""Kind of work → its types. A kind that is missing here is written as `entrysubtype` of its kind in `BROADER`."""

BROADER: dict[WorkKind, WorkKind] = {"workshop": "conference", "poster": "conference", "wip": "conference",
                             "demo": "conference", "talk": "other"}  # fmt: skip
"""Kind without an entry type → the kind whose entry type it uses."""


def kind_with_own_type(kind: WorkKind) -> WorkKind:
    """The kind whose entry type a kind uses."""
    return BROADER.get(kind, kind)


FOREIGN: dict[str, WorkKind] = {"poster": "poster", "preprint": "preprint", "talk": "talk", "presentation": "talk",
                            "newspaper": "other", "jurthesis": "thesis", "dissertation": "thesis",
                            "journal-article": "journal", "conference-paper": "conference",
                            "proceedings-article": "conference", "book-chapter": "chapter",
                            "posted-content": "preprint", "encyclopedia": "chapter", "dictionary": "chapter",
                            "entry-encyclopedia": "chapter", "entry-dictionary": "chapter",
                            "reference-entry": "chapter"}  # fmt: skip
"""Types that no standard defines but programs write → kind of work."""

KIND_OF_TYPE: dict[str, WorkKind] = {name: kind for kind, names in ENTRY_TYPES.items() for name in names} | FOREIGN
"""Type of entry → kind of work."""

UNKNOWN_TYPE = "misc"
"""An entry of an unknown type is read as this type."""

VENUE_FIELDS: dict[WorkKind, tuple[str, ...]] = {
    "journal": ("journaltitle", "journal", "booktitle", "publisher"),
    "conference": ("booktitle", "eventtitle", "journaltitle", "journal", "howpublished", "organization"),
    "chapter": ("booktitle", "maintitle", "journaltitle", "journal", "publisher"),
    "preprint": ("howpublished", "journaltitle", "journal", "organization", "publisher"),
    "book": ("publisher", "organization", "howpublished"),
    "thesis": ("institution", "school", "university", "organization", "publisher"),
    "report": ("institution", "school", "organization", "publisher", "howpublished"),
    "patent": (),
    "software": ("publisher", "organization", "howpublished", "institution"),
    "dataset": ("publisher", "organization", "howpublished"),
    "other": ("howpublished", "journaltitle", "journal", "booktitle", "organization", "publisher", "institution",
              "school"),
}  # fmt: skip
"""Kind of work → the fields that can contain its venue, in order of preference."""

PUBSTATES: dict[Status, tuple[str, ...]] = {
    "in-preparation": ("inpreparation", "in preparation", "in-preparation", "work in progress",
                       "manuscript in preparation", "in prep", "under contract", "to be submitted",
                       "in vorbereitung", "en préparation", "en preparación", "준비중", "準備中"),
    "submitted": ("submitted", "under review", "in review", "under-review", "in submission", "under submission",
                  "submitted for publication", "manuscript submitted for publication", "under revision", "in revision",
                  "manuscript under review", "under peer review", "under consideration", "under second review",
                  "revise and resubmit",
                  "revise & resubmit", "reject and resubmit", "reject & resubmit", "r&r", "minor revision",
                  "minor revisions", "major revision", "major revisions", "resubmitted", "eingereicht", "soumis",
                  "soumise", "en révision", "enviado", "en revisión", "submetido", "sottomesso", "投稿中", "査読中",
                  "审稿中", "已投稿", "심사중", "심사 중", "투고중", "подана в печать", "направлена в печать"),
    "accepted": ("forthcoming", "accepted", "to appear", "accepted for publication", "accepted for presentation",
                 "accepted to appear", "to be published", "to be presented", "erscheint", "angenommen",
                 "accepté", "à paraître", "aceptado", "aceptado para publicación", "próximamente", "aceito",
                 "accettato", "採録決定", "掲載予定", "已录用", "录用", "待刊", "待发表", "게재예정", "게재 예정",
                 "게재확정", "принята к печати", "принято к печати"),
    "in-press": ("inpress", "in press", "in-press", "in print", "article in press", "im druck", "im erscheinen",
                 "sous presse", "en prensa", "no prelo", "in stampa", "印刷中", "인쇄중", "в печати"),
    "online-first": ("prepublished", "online first", "online-first", "early access", "advance online publication",
                     "ahead of print", "epub ahead of print", "just accepted"),
}  # fmt: skip
"""Status → the values of `pubstate`. A published work has no `pubstate`."""

STATUSES: dict[str, Status] = {word: status for status, words in PUBSTATES.items() for word in words}

NUMBERED: frozenset[WorkKind] = frozenset({"report", "patent", "software", "dataset", "thesis"})
"""Kinds whose `number` is the number of the work itself. For any other kind it is the issue of the journal."""

TYPED: frozenset[WorkKind] = frozenset({"thesis", "report", "software", "dataset"})
"""Kinds whose `type` is the genre. For any other kind, programs write other things in it."""

GENRE_OF_TYPE = {"phdthesis": "phdthesis", "mastersthesis": "mathesis", "techreport": "techreport"}
"""Type of entry → its genre if it has no `type`."""

WORD_FIELDS: dict[str, tuple[str, ...]] = {
    "volume": ("volume",),
    "pages": ("pages", "page"),
    "page_count": ("pagetotal", "numpages"),
    "chapter": ("chapter",),
    "article_number": ("eid", "articleno", "article-number", "articlenumber", "art_number", "elocation-id"),
}
"""Field of a work with the type `Word` → the fields that can contain it."""

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

KNOWN_FIELDS = frozenset(
    """
    title subtitle titleaddon doi url author editor collaboration year month day date eventtitle eventdate venue
    location address number issue type entrysubtype shorthand keywords keyword note addendum pubstate eprint eprinttype
    archiveprefix archive primaryclass eprintclass version abstract howpublished issn eissn isbn shortjournal publisher
    crossref xdata holder reportnumber group-author arxiv arxivid edition series
    """.split()
) | {name for names in (*WORD_FIELDS.values(), *VENUE_FIELDS.values()) for name in names}
"""Fields that become part of a record."""

SITE_FIELDS = frozenset(
    """
    abbr award award_name selected repository html pdf website project code github dataset demo slides poster video
    supp blog media openreview
    """.split()
)
"""Fields that home pages add, and that become part of a record. They suggest no typo of another field."""

IGNORED_FIELDS = frozenset(
    """
    afterword annotation annotator annote annurl authortype bdsk-url-1 bdsk-url-2 bdsk-file-1
    biburl bibsource bookauthor bookpagination booksubtitle booktitleaddon cited-references citeulike-article-id
    collaborator commentator copyright da date-added date-modified doctype ee editora editorb editorc
    editortype entryset eventtitleaddon file foreword gender groups hyphenation ids indextitle introduction isrn
    issuesubtitle issuetitle journal-iso journalsubtitle key label langid langidopts language lccn library
    mainsubtitle maintitle maintitleaddon mendeley-groups mendeley-tags mrclass mrnumber mrreviewer nameaddon
    numpages options origdate origlanguage origlocation origpublisher origtitle owner pagination part pmcid pmid
    presort priority publstate readstatus related relatedoptions relatedstring relatedtype reprinttitle
    shortauthor shorteditor shorthandintro shortseries shorttitle sortkey sortname sorttitle sortyear source
    timestamp translator unique-id urldate urlday urlmonth urlyear volumes web-of-science xref zblnumber
    creationdate modificationdate comment qualityassured ranking relevance printed rating affiliation
    citationkey slaccitation adsurl adsnote acmid articletype researchareas
    url-date internal-note hal_id hal_version preprint nationality assignee pmc yearfiled urn zbmath zbl fjournal
    book-group-author keywords-plus citation refid id pub_date grantnumber
    """.split()
)
"""Fields without a counterpart in a record. Other programs use them."""
