"""Questions and criteria judged against gold, with their weights, limits, parts and lots.

A question is found when the words of its gold stand in what was found, or nearly; the rest is judged on those found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.evaluate.score import Score
from assistant.evaluate.tally import Tally, alike, either, lot_of, names_agree, short, within
from assistant.evaluate.wanted import Gold, WantedCriterion, WantedLimit, WantedQuestion
from assistant.records import Criterion, Limit, Question, Tender


def judge_asked(gold: Gold, tender: Tender) -> tuple[Score, ...]:
    pairs = _pair_questions(gold.questions, tender.questions)
    questions, weights, limits, over = map(Tally, ("Questions", "Weights", "Limits", "Rules over the limit"))
    for wanted, found in pairs:
        questions.judge(_question_name(wanted), right=found is not None)
        _judge_weight(weights, _question_name(wanted), wanted, found)
        given = found.limit if found else None
        if not _same_limit(gold.shared_limit, given):
            _judge_limit(limits, over, _question_name(wanted), wanted.limit, given)
    if gold.shared_limit:
        shared = next((each.limit for each in tender.questions if _same_limit(gold.shared_limit, each.limit)), None)
        _judge_limit(limits, over, "all answers", gold.shared_limit, shared)
    questions.invented.extend(_unfounded(gold, tender, [found for _, found in pairs if found]))
    criteria, parents = _judge_criteria(gold, tender, weights)
    parts = _judge_parts([(wanted, found) for wanted, found in pairs if found])
    return tuple(each.score() for each in (weights, limits, over, questions, *parts, criteria, parents))


def _judge_parts(pairs: Sequence[tuple[WantedQuestion, Question]]) -> tuple[Tally, ...]:
    """Judge what else is said of the questions that were found."""
    asks, lots, forms, gates = map(Tally, ("Asks", "Lots of questions", "Forms of answer", "Pass or fail"))
    for wanted, found in pairs:
        name = _question_name(wanted)
        together = [each for each, other in pairs if other is found and lot_of(each.lot) == lot_of(wanted.lot)]
        asks.judge(f"{name} {wanted.asks}", right=_asks_agree(together, found), instead=str(len(found.asks)))
        lots.judge(f"{name} {wanted.lot}", right=lot_of(found.lot) == lot_of(wanted.lot), instead=str(found.lot))
        if wanted.response:
            right = found.response == wanted.response
            forms.judge(f"{name} {wanted.response}", right=right, instead=found.response)
        if wanted.pass_fail:
            gates.judge(name, right=found.pass_fail)
        elif found.pass_fail:
            gates.invented.append(name)
    return asks, lots, forms, gates


def _unfounded(gold: Gold, tender: Tender, taken: Sequence[Question]) -> Iterator[str]:
    fine = (*gold.allowed_questions, *(each.text for each in gold.questions))
    for each in tender.questions:
        if each not in taken and not any(alike(part, whole_of(each)) for part in fine):
            yield short(f"{each.id} {each.title} {each.text}")


def _pair_questions(
    wanted: Sequence[WantedQuestion], found: Sequence[Question]
) -> list[tuple[WantedQuestion, Question | None]]:
    pairs = []
    for each in wanted:
        fits = [one for one in found if alike(each.text, whole_of(one))]
        fits.sort(key=lambda one, each=each: (lot_of(one.lot) != lot_of(each.lot), not either(each.id, one.id)))  # type: ignore[misc]
        pairs.append((each, fits[0] if fits else None))
    return pairs


def whole_of(question: Question) -> str:
    return " ".join((question.title, question.text, *question.asks))


def _question_name(question: WantedQuestion) -> str:
    lot = f"lot {question.lot} " if question.lot else ""
    return lot + short(f"{question.id.split('|')[0]} {question.text}", 6)


def _asks_agree(together: Sequence[WantedQuestion], found: Question) -> bool:
    """Tell whether a question has as many parts as all that it was found to hold."""
    ranges = [(each.asks, each.asks) if isinstance(each.asks, int) else each.asks for each in together]
    return sum(low for low, _ in ranges) <= max(1, len(found.asks)) <= sum(high for _, high in ranges)


def _judge_weight(tally: Tally, name: str, wanted: WantedQuestion, found: Question | None) -> None:
    given = found.weight if found else None
    if wanted.weights[0] is None:
        if given is not None:
            tally.invented.append(f"{name} {given:g}")
        return
    unit = found.unit if found else wanted.unit
    right = found is not None and given in wanted.weights and (given is None or unit == wanted.unit)
    tally.judge(f"{name} {wanted.weights[0]:g}", right=right, instead=f"{given} {unit}" if found else "")


def _judge_limit(limits: Tally, over: Tally, name: str, wanted: WantedLimit | None, given: Limit | None) -> None:
    told = f"{given.number} {given.unit}" if given else ""
    if wanted is None:
        if given:
            limits.invented.append(f"{name} {told}")
        return
    right = told == f"{wanted.number} {wanted.unit}"
    limits.judge(f"{name} {wanted.number} {wanted.unit}", right=right, instead=told)
    if right and given and wanted.over:
        over.judge(f"{name} {wanted.over}", right=either(wanted.over, given.over), instead=str(given.over))


def _same_limit(wanted: WantedLimit | None, given: Limit | None) -> bool:
    return wanted is not None and given is not None and (wanted.number, wanted.unit) == (given.number, given.unit)


def _judge_criteria(gold: Gold, tender: Tender, weights: Tally) -> tuple[Tally, Tally]:
    criteria, parents = Tally("Criteria"), Tally("Parents of criteria")
    left = list(tender.criteria)
    for wanted in gold.criteria:
        fits = [each for each in left if _same_criterion(wanted, each)]
        fits.sort(key=lambda each, wanted=wanted: each.weight != wanted.weight)  # type: ignore[misc]
        name = _criterion_name(wanted.name.split("|")[0], wanted.lot)
        criteria.judge(name, right=bool(fits))
        found = fits[0] if fits else None
        right = found is not None and found.weight == wanted.weight and found.unit == wanted.unit
        weights.judge(
            f"{name} {wanted.weight:g}", right=right, instead=f"{found.weight:g} {found.unit}" if found else ""
        )
        if found:
            left.remove(found)
            said = str(found.parent) if found.parent else ""
            parents.judge(f"{name} < {wanted.parent}", right=names_agree(wanted.parent or "", said), instead=said)
    for each in left:
        fine = any(alike(part, each.name) for part in gold.allowed_criteria) or _is_question(each, gold, tender)
        if not fine:
            criteria.invented.append(f"{_criterion_name(each.name, each.lot)} {each.weight:g}")
    return criteria, parents


def _same_criterion(wanted: WantedCriterion, found: Criterion) -> bool:
    named = any(names_agree(each, found.name) for each in wanted.name.split("|"))
    return named and lot_of(wanted.lot) == lot_of(found.lot)


def _is_question(criterion: Criterion, gold: Gold, tender: Tender) -> bool:
    """Tell whether a criterion is only the weight of a question, which is judged there."""
    asked = [(part, each.text, each.weights) for each in gold.questions for part in each.id.split("|")]
    asked += [(each.id, part, (each.weight,)) for each in tender.questions for part in (each.title, whole_of(each))]
    return any(
        criterion.weight in weights and ((bool(name) and within(name, criterion.name)) or alike(criterion.name, text))
        for name, text, weights in asked
    )


def _criterion_name(name: str, lot: str | None) -> str:
    return short(f"lot {lot} {name}" if lot else name)
