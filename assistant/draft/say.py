"""Put a topic into words: the undertaking first, then the evidence in one voice, in short paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.draft.asked import our_answer, plain_answer
from assistant.draft.brief import Brief, clause, clauses, join_names
from assistant.draft.commit import restate, undertake, verb_phrase
from assistant.draft.count import count_words
from assistant.draft.dates import deadline, say_day
from assistant.draft.page import Page, Paragraph, Part, Topic
from assistant.draft.passages import Quote
from assistant.draft.voice import Setting, Speaker, adapt, is_subject
from assistant.draft.words import OWN_VERBS, stems
from assistant.records import Requirement, Sentence

LONG = 95
MOST_TOGETHER, FEW_PLAIN = 3, 4
PRACTICE = ("safeguarding", "capacity", "partnership", "outcomes", "mobilisation", "social_value")
ALSO = ("We will also", "Alongside this we will", "In addition we will", "Beyond this we will")
STARTS = (
    "We will build on the practice of {names}.",
    "Our model is the practice of {names}.",
    "We start from what is in use at {names}.",
    "The practice of {names} will be our own.",
    "Here we follow {names}.",
)
MOST_NAMED = 2


def own_paragraphs(part: Part, page: Page, brief: Brief) -> list[Paragraph]:
    """Return what is said to an ask itself: facts of all members, the answer in the buyer's nouns, the evidence."""
    own = part.topics[0]
    if _shares(part, brief):
        return [Paragraph((own.need,), part.facts)] if part.facts else []
    said = list(part.facts)
    if own.chosen and not any(each.requirement for each in part.topics):
        said += _first(own, part, page, brief)
    said += speak(own.chosen, said, brief)
    return _cut((own.need,), said)


def _shares(part: Part, brief: Brief) -> Topic | None:
    """Return the requirement whose evidence answers the ask too, so that both are said in one place."""
    keys = part.topics[0].keys
    if our_answer(part.ask) or plain_answer(part.ask):
        return None
    told = {each.key for each in part.topics[0].chosen if part.topics[0].roll}
    sharing = [each for each in part.topics[1:] if (each.chosen and keys & each.keys) or told & each.keys]
    return max(sharing, key=lambda each: brief.sense.near(each.text, part.ask), default=None)


def _first(own: Topic, part: Part, page: Page, brief: Brief) -> list[Sentence]:
    """Return the sentence that answers an ask first, where its shape allows one."""
    names = _names(own.chosen, brief.owner(own.need))
    ours, plain = our_answer(part.ask), plain_answer(part.ask)
    if ours and page.kind not in PRACTICE:
        comma = "," if "," in ours else ""
        text = f"{ours}{comma} through {join_names([_with_group(each, own, brief) for each in names])}."
    elif ours or plain:
        text = STARTS[part.place % len(STARTS)].format(names=join_names(_models(names, brief)))
    else:
        return []
    return [Sentence(text=text, basis="structure", partner=names[0])]


def _models(names: list[str], brief: Brief) -> list[str]:
    """Return whose practice is followed: groups before those who work alone."""
    groups = [each for each in names if not brief.partner(each).sole_practitioner][:MOST_NAMED]
    return groups or names[:1]


def _with_group(name: str, own: Topic, brief: Brief) -> str:
    """Return a member's name with the people it works with, where the ask names them."""
    partner, wanted = brief.partner(name), stems(own.text) - stems("young people children adults")
    told = [quote.stems for quote in own.chosen if quote.partner == name]
    groups = (
        each for each in partner.groups if stems(each) & wanted and not any(stems(each) <= known for known in told)
    )
    group = next(groups, "")
    if not group:
        return name
    return f"{name} (who {'works' if partner.sole_practitioner else 'work'} with {group})"


def _names(quotes: list[Quote], owner: str | None) -> list[str]:
    return sorted(dict.fromkeys(each.partner for each in quotes), key=lambda each: each != owner)


def requirement_paragraphs(part: Part, page: Page, brief: Brief) -> list[Paragraph]:
    """Return a paragraph for each requirement that something shows."""
    own, shared = part.topics[0], _shares(part, brief)
    made = []
    for topic in part.topics[1:]:
        if topic is shared:
            made += _requirement(topic, [*topic.chosen, *own.chosen], brief, (own.need, topic.need))
        elif topic.proven:
            made += _requirement(topic, topic.chosen, brief, (topic.need,))
    return made


def _requirement(topic: Topic, quotes: list[Quote], brief: Brief, needs: tuple[str, ...]) -> list[Paragraph]:
    requirement = topic.requirement
    if requirement is None:
        return []
    first = _undertaking(requirement, quotes, brief)
    said = [*((first,) if first else ()), *(() if quotes and requirement.scope == "any" else topic.facts)]
    return _cut(needs, [*said, *speak(quotes, said, brief)])


def _undertaking(requirement: Requirement, quotes: list[Quote], brief: Brief) -> Sentence | None:
    """Return the undertaking: the owner's own where it alone can show it, else ours; None where it cannot be put."""
    if not (clause(requirement) or restate(requirement)):
        return None
    owner, verb = brief.owner(requirement.id), verb_phrase(requirement)
    text = undertake(requirement)
    if owner and verb and verb.split()[0] in OWN_VERBS and _alone(owner, requirement, quotes, brief):
        cited = f" ({clause(requirement)})" if clause(requirement) else ""
        text = f"{owner} will {_theirs(verb)}{cited}"
    day = deadline(requirement, brief.tender)
    until = f", that is by {say_day(day)}" if day else ""
    return Sentence(
        text=f"{text}{until}.", basis="tender", source=requirement.source, partner=owner, quote=requirement.text
    )


def _theirs(verb: str) -> str:
    return verb.replace(" our ", " their ")


def _alone(owner: str, requirement: Requirement, quotes: list[Quote], brief: Brief) -> bool:
    shown = {each.partner for each in brief.usable(requirement.id)} | {each.partner for each in quotes}
    named = stems(owner) & stems(requirement.text)
    return requirement.scope in ("any", "lead") and shown == {owner} and not named


def speak(quotes: list[Quote], said: list[Sentence], brief: Brief) -> list[Sentence]:
    """Return evidence in one voice, each partner's sentences together and in their own order."""
    order = list(dict.fromkeys(each.partner for each in quotes))
    passages = list(dict.fromkeys(each.passage for each in quotes))
    spoken: list[Sentence] = []
    last, known, placed = said[-1] if said else None, False, False
    named = [name for name in order if last and last.basis == "structure" and name in last.text]
    for quote in sorted(quotes, key=lambda e: (order.index(e.partner), passages.index(e.passage), e.place)):
        speaker = Speaker(quote.partner, brief.partner(quote.partner).sole_practitioner)
        before = last is not None and last.partner == quote.partner and last.basis == "evidence"
        known = is_subject(last.text, speaker, known=known and before) if last else False
        there = not spoken and [quote.partner] == named
        tied = before and last is not None and (placed or last.text.startswith(("There, ", "At ", "In ")))
        text = adapt(quote.text, speaker, Setting(known, before, there, tied, brief.plain_words))
        if text:
            last = Sentence(text=text, basis="evidence", source=quote.source, partner=quote.partner, quote=quote.text)
            spoken.append(last)
            placed = placed or text.startswith("There, ")
    return spoken


def _cut(needs: tuple[str, ...], said: list[Sentence]) -> list[Paragraph]:
    """Return the sentences in paragraphs: a new one for a new partner where the one before is long enough."""
    made: list[list[Sentence]] = []
    for sentence in said:
        words = sum(count_words(each.text) for each in made[-1]) if made else LONG
        new = not made or (words + count_words(sentence.text) > LONG and _turns(made[-1][-1], sentence))
        if new:
            made.append([sentence])
        else:
            made[-1].append(sentence)
    return [Paragraph(needs, tuple(each)) for each in made]


def _turns(last: Sentence, new: Sentence) -> bool:
    """Whether a new paragraph may begin: the sentence does not hang on the one before it."""
    hanging = ("They ", "Their ", "It ", "This ", "The ", "There, ")
    return new.partner != last.partner or not new.text.startswith(hanging)


def plain_paragraphs(topics: list[Topic], part: Part, page: Page, brief: Brief) -> list[Paragraph]:
    """Return the requirements that no evidence stands with: few of them in words, many by their clauses."""
    held = [each.requirement for each in topics if each.requirement]
    if not held:
        return []
    room = page.allowed - page.words
    needs = tuple(each.id for each in held)
    opener = ALSO[page.parts.index(part) % len(ALSO)] if part.paragraphs else "We will"
    if len(held) > FEW_PLAIN or sum(count_words(each.text) for each in held) > room:
        return _by_number(held, needs, opener)
    verbs = [(each, None if deadline(each, brief.tender) else verb_phrase(each)) for each in held]
    joined = [(each, verb) for each, verb in verbs if verb]
    said = [_joined(joined[at : at + MOST_TOGETHER], opener) for at in range(0, len(joined), MOST_TOGETHER)]
    said += [first for each, verb in verbs if not verb and (first := _undertaking(each, [], brief))]
    return [Paragraph(needs, tuple(said))] if said else []


def _joined(held: Sequence[tuple[Requirement, str]], opener: str) -> Sentence:
    """Return `We will also A (clause 1); B (clause 2); and C (clause 3)` as one sentence."""
    told = [f"{verb}{f' ({clause(each)})' if clause(each) else ''}" for each, verb in held]
    plain = len(told) < 3 and not any("," in each or " and " in each for each in told)
    text = " and ".join(told) if plain else "; ".join([*told[:-1], f"and {told[-1]}"] if len(told) > 1 else told)
    first = held[0][0]
    return Sentence(text=f"{opener} {text}.", basis="tender", source=first.source, quote=first.text)


def _by_number(held: list[Requirement], needs: tuple[str, ...], opener: str) -> list[Paragraph]:
    cited = clauses(held)
    if not cited:
        return []
    text = f"{opener} meet {cited} as the tender sets {'them' if len(held) > 1 else 'it'} out."
    return [Paragraph(needs, (Sentence(text=text, basis="tender", source=held[0].source, quote=held[0].text),))]
