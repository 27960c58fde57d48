"""What each member is for, in plain words that the tender itself uses."""

from __future__ import annotations

import re

from assistant.conditions import words_of
from assistant.propose.divide import Division
from assistant.propose.lay import Case
from assistant.propose.worth import Need
from assistant.records import Brings

NAMED = 3
DOING = ("delivery", "social_value", "accreditation", "experience")
WORDS = 4
BREAKS = words_of(
    """
    a about above across after again all already also among an and annually any are as at be been before being below
    between both but by can contract contractor could council date dates day days did different do does during each
    end every everybody everyone fewer first five for four from further had has have hour hours how i if in
    including into is it its itself least less lot many may minimum minutes month months more most must my need new
    no not number of off on once one only or other our out over own per place places please provider quarter range
    same second set seven several shall should six so some such supplier ten tenderer term terms than that the their
    them then there these they this those three through time to two under until up upon us variety various via was
    we week weeks were what when where whether which who whole whom whose why will with within without year yearly
    years you your
    """
)
VERBS = words_of(
    """
    accept achieve advise agree apply arrange attend begin bring build carry collect combine combines commission commit
    complete comply consult continue cover covering create deliver demonstrate describe design designed develop
    employ enable engage engages ensure evidence exceed explain find follow form give help hold identify implement
    improve include increase involve join keep lead live lives maintain make manage measure meet monitor obtain offer
    open organise pay prepare present produce promote provide put reach receive record recruit reduce refer referred
    register report respond review run runs secure send serve set shape share show spend start still submit
    supervise supervised support take taken teach tell train undertake use work works write
    """
)
ANYBODY = words_of("young people person participants members member staff service services programme activity sessions")
TOKEN = re.compile(r"[A-Za-zÀ-ÿ][\w’'&+-]*|[,.;:]|\d[\d,.%]*")
ASIDE = re.compile(r"\s*\([^)]*\)")
OPENING = re.compile(r"^.{0,80}?\b(?:shall|must|should|will)\b|^[^:]{1,60}:\s")


def role(division: Division, name: str) -> str:
    """Return what a member is for: `Lead; weekly dance and Arts Award`, in words of the requirements it covers."""
    titles = {each.id: each.title for each in division.case.tender.questions}
    phrases = [
        phrase
        for each in _weightiest(division, name)
        if (phrase := subject(each.text) if each.requirement else _small_first(titles[each.question]))
    ]
    named = join(list(dict.fromkeys(phrases))[:NAMED])
    if name == division.lead:
        return f"Lead; {named}" if named else "Lead"
    return named[:1].upper() + named[1:] if named else _by_profile(division.case, name)


def _weightiest(division: Division, name: str) -> list[Need]:
    """Return the needs a member answers: delivery first, what it shows in full, what only it shows, then by worth."""
    own = [each for each in division.reported if division.answers.get(each.id) == name and division.shown[each.id]]
    own = own or [each for each in division.case.needs if division.answers.get(each.id) == name]

    def key(need: Need) -> tuple[object, ...]:
        steps, score = division.case.steps(need.id, name), division.case.score(need.id, name)
        other = need.requirement is not None and need.requirement.kind not in DOING
        return other, -steps, len(division.shown[need.id]), -need.worth, -score, need.id

    return sorted(own, key=key)


def _small_first(title: str) -> str:
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _by_profile(case: Case, name: str) -> str:
    partner = case.by_name[name]
    said = partner.sector or (partner.art_forms[0] if partner.art_forms else "")
    return said[:1].upper() + said[1:] if said else "Member"


def subject(text: str) -> str:
    """Return what a requirement is about, in its own words, at most four: `youth voice board`, `young carers`.

    It is the first run of words after the verb that is neither broken by a word any tender has nor about anybody; a
    run of two words or more goes before a single word.
    """
    plain = ASIDE.sub("", text.strip())
    opening = OPENING.match(plain)
    runs = _runs(plain[opening.end() :] if opening else plain) or _runs(plain)
    alone = [run for run in runs if not run[0].endswith("ing")]
    best = next((run for run in runs if len(run) > 1), alone[0] if alone else [])
    return " ".join(_small(word, plain) for word in best[-WORDS:])


def _runs(text: str) -> list[list[str]]:
    """Return the runs of words between breaks, without a verb that opens one, leaving out those about anybody."""
    runs: list[list[str]] = [[]]
    for token in TOKEN.findall(text):
        word = token.lower()
        if not word[0].isalpha() or word in BREAKS:
            runs.append([])
        elif runs[-1] or word not in VERBS:
            runs[-1].append(token)
    trimmed = (_trimmed(run) for run in runs)
    return [run for run in trimmed if run and not {word.lower() for word in run} <= ANYBODY]


def _trimmed(run: list[str]) -> list[str]:
    """Return a run without participles at its end: `young people aged` is about young people."""
    while run and len(run[-1]) > 3 and run[-1].endswith("ed"):
        run = run[:-1]
    return run


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
