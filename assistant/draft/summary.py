"""Say in plain lines where a draft stands."""

from __future__ import annotations

from assistant.draft.brief import Brief
from assistant.draft.dates import date_of, say_date
from assistant.records import Answer, Draft


def summarise(draft: Draft, brief: Brief) -> tuple[str, ...]:
    """Return the lines a bid lead reads after drafting: line-up, answers with their words, gaps, what to close."""
    lineup, due = brief.lineup, date_of(brief.tender, "submission")
    lines = [f"{brief.tender.title or 'The tender'}: led by {lineup.lead}, {len(lineup.members)} members"]
    lines += [_answer(each) for each in draft.answers]
    gaps: dict[str, int] = {}
    for sentence in (each for answer in draft.answers for each in answer.sentences):
        if sentence.basis == "gap":
            gaps[sentence.partner or lineup.lead] = gaps.get(sentence.partner or lineup.lead, 0) + 1
    if gaps:
        told = ", ".join(
            f"{name} {count}" for name, count in sorted(gaps.items(), key=lambda each: (-each[1], each[0]))
        )
        lines.append(f"To complete: {sum(gaps.values())} ({told})")
    still = sum(each.status != "met" for each in lineup.gates)
    if still:
        lines.append(f"Conditions still to close: {still}")
    if due:
        lines.append(f"To be returned by {say_date(due.at)}")
    return tuple(lines)


def _answer(given: Answer) -> str:
    limit = f" of {given.limit:,}" if given.limit else ""
    gaps = sum(each.basis == "gap" for each in given.sentences)
    left = f", {gaps} to complete" if gaps else ""
    return (
        f"  {given.question}: {given.words:,}{limit} words, {given.asks_answered} of {given.asks} asks answered{left}"
    )
