"""The lists of a Word file: `numbering.xml` and the styles that stand for lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.read.numbering import Level, List, Numbering
from assistant.read.word.wordml import attribute, branch, child, children, number, on, val

if TYPE_CHECKING:
    from lxml import etree


def word_numbering(root: etree._Element | None, list_of: Callable[[str | None], str | None]) -> Numbering:
    """Return the lists of a file; `list_of` gives the list that a numbering style stands for."""
    numbering = Numbering()
    if root is None:
        return numbering
    linked: dict[str, str] = {}
    for abstract in children(root, "w:abstractNum"):
        key = attribute(abstract, "w:abstractNumId") or ""
        numbering.define(key, _levels(abstract))
        linked[key] = list_of(val(child(abstract, "w:numStyleLink"))) or ""
    lists = {attribute(each, "w:numId") or "": _list(each) for each in children(root, "w:num")}
    keys = {list_id: each.key for list_id, each in lists.items()}
    for list_id, each in lists.items():
        each.key = keys.get(linked.get(each.key, ""), each.key)
        numbering.add(list_id, each)
    return numbering


def _list(element: etree._Element) -> List:
    each = List(val(child(element, "w:abstractNumId")) or "")
    for override in children(element, "w:lvlOverride"):
        at = number(attribute(override, "w:ilvl"))
        start = val(child(override, "w:startOverride"))
        if start is not None:
            each.starts[at] = number(start, 1)
        level = child(override, "w:lvl")
        if level is not None:
            each.levels[at] = _level(level)
    return each


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {number(attribute(each, "w:ilvl")): _level(each) for each in children(abstract, "w:lvl")}


def _level(element: etree._Element) -> Level:
    restart = val(child(element, "w:lvlRestart"))
    return Level(
        start=number(val(child(element, "w:start"))),
        form=_form(element),
        text=val(child(element, "w:lvlText")) or "",
        restart=None if restart is None else number(restart),
        legal=on(child(element, "w:isLgl")),
        style=val(child(element, "w:pStyle")),
    )


def _form(level: etree._Element) -> str:
    """Return the number format; `001` for one that pads with zeros, which Word wraps in an alternative."""
    plain = child(level, "w:numFmt")
    wrapped = child(level, "mc:AlternateContent")
    if plain is None and wrapped is not None:
        plain = child(branch(wrapped), "w:numFmt")
        if zeros := re.match(r"0+1\b", attribute(plain, "w:format") or ""):
            return zeros[0]
        if val(plain) == "custom":
            plain = child(child(wrapped, "mc:Fallback"), "w:numFmt")
    return val(plain) or "decimal"
