"""requests/*.docx: one page for each member, with what this bid needs from it and nothing of anybody else's."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from assistant.draft.brief import Brief, date_of, day_of, say_day
from assistant.draft.page import Page
from assistant.draft.standing import STATUS, best_match, gaps_of
from assistant.draft.steady import slugs
from assistant.draft.tables import clauses
from assistant.draft.word import Paper
from assistant.records import Partner

DAYS_BEFORE = 7
MOST_THIN = 5
Need = tuple[str, str]


def write_requests(pages: tuple[Page, ...], brief: Brief, folder: Path) -> tuple[str, ...]:
    """Write a request for each member into `folder` and return the file names, in name order."""
    named = slugs(tuple(sorted(brief.names)))
    for name, plain in named.items():
        _request(name, pages, brief).save(folder / f"{plain}.docx")
    return tuple(f"{plain}.docx" for plain in named.values())


def _request(name: str, pages: tuple[Page, ...], brief: Brief) -> Paper:
    paper = Paper(f"What we need from {name}", brief.tender.title)
    paper.heading(f"What we need from {name}")
    buyer = f" for {brief.tender.buyer}" if brief.tender.buyer else ""
    leads = "you are to lead" if name == brief.lineup.lead else f"{brief.lineup.lead} is to lead"
    paper.text(f"For the bid “{brief.tender.title or 'this tender'}”{buyer}, which {leads}.")
    answers = clauses(brief, name)
    if answers:
        paper.text(f"You answer for: {', '.join(answers)}.")
    needs = needs_of(name, pages, brief)
    if needs:
        paper.text(f"Please fill in the right-hand column and send this page back {_by(brief)}.", keep=True)
        paper.table(("What", "Why", "Your answer"), [(*each, "") for each in needs], (6.3, 4.2, 6.0))
    else:
        paper.text(
            "Nothing is missing from you at present. Please read the answers that name you and say if a word is wrong."
        )
    paper.text("Send only what may be shown to the buyer. A sentence with a year, a number and a place is best.")
    return paper


def _by(brief: Brief) -> str:
    due = date_of(brief.tender, "submission")
    day = day_of(due.at) if due else None
    return f"by {say_day(day - timedelta(days=DAYS_BEFORE))}" if day else "as soon as you can"


def needs_of(name: str, pages: tuple[Page, ...], brief: Brief) -> tuple[Need, ...]:
    """Return what is missing from one member, each with the reason: conditions, answers, then its profile."""
    needs: list[Need] = []
    for gate in brief.lineup.gates:
        if gate.by == name and gate.status != "met":
            told = f" ({gate.why})" if gate.why else ""
            why = f"Condition of participation: {STATUS[gate.status]}{told}"
            needs.append((gate.text or brief.need_text(gate.requirement), why))
    for question, gap in gaps_of(name, pages):
        needs.append((_wanted(gap.text), f"Answer {question}"))
    needs += [(f"Stronger evidence: “{text.rstrip('.')}”", why) for text, why in thin(name, brief)]
    return (*dict.fromkeys(needs), *((each, "Your profile does not say") for each in missing(brief.partner(name))))


def thin(name: str, brief: Brief) -> tuple[Need, ...]:
    """Return the requirements that a member answers with less than strong evidence, and what keeps it from more."""
    found = []
    for requirement in brief.tender.requirements:
        if not requirement.gate and brief.owner(requirement.id) == name:
            match = best_match(requirement, brief)
            if match and match.strength in ("partial", "weak"):
                found.append((requirement.text, match.why or "What we hold is only in part about this"))
    return tuple(found[:MOST_THIN])


def _wanted(gap: str) -> str:
    """Return what a gap line asks for, without its brackets and without the name of who is asked."""
    before, _, rest = gap.partition("[To complete: ")
    asked = rest.rpartition(" - from ")[0]
    about = before.rstrip("; ")
    return f"{about}: {asked}" if about else asked[:1].upper() + asked[1:]


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
