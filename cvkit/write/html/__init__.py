"""HTML: one page that needs no other file, for a browser and for paper, with the same anchors as the PDF."""

from __future__ import annotations

import base64

from cvkit.model.display_width import display_width
from cvkit.model.inline import plain_text
from cvkit.write.address import ascii_address, is_allowed
from cvkit.write.blocks import Contact, Head, Page
from cvkit.write.formats import WriterInput
from cvkit.write.html.block_markup import section_markup
from cvkit.write.html.elements import NO_HTML, Html, element, escaped, join_html, lines
from cvkit.write.html.inline_markup import TextWriter
from cvkit.write.html.linked_data import linked_data
from cvkit.write.html.paper import paper_rules
from cvkit.write.html.stylesheet import STYLESHEET
from cvkit.write.script_runs import is_right_to_left_language
from cvkit.write.text_lines import place_line

PICTURES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg"}
"""The endings of the picture files that browsers can show, with their media subtypes."""


def write(inputs: WriterInput) -> str:
    """Return the document as a complete page in valid HTML (WHATWG)."""
    page = inputs.reading
    texts = TextWriter(page.language)
    head = element(
        "head",
        lines(
            Html('<meta charset="utf-8">'),
            element("title", escaped(page.title)),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            Html('<meta name="color-scheme" content="light dark">'),
            Html(f'<meta name="author" content="{escaped(page.name)}">'),
            element("style", _stylesheet(page)),
            linked_data(inputs),
        ),
    )
    sections = (section_markup(section, texts) for section in page.sections)
    body = element("body", lines(element("main", lines(_header(page.shown_head, texts, inputs.photo), *sections))))
    direction = "rtl" if is_right_to_left_language(page.language) else ""
    return f"<!DOCTYPE html>\n{element('html', lines(head, body), lang=page.language, dir=direction)}\n"


def _stylesheet(page: Page) -> Html:
    """The style sheet, with the width of the widest label and the texts in the margins of paper."""
    widest = max((display_width(work.label or work.year) for work in page.works), default=0)
    column = f":root {{ --label: {0.55 * widest + 1:.2f}rem; }}\n"
    return Html(f"\n{STYLESHEET}{column}{paper_rules(page)}")


def _header(head: Head, texts: TextWriter, photo: bytes) -> Html:
    """The name, the place, the contacts and the figures."""
    native = _native(head, texts)
    title = _beside(escaped(head.punctuation.comma), texts.markup(head.title)) if head.title else NO_HTML
    contacts = (element("li", _contact(contact, texts)) for contact in head.contacts)
    figures = (element("li", texts.markup(figure)) for figure in head.figures)
    return element(
        "header",
        lines(
            _picture(head, photo),
            element("h1", join_html(" ", [Html(f"{texts.characters(head.name)}{title}"), native])),
            element("p", texts.markup(place_line(head))),
            element("ul", lines(*contacts), class_="contacts"),
            element("ul", lines(*figures), class_="figures"),
            element("p", texts.characters(head.updated), class_="updated"),
        ),
    )


def _native(head: Head, texts: TextWriter) -> Html:
    """The name in the person's own script, in the language that the record states, else in that of its letters."""
    if not head.native_language:
        return _beside(texts.characters(head.native), class_="beside native")
    direction = "rtl" if is_right_to_left_language(head.native_language) else ""
    return _beside(escaped(head.native), class_="beside native", lang=head.native_language, dir=direction)


def _beside(*content: Html, class_: str = "beside", **attributes: str) -> Html:
    """A part of the first heading that is smaller than the name."""
    return element("span", *content, class_=class_, **attributes)


def _picture(head: Head, photo: bytes) -> Html:
    """The photo of the person, embedded in the page."""
    kind = PICTURES.get(head.photo.lower().rpartition(".")[2])
    if not kind or not photo:
        return NO_HTML
    data = base64.b64encode(photo).decode("ascii")
    return Html(f'<img class="photo" alt="{escaped(head.photo_alt)}" src="data:image/{kind};base64,{data}">')


def _contact(contact: Contact, texts: TextWriter) -> Html:
    text = texts.characters(plain_text(contact.text))
    return element("a", text, href=ascii_address(contact.url)) if is_allowed(contact.url) else text
