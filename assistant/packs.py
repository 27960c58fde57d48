"""From files to a reading: a pack read, labelled, what a person decided put into it; and two packs compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import ConsortError, InputRejected
from assistant.records import Block, Changes, Document, Pack, Reading, Tender

if TYPE_CHECKING:
    from assistant.register.apply import Decided, Labelled
    from assistant.register.given import Register

Say = Callable[[str], None]


@dataclass(frozen=True)
class Read:
    """A reading, with what its register is written from."""

    reading: Reading
    labelled: Labelled | None = None
    decided: Decided | None = None


def read_blocks(paths: Sequence[Path], say: Say) -> Reading:
    """Read files without asking what they mean. Files that cannot be read are in `rejected`."""
    pack, _ = _parted(read_files(paths, say))
    return Reading(documents=pack.documents, rejected=pack.rejected)


def read_tender(paths: Sequence[Path], say: Say, decisions: Path | None = None) -> Reading:
    """Read a pack and find what it asks.

    What a person decided is applied: in the register `decisions`, else in one that lies in the pack.
    Raises InputRejected where a register cannot be understood.
    """
    return _read(paths, say, decisions).reading


def write_register(paths: Sequence[Path], to: Path, say: Say, decisions: Path | None = None) -> Reading:
    """Read a pack as `read_tender` does, and write its register to a new workbook.

    Raises InputRejected when nothing in the pack can be read, ConsortError when there is a file of that name.
    """
    from assistant.register import write

    _check_free(to)
    read = _read(paths, say, decisions)
    with_documents(read.reading)
    if read.labelled and read.decided:
        say("Writing the register ...")
        write(to, read.labelled, read.decided, read.reading.documents)
    return read.reading


def _check_free(path: Path) -> None:
    if path.exists():
        raise ConsortError(f"{path} exists already", "nothing is ever overwritten", "Give the register another name.")


def _read(paths: Sequence[Path], say: Say, decisions: Path | None, *, decide: bool = True) -> Read:
    with ThreadPoolExecutor(1) as aside:
        aside.submit(_get_ready)
        pack, lying = _parted(read_files(paths, say))
    given = _register(lying, decisions) if decide else None
    if not pack.documents:
        return Read(Reading(documents=(), rejected=pack.rejected))
    from assistant import register
    from assistant.extract import extract, label

    used = pack.model_copy(update={"documents": tuple(each for each in pack.documents if each.same_as is None)})
    labelled = register.label_again(label(used, lambda name: say(f"Going through {name} ...")), given)
    say("Finding what the tender asks ...")
    decided = register.decide(extract(used, labelled.statements), given, labelled)
    reading = Reading(
        documents=pack.documents,
        rejected=pack.rejected,
        statements=labelled.statements,
        tender=_added_up(decided, given),
        decisions=decided.report(given) if given else None,
    )
    return Read(reading, labelled, decided)


@cache
def _get_ready() -> None:
    """Load all that finding needs, which takes a second or two; meanwhile another process reads the files."""
    from assistant.extract import extract, label

    line = Block(id="p1", text="The supplier must be ready.", kind="paragraph")
    pack = Pack(documents=(Document(name="", sha256="", blocks=(line,)),))
    extract(pack, label(pack))


def _added_up(decided: Decided, given: Register | None) -> Tender:
    """Return the tender with its doubts about weights as they are after what was decided of the criteria."""
    from assistant.extract import recheck_weights

    tender = decided.tender
    if given is None or not given.about("criterion"):
        return tender
    others = tuple(each for each in tender.flags if each.kind != "weights_do_not_sum")
    return tender.model_copy(update={"flags": (*recheck_weights(tender.criteria), *others)})


def _parted(pack: Pack) -> tuple[Pack, tuple[Document, ...]]:
    """Return the pack without the registers that lie in it, and these."""
    from assistant.register import is_register

    lying = tuple(each for each in pack.documents if is_register(each))
    if not lying:
        return pack, ()
    return pack.model_copy(update={"documents": tuple(each for each in pack.documents if each not in lying)}), lying


def _register(lying: Sequence[Document], decisions: Path | None) -> Register | None:
    """Return the decisions to apply: those in the file named, else those in the one register of the pack."""
    from assistant.read import read_document
    from assistant.register import is_register, load

    if decisions is not None:
        document = read_document(decisions)
        if not is_register(document):
            then = "Write one with consort read PACK --register FILE.xlsx."
            raise InputRejected("register", str(decisions), "it is no register of Consort's", then)
        return load(document)
    if len(lying) > 1:
        names = " and ".join(each.name for each in lying)
        then = "Keep one of them there, or say with --decisions which one counts."
        raise InputRejected("register", names, "there is more than one register in this pack", then)
    return load(lying[0]) if lying else None


def compare_packs(old: Path, new: Path, say: Say) -> Changes:
    """Read two states of a pack and say what the buyer changed; what a person decided plays no part.

    Raises InputRejected when nothing of one of them can be read.
    """
    from assistant.compare import compare

    readings = [with_documents(_read([path], say, None, decide=False).reading) for path in (old, new)]
    say("Comparing ...")
    return compare(*readings)


def with_documents(reading: Reading) -> Reading:
    """Return a reading in which a file could be read; raises InputRejected for another."""
    if not reading.documents:
        first = reading.rejected[0]
        raise InputRejected(first.code, first.name, first.why)
    return reading


def read_files(paths: Sequence[Path], say: Say) -> Pack:
    from assistant.read import read_pack

    say("Reading ...")
    return read_pack(paths)
