"""Part B of response.docx: where the draft stands, what is missing and from whom, what may break, the evidence."""

from __future__ import annotations

from collections import Counter

from assistant.draft.brief import Brief, clauses, join_names, say_count
from assistant.draft.commit import clip, tidy
from assistant.draft.count import word_limit
from assistant.draft.dates import date_of, say_date, say_day
from assistant.draft.page import Page
from assistant.draft.standing import (
    ACCEPTED,
    STATUS,
    UNCOVERED,
    UNSHOWN,
    all_gaps,
    condition,
    open_conditions,
    position,
    reply_by,
)
from assistant.draft.word import Paper
from assistant.records import Member, Question, Requirement, Sentence

ABOUT = (
    "For the consortium only: take this part out before you send the response. The draft is made only of what the "
    "partners’ own statements and profiles say, what the tender asks, and what the line-up settles."
)
MOST_NAMED, MOST_FIXES = 12, 6


def write_inside(paper: Paper, pages: tuple[Page, ...], brief: Brief, evidence: list[tuple[str, Sentence]]) -> None:
    """Write Part B."""
    paper.part(
        "Part B: for the consortium only", ABOUT, "For the consortium only: take out before sending", warning=True
    )
    _standing(paper, pages, brief)
    _gaps(paper, pages, brief)
    _conditions(paper, brief)
    _breaks(paper, brief)
    _questions(paper, brief)
    _evidence(paper, evidence)


def _standing(paper: Paper, pages: tuple[Page, ...], brief: Brief) -> None:
    paper.heading("Where this draft stands", 2)
    paper.text(_coverage(pages, brief))
    for line in _next_steps(pages, brief):
        paper.bullet(line)
    rows = [_row(page) for page in pages]
    if rows and any(page.asked for page in pages):
        head = ("Answer", "Weight", "Words", "Limit", "Parts answered", "To complete")
        paper.table(head, rows, (6.0, 1.9, 1.8, 2.5, 2.2, 2.1), "The answers", titled=False)
    elif rows:
        short = [(row[0], row[2], row[5]) for row in rows]
        paper.table(("Section", "Words", "To complete"), short, (9.5, 3.5, 3.5), "The sections")
    lineup = brief.lineup
    if lineup.marks_available:
        proven = "the best that can be had from this pool" if lineup.proven_best else "the best found, not proved best"
        paper.text(
            f"Expected marks: {lineup.marks:g} of the {lineup.marks_available:g} for what is written. This line-up is "
            f"{proven}. The marks are an estimate for your own use."
        )


def _coverage(pages: tuple[Page, ...], brief: Brief) -> str:
    """Return how many of the tender's requirements are shown, taken on without proof, and not covered."""
    held = [each for each in brief.tender.requirements if not each.gate]
    found = Counter(position(each, pages, brief) for each in held)
    said = f"Of {len(held)} requirements, {found[ACCEPTED]} are accepted with something to show for it"
    if found[UNSHOWN]:
        said += f", {found[UNSHOWN]} are taken on by a member who has still to show it"
    if found[UNCOVERED]:
        said += f", {found[UNCOVERED]} nobody in the line-up can show"
    return f"{said}. Every sentence of the answers rests on a statement, a profile, the tender or the line-up."


def _next_steps(pages: tuple[Page, ...], brief: Brief) -> list[str]:
    gaps, conditions = all_gaps(pages, brief), {condition(each, brief) for each in open_conditions(brief)}
    asked, due = date_of(brief.tender, "clarification"), date_of(brief.tender, "submission")
    reply = reply_by(brief)
    said = []
    if asked and questions_to_buyer(brief):
        said.append(f"Send the questions to the buyer by {say_date(asked.at)}.")
    if gaps or conditions:
        by = f" by {say_day(reply)}" if reply else ""
        said.append(
            f"Send each member its page from the folder “requests” and have it back{by}: "
            f"{_count(len(gaps), 'gap')} and {_count(len(conditions), 'condition')} are open."
        )
    if due:
        said.append(f"Return the response by {say_date(due.at)}.")
    return said


def _count(number: int, one: str) -> str:
    return f"{say_count(number)} {one}{'' if number == 1 else 's'}"


def _row(page: Page) -> tuple[str, ...]:
    question, limit = page.question, page.question.limit
    shown = "none" if limit is None else f"{limit.number:,}" if word_limit(limit) else f"{limit.number:,} {limit.unit}"
    done = sum(part.answered for part in page.parts)
    name = f"{question.id} {question.title}".strip()
    parts = f"{done} of {len(page.parts)}"
    return (name, _weight(question), f"{page.words:,}", shown, parts, str(len(page.gaps)) if page.gaps else "-")


def _weight(question: Question) -> str:
    if question.weight is None:
        return "-"
    return f"{question.weight:g}%" if question.unit == "percent" else f"{question.weight:g} marks"


def _gaps(paper: Paper, pages: tuple[Page, ...], brief: Brief) -> None:
    wanted = all_gaps(pages, brief)
    if wanted:
        paper.heading("What is to be completed, and by whom", 2)
        paper.table(("Who", "What", "Answer"), wanted, (4.0, 10.5, 2.0), "Gaps by partner", titled=False)


def _conditions(paper: Paper, brief: Brief) -> None:
    """Write each open condition once, with all the members it turns on."""
    found: dict[str, dict[str, list[str]]] = {}
    for gate in open_conditions(brief):
        state = f"{STATUS[gate.status]}{f' ({gate.why})' if gate.why else ''}"
        found.setdefault(condition(gate, brief), {}).setdefault(state, []).append(gate.by)
    if not found:
        return
    rows = [
        (text, "\n".join(f"{state}: {join_names(names)}" for state, names in held.items()))
        for text, held in found.items()
    ]
    paper.heading("Conditions still to close", 2)
    paper.table(("Condition", "How it stands, and for whom"), rows, (7.5, 9.0), "Conditions still open", titled=False)


def _breaks(paper: Paper, brief: Brief) -> None:
    lineup = brief.lineup
    lines = [line for member in lineup.members for line in _without(member, brief)]
    held = [each for each in map(brief.requirement, lineup.uncovered) if each]
    if held:
        lines.insert(0, f"Nobody in the line-up covers {_told(held)}.")
    if lines or lineup.fixes:
        paper.heading("What may break", 2)
    for line in lines:
        paper.bullet(line)
    if lineup.fixes:
        paper.heading("What would make it better", 3)
    for fix in lineup.fixes[:MOST_FIXES]:
        paper.bullet(fix if fix.endswith((".", ")")) else f"{fix}.")


def _without(member: Member, brief: Brief) -> list[str]:
    """Return what is lost if a member drops out, nothing where nothing is."""
    only = [each for each in map(brief.requirement, member.only_it_covers) if each and not each.gate]
    lost = f"{member.marks_lost_without:g} of the expected marks" if member.marks_lost_without else ""
    if not (only or lost):
        return []
    told = [lost] if lost else []
    if only:
        told.append(f"the only cover for {_told(only)}")
    return [f"Without {member.partner} you lose {' and '.join(told)}."]


def _told(held: list[Requirement]) -> str:
    cited = clauses(held, MOST_NAMED)
    if not cited:
        return f"{_count(len(held), 'requirement')}, the first “{clip(tidy(held[0].text), 16)}”"
    if len(held) == 1:
        return f"{cited} (“{tidy(held[0].text)}”)"
    return cited


def questions_to_buyer(brief: Brief) -> list[str]:
    asked = [*(each.ask for each in brief.tender.flags if each.ask), *brief.proposal.questions_to_buyer]
    return list(dict.fromkeys(asked))


def _questions(paper: Paper, brief: Brief) -> None:
    asked = questions_to_buyer(brief)
    if not asked:
        return
    paper.heading("Questions to the buyer", 2)
    due = date_of(brief.tender, "clarification")
    by = f" by {say_date(due.at)}" if due else ""
    paper.text(
        f"Ready to be sent{by}. The buyer usually shows questions and answers to every bidder, so none names us."
    )
    for each in asked:
        paper.bullet(each)


def _evidence(paper: Paper, evidence: list[tuple[str, Sentence]]) -> None:
    if not evidence:
        return
    paper.heading("Evidence", 2, new_page=True)
    names = len({each.partner for _, each in evidence})
    paper.text(
        f"Each small number in Part A stands for these words of {_count(names, 'partner')}, at the place given: the "
        "file, the paragraph, and the first and last letter in it."
    )
    rows = [
        (str(number), answer, each.partner or "", each.quote, _where(each))
        for number, (answer, each) in enumerate(evidence, 1)
    ]
    paper.table(
        ("No.", "Answer", "Partner", "In the partner’s own words", "Where"), rows, (1.1, 1.8, 3.2, 6.6, 3.8), "Evidence"
    )


def _where(sentence: Sentence) -> str:
    return "\n#".join(str(sentence.source).rsplit("#", 1)) if sentence.source else ""
