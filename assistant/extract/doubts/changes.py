"""What a later document of the pack changes: dates that are replaced, and sentences that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.extract.doubts.findings import Findings, clipped, sentences
from assistant.extract.text.layout import Layout
from assistant.records import Flag, Source

SAYS = re.compile(
    r"\b(?:is|are|has been|have been|will be)\s+(?:hereby\s+)?(?:changed|amended|replaced|revised|corrected|extended|"
    r"withdrawn|deleted|superseded|increased|reduced|removed)\b"
    r"|\b(?:is|are) now\b|\bplease (?:disregard|note the (?:revised|amended))\b"
    r"|\bshould (?:now )?read\b|\btakes? the place of\b|\bsupersedes?\b",
    re.IGNORECASE,
)
WHAT = re.compile(
    r"\b(?:deadline|date|limit|weight\w*|question|requirement|clause|section|paragraph|specification|schedule|table|page|words?|"
    r"turnover|insurance|lot|budget|value|price|term|annex|appendix|document|answer|return|submission)\w*\b|\d",
    re.IGNORECASE,
)
NOT = re.compile(r"\b(?:not|no|unchanged|may be|if|would|could|whether|form part|precedence)\b|\?", re.IGNORECASE)
MOST = 8


def change_doubts(layout: Layout, findings: Findings) -> Iterator[Flag]:
    told = [other.source for _, other in findings.judging.conflicts]
    told += [second.source for _, second in findings.questions.conflicts if second.source]
    for date in findings.tender.dates:
        new = next((each for each in findings.tender.dates if each.source == date.superseded_by), None)
        if new is None:
            continue
        told.append(new.source)
        what = date.role.removeprefix("other_").replace("_", " ")
        yield Flag(
            kind="amended",
            message=f"The date for the {what}, {date.text}, was changed to {new.text}.",
            sources=(date.source, new.source),
            ask=f"Please confirm that the date for the {what} is {new.text}, in place of {date.text}.",
        )
    yield from _said(layout, told)


def _said(layout: Layout, told: list[Source]) -> Iterator[Flag]:
    """Return what answers and notices say they change, beside the dates that were told already."""
    blocks = {(each.document, each.block) for each in told}
    count = 0
    for line, text in sentences(layout):
        changes = line.kind == "clarification" and SAYS.search(text) and WHAT.search(text) and not NOT.search(text)
        if not changes or (line.document, line.block.id) in blocks or count >= MOST or len(text.split()) < 4:
            continue
        count += 1
        yield Flag(
            kind="amended",
            message=f"A later document changes the pack: “{clipped(text, 32)}”.",
            sources=(line.source(),),
            ask=f"Please confirm that this applies in place of what the pack said before: “{clipped(text, 32)}”.",
        )
