"""Write the answers: an undertaking for each requirement, evidence for it used once only, and a marked gap without."""

from __future__ import annotations

import re

from assistant.draft.brief import USABLE, Brief, join_names
from assistant.draft.commit import answer_first, heading, phrase, undertake
from assistant.draft.count import count_words
from assistant.draft.govern import days_together, governance, stated
from assistant.draft.page import Page, Paragraph, Part
from assistant.draft.passages import Quote, quotable
from assistant.draft.plan import Ask, Outline, plan
from assistant.draft.tables import NOT_SAID, risks, table_for
from assistant.draft.voice import Speaker, adapt
from assistant.draft.words import stems
from assistant.records import Match, Requirement, Sentence

FULL, ROOM = 0.9, 0.86
MOST_EVIDENCE = 5
LONGEST_GAP = 40
TABLE_CUES = {
    "partnership": ("who does what", "role"),
    "capacity": ("staff", "days"),
    "safeguarding": ("checked", "trained", "polic"),
    "mobilisation": ("plan", "mobilis"),
}
WHO = ("; {} will lead", ", with {} responsible", ", led for the consortium by {}", "; {} will answer for this")
PROOF = re.compile(r"\b(examples?|experience|track record|evidence of|case stud|where you have)\b", re.IGNORECASE)
LEADS = (
    "{} will lead on this.",
    "Responsibility for this rests with {}.",
    "This part of the work falls to {}.",
    "Within the consortium, {} will take this forward.",
)


def compose(brief: Brief) -> tuple[Page, ...]:
    """Return the answers in the tender's order; no sentence of evidence stands in two places."""
    pages = [_frame(outline, brief) for outline in plan(brief)]
    used: set[str] = set()
    for share in (1, 2):
        for page in pages:
            _first(page, brief, used, share)
    for page in pages:
        _fill(page, brief, used)
    shown = {each.key: page.question.id for page in pages for part in page.paragraphs for each in part.chosen}
    for page in pages:
        _close(page, brief, shown)
    return tuple(pages)


def _frame(outline: Outline, brief: Brief) -> Page:
    """Return an answer with its undertakings and tables, before any evidence."""
    page = Page(outline.question, outline.kind, outline.words)
    several = len(outline.asks) > 1
    page.parts = [Part(ask.need, heading(ask.text) if several else "") for ask in outline.asks]
    _add_tables(page, outline, brief)
    for part, ask in zip(page.parts, outline.asks, strict=True):
        part.paragraphs.append(Paragraph(ask.need, left=_candidates(ask.need, ask.text, brief)))
    if page.kind == "partnership":
        governance(page, outline, brief)
    for part, ask in zip(page.parts, outline.asks, strict=True):
        _undertake(page, part, ask, brief)
    return page


def _add_tables(page: Page, outline: Outline, brief: Brief) -> None:
    grid = table_for(page.kind, brief)
    if grid and grid.words <= page.allowed * 0.6:
        _part_about(page, outline, TABLE_CUES[page.kind]).grid = grid
    risk = next((part for part, ask in zip(page.parts, outline.asks, strict=True) if "risk" in ask.text.lower()), None)
    grid = risks(brief)
    if risk and risk.grid is None and grid.rows and page.words + grid.words <= page.allowed * 0.8:
        risk.grid = grid


def _part_about(page: Page, outline: Outline, cues: tuple[str, ...]) -> Part:
    scores = [sum(cue in ask.text.lower() for cue in cues) for ask in outline.asks]
    return page.parts[scores.index(max(scores))]


def _undertake(page: Page, part: Part, ask: Ask, brief: Brief) -> None:
    """Give each requirement of an ask a paragraph, the binding ones first."""
    for requirement in sorted(ask.requirements, key=lambda each: each.force != "must"):
        paragraph = _promise(requirement, len(page.paragraphs), brief)
        words = sum(count_words(each.text) for each in paragraph.sentences)
        if page.words + words <= page.allowed * FULL:
            part.paragraphs.append(paragraph)


def _promise(requirement: Requirement, number: int, brief: Brief) -> Paragraph:
    owner = brief.owner(requirement.id)
    if owner is None:
        return Paragraph(requirement.id, gap=_gap(requirement.id, brief))
    text = undertake(requirement) + WHO[number % len(WHO)].format(owner) + "."
    said = Sentence(text=text, basis="tender", source=requirement.source, partner=owner, quote=requirement.text)
    return Paragraph(
        requirement.id,
        (said, *days_together(requirement, brief)),
        left=_candidates(requirement.id, requirement.text, brief),
    )


def _gap(need: str, brief: Brief) -> Sentence:
    """Return a line that says exactly what is needed and who should give it."""
    requirement, who = brief.requirement(need), brief.nearest(need)
    if requirement is not None and brief.owner(need) is None:
        wanted = f"how we will meet this and through whom, since no member covers it: “{requirement.text.rstrip('.')}”"
        who = brief.lineup.lead
    elif requirement is not None:
        wanted = f"an example with a year, a number and a place that shows this: “{requirement.text.rstrip('.')}”"
    else:
        wanted = phrase(brief.need_text(need))
        wanted = wanted if count_words(wanted) <= LONGEST_GAP else "an answer to this question"
    source = requirement.source if requirement else None
    return Sentence(text=f"[To complete: {wanted} - from {who}]", basis="gap", source=source, partner=who)


def _candidates(need: str, text: str, brief: Brief) -> list[Quote]:
    """Return the sentences that may be evidence for a need, best first: the owner's, then by passage and by words."""
    wanted, ranked = stems(text), []
    for order, match in enumerate(brief.matches_for(need)):
        if match.strength in USABLE:
            ranked += [(_worth(each, wanted, match, order), each) for each in _quotes(match)]
    return [each for _, each in sorted(ranked, key=lambda pair: (pair[0], pair[1].passage, pair[1].place))]


def _quotes(match: Match) -> list[Quote]:
    return [each for number, passage in enumerate(match.passages) for each in quotable(passage, match.partner, number)]


def _worth(quote: Quote, wanted: frozenset[str], match: Match, order: int) -> tuple[float, ...]:
    """Return the rank of a sentence, least first."""
    shared = len(stems(quote.text) & wanted)
    figures = any(letter.isdigit() for letter in quote.text)
    strong = match.strength == "strong"
    return (order - shared - 1.5 * figures - 1.0 * strong + 0.5 * quote.passage + 2.0 * quote.leans,)


def _first(page: Page, brief: Brief, used: set[str], share: int) -> None:
    """Give each paragraph up to `share` sentences of evidence that bear on it."""
    for paragraph in page.paragraphs:
        while len(paragraph.chosen) < share and _take(page, paragraph, brief, used):
            pass


def _fill(page: Page, brief: Brief, used: set[str]) -> None:
    """Go round the paragraphs adding evidence until the answer is full or nothing is left."""
    going = True
    while going:
        going = False
        for paragraph in page.paragraphs:
            if len(paragraph.chosen) < MOST_EVIDENCE:
                going = _take(page, paragraph, brief, used) or going


def _take(page: Page, paragraph: Paragraph, brief: Brief, used: set[str]) -> bool:
    """Move the best sentence that still fits into the paragraph; False when there is none."""
    for quote in list(paragraph.left):
        if quote.key in used:
            paragraph.left.remove(quote)
        elif not quote.leans or _follows(quote, paragraph.chosen):
            paragraph.left.remove(quote)
            paragraph.chosen.append(quote)
            before, paragraph.spoken = paragraph.spoken, _speak(paragraph, brief)
            if page.words <= page.allowed * ROOM and len(paragraph.spoken) == len(paragraph.chosen):
                used.add(quote.key)
                return True
            paragraph.chosen.remove(quote)
            paragraph.spoken = before
    return False


def _follows(quote: Quote, chosen: list[Quote]) -> bool:
    return any(
        each.partner == quote.partner and each.passage == quote.passage and each.place == quote.place - 1
        for each in chosen
    )


def _speak(paragraph: Paragraph, brief: Brief) -> tuple[Sentence, ...]:
    """Return the evidence of a paragraph in one voice, each partner's sentences together and in their own order."""
    order = list(dict.fromkeys(each.partner for each in paragraph.chosen))
    said: list[Sentence] = []
    for quote in sorted(paragraph.chosen, key=lambda each: (order.index(each.partner), each.passage, each.place)):
        text = _voiced(quote, said, brief)
        if text:
            said.append(
                Sentence(text=text, basis="evidence", source=quote.source, partner=quote.partner, quote=quote.text)
            )
    return tuple(said)


def _voiced(quote: Quote, said: list[Sentence], brief: Brief) -> str | None:
    speaker = Speaker(quote.partner, brief.partner(quote.partner).sole_practitioner)
    last = said[-1] if said else None
    before = last is not None and last.partner == quote.partner
    known = before and last is not None and last.text.startswith((quote.partner + " ", quote.partner + "’"))
    return adapt(quote.text, speaker, known=known, before=before)


def _close(page: Page, brief: Brief, shown: dict[str, str]) -> None:
    """Say who leads an ask that has evidence, mark the gaps, drop what says nothing, and keep within the limit."""
    for number, part in enumerate(page.parts):
        own = part.paragraphs[0]
        if own.chosen:
            own.opening = own.opening or (_lead(own, number, brief),)
        elif not part.answered and not any(each.gap for each in part.paragraphs):
            own.gap = _gap(part.need, brief)
        _mark_unproven(page, part, brief, shown)
        if part.grid and any(NOT_SAID in cell for row in part.grid.rows for cell in row.cells):
            own.gap = own.gap or _table_gap(part, brief)
        part.paragraphs = [each for each in part.paragraphs if each.sentences]
    _trim(page)


def _mark_unproven(page: Page, part: Part, brief: Brief, shown: dict[str, str]) -> None:
    """Say of each requirement without evidence where else it is shown, or mark what is wanted."""
    for paragraph in part.paragraphs[1:]:
        requirement = brief.requirement(paragraph.need)
        if len(paragraph.opening) != 1 or paragraph.chosen or requirement is None:
            continue
        homes = [shown[each.key] for each in _candidates(paragraph.need, requirement.text, brief) if each.key in shown]
        more = stated(requirement, paragraph.opening[0].partner or "", brief)
        if homes and page.question.id not in homes:
            more = (*more, Sentence(text=f"Our answer to {homes[0]} gives the evidence.", basis="structure"))
        elif not (homes or more or part.grid) and requirement.force == "must":
            more = (_gap(paragraph.need, brief),)
        if page.words + sum(count_words(each.text) for each in more) <= page.allowed * FULL:
            paragraph.opening = (*paragraph.opening, *more)


def _lead(paragraph: Paragraph, number: int, brief: Brief) -> Sentence:
    """Return the sentence that answers first: in the buyer's nouns where the ask has the shape for it."""
    partners = list(dict.fromkeys(each.partner for each in paragraph.chosen))
    owner = brief.owner(paragraph.need)
    first = sorted(partners, key=lambda each: each != owner)
    ask = brief.need_text(paragraph.need)
    said = answer_first(ask)
    if said:
        text = f"{said}{',' if ',' in said else ''} through {join_names(first)}."
    elif PROOF.search(ask):
        text = f"The evidence comes from {join_names(first)}."
    else:
        text = LEADS[number % len(LEADS)].format(_together(first))
    return Sentence(text=text, basis="structure", partner=first[0])


def _together(names: list[str]) -> str:
    return join_names(names)


def _table_gap(part: Part, brief: Brief) -> Sentence:
    lacking = [
        row.sentence.partner or brief.lineup.lead
        for row in (part.grid.rows if part.grid else ())
        if any(NOT_SAID in cell for cell in row.cells)
    ]
    names = list(dict.fromkeys(lacking))
    return Sentence(
        text=f"[To complete: what is missing from the table - from {join_names(names)}]", basis="gap", partner=names[0]
    )


def _trim(page: Page) -> None:
    """Take away until the answer is within its limit: evidence first, then whole paragraphs, then the table."""
    while page.too_long and page.words:
        heaviest = max(page.parts, key=lambda each: each.words)
        spoken = next((each for each in reversed(heaviest.paragraphs) if each.spoken), None)
        if spoken:
            spoken.spoken = spoken.spoken[:-1]
        elif len(heaviest.paragraphs) > 1:
            heaviest.paragraphs.pop()
        elif heaviest.grid:
            heaviest.grid = None
        elif heaviest.heading:
            heaviest.heading = ""
        else:
            heaviest.paragraphs = []
