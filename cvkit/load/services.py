"""The services from which an import fetches a record, only when the user names it: `orcid:…`, `doi:…`, `dblp:…`.

Each fetched record is one source: the answer of the service, in a format that `foreign` reads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlencode, urlsplit

from cvkit.load.bibtex.values import read_arxiv, read_doi
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.fields import is_orcid

if TYPE_CHECKING:
    from cvkit.system.web import Web

MOST_ANSWERS = 25
BATCH = 100
"""The largest number of works that ORCID gives in one answer."""
_FETCHED = re.compile(r"(orcid|doi|dblp|openalex|arxiv):(?!//)(.+)", re.IGNORECASE | re.DOTALL)
_DOI = re.compile(r"10\.\d{4,9}/\S+|10/[a-z0-9]+$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|(?:dx\.|www\.)?doi\.org/)", re.IGNORECASE)
_ENDS_OF_PAGES = re.compile(r"(?:/(?:full|abstract|pdf|epdf|html|meta)|\.pdf)/?$")
"""The end of the address of a page behind a DOI."""
_ARXIV = re.compile(
    r"(?:(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/)?"
    r"(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?/\d{7}(?:v\d+)?)(?:\.pdf)?/?",
    re.IGNORECASE,
)
_NOT_FETCHED = (
    (r"(?:pmid:?\s*)?\d{5,9}|pmid:?\s*\d+|https?://pubmed\S+", "works of PubMed",
     "give its DOI, or save it at PubMed by Send to, Citation manager, and add the file"),
    (r"(?:isbn:?\s*)?97[89][\d-]{10,14}", "books by their ISBN", "export the book from a library as BibTeX or RIS"),
    (r"https?://\S+|www\.\S+", "pages", "give the DOI of the work, or export it from the page as BibTeX or RIS"),
)  # fmt: skip
"""Pattern of a text that is neither a file nor fetched, the things in words, and the way to get the work."""
_CSL = "application/vnd.citationstyles.csl+json"


@dataclass(frozen=True)
class Services:
    """The addresses of the services."""

    orcid: str = "https://pub.orcid.org"
    doi: str = "https://doi.org"
    dblp: str = "https://dblp.org"
    openalex: str = "https://api.openalex.org"
    others: tuple[str, ...] = (
        "https://api.crossref.org",
        "https://data.crossref.org",
        "https://api.datacite.org",
        "https://data.datacite.org",
        "https://data.crosscite.org",
        "https://dblp.uni-trier.de",
        "https://dx.doi.org",
        "https://www.doi.org",
        "https://data.medra.org",
    )
    """Further origins to which the services may redirect."""
    limits: Mapping[str, object] = field(default_factory=dict)
    """Arguments of `Web`, for tests."""

    @property
    def web(self) -> Web:
        """The way to these services and no others."""
        from cvkit.system.web import Web

        own = (self.orcid, self.doi, self.dblp, self.openalex)
        origins = {f"{urlsplit(one).scheme}://{urlsplit(one).netloc}" for one in (*own, *self.others)}
        return Web(origins, **self.limits)  # type: ignore[arg-type]


PUBLIC_SERVICES = Services()
"""The services of the internet."""


def is_fetched(source: str) -> bool:
    """Whether a source is a record of a service, such as `orcid:0000-0002-1825-0097`, and no file."""
    return bool(_FETCHED.match(source))


def name_of_service(typed: str) -> str:
    """A DOI, an arXiv id, or an address with one of them, as a source such as `doi:…`. Any other text is a file.

    >>> name_of_service("https://dl.acm.org/doi/10.1145/1.2"), name_of_service("2505.01658"), name_of_service("a.bib")
    ('doi:10.1145/1.2', 'arxiv:2505.01658', 'a.bib')

    Raises:
        CvkitError: it is an id or an address that cvkit does not fetch.
    """
    text = typed.strip().strip("<>")
    if is_fetched(text):
        return text
    if found := _ARXIV.fullmatch(text):
        return f"arxiv:{found[1]}"
    address = _ADDRESS.match(text)
    plain = unquote(re.split(r"[?#]", text)[0]) if address else text
    if found := (_DOI.search(plain) if address else _DOI.fullmatch(plain)):
        return f"doi:{re.sub(_ENDS_OF_PAGES, '', found[0]) if address else found[0]}"
    for pattern, kind, hint in _NOT_FETCHED:
        if re.fullmatch(pattern, text, re.IGNORECASE):
            raise CvkitError(f"cvkit does not fetch {kind}: {typed}", ExitStatus.USAGE, hint)
    return typed


def fetch_source(source: str, services: Services) -> Iterator[tuple[str, bytes]]:
    """Yield the answers of a service for a source, each with its name for diagnostics.

    Raises:
        CvkitError: the id has the wrong form, or the service cannot give the record.
    """
    from cvkit.system.web import NotFoundError

    found = _FETCHED.match(source)
    assert found
    name, wanted = found[1].lower(), found[2].strip()
    try:
        yield from _SERVICES[name](wanted, source, services)
    except NotFoundError as error:
        hint = "compare the id with your source"
        raise CvkitError(f"there is no record for {source}", ExitStatus.PROBLEMS, hint) from error


def _orcid(wanted: str, source: str, services: Services) -> Iterator[tuple[str, bytes]]:
    orcid = wanted.rpartition("/")[2].upper()
    if not is_orcid(orcid):
        raise _wrong(source, "an ORCID iD", "orcid:0000-0002-1825-0097")
    web, base = services.web, f"{services.orcid}/v3.0/{orcid}"
    record = web.get(f"{base}/record", "application/json")
    yield source, _with_full_works(record, base, web)


def _with_full_works(record: bytes, base: str, web: Web) -> bytes:
    """An ORCID record with its works in full. Its summaries have no authors."""
    try:
        parsed = json.loads(record)
        groups = parsed["activities-summary"]["works"]["group"]
        codes = [str(int(one["put-code"])) for group in groups for one in group["work-summary"]]
    except (ValueError, TypeError, KeyError, LookupError):
        return record  # the reader reports what is wrong with it
    bulk = []
    for at in range(0, len(codes), BATCH):
        answer = web.get(f"{base}/works/{','.join(codes[at : at + BATCH])}", "application/json")
        try:
            bulk += json.loads(answer)["bulk"]
        except (ValueError, TypeError, KeyError):
            return record
    return json.dumps({**parsed, "bulk": bulk}, ensure_ascii=False, indent=1).encode()


def _doi(wanted: str, source: str, services: Services) -> Iterator[tuple[str, bytes]]:
    doi = read_doi(wanted)
    if not doi:
        raise _wrong(source, "a DOI", "doi:10.1000/182")
    yield source, services.web.get(f"{services.doi}/{quote(doi, safe='/:;()._-')}", _CSL)


def _arxiv(wanted: str, source: str, services: Services) -> Iterator[tuple[str, bytes]]:
    number = read_arxiv(wanted)
    if not number:
        raise _wrong(source, "an arXiv id", "arXiv:2505.01658")
    bare = re.sub(r"v\d+$", "", number)
    yield from _doi(f"10.48550/arXiv.{bare}", source, services)


def _dblp(wanted: str, source: str, services: Services) -> Iterator[tuple[str, bytes]]:
    pid = re.sub(r"^.*/pid/|\.(?:xml|html|bib)$", "", wanted)
    if not re.fullmatch(r"[a-z0-9]+/[A-Za-z0-9-]+", pid):
        raise _wrong(source, "a DBLP id", "dblp:61/3234-34, as in the address of your page at dblp.org/pid/…")
    yield source, services.web.get(f"{services.dblp}/pid/{pid}.xml", "application/xml")


def _openalex(wanted: str, source: str, services: Services) -> Iterator[tuple[str, bytes]]:
    web, base = services.web, services.openalex
    name = wanted.rpartition("/")[2] if wanted.startswith("https://openalex.org/") else wanted
    doi = read_doi(name)
    if re.fullmatch(r"[Ww]\d+", name) or doi:
        work = f"doi:{quote(doi, safe='/')}" if doi else name.upper()
        yield source, web.get(f"{base}/works/{work}", "application/json")
        return
    if re.fullmatch(r"[Aa]\d+", name):
        author, person = f"author.id:{name.upper()}", name.upper()
    elif is_orcid(name):
        author, person = f"author.orcid:{name}", f"orcid:{name}"
    else:
        raise _wrong(source, "an id of OpenAlex", "openalex:A5023888391")
    yield source, web.get(f"{base}/authors/{person}", "application/json")
    cursor = "*"
    for page in range(1, MOST_ANSWERS + 1):
        query = urlencode({"filter": author, "per-page": "200", "cursor": cursor}, safe=":*")
        answer = web.get(f"{base}/works?{query}", "application/json")
        yield f"{source} (page {page})", answer
        try:
            cursor = json.loads(answer)["meta"]["next_cursor"]
        except (ValueError, TypeError, KeyError):
            return
        if not isinstance(cursor, str):
            return


_SERVICES = {"orcid": _orcid, "doi": _doi, "arxiv": _arxiv, "dblp": _dblp, "openalex": _openalex}


def _wrong(source: str, kind: str, example: str) -> CvkitError:
    return CvkitError(f"`{source}` is not {kind}", ExitStatus.USAGE, f"write it as in {example}")
