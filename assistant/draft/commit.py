"""Restate what the tender asks of a provider as what we will do, only where plain grammar makes that safe."""

from __future__ import annotations

import re

from assistant.draft.brief import clause
from assistant.draft.count import count_words
from assistant.draft.passages import split
from assistant.draft.words import BASE_VERBS
from assistant.records import Requirement

PARTY = (
    r"(?:(?:(?:the|each|every|an?|any|all|our)\s+)?(?:(?:successful|appointed|winning|prospective|lead|service)\s+){0,2}"
    r"(?:provider|supplier|contractor|vendor|bidder|tenderer|applicant|offeror|consultant)s?|"
    r"the (?:successful|appointed|winning) (?:organisation|partner|team|party)|you)"
)
MODAL = (
    r"(?:shall|must|(?:will|should|may) be (?:required|expected|obliged) to|will|should|ought to|"
    r"(?:is|are) (?:required|expected|obliged) to|(?:is|are) to|needs? to|(?:has|have) to|(?:undertakes?|agrees?) to)"
)
DUTY = re.compile(
    rf"(?<!-)\b{PARTY}(?:,? (?P<also>also|therefore|always))? (?P<modal>{MODAL})\b(?P<not> not\b)?", re.IGNORECASE
)
CHARGE = re.compile(rf"\b{PARTY} (?:is|are) (?:responsible|liable) for\b", re.IGNORECASE)
HOLDS = re.compile(rf"\b{PARTY}(?:['’]s|s['’]) ", re.IGNORECASE)
OBJECT = re.compile(
    rf"\b(?P<before>by|to|from|with|of|for|on|against|at|between|than|through|under|upon|requires?|allows?|expects?) "
    rf"{PARTY}\b(?! (?:is|are|has|have|does|do|can|may|provides?|delivers?|holds?)\b)",
    re.IGNORECASE,
)
ANY_PARTY = re.compile(rf"\b{PARTY}\b", re.IGNORECASE)
STRICT = re.compile(r"\b(?:shall|must|(?:is|are) (?:required|obliged) to|(?:is|are) to (?=be\b))\b")
WISHED = re.compile(r"\bshould\b")
PROMISED = re.compile(
    r"^(?!(?:the|this) (?:council|authority|buyer|commissioner|customer|client|agency|government)\b).* will ", re.I
)
WANTED = re.compile(
    r"^it is (?:an? )?(?:(?:\w+ )?requirement|essential|condition|mandatory|expected|important|desirable)"
    r"(?: (?:of|for) [\w ]{3,40}?)? that ",
    re.IGNORECASE,
)
ITS_DEED = re.compile(r"\b(?:it|they) (?P<verb>[a-z]+?)(?P<ending>s?)\b(?<!\bis)(?<!\bwas)(?<!\bhas)(?<!\bdoes)")
STRANDED = re.compile(
    r"\b(?:it|they) (?:relies|has|carries)\b|\bitself\b|"
    r"\bfollowing(?: \w+)?:?$|\bas follows\b"
)
CUT = re.compile(
    r"[;:]|,? (?:including|such as|for example|in accordance with|as set out in|as described in|unless|except|"
    r"provided that|in order to|to ensure that|so that|in line with)\b|, (?:which|who|and)\b"
)
LONGEST, SHORTEST = 40, 8


def undertake(requirement: Requirement) -> str:
    """Return a requirement as our undertaking, with its clause and without a full stop at the end."""
    said = restate(requirement) or _accepted(requirement)
    cited = clause(requirement)
    return said if not cited or cited in said else f"{said} ({cited})"


def restate(requirement: Requirement) -> str | None:
    """Return `We will run ...` or `No session will run ...`; None where the grammar is not plain enough."""
    text = tidy(duty_of(requirement.text))
    said = _ours(text, aim=requirement.force == "should")
    if said is None or not said[0].isalnum() or (STRANDED.search(said) and re.search(r"\bwe\b", said, re.IGNORECASE)):
        return None
    short = shorten(said)
    return short[0].upper() + short[1:] if short else None


def duty_of(text: str) -> str:
    """Return the sentence of a requirement that binds: the first with a duty in it, else the first of all."""
    sentences = [text[start:end] for start, end in split(text)] or [text]
    return next((each for each in sentences if DUTY.search(each) or STRICT.search(each)), sentences[0])


def in_short(text: str) -> str:
    """Return what binds in a requirement, cut to a line or two where it is long."""
    return clip(duty_of(text), LONGEST)


def clip(text: str, most: int) -> str:
    """Return a text of at most `most` words, cut with three dots and never inside brackets."""
    words = text.split()
    if len(words) <= most:
        return " ".join(words)
    head = " ".join(words[:most])
    if head.count("(") > head.count(")"):
        head = head[: head.rindex("(")]
    return f"{head.rstrip(' ,;:')} ..."


def verb_phrase(requirement: Requirement) -> str | None:
    """Return what follows `We will` in a requirement that restates so, else None."""
    said = restate(requirement)
    return said.removeprefix("We will ") if said and said.startswith("We will ") else None


def tidy(text: str) -> str:
    """Return a requirement on one line, without list marks and labels before it and stops after it."""
    plain = re.sub(r"^(?:[-•*▪–]|\(?[a-z0-9]{1,3}[.)])\s+", "", " ".join(text.split()))
    plain = re.sub(
        r"^(?:[A-Z][a-z]+: (?=[a-z])|(?:Objective|Task|Output|Deliverable|Requirement|Purpose)s?: )", "", plain
    )
    return plain.rstrip(".;:, ")


def _ours(text: str, *, aim: bool) -> str | None:
    wanted = WANTED.match(text)
    if wanted:
        return f"We will make sure that {text[wanted.end() :]}"
    if not (DUTY.search(text) or CHARGE.search(text) or STRICT.search(text) or WISHED.search(text)):
        return _order(text)
    said = CHARGE.sub("we will be responsible for", DUTY.sub(lambda found: _we(found, aim=aim), text))
    said = OBJECT.sub(lambda found: f"{found['before']} us", HOLDS.sub("our ", said))
    said = re.sub(r"\byour\b", "our", said, flags=re.IGNORECASE)
    if ANY_PARTY.search(said):
        return None
    said = STRICT.sub("will", said)
    said = _pronouns(re.sub(r"\bwe aim to be able to ", "we aim to ", said))
    return _wish(said, aim=aim) if WISHED.search(said) else said


def _order(text: str) -> str | None:
    """Return what a text without a duty in it orders: `Provide a report` and `All publicity will carry a logo`."""
    words = text.split()
    if ANY_PARTY.search(text) or len(words) < 3:
        return None
    if words[0].lower() in BASE_VERBS and words[1] not in ("of", "for", "and", "to"):
        return f"We will {text[0].lower()}{text[1:]}"
    return text if PROMISED.match(text) else None


def _we(found: re.Match[str], *, aim: bool) -> str:
    wished = aim and found["modal"].lower() in ("should", "ought to", "is expected to", "are expected to", "will")
    also = f" {found['also']}" if found["also"] else ""
    if wished:
        return f"we{also} aim{' not' if found['not'] else ''} to"
    return f"we{also} will{' not' if found['not'] else ''}"


def _wish(text: str, *, aim: bool) -> str | None:
    """Return `Our aim is that X will ...` for a wish whose subject is not the provider."""
    if re.search(r"\b(?:what|which|who|how|where|if|whether)\b[^,.;]* should\b", text):
        return None
    said = WISHED.sub("will", text)
    return f"Our aim is that {lowered(said)}" if aim and "we aim" not in said.lower() else said


def _pronouns(text: str) -> str:
    """Return the text with the pronouns that stand right after our verb as ours."""
    said = re.sub(r"(\b[Ww]e (?:will|aim to)(?: not)?(?: \w+){1,3}) (?:its|their)\b", r"\1 our", text)
    return (
        ITS_DEED.sub(lambda found: f"we {found['verb']}" if found["verb"] in BASE_VERBS else found[0], said)
        if re.search(r"\bwe\b", said, re.IGNORECASE)
        else said
    )


def shorten(text: str) -> str | None:
    """Return a text of at most LONGEST words, cut where a clause ends; None where it cannot be cut."""
    if count_words(text) <= LONGEST:
        return text
    for found in reversed(list(CUT.finditer(text))):
        head = text[: found.start()].rstrip(" ,;:(")
        if SHORTEST <= count_words(head) <= LONGEST and head.count("(") == head.count(")"):
            return head
    return None


def _accepted(requirement: Requirement) -> str:
    text, cited = tidy(duty_of(requirement.text)), clause(requirement)
    if count_words(text) > LONGEST:
        text = clip(text, LONGEST - 10)
    text = text.replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"We will meet {cited or 'this requirement'}, “{text}”"


def lowered(text: str) -> str:
    """Return the text with a small first letter where its first word is an ordinary one."""
    ordinary = re.match(
        r"(The|A|An|At|Each|Every|All|No|Any|In|On|One|Two|How|What|Who|Which|Where|When|Why|Whether|Your|Our|Their|Young|"
        r"To|For|With|As|If|By|Both|Through|Along|During|After|Before|Within|Under|Throughout|Across|Following|"
        r"We|Sessions|Staff|Participants|Activities|Services|Programme|Evidence|Members|Partners)\b",
        text,
    )
    return text[0].lower() + text[1:] if ordinary else text
