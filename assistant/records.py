"""The nouns. Read this first: every stage takes some of these and returns others; none of them does any work.

All are frozen. Scores lie in [0, 1] and 1 is best. Money is in pounds unless `currency` says otherwise.
Weights are shares of the whole tender in percent, or marks, as `unit` says. A thing's identity is where it
came from: its `Source`, printed as `itt.docx#p14:25-50`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator

BlockKind = Literal[
    "heading", "paragraph", "item", "cell", "header", "footer", "footnote", "textbox", "comment", "field"
]
DocumentKind = Literal[
    "instructions", "specification", "response_form", "pricing", "contract", "clarification", "other"
]
Label = Literal["requirement", "question", "instruction", "criterion", "buyer", "context", "furniture"]
Force = Literal["must", "should"]
Scope = Literal["any", "all", "lead", "sum", "each_sub"]
RequirementKind = Literal[
    "delivery",
    "staffing",
    "safeguarding",
    "insurance",
    "finance",
    "experience",
    "accreditation",
    "data",
    "social_value",
    "reporting",
    "mobilisation",
    "other",
]
Unit = Literal["percent", "marks"]
Response = Literal["narrative", "yes_no", "choice", "number", "date", "table", "upload", "price", "scenario"]
Seems = Literal["tender", "quotation", "market_engagement", "contract_terms", "template", "grant", "not_a_tender"]
Strength = Literal["strong", "partial", "weak", "none"]
GateStatus = Literal["met", "commit_before_start", "unknown", "failed"]
Verdict = Literal["bid_alone", "bid_together", "subcontract", "no_bid"]
Basis = Literal["evidence", "profile", "tender", "structure", "gap"]
Brings = Literal["skill", "reach", "capacity"]


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


# --- where things stand -------------------------------------------------------------------------------


class Source(Record):
    """A span of characters of one block of one document: `start` inclusive, `end` exclusive."""

    document: str
    block: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.document}#{self.block}:{self.start}-{self.end}"

    @model_validator(mode="before")
    @classmethod
    def from_text(cls, given: Any) -> Any:
        """Accept the printed form, so that a saved JSON file reads back."""
        if not isinstance(given, str):
            return given
        document, _, rest = given.rpartition("#")
        block, _, span = rest.rpartition(":")
        start, _, end = span.partition("-")
        return {"document": document, "block": block, "start": start, "end": end}


SourceText = Annotated[Source, PlainSerializer(str, return_type=str)]


class Cell(Record):
    """Where a cell stands: the table's number in the document, row and column, all from 1."""

    table: int
    row: int
    column: int


class Block(Record):
    """One paragraph, heading, list item or cell paragraph, in reading order.

    `id` is unique in its document (`p14` a body paragraph, `t2r3c1` a cell, `t2r3c1p2` its second
    paragraph). `number` is the clause number as Word prints it. `headings` is the trail above it, outermost
    first. An empty cell is kept, so that an answer can be put there.
    """

    id: str
    text: str
    kind: BlockKind
    number: str | None = None
    headings: tuple[str, ...] = ()
    visible: bool = True
    level: int | None = None
    cell: Cell | None = None


class HiddenText(Record):
    """Text that a reader of the page would not see: shown apart, never used."""

    text: str
    how: str
    source: SourceText


class Unread(Record):
    what: str
    where: str
    why: str


class Document(Record):
    """One file as read. `name` is its path relative to the pack that was given.

    `same_as` names another document of the pack that says the same in another format; that one is used.
    """

    name: str
    sha256: str
    same_as: str | None = None
    kind: DocumentKind = "other"
    title: str = ""
    blocks: tuple[Block, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    unread: tuple[Unread, ...] = ()
    warnings: tuple[str, ...] = ()


class Rejected(Record):
    name: str
    code: str
    why: str


class Pack(Record):
    """All files of one tender, in name order, and those that could not be read."""

    documents: tuple[Document, ...]
    rejected: tuple[Rejected, ...] = ()


# --- what the tender asks ------------------------------------------------------------------------------


class Statement(Record):
    """One sentence, cell or list item with what it does for the bidder; `decided` where a person said so."""

    text: str
    label: Label
    force: Force | None = None
    source: SourceText
    score: float = 1.0
    decided: bool = False


class KeyDate(Record):
    """`at` is ISO 8601: a date, or a date and time where the tender gives one.

    It may be a month (`2026-04`) or a quarter (`2026-04/2026-06`) where the tender names no day.
    """

    role: str
    at: str
    text: str
    source: SourceText
    superseded_by: SourceText | None = None
    decided: bool = False


class Value(Record):
    low: float
    high: float
    currency: str = "GBP"
    vat: Literal["excluded", "included", "unknown"] = "unknown"
    per: Literal["total", "year"] = "total"
    source: SourceText


class Term(Record):
    months: int
    extension_months: int = 0
    source: SourceText


class Lot(Record):
    """A part of the contract that is awarded by itself; `value` where the pack gives it one of its own."""

    id: str
    title: str
    value: Value | None = None


class Criterion(Record):
    """`weight` is as printed; `parent` names the criterion it is a part of."""

    name: str
    weight: float
    unit: Unit = "percent"
    parent: str | None = None
    lot: str | None = None
    source: SourceText
    decided: bool = False


class Limit(Record):
    number: int
    unit: Literal["words", "pages", "characters"] = "words"
    over: str | None = None


class Question(Record):
    """A question as printed; `asks` are its parts, each to be answered; `answer_at` the place for the answer.

    `response` is the form of answer it wants; `owner` the partner who writes it, where somebody has decided;
    `decided` tells that a person has put something of it right.
    """

    id: str
    text: str
    title: str = ""
    asks: tuple[str, ...] = ()
    weight: float | None = None
    unit: Unit = "percent"
    limit: Limit | None = None
    pass_fail: bool = False
    response: Response = "narrative"
    lot: str | None = None
    source: SourceText
    answer_at: str | None = None
    owner: str = ""
    decided: bool = False


class Requirement(Record):
    """`scope`: who in the group must meet it; `assumed` when the tender does not say and the default was taken.

    `owner` is the partner who answers for it, where somebody has decided; `decided` tells that a person has put
    something of it right.
    """

    id: str
    text: str
    force: Force = "must"
    scope: Scope = "any"
    assumed: bool = True
    kind: RequirementKind = "other"
    gate: bool = False
    lot: str | None = None
    number: str | None = None
    source: SourceText
    owner: str = ""
    decided: bool = False


class Fact(Record):
    """A named value the rules use, such as `public_liability` or `turnover_minimum`.

    `detail` is what more the tender says of it (what a department wants, how an outcome is measured); `equivalent`
    whether another of the same standing is accepted.
    """

    name: str
    value: float | str
    unit: str | None = None
    detail: str = ""
    equivalent: bool = False
    scope: Scope = "any"
    source: SourceText


class Flag(Record):
    """A doubt about the tender and a clarification question, ready to send."""

    kind: str
    message: str
    sources: tuple[SourceText, ...] = ()
    ask: str = ""


class Tender(Record):
    """What one pack asks. `seems` is what the pack is taken to be: its flags say more where it is no plain tender."""

    seems: Seems = "tender"
    title: str = ""
    buyer: str = ""
    reference: str = ""
    dates: tuple[KeyDate, ...] = ()
    value: Value | None = None
    term: Term | None = None
    lots: tuple[Lot, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    questions: tuple[Question, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    facts: tuple[Fact, ...] = ()
    flags: tuple[Flag, ...] = ()


class Decisions(Record):
    """What a person put right in a register, as far as it found its place in this reading of the pack.

    `look` are decisions on words that have changed since, `lost` those whose place is gone, `notes` what else is
    to be known of the register: one line each.
    """

    register_name: str
    applied: int = 0
    look: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Reading(Record):
    """What `consort read` finds: the documents, every statement with its label, and the tender."""

    documents: tuple[Document, ...]
    rejected: tuple[Rejected, ...] = ()
    statements: tuple[Statement, ...] = ()
    tender: Tender = Tender()
    decisions: Decisions | None = None


# --- what an amendment changes ------------------------------------------------------------------------


class Difference(Record):
    """One thing said of an item that is not as it was; empty where it was not said."""

    field: str
    old: str = ""
    new: str = ""


class Change(Record):
    """An item of the tender that is in one reading and not, or not so, in the other.

    `moved` is one with the same words and terms under another number or in another document. `look_again` tells that
    an answer written for the old pack may no longer do; `stands` that the words of an item that was added or withdrawn
    are in the other pack as well, and were only taken otherwise there.
    """

    about: Literal["tender", "date", "value", "term", "lot", "criterion", "question", "requirement", "fact", "doubt"]
    how: Literal["added", "changed", "withdrawn", "moved"]
    name: str
    old_id: str | None = None
    new_id: str | None = None
    old: str = ""
    new: str = ""
    old_source: SourceText | None = None
    new_source: SourceText | None = None
    differences: tuple[Difference, ...] = ()
    look_again: bool = False
    stands: bool = False


class FileChange(Record):
    """A file of the pack. `changed` in its words; `saved_again` with other bytes and the same words."""

    how: Literal["added", "changed", "withdrawn", "renamed", "saved_again", "unchanged"]
    old_name: str | None = None
    new_name: str | None = None


class TextChange(Record):
    """Sentences of a section that were added, changed or withdrawn and belong to no item; the first few of them."""

    document: str
    section: str
    added: int = 0
    withdrawn: int = 0
    first_added: tuple[str, ...] = ()
    first_withdrawn: tuple[str, ...] = ()


class Changes(Record):
    """What differs between two readings of a pack, what matters most first.

    `look_again` are the ids of the questions, in the new pack, whose answers need another look, each with the reason.
    """

    items: tuple[Change, ...] = ()
    documents: tuple[FileChange, ...] = ()
    text: tuple[TextChange, ...] = ()
    look_again: dict[str, str] = {}
    rejected: tuple[Rejected, ...] = ()


# --- who can do what -----------------------------------------------------------------------------------


class Insurance(Record):
    """`kind` is one of public_liability, employers_liability, professional_indemnity, or another in the same style."""

    kind: str
    amount: float
    expires: date | None = None


class Policy(Record):
    name: str
    reviewed: date | None = None


class Freelancers(Record):
    count: int = 0
    named: tuple[str, ...] = ()


class Partner(Record):
    """An organisation or a sole practitioner: what its profile says. `None` or empty means it did not say.

    `staff` is full-time equivalent; `days_free` working days it can give in a year; `turnover` the last
    years' income, newest first; `may_lead` whether it is willing to.
    """

    name: str
    id: str = ""
    form: str = ""
    sector: str = ""
    sole_practitioner: bool = False
    anchor: str = ""
    based_in: str = ""
    places: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    art_forms: tuple[str, ...] = ()
    turnover: tuple[float, ...] = ()
    staff: float | None = None
    freelancers: Freelancers = Freelancers()
    days_free: int | None = None
    insurances: tuple[Insurance, ...] = ()
    policies: tuple[Policy, ...] = ()
    marks: tuple[str, ...] = ()
    worked_with: tuple[str, ...] = ()
    may_lead: bool | None = None
    contact: str = ""
    not_yet_met: bool = False


class Capability(Record):
    """A passage of a partner's statement that can stand alone as evidence, with what it states of itself.

    `id` is unique in the pool and stable for the same text; `heading` is the trail above the passage;
    `years`, `numbers` and `places` are as written in it. `evidenced` is true when it states a year or a
    number, false when it only claims. `disclaims` is true when it says what the partner does not do.
    """

    id: str
    partner: str
    text: str
    heading: str = ""
    years: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    evidenced: bool = False
    disclaims: bool = False
    source: SourceText


class Statements(Record):
    """One partner as gathered from files: the profile and the passages, with what was missing."""

    partner: Partner
    capabilities: tuple[Capability, ...] = ()
    missing: tuple[str, ...] = ()


class Passage(Record):
    """Words of a partner, with the trail of headings above them."""

    text: str
    source: SourceText
    score: float
    heading: str = ""


class Hit(Record):
    """A partner found for a need, best first; equal scores stand in name order."""

    partner: str
    id: str
    score: float
    strength: Strength
    why: str = ""
    passages: tuple[Passage, ...] = ()


class Search(Record):
    query: str
    hits: tuple[Hit, ...] = ()


class Match(Record):
    """How well one partner's evidence answers one requirement or one ask of a question.

    `need` is a requirement's id, or `question id/number of the ask` from 1 (`Q3/2`). `why` says what keeps it
    from being stronger. Weak and rejected ones are kept with the reason.
    """

    need: str
    partner: str
    score: float
    strength: Strength
    passages: tuple[Passage, ...] = ()
    why: str = ""


# --- who should bid together ---------------------------------------------------------------------------


class Member(Record):
    partner: str
    role: str
    brings: tuple[Brings, ...] = ()
    covers: tuple[str, ...] = ()
    marks_lost_without: float = 0.0
    only_it_covers: tuple[str, ...] = ()


class Gate(Record):
    """A condition that must be met; `by` names the member it turns on, `why` what was checked."""

    requirement: str
    text: str = ""
    status: GateStatus
    by: str
    why: str = ""


class LineUp(Record):
    """A consortium: `marks` of `marks_available` are expected.

    `answers` says who answers each need: the need's id and the partner's name.
    """

    rank: int
    lead: str
    members: tuple[Member, ...]
    marks: float
    marks_available: float
    gates: tuple[Gate, ...] = ()
    uncovered: tuple[str, ...] = ()
    answers: dict[str, str] = Field(default_factory=dict)
    proven_best: bool
    fixes: tuple[str, ...] = ()


class LeadRuledOut(Record):
    partner: str
    why: str
    requirement: str


class Proposal(Record):
    verdict: Verdict
    why: tuple[str, ...] = ()
    lineups: tuple[LineUp, ...] = ()
    leads_ruled_out: tuple[LeadRuledOut, ...] = ()
    questions_to_buyer: tuple[str, ...] = ()


# --- what is sent ---------------------------------------------------------------------------------------


class Sentence(Record):
    """One sentence of a draft and what it rests on. `quote` is the words at `source` that it quotes or adapts."""

    text: str
    basis: Basis
    source: SourceText | None = None
    partner: str | None = None
    quote: str = ""


class Answer(Record):
    question: str
    words: int
    limit: int | None = None
    asks_answered: int
    asks: int
    sentences: tuple[Sentence, ...] = ()


class Draft(Record):
    """What was written; file names are relative to the output folder."""

    response: str
    matrix: str
    requests: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()


# --- how this installation and the pool are -------------------------------------------------------------


class HealthLine(Record):
    """One thing that was checked: whether it is well, what was found, and what to do about it."""

    status: Literal["ok", "warn", "fail"]
    what: str
    then: str = ""
