"""Which sentence is quoted where: the members' whole statements, by meaning, words and figures."""

from collections import Counter

import numpy as np
import pytest
from build_bid import EVIDENCE, LINEUP, TENDER, brief, need

from assistant.draft.bar import Bar
from assistant.draft.commit import clip
from assistant.draft.compose import compose
from assistant.draft.evidence import statements
from assistant.draft.page import Topic
from assistant.draft.sense import Sense
from assistant.draft.weigh import near_names
from assistant.records import Capability, LineUp, Match, Member, Passage, Source, Tender


class Letters:
    """An encoder that counts letters: the same letters, the same vector."""

    def __init__(self):
        self.asked = Counter()

    def encode(self, texts):
        self.asked.update(texts)
        rows = np.array(
            [[text.lower().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"] for text in texts], float
        )
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def said_by(partner, text, block="p1", start=0, heading=""):
    source = Source(document=f"{partner.lower()}.docx", block=block, start=start, end=start + len(text))
    return Capability(id=f"{partner}{block}{start}", partner=partner, text=text, heading=heading, source=source)


def test_passages_that_follow_on_in_one_paragraph_are_read_as_one():
    one, other = "We ran 40 sessions in 2025.", "They were full."
    told = statements([said_by("A", one), said_by("A", other, start=len(one) + 1), said_by("A", "Apart.", block="p2")])
    assert [each.passage.text for each in told] == [f"{one} {other}", "Apart."]
    assert (told[0].passage.source.start, told[0].passage.source.end) == (0, len(one) + 1 + len(other))


@pytest.mark.parametrize("heading", ["What we do not do", "Limits", "What we are no good at"])
def test_what_a_partner_says_it_does_not_do_is_no_evidence(heading):
    assert statements([said_by("A", "Music comes from 3 neighbours in 2025.", heading=heading)]) == []


def test_each_text_is_encoded_once():
    letters = Letters()
    sense = Sense(letters)
    assert sense.near("dance", "dance") == 1.0
    assert sense.near("dance", "a dance") > sense.near("dance", "mural work")
    assert set(letters.asked.values()) == {1}


def test_without_an_encoder_nothing_is_near():
    assert not Sense(None)
    assert Sense(None).near("dance", "dance") == 0.0


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("We pay the National Living Wage.", True),
        ("We pay the Real Living Wage.", False),
        ("We pay a living wage.", False),
    ],
)
def test_a_name_that_ends_alike_is_another_name(text, missed):
    patterns = near_names("Each member must pay the Real Living Wage to everybody.")
    assert any(each.search(text) for each in patterns) is missed


def one_need(*texts, matched="", encoder=None):
    """The bid of one partner for one requirement, with these sentences as its statement; all matched unless said."""
    wanted = need("R1", "3.1", "The Provider must run holiday activity with a meal for young people.")
    statement = said_by("A", " ".join(texts))
    proof = said_by("A", matched) if matched else statement
    passage = Passage(text=proof.text, source=proof.source, score=0.8)
    return brief(
        tender=Tender(requirements=(wanted,), questions=TENDER.questions[:1]),
        lineup=LineUp(
            rank=1, lead="A", members=(Member(partner="A", role="Lead"),), marks=0, marks_available=0, proven_best=False
        ),
        partners=(),
        matches=(Match(need="R1", partner="A", score=0.8, strength="strong", passages=(passage,)),),
        capabilities=(statement,),
        encoder=encoder,
    )


def quoted(told):
    return [each.quote for page in compose(told) for each in page.sentences if each.basis == "evidence"]


def test_a_sentence_that_leans_comes_with_the_one_it_leans_on():
    first, second = (
        "We run holiday activity in two halls.",
        "In 2025 that was 32 days with a hot meal for 226 young people.",
    )
    assert quoted(one_need(first, second)) == [first, second]


def test_what_has_nothing_to_do_with_a_need_is_not_quoted():
    wanted = "In 2025 we ran holiday activity with a meal for 226 young people."
    other = "Our accounts are audited by Quick & Lox in 2025."
    assert quoted(one_need(wanted, other, matched=wanted)) == [wanted]


def test_statements_are_searched_and_not_only_what_was_matched():
    matched = "We are known to many families in 3 towns."
    nearer = "We run holiday activity with a meal for 226 young people."
    assert nearer in quoted(one_need(matched, nearer, matched=matched, encoder=Letters()))


def test_only_members_are_quoted_however_near_others_come():
    said = [(partner, text) for _, partner, _, _, text in EVIDENCE]
    capabilities = tuple(said_by(partner, text, block=f"p{at}") for at, (partner, text) in enumerate(said))
    drafted = [
        each
        for page in compose(brief(capabilities=capabilities, encoder=Letters()))
        for each in page.sentences
        if each.basis == "evidence"
    ]
    assert {each.partner for each in drafted} <= {each.partner for each in LINEUP.members}
    assert len({each.quote for each in drafted}) == len(drafted) > 15


def test_a_text_is_not_cut_inside_brackets():
    assert clip("one two (three four) five", 3) == "one two ..."
    assert clip("one two", 3) == "one two"


class Alike:
    """An encoder to which two words are alike and all others are not."""

    def encode(self, texts):
        return np.array([[1.0, 0.0] if each in ("holiday", "meal") else [0.0, 1.0] for each in texts])


def test_what_is_near_but_shares_no_telling_word_is_not_quoted():
    wanted = "In 2025 we ran holiday activity with a meal for 226 young people."
    loose = "In 2025 nineteen young people took part in a group of ours."
    words = {"holida": "holiday", "meal": "meal"}
    told = one_need(f"{loose} {wanted}", matched=wanted, encoder=Alike())
    bar, topic = Bar(told, frozenset(), {}), Topic("R1", "", told.requirement("R1"))
    told.sense.learn(["holiday", "meal"])
    clear = {each.text: bar.clears(each, topic, 0.5, words) for each in told.evidence.quotes}
    assert clear == {loose: False, wanted: True}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How everybody is recruited and checked, freelancers and volunteers included.", {"recruited", "checked"}),
        ("Four art forms, including dance and music.", {"art", "forms"}),
        ("At least 600 different young people in each year.", set()),
    ],
)
def test_the_telling_words_of_a_need_are_those_of_its_core(text, words):
    assert set(Bar(brief(), frozenset(), {}).telling(text).values()) == words
