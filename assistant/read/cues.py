"""The words that speak for each kind of document: in its title or its file's name, and in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.records import DocumentKind


@dataclass(frozen=True)
class Cues:
    title: re.Pattern[str]
    text: re.Pattern[str]


def _cues(title: str, text: str) -> Cues:
    return Cues(_any_of(title), _any_of(text))


def _any_of(words: str) -> re.Pattern[str]:
    """Return a pattern for any of the words, one or more a line, each itself a pattern; the longest are tried first."""
    listed = sorted((each.strip() for each in re.split(r"[\n,]", words) if each.strip()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)


# In a title a hyphen, a slash or an underscore has become a space. Of two kinds with as many cues the first is taken.
KINDS: dict[DocumentKind, Cues] = {
    "other": _cues(
        r"""letters?, reports?, readme, playbook, minutes, newsletter, glossary, roles and responsibilities
        (?<!price )(?<!rate )(?<!rates )lists?, inten(?:t|tion) to award\b.*, standards?, agenda, presentation
        (?:surveillance|management|assurance|continuity) plans?""",
        "yours (?:sincerely|faithfully), kind regards",
    ),
    "clarification": _cues(
        """clarifications?, clarification (?:log|response)s?, q a, q and a, questions and answers, addend(?:um|a)
        amendments?, corrigend(?:um|a), errat(?:um|a), faqs?, frequently asked questions""",
        """clarification (?:question|response|log)s?, supersedes?, is (?:hereby )?amended, response:, answer:""",
    ),
    "pricing": _cues(
        """pric(?:e|es|ing), pric(?:e|ing) (?:list|schedule|form|template|sheet), costs?, rates?, rates? lists?
        commercial (?:envelope|schedule|response), rate card, bill of quantities, fees?, budget, estimat(?:e|or)
        (?:cost|pric(?:e|ing)|fee|financial) (?:proposal|model|submission|breakdown|form|template)(?: form)?
        schedule of rates""",
        """vat, unit (?:price|cost|rate), day rate, hourly rate, sub-?total, total (?:price|cost), price per, discount
        quantity, hours""",
    ),
    "response_form": _cues(
        """(?:response|tender|application) (?:form|template), (?<!evaluation )forms?, form of tender
        (?:response|application) document
        questionnaires?, method statements?, declarations?, application, pro ?forma, certificat(?:e|ion), checklist
        psq, sq, (?:tender|bidder|supplier) (?:response|submission), response schedule
        (?:approach|submission|proposal|cv) template, quality (?:questions|submission), expression of interest
        non ?disclosure, conflicts? of interest""",
        r"""please (?:tick|complete|enter|insert|describe|provide|confirm|state|list), signed, signature, print name
        yes ?/ ?no, name of (?:bidder|organisation|company|tenderer|supplier), word limit
        maximum (?:of )?\d+ words, your (?:response|answer)""",
    ),
    "instructions": _cues(
        """invitation (?:to|for), itt, itq, rfp, rfq, rfi, tender (?:documents?|pack)
        request for (?:quotations?|proposals?|information|tenders?|quotes?), instructions?, how to (?:bid|apply|tender)
        about the procurement, tender(?:ing)? (?:guidance|process|information), sources sought, prospectus
        guidance (?:notes?|for (?:applicants?|bidders?|tenderers?|suppliers?)), call for (?:proposals|applications)
        (?:applicants?|bidders?|tenderers?|suppliers?) (?:guide|guidance|information)
        evaluation (?:methodology|criteria|model|form), award criteria, notice, solicitation""",
        """tenderers?, bidders?, offerors?, quoters?, tenders?, deadlines?, submi(?:t|ssion|ssions|tted)
        evaluat(?:ed|ion), award criteria, clarification questions?, weightings?, scor(?:e|ed|ing), timetable
        procurement, closing date""",
    ),
    "specification": _cues(
        """specifications?, statement of (?:requirements?|objectives|works?), (?:service|project) (?:brief|description)
        performance work statement, brief, requirements, service levels?, scope(?: of (?:works?|services?))?
        sow, soo, pws""",
        """(?:provider|contractor|supplier) (?:shall|must|will), outcomes?, outputs?, deliverables?, participants?
        service users?, key performance indicators?, kpis?, objectives, referrals?""",
    ),
    "contract": _cues(
        """contracts?, terms(?: and conditions)?, conditions of (?:contract|purchase|service), agreements?, call ?off
        order form, (?:joint|framework|core) schedules?, data processing, processing data, variation, deed
        provisions""",
        """indemnif(?:y|ies|ied), indemnity, liabilit(?:y|ies), terminat(?:e|es|ion), breach, governing law, hereby
        herein, thereof, force majeure, warrant(?:s|y|ies), party, parties, clauses?, confidential information
        intellectual property, notwithstanding""",
    ),
}
