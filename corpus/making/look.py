"""How the council's documents look: page, fonts, styles, and the two lists that number headings and clauses.

Level 1 of the main list is the style `Heading 1`, level 2 `Clause`, level 3 `Subclause`; annexes have a list of
their own, `Annex` and `Annex Clause`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Arial"
TEAL = "1B4F57"
SHADE = "DCE9EA"
RULE = "8FAFB2"
GREY = "555555"
TEXT_WIDTH = 16.4
CLAUSES, ANNEXES = 91, 92
Level = tuple[str, str, str, int, int]


@dataclass(frozen=True)
class Face:
    """What a document says of itself in its properties, header and footer; `|` parts left from right."""

    title: str
    author: str
    header: str
    footer: str
    annex: str = "Annex"


def xml_of(part: Any) -> Any:
    """Return the XML element under a part of python-docx, which has no public way to most of what Word can do."""
    return part._element  # noqa: SLF001


def element(tag: str, attribute: str, value: str) -> Any:
    made = OxmlElement(tag)
    made.set(qn(attribute), value)
    return made


def dress(word: Any, face: Face) -> None:
    """Set up the page, the styles and the numbering of a new document."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)
    section.different_first_page_header_footer = True
    _set_given_styles(word.styles)
    _add_styles(word.styles)
    _set_numbering(word, face.annex)
    _set_compatibility(word.settings.element)


def _set_given_styles(styles: Any) -> None:
    for name, size, colour, bold, before, after in (
        ("Normal", 11, None, False, 0, 6),
        ("Title", 28, TEAL, True, 150, 6),
        ("Subtitle", 15, TEAL, False, 0, 60),
        ("Heading 1", 14, TEAL, True, 16, 8),
        ("Heading 2", 11.5, TEAL, True, 10, 5),
        ("Caption", 9.5, TEAL, True, 6, 4),
        ("Header", 8.5, GREY, False, 0, 0),
        ("Footer", 8.5, GREY, False, 0, 0),
    ):
        style = styles[name]
        _set_font(style, size, colour)
        style.font.bold, style.font.italic = bold, False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for border in styles["Title"].element.pPr.findall(qn("w:pBdr")):
        styles["Title"].element.pPr.remove(border)
    styles["Normal"].paragraph_format.line_spacing = 1.1
    styles["Caption"].paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        stops = styles[name].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)


def _set_font(style: Any, size: float, colour: str | None) -> None:
    """Set the font of a style, without the theme that python-docx's own template gives it."""
    about = style.element.get_or_add_rPr()
    for tag in ("w:spacing", "w:kern", "w:lang"):
        for old in about.findall(qn(tag)):
            about.remove(old)
    fonts = about.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    style.font.name, style.font.size = FONT, Pt(size)
    fonts.set(qn("w:cs"), FONT)
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    about.append(element("w:lang", "w:val", "en-GB"))


def _add_styles(styles: Any) -> None:
    for name, base, size, after in (
        ("Council", "Normal", 15, 0),
        ("Annex", "Heading 1", 14, 8),
        ("Plain Heading", "Heading 1", 14, 8),
        ("Clause", "Normal", 11, 6),
        ("Subclause", "Normal", 11, 5),
        ("Annex Clause", "Normal", 11, 6),
        ("Note", "Normal", 10, 8),
        ("Table Text", "Normal", 10, 2),
        ("TOC 1", "Normal", 11, 4),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = styles[base], True
        style.font.size, style.paragraph_format.space_after = Pt(size), Pt(after)
    styles["Note"].font.italic = True
    styles["Table Text"].paragraph_format.line_spacing = 1.0
    styles["Plain Heading"].element.get_or_add_pPr().append(element("w:outlineLvl", "w:val", "9"))
    _set_band(styles["Council"])
    stops = styles["TOC 1"].paragraph_format.tab_stops
    stops.add_tab_stop(Cm(2.2))
    stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _set_band(style: Any) -> None:
    """Set the council's name white on a band of its colour."""
    style.font.bold, style.font.color.rgb = True, RGBColor(255, 255, 255)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="{space}" w:color="{TEAL}"/>'
        for side, space in (("top", 10), ("left", 4), ("bottom", 10), ("right", 4))
    )
    about = style.element.get_or_add_pPr()
    about.insert(0, parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{TEAL}"/>'))
    about.insert(0, parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"))


def _set_numbering(word: Any, annex: str) -> None:
    """Define the two lists and tie them to the styles that take part in them."""
    clauses: tuple[Level, ...] = (
        ("Heading1", "decimal", "%1", 0, 850),
        ("Clause", "decimal", "%1.%2", 0, 850),
        ("Subclause", "lowerLetter", "(%3)", 850, 567),
    )
    annexes: tuple[Level, ...] = (
        ("Annex", "upperLetter", f"{annex} %1", 0, 1400),
        ("AnnexClause", "decimal", "%1%2", 0, 850),
    )
    numbering = word.part.numbering_part.element
    for place, (number, levels) in enumerate(((CLAUSES, clauses), (ANNEXES, annexes))):
        numbering.insert(place, parse_xml(_list(number, levels)))
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
        for level, (style, *_) in enumerate(levels):
            found = next(each for each in word.styles if each.style_id == style)
            number_paragraph(found.element.get_or_add_pPr(), number, level)
    number_paragraph(word.styles["Plain Heading"].element.get_or_add_pPr(), 0, 0)


def _list(number: int, levels: Sequence[Level]) -> str:
    made = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left + hanging}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        for level, (style, kind, text, left, hanging) in enumerate(levels)
    )
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{made}</w:abstractNum>'
    )


def number_paragraph(properties: Any, number: int, level: int) -> None:
    """Tie a paragraph's or a style's properties to a level of a list; list 0 is none."""
    mark = properties.get_or_add_numPr()
    mark.get_or_add_ilvl().val = level
    mark.get_or_add_numId().val = number


def _set_compatibility(settings: Any) -> None:
    """Ask Word for its present layout rules: without this it falls back to those of 2007."""
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    compat = parse_xml(
        f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    settings.find(qn("w:rsids")).addprevious(compat)
