"""What must be shown of the past and of capacity in numbers: contracts, years, days, and how fresh a policy must be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.extract.contract.lengths import months_of
from assistant.extract.facts.finance import is_turnover, years_of
from assistant.extract.facts.kinds import named_insurances
from assistant.extract.facts.pieces import Piece
from assistant.extract.facts.sums import ASKED, COUNT, number, sums
from assistant.extract.text.lexicon import pattern
from assistant.records import Fact

DAYS = re.compile(
    r"\b(?P<count>\d[\d,]*)\s+(?:[a-z-]+\s+){0,2}?(?:practitioner|artist|delivery|contact|staff|person|facilitator)"
    r"[\s-]+days?\b",
    re.IGNORECASE,
)
PROOF = (
    r"(?:contracts?|grants?|projects?|examples?|references?|commissions?|assignments?|pieces\s+of\s+work|case\s+studies|"
    r"schemes?|evaluations?|instances)"
)
WORK = (
    rf"(?:{PROOF}|programmes?|programs?|services|festivals?|exhibitions?|events?|residenc(?:y|ies)|productions?|tours?|studies|surveys|"
    r"campaigns|courses|clubs|jobs|performances|workshops)"
)
LEAST = r"(?:at\s+least|(?:a\s+)?minimum\s+of|(?:no|not)\s+(?:fewer|less)\s+than)"
ADJECTIVES = r"\s*(?:\(\w+\)\s*)?(?:[a-z-]+\s+){0,3}"
EXAMPLES = re.compile(
    rf"\b(?:{LEAST}|(?:must|shall|should|required\s+to|able\s+to|please|(?:^|\.)\s*)\s*(?:provide|give(?:\s+us)?|tell\s+us\s+(?:of|about)|submit|show|supply|describe|evidence|point\s+to|(?:provide|give)\s+details\s+of|"
    rf"demonstrate|cite))\s+(?P<count>{COUNT}){ADJECTIVES}{PROOF}\b",
    re.IGNORECASE,
)
DID = (
    r"(?:delivered|organi[sz]ed|run|managed|carried\s+out|undertaken|completed|performed|provided|held|led|produced|staged|"
    r"worked\s+on|made|curated|hosted|operated)"
)
DONE = re.compile(
    rf"\b(?:have|has|having|had)\s+(?:\w+ly\s+)?{DID}\b(?:\s+(?:{LEAST}\s+)?(?P<count>{COUNT}){ADJECTIVES}{WORK}\b)?",
    re.IGNORECASE,
)
FOR_YEARS = re.compile(
    rf"\b(?:{LEAST}|with|have|has|least|requires?|show|demonstrate|prove|evidence|possess|hold|offer)\s+(?P<count>{COUNT})\s*(?:\(\w+\)\s*)?(?:or\s+more\s+)?years?['’]?\s+"
    rf"(?:of\s+)?(?:[\w-]+\s+){{0,4}}?experience\b|\bexperience\b[^.;]{{0,60}}?\b{LEAST}\s+(?P<other>{COUNT})\s*(?:\(\w+\)\s*)?years?\b",
    re.IGNORECASE,
)
BIDDER = re.compile(
    r"\b(?:you|your\s+organisation|bidders?|tenderers?|offerors?|proposers?|respondents?|applicants?|organisations?|firms?|vendors?|"
    r"providers?|suppliers?|contractors?|consultants?|consorti\w+|members?|partners?|groups?|teams?|lead\s+\w+)\b",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\b(?:artists?|staff|managers?|directors?|co-?ordinators?|workers?|practitioners?|personnel|facilitators?|tutors?|person|people|"
    r"individuals?|officers?|therapists?|teachers?|leaders?|volunteers?|employees?|curators?|instructors?|counsellors?|supervisors?|"
    r"advis[eo]rs?|drivers?|producers?)\b(?!-|\s+(?:contracts?|projects?))",
    re.IGNORECASE,
)
OTHER_PAST = re.compile(
    r"\b(?:not|never|none|whether|convict\w*|polic(?:y|ies)|insur\w+|train\w*|courses?|checks?|audit\w*|accounts|the\s+(?:council|"
    r"authority|buyer|trust)\s+(?:has|have))\b",
    re.IGNORECASE,
)
AMONG = re.compile(
    rf"\b(?:in|for|with|at|by)\s+{LEAST}\s+(?P<count>{COUNT}){ADJECTIVES}[a-z]{{3,}}s\b(?<!years)(?<!months)(?<!weeks)",
    re.I,
)
EXAMPLES_BARE = re.compile(
    rf"\b(?:examples?|references|case\s+studies|projects)\s*[:–—-]\s*(?P<count>{COUNT})\b", re.IGNORECASE
)
NOT_ORGANISED = re.compile(r"[^.;]{0,15}\b(?:as|for|by)\s+", re.IGNORECASE)
ARTICLES = {"a", "an", "further", "single"}
SINCE = re.compile(r"\bsince\s+(?:\w+\s+)?20\d\d\b", re.IGNORECASE)
DUTY = re.compile(r"\b(?:must|shall|should|required|needs?|has\s+to|have\s+to|able\s+to|expected)\b", re.IGNORECASE)


def capacity(piece: Piece) -> Iterator[Fact]:
    """Return days that must be given, experience that must be shown, and how fresh a policy must be."""
    text = piece.plain
    if piece.has("day"):
        days = DAYS.search(text)
        if days and ASKED.search(text) and pattern("facts", "yearly").search(text):
            yield piece.fact("days_minimum", number(days["count"]), "days", "sum")
    if piece.has("review") and pattern("facts", "reviewed").search(text):
        months = months_of(text)
        if months:
            yield piece.fact("policy_review_months", float(months[0][0]), "months", "all")
    if not piece.has("year", "months", "since ", "£", "$", "€", "pounds", "million", "gbp"):
        return
    yield from _experience(piece)


def _experience(piece: Piece) -> Iterator[Fact]:
    """Return what a bidder must have done: of what value, how many, and within how many years or for how long."""
    text = piece.plain
    years, examples, done = years_of(text), EXAMPLES.search(text) or EXAMPLES_BARE.search(text), _done(text)
    since = bool(SINCE.search(text))
    asked = ASKED.search(text) and pattern("facts", "experience").search(text)
    if not (asked or ((years or since) and (examples or done)) or FOR_YEARS.search(text)):
        return
    among = AMONG.search(text, done.end()) if done and not done["count"] else None
    told = examples or among or done
    counted = told["count"] if told else None
    counted = None if counted in ARTICLES else counted
    given = [] if is_turnover(text) else sums(text)
    if given and (asked or counted) and not named_insurances(text):
        yield piece.fact("experience_minimum", given[0].low, given[0].currency)
    if counted and (given or years or since):
        yield piece.fact("experience_count", number(counted), "contracts")
    if years and (given or counted or done or piece.has("experience")):
        yield piece.fact("experience_years", years, "years")
    elif (length := FOR_YEARS.search(text)) and BIDDER.search(text) and not _of_person(text, length):
        yield piece.fact("experience_years", number(length["count"] or length["other"]), "years")


def _of_person(text: str, length: re.Match[str]) -> bool:
    """Tell whether years of experience are a person's: one is named before them, or right after as who has them."""
    after = NOT_ORGANISED.match(text, length.end())
    return bool(PERSON.search(text[: length.end()]) or (after and PERSON.search(text[after.end() : after.end() + 40])))


def _done(text: str) -> re.Match[str] | None:
    """Return what a bidder is asked to have done, where it is neither a person who did it nor a wrong."""
    match = DONE.search(text)
    if match is None or not DUTY.search(text) or OTHER_PAST.search(text):
        return None
    who = text[: match.start()]
    return match if BIDDER.search(who) and not PERSON.search(who) else None
