"""Who in a consortium a requirement is for: found in its words, else assumed.

A word for the members counts where it is they who must act, not where something is done to them: `each member must
insure` is for all of them, `the Provider must pay each member` is not.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.extract.requirements.plainly import is_imperative
from assistant.extract.text.lexicon import pattern
from assistant.records import RequirementKind, Scope

ORDER: tuple[Scope, ...] = ("sum", "each_sub", "lead", "all", "any")
MODAL = re.compile(
    r"\b(?:shall|must|should|will|may|can|ought to|needs? to|(?:is|are) to|has to|have to|holds?|"
    r"(?:is|are) (?:required|responsible|expected|obliged|essential))\b",
    re.IGNORECASE,
)
DUTY = re.compile(
    r"\b(?:shall|must|should|will|needs? to|ought to|(?:is|are) (?:to|required|obliged|expected))\b", re.IGNORECASE
)
BY = re.compile(r"\b(?:by|that|(?:make|makes|making) sure|ensure|ensures|ensuring)\s*$", re.IGNORECASE)
LEAD_ALONE = (
    r"(?<=\bby )the lead\b(?!\s+(?:officer|commissioner|artist|practitioner|worker|council|authority|department|"
    r"contact|teacher|tutor|manager|professional))"
)
PEOPLE = re.compile(r"\w+ (?:[\w-]+ ){0,2}(?:staff|personnel|employees|workers?|volunteers?|person)\b", re.IGNORECASE)
BREAKS = re.compile(r"[.,;]|\band\b|\bor\b", re.IGNORECASE)
DONE_BY = re.compile(
    r"\b(?:by|of|that|where|if|on behalf of|appl(?:y|ies|ied) to|binds?|"
    r"(?:required|needed|requested|wanted|expected|sought) (?:of|from|for))\s*$",
    re.IGNORECASE,
)
APPLIED = re.compile(
    r"\b(?:appl(?:y|ies|ied)|confined|limited|restricted|falls?) to the$|\b(?:rests?|lies|sits) with the$",
    re.IGNORECASE,
)
WHOEVER = re.compile(
    r"\b(?:which(?:soe)?ever|whatever|regardless of which|no matter which)\s+(?:of the\s+)?"
    r"(?:member|partner|organisation|provider|body|compan)\w*|\bwhoever (?:runs|delivers|provides|leads)\b",
    re.IGNORECASE,
)
EACH_OF_YOU = re.compile(
    r"\b(?:each|every|all) (?:one )?of you\b|(?<=\bby )(?:each|every|all) (?:one )?of them\b"
    r"|\b(?:each|every|all) (?:one )?of them (?=(?:must|shall|should|will|has|have|needs?|is to|are to)\b)",
    re.IGNORECASE,
)
ANSWERABLE = re.compile(
    r"\bone of (?:you|them|the (?:\w+ )?(?:members|partners|organisations))\s+"
    r"(?:must|will|shall|should|has to|is to)\s+(?:be|act|take|hold|sign|contract|lead)\b[^.]*"
    r"\b(?:answerable|responsible|lead|sign|contract|account)",
    re.IGNORECASE,
)
LEAD_DUTY = (
    r"\b(?:your|our|its|their|the) lead(?=\s+(?:also\s+|alone\s+|then\s+|itself\s+)?"
    r"(?:must|shall|should|will|has to|is to|needs? to|needs?|holds|carries)\b)"
)
LEAD_NAMED = (
    r"(?:[,(–:]\s*|^)(?:for\s+)?(?:the\s+)?lead(?:\s+(?:partner|member|bidder|provider|body|firm|consultant|contractor"
    r"|\w*organisation))?(?:\s+(?:only|alone))?(?=\s*[),;.]*\s*(?:and|or)?\W*$)"
)
HANDED = (
    r"(?:organisation|firm|compan(?:y|ies)|bod(?:y|ies)|person|people|partner|provider|artist|freelancer)s?"
    r"\s+to\s+(?:which|whom)\s+(?:you|it|the\s+\w+)\s+(?:\w+\s+)?"
    r"(?:hands?|pass(?:es)?|gives?|sub-?lets?|sub-?contracts?|delegates?|entrusts?|let)\b"
)
OBJECT = r"(?<!\bwith )(?<!\bfrom )(?<!\babout )(?<!\bfor )(?<!\bto )"
DONE_TO = re.compile(
    r"\s+(?:is|are|be)\s+(?:\w+ly\s+)?(?:paid|told|given|informed|treated|offered|supervised)\b", re.IGNORECASE
)
SEVERAL = re.compile(
    r"\b(?:where|if|should|when)\b[^.,]*"
    r"\b(?:more than one|two or more|several|groups?|consorti\w+|both|jointly|together)\b"
    r"[^.,]*,\s*(?:each|all|both)\s+(?:of\s+(?:them|you)\s+)?(?:must|shall|should|will|has|have|needs?|is|are)\b"
    r"|\beach (?:member|partner|organisation|firm|of (?:them|you)|one)\b[^.,;]{0,40}"
    r"\b(?:holding|carrying|having|insuring|taking out|bringing|with)\s+(?:its|their|his or her)\s+own\b",
    re.IGNORECASE,
)
WHICHEVER = re.compile(
    r"\bby (?:any|either|one)(?: one)? of (?:you|them|the (?:members|partners|organisations))\b"
    r"|\b(?:does not|doesn['’]t) matter which (?:organisation|member|partner|firm|of (?:you|them))\b"
    r"|\b(?:consultants|members|partners|organisations|group|consortium|partnership|team) as a (?:group|whole)\b"
    r"|\btogether,? the (?:group|consortium|partnership|members|partners)\b",
    re.IGNORECASE,
)
ALL_TOGETHER = re.compile(
    r"\ball (?:the |of the |its |your )?(?:organisations|members|partners|firms) (?:taken |counted |added )?together\b",
    re.IGNORECASE,
)
ALONE = re.compile(r"\b(?:consortium|partnership|group of (?:bidders|organisations))\b", re.IGNORECASE)
GROUPED = re.compile(
    r"\b(?:consorti\w+|partnership|members?|partners?|organisations?|across the group|group['’]s)\b",
    re.IGNORECASE,
)
QUANTITY = re.compile(
    r"(?<![\d.,])(?:\d[\d,]*(?:\.\d)?|two|three|four|five|six|seven|eight|nine|ten|twelve)(?![\d,]*\d)\s+"
    r"(?:(?:[\w-]+\s+){0,2}?(?:practitioner|artist|staff|delivery|contact|worker|person|facilitator|tutor|teaching)[\s-]"
    r"(?:days?|hours?)|(?:days?|hours?) of|(?:[\w-]+\s+){0,2}?(?:fte|full[- ]time equivalent))\b"
    r"|\b(?:employ|field|deploy|provide|supply|make available|team of)\b[^.;]{0,30}?"
    r"\b(?:\d{1,3}|four|five|six|seven|eight|nine|ten|twelve)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:staff|practitioners|workers|artists|facilitators|tutors)\b",
    re.IGNORECASE,
)
AT_ONCE = re.compile(
    r"\b(?:each|every|per|any|all) (?:\w+ )?(?:sessions?|groups?|workshops?|visits?|events?)\b"
    r"|\b(?:delivered|led|run|staffed) by\b|\bwithin\b[^.]{0,20}\b(?:days|hours)\b"
    r"|\b(?:hours|days) (?:after|before|notice|of (?:the|a|an|receipt|being))\b|\bworking days\b",
    re.IGNORECASE,
)
OTHER_SUM = re.compile(r"\bjointly and severally\b|\b(?:the|annual) aggregate\b", re.IGNORECASE)
AND_SUBS = re.compile(
    r"\b(?:provider|supplier|contractor|tenderer|bidder|consultant|applicant|members?|partners?)s?\b[^.;]{0,40}?"
    r"\band\b[^.;]{0,40}?\bsub[- ]?(?:contractor|consultant)s?\b",
    re.IGNORECASE,
)
COLUMN = {
    "all": r"(?:all|each|every(?:one|body)?|both)(?: of them)?|members|partners",
    "lead": r"lead(?: \w+)?(?: (?:only|alone))?",
    "sum": r"(?:combined|aggregate[d]?|sum|total|together|jointly)",
    "any": r"any(?: \w+)?|consortium|group|one|at least one|whole consortium",
    "each_sub": r"(?:each |all |any )?sub-?contractors?",
}


def scope_of(text: str) -> Scope | None:
    """Return whom the words name: each member, the lead, all together, each sub-contractor; None if they do not say."""
    if _together(text):
        return "sum"
    if ANSWERABLE.search(text):
        return "lead"
    if WHICHEVER.search(text):
        return "any"
    first = MODAL.search(text)
    until = first.start() if first else len(text)
    found = [(at, ORDER.index(scope), scope) for scope in ORDER if (at := _place(scope, text, until)) is not None]
    if not found:
        return _of_consortium(text, until)
    scope = min(found)[2]
    return "all" if scope == "each_sub" and AND_SUBS.search(text) else scope


def scope_of_column(text: str) -> Scope | None:
    """Return whom a cell such as `Lead`, `Each member` or `All` under `Applies to` names."""
    bare_text = text.strip(" .*").lower()
    told = next((scope for scope, said in COLUMN.items() if re.fullmatch(said, bare_text)), None)
    return told or scope_of(f"{text}:")  # type: ignore[return-value]


def assumed_scope(kind: RequirementKind, text: str) -> Scope:
    """Return the cautious scope for a requirement that does not say whom it is for."""
    if kind in {"insurance", "safeguarding"} or pattern("requirements", "scope", "everyone").search(text):
        return "all"
    if kind == "finance":
        return "lead"
    return "sum" if adds_up(kind, text) else "any"


def adds_up(kind: RequirementKind, text: str) -> bool:
    """Tell whether a requirement asks for a number of people or of their days, which members can give together."""
    return kind == "staffing" and bool(QUANTITY.search(text)) and not AT_ONCE.search(text)


def _together(text: str) -> bool:
    if pattern("requirements", "scope", "sum").search(text) or ALL_TOGETHER.search(text):
        return True
    if pattern("requirements", "scope", "sum_of_number").search(text) and re.search(r"\d", text):
        return True
    bare = OTHER_SUM.sub("", text)
    return bool(pattern("requirements", "scope", "sum_of_members").search(bare) and GROUPED.search(bare))


def _of_consortium(text: str, until: int) -> Scope | None:
    """Return what is meant where the consortium itself must do something: to add up where it is a number of people."""
    match = ALONE.search(text, 0, until)
    if match is None or re.search(r"\b(?:if|where|when)\b", text[: match.start()], re.IGNORECASE):
        return None
    return "sum" if QUANTITY.search(text) else "any"


def _place(scope: Scope, text: str, until: int) -> int | None:
    """Return where the words name those of a scope as the ones who act; `until` is where the first duty begins."""
    for match in _words(scope).finditer(text):
        if scope == "lead":
            if not _only_named(text, match):
                return match.start()
        elif _subject(scope, text, match, until):
            return match.start()
    if scope == "all":
        whoever = WHOEVER.search(text) or EACH_OF_YOU.search(text) or SEVERAL.search(text)
        return whoever.start() if whoever else None
    return None


def _subject(scope: Scope, text: str, match: re.Match[str], until: int) -> bool:
    """Tell whether those named are the ones who act: before the first duty, or where another duty is theirs."""
    if _acts(text, match.end()):
        return True
    if scope == "each_sub":
        made_sure = bool(BY.search(text, 0, match.start())) and not DONE_TO.match(text, match.end())
        return made_sure or (match.start() == 0 and until == len(text))
    if match.start() < until and not is_imperative(text):
        return True
    if BY.search(text, 0, match.start()):
        return True
    return not PEOPLE.match(match.group()) and bool(DONE_BY.search(text, 0, match.start()))


def _acts(text: str, end: int) -> bool:
    """Tell whether those named up to `end` are whom another duty of the sentence is for."""
    after = DUTY.search(text, end)
    return bool(after) and after is not None and not BREAKS.search(text, end, after.start())


def _only_named(text: str, match: re.Match[str]) -> bool:
    """Tell whether the lead is only appointed, told or paid, or is a person."""
    before = text[: match.start()].rstrip()
    if APPLIED.search(before):
        return False
    return any(found.end() == len(before) for found in pattern("requirements", "scope", "to_lead").finditer(before))


@cache
def _words(scope: Scope) -> re.Pattern[str]:
    """Return what names those of a scope; who must add up is told otherwise."""
    member = rf"(?:{_any('which')}\s+){{0,3}}{_any('member')}(?!\s+{_any('not_member')})"
    every = rf"\b(?:each|every|all|both|no|(?<!by )any)\s+(?:one\s+)?(?:of\s+)?{member}"
    plural = (
        r"\b(?:consortium|group|partnership)\s+(?:members|partners)\b"
        r"|\b(?:members|partners) of (?:the|a|your) (?:consortium|group|partnership)\b"
        r"|(?:^|\b(?:the|our|its|your|all|delivery|consortium)\s+)partners\s+(?:must|shall|are to|will each)\b"
        r"|\b(?:member|partner|delivery) organisations\s+(?:must|shall|are to|will each)\b"
    )
    people = (
        rf"{OBJECT}\b(?:everybody|everyone|anybody|anyone)\b|\b(?:all|each|every|any)\s+(?:[\w-]+\s+){{0,2}}?{_any('people')}"
        r"|^(?:freelance\s+\w+|freelancers)\b"
    )
    said = {
        "sum": "(?!)",
        "lead": rf"{_any('lead')}|{LEAD_ALONE}|{LEAD_DUTY}|{LEAD_NAMED}",
        "each_sub": rf"\b(?:(?:each|every|all|any|no|of|its|their|the|key|named|proposed)\s+)*"
        rf"(?:{_any('sub')}|{HANDED})",
        "all": f"{every}|{plural}|{people}",
        "any": rf"{_any('any')}\s+(?:of\s+)?{member}",
    }
    return re.compile(said[scope], re.IGNORECASE)


def _any(name: str) -> str:
    return f"(?:{pattern('requirements', 'scope', name).pattern})"
