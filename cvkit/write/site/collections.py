"""One page for each work, talk and course of a site with the template academicpages, and its page `cv.md`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cvkit.model.activity import Teaching
from cvkit.model.date import Date
from cvkit.model.diagnostic import CvkitError, ExitStatus, KeyPath
from cvkit.model.inline import Emphasis, Inlines, Str, plain_text
from cvkit.model.work import Work, WorkKind
from cvkit.number.select import Listed
from cvkit.write.bib import bib_context
from cvkit.write.bib.bibtex_entry import bibtex_entry
from cvkit.write.blocks import BulletBlock, GroupHeading, Legend, WorkBlock
from cvkit.write.compose.activity_blocks import course_figures
from cvkit.write.compose.bullets import bullets
from cvkit.write.compose.career_blocks import hosts_of
from cvkit.write.compose.phrase import join_phrases, localized, sentences
from cvkit.write.site.home_page import Home, Region, bullet_lines, details, paper_address
from cvkit.write.site.kramdown import (
    PageText,
    address,
    front_matter_value,
    html_text,
    kramdown_line,
    kramdown_text,
    without_liquid,
)
from cvkit.write.text_lines import MarkedInlines, authors_line, before_addon, legend_of

CATEGORIES: dict[WorkKind, tuple[str, ...]] = {
    "preprint": ("preprints", "manuscripts"),
    "conference": ("conferences",),
    "workshop": ("workshops", "conferences"),
    "poster": ("posters", "conferences"),
    "wip": ("conferences",),
    "demo": ("conferences",),
    "book": ("books",),
    "chapter": ("chapters", "books"),
    "thesis": ("theses", "manuscripts"),
    "report": ("reports", "manuscripts"),
}
"""Kind → the categories of publications that it can have, the best first; any other kind is a manuscript."""

USUAL_CATEGORIES = {"books": "Books", "manuscripts": "Journal Articles", "conferences": "Conference Papers"}
"""The categories that the template comes with, and their titles."""

CV_PAGE = "_pages/cv.md"
CV_HEAD = """\
---
layout: archive
title: "CV"
permalink: /cv/
author_profile: true
redirect_from:
  - /resume
---

{% include base_path %}"""

LOOPS = {"publications": "archive-single-cv", "talks": "archive-single-talk-cv", "teaching": "archive-single-cv"}
"""Collection → the file of the template that prints one of its entries on the CV page."""


@dataclass(frozen=True)
class EntryPage:
    """The page of a work, a talk or a course."""

    collection: str
    title: Inlines
    slug: str
    """The last part of its address: the id, so that no edit of the title or the date moves the page."""
    date: Date
    values: Mapping[str, str]
    """Further values of the front matter, as text for the place where the template prints them."""
    body: str = ""

    @property
    def path(self) -> str:
        """The path in the site. Jekyll takes the order of a collection from it."""
        return f"_{self.collection}/{self.date.first_day.isoformat()}-{self.slug}.md"

    def __str__(self) -> str:
        folder = "publication" if self.collection == "publications" else self.collection
        values = {
            "title": kramdown_line(kramdown_text(self.title)),
            "collection": self.collection,
            "permalink": f"/{folder}/{self.slug}",
            "excerpt": "",  # without it Jekyll takes the first paragraph of the page
            **{name: value for name, value in self.values.items() if value},
        }
        lines = [f"{name}: {front_matter_value(value)}" for name, value in values.items()]
        head = ["---", *lines, f"date: {self.date.first_day.isoformat()}", "---"]
        return "\n".join([*head, *(["", without_liquid(self.body)] if self.body else [])]) + "\n"


def collection_files(home: Home, config: Mapping[str, Any]) -> tuple[dict[str, bytes], list[str]]:
    """Return the files of the collections that the document asks for, by their paths in the site, and notes.

    `config` are the settings of the site.

    Raises:
        CvkitError: the settings have no category for a work, or two entries have one address.
    """
    files: dict[str, bytes] = {}
    notes: list[str] = []
    inexact: Counter[str] = Counter()
    taken: set[tuple[str, str]] = set()
    for page in _pages(home, config, notes):
        if (page.collection, page.slug) in taken:
            hint = "give one of them another `id`"
            raise CvkitError(f"two pages have the address {page.slug}", ExitStatus.PROBLEMS, hint)
        taken.add((page.collection, page.slug))
        files[page.path] = str(page).encode()
        inexact[page.collection] += page.date.start.day is None
    shown = {"talks": "the first day of their month or year"}
    notes += [f"{inexact[name]} of the pages of {name} show {words}" for name, words in shown.items() if inexact[name]]
    for block, listed in _works(home) if home.site.bib and "publications" in home.site.collections else ():
        slug = slug_of(listed.work, block.title)
        files[f"files/{slug}.bib"] = str(bibtex_entry(listed, slug, bib_context(home.inputs))).encode()
    return files, notes


def _works(home: Home) -> Iterator[tuple[WorkBlock, Listed]]:
    """Yield the publications that have a page, each once."""
    seen: set[KeyPath] = set()
    for block in home.page.works:
        path = block.origins[0]
        if path[0] == "publications" and path not in seen and _first_date(home.work(block)):
            seen.add(path)
            yield block, Listed(path, home.work(block), home.inputs.numbered.labels.get(path))


def _pages(home: Home, config: Mapping[str, Any], notes: list[str]) -> Iterator[EntryPage]:
    """Yield the pages of the entries that the home page prints, each once. An entry without a date has none."""
    seen: set[KeyPath] = set()
    for section in home.page.sections:
        for block in section.blocks:
            path = block.origins[0] if block.origins else ()
            name = str(path[0]) if path else ""
            if name not in home.site.collections or path in seen or isinstance(block, Legend | GroupHeading):
                continue
            seen.add(path)
            entry = home.entry(block)
            date = _first_date(entry)
            title = localized(entry.title, home.locale)
            if date is None:
                notes.append(f"no page for {plain_text(title)}: it has no date")
            elif isinstance(block, WorkBlock):
                values = _talk_values if name == "talks" else _publication_values
                body = _paragraphs(block.abstract, block.items)
                found = values(block, legend_of(section), home, config)
                yield EntryPage(name, block.title, slug_of(entry, title), date, found, body)
            else:
                items = bullets(entry.highlights, home.locale)
                figures = join_phrases(", ", course_figures(entry, home.locale))
                body = _paragraphs(sentences([figures, localized(entry.note, home.locale)]), items)
                shown = join_phrases(" ", [entry.code, title])
                yield EntryPage(name, shown, slug_of(entry, title), date, _course_values(entry, home), body)


def _paragraphs(text: Inlines, items: Sequence[BulletBlock]) -> str:
    """Return a paragraph and a list."""
    return "\n\n".join(filter(None, [kramdown_line(kramdown_text(text)), "\n".join(bullet_lines(items))]))


def slug_of(entry: Any, title: Inlines) -> str:
    """Return the last part of the address of a page: the id, or the title with the date."""
    name = entry.id or "-".join(filter(None, [plain_text(title).lower(), str(_first_date(entry) or "")]))
    return re.sub("[^A-Za-z0-9_-]+", "-", name).strip("-") or "entry"


def _first_date(entry: Any) -> Date | None:
    """The date of an entry, or the start of its period."""
    dates = getattr(entry, "dates", ())
    date = getattr(entry, "date", None) or getattr(entry, "start", None) or (dates[0] if dates else None)
    return date if isinstance(date, Date) else None


def _publication_values(block: WorkBlock, legend: Legend, home: Home, config: Mapping[str, Any]) -> dict[str, str]:
    work = home.work(block)
    language = home.page.language
    slides = next((link.url for link in block.links if "slides" in plain_text(link.text).lower()), "")
    paper = paper_address(work, block)
    return {
        "category": _category(work.kind, config),
        "venue": html_text(block.venue, language),
        "slidesurl": address(slides) if slides else "",
        "paperurl": address(paper) if paper else "",
        "bibtexurl": f"/files/{slug_of(work, block.title)}.bib" if home.site.bib else "",
        "citation": html_text(_citation(block, work, legend), language),
    }


def _citation(block: WorkBlock, work: Work, legend: Legend) -> MarkedInlines:
    """Return a work in one line. The template prints authors nowhere else."""
    venue: Inlines = (Emphasis(block.venue),) if block.venue else ()
    source = join_phrases(" " if block.volume else ", ", [venue, details(block, work)])
    source = join_phrases(", ", [source, block.place, block.date or block.year])
    authors = authors_line(block, legend)
    after = sentences([join_phrases(before_addon(block), [block.title, block.title_addon]), source, block.note])
    return (*authors, Str(". "), *after) if authors else after


def _category(kind: WorkKind, config: Mapping[str, Any]) -> str:
    """Return the category of a work. One that the settings of the site lack would leave the work out of every list."""
    given = config.get("publication_category", USUAL_CATEGORIES)
    known = list(given) if isinstance(given, Mapping) else []
    wanted = CATEGORIES.get(kind, ("manuscripts",))
    for category in wanted:
        if category in known:
            return category
    title = USUAL_CATEGORIES.get(wanted[-1], wanted[-1].capitalize())
    hint = f"add to _config.yml, below publication_category: {wanted[-1]}: {{title: '{title}'}}"
    raise CvkitError(f"the site has no category for a work of the kind {kind}", ExitStatus.USAGE, hint)


def _talk_values(block: WorkBlock, legend: Legend, home: Home, config: Mapping[str, Any]) -> dict[str, str]:
    work = home.work(block)
    role = localized(getattr(work, "role", None), home.locale)
    return {
        "type": html_text(role, home.page.language) or "Talk",
        "venue": html_text(block.venue, home.page.language),
        "location": html_text(block.place, home.page.language),
    }


def _course_values(course: Teaching, home: Home) -> dict[str, str]:
    venue = join_phrases(", ", [hosts_of(course, home.locale), localized(course.department, home.locale)])
    role, place = localized(course.role, home.locale), localized(course.location, home.locale)
    texts = {"type": role, "venue": venue, "location": place}
    return {name: html_text(text, home.page.language) for name, text in texts.items()}


def cv_page(home: Home, regions: Sequence[Region]) -> tuple[str, list[Region]]:
    """Return the CV page: the sections of the home page, with the lists of the template for the collections."""
    parts: list[Region] = []
    for section, region in zip(home.page.sections, regions, strict=True):
        name = section.id.partition("-")[0]
        is_loop = name in home.site.collections and name in LOOPS
        text = _loop(name, section.title) if is_loop else region.text
        if not (is_loop and any(part.text == text for part in parts)):
            parts.append(Region(section.id, text))
    return "\n\n".join([CV_HEAD, *map(str, parts)]) + "\n", parts


def _loop(name: str, title: Inlines) -> PageText:
    """Return the tags of Liquid that print a collection."""
    loop = f"<ul>{{% for post in site.{name} reversed %}}\n  {{% include {LOOPS[name]}.html %}}\n{{% endfor %}}</ul>"
    return PageText(f"{without_liquid(f'## {kramdown_text(title)}')}\n\n{loop}")
