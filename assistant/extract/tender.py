"""A tender from its labelled pack: puts together what the modules beside this one find.

Everything carries its source. Only dates, money, term, weights, limits and names are read by rule from the visible
text; requirements and questions outside forms rest on the labels of the statements. What the pack does not say is
not there. The names of facts are listed in `assistant.extract.facts`.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.extract.criteria import find_criteria
from assistant.extract.facts import find_facts
from assistant.extract.flags import Findings, find_flags
from assistant.extract.layout import lay_out
from assistant.extract.lots import find_lots
from assistant.extract.money import find_value
from assistant.extract.names import find_names
from assistant.extract.phrasing import Casing
from assistant.extract.questions import find_questions
from assistant.extract.requirements import find_requirements
from assistant.extract.term import find_term, term_between
from assistant.extract.timetable import find_dates
from assistant.records import Pack, Statement, Tender


def extract(pack: Pack, statements: Sequence[Statement]) -> Tender:
    """Return what a pack asks, in document order; the same pack gives the same tender."""
    layout = lay_out(pack, statements)
    casing = Casing(line.text for line in layout.every())
    judging = find_criteria(layout)
    questions = find_questions(layout, judging.criteria, casing)
    requirements = find_requirements(layout, questions.places, casing)
    names, dates = find_names(layout), find_dates(layout)
    tender = Tender(
        title=names.title,
        buyer=names.buyer,
        reference=names.reference,
        dates=dates,
        value=find_value(layout),
        term=find_term(layout) or term_between(dates),
        lots=find_lots(layout),
        criteria=judging.criteria,
        questions=questions.questions,
        requirements=requirements,
        facts=find_facts(layout, requirements),
    )
    hidden = tuple(each for document in pack.documents for each in document.hidden)
    return tender.model_copy(update={"flags": find_flags(layout, Findings(tender, judging, questions, hidden))})
