"""Turn a partner's first person into the third, or quote it word for word where that would not be safe."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.draft.words import ADVERBS, BASE_VERBS, MODALS, PASTS, SAME_IN_PAST

GROUP = re.compile(r"\b(we|us|our|ours|ourselves)(['’](?:re|ve|ll|d))?\b", re.IGNORECASE)
SINGLE = re.compile(r"\bI(['’](?:m|ve|ll|d))?\b|\b(?:[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b")
OTHERS = re.compile(r"\b(they|them|their|theirs|themselves)\b", re.IGNORECASE)
LONG_FORMS = {"re": " are", "ve": " have", "ll": " will", "m": " am"}
SHORT_FORM = re.compile(r"(?<=[a-z])['’](re|ve|ll)\b")
BE = {"am": "is", "was": "was", "have": "has", "do": "does"}
LOWERABLE = re.compile(
    r"^(the|a|an|in|since|every|each|all|last|most|at|over|during|between|from|for|on|by|after|before|this|these|"
    r"when|where|some|many|young|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|more|half|staff|members|"
    r"sessions|participants|with|under|through|as|both|no|any|one|everyone|everybody|nobody|our|freelancers|tutors|"
    r"workers|artists|people|children|anyone|about|of|to|there|if|whoever|concerns|referrals)\b",
    re.IGNORECASE,
)
COMMON_END = re.compile(r"(?:[^s]s|ion|ing|ment|ness|ity|ship|ance|ence|ade|ack)$")
SINGULAR = re.compile(r"^(?:is|has|was|[a-z]+[^s]s)$")
DATED = re.compile(
    r"^(?P<when>(?:In|Since|By|From|During|Between|Until) [\w ]{0,24}?(?:19|20)\d\d"
    r"(?: (?:to|and) (?:\w+ )?(?:19|20)\d\d)?)(?P<comma>,?) (?P<rest>.*)$"
)
EVERYBODY = re.compile(r"^(all|every|everyone|everybody|no|any|anyone|nobody|staff|there)\b", re.IGNORECASE)
UNIVERSAL = re.compile(
    r"^(all|every|everyone|everybody|each|no|any|anyone|staff|nobody|a|an|two|both|one|there)\b", re.IGNORECASE
)
NEVER: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Speaker:
    name: str
    sole: bool = False


@dataclass(frozen=True)
class Setting:
    """What stands before a sentence.

    `known`: the sentence before has the same partner as its subject, so "They" is clear. `before`: the evidence
    before it is the same partner's; without that, a sentence that names nobody is tied to its partner by
    "At Name, ...". `there`: its partner has just been named as the place, so that "There, ..." ties it. `tied`:
    the sentence before is tied so already. `plain`: words that are seen with a small letter.
    """

    known: bool = False
    before: bool = False
    there: bool = False
    tied: bool = False
    plain: frozenset[str] = NEVER


ALONE = Setting()


def adapt(text: str, speaker: Speaker, setting: Setting = ALONE) -> str | None:
    """Return a partner's sentence as the consortium would write it; None when it cannot be used there at all."""
    if re.search(r"[\"“”]", text):
        return None
    pattern, wrong = (SINGLE, GROUP) if speaker.sole else (GROUP, SINGLE)
    if wrong.search(text):
        return spoken(text, speaker)
    full = _opened(SHORT_FORM.sub(lambda found: LONG_FORMS[found[1]], text), speaker, setting)
    if not pattern.search(full):
        hangs = EVERYBODY if setting.before else UNIVERSAL
        plain = _names(full, speaker) or setting.tied or (setting.before and not hangs.match(full))
        return full if plain else _tied(full, speaker, setting)
    adapted = _one(full, speaker, known=setting.known) if speaker.sole else _many(full, speaker, known=setting.known)
    return adapted if adapted is not None else spoken(text, speaker)


def _opened(text: str, speaker: Speaker, setting: Setting) -> str:
    """Return the text with its partner named for `The Trust`, and without an `also` that follows nothing."""
    last = speaker.name.split()[-1]
    if speaker.name.split()[0].lower() != "the" and not _names(text, speaker):
        text = re.sub(rf"\b[Tt]he {re.escape(last)}\b(?! [A-Z])", speaker.name, text, count=1)
    return text if setting.before else re.sub(r"^(We|I) also ", r"\1 ", text)


def is_subject(text: str, speaker: Speaker, *, known: bool = False) -> bool:
    """Whether the partner is what a sentence is about, so that the next one may say "They"."""
    if text.startswith(f"{speaker.name} "):
        return True
    if known and text.startswith("They "):
        return True
    return bool(re.match(rf"(?:In|Since|By|From)\b[^.;:]{{0,24}} (?:{re.escape(speaker.name)}|they) ", text))


def spoken(text: str, speaker: Speaker) -> str:
    """Return the sentence word for word as the partner's own."""
    return f"{speaker.name} {'writes' if speaker.sole else 'write'}: “{text}”"


def possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _names(text: str, speaker: Speaker) -> bool:
    """Whether a sentence names its partner, by the first two words of the name at least."""
    words = speaker.name.lower().removeprefix("the ").split()
    return " ".join(words[:2]) in text.lower()


def _tied(text: str, speaker: Speaker, setting: Setting) -> str | None:
    """Return `At Name, ...`; None where the first word may be a name or a common word and nothing tells which."""
    place = f"in {possessive(speaker.name)} work" if speaker.sole else f"at {speaker.name}"
    opening = _small(text, setting.plain)
    if speaker.sole and setting.there:
        return text
    if setting.there or setting.before:
        return None if opening is None else f"There, {opening}"
    dated = DATED.match(text)
    if dated:
        return f"{dated['when']}{', ' if speaker.sole else ' '}{place}{dated['comma']} {dated['rest']}"
    return None if opening is None else f"{place[0].upper()}{place[1:]}, {opening}"


def _small(text: str, plain: frozenset[str]) -> str | None:
    """Return the text as it stands in the middle of a sentence; None where that is not certain."""
    words = [*text.split(maxsplit=3), "", ""]
    first, second = words[0].strip(",'’"), words[2] if words[1] in ("and", "of", "&") else words[1]
    if not first[0].isalpha() or any(letter.isupper() for letter in first[1:]):
        return text
    named = second[:1].isupper() or re.search(r"['’]s$", first)
    if LOWERABLE.match(text) and not (named and len(first) > 4):
        return text[0].lower() + text[1:]
    if named:
        return text
    if first.lower() in plain:
        return text[0].lower() + text[1:]
    common = COMMON_END.search(first) and not (first.endswith("s") and SINGULAR.match(second))
    return text[0].lower() + text[1:] if common else None


def _capital(word: str, text: str, at: int) -> str:
    """Return the word with a capital where it opens the sentence."""
    return word[0].upper() + word[1:] if at == 0 or text[:at].strip() in ("(", "‘", "'") else word


def _many(text: str, speaker: Speaker, *, known: bool) -> str | None:
    """Return a group's sentence: the name at the first mention, they and their after it, plural verbs as they are."""
    found = list(GROUP.finditer(text))
    if any((each.group(2) or "").endswith("d") for each in found) or _acronym(found):
        return None
    crowd = bool(OTHERS.search(text))
    if crowd and len(found) > 2:
        return None
    pieces, last = [], 0
    for number, each in enumerate(found):
        by_name = crowd or (number == 0 and not (known and _may_be_they(text, each)))
        word = _group_word(each.group(1).lower(), speaker.name, by_name=by_name)
        longer = LONG_FORMS.get((each.group(2) or "")[1:], "")
        pieces += [text[last : each.start()], _capital(word, text, each.start()), longer]
        last = each.end()
    return "".join(pieces) + text[last:]


def _may_be_they(text: str, found: re.Match[str]) -> bool:
    """Whether a find may be "they": it opens the sentence, or follows no more than a date or the like."""
    return found.start() == 0 or (
        found[1].lower() == "we" and re.match(r"^(In|Since|By|From)\b[^.;:]{0,24} $", text[: found.start()]) is not None
    )


def _acronym(found: list[re.Match[str]]) -> bool:
    """Whether one of the finds is a name in capitals, such as the US."""
    return any(each.group(1) == "US" for each in found)


def _group_word(word: str, name: str, *, by_name: bool) -> str:
    if word == "ourselves":
        return "themselves"
    if by_name:
        return possessive(name) if word in ("our", "ours") else name
    return {"we": "they", "us": "them", "our": "their", "ours": "theirs"}[word]


def _one(text: str, speaker: Speaker, *, known: bool) -> str | None:
    """Return a sole practitioner's sentence, or None when the grammar is not plain enough."""
    found = list(SINGLE.finditer(text))
    if (OTHERS.search(text) and len(found) > 1) or re.search(r"\b(am|was|do|did|have|can|should) I\b", text):
        return None
    pieces, last = [], 0
    for number, each in enumerate(found):
        by_name = number == 0 and not (known and each.start() == 0)
        turned = _single_word(text, each, speaker.name, by_name=by_name)
        if turned is None:
            return None
        word, end = turned
        pieces += [text[last : each.start()], _capital(word, text, each.start())]
        last = end
    return "".join(pieces) + text[last:]


def _single_word(text: str, found: re.Match[str], name: str, *, by_name: bool) -> tuple[str, int] | None:
    """Return what stands for one find, and where the text goes on after it."""
    word = found.group(0)
    if word[0] != "I":
        plain = {"me": "them", "my": "their", "mine": "theirs", "myself": "themselves"}[word.lower()]
        named = {"me": name, "my": possessive(name), "mine": possessive(name)}
        return (named.get(word.lower(), plain) if by_name else plain), found.end()
    if (found.group(1) or "").endswith("d"):
        return None
    short = LONG_FORMS.get((found.group(1) or "")[1:], "")
    rest = short + text[found.end() :]
    verb = re.match(r"((?:\s+(?:" + "|".join(sorted(ADVERBS)) + r"))*)\s+([a-z][a-z'’-]*)", rest)
    if verb is None:
        return None
    new = _verb(verb.group(2), rest[verb.end() :]) if by_name else _plural(verb.group(2))
    if new is None:
        return None
    subject = name if by_name else "they"
    return f"{subject}{verb.group(1)} {new}", found.end() + verb.end() - len(short)


def _plural(verb: str) -> str:
    return {"am": "are", "was": "were"}.get(verb, verb)


def _verb(verb: str, rest: str) -> str | None:
    """Return the verb as it stands after a name; None where it may be one of several, or past and present alike."""
    if verb in MODALS or verb in PASTS - {"was"} or _past(verb):
        return None if verb in ("can", "will", "may", "must") and "n’t" in rest[:4] else verb
    if verb in SAME_IN_PAST or (verb not in BE and verb not in BASE_VERBS) or _goes_on(rest):
        return None
    return BE.get(verb) or _third(verb)


def _past(verb: str) -> bool:
    return verb.endswith("ed") and verb not in BASE_VERBS and verb not in ("need", "feed")


def _goes_on(rest: str) -> bool:
    """Whether a second verb in the present may follow, which would have to change too."""
    follows = re.findall(r"(?:\b(?:and|or|but|then)|,)\s+([a-z-]+)(?:\s+([a-z-]+))?", rest)
    linked = ADVERBS | {"then", "and", "or"}
    return any((one in BASE_VERBS and two != "of") or (one in linked and two in BASE_VERBS) for one, two in follows)


def _third(verb: str) -> str:
    if re.search(r"(s|x|z|ch|sh|o)$", verb):
        return verb + "es"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + "s"
