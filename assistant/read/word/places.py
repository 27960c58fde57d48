"""Where blocks stand in a Word file, to be found again for writing.

What the ids mean, for every format:

- `p14` is the 14th paragraph outside tables and text boxes, in reading order. Empty ones count, and those whose
  text was deleted; only what stands as a whole in a deletion does not. What is left of a paragraph whose end was
  deleted is read in the next one. A document that stands inside the file counts as one paragraph, and what is
  read in it is `p14.p2`, by the same rules from there.
- `t2r3c1` is a cell: the second table in the order in which tables begin (one inside a cell comes after the one
  around it, those of text boxes after the paragraph that holds the box, those of notes and page edges last), its
  third row that is not deleted, and the first column of the grid that the cell covers: the cells before it count
  as often as they are wide. The id is also that of the cell's first paragraph that says something; `t2r3c1p2` is
  the second that does. Of a cell that says nothing the first paragraph stands for all. A cell that goes on with
  the one above it has an id only where it says something itself.
- `tb1p3` is the third paragraph of the first text box, `dw1p1` the words that a shape or a diagram draws first.
  `fn2`, `en2` and `cm2` are the second footnote, endnote and comment, `fn2p2` the second paragraph of one; `hdr1p1`
  and `ftr1p1` stand in the first header and footer.
- `p90h4` is hidden text in paragraph `p90`, the fourth of its document; a paragraph all of whose text is hidden
  keeps its own id unless it is a cell's.
- OpenDocument text has the same ids, and `tocp7` for the seventh paragraph of the tables of contents. Its rows
  count once where the file repeats them, its columns as often as it does.
- In a workbook `t2r5c3` is cell C5 of the second sheet, as Excel counts, `t2r5c3cm` the comment on it and `s2` the
  sheet's name.
- In a PDF the page comes first: `pg3p5`, `pg3t2r1c1`. Plain formats count their paragraphs and tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.read.word.reader import walker_of
from assistant.read.word.wordml import name_of

if TYPE_CHECKING:
    from lxml import etree


def places(content: bytes, root: etree._Element) -> dict[str, etree._Element]:
    """Return the paragraph that each block id of a Word file's body names, in reading order.

    `content` is the file and `root` its `w:document` as somebody else parsed it, to be written into: in
    python-docx `word.element`. A paragraph that says nothing has no block but is found too. Where a cell holds
    no paragraph the cell itself stands for it.
    """
    parts = [each for each in root if name_of(each) in {"w:background", "w:body"}]
    flat = (each for part in parts for each in (part if name_of(part) == "w:body" else [part]))
    found = walker_of(content, "").body(flat)
    return {each.id: each.element for each in found if each.element is not None and not each.silent}
