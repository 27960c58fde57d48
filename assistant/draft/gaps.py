"""What is still to be written, marked so that one sees at once what exactly is wanted and from whom."""

from __future__ import annotations

import re
from collections import Counter

from assistant.draft.asked import heading, phrase
from assistant.draft.brief import Brief, cite, clauses, join_names
from assistant.draft.commit import duty_of, lowered, restate, tidy
from assistant.draft.count import count_words
from assistant.draft.page import Grid
from assistant.draft.tables import NOT_SAID
from assistant.records import Requirement, Sentence

LONGEST, SHORT, LEAST, FEWEST = 28, 26, 8, 3
MOST_ASKED, MOST_TOLD, MOST_CITED = 2, 5, 12
FEW_WORDS, BEFORE_NAME = 10, 4
CLAUSE = re.compile(r"[,;:]|\b(?:which|so that|in order to|including|such as|unless|where|when)\b")
PHRASE = re.compile(r"\b(?:and|or|to|for|with|by|in|on|at|through|from|of)\b")
ROUND = str.maketrans("", "", "()[]“”")


def gap(wanted: str, names: list[str], requirement: Requirement | None = None) -> Sentence:
    """Return `[To complete: WANTED - from NAMES]`."""
    source = requirement.source if requirement else None
    return Sentence(
        text=f"[To complete: {wanted} - from {join_names(names)}]", basis="gap", source=source, partner=names[0]
    )


def ask_gap(need: str, ask: str, brief: Brief) -> Sentence:
    """Return the gap of an ask that nothing answers yet."""
    wanted = phrase(ask)
    if count_words(wanted) < FEWEST:
        wanted = "an answer to this question"
    if count_words(wanted) > LONGEST:
        wanted = lowered(heading(ask))
    surely = any(each.partner == brief.owner(need) and each.strength == "strong" for each in brief.usable(need))
    return gap(wanted, [(brief.owner(need) if surely else None) or brief.lineup.lead])


def proof_gap(held: list[Requirement], owner: str) -> Sentence:
    """Return the gap of requirements that one member answers for and has shown nothing for."""
    one = len(held) == 1
    about = clauses(held) or ("this requirement" if one else f"these {len(held)} requirements")
    said = f", “{_quoted(held[0])}”" if one else ""
    return gap(f"an example with a year, a number and a place for {about}{said}", [owner], held[0])


def proof_gaps(bare: dict[str, list[Requirement]], *, together: bool) -> list[tuple[tuple[str, ...], Sentence]]:
    """Return the gaps of what members answer for and have not shown, each with its needs: one for many members."""
    if len(bare) <= (1 if together else MOST_ASKED):
        return [(tuple(each.id for each in held), proof_gap(held, owner)) for owner, held in bare.items()]
    every = [each for held in bare.values() for each in held]
    about = (
        clauses(every)
        if all(cite(each) for each in every) and len(every) <= MOST_CITED
        else f"{len(every)} requirements"
    )
    wanted = f"an example with a year, a number and a place for each of {about} (who for which is in matrix.xlsx)"
    return [(tuple(each.id for each in every), gap(wanted, list(bare), every[0]))]


def cover_gap(held: list[Requirement], brief: Brief) -> Sentence:
    """Return the gap of requirements that no member can show: in full for two, in a few words each for some more."""
    lead, cited = brief.lineup.lead, all(cite(each) for each in held)
    if len(held) <= 2:
        named = " and ".join(f"{clauses([each]) or 'the requirement'} “{_quoted(each)}”" for each in held)
    elif cited and len(held) <= MOST_TOLD:
        common = _common_names(brief)
        named = f"clauses {join_names([f'{cite(each)} ({telling(each, common)})' for each in held])}"
    elif cited and len(held) <= MOST_CITED:
        named = clauses(held)
    else:
        named = f"{len(held)} requirements from “{_quoted(held[0])}” on (all are in matrix.xlsx)"
    return gap(f"who will meet {named}, which no member can show yet", [lead], held[0])


def telling(requirement: Requirement, common: frozenset[str]) -> str:
    """Return a few words of a requirement: those about the first name in it that few others have, else the first."""
    said = restate(requirement) or tidy(duty_of(requirement.text))
    words = re.sub(r"^(?:We will|We aim to|Our aim is that) ", "", said).split()
    names = [at for at, word in enumerate(words) if at and word.strip("(“‘,.;:")[:1].isupper()]
    at = next((at for at in names if words[at].strip("(“‘,.;:)”’") not in common), 0)
    start = max(0, min(at - BEFORE_NAME, len(words) - FEW_WORDS)) if at >= FEW_WORDS else 0
    shown = " ".join(words[start : start + FEW_WORDS]).translate(ROUND).strip(" ,;:.")
    return f"{'… ' if start else ''}{shown}{' …' if start + FEW_WORDS < len(words) else ''}"


def _common_names(brief: Brief) -> frozenset[str]:
    """Return the words with a capital that more than one requirement has: the tender's own terms."""
    texts = [set(re.findall(r"(?<=[a-z,] )[A-Z][\w’'-]*", each.text)) for each in brief.tender.requirements]
    counted = Counter(word for found in texts for word in found)
    return frozenset(word for word, count in counted.items() if count > 1)


def _quoted(requirement: Requirement) -> str:
    text = tidy(duty_of(requirement.text)).replace("“", "‘").replace("”", "’").replace("[", "(").replace("]", ")")
    return _whole(text)


def _whole(text: str) -> str:
    """Return a text of at most SHORT words, cut where a phrase ends and without dots."""
    if count_words(text) <= SHORT:
        return text
    for pause in (CLAUSE, PHRASE):
        heads = [text[: found.start()].rstrip(" ,;:(") for found in pause.finditer(text)]
        fitting = [each for each in heads if LEAST <= count_words(each) <= SHORT and each.count("(") == each.count(")")]
        if fitting:
            return fitting[-1]
    return " ".join(text.split()[:SHORT])


def table_gaps(grid: Grid) -> tuple[Sentence, ...]:
    """Return a gap for each column of a table that some members have left open."""
    found: dict[tuple[str, ...], list[str]] = {}
    for at, title in enumerate(grid.head):
        names = [row.cells[0] for row in grid.rows if row.cells[at] == NOT_SAID]
        if names:
            found.setdefault(tuple(names), []).append(lowered_title(title))
    return tuple(gap(f"{join_names(titles)} in the table above", list(names)) for names, titles in found.items())


def lowered_title(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}".replace(", ", " ")
