"""What each member is for, in plain words that the tender itself uses."""

from __future__ import annotations

import re
from collections import Counter

from assistant.conditions import words_of
from assistant.propose.divide import Division
from assistant.propose.lay import Case
from assistant.propose.worth import Need
from assistant.records import Brings

NAMED = 3
WORDS = 4
PLAIN = words_of(
    """
    a about above across after again all also an and annual annually any are area as at aim based be been before begin
    being below both bidder by can carry come complete consortium contract contractor council could day days deliver
    delivered delivery demonstrate describe design different do does during each end ensure establish evidence every
    everybody everyone explain first follow following for from fully further general give given good hard have has
    held help high hold holds how identify if in include included includes including into involve is it its itself
    keep least lead less level local made main maintain make many may meet member members minimum month monthly months
    more most must need needed new no not number of offer on once one only or organisation other our out outline over
    own paid part partner partners party people per place plan please produce programme provide provided provider
    provides put range reach receive record relevant report require required respect result run runs service services
    session sessions set shall should show so some specification state such suitable supplier support take taken team
    tenderer than that the their them there these they this those three through to two under undertake until up use
    used using various via was way we week weeks were what when where which who whole will with within without work
    working would year yearly years you young your
    """
)
LINKS = frozenset({"and", "or", "of", "for", "in", "with"})
TOKEN = re.compile(r"[A-Za-zÀ-ÿ][\w’'&-]*|[,.;:()]|\d[\d,.]*")


def role(division: Division, name: str) -> str:
    """Return what a member is for: `Lead; weekly dance and Arts Award`, in words of the requirements it covers."""
    phrases = [phrase for each in _weightiest(division, name) if (phrase := subject(each.text, division.case))]
    named = join(list(dict.fromkeys(phrases))[:NAMED])
    if name == division.lead:
        return f"Lead; {named}" if named else "Lead"
    return named[:1].upper() + named[1:] if named else _by_profile(division.case, name)


def _weightiest(division: Division, name: str) -> list[Need]:
    """Return the needs a member answers: those it shows in full first, those only it shows, then by worth."""
    own = [each for each in division.reported if division.answers.get(each.id) == name and division.shown[each.id]]
    own = own or [each for each in division.case.needs if division.answers.get(each.id) == name]

    def key(need: Need) -> tuple[object, ...]:
        steps, score = division.case.steps(need.id, name), division.case.score(need.id, name)
        return -steps, len(division.shown[need.id]), -need.worth, -score, need.id

    return sorted(own, key=key)


def _by_profile(case: Case, name: str) -> str:
    partner = case.by_name[name]
    said = partner.sector or (partner.art_forms[0] if partner.art_forms else "")
    return said[:1].upper() + said[1:] if said else "Member"


def subject(text: str, case: Case) -> str:
    """Return the most telling run of words of a requirement, at most four: `youth voice board`, `young carers`.

    The words stand in the requirement just so. A run is broken by punctuation, numbers and words that any tender has;
    telling are words that few requirements of this tender share.
    """
    common = _common(case)
    runs = _runs(text)
    if not runs:
        return ""

    def telling(run: list[str]) -> float:
        return sum(1 / common[word.lower()] for word in run) / (1 + abs(len(run) - 2.5) / 4)

    best = max(runs, key=lambda run: (telling(run), -text.find(run[0])))
    return " ".join(_small(word, text) for word in best[:WORDS])


def _runs(text: str) -> list[list[str]]:
    runs: list[list[str]] = [[]]
    for token in TOKEN.findall(text):
        word = token.lower()
        if word[0].isalpha() and (word not in PLAIN or (word in ("young", "people") and runs[-1] is not None)):
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    kept = [_trim(run) for run in runs]
    return [run for run in kept if run]


def _trim(run: list[str]) -> list[str]:
    """Return a run without a bare `young` or `people` at its end."""
    while run and run[-1].lower() == "young":
        run = run[:-1]
    return [] if {word.lower() for word in run} <= {"young", "people"} else run


def _common(case: Case) -> Counter[str]:
    counted: Counter[str] = Counter()
    for each in case.needs:
        counted.update({token.lower() for token in TOKEN.findall(each.text)})
    return counted


def _small(word: str, text: str) -> str:
    """Return a word with a small letter where it only opens the sentence."""
    return word.lower() if text.startswith(word) and word[1:].islower() else word


def join(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def brings(division: Division, name: str) -> tuple[Brings, ...]:
    """Return what a member adds: skill, reach into a place or group no other member names, or days.

    Capacity is at least a fair share of the line-up's days, where the tender asks for days, else where it gives days.
    """
    partner = division.case.by_name[name]
    others = [division.case.by_name[each] for each in division.members if each != name]
    found: list[Brings] = []
    if any(division.steps(need) and who == name for need, who in division.answers.items()):
        found.append("skill")
    named = {each for other in others for each in (*other.places, other.based_in, *other.groups)}
    if {*partner.places, *partner.groups} - named - {""}:
        found.append("reach")
    days = [division.case.by_name[each].days_free or 0 for each in division.members]
    if (partner.days_free or 0) * len(days) >= sum(days) > 0:
        found.append("capacity")
    return tuple(found)
