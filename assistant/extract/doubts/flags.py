"""Doubts about a tender, each with a neutral question to the buyer that gives away nothing of the bid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.extract.dates.timetable import conflicting
from assistant.extract.doubts.barriers import barrier_doubts
from assistant.extract.doubts.changes import change_doubts
from assistant.extract.doubts.cover import cover_doubts
from assistant.extract.doubts.findings import Findings, facts_named, is_british, sentences
from assistant.extract.doubts.grouped import group_doubts
from assistant.extract.doubts.law import law_doubts
from assistant.extract.doubts.timing import day_doubts
from assistant.extract.questions.find import Questions
from assistant.extract.text.layout import Layout
from assistant.extract.text.lexicon import pattern
from assistant.records import Criterion, Flag, HiddenText, KeyDate, Source, Tender

__all__ = ["Findings", "find_flags", "weights_in_doubt"]

MOST_HIDDEN = 20
LEAST_WORDS = 6


def find_flags(layout: Layout, findings: Findings) -> tuple[Flag, ...]:
    """Return the doubts, those about the marks first, each once."""
    tender = findings.tender
    found = (
        *_weights(layout, findings),
        *_dates(tender.dates),
        *day_doubts(layout, findings),
        *_units(findings.questions),
        *change_doubts(layout, findings),
        *group_doubts(layout, findings),
        *_tupe(layout, tender),
        *barrier_doubts(layout, findings),
        *law_doubts(layout, findings),
        *cover_doubts(layout, findings),
        *_hidden(findings.hidden),
    )
    return tuple({(each.kind, each.message): each for each in found}.values())


def weights_in_doubt(unsummed: Iterable[tuple[Criterion, ...]]) -> Iterator[Flag]:
    """Yield a doubt for each set of weights that does not add up."""
    for parts in unsummed:
        total = sum(each.weight for each in parts)
        of = f" of {parts[0].parent}" if parts[0].parent else ""
        sign = "%" if parts[0].unit == "percent" else " marks"
        said = f"{total:g}{sign}"
        listed = ", ".join(f"{each.name} {each.weight:g}{sign}" for each in parts)
        yield Flag(
            kind="weights_do_not_sum",
            message=f"The weights{of} add up to {said}: {listed}.",
            sources=tuple(each.source for each in parts),
            ask=f"The published weightings{of} add up to {said}. Please confirm the weighting of each criterion.",
        )


def _weights(layout: Layout, findings: Findings) -> Iterator[Flag]:
    yield from weights_in_doubt(findings.judging.unsummed)
    for kept, other in findings.judging.conflicts:
        yield _two_weights(layout, kept.name, (kept.weight, other.number), (kept.source, other.source))
    for first, second in findings.questions.conflicts:
        if first.weight and second.weight and first.source and second.source:
            name = " ".join(part for part in (first.number, first.title) if part)
            weights = (first.weight.number, second.weight.number)
            yield _two_weights(layout, name, weights, (first.source, second.source))


def _two_weights(layout: Layout, name: str, weights: tuple[float, float], sources: tuple[Source, Source]) -> Flag:
    """Return a doubt about two weights; one that an answer to a question gives changes the other."""
    one, other = weights
    later = layout.line(sources[1])
    if later and later.kind == "clarification":
        return Flag(
            kind="amended",
            message=f"The weight of {name}, {one:g}, was changed to {other:g}.",
            sources=sources,
            ask=f"Please confirm that the weighting of {name} is {other:g}, in place of {one:g}.",
        )
    return Flag(
        kind="conflicting_weights",
        message=f"{name} has a weight of {one:g} in one place and of {other:g} in another.",
        sources=sources,
        ask=f"The weighting of {name} is given as {one:g} in one document and as {other:g} in another. Which applies?",
    )


def _dates(dates: Sequence[KeyDate]) -> Iterator[Flag]:
    for kept in conflicting(dates):
        what = kept[0].role.replace("_", " ")
        when = " and ".join(dict.fromkeys(each.text for each in kept))
        yield Flag(
            kind="conflicting_dates",
            message=f"Different dates are given for the {what}: {when}.",
            sources=tuple(each.source for each in kept),
            ask=f"The pack gives more than one date for the {what} ({when}). Please confirm which one applies.",
        )


def _units(questions: Questions) -> Iterator[Flag]:
    for name, source in questions.unitless:
        yield Flag(
            kind="limit_unit_missing",
            message=f"The limit for {name} does not say whether it is of words, characters or pages.",
            sources=(source,),
            ask=f"Is the limit given for {name} one of words, characters or pages?",
        )


def _tupe(layout: Layout, tender: Tender) -> Iterator[Flag]:
    """Flag that somebody runs the service now and nothing is said of the staff."""
    tupe = pattern("flags", "tupe")
    if not is_british(tender) or any(tupe.search(line.text) for line in layout.every()):
        return
    named = next((each.source for each in facts_named(tender, "incumbent")), None) or _incumbent(layout)
    if named and not facts_named(tender, "tupe_status"):
        yield Flag(
            kind="tupe_silent",
            message="The pack names a current provider and does not say whether its staff would transfer (TUPE).",
            sources=(named,),
            ask=(
                "Does the buyer expect the Transfer of Undertakings (Protection of Employment) Regulations 2006 to "
                "apply to this contract? If so, please provide anonymised information about the staff who may transfer."
            ),
        )


def _incumbent(layout: Layout) -> Source | None:
    """Return where somebody is said to run the service now: in a sentence of the pack, not in a heading or question."""
    words = pattern("flags", "incumbent")
    for line, text in sentences(layout):
        told = line.block.kind not in {"heading", "header", "footer"} and not text.rstrip().endswith("?")
        if told and len(text.split()) >= LEAST_WORDS and words.search(text) and line.kind != "response_form":
            return line.source()
    return None


def _hidden(hidden: Sequence[HiddenText]) -> Iterator[Flag]:
    told = [each for each in hidden if len(re.findall(r"[A-Za-z]{3,}", each.text)) > 2]
    if told:
        many = f"{len(told)} hidden passages stand" if len(told) > 1 else "A hidden passage stands"
        yield Flag(
            kind="hidden_text",
            message=f"{many} in the pack and nothing of it was used. It begins: “{told[0].text[:120]}”.",
            sources=tuple(each.source for each in told[:MOST_HIDDEN]),
            ask="The documents contain hidden text. Please confirm that only the visible text forms part of the pack.",
        )
