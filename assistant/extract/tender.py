"""A tender from its labelled pack: puts together what the modules beside this one find.

Everything carries its source. Only dates, money, term, weights, limits and names are read by rule from the visible
text; requirements and questions outside forms rest on the labels of the statements. What the pack does not say is
not there. The names of facts are listed in `assistant.extract.facts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.extract.contract.lots import find_lots
from assistant.extract.contract.money import find_value
from assistant.extract.contract.names import find_names
from assistant.extract.contract.term import find_term
from assistant.extract.criteria.find import find_criteria
from assistant.extract.dates.timetable import find_dates
from assistant.extract.doubts.flags import Findings, find_flags
from assistant.extract.facts import find_facts
from assistant.extract.kind.languages import english_part, spoken
from assistant.extract.kind.mixed import several_tenders
from assistant.extract.kind.seems import Judged, judge, nothing_found
from assistant.extract.questions.find import find_questions
from assistant.extract.requirements.find import find_requirements
from assistant.extract.text.layout import Layout, lay_out
from assistant.extract.text.phrasing import Casing
from assistant.records import KeyDate, Pack, Statement, Tender


def extract(pack: Pack, statements: Sequence[Statement]) -> Tender:
    """Return what a pack asks, in document order; the same pack gives the same tender.

    Of a pack that is no tender, and of one in another language, nothing is taken but what it is called and dated.
    """
    heard = spoken(pack)
    judged = judge(pack, heard)
    pack, statements = english_part(pack, tuple(statements), heard)
    layout = lay_out(pack, statements)
    if judged.held:
        return _held(layout, judged)
    found = _asked(layout, pack)
    if not judged.flags and _says_nothing(found):
        judged = nothing_found(pack, judged.seems)
        if judged.held:
            return _held(layout, judged)
    mixed = several_tenders(layout)
    flags = (*judged.flags, *((mixed,) if mixed else ()), *found.flags)
    return found.model_copy(update={"seems": judged.seems, "flags": flags})


def _held(layout: Layout, judged: Judged) -> Tender:
    """Return the tender of a pack whose questions and conditions are not looked for."""
    names = find_names(layout)
    if judged.seems == "not_a_tender":
        called = next((page.document.title for page in layout.pages if page.document.title), "")
        return Tender(seems=judged.seems, title=names.title or called, flags=judged.flags)
    return Tender(
        seems=judged.seems,
        title=names.title,
        buyer=names.buyer,
        reference=names.reference,
        dates=tuple(_with_a_role(find_dates(layout))),
        value=find_value(layout),
        flags=judged.flags,
    )


def _with_a_role(dates: Iterable[KeyDate]) -> list[KeyDate]:
    """Return the days to which a word of the pack gives a meaning."""
    return [each for each in dates if each.role != "issued" and not each.role.startswith("other_")]


def _says_nothing(tender: Tender) -> bool:
    """Tell whether all that a tender has are its title, and days that no word of it gives a meaning."""
    dated = _with_a_role(tender.dates)
    asked = (tender.questions, tender.requirements, tender.criteria, tender.facts, tender.lots, tender.value)
    doubts = [each for each in tender.flags if each.kind != "hidden_text"]
    return not (any(asked) or tender.term or tender.buyer or tender.reference or dated or doubts)


def _asked(layout: Layout, pack: Pack) -> Tender:
    casing = Casing(line.text for line in layout.every())
    judging = find_criteria(layout)
    questions = find_questions(layout, judging, casing)
    requirements = find_requirements(layout, questions.places, casing)
    names, dates = find_names(layout), find_dates(layout)
    tender = Tender(
        title=names.title,
        buyer=names.buyer,
        reference=names.reference,
        dates=dates,
        value=find_value(layout),
        term=find_term(layout, dates),
        lots=find_lots(layout),
        criteria=judging.criteria,
        questions=questions.questions,
        requirements=requirements,
        facts=find_facts(layout, requirements),
    )
    hidden = tuple(each for document in pack.documents for each in document.hidden)
    return tender.model_copy(update={"flags": find_flags(layout, Findings(tender, judging, questions, hidden))})
