"""One bid from end to end: puts the stages in order. The command line and the page call these and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import ConsortError, UnknownName
from assistant.packs import Say, with_documents
from assistant.packs import compare_packs as compare_packs
from assistant.packs import read_blocks as read_blocks
from assistant.packs import read_files as read_files
from assistant.packs import read_tender as read_tender
from assistant.packs import write_register as write_register
from assistant.records import (
    Capability,
    Draft,
    HealthLine,
    LineUp,
    Match,
    Partner,
    Proposal,
    Reading,
    Rejected,
    Search,
    Statements,
    Tender,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.index import Pool
    from assistant.propose import Wishes


# What is said of a pack that is no tender to bid for; the first that is said explains why nothing is asked.
UNASKED = {
    "not_a_tender",
    "another_language",
    "template_unfilled",
    "market_engagement",
    "contract_terms_only",
    "price_list_only",
    "nothing_asked",
}


@dataclass(frozen=True)
class Added:
    """What `partners add` did: who came in, with what is missing, and which files could not be read."""

    statements: tuple[Statements, ...]
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True)
class Plan:
    """A tender, who matches it, the line-ups proposed for it, and all that their members say of themselves."""

    reading: Reading
    partners: tuple[Partner, ...]
    matches: tuple[Match, ...]
    proposal: Proposal
    capabilities: tuple[Capability, ...] = ()


@dataclass(frozen=True)
class Order:
    """What to draft: the wishes for the line-up, which of the proposed ones, where to put it, and what was decided."""

    wishes: Wishes
    lineup: int = 1
    out: Path | None = None
    decisions: Path | None = None


@dataclass(frozen=True)
class Done:
    """A draft that was written to `folder`."""

    plan: Plan
    lineup: LineUp
    draft: Draft
    folder: Path
    summary: tuple[str, ...]

    @property
    def gaps(self) -> int:
        return sum(s.basis == "gap" for answer in self.draft.answers for s in answer.sentences)


def wishes(
    us: str | None = None,
    max_partners: int = 10,
    must: Sequence[str] = (),
    without: Sequence[str] = (),
    top: int = 3,
) -> Wishes:
    """Return the wishes for a line-up as the stage `propose` takes them."""
    from assistant.propose import Wishes

    return Wishes(us=us, max_partners=max_partners, must=tuple(must), without=tuple(without), k=top)


def read_askings(paths: Sequence[Path], say: Say, decisions: Path | None = None) -> Reading:
    """Read a pack that must ask for something.

    Raises InputRejected when no file could be read, ConsortError when the pack asks for nothing.
    """
    reading = with_documents(read_tender(paths, say, decisions))
    if not (reading.tender.questions or reading.tender.requirements):
        raise _asks_nothing(reading.tender)
    return reading


def _asks_nothing(tender: Tender) -> ConsortError:
    """Return the error for a pack without questions and requirements: with what it seems to be, where that is known."""
    seems = next((each.message for each in tender.flags if each.kind in UNASKED), "")
    if seems:
        return ConsortError("This pack asks for nothing", seems[0].lower() + seems[1:])
    return ConsortError(
        "This pack asks for nothing",
        "no question and no requirement was found in it",
        "Check that it is the tender itself; `consort read PACK --all` shows how every sentence was taken.",
    )


@contextmanager
def open_pool(folder: Path, *, create: bool = False, model: str | None = None) -> Iterator[Pool]:
    """Open the pool with the encoder of its own language model; a new one with the model named, else the usual one."""
    from assistant.index import Pool, encoder_for

    pool = Pool.open(folder, encoder_for(Pool.model_of(folder), model), create=create)
    try:
        yield pool
    finally:
        pool.close()


def add_partners(folder: Path, paths: Sequence[Path], say: Say, model: str | None = None) -> Added:
    """Gather partners from files and put them in the pool; adding again replaces.

    `model` is the name or folder of a sentence-transformers model for a new pool; a pool keeps to one.
    """
    from assistant.partners import gather
    from assistant.read import read_document

    say("Reading statements ...")
    gathered = gather(paths, read_document)
    if gathered.statements:
        with open_pool(folder, create=True, model=model) as pool:
            pool.add(gathered.statements, lambda text: say(text))
    return Added(gathered.statements, gathered.rejected)


def list_partners(folder: Path) -> tuple[Partner, ...]:
    with open_pool(folder) as pool:
        return pool.partners()


def show_partner(folder: Path, name: str) -> Statements:
    with open_pool(folder) as pool:
        partner = pool.partner(name)
        return Statements(partner=partner, capabilities=pool.capabilities(partner.name))


def forget_partner(folder: Path, name: str) -> str:
    """Remove a partner from the pool and return its full name."""
    with open_pool(folder) as pool:
        partner = pool.partner(name)
        pool.forget(partner.name)
        return partner.name


def check_pool(folder: Path) -> tuple[HealthLine, ...]:
    with open_pool(folder) as pool:
        return pool.check()


def search_partners(folder: Path, needs: Sequence[str], top: int) -> tuple[Search, ...]:
    with open_pool(folder) as pool:
        return pool.search_many(needs, top)


def propose_lineups(
    folder: Path, paths: Sequence[Path], chosen: Wishes, say: Say, decisions: Path | None = None
) -> Plan:
    """Read the pack, match every need against the pool and propose line-ups."""
    with open_pool(folder) as pool:
        partners = pool.partners()
        named = _known(pool, chosen)
        reading = read_askings(paths, say, decisions)
        from assistant.match import match

        say("Finding who can prove what ...")
        matches = match(reading.tender, partners, pool.search_many)
    from assistant.propose import propose

    say("Choosing line-ups ...")
    proposal = propose(reading.tender, partners, matches, named)
    return Plan(reading, partners, matches, proposal, _said(folder, proposal))


def _said(folder: Path, proposal: Proposal) -> tuple[Capability, ...]:
    """Return what the members of the line-ups say of themselves, in name order."""
    names = sorted({member.partner for lineup in proposal.lineups for member in lineup.members})
    if not names:
        return ()
    with open_pool(folder) as pool:
        return tuple(each for name in names for each in pool.capabilities(name))


def _known(pool: Pool, chosen: Wishes) -> Wishes:
    """Return the wishes with every name as the pool spells it; raises UnknownName for one it does not have."""
    from dataclasses import replace

    def names(given: Sequence[str]) -> tuple[str, ...]:
        return tuple(pool.partner(name).name for name in given)

    us = None if chosen.us is None else pool.partner(chosen.us).name
    return replace(chosen, us=us, must=names(chosen.must), without=names(chosen.without))


def draft_response(folder: Path, paths: Sequence[Path], order: Order, say: Say) -> Done:
    """Do the whole way and write the response. Raises ConsortError when `order.out` exists already."""
    out = free_folder(order.out, "consort-draft")
    plan = propose_lineups(folder, paths, order.wishes, say, order.decisions)
    return write_draft(plan, order.lineup, out, say)


def write_draft(plan: Plan, rank: int, out: Path, say: Say) -> Done:
    """Draft line-up number `rank` of a plan into the new folder `out`."""
    from assistant.draft import Brief, draft, summarise
    from assistant.index import QuickEncoder

    lineup = next((each for each in plan.proposal.lineups if each.rank == rank), None)
    if lineup is None:
        raise _no_such(rank, plan.proposal)
    brief = Brief(
        tender=plan.reading.tender,
        proposal=plan.proposal,
        lineup=lineup,
        partners=plan.partners,
        matches=plan.matches,
        documents=plan.reading.documents,
        capabilities=plan.capabilities,
        encoder=QuickEncoder(),
    )
    say("Drafting ...")
    written = draft(brief, out, say)
    return Done(plan, lineup, written, out, tuple(summarise(written, brief)))


def _no_such(rank: int, proposal: Proposal) -> ConsortError:
    count = len(proposal.lineups)
    if not count:
        return ConsortError("No line-up can be proposed", "; ".join(proposal.why) or "no partner may lead")
    return UnknownName(f"There is no line-up {rank}", f"{count} were proposed", f"Choose one from 1 to {count}.")


def free_folder(given: Path | None, name: str) -> Path:
    """Return the folder to write to: the one given if it is free, else the first of name, name-2, name-3 ... here."""
    if given is None:
        tries = (Path(name if number == 1 else f"{name}-{number}") for number in range(1, 1000))
        return next(path for path in tries if not path.exists())
    if given.exists() and not (given.is_dir() and not any(given.iterdir())):
        raise ConsortError(
            f"{given} exists already",
            "nothing is ever overwritten",
            "Choose another folder with --out, or move it away.",
        )
    return given
