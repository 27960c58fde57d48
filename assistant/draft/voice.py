"""Turn a partner's first person into the third, or quote it word for word where that would not be safe."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.draft.words import ADVERBS, BASE_VERBS, MODALS, PASTS, SAME_IN_PAST

GROUP = re.compile(r"\b(we|us|our|ours|ourselves)(['’](?:re|ve|ll|d))?\b", re.IGNORECASE)
SINGLE = re.compile(r"\bI(['’](?:m|ve|ll|d))?\b|\b(?:[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b")
OTHERS = re.compile(r"\b(they|them|their|theirs|themselves)\b", re.IGNORECASE)
LONG_FORMS = {"re": " are", "ve": " have", "ll": " will", "m": " am"}
BE = {"am": "is", "was": "was", "have": "has", "do": "does"}
LOWERABLE = re.compile(
    r"^(the|a|an|in|since|every|each|all|last|most|at|over|during|between|from|for|on|by|after|before|this|these|"
    r"when|some|many|young|two|three|four|five|six|seven|eight|nine|ten|more|half|staff|members|sessions|participants|"
    r"with|under|through|as|both|no|any|one|everyone|nobody|our|freelancers|tutors|workers)\b",
    re.IGNORECASE,
)


UNIVERSAL = re.compile(r"^(all|every|each|no|any|staff|everyone|nobody|a|an|two|both|one)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Speaker:
    name: str
    sole: bool = False


def adapt(text: str, speaker: Speaker, *, known: bool = False, before: bool = False) -> str | None:
    """Return a partner's sentence as the consortium would write it; None when it cannot be used at all.

    `known`: the sentence before it has the same partner as its subject, so "They" is clear. `before`: the evidence
    before it is the same partner's; without that, a sentence that names nobody is tied to it by "At Name, ...".
    """
    if re.search(r"[\"“”]", text):
        return None
    pattern, wrong = (SINGLE, GROUP) if speaker.sole else (GROUP, SINGLE)
    if wrong.search(text):
        return spoken(text, speaker)
    if not pattern.search(text):
        plain = _names(text, speaker) or (before and not UNIVERSAL.match(text))
        return text if plain else _tied(text, speaker)
    adapted = _one(text, speaker, known=known) if speaker.sole else _many(text, speaker, known=known)
    return adapted if adapted is not None else spoken(text, speaker)


def spoken(text: str, speaker: Speaker) -> str:
    """Return the sentence word for word as the partner's own."""
    return f"{speaker.name} {'writes' if speaker.sole else 'write'}: “{text}”"


def possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _names(text: str, speaker: Speaker) -> bool:
    """Whether a sentence names its partner, by the first two words of the name at least."""
    words = speaker.name.lower().removeprefix("the ").split()
    return " ".join(words[:2]) in text.lower()


def _tied(text: str, speaker: Speaker) -> str:
    if LOWERABLE.match(text):
        place = "With" if speaker.sole else "At"
        return f"{place} {speaker.name}, {text[0].lower()}{text[1:]}"
    return f"{speaker.name}: {text}"


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
        by_name = crowd or (number == 0 and not (known and each.start() == 0))
        word = _group_word(each.group(1).lower(), speaker.name, by_name=by_name)
        longer = LONG_FORMS.get((each.group(2) or "")[1:], "")
        pieces += [text[last : each.start()], _capital(word, text, each.start()), longer]
        last = each.end()
    return "".join(pieces) + text[last:]


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
