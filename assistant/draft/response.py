"""response.docx: where the draft stands, the line-up, the answers, the evidence, compliance, risks and questions."""

from __future__ import annotations

from pathlib import Path

from assistant.draft.brief import Brief, clause, date_of, say_date, say_pounds
from assistant.draft.count import word_limit
from assistant.draft.page import Page, Part
from assistant.draft.standing import cover_of, gap_count, gaps_by_partner, location, open_conditions, strength_of
from assistant.draft.tables import cover_held, plain_role, roles
from assistant.draft.word import Paper
from assistant.records import Question, Sentence

HEADS = {3: (5.0, 6.0, 5.5), 4: (5.7, 4.2, 3.6, 3.0), 2: (5.5, 11.0)}
STANDING = (
    "This draft is made only of what the partners' own statements and profiles say and what the tender asks. "
    "Small numbers in the answers point to the evidence table. What is marked in yellow is still to be written. "
    "This page, the evidence table and everything after it are for the consortium: take them and the small numbers "
    "out before you send the response."
)


def write_response(pages: tuple[Page, ...], brief: Brief, path: Path) -> None:
    """Write the whole response to `path`."""
    title = brief.tender.title or "Tender response"
    paper = Paper(title, f"Led by {brief.lineup.lead}")
    _cover(paper, title, brief)
    _standing(paper, pages, brief)
    _lineup(paper, brief)
    evidence = _answers(paper, pages)
    _evidence(paper, evidence)
    _compliance(paper, pages, brief)
    _risks(paper, brief)
    _questions(paper, brief)
    paper.save(path)


def _cover(paper: Paper, title: str, brief: Brief) -> None:
    tender, due = brief.tender, date_of(brief.tender, "submission")
    facts = [
        ("To", tender.buyer),
        ("Reference", tender.reference),
        ("Lead", brief.lineup.lead),
        ("With", ", ".join(brief.names[1:])),
        ("To be returned by", say_date(due.at) if due else ""),
    ]
    paper.cover(title, "Draft response", [(label, text) for label, text in facts if text])


def _standing(paper: Paper, pages: tuple[Page, ...], brief: Brief) -> None:
    paper.heading("Where this draft stands", new_page=True)
    paper.text(STANDING)
    rows = [_standing_row(page) for page in pages]
    if rows:
        paper.table(("Question", "Weight", "Words", "Asks answered", "To complete"), rows, (6.1, 2.2, 3.2, 2.6, 2.4))
    lineup = brief.lineup
    if lineup.marks_available:
        proven = "the best that can be had from this pool" if lineup.proven_best else "the best found, not proved best"
        paper.text(
            f"Expected marks for quality: {lineup.marks:g} of {lineup.marks_available:g}. This line-up is {proven}. "
            "The marks are an estimate for your own use."
        )
    wanted = gaps_by_partner(pages)
    if wanted:
        paper.heading("Who has to give what", 2)
        paper.table(("Partner", "Gaps", "For questions"), [(n, str(c), q) for n, c, q in wanted], (7.0, 2.0, 7.5))
    gates = open_conditions(brief)
    if gates:
        paper.heading("Conditions still to close", 2)
        paper.table(("Condition", "Who", "How it stands"), gates, (8.3, 3.7, 4.5))


def _standing_row(page: Page) -> tuple[str, ...]:
    asked = len(page.parts)
    done = sum(part.answered for part in page.parts)
    return (_named(page.question), _weight(page.question), _length(page), f"{done} of {asked}", str(gap_count(page)))


def _named(question: Question) -> str:
    return f"{question.id} {question.title}".strip() if question.title != question.id else question.id


def _weight(question: Question) -> str:
    if question.weight is None:
        return "not given"
    return f"{question.weight:g}%" if question.unit == "percent" else f"{question.weight:g} marks"


def _length(page: Page) -> str:
    limit = page.question.limit
    if limit is None:
        return f"{page.words}, no limit"
    if word_limit(limit):
        return f"{page.words} of {limit.number:,}"
    return f"{page.words} (limit {limit.number:,} {limit.unit})"


def _lineup(paper: Paper, brief: Brief) -> None:
    paper.heading("The consortium", new_page=True)
    grid = roles(brief)
    paper.table(grid.head, [row.cells for row in grid.rows], (5.0, 6.0, 5.5))
    rows = []
    for partner in brief.members:
        form = "Sole practitioner" if partner.sole_practitioner else partner.form.replace("_", " ")
        turnover = say_pounds(partner.turnover[0]) if partner.turnover else "[To complete]"
        rows.append((partner.name, "; ".join(filter(None, (form, partner.based_in))), turnover, cover_held(partner)))
    paper.heading("Members at a glance", 2)
    paper.table(("Member", "Form and base", "Last year’s income", "Insurance held"), rows, (4.2, 4.6, 2.7, 5.0))


def _answers(paper: Paper, pages: tuple[Page, ...]) -> list[Sentence]:
    """Write the answers and return their evidence in the order of its numbers."""
    evidence: list[Sentence] = []
    for page in pages:
        paper.heading(_named(page.question), new_page=True)
        paper.box(page.question.text)
        paper.text(f"Weight: {_weight(page.question)}. Words: {_length(page)}.", small=True, keep=True)
        for part in page.parts:
            _part(paper, part, evidence)
    return evidence


def _part(paper: Paper, part: Part, evidence: list[Sentence]) -> None:
    if part.heading:
        paper.heading(part.heading, 2)
    for paragraph in part.paragraphs:
        pieces: list[tuple[str, int | None]] = []
        for sentence in paragraph.sentences:
            if sentence.basis == "evidence":
                evidence.append(sentence)
            pieces.append((sentence.text, len(evidence) if sentence.basis == "evidence" else None))
        paper.runs(pieces)
    if part.grid:
        paper.table(part.grid.head, [row.cells for row in part.grid.rows], HEADS[len(part.grid.head)])


def _evidence(paper: Paper, evidence: list[Sentence]) -> None:
    if not evidence:
        return
    paper.heading("Evidence", new_page=True)
    paper.text("Each number in the answers stands for these words of the partner named, at the place given.")
    rows = [
        (str(number), each.partner or "", each.quote, str(each.source) if each.source else "")
        for number, each in enumerate(evidence, 1)
    ]
    paper.table(("No.", "Partner", "In the partner’s own words", "Where"), rows, (1.2, 3.4, 8.0, 3.9))


def _compliance(paper: Paper, pages: tuple[Page, ...], brief: Brief) -> None:
    if not brief.tender.requirements:
        return
    paper.heading("Compliance at a glance", new_page=True)
    paper.text("Every requirement, who covers it and how strong the evidence is. The full matrix is in matrix.xlsx.")
    rows = [
        (
            clause(each).removeprefix("clause ") or each.id,
            each.text,
            cover_of(each, brief),
            strength_of(each, brief),
            location(each.id, pages),
        )
        for each in brief.tender.requirements
    ]
    paper.table(("Clause", "Requirement", "Who covers it", "Evidence", "Answered in"), rows, (1.6, 7.2, 3.4, 2.2, 2.1))


def _risks(paper: Paper, brief: Brief) -> None:
    lineup = brief.lineup
    alone = [each for each in lineup.members if each.only_it_covers]
    if not (alone or lineup.uncovered or lineup.fixes):
        return
    paper.heading("Risks of this line-up", new_page=True)
    for need in lineup.uncovered:
        paper.bullet(f"Nobody covers this: “{brief.need_text(need)}”")
    for member in alone:
        named = "; ".join(f"“{brief.need_text(each)}”" for each in member.only_it_covers)
        paper.bullet(f"If {member.partner} ({plain_role(member.role, leads=False)}) drops out, nobody covers: {named}")
    for fix in lineup.fixes:
        paper.bullet(f"To do better: {fix}")


def _questions(paper: Paper, brief: Brief) -> None:
    asked = dict.fromkeys([*(each.ask for each in brief.tender.flags if each.ask), *brief.proposal.questions_to_buyer])
    if not asked:
        return
    paper.heading("Questions to the buyer", 1)
    due = date_of(brief.tender, "clarification")
    if due:
        paper.text(f"To be sent by {say_date(due.at)}.")
    for each in asked:
        paper.bullet(each)
