"""requests/*.docx: one page for each member, with what this bid needs from it and nothing of anybody else's."""

from __future__ import annotations

from pathlib import Path

from assistant.draft.brief import Brief, say_count
from assistant.draft.commit import clip, tidy
from assistant.draft.dates import date_of, say_date, say_day
from assistant.draft.page import Page
from assistant.draft.standing import STATUS, best_match, condition, gaps_of, reply_by, wanted_of
from assistant.draft.steady import slugs
from assistant.draft.tables import held_by
from assistant.draft.word import Paper
from assistant.records import Partner

MOST_THIN, MOST_ROWS, MOST_WORDS = 3, 8, 30
ASKED = {
    "unknown": "Do you meet this, and what shows it?",
    "commit_before_start": "When will this be in place?",
    "failed": "What can be done about this?",
}
CLOSING = (
    "A sentence with a year, a number and a place is best. Send only what the buyer may see. If something is not so, "
    "or you would rather not say it, write that: we would sooner leave it out."
)
Need = tuple[str, str]


def write_requests(pages: tuple[Page, ...], brief: Brief, folder: Path) -> tuple[str, ...]:
    """Write a request for each member into `folder` and return the file names, in name order."""
    named = slugs(tuple(sorted(brief.names)))
    for name, plain in named.items():
        _request(name, pages, brief).save(folder / f"{plain}.docx")
    return tuple(f"{plain}.docx" for plain in named.values())


def _request(name: str, pages: tuple[Page, ...], brief: Brief) -> Paper:
    title = brief.tender.title or "this tender"
    paper = Paper(f"{title}: what we need from {name}", title)
    paper.heading(f"What we need from {name}")
    paper.text(f"Dear {name},")
    paper.text(_opening(name, title, pages, brief))
    needs = needs_of(name, pages, brief)
    if needs:
        asked = "these answers" if len(needs) > 1 else "this answer"
        paper.text(
            f"To finish it we need {asked} from you {_by(brief)}. Please write in the right-hand column.", keep=True
        )
        rows = [(str(at), *each, "") for at, each in enumerate(needs[:MOST_ROWS], 1)]
        head = ("No.", "What we need", "What it is for", "Your answer")
        paper.table(head, rows, (1.0, 6.5, 3.8, 5.2), "Please fill in", titled=False)
        if len(needs) > MOST_ROWS:
            paper.text(
                f"The other {say_count(len(needs) - MOST_ROWS)} are in matrix.xlsx, on the sheets Conditions and Gaps."
            )
        paper.text(CLOSING)
    else:
        paper.text("Nothing is missing from you. Please read the answers that name you and say if a word is wrong.")
    paper.text("Thank you." if name == brief.lineup.lead else f"Thank you. {brief.lineup.lead}, for the consortium")
    return paper


def _opening(name: str, title: str, pages: tuple[Page, ...], brief: Brief) -> str:
    buyer = f" for {brief.tender.buyer}" if brief.tender.buyer else ""
    due = date_of(brief.tender, "submission")
    until = f", due on {say_date(due.at)}" if due else ""
    leads = "You are to lead it" if name == brief.lineup.lead else f"{brief.lineup.lead} is to lead it"
    said = [f"We are bidding together for “{title}”{buyer}{until}. {leads}."]
    held = held_by(brief, name)
    if held:
        said.append(f"You answer for {held[0].lower()}{held[1:]}.")
    quoted = list(
        dict.fromkeys(p.question.id for p in pages for s in p.sentences if s.partner == name and s.basis == "evidence")
    )
    if quoted:
        said.append(f"The draft uses your own statement in {_listed(quoted)}; please check that it says it rightly.")
    return " ".join(said)


def _listed(questions: list[str]) -> str:
    return ", ".join(questions) if len(questions) < 2 else f"{', '.join(questions[:-1])} and {questions[-1]}"


def _by(brief: Brief) -> str:
    day = reply_by(brief)
    return f"by {say_day(day)}" if day else "as soon as you can"


def needs_of(name: str, pages: tuple[Page, ...], brief: Brief) -> tuple[Need, ...]:
    """Return what is missing from one member, each with the reason: conditions, answers, its profile, better proof."""
    needs: list[Need] = []
    for gate in brief.lineup.gates:
        if gate.by == name and gate.status != "met":
            why = gate.why or STATUS[gate.status].lower()
            needs.append(
                (
                    f"{ASKED[gate.status]} “{clip(condition(gate, brief), MOST_WORDS)}”",
                    f"Condition of taking part: {why}",
                )
            )
    needs += [(wanted_of(gap), f"Answer {question}") for question, gap in gaps_of(name, pages)]
    needs += [(each, "Your profile does not say") for each in missing(brief.partner(name))]
    needs += [(f"Stronger evidence: “{clip(tidy(text), MOST_WORDS)}”", why) for text, why in thin(name, brief)]
    return tuple(dict.fromkeys(needs))


def thin(name: str, brief: Brief) -> tuple[Need, ...]:
    """Return the requirements that a member answers with less than strong evidence, and what keeps it from more."""
    found = []
    for requirement in brief.tender.requirements:
        if not requirement.gate and brief.owner(requirement.id) == name:
            match = best_match(requirement.id, brief)
            if match and match.strength in ("partial", "weak"):
                found.append((requirement.text, f"So far: {match.why or 'it is only in part about this'}"))
    return tuple(found[:MOST_THIN])


def missing(partner: Partner) -> tuple[str, ...]:
    """Return what a profile does not say that a bid needs."""
    checks = (
        ("Days you can give in a year", partner.days_free is None),
        ("Your insurances: kind, amount, date of expiry", not partner.insurances),
        (
            "Your safeguarding policy: date of last review",
            not any("safeguard" in each.name.lower() for each in partner.policies),
        ),
        ("Staff, full-time equivalent", partner.staff is None and not partner.sole_practitioner),
        ("Income of the last two financial years", len(partner.turnover) < 2),
        ("A name and an e-mail address for this bid", not partner.contact),
    )
    return tuple(text for text, lacking in checks if lacking)
