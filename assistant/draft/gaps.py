"""What is still to be written, marked so that one sees at once what exactly is wanted and from whom."""

from __future__ import annotations

from assistant.draft.asked import heading, phrase
from assistant.draft.brief import Brief, cite, clauses, join_names
from assistant.draft.commit import clip, lowered, tidy
from assistant.draft.count import count_words
from assistant.draft.page import Grid
from assistant.draft.tables import NOT_SAID
from assistant.records import Requirement, Sentence

LONGEST, SHORT, FEWEST = 28, 20, 3
MOST_ASKED, MOST_CITED = 2, 8


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
    return gap(wanted, [brief.owner(need) or brief.lineup.lead])


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
    """Return the gap of requirements that no member can show."""
    lead = brief.lineup.lead
    if len(held) <= 2:
        named = " and ".join(f"{clauses([each]) or 'the requirement'} “{_quoted(each)}”" for each in held)
        return gap(f"who will meet {named}, which no member can show yet", [lead], held[0])
    cited = clauses(held)
    count = f"{len(held)} requirements"
    named = (
        f"{cited}, which"
        if cited and len(held) <= 12
        else f"{count} from “{_quoted(held[0])}” on (all are in matrix.xlsx), which"
    )
    return gap(f"who will meet {named} no member can show yet", [lead], held[0])


def _quoted(requirement: Requirement) -> str:
    text = tidy(requirement.text).replace("“", "‘").replace("”", "’").replace("[", "(").replace("]", ")")
    return clip(text, SHORT)


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
