"""The links of a work: that of its title, the DOI, its identifiers, its repository."""

from __future__ import annotations

from cvkit.model.url import short_address
from cvkit.model.work import Appeared, Dataset, Patent, Software, Work
from cvkit.write.blocks import LabelledLink
from cvkit.write.compose.phrase import localized, phrase
from cvkit.write.compose.source_parts import Printing, doi_address, is_doi_address, repeats_arxiv
from cvkit.write.locales import Locale

PUBMED = "https://pubmed.ncbi.nlm.nih.gov/{}/"
PMC = "https://pmc.ncbi.nlm.nih.gov/articles/{}/"


def address_of(work: Appeared) -> str:
    """Return the address of the link on the title: the `url`, else the DOI, else the repository of software.

    A DOI that repeats the arXiv identifier is not printed, because that is a link too.
    """
    doi = "" if repeats_arxiv(work) else doi_address(work.doi)
    return work.url or doi or (work.repository if isinstance(work, Software) else "") or ""


def doi_of(work: Appeared, printing: Printing) -> tuple[LabelledLink, ...]:
    """Return the DOI as a link of its own, unless only the title leads to it."""
    if not work.doi or repeats_arxiv(work):
        return ()
    is_own = printing.doi or (work.url and not is_doi_address(work.url, work.doi))
    return (LabelledLink(phrase(f"doi:{work.doi}"), doi_address(work.doi)),) if is_own else ()


def links_of(work: Work, address: str, locale: Locale) -> tuple[LabelledLink, ...]:
    """Return the named links of a work, and its repository unless one of them or the link of the title leads there.

    Software and data have few other facts by which a reader finds them, so their addresses are printed as they are.
    """
    links = tuple(LabelledLink(localized(link.label, locale), link.url) for link in work.links)
    if isinstance(work, Patent):
        return links
    if ids := work.ids:
        links += tuple(
            LabelledLink(phrase(name), form.format(number))
            for name, form, number in (("PubMed", PUBMED, ids.pmid), ("PMC", PMC, ids.pmcid))
            if number
        )
    code, named = work.repository, {link.url for link in links}
    if isinstance(work, Software | Dataset):
        home = "" if work.doi else work.url
        shown = [one for one in dict.fromkeys([home, code]) if one and one not in named]
        return (*links, *(LabelledLink(phrase(short_address(one)), one) for one in shown))
    if not code or code in {address, *named}:
        return links
    return (*links, LabelledLink(phrase(locale.code), code))
