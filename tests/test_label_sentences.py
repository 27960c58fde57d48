"""Where sentences begin and end: not after abbreviations, numbers, references and labels."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.extract.labelling.sentences import split


def sentences(text):
    return [text[start:end] for start, end in next(iter(split([text])))]


@pytest.mark.parametrize(
    "whole",
    [
        "The Provider shall, e.g. by survey, ask participants what they think.",
        "Payment is made under No. 5 of the schedule, i.e. monthly in arrears.",
        "Cover of £1.5m is needed in line with para. 3.2.1 of the Contract.",
        "3.2.1. The Provider shall keep records.",
        "Q1. Please describe your approach.",
        "Question 3. Outline how you will work with referrers.",
        "(a) Describe your pricing assumptions.",
        "Acme Ltd. will act as lead, with Dr. A. Mistry as adviser.",
        "Staff (artists, tutors, etc.) must hold a certificate.",
        "Sessions run from 9 a.m. to 5 p.m. on weekdays.",
        "The deadline is 12.00 noon on 3.5.2027 at www.portal.example/tenders.",
        "Bids are scored as in reg. 23 of the Procurement Regulations 2024.",
        "The purpose is given in Sec. 4 and Cllr. Ray Okafor can explain it.",
        "Funds are paid under 42 C.F.R. Part 2 (Pub. L. 113-235).",
        "The hall opens at 9 a.m. Monday to Friday.",
        "Mr. J. P. Okonjo Jr. will lead.",
        "f. Similar Experience.",
        "Article 10. Ownership of Documents.",
    ],
)
def test_a_sentence_stays_whole(whole):
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["The Council will pay.", "The Provider shall report."],
        ["Do you hold it?", "If not, say why."],
        ["The annual value is £1.5m.", "It excludes VAT."],
        ["This follows clause 3.", "The Provider shall comply."],
        ["We buy books, films, etc.", "The Provider shall store them."],
        ["Is it insured?", "No.", "It is not."],
        ['He wrote "stop."', "Then he left."],
        ["Replies are due by 5 p.m.", "Late bids are rejected."],
        ["The term is two years.", "(An extension of one year may follow.)"],
        ["7(a) Describe your assumptions.", "7(b) Explain your costs."],
    ],
)
def test_sentences_are_parted(parts):
    assert sentences(" ".join(parts)) == parts


def test_lines_that_stand_apart_are_parted_and_wrapped_lines_are_not():
    assert sentences("Name:\nAddress:") == ["Name:", "Address:"]
    wrapped = "The Provider shall keep a register of everybody who takes part\nin each session and send it in."
    assert sentences(wrapped) == [wrapped]


@given(st.lists(st.text(max_size=60), max_size=4))
def test_nothing_visible_is_lost_and_nothing_is_said_twice(texts):
    for text, spans in zip(texts, split(texts), strict=True):
        kept = [place for start, end in spans for place in range(start, end)]
        assert kept == sorted(set(kept))
        assert {place for place, mark in enumerate(text) if not mark.isspace()} <= set(kept)


def test_splitting_imports_no_torch():
    code = (
        "import sys, assistant.extract.labelling.sentences as s; "
        "list(s.split(['A b.'])); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
