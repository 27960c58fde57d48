"""A bid read aloud: what an evaluator would stumble over, looked for in every sentence."""

import re
from collections import Counter

import pytest
from build_bid import brief

from assistant import bid
from assistant.draft import Brief
from assistant.draft.compose import compose
from assistant.index import QuickEncoder

PAIRS = ("()", "[]", "“”")
CONTRACTIONS = re.compile(r"\b\w+['’](?:re|ve|ll|m)\b|n['’]t\b")


@pytest.fixture(scope="module")
def pages():
    return compose(brief())


def paragraphs(pages):
    return [each for page in pages for part in page.parts for each in part.paragraphs]


def sentences(pages):
    return [each for paragraph in paragraphs(pages) for each in paragraph.sentences]


def outside_quotes(text):
    return re.sub(r"“[^”]*”", "", text)


def faults(text):
    """What is wrong with the looks of a sentence, in a word each."""
    plain = text.replace(" ...", "")
    checks = {
        "double space": "  " in text,
        "double stop": bool(re.search(r"[.,;:]\s*[.,;]", plain)),
        "space before stop": bool(re.search(r"\s[.,;:)]", plain)),
        "small start": not (text[0].isupper() or text[0].isdigit() or text[0] in "£[“"),
        "no end": text[-1] not in ".]" and not text.endswith(".”"),
        "brackets": any(text.count(pair[0]) != text.count(pair[1]) for pair in PAIRS),
        "twice the same word": bool(re.search(r"\b([a-z]{2,}) \1\b", text)),
        "contraction": bool(CONTRACTIONS.search(outside_quotes(text))),
    }
    return [name for name, wrong in checks.items() if wrong]


def stumbles(pages):
    """Everything in a draft that a reader would stumble over."""
    told = sentences(pages)
    found = [f"{fault}: {each.text}" for each in told for fault in faults(each.text)]
    partner = re.compile(r"\b(we|our|us|I|my|me|mine|ours)\b", re.IGNORECASE)
    evidence = [each.text for each in told if each.basis == "evidence"]
    found += [f"a partner's we: {text}" for text in evidence if partner.search(outside_quotes(text))]
    counted = Counter(each.text for each in told)
    found += [f"said {count} times: {text}" for text, count in counted.items() if count > 1]
    openings = Counter(
        " ".join(each.sentences[0].text.split()[:4]) for each in paragraphs(pages) if each.sentences[0].basis != "gap"
    )
    found += [f"{count} paragraphs open: {words}" for words, count in openings.items() if count > 2]
    return found


def test_nobody_stumbles_over_the_built_bid(pages):
    assert stumbles(pages) == []


def test_no_answer_begins_all_its_paragraphs_alike(pages):
    for page in pages:
        firsts = [" ".join(each.sentences[0].text.split()[:2]) for part in page.parts for each in part.paragraphs]
        if len(firsts) > 3:
            assert Counter(firsts).most_common(1)[0][1] <= 0.7 * len(firsts), page.question.id


def test_paragraphs_are_short_enough_to_read(pages):
    assert max(each.words for each in paragraphs(pages)) <= 130


def test_no_gap_asks_for_the_same_thing_twice(pages):
    gaps = [each.text for page in pages for each in page.sentences if each.basis == "gap"]
    assert all(re.search(r"\[To complete: .{4,} - from .+\]", each) for each in gaps)
    assert len(set(gaps)) == len(gaps)


@pytest.mark.model
@pytest.mark.slow
def test_nobody_stumbles_over_the_sample(sample, tmp_path):
    bid.add_partners(tmp_path / "pool", [sample / "partners"], print)
    plan = bid.propose_lineups(tmp_path / "pool", [sample / "tender"], bid.wishes(), print)
    for lineup in plan.proposal.lineups[:2]:
        told = Brief(
            tender=plan.reading.tender,
            proposal=plan.proposal,
            lineup=lineup,
            partners=plan.partners,
            matches=plan.matches,
            documents=plan.reading.documents,
            capabilities=plan.capabilities,
            encoder=QuickEncoder(),
        )
        drafted = compose(told)
        assert stumbles(drafted) == []
        evidence = [each for each in sentences(drafted) if each.basis == "evidence"]
        assert len(evidence) > 30
        said = {each.partner: [] for each in plan.capabilities}
        for each in plan.capabilities:
            said[each.partner].append(each.text)
        for each in evidence:
            assert any(each.quote in text for text in said[each.partner]), each.quote
        for page in drafted:
            assert page.allowed / 2 < page.words <= page.allowed, page.question.id


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("We run  halls.", "double space"),
        ("We run halls..", "double stop"),
        ("we run halls.", "small start"),
        ("We run halls", "no end"),
        ("We run (halls.", "brackets"),
        ("We run the the halls.", "twice the same word"),
        ("We've run halls.", "contraction"),
    ],
)
def test_the_reader_hears_what_is_wrong(text, fault):
    assert faults(text) == [fault]
