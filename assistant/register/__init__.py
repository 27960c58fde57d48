"""The register: a workbook in which a person puts right what was read; her decisions are found again and applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.records import Document, Statement, Tender
    from assistant.register.apply import Decided, Labelled
    from assistant.register.given import Register

__all__ = ["decide", "is_register", "label_again", "load", "write"]


def is_register(document: Document) -> bool:
    """Tell whether a workbook is a register, by what stands in it and whatever its name."""
    from assistant.register.given import is_register as tell

    return tell(document)


def load(document: Document) -> Register:
    """Return the decisions in a register. Raises InputRejected with sheet and cell where one cannot be understood."""
    from assistant.register.given import load as load_register

    return load_register(document)


def label_again(statements: Sequence[Statement], register: Register | None) -> Labelled:
    """Return the statements with the labels that were decided."""
    from assistant.register.apply import label_again as apply_labels

    return apply_labels(statements, register)


def decide(tender: Tender, register: Register | None, labelled: Labelled) -> Decided:
    """Return the tender with what was decided of its items, and what became of each decision."""
    from assistant.register.apply import decide as apply_decisions

    return apply_decisions(tender, register, labelled)


def write(path: Path, labelled: Labelled, decided: Decided, documents: Sequence[Document]) -> None:
    """Write a register of a reading; raises ConsortError where the file exists already."""
    from assistant.register.workbook import write as write_register

    write_register(path, labelled, decided, documents)
