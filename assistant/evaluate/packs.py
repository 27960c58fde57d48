"""The reading of a test pack judged against its gold, group by group. Only what a group names is judged in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.evaluate.asked import judge_asked, whole_of
from assistant.evaluate.score import Score
from assistant.evaluate.tally import Tally, alike, either, lot_of, names_agree, short, within
from assistant.evaluate.wanted import Gold, WantedDate, WantedFact, WantedRequirement
from assistant.records import Fact, Requirement, Tender

INSURED = (
    *("public_liability", "employers_liability", "professional_indemnity", "product_liability", "cyber_liability"),
    *("medical_malpractice", "motor", "event_insurance", "contents_insurance", "trustees_indemnity", "insurance_level"),
    *("hirers_liability", "environmental_liability", "personal_accident_insurance", "contract_works_insurance"),
)
NAMED = (
    *("turnover_minimum", "turnover_years", "turnover_multiple", "group_finance_rule", "experience_minimum"),
    *("experience_years", "experience_count", "days_minimum", "policy_review_months", "validity_days", "tupe_status"),
    *("regime", "procedure", "light_touch", "reserved", "real_living_wage", "dbs_enhanced", "ico_registration"),
    *("accreditation", "insurance_timing", "payment_days", "standstill_days", "tupe_staff", "lots_maximum", "kpi"),
    *("shortlist_size", "current_ratio_minimum", "insurance_tail_years", "service_credit_percent", "incumbent"),
    *("department", "cpv", "minimum_score"),
)
COUNTED = ("kpi",)
"""Facts of which there may be more than a gold lists: only traps say which are wrong."""
DOUBTS = ("weights_do_not_sum", "conflicting_dates", "conflicting_weights", "hidden_text", "tupe_silent")
"""The kinds of flag that say the pack has a fault: raised where it has none, they are invented."""


def judge_pack(gold: Gold, tender: Tender) -> tuple[Score, ...]:
    """Return a score of each group, always in the same order."""
    return (
        judge_head(gold, tender),
        judge_dates(gold, tender),
        *judge_asked(gold, tender),
        *judge_facts(gold, tender),
        judge_value(gold, tender),
        judge_lots(gold, tender),
        *judge_requirements(gold, tender),
        judge_flags(gold, tender),
        judge_absent(gold, tender),
    )


def judge_head(gold: Gold, tender: Tender) -> Score:
    """Judge what the pack is taken to be and what it is called; a title may say more than the gold's."""
    tally = Tally("Kind, title, buyer, reference")
    tally.judge(gold.seems.split("|")[0], right=either(gold.seems, tender.seems), instead=tender.seems)
    for about in ("title", "buyer", "reference"):
        wanted, found = str(getattr(gold, about)), str(getattr(tender, about))
        if wanted:
            right = any(within(each, found) for each in wanted.split("|"))
            tally.judge(f"{about} {wanted}", right=right, instead=short(found))
    return tally.score()


# --- dates ----------------------------------------------------------------------------------------------


def judge_dates(gold: Gold, tender: Tender) -> Score:
    """Judge roles and times. A date of gold that was found without its role is missed, and no more than that."""
    tally = Tally("Dates")
    left = list(dict.fromkeys((each.role, each.at, each.superseded_by is not None) for each in tender.dates))
    for wanted in gold.dates:
        hits = [each for each in left if _same_date(wanted, each)]
        tally.judge(_date_name(*wanted), right=bool(hits))
        left = [each for each in left if each not in hits]
    days = {day[:10] for each in gold.dates for day in each.at.split("|")}
    known = {(each.role, each.at) for each in gold.dates if not each.superseded}
    for role, at, superseded in left:
        fine = at[:10] in gold.allowed_dates or (role.startswith("other") and at[:10] in days)
        if not fine and not (superseded and (role, at) in known):
            tally.invented.append(_date_name(role, at, "superseded" if superseded else ""))
    return tally.score()


def _same_date(wanted: WantedDate, found: tuple[str, str, bool]) -> bool:
    right = found[0] in wanted.role.split("|") and found[1] in wanted.at.split("|")
    return right and found[2] == bool(wanted.superseded)


def _date_name(role: str, at: str, superseded: str) -> str:
    return " ".join(each for each in (role.split("|")[0], at.split("|")[0], superseded) if each)


# --- facts, value, term, lots ---------------------------------------------------------------------------


def judge_facts(gold: Gold, tender: Tender) -> tuple[Score, ...]:
    """Judge insurances by kind and amount, other facts by name and value, and who must meet them."""
    insurances, facts, scopes = Tally("Insurances"), Tally("Facts"), Tally("Scope of facts")
    left = [each for each in tender.facts if each.name in (*INSURED, *NAMED)]
    for wanted in gold.facts:
        tally = insurances if wanted.name in INSURED else facts
        hit = next((each for each in left if each.name == wanted.name and _same_value(wanted, each)), None)
        name = f"{wanted.name} {_shown(wanted.value)}"
        if hit or not wanted.optional:
            tally.judge(name, right=hit is not None)
        if hit:
            left = [each for each in left if not (each.name == hit.name and _same_value(wanted, each))]
        if hit and wanted.scope:
            scopes.judge(f"{name} {wanted.scope}", right=either(wanted.scope, hit.scope), instead=hit.scope)
    for each in left:
        if each.name not in COUNTED:
            (insurances if each.name in INSURED else facts).invented.append(f"{each.name} {_shown(each.value)}")
    return tuple(each.score() for each in (insurances, facts, scopes))


def _same_value(wanted: WantedFact, found: Fact) -> bool:
    if wanted.value == "any":
        return True
    if isinstance(wanted.value, str):
        said = str(found.value)
        return any(within(each, said) or within(said, each) for each in wanted.value.split("|"))
    return isinstance(found.value, int | float) and float(found.value) == wanted.value


def _shown(value: float | str) -> str:
    return value.split("|")[0] if isinstance(value, str) else f"{value:.12g}"


def judge_value(gold: Gold, tender: Tender) -> Score:
    tally, value, term = Tally("Value and term"), tender.value, tender.term
    if gold.value and not gold.value.doubtful:
        wanted = gold.value
        sums = (wanted.low, wanted.high, wanted.currency)
        right = value is not None and (value.low, value.high, value.currency) == sums
        told = f"{value.low:.12g}-{value.high:.12g} {value.currency} {value.per} {value.vat}" if value else ""
        tally.judge(f"value {wanted.low:.12g}-{wanted.high:.12g}", right=right, instead=told)
        tally.judge(f"value per {wanted.per}", right=value is not None and value.per == wanted.per)
        tally.judge(f"VAT {wanted.vat}", right=value is not None and either(wanted.vat, value.vat))
    elif value and not gold.value:
        tally.invented.append(f"value {value.low:.12g}-{value.high:.12g}")
    if gold.term and not gold.term.doubtful:
        tally.judge(f"term {gold.term.months}", right=term is not None and term.months == gold.term.months)
        right = term is not None and term.extension_months == gold.term.extension_months
        tally.judge(f"extension {gold.term.extension_months}", right=right, instead=str(term and term.extension_months))
    elif term and not gold.term:
        tally.invented.append(f"term {term.months}")
    return tally.score()


def judge_lots(gold: Gold, tender: Tender) -> Score:
    tally = Tally("Lots")
    found = {lot_of(each.id): each for each in tender.lots}
    for wanted in gold.lots:
        hit = found.pop(lot_of(wanted.id), None)
        right = hit is not None and (alike(wanted.title, hit.title) or alike(hit.title, wanted.title))
        tally.judge(f"{wanted.id} {wanted.title}", right=right, instead=hit.title if hit else "")
        if wanted.value is not None:
            value = hit.value.high if hit and hit.value else None
            tally.judge(f"{wanted.id} £{wanted.value:.12g}", right=value == wanted.value, instead=str(value))
    tally.invented.extend(f"{each.id} {each.title}" for each in found.values())
    return tally.score()


# --- requirements ---------------------------------------------------------------------------------------


def judge_requirements(gold: Gold, tender: Tender) -> tuple[Score, ...]:
    """Judge what is asked; obligations of one sentence are told apart where each is a requirement by itself."""
    every = [Tally(each) for each in ("Requirements", "Force", "Scope", "Scope said or taken", "Kind", "Told apart")]
    for wanted in gold.obligations:
        fits = [each for each in tender.requirements if alike(wanted.quote, each.text)]
        hit = min(fits, key=lambda each: len(each.text), default=None)
        name = short(wanted.quote, 8)
        every[0].judge(name, right=hit is not None)
        if hit:
            _judge_requirement(every[1:-1], name, wanted, hit)
            held = [each.quote for each in gold.obligations if within(each.quote, hit.text)]
            every[-1].judge(name, right=len(held) < 2, instead=f"{len(held)} together")
    every[0].invented.extend(short(each.text) for each in unfounded(gold, tender))
    return tuple(each.score() for each in every)


def unfounded(gold: Gold, tender: Tender) -> list[Requirement]:
    """Return the requirements that hold nothing which the gold has or allows."""
    fine = [*(each.quote for each in gold.obligations), *gold.allowed]
    return [each for each in tender.requirements if not any(alike(part, each.text) for part in fine)]


def _judge_requirement(tallies: Sequence[Tally], name: str, wanted: WantedRequirement, hit: Requirement) -> None:
    given = (hit.force, hit.scope, "default" if hit.assumed else "said", hit.kind)
    for tally, said, got in zip(tallies, (wanted.force, wanted.scope, wanted.said, wanted.kind), given, strict=True):
        tally.judge(f"{name}: {said}", right=either(said, got), instead=got)


# --- flags, and what must not be there ------------------------------------------------------------------


def judge_flags(gold: Gold, tender: Tender) -> Score:
    tally = Tally("Flags")
    kinds = [each.kind for each in tender.flags]
    for wanted in gold.flags:
        tally.judge(wanted.split("|")[0], right=any(either(wanted, each) for each in kinds))
    fine = [part for each in (*gold.flags, *gold.allowed_flags) for part in each.split("|")]
    tally.invented.extend(each for each in kinds if each in DOUBTS and each not in fine)
    return tally.score()


def judge_absent(gold: Gold, tender: Tender) -> Score:
    """Judge the traps of a pack: each that was kept out of is right, each fallen into invented."""
    tally, absent = Tally("Traps"), gold.absent
    asked = [whole_of(each) for each in tender.questions]
    weights = {each.weight for each in tender.criteria} | {each.weight for each in tender.questions}
    traps = (
        *(("date", each, any(date.at.startswith(each) for date in tender.dates)) for each in absent.dates),
        *(("weight", f"{each:g}", each in weights) for each in absent.weights),
        *(("amount", f"{each:.12g}", each in _amounts(tender)) for each in absent.money),
        *(
            ("fact", each, any(each in (fact.name, f"{fact.name} {_shown(fact.value)}") for fact in tender.facts))
            for each in absent.facts
        ),
        *(("criterion", each, any(names_agree(each, one.name) for one in tender.criteria)) for each in absent.criteria),
        *(("question", each, any(within(each, one) for one in asked)) for each in absent.questions),
        *(
            ("requirement", each, any(within(each, one.text) for one in unfounded(gold, tender)))
            for each in absent.requirements
        ),
    )
    for kind, name, fallen in traps:
        (tally.invented if fallen else tally.right).append(f"{kind} {short(name, 8)}")
    return tally.score()


def _amounts(tender: Tender) -> set[Any]:
    values = [tender.value, *(each.value for each in tender.lots)]
    told = {amount for each in values if each for amount in (each.low, each.high)}
    return told | {each.value for each in tender.facts if each.unit in (None, "GBP")}
