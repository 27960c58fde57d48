"""Write the answers: what we will do in the buyer's nouns, the evidence for it, a marked gap where there is none."""

from __future__ import annotations

import re
from collections import Counter

from assistant.draft.asked import heading, of_members, of_people
from assistant.draft.brief import Brief
from assistant.draft.choose import candidates, choose, proofs
from assistant.draft.commit import duty_of
from assistant.draft.facts import facts_for, stated
from assistant.draft.gaps import ask_gap, cover_gap, proof_gaps, table_gaps
from assistant.draft.page import Page, Paragraph, Part, Topic
from assistant.draft.plan import Ask, Outline, plan
from assistant.draft.risks import risks
from assistant.draft.say import own_paragraphs, plain_paragraphs, requirement_paragraphs
from assistant.draft.tables import places, tables_for
from assistant.draft.voice import possessive
from assistant.records import Requirement, Sentence

TABLE_CUES = {
    "partnership": ("who does what", "role", "structure"),
    "capacity": ("staff", "days", "capacity"),
    "safeguarding": ("checked", "trained", "polic"),
    "mobilisation": ("plan", "mobilis"),
}
PLACE_CUES = (
    "each neighbourhood", "each area", "each ward", "each locality", "each district", "each town", "each site",
    "each location", "each place", "each community", "geograph", "across the borough", "across the county",
    "across the city", "across the district",
)  # fmt: skip
PEOPLE = "How many staff and freelancers we employ and engage, their qualifications and how long they have worked."
WIDE, WIDEST, WIDER, NEARLY = 0.45, 0.6, 0.82, 0.98
MOST_ALIKE = 2
CITED = re.compile(r"^We (.*) \(clause ([^)]+\)?)\)(,? ?.*\.)$")


def compose(brief: Brief) -> tuple[Page, ...]:
    """Return the answers in the tender's order; no sentence of evidence stands in two places."""
    pages = [_frame(outline, brief) for outline in plan(brief)]
    for place, part in enumerate(part for page in pages for part in page.parts):
        part.place = place
    shown = choose(pages, brief)
    for page in pages:
        _write(page, brief, shown)
        while page.words > page.allowed * NEARLY and _drop_weakest(page):
            _write(page, brief, shown)
    vary(pages)
    for page in pages:
        _trim(page)
    return tuple(page for page in pages if page.parts)


def vary(pages: list[Page]) -> None:
    """Let no more than MOST_ALIKE paragraphs begin alike.

    A further undertaking begins with its clause instead, further evidence `At Name, ...` with the partner's work.
    """
    seen = Counter[str]()
    for part in (part for page in pages for part in page.parts):
        for at, paragraph in enumerate(part.paragraphs):
            first = paragraph.sentences[0]
            if seen[_opening(first)] >= MOST_ALIKE:
                first = first.model_copy(update={"text": _varied(first)})
                part.paragraphs[at] = Paragraph(paragraph.needs, (first, *paragraph.sentences[1:]))
            seen[_opening(first)] += 1


def _varied(sentence: Sentence) -> str:
    """Return a sentence of the same words with another beginning, where it has one."""
    if sentence.basis == "tender":
        return CITED.sub(r"Under clause \2 we \1\3", sentence.text)
    place = f"At {sentence.partner}, "
    if sentence.partner and sentence.text.startswith(place):
        return f"In {possessive(sentence.partner)} work, {sentence.text.removeprefix(place)}"
    return sentence.text


def _opening(sentence: Sentence) -> str:
    return " ".join(sentence.text.split()[:4])


def _drop_weakest(page: Page) -> bool:
    """Give up the least sentence of evidence of those that are not their topic's only one; False where none is left."""
    spare = [
        (topic.worths.get(quote.key, 0.0), quote.passage, -quote.place, topic, quote)
        for topic in page.topics
        if len(topic.chosen) > 1
        for quote in topic.chosen
        if not any(
            each.leans and each.passage == quote.passage and each.place == quote.place + 1 for each in topic.chosen
        )
    ]
    if not spare:
        return False
    *_, topic, quote = min(spare, key=lambda each: each[:3])
    topic.chosen.remove(quote)
    return True


def _frame(outline: Outline, brief: Brief) -> Page:
    """Return an answer with its tables and facts, and all the evidence that may go into it."""
    page = Page(outline.question, outline.kind, outline.words, outline.asked)
    several = len(outline.asks) > 1
    page.parts = [Part(ask.need, ask.text, heading(ask.text) if several else "") for ask in outline.asks]
    for part, ask, facts in zip(page.parts, outline.asks, _facts(outline, brief), strict=True):
        part.topics, part.facts = _topics(ask, brief), facts
        part.open = tuple(each for each in ask.requirements if brief.owner(each.id) is None)
    _add_tables(page, brief)
    return page


def _facts(outline: Outline, brief: Brief) -> tuple[tuple[Sentence, ...], ...]:
    return facts_for(outline.kind, tuple(ask.text for ask in outline.asks), brief)


def _topics(ask: Ask, brief: Brief) -> list[Topic]:
    covered = [each for each in ask.requirements if brief.owner(each.id)]
    return [
        _own(ask, brief),
        *(_topic(each.id, duty_of(each.text), each, brief) for each in covered),
    ]


def _own(ask: Ask, brief: Brief) -> Topic:
    """Return the topic of an ask itself; one that asks who people are is looked for in what is said of people."""
    topic = _topic(ask.need, PEOPLE if of_people(ask.text) else ask.text, None, brief)
    topic.roll = len(brief.names) > 1 and (of_members(ask.text) or of_people(ask.text))
    return topic


def _topic(need: str, text: str, requirement: Requirement | None, brief: Brief) -> Topic:
    found = candidates(need, brief, wide=requirement is None)
    facts = stated(requirement, brief) if requirement else ()
    return Topic(need, text, requirement, facts, found, keys=proofs(need, brief))


def _add_tables(page: Page, brief: Brief) -> None:
    for grid in tables_for(page.kind, brief):
        if grid.words <= page.allowed * (WIDEST if page.kind == "partnership" else WIDE):
            _about(page, TABLE_CUES[page.kind]).grid = grid
            break
    risky = next((part for part in page.parts if "risk" in part.ask.lower()), None)
    register = risks(brief)
    if risky and risky.grid is None and register.rows and _tabled(page) + register.words <= page.allowed * WIDER:
        risky.grid = register
    local = next((part for part in page.parts if any(cue in part.ask.lower() for cue in PLACE_CUES)), None)
    where = places(brief)
    if local and local.grid is None and where.rows and _tabled(page) + where.words <= page.allowed * WIDE / 2:
        local.grid = where


def _tabled(page: Page) -> int:
    return sum(part.grid.words for part in page.parts if part.grid)


def _about(page: Page, cues: tuple[str, ...]) -> Part:
    scores = [sum(cue in part.ask.lower() for cue in cues) for part in page.parts]
    return page.parts[scores.index(max(scores))]


def _write(page: Page, brief: Brief, shown: dict[str, str]) -> None:
    """Turn each topic into paragraphs, and what nothing was found for into gaps under the ask that it belongs to."""
    for part in page.parts:
        own, required = own_paragraphs(part, page, brief), requirement_paragraphs(part, page, brief)
        part.paragraphs = [*own, *required] if part.facts else [*required, *own]
        unproven = [each for each in part.topics if each.requirement and not each.proven]
        if page.asked:
            part.paragraphs += plain_paragraphs(unproven, part, page, brief)
        if part.ask and not (part.answered or part.open or unproven):
            part.paragraphs.append(Paragraph((part.need,), (ask_gap(part.need, part.ask, brief),)))
        part.paragraphs += _gaps(part, _bare(unproven, shown), brief, together=not page.asked)


def _gaps(part: Part, unproven: list[Requirement], brief: Brief, *, together: bool) -> list[Paragraph]:
    """Return what a part still wants: columns of its table, examples, and who can meet what nobody shows."""
    bare: dict[str, list[Requirement]] = {}
    for each in unproven:
        bare.setdefault(brief.owner(each.id) or brief.lineup.lead, []).append(each)
    made = [Paragraph((part.need,), (each,)) for each in table_gaps(part.grid)] if part.grid else []
    made += [Paragraph(needs, (each,)) for needs, each in proof_gaps(bare, together=together)]
    if part.open:
        held = sorted(part.open, key=brief.tender.requirements.index)
        made.append(Paragraph(tuple(each.id for each in held), (cover_gap(held, brief),)))
    return made


def _bare(unproven: list[Topic], shown: dict[str, str]) -> list[Requirement]:
    """Return the binding requirements that nothing shows, here or in another answer."""
    return [
        each.requirement
        for each in unproven
        if each.requirement and each.requirement.force == "must" and not each.keys & shown.keys()
    ]


def _trim(page: Page) -> None:
    """Take away until the answer is within its limit: evidence first, then whole paragraphs, then the table."""
    while page.too_long and page.words:
        heaviest = max(page.parts, key=lambda each: each.words)
        if not _shorten(heaviest):
            heaviest.paragraphs, heaviest.grid, heaviest.heading = [], None, ""


def _drop_evidence(part: Part) -> bool:
    """Take the last sentence of the last paragraph that has two of evidence; False where none has."""
    for at, paragraph in reversed(list(enumerate(part.paragraphs))):
        kept = paragraph.sentences[:-1]
        if paragraph.sentences[-1].basis == "evidence" and any(each.basis == "evidence" for each in kept):
            part.paragraphs[at] = Paragraph(paragraph.needs, kept)
            return True
    return False


def _shorten(part: Part) -> bool:
    """Take the least needed thing from a part; False where nothing is left but its heading."""
    if _drop_evidence(part):
        return True
    if len(part.paragraphs) > 1:
        part.paragraphs.pop()
    elif part.grid:
        part.grid = None
    elif part.heading and part.paragraphs:
        part.heading = ""
    elif part.paragraphs:
        part.paragraphs = []
    else:
        return False
    return True
