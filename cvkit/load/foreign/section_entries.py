"""Add the entries of sections with free titles, such as those of RenderCV, to a record."""

from __future__ import annotations

import re
from typing import Any, Literal

from cvkit.load.bibtex.addresses import read_address
from cvkit.load.foreign.add_work import add_work
from cvkit.load.foreign.content import Fields, SourceContent
from cvkit.load.foreign.markup import from_rendercv, markdown_points
from cvkit.load.foreign.periods import dates_of, degree_dates
from cvkit.load.foreign.section_works import add_publication, bullets_of, points_of
from cvkit.model.source import Span

OWN_SECTION = "own"
"""The meaning of a section whose entries have facts for which no section but the record's own has a place."""
YEAR_AT_END = re.compile(r"(.*\S)\s*\(((?:19|20)\d\d)\)|([^()]*[^\s(),]),\s*((?:19|20)\d\d)")


def add_text(
    title: str, meaning: str, text: str, content: SourceContent, span: Span, form: Literal["text", "bullet"] = "text"
) -> None:
    """Add an entry that is one text, with the items of its lists as bullets. `form` is its form in an own section."""
    rest, points = markdown_points(text)
    if points:
        if rest.strip():
            add_text(title, meaning, rest, content, span)
        for point in points:
            add_text(title, meaning, point, content, span, "bullet")
        return
    written = from_rendercv(text)
    if not written:
        return
    if meaning == "summary":
        content.summary.append(written)
        _guess_section(title, meaning, content, span)
    elif meaning in ("skills", "languages") and (found := re.fullmatch(r"\**([^:*]{2,40})\**:\**\s+(.+)", written)):
        key = "items" if meaning == "skills" else "level"
        content.add(meaning, {"name": found[1], key: found[2]}, span)
    elif meaning in ("honors", "certifications", "talks") and (dated := YEAR_AT_END.fullmatch(written)):
        values = dict(zip(("title", "date"), filter(None, dated.groups()), strict=True))
        content.report.guess("a date, from the year behind a text", values["date"], span)
        if meaning == "talks":
            add_work(content, "talk", values, span)
        else:
            content.add(meaning, values, span)
    elif meaning in ("honors", "certifications"):
        content.add(meaning, {"title": written}, span)
    else:
        content.add_own(title, {form: written}, span)


def add_entry(title: str, meaning: str, fields: Fields, content: SourceContent) -> None:
    """Add an entry with keys. The title decides the section, and else the keys."""
    if fields.has("authors") or (meaning == "publications" and fields.has("title")):
        add_publication(title, meaning, fields, content)
    elif fields.has("institution"):
        _education(fields, content)
    elif fields.has("company") or fields.has("position"):
        _post(title, meaning, fields, content)
    elif fields.has("details") or fields.has("keywords"):
        _line(title, meaning, fields, content)
    elif fields.has("bullet") and meaning in ("honors", "certifications"):
        add_text(title, meaning, fields.word("bullet"), content, fields.span)
        fields.leave_out_rest()
    elif fields.has("bullet"):
        add_bullet(title, fields, content)
    elif fields.has("number") or fields.has("reversed_number"):
        content.report.left_out("numbers of a numbered list", fields.span)
        add_text(title, meaning, fields.word("number", "reversed_number"), content, fields.span, "bullet")
        fields.leave_out_rest()
    else:
        _named(title, meaning, fields, content)


def add_bullet(title: str, fields: Fields, content: SourceContent) -> None:
    """Add a bullet to a section of the record's own."""
    content.add_own(title, {"bullet": from_rendercv(fields.word("bullet"))} | fields.keep_rest(), fields.span)


def _education(fields: Fields, content: SourceContent) -> None:
    values = {
        "degree": from_rendercv(fields.word("degree", "study_type", "studyType")),
        "field": from_rendercv(fields.word("area")),
        "institution": from_rendercv(fields.word("institution")),
        "location": from_rendercv(fields.word("location")),
        **degree_dates(fields),
        "grade": from_rendercv(fields.word("gpa", "score")),
        "courses": points_of(fields, "courses"),
        "highlights": bullets_of(fields),
    }
    _with_note(values, fields)
    content.add("education", values | _links(fields) | fields.keep_rest(), fields.span)


def _post(title: str, meaning: str, fields: Fields, content: SourceContent) -> None:
    position, company = from_rendercv(fields.word("position")), from_rendercv(fields.word("company"))
    if not company:
        company = from_rendercv(fields.word("name"))
    highlights = bullets_of(fields)
    values: dict[str, Any] = {"location": from_rendercv(fields.word("location")), **dates_of(fields)}
    if meaning == "teaching":
        section = "teaching"
        values = {"title": position or company, "organization": company if position else "", **values}
    elif meaning == "grants":
        section = "grants"
        values = {"title": position or company, "funder": company if position else "", **values}
    elif meaning in ("service", "memberships"):
        section = meaning
        values = {"role": position, "organization": company, **values}
    elif meaning == "projects":
        section = meaning
        values = {"title": company or position, "role": position if company else "", **values}
    elif meaning == OWN_SECTION:
        values = {"title": company or position, "role": position if company else "", **values}
        values |= {"text": from_rendercv("\n".join(fields.lines("summary"))), "highlights": highlights}
        content.add_own(title, values | _links(fields) | fields.keep_rest(), fields.span)
        return
    else:
        section = "experience"
        values = {"role": position, "organization": company or position, **values}
        if not company:
            values["role"] = ""
    if section in ("service", "memberships", "grants") and (place := values.pop("location")):
        values["note"] = "; ".join(filter(None, [place, values.get("note", "")]))
    values["highlights"] = highlights
    guess_section(title, section, fields)
    _with_note(values, fields)
    content.add(section, values | _links(fields) | fields.keep_rest(), fields.span)


def _line(title: str, meaning: str, fields: Fields, content: SourceContent) -> None:
    label = from_rendercv(fields.word("label", "name"))
    details = [from_rendercv(line) for line in fields.lines("details", "keywords")]
    text = ", ".join(details)
    level = from_rendercv(fields.word("level"))
    if meaning == "languages":
        values: dict[str, Any] = {"name": label, "level": level or text}
        content.add("languages", values | fields.keep_rest(), fields.span)
    elif meaning in ("skills", "software", ""):
        if meaning == "skills":
            items = details if len(details) > 1 else text
            content.add("skills", {"name": label, "items": items, "level": level} | fields.keep_rest(), fields.span)
        else:
            content.add_own(title, {"label": label, "text": text} | fields.keep_rest(), fields.span)
    elif meaning in ("honors", "certifications"):
        content.add(meaning, {"title": label, "note": text} | fields.keep_rest(), fields.span)
    elif meaning == "projects":
        content.add(meaning, {"title": label, "description": text} | fields.keep_rest(), fields.span)
    else:
        content.add_own(title, {"label": label, "text": text} | fields.keep_rest(), fields.span)


def _named(title: str, meaning: str, fields: Fields, content: SourceContent) -> None:
    """An entry with a name, dates, a place, a summary and highlights."""
    name = from_rendercv(fields.word("name", "title"))
    summary = from_rendercv("\n".join(fields.lines("summary", "description")))
    has_bullets = meaning not in ("honors", "certifications", "languages", "skills", "patents")
    highlights = bullets_of(fields) if has_bullets else points_of(fields, "highlights")
    location, period = from_rendercv(fields.word("location")), dates_of(fields)
    links, span = _links(fields), fields.span
    if not name:
        text = from_rendercv(fields.word("text"))
        content.add_own(title, {"text": text or summary, **period} | fields.keep_rest(), span)
        return
    date = period.get("date") or period.get("end") or period.get("start", "")
    if date == "present":
        date = period.get("start", "")
    about = "" if has_bullets else "; ".join(filter(None, [summary, location, *highlights, period.get("note", "")]))
    report = content.report
    if meaning in ("honors", "certifications"):
        by = from_rendercv(fields.word("awarder", "issuer"))
        values: dict[str, Any] = {"title": name, "by": by, "date": date, "note": about}
        content.add(meaning, values | links | fields.keep_rest(), span)
    elif meaning in ("languages", "skills"):
        values = {"name": name, "level" if meaning == "languages" else "items": summary, "note": "; ".join(highlights)}
        content.add(meaning, values | links | fields.keep_rest(), span)
    elif meaning == "patents":
        values = {"title": name, "date": date, "note": about} | fields.keep_rest()
        report.lacks("authors", span, "add them, or import the works from BibTeX, ORCID or DBLP too")
        add_work(content, "patent", values, span)
    elif meaning == "talks":
        values = {"title": name, "date": date, "event": {"place": location}, "note": summary, "highlights": highlights}
        add_work(content, "talk", values | fields.keep_rest() | ({"url": links["x-url"]} if links else {}), span)
    elif meaning == "software":
        values = {"title": name, "date": date, "description": summary, "highlights": highlights}
        values["url"] = links.get("x-url", "")
        add_work(content, "software", values | fields.keep_rest(), span)
    elif meaning == "projects":
        values = {"title": name, "location": location, **period, "description": summary, "highlights": highlights}
        content.add(meaning, values | {"url": links.get("x-url", "")} | fields.keep_rest(), span)
    elif meaning in ("grants", "teaching"):
        place = "" if meaning == "teaching" else location
        values = {"title": name, **period, "note": "; ".join(filter(None, [place, period.get("note", ""), summary]))}
        values |= {"highlights": highlights, "url": links.get("x-url", "")}
        values |= {"location": location} if meaning == "teaching" else {}
        content.add(meaning, values | fields.keep_rest(), span)
    elif meaning in ("service", "memberships"):
        values = {"organization": name, **period}
        values["note"] = "; ".join(filter(None, [location, period.get("note", ""), summary]))
        content.add(meaning, values | links | fields.keep_rest(), span)
    else:
        values = {"title": name, "location": location, **period, "text": summary, "highlights": highlights}
        content.add_own(title, values | links | fields.keep_rest(), span)
        return
    guess_section(title, meaning, fields)


def guess_section(title: str, section: str, fields: Fields) -> None:
    """Report that a title is taken for a section, unless it has the name of the section."""
    _guess_section(title, section, fields.content, fields.span)


def _guess_section(title: str, section: str, content: SourceContent, span: Span) -> None:
    if section != "honors" and section.rstrip("s") not in title.lower():
        content.report.guess("the meaning of a section title", f"{title} is {section}", span)


def _with_note(values: dict[str, Any], fields: Fields) -> None:
    """Add the summary of an entry to its note."""
    texts = [values.get("note", ""), from_rendercv("\n".join(fields.lines("summary")))]
    values["note"] = "; ".join(filter(None, texts))


def _links(fields: Fields) -> dict[str, str]:
    url = fields.word("url")
    found = read_address(url) if url else None
    if url and not found:
        fields.report.unread(fields.label("url"), url, fields.at("url"))
    return {"x-url": found} if found else {}
