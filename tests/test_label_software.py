"""Specifications of software have a table of their own; a tender is never taken for one."""

import csv

import numpy as np
import pytest
from build_blocks import pack, paragraph

from assistant.extract import label
from assistant.extract.labelling.software import is_specification, required, steady

SYSTEM = [
    "The system shall display the list of open orders.",
    "The user shall be able to sort orders by date.",
    "The server must log every failed attempt to sign in.",
    "This section describes the interfaces of the product.",
    "This document will be revised by the project team after the second release.",
    "Figure 2 shows how the modules fit together.",
] * 12


def test_a_specification_is_known_by_who_is_to_do_what():
    assert is_specification(SYSTEM)
    assert not is_specification(SYSTEM[:40])


@pytest.mark.parametrize(
    "more",
    [
        "The Contractor shall deliver the software by June.",
        "Bidders must price each module.",
        "The Government may end this task order.",
        "Your proposal is scored out of 100.",
    ],
)
def test_what_deals_with_a_supplier_is_a_tender(more):
    assert not is_specification([*SYSTEM, *[more] * 6])


def test_what_binds_is_a_requirement_and_what_describes_is_not():
    said = {each.text: each.label for each in label(pack(*map(paragraph, SYSTEM)))}
    assert [text for text in SYSTEM[:6] if said[text] == "requirement"] == SYSTEM[:3]


def test_neighbours_count_only_where_neighbours_are_alike():
    mixed = np.tile([0.9, 0.2, 0.7, 0.2], 30)
    assert steady(mixed) == pytest.approx(mixed)
    apart = np.repeat([0.9, 0.1], 50)
    apart[25] = apart[75] = 0.4
    assert steady(apart)[25] > 0.5 > steady(apart)[75]


def test_no_tender_is_taken_for_a_specification_of_software(shared):
    from assistant.extract.labelling.units import units
    from assistant.read import read_document

    words = ("aries", "soo", "api", "cloud", "agile")
    paths = [
        each for each in sorted((shared / "data/tenders").rglob("*.*")) if any(w in each.name.lower() for w in words)
    ]
    small = [each for each in paths if each.suffix in {".docx", ".md", ".odt"}]
    taken = [each.name for each in small if is_specification([unit.text for unit in units(read_document(each))])]
    assert len(small) > 10
    assert taken == []


def test_sentences_of_an_unseen_specification_are_told_apart(shared):
    with (shared / "data/pure/PURE_valid.csv").open(encoding="utf-8-sig") as file:
        rows = [(row["Requirement"], row["Req/Not Req"].strip() == "Req") for row in csv.DictReader(file)]
    found = required([text for text, _ in rows]) > 0.5
    assert np.mean(found == np.array([right for _, right in rows])) > 0.94
