"""The conditions of a tender that a profile can prove: cover, income, policies, registrations and days.

Shared by the stages that match and that propose. Nothing here looks at the clock: a policy is reviewed or a cover
runs out with regard to the tender's own dates. Cover may be bought, and a policy reviewed, before the contract
starts, so a shortfall there is `commit_before_start`; income cannot, so it is `failed`; what a profile does not
say is `unknown`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from assistant.records import Fact, GateStatus, Partner, Requirement, Scope, Tender


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


COVER = re.compile(r"(?:liability|indemnity|insurance|cover|malpractice|motor)$")
EMPLOYERS = "employers_liability"
POLICY = re.compile(r"\b([a-z]+(?:(?: and| &)? [a-z]+){0,2})\s+polic(?:y|ies)\b", re.IGNORECASE)
REVIEWED = re.compile(r"\b(?:review|updat|approv|dated)", re.IGNORECASE)
WITHIN = re.compile(r"\b(\d+|one|two|three|six|twelve|eighteen|twenty-four)\s+(month|year)s?\b", re.IGNORECASE)
NUMBERS = {"one": 1, "two": 2, "three": 3, "six": 6, "twelve": 12, "eighteen": 18, "twenty-four": 24}
HELD = re.compile(
    r"\b(?:register(?:ed)?|registration|accredit(?:ed|ation)|certifi(?:ed|cat(?:e|ion))|membership|licen[sc]ed?|"
    r"hold(?:s|ing)?|quality mark|employer|kite ?mark)\b",
    re.IGNORECASE,
)
PLAIN_WORDS = words_of(
    "a an and the of in on for with to by or its our their that is as at from has holds hold policy policies each "
    "member every written current reviewed have must shall"
)
LEGAL = re.compile(r"\b(?:single )?(?:legal entity|incorporated|legal personality|body corporate)\b", re.IGNORECASE)
UNINCORPORATED = re.compile(r"\bunincorporated|\bconstituted group|\binformal group|\bvoluntary group", re.IGNORECASE)
DECLARES = re.compile(
    r"\b(?:sign(?:s|ed)?|declar\w+|undertak\w+|exclu\w+|debar\w+|collu\w+|non-collusion|canvass\w+|"
    r"conflicts? of interest|(?:be|is) named|one (?:tender|bid) only)\b",
    re.IGNORECASE,
)
BINDS = re.compile(r"\b(?:must|shall|should|will)\b", re.IGNORECASE)
OF_EACH = re.compile(r"(?:,|;|\band)\s+((?:each|every|all)\b.*\b(?:must|shall)\b.*)", re.IGNORECASE | re.DOTALL)
"""A second duty in a sentence, on every member."""
PERSONAL_DATA = re.compile(r"\b(?:personal data|GDPR|data protection)\b", re.IGNORECASE)
DATA_WORDS = words_of("ico information commissioner commissioners office data protection gdpr uk")
COUNTED = ("delivery", "experience")


@dataclass(frozen=True)
class Calendar:
    """The dates against which a condition is judged; None where the tender does not say."""

    submission: date | None = None
    start: date | None = None


@dataclass(frozen=True)
class Condition:
    """One thing to be proved. `about` is a kind of cover, or turnover, policy, mark, days, evidence or declaration.

    `requirement` is the id of what states it, or the fact's name where only a fact does.
    """

    requirement: str
    text: str
    about: str
    scope: Scope
    amount: float = 0
    years: int = 1
    months: int = 12
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Standing:
    status: GateStatus
    why: str


def calendar(tender: Tender) -> Calendar:
    return Calendar(_day(tender, "submission"), _day(tender, "contract_start"))


def _day(tender: Tender, role: str) -> date | None:
    given = sorted(each.at for each in tender.dates if each.role == role and each.superseded_by is None)
    for at in given:
        try:
            return datetime.fromisoformat(at).date()
        except ValueError:
            continue
    return None


def number_fact(tender: Tender, name: str) -> float | None:
    """Return the greatest value a tender gives for a fact: the strictest reading where it gives several."""
    values = [each.value for each in tender.facts if each.name == name and isinstance(each.value, (int, float))]
    return max(values, default=None)


def needs_legal_entity(tender: Tender) -> Requirement | None:
    """Return the requirement by which the bidder that signs must be a legal entity, if there is one."""
    return next((each for each in tender.requirements if LEGAL.search(each.text)), None)


def is_legal_entity(partner: Partner) -> bool:
    """Whether a partner can contract as a body of its own, as far as its form says."""
    return not partner.sole_practitioner and not UNINCORPORATED.search(partner.form)


# --- what the tender asks to be proved ------------------------------------------------------------------


def conditions(tender: Tender) -> tuple[Condition, ...]:
    """Return what a profile or a declaration has to prove, in the tender's order; each fact once."""
    found: list[Condition] = []
    used: set[str] = set()
    for requirement in tender.requirements:
        facts = _facts_of(requirement, tender)
        stated = [each for fact in facts if (each := _of_fact(fact, requirement, tender))]
        used |= {fact.name for fact in facts}
        found += stated or _of_words(requirement)
    for fact in tender.facts:
        alone = None if fact.name in used else _of_fact(fact, None, tender)
        if alone:
            used.add(fact.name)
            found.append(alone)
    return tuple(dict.fromkeys(found))


def _facts_of(requirement: Requirement, tender: Tender) -> list[Fact]:
    """Return the facts a requirement states: at its own place, or named and with the same amount in its words."""
    return [each for each in tender.facts if _same_place(each, requirement) or _named_in(each, requirement)]


def _same_place(fact: Fact, requirement: Requirement) -> bool:
    own, other = requirement.source, fact.source
    same = (own.document, own.block) == (other.document, other.block)
    return same and other.start < own.end and own.start < other.end


def _named_in(fact: Fact, requirement: Requirement) -> bool:
    if requirement.kind not in ("insurance", "finance"):
        return False
    words = {"turnover"} if fact.name.startswith("turnover") else set(fact.name.split("_"))
    return words <= content(requirement.text)


def _of_fact(fact: Fact, requirement: Requirement | None, tender: Tender) -> Condition | None:
    """Return the condition a fact makes, None for a fact that no profile answers."""
    if not isinstance(fact.value, (int, float)):
        return None
    name = requirement.id if requirement else fact.name
    text = requirement.text if requirement else _told(fact)
    scope: Scope = fact.scope if fact.scope != "any" else requirement.scope if requirement else "any"
    amount = float(fact.value)
    if COVER.search(fact.name):
        return Condition(name, text, fact.name, "all" if scope == "any" else scope, amount)
    if fact.name in ("turnover_minimum", "turnover_multiple"):
        years = int(number_fact(tender, "turnover_years") or 1)
        least = amount if fact.name == "turnover_minimum" else amount * annual_value(tender)
        return Condition(name, text, "turnover", _finance_scope(scope, tender), least, years) if least else None
    return Condition(name, text, "days", "sum", amount) if fact.name == "days_minimum" else None


def annual_value(tender: Tender) -> float:
    """Return the least value of the contract in a year; 0 where the tender does not say."""
    if tender.value is None:
        return 0.0
    years = 1.0 if tender.value.per == "year" or tender.term is None else max(tender.term.months / 12, 1.0)
    return tender.value.low / years


def _told(fact: Fact) -> str:
    return f"{fact.name.replace('_', ' ').capitalize()} of {pounds(float(fact.value))}"


def _finance_scope(scope: Scope, tender: Tender) -> Scope:
    """Return on whom income is judged: as the tender's rule for groups says, else on the lead alone.

    Where it is added up only if the members are jointly and severally liable, the lead alone is the safe reading.
    """
    rule = next((str(each.value) for each in tender.facts if each.name == "group_finance_rule"), "")
    if rule in ("aggregate", "aggregate_by_share"):
        return "sum"
    if rule.startswith(("each", "every", "all")):
        return "all"
    return "lead" if rule.startswith(("lead", "aggregate")) or scope in ("any", "sum") else scope


def _of_words(requirement: Requirement) -> list[Condition]:
    """Return the condition a requirement states without a fact, where a profile or a declaration can answer it."""
    if requirement.kind in COUNTED and not requirement.gate:
        return []
    text = requirement.text
    policy = POLICY.search(text)
    scope: Scope = "all" if requirement.scope == "any" and requirement.gate else requirement.scope
    if requirement.gate and requirement.kind == "other" and DECLARES.search(text):
        return [Condition(requirement.id, text, "declaration", requirement.scope)]
    if policy and REVIEWED.search(text) and (words := content(policy[1])):
        return [Condition(requirement.id, text, "policy", scope, months=_months(text), words=words)]
    if requirement.scope in ("all", "lead", "each_sub") and HELD.search(text) and len(BINDS.findall(text)) < 2:
        return [Condition(requirement.id, text, "mark", requirement.scope, words=content(text))]
    if requirement.gate or requirement.scope in ("all", "each_sub"):
        return [_of_data(requirement) or Condition(requirement.id, text, "evidence", requirement.scope)]
    return []


def _of_data(requirement: Requirement) -> Condition | None:
    """Return what a second duty in a sentence, on every member that handles personal data, asks of a profile."""
    part = OF_EACH.search(requirement.text)
    if part is None or not PERSONAL_DATA.search(part[1]):
        return None
    words = content(part[1]) | DATA_WORDS
    return Condition(requirement.id, requirement.text, "mark", requirement.scope, words=words)


def _months(text: str) -> int:
    found = WITHIN.search(text)
    if not found:
        return 12
    count = NUMBERS.get(found[1].lower()) or int(found[1])
    return count * (12 if found[2].lower() == "year" else 1)


def content(text: str) -> frozenset[str]:
    """Return the words of a text that say something, in small letters."""
    return frozenset(re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", ""))) - PLAIN_WORDS


# --- what a profile proves ------------------------------------------------------------------------------


def check(condition: Condition, partner: Partner, when: Calendar) -> Standing:
    """Return how one partner's profile stands to a condition."""
    if condition.about == "turnover":
        return _income(condition, partner)
    if condition.about == "policy":
        return _policy(condition, partner, when)
    if condition.about == "mark":
        return _mark(condition, partner)
    if condition.about in ("days", "evidence", "declaration"):
        return Standing("unknown", "the profile does not show it")
    return _cover(condition, partner, when)


def _cover(condition: Condition, partner: Partner, when: Calendar) -> Standing:
    kind = condition.about.replace("_", " ").replace("employers", "employers’")
    if condition.about == EMPLOYERS and employs_nobody(partner):
        return Standing("met", "employs nobody")
    held = [each for each in partner.insurances if each.kind == condition.about]
    if not held:
        return Standing("unknown", f"the profile does not mention {kind} insurance")
    best = max(held, key=lambda each: (each.amount, each.expires or date.max))
    before = f" before {say(when.start)}" if when.start else " before the contract starts"
    if best.amount < condition.amount:
        why = f"{kind}: {pounds(best.amount)} held, {pounds(condition.amount)} asked: raise it{before}"
        return Standing("commit_before_start", why)
    ends, by = best.expires, when.start or when.submission
    if ends and by and ends < by:
        why = f"{kind}: {pounds(best.amount)}, but only to {say(ends)}: renew it{before}"
        return Standing("commit_before_start", why)
    return Standing("met", f"{kind}: {pounds(best.amount)}" + (f" to {say(ends)}" if ends else ""))


def employs_nobody(partner: Partner) -> bool:
    return partner.staff == 0 or (partner.sole_practitioner and not partner.staff)


def _income(condition: Condition, partner: Partner) -> Standing:
    known = partner.turnover[: condition.years]
    if not known:
        return Standing("unknown", "the profile does not give its income")
    asked = f"{pounds(condition.amount)} asked" + (
        f" in each of {condition.years} years" if condition.years > 1 else ""
    )
    told = f"income of {' and '.join(pounds(each) for each in known)}, {asked}"
    if min(known) < condition.amount:
        return Standing("failed", told)
    if len(known) < condition.years:
        return Standing("unknown", f"{told}: {condition.years - len(known)} not given")
    return Standing("met", told)


def _policy(condition: Condition, partner: Partner, when: Calendar) -> Standing:
    name = " ".join(sorted(condition.words))
    held = [each for each in partner.policies if content(each.name) & condition.words]
    dated = [each for each in held if each.reviewed]
    if not dated:
        told = "gives no date of review" if held else "does not mention it"
        return Standing("unknown", f"{name} policy: the profile {told}")
    best = max(dated, key=lambda each: each.reviewed or date.min)
    last, by = best.reviewed or date.min, when.submission or when.start
    if by and last < months_before(by, condition.months):
        why = f"{best.name.lower()} policy last reviewed on {say(last)}: review it before {say(by)}"
        return Standing("commit_before_start", why)
    return Standing("met", f"{best.name.lower()} policy reviewed on {say(last)}")


def _mark(condition: Condition, partner: Partner) -> Standing:
    """Return whether a mark in the profile says what is asked: each word of its name stands in the requirement."""
    for mark in partner.marks:
        words = {each for each in content(mark) if not HELD.fullmatch(each)}
        if words and words <= condition.words:
            return Standing("met", mark)
    for policy in partner.policies if condition.words >= DATA_WORDS else ():
        if {"data", "protection"} <= content(policy.name):
            return Standing("met", f"{policy.name} policy")
    return Standing("unknown", "the profile does not show it")


def months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))


def say(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def pounds(amount: float) -> str:
    if amount >= 1_000_000 and amount % 10_000 == 0:
        return f"£{amount / 1_000_000:g} million"
    return f"£{amount:,.0f}"
