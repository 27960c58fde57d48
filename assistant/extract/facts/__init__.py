"""The named values that the rules of a line-up turn on, each with whom in a consortium it binds.

The names, which people script against. Amounts (unit GBP, or the currency as printed); `detail` says how a cover is
counted, for which lot, and that it is the statutory minimum:

- `public_liability`, `employers_liability`, `professional_indemnity`, `product_liability`, `cyber_liability`,
  `medical_malpractice`, `motor`, `event_insurance`, `contents_insurance`, `trustees_indemnity`,
  `hirers_liability`, `environmental_liability`, `personal_accident_insurance`, `contract_works_insurance`; a word
  instead of an amount is `statutory` (as the law requires), `needed`, `desirable`. `insurance_level`
  where no kind is said.
- `turnover_minimum` (detail: the lot, or the field it must be in), `experience_minimum`, `unit_cost_maximum`.

Numbers, each with its unit: `turnover_years`, `experience_years`, `accounts_years`, `insurance_tail_years` (years);
`experience_count` (contracts); `days_minimum` (practitioner days a year); `policy_review_months`, `reserves_months`;
`validity_days` (a tender stays open), `payment_days`, `standstill_days`, `tupe_notice_days`,
`insurance_evidence_days`; `tupe_staff`; `lots_maximum`; `shortlist_size`; `minimum_score` (marks or percent; detail
its sentence, which says whether that score itself will do); `turnover_share_maximum`, `gearing_maximum`,
`social_value_weight`, `social_value_minimum`, `service_credit_percent`*, `kpi_trigger` (percent);
`current_ratio_minimum`, `quick_ratio_minimum` (to one); `credit_score_minimum`; `kpi` (percent or count, detail the
measure and its period; there may be many).
Multiples (unit times): `turnover_multiple` of the annual contract value, `turnover_multiple_total` of the whole.

Words; those with a star may have several, each once: `group_finance_rule` is lead_only, each_member, aggregate_if_jsl,
aggregate_by_share or aggregate; `tupe_status` is applies, may_apply, unlikely, no; `regime`* is
procurement_act_2023, pcr_2015, provider_selection_regime, scotland, wales, northern_ireland, below_threshold, far and
the like, first the one that rules (detail where only its words were found, not its name); `procedure` is open,
restricted, direct_award and the like; `reserved`* says for whom (vcse, sme, local, uk, supported_employment,
public_service_mutual); `accreditation`* names one (`equivalent` whether another will do, detail its level and what is
said of it); `outcome`*, `group`*, `place`* and `measure`* are as printed or as the measure is called; `department`* is
a part of the buyer, its detail what it wants; `incumbent` who runs the service now; `cpv`* a code, its
detail the title. `light_touch` is yes;
`real_living_wage` must or should; `dbs_enhanced`, `ico_registration`, `abuse_cover`, `co_production` must;
`insurance_timing` before_start, before_award or at_tender. Their values are the keys of `corpus/rules/said.toml`:
`tupe_information`*, `tupe_pensions`*, `tupe_pricing`, `tupe_liability`*, `tupe_split`, `tupe_outside`*,
`two_tier_code`, `insurance_subcontractors`, `insurance_test`, `parent_company_guarantee`, `performance_bond`,
`credit_check`, `net_worth`, `going_concern`, `accounts_alternative`, `finance_test`, `social_value_method`*,
`social_value_rule`*, `social_value_measure`*, `social_value_theme`*, `reporting`, `measurement_rule`, `kpi_ratings`,
`contract_terms`, `site_visit`, `briefing`, `base_required`, `payment_rule`*, `price_formula`, `variant_bids`.
A fact that the pack does not state is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from assistant.extract.facts.aims import aims
from assistant.extract.facts.experience import capacity
from assistant.extract.facts.finance import finance
from assistant.extract.facts.insurance import OTHERS_OWN, insurances
from assistant.extract.facts.kinds import covers
from assistant.extract.facts.law import law, regimes
from assistant.extract.facts.marks import marks
from assistant.extract.facts.parties import departments, incumbents
from assistant.extract.facts.people import groups
from assistant.extract.facts.pieces import pieces_of
from assistant.extract.facts.places import places_of
from assistant.extract.facts.said import counted, said, several
from assistant.extract.text.layout import Layout
from assistant.records import Fact, Requirement

FINDERS = (insurances, finance, capacity, counted, said, marks, law, aims, groups, departments, incumbents)
RULE = "group_finance_rule"
MANY = {"service_credit_percent", "accreditation", "kpi", "outcome", "measure", "group", "place", "department", "cpv"}


def find_facts(layout: Layout, requirements: Sequence[Requirement]) -> tuple[Fact, ...]:
    """Return each fact once, as the first place states it; what only the contract or a form says comes last."""
    scopes = {(each.source.document, each.source.block): each.scope for each in requirements}
    pieces = [
        replace(piece, told=scopes.get((piece.source.document, piece.source.block))) for piece in pieces_of(layout)
    ]
    pieces.sort(key=lambda piece: not (piece.kind == "clarification" and piece.amends))
    finders = (*FINDERS, places_of(pieces))
    found = chain.from_iterable(finder(piece) for piece in pieces for finder in finders)
    return tuple(_numbers_first(chain(_each_once(found), regimes(pieces))))


def _each_once(facts: Iterable[Fact]) -> Iterator[Fact]:
    seen: set[tuple[object, ...]] = set()
    many = MANY | several()
    for fact in facts:
        key = _key(fact, many)
        if key not in seen:
            seen.add(key)
            yield fact


def _key(fact: Fact, many: frozenset[str] | set[str]) -> tuple[object, ...]:
    """Return what makes a fact the same as another: its name, and what it is of where there may be several."""
    value = str(fact.value).lower().removeprefix("the ") if isinstance(fact.value, str) else fact.value
    if fact.name == "kpi":
        return fact.name, value, fact.detail.lower()
    if fact.name in many:
        return fact.name, value
    other = fact.name in covers() and (bool(OTHERS_OWN.search(fact.detail)) or fact.scope == "each_sub")
    if fact.name == RULE:
        return fact.name, bool(fact.detail)
    lot = fact.detail.lower() if fact.detail.lower().startswith("lot") else ""
    return fact.name, isinstance(fact.value, str), other, lot


def _numbers_first(facts: Iterable[Fact]) -> list[Fact]:
    """Drop the word for a cover where the pack gives its amount as well; whom it says the cover is for stays.

    A rule for groups that only lies in who must have the turnover gives way to one that is stated.
    """
    kept = list(facts)
    counted_names = {each.name for each in kept if not isinstance(each.value, str)}
    plain_rule = any(each.name == RULE and not each.detail for each in kept)
    kept = [each for each in kept if each.name != RULE or not (plain_rule and each.detail)]
    words = [each for each in kept if isinstance(each.value, str) and each.name in counted_names]
    narrowed = {each.name: each.scope for each in words if each.scope in {"lead", "each_sub"}}
    return [
        each.model_copy(update={"scope": narrowed[each.name]})
        if each.name in narrowed and each.scope == "all"
        else each
        for each in kept
        if each not in words
    ]
