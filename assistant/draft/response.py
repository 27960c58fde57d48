"""response.docx: Part A is what the buyer gets, the answers with tables; Part B is for the consortium alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from assistant.draft.brief import Brief, cite, join_names, say_count
from assistant.draft.commit import in_short
from assistant.draft.count import word_limit
from assistant.draft.dates import date_of, say_date
from assistant.draft.inside import write_inside
from assistant.draft.page import Grid, Page, Part
from assistant.draft.risks import risks
from assistant.draft.sections import sections
from assistant.draft.standing import ACCEPTED, UNCOVERED, UNSHOWN, cover_of, gate_status, location, position
from assistant.draft.tables import cover_held, roles, steps
from assistant.draft.word import Paper
from assistant.records import Question, Requirement, Sentence

WIDTHS = {2: (5.0, 11.5), 3: (5.0, 6.5, 5.0), 4: (5.7, 4.2, 3.6, 3.0)}
BY_HEAD = {("When", 3): (4.2, 8.3, 4.0), ("Risk", 3): (6.0, 6.5, 4.0), ("Member", 3): (4.0, 8.0, 4.5)}
MOST_ROWS = 45
COVER_NOTE = (
    "Part A is the response to the buyer. Part B is for the consortium only: take it out before you send Part A, with "
    "the small evidence numbers (select one, then “Select text with similar formatting”, and delete). What is marked "
    "in yellow is still to be completed."
)
POSITIONS = {
    "met": "Met",
    "commit_before_start": "To be in place before the contract starts",
    "unknown": "To be confirmed",
    "failed": "Not met",
}


def write_response(pages: tuple[Page, ...], brief: Brief, path: Path) -> None:
    """Write the whole response to `path`."""
    title = brief.tender.title or "Tender response"
    paper = Paper(f"{title}: draft response", title)
    _cover(paper, title, brief)
    paper.contents()
    paper.part("Part A: the response", _about(pages, brief), f"{title}: response, led by {brief.lineup.lead}")
    _consortium(paper, brief)
    evidence = _answers(paper, pages, brief)
    _plans(paper, pages, brief)
    _compliance(paper, pages, brief)
    write_inside(paper, pages, brief, evidence)
    paper.save(path)


def _cover(paper: Paper, title: str, brief: Brief) -> None:
    tender, due = brief.tender, date_of(brief.tender, "submission")
    facts = [
        ("To", tender.buyer),
        ("Reference", tender.reference),
        ("Lead", brief.lineup.lead),
        ("With", join_names(list(brief.names[1:]))),
        ("To be returned by", say_date(due.at) if due else ""),
    ]
    paper.cover(title, "Draft response", [(label, text) for label, text in facts if text])
    paper.note(COVER_NOTE)


def _about(pages: tuple[Page, ...], brief: Brief) -> str:
    asked = any(page.asked for page in pages)
    order = (
        "The answers stand under the buyer’s own numbers and titles." if asked else "It follows the tender’s sections."
    )
    return f"For {brief.tender.buyer or 'the buyer'}. {order}"


def _consortium(paper: Paper, brief: Brief) -> None:
    several = len(brief.names) > 1
    paper.heading("Our consortium" if several else "Who we are", 2)
    if several:
        others = join_names(list(brief.names[1:]))
        paper.text(
            f"{brief.lineup.lead} will lead a consortium of {say_count(len(brief.names))} members, with {others}."
        )
    _grid(paper, roles(brief))
    rows = []
    for partner in brief.members:
        form = "sole practitioner" if partner.sole_practitioner else partner.form.replace("_", " ")
        about = "; ".join(filter(None, (form[:1].upper() + form[1:], partner.based_in)))
        rows.append((partner.name, about or "[To complete]", cover_held(partner)))
    paper.table(("Member", "Form and base", "Insurance held"), rows, (5.0, 4.5, 7.0), "Members at a glance")


def _grid(paper: Paper, grid: Grid, *, titled: bool = True) -> None:
    widths = BY_HEAD.get((grid.head[0], len(grid.head))) or WIDTHS[len(grid.head)]
    paper.table(grid.head, [row.cells for row in grid.rows], widths, grid.about, titled=titled)


def named(question: Question) -> str:
    return f"{question.id} {question.title}".strip() if question.title != question.id else question.id


def weight_of(question: Question) -> str:
    if question.weight is None:
        return "not given"
    return f"{question.weight:g}%" if question.unit == "percent" else f"{question.weight:g} marks"


def length_of(page: Page) -> str:
    limit = page.question.limit
    if limit is None:
        return f"{page.words:,} words"
    if word_limit(limit):
        return f"{page.words:,} of {limit.number:,} words"
    return f"{page.words:,} words (limit {limit.number:,} {limit.unit})"


def _answers(paper: Paper, pages: tuple[Page, ...], brief: Brief) -> list[tuple[str, Sentence]]:
    """Write the answers and return their evidence in the order of its numbers, each with its answer."""
    evidence: list[tuple[str, Sentence]] = []
    for page in pages:
        paper.heading(named(page.question), 2)
        if page.asked:
            paper.question(asked_lines(page))
            paper.text(f"Weight: {weight_of(page.question)}. Length: {length_of(page)}.", small=True, keep=True)
        for part in page.parts:
            _part(paper, part, page, evidence)
    return evidence


def asked_lines(page: Page) -> list[str]:
    """Return the buyer's words, a line for each part where the parts are all there is."""
    text, asks = page.question.text.strip(), [each.strip() for each in page.question.asks]
    starts = [text.lower().find(each.lower().rstrip(".;,:")) for each in asks]
    before = text[: max(0, min(starts))].strip() if len(asks) > 1 and min(starts) >= 0 else text
    if len(asks) < 2:
        return [line for line in (text or named(page.question)).split("\n") if line.strip()]
    lines = [line for line in before.split("\n") if line.strip()]
    return [*lines, *(f"\N{EN DASH} {each}" for each in asks)] if lines else asks


def _part(paper: Paper, part: Part, page: Page, evidence: list[tuple[str, Sentence]]) -> None:
    if part.heading:
        paper.heading(part.heading, 3)
    told = [each for each in part.paragraphs if each.sentences[0].basis != "gap"]
    for paragraph in told:
        pieces: list[tuple[str, int | None]] = []
        for sentence in paragraph.sentences:
            if sentence.basis == "evidence":
                evidence.append((page.question.id, sentence))
            pieces.append((sentence.text, len(evidence) if sentence.basis == "evidence" else None))
        paper.runs(pieces)
    if part.grid:
        _grid(paper, part.grid, titled=not part.heading)
    for paragraph in part.paragraphs:
        if paragraph not in told:
            paper.runs([(each.text, None) for each in paragraph.sentences])


def _plans(paper: Paper, pages: tuple[Page, ...], brief: Brief) -> None:
    """Write the mobilisation plan and the risk register where no answer holds them."""
    held = {part.grid.head[0] for page in pages for part in page.parts if part.grid}
    for title, grid in (("Mobilisation plan", steps(brief)), ("Risk register", risks(brief))):
        if len(grid.rows) > 1 and grid.head[0] not in held:
            paper.heading(title, 2)
            _grid(paper, grid, titled=False)


def _compliance(paper: Paper, pages: tuple[Page, ...], brief: Brief) -> None:
    wanted = brief.tender.requirements
    if not wanted:
        return
    paper.heading("Compliance", 2, new_page=True)
    gates = [each for each in wanted if gate_status(each, brief)]
    plain = [each for each in wanted if each not in gates]
    if gates:
        _gates(paper, gates, brief)
    if len(plain) > MOST_ROWS:
        _by_section(paper, pages, brief)
    elif plain:
        _rows(paper, plain, pages, brief)


def _gates(paper: Paper, gates: list[Requirement], brief: Brief) -> None:
    rows = [(cite(each) or each.id, in_short(each.text), _states(each, brief)) for each in gates]
    paper.table(
        ("Clause", "Condition", "Position"), rows, (1.6, 8.4, 6.5), "Conditions, and what every member must meet"
    )


def _states(requirement: Requirement, brief: Brief) -> str:
    """Return how a condition stands, a line for each state with the members in it."""
    found: dict[str, list[str]] = {}
    for gate in brief.lineup.gates:
        if gate.requirement == requirement.id:
            found.setdefault(gate.status, []).append(gate.by)
    everybody = len(found) == 1 and len(next(iter(found.values()))) == len(brief.names) > 1
    if everybody:
        return f"{POSITIONS[next(iter(found))]} by every member" if "met" in found else POSITIONS[next(iter(found))]
    return "\n".join(f"{POSITIONS[status]}: {join_names(found[status])}" for status in POSITIONS if status in found)


def _rows(paper: Paper, plain: list[Requirement], pages: tuple[Page, ...], brief: Brief) -> None:
    rows = [
        (
            cite(each) or each.id,
            in_short(each.text),
            position(each, pages, brief),
            cover_of(each, brief),
            location(each.id, pages) or "-",
        )
        for each in plain
    ]
    head = ("Clause", "Requirement", "Position", "Who", "Answer")
    paper.table(head, rows, (1.6, 7.1, 2.4, 3.6, 1.8), "Requirements")


def _by_section(paper: Paper, pages: tuple[Page, ...], brief: Brief) -> None:
    """Write one row for each section where a row for each requirement would be an echo of the tender."""
    paper.text("One row stands for each section of the tender; matrix.xlsx has a row for each requirement.")
    rows = []
    for title, held in sections(brief):
        states = Counter(position(each, pages, brief) for each in held)
        counts = (str(states[state] or "-") for state in (ACCEPTED, UNSHOWN, UNCOVERED))
        rows.append((title, str(len(held)), *counts))
    head = ("Section", "Requirements", ACCEPTED, UNSHOWN, UNCOVERED)
    paper.table(head, rows, (6.5, 2.7, 2.1, 2.6, 2.6), "Requirements by section")
