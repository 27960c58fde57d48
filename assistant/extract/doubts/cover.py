"""What is asked about and not required, and what is required and not asked about: told by the words they share.

Both mean something only where a pack has a specification in sections and several questions that are marked; a doubt is
raised only where hardly a word is shared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.extract.doubts.findings import Findings, asks_for_bids, clipped
from assistant.extract.text.layout import Layout
from assistant.extract.text.lexicon import pattern
from assistant.records import Flag, Question, Requirement

SECTIONS, QUESTIONS, WEIGHTY, WORDS, FEW = 3, 3, 3, 6, 0.1
STOCK = frozenset({"insurance", "finance", "data", "accreditation", "other", "experience"})
MOST = 3


def cover_doubts(layout: Layout, findings: Findings) -> Iterator[Flag]:
    tender = findings.tender
    specified = {page.document.name for page in layout.pages if page.kind == "specification"}
    questions = [each for each in tender.questions if each.response == "narrative" and not each.pass_fail]
    wanted = [each for each in tender.requirements if each.source.document in specified]
    sections = _sections(layout, wanted)
    if not asks_for_bids(layout, tender) or len(questions) < QUESTIONS or len(sections) < SECTIONS:
        return
    texts = [line.text for page in layout.pages if page.document.name in specified for line in page.lines]
    yield from _baseless(questions, _stems(texts))
    yield from _unasked(sections, _stems(_words(each) for each in questions))


def _sections(layout: Layout, wanted: Sequence[Requirement]) -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = defaultdict(list)
    for each in wanted:
        line = layout.line(each.source)
        headings = line.block.headings if line else ()
        if headings:
            found[headings[min(1, len(headings) - 1)]].append(each)
    return found


def _words(question: Question) -> str:
    return " ".join([question.title, question.text, *question.asks])


def _stems(texts: Iterable[str]) -> frozenset[str]:
    """Return the beginnings of the words that tell something."""
    words = (word for text in texts for word in re.findall(r"[a-z]{4,}", text.lower()))
    return frozenset(word[:5] for word in words if not pattern("flags", "common").fullmatch(word))


def _baseless(questions: Sequence[Question], told: frozenset[str]) -> Iterator[Flag]:
    for each in questions:
        stems = _stems([_words(each)])
        if pattern("flags", "own_ground").search(_words(each)) or len(stems) < WORDS or not each.weight:
            continue
        if len(stems & told) <= FEW * len(stems):
            name = " ".join(part for part in (each.id, each.title) if part)
            yield Flag(
                kind="question_without_requirement",
                message=f"{name} is marked, and the specification speaks of nothing that it asks about.",
                sources=(each.source,),
                ask=f"Which part of the specification does question {name} relate to?",
            )


def _unasked(sections: Mapping[str, Sequence[Requirement]], asked: frozenset[str]) -> Iterator[Flag]:
    """Return the sections that must be met, of which no question has a word that other sections do not share."""
    stems = {name: _stems([name, *(each.text for each in kept)]) for name, kept in sections.items()}
    shared = Counter(stem for each in stems.values() for stem in each)
    raised = 0
    for name, kept in sections.items():
        must = [each for each in kept if each.force == "must" and each.kind not in STOCK]
        own = {stem for stem in stems[name] if shared[stem] == 1}
        if (
            len(must) >= WEIGHTY
            and len(own) >= WORDS
            and not _stems([name]) & asked
            and len(own & asked) <= FEW * len(own)
        ):
            raised += 1
            if raised <= MOST:
                yield Flag(
                    kind="requirement_without_question",
                    message=f"No question asks about “{clipped(name)}”, where {len(must)} requirements stand.",
                    sources=tuple(each.source for each in must),
                    ask=f"In which answer should tenderers show how they meet the requirements of “{clipped(name)}”?",
                )
