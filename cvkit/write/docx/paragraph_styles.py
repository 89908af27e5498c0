"""The styles of a DOCX: the built-in ones of Word, changed for a CV, and a few additional ones."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Pt, RGBColor

from cvkit.model.language_tag import closest_tag, known_language
from cvkit.model.scripts import is_east_asian_language
from cvkit.write.script_runs import is_right_to_left_language

FONT = "Cambria"
_EAST_ASIAN_FONTS = {"ko": "Batang", "ja": "MS Mincho", "zh": "SimSun", "zh-Hant": "PMingLiU"}
"""The fonts of Word for each language; another program replaces them with its fonts."""

BLACK, GREY, LINK = RGBColor(0x11, 0x11, 0x11), RGBColor(0x4A, 0x4A, 0x4A), RGBColor(0x1F, 0x3A, 0x5F)
RULE = "8A8A8A"


def set_styles(document: Document, language: str, label: Length, section: Any) -> None:
    """Set every style that the writer uses; `label` is the width of the column of labels."""
    edge = Emu(section.page_width - section.left_margin - section.right_margin)
    normal = document.styles["Normal"]
    _font(normal, 10.5, BLACK)
    _space(normal, 0, 0, 1.1)
    _language(document, language)
    if is_right_to_left_language(language):
        normal.element.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc")

    _font(document.styles["Title"], 24, BLACK)
    _space(document.styles["Title"], 0, 4)
    _border(document.styles["Title"], None)
    for name, size, before, after in (("Heading 1", 13, 16, 5), ("Heading 2", 10.5, 7, 0), ("Heading 3", 10.5, 7, 0)):
        style = document.styles[name]
        _font(style, size, BLACK, bold=True)
        _space(style, before, after)
        style.paragraph_format.tab_stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT)
    _border(document.styles["Heading 1"], RULE)

    for name, indent, before in (("Work", label, 5), ("Dated", Pt(36), 1)):
        style = _new(document, name)
        _space(style, before, 0)
        style.paragraph_format.keep_together = True
        _hang(style, indent)
    for name, before in (("Line", 1), ("Person", 4)):
        style = _new(document, name)
        _space(style, before, 0)
        style.paragraph_format.keep_together = True
        style.paragraph_format.tab_stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT)
    for name in ("Small", "Legend"):
        style = _new(document, name)
        _font(style, 9.5, GREY)
        _space(style, 0, 2)
    for name, indent in (("List Bullet", Pt(0)), ("List Bullet 2", label), ("List Bullet 3", Emu(label + Pt(18)))):
        _space(document.styles[name], 1, 0)
        _hang(document.styles[name], Emu(indent + Pt(18)), Pt(18))
    for name in ("Header", "Footer"):
        stops = document.styles[name].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Emu(edge // 2), WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT)
        _font(document.styles[name], 9, GREY)

    for name, size in (("Hyperlink", 0), ("Date", 0), ("Place", 0), ("Facts", 9.5), ("Beside Name", 15)):
        style = _new(document, name, WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb = LINK if name == "Hyperlink" else BLACK if name == "Date" else GREY
        style.font.bold = None if name == "Hyperlink" else False
        style.font.italic = name == "Place" or None
        if size:
            _size(style, size)


def _new(document: Document, name: str, kind: WD_STYLE_TYPE = WD_STYLE_TYPE.PARAGRAPH) -> Any:
    if name in document.styles:
        return document.styles[name]
    style = document.styles.add_style(name, kind)
    if kind == WD_STYLE_TYPE.PARAGRAPH:
        style.base_style = document.styles["Normal"]
    return style


def _font(style: Any, size: float, colour: RGBColor, bold: bool | None = None, italic: bool | None = None) -> None:
    font = style.font
    font.name, font.bold, font.italic, font.color.rgb = FONT, bold, italic, colour
    _size(style, size)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme font would override a named font
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:hAnsi"), FONT)
    for extra in style.element.rPr.xpath("./w:spacing | ./w:kern"):
        style.element.rPr.remove(extra)


def _size(style: Any, size: float) -> None:
    """Set the size of letters, also of those of complex scripts, which Word keeps apart."""
    style.font.size = Pt(size)
    properties = style.element.rPr
    for old in properties.xpath("./w:szCs"):
        properties.remove(old)
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), str(round(2 * size)))
    properties.xpath("./w:sz")[0].addnext(complex_size)


def _space(style: Any, before: float, after: float, lines: float | None = None) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    if lines:
        form.line_spacing = lines


def _hang(style: Any, indent: Length, by: Length | None = None) -> None:
    """Set a hanging indent: the first line begins `by` before the others, by default at the edge of the text.

    A tab stop is at the start of the other lines.
    """
    form = style.paragraph_format
    form.left_indent, form.first_line_indent = indent, Emu(-(by or indent))
    form.tab_stops.add_tab_stop(indent)


def _border(style: Any, colour: str | None) -> None:
    """Set a hairline under a paragraph, or remove it if `colour` is `None`."""
    properties = style.element.get_or_add_pPr()
    for border in properties.xpath("./w:pBdr"):
        properties.remove(border)
    if colour:
        border, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "2"), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        border.append(line)
        properties.insert_element_before(
            border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
        )


def _language(document: Document, language: str) -> None:
    """Set the language of the text, and the font for East Asian characters; the default for these is Korean.

    The other characters of an East Asian page are those of English, as Word has them: with the rules of Chinese, a line
    would break within words and numbers.
    """
    run = document.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr")[0]
    for old in run.xpath("./w:lang"):
        run.remove(old)
    tag = OxmlElement("w:lang")
    is_east_asian = is_east_asian_language(language)
    tag.set(qn("w:val"), "en-US" if is_east_asian else language)
    east_asian = language if is_east_asian else "ko"
    tag.set(qn("w:eastAsia"), east_asian)
    run.append(tag)
    fonts = run.xpath("./w:rFonts")[0]
    fonts.attrib.pop(qn("w:eastAsiaTheme"), None)
    fonts.set(qn("w:eastAsia"), east_asian_font(east_asian))


def east_asian_font(language: str) -> str:
    """Return the font for Chinese, Japanese or Korean."""
    return _EAST_ASIAN_FONTS[closest_tag(known_language(language) or language, _EAST_ASIAN_FONTS) or "ko"]
