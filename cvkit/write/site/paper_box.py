"""A work in a box of acad-homepage: badge and picture at the left; title, authors, links and abstract at the right."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cvkit.model.inline import Emphasis, Inlines, Link, Str, Strong, plain_text
from cvkit.model.work import Patent, Published, Work
from cvkit.write.blocks import Legend, WorkBlock
from cvkit.write.compose.phrase import join_phrases, localized, sentences
from cvkit.write.site.home_page import (
    Home,
    bullet_lines,
    details,
    id_comment,
    is_archived,
    labelled,
    name_of_link,
    other_links,
    paper_address,
)
from cvkit.write.site.kramdown import address, html_attribute, html_text, kramdown_line, kramdown_text
from cvkit.write.text_lines import authors_line, before_addon, without_links

AT_MEETINGS = frozenset({"conference", "workshop", "poster", "wip", "demo"})
"""The kinds of works that appear at a meeting, whose name the badge gives with the year."""

_REPOSITORY = re.compile(r"https://github\.com/([\w.-]+)/([\w.-]+?)/?")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*$")


def paper_box(block: WorkBlock, legend: Legend, home: Home) -> str:
    """Return a work as a box: badge and picture at the left, text at the right."""
    work = home.work(block)
    assert isinstance(work, Published) and work.picture
    title: Inlines = (Strong(without_links(join_phrases(before_addon(block), [block.title, block.title_addon]))),)
    linked = labelled(block, (Link(block.url, title),) if block.url else title)
    alt = plain_text(localized(work.picture.alt, home.locale)) or plain_text(block.title)
    source = address(picture_address(work.picture.file))
    picture = f'<img src=\'{source}\' alt="{html_attribute(alt)}" width="100%">'
    extra = join_phrases(
        " · ", [*([found] if (found := source_facts(block, work)) else []), *badge_and_rest(block, work)[1]]
    )
    paragraphs = [
        " ".join(filter(None, [kramdown_line(kramdown_text(linked)), _stars(work, home)])),
        kramdown_line(kramdown_text(authors_line(block, legend))),
        kramdown_line(kramdown_text(extra)),
        _citations(work, home),
        "\n".join(bullet_lines(block.items)),
        _links(block, work, home),
        id_comment(block),
    ]
    return "\n".join(
        [
            f"<div class='paper-box'><div class='paper-box-image'><div>{_badge(block, work)}{picture}</div></div>",
            "<div class='paper-box-text' markdown=\"1\">",
            "",
            "\n\n".join(filter(None, paragraphs)),
            "",
            "</div>",
            "</div>",
        ]
    )


def picture_address(file: str) -> str:
    """Return the address of a picture in the site: an address is passed through, a file is in `images/`."""
    return file if "://" in file else f"images/{file.rpartition('/')[2]}"


def badge_and_rest(block: WorkBlock, work: Work) -> tuple[str, list[Inlines]]:
    """Return the words of the badge, and the metrics that it does not show."""
    shown = _in_red(work)
    rest = [metric for metric in (*block.versions, *block.metrics) if plain_text(metric) not in shown]
    rest += [(Str(block.issn),)] if block.issn else []
    if isinstance(work, Patent):
        return "", rest
    if is_archived(work):
        return "arXiv" if getattr(work, "arxiv", None) else "Preprint", rest
    venue = getattr(work, "venue", None)
    named = venue and (venue.short or (venue.name if work.kind != "book" else None))  # a book has only a publisher
    name = plain_text(named.inlines()) if named else plain_text(block.venue)
    is_dated = work.kind in AT_MEETINGS or not name or bool(venue and venue.short)
    year = str(work.date.year) if work.date and is_dated else ""
    year = "" if year in name else year  # `CASES 2025`
    return " ".join(filter(None, [name, year])), rest


def _in_red(work: Work) -> Mapping[str, str]:
    """The badges of a work: the words as the record has them, and those that the badge shows, without parenthesis."""
    badges = getattr(work, "badges", ())
    return {badge.plain(): _PARENTHESIS.sub("", badge.plain()) for badge in badges}


def _badge(block: WorkBlock, work: Work) -> str:
    text, _ = badge_and_rest(block, work)
    red = [
        f'<span style="color:red" title="{html_attribute(whole)}">{html_attribute(short)}</span>'
        if whole != short
        else f'<span style="color:red">{html_attribute(short)}</span>'
        for whole, short in _in_red(work).items()
    ]
    inner = " ".join(filter(None, [html_attribute(text), *red]))
    full = plain_text(block.venue) if block.venue and not is_archived(work) else ""
    title = f' title="{html_attribute(full)}"' if full and full != text else ""
    return f'<div class="badge"{title}>{inner}</div>' if inner else ""


def source_facts(block: WorkBlock, work: Work, *, has_venue: bool = False) -> Inlines:
    """Return volume, details, place and note of a work, with its venue if there are any; the badge has the rest.

    With `has_venue` the venue is always there: in a list, the badge cannot have it as a title.
    """
    facts = join_phrases(", ", [details(block, work), block.place])
    if is_archived(work):
        return sentences([block.status, block.note])
    if not (facts or has_venue):
        return block.note
    is_repeated = badge_and_rest(block, work)[0] == plain_text(block.venue)
    is_repeated = is_repeated or badge_and_rest(block, work)[0] == f"{plain_text(block.venue)} {block.year}"
    venue: Inlines = (Emphasis(block.venue),) if block.venue and not is_repeated else ()
    return sentences([join_phrases(" " if block.volume else ", ", [venue, facts]), block.note])


def _stars(work: Work, home: Home) -> str:
    """Return the badge with the stars of a repository on GitHub."""
    found = _REPOSITORY.fullmatch(getattr(work, "repository", None) or "")
    if not found or not home.site.stars:
        return ""
    source = f"https://img.shields.io/github/stars/{found[1]}/{found[2]}.svg?style=social&label=Star"
    return f'<img src=\'{source}\' alt="stars on GitHub" height="100%">'


def _citations(work: Work, home: Home) -> str:
    """Return the count of citations at Google Scholar, which a script of the template fills in."""
    ids = getattr(work, "ids", None)
    if not (home.scholar and ids and ids.scholar):
        return ""
    paper = html_attribute(f"{home.scholar}:{ids.scholar}")
    link = f"https://scholar.google.com/citations?view_op=view_citation&citation_for_view={paper}"
    return f"[**Google Scholar**]({link}) <strong><span class='show_paper_citations' data='{paper}'></span></strong>"


def _links(block: WorkBlock, work: Work, home: Home) -> str:
    """Return the links of a work, and its abstract behind a toggle."""
    paper = paper_address(work, block)
    links = [(name_of_link(paper), paper)] if paper else []
    links += [(plain_text(link.text), link.url) for link in other_links(block, paper)]
    rows = [f'    <a href="{address(url)}"> <strong>[{html_attribute(word)}]</strong></a>' for word, url in links]
    if block.abstract:
        word = html_attribute(block.abstract_label.lower())
        toggle = "$(this).siblings('.abstract').slideToggle()"
        rows += [
            f'    <a class="fakelink" onclick="{toggle}" ><strong>[{word}]</strong></a>',
            '    <div class="abstract"  style="overflow: hidden; display: none;">',
            f"        <p> {html_text(block.abstract, home.page.language)} </p>",
            "    </div>",
        ]
    return "\n".join(['<div style="display: inline">', *rows, "</div>"]) if rows else ""
