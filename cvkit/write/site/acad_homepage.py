"""The home page of a site with the template acad-homepage: news, papers in boxes with pictures, lists with dates."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from cvkit.model.inline import Emphasis, Inlines, Link, Str, Strong, plain_text
from cvkit.model.work import Patent
from cvkit.write.blocks import (
    Block,
    BulletBlock,
    DatedBlock,
    EntryBlock,
    GroupHeading,
    Legend,
    PairBlock,
    PersonBlock,
    RowBlock,
    Section,
    TextBlock,
    WorkBlock,
)
from cvkit.write.compose.phrase import join_phrases, phrase, sentences
from cvkit.write.formats import WriterInput
from cvkit.write.site.dotted_dates import dotted_period, is_period
from cvkit.write.site.home_page import (
    Home,
    Region,
    broken,
    bullet_lines,
    entry_line,
    front_matter,
    id_comment,
    item,
    labelled,
    paper_links,
    runs_of,
    with_section,
)
from cvkit.write.site.kramdown import KramdownText, kramdown_line, kramdown_text
from cvkit.write.site.paper_box import badge_and_rest, paper_box, source_facts
from cvkit.write.text_lines import (
    authors_line,
    before_addon,
    inner_lines,
    legend_line,
    legend_of,
    now_line,
    without_links,
)

PREAMBLE = """\
{% if site.google_scholar_stats_use_cdn %}
{% assign gsDataBaseUrl = "https://cdn.jsdelivr.net/gh/" | append: site.repository | append: "@" %}
{% else %}
{% assign gsDataBaseUrl = "https://raw.githubusercontent.com/" | append: site.repository | append: "/" %}
{% endif %}
{% assign url = gsDataBaseUrl | append: "google-scholar-stats/gs_data_shieldsio.json" %}

<span class='anchor' id='about-me'></span>"""
"""The lines of the template that find the counts of citations, and the target of the link to the top of the page."""

EMOJI_TITLES = {
    "news": "🔥 News",
    "publications": "📝 Publications",
    "honors": "🎖 Honors and Awards",
    "education": "📖 Educations",
    "talks": "💬 Invited Talks",
    "experience": "💻 Internships",
    "service": "🗒 Academic Services",
    "teaching": "📚 Teaching",
}
"""The titles of the template, for an English page that does not set its own."""


def write(inputs: WriterInput) -> str:
    """Return the home page; if sections are requested, only those."""
    home = Home(inputs)
    head = "\n\n".join([front_matter(home.title, 'excerpt: ""'), PREAMBLE])
    return home.whole(head, acad_regions(home))


def acad_regions(home: Home) -> list[Region]:
    """Return the sections of the page."""
    boxed = boxed_works(home)
    return home.regions((section, list(_section(section, boxed, home))) for section in home.page.sections)


def anchors(home: Home) -> dict[str, str]:
    """Return the target that kramdown gives each section, for links from the navigation: `-news` of `🔥 News`."""
    found: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for section in home.page.sections:
        groups = [(Str(block.title),) for block in section.blocks if isinstance(block, GroupHeading)]
        titles = [(Str(heading(section, home)),), *groups] if _has_heading(section) else groups
        for at, title in enumerate(titles):
            target = re.sub(r"[ \t]", "-", "".join(filter(_is_in_target, kramdown_text(title).lower())))
            number = counts[target]
            counts[target] += 1
            if at == 0 and _has_heading(section):
                found[section.id] = f"{target}-{number}" if number else target
    return found


def _is_in_target(character: str) -> bool:
    return character in "- \t" or unicodedata.category(character) in {
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "Mn",
        "Mc",
        "Nd",
        "Pc",
    }


def _has_heading(section: Section) -> bool:
    """Whether a section has a heading; a summary has none."""
    return not section.id.startswith("summary")


def heading(section: Section, home: Home) -> str:
    """Return the title of a section: that of the template if the document sets none."""
    shown = plain_text(section.title)
    name = section.id.partition("-")[0]
    is_usual = shown == home.locale.sections.get(name)
    title = EMOJI_TITLES.get(name, shown) if is_usual and home.locale.language == "en" else shown
    return title.replace("\ufe0f", "")  # it would be a part of the target


def boxed_works(home: Home) -> frozenset[str]:
    """Return the works that are printed as boxes: publications with a picture, as many as the document asks for."""
    works = [block for block in home.page.works if getattr(home.work(block), "picture", None)]
    works = [block for block in works if home.work(block).kind != "talk"]
    return frozenset(str(block.origins[0]) for block in works[: home.site.boxes])


def _section(section: Section, boxed: frozenset[str], home: Home) -> Iterator[str]:
    """Yield the paragraphs of a section; a summary has no heading."""
    if _has_heading(section):
        yield f"# {kramdown_text((Str(heading(section, home)),))}"
    legend = legend_of(section)
    for blocks in runs_of(section.blocks):
        match blocks:
            case [GroupHeading(title)]:
                yield f"## {kramdown_text((Str(title),))}"
            case [Legend()]:
                yield kramdown_line(kramdown_text(legend_line(legend)))
            case [TextBlock(text)]:
                yield kramdown_line(kramdown_text(text))
            case _ if all(isinstance(block, PairBlock) for block in blocks):
                yield broken(*(_item_of_pair(block) for block in blocks))
            case _:
                yield from _items(blocks, section, legend, boxed, home)


def _items(blocks: list[Block], section: Section, legend: Legend, boxed: frozenset[str], home: Home) -> Iterator[str]:
    """Yield boxes, and the lists between them."""
    run: list[str] = []
    for block in blocks:
        if isinstance(block, WorkBlock) and str(block.origins[0]) in boxed:
            yield "\n".join(run)
            yield paper_box(block, legend, home)
            run = []
        else:
            run.append(with_section(_item(block, section, legend, home), block, section))
    yield "\n".join(run)


def _item_of_pair(block: Block) -> Inlines:
    return join_phrases(": ", [(Strong(block.key),), block.text]) if isinstance(block, PairBlock) else ()


def _item(block: Block, section: Section, legend: Legend, home: Home) -> str:
    match block:
        case WorkBlock():
            is_talk = home.work(block).kind == "talk"
            return _talk(block, home) if is_talk else _listed(block, legend, home)
        case RowBlock():
            entry = home.entry(block)
            when = (
                "" if section.id.startswith("service") or len(block.origins) > 1 else dotted_period(entry, home.locale)
            )
            if not when:
                return item(join_phrases(", ", [block.text, block.date]))
            return item(_dated(when, entry, block.text))
        case EntryBlock():
            entry = home.entry(block)
            when = dotted_period(entry, home.locale)
            text = _dated(when, entry, join_phrases(", ", [entry_line(block), "" if when else block.date]))
            return item(text, inner=inner_lines(block, legend), items=block.items)
        case PersonBlock():
            name = join_phrases(", ", [(Strong(block.name),), block.role, block.date])
            return item(sentences([name, now_line(block)]))
        case DatedBlock():
            text = join_phrases(", ", [block.title, block.detail])
            return item(_dated(dotted_period(home.entry(block), home.locale) or block.date, home.entry(block), text))
        case PairBlock():
            return item(_item_of_pair(block))
        case BulletBlock():
            return item(block.text, items=block.items)
        case _:
            raise TypeError(f"{block} is not a list item")


def _dated(when: str, entry: object, text: Inlines) -> Inlines:
    """Return a text behind its date: `*2025.09*: text`, and `*2019.06 - 2022.04*, text` for a period."""
    if not when:
        return text
    return phrase((Emphasis((Str(when),)),), ", " if is_period(entry) else ": ", text)


def _talk(block: WorkBlock, home: Home) -> str:
    """Return a talk with its links in brackets behind a bar, as the template has them."""
    work = home.work(block)
    title: Inlines = (Link(block.url, without_links(block.title)),) if block.url else block.title
    named = labelled(block, join_phrases(before_addon(block), [title, block.title_addon]))
    facts_of_source = [join_phrases(" ", [block.venue, block.volume]), block.details, block.place]
    text = join_phrases(", ", [named, _speakers(block), *facts_of_source])
    facts = sentences([text, join_phrases(" · ", [block.note, *block.versions, *block.metrics, block.issn])])
    links = [(Link(link.url, (Str("["), *without_links(link.text), Str("]"))),) for link in block.all_links]
    line = kramdown_text(phrase(_dated(dotted_period(work, home.locale), work, facts), " | " if links else ""))
    more = " ".join(kramdown_text(link) for link in links)
    return "\n".join(
        [
            f"- {' '.join(filter(None, [kramdown_line(line), more, id_comment(block)]))}",
            *bullet_lines(block.items, "  "),
        ]
    )


def _speakers(block: WorkBlock) -> Inlines:
    """Return the authors of a talk; none if only the owner is named, whose page this is."""
    if not block.after_authors and all(author.is_owner for author in block.authors):
        return ()
    return phrase(
        *(f"{one.before}{one.name}{''.join(one.markers)}{one.after}" for one in block.authors), block.after_authors
    )


def _listed(block: WorkBlock, legend: Legend, home: Home) -> str:
    """Return a work in a list: `- [Title](url), A, **B**, C, **CVPR 2020** [[code](…)]`."""
    work = home.work(block)
    title: Inlines = (Link(block.url, without_links(block.title)),) if block.url else block.title
    badge, _ = badge_and_rest(block, work)
    more = [*block.versions, *block.metrics, phrase(block.issn)]
    venue: Inlines = (Strong((Str(badge),)),) if badge else ()
    year = "" if block.year in badge or isinstance(work, Patent) else block.year
    before = kramdown_text(labelled(block, title))
    if not block.url:  # the comment separates the title from the names
        before = KramdownText(before + id_comment(block))
    before = KramdownText(before_addon(block).join(filter(None, [before, kramdown_text(block.title_addon)])))
    authors = kramdown_text(authors_line(block, legend))
    rest = kramdown_text(join_phrases(", ", [venue, year, source_facts(block, work, has_venue=True), *more]))
    links = " ".join(
        kramdown_text((Link(link.url, (Str("["), *without_links(link.text), Str("]"))),))
        for link in paper_links(work, block)
        if link.url != block.url
    )
    text = KramdownText(", ".join(filter(None, [before, authors, rest])))
    first = " ".join(filter(None, [kramdown_line(text), links, id_comment(block) if block.url else ""]))
    return "\n".join([f"- {first}", *bullet_lines(block.items, "  ")])
